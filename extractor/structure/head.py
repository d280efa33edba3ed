"""The head of an official document: letterhead, number, place and date, type, title (Nghị định 30/2020, Phụ lục I)."""

from __future__ import annotations

import re

import msgspec

from extractor.core.characters import UPPER
from extractor.core.document import Paragraph, SourceText

Span = tuple[int, int]

_NATION = re.compile(r"CỘNG\s*H[ÒO]A\s*X[ÃA]\s*HỘI|Độc\s*[Ll]ập\s*-\s*Tự\s*[Dd]o|ĐẢNG\s*CỘNG\s*SẢN\s*VIỆT\s*NAM")
_NUMBER = re.compile(r"(?:^|[|*\n]|\s{2,})\s*(?:Số|SỐ|SÔ|So)\s*:?\s*(?P<number>(?:\d[\w.]*)?\s*[-/]\s*[A-ZĐ][\wĐđ]*(?:\s*[-/.&]\s*[A-ZĐ][\wĐđ]*)*)")
_PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][\w.\s\-]{{1,40}}?)\s*,\s*(?:hồi\s+[\d giờhphút:]+\s+)?(?P<date>(?i:ngày)\s*(?:\d{{1,2}}|\.{{2,}}|…)?\s*tháng\s*(?:\d{{1,2}}|\.{{2,}}|…)?\s*năm\s*(?:\d{{4}})?)"
)
_SUBJECT = re.compile(r"^\s*V/[vV]\s*:?\s*")
_ADDRESSEE = re.compile(r"^\s*(?:\**)\s*(?:Kính (?:gửi|trình)|KÍNH GỬI)\s*:?", re.IGNORECASE)
_URGENCY = re.compile(r"^\s*(HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)\s*$")
SECRET = re.compile(r"^\s*\W*(?:ĐỘ MẬT\s*:\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*\s*$")
_TYPE_LINE = re.compile(
    r"^\W*(THÔNG BÁO|KẾT LUẬN|CHỈ THỊ|CÔNG ĐIỆN|KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|BÁO CÁO|HƯỚNG DẪN|TỜ TRÌNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|QUY CHẾ|QUY ĐỊNH|BIÊN BẢN|PHƯƠNG ÁN|ĐỀ ÁN|THÔNG TRI|CÔNG VĂN|GIẤY MỜI|NGHỊ ĐỊNH|THÔNG TƯ|THÔNG CÁO)\b[\s*:]*(?P<rest>.*)$"
)
_RULE = re.compile(r"^[\s\-_*=–—.|]+$")
_BODY_OPENS = re.compile(
    r"^\W*(?:(?:Sáng|Chiều|Tối|Trong hai|Trong các|Vào)?\s*,?\s*[Nn]gày\s*\d|Căn cứ|Thực hiện|Vừa qua|Thời gian qua|Trong thời gian|Để |Kính gửi|Sau khi|Trên cơ sở|Theo |Tại |Ngày|Xét |Tiếp theo|Nhằm|Hiện nay|Từ ngày|Trong các ngày|Trong ngày|Được sự|Qua |Mục đích)"
)
_NUMERAL_OPENS = re.compile(r"^\W*(?:[IVX]+|\d+|[A-Z])\s*[.)/-]")


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
    zone = [p for p in source.paragraphs if view[p.start : p.end].strip()][:45]
    nation = any(_NATION.search(view, p.start, p.end) for p in zone[:25] if p.end - p.start < 160)
    number = _first(_NUMBER, zone, view, "number")
    place_date = next((m for p in zone if (m := _search(_PLACE_DATE, view, p)) and p.end - p.start < 160), None)
    type_at = next((i for i, p in enumerate(zone) if _is_type_line(view, p)), None)
    subject_at = next((i for i, p in enumerate(zone[:30]) if _SUBJECT.match(view[p.start : p.end])), None)
    urgency = next(((p.start, p.end) for p in zone[:25] if _URGENCY.match(view[p.start : p.end])), None)
    portal_at = _portal_title(zone, view) if type_at is None else None
    official = portal_at is not None or nation or number is not None or type_at is not None or subject_at is not None
    if not official:
        return Head()
    if portal_at is not None:
        return _portal_head(zone[portal_at], view, zone)
    doc_type, title, after = _title(zone, view, type_at, subject_at)
    letterhead = _letterhead(zone, view, number, type_at if type_at is not None else subject_at)
    ends = [after, number[1] if number else 0, place_date.end() if place_date else 0]
    return Head(
        body=_next_paragraph(zone, max(ends), view),
        letterhead=letterhead,
        number=number,
        place=_trim(view, place_date.span("place")) if place_date else None,
        date=place_date.span("date") if place_date else None,
        doc_type=doc_type,
        title=title,
        urgency=urgency,
        nation=nation,
        subject=type_at is None and subject_at is not None,
    )


_PORTAL_TITLE = re.compile(r"^\W*(Thông báo|Kết luận|Chỉ thị|Công điện|Kế hoạch)\s+(?:số\s+\S+\s+)?(?=(?:[Kk]ết luận|[Ýý] kiến|của|về|tại)\s)")
_ITEMS = re.compile(r"(?:^|\n)\s*(?:[IVX]+|\d{1,2})\s*[.)-]\s*\S")
_ENDS_AS_NOTICE = re.compile(r"\./\.\s*(?:\n|$)|biết,\s*(?:để\s+)?(?:triển khai\s+|tổ chức\s+)?thực hiện")


def _portal_title(zone: list[Paragraph], view: str) -> int | None:
    """A notice that a portal printed without its letterhead: headline with the type word, numbered items, closing formula."""
    at = next((n for n, p in enumerate(zone[:6]) if p.end - p.start < 400 and _PORTAL_TITLE.match(view[p.start : p.end])), None)
    if at is None or len(_ITEMS.findall(view)) < 3 or not _ENDS_AS_NOTICE.search(view):
        return None
    return at


