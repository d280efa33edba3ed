"""Words before names of places that are no administrative units (`thôn`, `quốc lộ`, `hồ`), regions and countries."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.lexicon.alternation import alternation, first_words
from extractor.lexicon.loading import load_json


class PlaceWords(msgspec.Struct, frozen=True):
    """`numbered`: what may be named by a number; `named_after`: what bears the name of its village and is no
    part of it (`điểm trường Tá Phì`); `peoples`: whose villages are no names
    (`buôn làng K'Ho`); `place_cues`: prepositions of place, `strong_cues` those hardly anything
    else follows; `doubtful` names are words too; `no_unit_after`: words behind
    which a unit word is part of another word (`yêu` + `cầu`)."""

    about: str
    villages: tuple[str, ...]
    others: tuple[str, ...]
    named_after: frozenset[str]
    numbered: frozenset[str]
    regions: tuple[str, ...]
    countries: tuple[str, ...]
    peoples: tuple[str, ...]
    place_cues: frozenset[str]
    strong_cues: frozenset[str]
    doubtful: frozenset[str]
    no_unit_after: dict[str, tuple[str, ...]]


@cache
def place_words() -> PlaceWords:
    """The table `data/places.json`."""
    return load_json("places.json", PlaceWords)


def _one_of(words: tuple[str, ...]) -> str:
    return alternation(words, lambda part: re.escape(part).replace("\\ ", " {1,2}"))


_ADMIN = (
    *("tỉnh", "thành phố", "huyện đảo", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"),
    r"tp\.?",
    r"tx\.?",
)


@cache
def unit_openers() -> frozenset[str]:
    """The first words, in lower case, of all that `unit_word_pattern` can match."""
    return first_words((*_ADMIN, *place_words().others, *place_words().villages))


@cache
def region_openers() -> frozenset[str]:
    """The first words, in lower case, of all that `region_pattern` can match."""
    return first_words((*place_words().regions, *place_words().countries))


@cache
def unit_word_pattern() -> re.Pattern[str]:
    """A word for a unit, a village or another place, before a blank or a colon; groups `admin`, `village`, `other`."""
    words = place_words()
    admin = "|".join(_ADMIN)
    return re.compile(
        rf"(?<!\w)(?:(?P<other>{_one_of(words.others)})|(?P<admin>{admin})|(?P<village>{_one_of(words.villages)}))(?:(?<=\.)|(?!\w))",
        re.IGNORECASE,
    )


@cache
def people_pattern() -> re.Pattern[str]:
    """The name of a people of Viet Nam."""
    return re.compile(rf"(?:{_one_of(place_words().peoples)})(?!\w)")


@cache
def country_pattern() -> re.Pattern[str]:
    """The name of a foreign country."""
    return re.compile(rf"(?:{_one_of(tuple(c for c in place_words().countries if c != 'Việt Nam'))})(?!\w)")


@cache
def region_pattern() -> re.Pattern[str]:
    """The name of a region or country."""
    return re.compile(
        rf"(?<!\w)(?:(?P<region>{_one_of(place_words().regions)})|(?P<country>{_one_of(place_words().countries)}))(?!\w)"
    )
