"""Several bodies under one name: `Đảng ủy, UBND xã Gia Phú`, `UBND xã Gia Phú, Bảo Thắng`, `Sở Y tế và Sở Nội vụ`."""

from __future__ import annotations

import re

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.unit_names import words_of, written_line
from extractor.lexicon.unit_places import named
from extractor.resolve.unit_groups import PARTS, as_named, inner_many, read_group
from extractor.resolve.unit_reading import AUTHORITIES, Named, read_name
from extractor.resolve.unit_tails import Place

_MOST = 8


_NAMED_EACH = re.compile(
    r"(?P<head>.*?)(?:^|\s)[Cc]ác\s+"
    r"(?P<word>xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|[Ss]ở|[Bb]ộ|[Pp]hòng)"
    r"(?::\s*|\s+)(?=[^\W\d_a-z])(?P<names>.+)$"
)


def named_each(text: str, day: str | None = None) -> tuple[Named, ...]:
    """The bodies of a plural that names each: `UBND các xã: Gia Phú, Bảo Thắng`, `các Sở: Y tế, Nội vụ`."""
    match = _NAMED_EACH.match(written_line(text))
    if match is None:
        return ()
    begin = f"{match['head']} {match['word']}".strip()
    found = tuple(read_name(f"{begin[:1].upper()}{begin[1:]} {name}", day) for name in PARTS.split(match["names"]))
    whole = all(name.listed and (name.place is None or name.place.name is not None) for name in found)
    return found if whole and len(found) > 1 else ()


def heads_of_many(text: str, day: str | None = None) -> tuple[Named, ...]:
    """The groups of a plural with several heads: `Đảng ủy, UBND các xã`."""
    line = written_line(text)
    many = inner_many(matching_view(line))
    if many is None:
        return ()
    heads = PARTS.split(line[: many.start()])
    if len(heads) < 2 or not all(read_name(head, day).listed for head in heads):
        return ()
    groups = [read_group(f"{head} các {line[many.end() :]}", day) for head in heads]
    return tuple(as_named(group) for group in groups if group is not None)


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
    if part.lower().startswith("các ") and (group := read_group(part, day)) is not None:
        return as_named(group)
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
