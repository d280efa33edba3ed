"""Days of a month in words: `hai mươi sáu tháng Ba`, `ngày mười chín tháng Năm`, `mùng năm tháng sau`."""

from __future__ import annotations

import re

from extractor.core.calendar import Day, Expression, LunarDay, Shifted
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    LUNAR,
    WORD_END,
    YEAR,
    Rule,
    day_of,
    day_words_pattern,
    full_year,
    month_of,
    month_pattern,
    rule,
)

# `đường Ba mươi tháng Tư`: a name
_NAMED = re.compile(
    r"(?<!\w)(?:đường|phố|trường|viên|chợ|cầu|bến|rạp|nhà\smáy|công\sty|bệnh\sviện|đoàn|xóm|thôn|làng|phong\strào)\s\Z",
    re.I,
)
_BOUND = re.compile(r"(?<!\w)(?:trước|nhất|đến|tới|hết|vào|hạn|là|đúng|kịp|từ|sáng|trưa|chiều|tối|đêm)\s\Z", re.I)
_TURNS = re.compile(r"\s(?:lần|lượt|ngày|tuần|kỳ|tuổi)(?!\w)", re.I)
_SHIFTS = {"này": 0, "tới": 1, "sau": 1, "trước": -1}


def _is_day(found: re.Match[str]) -> bool:
    """Whether a day is meant, and no number of months: `mười hai tháng một lần`, `hai mươi tháng ba`."""
    before = found.string[max(0, found.start() - 12) : found.start()]
    if _NAMED.search(before) or _TURNS.match(found.string, found.end()):
        return False
    if found["prefix"]:
        return True
    named = found["month"][0].isupper() or found["month"].isdigit() or bool(found["year"])
    several = " " in found["day"].strip()
    return several and (named or _BOUND.search(before) is not None)


def _spelt_day(found: re.Match[str]) -> Expression | None:
    day, month = day_of(found["day"]), month_of(found["month"])
    if not _is_day(found) or not 1 <= month <= 12:
        return None
    if found["prefix"] and found["prefix"][0] in "mM" and day > 10:
        return None
    if found["lunar"] or found["month"].lower() in calendar_words().lunar_months:
        return LunarDay(day, month, full_year(found["year"]))
    expression = Day(day, month, full_year(found["year"]))
    return expression if expression.valid else None


def _spelt_day_of_shifted_month(found: re.Match[str]) -> Expression | None:
    return Shifted("month", _SHIFTS[found["which"].lower()], day=day_of(found["day"]))


def spelt_rules() -> tuple[Rule, ...]:
    """Rules for days whose number is written out."""
    day = rf"(?P<day>{day_words_pattern()})"
    first = rf"ngày{BLANK}|m[ùồ]ng{BLANK}"
    return (
        rule(
            "day.spelt",
            rf"(?P<prefix>{first})?{day}{BLANK}(?:tây{BLANK})?tháng{GAP}(?P<month>{month_pattern()})"
            rf"(?:{GAP}[/,.-]?{GAP}(?:năm{GAP})?(?P<year>{YEAR})(?!/))?{LUNAR}",
            _spelt_day,
            50,
        ),
        rule(
            "day.spelt_month_shift",
            rf"(?:{first}|(?<=trước )|(?<=chậm nhất )|(?<=muộn nhất )|(?<=nhất là )|(?<=hết ))"
            rf"{day}{BLANK}(?:tây{BLANK})?tháng{BLANK}(?P<which>này|tới|sau|trước){WORD_END}",
            _spelt_day_of_shifted_month,
            48,
        ),
    )
