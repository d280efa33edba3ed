"""A list as CSV for Excel: UTF-8 with its mark, `;` between fields, nothing that a spreadsheet would calculate.

Excel with Vietnamese settings writes the decimal comma and therefore takes `;` between fields; LibreOffice and Google
ask or guess. A line `sep=;` is left out: Excel then reads the file in the old Windows coding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from extractor.core.register import TaskRow
from extractor.core.returning import (
    CLOSED_ON,
    DEADLINE,
    DOCUMENT,
    EXTENDED_TO,
    ID,
    LEAD,
    NOTE,
    NUMBER,
    PARTNERS,
    STATUS,
    TASK,
    WORDS,
)
from extractor.views.paper import PaperRow, paper_rows
from extractor.views.words import date_in_words

HEADS = (NUMBER, ID, TASK, DOCUMENT, LEAD, PARTNERS, DEADLINE, STATUS, NOTE, CLOSED_ON, EXTENDED_TO, WORDS)

# what spreadsheets take for the beginning of a formula, also in full width; tab and line ends hide one
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_csv(tasks: Iterable[TaskRow], *, delimiter: str = ";") -> Iterator[bytes]:
    """The list with the columns of the paper register, line by line."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADS)
    yield text.getvalue().encode("utf-8-sig")
    for paper in paper_rows(tasks):
        text.seek(0)
        text.truncate()
        writer.writerow([neutral(cell) for cell in cells_of(paper)])
        yield text.getvalue().encode("utf-8", "replace")


def cells_of(paper: PaperRow) -> tuple[str, ...]:
    """What stands under `HEADS`, dates as people write them."""
    return (
        str(paper.number),
        paper.id,
        paper.task,
        paper.document,
        paper.leads,
        paper.partners,
        paper.deadline_in_words,
        paper.status,
        paper.note,
        date_in_words(paper.closed_on),
        date_in_words(paper.extended_to),
        paper.words,
    )


def neutral(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA_SIGNS) or cell.startswith(_FORMULA_SIGNS) else cell
