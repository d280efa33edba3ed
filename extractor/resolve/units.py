"""Every assignee and issuer of a record as units with one identity each, and the keys that a typed name asks for.

The names of the text stay as they are: a unit stands beside them. What a name does not say about its place is taken from
the document (`inferred`); what the document does not tell either stays open (`ambiguous`), never guessed.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from extractor.core.record import Record
from extractor.core.units import LinkedUnit, Unit
from extractor.lexicon.abbreviations import full_forms
from extractor.lexicon.admin_units import AdminUnit, provinces_and_districts
from extractor.lexicon.names import name_words
from extractor.lexicon.unit_names import loose, loose_words, slug, words_of, written_line
from extractor.lexicon.unit_places import place_key, place_name
from extractor.lexicon.unit_reforms import heirs, kin, seat_key
from extractor.resolve.unit_groups import as_named, read_group
from extractor.resolve.unit_homes import HOLDERS, Home, candidates, home_of, place_of, seat_of
from extractor.resolve.unit_reading import AUTHORITIES, PARTY, Named, Place, read_name

_TITLES = {"tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}


def link_units(record: Record) -> tuple[LinkedUnit, ...]:
    """The units behind the issuer and all assignees of a record, in its order; a name of nobody's is left out."""
    home = home_of(record)
    linked: list[LinkedUnit] = []
    if record.document.issuer:
        linked.append(LinkedUnit(units_named(record.document.issuer, home)))
    for number, directive in enumerate(record.directives):
        for position, assignee in enumerate(directive.assignees):
            units = units_named(assignee.text, home)
            if units:
                linked.append(LinkedUnit(units, number, position))
    return tuple(linked)


def units_named(text: str, home: Home = Home()) -> tuple[Unit, ...]:
    """The units that a name means in a document, the main one first; empty where there are no words."""
    if not words_of(text):
        return ()
    if _is_person(text, home):
        return (_person(text, home),)
    group = read_group(text, home.day)
    name = read_name(text, home.day) if group is None else as_named(group)
    if group is None and (self_unit := _self(name, home)) is not None:
        name = self_unit
    if not name.known and (territory := _bare_territory(text, home)) is not None:
        name = territory
    return (_unit(text, name, home),)


def _bare_territory(text: str, home: Home) -> Named | None:
    """`Lạc Sơn` for the commune of that name in the province of the document."""
    words = words_of(text)
    if home.place is None or not 2 <= len(words) <= 4 or any(not w.text[0].isupper() for w in words):
        return None
    place = Place(None, " ".join(w.text for w in words))
    return Named(AUTHORITIES, "chính quyền", "authorities", "own", place, placed=True) if place_of(place, home) else None


def _unit(text: str, name: Named, home: Home) -> Unit:
    place, fits, inferred = _seat(name, home)
    holder = "" if place is not None and name.place is not None else _holder(name, home)
    if place is None and fits != 1 and name.place is not None and name.place.name is not None:
        return _unlisted(text, name, home, several=fits > 1)
    key = f"{name.stem}@{holder}" if holder else seat_key((name.stem, place))
    open_place = place is None and not holder and name.level not in ("central", "none")
    if open_place and name.place is not None and name.place.word:
        key = f"{key}@{slug(name.place.word)}"
    return Unit(
        key,
        full_name(name, place),
        name.kind,
        place_name(place) if place is not None else None,
        text,
        () if holder else tuple(seat_key(one) for one in heirs((name.stem, place))),
        name.post,
        inferred or bool(holder),
        open_place,
    )


def _seat(name: Named, home: Home) -> tuple[AdminUnit | None, int, bool]:
    """The place of a body, how many places fit, and whether the document gave it."""
    if name.place is None:
        place = seat_of(name, home) if not home.central or name.level == "province" else None
        return place, int(place is not None), place is not None
    found = candidates(name.place, home)
    return (found[0] if len(found) == 1 else None), len(found), name.place.name is None


def _unlisted(text: str, name: Named, home: Home, *, several: bool) -> Unit:
    """A body of a place that no table knows, or that several bear: below the place of the document, or without one."""
    assert name.place is not None
    own = slug(" ".join(part for part in (name.place.word, name.place.name) if part))
    known_home = home.place is not None and not several
    key = f"{name.stem}@{own}.{place_key(home.place)}" if known_home and home.place else f"{name.stem}@{own}"
    called = " ".join(part for part in (name.place.word, name.place.name) if part)
    where = f"{called}, {place_name(home.place)}" if known_home and home.place else None
    return Unit(
        key, f"{name.title} {called}" if name.placed else name.title, name.kind, where, text, (), name.post,
        known_home, not known_home,
    )  # fmt: skip


def _holder(name: Named, home: Home) -> str:
    """The key of the issuing body where a name means a part of it (`Phòng Kỹ thuật` of a company)."""
    issuer = home.issuer
    if name.place is not None or issuer is None or issuer.kind not in HOLDERS:
        return ""
    whole = name.level == "own" and name.kind in _PARTS and issuer.kind in _HOUSES
    if name.level != "holder" and not whole:
        return ""
    if issuer.stem == name.stem:
        return ""
    inside = msgspec.structs.replace(home, issuer=None)
    return _unit("", issuer, inside).key


_HOUSES = frozenset(["company", "school", "hospital", "division"])
_PARTS = frozenset(["other", "board", "agency", "union", "group", "office", "party", "project_board"])
"""In the paper of a house of its own (a firm, a school) these are parts of it, where they name no place."""

_SELVES = frozenset(["cong ty", "tong cong ty", "benh vien", "trung tam", "quy", "lien minh", "khoa", "truong", "hoi", "so",
                     "bo", "toan cong ty", "ca khoa", "tap doan", "hop tac xa", "toan he thong"])  # fmt: skip


