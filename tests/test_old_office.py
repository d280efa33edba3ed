"""RTF, ODT and DOC: the same text as the Word file they were made from; damaged, locked and hostile ones end in order."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from composed_notice import BODY, as_docx, expected
from hypothesis import given
from hypothesis import strategies as st
from old_typing import typed

from extractor.cleaning import clean
from extractor.core import errors
from extractor.core.document import Document
from extractor.reading import doc, libreoffice, read_document
from extractor.reading.libreoffice import find_libreoffice, to_docx

ORDER = "Giao Phòng Kinh tế rà soát, báo cáo UBND xã trước ngày 20/3/2026."


def text_of(data: bytes, name: str | None = None) -> str:
    return clean(read_document(data, name)).text


# --- RTF ------------------------------------------------------------------------------------------------------------

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman{\*\falt Times};}"
    r"{\f1\fnil\fcharset0 .VnTime;}{\f2\fnil\fcharset0 .VnTimeH;}{\f3\fnil VNI-Times;}{\f4\fcharset2 Symbol;}"
    r"{\f5\fcharset163 Arial;}}"
)


def rtf(body: str) -> bytes:
    head = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}"
    info = r"{\info{\title Th\u244?ng b\'e1o}{\author Ai \'f3}{\*\company X}}"
    return (head + info + body + "}").encode("latin-1")


def unicode_rtf(text: str) -> str:
    """Letters as `\\u`, a question mark for programs that know none."""
    return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)


def byte_rtf(text: str) -> str:
    return "".join(char if char.isascii() else f"\\'{ord(char):02x}" for char in text)


def test_rtf_in_unicode() -> None:
    document = read_document(rtf(rf"\pard\plain {unicode_rtf(ORDER)}\par \pard Hai\line Ba\par"), "a.doc")
    assert (document.format, document.title) == ("rtf", "Thông báo")
    assert [block.text for block in document.blocks] == [ORDER, "Hai", "Ba"]


def test_rtf_in_old_fonts() -> None:
    body = (
        rf"\pard\plain\f2 {byte_rtf(typed('thông báo', 'tcvn3'))}\par"
        rf"\pard\plain\f1 {byte_rtf(typed(ORDER, 'tcvn3'))}\par"
        rf"\pard\plain\f3 {byte_rtf(typed(ORDER, 'vni'))}\par"
        rf"\pard\plain\f0 {unicode_rtf(ORDER)}\par"
    )
    document = read_document(rtf(body), "a.rtf")
    assert [block.text for block in document.blocks] == ["THÔNG BÁO", ORDER, ORDER, ORDER]
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["legacy_encoding"]


def test_optional_hyphen_is_a_letter_of_tcvn3_only() -> None:
    assert text_of(rtf(r"\pard\f1 n\-\'edc s\'b9ch\par\f0 th\-u{\f4\'b7} A\~B\_C")) == "nước sạch\nthu• A B-C"


def test_rtf_code_pages() -> None:
    assert text_of(rtf(r"\pard\f5 B\'e1o c\'e1o tu\'e2\'ccn\par")) == "Báo cáo tuần"


def test_rtf_table_list_note_and_what_is_no_text() -> None:
    body = (
        r"{\header\pard trang 1\par}{\*\bkmkstart a}{\pict\wmetafile8 0102ff}"
        r"\trowd\cellx100\cellx200\pard\intbl TT\cell Nhi\u7879?m v\u7909?\cell\row"
        r"\trowd\pard\intbl 1\cell {\listtext\pard\plain\f4\'b7\tab}R\u224? so\u225?t\par b\u225?o c\u225?o\cell\row"
        r"\pard {\listtext\pard\plain 1.\tab}Giao vi\u7879?c{\super\chftn{\footnote\pard\plain Ghi ch\u250?.}} ngay\par"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt xem}} {\v \u7849?n}{\*\unknown x}\par"
    )
    document = read_document(rtf(body), "a.rtf")
    texts = [block.text for block in document.blocks]
    assert texts == ["TT", "Nhiệm vụ", "1", "• Rà soát", "báo cáo", "1. Giao việc ngay", "xem ", "Ghi chú."]
    assert [block.cell.head for block in document.blocks if block.cell and block.cell.row == 1] == [
        "TT", "Nhiệm vụ", "Nhiệm vụ",
    ]  # fmt: skip


def test_rtf_surrogates_and_fallbacks() -> None:
    assert text_of(rtf(r"\uc2\u7879ab{\uc0\u7909}x\uc1\u-10179?\u-8704?y")) == "ệụx\U0001f600y"


def test_rtf_cut_off() -> None:
    with pytest.raises(errors.SourceBroken):
        read_document(rtf(rf"{{\b {unicode_rtf(ORDER)}")[:-1], "a.rtf")


def test_rtf_nested_without_end() -> None:
    with pytest.raises(errors.SourceTooLarge):
        read_document(b"{\\rtf1 " + b"{" * 1_000_000, "a.rtf")


def test_rtf_without_text() -> None:
    with pytest.raises(errors.SourceEmpty):
        read_document(rtf(""), "a.rtf")


@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                "\\",
                "\\'",
                "\\u",
                "\\bin5",
                "\\par",
                "\\cell",
                "\\row",
                "\\intbl",
                "1",
                "f0",
                " ",
                "é",
                "\\*",
                ";",
                "\\fonttbl",
                "\\footnote",
                "\x00",
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_any_rtf_ends_in_order(body: str) -> None:
    try:
        read_document(("{\\rtf1 " + body).encode("latin-1"), "a.rtf")
    except errors.SourceError as error:
        assert ":" in str(error)


# --- ODT ------------------------------------------------------------------------------------------------------------

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip


def odt(body: str, styles: str = "", more: dict[str, str] | None = None, prolog: str = "") -> bytes:
    faces = (
        '<office:font-face-decls><style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
        "</office:font-face-decls>"
    )
    content = (
        f'<?xml version="1.0"?>{prolog}<office:document-content {SPACES}>{faces}'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        made.writestr("content.xml", content)
        for name, part in (more or {}).items():
            made.writestr(name, part)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_document(data, "a.odt").blocks]


def test_odt_paragraphs() -> None:
    body = (
        "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes>"
        "<text:h>I. Việc</text:h><text:p>Giao<text:s text:c='2'/>Sở<text:tab/>Y tế\n   báo <text:span>cáo</text:span>."
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Ghi chú</text:p></text:note-body>"
        "</text:note></text:p><text:section><text:p>a<text:line-break/>b</text:p></text:section>"
        "<text:p><draw:frame><draw:text-box><text:p>Trong khung</text:p></draw:text-box></draw:frame></text:p>"
    )
    document = read_document(odt(body), "a.odt")
    assert document.format == "odt"
    assert [block.text for block in document.blocks] == [
        "I. Việc", "Giao  Sở    Y tế báo cáo.", "a", "b", "Trong khung", "Ghi chú",
    ]  # fmt: skip


def test_odt_lists_and_tables() -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." '
        'style:num-format="1"/><text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>'
        '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
    )
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    third = f"<text:list>{item.format('ba', '')}</text:list>"
    second = f"<text:list>{item.format('hai', third)}{item.format('hai nữa', '')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item.format("một", second)}{item.format("một nữa", "")}</text:list>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item.format("tiếp", "")}</text:list>'
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>TT</text:p></table:table-cell>"
        "<table:table-cell><text:p>Nhiệm vụ</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
        "<table:table-cell><text:p>Rà soát</text:p></table:table-cell></table:table-row></table:table>"
    )
    data = odt(body, style)
    assert texts(data) == [
        "1. một", "a) hai", "- ba", "b) hai nữa", "2. một nữa", "3. tiếp", "TT", "Nhiệm vụ", "1", "Rà soát",
    ]  # fmt: skip
    assert read_document(data, "a.odt").blocks[-1].cell is not None


def test_odt_in_old_fonts() -> None:
    styles = (
        '<style:style style:name="P" style:family="paragraph"><style:text-properties style:font-name="F1"/></style:style>'
        '<style:style style:name="C" style:family="paragraph" style:parent-style-name="P"/>'
        '<style:style style:name="T" style:family="text"><style:text-properties fo:font-family="Arial"/></style:style>'
    )
    old = typed(ORDER, "tcvn3")
    body = f'<text:p text:style-name="C">{old} <text:span text:style-name="T">{ORDER}</text:span></text:p>'
    assert texts(odt(body, styles)) == [f"{ORDER} {ORDER}"]


def test_odt_with_a_password() -> None:
    manifest = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    with pytest.raises(errors.SourceEncrypted):
        read_document(odt("<text:p>x</text:p>", more=manifest), "a.odt")


@pytest.mark.parametrize(
    "data",
    [
        odt("<text:p>x</text:p>", prolog='<!DOCTYPE a [<!ENTITY b "c">]>'),
        odt("<text:p>x</text:p>")[:-40],
        odt("<text:p>x"),
        odt("<text:section>" * 5000 + "x" + "</text:section>" * 5000),
    ],
)
def test_odt_damaged_or_hostile(data: bytes) -> None:
    with pytest.raises(errors.SourceBroken):
        read_document(data, "a.odt")


# --- DOC ------------------------------------------------------------------------------------------------------------

needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")


def as_(suffix: str, data: bytes, folder: Path) -> bytes:
    """A Word file saved in another format by LibreOffice."""
    import subprocess

    source = folder / "a.docx"
    source.write_bytes(data)
    command = [
        find_libreoffice() or "",
        f"-env:UserInstallation={(folder / 'p').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    subprocess.run(
        [*command, suffix, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120
    )
    return (folder / f"a.{suffix}").read_bytes()


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_what_an_office_program_writes(suffix: str, tmp_path: Path) -> None:
    assert text_of(as_(suffix, as_docx(), tmp_path), f"a.{suffix}") == expected()


@needs_libreoffice
def test_doc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_("doc", as_docx(), tmp_path)
    scratch = tmp_path / "scratch"  # of its own: other processes read with LibreOffice at the same time
    scratch.mkdir()
    monkeypatch.setattr(libreoffice.tempfile, "tempdir", str(scratch))
    document = read_document(data, "a.doc")
    assert document.format == "doc"
    lines = clean(document).text.split("\n")
    assert [line for line in BODY if line not in lines] == []
    assert not list(scratch.iterdir()), "nothing is left behind"


@needs_libreoffice
def test_doc_with_a_password_is_not_given_to_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(as_("doc", as_docx(), tmp_path))
    at = data.find(b"\xec\xa5")
    data[at + 11] |= 1  # fEncrypted
    monkeypatch.setattr(doc, "to_docx", lambda *_: pytest.fail("started"))
    with pytest.raises(errors.SourceEncrypted):
        read_document(bytes(data), "a.doc")


@needs_libreoffice
def test_libreoffice_that_takes_too_long() -> None:
    start = time.monotonic()
    with pytest.raises(errors.SourceTooLarge):
        to_docx(b"{\\rtf1 x}", ".rtf", seconds=0.05)
    assert time.monotonic() - start < 20


def test_doc_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: None)
    with pytest.raises(errors.SourceUnsupported, match="LibreOffice"):
        to_docx(b"x", ".doc")


def test_doc_that_is_damaged() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le") + b"\x00" * 300
    with pytest.raises(errors.SourceBroken):
        read_document(data, "a.doc")


def test_a_page_with_the_name_of_a_word_file() -> None:
    """Word and portals save pages as .doc."""
    page = f"<html><body><p>{ORDER}</p></body></html>"
    assert read_document(page.encode(), "a.doc").format == "html"
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--b--\r\n"
    )
    document = read_document(archive.encode(), "a.doc")
    assert (document.format, document.blocks[0].text) == ("html", ORDER)


# --- merged cells ---------------------------------------------------------------------------------------------------


def spans(document: Document) -> list[tuple[str, int, int, int, int]]:
    cells = [(block.text, block.cell) for block in document.blocks if block.cell]
    return [(text, cell.row, cell.column, cell.height, cell.width) for text, cell in cells]


MERGED = [
    ("TT", 0, 0, 1, 1), ("Viec", 0, 1, 1, 1), ("Chu tri", 0, 2, 1, 1),
    ("1", 1, 0, 1, 1), ("Ra soat", 1, 1, 1, 1), ("Phong A", 1, 2, 2, 1),
    ("2", 2, 0, 1, 1), ("Bao cao", 2, 1, 1, 1),
    ("Ghi chu chung", 3, 0, 1, 3),
]  # fmt: skip


def test_rtf_cells_merged_over_rows_and_columns() -> None:
    edges = r"\cellx500\cellx4000\{}cellx6000"
    cells = r"\pard\intbl {}\cell {}\cell {}\cell\row "
    body = (
        r"\trowd" + edges.replace(r"\{}", "\\") + cells.format("TT", "Viec", "Chu tri")
        + r"\trowd" + edges.replace("{}", "clvmgf\\") + cells.format("1", "Ra soat", "Phong A")
        + r"\trowd" + edges.replace("{}", "clvmrg\\") + cells.format("2", "Bao cao", "")
        + r"\trowd\clmgf\cellx500\clmrg\cellx4000\clmrg\cellx6000" + cells.format("Ghi chu chung", "", "")
    )  # fmt: skip
    assert spans(read_document(rtf(body), "a.rtf")) == MERGED
    # LibreOffice writes a cell that reaches over several as one with a far edge
    wide = body.replace(r"\clmgf\cellx500\clmrg\cellx4000\clmrg\cellx6000", r"\cellx6010").replace(
        r"Ghi chu chung\cell \cell \cell", r"Ghi chu chung\cell"
    )
    assert spans(read_document(rtf(wide), "a.rtf")) == MERGED


def test_odt_cells_merged_over_rows_and_columns() -> None:
    def cell(text: str, told: str = "") -> str:
        return f"<table:table-cell{told}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = [
        cell("TT") + cell("Viec") + cell("Chu tri"),
        cell("1") + cell("Ra soat") + cell("Phong A", ' table:number-rows-spanned="2"'),
        cell("2") + cell("Bao cao") + covered,
        cell("Ghi chu chung", ' table:number-columns-spanned="3"') + 2 * covered,
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert spans(read_document(odt(f"<table:table>{body}</table:table>", ""), "a.odt")) == MERGED
