"""Pen names that nothing but their place vouches for: `Ảnh: L.M.T`, a last line `ANH THƯ và NGỌC LAM`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.core.characters import UPPER
from extractor.core.mentions import EntityMention
from extractor.lexicon.bodies import heads_by_first_word

_INITIALS = re.compile(
    rf"(?:Ảnh|Tin|Bài|Video|Clip|Đồ họa)[^:\n]{{0,20}}:\s*"
    rf"(?P<who>[{UPPER}](?:\.\s?[{UPPER}]){{1,3}})(?=\.?\s*(?:[\])\n]|$))"
)
_CAPITALS = rf"[{UPPER}]{{2,7}}(?:\s[{UPPER}]{{2,7}}){{1,3}}"
_AUTHORS = re.compile(rf"{_CAPITALS}(?:\s*(?:,|-|–|&|\svà)\s+{_CAPITALS}){{1,2}}")
_AUTHOR = re.compile(_CAPITALS)
_LAST_LINES = 3


def find_pen_names(view: str) -> list[EntityMention]:
    """Authors and photographers named by initials behind `Ảnh:`, or in capitals, several in a last line."""
    found = [_person(*match.span("who")) for match in _INITIALS.finditer(view)]
    for start, line in _last_lines(view):
        if _AUTHORS.fullmatch(line.rstrip(" .")):
            authors = list(_AUTHOR.finditer(line))
            if not any(m[0].split()[0].lower() in heads_by_first_word() for m in authors):
                found += [_person(start + m.start(), start + m.end()) for m in authors]
    return found


def _last_lines(view: str) -> Iterator[tuple[int, str]]:
    end = len(view)
    for _ in range(_LAST_LINES):
        end = len(view[:end].rstrip())
        start = view.rfind("\n", 0, end) + 1
        yield start, view[start:end]
        if not start:
            return
        end = start


def _person(start: int, end: int) -> EntityMention:
    return EntityMention(type="person", start=start, end=end, rule="person.pen_name", positions=())
