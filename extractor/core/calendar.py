"""Calendar expressions before they are anchored: what a phrase says, and no more than it says.

A field that is None was not said. Years are four digits; months and days count from 1. `extractor.resolve.dates`
turns an expression into dates once the document's anchor is known.
"""

from __future__ import annotations

import calendar
from typing import Literal, TypeAlias

import msgspec

Unit = Literal["day", "week", "month", "quarter", "year"]
Part = Literal["beginning", "middle", "first half", "second half"]


class Day(msgspec.Struct, frozen=True, tag="day"):
    """One calendar day, with the clock time where one is said (`hour` 0-24).

    `year_shift` counts from the anchor's year where the words say so instead of a year (`ngày 30/6 năm sau`).
    """

    day: int
    month: int
    year: int | None = None
    hour: int | None = None
    minute: int | None = None
    year_shift: int | None = None

    @property
    def valid(self) -> bool:
        """Whether such a day exists; without a year 29/2 does."""
        return _day_exists(self.day, self.month, self.year) and _clock_exists(self.hour, self.minute)


class Stretch(msgspec.Struct, frozen=True, tag="stretch"):
    """A stretch inside one year: a month, a quarter, `5 tháng đầu năm`, `cuối tháng 6`, the whole year.

    `last_day` 0 is the last day of `last_month`. `year_shift` counts from the anchor's year (`năm nay` 0) and is
    set only where `year` is None and the words tie the stretch to the anchor. `open_start`: only the end is meant
    (`hết năm 2022`). `vague`: the bounds are a convention.
    """

    unit: Literal["year", "quarter", "month", "months", "part"]
    first_month: int
    last_month: int
    first_day: int = 1
    last_day: int = 0
    year: int | None = None
    year_shift: int | None = None
    open_start: bool = False
    vague: bool = False

    @property
    def valid(self) -> bool:
        return 1 <= self.first_month <= self.last_month <= 12


class Week(msgspec.Struct, frozen=True, tag="week"):
    """A numbered week, Monday to Sunday (ISO 8601)."""

    week: int
    year: int | None = None

    @property
    def valid(self) -> bool:
        return 1 <= self.week <= 53


class Shifted(msgspec.Struct, frozen=True, tag="shifted"):
    """The day, week, month or quarter `shift` units after the anchor's (`hôm nay` 0, `tuần tới` 1).

    `weekday` (Monday 0) picks a day of that week, for the unit day the first such day on or after it; `day` picks a
    day of that month. `open_start`: up to its end. `part`: what of it is meant (`đầu tháng tới`, `nửa cuối tháng này`).
    """

    unit: Unit
    shift: int = 0
    weekday: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    open_start: bool = False
    part: Part | None = None

    @property
    def valid(self) -> bool:
        return (self.day is None or 1 <= self.day <= 31) and _clock_exists(self.hour, self.minute)


class LunarDay(msgspec.Struct, frozen=True, tag="lunar"):
    """A day of the Vietnamese lunar calendar (UTC+7). `year` is the year in which that lunar year begins.

    `cycle`: the year's name (`Giáp Thìn`) where it is said instead of a number. `eve`: the year named is the one that
    follows (`28 Tết Quý Mão`); a day 30 is the last of its month.
    """

    day: int
    month: int
    year: int | None = None
    cycle: str | None = None
    eve: bool = False

    @property
    def valid(self) -> bool:
        return 1 <= self.day <= 30 and 1 <= self.month <= 12


class SchoolYear(msgspec.Struct, frozen=True, tag="school_year"):
    """`năm học 2023 - 2024`; 5 September to 31 May, by convention."""

    first: int
    last: int

    @property
    def valid(self) -> bool:
        return self.first < self.last <= self.first + 10


class Anaphor(msgspec.Struct, frozen=True, tag="anaphor"):
    """`11 giờ cùng ngày`, `lúc 11 giờ`: the day named last before it, with the clock time where one is said."""

    hour: int | None = None
    minute: int | None = None

    @property
    def valid(self) -> bool:
        return _clock_exists(self.hour, self.minute)


Point: TypeAlias = Day | Stretch | Week | Shifted | LunarDay | SchoolYear | Anaphor


class Interval(msgspec.Struct, frozen=True, tag="interval"):
    """From the start of `first` to the end of `last`; None is open."""

    first: Point | None = None
    last: Point | None = None

    @property
    def valid(self) -> bool:
        return (self.first is None or self.first.valid) and (self.last is None or self.last.valid)


class Duration(msgspec.Struct, frozen=True, tag="duration"):
    """A length of time; `value` is an ISO 8601 duration. `working`: counted in working days."""

    value: str
    working: bool = False

    @property
    def valid(self) -> bool:
        return True


class Recurring(msgspec.Struct, frozen=True, tag="recurring"):
    """A repetition; `value` is an iCalendar RRULE without the `RRULE:`."""

    value: str

    @property
    def valid(self) -> bool:
        return True


Expression: TypeAlias = (
    Day | Stretch | Week | Shifted | LunarDay | SchoolYear | Anaphor | Interval | Duration | Recurring
)


def _day_exists(day: int, month: int, year: int | None) -> bool:
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= calendar.monthrange(year if year is not None else 2024, month)[1]


def _clock_exists(hour: int | None, minute: int | None) -> bool:
    return (hour is None or 0 <= hour <= 24) and (minute is None or 0 <= minute <= 59) and (hour != 24 or not minute)
