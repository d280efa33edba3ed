"""The shape of Vietnamese syllables: an onset and a rime, and the tone they may bear. Source: the spelling rules of
quốc ngữ. By it words of Vietnamese are told from what a wrong coding makes of them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import msgspec

from extractor.lexicon.loading import load_json

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BARE = dict.fromkeys(map(ord, _TONES))
_SHARP = "\u0301\u0323"  # sắc and nặng
_LONGEST = 8  # letters: `nghiêng` and one more


class SyllableTable(msgspec.Struct, frozen=True):
    """The table `syllables.json`; `closed` are the ends of syllables that take only two of the tones."""

    about: str
    onsets: frozenset[str]
    rimes: frozenset[str]
    closed: tuple[str, ...]


@cache
def syllable_table() -> SyllableTable:
    return load_json("syllables.json", SyllableTable)


@lru_cache(maxsize=20_000)  # a text says most of its words again and again
def is_syllable(word: str) -> bool:
    """Whether `word` is spelt as a Vietnamese syllable, in any case, tone placement and Unicode form."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_BARE))
    table = syllable_table()
    return plain == "gi" or any(
        plain[:cut] in table.onsets and plain[cut:] in table.rimes for cut in range(min(4, len(plain)))
    )


@lru_cache(maxsize=20_000)
def is_well_formed(word: str) -> bool:
    """`is_syllable`, strictly: one tone at most, one that its end takes, and no capitals inside (`hÀ`)."""
    if len(word) > 3 * _LONGEST or not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    tones = _tones(word)
    if len(tones) > 1 or not is_syllable(word):
        return False
    return not tones or tones[0] in _SHARP or not _is_closed(word)


@lru_cache(maxsize=20_000)
def lacks_tone(word: str) -> bool:
    """Whether `word` ends as only syllables with a tone do and has none: `tôt`, `viêc`; and `internet` as well."""
    return not _tones(word) and _is_closed(word)


def bears_tone(word: str) -> bool:
    """Whether `word` has one of the five marks of tone."""
    return bool(_tones(word))


def _tones(word: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", word) if char in _TONES]


def _is_closed(word: str) -> bool:
    return unicodedata.normalize("NFD", word.lower()).translate(_BARE).endswith(syllable_table().closed)
