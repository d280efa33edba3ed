"""Rows of an RTF table → cells with their spans, after the definitions that stand before each row.

A cell ends at its `\\cellx`; rows share the edges of all of them, so a cell that reaches over several is that wide.
What is merged is marked as well: `\\clmgf`, `\\clmrg` along the row, `\\clvmgf`, `\\clvmrg` down the column.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from extractor.reading.runs import Paragraph, TableCell

_NEAR = 40  # twips: edges closer than this are one
MOST_CELLS = 200
"""Of one row; more are no table's."""


class CellShape(msgspec.Struct):
    """What is said of a cell before its row: its right edge in twips, and whether it goes on one beside or above it."""

    edge: int = 0
    beside: bool = False
    above: bool = False


class RtfRow(msgspec.Struct):
    """A row as it stands in the file: its cells, and their shapes where those were given."""

    cells: list[list[Paragraph]]
    shapes: list[CellShape]


def with_spans(rows: Sequence[RtfRow]) -> list[list[TableCell]]:
    """The rows with a merged cell once, at its upper left corner."""
    edges = _edges(rows)
    reached: dict[int, TableCell] = {}  # by column: the cell that may go on below
    out: list[list[TableCell]] = []
    for row in rows:
        made: list[TableCell] = []
        column = 0
        for content, shape in zip(row.cells, _shapes(row), strict=True):
            right = max(column + 1, bisect_left(edges, shape.edge - _NEAR) + 1) if shape.edge else column + 1
            if shape.beside and made:
                made[-1].width += right - column
                made[-1].paragraphs += content
            elif shape.above and column in reached:
                reached[column].height += 1
                reached[column].paragraphs += content
            else:
                made.append(TableCell(content, width=right - column))
                reached[column] = made[-1]
            column = right
        out.append(made)
    return out


def _shapes(row: RtfRow) -> list[CellShape]:
    return row.shapes if len(row.shapes) == len(row.cells) else [CellShape() for _ in row.cells]


def _edges(rows: Sequence[RtfRow]) -> list[int]:
    out: list[int] = []
    for edge in sorted({shape.edge for row in rows for shape in _shapes(row)}):
        if edge and (not out or edge - out[-1] > _NEAR):
            out.append(edge)
    return out
