"""What stands behind a number: scale words, currency, percent sign, measure, counted noun, and the rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from extractor.core.characters import UPPER
from extractor.lexicon.number_words import number_words
from extractor.lexicon.units import currency_codes, longest_phrase, units
from extractor.recognise.figure_numbers import Numeral, read_numeral

_NEXT_WORD = re.compile(r"([ ]{0,3}(?:\n[ ]{0,3})?)([^\W\d_][\w²³'&]*|[%‰°µ$][^\W\d_]*)")
_PERCENT = re.compile(r"[ ]?(?:%|‰|phần trăm(?!\w)|phần nghìn(?!\w))")
_POINTS = re.compile(r"\s?(?:điểm phần trăm|điểm\s?%)")
_COMPOUND = re.compile(r"[ ](\d{1,3}(?:[.,]\d{1,3})?)[ ](triệu|nghìn|ngàn)(?!\w)")
_SHORT_MILLION = re.compile(r"tr(\d?)(?![^\W_])")
_MILLION = 10**6
_FULL_LINE = 50  # a line break inside a phrase is a wrap only where the line is about this long

_AFTER_NAME = re.compile(rf"(?<=\w )[{UPPER}][^\W\d_]* \Z")

UnitKind = Literal["money", "percent", "quantity"]


class Word(NamedTuple):
    start: int
    end: int
    text: str


_DOLLAR = re.compile(r"[ ]?(đô-la(?: Mỹ| Úc)?)(?!\w)")
_SCALE_AT_END = re.compile(r"(tỷ|tỉ|triệu|tr\d?|nghìn|ngàn)(?: rưỡi)?$")
_RATE = re.compile(r"[\w²³°µ]+/(?:giờ|h|s|l|c)(?!\w)")


class Unit(NamedTuple):
    """`name` as the record has it (ISO code for money), the span end, and whether it is a guess (`weak`)."""

    kind: UnitKind
    name: str
    end: int
    source: str
    weak: bool = False


@cache
def _phrases() -> frozenset[str]:
    return units().nouns | units().measures


def _wrapped(view: str, at: int) -> bool:
    """Whether the line break at `at` wraps a line of prose, told by the length of the line."""
    return at - (view.rfind("\n", max(0, at - _FULL_LINE - 1), at) + 1 or max(0, at - _FULL_LINE)) >= _FULL_LINE - 1


def words_from(view: str, at: int, limit: int, *, across_lines: bool = True) -> list[Word]:
    """Up to `limit` words from `at` on, parted by blanks alone; a wrapped line may lie between them."""
    return list(islice(_words(view, at, across_lines=across_lines), limit))


def _words(view: str, at: int, *, across_lines: bool = True) -> Iterator[Word]:
    begin = at
    while word := _NEXT_WORD.match(view, at):
        (start, end), (gap, text) = word.span(2), word.groups()
        if "\n" in gap and not (across_lines and _wrapped(view, view.index("\n", at))):
            return
        if end - start > 24 or (at > begin and start == at):
            return
        yield Word(start, end, text)
        at = end


def read_scales(view: str, numeral: Numeral) -> tuple[Decimal, int, bool]:
    """Value, end and whether a scale word was there: `28,757 tỷ`, `5 nghìn tỷ`, `1 tỷ 250 triệu`, `2 triệu rưỡi`."""
    scales, half = number_words().scales, number_words().half
    value, end, scale = numeral.value, numeral.end, 1
    short = _SHORT_MILLION.match(view, end)
    if short:  # `1tr5` is one and a half million
        return value * _MILLION + int(short.group(1) or 0) * _MILLION // 10, short.end(), True
    for word in islice(_words(view, end), 3):
        if word.text.lower() not in scales or (scale == 1 and word.text.lower() == "chục"):
            break
        scale, end = scale * scales[word.text.lower()], word.end
    if scale == 1:
        return value, end, False
    value *= scale
    following = words_from(view, end, 1)
    if following and following[0].text == half:
        return value + Decimal(scale) / 2, following[0].end, True
    rest = _COMPOUND.match(view, end)
    while rest and scales[rest.group(2)] < scale and not following:
        scale = scales[rest.group(2)]
        value += (read_numeral(rest.group(1)) or Decimal(0)) * scale
        end = rest.end()
        rest = _COMPOUND.match(view, end)
    return value, end, True


def read_unit(view: str, at: int, *, numeral: Numeral, has_scale: bool, rank: str | None) -> Unit | None:
    """The unit that begins at `at`.

    `rank` says what stood before the number: None, `weak` (a word that may number things: `tổ 3`), `strict`
    (one that always does: `khoản 3`), `time` (`năm 2022`), `dotted` (`phòng 2.1`, `đêm 12.9`) or `words` (the
    number is in words: lexicon only).
    """
    percent = _points_or_percent(view, at)
    if percent is not None:
        return percent
    glued = at < len(view) and not view[at].isspace()
    words = words_from(view, at, 8)
    if not words or (glued and words[0].start != at):
        return Unit("money", "VND", at, "elliptic", True) if _elliptic(view, at, numeral, rank) else None
    money = _money(view, at, words, numeral, has_scale)
    if money is not None:
        return money
    symbol = _symbol(view, words[0])
    if symbol is not None:
        return None if rank == "strict" and numeral.plain else symbol
    if glued:
        return None
    noun = _noun(view, words, numeral, rank)
    if noun is not None and noun.weak and _AFTER_NAME.search(view, max(0, numeral.start - 16), numeral.start):
        return None  # `Công ty Bình Minh 68 đưa`: the number is part of a name
    if (noun is None or noun.weak) and _elliptic(view, at, numeral, rank):
        return Unit("money", "VND", at, "elliptic", True)
    return noun


def _points_or_percent(view: str, at: int) -> Unit | None:
    points = _POINTS.match(view, at)
    if points:
        return Unit("percent", "điểm phần trăm", points.end(), "points")
    percent = _PERCENT.match(view, at)
    if percent:
        sign = percent.group().strip()
        return Unit("percent", "‰" if sign in ("‰", "phần nghìn") else "%", percent.end(), "sign")
    return None


def _money(view: str, at: int, words: list[Word], numeral: Numeral, has_scale: bool) -> Unit | None:
    codes = currency_codes()
    texts = [word.text for word in words]
    hyphened = _DOLLAR.match(view[at : at + 12])
    if hyphened:
        return Unit("money", codes[hyphened.group(1)], at + hyphened.end(), "currency")
    count = longest_phrase(codes, texts, 3)
    if not count:
        return None
    form, end = " ".join(texts[:count]), words[count - 1].end
    if form == "đồng":
        after = texts[1].lower() if len(texts) > 1 else ""
        if after in units().not_currency_after_dong:
            return None
    if form == "đ" and not has_scale and numeral.value < 100:
        return None
    return Unit("money", codes[form], end, "currency")


def _elliptic(view: str, at: int, numeral: Numeral, rank: str | None) -> bool:
    """`2.500 tỷ` without `đồng`, not followed by what it counts; thousands only in a rate (`500 nghìn/người`)."""
    if rank == "words":
        return False
    scale = _SCALE_AT_END.search(view[max(numeral.end, at - 11) : at])
    return scale is not None and (scale.group(1) not in ("nghìn", "ngàn") or view[at : at + 2].lstrip()[:1] == "/")


def _symbol(view: str, word: Word) -> Unit | None:
    """A symbol of measure, also glued to the number (`12ha`); `km/h` and `m3/s` keep their slash."""
    table = units().symbols
    slash = _RATE.match(view[word.start : word.start + 12])
    if slash and slash.group() in table:
        return Unit("quantity", slash.group(), word.start + slash.end(), "measure")
    if word.text in table:
        return Unit("quantity", word.text, word.end, "measure")
    return None


def _noun(view: str, words: list[Word], numeral: Numeral, rank: str | None) -> Unit | None:
    table = units()
    lows = [word.text.lower() for word in words]
    known = longest_phrase(_phrases(), lows)
    timed = longest_phrase(table.time_units, lows)
    if timed > known or (timed and timed == known):
        return _time_rate(view, words, timed) if rank is None else None
    if longest_phrase(table.set_units, lows) > known:
        return None
    if known == 1 and " ".join(lows[:2]) in _HALF_VERBS:
        return None  # `Bảng 2, Bảng 3 ban hành kèm theo …`
    if known:
        return _known_noun(view, words, known, numeral, rank)
    return _guessed_noun(words, numeral, rank)


def _time_rate(view: str, words: list[Word], count: int) -> Unit | None:
    """A span of time is a figure only in a rate: `05 ngày/đợt`."""
    if not re.match(r"\s?/\s?[^\W\d]", view[words[count - 1].end : words[count - 1].end + 4]):
        return None
    return Unit("quantity", " ".join(word.text for word in words[:count]), words[count - 1].end, "time_rate")


def _known_noun(view: str, words: list[Word], count: int, numeral: Numeral, rank: str | None) -> Unit | None:
    table = units()
    name = " ".join(word.text for word in words[:count])
    end = words[count - 1].end
    measure = name.lower() in table.measures
    if rank in ("strict", "time") and numeral.plain and not (measure and rank == "time"):
        return None
    if rank == "dotted" and not measure:
        return None
    named = len(words) > count and words[count].text[:1].isupper() and not words[count].text.isupper()
    if named and numeral.plain and name.lower() in table.admin_units and rank not in (None, "words"):
        return None
    if words[0].text[0].isupper() and re.match(r"\s\d", view[end : end + 2]):
        return None  # `khoản 1 Mục 7`
    if words[0].text[0].isupper() and (
        _starts_line(view, numeral.start)
        or (named and name.lower() in table.admin_units and not (rank is None and _follows_word(view, numeral.start)))
    ):
        return None  # `1 Phòng Nội vụ`: a row's number, but `với 50 Sở Giao thông vận tải`
    if numeral.plain and 1900 <= numeral.value <= 2100 and not numeral.padded and not _counted(view, numeral.start):
        return None
    return Unit("quantity", name, end, "measure" if measure else "noun")


def _guessed_noun(words: list[Word], numeral: Numeral, rank: str | None) -> Unit | None:
    """A lower-case word the lexicon does not know: a counted noun unless it is a word of grammar or a verb."""
    first = words[0]
    if rank is not None or not first.text.isalpha() or first.text != first.text.lower() or len(first.text) < 2:
        return None
    if first.text in units().not_nouns or (numeral.plain and (numeral.value > 9999 or 1900 <= numeral.value <= 2100)):
        return None
    return Unit("quantity", first.text, first.end, "guess", True)


_HALF_VERBS = frozenset(("ban hành", "phòng chống", "phòng ngừa"))  # whose first half is counted too


def _starts_line(view: str, start: int) -> bool:
    """Whether only blanks and marks of a list stand before `start` in its line, and the line is no wrapped one."""
    line = view.rfind("\n", max(0, start - 8), start)
    lead = view[line + 1 : start] if line >= 0 or start < 8 else view[start - 8 : start]
    if lead.strip(" -+*•(|"):
        return False
    return not (line > 0 and _wrapped(view, line))


def _follows_word(view: str, start: int) -> bool:
    """Whether a lower-case word stands right before, on the same line."""
    word = re.search(r"(?<!\w)(\w+) \Z", view[max(0, start - 12) : start])
    return word is not None and word[1].islower()


def _counted(view: str, start: int) -> bool:
    """Whether a number that looks like a year stands where a count does (`có 1998 hộ`)."""
    before = view[max(0, start - 16) : start].rstrip()
    if before.endswith((":", "(")):
        return True
    words = before.lower().split()
    return bool(words) and (words[-1] in units().counting or " ".join(words[-2:]) in units().counting)


def read_per(view: str, unit: Unit) -> tuple[str | None, int]:
    """What a rate is per, and the end of the span: `/xã`, `/người/năm`, `/ km2`."""
    table, parts, end = units(), [], unit.end
    for _ in range(2):
        slash = re.match(r"\s?/\s?", view[end : end + 3])
        if not slash or "\n" in slash.group():
            break
        words = words_from(view, end + slash.end(), 4, across_lines=False)
        if not words or words[0].start != end + slash.end():
            break
        lows = [word.text.lower() for word in words]
        if words[0].text in table.symbols:
            count = 1
        elif lows[0] in number_words().scales:
            count = min(2, len(words))  # `bác sĩ/vạn dân`
        else:
            count = max(longest_phrase(_phrases(), lows, 4), longest_phrase(table.time_units, lows, 2))
        if not count and (words[0].text in table.not_nouns or not words[0].text.islower()):
            break
        count = count or 1
        name = " ".join(word.text for word in words[:count])
        if unit.name.lower() in table.admin_units and name.lower() in table.admin_units:
            break  # `5 xã/thị trấn` names two sorts, no rate
        parts.append(name)
        end = words[count - 1].end
    return ("/".join(parts) or None), end
