"""The meeting a document comes from: what it is called, who chaired it, where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.chairs import find_chairs
from extractor.assemble.findings import Findings
from extractor.assemble.headline import find_headline, is_of_page
from extractor.assemble.meeting_names import (
    Called,
    by_headline_alone,
    in_headline,
    in_paragraph,
    in_title,
    named_again,
)
from extractor.core.calendar import Day, Interval
from extractor.core.characters import UPPER
from extractor.core.mentions import TimeMention
from extractor.core.record import Genre, Meeting
from extractor.structure.outline import Line
from extractor.structure.parts import Part
from extractor.structure.spans import Span

_UNIT = r"(?:huyện|xã|phường|tỉnh|thành phố|thị xã|thị trấn|quận|đặc khu|TP\.?|thôn|ấp|bản|khu phố)"
_NAMED_UNIT = rf"{_UNIT}(?:\s+(?:số\s+)?[{UPPER}\d][\w’'-]*){{1,5}}(?:,\s*{_UNIT}(?:\s+[{UPPER}\d][\w’'-]*){{1,5}})*"
_PLACE = re.compile(
    r"(?:tại(?:\s+điểm cầu(?=\s+(?:trụ sở|Trụ sở|UBND|hội trường|Hội trường)))?\s+"
    r"(?P<house>(?:[Tt]rụ sở|[Hh]ội trường|[Pp]hòng họp|[Nn]hà văn hóa|điểm cầu|UBND|HĐND"
    r"|(?:Tỉnh|Huyện|Thành|Thị|Quận|Đảng) ủy|[Vv]ườn [Qq]uốc gia"
    r"|(?:[Tt]rung tâm|[Vv]ăn phòng|[Bb]ệnh viện|[Tt]rường|[Kk]hách sạn|Sở|[Cc]hợ|[Kk]hu (?:công nghiệp|kinh tế))"
    rf"(?=\s[{UPPER}]))(?=\s)[^.,;:()\n]{{1,80}}?)"
    r"(?=\s*[.,;:()\n]|\s(?:đã|để|do|với|có|cùng|và|về|nhằm|vào|diễn ra|được|trước|dưới|Chủ tịch|Phó|Bí thư"
    r"|Thủ tướng|Bộ trưởng|đồng chí|đ/c|ông|bà|chủ trì|tổ chức)\s)"
    rf"|(?:tại|đến|tới)\s+(?P<unit>{_NAMED_UNIT}))"
)
_LED_TO_IT = re.compile(r"(?:[^-–.\n]{0,30}[-–]\s+)?\W*(?:Sau|Trước|Từ|Thực hiện|Theo|Tiếp nối|Do|Vì)\s[^,.\n]{3,120}$")
# `Trong hai ngày 4 và 5/4, lửa bùng lên ở 3 điểm. Trước diễn biến đó, sáng 6/4 …`
_LED_TO_WHAT_FOLLOWS = re.compile(
    r"[^.\n]{0,200}\.\s+(?:Trước|Sau|Từ) "
    r"(?:diễn biến|tình hình|tình trạng|thực trạng|sự việc|sự cố|nguy cơ) (?:đó|này|trên)(?!\w)"
)
# a day by which something is due is not the day of the meeting, nor is a feast
_LIES_AHEAD = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn cuối|hạn chót|kể từ|hoàn thành (?:đến|vào)|xong) (?:(?:là|hết|vào|tháng"
    r"|ngày) ){0,2}$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ|tính từ)(?: ngày)? $")
# `kỳ họp sẽ diễn ra từ ngày 4 …`
_TO_COME = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến)\s(?:(?:được )?(?:diễn ra|tổ chức|khai mạc|họp)\s)[^.;,]{0,30}$", re.IGNORECASE
)
_FEAST = re.compile(r"(?:Tết|Quốc khánh|Giáng sinh|Rằm|Lễ)(?!\w)", re.IGNORECASE)
# what these order comes from no meeting, whichever they tell of in passing
_OWN_PAPER = re.compile(r"(?:KẾ HOẠCH|CHỈ THỊ|CÔNG ĐIỆN|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHƯƠNG TRÌNH|HƯỚNG DẪN|TỜ TRÌNH)")
# `kỷ niệm 70 năm ngày Bác Hồ ra lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2018)`
_REMEMBERED = re.compile(r"(?:kỷ niệm|chào mừng)\s(?:\S+\s){1,14}\(\s*(?:ngày\s+)?$", re.IGNORECASE)
_CONCLUSION = re.compile(r"kết luận|ý kiến|chỉ đạo|họp|giao ban|nội dung")
# `Tại hội nghị`: which one the headline tells
_BARE = re.compile(
    r"(?:hội nghị|(?:cuộc|buổi|phiên|kỳ) họp|buổi làm việc|buổi giám sát)"
    r"(?: (?:(?:lần )?(?:này|trên|nói trên)|thường kỳ|định kỳ|thường niên))?",
    re.IGNORECASE,
)
_LEAD_PART: dict[Genre, Part] = {"notice": "opening", "news": "body"}
_LEAD_LINES: dict[Genre, int] = {"notice": 6, "news": 5}
_NAME_LINES: dict[Genre, int] = {"notice": 6, "news": 4}


def find_meeting(found: Findings, genre: Genre, date: str | None) -> tuple[Meeting | None, dict[str, Span]]:
    """The meeting and the spans of what is said of it; None where the document tells of none."""
    lead = _lead(found, genre)
    called = _called(found, genre, lead[: _NAME_LINES[genre]])
    if called is None and genre == "notice" and not _concludes(found):
        return None, {}
    chairs = find_chairs(found, lead, genre, called is not None)
    if called is None and chairs and genre == "news":
        called = named_again(found.text, found.view)
    if called is None and not chairs:
        return None, {}
    spans = {"meeting.name": called.span} if called else {}
    spans |= {f"meeting.chair.{nth}": span for nth, span in enumerate(chairs)}
    if place := next((m for a, b in lead if (m := _PLACE.search(found.view, a, b))), None):
        spans["meeting.place"] = place.span("house" if place["house"] else "unit")
    meeting = Meeting(
        name=called.name if called else None,
        date=date,
        chair=tuple(dict.fromkeys(chair for span in chairs if (chair := _plain(found.text, span)))),
        place=_plain(found.text, spans.get("meeting.place")),
    )
    return meeting, spans


def _concludes(found: Findings) -> bool:
    """Whether the title may be that of a meeting's conclusions; a report of an inspection has none."""
    title = found.head.title
    return title is None or _CONCLUSION.search(found.view[slice(*title)].lower()) is not None


