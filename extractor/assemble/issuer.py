"""Whose document it is: who issued a notice, who gives its orders, whose meeting a report tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.assemble.findings import Findings
from extractor.core.mentions import EntityMention
from extractor.lexicon.official_form import official_form
from extractor.lexicon.orders import one_of
from extractor.structure.outline import Line
from extractor.structure.spans import Span

_COMMITTEE = re.compile(r"(?:HUYỆN|TỈNH|THÀNH|THỊ|QUẬN|ĐẢNG) ỦY")
_STANDING_BODY = re.compile(r"(?:ban\s+)?thường (?:trực|vụ)")
_TOLD = re.compile(r"(?:kết luận|ý kiến|chỉ đạo|yêu cầu|giao)")
_OFFICE_CONCLUDES = re.compile(r"\s*,?\s*(?:đã\s+|có\s+|ý kiến\s+)*(?:kết luận|chỉ đạo|thống nhất|yêu cầu|tại\s)")
_CONCLUSION_OF = re.compile(r"(?:kết luận|ý kiến(?: chỉ đạo)?|thông báo)\s+của\s+(?:đồng chí\s+|các đồng chí\s+)?$")
_CONCLUDES = re.compile(
    r"\s*,?\s*(?:đã\s+|có\s+|thống nhất\s+|cơ bản\s+|ý kiến\s+|và\s+|cho\s+)*"
    r"(?:kết luận|thống nhất|ý kiến|chỉ đạo)[^.]*(?:như sau|:)"
)
_HOLDS = re.compile(r"[^.;]{0,80}?(?:tổ chức|chủ trì|làm việc|họp|khảo sát|kiểm tra|đã có buổi|làm trưởng đoàn)(?!\w)")
_WRITES = re.compile(
    r"\s*,?\s*(?:vừa|mới|đã)\s+(?:có|ký|ban hành|gửi|phát đi)\s+(?:ban hành\s+)?"
    r"(?:văn bản|thông báo|công văn|công điện|chỉ thị|kế hoạch|quyết định)"
)
_OF_MEETING = re.compile(r"(?:họp|giao ban|hội nghị|phiên họp)\s+(?:của\s+)?$")
_CHAIRS_TITLE = re.compile(r"(?:Phó\s+)?(?:Chủ tịch|Bí thư|Phó Bí thư)(?:\s+[Tt]hường trực)?\s+(?=\S)")
_DELEGATION = "đoàn công tác "
_LEAD = 3  # paragraphs of a report


def find_issuer(found: Findings) -> Span | None:
    """The lowest body of the letterhead; without one, the body whose conclusion it is."""
    lines = found.head.letterhead
    concluding = _concluding_body(found)
    if not lines:
        return concluding
    texts = [found.view[start:end] for start, end in lines]
    last = len(lines) - 1
    while last > 0 and not _letterhead_body().match(texts[last].strip(" *")):
        last -= 1
    # a first line that breaks off (`VĂN PHÒNG` / `ỦY BAN NHÂN DÂN`) belongs to the name
    while last > 0 and _broken_off().fullmatch(texts[last - 1].strip()):
        last -= 1
    span = (lines[last][0], lines[-1][1])
    # the paper of a Party committee, the conclusion of its standing body
    if concluding and _COMMITTEE.search(found.view[slice(*span)].upper()):
        return concluding if _STANDING_BODY.match(found.view[slice(*concluding)].lower()) else span
    return span


def find_giver(found: Findings) -> Span | None:
    """Who gives the orders of a notice: the person whose conclusion the title or the hinge tells, else the body."""
    zones = _zones(found)[::-1]
    for start, end in zones:
        inside = [p for p in found.persons if start <= p.start and p.end <= end]
        if inside and _TOLD.search(found.view[start:end].lower()):
            return inside[-1].start, inside[-1].end
    for start, end in zones:
        for office in found.offices:
            inside_zone = start <= office.start and office.end <= end
            if inside_zone and _OFFICE_CONCLUDES.match(found.view[office.end : end].lower()):
                return office.start, office.end
    return _concluding_body(found)


def find_holder(found: Findings) -> Span | None:
    """Whose meeting a report tells of: a delegation, the body that holds it or writes of it, the chair's own."""
    lead = [line for line in found.lines if line.part == "body"][:_LEAD]
    inside = [b for line in lead for b in found.bodies if line.start <= b.start < line.end]
    holders = [*(b for b in inside if _is_delegation(found.view, b)), *(b for b in inside if _holds(found.view, b))]
    return (holders[0].start, holders[0].end) if holders else _body_of_chair(found, lead)


def _zones(found: Findings) -> list[Span]:
    """Title and hinges: where a notice tells whose conclusion it is."""
    title = [found.head.title] if found.head.title else []
    return [*title, *((line.start, line.end) for line in found.lines if line.part == "opening" and line.lead_in)]


def _concluding_body(found: Findings) -> Span | None:
    """The body in `Kết luận của …` of the title, or that `kết luận như sau` in the opening; else one of the closing."""
    return next(_concluding_bodies(found), None)


def _concluding_bodies(found: Findings) -> Iterator[Span]:
    for start, end in _zones(found):
        for body in found.bodies:
            if start <= body.start and body.end <= end:
                before, after = found.view[start : body.start].lower(), found.view[body.end : end].lower()
                if _CONCLUSION_OF.search(before) or _CONCLUDES.match(after):
                    yield body.start, body.end
    closing = next((line for line in found.lines if line.part == "closing"), None)
    if closing:
        yield from ((b.start, b.end) for b in found.bodies if closing.start <= b.start < closing.end)


def _is_delegation(view: str, body: EntityMention) -> bool:
    return view[body.start : body.end].lower().startswith(_DELEGATION)


def _holds(view: str, body: EntityMention) -> bool:
    """Whether the words around tell that the body holds a meeting or wrote of it."""
    after = view[body.end : body.end + 90].lower()
    if _WRITES.match(after) or (_HOLDS.match(after) and "," not in after.split("tổ chức")[0][:60]):
        return True
    return _OF_MEETING.search(view[max(0, body.start - 60) : body.start].lower()) is not None


def _body_of_chair(found: Findings, lead: Sequence[Line]) -> Span | None:
    """The body that the first office of the chairing person names (`Chủ tịch UBND thành phố`)."""
    offices = (office for line in lead for office in found.offices if line.start <= office.start < line.end)
    office = next(offices, None)
    title = _CHAIRS_TITLE.match(found.view, office.start, office.end) if office else None
    return (title.end(), office.end) if office and title else None


@cache
def _letterhead_body() -> re.Pattern[str]:
    return re.compile(one_of(official_form().issuers))


@cache
def _broken_off() -> re.Pattern[str]:
    return re.compile(rf"\W*{one_of(official_form().broken_off)}\W*")
