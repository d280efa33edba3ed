"""Numbers written in words: `hai mươi lăm`, `ba trăm linh năm nghìn tỷ`, `một triệu rưỡi`.

Source of the grammar: `data/number_words.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class NumberWords(msgspec.Struct, frozen=True):
    """The table: words of digits, tens, hundreds and scales."""

    digits: dict[str, int]
    ten: str
    tens: tuple[str, ...]
    hundred: str
    fillers: tuple[str, ...]
    half: str
    comma: str
    scales: dict[str, int]


@cache
def number_words() -> NumberWords:
    """The checked table of `data/number_words.json`."""
    return load_json("number_words.json", NumberWords)


_BILLION = 10**9


def _digit(words: Sequence[str], at: int) -> int | None:
    return number_words().digits.get(words[at]) if at < len(words) else None


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Value and position after it of `mười lăm`, `hai mươi`, `hai mươi tư`, `bảy`."""
    table = number_words()
    if at >= len(words):
        return None
    if words[at] == table.ten:
        unit = _digit(words, at + 1)
        if unit and words[at + 1] not in ("mốt", "tư"):
            return 10 + unit, at + 2
        return 10, at + 1
    digit = _digit(words, at)
    if digit is None or words[at] in ("mốt", "lăm", "nhăm"):
        return None
    if digit and at + 1 < len(words) and words[at + 1] in table.tens:
        unit = _digit(words, at + 2)
        return (digit * 10 + unit, at + 3) if unit else (digit * 10, at + 2)
    return digit, at + 1


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    table = number_words()
    digit = _digit(words, at)
    if digit is None or at + 1 >= len(words) or words[at + 1] != table.hundred:
        return _below_hundred(words, at)
    value, at = digit * 100, at + 2
    if at < len(words) and words[at] in table.fillers:
        unit = _digit(words, at + 1)
        return (value + unit, at + 2) if unit else (value, at)
    rest = _below_hundred(words, at)
    return (value + rest[0], rest[1]) if rest else (value, at)


def read_scale(words: Sequence[str], at: int = 0) -> tuple[int, int]:
    """Product of the scale words from `at` on (`nghìn tỷ` is 10**12) and the position after them; 1 if none."""
    scales = number_words().scales
    scale = 1
    while at < len(words) and words[at] in scales:
        scale, at = scale * scales[words[at]], at + 1
    return scale, at


def read_number_words(words: Sequence[str]) -> tuple[Decimal, int] | None:
    """Value of the longest number at the head of lower-case `words`, and how many words it takes."""
    table = number_words()
    total, part, at, last_scale = Decimal(0), Decimal(0), 0, 0
    while True:
        group = _below_thousand(words, at)
        if group is None:
            break
        value, after = _with_decimal(words, group)
        scale, after = read_scale(words, after)
        if last_scale and scale >= last_scale:
            if scale != _BILLION or last_scale > _BILLION:
                break
            total, part = total + (part + value) * scale, Decimal(0)  # `một nghìn hai trăm tỷ`
        elif scale >= _BILLION:
            total += value * scale
        else:
            part += value * scale
        at, last_scale = after, scale if scale < _BILLION else _BILLION
        if scale > 1 and at < len(words) and words[at] == table.half:
            return total + part + Decimal(scale) / 2, at + 1
        if scale == 1:
            break
    return (total + part, at) if at else None


def _with_decimal(words: Sequence[str], group: tuple[int, int]) -> tuple[Decimal, int]:
    """`hai phẩy năm`: one decimal place may follow."""
    value, after = Decimal(group[0]), group[1]
    if after + 1 < len(words) and words[after] == number_words().comma:
        tenth = _digit(words, after + 1)
        if tenth is not None:
            return value + Decimal(tenth) / 10, after + 2
    return value, after