def _plain(text: str, span: Span | None) -> str | None:
    return " ".join(text[span[0] : span[1]].split()) if span else None


def _lead(found: Findings, genre: Genre) -> list[Span]:
    """The paragraphs that tell of the meeting: the opening of a notice, the first ones of a report."""
    lines = [(line.start, line.end) for line in found.lines if line.part == _LEAD_PART[genre]]
    if genre == "news":
        lines = [span for span in lines if not is_of_page(found.view[slice(*span)])] or lines
    return lines[: _LEAD_LINES[genre]]


def _called(found: Findings, genre: Genre, lead: Sequence[Span]) -> Called | None:
    title = found.head.title if genre == "notice" else None
    if title and (called := in_title(found.text, found.view, title)):
        return called
    if genre == "notice" and found.head.doc_type and _OWN_PAPER.match(found.view[slice(*found.head.doc_type)]):
        return None
    verbs = genre == "news" or _concludes(found)
    named = find_headline(found) if genre == "news" else None
    if named and (whole := by_headline_alone(found.text, found.view, named)):
        return whole
    told = [name for a, b in lead if (name := in_paragraph(found.text, found.view, a, b, verbs))]
    called = _fullest(told)
    headline = named if called is None or _BARE.fullmatch(called.name) else None
    if headline is None:
        return _fuller(found, named, called)
    by_headline = in_paragraph(found.text, found.view, *headline, verbs)
    if by_headline is None and called is not None:
        by_headline = in_headline(found.text, found.view, headline)
    return by_headline or called


def _fullest(told: Sequence[Called]) -> Called | None:
    """The first name of the meeting; where it is bare (`hội nghị`, below a picture) the fuller one of the same kind."""
    if not told or not _BARE.fullmatch(told[0].name):
        return told[0] if told else None
    bare = told[0].name.lower() + " "
    return next((name for name in told if name.name.lower().startswith(bare)), told[0])


def _fuller(found: Findings, headline: Span | None, called: Called | None) -> Called | None:
    """The name as the headline has it, where that goes on with what it was for: `Hội nghị liên tịch | chuẩn bị …`."""
    told = in_paragraph(found.text, found.view, *headline, verbs=False) if headline and called else None
    return told if told and called and told.name.lower().startswith(f"{called.name.lower()} ") else called


def meeting_day(view: str, times: Sequence[TimeMention], lines: Sequence[Line], genre: Genre) -> TimeMention | None:
    """The first calendar day that the opening tells of: the day of the meeting."""
    lead = [line for line in lines if line.part == _LEAD_PART[genre]][: 4 if genre == "notice" else 3]
    days = [time for line in lead for time in times if line.start <= time.start < line.end and _is_day(time)]
    days = [day for day in days if not _LIES_AHEAD.search(view, max(0, day.start - 24), day.start)]
    days = [day for day in days if not _TO_COME.search(view, max(0, day.start - 60), day.start)]
    days = [
        day
        for day in days
        if isinstance(day.expression, Interval) or not _SINCE.search(view, max(0, day.start - 12), day.start)
    ]
    days = [day for day in days if not _FEAST.match(view, day.start)]
    days = [day for day in days if not _REMEMBERED.search(view, max(0, day.start - 120), day.start)]
    days = [day for day in days if not _LED_TO_WHAT_FOLLOWS.match(view, day.end)] or days
    # `Sau trận mưa tối 9/10, sáng nay 10/10, …`: the first may be of what led to the meeting
    line = next((line for line in lead if days and line.start <= days[0].start < line.end), None)
    if line and _LED_TO_IT.match(view, line.start, days[0].start):
        return next((day for day in days[1:] if day.start < line.end and _knows_as_much(day, days[0])), days[0])
    return days[0] if days else None


def _knows_as_much(day: TimeMention, other: TimeMention) -> bool:
    """Whether a day tells its year where the other one does."""
    return getattr(day.expression, "year", None) is not None or getattr(other.expression, "year", None) is None


def _is_day(time: TimeMention) -> bool:
    """A calendar day, or a stretch between two of them."""
    expression = time.expression
    if isinstance(expression, Interval):
        return isinstance(expression.first, Day) and isinstance(expression.last, Day)
    return isinstance(expression, Day)
