"""Several bodies under one name: `Đảng ủy, UBND xã Gia Phú`, `UBND xã Gia Phú, Bảo Thắng`, `Sở Y tế và Sở Nội vụ`."""

from __future__ import annotations

import msgspec

from extractor.lexicon.unit_names import words_of, written_line
from extractor.lexicon.unit_places import named
from extractor.resolve.unit_groups import PARTS
from extractor.resolve.unit_reading import AUTHORITIES, Named, read_name
from extractor.resolve.unit_tails import Place

_MOST = 8


def read_list(text: str, day: str | None = None) -> tuple[Named, ...]:
    """The bodies that are listed, in order; empty where the words are one name, or one of them is not understood."""
    line = written_line(text)
    cuts = [match.span() for match in PARTS.finditer(line)]
    if not 0 < len(cuts) < _MOST or read_name(text, day).listed:
        return ()
    begins, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(line)]
    found: list[Named] = []
    at = 0
    while at < len(begins):
        first = found[0] if found else None
        longest_first = ((to, _one(line[begins[at] : ends[to]], first, day)) for to in range(len(ends) - 1, at - 1, -1))
        to, name = next(((to, name) for to, name in longest_first if name is not None), (at, None))
        if name is None:
            return ()
        found.append(name)
        at = to + 1
    last = found[-1].place
    if last is not None and all(name.place is None and name.level == "own" for name in found[:-1]):
        found = [msgspec.structs.replace(name, place=last) for name in found]
    return tuple(found)


def _one(part: str, first: Named | None, day: str | None) -> Named | None:
    name = read_name(part, day)
    if first is None or first.place is None or first.place.name is None:
        return name if name.listed else None
    if name.listed and name.stem != AUTHORITIES:
        return name
    place = name.place if name.listed else _bare(part, first.place.word)
    return None if place is None else msgspec.structs.replace(first, place=place)


def _bare(part: str, word: str | None) -> Place | None:
    words = words_of(part)
    is_name = 0 < len(words) <= 4 and all(w.text[0].isupper() or w.text[0].isdigit() for w in words)
    text = " ".join(w.text for w in words)
    return Place(word, text) if word is not None and is_name and named(text, communes=True) else None
