"""Pipe tables of Markdown copies: rows become cells; a header or foot that was a table becomes its two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.core.document import Block
from extractor.reading.tables import Row, table_blocks

_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def join_tables(blocks: Sequence[Block], first_table: int = 0) -> tuple[Block, ...]:
    """`blocks` with every run of pipe rows taken apart into cells."""
    out: list[Block] = []
    run: list[Block] = []
    table = first_table
    for block in [*blocks, None]:
        if block is not None and _is_row(block.text):
            run.append(block)
            continue
        if run:
            rows = _rows(run)
            if len(rows) > 1 or (len(run) > 1 and rows):
                out += table_blocks(rows, table)
                table += 1
            else:
                out += run
            run = []
        if block is not None:
            out.append(block)
    return tuple(out)


def _is_row(text: str) -> bool:
    text = text.strip()
    return len(text) > 2 and text.startswith("|") and text.count("|") >= 2


def _rows(run: list[Block]) -> list[Row]:
    rows: list[Row] = []
    for block in run:
        text = block.text.strip()
        if _RULE.fullmatch(text):
            continue
        cells = text.strip("|").split("|")
        rows.append(
            tuple(
                tuple(msgspec.structs.replace(block, text=line, indent=0) for line in _BREAK.split(cell) if line.strip())
                for cell in cells
            )
        )
    return rows
