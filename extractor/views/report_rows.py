"""The rows of the report for a table in a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.core.reports import Tally
from extractor.views.report import rate_in_words
from extractor.views.report_paper import (
    COUNTED,
    NUMBER_HEAD,
    PARTS,
    RATE_HEAD,
    SUM_OF_ROWS,
    TOTAL_HEAD,
    TOTAL_NAME,
    ReportPaper,
)
from extractor.views.word_tables import Cell, head_cell, row_xml
from extractor.views.words import number_in_words

# twentieths of a point; together what stands between the margins of A4 across
REPORT_WIDTHS = (700, 4170, *(970 for _ in COUNTED), 970)
_SUM_SHADE = "F2F2F2"


def report_rows(paper: ReportPaper, *, groups: bool) -> Iterator[str]:
    """The head on two levels, a row for each group where `groups` asks for them, the sums."""
    yield from _head(paper)
    if groups:
        for number, (name, tally) in enumerate(paper.rows, 1):
            yield _row(number_in_words(number), name, tally)
        if paper.rows_sum is not None:
            yield _row("", SUM_OF_ROWS, paper.rows_sum, strong=True)
    yield _row("", paper.total_name if groups else TOTAL_NAME, paper.total, strong=True)


def _head(paper: ReportPaper) -> Iterator[str]:
    sides = ((NUMBER_HEAD, paper.head, TOTAL_HEAD), (RATE_HEAD,))
    upper = [
        *(head_cell(text, above=True) for text in sides[0]),
        *(head_cell(over, len(parts)) for over, parts in PARTS),
        *(head_cell(text, above=True) for text in sides[1]),
    ]
    lower = [
        *(head_cell("", below=True) for _ in sides[0]),
        *(head_cell(head) for _, parts in PARTS for _, head in parts),
        *(head_cell("", below=True) for _ in sides[1]),
    ]
    for cells in (upper, lower):
        yield row_xml(cells, REPORT_WIDTHS, head=True)


def _row(number: str, name: str, tally: Tally, *, strong: bool = False) -> str:
    shade = _SUM_SHADE if strong else None
    counts = [number_in_words(getattr(tally, part)) for part in COUNTED]
    cells = [Cell(number, centred=True, shade=shade), Cell(name, bold=strong, shade=shade)]
    cells += [Cell(text, bold=strong, centred=True, shade=shade) for text in (*counts, rate_in_words(tally))]
    return row_xml(cells, REPORT_WIDTHS)
