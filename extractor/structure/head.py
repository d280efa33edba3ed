"""The head of an official document: letterhead, number, place and date, type, title (Nghị định 30/2020, Phụ lục I)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.core.characters import UPPER
from extractor.core.document import Paragraph, SourceText
from extractor.lexicon.document_numbers import parse_number
from extractor.structure.printed_day import PRINTED_DAY
from extractor.structure.secrecy import SECRET
from extractor.structure.spans import Span, trim
from extractor.structure.title import (
    RULE,
    Title,
    below_number,
    is_subject,
    is_type_line,
    title_by_subject,
    title_by_type,
    title_on_portal,
)

# paragraphs from the top in which an element can stand
_ZONE, _UPPER_ZONE, _NUMBER_ZONE, _LETTERHEAD_ZONE = 45, 25, 30, 20
_MOST_BETWEEN, _LONGEST_BETWEEN = 10, 90  # lines of the letterhead and the national title behind a title; characters
_FOOT_ZONE = 12  # from the end, where a paper may have its date above the signature

_NATION = re.compile(r"CỘNG\s*H[ÒO]A\s*X[ÃA]\s*HỘI|Độc\s*[Ll]ập\s*-\s*Tự\s*[Dd]o|ĐẢNG\s*CỘNG\s*SẢN\s*VIỆT\s*NAM")
_NATION_HALF = re.compile(
    r"(?:(?:XÃ )?HỘI )?CHỦ NGHĨA VIỆT NAM|CỘNG(?: HÒA(?: XÃ(?: HỘI)?)?)?|(?:HÒA )?XÃ(?: HỘI)?|ĐẢNG CỘNG SẢN|VIỆT NAM"
)
# the national title may stick to it in a web copy (`659/CĐ-TTgCỘNG HÒA …`)
_CODE = r"[A-ZĐ](?:(?!CỘNG H|ĐẢNG CỘNG|Độc lập)[\wĐđ])*"
# the stroke behind the digits may be missing (`09 TB/CTy`)
_NUMBER = re.compile(
    r"(?:^|[|*\n]|\s{2,})\s*(?:Số|SỐ|SÔ|So)\s*:?\s*"
    r"(?P<number>(?:(?:\d[\w.]*(?:\s?/\s?(?:19|20)\d\d(?=\s?[-/]))?)?\s*[-/]|\d{1,4}(?=\s+[A-ZĐ]{2,4}\s*[-/]))"
    rf"\s*{_CODE}(?:\s*[-/.&]\s*{_CODE})*)"
)
_BLANK = r"\.{2,}|…"  # a day or month left open
_FILL = r"[\s.…_()]*"  # dots and brackets of a form that was filled in
_PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][\w.\s'\-]{{1,40}}?)\s*,\s*(?P<date>(?:(?i:hồi|lúc)\s+[\d giờhphút:]+[\s,]+)?"
    rf"(?i:ngày)\s*(?:{_FILL}\d{{1,2}}{_FILL}|{_BLANK})?\s*tháng\s*(?:{_FILL}\d{{1,2}}{_FILL}|{_BLANK})?\s*"
    rf"năm\s*(?:{_FILL}\d{{4}}|\d\d\s\d\d(?!\d))?)"
)
# without place or comma, or in figures, only where the line has nothing else: `Lào Cai ngày 05/6/2025`
_NAME = rf"[{UPPER}][\w.']*(?:\s?-?\s?[{UPPER}\d][\w.']*){{0,5}}"
_LOOSE_DATE = re.compile(
    rf"(?:(?<![^\s|*])(?P<place>{_NAME})(?:\s*,\s*|\s+(?=[Nn]gày)))?(?P<date>(?i:(?:ngày\s*)?{PRINTED_DAY}))[\s.|*]*$",
    re.MULTILINE,
)
_MOST_ISSUER_LINES = 3
_SHORTEST_PROSE = 100  # characters
_NO_PROSE = re.compile(r"\W*(?:V/[vV]|Về việc|Số|Kính gửi|Căn cứ)(?!\w)")
_LONE_LABEL = re.compile(r"(?:Số|SỐ)\s*[:.]")
_LONGEST_NUMBER = 40  # characters
_URGENCY = re.compile(r"^\s*(HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)\s*$")
_ENTRY = re.compile(r"^\s*[-–+*•]\s*\S")
_ADDRESS_OPENS = re.compile(r"^\W*(?:Kính (?:gửi|trình)|KÍNH GỬI|[^.;:]{0,80}\b[Đđ]iện|ĐIỆN)\s*:", re.DOTALL)
_ADDRESSES_BELOW = re.compile(r"\W*(?:Kính (?:gửi|trình)|KÍNH GỬI)\s*:\s*")  # whoever it is stands on the next line
_ADDRESSED_BODY = re.compile(r"(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|ỦY BAN|BAN |UBND)")
_MARKS = "*|"


class Head(msgspec.Struct, frozen=True):
    """Spans of the head's elements; `body` is the offset where the body begins (0 without a head)."""

    body: int = 0
    letterhead: tuple[Span, ...] = ()
    number: Span | None = None
    place: Span | None = None
    date: Span | None = None
    doc_type: Span | None = None
    title: Span | None = None
    urgency: Span | None = None
    nation: bool = False
    subject: bool = False  # the title stands after `V/v`


