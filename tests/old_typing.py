"""Typing in the old way: Unicode text as it stands in a file set in TCVN3 or VNI fonts."""

from __future__ import annotations

import unicodedata

from extractor.lexicon.old_fonts import Coding, old_letters

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = (*(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES), "đ")
"""The letters of the Vietnamese alphabet that bear a mark or may bear one, in lower case."""
LETTERS = SMALL + tuple(letter.upper() for letter in SMALL)


def typed(text: str, coding: Coding) -> str:
    """`text` as typed in that coding. TCVN3 has no capitals with tones: they come out small."""
    back: dict[str, str] = {}
    for old, new in old_letters(coding).items():
        # the capital sign, not the mixed one that is only read
        if new not in back or (old.isupper() and not back[new].isupper()):
            back[new] = old
    return "".join(back.get(char) or back.get(char.lower(), char) for char in unicodedata.normalize("NFC", text))
