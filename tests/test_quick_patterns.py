"""Patterns that are tried only where they can match find what a plain search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.cued import cued
from extractor.lexicon.alternation import alternation, first_words
from extractor.recognise.tokens import opened_by, places_of

_PIECES = st.lists(
    st.sampled_from(
        [
            "xã",
            "Xã",
            "thị xã",
            "thị",
            "trấn",
            "sở",
            "Sở Y tế",
            "H'Leo",
            "_xã",
            "xã_",
            "12",
            "Y",
            "tế",
            ".",
            ",",
            "\n",
            "hôm",
            "sau",
        ]
    ),
    max_size=30,
).map(" ".join)


def _spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@given(_PIECES)
def test_opened_by_finds_what_finditer_finds(text: str) -> None:
    words = ("thị xã", "xã", "thị trấn", "sở y tế", "sở")
    pattern = re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)", re.IGNORECASE)
    assert _spans(opened_by(first_words(words), pattern, text)) == _spans(pattern.finditer(text))


def test_places_of_words_beside_apostrophes_and_underscores() -> None:
    assert places_of(frozenset(("xã", "leo")), "Xã Ea H'Leo, _xã, xã") == [0, 8, 18]


@given(_PIECES, st.integers(0, 60), st.integers(0, 60), st.sampled_from([0, re.IGNORECASE]))
def test_cued_finds_what_its_pattern_finds(text: str, start: int, end: int, flags: int) -> None:
    plain, quick = (
        re.compile(r"(?<!\w)(?:xã|hôm)\s+\w+", flags),
        cued(r"(?<!\w)(?:xã|hôm)\s+\w+", "xã", "hôm", flags=flags),
    )
    assert _spans(quick.finditer(text, start, end)) == _spans(plain.finditer(text, start, end))
    for one, other in (
        (quick.search(text), plain.search(text)),
        (quick.match(text, start), plain.match(text, start)),
    ):
        assert (one and one.span()) == (other and other.span())


@given(st.lists(st.text("abAB đ", min_size=1, max_size=5), min_size=1, max_size=8), st.text("abAB đ", max_size=12))
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_grouped_words_match_as_the_longest_of_a_plain_list(flags: int, words: list[str], text: str) -> None:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    plain = re.compile("|".join(map(re.escape, ordered)), flags)
    assert _spans(re.compile(alternation(words), flags).finditer(text)) == _spans(plain.finditer(text))
