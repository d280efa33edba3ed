"""Tables of tasks: which column holds the task, who leads, who joins in, by when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import msgspec

from extractor.assemble.actor_cells import read_cell
from extractor.assemble.actors import ActorIndex
from extractor.assemble.labelled import Labelled
from extractor.core.characters import matching_view
from extractor.core.document import Cell, Paragraph

Column = Literal["task", "lead", "coordinate", "deadline", "other"]

# more telling heads first: `Đơn vị phối hợp thực hiện` is no lead, `Thời hạn hoàn thành nhiệm vụ` no task
_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("coordinate", re.compile(r"phối hợp|tham gia")),
    ("deadline", re.compile(r"hạn|thời (?:gian|điểm)|tiến độ|hoàn thành|xong|kết thúc|ngày trình|ngày báo cáo")),
    ("lead", re.compile(r"chủ trì|thực hiện|phụ trách|đầu mối|chịu trách nhiệm|đơn vị|cơ quan|người")),
    ("task", re.compile(r"nhiệm vụ|nội dung|công việc|việc cần làm|phần việc|giải pháp|hoạt động")),
)  # fmt: skip
_NOT_TASK = re.compile(r"\W*(?:\d+|[ivx]+|stt|tt)?\W*$", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"\W*(?:stt|tt|số tt|số)\W*", re.IGNORECASE)
_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_MOST_COLUMNS, _LONGEST_HEAD, _BETWEEN_ROWS = 8, 60, 4
_FIRST_FLAT = 1000  # tables without a grid are numbered from here on, behind those of the file


class Row(msgspec.Struct, frozen=True):
    """One row: the span of its task cell and what its other cells fill in."""

    start: int
    end: int
    slots: tuple[Labelled, ...]


class TaskTables(msgspec.Struct, frozen=True):
    """The rows of all task tables by the offset of their task cell, and the offsets of all their cells."""

    rows: dict[int, Row]
    cells: frozenset[int]


def read_task_tables(index: ActorIndex, paragraphs: Sequence[Paragraph]) -> TaskTables:
    """Tables that have a task column and at least one column of doers or deadlines; also one cell a line (`_flat`)."""
    tables: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in [*paragraphs, *_flat(index.view, paragraphs)]:
        if paragraph.cell is not None and paragraph.start < paragraph.end:
            tables.setdefault(paragraph.cell.table, {}).setdefault(paragraph.cell.row, []).append(paragraph)
    found = [rows for rows in tables.values() if _is_task_table(rows)]
    rows = [row for table in found for cells in table.values() if (row := _row(index, cells))]
    cells_at = frozenset(p.start for table in found for cells in table.values() for p in cells)
    return TaskTables({row.start: row for row in rows}, cells_at)


def _flat(view: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A table that lost its grid: heads and cells each on a line of their own, rows counted in the first column.

    The grid may be lost from some row on only, at the turn of a page.
    """
    lines = [p for p in paragraphs if view[p.start : p.end].strip()]
    texts = [view[p.start : p.end].strip() for p in lines]
    made: list[Paragraph] = []
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.cell is not None:
            if at + 1 < len(lines) and lines[at + 1].cell is None:
                made += _torn_off(lines, texts, at + 1)
            continue
        if not _COUNT_HEAD.fullmatch(text):
            continue
        stop = min(at + 1 + _MOST_COLUMNS, len(texts))
        first = next((n for n in range(at + 1, stop) if _NUMBER.fullmatch(texts[n])), None)
        if first is None or any(len(head) > _LONGEST_HEAD for head in texts[at:first]):
            continue
        heads = texts[at:first]
        made += _flat_row(lines[at:first], heads, _FIRST_FLAT + at, 0)
        made += _flat_rows(lines, texts, first, heads, _FIRST_FLAT + at)
    return made


def _torn_off(lines: Sequence[Paragraph], texts: Sequence[str], at: int) -> list[Paragraph]:
    """The rows from `at` on that go on with the table whose last cell stands before them."""
    first = next((n for n in range(at, min(at + 3, len(texts))) if _NUMBER.fullmatch(texts[n])), None)
    last = lines[at - 1].cell
    if first is None or last is None:
        return []
    heads: dict[int, str] = {}
    counted = 0
    for nth in range(at - 1, -1, -1):
        cell = lines[nth].cell
        if cell is None or cell.table != last.table:
            break
        heads.setdefault(cell.column, cell.head or "")
        if not counted and cell.column == 0 and _NUMBER.fullmatch(texts[nth]):
            counted = _count(texts[nth])
    if not counted or sorted(heads) != list(range(len(heads))) or not _is_count(texts[first], counted + 1):
        return []
    return _flat_rows(lines, texts, first, [heads[n] for n in sorted(heads)], last.table)


def _flat_rows(
    lines: Sequence[Paragraph], texts: Sequence[str], first: int, heads: Sequence[str], table: int
) -> list[Paragraph]:
    """The counted rows from `first` on; between two of them may stand the heading of a group or the mark of a page."""
    made: list[Paragraph] = []
    width = len(heads)
    while first + width <= len(texts) and _NUMBER.fullmatch(texts[first]):
        count = _count(texts[first])
        made += _flat_row(lines[first : first + width], heads, table, _FIRST_FLAT + first)
        behind = range(first + width + 1, min(first + width + _BETWEEN_ROWS, len(texts)))
        further = next((n for n in behind if _is_count(texts[n], count + 1)), first + width)
        first = first + width if first + width < len(texts) and _NUMBER.fullmatch(texts[first + width]) else further
    return made


def _count(text: str) -> int:
    return int("".join(char for char in text if char.isdecimal()) or 0)


def _is_count(text: str, count: int) -> bool:
    return bool(_NUMBER.fullmatch(text)) and _count(text) == count


def _flat_row(lines: Sequence[Paragraph], heads: Sequence[str], table: int, row: int) -> list[Paragraph]:
    cells = (Cell(table, row, column, head) for column, head in enumerate(heads))
    return [msgspec.structs.replace(line, cell=cell) for line, cell in zip(lines, cells, strict=True)]


def column_of(head: str | None) -> Column:
    """What a column holds, by its head."""
    lowered = matching_view(unicodedata.normalize("NFC", head or "")).lower()
    return next((column for column, pattern in _HEADS if pattern.search(lowered)), "other")


def _is_task_table(rows: dict[int, list[Paragraph]]) -> bool:
    columns = {column_of(p.cell.head) for cells in rows.values() for p in cells if p.cell}
    return "task" in columns and bool(columns & {"lead", "deadline"})


def _row(index: ActorIndex, cells: list[Paragraph]) -> Row | None:
    """The row, or None for the head row, numbers of columns and group headings that fill one cell alone."""
    task = [p for p in cells if p.cell and column_of(p.cell.head) == "task"]
    if not task or _NOT_TASK.match(index.view[task[0].start : task[0].end]):
        return None
    if any(_repeats_head(index.view, p) for p in cells):
        return None
    slots = tuple(slot for p in cells if p.cell and (slot := _slot(index, column_of(p.cell.head), p)))
    return Row(task[0].start, task[-1].end, slots) if slots else None


def _repeats_head(view: str, cell: Paragraph) -> bool:
    head = cell.cell.head if cell.cell else None
    return bool(head) and view[cell.start : cell.end].strip().lower() == (head or "").strip().lower()


def _slot(index: ActorIndex, column: Column, cell: Paragraph) -> Labelled | None:
    if column == "lead" or column == "coordinate":
        return Labelled(column, cell.start, cell.end, read_cell(index, cell.start, cell.end))
    return Labelled(column, cell.start, cell.end) if column == "deadline" else None
