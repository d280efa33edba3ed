"""Working days in Vietnam: Monday to Friday without public holidays, with the announced swaps.

Base: the package `holidays` (Bộ luật Lao động 2019, art. 112: Tết, Giỗ Tổ, 30/4, 01/5, 02/9 with a day beside it,
substitute days, 24/11 from 2026 by NQ 28/2026/QH16), checked against the announced breaks of 2010 to 2026;
`data/holidays.json` holds what it lacks. Tết, the day beside 02/9 and swaps are announced year by year, so any other
year is an estimate.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import holidays
import msgspec

from extractor.lexicon.loading import load_json


class _Corrections(msgspec.Struct, frozen=True):
    source: str
    days_off: dict[dt.date, str]
    days_on: dict[dt.date, str]


@cache
def _corrections() -> _Corrections:
    return load_json("holidays.json", _Corrections)


@cache
def _calendar_of(year: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    """Days off and Saturdays worked in their stead, in one year."""
    known = holidays.country_holidays("VN", years=(year, year + 1))
    off = {day for day in known if day.year == year} | {day for day in _corrections().days_off if day.year == year}
    on = {day for day in known.weekend_workdays if day.year == year}
    on |= {day for day in _corrections().days_on if day.year == year}
    return frozenset(off), frozenset(on)


def is_working_day(day: dt.date) -> bool:
    """Whether public offices work on `day`."""
    off, on = _calendar_of(day.year)
    return day in on or (day.weekday() < 5 and day not in off)


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The `count`-th working day after `day` (before it, for a negative count); `day` itself is not counted.

    Raises OverflowError at the ends of the calendar.
    """
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day
