"""Paragraphs of runs with their fonts, and tables of them → blocks: what RTF and ODT files are read into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from extractor.core.document import Block
from extractor.core.record import Diagnostic
from extractor.reading.legacy import Stretch, legacy_diagnostic, repair
from extractor.reading.tables import GridCell, table_blocks


class Run(msgspec.Struct):
    text: str
    font: str | None = None
    bold: bool = False


class Paragraph(msgspec.Struct):
    runs: list[Run]


class Table(msgspec.Struct):
    """Rows of cells, a cell being its paragraphs."""

    rows: list[list[list[Paragraph]]]


def blocks_of_runs(parts: Sequence[Paragraph | Table]) -> tuple[list[Block], tuple[Diagnostic, ...]]:
    """The blocks of a document in reading order, old fonts made Unicode, and what to say of that."""
    paragraphs = list(_paragraphs(parts))
    repaired = repair([[Stretch(run.text, run.font) for run in paragraph.runs] for paragraph in paragraphs])
    for paragraph, texts in zip(paragraphs, repaired.texts, strict=True):
        for run, text in zip(paragraph.runs, texts, strict=True):
            run.text = text
    out: list[Block] = []
    tables = 0
    for part in parts:
        if isinstance(part, Paragraph):
            out += _lines(part)
            continue
        rows = [row for row in map(_row, part.rows) if any(row)]
        if all(len(row) == 1 for row in rows):
            out += [line for row in rows for cell in row for line in cell]
            continue
        cells = [GridCell(row, column, lines) for row, given in enumerate(rows) for column, lines in enumerate(given)]
        blocks = table_blocks(cells, tables)
        tables += any(block.cell is not None for block in blocks)
        out += blocks
    return out, legacy_diagnostic(repaired.codings)


def _paragraphs(parts: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield part
        else:
            yield from (paragraph for row in part.rows for cell in row for paragraph in cell)


def _row(cells: list[list[Paragraph]]) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(line for paragraph in cell for line in _lines(paragraph)) for cell in cells)


def _lines(paragraph: Paragraph) -> list[Block]:
    filled = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(filled) and all(run.bold for run in filled)
    text = "".join(run.text for run in paragraph.runs)
    return [
        Block(text=line, bold=bold, new_paragraph=True, indent=len(line) - len(line.lstrip(" ")))
        for line in text.split("\n")
        if line.strip()
    ]
