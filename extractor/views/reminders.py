"""Each unit's list of what is overdue and what is due soon: for the screen, for a letter and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from extractor.core.register import AssigneeRow, TaskRow
from extractor.core.reminders import Letter, Reminder, ReminderState, UnitList
from extractor.core.returning import mark_of
from extractor.views.calendar import render_calendar
from extractor.views.paper import last_day_of, level, paper_row
from extractor.views.terminal import Column, Part, Screen, Text, entry, one_line, plain, render, table
from extractor.views.words import date_in_words, number_in_words, remaining_in_words

STATES: dict[ReminderState, str] = {
    "sent": "đã gửi",
    "failed": "không gửi được",
    "already": "hôm nay đã gửi rồi",
    "unsure": "không chắc đã gửi",
    "no_address": "chưa có địa chỉ",
    "not_tried": "chưa gửi",
}
_STYLES: dict[ReminderState, str] = {"sent": "green", "failed": "red", "not_tried": "red", "unsure": "yellow"}


def unit_lists(tasks: Iterable[TaskRow], days: int) -> tuple[UnitList, ...]:
    """The lists of all units that have something open that is overdue or due within `days`, by name.

    A task stands with each unit that leads it, and with each that has a part in it.
    """
    found: dict[str, _Gathered] = {}
    for task in sorted(tasks, key=lambda task: (last_day_of(task) or "", task.id)):
        if task.closed_on is not None or task.days_left is None or task.days_left > days:
            continue
        for key, assignee in _units_of(task).items():
            found.setdefault(key, _Gathered(key)).take(task, assignee)
    return tuple(sorted((unit.listed() for unit in found.values()), key=lambda unit: level(unit.unit)))


def _units_of(task: TaskRow) -> dict[str, AssigneeRow]:
    """Each unit once; one that leads counts as leading."""
    units: dict[str, AssigneeRow] = {}
    for assignee in sorted(task.assignees, key=lambda assignee: assignee.role != "lead"):
        units.setdefault(assignee.unit_key or level(assignee.text), assignee)
    return units


class _Gathered:
    """What was found of one unit so far."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.names: dict[str, None] = {}
        self.name = ""
        self.overdue: list[TaskRow] = []
        self.soon: list[TaskRow] = []
        self.partly: list[TaskRow] = []

    def take(self, task: TaskRow, assignee: AssigneeRow) -> None:
        self.name = self.name or one_line(assignee.unit or assignee.text)
        self.names[one_line(assignee.text)] = None
        if assignee.role != "lead":
            self.partly.append(task)
        elif (task.days_left or 0) < 0:
            self.overdue.append(task)
        else:
            self.soon.append(task)

    def listed(self) -> UnitList:
        spellings = tuple(dict.fromkeys([self.name, *self.names]))
        return UnitList(self.name, self.key, spellings, tuple(self.overdue), tuple(self.soon), tuple(self.partly))


def answers_to(unit: UnitList, name: str) -> bool:
    """Whether `name`, typed with or without marks, is the unit or a part of its name."""
    wanted = f" {level(name)} "
    return any(wanted in f" {level(spelling)} " for spelling in unit.spellings)


def render_unit_lists(units: Sequence[UnitList], today: str, days: int, screen: Screen) -> str:
    """All lists one under the other."""
    if not units:
        return render(
            screen, plain(f"Không có việc nào quá hạn hay đến hạn trong {days} ngày, tính đến {_day(today)}.")
        )
    parts: list[Part] = []
    for unit in units:
        parts.append(plain(f"{unit.unit}: {_counts(unit, days)}", "bold"))
        for task in unit.tasks:
            paper = paper_row(task, 1)
            facts = [
                f"Hạn {_day(last_day_of(task) or '')}, {remaining_in_words(task.days_left)}",
                paper.document,
                f"chủ trì: {paper.leads}" if task in unit.partly and paper.leads else "",
            ]
            style = "red" if (task.days_left or 0) < 0 else "yellow"
            told = plain(" | ".join(fact for fact in facts if fact), style)
            parts.append(entry(task.id, plain(paper.task), told))
        parts.append(plain(""))
    return render(screen, *parts[:-1])


def render_reminders(reminders: Sequence[Reminder], screen: Screen) -> str:
    """Who got a letter and who did not."""
    rows: list[list[str | Text]] = [
        [
            one_line(r.unit),
            plain(STATES[r.state], _STYLES.get(r.state, "")),
            number_in_words(r.tasks),
            ", ".join(r.addresses),
            one_line("; ".join([r.reason or "", *(f"không tới {to}: {said}" for to, said in r.refused)]).strip("; ")),
        ]
        for r in reminders
    ]
    columns = [
        Column("Đơn vị", share=2),
        Column("Kết quả", width=18),
        Column("Việc", width=5, right=True),
        Column("Địa chỉ", share=2),
        Column("Lưu ý", share=3),
    ]
    sent = sum(r.state == "sent" for r in reminders)
    closing = plain(f"Đã gửi {number_in_words(sent)} trong {number_in_words(len(reminders))} đơn vị.")
    return render(screen, table(columns, rows), closing)


