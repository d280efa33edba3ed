"""The deadline list, with the columns of the paper register."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.register import Reach, TaskFilter, TaskList, TaskRow
from extractor.views.terminal import Column, Entry, Part, Screen, Text, entry, one_line, plain, render, shortened, table
from extractor.views.words import (
    KINDS,
    date_in_words,
    deadline_in_words,
    document_in_words,
    number_in_words,
    remaining_in_words,
)

_GROUPS: dict[Reach, str] = {
    "dated": "Có thời hạn",
    "recurring": "Định kỳ",
    "open": "Có nêu thời hạn nhưng chưa tính được ngày",
    "none": "Không nêu thời hạn",
}
_NARROW = 90
_WIDE = 140
_SOON = 7


def render_tasks(found: TaskList, wanted: TaskFilter, screen: Screen) -> str:
    """The list in its groups, numbered through, with a closing line."""
    parts: list[Part] = []
    number = 1
    for reach, name in _GROUPS.items():
        tasks = [task for task in found.tasks if task.reach == reach]
        if not tasks:
            continue
        parts.append(plain(f"{name} ({number_in_words(len(tasks))})", "bold"))
        parts.extend(_listed(tasks, number, reach, screen))
        number += len(tasks)
    if not found.tasks:
        parts.append(plain("Không có mục nào phù hợp trong sổ."))
    parts.append(plain(_closing(found, wanted)))
    return render(screen, *parts)


def _listed(tasks: Sequence[TaskRow], first: int, reach: Reach, screen: Screen) -> Sequence[Part]:
    several = len({task.kind for task in tasks}) > 1 or tasks[0].kind != "task"
    if screen.width < _NARROW:
        return [_stacked(task, first + i, several) for i, task in enumerate(tasks)]
    columns = [
        Column("STT", width=4, right=True),
        Column("Mã", width=max(len(task.id) for task in tasks)),
        Column("Nhiệm vụ", share=6),
        Column("Văn bản giao", share=2),
        Column("Đơn vị chủ trì", share=2),
        Column("Phối hợp", share=2),
    ]
    if reach != "none":
        columns.append(Column("Thời hạn", share=2 if reach != "dated" else 1, width=17 if reach == "dated" else None))
    if reach == "dated":
        columns.append(Column("Còn lại", width=16 if screen.width >= _WIDE else 11))
    rows = [_cells(task, first + i, several, len(columns)) for i, task in enumerate(tasks)]
    return [table(columns, rows, ruled=True)]


def _cells(task: TaskRow, number: int, several: bool, count: int) -> list[str | Text]:
    cells: list[str | Text] = [
        str(number),
        task.id,
        _what(task, several),
        _document(task),
        _names(task, "lead"),
        _names(task, "coordinate"),
        deadline_in_words(task),
        plain(remaining_in_words(task.days_left), _urgency(task.days_left)),
    ]
    return cells[:count]


def _stacked(task: TaskRow, number: int, several: bool) -> Entry:
    """For a narrow terminal: one task a paragraph."""
    facts = [
        ("Mã", task.id),
        ("Văn bản giao", _document(task)),
        ("Chủ trì", _names(task, "lead")),
        ("Phối hợp", _names(task, "coordinate")),
        ("Thời hạn", deadline_in_words(task)),
    ]
    lines = [plain(f"{head}: {one_line(fact)}", "dim") for head, fact in facts if fact]
    if task.days_left is not None:
        lines.append(plain(remaining_in_words(task.days_left).capitalize(), _urgency(task.days_left)))
    return entry(f"{number}.", plain(_what(task, several)), *lines)


def _what(task: TaskRow, several: bool) -> str:
    text = one_line(task.text)
    return f"[{KINDS[task.kind]}] {text}" if several else text


def _document(task: TaskRow) -> str:
    document = task.document
    return document_in_words(
        document.number, shortened(document.title or "", 60), document.issued_on, shortened(document.file_name, 40)
    )


def _names(task: TaskRow, role: str) -> str:
    return "; ".join(one_line(a.text) for a in task.assignees if a.role == role)


def _urgency(days_left: int | None) -> str:
    if days_left is None:
        return ""
    if days_left < 0:
        return "red"
    return "yellow" if days_left <= _SOON else ""


def _closing(found: TaskList, wanted: TaskFilter) -> str:
    overdue = sum(task.days_left is not None and task.days_left < 0 for task in found.tasks)
    words = [f"Tổng số {number_in_words(len(found.tasks))} mục"]
    if overdue:
        words.append(f"{number_in_words(overdue)} mục quá hạn")
    closing = ", ".join(words) + f", tính đến ngày {date_in_words(wanted.today)}."
    if found.left_out:
        closing += (
            f" Ngoài ra có {number_in_words(found.left_out)} mục không nêu ngày nên không xét được theo thời hạn."
        )
    return closing
