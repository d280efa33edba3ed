"""Every assignee and issuer of a record as units with one identity each, and the keys that a typed name asks for.

The names of the text stay as they are: a unit stands beside them. What a name does not say about its place is taken
from the document (`inferred`); what the document does not tell either stays open (`ambiguous`), never guessed.
"""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from extractor.core.record import Record
from extractor.core.units import Heir, LinkedUnit, Unit
from extractor.lexicon.abbreviations import full_forms
from extractor.lexicon.admin_units import AdminUnit, provinces_and_districts
from extractor.lexicon.names import name_words
from extractor.lexicon.unit_names import MAX_NAME, loose_words, slug, words_of, written_line
from extractor.lexicon.unit_places import of_today, place_key, place_name
from extractor.lexicon.unit_reforms import heirs, kin, name_of_heir, seat_key
from extractor.resolve.unit_groups import as_named, read_group
from extractor.resolve.unit_homes import Home, above_of, all_of, candidates, holds, home_of, place_of, seat_of
from extractor.resolve.unit_lists import heads_of_many, named_each, read_list
from extractor.resolve.unit_reading import AUTHORITIES, PARTY, Named, read_name
from extractor.resolve.unit_tails import Place

_TITLES = {"tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}


def link_units(record: Record) -> tuple[LinkedUnit, ...]:
    """The units behind the issuer and all assignees of a record, in its order; a name of nobody's is left out."""
    home = home_of(record)
    linked: list[LinkedUnit] = []
    if record.document.issuer and (units := units_named(record.document.issuer, home)):
        linked.append(LinkedUnit(units))
    for number, directive in enumerate(record.directives):
        for position, assignee in enumerate(directive.assignees):
            units = units_named(assignee.text, home)
            if units:
                linked.append(LinkedUnit(units, number, position))
    return tuple(linked)


NOWHERE = Home()
"""The home of a name without a document."""


def units_named(text: str, home: Home = NOWHERE) -> tuple[Unit, ...]:
    """The units that a name means in a document, the main one first; empty where there are no words."""
    text = text[:MAX_NAME]
    if not words_of(text):
        return ()
    if (itself := _self(text, home)) is not None:
        return (_unit(text, itself, home),)
    if _is_person(text, home):
        return (_person(text, home),)
    several = named_each(text, home.day) or heads_of_many(text, home.day)
    group = read_group(text, home.day) if not several else None
    if several or (group is None and (several := read_list(text, home.day))):
        return tuple(_unit(text, _of_party(name, home), home) for name in several)
    name = read_name(text, home.day) if group is None else as_named(group)
    name = _of_party(name, home)
    if not name.known and (territory := _bare_territory(text, home)) is not None:
        name = territory
    return (_unit(text, name, home),)


def _bare_territory(text: str, home: Home) -> Named | None:
    """`Lạc Sơn` for the commune of that name in the province of the document."""
    words = words_of(text)
    if home.place is None or not 2 <= len(words) <= 4 or any(not w.text[0].isupper() for w in words):
        return None
    place = Place(None, " ".join(w.text for w in words))
    return (
        Named(AUTHORITIES, "chính quyền", "authorities", "own", place, placed=True) if place_of(place, home) else None
    )


def _unit(text: str, name: Named, home: Home) -> Unit:
    name = _without_person(name)
    place, fits, inferred = _seat(name, home)
    holder = "" if place is not None and name.place is not None else _holder(name, home)
    if name.of is not None and not holder:  # of some body of that kind
        name = msgspec.structs.replace(name, stem=f"{name.stem}-{name.of}", level="unsaid")
        place, inferred = None, False
    if place is None and fits != 1 and name.place is not None and name.place.name is not None:
        return _unlisted(text, name, home, several=fits > 1)
    key = f"{name.stem}@{holder}" if holder else seat_key((name.stem, place))
    open_place = place is None and not holder and name.level not in ("central", "none")
    if open_place and name.place is not None and name.place.word:
        key = f"{key}@{slug(name.place.word)}"
    today = () if holder else heirs((name.stem, place))
    return Unit(
        key,
        full_name(name, place),
        name.kind,
        place_name(place) if place is not None else None,
        text,
        tuple(seat_key(one) for one in today),
        name.post,
        inferred or bool(holder),
        open_place,
        _heir(name, *today[0]) if len(today) == 1 else None,
    )


def _heir(name: Named, stem: str, place: AdminUnit | None) -> Heir | None:
    """The body that took over; None where its name is not known."""
    shown = full_name(name, place) if stem == name.stem else name_of_heir(stem)
    where = place_name(place) if place is not None else None
    return Heir(seat_key((stem, place)), shown, where) if shown is not None else None


def _without_person(name: Named) -> Named:
    """`Phó Chủ tịch UBND tỉnh Nguyễn Văn An`: what stands behind the level is the person's name, no place's."""
    place = name.place
    if place is None or place.name is None or place.word is None or all_of(place):
        return name
    words = words_of(place.name)
    person = len(words) > 2 and words[0].marked in name_words().common_surnames
    return msgspec.structs.replace(name, place=Place(place.word)) if person or place.word == "tỉnh" else name


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
    called = " ".join(part for part in (name.place.word, name.place.name) if part)
    above = None if several else above_of(name.place.word, home.place)
    own = f"{slug(called)}.{place_key(above)}" if above is not None else slug(called)
    where = f"{called}, {place_name(above)}" if above is not None else None
    title = f"{name.title} {called}" if name.placed else name.title
    key = f"{name.stem}@{own}"
    return Unit(key, title, name.kind, where, text, (), name.post, above is not None, above is None)


def _holder(name: Named, home: Home) -> str:
    """The key of the issuing body where a name means a part of it (`Phòng Kỹ thuật` of a company)."""
    issuer = home.issuer
    if name.place is not None or issuer is None or not holds(issuer):
        return ""
    if name.of is not None:
        inside = issuer.stem.startswith(name.of) or issuer.kind in ("company", "central")
        return _unit("", issuer, msgspec.structs.replace(home, issuer=None)).key if inside else ""
    whole = name.level == "own" and name.kind in _PARTS and issuer.kind in _HOUSES
    if name.level != "holder" and not whole:
        return ""
    if issuer.stem == name.stem:
        return ""
    return _unit("", issuer, msgspec.structs.replace(home, issuer=None)).key


_HOUSES = frozenset(["company", "school", "hospital", "division"])
_PARTS = frozenset(["other", "board", "agency", "union", "group", "office", "party", "project_board"])
"""In the paper of a house of its own (a firm, a school) these are parts of it, where they name no place."""

_SELVES = frozenset(
    loose_words(word)
    for word in (
        "công ty", "tổng công ty", "tập đoàn", "hợp tác xã", "bệnh viện", "trung tâm", "quỹ", "liên minh", "khoa",
        "trường", "hội", "sở", "bộ", "ban chỉ đạo", "ủy ban", "đoàn công tác",
    )
)  # fmt: skip


def _self(text: str, home: Home) -> Named | None:
    """The issuer where a document speaks of it by its first word (`Công ty`, `cả Khoa`)."""
    words = loose_words(written_line(text))
    if words[:1] in (("toan",), ("ca",)):
        words = words[1:]
    if home.issuer is None or words not in _SELVES:
        return None
    return home.issuer if tuple(home.issuer.stem.split("-")[: len(words)]) == words else None


def _of_party(name: Named, home: Home) -> Named:
    """`Đảng ủy`, `Văn phòng Đảng ủy` without a place: those of the committee that issues the document.

    A province's or district's committee is called by its own name, so there it is some other one.
    """
    if name.place is not None or name.of or not (name.stem == PARTY or name.stem.endswith(f"-{PARTY}")):
        return name
    issuer = home.issuer
    if issuer is not None and issuer.stem.startswith(f"{PARTY}-"):
        part = name.stem.removesuffix(PARTY)
        title = f"{name.title} {issuer.title}" if part else issuer.title
        return msgspec.structs.replace(issuer, stem=f"{part}{issuer.stem}", title=title, post=name.post)
    above = home.place is not None and home.place.level != "commune"
    return msgspec.structs.replace(name, level="unsaid") if above and name.stem == PARTY and not name.post else name


def full_name(name: Named, place: AdminUnit | None) -> str:
    """The name as a clerk writes it today: with its place where the name ends with it (`… xã Gia Phú`)."""
    if name.level == "village" or not name.placed:
        return name.title
    if place is None:
        word = name.place.word if name.place is not None else None
        return f"{name.title} {word}" if word and not name.stem.endswith(PARTY) else name.title
    place = of_today(place)
    if name.stem == PARTY:
        return _committee(place)
    if name.stem.endswith(f"-{PARTY}"):
        return f"{name.title} {_committee(place)}"
    if name.stem == AUTHORITIES:
        return f"{place.word} {place.name}"
    return (
        f"{name.title} {place.name}" if name.kind in ("company", "media") else f"{name.title} {place.word} {place.name}"
    )


def _committee(place: AdminUnit) -> str:
    """The name of the Party committee of a place."""
    return f"Đảng ủy {place.word} {place.name}" if place.level == "commune" else f"{_TITLES[place.word]} {place.name}"


def _is_person(text: str, home: Home) -> bool:
    bare = " ".join(text.split())
    if bare.lower() in home.persons:
        return True
    words = words_of(written_line(text))
    table = name_words()
    if not 1 <= len(words) <= 5 or any(
        not w.text[0].isupper() or (w.text.isupper() and len(w.text) > 1) for w in words
    ):
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
    query = query[:MAX_NAME]
    if not words_of(query):
        return ()
    readings: tuple[str, ...] = (query,)
    if len(words_of(query)) == 1 and not read_name(query, day).known:
        readings = full_forms(query, "body") or readings
    keys: dict[str, None] = {}
    for reading in readings:
        for key in _asked(reading, home, day):
            keys.setdefault(key)
    return tuple(keys)


def _asked(query: str, home: str | None, day: str | None) -> list[str]:
    if _asks_person(query, day):
        return [slug(query), f"{slug(query)}{ANYWHERE}"]
    group = read_group(query, day)
    if group is not None:
        return [group.stem, f"{group.stem}{ANYWHERE}"]
    name = read_name(query, day)
    base = Home(_home(home), day)
    place, _, _ = _seat(name, base)
    stems = [name.stem]
    if name.stem in ("ubnd", AUTHORITIES):  # `xã Gia Phú phải …` is told to its committee
        stems = ["ubnd", AUTHORITIES]
    if name.place is not None and name.place.name is not None and (place is None or base.place is None):
        near = candidates(name.place, base) if name.place.above is not None or base.place is not None else ()
        return _at_each(stems, name, near or all_of(name.place))
    if place is not None:
        return [seat_key(one) for stem in stems for one in kin((stem, place))]
    keys = []
    for stem in stems:
        keys += _anywhere(stem, name)
    return keys


@cache
def _surnames() -> frozenset[str]:
    return frozenset(slug(name) for name in name_words().common_surnames)


def _asks_person(query: str, day: str | None) -> bool:
    words = words_of(query)
    return 2 <= len(words) <= 5 and words[0].folded in _surnames() and not read_name(query, day).known


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
    if len({place_key(unit) for unit in units}) != 1:
        keys += [key for stem in stems for key in (f"{stem}@{own}", f"{stem}@{own}.*")]
    return keys


def _anywhere(stem: str, name: Named) -> list[str]:
    """A body at no place in particular: its stem and those of its kin, each at any place."""
    anywhere = next(u for u in provinces_and_districts() if u.level == "province" and u.valid_to is None)
    level = anywhere if name.level == "province" else None
    stems = dict.fromkeys(one for one, _ in kin((stem, level)))
    word = name.place.word if name.place is not None else None
    if word in ("tỉnh", "thành phố"):
        places = dict.fromkeys(place_key(u) for u in provinces_and_districts() if u.level == "province")
        return [key for one in stems for key in (f"{one}@{slug(word)}", *(f"{one}@{place}" for place in places))]
    if word is not None:
        return [key for one in stems for key in (f"{one}@{slug(word)}", f"{one}@{slug(word)}-*")]
    return [key for one in stems for key in (one, f"{one}{ANYWHERE}")]
