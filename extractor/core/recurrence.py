"""Days of a recurring duty from its rule (an iCalendar RRULE without `RRULE:`).

A rule that names no day means the end of its period: Friday of a week, the last day of a month, a quarter, a half, a
year. Days are tried one by one within nine years, so no rule takes long, be it impossible. Understood are FREQ from
DAILY to YEARLY with INTERVAL, BYMONTH, BYMONTHDAY and BYDAY; rules by the hour have no days to follow up.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import msgspec

_LONGEST = 300
_REACH = 9 * 366
"""Days ahead and back in which an occurrence is looked for: over two leap years."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUMBER = re.compile(r"[+-]?[0-9]{1,2}")
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


class _Rule(msgspec.Struct, frozen=True):
    frequency: str
    interval: int = 1
    months: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()  # (0 or which one of the month, Monday 0)


def next_occurrence(rule: str, after: str, since: str | None = None) -> str | None:
    """The first day after `after` (ISO date); None where the rule gives none in nine years or is not understood.

    `since` is the day the duty was given: none comes before it, and every-other-week counts from its week.
    """
    early = since is not None and since > after
    start = since if since is not None and early else after
    return _occurrence(rule, start, _phase(rule, since), 1, inclusive=early)


def last_occurrence(rule: str, until: str, since: str | None = None) -> str | None:
    """The last day up to `until` that is not before `since`; None where none has come yet."""
    day = _occurrence(rule, until, _phase(rule, since), -1, inclusive=True)
    return day if day is None or since is None or day >= since else None


def whole_rule(rule: str) -> str | None:
    """The rule with the day named that it leaves open, so that any calendar takes it as it is meant here.

    `FREQ=MONTHLY;INTERVAL=3` → `FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1`. None where it is not understood.
    """
    read = _read(rule)
    if read is None:
        return None
    parts = [f"FREQ={read.frequency}"] + ([f"INTERVAL={read.interval}"] if read.interval > 1 else [])
    weekdays = (f"{which or ''}{_WEEKDAYS[day]}" for which, day in sorted(read.weekdays, key=lambda one: one[::-1]))
    named = (
        ("BYMONTH", map(str, sorted(read.months))),
        ("BYMONTHDAY", map(str, sorted(read.days))),
        ("BYDAY", weekdays),
    )
    return ";".join(parts + [f"{name}={joined}" for name, words in named if (joined := ",".join(words))])


def _phase(rule: str, since: str | None) -> str | None:
    """The day from which intervals count; most rules give the same days whenever they were given."""
    return since if "INTERVAL" in rule.upper() else None


@lru_cache(4096)  # a list has thousands of duties with a few rules
def _occurrence(text: str, start: str, since: str | None, step: int, *, inclusive: bool) -> str | None:
    rule = _read(text)
    if rule is None:
        return None
    first = date.fromisoformat(start)
    phase = date.fromisoformat(since) if since is not None else date(1, 1, 1)
    for distance in range(0 if inclusive else 1, _REACH):
        try:
            day = first + timedelta(days=step * distance)
        except OverflowError:
            return None
        if _falls_on(rule, day, phase):
            return day.isoformat()
    return None


@lru_cache(1024)
def _read(text: str) -> _Rule | None:
    """The rule with the day it leaves open put in; None where it is no rule, or one with parts not known here."""
    if len(text) > _LONGEST:
        return None
    parts = dict(part.split("=", 1) for part in text.upper().removeprefix("RRULE:").split(";") if "=" in part)
    if parts.keys() - {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"}:
        return None
    frequency = parts.get("FREQ", "")
    interval = parts.get("INTERVAL", "1")
    months, days = _numbers(parts.get("BYMONTH", "")), _numbers(parts.get("BYMONTHDAY", ""))
    named = [_BYDAY.fullmatch(word) for word in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    weekdays = frozenset((int(found[1] or 0), _WEEKDAYS.index(found[2])) for found in named if found is not None)
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or months is None or days is None or None in named:
        return None
    if not re.fullmatch(r"[1-9][0-9]?", interval):
        return None
    if not (days or weekdays):
        if frequency == "WEEKLY":
            weekdays = frozenset({(0, 4)})
        elif frequency != "DAILY":
            days = frozenset({-1})
    if frequency == "YEARLY" and not months:
        months = frozenset({12})
    return _Rule(frequency, int(interval), months, days, weekdays)


def _numbers(text: str) -> frozenset[int] | None:
    """`6,12` → {6, 12}; None where something else stands there."""
    words = text.split(",") if text else []
    return frozenset(int(word) for word in words) if all(_NUMBER.fullmatch(word) for word in words) else None


def _falls_on(rule: _Rule, day: date, phase: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.days or rule.weekdays:
        length = monthrange(day.year, day.month)[1]
        if rule.days and not rule.days & {day.day, day.day - length - 1}:
            return False
        place = {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
        if rule.weekdays and not any((which, day.weekday()) in rule.weekdays for which in place):
            return False
    return rule.interval == 1 or _in_step(rule, day, phase)


def _in_step(rule: _Rule, day: date, phase: date) -> bool:
    """Whether `day` is in a period that counts. Months end with the year: every third is March, June, and so on."""
    if rule.frequency == "DAILY":
        return (day - phase).days % rule.interval == 0
    if rule.frequency == "WEEKLY":
        return ((day.toordinal() - 1) // 7 - (phase.toordinal() - 1) // 7) % rule.interval == 0
    if rule.frequency == "YEARLY":
        return (day.year - phase.year) % rule.interval == 0
    if 12 % rule.interval == 0:
        return day.month % rule.interval == 0
    return (day.year * 12 + day.month - phase.year * 12 - phase.month) % rule.interval == 0
