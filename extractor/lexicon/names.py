"""Names of persons of all peoples of Viet Nam, and the words that stand beside names."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class NameWords(msgspec.Struct, frozen=True):
    """The table `names.json`, all in lower case.

    `common_surnames` prove a name without a cue when the rest fits; `places_before` are the last syllables before a
    place, school or body named after a person; `not_names` are capitalised phrases that are never a person; `of_many`
    are the honorifics that as often speak of a group (`sinh viên DTTS`, `cử tri Hải Lăng`).
    """

    source: str
    surnames: frozenset[str]
    common_surnames: frozenset[str]
    middles: frozenset[str]
    honorifics: tuple[str, ...]
    weak_honorifics: tuple[str, ...]
    of_many: tuple[str, ...]
    bylines: tuple[str, ...]
    places_before: frozenset[str]
    not_names: tuple[str, ...]
    speech: tuple[str, ...]
    signed: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """The table, read once."""
    return load_json("names.json", NameWords)
