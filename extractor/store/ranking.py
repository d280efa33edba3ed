"""What stands before what among the best matches: how near the words stand to each other, marks, then the newer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from extractor.core.query import Term, Way
from extractor.store.expressions import folded_words
from extractor.store.folding import exact_form, search_form, words_of

NEAR = 0.9
"""What each pair of neighbouring words of the query that are neighbours in the text is worth, in units of BM25."""
CLOSE = 0.4
"""The same for a pair with one word between."""
MARKED = 0.35
"""What each word is worth that stands in the text with the very marks typed."""

_TIRED, _LENGTH = 1.2, 0.75  # k1 and b, as in FTS5
_USUAL = 80
"""Words of a usual directive with its doers and what is said of its document."""
FIELDS = (1.0, 0.6, 0.3)
"""What a word is worth in the text, among the doers and in what is said of the document."""


Asked = Sequence[tuple[float, Sequence[tuple[tuple[str, ...], bool]]]]
"""Of each term how rare it is, and its ways: their folded words, and whether the last may go on."""


class Candidate(msgspec.Struct, frozen=True):
    """A match of the index. `score`: BM25, the larger the better; None where the text itself is to be looked at."""

    number: int
    score: float | None
    exact: bool
    text: str = ""
    issued_on: str | None = None
    who: str = ""
    about: str = ""


def ranked(candidates: Sequence[Candidate], terms: Sequence[Term], rarity: Sequence[float] = ()) -> list[Candidate]:
    """Best first; those that match with the very marks typed before the others.

    `rarity`: the weight of each term by how few have it, needed where candidates come without a score.
    """
    pairs = _pairs(terms)
    marked = frozenset(
        word
        for term in terms
        for w in term.ways[0]
        for word in words_of(exact_form(w.words))
        if word != search_form(word)
    )
    ways = [[(folded_words(way), way[-1].prefix) for way in term.ways if way] for term in terms]
    asked = list(zip(rarity, ways, strict=False))
    scored = [(c.exact, _worth(c, asked, pairs) + _marks(c.text, marked), c) for c in candidates]
    newest = sorted(scored, key=lambda s: (s[2].issued_on or "", s[2].number), reverse=True)
    return [c for _, _, c in sorted(newest, key=lambda s: (not s[0], -round(s[1], 3)))]


def covering(
    candidates: Sequence[Candidate],
    words: Mapping[int, str],
    worth: Sequence[tuple[Term, float]],
    terms: Sequence[Term],
) -> list[Candidate]:
    """Those first whose `words` hold the terms that are worth most; among equals those with neighbours, then the newer.

    `worth`: what each term is worth, in units of BM25.
    """
    scored = []
    pairs = _pairs(terms)
    for candidate in candidates:
        form = " " + " ".join(words_of(search_form(words.get(candidate.number, "")))) + " "
        held = sum(value for term, value in worth if any(_stands(way, form) for way in term.ways))
        scored.append((held + _nearness(words_of(search_form(candidate.text)), pairs), candidate))
    scored.sort(key=lambda s: (s[1].issued_on or "", s[1].number), reverse=True)
    return [candidate for _, candidate in sorted(scored, key=lambda s: -round(s[0], 3))]


def _stands(way: Way, form: str) -> bool:
    return all(f" {' '.join(words_of(search_form(w.words)))}{'' if w.prefix else ' '}" in form for w in way)


def _pairs(terms: Sequence[Term]) -> set[tuple[str, str]]:
    return set(pairwise(word for term in terms for word in folded_words(term.ways[0])))


def _worth(candidate: Candidate, asked: Asked, pairs: set[tuple[str, str]]) -> float:
    words = words_of(search_form(candidate.text)) if candidate.text else []
    score = _density(candidate, words, asked) if candidate.score is None else candidate.score
    return score + _nearness(words, pairs)


def _density(candidate: Candidate, words: Sequence[str], asked: Asked) -> float:
    """BM25 as FTS5 reckons it, of a wording of several words by the rarest of them in the text."""
    who, about = words_of(search_form(candidate.who)), words_of(search_form(candidate.about))
    times: dict[str, float] = {}
    for weight, some in zip(FIELDS, (words, who, about), strict=True):
        for word in some:
            times[word] = times.get(word, 0.0) + weight
    long = _TIRED * (1 - _LENGTH + _LENGTH * (len(words) + len(who) + len(about)) / _USUAL)

    def held(way: tuple[str, ...], prefix: bool) -> float:
        counts = [times.get(word, 0.0) for word in way]
        if prefix:
            counts[-1] = sum(count for word, count in times.items() if word.startswith(way[-1]))
        least = min(counts, default=0.0)
        return least * (_TIRED + 1) / (least + long)

    return sum(rare * max((held(*way) for way in ways), default=0.0) for rare, ways in asked)


def _nearness(words: Sequence[str], pairs: set[tuple[str, str]]) -> float:
    if not pairs:
        return 0.0
    near = set(pairwise(words)) & pairs
    close = (set(zip(words, words[2:], strict=False)) & pairs) - near
    return NEAR * len(near) + CLOSE * len(close)


def _marks(text: str, marked: frozenset[str]) -> float:
    return MARKED * len(marked & set(words_of(exact_form(text)))) if marked and text else 0.0
