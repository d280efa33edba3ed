"""Places as doers: `các huyện Đầm Hà, Hải Hà và Tiên Yên`, `UBND các xã A, B`, `xã Bản Pắc`."""

from __future__ import annotations

import re

from extractor.assemble.actor_index import Actor, ActorIndex, Member, as_written
from extractor.assemble.actor_tails import end_of_tail
from extractor.core.characters import UPPER

_WITH_BODIES = r"huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|quận|đặc khu"
_UNITS = rf"{_WITH_BODIES}|thôn|bản|xóm|ấp|khóm|buôn|khu phố|tổ dân phố"
_PLURAL = re.compile(rf"(?i:các|những|hai|ba|\d+)\s+(?i:({_UNITS}))\s*:?\s+(?=[{UPPER}])")
_SHARED_BODY = re.compile(
    rf"((?:UBND|Ủy ban nhân dân|Đảng ủy|Công an|HĐND)\s+)(?:các\s+)?(?=(?:{_WITH_BODIES})\s*:?\s+[{UPPER}])"
)
_THING = re.compile(
    r"(?:cầu|hồ|đường|tuyến|đập|kênh|mương|sông|suối|núi|đồi|đèo|dốc|chợ|bến|cảng|đê|kè|cống|ngầm|quốc lộ|tỉnh lộ"
    r"|hương lộ|cao tốc|đảo|vịnh|biển|hang|rừng|mỏ|bãi|đầm|phá|cửa|ngã)\s"
)
_MUST = re.compile(r"\s+(?:phải|cần)\s")  # `Hồ Kẻ Gỗ phải hạ mực nước`: whoever runs it
_PROPER = re.compile(rf"[{UPPER}][\w'’]*(?:\s+[{UPPER}][\w'’]*){{0,3}}")
_VERB = re.compile(r"\s+(?!và\s)[a-zà-ỹđ]")  # a name before a verb is told from the first half of a verb by its place
_NEXT = re.compile(r"\s*(?:,|;|và|,\s*và)\s+(?:(huyện|xã|phường|thị trấn|thị xã|thành phố|TP\.?)\s+)?")


def read_places(index: ActorIndex, at: int, end: int) -> Member | None:
    """Each place of a list as a doer, written out with the unit and the body that the list shares; or one place."""
    shared = _SHARED_BODY.match(index.view, at, end)
    plural = _PLURAL.match(index.view, shared.end(1) if shared else at, end)
    if plural is None:
        place = index.places.get(at)
        thing = place and (index.view[at].islower() or _THING.match(index.lower, at, place.end))
        if (
            place
            and place.level == "other"
            and thing
            and not (index.view[at].isupper() and _MUST.match(index.lower, place.end))
        ):
            return None  # `hồ Rào Quán`, `Cầu Khuổi Lếch`
        return ([Actor(at, place.end)], end_of_tail(index, place.end, end)) if place and place.end <= end else None
    return _listed(index, plural, shared.group(1) if shared else "", end)


def _listed(index: ActorIndex, plural: re.Match[str], body: str, end: int) -> Member | None:
    unit, position = plural.group(1), plural.end()
    actors: list[Actor] = []
    while name := _PROPER.match(index.view, position, end):
        if (
            not actors
            and ":" in plural.group()
            and name.start() not in index.places
            and _VERB.match(index.view, name.end())
        ):
            return None  # `các xã: Đẩy mạnh tuyên truyền`
        actors.append(Actor(name.start(), name.end(), f"{body}{unit} {as_written(index, *name.span())}"))
        separator = _NEXT.match(index.view, name.end(), end)
        if separator is None or not _goes_on(index, separator.end(), end):
            return actors, end_of_tail(index, name.end(), end)
        unit, position = separator.group(1) or unit, separator.end()
    return None


def _goes_on(index: ActorIndex, at: int, end: int) -> bool:
    """Whether another place name stands here, and not the next doer of another kind."""
    other = at in index.bodies or at in index.offices or at in index.persons
    return not other and _PROPER.match(index.view, at, end) is not None
