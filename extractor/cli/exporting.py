"""A list of tasks into a file: which renderer writes which format, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from extractor.cli.new_file import check_target, write_new
from extractor.cli.options import emit, now
from extractor.cli.vietnamese import fail_usage
from extractor.core.errors import SourceTooLarge
from extractor.core.register import TaskFilter, TaskOrder, TaskRow
from extractor.core.reports import Report
from extractor.store import open_register, register_id, report_beside, stream_tasks
from extractor.views.paper import Heading, heading_of
from extractor.views.words import number_in_words

if TYPE_CHECKING:
    from extractor.views.report_paper import ReportPaper

ListFormat = Literal["xlsx", "docx", "csv", "jsonl", "ics", "md"]
FORMATS: tuple[ListFormat, ...] = get_args(ListFormat)

_MOST: dict[ListFormat, int] = {"xlsx": 250_000, "docx": 20_000}
"""Rows: what `chidao import` takes back, below the 1,048,576 of Excel; Word opens no table that is much longer, and it
is held in memory.
"""

_WITH_REPORT: tuple[ListFormat, ...] = ("xlsx", "docx")


class Wish(msgspec.Struct, frozen=True):
    """What file is to be written and how: `by_unit` is for DOCX, `delimiter` for CSV, `events` for ICS."""

    out: Path
    format: ListFormat
    force: bool = False
    by_unit: bool = False
    delimiter: str = ";"
    events: bool = False


def format_of(name: str) -> ListFormat:
    """The format that the end of a file's name tells; stops with a usage error where it tells none."""
    suffix = Path(name).suffix.lower().removeprefix(".")
    suffix = {"markdown": "md", "ndjson": "jsonl"}.get(suffix, suffix)
    if suffix not in FORMATS:
        fail_usage(f"không biết ghi “{name}” theo dạng nào: đặt tên tệp kết thúc bằng .{', .'.join(FORMATS)}.")
    return suffix


def write_list(db: Path, wanted: TaskFilter, order: TaskOrder, wish: Wish) -> None:
    """Write the list that answers `wanted` and say so; rows are read as they are written.

    Raises SourceError, StoreError.
    """
    check_target(wish.out, force=wish.force)
    with open_register(db) as register:
        heading = heading_of(wanted, register_id(register))
        summary = report_beside(register, wanted) if wish.format in _WITH_REPORT else None
        with stream_tasks(register, wanted, order) as found:
            _check_length(min(found.total, order.limit or found.total), wish.format)
            rows = _Counted(found.tasks)
            write_new(wish.out, _rendered(rows, heading, wish, summary), force=wish.force)
            left_out = found.left_out
    emit(f"Đã ghi {number_in_words(rows.count)} mục vào “{wish.out}”.{_left_out(rows, left_out, wish)}\n")


class _Counted:
    """Rows that go by, counted: all, and those without a day where a calendar asks."""

    def __init__(self, tasks: Iterator[TaskRow]) -> None:
        self.tasks = tasks
        self.count = 0
        self.dayless = 0

    def __iter__(self) -> Iterator[TaskRow]:
        for task in self.tasks:
            self.count += 1
            yield task

    def on_days(self, today: str) -> Iterator[TaskRow]:
        from extractor.views.calendar import has_day

        for task in self:
            self.dayless += not has_day(task, today)
            yield task


def _check_length(rows: int, form: ListFormat) -> None:
    most = _MOST.get(form)
    if most is not None and rows > most:
        raise SourceTooLarge(
            f"Danh sách có {number_in_words(rows)} mục, tệp .{form} chứa nhiều nhất {number_in_words(most)}: "
            "lọc hẹp hơn, xuất từng trang bằng --limit, --page, hoặc ghi ra .csv."
        )


def _rendered(
    tasks: _Counted, heading: Heading, wish: Wish, summary: tuple[Report, TaskFilter] | None
) -> Iterable[bytes]:
    """A renderer and its library are imported when a file of its format is asked for."""
    if wish.format == "xlsx":
        from extractor.views.xlsx import render_xlsx

        return (render_xlsx(tasks, heading, _beside(summary)),)
    if wish.format == "docx":
        from extractor.views.docx import render_docx

        return (render_docx(tasks, heading, _beside(summary), by_unit=wish.by_unit),)
    if wish.format == "csv":
        from extractor.views.csv import render_csv

        return render_csv(tasks, delimiter=wish.delimiter)
    if wish.format == "ics":
        from extractor.views.calendar import render_calendar

        entry: Literal["event", "todo"] = "event" if wish.events else "todo"
        rows = tasks.on_days(heading.day)
        return render_calendar(
            rows, name=heading.title, register=heading.register, stamp=now(), today=heading.day, entry=entry
        )
    if wish.format == "md":
        from extractor.views.markdown import render_markdown

        return render_markdown(tasks, heading)
    from extractor.views.jsonl import render_jsonl

    return render_jsonl(tasks, heading.register)


def _beside(summary: tuple[Report, TaskFilter] | None) -> ReportPaper | None:
    from extractor.views.report_paper import paper_beside

    return paper_beside(*summary) if summary is not None else None


def _left_out(rows: _Counted, left_out: int, wish: Wish) -> str:
    told = ""
    if rows.dayless and wish.events:
        told = f" Còn {number_in_words(rows.dayless)} mục không có ngày nên không đưa vào lịch được."
    elif rows.dayless:
        told = f" {number_in_words(rows.dayless)} mục không có ngày được ghi là việc cần làm không hạn."
    if left_out:
        told += f" Ngoài ra có {number_in_words(left_out)} mục không nêu ngày nên không xét được theo thời hạn."
    return told
