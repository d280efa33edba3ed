"""Whom a letter goes to: the lines below `Kính gửi:`, and bodies whose names only these lines give to their end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.core.characters import lower_case
from extractor.core.mentions import EntityMention
from extractor.structure.outline import Line

_ADDRESS = re.compile(r"\W*kính (?:gửi|trình)\s*:\s*")
_ENTRY = re.compile(r"\s*[-+*•]\s*(?=\S)")
_SHORT_FORM = re.compile(r"\s*\([^()]{2,40}\)$")  # `… (Ban Chỉ đạo 33)`
_MOST_WORDS = 28
# `Ban Chỉ đạo quốc gia | kỷ niệm 1000 năm Thăng Long`, but not `Công an | các xã`
_GOES_ON = re.compile(
    r"\s+(?!(?:các|những|và|trực thuộc|thuộc|tại|ở|của|để|cùng|theo|có|qua|nơi|trên|cấp|liên quan)\s)[a-zđà-ỹ]"
)


def names_in_full(lines: Sequence[Line], view: str, bodies: Iterable[EntityMention]) -> tuple[str, ...]:
    """The names, in lower case, of addressees that a recogniser of names read only in part.

    `- Ban Chỉ đạo quốc gia về khắc phục hậu quả chất độc hóa học sau chiến tranh;`: the line is the name.
    """
    ends = {body.start: body.end for body in bodies}
    names: list[str] = []
    for start, end in _entries(lines, view):
        stop = start + len(view[start:end].rstrip(" .;,"))
        stop = start + len(_SHORT_FORM.sub("", view[start:stop]))
        known = ends.get(start)
        if known is None or known >= stop or not _GOES_ON.match(lower_case(view), known, stop):
            continue
        if not set(view[known:stop]) & set(",;:()/\n") and len(view[start:stop].split()) <= _MOST_WORDS:
            names.append(lower_case(view)[start:stop])
    return tuple(names)


def _entries(lines: Sequence[Line], view: str) -> list[tuple[int, int]]:
    """Where each addressee stands: behind `Kính gửi:`, or on the lines below it."""
    found: list[tuple[int, int]] = []
    opens = listed = False
    for line in lines:
        address = _ADDRESS.match(lower_case(view)[line.start : line.end])
        bullet = _ENTRY.match(view, line.start, line.end)
        if address:
            opens, listed = line.start + address.end() >= line.end, True
            found += [] if opens else [(line.start + address.end(), line.end)]
            continue
        if listed and (bullet or opens):
            found.append((bullet.end() if bullet else line.start, line.end))
        elif listed and view[line.start : line.end].strip():
            break
        opens = False
    return found
