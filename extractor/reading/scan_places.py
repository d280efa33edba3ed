"""Names of provinces and districts of a scan that lost marks: `TỈNH QUANG NGAI` is `TỈNH QUẢNG NGÃI`.

Word by word nothing shows the loss, as `quang` is a word; behind the word of its level a name is one of a list. What
was read first is kept (`SeenWord.first`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.core.characters import matching_view
from extractor.lexicon.admin_units import provinces_and_districts
from extractor.reading.scan_accents import lost_marks
from extractor.reading.scan_repair import bare
from extractor.reading.scan_words import changed
from extractor.reading.tesseract import SeenWord

_MOST_WORDS = 4  # of a name
_CLOSED = ("tỉnh",)  # levels of which no name is missing: there any other marks were misread
_MARKS = ".,;:)"


def with_places(words: Sequence[SeenWord]) -> list[SeenWord]:
    """`words` with names behind the word of their level as the list has them, where only marks were lost."""
    out = list(words)
    for at in range(len(out)):
        level = _level_before(out, at)
        if level is not None:
            _settle_name(out, at, level)
    return out


@cache
def _names() -> dict[tuple[str, str], frozenset[str]]:
    """Level word and letters → names (lower case, tones in the new place) with those letters."""
    found: dict[tuple[str, str], set[str]] = {}
    for unit in provinces_and_districts():
        found.setdefault((unit.word, bare(unit.name)), set()).add(matching_view(unit.name.lower()))
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _levels() -> tuple[str, ...]:
    return tuple(sorted({word for word, _ in _names()}, key=len, reverse=True))


def _level_before(words: Sequence[SeenWord], at: int) -> str | None:
    """The level word that ends right before word number `at`, on its line."""
    for level in _levels():
        size = len(level.split())
        before = words[max(0, at - size) : at]
        said = _view(" ".join(word.text for word in before)).lstrip("(\"'- ")
        if said == level and all(word.line == words[at].line for word in before):
            return level
    return None


def _settle_name(words: list[SeenWord], at: int, level: str) -> None:
    """Puts the longest name that starts at number `at` right, in place."""
    for size in range(_MOST_WORDS, 0, -1):
        piece = words[at : at + size]
        if len(piece) < size or not all(word.line == piece[0].line and word.text[:1].isupper() for word in piece):
            continue
        if any(word.text[-1] in _MARKS for word in piece[:-1]):
            continue
        said = _view(" ".join(word.text for word in piece)).rstrip(_MARKS)
        names = _names().get((level, bare(said)), frozenset())
        if not names:
            continue
        better = next(iter(names)) if len(names) == 1 and said not in names else None
        if better and _same_words(said, better) and (level in _CLOSED or lost_marks(said, better)):
            words[at : at + size] = [
                changed(word, _cased(word.text, text)) for word, text in zip(piece, better.split(), strict=True)
            ]
        return


def _same_words(said: str, name: str) -> bool:
    """Whether both part into the same words."""
    return [bare(word) for word in said.split()] == [bare(word) for word in name.split()]


def _cased(read: str, letters: str) -> str:
    """`letters` in the case of what was read, with the mark behind it."""
    tail = read[len(read.rstrip(_MARKS)) :]
    return (letters.upper() if read.rstrip(_MARKS).isupper() else letters.capitalize()) + tail


def _view(text: str) -> str:
    return matching_view(text.lower())
