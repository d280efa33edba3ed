"""Tables of Word files as XML: rows are written as text and parsed once, whatever their number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

import msgspec

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD_SHADE = "DDE7F3"
# XML 1.0 knows no such characters, escaped or not
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Cell(msgspec.Struct, frozen=True):
    """A cell `over` so many columns; `above`: it goes on in the row below, `below`: it is that part."""

    text: str = ""
    over: int = 1
    bold: bool = False
    centred: bool = False
    shade: str | None = None
    above: bool = False
    below: bool = False


def writable(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _UNWRITABLE.sub(" ", text)


def table_xml(widths: Iterable[int], rows: Iterable[str]) -> str:
    """A table with columns of these widths (twentieths of a point) and rows as `row_xml` gives them."""
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:color="7F7F7F"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row_xml(cells: Iterable[Cell], widths: Iterable[int], *, head: bool = False) -> str:
    """A row that is not torn over two pages; one of the `head` is repeated on each."""
    free = iter(widths)
    told = "".join(_cell(cell, sum(next(free) for _ in range(cell.over))) for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{told}</w:tr>"


def head_cell(text: str, over: int = 1, *, above: bool = False, below: bool = False) -> Cell:
    return Cell(text, over, bold=True, centred=True, shade=HEAD_SHADE, above=above, below=below)


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.over}"/>' if cell.over > 1 else ""
    merged = '<w:vMerge w:val="restart"/>' if cell.above else "<w:vMerge/>" if cell.below else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>' if cell.shade else ""
    middle = '<w:vAlign w:val="center"/>' if cell.shade == HEAD_SHADE else ""
    align = '<w:jc w:val="center"/>' if cell.centred else ""
    weight = "<w:b/>" if cell.bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{fill}{middle}</w:tcPr>'
        f"<w:p><w:pPr>{align}</w:pPr>"
        f'<w:r><w:rPr>{weight}<w:sz w:val="22"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(writable(cell.text))}</w:t></w:r></w:p></w:tc>'
    )
