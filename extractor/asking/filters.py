"""Filters inside a query: `từ:`, `đơn vị:`, `hạn:<30/6/2026`, `tiền:>5tỷ` and their English names."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from extractor.asking.days import read_days
from extractor.core.characters import without_marks
from extractor.core.query import Filters, Money
from extractor.lexicon.search_words import Field, search_words, word_key

_AMOUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,15}){0,6})([^\W\d_]{0,6})")
_SIGN = re.compile(r"([<>]=?|=)?(.*)", re.DOTALL)
_FROM_TO = re.compile(r"tu (.{1,30}?) den (.{1,30})")
_WORDS = (("tren ", ">"), ("hon ", ">"), ("tu ", ">"), ("duoi ", "<"), ("den ", "<"), ("khong qua ", "<"))


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


def read_money(value: str) -> Money | None:
    """`>5tỷ`, `trên 5 tỷ`, `500tr..2tỷ`, `từ 500 triệu đến 2 tỷ`, `5.000.000`.

    A bare amount is the least, as one asks for what costs that much or more.
    """
    value = " ".join(without_marks(value).lower().split())
    if both := _FROM_TO.fullmatch(value):
        value = f"{both[1]}..{both[2]}"
    for word, sign in _WORDS:
        if value.startswith(word):
            value = sign + value.removeprefix(word)
            break
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
    return Money(most=amount) if match[1] in ("<", "<=") else Money(least=amount)


def _named(field: Field, value: str) -> Filters | None:
    words = search_words()
    names = [word_key(part) for part in value.split(",") if word_key(part)]
    if field == "kind":
        kinds = tuple(words.kinds[name] for name in names if name in words.kinds)
        return Filters(kinds=kinds) if names and len(kinds) == len(names) else None
    statuses = tuple(words.statuses[name] for name in names if name in words.statuses)
    return Filters(statuses=statuses) if names and len(statuses) == len(names) else None


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
