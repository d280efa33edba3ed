"""A list of tasks into a file: which renderer writes which format, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec

from extractor.cli.new_file import check_target, write_new
from extractor.cli.options import emit, now
from extractor.cli.vietnamese import fail_usage
from extractor.core.register import TaskFilter, TaskRow
from extractor.store import list_tasks, open_register, register_id
from extractor.views.paper import Heading, heading_of
from extractor.views.words import number_in_words

ListFormat = Literal["xlsx", "docx", "csv", "jsonl", "ics", "md"]
FORMATS: tuple[ListFormat, ...] = get_args(ListFormat)


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


def write_list(db: Path, wanted: TaskFilter, wish: Wish) -> None:
    """Write the list that answers `wanted` and say so. Raises SourceError, StoreError."""
    check_target(wish.out, force=wish.force)
    with open_register(db) as register:
        found = list_tasks(register, wanted)
        heading = heading_of(wanted, register_id(register))
    write_new(wish.out, _rendered(found.tasks, heading, wish), force=wish.force)
    emit(f"Đã ghi {number_in_words(len(found.tasks))} mục vào “{wish.out}”.{_left_out(found.tasks, heading, wish)}\n")


def _rendered(tasks: Sequence[TaskRow], heading: Heading, wish: Wish) -> bytes:
    """A renderer and its library are imported when a file of its format is asked for."""
    if wish.format == "xlsx":
        from extractor.views.xlsx import render_xlsx

        return render_xlsx(tasks, heading)
    if wish.format == "docx":
        from extractor.views.docx import render_docx

        return render_docx(tasks, heading, by_unit=wish.by_unit)
    if wish.format == "csv":
        from extractor.views.csv import render_csv

        return render_csv(tasks, delimiter=wish.delimiter)
    if wish.format == "ics":
        from extractor.views.calendar import render_calendar

        entry: Literal["event", "todo"] = "event" if wish.events else "todo"
        return render_calendar(
            tasks, name=heading.title, register=heading.register, stamp=now(), today=heading.day, entry=entry
        )
    if wish.format == "md":
        from extractor.views.markdown import render_markdown

        return render_markdown(tasks, heading)
    from extractor.views.jsonl import render_jsonl

    return render_jsonl(tasks, heading.register)


def _left_out(tasks: Sequence[TaskRow], heading: Heading, wish: Wish) -> str:
    if wish.format != "ics":
        return ""
    from extractor.views.calendar import without_day

    count = without_day(tasks, heading.day)
    if not count:
        return ""
    if wish.events:
        return f" Còn {number_in_words(count)} mục không có ngày nên không đưa vào lịch được."
    return f" {number_in_words(count)} mục không có ngày được ghi là việc cần làm không hạn."
