"""The meeting a document comes from: what it is called, who chaired it, where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.findings import Findings
from extractor.core.calendar import Day, Interval
from extractor.core.mentions import TimeMention
from extractor.core.record import Genre, Meeting
from extractor.structure.outline import Line
from extractor.structure.parts import Part
from extractor.structure.spans import Span

_EVENT = (
    r"(?:[Hh]ội nghị|HỘI NGHỊ|[Cc]uộc họp|CUỘC HỌP|[Bb]uổi làm việc|BUỔI LÀM VIỆC|[Pp]hiên họp|PHIÊN HỌP|[Bb]uổi họp"
    r"|[Kk]ỳ họp|[Hh]ội thảo|[Bb]uổi kiểm tra|[Cc]uộc làm việc|[Bb]uổi tiếp|[Gg]iao ban|[Hh]ọp giao ban)"
)
_IN_TITLE = re.compile(rf"(?:tại|TẠI|về|Kết luận|KẾT LUẬN)\s+(?P<name>{_EVENT}\b.*)$", re.DOTALL)
_NAME = re.compile(
    rf"(?P<name>{_EVENT}\b[^.,;:()\n]*?)"
    r"(?=\s*(?:[.,;:()\n]|\s(?:để|nhằm|do|dưới|và|với sự|cho ý kiến|về tình hình|đã|với lãnh đạo|nắm|diễn ra|bàn"
    r"|về một số|được|trực tuyến|với sự tham dự)\s)|$)"
)
_LATER = re.compile(
    r"(?:Tại|tại|kết luận|Kết luận)\s+(?P<name>buổi làm việc|hội nghị|cuộc họp|phiên họp|buổi kiểm tra)(?!\w)"
)
_VISITS = re.compile(
    r"[^.;\n]{0,140}?(?:đã\s+)?(?:đến\s+|đi\s+|dẫn đầu[^.;]{0,60}?|trực tiếp\s+)?"
    r"(?:kiểm tra|thị sát|làm việc|khảo sát|thăm|dẫn đầu)(?!\w)"
)
_PLACE = re.compile(
    r"tại\s+(?P<place>(?:trụ sở|hội trường|phòng họp|nhà văn hóa|điểm cầu|UBND|Trung tâm|Văn phòng"
    r"|huyện|xã|phường|tỉnh|thành phố|thị xã)\b[^.,;:()\n]{2,80}?)"
    r"(?=\s*[.,;:()\n]|\s(?:đã|để|do|với|Chủ tịch|Phó|đồng chí|ông|bà)\s)"
)
_CHAIRS = re.compile(
    r"[^.;\n]{0,220}?(?:đã\s+|cùng\s+|đồng\s+)?chủ trì(?!\s*,?\s*phối hợp)"
    r"(?!\s+(?:tham mưu|triển khai|thực hiện|xây dựng|rà soát))"
    r"|[^.;\n]{0,120}?làm (?:t|T)rưởng (?:đ|Đ)oàn"
)
_BODY_CHAIRS = re.compile(r"\s*(?:đã\s+)?chủ trì")
_UNDER = re.compile(
    r"(?:dưới sự chủ trì của|do)\s+(?:đồng chí\s+|ông\s+|bà\s+)?$"
    r"|(?:chủ trì (?:hội nghị|cuộc họp|buổi làm việc|phiên họp)?\s*(?:có|là)\s*:?\s*)"
    r"(?:các\s+)?(?:đồng chí\s+|ông\s+|bà\s+)?:?$",
    re.IGNORECASE,
)
_LEAD_PART: dict[Genre, Part] = {"notice": "opening", "news": "body"}


def find_meeting(found: Findings, genre: Genre, date: str | None) -> tuple[Meeting | None, dict[str, Span]]:
    """The meeting and the spans of what is said of it; None where the document tells of none."""
    spans: dict[str, Span] = {}
    lead = _lead(found, genre)
    name = _name(found, genre, lead)
    if name:
        spans["meeting.name"] = name
    chairs = _chairs(found, lead)
    for n, span in enumerate(chairs):
        spans[f"meeting.chair.{n}"] = span
    place = next((m for a, b in lead if (m := _PLACE.search(found.view, a, b))), None)
    if place:
        spans["meeting.place"] = place.span("place")
    if name is None and not chairs:
        return None, {}
    meeting = Meeting(
        name=_plain(found.text, name),
        date=date,
        chair=tuple(dict.fromkeys(chair for span in chairs if (chair := _plain(found.text, span)))),
        place=_plain(found.text, spans.get("meeting.place")),
    )
    return meeting, spans


def _plain(text: str, span: Span | None) -> str | None:
    return " ".join(text[span[0] : span[1]].split()) if span else None


def _lead(found: Findings, genre: Genre) -> list[Span]:
    """The paragraphs that tell of the meeting: the opening of a notice, the first ones of a report."""
    lines = [(line.start, line.end) for line in found.lines if line.part == _LEAD_PART[genre]]
    return lines[: 6 if genre == "notice" else 4]


def _name(found: Findings, genre: Genre, lead: list[Span]) -> Span | None:
    title = found.head.title if genre == "notice" else None
    if title and (match := _IN_TITLE.search(found.view[: title[1]], title[0])):
        return match.span("name")
    for a, b in lead:
        if match := _NAME.search(found.view, a, b):
            return match.span("name")
    if genre == "news" and (match := _LATER.search(found.view)):
        return match.span("name")
    return None


def _chairs(found: Findings, lead: list[Span]) -> list[Span]:
    """Persons said to chair; else the head of the delegation; else the body that chairs."""
    chairs = [span for stretch in lead for span in _persons_in_chair(found, stretch)]
    if chairs:
        return chairs
    for a, b in lead[:2]:
        first = next((p for p in found.persons if a <= p.start < b), None)
        if first and _VISITS.match(found.view, first.end, b):
            return [(first.start, first.end)]
    for a, b in lead:
        for body in found.bodies:
            if a <= body.start < b and _BODY_CHAIRS.match(found.view, body.end, body.end + 20):
                return [(body.start, body.end)]
    return []


def _persons_in_chair(found: Findings, stretch: Span) -> list[Span]:
    """Persons of one paragraph with `do …` before the name, or `chủ trì` between it and the next name."""
    start, end = stretch
    persons = [p for p in found.persons if start <= p.start < end]
    stops = [*(p.start for p in persons[1:]), end]
    return [
        (person.start, person.end)
        for person, stop in zip(persons, stops, strict=False)
        if _UNDER.search(found.view, max(start, person.start - 60), person.start)
        or _CHAIRS.match(found.view, person.end, stop)
    ]


def meeting_day(times: Sequence[TimeMention], lines: Sequence[Line], genre: Genre) -> TimeMention | None:
    """The first calendar day that the opening tells of: the day of the meeting."""
    lead = [line for line in lines if line.part == _LEAD_PART[genre]][: 4 if genre == "notice" else 3]
    for line in lead:
        for time in times:
            if line.start <= time.start < line.end and _is_day(time):
                return time
    return None


def _is_day(time: TimeMention) -> bool:
    """A calendar day, or a stretch between two of them."""
    expression = time.expression
    if isinstance(expression, Interval):
        return isinstance(expression.first, Day) and isinstance(expression.last, Day)
    return isinstance(expression, Day)
