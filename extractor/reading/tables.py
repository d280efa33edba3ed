"""Rows of cells → blocks in reading order. The tables of a header and of a foot are told from tables of content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from extractor.core.document import Block, Cell, Region
from extractor.lexicon.page_marks import level, motto, recipients_head, title_right
from extractor.reading.table_heads import find_heads


class GridCell(msgspec.Struct, frozen=True):
    """A cell with its lines, at its upper left corner; merged ones are several rows high or columns wide."""

    row: int
    column: int
    lines: tuple[Block, ...] = ()
    height: int = 1
    width: int = 1


_MOST_COLUMNS = 200  # a span beyond is no table's
_MOST_ROWS = 5000


def lay_out(rows: Sequence[Sequence[tuple[tuple[Block, ...], int, int]]]) -> tuple[GridCell, ...]:
    """Rows of (lines, height, width) as HTML writes them: places that a cell above reaches into are left out."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row, given in enumerate(rows):
        column = 0
        for lines, height, width in given:
            while (row, column) in taken:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            high = max(1, min(height, len(rows) - row, _MOST_ROWS))
            wide = max(1, min(width, _MOST_COLUMNS - column))
            if high > 1:
                taken.update((row + down, column + on) for down in range(1, high) for on in range(wide))
            cells.append(GridCell(row, column, lines, high, wide))
            column += wide
    return tuple(cells)


def table_blocks(cells: Sequence[GridCell], table: int) -> list[Block]:
    """The cells of one table as blocks, row by row."""
    rows = _by_row(cells)
    regions = _column_regions(rows)
    if regions:
        return _columns(rows, regions)
    heads = find_heads([(cell.row, cell.column, cell.height, cell.width, _text(cell.lines)) for cell in cells])
    out: list[Block] = []
    for given in cells:
        cell = Cell(
            table=table, row=given.row, column=given.column, height=given.height, width=given.width,
            head=heads.names.get(given.column), of_head=given.row < heads.end and given.row >= heads.start,
        )  # fmt: skip
        out += [
            msgspec.structs.replace(line, region="table", cell=cell, new_paragraph=line.new_paragraph or index == 0)
            for index, line in enumerate(given.lines)
        ]
    return out


def _by_row(cells: Iterable[GridCell]) -> list[list[tuple[Block, ...]]]:
    """The lines of each place of the grid; where a merged cell only reaches to, there are none."""
    rows: dict[int, dict[int, tuple[Block, ...]]] = {}
    width = 0
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.lines
        width = max(width, cell.column + cell.width)
    placed = [[rows[row].get(column, ()) for column in range(width)] for row in sorted(rows)]
    return [row for row in placed if any(row)]


def _text(lines: Sequence[Block]) -> str:
    return " ".join(" ".join(line.text.split()) for line in lines)


def _column_regions(rows: Sequence[Sequence[tuple[Block, ...]]]) -> tuple[Region, ...] | None:
    """The regions of the columns where the table is the header or the foot of the document."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) > 12:
        return None
    texts = [[level(_text(row[column])) if column < len(row) else "" for row in rows] for column in range(width)]
    joined = [" ".join(column) for column in texts]
    right = next((i for i, text in enumerate(joined) if title_right().search(text) or motto().search(text)), None)
    if right:
        return tuple("header_right" if i >= right else "header_left" for i in range(width))
    left = next((i for i, text in enumerate(joined) if recipients_head().match(text.strip())), None)
    if left is not None and len(rows) <= 6:
        return tuple("recipients" if i <= left else "signature" for i in range(width))
    return None


def _columns(rows: Sequence[Sequence[tuple[Block, ...]]], regions: tuple[Region, ...]) -> list[Block]:
    """The lines column by column, not row by row; left region first."""
    out: list[Block] = []
    for region in dict.fromkeys(regions):
        for row in rows:
            for column, lines in enumerate(row):
                if regions[column] == region:
                    out += [msgspec.structs.replace(line, region=region, cell=None) for line in lines]
    return out
