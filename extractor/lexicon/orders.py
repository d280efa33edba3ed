"""Words of orders: verbs, triggers, their false friends, words of praise and of the past."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class OrderWords(msgspec.Struct, frozen=True):
    """Word lists in lower case, new tone placement."""

    about: str
    verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    assigning: tuple[str, ...]
    deciding: tuple[str, ...]
    aiming: tuple[str, ...]
    petitioning: tuple[str, ...]
    committing: tuple[str, ...]
    speaking: tuple[str, ...]
    discourse: tuple[str, ...]
    past: tuple[str, ...]
    praise: tuple[str, ...]
    shortcomings: tuple[str, ...]
    weak: tuple[str, ...]
    praising: tuple[str, ...]


@cache
def order_words() -> OrderWords:
    """The word lists of `data/orders.json`."""
    return load_json("orders.json", OrderWords)


@cache
def one_of(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, longest first, as whole words."""
    return r"(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True)) + r")(?!\w)"
