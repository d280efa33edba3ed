"""Tables of tasks: which column holds the task, who leads, who joins in, by when (DOMAIN 7.2, 9.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.labelled import Labelled
from extractor.core.document import Paragraph

Column = Literal["task", "lead", "coordinate", "deadline", "other"]

# more telling heads first: `Đơn vị phối hợp thực hiện` is no lead, `Thời hạn hoàn thành nhiệm vụ` no task
_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("coordinate", re.compile(r"phối hợp|tham gia")),
    ("deadline", re.compile(r"thời (?:gian|hạn|điểm)|hạn|tiến độ|hoàn thành|xong|kết thúc|ngày trình|ngày báo cáo")),
    ("lead", re.compile(r"chủ trì|thực hiện|phụ trách|đầu mối|chịu trách nhiệm|đơn vị|cơ quan|người")),
    ("task", re.compile(r"nhiệm vụ|nội dung|công việc|việc cần làm|phần việc|giải pháp|hoạt động")),
)  # fmt: skip
_NOT_TASK = re.compile(r"\W*(?:\d+|[ivx]+|stt|tt)?\W*$", re.IGNORECASE)


class Row(msgspec.Struct, frozen=True):
    """One row: the span of its task cell and what its other cells fill in."""

    start: int
    end: int
    slots: tuple[Labelled, ...]


def read_rows(index: ActorIndex, paragraphs: Iterable[Paragraph]) -> list[Row]:
    """The rows of all tables that have a task column and at least one column of doers or deadlines."""
    tables: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None and paragraph.start < paragraph.end:
            tables.setdefault(paragraph.cell.table, {}).setdefault(paragraph.cell.row, []).append(paragraph)
    return [row for rows in tables.values() if _is_task_table(rows) for cells in rows.values() if (row := _row(index, cells))]


def column_of(head: str | None) -> Column:
    """What a column holds, by its head."""
    lowered = (head or "").lower()
    return next((column for column, pattern in _HEADS if pattern.search(lowered)), "other")


def _is_task_table(rows: dict[int, list[Paragraph]]) -> bool:
    columns = {column_of(p.cell.head) for cells in rows.values() for p in cells if p.cell}
    return "task" in columns and bool(columns & {"lead", "deadline"})


def _row(index: ActorIndex, cells: list[Paragraph]) -> Row | None:
    """The row, or None for the head row, numbers of columns and group headings that fill one cell alone."""
    task = [p for p in cells if p.cell and column_of(p.cell.head) == "task"]
    if not task or _NOT_TASK.match(index.view[task[0].start : task[0].end]):
        return None
    if any(p.cell and p.cell.head and index.view[p.start : p.end].strip().lower() == p.cell.head.strip().lower() for p in cells):
        return None
    slots = tuple(slot for p in cells if p.cell and (slot := _slot(index, column_of(p.cell.head), p)))
    return Row(task[0].start, task[-1].end, slots) if slots else None


def _slot(index: ActorIndex, column: Column, cell: Paragraph) -> Labelled | None:
    if column in ("lead", "coordinate"):
        return Labelled("lead" if column == "lead" else "coordinate", cell.start, cell.end, read_actors(index, cell.start, cell.end))
    if column == "deadline":
        return Labelled("deadline", cell.start, cell.end)
    return None