def find_head(source: SourceText, view: str) -> Head:
    """The head of `source`, as far as it has one; elements that are not there are None."""
    zone = [p for p in source.paragraphs if view[p.start : p.end].strip()][:_ZONE]
    type_at = next((i for i, p in enumerate(zone) if is_type_line(view, p) and not _is_in_body(zone, view, i)), None)
    if type_at is None and (portal := title_on_portal(zone, view)):
        return Head(body=_body_on_portal(zone, view, portal), doc_type=portal.doc_type, title=portal.title)
    subjects = (i for i, p in enumerate(zone[:_NUMBER_ZONE]) if is_subject(view, p) and not _is_in_body(zone, view, i))
    subject_at = next(subjects, None)
    if type_at is None and subject_at is None:
        subject_at = below_number(zone[:_NUMBER_ZONE], view)
    title_at = type_at if type_at is not None else subject_at
    nation = any(is_nation_line(view, p) for p in zone[:_UPPER_ZONE])
    number = _number(zone, view)
    if not nation and number is None and title_at is None:
        return Head()
    title = _title(zone, view, type_at, subject_at)
    end = max(title.end, number[1] if number and _is_above(zone, view, title.end, number[0]) else 0)
    place, date = _place_and_date(zone, source.paragraphs[-_FOOT_ZONE:], view, end)
    above = date is not None and _is_above(zone, view, end, date[0])
    return Head(
        body=_start_of_body(zone, max(end, date[1]) if date and above else end, view),
        letterhead=_letterhead(zone, view, number, title_at),
        number=number,
        place=place,
        date=date,
        doc_type=title.doc_type,
        title=title.title,
        urgency=next(((p.start, p.end) for p in zone[:_UPPER_ZONE] if _URGENCY.match(view[p.start : p.end])), None),
        nation=nation,
        subject=type_at is None and subject_at is not None,
    )


def _is_in_body(zone: Sequence[Paragraph], view: str, at: int) -> bool:
    """Whether zone[at] stands in the body: a paragraph of prose parts it from the number and the national title.

    `… Sau khi nghe Hạt Kiểm lâm báo cáo,` / `KẾT LUẬN`; `V/v trồng rừng thay thế: Giao Phòng A …`.
    """
    heads = (i for i in range(at - 1, -1, -1) if is_nation_line(view, zone[i]) or number_in(view, zone[i]))
    last = next(heads, None)
    return last is not None and any(_is_prose(view[p.start : p.end].strip()) for p in zone[last + 1 : at])


def _is_prose(line: str) -> bool:
    stopped = line.endswith((".", ",", ";", ":")) and not line.isupper()
    return len(line) > _SHORTEST_PROSE and stopped and not _NO_PROSE.match(line)


def _title(zone: Sequence[Paragraph], view: str, type_at: int | None, subject_at: int | None) -> Title:
    if type_at is not None:
        return title_by_type(zone, view, type_at)
    return title_by_subject(view, zone[subject_at], zone[subject_at + 1 :]) if subject_at is not None else Title()


def is_nation_line(view: str, paragraph: Paragraph) -> bool:
    """Whether a short line has the national title or that of the Party."""
    return paragraph.end - paragraph.start < 160 and _NATION.search(view, paragraph.start, paragraph.end) is not None


def number_in(view: str, paragraph: Paragraph) -> Span | None:
    """The number that a short line gives as its own (`Số: 15/TB-UBND`)."""
    if paragraph.end - paragraph.start > 120:
        return None
    match = _NUMBER.search(view[paragraph.start : paragraph.end])
    if match is None:
        return None
    start, end = match.span("number")
    return trim(view, paragraph.start + start, paragraph.start + end, _MARKS, _MARKS)


def _number(zone: Sequence[Paragraph], view: str) -> Span | None:
    if own := next((span for p in zone[:_NUMBER_ZONE] if (span := number_in(view, p))), None):
        return own
    above = (p for p in zone[:_UPPER_ZONE] if _is_above(zone, view, 0, p.start))
    return next((span for p in above if (span := _bare_number(view, p))), None)


def _bare_number(view: str, paragraph: Paragraph) -> Span | None:
    """A line that is nothing but a number: `Số:` stands in the line above it, or was lost."""
    span = trim(view, paragraph.start, paragraph.end, _MARKS, _MARKS)
    number = parse_number(view[slice(*span)]) if span[1] - span[0] < _LONGEST_NUMBER else None
    return span if number is not None and number.doc_type is not None and number.body is not None else None


