"""Days of a recurring duty from its rule (an iCalendar RRULE without `RRULE:`). The one door to dateutil.

A rule that names no day means the end of its period: Friday of a week, the last day of a month, a quarter, a half, a
year. Rules by the hour or the minute have no days to follow up.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
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
    return _occurrence(rule, start, _phase(rule, since), ahead=True, inclusive=early)


def last_occurrence(rule: str, until: str, since: str | None = None) -> str | None:
    """The last day up to `until` that is not before `since`; None where none has come yet."""
    day = _occurrence(rule, until, _phase(rule, since), ahead=False, inclusive=True)
    return day if day is None or since is None or day >= since else None


def _phase(rule: str, since: str | None) -> str | None:
    """The day from which intervals count; most rules give the same days whenever they were given."""
    return since if "INTERVAL" in rule.upper() else None


@lru_cache(4096)  # a list has thousands of duties with a few rules
def _occurrence(rule: str, day: str, since: str | None, *, ahead: bool, inclusive: bool) -> str | None:
    parts = _parts(rule)
    if parts is None:
        return None
    from dateutil.rrule import rrulestr  # 20 ms that only lists with recurring duties pay

    near = date.fromisoformat(day)
    first = _first_day(parts, near, since)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    last = datetime(min(near.year + _YEARS, 9999), 12, 31)
    moment = datetime.combine(near, time())
    try:
        days: Any = rrulestr(text, dtstart=datetime.combine(first, time())).replace(until=last)
        found = days.after(moment, inc=inclusive) if ahead else days.before(moment, inc=inclusive)
    except (ValueError, TypeError, OverflowError):  # a rule somebody wrote by hand
        return None
    return found.date().isoformat() if found is not None else None


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
        if 12 % interval == 0:
            return date(max(near.year - 2, 1), interval, 1)
        return date(given.year, given.month, 1)
    if interval > 1:
        return given - timedelta(days=min(given.weekday(), given.toordinal() - 1))
    return date(max(near.year - (_YEARS if parts["FREQ"] == "YEARLY" else 1), 1), 1, 1)
