"""Locations: a named place or administrative unit with its unit word, or the bare name.

A bare name counts when it is a province, when the text names it with its unit word elsewhere, in a list after one type
word (`Các huyện Đầm Hà, Hải Hà`), or as the place of a date line. A bare `tỉnh`, `huyện` is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.core.mentions import EntityMention
from extractor.core.record import Level
from extractor.lexicon.admin_units import upper_units
from extractor.recognise.location_bare import bare_names, beside_bare, on_date_line, regions
from extractor.recognise.location_names import Names, Taken
from extractor.recognise.location_units import in_brackets, road_codes, with_short_unit, with_unit_word
from extractor.recognise.name_shapes import (
    LEVEL_WORD,
    join_wraps,
    place_after,
)


def find_locations(view: str, organisations: Sequence[EntityMention] = ()) -> list[EntityMention]:
    """All locations of a matching view outside the given organisations, in order and without overlaps."""
    text = join_wraps(view)
    taken = Taken([(o.start, o.end) for o in organisations])
    names = Names()
    for organisation in organisations:
        _learn_from_body(text, organisation, names)
    found: list[EntityMention] = []
    for finder in (
        regions(view, text, taken),
        in_brackets(text, taken, names),
        with_unit_word(view, text, taken, names),
        with_short_unit(text, names),
        road_codes(text),
        on_date_line(text, taken, names),
        bare_names(text, taken, names),
        beside_bare(text, taken, names),
    ):
        for mention in finder:
            if taken.free(mention.start, mention.end):
                taken.add(mention.start, mention.end)
                found.append(mention)
    return sorted(found, key=lambda m: m.start)


_COMMITTEE = re.compile(r"(?i:(tỉnh|thành|huyện|quận|thị) (?:ủy|đoàn)) ")
_COMMITTEE_LEVELS: dict[str, Level] = {
    "tỉnh": "province",
    "thành": "district",
    "huyện": "district",
    "quận": "district",
    "thị": "district",
}


def _learn_from_body(text: str, organisation: EntityMention, names: Names) -> None:
    start, end = organisation.start, organisation.end
    for word in LEVEL_WORD.finditer(text, start, end):
        place = place_after(text, word.end() + 1, word[0].lower().rstrip("."))
        if place and place.end <= end:
            names.learn(text[word.end() + 1 : place.end], place.level, start)
    for committee in _COMMITTEE.finditer(text, start, end):
        if units := upper_units(text[committee.end() : end]):
            level = _COMMITTEE_LEVELS[committee[1].lower()]
            if any(u.level == level for u in units) or committee[1].lower() == "thành":
                own: Level = level if any(u.level == level for u in units) else "province"
                names.learn(text[committee.end() : end], own, start)
