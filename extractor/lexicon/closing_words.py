"""Words that people use of their own for where a task stands, when they fill in a list."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.core.status import ClosedAs
from extractor.lexicon.loading import load_json


class ClosingWords(msgspec.Struct, frozen=True):
    """The table `closing_words.json`, by `word_key`."""

    about: str
    closed: dict[str, ClosedAs]
    open: frozenset[str]


@cache
def closing_words() -> ClosingWords:
    """The whole table."""
    return load_json("closing_words.json", ClosingWords)
