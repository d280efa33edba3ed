"""Repetitions: `hằng tuần`, `thứ Sáu hằng tuần`, `trước ngày 25 hằng tháng`, `6 tháng một lần`, `mỗi 02 giờ`.

Values are iCalendar RRULEs; a quarter is three months, and clock times are never part of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from extractor.core.calendar import Expression, Recurring
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    WEEKDAY,
    WORD_END,
    Atom,
    Rule,
    clock_pattern,
    day_of,
    day_words_pattern,
    month_of,
    month_pattern,
    number_of,
    rule,
    run_rules,
    words_pattern,
)

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EACH = r"(?:hằng|hàng|mỗi|từng)"
_OF_EACH = rf"(?:của{BLANK})?{_EACH}"
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối)"
_AND = rf"{GAP}(?:,|;|và|&|-|hoặc){GAP}"
# `trước ngày 25 hằng tháng` holds its `trước`; before a clock time or a weekday it stays outside
_BEFORE = rf"(?:trước{BLANK})?"
# `06 giờ, 11 giờ và` before the last clock time
_EARLIER_CLOCKS = (
    rf"(?:(?:[01]?\d|2[0-4]){GAP}(?:(?:giờ|h|g)(?:{GAP}[0-5]\d)?(?:{GAP}(?:phút|ph))?|:[0-5]\d)"
    rf"(?:{GAP}(?:,|;|và|&|-|hoặc){GAP}|{GAP},{GAP}và{GAP})){{0,5}}"
)
_CLOCK = rf"(?:{clock_pattern('')}{GAP},?{GAP}(?:{_PART_OF_DAY}{BLANK})?)?"
_DAY = rf"(?:\d{{1,2}}(?!\d)|(?:{day_words_pattern()}){WORD_END})"
_ON_DAYS = (
    rf"(?:m[ùồ]ng{BLANK})?(?P<days>{_DAY}(?:{_AND}(?:ngày{GAP})?(?:m[ùồ]ng{BLANK})?{_DAY}){{0,5}})(?:{BLANK}tây)?"
)
_DAY_SAID = re.compile(rf"(?<!\w)(?:\d{{1,2}}|{day_words_pattern()}){WORD_END}", re.I)
# the others of `thứ 2, 4, 6 hằng tuần`
_NEXT_WEEKDAY = rf"(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?=(?:{_AND}|{GAP}(?:của{BLANK})?(?:hằng|hàng|mỗi)))"
_ON_WEEKDAYS = (
    rf"(?P<weekdays>{WEEKDAY}{WORD_END}"
    rf"(?:{_AND}(?:{_PART_OF_DAY}{BLANK})?(?:{WEEKDAY}|{_NEXT_WEEKDAY}){WORD_END}){{0,5}})"
)
_RANK = 60


def every(unit: str, count: int = 1) -> str:
    """The frequency part of a rule: `every("quý")` → `FREQ=MONTHLY;INTERVAL=3`."""
    frequency = calendar_words().units[unit.lower()]
    if frequency == "QUARTERLY":
        frequency, count = "MONTHLY", 3 * count
    return f"FREQ={frequency}" + (f";INTERVAL={count}" if count != 1 else "")


def _days_of_month(found: re.Match[str]) -> Expression | None:
    days = [day_of(day) for day in _DAY_SAID.findall(found["days"])]
    if not all(1 <= day <= 31 for day in days):
        return None
    return Recurring(f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}")


def _last_of_month(found: re.Match[str]) -> Expression | None:
    return Recurring("FREQ=MONTHLY;BYMONTHDAY=-1")


def _days_and_last(found: re.Match[str]) -> Expression | None:
    days = [day_of(day) for day in _DAY_SAID.findall(found["days"])]
    if not all(1 <= day <= 31 for day in days):
        return None
    return Recurring(f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))},-1")


def _day_of_year(found: re.Match[str]) -> Expression | None:
    month, day = month_of(found["month"]), int(found["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Recurring(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")


_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})", re.I)
_LAST_DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _days_of_year(found: re.Match[str]) -> Expression | None:
    """`ngày 15/6 và 15/12 hằng năm`, `30/6 và 31/12`: what one rule can say."""
    said = [(int(day), int(month)) for day, month in _DAY_AND_MONTH.findall(found["said"])]
    days, months = {day for day, _ in said}, [month for _, month in said]
    if any(not 1 <= month <= 12 for month in months) or len(said) < 2 or not all(days):
        return None
    if all(day == _LAST_DAYS[month] for day, month in said):
        days = {-1}
    if len(days) != 1:
        return None  # two rules, each with its own day
    return Recurring(f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={days.pop()}")


def _months_of_year(found: re.Match[str]) -> Expression | None:
    months = [int(month) for month in re.findall(r"\d+", found["months"])]
    if not all(1 <= month <= 12 for month in months):
        return None
    return Recurring(f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}")


def _quarters_of_year(found: re.Match[str]) -> Expression | None:
    table = calendar_words().quarters
    quarters = [
        table.get(word.lower(), 0) for word in re.findall(r"(?<!\w)(?:IV|I{1,3}|[1-4])(?!\w)", found["several"], re.I)
    ]
    if len(quarters) < 2 or 0 in quarters:
        return None
    return Recurring(f"FREQ=YEARLY;BYMONTH={','.join(str(3 * quarter) for quarter in quarters)}")


def _month_of_year(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    return Recurring(f"FREQ=YEARLY;BYMONTH={month}") if 1 <= month <= 12 else None


def _quarter_of_year(found: re.Match[str]) -> Expression | None:
    return Recurring(f"FREQ=YEARLY;BYMONTH={3 * calendar_words().quarters[found['quarter'].lower()]}")


def _days_of_quarter(found: re.Match[str]) -> Expression | None:
    months = "1,4,7,10" if found["which"].lower() == "đầu" else "3,6,9,12"
    days = ",".join(str(int(day)) for day in re.findall(r"\d+", found["days"]))
    return Recurring(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days}")


def _last_of_quarter(found: re.Match[str]) -> Expression | None:
    return Recurring("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")


def _days_of_week(found: re.Match[str]) -> Expression | None:
    table = calendar_words().weekdays
    said = re.sub(r"sáng|trưa|chiều|tối", " ", found["weekdays"].lower())
    names = re.findall(r"chủ\s+nhật|(?<!\w)(?!thứ|và|hoặc|chủ|nhật)\w+", said)
    days = [_DAYS[table[" ".join(name.split())]] for name in names]
    return Recurring(f"FREQ=WEEKLY;BYDAY={','.join(days)}")


_NTH = {"đầu": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "cuối": -1, "1": 1, "2": 2, "3": 3, "4": 4}


def _nth_weekday(found: re.Match[str]) -> Expression | None:
    """`Chủ nhật đầu tiên của tháng`, `thứ Sáu cuối cùng hằng tháng`."""
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    if weekday is None:
        return None
    return Recurring(f"FREQ=MONTHLY;BYDAY={_NTH[found['nth'].lower()]}{_DAYS[weekday]}")


def _each_part(found: re.Match[str]) -> Expression | None:
    """`cuối mỗi tháng`, `đầu hằng tuần`: the last day of a month is said exactly, the others are not."""
    unit = found["unit"].lower()
    last = found["part"].lower() == "cuối" and unit == "tháng" and not found["week"]
    return Recurring("FREQ=MONTHLY;BYMONTHDAY=-1" if last else every(unit))


def _daily(found: re.Match[str]) -> Expression | None:
    return Recurring("FREQ=DAILY")


def _counted(found: re.Match[str]) -> Expression | None:
    count = number_of(found["count"])
    return Recurring(every(found["unit"], count)) if count else None


def _each(found: re.Match[str]) -> Expression | None:
    return Recurring(every(found["unit"]))


# what is counted as a turn of the work: `ngày hai cữ`, `tuần ba bận`
_TURNS = r"(?:lần|lượt|cữ|bận|kỳ|chuyến|đợt|bữa|ca|buổi(?! (?:sáng|trưa|chiều|tối)))"
_TURN = r"(?:lần|lượt|bận|cữ|kỳ|chuyến|đợt|phiên|buổi(?! (?:sáng|trưa|chiều|tối)))"
# `mỗi ngày hai lần` is read as `mỗi ngày`; `một ngày hai lần`, `trong tuần hai lượt` as they stand
_NOT_EACH = re.compile(
    r"(?:\d|(?<!\w)(?:mỗi|hằng|hàng|từng|các|những|mấy|cả|suốt|nửa|hôm|sau|trước|trong|đến|tới|vào|mươi|mười|hai|ba|bốn"
    r"|năm|sáu|bảy|tám|chín|vài|nhiều|qua|cuối|đầu|giữa))\s\Z",
    re.I,
)


def _turns(found: re.Match[str]) -> Expression | None:
    """`ngày bốn bận`, `tuần hai lượt`: how often, without a word for each."""
    if _NOT_EACH.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    return Recurring(every(found["unit"]))


def _half_once(found: re.Match[str]) -> Expression | None:
    """`nửa năm một lần`, `nửa tháng một kỳ`."""
    return Recurring(every("tháng", 6) if found["unit"].lower() == "năm" else every("tuần", 2))


def _skipping(found: re.Match[str]) -> Expression | None:
    """`cách ngày`, `cách tuần một lần`: every other one."""
    return Recurring(every(found["unit"] or "ngày", 2))


def _every_such_day(found: re.Match[str]) -> Expression | None:
    """`cứ chiều thứ Sáu`, `Chủ nhật nào cũng`."""
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    return None if weekday is None else Recurring(f"FREQ=WEEKLY;BYDAY={_DAYS[weekday]}")


def _counted_on(found: re.Match[str]) -> Expression | None:
    """`hai tuần một lần, vào chiều thứ sáu`, `tháng một lần vào ngày 25`: how often, and on which day."""
    table = calendar_words().weekdays
    count = number_of(found["count"]) if found["count"] else 1
    if not count:
        return None
    unit = found["unit"].lower()
    if found["weekday"]:
        day = table.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
        on = f";BYDAY={_DAYS[day]}" if day is not None and unit == "tuần" else None
    else:
        number = int(found["on"])
        on = f";BYMONTHDAY={number}" if 1 <= number <= 31 and unit == "tháng" else None
    return Recurring(every(unit, count) + on) if on else None


@cache
def recurring_rules() -> tuple[Rule, ...]:
    """All rules; the longer of two that overlap wins (see `times`)."""
    return (*_month_rules(), *_year_rules(), *_week_and_day_rules(), *_interval_rules())


def _month_rules() -> tuple[Rule, ...]:
    return (
        rule(
            "month_day",
            rf"{_BEFORE}{_CLOCK}(?:ngày{GAP}|(?=m[ùồ]ng)){_ON_DAYS}{GAP},?{GAP}{_OF_EACH}{BLANK}tháng{WORD_END}",
            _days_of_month,
            _RANK,
        ),
        # `cứ đến 27 hằng tháng`, `trước 5 tây mỗi tháng`
        rule(
            "month_day_led",
            r"(?:(?<=cứ đến )|(?<=cứ tới )|(?<=hễ đến )|(?<=hễ tới )|(?<=trước )"
            r"|(?<=chậm nhất )|(?<=muộn nhất )|(?<=nhất là )|(?<=hạn ))"
            rf"{_ON_DAYS}{BLANK}{_OF_EACH}{BLANK}tháng{WORD_END}",
            _days_of_month,
            _RANK,
        ),
        # `ngày 15 và ngày cuối mỗi tháng`
        rule(
            "month_day_and_last",
            rf"{_BEFORE}{_CLOCK}(?:ngày{GAP}|(?=m[ùồ]ng)){_ON_DAYS}{_AND}ngày{BLANK}(?:làm{BLANK}việc{BLANK})?cuối"
            rf"(?:{BLANK}cùng)?{GAP},?{GAP}(?:{_OF_EACH}{BLANK}|của{BLANK})?tháng{WORD_END}(?!{GAP}\d)",
            _days_and_last,
            _RANK,
        ),
        # `02 lần/tháng (ngày 15 và ngày 30)`
        rule(
            "month_times",
            rf"(?:\d{{1,2}}|hai|ba){GAP}lần{GAP}(?:/|mỗi{BLANK}|một{BLANK}|trong{BLANK}){GAP}(?:một{BLANK})?tháng{GAP}[(,:]{GAP}"
            rf"(?:{_BEFORE}|vào{BLANK})?(?:các{BLANK})?ngày{GAP}{_ON_DAYS}(?![/\d]){GAP}\)?",
            _days_of_month,
            _RANK,
        ),
        rule(
            "month_day_after",
            rf"{_EACH}{BLANK}tháng{GAP}(?:,{GAP}|\({GAP})?(?:trước{BLANK}|vào{BLANK})?ngày{GAP}{_ON_DAYS}{GAP}\)?"
            rf"(?![/\d])(?!{GAP}tháng)",
            _days_of_month,
            _RANK,
        ),
        # `chậm nhất ngày 20 của tháng, các trường gửi …`
        rule(
            "month_day_of",
            rf"{_BEFORE}{_CLOCK}ngày{GAP}{_ON_DAYS}{BLANK}của{BLANK}tháng(?=[,.;)\n]|$)",
            _days_of_month,
            _RANK,
        ),
        # `chậm nhất ngày 03 tháng kế tiếp`: of the month behind each that is reported on
        rule(
            "month_day_next",
            rf"{_BEFORE}{_CLOCK}ngày{GAP}{_ON_DAYS}{BLANK}(?:của{BLANK})?tháng{BLANK}"
            rf"(?:kế{BLANK}(?:tiếp|sau)|tiếp{BLANK}theo|liền{BLANK}(?:kề|sau)|sau{BLANK}liền{BLANK}kề"
            rf"|sau{BLANK}(?:tháng|kỳ){BLANK}báo{BLANK}cáo){WORD_END}",
            _days_of_month,
            _RANK,
        ),
        rule(
            "month_weekday",
            rf"(?:ngày{BLANK})?(?P<weekday>{WEEKDAY}){BLANK}(?:thứ{BLANK})?(?P<nth>đầu|cuối|nhất|hai|ba|tư)"
            rf"(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?(?:{_EACH}{BLANK}|các{BLANK})?tháng{WORD_END}"
            rf"(?!{GAP}\d)(?!{BLANK}(?:này|tới|sau|trước|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))",
            _nth_weekday,
            _RANK,
        ),
        # `thứ Hai tuần đầu tiên hằng tháng`, `sáng thứ Bảy của tuần thứ hai mỗi tháng`
        rule(
            "month_week_weekday",
            rf"(?P<weekday>{WEEKDAY}){BLANK}(?:của{BLANK})?tuần{BLANK}(?:lễ{BLANK})?(?:thứ{BLANK})?"
            rf"(?P<nth>đầu|cuối|nhất|hai|ba|tư|[1-4])(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:(?:của|trong){BLANK})?"
            rf"(?:{_EACH}{BLANK}|các{BLANK})?tháng{WORD_END}"
            rf"(?!{GAP}\d)(?!{BLANK}(?:này|tới|sau|trước|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))",
            _nth_weekday,
            _RANK,
        ),
        rule(
            "each_part",
            rf"(?P<week>tuần{BLANK})?(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?{_EACH}{BLANK}(?P<unit>tuần|tháng|quý|năm){WORD_END}",
            _each_part,
            _RANK,
        ),
        rule(
            "month_end",
            rf"{_BEFORE}ngày{BLANK}(?:làm{BLANK}việc{BLANK})?cuối(?:{BLANK}cùng)?{BLANK}(?:của{BLANK})?"
            rf"(?:{_EACH}{BLANK})?tháng(?!\w)(?!{GAP}\d)",
            _last_of_month,
            _RANK,
        ),
    )


def _year_rules() -> tuple[Rule, ...]:
    month = rf"(?P<month>{month_pattern()})"
    quarters = words_pattern(calendar_words().quarters)
    a_day = rf"\d{{1,2}}{GAP}(?:tháng{GAP}|[/.-])\d{{1,2}}(?![\d/])"
    which = rf"(?P<which>cuối|đầu)(?:{BLANK}(?:cùng|tiên))?"
    of_quarter = rf"tháng{BLANK}{which}(?:{BLANK}(?:của|trong))?{BLANK}(?:{_EACH}{BLANK})?quý"
    return (
        rule(
            "year_day",
            rf"{_BEFORE}{_CLOCK}ngày{GAP}(?P<day>\d{{1,2}}){GAP}(?:tháng{GAP}|/{GAP}|-{GAP}|\.){month}{GAP},?{GAP}"
            rf"{_OF_EACH}{BLANK}năm{WORD_END}",
            _day_of_year,
            _RANK,
        ),
        rule(
            "year_day_figures",
            rf"{_BEFORE}(?<![\d/.])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}}){BLANK}{_EACH}{BLANK}năm{WORD_END}",
            _day_of_year,
            _RANK,
        ),
        rule(
            "year_days",
            rf"{_BEFORE}(?:các{BLANK})?(?:ngày{GAP})?(?<![\d/.])(?P<said>{a_day}(?:{_AND}(?:{_BEFORE})(?:ngày{GAP})?{a_day}){{1,3}})"
            rf"{GAP},?{GAP}{_OF_EACH}{BLANK}năm{WORD_END}",
            _days_of_year,
            _RANK,
        ),
        rule(
            "year_months",
            rf"(?:các{BLANK})?tháng{GAP}(?P<months>\d{{1,2}}(?!\d)(?:{_AND}(?:tháng{GAP})?\d{{1,2}}(?!\d)){{1,11}}){BLANK}{_OF_EACH}{BLANK}năm{WORD_END}",
            _months_of_year,
            _RANK,
        ),
        rule(
            "year_quarters",
            rf"(?:các{BLANK})?quý{GAP}(?P<several>(?:IV|I{{1,3}}|[1-4])(?!\w)(?:{_AND}(?:quý{GAP})?(?:IV|I{{1,3}}|[1-4])(?!\w)){{1,3}})"
            rf"{BLANK}{_OF_EACH}{BLANK}năm{WORD_END}",
            _quarters_of_year,
            _RANK,
        ),
        # by its end
        rule(
            "year_quarter",
            rf"quý{GAP}(?P<quarter>{quarters}){BLANK}{_OF_EACH}{BLANK}năm{WORD_END}",
            _quarter_of_year,
            _RANK,
        ),
        rule("year_month", rf"tháng{GAP}{month}{BLANK}{_EACH}{BLANK}năm{WORD_END}", _month_of_year, _RANK),
        rule(
            "quarter_end",
            rf"{_BEFORE}ngày{BLANK}(?:làm{BLANK}việc{BLANK})?cuối(?:{BLANK}cùng)?{BLANK}(?:của{BLANK})?{_EACH}{BLANK}quý{WORD_END}",
            _last_of_quarter,
            _RANK,
        ),
        rule(
            "quarter_day",
            rf"{_BEFORE}ngày{GAP}{_ON_DAYS}{BLANK}(?:của{BLANK})?(?:mỗi{BLANK})?{of_quarter}"
            rf"(?:{BLANK}(?:sau|tiếp{BLANK}theo|kế{BLANK}tiếp))?{WORD_END}",
            _days_of_quarter,
            _RANK,
        ),
    )


def _week_and_day_rules() -> tuple[Rule, ...]:
    in_brackets = rf"(?:,{GAP}|\({GAP}|vào{BLANK})?(?:vào{BLANK})?"
    return (
        rule(
            "week_day",
            rf"{_CLOCK}(?:(?:các{BLANK})?ngày{BLANK})?{_ON_WEEKDAYS}{GAP},?{GAP}{_OF_EACH}{BLANK}tuần{WORD_END}",
            _days_of_week,
            _RANK,
        ),
        rule(
            "every_week_day",
            rf"(?:cứ|hễ){BLANK}(?:(?:đến|tới){BLANK})?(?:{_PART_OF_DAY}{BLANK})?(?P<weekday>{WEEKDAY})(?!{BLANK}(?:tuần|tới|này|sau|hằng|hàng|mỗi))",
            _every_such_day,
            _RANK,
        ),
        rule("any_week_day", rf"(?P<weekday>{WEEKDAY}){BLANK}nào{BLANK}cũng{WORD_END}", _every_such_day, _RANK),
        rule(
            "each_week_day", rf"(?:hằng|hàng|mỗi){BLANK}(?:{_PART_OF_DAY}{BLANK})?{_ON_WEEKDAYS}", _days_of_week, _RANK
        ),
        rule(
            "each_night",
            # `đóng đường 04 giờ mỗi đêm` says how long
            rf"(?:{_CLOCK}(?=\w+{BLANK}(?:buổi{BLANK})?(?!đêm)))?(?:hằng|hàng|mỗi){BLANK}(?:buổi{BLANK})?"
            rf"(?:sáng|trưa|chiều|tối|đêm){WORD_END}(?!{BLANK}thứ)",
            _daily,
            _RANK,
        ),
        rule(
            "week_day_after",
            rf"{_EACH}{BLANK}tuần{GAP}{in_brackets}(?:{clock_pattern('')}{GAP},?{GAP})?(?:{_PART_OF_DAY}{BLANK})?"
            rf"(?:ngày{BLANK})?{_ON_WEEKDAYS}\)?",
            _days_of_week,
            _RANK,
        ),
        # `báo cáo trước 17 giờ các ngày trong tuần`
        rule(
            "each_day_of",
            rf"{_CLOCK}(?:(?:tất{BLANK}cả{BLANK})?các|mọi){BLANK}ngày{BLANK}(?:làm{BLANK}việc{BLANK})?trong{BLANK}(?:tuần|tháng|năm){WORD_END}"
            rf"(?!{BLANK}(?:này|tới|sau|trước|qua|lễ))(?!{GAP}\d)",
            _daily,
            _RANK,
        ),
        rule(
            "daily_clock",
            rf"(?!24{BLANK}giờ){_EARLIER_CLOCKS}{clock_pattern('')}{GAP},?{GAP}(?:{_PART_OF_DAY}{BLANK})?{_EACH}{BLANK}"
            rf"ngày{WORD_END}",  # `trực 24 giờ mỗi ngày` says how long
            _daily,
            _RANK,
        ),
        rule(
            "daily_clock_after",
            rf"{_EACH}{BLANK}ngày(?:{BLANK}(?:một|1|01){BLANK}lần)?{GAP},?{GAP}(?:trước|vào|lúc|vào{BLANK}lúc){BLANK}{_EARLIER_CLOCKS}{clock_pattern('')}",
            _daily,
            _RANK,
        ),
    )


def _interval_rules() -> tuple[Rule, ...]:
    words = calendar_words()
    count = rf"(?P<count>\d{{1,3}}|{words_pattern(words.numbers)}){GAP}"
    unit = rf"(?P<unit>{words_pattern(words.units)})"
    at_least = rf"(?:(?:,{BLANK})?(?:ít{BLANK}nhất|tối{BLANK}thiểu){BLANK})?"
    once = rf"(?:{BLANK}{at_least}(?:một|1|01){GAP}|{GAP}/{GAP}(?:(?:một|1|01){GAP})?){_TURN}{WORD_END}"
    periodic = rf"định{BLANK}kỳ"
    return (
        rule("counted_once", rf"(?:(?:{periodic}|cứ|mỗi){BLANK})?{count}{unit}{once}", _counted, _RANK),
        rule(
            "counted_once_on",
            rf"(?:(?:{periodic}|cứ|mỗi){BLANK})?(?:{count})?(?P<unit>tuần|tháng){once}{GAP},?{GAP}(?:(?:vào|định{BLANK}kỳ){BLANK})?"
            rf"(?:{_PART_OF_DAY}{BLANK})?(?:(?:ngày{BLANK})?(?P<weekday>{WEEKDAY})|ngày{BLANK}(?P<on>\d{{1,2}}))"
            rf"(?![/\d\w])(?!{BLANK}(?:tháng|tuần))",
            _counted_on,
            _RANK,
        ),
        rule(
            "turns",
            rf"(?P<unit>ngày|tuần|quý|năm){BLANK}(?:(?:ít{BLANK}nhất|tối{BLANK}thiểu|đôi{BLANK}ba){BLANK})?"
            rf"(?:(?-i:(?<!tháng )(?<!quý )[1-6])|một|hai|ba|bốn|năm|vài){BLANK}{_TURNS}{WORD_END}",
            _turns,
            _RANK,
        ),
        # `tháng hai lần` is no February
        rule(
            "month_turns",
            rf"(?P<unit>tháng){BLANK}(?:(?:ít{BLANK}nhất|tối{BLANK}thiểu|đôi{BLANK}ba){BLANK})?(?:[2-6]|hai|ba|bốn|vài){BLANK}(?:lần|lượt|bận|cữ){WORD_END}",
            _turns,
            _RANK,
        ),
        rule(
            "half_once",
            rf"nửa{BLANK}(?P<unit>năm|tháng)(?:{BLANK}(?:một|1|01){GAP}|{GAP}/{GAP}){_TURN}{WORD_END}",
            _half_once,
            _RANK,
        ),
        rule(
            "skipping_once",
            rf"cách{BLANK}(?P<unit>ngày|tuần|tháng){BLANK}(?:một|1|01){BLANK}{_TURN}{WORD_END}",
            _skipping,
            _RANK,
        ),
        rule("skipping_day", rf"cách{BLANK}(?:(?P<unit>ngày)(?={GAP}(?:[.,;)]|$))|nhật{WORD_END})", _skipping, _RANK),
        rule("each_once", rf"(?:mỗi|cứ){BLANK}{unit}{BLANK}(?:một|1|01){BLANK}lần{WORD_END}", _each, _RANK),
        # `họp ít nhất 01 lần/quý`, `một lần trong năm`
        rule(
            "once_in_unit",
            rf"(?:một|1|01){GAP}(?:lần|buổi|kỳ|cuộc|phiên){GAP}(?:/{GAP}|{BLANK}(?:(?:trong|mỗi){BLANK})?(?:một{BLANK}|1{BLANK}))"
            rf"(?P<unit>tuần|tháng|quý|năm){WORD_END}",
            _each,
            _RANK,
        ),
        # `họp tổ tháng một lần`
        rule(
            "unit_once",
            r"(?<!mỗi )(?<!hằng )(?<!hàng )(?<!từng )(?<!nửa )"
            rf"(?P<unit>tuần|tháng|quý|năm){BLANK}{at_least}(?:một|1|01){BLANK}(?:lần|buổi|kỳ){WORD_END}",
            _each,
            _RANK,
        ),
        rule(
            "each_count",
            rf"(?:mỗi|cứ|{periodic}(?:{BLANK}(?:hằng|hàng|mỗi))?){BLANK}{count}{unit}{WORD_END}(?!{BLANK}(?:đầu|cuối|học|kể))",
            _counted,
            _RANK,
        ),
        # `báo cáo 6 tháng, hằng năm`
        rule(
            "count_and_each",
            rf"(?<!\d)(?P<count>\d{{1,2}}){GAP}(?P<unit>tháng)(?={GAP}(?:,|và|;){GAP}(?:hằng|hàng){BLANK}năm{WORD_END})",
            _counted,
            _RANK,
        ),
        # `tuần nào cũng họp`
        rule("every_one", rf"(?P<unit>tuần|tháng|quý){BLANK}nào{BLANK}cũng{WORD_END}", _each, _RANK),
        rule("every_day", rf"(?:ngày|hôm|đêm|sáng|chiều|tối){BLANK}nào{BLANK}cũng{WORD_END}", _daily, _RANK),
        rule(
            "periodic",
            rf"{periodic}{BLANK}{unit}(?=[,.;)\n]|$| (?:báo|và|rà|tổng|kiểm|gửi|sơ))",
            _each,
            _RANK,
        ),
        rule(
            "each",
            rf"(?:(?:hằng|hàng|mỗi){BLANK}{unit}|từng{BLANK}(?P<step>ngày|tuần|tháng|quý|năm)){WORD_END}"
            # what stands on the next line is another cell of a table
            rf"(?![^\S\n]+(?:trời|ròng|liền|học|công(?!{BLANK}(?:an|bố|khai|tác|nhận|chức))|cao{BLANK}điểm|nghìn|ngàn|triệu|trăm|chục))",
            _each_or_step,
            _RANK,
        ),
    )


def _each_or_step(found: re.Match[str]) -> Expression | None:
    return Recurring(every(found["unit"] or found["step"]))


# `ngân hàng năm 2023`, `kho hàng đêm 30/8`, `cửa hàng tháng 5`: goods, and no `hàng năm`
_OF_GOODS = re.compile(
    r"(?<!\w)(?:ngân|cửa|khách|nhà|kho|đơn|mặt|lô|quầy|gian|bãi|bạn|hãng|thùng|chuyến|toa|kiện|tạp hóa)\s\Z", re.I
)
_WITH_A_NUMBER = re.compile(
    r"hàng\s+(?:năm\s+(?:19|20)\d\d(?!\d)|(?:tháng|quý)\s+\d|(?:ngày|đêm|sáng|chiều|tối|trưa)\s+\d{1,2}[/.]\d{1,2}(?!\d))(?!.{0,3}24)",
    re.I,
)


def _is_merchandise(view: str, atom: Atom) -> bool:
    if view[atom.start : atom.start + 4].lower() != "hàng":
        return False
    return bool(_OF_GOODS.search(view, max(0, atom.start - 9), atom.start) or _WITH_A_NUMBER.match(view, atom.start))


def find_recurring(view: str) -> Iterator[Atom]:
    """All candidates in `view`, overlapping ones too."""
    for atom in run_rules(recurring_rules(), view):
        if not _is_merchandise(view, atom):
            yield msgspec.structs.replace(atom, rule=f"recurring.{atom.rule}")
