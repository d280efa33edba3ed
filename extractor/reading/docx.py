"""DOCX → blocks through python-docx: what a reader of the printed page sees, in reading order.

Automatic numbers are rebuilt, insertions are in and deletions out, header and foot tables become their columns, text
boxes and footnotes are kept, page headers and footers are marked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import msgspec
from docx.opc.exceptions import PackageNotFoundError

from extractor.core.document import Block, Document, Region
from extractor.core.errors import SourceBroken
from extractor.reading.columns import split_columns
from extractor.reading.docx_fonts import repair_fonts
from extractor.reading.docx_numbering import Numbering
from extractor.reading.docx_numbering import W as _W
from extractor.reading.legacy import legacy_encoding
from extractor.reading.packages import ZIP_DAMAGE, broken, check_package
from extractor.reading.tables import GridCell, table_blocks
from extractor.reading.xml import XmlError, parse_xml

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset((_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "rPr", _W + "pPr"))
_SYMBOLS = {"f02d": "-", "f0b7": "•", "f0a7": "▪", "f0d8": "►", "f0fc": "✓", "f0fe": "☑", "f0a8": "☐"}


def read_docx(data: bytes) -> Document:
    """The document in a DOCX file.

    Raises SourceBroken where it is damaged or holds what no Word file has (entities), SourceTooLarge for a zip bomb.
    """
    check_package(data, ".docx")
    try:
        opened = docx.Document(io.BytesIO(data))
        reader = _Reader(opened)
        diagnostics = repair_fonts(opened, reader.roots())
        blocks = reader.read()
    except (PackageNotFoundError, XmlError, *ZIP_DAMAGE, *_STRANGE):
        raise SourceBroken(broken(".docx")) from None
    title = _title(opened)
    if title and legacy_encoding(title):
        title = None
    return Document(format="docx", blocks=split_columns(blocks), title=title, diagnostics=diagnostics)


# what a tree without an attribute or element that must be there, or with another in its place, leads to
_STRANGE = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError)


def _title(opened: Any) -> str | None:
    """What the properties of the file call it; none where they are damaged, which is no reason not to read the text."""
    try:
        return (opened.core_properties.title or "").strip() or None
    except (*_STRANGE, ValueError, XmlError):
        return None


class _Reader:
    """Walks one opened package; keeps the state that spans paragraphs: list counters, table number, footnotes met."""

    def __init__(self, opened: Any) -> None:
        self.opened = opened
        self.numbering = Numbering(opened)
        self.tables = 0
        self.notes: list[str] = []
        self.footnotes = self._read_footnotes()

    def roots(self) -> list[Any]:
        """The elements that hold all text that is read."""
        parts = [self.opened.element.body, *(part._element for part, _ in self._parts())]
        return [*parts, self.footnotes] if self.footnotes is not None else parts

    def read(self) -> list[Block]:
        heads, feet = self._margins()
        body = self._container(self.opened.element.body)
        return [*heads, *body, *self._footnotes(), *feet]

    # --- blocks -----------------------------------------------------------------------------------------------------

    def _container(self, element: Any) -> list[Block]:
        out: list[Block] = []
        for child in element:
            if child.tag == _W + "p":
                out += self._paragraph(child)
            elif child.tag == _W + "tbl":
                out += self._table(child)
            elif child.tag == _W + "sdt":
                content = child.find(_W + "sdtContent")
                out += self._container(content) if content is not None else []
            elif child.tag in (_W + "ins", _W + "moveTo", _W + "smartTag", _W + "customXml"):
                out += self._container(child)
        return out

    def _paragraph(self, element: Any) -> list[Block]:
        boxes: list[Any] = []
        text = "".join(self._runs(element, boxes))
        label = self.numbering.label(element) if text.strip() else ""
        bold = self._is_bold(element)
        out = [
            Block(text=line, bold=bold, new_paragraph=True, indent=len(line) - len(line.lstrip(" ")))
            for line in (f"{label} {text}" if label else text).split("\n")
            if line.strip()
        ]
        for box in boxes:
            out += self._container(box)
        return out

    def _runs(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == _W + "t":
                yield child.text or ""
            elif tag in (_W + "tab", _W + "ptab"):
                yield "    "
            elif tag == _W + "cr" or (tag == _W + "br" and child.get(_W + "type") in (None, "textWrapping")):
                yield "\n"
            elif tag == _W + "noBreakHyphen":
                yield "-"
            elif tag == _W + "sym":
                yield _SYMBOLS.get((child.get(_W + "char") or "").lower(), "")
            elif tag == _W + "footnoteReference":
                self.notes.append(child.get(_W + "id") or "")
            elif tag == _MC + "AlternateContent":
                chosen = child.find(_MC + "Choice")
                yield from self._runs(chosen if chosen is not None else child, boxes)
            elif tag == _W + "txbxContent":
                boxes.append(child)
            elif tag != _W + "txbxContent":
                yield from self._runs(child, boxes)

    def _is_bold(self, paragraph: Any) -> bool:
        runs = [run for run in paragraph.iter(_W + "r") if any((t.text or "").strip() for t in run.iter(_W + "t"))]
        marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
        return bool(runs) and all(mark is not None and mark.get(_W + "val") not in ("0", "false") for mark in marks)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, element: Any) -> list[Block]:
        cells: list[GridCell] = []
        open_above: dict[int, int] = {}  # column → place in `cells` of the cell that goes on downwards
        row = 0
        for row_element in element.iter(_W + "tr"):
            if _owner(row_element) is not element:
                continue
            made = self._row(row_element, row, open_above, cells)
            cells += made
            row += bool(made)
        if not any(cell.lines for cell in cells):
            return []
        if all(cell.column == 0 for cell in cells):
            return [line for cell in cells for line in cell.lines]
        blocks = table_blocks(cells, self.tables)
        if any(block.cell is not None for block in blocks):
            self.tables += 1
        return blocks

    def _row(self, element: Any, row: int, open_above: dict[int, int], above: list[GridCell]) -> list[GridCell]:
        """The cells of a row; those merged with a cell above make that one higher."""
        made: list[GridCell] = []
        column = _number(element.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for cell in element.iter(_W + "tc"):
            if _owner(cell) is not element:
                continue
            lines = tuple(msgspec.structs.replace(block, cell=None, region="body") for block in self._container(cell))
            width = max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            opened = open_above.get(column)
            if merge is not None and merge.get(_W + "val") != "restart" and opened is not None and not lines:
                # a row is only as good as the cells that start in it, so rows without one are not counted twice
                above[opened] = msgspec.structs.replace(above[opened], height=row - above[opened].row + 1)
            else:
                open_above.pop(column, None)
                if merge is not None:
                    open_above[column] = len(above) + len(made)
                made.append(GridCell(row, column, lines, 1, width))
            column += width
        return made

    # --- what stands outside the body -------------------------------------------------------------------------------

    def _margins(self) -> tuple[list[Block], list[Block]]:
        heads: list[Block] = []
        feet: list[Block] = []
        for part, region in self._parts():
            into = heads if region == "page_header" else feet
            into += _marked(self._container(part._element), region)
        return heads, feet

    def _parts(self) -> Iterator[tuple[Any, Region]]:
        """The headers and footers of all sections, each once."""
        seen: set[Any] = set()
        for section in self.opened.sections:
            parts: tuple[tuple[Any, Region], ...] = (
                (section.first_page_header, "page_header"), (section.header, "page_header"),
                (section.even_page_header, "page_header"),
                (section.first_page_footer, "page_footer"), (section.footer, "page_footer"),
                (section.even_page_footer, "page_footer"),
            )  # fmt: skip
            for part, region in parts:
                if not part.is_linked_to_previous and part.part.partname not in seen:
                    seen.add(part.part.partname)
                    yield part, region

    def _read_footnotes(self) -> Any:
        part = next(
            (rel.target_part for rel in self.opened.part.rels.values() if rel.reltype.endswith("/footnotes")), None
        )
        if part is None:
            return None
        return parse_xml(part.blob)

    def _footnotes(self) -> list[Block]:
        if self.footnotes is None or not self.notes:
            return []
        notes = {note.get(_W + "id"): note for note in self.footnotes.iter(_W + "footnote")}
        return [block for number in list(self.notes) if number in notes for block in self._container(notes[number])]


def _number(element: Any, missing: int) -> int:
    """The number in the `val` of an element of the grid, within bounds."""
    value = element.get(_W + "val") if element is not None else None
    return min(int(value), 64) if value and value.isdigit() else missing


def _owner(element: Any) -> Any:
    """The row of a cell, or the table of a row, looking through content controls."""
    parent = element.getparent()
    wanted = _W + "tbl" if element.tag == _W + "tr" else _W + "tr"
    while parent is not None and parent.tag != wanted:
        parent = parent.getparent()
    return parent


def _marked(blocks: list[Block], region: Region) -> list[Block]:
    """`blocks` as page header or footer, but a letterhead that stands in the page header stays one."""
    letterhead = any(block.region in ("header_left", "header_right") for block in blocks)
    if letterhead:
        return blocks
    return [
        msgspec.structs.replace(block, region=region, cell=None) for block in blocks if re.search(r"\w", block.text)
    ]
