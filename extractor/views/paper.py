"""A task as a line of the paper register: what each column of a list says, whatever the file it is written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractor.core.characters import matching_view, without_marks
from extractor.core.register import TaskFilter, TaskRow
from extractor.core.returning import LONGEST_CELL, day_in_effect, status_in_words
from extractor.core.status import Status, whole_day
from extractor.views.filters import filter_in_words
from extractor.views.terminal import one_line, shortened
from extractor.views.words import KINDS, date_in_words, document_in_words, recurrence_in_words


class Heading(msgspec.Struct, frozen=True):
    """What stands over a list. `day` is the ISO day it was made for, `register` the register's own id."""

    title: str
    day: str
    register: str
    filters: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """`Tính đến ngày 12/03/2026. Đơn vị: Sở Y tế; quá hạn.`"""
        said = one_line("; ".join(self.filters))
        told = f" {said[0].upper()}{said[1:]}." if said else ""
        return f"Tính đến ngày {date_in_words(self.day)}.{told}"


class PaperRow(msgspec.Struct, frozen=True):
    """A line of the list. Days are ISO dates; `deadline` is the last day as given, None where only `words` tell."""

    number: int
    id: str
    task: str
    document: str
    leads: str
    partners: str
    deadline: str | None
    words: str
    status: str
    standing: Status | None
    note: str
    closed_on: str | None
    extended_to: str | None

    @property
    def deadline_in_words(self) -> str:
        """`29/04/2026`, or how the text puts it where it tells no day."""
        return date_in_words(self.deadline) if self.deadline else self.words


def heading_of(wanted: TaskFilter, register: str) -> Heading:
    """What stands over the list that answers `wanted`."""
    title = "Danh sách nhiệm vụ quá hạn" if wanted.overdue else "Danh sách theo dõi thực hiện nhiệm vụ"
    return Heading(title, wanted.today, register, filter_in_words(wanted))


def paper_rows(tasks: Iterable[TaskRow]) -> Iterator[PaperRow]:
    """The lines, numbered from 1."""
    return (paper_row(task, number) for number, task in enumerate(tasks, 1))


def paper_row(task: TaskRow, number: int) -> PaperRow:
    return PaperRow(
        number=number,
        id=task.id,
        task=shown_task(task),
        document=_document(task),
        leads=names_of(task, "lead"),
        partners=names_of(task, "coordinate"),
        deadline=_given_day(task),
        words=_deadline_words(task),
        status=status_in_words(task.standing, task.closed_as),
        standing=task.standing.status if task.standing is not None else None,
        note=shortened(task.note or "", LONGEST_CELL),
        closed_on=whole_day(task.closed_on),
        extended_to=whole_day(task.extended_to),
    )


def shown_task(task: TaskRow) -> str:
    """The task on one line; what is no task says what it is."""
    text = shortened(task.text, LONGEST_CELL)
    return text if task.kind == "task" else f"[{KINDS[task.kind]}] {text}"


def names_of(task: TaskRow, role: str) -> str:
    """Who has this role, each once: a body under its name of today, so that a list can be filtered by it; else the
    words of the document, which the task's own text keeps in any case.
    """
    names = (one_line(assignee.unit or assignee.text) for assignee in task.assignees if assignee.role == role)
    return "; ".join(dict.fromkeys(names))


def level(name: str) -> str:
    """By what two spellings of a name are one: letters alone, without marks and case."""
    return " ".join(without_marks(matching_view(name)).split())


def last_day_of(task: TaskRow) -> str | None:
    """The last day in effect (ISO date)."""
    return whole_day(day_in_effect(task) or task.due)


def _given_day(task: TaskRow) -> str | None:
    """The last day as given; one that is counted from a condition is known where the task stands."""
    given = whole_day(task.last_day or task.due)
    if given is None and task.standing is not None and task.extended_to is None:
        return whole_day(task.standing.day)
    return given


def _document(task: TaskRow) -> str:
    document = task.document
    title = shortened(document.title or "", 120)
    return document_in_words(document.number, title, document.issued_on, shortened(document.file_name, 60))


def _deadline_words(task: TaskRow) -> str:
    if task.deadline_text:
        return one_line(task.deadline_text)
    return recurrence_in_words(task.recurrence) if task.recurrence else ""
