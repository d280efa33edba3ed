"""The phrases that the bodies of offices are made of, and the page they are looked for on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.lexicon.offices import heads, office_words
from extractor.recognise.tokens import Phrases, Tokens, tokenise


class _Grammar(NamedTuple):
    heads: Phrases
    complete: frozenset[str]
    needs_body: Phrases
    leaders: Phrases
    beside: Phrases
    fused: Phrases
    after: Phrases
    committees: Phrases
    closed: Phrases
    boards: Phrases
    types: Phrases
    open_types: Phrases
    sectors: Phrases
    units: Phrases
    groups: Phrases
    group_tails: Phrases
    body_tails: Phrases
    stops: Phrases
    firsts: frozenset[str]


@cache
def grammar_of_bodies() -> _Grammar:
    """The phrases of the table of offices, ready to be matched."""
    words = office_words()
    starting = (*heads(), *words.needs_body, *words.leaders, *words.fused, *words.in_apposition, "thường trực")
    codes = (code.lower() for code in words.codes | words.code_heads)
    return _Grammar(
        heads=_phrases(heads()),
        complete=words.complete,
        needs_body=_phrases(words.needs_body),
        leaders=_phrases(words.leaders),
        beside=_phrases(words.in_apposition),
        fused=_phrases(words.fused),
        after=_phrases(words.after),
        committees=_phrases(words.committees),
        closed=_phrases(words.closed),
        boards=_phrases(words.boards),
        types=_phrases(words.types),
        open_types=_phrases(words.open_types),
        sectors=_phrases(words.sectors),
        units=_phrases(words.units),
        groups=_phrases(words.groups),
        group_tails=_phrases(words.group_tails),
        body_tails=_phrases(words.body_tails),
        stops=_phrases(words.stops),
        firsts=frozenset(phrase.split()[0] for phrase in (*starting, *codes)),
    )


def _phrases(written: Sequence[str]) -> Phrases:
    return Phrases([" ".join(tokenise(phrase).lows) for phrase in written])


class BodyPage(NamedTuple):
    """Tokens with a stop at the end, and where known bodies end by where they start (token indices)."""

    tokens: Tokens
    bodies: dict[int, int]


def stops_name(page: BodyPage, at: int) -> bool:
    """Whether a verb or the like ends the name; a capital makes it part of the name unless all are capitals."""
    word = page.tokens.words[at]
    if grammar_of_bodies().stops.match(page.tokens.lows, at) == at:
        return False
    return not word[:1].isupper() or page.tokens.lows[at] in ("chương", "dự", "đề")
