"""The body that a letterhead names, in full.

A letterhead spreads a name over lines: `UBND TỈNH A` / `VĂN PHÒNG` is the office of that committee, `UBND TỈNH A` /
`SỞ Y TẾ` the department of that province, `ĐẢNG BỘ TỈNH A` / `TỈNH ỦY` the committee of that province.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.assemble.findings import Findings
from extractor.lexicon.admin_units import upper_units
from extractor.lexicon.official_form import official_form
from extractor.lexicon.orders import one_of
from extractor.structure.spans import Span

_WORD = re.compile(r"\S+")
_LONGEST_NAME = 5  # words of a place name
_MARKS = " *|_-"
_PROVINCES = ("TỈNH", "THÀNH")  # first words of the levels and committees of a province


class Word(msgspec.Struct, frozen=True):
    """A word as it is compared (in capitals, tones levelled) and as it is written."""

    key: str
    written: str


class Named(msgspec.Struct, frozen=True):
    """A body as words, and where it is named."""

    words: tuple[Word, ...]
    span: Span

    @property
    def name(self) -> str:
        return " ".join(word.written for word in self.words)


def words_in(found: Findings, start: int, end: int) -> tuple[Word, ...]:
    """The words of a stretch of the text."""
    said = list(_WORD.finditer(found.view, start, end))
    words = []
    for nth, m in enumerate(said):
        marks = "" if m.group() == "-" and 0 < nth < len(said) - 1 else _MARKS  # `BÀ RỊA - VŨNG TÀU`
        if m.group().strip(marks):
            words.append(Word(m.group().upper().strip(marks), found.text[m.start() : m.end()].strip(marks)))
    return tuple(words)


def letterhead_body(found: Findings) -> Named | None:
    """The lowest body of the letterhead, with what the lines above add to its name."""
    lines = found.head.letterhead
    if not lines:
        return None
    last = _first_line_of_body(found, len(lines) - 1)
    own = _body(found, lines[last:])
    if last == 0:
        return _with_place_of_issue(found, own)
    above = _body(found, lines[_first_line_of_body(found, last - 1) : last])
    return _with_place_of_issue(found, _completed(own, above))


def area_behind(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Level and name of the area that a body belongs to: `TỈNH HÒA BÌNH`; of `TỈNH ỦY SÓC TRĂNG` the name alone."""
    for at in range(len(words)):
        level = _level_at(words, at)
        if level and at + level < len(words):
            if words[at + level].key == "ỦY":
                return words[at + level + 1 :]
            return words[at:]
    for size in range(min(_LONGEST_NAME, len(words) - 1), 1, -1):
        if upper_units(" ".join(word.key for word in words[-size:])):
            return words[-size:]
    return ()


def in_small_letters(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Area words as they stand in a sentence (`PHƯỜNG HÒA KHÁNH` → `phường Hòa Khánh`)."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        size = _level_at(words, at)
        taken = words[at : at + size] if size else words[at : at + 1]
        change = str.lower if size else str.title
        out += [Word(word.key, change(word.written) if word.written.isupper() else word.written) for word in taken]
        at += len(taken)
    return tuple(out)


def is_committee(words: tuple[Word, ...]) -> bool:
    """Whether it is a committee of the Party."""
    return _starts(words, official_form().committees) > 0


def _first_line_of_body(found: Findings, last: int) -> int:
    """The line at or above `last` where the body's name begins."""
    lines = found.head.letterhead
    texts = [found.view[start:end].strip(" *") for start, end in lines]
    while last > 0 and not _issuer().match(texts[last]):
        last -= 1
    # a first line that breaks off (`VĂN PHÒNG` / `ỦY BAN NHÂN DÂN`) belongs to the name
    while last > 0 and _broken_off().fullmatch(texts[last - 1]):
        last -= 1
    return last


def _body(found: Findings, lines: tuple[Span, ...]) -> Named:
    words = tuple(word for line in lines for word in words_in(found, *line))
    if words and (full := official_form().written_out.get(words[0].key)):
        words = (*(Word(part, part) for part in full.split()), *words[1:])
    return Named(words, (lines[0][0], lines[-1][1]))


def _completed(own: Named, above: Named) -> Named:
    """`own` with the body or the area above it, where its own words do not tell whose it is."""
    keys = [word.key for word in own.words]
    area = area_behind(above.words)
    whole = (above.span[0], own.span[1])
    if _is(keys, official_form().organs) and not (area and _is_department(own) and not is_committee(above.words)):
        return Named((*own.words, *above.words), whole)
    if not area or _tells_area(own, area):
        return own
    named = area[_level_at(area, 0) :]
    if _ends_in_level(own.words) or _is(keys, official_form().committees):
        level = keys[-_ends_in_level(own.words)] if _ends_in_level(own.words) else keys[0]
        same = area[0].key == level if _level_at(area, 0) else level in _PROVINCES
        return Named((*own.words, *named), whole) if same else own
    if _is_department(own) and _level_at(area, 0) and not is_committee(above.words):
        return Named((*own.words, *area), whole)
    return own


def _with_place_of_issue(found: Findings, own: Named) -> Named:
    """A name that breaks off at its level (`BỆNH VIỆN ĐA KHOA TỈNH`) goes on with the place of the date line."""
    bare = _ends_in_level(own.words) or _is([word.key for word in own.words], official_form().committees)
    if not bare or found.head.place is None:
        return own
    return Named((*own.words, *words_in(found, *found.head.place)), own.span)


def _tells_area(own: Named, area: tuple[Word, ...]) -> bool:
    names = [word.key for word in area[_level_at(area, 0) :]]
    keys = [word.key for word in own.words]
    return any(keys[at : at + len(names)] == names for at in range(len(keys)))


def _is_department(own: Named) -> bool:
    """A department, and no area in its name."""
    area = any(_level_at(own.words, at) for at in range(1, len(own.words)))
    return _starts(own.words, official_form().of_area) > 0 and not area


def _ends_in_level(words: tuple[Word, ...]) -> int:
    """How many words at the end are a level without a name (`… TỈNH`, `… THÀNH PHỐ`)."""
    return next((n for n in (2, 1) if len(words) > n and _level_at(words, len(words) - n) == n), 0)


def _level_at(words: tuple[Word, ...], at: int) -> int:
    """How many words from `at` on are the word of a level."""
    if at and words[at - 1].key == "TÁC":  # HỢP TÁC XÃ
        return 0
    keys = tuple(word.key.rstrip(".") for word in words[at : at + 2])
    return max((n for n in (1, 2) if " ".join(keys[:n]) in official_form().levels and len(keys) >= n), default=0)


def _starts(words: tuple[Word, ...], phrases: tuple[str, ...]) -> int:
    text = " ".join(word.key for word in words)
    return max((len(phrase) for phrase in phrases if f"{text} ".startswith(f"{phrase} ")), default=0)


def _is(keys: list[str], phrases: tuple[str, ...]) -> bool:
    return " ".join(keys) in phrases


@cache
def _issuer() -> re.Pattern[str]:
    return re.compile(one_of(official_form().issuers))


@cache
def _broken_off() -> re.Pattern[str]:
    return re.compile(rf"\W*{one_of(official_form().broken_off)}\W*")
