"""The shape of a Vietnamese syllable, by which Vietnamese words are told from what a wrong coding makes of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from extractor.lexicon.loading import load_json

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP = "\u0301\u0323"  # sắc and nặng


class SyllableParts(msgspec.Struct, frozen=True):
    """The table `syllables.json`: openings, rhymes without tone, and the ends that take only two of the tones."""

    about: str
    initials: tuple[str, ...]
    rhymes: tuple[str, ...]
    closed: tuple[str, ...]


@cache
def syllable_parts() -> SyllableParts:
    return load_json("syllables.json", SyllableParts)


@cache
def _shape() -> re.Pattern[str]:
    parts = syllable_parts()
    initials = "|".join(sorted(parts.initials, key=len, reverse=True))
    rhymes = "|".join(sorted(parts.rhymes, key=len, reverse=True))
    return re.compile(f"(?:{initials})?(?:{rhymes})|gi")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word` could be a Vietnamese syllable, with its tone in the old or the new place.

    A word with capitals inside (`hÀ`) is none; all capitals or one at the front are.
    """
    if not (word.islower() or word.isupper() or word[1:].islower()) or len(word) > 8:
        return False
    taken_apart = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in taken_apart if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in taken_apart if char not in _TONES))
    if not _shape().fullmatch(bare):
        return False
    return not tones or tones[0] in _SHARP or not bare.endswith(syllable_parts().closed)