def letter_to(
    unit: UnitList, addresses: tuple[str, ...], *, today: str, days: int, register: str, stamp: str
) -> Letter:
    """The letter to a unit; `stamp` is this moment (ISO 8601)."""
    name = f"Việc đến hạn: {unit.unit}"
    calendar = b"".join(render_calendar(unit.tasks, name=name, register=register, stamp=stamp, today=today))
    return Letter(
        to=addresses,
        subject=f"[Nhắc việc] {unit.unit}: {_counts(unit, days)} ({_day(today)})",
        text=_text(unit, today, days),
        html=_html(unit, today, days),
        calendar=calendar,
        name=f"nhac-viec.{register}.{''.join(c for c in stamp if c.isalnum())}.{mark_of(unit.key)}",
    )


def _text(unit: UnitList, today: str, days: int) -> str:
    lines = [f"Kính gửi: {unit.unit}", "", f"Tính đến ngày {_day(today)}: {_counts(unit, days)}.", ""]
    for head, tasks in _parts(unit, days):
        lines += [head.upper(), ""]
        for number, task in enumerate(tasks, 1):
            paper = paper_row(task, number)
            lines += [
                f"{number}. [{task.id}] {paper.task}",
                f"   Hạn: {_day(last_day_of(task) or '')} ({remaining_in_words(task.days_left)})",
            ]
            lines += [f"   {label}: {text}" for label, text in _facts(task, paper.words)]
        lines.append("")
    return "\n".join([*lines, _CLOSING, ""])


_CLOSING = (
    "Thư do sổ theo dõi chỉ đạo tự gửi. Việc đã xong hoặc cần gia hạn: báo lại người giữ sổ, kèm mã ở đầu mỗi việc."
)


def _html(unit: UnitList, today: str, days: int) -> str:
    cell = 'style="border:1px solid #999;padding:4px 6px;vertical-align:top"'
    parts = [
        '<html lang="vi"><body style="font-family:\'Times New Roman\',serif;font-size:12pt">',
        f"<p>Kính gửi: <b>{escape(unit.unit)}</b></p>",
        f"<p>Tính đến ngày {_day(today)}: {escape(_counts(unit, days))}.</p>",
    ]
    heads = "".join(
        f"<th {cell}>{head}</th>" for head in ("STT", "Mã", "Nhiệm vụ", "Thời hạn", "Văn bản giao", "Chủ trì")
    )
    for head, tasks in _parts(unit, days):
        parts += [f"<h3>{escape(head)}</h3>", '<table style="border-collapse:collapse">', f"<tr>{heads}</tr>"]
        for number, task in enumerate(tasks, 1):
            paper = paper_row(task, number)
            colour = "#9c0006" if (task.days_left or 0) < 0 else "#7f6000"
            due = (
                f'{_day(last_day_of(task) or "")}<br><b style="color:{colour}">{remaining_in_words(task.days_left)}</b>'
            )
            cells = (str(number), task.id, escape(paper.task), due, escape(paper.document), escape(paper.leads))
            parts.append("<tr>" + "".join(f"<td {cell}>{text}</td>" for text in cells) + "</tr>")
        parts.append("</table>")
    return "\n".join([*parts, f"<p><i>{_CLOSING}</i></p>", "</body></html>", ""])


def _parts(unit: UnitList, days: int) -> list[tuple[str, tuple[TaskRow, ...]]]:
    parts = (
        ("Việc chủ trì đã quá hạn", unit.overdue),
        (f"Việc chủ trì đến hạn trong {days} ngày", unit.soon),
        ("Việc phối hợp quá hạn hoặc sắp đến hạn", unit.partly),
    )
    return [(head, tasks) for head, tasks in parts if tasks]


def _facts(task: TaskRow, words: str) -> list[tuple[str, str]]:
    paper = paper_row(task, 1)
    facts = [("Thời hạn ghi", words), ("Văn bản giao", paper.document), ("Chủ trì", paper.leads)]
    return [(label, text) for label, text in [*facts, ("Phối hợp", paper.partners), ("Ghi chú", paper.note)] if text]


def _counts(unit: UnitList, days: int) -> str:
    counts = (
        (len(unit.overdue), "việc quá hạn"),
        (len(unit.soon), f"việc đến hạn trong {days} ngày"),
        (len(unit.partly), "việc phối hợp"),
    )
    return ", ".join(f"{number_in_words(count)} {what}" for count, what in counts if count)


def _day(iso: str) -> str:
    return date_in_words(iso)
