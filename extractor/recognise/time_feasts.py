"""Days of the moon and feasts: `mùng 10 tháng 3 âm lịch`, `Tết Nguyên đán`, `Giỗ Tổ`."""

from __future__ import annotations

import re

from extractor.core.calendar import Day, Expression, LunarDay
from extractor.core.characters import UPPER
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    DAY_NUMBER,
    FIGURES_END,
    GAP,
    LUNAR,
    MONTH_NUMBER,
    WORD_END,
    YEAR,
    Rule,
    full_year,
    month_of,
    month_pattern,
    number_of,
    number_pattern,
    rule,
    words_pattern,
)


def _lunar_day(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    day = 15 if found["full"] else number_of(found["day"])
    if not month or not day:
        return None
    lunar = found["full"] or found["lunar"] or found["cycle"] or found["month"].lower() in _OF_THE_MOON
    if found["solar"] or not (lunar or _is_of_the_moon(found.string, found.start(), day, month)):
        return Day(day, month, full_year(found["year"]))
    return LunarDay(day, month, full_year(found["year"]), _cycle(found["cycle"]))


_OF_THE_MOON = ("giêng", "chạp")
# feasts that only the moon has: 3 March, 5 May, 10 March
_FEASTS_OF_THE_MOON = ((3, 3), (5, 5), (10, 3), (7, 7))
_ABOUT_THE_MOON = re.compile(
    r"(?<!\w)(?:lễ hội|hội làng|hội xuân|giỗ|cúng|lễ tế|rước|(?<!gia )đình(?! chỉ)|đền(?! bù)|chùa|miếu|âm lịch|tết"
    r"|con nước|triều cường)(?!\w)",
    re.I,
)


def _is_of_the_moon(view: str, start: int, day: int, month: int) -> bool:
    """Whether `mùng 8 tháng 4` is told by the moon: offices write it of the sun but for feasts."""
    around = re.split(r"[.;\n]", view[max(0, start - 80) : start])[-1] + view[start : start + 60]
    return (day, month) in _FEASTS_OF_THE_MOON or _ABOUT_THE_MOON.search(around) is not None


def _first_days_in_figures(found: re.Match[str]) -> Expression | None:
    """`mùng 4/9`, `mồng 1-6-2024`."""
    day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
    if not 1 <= day <= 10 or not 1 <= month <= 12:
        return None
    moon = found["lunar"] or (not year and _is_of_the_moon(found.string, found.start(), day, month))
    return LunarDay(day, month, year) if moon else Day(day, month, year)


def _new_year(found: re.Match[str]) -> Expression | None:
    return LunarDay(1, 1, full_year(found["year"]), _cycle(found["cycle"]))


def _day_of_tet(found: re.Match[str]) -> Expression | None:
    """`mùng 4 Tết`, `29 Tết`, `giao thừa Tết Quý Mão`: the days around the lunar new year."""
    cycle, year = _cycle(found["cycle"]), full_year(found["year"])
    if found["night"]:
        return LunarDay(30, 12, year, cycle, eve=True)
    day = number_of(found["day"])
    if found["first"]:
        return LunarDay(day, 1, year, cycle) if 1 <= day <= 10 else None
    return LunarDay(day, 12, year, cycle, eve=True) if 20 <= day <= 30 else None


def _solar_new_year(found: re.Match[str]) -> Expression | None:
    return Day(1, 1, full_year(found["year"]))


def _kings(found: re.Match[str]) -> Expression | None:
    return LunarDay(10, 3, full_year(found["year"]))


def _feast(found: re.Match[str]) -> Expression | None:
    words, name = calendar_words(), " ".join(found["feast"].lower().split())
    year = full_year(found["year"])
    if name in words.lunar_feasts:
        day, month = words.lunar_feasts[name]
        return LunarDay(day, month, year)
    day, month = words.feasts[name]
    return Day(day, month, year)


def _cycle(text: str | None) -> str | None:
    return " ".join(text.split()).title() if text else None


def feast_rules() -> tuple[Rule, ...]:
    words = calendar_words()
    cycle = (
        rf"(?P<cycle>(?:{words_pattern(words.cycle_stems)}){BLANK}(?:{words_pattern([*words.cycle_branches, 'Tị'])}))"
    )
    new_year = rf"Tết(?:{BLANK}(?:Nguyên{BLANK}đán|cổ{BLANK}truyền|âm{BLANK}lịch))"
    nameless = r"(?P<cycle>)(?P<year>)"
    others = rf"(?!{BLANK}(?:Dương|Trung|Đoan|độc|thiếu|Nguyên))"
    return (
        rule(
            "lunar.day",
            rf"(?:(?P<full>rằm)|(?:ngày{BLANK})?(?:mùng|mồng){BLANK}(?P<day>{number_pattern()})){BLANK}"
            rf"tháng{BLANK}(?P<month>{month_pattern()})(?:{GAP}\(?(?:(?P<lunar>âm{BLANK}lịch)|(?P<solar>dương{BLANK}lịch))\)?)?"
            rf"(?:{BLANK}(?:năm{BLANK})?(?:{cycle}|(?P<year>{YEAR})))?",
            _lunar_day,
            52,
        ),
        rule(
            "day.first_days",
            rf"(?:ngày{BLANK})?m[ùồ]ng{BLANK}{DAY_NUMBER}[/.-]{MONTH_NUMBER}(?:[/.-](?P<year>{YEAR}))?{FIGURES_END}{LUNAR}",
            _first_days_in_figures,
            52,
        ),
        rule(
            "lunar.new_year",
            rf"{new_year}?{GAP},?{GAP}(?:năm{BLANK})?(?:{cycle}(?:{GAP}-?{GAP}{YEAR})?|(?P<year>{YEAR}))",
            _new_year,
            52,
        ),
        rule(
            "lunar.around_new_year",
            rf"(?:(?:(?:đêm|ngày){BLANK})?(?P<night>giao{BLANK}thừa)(?:{BLANK}Tết)?"
            rf"|(?:(?:ngày|đêm|chiều|sáng){BLANK})?(?:(?P<first>mùng|mồng){BLANK})?(?P<day>{number_pattern()}){BLANK}Tết)"
            rf"(?:{BLANK}Nguyên{BLANK}đán|{BLANK}cổ{BLANK}truyền|{BLANK}âm{BLANK}lịch)?"
            rf"(?:{GAP},?{GAP}(?:năm{BLANK})?(?:{cycle}(?:{GAP}-?{GAP}{YEAR})?|(?P<year>{YEAR})))?{WORD_END}{others}",
            _day_of_tet,
            53,
        ),
        rule("lunar.new_year_next", new_year + nameless, _new_year, 51),
        # an order is due before it; `sau Tết`, `ngay từ trước Tết` tell loosely of the past
        rule(
            "lunar.new_year_bare",
            r"(?:(?<=trước )(?<!từ trước )|(?<=trước khi vào )|(?<=trước khi đến )|(?<=trước khi bước vào )"
            r"|(?<=trước lúc vào )"
            rf"|(?<=trước ngày )|(?<=trước dịp )|(?<=trước thềm ))Tết{nameless}{WORD_END}{others}"
            rf"(?!{BLANK}(?-i:[{UPPER}]))",  # `trước dịp Tết Chôl Chnăm Thmây`
            _new_year,
            51,
        ),
        rule(
            "new_year",
            rf"Tết{BLANK}Dương{BLANK}lịch(?:{GAP}(?:năm{GAP})?(?P<year>{YEAR}))?",
            _solar_new_year,
            51,
        ),
        # only behind a bound: elsewhere a feast names what is celebrated
        rule(
            "day.feast",
            r"(?:(?<=trước )|(?<=nhất )|(?<=nhất là )|(?<=trước dịp )|(?<=đúng )|(?<=đúng dịp )|(?<=kịp )"
            r"|(?<=kịp dịp ))"
            rf"(?:(?:ngày|đại{BLANK}lễ|lễ|tết|hội){BLANK}){{0,2}}"
            rf"(?P<feast>{words_pattern([*words.feasts, *words.lunar_feasts])})"
            rf"(?:{GAP},?{GAP}(?:năm{GAP})?(?P<year>{YEAR})|{BLANK}năm{BLANK}nay)?{WORD_END}"
            rf"(?!{GAP}[,(]?{GAP}(?:ngày{GAP})?\d)",
            _feast,
            52,
        ),
        rule(
            "lunar.kings",
            rf"(?:ngày{BLANK})?Giỗ{BLANK}Tổ(?:{BLANK}Hùng{BLANK}Vương)?(?:{GAP}(?:năm{GAP})?(?P<year>{YEAR}))?",
            _kings,
            51,
        ),
    )
