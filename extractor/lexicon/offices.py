"""Offices and office-holders: the words a role phrase is made of."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class OfficeWords(msgspec.Struct, frozen=True):
    """The table `offices.json`. Phrases are in lower case with the tone in its new place; codes are as written.

    `with_deputy` also stand with `phó`; `needs_body` are offices only with their body; `leaders` are groups whose
    bodies stay entities; `fused` share their first word with the body's (`Trưởng Phòng …`); `in_apposition` count
    beside a name alone; `code_heads` need a body or a second code; `not_after` are words before a head that make it
    something else (`Ban Bí thư`); `open_types` are bodies named by a free subject; `stops` are the words and pairs
    that end such a name; `capitals` stay in capitals in running text.
    """

    source: str
    with_deputy: tuple[str, ...]
    plain: tuple[str, ...]
    complete: frozenset[str]
    needs_body: tuple[str, ...]
    leaders: tuple[str, ...]
    in_apposition: tuple[str, ...]
    fused: tuple[str, ...]
    codes: frozenset[str]
    code_heads: frozenset[str]
    before: frozenset[str]
    after: tuple[str, ...]
    not_after: dict[str, tuple[str, ...]]
    committees: tuple[str, ...]
    closed: tuple[str, ...]
    boards: tuple[str, ...]
    types: tuple[str, ...]
    open_types: tuple[str, ...]
    sectors: tuple[str, ...]
    units: tuple[str, ...]
    groups: tuple[str, ...]
    group_tails: tuple[str, ...]
    body_tails: tuple[str, ...]
    stops: tuple[str, ...]
    written: dict[str, str]
    capitals: frozenset[str]


@cache
def office_words() -> OfficeWords:
    """The table, read once."""
    return load_json("offices.json", OfficeWords)


def heads() -> tuple[str, ...]:
    """Every head that is an office by itself, deputies included."""
    words = office_words()
    return (*words.with_deputy, *(f"phó {head}" for head in words.with_deputy), *words.plain)


def written_office(capitals: str) -> str:
    """An office set in capitals as it is written in running text: `CHÁNH VĂN PHÒNG` → `Chánh Văn phòng`."""
    low = " ".join(capitals.lower().split())
    known = office_words().written.get(low)
    if known is not None:
        return known
    words = [word.upper() if word in office_words().capitals else word for word in low.split()]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))
