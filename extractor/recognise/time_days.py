"""Single days: `ngày 30/6/2022`, `30 tháng 6 năm 2022`, a bare `7/9`, `hôm nay`, feasts of the moon."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Anaphor, Day, Expression, Interval, LunarDay, Shifted
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    DAY_NUMBER,
    FIGURES_END,
    GAP,
    LUNAR,
    MONTH_NUMBER,
    PART_OF_DAY,
    WEEKDAY,
    WORD_END,
    YEAR,
    Rule,
    clock_of,
    clock_pattern,
    full_year,
    month_of,
    month_pattern,
    rule,
)
from extractor.recognise.time_bare_days import bare_day, is_day_between
from extractor.recognise.time_feasts import feast_rules
from extractor.recognise.time_spelt_days import spelt_rules

# `tuần thứ 2 tháng 12`: the number counts something else
_COUNTED_BEFORE = re.compile(r"(?<!\w)(?:thứ|lần|đợt|số|khóa|tuần|hơn|gần|sau)\s\Z", re.I)
_WEEKLY = re.compile(r"(?:hằng|hàng|mỗi|từng)\s(?:tuần|ngày|tháng)|định kỳ|thường xuyên", re.I)
_MANY_DAYS = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng|từng|các|những|mọi)\s(?:ngày|buổi|sáng|trưa|chiều|tối|đêm|tuần)(?!\w)", re.I
)
_SEVERAL_BEFORE = re.compile(r"(?<!\w)(?:mấy|những|các|bữa)\s\Z", re.I)  # `mấy hôm nay`
_SHIFTS = {"này": 0, "tới": 1, "sau": 1, "trước": -1}


def _day_in_words(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not month or (found["month"].lower() == "năm" and not found["prefix"]):
        return None  # `5 tháng năm 2022` counts months
    if not found["prefix"] and _COUNTED_BEFORE.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    if not found["prefix"] and not found["year"] and _counts_listed_months(found):
        return None
    lunar = found["month"].lower() in calendar_words().lunar_months or found["lunar"]
    if lunar:
        return LunarDay(int(found["day"]), month, full_year(found["year"]))
    if not found["prefix"] and (
        not int(found["day"]) or (not found["year"] and (month > 12 or int(found["day"]) > 31))
    ):
        return None
    return Day(int(found["day"]), month, full_year(found["year"]))


# what goes on behind `3 tháng 7`: `, 8, 9/2020`
_NEXT_MONTHS = re.compile(r"(?:\s?(?:,|và|-|&)\s?\d{1,2}(?!\d)(?!\s?(?:tháng|ngày))){1,11}")


def _counts_listed_months(found: re.Match[str]) -> bool:
    """`trong 3 tháng 7, 8, 9/2020`: so many months, which are listed, and no third of July."""
    following = _NEXT_MONTHS.match(found.string, found.end())
    return following is not None and len(re.findall(r"\d+", following[0])) + 1 == int(found["day"])


def _day_in_figures(found: re.Match[str]) -> Expression | None:
    day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
    if not found["prefix"] and (month > 12 or day > 31 or not day or not month):
        return None
    if found["lunar"]:
        return LunarDay(day, month, year)
    return Day(day, month, year)


def _day_span(found: re.Match[str]) -> Expression | None:
    """`05-07/3/2024`: days of one month."""
    first, last, month, year = int(found["first"]), int(found["last"]), int(found["month"]), full_year(found["year"])
    if not first < last or not Day(first, month, year).valid:
        return None
    if not found["prefix"] and year is None:
        before = found.string[max(0, found.start() - 24) : found.start()].lower()
        after = found.string[found.end() : found.end() + 24].lower()
        if not is_day_between(before, after, certain=before.endswith("(")):
            return None
    return Interval(Day(first, month, year), Day(last, month, year))


def _day_of_shifted_month(found: re.Match[str]) -> Expression | None:
    day = int(found["day"])
    return Shifted("month", _SHIFTS[found["which"].lower()], day=day) if 1 <= day <= 31 else None


def _weekday_of_week(found: re.Match[str]) -> Expression | None:
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    if weekday is None:
        return None
    return Shifted("week", _SHIFTS[found["which"].lower()] + (1 if found["again"] else 0), weekday=weekday)


def _weekday_ahead(found: re.Match[str]) -> Expression | None:
    """`xong trước thứ Sáu`: the first one from the document on."""
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    sentence = re.split(r"[.;\n]", found.string[max(0, found.start() - 200) : found.start()])[-1]
    if weekday is None or _WEEKLY.search(sentence):
        return None
    hour, minute = clock_of(found, "1")
    return Shifted("day", 0, weekday=weekday, hour=hour, minute=minute)


def _coming_weekday(found: re.Match[str]) -> Expression | None:
    """`thứ Tư tới`, `Chủ nhật này`: the first one from the document on; `tới` not on its own day."""
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    if weekday is None:
        return None
    return Shifted("day", 1 if found["which"].lower() == "tới" else 0, weekday=weekday)


def _today(found: re.Match[str]) -> Expression | None:
    words = " ".join(found.group().lower().split())
    if _SEVERAL_BEFORE.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    shift = {"qua": -1, "kia": -2, "mai": 1, "mốt": 2}.get(words.split()[-1], 0)
    return Shifted("day", 2 if words == "ngày kia" else shift)


def _clock_today(found: re.Match[str]) -> Expression | None:
    """`trước 22 giờ` without a day: the day of the document, unless the sentence speaks of many days."""
    view, start, end = found.string, max(0, found.start() - 120), found.end()
    before, after = view[start : found.start()], view[end : end + 80]
    if _MANY_DAYS.search(re.split(r"[.;\n]", before)[-1]) or _MANY_DAYS.search(re.split(r"[.;\n]", after)[0]):
        return None
    hour, minute = clock_of(found, "1")
    return Shifted("day", 0, hour=hour, minute=minute)


def _anaphor(found: re.Match[str]) -> Expression | None:
    return Anaphor()


def _clock_then(found: re.Match[str]) -> Expression | None:
    """`kết thúc lúc 22 giờ 50`: a day that was named before."""
    hour, minute = clock_of(found, "1")
    return Anaphor(hour, minute)


# a day, or the second one behind the dash of `12/3-30/4`
_START = r"(?:(?<![\w/.,-])|(?<=\d[/.]\d-)|(?<=\d[/.]\d\d-)|(?<=[/.]\d{4}-)(?=\d{1,2}[/.]\d))"
_PREFIX = rf"(?:(?P<prefix>ngày{GAP})|{_START})"


def _behind_bound() -> str:
    """Right behind a bound, or behind the part of the day that follows one: `muộn nhất là sáng thứ Năm`."""
    parts = ("", "sáng ", "trưa ", "chiều ", "tối ")
    bounds = [f"(?<={bound} {part})" for bound in ("trước", "nhất", "nhất là", "hạn") for part in parts]
    return f"(?:{'|'.join(bounds)})"


@cache
def day_rules() -> tuple[Rule, ...]:
    """The rules for days of the solar calendar, most certain first."""
    return (
        rule(
            "day.words",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\d/.:])){DAY_NUMBER}{GAP}(?:tây{BLANK})?tháng{GAP}(?P<month>{month_pattern()})"
            rf"(?:{GAP}[/,.-]?{GAP}(?:năm{GAP})?(?P<year>{YEAR})(?!/))?{LUNAR}",
            _day_in_words,
            50,
        ),
        rule(
            "day.figures",
            rf"{_PREFIX}{DAY_NUMBER}(?P<sep> ?/ ?| ?\. ?|-){MONTH_NUMBER}(?P=sep){GAP}(?P<year>{YEAR}|(?<=/)\d\d(?!\d))"
            rf"{FIGURES_END}{LUNAR}",
            _day_in_figures,
            50,
        ),
        # the separators of `30/6/ 2022` and `30 /6/2022` need not be alike
        rule(
            "day.figures_spaced",
            rf"{_PREFIX}{DAY_NUMBER}{GAP}/{GAP}{MONTH_NUMBER}{GAP}/{GAP}(?P<year>{YEAR})(?![/\w]){LUNAR}",
            _day_in_figures,
            49,
        ),
        rule(
            "day.figures_then_year",
            rf"{_PREFIX}{DAY_NUMBER}[/.-]{MONTH_NUMBER}{GAP},?{GAP}năm{GAP}(?P<year>{YEAR})(?![/\w]){LUNAR}",
            _day_in_figures,
            49,
        ),
        rule(
            "day.figures_month",
            # a full stop ends the sentence: `trước ngày 25.` above item 3
            rf"(?P<prefix>ngày{GAP}){DAY_NUMBER}(?:{GAP}[/-]{GAP}|\.){MONTH_NUMBER}(?P<year>){FIGURES_END}(?!%){LUNAR}",
            _day_in_figures,
            48,
        ),
        rule(
            "days",
            rf"(?<!\d:){_PREFIX}(?P<first>\d{{1,2}}){GAP}-{GAP}(?P<last>\d{{1,2}})/{MONTH_NUMBER}(?:/(?P<year>{YEAR}))?{FIGURES_END}(?!%)",
            _day_span,
            51,
        ),
        rule("day.bare", rf"{_START}{DAY_NUMBER}(?P<sep>[/.-]){MONTH_NUMBER}{FIGURES_END}(?!%){LUNAR}", bare_day, 40),
        rule(
            "day.month_shift",
            rf"(?:ngày{GAP}|(?<=trước )|(?<=chậm nhất )|(?<=muộn nhất )|(?<=nhất là )|(?<=hết )|(?<=hạn )|(?=m[ùồ]ng))"
            rf"(?:m[ùồ]ng{BLANK})?{DAY_NUMBER}{BLANK}(?:tây{BLANK})?tháng{BLANK}(?P<which>này|tới|sau|trước)",
            _day_of_shifted_month,
            48,
        ),
        rule(
            "day.weekday",
            rf"(?P<weekday>{WEEKDAY}){BLANK}tuần{BLANK}(?P<which>này|tới|sau|trước)(?P<again>(?<=sau){BLANK}nữa)?",
            _weekday_of_week,
            47,
        ),
        rule(
            "day.weekday_coming",
            rf"(?P<weekday>{WEEKDAY}){BLANK}(?P<which>tới|này)(?:{BLANK}đây)?{WORD_END}",
            _coming_weekday,
            47,
        ),
        rule(
            "day.weekday_ahead",
            rf"{_behind_bound()}"
            rf"(?:{clock_pattern('1')}{BLANK}(?:{PART_OF_DAY}{BLANK})?)?(?P<weekday>{WEEKDAY})"
            rf"{WORD_END}(?!{GAP}[,(]?{GAP}(?:ngày{GAP})?\d)"
            rf"(?!{BLANK}(?:tuần|hằng|hàng|mỗi|của|đầu|cuối|trong))",
            _weekday_ahead,
            46,
        ),
        rule(
            "day.today",
            rf"(?:(?:ngày{BLANK})?(?:hôm|bữa){BLANK}(?:nay|qua|kia)|ngày{BLANK}(?:mai|mốt)"
            rf"|(?<!một )(?<!vào )ngày{BLANK}kia|{PART_OF_DAY}{BLANK}(?:nay|mai|mốt|qua)){WORD_END}",
            _today,
            45,
        ),
        rule(
            "day.clock_only",
            r"(?:(?<=trước )|(?<=chậm nhất )|(?<=muộn nhất )|(?<=nhất là )|(?<=nhất vào )|(?<=nhất lúc ))"
            rf"{clock_pattern('1')}(?!{BLANK}(?:\d|mỗi|hằng|hàng|làm|(?:{PART_OF_DAY}{BLANK})?(?:ngày|m[ùồ]ng|rằm|\d)))"
            rf"(?!{BLANK}(?:{PART_OF_DAY}{BLANK})?{WEEKDAY})",
            _clock_today,
            44,
        ),
        rule(
            "day.clock_then",
            rf"(?:(?<=lúc )|(?<=hồi )){clock_pattern('1')}"
            rf"(?!{BLANK}(?:\d|mỗi|hằng|hàng|làm|ngày|hôm|cùng|sáng|trưa|chiều|tối|đêm))",
            _clock_then,
            44,
        ),
        # `- Chủ tịch: 14 giờ, họp …` of a timetable
        rule(
            "day.clock_opening",
            rf"(?:(?<=\n)|(?<=: )|(?<=- )){clock_pattern('1')}(?=,)(?!, ?\d)",
            _clock_then,
            7,
        ),
        rule("day.same", rf"cùng{BLANK}ngày(?!{GAP}\d)", _anaphor, 45),
        *spelt_rules(),
        *feast_rules(),
    )
