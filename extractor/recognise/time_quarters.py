"""Quarters and their parts: `quý III/2023`, `Q3/2023`, `cuối quý II`, `tháng đầu quý IV`."""

from __future__ import annotations

import re

from extractor.core.calendar import Expression, Stretch
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import BLANK, GAP, OF_YEAR, YEAR, Rule, full_year, number_of, number_pattern, rule
from extractor.recognise.time_months import AND, LENGTHS


def _quarter(found: re.Match[str]) -> Expression | None:
    table = calendar_words().quarters
    first = table.get(found["quarter"].lower(), 0)
    last = table.get(found["last"].lower(), 0) if found["last"] else first
    if not 1 <= first <= last:
        return None
    return Stretch("quarter", 3 * first - 2, 3 * last, year=full_year(found["year"]))


def _part_of_quarter(found: re.Match[str]) -> Expression | None:
    quarter = calendar_words().quarters.get(found["quarter"].lower(), 0)
    if not quarter:
        return None
    first, last = 3 * quarter - 2, 3 * quarter
    part = found["part"].lower()
    if part in ("đầu", "giữa"):
        first = last = 3 * quarter - (2 if part == "đầu" else 1)
    return Stretch(
        "part", first, last, year=full_year(found["year"]), open_start=part in ("cuối", "hết"), vague=part != "hết"
    )


def _quarter_of_year(found: re.Match[str]) -> Expression | None:
    first = 1 if found["part"].lower() == "đầu" else 10
    year = full_year(found["year"])
    shift = 1 if (found["which"] or "").lower() in ("tới", "sau") else 0
    return Stretch("quarter", first, first + 2, year=year, year_shift=None if year else shift)


def _days_of_quarter(found: re.Match[str]) -> Expression | None:
    """`10 ngày đầu quý II/2024`, `tuần cuối năm 2025`: the first or last days of a longer stretch."""
    quarter = calendar_words().quarters.get((found["quarter"] or "").lower(), 0)
    months = (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)
    count = (number_of(found["count"]) if found["count"] else 1) * (7 if found["unit"].lower() == "tuần" else 1)
    if not 1 <= count <= 28:
        return None
    tail = found["part"].lower() == "cuối"
    month, year = months[1 if tail else 0], full_year(found["year"] or found["year2"])
    first, last = (LENGTHS[month - 1] + 1 - count, 0) if tail else (1, count)
    shift = None if year or quarter else 0
    return Stretch("part", month, month, first_day=first, last_day=last, year=year, year_shift=shift)


def _month_of_quarter(found: re.Match[str]) -> Expression | None:
    """`tháng đầu quý IV/2018`, `tháng cuối của quý II`."""
    quarter = calendar_words().quarters.get(found["quarter"].lower(), 0)
    if not quarter:
        return None
    month = 3 * quarter - {"đầu": 2, "giữa": 1}.get(found["part"].lower(), 0)
    return Stretch("month", month, month, year=full_year(found["year"]))


def _listed_quarters(found: re.Match[str]) -> Expression | None:
    table = calendar_words().quarters
    quarters = [
        table.get(q.lower(), 0) for q in re.findall(r"(?:IV|I{1,3}|[1-4])(?![A-Za-z\d])", found["quarters"], re.I)
    ]
    if not quarters or 0 in quarters or quarters != list(range(quarters[0], quarters[-1] + 1)):
        return None
    return Stretch("months", 3 * quarters[0] - 2, 3 * quarters[-1], year=full_year(found["year"]))


_QUARTER = r"(?:IV|I{1,3}|0?[1-4]|một|hai|ba|tư)(?![\w])"


def quarter_rules() -> tuple[Rule, ...]:
    several = rf"(?:(?:các|{number_pattern()}){BLANK})?"
    return (
        rule(
            "quarter",
            rf"quý{GAP}(?P<quarter>{_QUARTER})(?:{GAP}(?:-|đến){GAP}(?:quý{BLANK})?(?P<last>{_QUARTER}))?{OF_YEAR}",
            _quarter,
            32,
        ),
        rule(
            "quarter.short",
            rf"(?-i:Q)(?:\.{GAP})?(?P<quarter>0?[1-4]|(?-i:IV|I{{1,3}}))(?P<last>)"
            rf"(?:{GAP}[/.-]{GAP}|{BLANK}(?:năm{BLANK})?)(?P<year>{YEAR})",
            _quarter,
            32,
        ),
        # `Q.III phải xong`; `Q.3` is a district
        rule(
            "quarter.roman",
            r"(?-i:Q)\.? ?(?P<quarter>(?-i:IV|I{1,3}))(?P<last>)(?P<year>)(?!\w)(?![/.-]\d)",
            _quarter,
            31,
        ),
        rule(
            "quarter.list",
            rf"{several}quý{GAP}(?P<quarters>{_QUARTER}(?:{AND}{_QUARTER}){{1,3}}){OF_YEAR}",
            _listed_quarters,
            33,
        ),
        rule(
            "quarter.part",
            rf"(?P<part>đầu|giữa|cuối|hết){BLANK}quý{GAP}(?P<quarter>{_QUARTER}){OF_YEAR}",
            _part_of_quarter,
            35,
        ),
        rule(
            "quarter.month",
            rf"tháng{BLANK}(?P<part>đầu|giữa|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?"
            rf"quý{GAP}(?P<quarter>{_QUARTER}){OF_YEAR}",
            _month_of_quarter,
            36,
        ),
        # `quý đầu năm 2024`, `quý cuối năm nay`
        rule(
            "quarter.of_year",
            rf"quý{BLANK}(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?năm"
            rf"(?:{GAP}(?P<year>{YEAR})|{BLANK}(?P<which>nay|này|tới|sau))?(?!\w)(?!{BLANK}\d)",
            _quarter_of_year,
            36,
        ),
        rule(
            "quarter.days",
            rf"(?:(?P<count>{number_pattern()}){GAP})?(?P<unit>ngày|tuần){BLANK}(?P<part>đầu|cuối)"
            rf"(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?(?:quý{GAP}(?P<quarter>{_QUARTER}){OF_YEAR}"
            rf"|năm{GAP}(?P<year2>{YEAR}))",
            _days_of_quarter,
            51,
        ),
    )
