"""Where a document stands: the place and the body that names without a place belong to (`Sở Y tế`, `Phòng Vật tư`).

The issuer tells it, by its own name or by that of the letterhead; else the place of issue, else the one province that
the text names. What does not tell one place tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from extractor.core.characters import UPPER, matching_view
from extractor.core.record import Entity, Record
from extractor.lexicon.admin_units import AdminUnit
from extractor.lexicon.unit_places import choose, in_province, named, parent_of, place_key, province_of
from extractor.resolve.unit_reading import PARTY, Named, read_name
from extractor.resolve.unit_tails import Place

HOLDERS = frozenset(
    [
        "agency", "bank", "central", "company", "department", "division", "front", "fund", "hospital", "inspectorate",
        "media", "ministry", "project_board", "school", "science", "union",
    ]
)  # fmt: skip
"""Kinds of issuers whose rooms and divisions are named without them."""


def holds(issuer: Named) -> bool:
    """Whether the rooms and divisions that a document names are the issuer's own: a house, or an organ of the Party."""
    organ = issuer.kind in ("party", "office") and issuer.stem != PARTY and not issuer.stem.startswith(f"{PARTY}-")
    return issuer.kind in HOLDERS or organ


class Home(msgspec.Struct, frozen=True):
    """`place` is None where it is not known, or the issuer is that of the whole country (`central`); `issuer` is its
    name taken apart, `persons` the names of people of the record (lower case), `day` an ISO date."""

    place: AdminUnit | None = None
    day: str | None = None
    issuer: Named | None = None
    central: bool = False
    persons: frozenset[str] = frozenset()


def home_of(record: Record) -> Home:
    """The home of a record's names."""
    day = _day(record)
    card = record.document
    issuer = read_name(card.issuer, day) if card.issuer else None
    persons = frozenset(e.text.lower() for e in record.entities if e.type == "person" and e.text.strip())
    central = issuer is not None and issuer.level == "central"
    province = _hint(record, day)
    place = None
    if issuer is not None and issuer.place is not None:
        place = place_of(issuer.place, Home(province, day))
        if place is not None and place.level == "province" and province is not None and issuer.place.name is None:
            place = province
    if place is None and issuer is not None and issuer.place is not None and issuer.place.name is None:
        place = _only_one(record.entities, issuer.place.word, Home(province, day))
    if place is None and not (issuer and issuer.place and issuer.place.word in _BELOW):
        place = province
    return Home(place, day, issuer, central, persons)


def _only_one(entities: tuple[Entity, ...], word: str | None, near: Home) -> AdminUnit | None:
    """The one unit of that word that the text names: what `UBND huyện` means where the issuer says no more."""
    if word in (None, "tỉnh"):
        return None
    found: dict[str, AdminUnit] = {}
    for entity in entities:
        if entity.type not in ("location", "organization") or len(entity.text) > 120:
            continue
        place = read_name(entity.name or entity.text, near.day).place
        if place is not None and place.word == word and place.name is not None:
            unit = place_of(place, near)
            if unit is None:
                return None
            found[place_key(unit)] = unit
    return next(iter(found.values())) if len(found) == 1 else None


_BELOW = ("huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")


def _day(record: Record) -> str | None:
    card = record.document
    day = card.issued_on or (card.meeting.date if card.meeting else None) or record.anchor.date
    return day[:10] if day is not None and len(day) >= 10 else None


_CALLED = re.compile(
    rf"(?<!\w)(?i:tỉnh|thành phố|TP\.?|tỉnh ủy|thành ủy)\s+((?:[{UPPER}][\w']*(?:\s?-\s?|\s)?){{1,5}})"
)


def _hint(record: Record, day: str | None) -> AdminUnit | None:
    """The province of a document, by the first witness that tells exactly one."""
    card = record.document
    meeting = card.meeting.name if card.meeting and card.meeting.name else ""
    at = min((d.start for d in record.directives), default=len(record.text))
    orgs = [e for e in record.entities if e.type == "organization"]
    for names in (
        _called((card.issuer or "",), day),
        _bare(card.issued_at, day),
        _called((card.title or "", meeting), day),
        _called((e.name or e.text for e in orgs if e.end <= at), day),
        _called((e.name or e.text for e in orgs), day),
        _places(record.entities, day),
        _called(card.recipients, day),
    ):
        if len(names) == 1:
            return next(iter(names.values()))
    return None


def _province(name: str, day: str | None) -> dict[str, AdminUnit]:
    units = tuple(u for u in named(name, communes=False) if u.level == "province")
    found = choose(units, day, None)
    return {place_key(found[0]): found[0]} if len(found) == 1 else {}


def _bare(name: str | None, day: str | None) -> dict[str, AdminUnit]:
    return _province(re.sub(r"^(?:TP\.?|tỉnh|thành phố) *", "", name), day) if name else {}


