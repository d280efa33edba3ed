"""Rows of cells → blocks in reading order. The tables of a header and of a foot are told from tables of content."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.core.document import Block, Cell, Region
from extractor.lexicon.page_marks import level, motto, recipients_head, title_right

Row = tuple[tuple[Block, ...], ...]
"""A row of a table: for each cell its lines."""

_HEAD_LENGTH = 60


def table_blocks(rows: Sequence[Row], table: int, heads: tuple[str, ...] | None = None) -> list[Block]:
    """The cells of one table as blocks; `heads` are those of the table's part on the page before, if it goes on."""
    regions = _column_regions(rows)
    if regions:
        return _columns(rows, regions)
    names = heads or column_heads(rows)
    out: list[Block] = []
    for row, cells in enumerate(rows):
        for column, lines in enumerate(cells):
            name = names[column] if names and column < len(names) else None
            cell = Cell(table=table, row=row, column=column, head=name or None)
            out += [
                msgspec.structs.replace(line, region="table", cell=cell, new_paragraph=line.new_paragraph or index == 0)
                for index, line in enumerate(lines)
            ]
    return out


def _text(lines: Sequence[Block]) -> str:
    return " ".join(" ".join(line.text.split()) for line in lines)


def column_heads(rows: Sequence[Row]) -> tuple[str, ...] | None:
    """The texts of the first row, where it reads as a row of column heads."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    heads = tuple(_text(cell).strip("* ") for cell in rows[0])
    filled = [head for head in heads if head]
    fits = len(filled) >= 2 and all(
        len(head) <= _HEAD_LENGTH and not head.endswith((".", ";")) and not head.isdigit() for head in filled
    )
    return heads if fits else None


def _column_regions(rows: Sequence[Row]) -> tuple[Region, ...] | None:
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


def _columns(rows: Sequence[Row], regions: tuple[Region, ...]) -> list[Block]:
    """The lines column by column, not row by row; left region first."""
    out: list[Block] = []
    for region in dict.fromkeys(regions):
        for row in rows:
            for column, lines in enumerate(row):
                if regions[column] == region:
                    out += [msgspec.structs.replace(line, region=region, cell=None) for line in lines]
    return out