def _portal_head(paragraph: Paragraph, view: str, zone: list[Paragraph]) -> Head:
    match = _PORTAL_TITLE.match(view[paragraph.start : paragraph.end])
    assert match
    start = paragraph.start + match.end()
    rest = [p for p in zone if p.start > paragraph.start and (p.end - p.start > 60 or not view[p.start : p.end].strip()[:1].isdigit())]
    return Head(
        body=rest[0].start if rest else paragraph.end,
        doc_type=(paragraph.start + match.start(1), paragraph.start + match.end(1)),
        title=_trim(view, (start, paragraph.end)),
    )


def _search(pattern: re.Pattern[str], view: str, paragraph: Paragraph) -> re.Match[str] | None:
    return pattern.search(view, paragraph.start, paragraph.end)


def _first(pattern: re.Pattern[str], zone: list[Paragraph], view: str, group: str) -> Span | None:
    for paragraph in zone[:30]:
        if paragraph.end - paragraph.start > 120:
            continue
        if match := pattern.search(view[paragraph.start : paragraph.end]):
            start, end = match.span(group)
            return _trim(view, (paragraph.start + start, paragraph.start + end))
    return None


def _trim(view: str, span: Span) -> Span:
    start, end = span
    while start < end and (view[start].isspace() or view[start] in "*|"):
        start += 1
    while end > start and (view[end - 1].isspace() or view[end - 1] in "*|"):
        end -= 1
    return start, end


def _is_type_line(view: str, paragraph: Paragraph) -> bool:
    line = view[paragraph.start : paragraph.end]
    match = _TYPE_LINE.match(line)
    if not match:
        return False
    rest = match.group("rest").strip(" *|")
    return len(line) < 400 and (not rest or rest[0].isupper() or rest[0] in "\"'(") and not rest.endswith(".")


def _title(zone: list[Paragraph], view: str, type_at: int | None, subject_at: int | None) -> tuple[Span | None, Span | None, int]:
    """Type, title and the offset after them."""
    if type_at is None:
        if subject_at is None:
            return None, None, 0
        paragraph = zone[subject_at]
        opening = _SUBJECT.match(view[paragraph.start : paragraph.end])
        assert opening
        return None, _trim(view, (paragraph.start + opening.end(), paragraph.end)), paragraph.end
    paragraph = zone[type_at]
    match = _TYPE_LINE.match(view[paragraph.start : paragraph.end])
    assert match
    doc_type = (paragraph.start + match.start(1), paragraph.start + match.end(1))
    rest = _trim(view, (paragraph.start + match.start("rest"), paragraph.end))
    lines = [rest] if rest[0] < rest[1] else []
    after = paragraph.end
    for nxt in zone[type_at + 1 : type_at + 6]:
        line = view[nxt.start : nxt.end].strip()
        if _RULE.match(line):
            after = nxt.end
            break
        if not _continues_title(line, lines, view):
            break
        lines.append(_trim(view, (nxt.start, nxt.end)))
        after = nxt.end
    return doc_type, ((lines[0][0], lines[-1][1]) if lines else None), after


def _continues_title(line: str, lines: list[Span], view: str) -> bool:
    if _ADDRESSEE.match(line) or _BODY_OPENS.match(line) or _NUMERAL_OPENS.match(line) or line.endswith((":", ";", "./.")):
        return False
    if not lines:
        return len(line) < 500 and (not line.endswith(".") or len(line) < 200)
    if line.endswith(".") or len(line) > 250:
        return False
    # a second line goes on where the first is in capitals too, or breaks off in the middle of a phrase
    last = view[lines[-1][0] : lines[-1][1]]
    return line[0].islower() or (line.isupper() == last.isupper() and (line.isupper() or len(last) < 130))


def _letterhead(zone: list[Paragraph], view: str, number: Span | None, title_at: int | None) -> tuple[Span, ...]:
    """Lines of the issuing bodies: those in capitals above the number that are not the national title."""
    stop = number[0] if number else (zone[title_at].start if title_at is not None else zone[0].start)
    lines = []
    for paragraph in zone[:20]:
        line = view[paragraph.start : paragraph.end].strip(" *|_-")
        if paragraph.start >= stop or paragraph.region == "header_right":
            if paragraph.region != "header_left":
                continue
        if not line or _NATION.search(line) or _RULE.match(line) or not line.isupper() or _NUMBER.search(line) or SECRET.match(line) or _URGENCY.match(line):
            continue
        lines.append(_trim(view, (paragraph.start, paragraph.end)))
    return tuple(lines)


_ENTRY = re.compile(r"^\s*[-–+*•]\s*\S")
_ADDRESS_OPENS = re.compile(r"^\W*(?:Kính (?:gửi|trình)|KÍNH GỬI|[^.;:]{0,80}\b[Đđ]iện|ĐIỆN)\s*:", re.DOTALL)


def _next_paragraph(zone: list[Paragraph], after: int, view: str) -> int:
    """Where the first paragraph behind `after` begins that is no rule and belongs to no addressee (`Kính gửi:`)."""
    addressed = False
    for paragraph in zone:
        line = view[paragraph.start : paragraph.end]
        if paragraph.start < after or _RULE.match(line) or paragraph.region in ("header_left", "header_right", "stamp"):
            continue
        if _ADDRESS_OPENS.match(line) or addressed and _ENTRY.match(line) or line.strip().isupper() and _BODY_NAME.match(line.strip()):
            addressed = True
            continue
        return paragraph.start
    return after


_BODY_NAME = re.compile(r"(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|ỦY BAN|BAN |UBND)")
