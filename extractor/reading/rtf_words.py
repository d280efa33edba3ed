"""Control words of RTF and what stands behind them: silent groups, signs, character sets.

After the Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

# groups that hold no text of the page
SILENT = frozenset(
    (
        "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "latentstyles",
        "datastore", "fldinst", "listtable", "listoverridetable", "rsidtbl", "generator", "bkmkstart", "bkmkend",
        "xmlnstbl", "mmathPr", "filetbl", "revtbl", "private", "nonshppict", "sn", "sv", "pgptbl", "header",
        "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "annotation", "atnid",
        "atnauthor", "atndate", "atnref", "objdata", "nonesttables", "listname", "listlevel", "leveltext",
        "levelnumbers", "fontemb", "fontfile", "passwordhash", "wgrffmtfilter", "userprops", "protusertbl", "do",
        "tc", "xe",
    )
)  # fmt: skip
READ_ANYWAY = frozenset(("shpinst", "shptxt", "nesttableprops"))  # behind `\*`, and text all the same
SIGNS = {
    "tab": "    ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xD8: "►", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x2D: "-"}
SYMBOL_CHARSET = 2
