"""Lists of bodies that share a head: `các Bộ: Quốc phòng, Công an`."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import Actor, ActorIndex, Member, as_written
from extractor.core.characters import UPPER
from extractor.core.mentions import EntityMention
from extractor.lexicon.actors import actor_words
from extractor.lexicon.bodies import sector_pattern
from extractor.lexicon.orders import one_of

_SINGLE_HEAD = re.compile(r"(Sở|Bộ|Phòng)\s")
# what stands behind a sector that opens another name: `Công an tỉnh`, `Tài chính - Kế hoạch`
_MORE_NAME = re.compile(
    rf"\s*-\s*\w|\s+(?:các|tỉnh|huyện|xã|phường|thành phố|thị xã|quận|địa phương|cấp|cơ sở|nhân dân)(?!\w)|\s+[{UPPER}]"
)
_OF_MINISTRIES = ("Công an", "Quốc phòng", "Ngoại giao")
_SEAT = re.compile(
    r"(?P<seat>(?:(?:phó )?chủ tịch |lãnh đạo |thường trực )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân))"
    r"\s+(?:(?:các|hai|ba|bốn|\d)\s[^:]{2,40}:|(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu)\s)"
)
_UNIT = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu|tp)\s")
_QUANTIFIED = re.compile(r"(?i:các|những|hai|ba)\s+")
_BEHIND_OTHERS = re.compile(r"[^:;.()\n]{2,40}:\s*")
_GAP = re.compile(r"\s*(?:,|;|và|,\s*và)\s+")
_NUMBER = r"(?:cả\s+)?(?:các|những|hai|ba|bốn|năm|sáu|0?[2-9])"
_OPENS_LIST = re.compile(rf"\s*:\s*|\s+{_NUMBER}\s+")
_BRANCH = re.compile(r"(?:[Cc]ác\s+)?(?P<head>[Nn]gành)\s*:?\s+")
_COUNTS = re.compile(rf"(?:^|\s){_NUMBER}(?=\s)")


def _branches(index: ActorIndex, at: int, end: int) -> Member | None:
    """`Các ngành Du lịch, Giao thông vận tải`, `ngành Y tế, Giáo dục`: several branches behind one word."""
    opens = _BRANCH.match(index.view, at, end)
    if opens is None:
        return None
    found: list[Actor] = []
    place = opens.end()
    while sector := _sector().match(index.lower, place, end):
        if not index.view[place].isupper() or (found and _MORE_NAME.match(index.view, sector.end(), end)):
            break
        name = f"ngành {as_written(index, place, sector.end())}"
        found.append(Actor(place if found else opens.start("head"), sector.end(), name))
        gap = _GAP.match(index.view, sector.end(), end)
        if gap is None:
            break
        place = gap.end()
    return (found, found[-1].end) if len(found) > 1 else None


@cache
def _sector() -> re.Pattern[str]:
    return re.compile(one_of(actor_words().sectors))


def read_shared_head(index: ActorIndex, at: int, end: int) -> Member | None:
    """The members of such a list, each with the head as it is written before the first of them."""
    if branches := _branches(index, at, end):
        return branches
    quantified = _QUANTIFIED.match(index.view, at, end)
    members = _members(index, quantified.end() if quantified else at, end)
    if not members and quantified and (behind := _BEHIND_OTHERS.match(index.view, quantified.end(), end)):
        members = _members(index, behind.end(), end)  # `các sở, ngành: Tài chính, Xây dựng`
        return ([Actor(m.start, m.end, m.name) for m in members], members[-1].end) if len(members) > 1 else None
    if not members or (len(members) == 1 and not quantified):
        return None
    head = _head_as_written(index, members)
    first = _OPENS_LIST.sub(" ", as_written(index, members[0].start, members[0].end))
    names = [first, *(f"{head} {as_written(index, m.start, m.end)}" if head else m.name for m in members[1:])]
    return [Actor(m.start, m.end, name) for m, name in zip(members, names, strict=True)], members[-1].end


def read_elided(index: ActorIndex, before: Actor, at: int, end: int) -> Actor | None:
    """The next of a list that goes on without the head of the body before it: `Sở Y tế, | Giáo dục và Đào tạo`."""
    if governed := _governed(index, before, at, end):
        return governed
    if before.name is not None and before.start not in index.bodies:
        head = _SINGLE_HEAD.match(before.name)
    else:
        head = _SINGLE_HEAD.match(index.view, before.start, before.end)
    if head is None or not index.view[at : at + 1].isupper():
        return None
    sector = sector_pattern().match(index.view, at, end)
    if sector is None or _MORE_NAME.match(index.view, sector.end(), end):
        return None
    if head.group(1) != "Bộ" and sector.group() in _OF_MINISTRIES:
        return None
    return Actor(at, sector.end(), f"{head.group(1)} {as_written(index, at, sector.end())}")


def _governed(index: ActorIndex, before: Actor, at: int, end: int) -> Actor | None:
    """`UBND các xã: A, B và | thị trấn C`, `Chủ tịch UBND các huyện: A và | thị xã B`: the next of a list of places."""
    place = index.places.get(at)
    written = before.name or as_written(index, before.start, before.end)
    head = _SEAT.match(written.lower())
    if head is None or place is None or place.end > end or not _UNIT.match(index.lower, at, place.end):
        return None
    return Actor(at, place.end, f"{written[: head.end('seat')]} {as_written(index, at, place.end)}")


def _members(index: ActorIndex, at: int, end: int) -> list[EntityMention]:
    members: list[EntityMention] = []
    while (body := index.bodies.get(at)) and body.rule.startswith("list") and body.end <= end:
        if members and _OPENS_LIST.search(index.view, body.start, body.end):
            break  # `các Bộ: Tài chính, Xây dựng và | UBND các tỉnh Lào Cai, Phú Thọ`: a list of its own
        members.append(body)
        gap = _GAP.match(index.view, body.end, end)
        if gap is None:
            break
        at = gap.end()
    return members


def _head_as_written(index: ActorIndex, members: list[EntityMention]) -> str | None:
    """What the members share (`UBND xã` of `UBND các xã: A, B`), or None where the first name does not show it."""
    first = as_written(index, members[0].start, members[0].end)
    head = ""
    if ":" in first:
        head = first.split(":")[0]
    elif len(members) > 1 and members[0].name and members[1].name:
        own = _own_part(members[0].name, members[1].name, as_written(index, members[1].start, members[1].end))
        # same letters in the view, where tones stand in one placement
        ends_so = own and index.view.endswith(own, members[0].start, members[0].end)
        head = first[: -len(own)] if ends_so else ""
    return _COUNTS.sub("", head).strip(" :") or None


def _own_part(name: str, other: str, written: str) -> str:
    """The words of `name` behind what it shares with `other`, of which only `written` stands in the text."""
    if other.endswith(written) and name.startswith(other[: -len(written)]):
        return name[len(other) - len(written) :]  # `Ia Púch` beside `Ia Mơ`: `Ia` is each one's own
    mine, theirs = name.split(), other.split()
    differing = (n for n, (x, y) in enumerate(zip(mine, theirs, strict=False)) if x != y)
    return " ".join(mine[next(differing, min(len(mine), len(theirs))) :])
