"""What was meant where the Vietnamese keyboard was off: Telex (`nguwowif`) and VNI (`ngu7o7i2`) as typed."""

from __future__ import annotations

import re
import unicodedata

from extractor.lexicon.syllables import is_syllable, is_well_formed

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_CIRCUMFLEX, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_TELEX_DOUBLES = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("uow", "ươ"), ("uwow", "ươ"), ("aw", "ă"),
                  ("ow", "ơ"), ("uw", "ư"))  # fmt: skip
_VNI_MARKS = {"6": ("aeo", _CIRCUMFLEX), "7": ("uo", _HORN), "8": ("a", _BREVE)}
_LONGEST = 12
_ASCII = re.compile(r"[A-Za-z]+[A-Za-z0-9]*")
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"


def meant(word: str) -> str | None:
    """The syllable that a word typed with the keyboard off stands for; None where it is none, or needs no reading.

    `nguwowif` → `người`, `xu73` → `xử`; `xa` and `GPMB` → None.
    """
    if len(word) > _LONGEST or not _ASCII.fullmatch(word) or (word.isupper() and len(word) > 1) or is_syllable(word):
        return None
    lower = word.lower()
    read = _vni(lower) if any(c.isdigit() for c in lower) else _telex(lower)
    if read is None or read == lower or not is_well_formed(read):
        return None
    return read.capitalize() if word[0].isupper() else read


def _telex(word: str) -> str | None:
    tone = ""
    for position in range(len(word) - 1, 0, -1):
        if word[position] in _TELEX_TONES and any(c in _VOWELS for c in word[:position]):
            tone = _TELEX_TONES[word[position]]
            word = word[:position] + word[position + 1 :]
            break
    for typed, letter in (("uwow", "ươ"), *_TELEX_DOUBLES):
        word = word.replace(typed, letter)
    if word.endswith("w"):
        word = _horned(word[:-1])
    return _toned(word, tone)


def _horned(word: str) -> str:
    """`w` typed at the end of the syllable."""
    for plain, letter in (("uo", "ươ"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
        if plain in word:
            return word.replace(plain, letter, 1)
    return word


def _vni(word: str) -> str | None:
    tone, letters = "", ""
    for char in word:
        if char in _VNI_TONES:
            if tone:
                return None
            tone = _VNI_TONES[char]
        elif char == "9":
            letters = letters.replace("d", "đ", 1)
        elif char in _VNI_MARKS:
            letters = _marked_last(letters, *_VNI_MARKS[char])
        elif char.isdigit():
            return None
        else:
            letters += char
    return _toned(letters.replace("uơ", "ươ") if letters[-1:] != "ơ" else letters, tone)


def _marked_last(letters: str, bases: str, mark: str) -> str:
    for position in range(len(letters) - 1, -1, -1):
        if letters[position] in bases:
            marked = unicodedata.normalize("NFC", letters[position] + mark)
            return letters[:position] + marked + letters[position + 1 :]
    return letters


def _toned(word: str, tone: str) -> str:
    """The tone on the vowel that bears it: the marked one, else the last before an end, else the first of two."""
    if not tone:
        return word
    start = 2 if word[:2] in ("qu", "gi") and len(word) > 2 and word[2] in _VOWELS else 0
    vowels = [i for i in range(start, len(word)) if word[i] in _VOWELS]
    if not vowels:
        return word
    marked = [i for i in vowels if word[i] in _MARKED]
    closed = vowels[-1] < len(word) - 1
    at = marked[-1] if marked else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return word[:at] + unicodedata.normalize("NFC", word[at] + tone) + word[at + 1 :]
