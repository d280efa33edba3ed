"""Months and their parts: `tháng 9/2023`, `trung tuần tháng 9`, `10 ngày đầu tháng 7`, `tuần thứ 2 của tháng 12`."""

from __future__ import annotations

import re

from extractor.core.calendar import Expression, Stretch
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    MAYBE_YEAR,
    ROMAN_MONTH,
    YEAR,
    Rule,
    full_year,
    month_of,
    month_pattern,
    number_of,
    number_pattern,
    rule,
)

_TENS = {
    "đầu": (1, 10),
    "thượng": (1, 10),
    "giữa": (11, 20),
    "trung": (11, 20),
    "cuối": (21, 0),
    "hạ": (21, 0),
    "hết": (1, 0),
}
_BEFORE_BARE_MONTH = re.compile(r"(?:^|[\s(])(?:trước|đến|trong|vào|tới|hết|đầu|cuối|nhất|sau|từ|là)\s$|[(|]\s?$", re.I)
_AT_END = re.compile(r"\s?(?:[.,;:)\n]|\Z|(?:và|phải|để)(?!\w))")
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_lunar(found: re.Match[str]) -> bool:
    """`đầu tháng Chạp`: its days are not those of the solar month."""
    return found["month"].lower() in calendar_words().lunar_months


def _month(found: re.Match[str]) -> Expression | None:
    first = month_of(found["month"])
    last = month_of(found["last"]) if found["last"] else first
    if not 1 <= first <= 12 or last > 12:
        return None
    if _is_lunar(found):
        return None
    if found["month"] == "một" and not found["year"] and not _AT_END.match(found.string, found.end()):
        return None  # `họp tổ tháng một lần`
    if found.string[max(0, found.start() - 10) : found.start()].lower().endswith("cách mạng "):
        return None  # Cách mạng Tháng Tám
    return Stretch("month", first, last, year=full_year(found["year"]))


def _bare_month(found: re.Match[str]) -> Expression | None:
    """`12/2025` without `tháng`: a month only after a word of time, or alone in brackets or a cell."""
    if not _BEFORE_BARE_MONTH.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    month = int(found["month"])
    return Stretch("month", month, month, year=int(found["year"])) if 1 <= month <= 12 else None


def _part_of_month(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not 1 <= month <= 12 or _is_lunar(found):
        return None
    part = found["part"].lower().split()[0]
    first, last = _TENS[part]
    if "nửa" in found["part"].lower():
        first, last = (1, 15) if found["part"].lower().split()[1] == "đầu" else (16, 0)
    elif "tuần" in found["part"].lower() and part in ("đầu", "cuối"):
        first, last = (1, 7) if part == "đầu" else (21, 0)
    return Stretch(
        "part",
        month,
        month,
        first_day=first,
        last_day=last,
        year=full_year(found["year"]),
        open_start=found["part"].lower() in ("cuối", "hết"),
        vague=part in ("đầu", "giữa", "cuối"),  # the tens of a month have their days
    )


def _half_of_month(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not 1 <= month <= 12 or _is_lunar(found):
        return None
    first, last = (1, 15) if found["part"].lower() in ("đầu", "trước") else (16, 0)
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]), vague=True)


def _weeks_of_month(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not 1 <= month <= 12 or _is_lunar(found):
        return None
    count = number_of(found["count"]) if found["count"] else 1
    if not 1 <= count <= 4:
        return None
    last_part = found["part"].lower().startswith("cuối")
    first, last = (29 - 7 * count, 0) if last_part else (1, 7 * count)
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]), vague=True)


def _days_of_month(found: re.Match[str]) -> Expression | None:
    """`10 ngày đầu tháng 7/2021`, `15 ngày cuối tháng 9`."""
    month, count = month_of(found["month"]), number_of(found["count"] or "1")
    if not found["count"] and _SEVERAL_BEFORE.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    if not (1 <= month <= 12 and 1 <= count <= 28):
        return None
    length = LENGTHS[month - 1]
    first, last = (length + 1 - count, 0) if found["part"].lower() == "cuối" else (1, count)
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]))


def _rest_of_month(found: re.Match[str]) -> Expression | None:
    """`trong hai tuần còn lại của tháng 5`: up to its end."""
    month = month_of(found["month"])
    if not 1 <= month <= 12 or _is_lunar(found):
        return None
    return Stretch("month", month, month, year=full_year(found["year"]), open_start=True)


