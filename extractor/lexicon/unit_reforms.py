"""What became of bodies: mergers of ministries, departments and Party organs, districts and provinces that ended.

The table `unit_reforms.json` names each change with its day and paper; which places followed which stands in
`admin_units.tsv` and `communes.tsv`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import msgspec

from extractor.lexicon import admin_units
from extractor.lexicon.admin_units import AdminUnit
from extractor.lexicon.loading import load_json
from extractor.lexicon.unit_bodies import body_named
from extractor.lexicon.unit_names import loose_words, slug, unit_names
from extractor.lexicon.unit_places import place_key, province_of

Seat = tuple[str, AdminUnit | None]
"""A body at its place: the stem of its key, and the administrative unit where it has one."""


class Reform(msgspec.Struct, frozen=True):
    """`old` ended on the day before `since` (ISO); `ward`: who took over where the commune is a phường."""

    old: str
    new: tuple[str, ...]
    since: str
    source: str


class DistrictReform(msgspec.Struct, frozen=True):
    old: str
    new: str
    since: str
    source: str
    ward: str | None = None


class Reforms(msgspec.Struct, frozen=True):
    """The table `unit_reforms.json`."""

    about: str
    bodies: tuple[Reform, ...]
    districts: tuple[DistrictReform, ...]
    to_province: tuple[DistrictReform, ...]


@cache
def reforms() -> Reforms:
    """The table, read once."""
    return load_json("unit_reforms.json", Reforms)


def stem_of(name: str) -> str:
    """The stem of a body's key, a body inside another (`Ban Tổ chức Đảng ủy`) included."""
    body = body_named(name)
    if body is not None:
        return body.stem
    words = loose_words(name)
    for outer, _ in sorted(unit_names().outers, key=lambda pair: -len(loose_words(pair[0]))):
        head = loose_words(outer)
        if words[: len(head)] == head and len(words) > len(head):
            inner = name.split(" ")[len(outer.split(" ")) :]
            rest = " ".join(inner)
            return f"{slug(outer)}-{_inner_stem(rest)}"
    return slug(name)


def _inner_stem(name: str) -> str:
    body = body_named(name)
    return body.stem if body is not None else "dang-uy" if loose_words(name)[-1:] == ("uy",) else slug(name)


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for reform in reforms().bodies:
        found[stem_of(reform.old)] += [stem_of(new) for new in reform.new]
    return {old: tuple(dict.fromkeys(new)) for old, new in found.items()}


@cache
def _names() -> dict[str, str]:
    return {stem_of(new): new for reform in reforms().bodies for new in reform.new}


def name_of_heir(stem: str) -> str | None:
    """The name of a body that others went into, as the table writes it."""
    return _names().get(stem)


@cache
def _bodies_back() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for old, heirs in _bodies().items():
        for heir in heirs:
            found[heir].append(old)
    return {new: tuple(olds) for new, olds in found.items()}


@cache
def _districts() -> dict[str, tuple[str, str]]:
    """Stem of a district's body → stems of the heirs in a phường and elsewhere."""
    return {
        stem_of(reform.old): (stem_of(reform.ward or reform.new), stem_of(reform.new)) for reform in reforms().districts
    }


@cache
def _to_province() -> dict[str, str]:
    return {stem_of(reform.old): stem_of(reform.new) for reform in reforms().to_province}


def _district_heirs(stem: str, unit: AdminUnit) -> list[Seat]:
    found: list[Seat] = []
    if stem in _to_province():
        found.append((_to_province()[stem], province_of(unit)))
    if stem in _districts():
        ward, other = _districts()[stem]
        for heir in admin_units.successors(unit.id):
            if heir.level == "commune":
                found.append((ward if heir.word == "phường" else other, heir))
            else:
                found.append((stem, heir))
    return found


def _heirs(seat: Seat) -> list[Seat]:
    stem, unit = seat
    if stem in _bodies() and (unit is None or unit.level == "province"):
        return [(heir, unit) for heir in _bodies()[stem]]
    if unit is None:
        return []
    if unit.level == "district":
        return _district_heirs(stem, unit)
    ids = unit.successors
    if unit.level == "province":
        by_id = {u.id: u for u in admin_units.provinces_and_districts()}
        return [(stem, by_id[heir]) for heir in ids]
    return [(stem, heir) for heir in admin_units.successors(unit.id)]


def _forebears(seat: Seat) -> list[Seat]:
    stem, unit = seat
    found: list[Seat] = [(old, unit) for old in _bodies_back().get(stem, ())] if _may_merge(unit) else []
    if unit is None:
        return found
    if unit.level == "province":
        units = admin_units.provinces_and_districts()
        return found + [(stem, u) for u in units if u.level == "province" and unit.id in u.successors]
    for old in admin_units.predecessors(unit.id):
        if old.level == unit.level:
            found.append((stem, old))
        elif old.level == "district":
            which = 0 if unit.word == "phường" else 1
            found += [(was, old) for was, heirs in _districts().items() if heirs[which] == stem]
    return found


def _may_merge(unit: AdminUnit | None) -> bool:
    return unit is None or unit.level == "province"


def seat_key(seat: Seat) -> str:
    """The key of a body at its place."""
    stem, unit = seat
    return stem if unit is None else f"{stem}@{place_key(unit)}"


_ROUNDS = 6


def heirs(seat: Seat) -> tuple[Seat, ...]:
    """Who does the work of a body today, the main one first; empty where the body itself still does."""
    own = seat_key(seat)
    last = {seat_key(one): one for one in _last(seat, _ROUNDS)}
    return tuple(one for key, one in last.items() if key != own)


def _last(seat: Seat, rounds: int) -> list[Seat]:
    """The ends of all lines of heirs, in the order of the table."""
    after = _heirs(seat) if rounds else []
    return [one for heir in after for one in _last(heir, rounds - 1)] or [seat]


def kin(seat: Seat) -> tuple[Seat, ...]:
    """A body with all that it came from and all that it went into, itself first."""
    found = {(seat[0], seat[1].id if seat[1] else ""): seat}
    for step in (_heirs, _forebears):
        now = [seat]
        for _ in range(_ROUNDS):
            now = [one for was in now for one in step(was)]
            now = [one for one in now if (one[0], one[1].id if one[1] else "") not in found]
            found.update({(one[0], one[1].id if one[1] else ""): one for one in now})
    return tuple(found.values())
