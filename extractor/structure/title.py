"""The title of an official document: its type line with what follows, or the subject behind `V/v`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from extractor.core.characters import UPPER
from extractor.core.document import Paragraph
from extractor.lexicon.alternation import alternation
from extractor.lexicon.official_form import official_form, who_decides
from extractor.structure.spans import Span, trim

_SUBJECT = re.compile(r"^\s*V/[vV]\s*:?\s*")
# the same without the stroke, right below the number: `Số: 12/UBND-NN` / `Về chống hạn vụ Đông Xuân`
_ABOUT = re.compile(r"^\s*(?:V/[vV]|[Vv]ề(?:\s+việc)?)\s*:?\s+(?=\S)")
_NUMBERED = re.compile(r"^\W*Số\s*:?\s*\d+\s?[^\s,;]*\s*$")
# a Party letter has its subject there without any word for it: `Số 152-CV/ĐU` / `Triển khai đợt sinh hoạt chính trị`
_PARTY_LETTER = re.compile(r"^\W*Số\s*:?\s*(?:\d+|[\s.…]*)\s?-\s?CV/[A-ZĐ][\wĐ]*\s*$")
_PARTY_SUBJECT = re.compile(rf"^[{UPPER}][^\n:]{{9,}}$")
_NO_SUBJECT = re.compile(
    r"ĐẢNG CỘNG SẢN|CỘNG HÒA|(?i:ngày\s[\s.…\d]*tháng)|^\W*Số\b|^(?:Kính|Thực hiện|Căn cứ|Theo|Trích)\s"
)
_NUMBER_BELOW = re.compile(r"^\W*Số\s*:\s*\d+\s?/")  # `CÔNG ĐIỆN` / `Số: 02/CĐ-TW hồi 10 giờ …`
_LONGEST_SUBJECT = 250
_MOST_SUBJECT_LINES, _WIDEST_COLUMN = 3, 70  # below the first; characters
_ADDRESSEE = re.compile(r"^\s*(?:\**)\s*(?:Kính (?:gửi|trình)|KÍNH GỬI)\s*:?", re.IGNORECASE)
RULE = re.compile(r"^[\s\-_*=–—.|]+$")  # a line of dashes
_NUMERAL_OPENS = re.compile(r"^\W*(?:[IVX]+|\d+|[A-Z])\s*[.)/-]")
_PORTAL = re.compile(
    r"^\W*(Thông báo|Kết luận|Chỉ thị|Công điện|Kế hoạch)\s+(?:số\s+\S+\s+)?"
    r"(?=(?:[Kk]ết luận|[Ýý] kiến|của|về|tại)\s)"
)
# a headline with the type word alone: the page is the paper where it announces its list and tells nothing as a report
_PORTAL_TYPED = re.compile(r"^\W*(Thông báo|Chỉ thị|Công điện|Kế hoạch|Hướng dẫn|Công văn)\s+(?!(?:này|trên)\s)(?=\S)")
# `thông báo kết luận của chủ tịch ubnd xã tại …`
_TYPED_LOW = re.compile(
    r"^\W*(thông báo|kết luận|chỉ thị|công điện|kế hoạch|công văn)\s+(?=(?:kết luận|ý kiến|của|về|tại|số|triển khai)\s)"
)
_BULLETS = re.compile(r"(?:^|\n)\s*(?:[-–+*•]|\d{1,2}\s*[.)-])\s*\S")
ANNOUNCES = re.compile(
    r"(?:thông báo|đề nghị|yêu cầu|kế hoạch|thực hiện|hướng dẫn|nội dung|triển khai|nhiệm vụ)[^.:\n]{0,200}?"
    r"(?:như sau|sau đây|sau)\s*[:.]\s*\n",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"(?:cho biết|nhấn mạnh|khẳng định|cho hay|phóng viên|chia sẻ|theo đó|vừa (?:có|ký|ban hành)"
    r"|(?:đã|mới) (?:ký|ban hành)|trao đổi với)(?!\w)",
    re.IGNORECASE,
)
_FEW = 2  # items
_ITEMS = re.compile(r"(?:^|\n)\s*(?:[IVX]+|\d{1,2})\s*[.)-]\s*\S")
_ENDS_AS_NOTICE = re.compile(r"\./\.\s*(?:\n|$)|biết,\s*(?:để\s+)?(?:triển khai\s+|tổ chức\s+)?thực hiện")
_DECISIONS = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT", "NGHỊ ĐỊNH", "THÔNG TƯ")
_MOST_LINES = 5  # below the type line
_MARKS = "*|"


class Title(msgspec.Struct, frozen=True):
    """Spans of the type word and of what the document is about; `end` is the offset behind them."""

    doc_type: Span | None = None
    title: Span | None = None
    end: int = 0


def is_type_line(view: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph opens with a type word in capitals, as a heading does."""
    line = view[paragraph.start : paragraph.end]
    match = _type_line().match(line)
    if not match:
        return False
    rest = match.group("rest").strip(" *|")
    return len(line) < 400 and (not rest or rest[0].isupper() or rest[0] in "\"'(") and not rest.endswith(".")