def _numbered_week_of_month(found: re.Match[str]) -> Expression | None:
    """`tuần thứ 2 của tháng 12`: days 8 to 14."""
    month, count = month_of(found["month"]), 4 if found["count"].lower() == "tư" else number_of(found["count"])
    if not (1 <= month <= 12 and 1 <= count <= 4):
        return None
    first, last = 7 * count - 6, 7 * count
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]), vague=True)


def _listed_months(found: re.Match[str]) -> Expression | None:
    months = [month_of(m) for m in re.findall(r"\d+|[IVX]+", found["months"])]
    if not all(1 <= m <= 12 for m in months) or months != list(range(months[0], months[-1] + 1)):
        return None
    return Stretch("months", months[0], months[-1], year=full_year(found["year"]))


_SEVERAL_BEFORE = re.compile(r"(?<!\w)(?:những|các|mấy|vài)\s\Z", re.I)
AND = rf"{GAP}(?:-|,|;|&|và|hoặc|\+){GAP}"


def month_rules() -> tuple[Rule, ...]:
    month, number = rf"(?P<month>{month_pattern()})", number_pattern()
    end = r"(?![/.]\d)"
    more = rf"(?:{AND}\d{{1,2}}(?!\d)(?!{GAP}(?:tháng|ngày|năm{BLANK}[a-zđ]))){{1,11}}"
    roman = rf"(?:{ROMAN_MONTH}|(?-i:[IVX])(?={AND}))"
    tens = rf"(?:thượng|trung|hạ){BLANK}tuần|đầu|giữa|cuối|hết"
    return (
        rule(
            "month",
            rf"tháng{GAP}{month}(?:{GAP}(?:-|đến){GAP}(?P<last>\d{{1,2}})(?=/))?{MAYBE_YEAR}{end}(?!{BLANK}tuổi)",
            _month,
            30,
        ),
        rule("month.plain_year", rf"tháng{GAP}{month}(?P<last>){BLANK}(?P<year>{YEAR}){end}", _month, 31),
        rule("month.short", rf"(?-i:T)(?P<month>\d{{1,2}})(?P<last>)[/.-](?P<year>{YEAR})(?![/\w])", _month, 30),
        rule(
            "month.list",
            rf"(?:(?:các|{number}){BLANK})?tháng{GAP}(?P<months>\d{{1,2}}{more}|{roman}(?:{AND}(?:tháng{BLANK})?{roman}){{1,11}}){MAYBE_YEAR}{end}"
            rf"(?!{BLANK}(?:xã|hộ|%|tỷ|triệu))",
            _listed_months,
            33,
        ),
        rule("month.bare", rf"(?<![\d/.,-])(?P<month>\d{{1,2}})/(?P<year>{YEAR})(?![/\w-])", _bare_month, 30),
        rule("month.part", rf"(?P<part>{tens}){BLANK}tháng{GAP}{month}{MAYBE_YEAR}{end}", _part_of_month, 35),
        rule(
            "month.half",
            rf"nửa{BLANK}(?P<part>đầu|cuối|sau|trước){BLANK}tháng{GAP}{month}{MAYBE_YEAR}",
            _half_of_month,
            36,
        ),
        rule(
            "month.days",
            rf"(?:(?P<count>{number}){GAP})?ngày{BLANK}(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?"
            rf"tháng{GAP}{month}{MAYBE_YEAR}{end}",
            _days_of_month,
            36,
        ),
        rule(
            "month.rest",
            rf"(?:(?:{number}|những|các){BLANK})?(?:ngày|tuần){BLANK}còn{BLANK}lại{BLANK}(?:(?:của|trong){BLANK})?"
            rf"tháng{GAP}{month}{MAYBE_YEAR}{end}",
            _rest_of_month,
            52,
        ),
        rule(
            "month.week",
            rf"tuần{BLANK}(?:thứ{BLANK})?(?P<count>{number}|tư){BLANK}(?:của{BLANK})?tháng{GAP}{month}{MAYBE_YEAR}",
            _numbered_week_of_month,
            51,
        ),
        rule(
            "month.weeks",
            rf"(?:(?P<count>{number}){BLANK})?tuần{BLANK}(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}"
            rf"(?:của{BLANK})?tháng{GAP}{month}{MAYBE_YEAR}",
            _weeks_of_month,
            36,
        ),
    )
