"""Places of units: keys of provinces, districts and communes, and which of them a name means.

A province's key is its name (`lao-cai`); below it the word of the unit and the chain above: `xa-bao-thang.lao-cai`,
`huyen-bao-thang.lao-cai`, and for communes until June 2025 `xa-gia-phu.huyen-bao-thang.lao-cai`. Names that differ in
marks alone (`Văn Lang`, `Văn Lăng`) bear the official number besides.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from extractor.core.characters import without_marks
from extractor.lexicon import admin_units
from extractor.lexicon.admin_units import AdminUnit, name_key
from extractor.lexicon.unit_names import slug


def _folded(name: str) -> str:
    return without_marks(name_key(name)).replace("'", "")


def _index(units: tuple[AdminUnit, ...]) -> dict[str, tuple[AdminUnit, ...]]:
    names: dict[str, str] = {}
    found: dict[str, list[AdminUnit]] = defaultdict(list)
    for unit in units:
        key = names.get(unit.name)
        if key is None:
            key = names[unit.name] = _folded(unit.name)
        found[key].append(unit)
    return {key: tuple(same) for key, same in found.items()}


@cache
def _upper() -> dict[str, tuple[AdminUnit, ...]]:
    return _index(admin_units.provinces_and_districts())


@cache
def _lower() -> dict[str, tuple[AdminUnit, ...]]:
    return _index(admin_units.communes())


@lru_cache(maxsize=4096)
def named(name: str, *, communes: bool) -> tuple[AdminUnit, ...]:
    """Units of that bare name, in any marks where it is typed without; communes only where asked (they load slowly)."""
    exact = admin_units.upper_units(name)
    found = exact or _upper().get(_folded(name), ())
    if communes:
        found += _lower().get(_folded(name), ())
    if not name.isascii():
        found = tuple(u for u in found if u in exact or name_key(u.name) == name_key(name))
    return found


@cache
def _upper_by_id() -> dict[str, AdminUnit]:
    return {unit.id: unit for unit in admin_units.provinces_and_districts()}


def parent_of(unit: AdminUnit) -> AdminUnit | None:
    """The district or province above a unit."""
    return _upper_by_id()[unit.parent] if unit.parent else None


def province_of(unit: AdminUnit) -> AdminUnit:
    """The province that a unit belongs to, itself where it is one."""
    above = unit
    while (parent := parent_of(above)) is not None:
        above = parent
    return above


@lru_cache(maxsize=8192)
def place_key(unit: AdminUnit) -> str:
    """The key of a place: stable, in ASCII, unique."""
    above = parent_of(unit)
    if above is None:
        return slug(unit.name)
    own = f"{slug(unit.word)}-{slug(unit.name)}"
    if unit.level == "commune" and _has_double(unit):
        own += f"-{unit.id[1:]}"
    return f"{own}.{place_key(above)}"


def _has_double(unit: AdminUnit) -> bool:
    """Whether another commune beside it differs in marks alone."""
    same = _lower().get(_folded(unit.name), ())
    return any(u.id != unit.id and u.word == unit.word and u.parent == unit.parent for u in same)


def of_today(unit: AdminUnit) -> AdminUnit:
    """A province as the last unit of the same key: what was tỉnh Quảng Ninh is shown as thành phố Quảng Ninh."""
    while len(unit.successors) == 1 and unit.level == "province":
        heir = _upper_by_id()[unit.successors[0]]
        if place_key(heir) != place_key(unit):
            break
        unit = heir
    return unit


def place_name(unit: AdminUnit) -> str:
    """A place as it is shown: `xã Bảo Thắng, tỉnh Lào Cai`."""
    above = parent_of(unit)
    unit = of_today(unit)
    own = f"{unit.word} {unit.name}"
    return own if above is None else f"{own}, {place_name(above)}"


@lru_cache(maxsize=512)
def _kin(province_key: str) -> frozenset[str]:
    """Keys of a province, of those it came from and of the one it went into."""
    units = [u for u in admin_units.provinces_and_districts() if u.level == "province"]
    found = {province_key}
    for unit in units:
        heirs = {place_key(_upper_by_id()[heir]) for heir in unit.successors}
        if place_key(unit) == province_key:
            found |= heirs
        if province_key in heirs:
            found.add(place_key(unit))
    return frozenset(found)


def in_province(unit: AdminUnit, province: AdminUnit) -> bool:
    """Whether a unit lies in a province as it is, was or became."""
    return place_key(province_of(unit)) in _kin(place_key(province))


def _narrowed(units: tuple[AdminUnit, ...], *wishes: frozenset[str] | None) -> tuple[AdminUnit, ...]:
    for wish in wishes:
        if wish is not None and (kept := tuple(u for u in units if u.id in wish)):
            units = kept
    return units


def choose(
    units: tuple[AdminUnit, ...], day: str | None, home: AdminUnit | None, word: str | None = None
) -> tuple[AdminUnit, ...]:
    """Those of `units` that a name means in a document of `home` and `day` (ISO); one where the choice is sure.

    The place of the document counts first, then the word (`xã`), then the day: an older name stays itself where none
    of today bears it. Units of one key are one.
    """
    if home is not None:
        province = province_of(home)
        near = tuple(u for u in units if in_province(u, province))
        if not near and any(u.level != "province" for u in units):
            return units if len(_by_key(units)) == 1 else ()
        units = near or units
    if word is not None:
        units = tuple(u for u in units if u.word == word) or units
    if day is not None:
        units = tuple(u for u in units if u.valid_on(day)) or units
    if home is not None:
        inside = frozenset(u.id for u in units if home.id in (u.id, u.parent) or u.parent == home.parent)
        same = frozenset(u.id for u in units if place_key(province_of(u)) == place_key(province_of(home)))
        units = _narrowed(units, same, inside)
    elif day is None:
        units = _narrowed(units, frozenset(u.id for u in units if u.valid_to is None))
    return _by_key(units)


def _by_key(units: tuple[AdminUnit, ...]) -> tuple[AdminUnit, ...]:
    """One unit for each key, the last in time."""
    latest: dict[str, AdminUnit] = {}
    for unit in units:
        key = place_key(unit)
        if key not in latest or (unit.valid_to or "9999") > (latest[key].valid_to or "9999"):
            latest[key] = unit
    return tuple(latest.values())
