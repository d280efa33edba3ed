"""Days of a recurring duty from its rule (an iCalendar RRULE without `RRULE:`). The one door to dateutil.

A rule that names no day means the end of its period: Friday of a week, the last day of a month, a quarter, a half, a
year. Rules by the hour or the minute have no days to follow up.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

_LONGEST = 300
_YEARS = 9
"""How far ahead of a day its next occurrence is looked for: over two leap years."""
_BY = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_KNOWN = ("FREQ", "INTERVAL", "WKST", *_BY)


def next_occurrence(rule: str, after: str, since: str | None = None) -> str | None:
    """The first day after `after` (ISO date); None where the rule gives none in nine years or is not understood.

    `since` is the day the duty was given: none comes before it, and every-other-week counts from its week.
    """
    early = since is not None and since > after
    start = since if since is not None and early else after
    days = _days(rule, date.fromisoformat(start), since)
    found = days.after(_moment(start), inc=early) if days is not None else None
    return found.date().isoformat() if found is not None else None


def last_occurrence(rule: str, until: str, since: str | None = None) -> str | None:
    """The last day up to `until` that is not before `since`; None where none has come yet."""
    days = _days(rule, date.fromisoformat(until), since)
    found = days.before(_moment(until), inc=True) if days is not None else None
    if found is None:
        return None
    day = found.date().isoformat()
    return day if since is None or day >= since else None


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time())


def _days(rule: str, near: date, since: str | None) -> Any:
    """The days of the rule from a few years before `near` to a few after, as dateutil has them; None for no days."""
    from dateutil.rrule import rrulestr  # 20 ms that only lists with recurring duties pay

    parts = _parts(rule)
    if parts is None:
        return None
    first = _first_day(parts, near, since)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    last = datetime(min(near.year + _YEARS, 9999), 12, 31)
    try:
        return rrulestr(text, dtstart=datetime.combine(first, time())).replace(until=last)
    except (ValueError, TypeError, OverflowError):  # a rule somebody wrote by hand
        return None


def _parts(rule: str) -> dict[str, str] | None:
    """The parts of the rule with the day it leaves open put in; None where it has no days or is no rule."""
    if len(rule) > _LONGEST:
        return None
    parts = dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    interval = parts.get("INTERVAL", "1")
    if any(name not in _KNOWN for name in parts) or not interval.isascii() or not interval.isdecimal():
        return None
    if not 1 <= int(interval) <= 99:
        return None
    named = [name for name in _BY if name in parts]
    frequency = parts.get("FREQ")
    if frequency == "WEEKLY" and not named:
        parts["BYDAY"] = "FR"
    elif frequency == "MONTHLY" and "BYMONTHDAY" not in parts and "BYDAY" not in parts:
        parts["BYMONTHDAY"] = "-1"
    elif frequency == "YEARLY" and not (set(named) - {"BYMONTH", "BYMONTHDAY"}):
        parts.setdefault("BYMONTH", "12")
        parts.setdefault("BYMONTHDAY", "-1")
    return parts if frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") else None


def _first_day(parts: dict[str, str], near: date, since: str | None) -> date:
    """Where counting begins: near enough to be quick, in step with intervals.

    Months are counted so that a period ends with the year (every third: March, June, September, December).
    """
    interval = int(parts.get("INTERVAL", "1"))
    given = date.fromisoformat(since) if since is not None else date(near.year, 1, 1)
    if parts["FREQ"] == "MONTHLY":
        year = max(near.year - _YEARS, 1)
        if 12 % interval == 0:
            return date(year, interval, 1)
        return date(given.year, given.month, 1)
    if interval > 1:
        return given - timedelta(days=min(given.weekday(), given.toordinal() - 1))
    return date(max(near.year - (_YEARS if parts["FREQ"] == "YEARLY" else 1), 1), 1, 1)
