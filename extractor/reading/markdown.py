"""Pipe tables of Markdown copies: rows become cells; a header or foot that was a table becomes its two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.core.document import Block
from extractor.reading.tables import GridCell, table_blocks

_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?")
_OPEN_BAR = re.compile(r"(?<=\s)\|(?=\s|$)")
_BREAK = re.compile(r"<br\s*/?>|(?<=\*\*)\s+(?=\*\*)|(?<=\*\*)\s+\*\s*$", re.IGNORECASE)


def join_tables(blocks: Sequence[Block], first_table: int = 0) -> tuple[Block, ...]:
    """`blocks` with every run of pipe rows taken apart into cells."""
    out: list[Block] = []
    table = first_table
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _goes_on(blocks[at], blocks[end], end == at):
            end += 1
        alone = end - at == 1 and not blocks[at].text.strip().startswith("|")
        cells = _cells(blocks[at:end]) if not alone else []
        if cells:
            out += table_blocks(cells, table)
            table += 1
        else:
            end = max(end, at + 1)
            out += blocks[at:end]
        at = end
    return tuple(out)


def _bars(text: str) -> int:
    """How many bars part the cells of a row; 0 where the line is none."""
    text = text.strip()
    if text.startswith("|"):
        return text.count("|") if len(text) > 2 and text.count("|") >= 2 else 0
    return _OPEN_BAR.subn("", text)[1] if "|" in text and len(_OPEN_BAR.findall(text)) >= 2 else 0


def _goes_on(first: Block, other: Block, alone: bool) -> bool:
    """Rows of one table: framed by bars with no blank line between, or with the same number of bars inside."""
    if not _bars(other.text):
        return False
    if first.text.lstrip().startswith("|"):
        return other.text.lstrip().startswith("|") and (alone or not other.new_paragraph)
    return _bars(first.text) == _bars(other.text) and not other.text.lstrip().startswith("|")


def _cells(run: Sequence[Block]) -> list[GridCell]:
    made: list[GridCell] = []
    row = 0
    for block in run:
        text = block.text.strip()
        if _RULE.fullmatch(text):
            continue
        cells = text.removeprefix("|").removesuffix("|").split("|") if text.startswith("|") else _OPEN_BAR.split(text)
        made += [GridCell(row, column, _lines(block, cell)) for column, cell in enumerate(cells)]
        row += 1
    return made


def _lines(block: Block, cell: str) -> tuple[Block, ...]:
    return tuple(
        msgspec.structs.replace(block, text=line, indent=0, new_paragraph=True)
        for line in _BREAK.split(cell)
        if line.strip()
    )