def _called(names: Iterable[str], day: str | None) -> dict[str, AdminUnit]:
    found: dict[str, AdminUnit] = {}
    for name in names:
        named_body = read_name(name, day) if len(name) < 120 else None
        place = named_body.place if named_body is not None else None
        while place is not None:
            if place.name is not None and place.word in (None, "tỉnh", "thành phố"):
                found.update(_province(place.name, day))
            place = place.above
        for match in _CALLED.finditer(matching_view(name)):
            words = match.group(1).split()
            for size in range(len(words), 0, -1):
                if hit := _province(" ".join(words[:size]), day):
                    found.update(hit)
                    break
    return found


def _places(entities: tuple[Entity, ...], day: str | None) -> dict[str, AdminUnit]:
    found: dict[str, AdminUnit] = {}
    for entity in entities:
        if entity.type == "location" and entity.level == "province":
            found.update(_bare(entity.text, day))
    return found


def place_of(place: Place, home: Home) -> AdminUnit | None:
    """The administrative unit that a name's place means in a document; None where none or several fit."""
    found = candidates(place, home)
    return found[0] if len(found) == 1 else None


def candidates(place: Place, home: Home) -> tuple[AdminUnit, ...]:
    """All units that a place may mean, as far as the document does not tell."""
    if place.name is None:
        return _relative(place.word, home.place)
    near = home.place
    if place.above is not None and (above := place_of(place.above, home)) is not None:
        near = above
    units = _of_word(named(place.name, communes=place.word in _COMMUNES or place.word is None), place.word)
    if place.word is None:
        units = _of_bare_name(units, home)
    top = tuple(u for u in units if u.level == "province") if place.word in _LEVELS else ()
    if top and (place.word == "tỉnh" or home.place is None or choose(top, home.day, None, place.word)):
        units = _city(top, units, home)
    if place.word == "thành phố" and home.day is not None:  # before 2025 Huế was a city of Thừa Thiên Huế
        units = tuple(u for u in units if (u.valid_from or "") <= (home.day or ""))
    return choose(units, home.day, near, place.word)


def all_of(place: Place) -> tuple[AdminUnit, ...]:
    """All units of that word and name, of any province and time."""
    units = named(place.name or "", communes=place.word in _COMMUNES or place.word is None)
    return _of_word(units, place.word) if place.word is not None else _of_bare_name(units, Home())


def _of_bare_name(units: tuple[AdminUnit, ...], home: Home) -> tuple[AdminUnit, ...]:
    """A name without its word: the place of the document itself, else the highest level that bears it there."""
    if home.place is not None and home.place in units:
        return (home.place,)
    for level in ("province", "district", "commune"):
        same = tuple(u for u in units if u.level == level)
        if home.place is not None and level != "province":
            same = tuple(u for u in same if in_province(u, province_of(home.place)))
        if valid := tuple(u for u in same if home.day is None or u.valid_on(home.day)):
            return valid
    return units


_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")
_LEVELS = {"tỉnh": ("province",), "thành phố": ("province", "district")}


def _of_word(units: tuple[AdminUnit, ...], word: str | None) -> tuple[AdminUnit, ...]:
    if word is None:
        return units
    levels = _LEVELS.get(word, ("commune",) if word in _COMMUNES else ("district",))
    return tuple(u for u in units if u.level in levels)


def _city(top: tuple[AdminUnit, ...], units: tuple[AdminUnit, ...], home: Home) -> tuple[AdminUnit, ...]:
    """Of a province and a city of one name (`thành phố Lào Cai`) the city, unless the province is a city itself."""
    cities = tuple(u for u in units if u.word == "thành phố" and u.level == "district")
    return top if _is_city(top, home) or not cities else cities


def _is_city(top: tuple[AdminUnit, ...], home: Home) -> bool:
    return any(u.word == "thành phố" and (home.day is None or u.valid_on(home.day)) for u in top)


def _relative(word: str | None, home: AdminUnit | None) -> tuple[AdminUnit, ...]:
    """`UBND tỉnh`, `Công an huyện`: the unit of that word at or above the place of the document.

    The tables know a unit by its last word: what was a huyện when the paper was written may stand there as thị xã.
    """
    above: AdminUnit | None = home
    while above is not None:
        same_level = word != "thành phố" and above.level in _LEVELS.get(word or "", (_level_of(word),))
        if word is None or above.word == word or same_level:
            return (above,)
        above = parent_of(above)
    return ()


def _level_of(word: str | None) -> str:
    return "commune" if word in _COMMUNES else "province" if word == "tỉnh" else "district"


def above_of(word: str | None, home: AdminUnit | None) -> AdminUnit | None:
    """What a place of that word lies in, as seen from a document of `home`: a commune in its district or province."""
    above = home
    lower = ("commune",) if word in _COMMUNES else ("commune", "district")
    while above is not None and above.level in lower:
        above = parent_of(above)
    return above


def seat_of(name: Named, home: Home) -> AdminUnit | None:
    """Where a body that names no place belongs by its level: the province of the document, or its place."""
    if home.place is None or name.level in ("central", "none", "unsaid"):
        return None
    if name.level == "province":
        return province_of(home.place)
    if name.level == "commune":
        return home.place if home.place.level == "commune" else None
    return home.place
