"""Figures: every quantity the text states about the world.

`find_figures` walks over the numbers from left to right. Each is read as range, ratio or single amount with the unit
that follows it; what stands before it may rule it out (ranks, dates, names) or give the comparator.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractor.core.mentions import FigureMention
from extractor.core.record import FigureKind
from extractor.lexicon.number_words import read_number_words
from extractor.lexicon.units import units
from extractor.recognise.figure_context import (
    comparator_before,
    comparator_behind,
    in_name_or_code,
    is_set_phrase,
    looks_like_date,
    looks_like_scale,
    looks_like_telephone,
    rank_before,
)
from extractor.recognise.figure_numbers import Numeral, find_numerals, scaled
from extractor.recognise.figure_units import Unit, read_per, read_scales, read_unit, words_from
from extractor.recognise.tokens import opened_by

_RANGE_SIGN = re.compile(r"\s?(?:[-÷~]|đến|tới)\s?(?:\n\s?)?")
_SLASH = re.compile(r"\s?/\s?")
_OUT_OF = re.compile(r"\s(?:trên(?: tổng)?(?: số)?|trong(?: tổng)? số)\s")
_IN_WORDS = re.compile(r"\s?\(([^()\d]{2,60})\)")
_DOTTED_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_NUMBER_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_WORD_NUMBER = re.compile(rf"(?<![\w-])(?:{'|'.join((*_NUMBER_WORDS, *map(str.capitalize, _NUMBER_WORDS)))})(?![\w-])")


class Amount(NamedTuple):
    """A number with its scale words and, where one follows, its unit."""

    start: int
    end: int
    value: Decimal
    unit: Unit | None
    numeral: Numeral
    scaled: bool


def find_figures(view: str) -> list[FigureMention]:
    """All figures of a matching view in order of their spans, which do not overlap."""
    numerals = find_numerals(view)
    starts = {numeral.start: index for index, numeral in enumerate(numerals)}
    found: list[FigureMention] = []
    previous_rank: str | None = None
    for index, numeral in enumerate(numerals):
        if found and numeral.start < found[-1].end:
            continue
        figure, previous_rank = _figure_at(view, numerals, starts, index, previous_rank)
        if figure is not None:
            found.append(figure)
    return sorted(found + _figures_in_words(view, found), key=lambda figure: figure.start)


def _figure_at(
    view: str, numerals: list[Numeral], starts: dict[int, int], index: int, previous_rank: str | None
) -> tuple[FigureMention | None, str | None]:
    """The figure that begins with a numeral, and else its rank, so that the whole of `lần 1, 2` stays one."""
    numeral = numerals[index]
    if in_name_or_code(view, numeral.start, numeral.end) or looks_like_telephone(view, numeral):
        return None, None
    rank = rank_before(view, numeral)
    if previous_rank and index > 0 and _only_joins(view[numerals[index - 1].end : numeral.start]):
        rank = "weak" if previous_rank == "time" else "strict"
    for reader in (_read_ratio, _read_range, _read_single):
        figure = reader(view, numerals, starts, index, rank)
        if figure is not None:
            return figure, None
    return None, rank


def _only_joins(between: str) -> bool:
    return len(between) <= 6 and re.fullmatch(r"\s*(?:[,&/-]|và|hoặc|đến)\s*", between) is not None


@lru_cache(maxsize=8)  # each reader of a numeral asks for it
def _amount(view: str, numeral: Numeral, rank: str | None) -> Amount:
    """The number with its scale words (`1 tỷ 250 triệu`) and the unit behind them."""
    value, end, has_scale = read_scales(view, numeral)
    words = _IN_WORDS.match(view, end)
    if words and read_number_words(words.group(1).lower().split()):
        end = words.end()  # `05 (năm) dự án`: the words repeat the number
    unit = read_unit(view, end, numeral=numeral, has_scale=has_scale, rank=rank)
    if unit is not None and unit.kind == "percent" and not numeral.plain and value >= 1000:
        value = Decimal(view[numeral.start : numeral.end].replace(",", ""))  # `3.125%` is no thousand
    return Amount(numeral.start, unit.end if unit else end, value, unit, numeral, has_scale)


def _build(view: str, kind: FigureKind, amount: Amount, unit: Unit, rule: str, **more: object) -> FigureMention:
    """A mention with its rate and comparator; `more` sets `max` and `total`."""
    per, end = read_per(view, unit)
    return FigureMention(
        kind=kind,
        start=amount.start,
        end=end,
        rule=rule,
        value=scaled(amount.value),
        unit=unit.name,
        per=per,
        comparator=comparator_behind(view, amount.start, end) or comparator_before(view, amount.start, unit.kind),
        **more,  # type: ignore[arg-type]
    )


def _read_single(
    view: str, numerals: list[Numeral], starts: dict[int, int], index: int, rank: str | None
) -> FigureMention | None:
    amount = _amount(view, numerals[index], rank)
    unit = amount.unit
    if unit is None or is_set_phrase(view, amount.start, unit) or (unit.weak and _is_dotted_day(view, amount)):
        return None
    return _build(view, unit.kind, amount, unit, f"figure.{unit.kind}.{unit.source}")


def _is_dotted_day(view: str, amount: Amount) -> bool:
    """`đến 31.10 tình hình`: day and month, not a decimal, which a comma parts."""
    return _DOTTED_DAY.fullmatch(view, amount.numeral.start, amount.numeral.end) is not None


def _read_range(
    view: str, numerals: list[Numeral], starts: dict[int, int], index: int, rank: str | None
) -> FigureMention | None:
    """`5 - 7%`, `2,5 - 5,5 tỷ đồng/xã`, `từ 300 triệu đến 350 triệu đồng`: unit and scale are shared."""
    low = _amount(view, numerals[index], rank)
    bare_end = low.end if low.unit else read_scales(view, low.numeral)[1]
    sign = _RANGE_SIGN.match(view, bare_end)
    following = starts.get(sign.end()) if sign else None
    if following is None:
        return None
    high = _amount(view, numerals[following], rank)
    unit = high.unit
    if unit is None or is_set_phrase(view, high.start, unit):
        return None
    if low.unit is not None and (low.unit.kind, low.unit.name) != (unit.kind, unit.name):
        return None
    value = low.value
    if high.scaled and not low.scaled and low.unit is None and high.numeral.value:
        value = low.value * (high.value / high.numeral.value)
    if value >= high.value or (low.numeral.plain and high.numeral.plain and 1900 <= low.value <= 2100 and unit.weak):
        return None
    return _build(view, unit.kind, low._replace(value=value), unit, f"figure.{unit.kind}.range", max=scaled(high.value))


def _read_ratio(
    view: str, numerals: list[Numeral], starts: dict[int, int], index: int, rank: str | None
) -> FigureMention | None:
    """`285/415 hộ`, `12 trên 15 xã`, `12 xã/15 xã`: value of total. Dates and map scales look the same."""
    part = numerals[index]
    sign = _SLASH.match(view, part.end)
    following = starts.get(sign.end()) if sign else None
    spelled = _OUT_OF.match(view, part.end) if following is None else None
    if spelled is not None:
        following = starts.get(spelled.end())
    if following is None:
        return _read_ratio_of_amounts(view, numerals, starts, index, rank)
    whole = numerals[following]
    _, end, has_scale = read_scales(view, whole)
    if view[whole.end : whole.end + 1] == "/" and view[whole.end + 1 : whole.end + 2].isdigit():
        return None
    unit = read_unit(view, end, numeral=whole, has_scale=has_scale, rank=rank)
    if unit is None or unit.kind == "percent" or whole.value == 0 or is_set_phrase(view, part.start, unit):
        return None
    if spelled is None and (looks_like_scale(view, part, whole) or looks_like_date(view, part, whole, unit)):
        return None
    amount = Amount(part.start, unit.end, part.value, unit, part, has_scale)
    if unit.kind == "money":
        unit = unit._replace(name=view[whole.end : unit.end].strip())
    return _build(view, "ratio", amount, unit, "figure.ratio", total=scaled(whole.value))


def _read_ratio_of_amounts(
    view: str, numerals: list[Numeral], starts: dict[int, int], index: int, rank: str | None
) -> FigureMention | None:
    """`12 xã/15 xã`, `45 tỷ đồng/60 tỷ đồng` stays two: only counted nouns make a ratio."""
    part = _amount(view, numerals[index], rank)
    sign = _SLASH.match(view, part.end) if part.unit else None
    following = starts.get(sign.end()) if sign else None
    if following is None or part.unit is None or part.unit.kind != "quantity":
        return None
    whole = _amount(view, numerals[following], rank)
    if whole.unit is None or whole.unit.name != part.unit.name:
        return None
    return _build(view, "ratio", part, whole.unit, "figure.ratio.pair", total=scaled(whole.value))


def _figures_in_words(view: str, taken: list[FigureMention]) -> list[FigureMention]:
    """`hai bộ`, `ba mươi dự án`, `một trăm triệu đồng`: only with a unit of the lexicon, never `một` as an article."""
    found: list[FigureMention] = []
    ends = iter(taken)
    busy = next(ends, None)
    last = 0
    for match in opened_by(frozenset(_NUMBER_WORDS), _WORD_NUMBER, view):
        if match.start() < last:
            continue
        while busy is not None and busy.end <= match.start():
            busy = next(ends, None)
        if busy is not None and busy.start <= match.start():
            continue
        figure, last = _word_figure(view, match.start())
        if figure is not None:
            found.append(figure)
    return found


def _word_figure(view: str, start: int) -> tuple[FigureMention | None, int]:
    """The figure whose number is written in words at `start`, and where to go on looking."""
    words = words_from(view, start, 14, across_lines=False)
    read = read_number_words([word.text.lower() for word in words])
    if read is None:
        return None, start + 1
    value, count = read
    end = words[count - 1].end
    numeral = Numeral(start, end, value, True, False)
    unit = read_unit(view, end, numeral=numeral, has_scale=value >= 1000, rank="words")
    if unit is None or _in_words_for_digits(view, start) or _is_name(view, start, end):
        return None, end
    if (
        (unit.kind == "quantity" and rank_before(view, numeral) in ("strict", "time"))
        or in_name_or_code(view, start, end)
        or is_set_phrase(view, start, unit)
    ):
        return None, end
    if count == 1 and unit.kind == "quantity" and not _definite(view, start, words[0].text.lower(), unit.name):
        return None, end
    figure = _build(
        view, unit.kind, Amount(start, unit.end, value, unit, numeral, False), unit, f"figure.{unit.kind}.words"
    )
    return figure, figure.end


def _is_name(view: str, start: int, end: int) -> bool:
    """`Ba Bể`, `Năm Căn`, `Bảy Núi`: number and noun both in capitals; `Hai Bộ` and `Ba Xã` count bodies."""
    following = words_from(view, end, 1)
    noun = following[0].text if following else ""
    return view[start].isupper() and noun.istitle() and noun.lower() not in units().admin_units


def _definite(view: str, start: int, word: str, unit: str) -> bool:
    """Whether a single word counts: `ba dự án` does, `một` as an article, `năm` as year and `hai bên` do not."""
    if unit.lower() in units().number_word_nouns_off:
        return False
    if word == "một":
        return comparator_before(view, start, "quantity") in (">=", "<=")
    return word != "năm" or _FIVE.search(view[max(0, start - 12) : start]) is not None


# Words after which `năm` can only be five.
_FIVE = re.compile(r"(?:\b[Cc]ả|\b[Gg]ồm|\b[Đđ]ủ|tất cả|bao gồm)\s$")
_SPELLED_OUT = re.compile(r"(?:bằng chữ|viết bằng chữ):?\s*$|(?:\d|đồng|USD)\s?\([^()]{0,12}$", re.I)


def _in_words_for_digits(view: str, start: int) -> bool:
    """Whether the words repeat a figure: `(Bằng chữ: …)`, or in brackets right behind it."""
    return _SPELLED_OUT.search(view[max(0, start - 24) : start]) is not None
