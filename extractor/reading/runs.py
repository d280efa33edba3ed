"""Paragraphs of runs with their fonts, and tables of them → blocks: what RTF and ODT files are read into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from extractor.core.document import Block
from extractor.core.record import Diagnostic
from extractor.reading.legacy import Stretch, legacy_diagnostic, repair
from extractor.reading.tables import lay_out, table_blocks


class Run(msgspec.Struct):
    text: str
    font: str | None = None
    bold: bool = False


class Paragraph(msgspec.Struct):
    runs: list[Run]


class TableCell(msgspec.Struct):
    """A cell as its paragraphs; a merged one stands where it begins, several rows high or columns wide."""

    paragraphs: list[Paragraph]
    height: int = 1
    width: int = 1


class Table(msgspec.Struct):
    """Rows of cells; what a merged cell reaches into is left out."""

    rows: list[list[TableCell]]


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
        rows = [row for row in map(_row, part.rows) if any(lines or height > 1 for lines, height, _ in row)]
        if all(len(row) == 1 for row in rows):
            out += [line for row in rows for lines, _, _ in row for line in lines]
            continue
        blocks = table_blocks(lay_out(rows), tables)
        tables += any(block.cell is not None for block in blocks)
        out += blocks
    return out, legacy_diagnostic(repaired.codings)


def _paragraphs(parts: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield part
        else:
            yield from (paragraph for row in part.rows for cell in row for paragraph in cell.paragraphs)


def _row(cells: list[TableCell]) -> list[tuple[tuple[Block, ...], int, int]]:
    return [
        (tuple(line for paragraph in cell.paragraphs for line in _lines(paragraph)), cell.height, cell.width)
        for cell in cells
    ]


def _lines(paragraph: Paragraph) -> list[Block]:
    filled = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(filled) and all(run.bold for run in filled)
    text = "".join(run.text for run in paragraph.runs)
    return [
        Block(text=line, bold=bold, new_paragraph=True, indent=len(line) - len(line.lstrip(" ")))
        for line in text.split("\n")
        if line.strip()
    ]
