"""Administrative units of Viet Nam, old and new: 63 → 34 provinces, the districts that ended on 30 June 2025, communes.

The table is made by tools/build_admin_units.py (source, licence and date stand in its first line). Provinces and
districts are one light file; communes are read only when a question needs them. A name alone is never a key: `Đầm Hà`
was a huyện, a thị trấn and a xã, so every answer is a set of units with the days they were valid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import msgspec

from extractor.core.characters import matching_view
from extractor.core.record import Level
from extractor.lexicon.loading import load_json, read_bytes

UNIT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "T": "tỉnh", "TP": "thành phố", "H": "huyện", "Q": "quận", "TX": "thị xã",
        "X": "xã", "P": "phường", "TT": "thị trấn", "DK": "đặc khu",
    }
)  # fmt: skip
_UPPER, _LOWER = "admin_units.tsv", "communes.tsv"


class AdminUnit(msgspec.Struct, frozen=True):
    """One unit under one order. `word` is its type (`huyện`); the days are ISO, None where open or not known."""

    id: str
    word: str
    name: str
    level: Level
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()

    def valid_on(self, day: str) -> bool:
        """Whether the unit stood on `day` (ISO date); an open end counts as valid."""
        return (self.valid_from or "") <= day <= (self.valid_to or "9999")


class _Spellings(msgspec.Struct, frozen=True):
    """`same`: other spellings and short forms of a name → the name of the table."""

    about: str
    same: dict[str, str]


_BREAK = re.compile(r"\s*-\s*|\s+")
_RIM = re.compile(r"\b(?:đăk|đắc|đak|dak)\b")


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The key of a bare unit name: case, tone placement, dashes, `Qui`/`Quy` and `Đăk`/`Đắc` levelled."""
    key = _BREAK.sub(" ", matching_view(name).casefold().strip(" .,;:"))
    return _RIM.sub("đắk", key).replace("qui ", "quy ")


def _level(word: str, parent: str) -> Level:
    if not parent:
        return "province"
    return "commune" if word in ("X", "P", "TT", "DK") else "district"


def _rows(file_name: str) -> tuple[AdminUnit, ...]:
    units = []
    for line in read_bytes(file_name).decode("utf-8").splitlines()[2:]:
        code, word, name, parent, start, end, successors = line.split("\t")
        units.append(
            AdminUnit(
                code,
                UNIT_WORDS[word],
                name,
                _level(word, parent),
                parent or None,
                start or None,
                end or None,
                tuple(successors.split()),
            )
        )
    return tuple(units)


@cache
def provinces_and_districts() -> tuple[AdminUnit, ...]:
    """All provinces and districts, past and present."""
    return _rows(_UPPER)


@cache
def communes() -> tuple[AdminUnit, ...]:
    """All communes, past and present (about 13 000; loaded at the first call)."""
    return _rows(_LOWER)


def _by_name(units: Iterable[AdminUnit]) -> dict[str, tuple[AdminUnit, ...]]:
    found: dict[str, list[AdminUnit]] = defaultdict(list)
    for unit in units:
        found[name_key(unit.name)].append(unit)
    return {key: tuple(same) for key, same in found.items()}


@cache
def _upper_index() -> dict[str, tuple[AdminUnit, ...]]:
    index = _by_name(provinces_and_districts())
    for spelling, name in load_json("unit_spellings.json", _Spellings).same.items():
        index[name_key(spelling)] = index[name_key(name)]
    return index


@cache
def _lower_index() -> dict[str, tuple[AdminUnit, ...]]:
    return _by_name(communes())


def upper_units(name: str) -> tuple[AdminUnit, ...]:
    """Provinces and districts of that bare name (`Quảng Ninh`, `Đăk Nông`, `HCM`); loads no communes."""
    return _upper_index().get(name_key(name), ())


def find_units(name: str, level: Level | None = None, day: str | None = None) -> tuple[AdminUnit, ...]:
    """All units of that bare name, of one level and valid on one day (ISO) where asked."""
    units = upper_units(name)
    if level in (None, "commune"):
        units = units + _lower_index().get(name_key(name), ())
    return tuple(u for u in units if (level is None or u.level == level) and (day is None or u.valid_on(day)))


@cache
def _by_id() -> dict[str, AdminUnit]:
    return {unit.id: unit for unit in (*provinces_and_districts(), *communes())}


def unit(unit_id: str) -> AdminUnit:
    """The unit with that id. Raises KeyError where there is none."""
    return _by_id()[unit_id]


@cache
def _heritage() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for old in (*provinces_and_districts(), *communes()):
        for heir in old.successors:
            found[heir].append(old.id)
    return {heir: tuple(ids) for heir, ids in found.items()}


def successors(unit_id: str) -> tuple[AdminUnit, ...]:
    """The units that took over from this one, the main one first."""
    return tuple(unit(heir) for heir in unit(unit_id).successors)


def predecessors(unit_id: str) -> tuple[AdminUnit, ...]:
    """The units (of any level) that this one was formed from."""
    return tuple(unit(old) for old in _heritage().get(unit_id, ()))