def _self(name: Named, home: Home) -> Named | None:
    """The issuer where a document speaks of it by its first word (`Công ty`, `cả Khoa`)."""
    words = name.stem.split("-")
    if home.issuer is None or name.place is not None or " ".join(words) not in _SELVES:
        return None
    if words[0] in ("toan", "ca"):
        words = words[1:]
    return home.issuer if home.issuer.stem.split("-")[: len(words)] == words else None


def full_name(name: Named, place: AdminUnit | None) -> str:
    """The name as a clerk writes it today: with its place where it is part of the name (`Ủy ban nhân dân xã Gia Phú`)."""
    if name.level == "village" or not name.placed:
        return name.title
    if place is None:
        word = name.place.word if name.place is not None else None
        return f"{name.title} {word}" if word and not name.stem.endswith(PARTY) else name.title
    if name.stem == PARTY:
        return _committee(place)
    if name.stem.endswith(f"-{PARTY}"):
        return f"{name.title} {_committee(place)}"
    if name.stem == AUTHORITIES:
        return f"{place.word} {place.name}"
    return f"{name.title} {place.name}" if name.kind in ("company", "media") else f"{name.title} {place.word} {place.name}"


def _committee(place: AdminUnit) -> str:
    """The name of the Party committee of a place."""
    return f"Đảng ủy {place.word} {place.name}" if place.level == "commune" else f"{_TITLES[place.word]} {place.name}"


def _is_person(text: str, home: Home) -> bool:
    bare = " ".join(text.split())
    if bare.lower() in home.persons:
        return True
    words = words_of(written_line(text))
    table = name_words()
    if not 1 <= len(words) <= 5 or any(not w.text[0].isupper() or w.text.isupper() and len(w.text) > 1 for w in words):
        return False
    last = any(person.split()[-1] == words[-1].marked for person in home.persons) and len(words) == 1
    surname = len(words) > 1 and words[0].marked in table.common_surnames
    return (last or surname) and not read_name(text, home.day).known


def _person(text: str, home: Home) -> Unit:
    """A person: of the place of the document, as namesakes elsewhere are others. A given name alone is that of the one
    person of the record who bears it."""
    bare = " ".join(text.split())
    full = [p for p in home.persons if p.split()[-1] == bare.lower() and " " in p] if " " not in bare else []
    name = full[0].title() if len(full) == 1 else bare
    stem = slug(name)
    place = home.place if not home.central else None
    return Unit(seat_key((stem, place)), name, "person", place_name(place) if place else None, text, (), None,
                place is not None, " " not in name)  # fmt: skip


ANYWHERE = "@*"
"""Behind a stem: the body at any place, in the words of SQL's GLOB (`so-tai-chinh@*`)."""


@lru_cache(maxsize=1024)
def units_asked(query: str, home: str | None = None, day: str | None = None) -> tuple[str, ...]:
    """The keys that a typed name of a unit means, with all that the unit came from and went into.

    `home` is a province or commune in words where the register belongs to one. A name that could stand at many places
    gives the keys of those the tables know and a pattern of GLOB (`so-tai-chinh@*`). Empty for a query without words.
    """
    if not words_of(query):
        return ()
    readings = [query]
    if len(words_of(query)) == 1:
        readings += [full for full in full_forms(query, "body") if full_forms(query)]
    keys: dict[str, None] = {}
    for reading in readings:
        for key in _asked(reading, home, day):
            keys.setdefault(key)
    return tuple(keys)


def _asked(query: str, home: str | None, day: str | None) -> list[str]:
    group = read_group(query, day)
    if group is not None:
        return [group.stem, f"{group.stem}{ANYWHERE}"]
    name = read_name(query, day)
    base = Home(_home(home), day)
    place, _, _ = _seat(name, base)
    stems = [name.stem]
    if name.stem == "ubnd":
        stems.append(AUTHORITIES)
    if name.place is not None and name.place.name is not None and place is None:
        return _at_each(stems, name, candidates(name.place, base))
    if place is not None:
        return [seat_key(one) for stem in stems for one in kin((stem, place))]
    keys = []
    for stem in stems:
        keys += _anywhere(stem, name)
    return keys


def _home(home: str | None) -> AdminUnit | None:
    if home is None:
        return None
    place = read_name(home).place
    found = candidates(place, Home()) if place is not None else ()
    return found[0] if len(found) == 1 else None


def _at_each(stems: list[str], name: Named, units: tuple[AdminUnit, ...]) -> list[str]:
    """A name that several places bear, or none of the tables: all of them."""
    assert name.place is not None
    own = slug(" ".join(part for part in (name.place.word, name.place.name) if part))
    keys = [seat_key(one) for unit in units for stem in stems for one in kin((stem, unit))]
    for stem in stems:
        keys += [f"{stem}@{own}", f"{stem}@{own}.*"]
    return keys


def _anywhere(stem: str, name: Named) -> list[str]:
    """A body at no place in particular: its stem and those of its kin, each at any place."""
    anywhere = next(u for u in provinces_and_districts() if u.level == "province" and u.valid_to is None)
    level = anywhere if name.level == "province" else None
    stems = dict.fromkeys(one for one, _ in kin((stem, level)))
    word = name.place.word if name.place is not None else None
    if word is not None and word not in ("tỉnh", "thành phố"):
        return [key for one in stems for key in (f"{one}@{slug(word)}", f"{one}@{slug(word)}-*")]
    return [key for one in stems for key in (one, f"{one}{ANYWHERE}")]


def matches_loosely(name: str, other: str) -> bool:
    """Whether two names have the same words, whatever their marks, case and `và`."""
    return loose(words_of(written_line(name))) == loose_words(written_line(other))
