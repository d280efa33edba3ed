"""Persons: names of all peoples of Viet Nam with the offices that stand beside them.

A name is a run of capitalised syllables that something vouches for: an office or an honorific before it, an office
after it, a place in a list of comrades, a signature or byline, its own shape (`Nguyễn Văn A`), or its having been
vouched for elsewhere in the document. Places, schools and bodies named after persons are recognised by the word before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from extractor.core.characters import UPPER
from extractor.core.mentions import EntityMention, OfficeMention
from extractor.lexicon.offices import written_office
from extractor.recognise.pen_names import find_pen_names
from extractor.recognise.person_names import vouched_names
from extractor.recognise.person_page import (
    Name,
    PersonPage,
    honorific_before,
    opens_apposition,
    read_page,
    signing_office,
)

_FOOT_TOKENS = 400  # how far above a signer the recipients may begin


def find_persons(view: str, offices: Sequence[OfficeMention], text: str | None = None) -> list[EntityMention]:
    """All named persons of a matching view in text order; `positions` are the offices in apposition, as written.

    Positions are cut from `text`, the text behind the view, where it is given: the view has other tone marks (`ủy`
    for `uỷ`).
    """
    page = read_page(view, text if text is not None else view, offices)
    names = vouched_names(page)
    taken: set[int] = set()
    found = []
    for place, name in enumerate(names):
        following = names[place + 1] if place + 1 < len(names) else None
        previous = names[place - 1] if place else None
        parts = _positions(page, name, previous, following, taken)
        found.append(
            EntityMention(
                type="person",
                start=page.tokens.starts[name.start],
                end=page.tokens.ends[name.end - 1],
                rule=name.rule,
                priority=name.priority,
                positions=tuple(_written(page, part) for part in parts),
            )
        )
    found = _share_positions(page, names, found)
    return _with_pen_names(view, [person for person in found if not _is_unit_of_text(view, person)])


def _is_unit_of_text(view: str, person: EntityMention) -> bool:
    """`Bí thư Đảng ủy Phong Hải` where the text tells of `xã Phong Hải`: the place behind the office, nobody."""
    if person.rule != "person.office":
        return False
    if not _BODY_BEFORE.search(view, max(0, person.start - 40), person.start):
        return False
    return view[person.start : person.end] in _units_of(view)


@lru_cache(maxsize=2)
def _units_of(view: str) -> frozenset[str]:
    """The names that stand behind a unit word in a text, and what each of them begins with."""
    names: set[str] = set()
    for unit in _UNIT.finditer(view):
        words = unit["name"].split(" ")
        names.update(" ".join(words[: count + 1]) for count in range(len(words)))
    return frozenset(names)


_BODY_BEFORE = re.compile(
    r"(?:[Đđ]ảng ủy|UBND|HĐND|[Hh]uyện ủy|[Tt]hị ủy|[Tt]hành ủy|[Tt]ỉnh ủy|[Đđ]ảng bộ|MTTQ|[Đđ]oàn) $"
)
# `xã Phong Hải`, but not `Chủ tịch UBND xã Lê Văn A`
_UNIT = re.compile(
    r"(?<!UBND )(?<!HĐND )(?<!MTTQ )(?<!an )(?<!hội )(?<!Hội )(?<!đoàn )(?<!Đoàn )(?<!bộ )(?<!nhân dân )(?<!đạo )"
    r"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận|[Tt]ỉnh) "
    rf"(?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})"
)


def _with_pen_names(view: str, found: list[EntityMention]) -> list[EntityMention]:
    """The persons and the pen names beside them; one that goes further than a person read there takes its place."""
    pens = find_pen_names(view)
    apart = [m for m in found if not any(m.start < pen.end and pen.start < m.end for pen in pens)]
    return sorted((*apart, *pens), key=lambda mention: mention.start) if pens else found


def _positions(
    page: PersonPage, name: Name, previous: Name | None, following: Name | None, taken: set[int]
) -> list[int]:
    """Indices of the offices of a person, in text order; they are marked as taken."""
    if name.rule == "person.signature":
        signed = signing_office(page, name.start)
        parts = _left_chain(page, signed, previous, taken, signature=True) if signed is not None else []
    else:
        parts = _before(page, name, previous, taken)
        parts += _behind(page, name, following, bool(parts), taken)
    if not parts and name.rule in ("person.signature", "person.shape"):
        parts = _in_other_column(page, name)
    taken.update(parts)
    return parts


def _in_other_column(page: PersonPage, name: Name) -> list[int]:
    """The office of a signer whose column was mixed with the recipients': the last one in capitals after `Nơi nhận`."""
    lows, words = page.tokens.lows, page.tokens.words
    first = max(0, name.start - _FOOT_TOKENS)
    recipients = [i for i in range(first, name.start) if lows[i : i + 2] == ["nơi", "nhận"]]
    if not recipients:
        return []
    for number in range(bisect_left(page.parts, name.start, key=lambda part: part.start) - 1, -1, -1):
        start = page.parts[number].start
        if start < recipients[-1]:
            break
        capitals = words[start].isupper() and page.parts[number].end - start > 1 and words[start + 1].isupper()
        if capitals and lows[start - 1] not in (".", "/", "l", "t", "k"):
            return [number]
    return []


