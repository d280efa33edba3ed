"""ODT → blocks: paragraphs, lists with their numbers, tables, text boxes and notes, with the font of each run.

Read after OpenDocument 1.3 part 3 (OASIS). Deleted text of tracked changes stands apart in the file and is passed over.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec

from extractor.core.document import Document
from extractor.core.errors import SourceBroken, SourceEmpty, SourceEncrypted
from extractor.reading.columns import split_columns
from extractor.reading.legacy import legacy_encoding
from extractor.reading.odt_styles import NS, Lists, Styles
from extractor.reading.packages import ZIP_DAMAGE, broken, check_package
from extractor.reading.runs import Paragraph, Run, Table, TableCell, blocks_of_runs
from extractor.reading.xml import XmlError, parse_xml

_OFFICE, _TEXT, _TABLE, _DRAW = NS["office"], NS["text"], NS["table"], NS["draw"]
_DC = "{http://purl.org/dc/elements/1.1/}"
_SILENT = frozenset(
    (
        _TEXT + "tracked-changes",
        _OFFICE + "annotation",
        _OFFICE + "annotation-end",
        _OFFICE + "forms",
        _TEXT + "sequence-decls",
        _TEXT + "variable-decls",
        _TEXT + "user-field-decls",
        _TEXT + "bookmark-start",
        _TEXT + "note-citation",
    )
)
_MAX_REPEATED = 64  # columns of a row that one cell may stand for
_MAX_ROWS = 5000


def read_odt(data: bytes) -> Document:
    """The document in an ODT file.

    Raises SourceEncrypted, SourceTooLarge for a zip bomb, SourceBroken where it is damaged, SourceEmpty without text.
    """
    check_package(data, ".odt")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise SourceEncrypted("Tệp ODT có mật khẩu: mở bằng mật khẩu rồi lưu lại bản không khóa.")
            content = parse_xml(archive.read("content.xml"))
            styles = parse_xml(archive.read("styles.xml")) if "styles.xml" in names else None
            meta = parse_xml(archive.read("meta.xml")) if "meta.xml" in names else None
        reader = _Reader(content, styles)
        parts = reader.read()
    except (*ZIP_DAMAGE, KeyError, AttributeError, XmlError):
        raise SourceBroken(broken(".odt")) from None
    blocks, diagnostics = blocks_of_runs(parts)
    if not blocks:
        raise SourceEmpty("Tệp ODT không có chữ nào để đọc: kiểm tra lại tệp gốc.")
    return Document(format="odt", blocks=split_columns(blocks), title=_title(meta), diagnostics=diagnostics)


def _title(meta: Any) -> str | None:
    found = meta.find(f".//{_DC}title") if meta is not None else None
    title = (found.text or "").strip() if found is not None else ""
    return title if title and not legacy_encoding(title) else None


class _Place(msgspec.Struct, frozen=True):
    """Where text stands: the font that holds there, and whether it is bold."""

    font: str | None = None
    bold: bool = False


class _Reader:
    """Walks one document; keeps the counters of its lists and the notes and boxes met in a paragraph."""

    def __init__(self, content: Any, styles: Any) -> None:
        self.body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        roots = [root for root in (styles, content) if root is not None]
        self.styles = Styles(roots)
        self.lists = Lists(roots)
        self.notes: list[Any] = []

    def read(self) -> list[Paragraph | Table]:
        if self.body is None:
            raise SourceBroken("Tệp ODT này không phải văn bản: xuất nội dung ra dạng .odt của Writer hoặc .docx.")
        parts = list(self._parts(self.body))
        for note in list(self.notes):
            parts += self._parts(note)
        return parts

    def _parts(self, element: Any, depth: int = 0, style: str | None = None) -> Iterator[Paragraph | Table]:
        for child in element:
            tag = child.tag
            if tag in (_TEXT + "p", _TEXT + "h"):
                yield from self._paragraph(child)
            elif tag == _TABLE + "table":
                yield Table(list(self._rows(child)))
            elif tag == _TEXT + "list":
                yield from self._list(child, depth, style)
            elif isinstance(tag, str) and tag not in _SILENT:
                yield from self._parts(child)

    def _list(self, element: Any, depth: int, style: str | None) -> Iterator[Paragraph | Table]:
        style = element.get(_TEXT + "style-name") or style
        counter = self.lists.open(element, style, depth)
        for item in element:
            if item.tag not in (_TEXT + "list-item", _TEXT + "list-header"):
                continue
            label = counter.next(item) if item.tag == _TEXT + "list-item" and _has_text(item) else ""
            for part in self._parts(item, depth + 1, style):
                if label and isinstance(part, Paragraph):
                    part.runs.insert(0, Run(f"{label} ", None, bool(part.runs) and part.runs[0].bold))
                    label = ""
                yield part

    def _paragraph(self, element: Any) -> Iterator[Paragraph | Table]:
        boxes: list[Any] = []
        yield Paragraph(list(self._runs(element, self._place(element, _Place(*self.styles.standard())), boxes)))
        for box in boxes:
            yield from self._parts(box)

    def _runs(self, element: Any, place: _Place, boxes: list[Any]) -> Iterator[Run]:
        if element.text:
            yield Run(_blanks(element.text), place.font, place.bold)
        for child in element:
            tag = child.tag
            if tag == _TEXT + "s":
                count = child.get(_TEXT + "c", "1")
                yield Run(" " * min(int(count) if count.isdecimal() else 1, 200), place.font, place.bold)
            elif tag == _TEXT + "tab":
                yield Run("    ", place.font, place.bold)
            elif tag == _TEXT + "line-break":
                yield Run("\n", place.font, place.bold)
            elif tag == _TEXT + "note":
                self.notes += child.findall(_TEXT + "note-body")
            elif tag == _DRAW + "text-box":
                boxes.append(child)
            elif isinstance(tag, str) and tag not in _SILENT:
                yield from self._runs(child, self._place(child, place), boxes)
            if child.tail:
                yield Run(_blanks(child.tail), place.font, place.bold)

    def _place(self, element: Any, outer: _Place) -> _Place:
        name = element.get(_TEXT + "style-name")
        if not name or element.tag not in (_TEXT + "p", _TEXT + "h", _TEXT + "span", _TEXT + "a"):
            return outer
        font, bold = self.styles.of(name)
        return _Place(font or outer.font, outer.bold if bold is None else bold)

    def _rows(self, table: Any) -> Iterator[list[TableCell]]:
        for child in table:
            if child.tag == _TABLE + "table-row":
                yield list(self._cells(child))
            elif child.tag in (_TABLE + "table-header-rows", _TABLE + "table-rows", _TABLE + "table-row-group"):
                yield from self._rows(child)

    def _cells(self, row: Any) -> Iterator[TableCell]:
        for cell in row:
            if cell.tag != _TABLE + "table-cell":  # a covered one is part of another
                continue
            paragraphs: list[Paragraph] = []
            for part in self._parts(cell):
                if isinstance(part, Paragraph):
                    paragraphs.append(part)
                else:  # a table in a cell: its paragraphs one after another
                    paragraphs += (paragraph for inner in part.rows for one in inner for paragraph in one.paragraphs)
            yield TableCell(
                paragraphs, _count(cell, "number-rows-spanned", _MAX_ROWS), _count(cell, "number-columns-spanned")
            )
            yield from (TableCell([]) for _ in range(_count(cell, "number-columns-repeated") - 1))


def _count(cell: Any, name: str, most: int = 0) -> int:
    told = cell.get(_TABLE + name, "1")
    return max(1, min(int(told), most or _MAX_REPEATED)) if told.isdecimal() and len(told) < 9 else 1


def _has_text(item: Any) -> bool:
    return any(child.tag in (_TEXT + "p", _TEXT + "h") and "".join(child.itertext()).strip() for child in item)


def _blanks(text: str) -> str:
    """White space of the file is one blank (OpenDocument 1.3 part 3, 6.1.2); more of it has elements of its own."""
    return text if text.isspace() and len(text) == 1 else _collapsed(text)


def _collapsed(text: str) -> str:
    head = " " if text[0] in " \t\r\n" else ""
    tail = " " if text[-1] in " \t\r\n" else ""
    words = text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")
    inner = " ".join(word for word in words if word)
    return f"{head}{inner}{tail}" if inner else " "
