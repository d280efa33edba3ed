"""Periods on a command line: a month, quarter, half, year, or how long ago; values are ISO days."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any

import click

from extractor.cli.vietnamese import Day

Span = tuple[str, str]
"""The first and the last day."""

_AGO = re.compile(r"([0-9]{1,5})\s*(d|ngày|w|tuần|m|tháng)")
_DAYS = {"d": 1, "ngày": 1, "w": 7, "tuần": 7, "m": 30, "tháng": 30}
_YEAR = re.compile(r"([0-9]{4})")
_NAME = re.compile(r"^(?:QUÝ|QUÍ|QUY|THÁNG|THANG|NĂM|NAM)\s*")
_ROMAN = re.compile(r"^(I{1,3}|IV)(?=[-/. ])")  # `quý IV/2026`
_ORDINALS = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Part(click.ParamType[Any]):
    """A part of a year, named by its number and the year in either order: `2026-Q1`, `Q1/2026`, `quý I/2026`,
    `2026-03`, `tháng 3/2026`.
    """

    name = "kỳ"

    def __init__(self, letter: str, months: int, example: str) -> None:
        self.letter, self.months, self.example = letter, months, example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        if isinstance(value, tuple):
            return value
        mark = f"{self.letter}?"
        written = _ROMAN.sub(lambda m: str(_ORDINALS[m[1]]), _NAME.sub("", str(value).strip().upper()))
        match = re.fullmatch(rf"(?P<year>\d{{4}})[-/. ]?{mark}(?P<part>\d\d?)", written) or re.fullmatch(
            rf"{mark}(?P<part>\d\d?)[-/. ](?P<year>\d{{4}})", written
        )
        if match is not None and 1 <= int(match["part"]) <= 12 // self.months and int(match["year"]):
            return span_of(int(match["year"]), (int(match["part"]) - 1) * self.months + 1, self.months)
        return self.fail(f"“{value}” không phải là kỳ: viết như {self.example}.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self.example


class Year(click.ParamType[Any]):
    """A year of four digits."""

    name = "năm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        if isinstance(value, tuple):
            return value
        match = _YEAR.fullmatch(_NAME.sub("", str(value).strip().upper()))
        if match is not None and int(match[1]):
            return span_of(int(match[1]), 1, 12)
        return self.fail(f"“{value}” không phải là năm: viết như 2026.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "2026"


class Since(Day):
    """A day, or how long ago: `7d`, `2 tuần`. The value is an ISO date, or a number of days."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, int):
            return value
        match = _AGO.fullmatch(str(value).strip().lower())
        return int(match[1]) * _DAYS[match[2]] if match is not None else super().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "NGÀY|7 ngày"


def span_of(year: int, month: int, months: int) -> Span:
    """So many months of a year from a month on."""
    last = month + months - 1
    return date(year, month, 1).isoformat(), date(year, last, calendar.monthrange(year, last)[1]).isoformat()


def days_before(day: str, days: int) -> str:
    """The day so many days before; the first day there is where that is too far."""
    known = date.fromisoformat(day)
    return (known - timedelta(days=min(days, (known - date.min).days))).isoformat()
