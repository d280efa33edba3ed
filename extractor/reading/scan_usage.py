"""What a scanned document says elsewhere: a word read once is put right by the same words read often on its pages.

No table knows the subject of every paper, but a paper repeats itself: `Luật Tổ tụng hành chính` read once stands beside
`Luật Tố tụng hành chính` read six times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from extractor.core.characters import matching_view, without_marks
from extractor.lexicon.word_pairs import times_together
from extractor.reading.page_words import Word
from extractor.reading.scan_words import as_cased

_WORD = re.compile(r"^(\W*)([^\W\d_]+)(\W*)$")
_OFTEN = 3  # times that the other reading stands between the same neighbours, or beside each
_FAR = 3  # and how many times as often as the one that was read

_Three = tuple[str, str, str]


class _Counts(msgspec.Struct):
    """Words and neighbours as the pages have them, by their letters without marks."""

    threes: Counter[_Three] = msgspec.field(default_factory=Counter)
    twos: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    alike: dict[str, set[str]] = {}


def settle_by_usage(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The words of each page, those put right that the document has otherwise beside the same neighbours."""
    letters = [_letters(words) for words in pages]
    counts = _counted(letters)
    return [
        [_settled(word, _around(said, at), counts) for at, word in enumerate(words)]
        for words, said in zip(pages, letters, strict=True)
    ]


def _letters(words: Sequence[Word]) -> list[tuple[str, bool, bool]]:
    """Of each word its letters, none where it is no word, and whether marks part it from its neighbours."""
    found = [_WORD.match(word.text) for word in words]
    return [
        (matching_view(one[2].lower()), bool(one[1]), bool(one[3])) if one is not None else ("", True, True)
        for one in found
    ]


def _around(said: Sequence[tuple[str, bool, bool]], at: int) -> _Three:
    """The word at `at` between its neighbours; empty where a mark or the end of the page parts them."""
    word, opened, closed = said[at]
    before = said[at - 1] if at else ("", True, True)
    after = said[at + 1] if at + 1 < len(said) else ("", True, True)
    return (
        "" if opened or before[2] else before[0],
        word,
        "" if closed or after[1] else after[0],
    )


def _counted(pages: Iterable[Sequence[tuple[str, bool, bool]]]) -> _Counts:
    counts = _Counts()
    for said in pages:
        counts.threes.update(three for at in range(len(said)) if all(three := _around(said, at)))
        counts.twos.update(
            (one[0], other[0]) for one, other in pairwise(said) if one[0] and other[0] and not one[2] and not other[1]
        )
        for word, _, _ in said:
            counts.alike.setdefault(without_marks(word), set()).add(word)
    return counts


def _settled(word: Word, three: _Three, counts: _Counts) -> Word:
    before, text, after = three
    if not all(three) or (times_together(before, text) and times_together(text, after)):
        return word
    others = [other for other in counts.alike.get(without_marks(text), ()) if other != text]
    better = [other for other in others if _is_said_instead(before, text, other, after, counts)]
    found = _WORD.match(word.text)
    if len(better) != 1 or found is None or better[0] == text:
        return word
    cased = as_cased(found[2], better[0])
    return msgspec.structs.replace(word, text=f"{found[1]}{cased}{found[3]}", seen=word.seen or word.text)


def _is_said_instead(before: str, text: str, other: str, after: str, counts: _Counts) -> bool:
    """Whether the document has `other` where `text` stands far more often between the same words, or beside each."""
    often = counts.threes[before, other, after]
    if often >= _OFTEN and often >= _FAR * counts.threes[before, text, after]:
        return True
    sides = (((before, other), (before, text)), ((other, after), (text, after)))
    return all(
        counts.twos[theirs] >= max(_OFTEN, _FAR * counts.twos[own]) and not times_together(*own)
        for theirs, own in sides
    )
