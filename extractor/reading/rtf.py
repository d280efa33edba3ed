"""RTF → blocks, without another program: paragraphs and tables with the font of each run, which tells old fonts.

Read after the Rich Text Format Specification 1.9.1. What only Word needs (pictures, colours, styles, embedded data) is
passed over; list numbers are read as Word wrote them beside the text (`\\listtext`).
"""

from __future__ import annotations

import codecs
import re
from typing import Any

import msgspec

from extractor.core.document import Document
from extractor.core.errors import SourceBroken, SourceEmpty, SourceTooLarge
from extractor.lexicon.old_fonts import old_font
from extractor.reading.columns import split_columns
from extractor.reading.legacy import legacy_encoding
from extractor.reading.rtf_tables import MOST_CELLS, CellShape, RtfRow, with_spans
from extractor.reading.rtf_words import CHARSETS, READ_ANYWAY, SIGNS, SILENT, SYMBOL_CHARSET, SYMBOLS
from extractor.reading.runs import Paragraph, Run, Table, blocks_of_runs

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n\x00]+)|[\r\n\x00]+"
)
_DEPTH = 2000  # groups inside one another


class _Font(msgspec.Struct):
    name: str = ""
    charset: int | None = None


class _State(msgspec.Struct):
    """What holds inside one group."""

    font: int | None = None
    bold: bool = False
    hidden: bool = False
    silent: bool = False
    fallback: int = 1  # signs that stand for a Unicode letter in programs that know none
    fonts: bool = False  # inside the font table
    title: bool = False
    note: bool = False
    label: bool = False  # the number of a list item
    in_table: bool = False


def read_rtf(data: bytes) -> Document:
    """The document in an RTF file.

    Raises SourceBroken where it is cut off or nested without end, SourceEmpty where no text is in it.
    """
    reader = _Reader(data.decode("latin-1"))
    reader.read()
    if len(reader.states) > 1 and not data.rstrip(b"\x00\r\n ").endswith(b"}"):
        raise SourceBroken("Tệp RTF bị thiếu phần cuối: tải lại hoặc xin lại tệp gốc.")
    blocks, diagnostics = blocks_of_runs(reader.parts)
    if not blocks:
        raise SourceEmpty("Tệp RTF không có chữ nào để đọc: kiểm tra lại tệp gốc.")
    title = reader.title.strip() or None
    if title and legacy_encoding(title):
        title = None
    return Document(format="rtf", blocks=split_columns(blocks), title=title, diagnostics=diagnostics)


