"""A list as Markdown: a heading and a table with the columns of the paper register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.core.register import TaskRow
from extractor.core.returning import DEADLINE, DOCUMENT, ID, LEAD, NOTE, NUMBER, PARTNERS, STATUS, TASK
from extractor.views.paper import Heading, paper_rows

_HEADS = (NUMBER, ID, TASK, DOCUMENT, LEAD, PARTNERS, DEADLINE, STATUS, NOTE)
# signs that Markdown or the HTML within it would act upon
_ACTIVE = re.compile(r"([\\`*_\[\]<>|~&#])")


def render_markdown(tasks: Iterable[TaskRow], heading: Heading) -> Iterator[bytes]:
    """The list, line by line; texts stand as they are, whatever signs they hold."""
    head = [
        f"# {escaped(heading.title)}",
        "",
        escaped(heading.line),
        "",
        table_row(_HEADS),
        table_row(["---"] * len(_HEADS)),
        "",
    ]
    yield "\n".join(head).encode("utf-8", "replace")
    for paper in paper_rows(tasks):
        cells = (
            str(paper.number), paper.id, paper.task, paper.document, paper.leads, paper.partners,
            paper.deadline_in_words, paper.status, paper.note,
        )  # fmt: skip
        yield (table_row([escaped(cell) for cell in cells]) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """`text` with a backslash before each sign that would be markup."""
    return _ACTIVE.sub(r"\\\1", text)


def table_row(cells: Iterable[str]) -> str:
    """A line of a table; its cells are escaped already."""
    return f"| {' | '.join(cells)} |"
