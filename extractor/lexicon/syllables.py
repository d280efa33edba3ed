"""The shape of Vietnamese syllables: an onset and a rime, whatever the tone. Source: the spelling rules of quốc ngữ."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import msgspec

from extractor.lexicon.loading import load_json

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


class SyllableTable(msgspec.Struct, frozen=True):
    onsets: frozenset[str]
    rimes: frozenset[str]


@cache
def syllable_table() -> SyllableTable:
    return load_json("syllables.json", SyllableTable)


@lru_cache(maxsize=8192)  # a text says most of its words again and again
def is_syllable(word: str) -> bool:
    """Whether `word` is spelt as a Vietnamese syllable, in any case, tone placement and Unicode form."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    table = syllable_table()
    return any(plain[:cut] in table.onsets and plain[cut:] in table.rimes for cut in range(min(4, len(plain))))
