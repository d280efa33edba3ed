"""Tokens of a matching view: syllables, numbers and marks with their offsets, for grammars that walk word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.core.characters import lower_case

# Blanks are a piece as well: pieces tile the view, so their lengths tell where they stand, which costs less than asking
# each. A syllable may hold apostrophes (H'Hoa, K'Brèm, Bh'riu); a line break with its blanks is one token.
_PIECE = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*|\s+|[^\w\s]|_")


class Tokens(NamedTuple):
    """Parallel lists: offsets [start, end), the word as written, and the word in lower case.

    A line break is the word "\\n", whatever blanks and empty lines belong to it.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    lows: list[str]


@lru_cache(maxsize=2)  # several recognisers walk over one view
def tokenise(view: str) -> Tokens:
    """The tokens of `view` in order; blanks within a line are dropped."""
    starts, ends, words = [], [], []
    end = 0
    for piece in _PIECE.findall(view):
        start, end = end, end + len(piece)
        if not piece.isspace():
            words.append(piece)
        elif "\n" in piece:
            words.append("\n")
        else:
            continue
        starts.append(start)
        ends.append(end)
    return Tokens(starts, ends, words, [word.lower() for word in words])


_RUN = re.compile(r"\w+")


@lru_cache(maxsize=2)
def word_places(view: str) -> dict[str, list[int]]:
    """Where each word of `view` starts, by the word in lower case; apostrophes part words, underscores do not."""
    places: dict[str, list[int]] = defaultdict(list)
    if "'" in view or "_" in view:
        for word in _RUN.finditer(lower_case(view)):
            places[word.group()].append(word.start())
        return places
    tokens = tokenise(view)
    for low, start in zip(tokens.lows, tokens.starts, strict=True):
        places[low].append(start)
    return places


def places_of(words: frozenset[str], view: str) -> list[int]:
    """Where one of the words starts, in order."""
    places = word_places(view)
    return sorted(start for word in words & places.keys() for start in places[word])


def opened_by(
    words: frozenset[str], pattern: re.Pattern[str], text: str, view: str | None = None
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives where every match opens with one of the words, found without a search.

    `view` is what `text` was made of if it is not the view itself: its words stand at the same places.
    """
    behind = 0
    for at in places_of(words, text if view is None else view):
        if at >= behind and (found := pattern.match(text, at)):
            behind = found.end()
            yield found


class Phrases:
    """A set of phrases (lower case, syllables parted by blanks) for longest matches on token lists."""

    __slots__ = ("_root",)

    def __init__(self, phrases: Sequence[str]) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        for phrase in phrases:
            node = self._root
            for syllable in phrase.split():
                node = node.setdefault(syllable, {})
            node[""] = {}

    def opens(self, low: str) -> bool:
        """Whether a phrase starts with the syllable."""
        return low in self._root

    def match(self, lows: Sequence[str], at: int) -> int:
        """The index after the longest phrase that starts at `at`, or `at` where none does."""
        node = self._root
        best = index = at
        while index < len(lows):
            following = node.get(lows[index])
            if following is None:
                break
            node = following
            index += 1
            if "" in node:
                best = index
        return best
