"""The deadline list, with the columns of the paper register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

import msgspec

from extractor.core.record import DirectiveKind
from extractor.core.register import Grouping, TaskFilter, TaskGroup, TaskOrder, TaskRow
from extractor.core.status import Status
from extractor.views.terminal import (
    Column,
    Entry,
    Screen,
    Table,
    Text,
    cells,
    entry,
    one_line,
    plain,
    render_lines,
    shortened,
)
from extractor.views.words import (
    KINDS,
    STATUSES,
    date_in_words,
    deadline_in_words,
    document_in_words,
    number_in_words,
    remarks_on,
    standing_in_words,
)

_NO_NAME: dict[Grouping, str] = {
    "unit": "Không nêu đơn vị chủ trì",
    "person": "Không nêu cá nhân",
    "week": "Chưa có ngày hạn",
    "place": "Không nêu địa danh",
}
_NARROW = 90
_WIDE = 140
_SOON = 7
_DEFAULT = TaskOrder()


def render_task_lines(
    tasks: Iterable[TaskRow],
    groups: Sequence[TaskGroup],
    total: int,
    left_out: int,
    wanted: TaskFilter,
    screen: Screen,
    order: TaskOrder = _DEFAULT,
) -> Iterator[str]:
    """The list in its groups, numbered through, with a closing line, line by line while `tasks` are read.

    They come in the order of the groups, each once.
    """
    rows = _in_groups(tasks, groups)
    number = (order.page - 1) * order.limit + 1 if order.limit is not None else 1
    for group in groups:
        inside = (next(rows) for _ in group.tasks)
        first = next(inside)
        title = f"{_title(group, first, order.by)} ({number_in_words(group.total)})"
        yield from render_lines(screen, plain(title, "bold"))
        yield from _listed(chain([first], inside), group, number, wanted, screen)
        number += len(group.tasks)
    if not total:
        yield from render_lines(screen, plain("Không có mục nào phù hợp trong sổ."))
    yield from render_lines(screen, plain(_closing(groups, total, left_out, wanted, order)))


def render_tasks_json(
    tasks: Iterable[TaskRow], groups: Sequence[TaskGroup], total: int, left_out: int, order: TaskOrder = _DEFAULT
) -> Iterator[bytes]:
    """The list as one JSON object, row by row; `groups` have the ids of their tasks."""
    head = {"total": total, "left_out": left_out, "page": order.page, "limit": order.limit, "groups": groups}
    start = msgspec.json.format(msgspec.json.encode(head), indent=2).removesuffix(b"\n}")
    yield start + b',\n  "tasks": ['
    between = b"\n    "
    for task in tasks:
        text = msgspec.json.format(msgspec.json.encode(task), indent=2)
        yield between + text.replace(b"\n", b"\n    ")
        between = b",\n    "
    yield b"]\n}\n" if between == b"\n    " else b"\n  ]\n}\n"


def render_followed(tasks: Sequence[TaskRow], screen: Screen) -> str:
    """How directives stand after something was written down about them, a paragraph each."""
    parts = []
    for task in tasks:
        facts = (standing_in_words(task), f"thời hạn {deadline}" if (deadline := deadline_in_words(task)) else "")
        about = "; ".join(one_line(fact) for fact in (*facts, remarks_on(task)) if fact)
        parts.append(entry(task.id, plain(shortened(task.text, 200)), plain(about, _urgency(task))))
    return "".join(render_lines(screen, *parts, plain(f"Đã ghi {number_in_words(len(tasks))} mục vào sổ.")))


def _in_groups(tasks: Iterable[TaskRow], groups: Sequence[TaskGroup]) -> Iterator[TaskRow]:
    """A row for every entry of every group; what stands in several is kept until the last of them."""
    left = Counter(name for group in groups for name in group.tasks)
    kept: dict[str, TaskRow] = {}
    rows = iter(tasks)
    for group in groups:
        for name in group.tasks:
            task = kept.pop(name, None) or next(rows)
            left[name] -= 1
            if left[name]:
                kept[name] = task
            yield task


def _title(group: TaskGroup, first: TaskRow, by: Grouping) -> str:
    name = group.name
    if name is None:
        return _NO_NAME.get(by, "Không rõ")
    if by == "status":
        return STATUSES[msgspec.convert(name, Status)]
    if by == "kind":
        return KINDS[msgspec.convert(name, DirectiveKind)].capitalize()
    if by == "week":
        monday = date.fromisoformat(name)
        sunday = monday + timedelta(days=min(6, (date.max - monday).days))
        return f"Hạn trong tuần {date_in_words(name)} – {date_in_words(sunday.isoformat())}"
    return f"{name}: {_document(first)}" if by == "document" else one_line(name)


def _listed(
    tasks: Iterable[TaskRow], group: TaskGroup, first: int, wanted: TaskFilter, screen: Screen
) -> Iterator[str]:
    several = wanted.kinds != ("task",)
    if screen.width < _NARROW:
        for number, task in enumerate(tasks, first):
            yield from render_lines(screen, _stacked(task, number, several))
        return
    columns = [
        Column("STT", width=max(4, len(str(first + len(group.tasks))))),
        Column("Mã", width=max(map(len, group.tasks))),
        Column("Nhiệm vụ", share=6),
        Column("Văn bản giao", share=2),
        Column("Đơn vị chủ trì", share=2),
        Column("Phối hợp", share=2),
        Column("Thời hạn", width=17 if screen.width >= _WIDE else 11),
        Column("Tình trạng", width=16 if screen.width >= _WIDE else 11),
        Column("Ghi chú", share=2),
    ]
    rows = (cells(_cells(task, number, several)) for number, task in enumerate(tasks, first))
    yield from render_lines(screen, Table(columns, rows, ruled=True))


def _cells(task: TaskRow, number: int, several: bool) -> list[str | Text]:
    return [
        str(number),
        task.id,
        _what(task, several),
        _document(task),
        _names(task, "lead"),
        _names(task, "coordinate"),
        one_line(deadline_in_words(task)),
        plain(standing_in_words(task), _urgency(task)),
        one_line(remarks_on(task)),
    ]


def _stacked(task: TaskRow, number: int, several: bool) -> Entry:
    """For a narrow terminal: one task a paragraph."""
    facts = [
        ("Mã", task.id),
        ("Văn bản giao", _document(task)),
        ("Chủ trì", _names(task, "lead")),
        ("Phối hợp", _names(task, "coordinate")),
        ("Thời hạn", deadline_in_words(task)),
        ("Ghi chú", remarks_on(task)),
    ]
    lines = [plain(f"{head}: {one_line(fact)}", "dim") for head, fact in facts if fact]
    if standing := standing_in_words(task):
        lines.append(plain(standing[0].upper() + standing[1:], _urgency(task)))
    return entry(f"{number}.", plain(_what(task, several)), *lines)


def _what(task: TaskRow, several: bool) -> str:
    text = one_line(task.text)
    return f"[{KINDS[task.kind]}] {text}" if several and task.kind != "task" else text


def _document(task: TaskRow) -> str:
    document = task.document
    return document_in_words(
        document.number, shortened(document.title or "", 60), document.issued_on, shortened(document.file_name, 40)
    )


def _names(task: TaskRow, role: str) -> str:
    return "; ".join(one_line(a.text) for a in task.assignees if a.role == role)


def _urgency(task: TaskRow) -> str:
    if task.standing is not None and task.standing.status == "closed":
        return "green"
    if task.days_left is None:
        return ""
    if task.days_left < 0:
        return "red"
    return "yellow" if task.days_left <= _SOON else ""


def _closing(groups: Sequence[TaskGroup], total: int, left_out: int, wanted: TaskFilter, order: TaskOrder) -> str:
    words = [f"Tổng số {number_in_words(total)} mục"]
    overdue = next((group.total for group in groups if order.by == "status" and group.name == "overdue"), 0)
    if overdue:
        words.append(f"{number_in_words(overdue)} mục quá hạn")
    if order.limit is not None and total > order.limit:
        words.append(f"đang xem trang {number_in_words(order.page)}, {number_in_words(order.limit)} mục một trang")
    closing = ", ".join(words) + f", tính đến ngày {date_in_words(wanted.today)}."
    if sum(group.total for group in groups) > total:
        closing += " Một mục có thể đứng ở nhiều nhóm nhưng chỉ tính một lần vào tổng số."
    if left_out:
        closing += f" Ngoài ra có {number_in_words(left_out)} mục không nêu ngày nên không xét được theo thời hạn."
    return closing