def _before(page: PersonPage, name: Name, previous: Name | None, taken: set[int]) -> list[int]:
    """Offices that lead up to the name, an honorific or comma between: `Bí thư Tỉnh ủy, đồng chí A`."""
    lows = page.tokens.lows
    at = name.start - honorific_before(page, name.start)
    apart = at not in page.part_ending and at > 0 and lows[at - 1] in (",", "-", ":", "là", "(")
    if apart:
        at -= int(at < name.start or lows[at - 1] in (":", "là"))
    number = page.part_ending.get(at)
    if number is None or number in taken:
        return []
    chain = _left_chain(page, number, previous, taken)
    first = page.parts[chain[0]].start
    if apart and lows[at] == "," and first > 0 and lows[first - 1] not in _CLAUSE_STARTS:
        return []  # `… của Thủ tướng Chính phủ, đồng chí A`: another's office
    return chain


_CLAUSE_STARTS = frozenset((".", ";", ":", "\n", "-", "có", "gồm", '"'))


def _left_chain(
    page: PersonPage, number: int, previous: Name | None, taken: set[int], signature: bool = False
) -> list[int]:
    chain = [number]
    while chain[0] > 0:
        left, right = page.parts[chain[0] - 1], page.parts[chain[0]]
        between = page.tokens.lows[left.end : right.start]
        if chain[0] - 1 in taken or not _links(between) or (signature and "\n" in between):
            break
        if previous is not None and left.start < previous.end:
            break
        if _chief_and_deputy(page, left.start, left.end, right.start, right.end):
            break
        if signature and page.tokens.lows[left.start - 1] in (".", "/"):
            break
        if left.plural != right.plural:
            break
        chain.insert(0, chain[0] - 1)
    return chain


def _chief_and_deputy(page: PersonPage, start: int, end: int, behind: int, last: int) -> bool:
    """`VPCP: BTCN, PCN A`, `CVP, PCVP B`: short forms of two posts, which nobody holds both."""
    if end - start > 1 or last - behind > 1:
        return False
    left, right = page.tokens.words[start], page.tokens.words[behind]
    return left.isupper() and right.isupper() and right.startswith("P") and not left.startswith("P")


def _links(between: Sequence[str]) -> bool:
    """Whether the words between two offices hold them together as one person's."""
    return bool(between) and between[0] in (",", "kiêm", "-", "đồng") and set(between) <= _LINKS


_LINKS = frozenset((",", "kiêm", "-", "đồng", "thời", "là", "các", "hiện", "và"))


def _behind(page: PersonPage, name: Name, following: Name | None, has_before: bool, taken: set[int]) -> list[int]:
    """Offices after the name; the last ones stay for a name that follows them directly."""
    at = opens_apposition(page, name.end)
    number = page.part_starting.get(at)  # also without a comma: `đồng chí A Bí thư Quận ủy`
    if number is None or number in taken or page.parts[number].plural:
        return []
    chain = [number]
    while chain[-1] + 1 < len(page.parts):
        left, right = page.parts[chain[-1]], page.parts[chain[-1] + 1]
        between = page.tokens.lows[left.end : right.start]
        if not _links(between) or (right.plural and not left.plural):
            break
        chain.append(chain[-1] + 1)
    if following is not None and _directly_before(page, chain[-1], following):
        # `Bí thư A - Trưởng ban, Chủ tịch B`: what a dash holds to the first name is his
        dashed = name.end < len(page.tokens.lows) and page.tokens.lows[name.end] in ("-", "–")
        return [] if has_before and not dashed else chain[:-1]
    return chain


def _directly_before(page: PersonPage, number: int, name: Name) -> bool:
    end = page.parts[number].end
    return end == name.start or end == name.start - honorific_before(page, name.start)


def _share_positions(page: PersonPage, names: Sequence[Name], found: list[EntityMention]) -> list[EntityMention]:
    """`các Phó Thủ tướng A, B, C`: an office in the plural is everybody's in the list."""
    shared: tuple[str, ...] = ()
    for place, name in enumerate(names):
        if found[place].positions:
            at = name.start - honorific_before(page, name.start)
            at = at - 1 if at not in page.part_ending and page.tokens.lows[at - 1] == ":" else at
            number = page.part_ending.get(at)
            shared = found[place].positions if number is not None and page.parts[number].plural else ()
        elif shared and name.rule == "person.list" and ";" not in page.tokens.lows[names[place - 1].end : name.start]:
            old = found[place]
            found[place] = EntityMention(
                type="person", start=old.start, end=old.end, rule=old.rule, priority=old.priority, positions=shared
            )
        else:
            shared = ()
    return found


def _written(page: PersonPage, number: int) -> str:
    part = page.parts[number]
    text = page.text[page.tokens.starts[part.start] : page.tokens.ends[part.end - 1]]
    return written_office(text) if text.isupper() and " " in text else " ".join(text.split())