def is_subject(view: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph opens with `V/v`."""
    return _SUBJECT.match(view[paragraph.start : paragraph.end]) is not None


def below_number(zone: Sequence[Paragraph], view: str) -> int | None:
    """The index of the paragraph right below the number that says `Về …`, above whom the letter goes to."""
    lines = [view[p.start : p.end].strip() for p in zone]
    for at, line in enumerate(lines[1:], start=1):
        if len(line) > _LONGEST_SUBJECT:
            continue
        # what stands beside it in the right column comes first in the text
        left = [n for n in range(at) if zone[n].region != "header_right"]
        above = lines[left[-1]] if left else ""
        says_so = _ABOUT.match(line) and _NUMBERED.match(above)
        if not says_so and not (_PARTY_LETTER.match(above) and _is_party_subject(line)):
            continue
        if not line.endswith((":", ";", "./.")) and any(_ADDRESSEE.match(other) for other in lines[at + 1 :]):
            return at
    return None


def _is_party_subject(line: str) -> bool:
    return _PARTY_SUBJECT.match(line) is not None and not line.isupper() and not _NO_SUBJECT.search(line)


def title_by_type(zone: Sequence[Paragraph], view: str, at: int) -> Title:
    """The title from the type line zone[at] on, over the lines that carry it on."""
    paragraph = zone[at]
    match = _type_line().match(view[paragraph.start : paragraph.end])
    assert match
    rest = trim(view, paragraph.start + match.start("rest"), paragraph.end, _MARKS, _MARKS)
    lines, end = [rest] if rest[0] < rest[1] else [], paragraph.end
    for following in zone[at + 1 : at + 1 + _MOST_LINES]:
        line = view[following.start : following.end].strip()
        if not lines and is_subject(view, following):
            subject = title_by_subject(view, following)
            lines, end = [subject.title] if subject.title else [], subject.end
            continue
        if RULE.match(line):
            end = following.end
            break
        if not _continues(line, lines, view) or (lines and _decides(match.group(1), line)):
            break
        lines.append(trim(view, following.start, following.end, _MARKS, _MARKS))
        end = following.end
    doc_type = (paragraph.start + match.start(1), paragraph.start + match.end(1))
    return Title(doc_type, (lines[0][0], lines[-1][1]) if lines else None, end)


def _decides(doc_type: str, line: str) -> bool:
    """Whether a line in capitals names who decides, as it stands below the title of a decision."""
    return doc_type in _DECISIONS and line.isupper() and who_decides().match(line) is not None


def title_by_subject(view: str, paragraph: Paragraph, following: Sequence[Paragraph] = ()) -> Title:
    """What stands behind `V/v`, or below the number of a Party letter, over the `following` lines that carry it on."""
    line = view[paragraph.start : paragraph.end]
    opening = _SUBJECT.match(line) or _ABOUT.match(line)
    start = paragraph.start + (opening.end() if opening else 0)
    end = paragraph.end
    for more in following[:_MOST_SUBJECT_LINES]:
        line = view[more.start : more.end].strip()
        if (
            more.region != paragraph.region
            or not _carries_on(line)
            or view[start:end].rstrip().endswith((".", ":", ";"))
        ):
            break
        end = more.end
    return Title(None, trim(view, start, end, _MARKS, _MARKS), end)


def _carries_on(line: str) -> bool:
    """Whether a line goes on with the subject above it: in small letters, and as short as a column is wide."""
    return line[:1].islower() and len(line) <= _WIDEST_COLUMN and not line.endswith((":", ";", "./."))


def title_on_portal(zone: Sequence[Paragraph], view: str) -> Title | None:
    """The headline of a notice that a portal printed without its letterhead.

    It has the type word, and numbered items and a closing formula follow it; or it stands first, and the page
    announces its list in its own name and is no report.
    """
    paragraph = next((p for p in zone[:6] if p.end - p.start < 400 and _PORTAL.match(view[p.start : p.end])), None)
    if paragraph is None or len(_ITEMS.findall(view)) < 3 or not _ENDS_AS_NOTICE.search(view):
        paragraph = _announcing(zone, view)
    paragraph = paragraph or _typed_low(zone, view)
    if paragraph is None:
        return None
    line = view[paragraph.start : paragraph.end]
    match = _PORTAL.match(line) or _PORTAL_TYPED.match(line) or _TYPED_LOW.match(line)
    assert match
    doc_type = (paragraph.start + match.start(1), paragraph.start + match.end(1))
    title = trim(view, paragraph.start + match.end(), paragraph.end, _MARKS, _MARKS)
    return Title(doc_type, title, paragraph.end)


def _typed_low(zone: Sequence[Paragraph], view: str) -> Paragraph | None:
    """The first paragraph, where somebody typed the title of a paper in small letters above its list."""
    line = view[zone[0].start : zone[0].end] if zone else ""
    if not _TYPED_LOW.match(line) or len(line) > _LONGEST_SUBJECT or line.rstrip().endswith((".", ":", ";")):
        return None
    return zone[0] if len(_BULLETS.findall(view)) >= _FEW and not _REPORTS.search(view) else None


def _announcing(zone: Sequence[Paragraph], view: str) -> Paragraph | None:
    """The first paragraph, where it is the headline of a page that announces a list itself."""
    line = view[zone[0].start : zone[0].end] if zone else ""
    if not _PORTAL_TYPED.match(line) or len(line) > _LONGEST_SUBJECT or line.rstrip().endswith((".", ":", ";")):
        return None
    announced = ANNOUNCES.search(view) is not None and len(_ITEMS.findall(view)) >= _FEW
    return zone[0] if announced and not _REPORTS.search(view) else None


def _continues(line: str, lines: Sequence[Span], view: str) -> bool:
    if line.endswith((":", ";", "./.")) or any(
        p.match(line) for p in (_ADDRESSEE, _NUMBER_BELOW, _body_opens(), _NUMERAL_OPENS)
    ):
        return False
    if not lines:
        return len(line) < 500 and (not line.endswith(".") or len(line) < 200)
    if line.endswith(".") or len(line) > 250:
        return False
    # a second line goes on where the first is in capitals too, or breaks off in the middle of a phrase
    last = view[lines[-1][0] : lines[-1][1]]
    return line[0].islower() or (line.isupper() == last.isupper() and (line.isupper() or len(last) < 130))


@cache
def _type_line() -> re.Pattern[str]:
    return re.compile(
        rf"^\W*({alternation(official_form().type_lines)})\b(?:\s+(?:HỎA TỐC|KHẨN)\s*(?=:))?[\s*:]*(?P<rest>.*)$"
    )


@cache
def _body_opens() -> re.Pattern[str]:
    day = r"(?:Sáng|Chiều|Tối|Trong hai|Trong các|Vào)?\s*,?\s*[Nn]gày\s*\d"
    return re.compile(rf"^\W*(?:{day}|{alternation(official_form().body_openings)})")
