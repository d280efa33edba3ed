"""Which words stand side by side in texts of the genre, and the words that differ in their marks alone.

Built by tools/build_word_pairs.py from the training texts; names of provinces and districts are added.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import msgspec

from extractor.core.characters import matching_view, without_marks
from extractor.lexicon.admin_units import provinces_and_districts
from extractor.lexicon.loading import load_json

_COMMON = 25  # words seen behind it
_RARE, _USUAL = 3, 40  # times seen beside any word
_NAME = 3  # how often the words of a place name count as seen together


class _Table(msgspec.Struct, frozen=True):
    pairs: dict[str, str]  # word → `next count next count …`


@cache
def _after() -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for word, told in load_json("word_pairs.json", _Table).pairs.items():
        parts = told.split()
        out[word] = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    for unit in provinces_and_districts():
        words = matching_view(unit.name.lower()).split()
        for one, other in pairwise(words):
            out.setdefault(one, {}).setdefault(other, _NAME)
    return out


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    known = {word for one, others in _after().items() for word in (one, *others)}
    out: dict[str, set[str]] = {}
    for word in known:
        out.setdefault(without_marks(word), set()).add(word)
    return {letters: tuple(sorted(words)) for letters, words in out.items()}


def times_together(one: str, other: str) -> int:
    """How often `other` comes right behind `one` (both lower case, tones in the new place), 99 at most."""
    return _after().get(one, {}).get(other, 0)


@cache
def _totals() -> tuple[Counter[str], Counter[str]]:
    """How often each word is the first of a pair, and how often the second."""
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for one, others in _after().items():
        for other, times in others.items():
            first[one] += times
            second[other] += times
    return first, second


def share_behind(one: str, other: str) -> float:
    """Of all that was seen behind `one`, the share that is `other`."""
    return times_together(one, other) / max(1, _totals()[0][one])


def share_before(one: str, other: str) -> float:
    """Of all that was seen before `other`, the share that is `one`."""
    return times_together(one, other) / max(1, _totals()[1][other])


def is_rare(word: str) -> bool:
    """Whether `word` (lower case, tones in the new place) is hardly seen beside any other."""
    return _times(word) <= _RARE


def is_usual(word: str) -> bool:
    """Whether `word` (lower case, tones in the new place) is one that the genre often says."""
    return _times(word) >= _USUAL


def _times(word: str) -> int:
    first, second = _totals()
    return first[word] + second[word]


def is_common(word: str) -> bool:
    """Whether `word` (lower case, tones in the new place) is one that may stand before almost anything (`để`, `có`)."""
    return len(_after().get(word, ())) >= _COMMON


def alike(word: str) -> tuple[str, ...]:
    """The known words (lower case) with the letters of `word`, whatever their marks; `đ` counts as `d`."""
    return _by_letters().get(without_marks(word), ())
