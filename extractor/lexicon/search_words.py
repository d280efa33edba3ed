"""The words of the query language, and abbreviations that people type."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extractor.core.characters import without_marks
from extractor.core.record import DirectiveKind
from extractor.core.status import Status
from extractor.lexicon.abbreviations import abbreviation_key
from extractor.lexicon.loading import load_json

Field = Literal["issuer", "unit", "person", "place", "kind", "status", "issued", "due", "money", "doc_type"]


class SearchWords(msgspec.Struct, frozen=True):
    """The table `search_words.json`; what each part holds is said there."""

    about: str
    fields: dict[str, Field]
    kinds: dict[str, DirectiveKind]
    statuses: dict[str, Status]
    amounts: dict[str, int]
    heads: dict[str, str]
    shorts: dict[str, tuple[str, ...]]
    idle: frozenset[str]


_NO_WORD = re.compile(r"[^\w]|_")


@cache
def search_words() -> SearchWords:
    """The whole table."""
    return load_json("search_words.json", SearchWords)


def word_key(text: str) -> str:
    """How a word of the language is looked up: without marks, blanks and signs."""
    return _NO_WORD.sub("", without_marks(text))


@cache
def typed_shorts() -> dict[str, tuple[str, ...]]:
    """Abbreviations that people type, by `abbreviation_key` → wordings."""
    return {abbreviation_key(short): full for short, full in search_words().shorts.items()}
