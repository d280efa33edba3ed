"""Filters inside a query: `từ:`, `đơn vị:`, `hạn:<30/6/2026`, `tiền:>5tỷ` and their English names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec

from extractor.core.query import Filters, Money, Range
from extractor.lexicon.search_words import Field, search_words, word_key

_DAY = re.compile(
    r"(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?|(\d{1,2})[/.-](\d{1,2})"
)
_AMOUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,15}){0,6})([^\W\d_]{0,6})")
_SIGN = re.compile(r"([<>]=?|=|từ|đến)?(.*)", re.DOTALL)


def read_filter(field: Field, value: str, today: str) -> Filters | None:
    """The filter alone; None where the value is not understood. `today`: ISO date, gives a year that is not typed."""
    if field in ("kind", "status"):
        return _named(field, value)
    if field in ("issued", "due"):
        days = read_days(value, today)
        return None if days is None else Filters(issued=days) if field == "issued" else Filters(due=days)
    if field == "money":
        money = read_money(value)
        return None if money is None else Filters(money=money)
    return msgspec.structs.replace(Filters(), **{field: (value,)}) if word_key(value) else None


def joined(first: Filters, second: Filters) -> Filters:
    """Both filters: of a list either value will do, of the others the second counts."""
    values: dict[str, Any] = {}
    for name in Filters.__struct_fields__:
        one, other = getattr(first, name), getattr(second, name)
        values[name] = one + tuple(v for v in other if v not in one) if isinstance(one, tuple) else other or one
    return Filters(**values)


def read_days(value: str, today: str) -> Range | None:
    """`2026`, `03/2026`, `12/3/2026`, `30/6` (of this year), `<…`, `>…`, `…..…` as first and last day, inclusive."""
    return _range(value, lambda text: _days(text, today), _day_before, _day_after)


def read_money(value: str) -> Money | None:
    """`>5tỷ`, `500tr..2tỷ`, `5.000.000`; a bare amount is the least, as one asks for what costs that much or more."""
    first, dots, last = value.partition("..")
    if dots:
        least, most = _amount(first), _amount(last)
        return (
            None if (first and least is None) or (last and most is None) or not (first or last) else Money(least, most)
        )
    match = _SIGN.fullmatch(value.strip())
    amount = _amount(match[2]) if match else None
    if match is None or amount is None:
        return None
    return Money(most=amount) if match[1] in ("<", "<=", "đến") else Money(least=amount)


def _named(field: Field, value: str) -> Filters | None:
    words = search_words()
    names = [word_key(part) for part in value.split(",") if word_key(part)]
    if field == "kind":
        kinds = tuple(words.kinds[name] for name in names if name in words.kinds)
        return Filters(kinds=kinds) if names and len(kinds) == len(names) else None
    statuses = tuple(words.statuses[name] for name in names if name in words.statuses)
    return Filters(statuses=statuses) if names and len(statuses) == len(names) else None


def _range(
    value: str,
    read: Callable[[str], tuple[str, str] | None],
    before: Callable[[str], str],
    after: Callable[[str], str],
) -> Range | None:
    first, dots, last = value.strip().partition("..")
    if dots:
        one, other = read(first), read(last)
        if (first and one is None) or (last and other is None) or not (one or other):
            return None
        return Range(one[0] if one else None, other[1] if other else None)
    match = _SIGN.fullmatch(first)
    days = read(match[2]) if match else None
    if match is None or days is None:
        return None
    ends = {
        "<": Range(None, before(days[0])), "<=": Range(None, days[1]), "đến": Range(None, days[1]),
        ">": Range(after(days[1]), None), ">=": Range(days[0], None), "từ": Range(days[0], None),
    }  # fmt: skip
    return ends.get(match[1] or "", Range(*days))


def _days(text: str, today: str) -> tuple[str, str] | None:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day, short_day, short_month = match.groups()
    if iso_year:
        year, month, day = iso_year, iso_month, iso_day
    elif short_day:
        year, month, day = today[:4] or "2000", short_month, short_day
    elif month is None and day is not None:  # `3/2026`: what stands before the year alone is the month
        month, day = day, None
    try:
        if month is None:
            return f"{int(year):04}-01-01", f"{int(year):04}-12-31"
        last = calendar.monthrange(int(year), int(month))[1]
        first = date(int(year), int(month), int(day) if day else 1)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return first.isoformat(), (first if day else first.replace(day=last)).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day > "0001-01-01" else day


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < "9999-12-31" else day


def _amount(text: str) -> float | None:
    match = _AMOUNT.fullmatch(text.strip().replace(" ", ""))
    if match is None:
        return None
    unit = search_words().amounts.get(word_key(match[2])) if match[2] else 1
    digits = match[1]
    parts = re.split(r"[.,]", digits)
    thousands = (
        len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and len({c for c in digits if c in ".,"}) == 1
    )
    if not thousands and len(parts) > 2:
        return None
    number = float("".join(parts)) if thousands else float(".".join(parts))
    return None if unit is None else number * unit
