"""The cells of a ruled table by their boxes: where each stands in the grid and over how much of it it is merged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

import msgspec

from extractor.core.document import Cell
from extractor.reading.page_words import Line, Word, line_of, rows_of
from extractor.reading.pdf_lines import Rect, RuledTable

_NEAR = 2.0  # points: edges closer than this are one ruling


def ruled_table(
    boxes: Iterable[Rect], words_in: Callable[[Rect], Sequence[Word]], box: Rect, number: int
) -> RuledTable | None:
    """The table of cells with these boxes: at least two columns and two rows with text.

    One row of three columns is enough: the page break may have left it alone.
    """
    placed = place_cells(boxes, number)
    rows, columns = placed[-1][0].row + 1, max(cell.column + cell.width for cell, _ in placed)
    if columns < 2 or (rows < 2 and columns < 3):
        return None
    cells: list[Line] = []
    for cell, edges in placed:
        lines = [in_cell(line_of(row, "table", cell), edges) for row in rows_of(words_in(edges))]
        cells += lines or ([empty_cell(cell, edges)] if cell.height > 1 else [])
    filled = {(line.cell.row, line.cell.column) for line in cells if line.cell and line.text}
    return RuledTable(box, tuple(cells)) if len(filled) >= min(4, columns * rows - 1) else None


def place_cells(boxes: Iterable[Rect], table: int) -> list[tuple[Cell, Rect]]:
    """The cells of the boxes (left, top, right, bottom), row by row."""
    boxes = sorted(boxes, key=lambda box: (box[1], box[0]))
    lefts, tops = _edges(box[0] for box in boxes), _edges(box[1] for box in boxes)
    placed = []
    for box in boxes:
        column, row = _at(lefts, box[0]), _at(tops, box[1])
        width, height = _at(lefts, box[2]) - column, _at(tops, box[3]) - row
        placed.append((Cell(table, row, column, height=max(1, height), width=max(1, width)), box))
    return sorted(placed, key=lambda cell: (cell[0].row, cell[0].column))


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _at(edges: list[float], value: float) -> int:
    """The index of the edge at `value`, or of the next one."""
    return bisect_left(edges, value - _NEAR)


def empty_cell(cell: Cell, box: Rect) -> Line:
    """A merged cell without words: it may go on a cell of the page before."""
    return Line("", box[0], box[2], box[1], box[3], False, 0, region="table", cell=cell)


def in_cell(line: Line, box: Rect) -> Line:
    """A line with the width of its cell, which tells where it was wrapped."""
    return msgspec.structs.replace(line, column=(box[0], box[2]))
