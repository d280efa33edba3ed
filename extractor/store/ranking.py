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


class Candidate(msgspec.Struct, frozen=True):
    """A match of the index. `score`: BM25, the larger the better."""

    number: int
    score: float
    exact: bool
    text: str = ""
    issued_on: str | None = None


def ranked(candidates: Sequence[Candidate], terms: Sequence[Term]) -> list[Candidate]:
    """Best first; those that match with the very marks typed before the others."""
    pairs = _pairs(terms)
    marked = frozenset(
        word
        for term in terms
        for w in term.ways[0]
        for word in words_of(exact_form(w.words))
        if word != search_form(word)
    )
    scored = [(c.exact, c.score + _nearness(c.text, pairs) + _marks(c.text, marked), c) for c in candidates]
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
        scored.append((held + _nearness(candidate.text, pairs), candidate))
    scored.sort(key=lambda s: (s[1].issued_on or "", s[1].number), reverse=True)
    return [candidate for _, candidate in sorted(scored, key=lambda s: -round(s[0], 3))]


def _stands(way: Way, form: str) -> bool:
    return all(f" {' '.join(words_of(search_form(w.words)))}{'' if w.prefix else ' '}" in form for w in way)


def _pairs(terms: Sequence[Term]) -> set[tuple[str, str]]:
    return set(pairwise(word for term in terms for word in folded_words(term.ways[0])))


def _nearness(text: str, pairs: set[tuple[str, str]]) -> float:
    if not text or not pairs:
        return 0.0
    words = words_of(search_form(text))
    near = set(pairwise(words)) & pairs
    close = (set(zip(words, words[2:], strict=False)) & pairs) - near
    return NEAR * len(near) + CLOSE * len(close)


def _marks(text: str, marked: frozenset[str]) -> float:
    return MARKED * len(marked & set(words_of(exact_form(text)))) if marked and text else 0.0
