"""The report as CSV and as Markdown: one head for each column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from extractor.core.reports import Tally
from extractor.views.csv import neutral
from extractor.views.markdown import escaped, table_row
from extractor.views.report import rate_in_words
from extractor.views.report_paper import COUNTED, NUMBER_HEAD, PARTS, RATE_HEAD, SUM_OF_ROWS, TOTAL_HEAD, ReportPaper
from extractor.views.words import number_in_words


def render_report_csv(paper: ReportPaper, *, delimiter: str = ";") -> bytes:
    """Heads, a line for each group and the total; numbers without dots, so that they can be reckoned with."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(_heads(paper))
    for number, name, tally in _lines(paper):
        rate = "" if tally.on_time_rate is None else rate_in_words(tally).replace(" ", "")
        writer.writerow([number, neutral(name), *(getattr(tally, part) for part in COUNTED), rate])
    return text.getvalue().encode("utf-8-sig", "replace")


def render_report_markdown(paper: ReportPaper) -> bytes:
    """Heading, the report in sentences, the table, and how it was counted."""
    heads = _heads(paper)
    lines = [f"# {escaped(paper.title)}", "", escaped(paper.line), ""]
    lines += [f"- {escaped(sentence)}" for sentence in paper.summary]
    lines += ["", table_row(heads), table_row(["---", "---", *("--:" for _ in heads[2:])])]
    for number, name, tally in _lines(paper):
        counts = [number_in_words(getattr(tally, part)) for part in COUNTED]
        lines.append(table_row([number, escaped(name), *counts, rate_in_words(tally)]))
    for note in paper.notes:
        lines += ["", escaped(note)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _heads(paper: ReportPaper) -> list[str]:
    """`Đã hoàn thành, quá hạn` tells itself apart from `Đang thực hiện, quá hạn`; what stands beside needs no more."""
    done, in_hand, beside = PARTS
    named = [f"{over}, {head.lower()}" for over, parts in (done, in_hand) for _, head in parts]
    return [NUMBER_HEAD, paper.head, TOTAL_HEAD, *named, *(head for _, head in beside[1]), RATE_HEAD]


def _lines(paper: ReportPaper) -> Iterator[tuple[str, str, Tally]]:
    rows: Iterable[tuple[str, Tally]] = paper.rows
    for number, (name, tally) in enumerate(rows, 1):
        yield str(number), name, tally
    if paper.rows_sum is not None:
        yield "", SUM_OF_ROWS, paper.rows_sum
    yield "", paper.total_name, paper.total
