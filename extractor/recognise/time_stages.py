"""Stages of several years: `giai đoạn 2021-2025`, `nhiệm kỳ 2020 - 2025`, `năm học 2023-2024`, `các năm 2023, 2024`."""

from __future__ import annotations

import re

from extractor.core.calendar import Expression, Interval, SchoolYear, Stretch
from extractor.recognise.time_atoms import BLANK, GAP, YEAR, Rule, number_pattern, rule


def _years(found: re.Match[str]) -> Expression | None:
    first, last = int(found["first"]), int(found["last"])
    if len(found["last"]) == 2:
        last += first // 100 * 100
    if not first <= last <= first + 100:
        return None
    if found["school"]:
        return SchoolYear(first, last)
    if found["end"]:
        return Stretch("year", 1, 12, year=last, open_start=True)
    return Interval(Stretch("year", 1, 12, year=first), Stretch("year", 1, 12, year=last))


def _listed_years(found: re.Match[str]) -> Expression | None:
    years = [int(y) for y in re.findall(r"\d{4}", found["years"])]
    if years != list(range(years[0], years[-1] + 1)):
        return None
    return Interval(Stretch("year", 1, 12, year=years[0]), Stretch("year", 1, 12, year=years[-1]))


def stage_rules() -> tuple[Rule, ...]:
    stage = rf"(?:giai|gian|gia){BLANK}đoạn|nhiệm{BLANK}kỳ|thời{BLANK}kỳ|niên{BLANK}(?:độ|khóa|vụ)"
    counted = rf"(?:(?:{number_pattern()}){BLANK}|(?:trong{BLANK})?các{BLANK})?năm"
    return (
        rule(
            "years",
            rf"(?P<end>(?:cuối|hết){BLANK}(?=nhiệm|giai|thời|năm{BLANK}học))?"
            rf"(?:(?:{stage}){GAP}|(?P<school>năm{BLANK}học){GAP}|{counted}{GAP})(?:từ{GAP})?(?:năm{GAP})?(?P<first>{YEAR})"
            rf"{GAP}(?:-|đến|tới|/|~){GAP}(?:hết{BLANK})?(?:năm{GAP})?(?P<last>{YEAR}|\d\d(?![\d/.]))",
            _years,
            55,
        ),
        rule(
            "years.bare",
            rf"(?<![\w/.,-])(?:từ{BLANK})?(?P<first>{YEAR}) ?(?:-|đến) ?(?P<last>{YEAR})(?![/\w-])"
            r"(?P<school>)(?P<end>)",
            _years,
            15,
        ),
        rule(
            "years.list",
            rf"(?:(?:các|{number_pattern()}){BLANK})?năm{GAP}(?P<years>{YEAR}(?:{GAP}(?:,|;|và|&){GAP}{YEAR}){{1,9}})(?![/\w-])",
            _listed_years,
            54,
        ),
    )
