"""The paragraphs of a table by the places of their cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from extractor.core.document import Cell, Paragraph

Span = tuple[int, int]


class Grid(msgspec.Struct, frozen=True):
    """One table: the paragraphs of each cell by row and column, its rows in order, and the heads of its columns."""

    cells: dict[tuple[int, int], tuple[Paragraph, ...]]
    rows: tuple[int, ...]
    heads: dict[int, str]
    above: dict[int, tuple[Cell, ...]]  # the cells over several rows by column, from top to bottom
    width: int

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs, those of the head too."""
        return tuple(paragraph for cell in self.cells.values() for paragraph in cell)

    def row(self, row: int) -> dict[int, tuple[Paragraph, ...]]:
        """The filled cells of a row by column."""
        return {column: self.cells[row, column] for column in range(self.width) if (row, column) in self.cells}

    def span(self, row: int, column: int) -> Span | None:
        """From the first to the last letter of a cell; None where it is empty or another cell reaches into it."""
        found = self.cells.get((row, column))
        return (found[0].start, found[-1].end) if found else None

    def span_from_above(self, row: int, column: int) -> Span | None:
        """The cell further up that is merged over this row."""
        cells = self.above.get(column, ())
        cell = cells[at - 1] if (at := bisect_left(cells, row, key=lambda cell: cell.row)) else None
        return self.span(cell.row, cell.column) if cell and row < cell.row + cell.height else None


def grids_of(paragraphs: Iterable[Paragraph]) -> list[Grid]:
    """The tables among the paragraphs of a document, in the order in which they begin."""
    tables: dict[int, dict[tuple[int, int], list[Paragraph]]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None and paragraph.start < paragraph.end:
            place = paragraph.cell.row, paragraph.cell.column
            tables.setdefault(paragraph.cell.table, {}).setdefault(place, []).append(paragraph)
    return [_grid(cells) for cells in tables.values()]


def _grid(cells: dict[tuple[int, int], list[Paragraph]]) -> Grid:
    firsts = [found[0].cell for found in cells.values()]
    heads: dict[int, str] = {}
    high: dict[int, list[Cell]] = {}
    for cell in firsts:
        if cell is None:
            continue
        if cell.head:
            heads.setdefault(cell.column, cell.head)
        for column in range(cell.column, cell.column + cell.width):
            if cell.height > 1:
                high.setdefault(column, []).append(cell)
    rows = sorted({cell.row for cell in firsts if cell and not cell.of_head})
    return Grid(
        {place: tuple(found) for place, found in cells.items()},
        tuple(rows),
        heads,
        {column: tuple(sorted(found, key=lambda cell: cell.row)) for column, found in high.items()},
        max((cell.column + cell.width for cell in firsts if cell), default=0),
    )