def _place_and_date(
    zone: Sequence[Paragraph], last: Sequence[Paragraph], view: str, end: int
) -> tuple[Span | None, Span | None]:
    """Place and date of the date line: in its usual words, or loosely down to `end`, or above a signature in `last`."""
    for paragraph in zone:
        short = paragraph.end - paragraph.start < 160
        if short and (match := _PLACE_DATE.search(view, paragraph.start, paragraph.end)):
            dated = match.span("date") if match["date"][-1].isdigit() else None  # `ngày … tháng … năm` left open
            return trim(view, *match.span("place"), _MARKS, _MARKS), dated
    short_ones = (p for p in zone if p.end - p.start < 160 and _is_above(zone, view, end, p.start))
    loosely = (_LOOSE_DATE.search(view, p.start, p.end) for p in short_ones)
    for match in (*(m for m in loosely if m and _heads(view, m)), *_alone(last, view)):
        place = trim(view, *match.span("place"), _MARKS, _MARKS) if match["place"] else None
        return place, match.span("date")
    return None, None


def _is_above(zone: Sequence[Paragraph], view: str, end: int, at: int) -> bool:
    """Whether `at` is still in the head whose title and number end at `end`: no line of the body stands between.

    A school's or a commune's paper may have its date at the foot.
    """
    between = [view[p.start : p.end].strip() for p in zone if end <= p.start and p.end <= at]
    return len(between) <= _MOST_BETWEEN and not any(
        len(line) > _LONGEST_BETWEEN or (line.endswith((".", ":")) and not _LONE_LABEL.fullmatch(line))
        for line in between
    )


def _heads(view: str, match: re.Match[str]) -> bool:
    """Whether nothing stands before it in its line but what a head has there."""
    before = view[view.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not before.strip(" *|_-") or _NUMBER.search(before) is not None or _NATION.search(before) is not None


def _alone(paragraphs: Sequence[Paragraph], view: str) -> Iterator[re.Match[str]]:
    return (m for p in paragraphs if (m := _PLACE_DATE.fullmatch(view, p.start, p.end)) and m["date"][-1].isdigit())


def _letterhead(zone: Sequence[Paragraph], view: str, number: Span | None, title_at: int | None) -> tuple[Span, ...]:
    """Lines of the issuing bodies: those in capitals above the number that are not the national title."""
    stop = number[0] if number else zone[title_at or 0].start
    lines = []
    for paragraph in zone[:_LETTERHEAD_ZONE]:
        above = paragraph.start < stop and paragraph.region != "header_right"
        numbered = number is not None and paragraph.start <= number[0] < paragraph.end
        left = above or paragraph.region == "header_left"
        typed = title_at is not None and paragraph.start == zone[title_at].start
        if left and not numbered and not typed and _names_issuer(view[paragraph.start : paragraph.end]):
            lines.append(trim(view, paragraph.start, paragraph.end, _MARKS, _MARKS))
    return tuple(lines) or (_below_type(zone, view, number, title_at) if number and title_at is not None else ())


def _below_type(zone: Sequence[Paragraph], view: str, number: Span, title_at: int) -> tuple[Span, ...]:
    """Lines of the issuing bodies below type and number, as telegrams have them: `CÔNG ĐIỆN` / `Số: …` / `BAN …`."""
    at = next((i for i, p in enumerate(zone) if p.start <= number[0] < p.end), 0)
    if at <= title_at:
        return ()
    lines = []
    for paragraph in zone[at + 1 : at + 1 + _MOST_ISSUER_LINES]:
        line = view[paragraph.start : paragraph.end]
        if _ADDRESS_OPENS.match(line) or not _names_issuer(line):
            break
        lines.append(trim(view, paragraph.start, paragraph.end, _MARKS, _MARKS))
    return tuple(lines)


def _names_issuer(paragraph: str) -> bool:
    line = paragraph.strip(" *|_-")
    if not line.isupper() or line.startswith("("):
        return False
    others = (_NATION.search, _NATION_HALF.fullmatch, RULE.match, _NUMBER.search, SECRET.match, _URGENCY.match)
    return not any(other(line) for other in others)


def _start_of_body(zone: Sequence[Paragraph], after: int, view: str) -> int:
    """Where the first paragraph behind `after` begins that is no rule and belongs to no addressee (`Kính gửi:`)."""
    addressed = opens_list = False
    for paragraph in zone:
        line = view[paragraph.start : paragraph.end]
        if paragraph.start < after or RULE.match(line) or paragraph.region in ("header_left", "header_right", "stamp"):
            continue
        in_capitals = line.strip().isupper() and _ADDRESSED_BODY.match(line.strip())
        if not (_ADDRESS_OPENS.match(line) or (addressed and _ENTRY.match(line)) or in_capitals or opens_list):
            return paragraph.start
        addressed, opens_list = True, _ADDRESSES_BELOW.fullmatch(line) is not None
    return after


def _body_on_portal(zone: Sequence[Paragraph], view: str, title: Title) -> int:
    """Behind the headline and the lines of counts and dates that portals print below it."""
    for paragraph in zone:
        counts = paragraph.end - paragraph.start <= 60 and view[paragraph.start : paragraph.end].strip()[:1].isdigit()
        if paragraph.start >= title.end and not counts:
            return paragraph.start
    return title.end
