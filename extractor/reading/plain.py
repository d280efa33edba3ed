"""Plain text and Markdown copies → blocks: one a line, with what the line breaks themselves say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extractor.core.document import Block
from extractor.reading.columns import split_columns
from extractor.reading.markdown import join_tables
from extractor.reading.tables import GridCell, table_blocks
from extractor.reading.text_tables import TextTable, find_table

_BREAKS = ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x85")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# No letter bears more marks than these; composing an endless run of them takes time in its square (UAX #15, Stream-Safe
# Text Format).
_ENDLESS_MARKS = re.compile(r"([\u0300-\u036f]{30})[\u0300-\u036f]+")
_TAB = "    "  # four blanks: enough to count as a gap between columns


def text_blocks(text: str) -> tuple[Block, ...]:
    """The lines of `text` that hold something, with page (form feeds), indent and whether a blank line is before."""
    # columns are measured in letters, so letters and their marks are one before anything is measured
    text = unicodedata.normalize("NFC", _ENDLESS_MARKS.sub(r"\1", text))
    for mark in _BREAKS:  # hardly any text has them: far quicker than `str.translate`
        text = text.replace(mark, "\n")
    paged = "\f" in text.strip("\f\n ")
    lines = [(number, line) for number, page in enumerate(text.split("\f"), start=1) for line in page.split("\n")]
    raw = [line.strip(_INVISIBLE) for _, line in lines]
    blocks: list[Block] = []
    tables = at = 0
    blank = False
    while at < len(lines):
        page = lines[at][0] if paged else None
        blank = blank and (at == 0 or lines[at - 1][0] == lines[at][0])
        table = find_table(raw, at)
        if table is not None:
            pages = [number if paged else None for number, _ in lines]
            blocks += table_blocks(_grid(table, pages), tables)
            tables, at, blank = tables + 1, table.end, True
            continue
        line = raw[at].replace("\t", _TAB)
        body = line.lstrip(" \xa0\u3000")
        at += 1
        if not body.rstrip():
            blank = True
            continue
        blocks.append(Block(text=line, page=page, indent=len(line) - len(body), new_paragraph=blank or not blocks))
        blank = False
    return split_columns(join_tables(blocks, tables))


def _grid(table: TextTable, pages: Sequence[int | None]) -> list[GridCell]:
    """The cells as blocks; a piece that only goes on a wrapped line is no paragraph of its own."""
    return [
        GridCell(
            cell.row,
            cell.column,
            tuple(Block(text=piece.text, page=pages[piece.line], new_paragraph=piece.opens) for piece in cell.pieces),
            width=cell.width,
        )
        for cell in table.cells
    ]