class _Reader:
    """Walks the tokens of one file; keeps the open groups, the paragraph, row and table at hand."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.states = [_State()]
        self.parts: list[Paragraph | Table] = []
        self.title = ""
        self._fonts: dict[int, _Font] = {}
        self._standard: int | None = None
        self._codepage = "cp1252"
        self._runs: list[Run] = []
        self._bytes = bytearray()
        self._units: list[int] = []
        self._skip = 0
        self._starred = False
        self._notes: list[Run] = []
        self._cell: list[Paragraph] = []
        self._row: list[list[Paragraph]] = []
        self._shapes: list[CellShape] = []
        self._shape = CellShape()
        self._rows: list[RtfRow] = []

    def read(self) -> None:
        length = len(self.source)
        while self.at < length:
            token = _TOKEN.match(self.source, self.at)
            if token is None:  # a backslash at the very end
                break
            self.at = token.end()
            word, number, byte, sign, brace, text = token.groups()
            if word:
                self._word(word, int(number) if number else None)
            elif byte:
                self._byte(int(byte, 16))
            elif sign:
                self._sign(sign)
            elif brace:
                self._brace(brace)
            elif text:
                self._text(text)
        self._flush()
        self._end_paragraph()
        self._end_row()
        self._end_table()
        if self._notes:
            self.parts.append(Paragraph(self._notes))

    # --- tokens -----------------------------------------------------------------------------------------------------

    @property
    def _state(self) -> _State:
        return self.states[-1]

    def _brace(self, brace: str) -> None:
        self._flush()
        self._skip = 0
        self._starred = False
        if brace == "{":
            if len(self.states) > _DEPTH:
                raise SourceTooLarge("Tệp RTF lồng nhau quá sâu (có thể là tệp độc hại): không đọc.")
            self.states.append(msgspec.structs.replace(self._state))
        elif len(self.states) > 1:
            self.states.pop()

    def _word(self, word: str, number: int | None) -> None:
        if word == "bin":
            self.at += max(0, number or 0)
            return
        starred, self._starred = self._starred, False
        if word in SILENT or (starred and word not in READ_ANYWAY):
            self._flush()
            self._state.silent = True
            self._state.fonts = False
        elif word == "fonttbl":
            self._state.fonts = True
        elif word == "title":
            self._state.title, self._state.silent = True, False
        elif word == "footnote":
            self._state.note = True
            self._notes.append(Run("\n"))
        elif word == "listtext":
            self._state.label = True
        elif word == "u":
            self._unit((number or 0) & 0xFFFF)
        elif word in SIGNS:
            self._put(" " if self._state.label else SIGNS[word])
        elif word in _ENDINGS:
            self._flush()
            if not self._state.silent:
                _ENDINGS[word](self)
        elif word in _SETTINGS:
            self._flush()
            _SETTINGS[word](self, number)

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._end_units()
            self._bytes.append(value)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign == "~":
            self._put("\xa0")
        elif sign == "_":
            self._put("-")
        elif sign == "-":
            # the code of the optional hyphen is a letter in TCVN3
            if old_font(self._font().name):
                self._put("\xad")
        elif sign in "\\{}":
            self._text(sign)
        elif sign in "\r\n":
            self._flush()
            self._end_paragraph()

    def _text(self, text: str) -> None:
        if self._skip:
            text, self._skip = text[self._skip :], max(0, self._skip - len(text))
        if text:
            self._end_units()
            self._bytes += text.encode("latin-1")

    def _unit(self, unit: int) -> None:
        self._end_bytes()
        self._units.append(unit)
        self._skip = self._state.fallback

    def _put(self, text: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._flush()
        self._append(text)

    # --- text -------------------------------------------------------------------------------------------------------

    def _font(self) -> _Font:
        number = self._state.font if self._state.font is not None else self._standard
        return self._fonts.get(number if number is not None else -1) or _Font()

    def _flush(self) -> None:
        self._end_bytes()
        self._end_units()

    def _end_units(self) -> None:
        if self._units:
            packed = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units.clear()
            self._append(packed.decode("utf-16-le", errors="replace"))

    def _end_bytes(self) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._append(self._decode(data))

    def _decode(self, data: bytes) -> str:
        font = self._font()
        if self._state.fonts:
            return data.decode("latin-1")
        if font.charset == SYMBOL_CHARSET and not old_font(font.name):
            return "".join(SYMBOLS.get(byte, chr(byte) if byte < 0x80 else "") for byte in data)
        if old_font(font.name):
            return data.decode("latin-1")
        page = CHARSETS.get(font.charset, self._codepage) if font.charset is not None else self._codepage
        return data.decode(page, errors="replace")

    def _append(self, text: str) -> None:
        state = self._state
        if state.fonts:
            self._name_font(text)
        elif state.title:
            self.title += text
        elif state.note and not state.silent:
            self._notes.append(Run(text, self._font().name or None))
        elif not state.silent and not state.hidden:
            self._runs.append(Run(text, self._font().name or None, state.bold))

    def _name_font(self, text: str) -> None:
        if self._state.font is not None:
            font = self._fonts.setdefault(self._state.font, _Font())
            font.name = (font.name + text.split(";")[0]) if not font.name.endswith(";") else font.name

    # --- paragraphs and tables --------------------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        if self._state.note:
            self._notes.append(Run("\n"))
            return
        if self._state.in_table:
            self._cell.append(Paragraph(self._runs))
        else:
            self._end_row()
            if self._runs:
                self._end_table()
                self.parts.append(Paragraph(self._runs))
        self._runs = []

    def _end_cell(self) -> None:
        if self._runs:
            self._cell.append(Paragraph(self._runs))
            self._runs = []
        self._row.append(self._cell)
        self._cell = []

    def _end_row(self) -> None:
        """The row at hand goes to the table that is being read, or opens one."""
        if self._cell:
            self._end_cell()
        if not self._row:
            return
        if not (self.parts and isinstance(self.parts[-1], Table)):
            self.parts.append(Table([]))
            self._rows = []
        self._rows.append(RtfRow(self._row, self._shapes))
        self._row = []

    def _end_table(self) -> None:
        """The rows of the last part, if that is a table, get their spans."""
        if self.parts and isinstance(self.parts[-1], Table) and self._rows:
            self.parts[-1].rows = with_spans(self._rows)
            self._rows = []

    # --- settings ---------------------------------------------------------------------------------------------------

    def _set_font(self, number: int | None) -> None:
        self._state.font = number
        if self._state.fonts and number is not None:
            self._fonts[number] = _Font()

    def _set_charset(self, number: int | None) -> None:
        if self._state.fonts and self._state.font is not None:
            self._fonts.setdefault(self._state.font, _Font()).charset = number

    def _set_codepage(self, number: int | None) -> None:
        try:
            self._codepage = codecs.lookup(f"cp{number}").name
        except LookupError:
            return

    def _set_standard(self, number: int | None) -> None:
        self._standard = number

    def _set_fallback(self, number: int | None) -> None:
        self._state.fallback = max(0, min(number or 0, 10))

    def _set_bold(self, number: int | None) -> None:
        self._state.bold = number != 0

    def _set_hidden(self, number: int | None) -> None:
        self._state.hidden = number != 0

    def _set_plain(self, number: int | None) -> None:
        del number
        self._state.font, self._state.bold, self._state.hidden = None, False, False

    def _begin_shapes(self, number: int | None) -> None:
        del number
        self._shapes, self._shape = [], CellShape()

    def _end_shape(self, number: int | None) -> None:
        if len(self._shapes) < MOST_CELLS:
            self._shape.edge = number or 0
            self._shapes.append(self._shape)
        self._shape = CellShape()

    def _set_beside(self, number: int | None) -> None:
        self._shape.beside = number != 0

    def _set_above(self, number: int | None) -> None:
        self._shape.above = number != 0

    def _set_outside(self, number: int | None) -> None:
        del number
        self._state.in_table = False

    def _set_inside(self, number: int | None) -> None:
        self._state.in_table = number != 0


_ENDINGS: dict[str, Any] = {
    "par": _Reader._end_paragraph,
    "sect": _Reader._end_paragraph,
    "page": _Reader._end_paragraph,
    "cell": _Reader._end_cell,
    "nestcell": _Reader._end_paragraph,
    "row": _Reader._end_row,
}
_SETTINGS: dict[str, Any] = {
    "f": _Reader._set_font,
    "fcharset": _Reader._set_charset,
    "ansicpg": _Reader._set_codepage,
    "deff": _Reader._set_standard,
    "uc": _Reader._set_fallback,
    "b": _Reader._set_bold,
    "v": _Reader._set_hidden,
    "plain": _Reader._set_plain,
    "pard": _Reader._set_outside,
    "intbl": _Reader._set_inside,
    "trowd": _Reader._begin_shapes,
    "cellx": _Reader._end_shape,
    "clmrg": _Reader._set_beside,
    "clvmrg": _Reader._set_above,
}
