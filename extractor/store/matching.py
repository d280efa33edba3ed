"""Which directive of a new reading is which of the old one: never two to one, and the same words are the same.

The one door to rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz, process

from extractor.core.characters import matching_view, without_marks

ALIKE = 78.0
"""Likeness in percent from which two texts with the same doer are one directive, edited."""

OVERLAPPING = 45.0
"""The same where they also stand at the same place of the same text."""

OTHER_DOER = 72.0
"""Likeness from which they are one at the same place though the doers differ."""

HELD = 0.35
"""Share of a text that another must make up to be the same with its span drawn anew."""

HOLDS = 88.0
"""Likeness in percent from which words stand in a longer text, whatever a reader of a scan made of some letters."""

RETOLD, RETOLD_OF_NOBODY = 0.62, 0.72
"""Likeness from which a report restates a directive: with the same doer, and whoever is named."""

_SHORT = 25  # characters under which words stand anywhere
_MANY = 60_000
_WINDOW = 60
_SIGNS = re.compile(r"[\W_]+")


class Known(msgspec.Struct, frozen=True):
    """A directive as far as it tells which one it is. `doers`: folded names, empty where nobody is named."""

    text: str
    start: int = 0
    end: int = 0
    doers: frozenset[str] = frozenset()


def match_directives(old: Mapping[int, Known], new: Sequence[Known], *, same_text: bool = False) -> dict[int, int]:
    """Position in `new` → id in `old` for directives that are the same.

    First the same words, then the same but for signs, marks and case, in order where they stand twice. What is left is
    taken in the order of likeness: texts with the same doer that are alike or of which one holds the other.
    `same_text`: both readings are of the same text, so spans can be compared. Time is bounded: of very many that are
    left only those near each other in order are compared.
    """
    kept: dict[int, int] = {}
    free = dict(old)
    for form in (lambda text: text, folded):
        _match_equal(free, new, kept, form)
    left = [position for position in range(len(new)) if position not in kept]
    for _, _, position, number in sorted(_pairs(free, new, left, same_text=same_text)):
        if position not in kept and number in free:
            kept[position] = number
            del free[number]
    return kept


@lru_cache(2048)
def folded(text: str) -> str:
    """Words without marks, signs and case."""
    return _SIGNS.sub(" ", without_marks(matching_view(text))).strip()


def _match_equal(free: dict[int, Known], new: Sequence[Known], kept: dict[int, int], form: object) -> None:
    assert callable(form)
    waiting: dict[str, list[int]] = {}
    for number, known in free.items():
        waiting.setdefault(form(known.text), []).append(number)
    for position, known in enumerate(new):
        numbers = waiting.get(form(known.text))
        if position not in kept and numbers and known.text:
            number = _nearest(numbers, free, known)
            numbers.remove(number)
            kept[position] = number
            del free[number]


def _nearest(numbers: Sequence[int], free: Mapping[int, Known], known: Known) -> int:
    """Of several with the same words the first with the same doer, else the first."""
    return next((n for n in numbers if free[n].doers == known.doers), numbers[0])


def _pairs(
    free: Mapping[int, Known], new: Sequence[Known], left: Sequence[int], *, same_text: bool
) -> list[tuple[float, int, int, int]]:
    """(minus likeness, distance in order, position, id) of all that may be the same."""
    old = [(rank, number, known, folded(known.text)) for rank, (number, known) in enumerate(free.items())]
    window = _WINDOW if len(old) * len(left) > _MANY else len(old) + len(left)
    scale = len(old) / len(left) if left else 1.0
    pairs = []
    for rank, position in enumerate(left):
        words = folded(new[position].text)
        middle = int(rank * scale)
        for other, number, known, old_words in old[max(0, middle - window) : middle + window]:
            score = _score(known, old_words, new[position], words, same_text=same_text)
            if score is not None:
                pairs.append((-score, abs(other - middle), position, number))
    return pairs


def _score(old: Known, old_words: str, new: Known, words: str, *, same_text: bool) -> float | None:
    if not old_words or not words:
        return None
    same_doer = bool(old.doers & new.doers) or old.doers == new.doers
    overlap = _overlap(old, new) if same_text else 0.0
    if not (same_doer or overlap > 0.5):
        return 50.0 if _holds(old_words, words) else None
    least = (OVERLAPPING if overlap > 0.3 else ALIKE) if same_doer else OTHER_DOER
    alike = fuzz.ratio(old_words, words, score_cutoff=least)
    if alike:
        return alike + 10 * overlap
    return 50.0 + 10 * overlap if _holds(old_words, words) else None


def _holds(one: str, other: str) -> bool:
    """Whether the shorter stands in the longer as whole words and makes up enough of it."""
    short, long = sorted((one, other), key=len)
    return len(short) >= HELD * len(long) and f" {short} " in f" {long} "


def _overlap(one: Known, other: Known) -> float:
    """The share of the shorter span that both have."""
    common = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return common / shorter if shorter > 0 and common > 0 else 0.0


def alikeness(one: str, other: str) -> float:
    """How alike the words of two texts are in any order, 0 to 1; half of it counts what only one of them has."""
    left, right = folded(one), folded(other)
    if not left or not right:
        return 0.0
    return (fuzz.token_sort_ratio(left, right) + fuzz.token_set_ratio(left, right)) / 200


def best_of(words: str, choices: Sequence[str], *, least: float) -> tuple[int, float] | None:
    """The choice that says most of `words`, and how much of it, 0 to 1; both already folded."""
    found = process.extractOne(words, choices, scorer=fuzz.token_set_ratio, score_cutoff=least * 100)
    return (found[2], found[1] / 100) if found is not None else None


def held_in(text: str, known: Mapping[int, Known]) -> int | None:
    """The directive whose words hold the words of `text`, but for slips of a reader; None where none does."""
    words = folded(text)
    if len(words) < _SHORT:
        return None
    scored = [
        (fuzz.partial_ratio(words, other), n) for n, k in known.items() if len(other := folded(k.text)) >= len(words)
    ]
    best = max(scored, default=(0.0, 0))
    return best[1] if best[0] >= HOLDS else None


def restated(old: Mapping[int, Known], new: Sequence[Known]) -> list[tuple[int, int, float]]:
    """(position in `new`, id in `old`, likeness) of directives that say the same in other words; none twice."""
    pairs = []
    for position, known in enumerate(new):
        for number, other in old.items():
            alike = alikeness(other.text, known.text)
            same_doer = bool(known.doers & other.doers)
            if alike >= (RETOLD if same_doer else RETOLD_OF_NOBODY):
                pairs.append((alike + 0.05 * same_doer, position, number, alike))
    chosen: list[tuple[int, int, float]] = []
    for _, position, number, alike in sorted(pairs, reverse=True):
        if all(position != p and number != n for p, n, _ in chosen):
            chosen.append((position, number, alike))
    return chosen
