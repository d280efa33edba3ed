"""Repetitions: `hằng tuần`, `thứ Sáu hằng tuần`, `trước ngày 25 hằng tháng`, `6 tháng một lần`, `mỗi 02 giờ`.

Values are iCalendar RRULEs; a quarter is three months (ANNOTATION 6, conventions of form).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.core.calendar import Recurring
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import BLANK, GAP, Atom, clock_pattern, month_of, number_of, words_pattern

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EACH = r"(?:hằng|hàng|mỗi|từng)"
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối)"
_WEEKDAY = rf"(?:thứ{BLANK}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ{BLANK}nhật)(?!\w)"
_AND = rf"{GAP}(?:,|;|và|&|-|hoặc){GAP}"


def every(unit: str, count: int = 1) -> str:
    """The frequency part of a rule: `every("quý")` → `FREQ=MONTHLY;INTERVAL=3`."""
    frequency = calendar_words().units[unit.lower()]
    if frequency == "QUARTERLY":
        frequency, count = "MONTHLY", 3 * count
    return f"FREQ={frequency}" + (f";INTERVAL={count}" if count != 1 else "")


def _numbers(text: str) -> str:
    return ",".join(str(int(n)) for n in re.findall(r"\d+", text))


def _weekdays(text: str) -> str:
    table = calendar_words().weekdays
    names = re.findall(r"chủ\s+nhật|(?<=thứ)\s+\w+", text, re.I)
    return ",".join(_DAYS[table[" ".join(name.lower().split())]] for name in names)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = calendar_words()
    number = rf"\d{{1,3}}|{words_pattern(words.numbers)}"
    unit = words_pattern(words.units)
    month_name = rf"\d{{1,2}}(?!\d)|(?:{words_pattern(words.months)})(?!\w)"
    before = rf"(?P<before>trước{BLANK})?"
    clock = rf"(?:{clock_pattern('')}{GAP},?{GAP}(?:{_PART_OF_DAY}{BLANK})?)?"
    days = rf"(?P<days>\d{{1,2}}(?!\d)(?:{_AND}(?:ngày{GAP})?\d{{1,2}}(?!\d)){{0,5}})"
    weekdays = rf"(?P<weekdays>{_WEEKDAY}(?:{_AND}{_WEEKDAY}){{0,5}})"
    table = {
        "month_day": rf"{before}{clock}ngày{GAP}{days}{GAP},?{GAP}(?:của{BLANK})?{_EACH}{BLANK}tháng(?!\w)",
        "month_day_after": rf"{_EACH}{BLANK}tháng{GAP}(?:,{GAP}|\({GAP})?(?P<before2>trước{BLANK}|vào{BLANK})?ngày{GAP}{days}{GAP}\)?(?![/\d])(?!{GAP}tháng)",
        "month_end": rf"{before}ngày{BLANK}(?:làm{BLANK}việc{BLANK})?cuối(?:{BLANK}cùng)?{BLANK}(?:của{BLANK})?(?:{_EACH}{BLANK})?tháng(?!{GAP}\d)",
        "month_end_each": rf"cuối{BLANK}{_EACH}{BLANK}(?P<unit>tuần|tháng|quý|năm)(?!\w)",
        "year_day": rf"{before}{clock}ngày{GAP}(?P<day>\d{{1,2}}){GAP}(?:tháng{GAP}|/{GAP}|-{GAP}|\.)(?P<month>{month_name}){GAP},?{GAP}(?:của{BLANK})?{_EACH}{BLANK}năm(?!\w)",
        "year_day_figures": rf"{before}(?<![\d/.])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}}){BLANK}{_EACH}{BLANK}năm(?!\w)",
        "year_month": rf"tháng{GAP}(?P<month>{month_name}){BLANK}{_EACH}{BLANK}năm(?!\w)",
        "quarter_day": rf"{before}ngày{GAP}{days}{BLANK}(?:của{BLANK})?tháng{BLANK}(?P<which>cuối|đầu)(?:{BLANK}của)?{BLANK}(?:{_EACH}{BLANK})?quý(?:{BLANK}(?P<next>sau|tiếp{BLANK}theo|kế{BLANK}tiếp))?(?!\w)",
        "week_day": rf"{before}{clock}(?:ngày{BLANK})?{weekdays}{GAP},?{GAP}(?:của{BLANK})?{_EACH}{BLANK}tuần(?!\w)",
        "week_day_after": rf"{_EACH}{BLANK}tuần{GAP}(?:,{GAP}|\({GAP}|vào{BLANK})?(?:vào{BLANK})?(?:{clock_pattern('')}{GAP},?{GAP})?(?:{_PART_OF_DAY}{BLANK})?(?:ngày{BLANK})?{weekdays}\)?",
        "daily_clock": rf"{before}{clock_pattern('')}{GAP},?{GAP}(?:{_PART_OF_DAY}{BLANK})?{_EACH}{BLANK}ngày(?!\w)",
        "daily_clock_after": rf"{_EACH}{BLANK}ngày{GAP},?{GAP}(?P<before2>trước{BLANK}|vào{BLANK}|lúc{BLANK}|vào{BLANK}lúc{BLANK}){clock_pattern('')}",
        "times_a": rf"(?:(?:định{BLANK}kỳ|cứ|mỗi){BLANK})?(?P<count>{number}){GAP}(?P<unit>{unit})(?:{BLANK}(?:một|1|01){GAP}|{GAP}/{GAP}(?:(?:một|1|01){GAP})?)lần(?!\w)",
        "each_times": rf"(?:mỗi|cứ){BLANK}(?P<unit>{unit}){BLANK}(?:một|1|01){BLANK}lần(?!\w)",
        "each_count": rf"(?P<cue>mỗi|cứ|định{BLANK}kỳ(?:{BLANK}(?:hằng|hàng|mỗi))?){BLANK}(?P<count>{number}){GAP}(?P<unit>{unit})(?!\w)(?!{BLANK}(?:đầu|cuối|học|kể))",
        "count_and_each": rf"(?<!\d)(?P<count>\d{{1,2}}){GAP}(?P<unit>tháng)(?={GAP}(?:,|và|;){GAP}(?:hằng|hàng){BLANK}năm(?!\w))",
        "periodic": rf"định{BLANK}kỳ{BLANK}(?P<unit>{unit})(?=[,.;)\n]|$| (?:báo|và|rà|tổng|kiểm|gửi|sơ))",
        "each": rf"(?P<each>{_EACH}){BLANK}(?P<unit>{unit})(?!\w)(?!{BLANK}(?:học|công|nghìn|ngàn|triệu|trăm|chục))",
    }
    return {name: re.compile(r"(?<!\w)" + pattern, re.IGNORECASE) for name, pattern in table.items()}


def _month_day(found: re.Match[str]) -> str:
    return f"FREQ=MONTHLY;BYMONTHDAY={_numbers(found['days'])}"


def _year_day(found: re.Match[str]) -> str | None:
    month, day = month_of(found["month"]), int(found["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


def _quarter_day(found: re.Match[str]) -> str:
    first = (1, 4, 7, 10) if found["which"].lower() == "đầu" else (3, 6, 9, 12)
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, first))};BYMONTHDAY={_numbers(found['days'])}"


def _week_day(found: re.Match[str]) -> str:
    return f"FREQ=WEEKLY;BYDAY={_weekdays(found['weekdays'])}"


def _counted(found: re.Match[str]) -> str | None:
    count = number_of(found["count"])
    return every(found["unit"], count) if count else None


def _each(found: re.Match[str]) -> str | None:
    if found["each"].lower() == "từng" and found["unit"].lower() == "giờ":
        return None
    return every(found["unit"])


def _rule_of(name: str, found: re.Match[str]) -> str | None:
    match name:
        case "month_day" | "month_day_after":
            return _month_day(found)
        case "month_end":
            return "FREQ=MONTHLY;BYMONTHDAY=-1"
        case "year_day" | "year_day_figures":
            return _year_day(found)
        case "year_month":
            return f"FREQ=YEARLY;BYMONTH={month_of(found['month'])}"
        case "quarter_day":
            return _quarter_day(found)
        case "week_day" | "week_day_after":
            return _week_day(found)
        case "daily_clock" | "daily_clock_after":
            return "FREQ=DAILY"
        case "times_a" | "each_count" | "count_and_each":
            return _counted(found)
        case "each":
            return _each(found)
        case _:
            return every(found["unit"])


def find_recurring(view: str) -> Iterator[Atom]:
    """All candidates; `trước` belongs to the span only where a day of the repetition follows (ANNOTATION 4)."""
    for name, pattern in _patterns().items():
        for found in pattern.finditer(view):
            value = _rule_of(name, found)
            if value:
                yield Atom(_start(found), found.end(), f"recurring.{name}", Recurring(value), 60)


def _start(found: re.Match[str]) -> int:
    """`trước ngày 25 hằng tháng` holds its `trước`; before a clock time or a weekday it stays outside."""
    groups = found.groupdict()
    if groups.get("before") and not groups.get("days") and not groups.get("day"):
        return found.end("before")
    return found.start()
