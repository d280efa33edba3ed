"""A list as a calendar (iCalendar, RFC 5545): the door of icalendar.

Deadlines are days, so entries are of a whole day and need no time zone. An entry's UID is made of the register's id and
the task's, so a calendar that takes the file again changes its entries instead of doubling them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Literal

from icalendar import Alarm, Calendar, Event, Todo, vRecur

from extractor.core.recurrence import next_occurrence, whole_rule
from extractor.core.register import TaskRow
from extractor.core.status import whole_day
from extractor.views.paper import last_day_of, names_of, paper_row
from extractor.views.terminal import one_line, shortened

Entry = Literal["todo", "event"]

ALARM_DAYS = (7, 3, 1)
_MORNING = timedelta(hours=8)
_VIETNAM = timezone(timedelta(hours=7))
_TITLE = 120
# how often a duty recurs → how many days before it an alarm still makes sense
_ALARMS_OF_DUTY = {"YEARLY": ALARM_DAYS, "MONTHLY": ALARM_DAYS, "WEEKLY": (1,), "DAILY": ()}
_FREQUENCY = re.compile(r"FREQ=([A-Z]+)")
_END = b"END:VCALENDAR\r\n"
_CLOSED = {"done": "COMPLETED", "cancelled": "CANCELLED", "replaced": "CANCELLED"}


def render_calendar(
    tasks: Iterable[TaskRow], *, name: str, register: str, stamp: str, today: str, entry: Entry = "todo"
) -> Iterator[bytes]:
    """The tasks as to-dos or events, one after the other; what has no day and no rule is no event and left out there.

    `stamp` is this moment (ISO 8601), `today` an ISO day: recurring duties begin with their first day from it on.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//chidao//so theo doi chi dao//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(name))
    moment = datetime.fromisoformat(stamp).astimezone(UTC)
    rendered: bytes = calendar.to_ical()
    yield rendered.removesuffix(_END)
    for task in tasks:
        rule, first = _recurrence(task, today)
        day = first or last_day_of(task)
        if day is None and entry == "event":
            continue
        component = _described(Event() if entry == "event" else Todo(), task, register, moment)
        _place_in_time(component, day, rule)
        if task.closed_on is None and day is not None:
            _add_alarms(component, rule, at_start=rule is not None or entry == "event")
        yield component.to_ical()
    yield _END


def has_day(task: TaskRow, today: str) -> bool:
    """Whether the task has a day or a rule, and so a place on a calendar's days."""
    return last_day_of(task) is not None or _recurrence(task, today)[0] is not None


def uid_of(task: str, register: str) -> str:
    """`cd12-4f0c…@chidao`: the same for a task of a register whenever it is exported."""
    return f"{task.lower()}-{register}@chidao"


def _described(component: Any, task: TaskRow, register: str, moment: datetime) -> Any:
    paper = paper_row(task, 1)
    component.add("uid", uid_of(task.id, register))
    component.add("dtstamp", moment)
    component.add("sequence", task.changes)  # by which a calendar takes an entry for newer: it never goes back
    component.add("summary", f"[{task.id}] {shortened(paper.task, _TITLE)}")
    told = (
        ("", paper.task),
        ("Văn bản giao: ", paper.document),
        ("Chủ trì: ", names_of(task, "lead")),
        ("Phối hợp: ", names_of(task, "coordinate")),
        ("Thời hạn: ", paper.words or paper.deadline_in_words),
        ("Ghi chú: ", paper.note),
    )
    component.add("description", "\n".join(label + text for label, text in told if text))
    component.add("categories", [paper.status or "nhiệm vụ"])
    if task.closed_on is not None:
        _mark_closed(component, task)
    return component


def _mark_closed(component: Any, task: TaskRow) -> None:
    if isinstance(component, Event):
        component.add("status", "CONFIRMED" if task.closed_as == "done" else "CANCELLED")
        return
    component.add("status", _CLOSED[task.closed_as or "done"])
    day = whole_day(task.closed_on)
    if day is not None and task.closed_as == "done":
        noon = datetime.combine(date.fromisoformat(day), time(12), _VIETNAM)
        component.add("completed", noon.astimezone(UTC))
        component.add("percent-complete", 100)


def _place_in_time(component: Any, iso: str | None, rule: str | None) -> None:
    if iso is None:
        return
    day = date.fromisoformat(iso)
    if isinstance(component, Event):
        component.add("dtstart", day)
        component.add("dtend", day + timedelta(days=1))
        component.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    elif rule is not None:
        component.add("dtstart", day)
        component.add("duration", timedelta(days=1))
    else:
        component.add("due", day)
    if rule is not None:
        component.add("rrule", vRecur.from_ical(rule))


def _add_alarms(component: Any, rule: str | None, *, at_start: bool) -> None:
    """At eight in the morning of the days before; a day begins at midnight."""
    frequency = _FREQUENCY.search(rule) if rule is not None else None
    for days in ALARM_DAYS if frequency is None else _ALARMS_OF_DUTY[frequency[1]]:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Còn {days} ngày: {component['summary']}")
        alarm.add("trigger", _MORNING - timedelta(days=days), parameters={"RELATED": "START" if at_start else "END"})
        component.add_component(alarm)


def _recurrence(task: TaskRow, today: str) -> tuple[str | None, str | None]:
    """The rule of a recurring duty without a last day and the first day from `today` on; (None, None) for others."""
    if task.recurrence is None or last_day_of(task) is not None:
        return None, None
    rule = whole_rule(task.recurrence)
    first = task.next_occurrence or next_occurrence(task.recurrence, today, whole_day(task.document.issued_on))
    return (rule, first) if rule is not None and first is not None else (None, None)
