"""The day that lies a length of time behind another."""

from __future__ import annotations

import datetime as dt
import re

from extractor.core.calendar import Duration
from extractor.lexicon.holidays import add_working_days

_ISO_DURATION = re.compile(r"(-)?P(\d+)([DWMY])")


def add_duration(day: dt.date, duration: Duration) -> dt.date | None:
    """The day after so many days, weeks, months or years; the event's own day is not counted (Civil Code art. 147-148).

    Months and years end on the same day of the month, or its last. None for hours, minutes and broken units, and
    beyond the calendar's end.
    """
    found = _ISO_DURATION.fullmatch(duration.value)
    if not found:
        return None
    count, unit = int(found[2]), found[3]
    if count > 9999:
        return None
    if found[1]:
        count = -count
    if unit == "D" and duration.working:
        return add_working_days(day, count)
    if unit in "DW":
        return day + dt.timedelta(days=count * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    if year > 9000:
        return None
    end = (dt.date(year + month // 11, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, end))
