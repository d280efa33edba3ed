"""Codings from before Unicode, TCVN3 (also ABC) and VNI: their letters, and the fonts that tell them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

import msgspec

from extractor.lexicon.loading import load_json

Coding = Literal["tcvn3", "vni"]
CODINGS: tuple[Coding, ...] = ("tcvn3", "vni")

_SUBSET = re.compile(r"^[A-Z]{6}\+")  # of a font embedded in a PDF
_STYLE = re.compile(r"(?:[-, ]*(?:bold|italic|oblique|regular|normal|mt|ps))+$", re.IGNORECASE)


class OldFonts(msgspec.Struct, frozen=True):
    """The table `old_fonts.json`."""

    about: str
    tcvn3: dict[str, str]
    vni: dict[str, str]
    printed: dict[Coding, dict[str, str]]
    fonts: dict[Coding, tuple[str, ...]]
    capital_fonts: str
    always_capital: tuple[str, ...]


class OldFont(msgspec.Struct, frozen=True):
    """What the name of a font tells: the coding of its letters, and whether it draws all of them as capitals."""

    coding: Coding
    capitals: bool = False


@cache
def _tables() -> OldFonts:
    return load_json("old_fonts.json", OldFonts)


@cache
def old_letters(coding: Coding) -> Mapping[str, str]:
    """What stands in a text of that coding → the Unicode letter, capitals too."""
    if coding == "tcvn3":
        return _tables().tcvn3
    letters = dict(_tables().vni)
    letters |= {old.upper(): new.upper() for old, new in letters.items()}
    # a capital with the small mark of the next key: typed so, and drawn the same
    letters |= {old[0].upper() + old[1:]: new.upper() for old, new in _tables().vni.items() if len(old) > 1}
    return letters


@cache
def printed_signs(coding: Coding) -> Mapping[str, str]:
    """Signs that a PDF gives in place of a letter's own (`−` for U+00AD) → that letter's own."""
    return _tables().printed[coding]


@cache
def always_capital() -> tuple[str, ...]:
    """Names that TCVN3 cannot write with their capital."""
    return _tables().always_capital


@lru_cache(maxsize=1000)
def old_font(name: str | None) -> OldFont | None:
    """What a font name tells (`.VnTimeH`, `ABCDEF+VNI-Times,Bold`), or None where it is no old font."""
    if not name:
        return None
    bare = _SUBSET.sub("", name.split(";")[0].strip(" \"'"))
    for coding in CODINGS:
        if any(re.match(shape, bare, re.IGNORECASE) for shape in _tables().fonts[coding]):
            return OldFont(coding, coding == "tcvn3" and _draws_capitals(bare))
    return None


def _draws_capitals(name: str) -> bool:
    stem = _STYLE.sub("", name)
    # `.VnTimeH` ends in a capital H; where a program lower-cased the name, only known families tell
    return bool(re.search(r"[a-z]H$", stem)) or (stem.islower() and bool(re.search(_tables().capital_fonts, stem)))
