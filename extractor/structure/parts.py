"""Which part of a document a line stands in: opening, assessment, tasks, closing, recipients …

The parts of a notice are told apart by its hinge sentence and its headings; a line under a heading takes the heading's.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from extractor.core.document import Region
from extractor.structure.labels import ORDINAL, Label

Part = Literal[
    "header", "opening", "assessment", "targets", "tasks", "closing", "recipients", "signature", "caption", "body"
]

_RECIPIENTS = re.compile(r"(?:\*\*)?Nơi\s+nhận\s*:?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:Trên đây là|Nay,?\s+(?:xin\s+)?thông báo|Thông báo (?:này )?(?:để|đến)\s"
    r"|(?:Văn phòng|VP|Thừa lệnh|Thay mặt|Thừa ủy quyền|Ủy ban nhân dân|UBND|Sở|Ban|Huyện ủy|Tỉnh ủy|Bộ)\b[^.;]{0,120}?"
    r"(?:xin |trân trọng )*(?:thông báo)\b(?! kết luận[^.]{0,200} như sau))",
)
_HINGE = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo|yêu cầu|thống nhất|quyết định|quyết nghị|đề nghị|điện|giao nhiệm vụ|chỉ thị|nhiệm vụ"
    r"|nội dung|thông báo)[^.:]{0,160}(?::|như sau\s*[:.]?|sau đây\s*[:.]?)\s*$",
    re.IGNORECASE,
)
# headings that open an assessment begin so; the same words further back are part of a topic (`hộ khó khăn về nhà ở`)
_ASSESSMENT = re.compile(
    r"(?:(?:về|những|các|một số|nhận xét|công tác)\s+)*"
    r"(?:đánh giá|kết quả|tình hình|ưu điểm|tồn tại|hạn chế|khuyết điểm|khó khăn, vướng mắc|khó khăn\s*$|nguyên nhân"
    r"|mặt (?:được|chưa được|làm được)|bối cảnh|thực trạng|sự cần thiết|căn cứ|mục đích(?!,)|cơ sở pháp lý|thành phần"
    r"|nhận định|(?:phần )?(?:báo cáo|thảo luận)\s*$|ý kiến (?:thảo luận|phát biểu|tham luận)|diễn biến)",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"(?:nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện|thời gian tới|yêu cầu|kết luận|phân công|ý kiến chỉ đạo"
    r"|nội dung thực hiện|trách nhiệm|kiến nghị|đề xuất|chỉ đạo)",
    re.IGNORECASE,
)
# headings that open what is to come, also below an assessment
_TO_COME = re.compile(
    r"nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện|thời gian tới|yêu cầu|kết luận|phân công|ý kiến chỉ đạo",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"(?:(?:một số|các|về)\s+)*(?:mục tiêu|chỉ tiêu)(?!\s*,\s*(?:nhiệm vụ|yêu cầu))", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:Ảnh|Quang cảnh|Toàn cảnh|Hình\s*\d|Ảnh minh họa|Tin\s*[:,]|Tin, ảnh|Bài, ảnh|Theo\s+\S+\s*$)"
)
_LONGEST_CAPTION, _LONGEST_SUBHEAD, _LONGEST_HEADING = 160, 200, 200
_TOPIC_REACH = 90  # a colon within so many characters parts a topic from what is said of it


class Place(msgspec.Struct, frozen=True):
    """Where the reading of the lines has come to; `headings` are rank and part of the headings that still hold."""

    official: bool
    now: Part
    headings: tuple[tuple[int, Part], ...] = ()


def first_place(official: bool, prose_first: bool) -> Place:
    """Before the first line of the body; `prose_first` says that paragraphs lead up to the items."""
    if not official:
        return Place(official, "body")
    return Place(official, "opening" if prose_first else "tasks")


def is_hinge(content: str) -> bool:
    """Whether the line ends as the sentence does that leads from the opening to the tasks (`… kết luận như sau:`)."""
    return _HINGE.search(content) is not None


def part_of(place: Place, content: str, label: Label | None, region: Region, before_body: bool) -> tuple[Part, Place]:
    """The part of the next line, and where the reading has come to behind it."""
    if region == "recipients" or region == "signature":
        return region, _moved(place, region)
    if before_body:
        return "header", place
    if _RECIPIENTS.match(content.strip()):
        place = _moved(place, "recipients")
    if place.now in ("recipients", "signature"):
        return place.now, place
    if not place.official:
        return "caption" if _is_caption(content.strip(), label) else "body", place
    if label is None and _CLOSING.match(content.strip()):
        return "closing", place
    if place.now == "opening" and (label is None or label.rank > ORDINAL):
        return "opening", _moved(place, "tasks") if label is None and is_hinge(content) else place
    return _under_headings(_moved(place, "tasks"), content, label)


def _moved(place: Place, part: Part) -> Place:
    return msgspec.structs.replace(place, now=part)


def _under_headings(place: Place, content: str, label: Label | None) -> tuple[Part, Place]:
    """The part that the innermost heading gives, the line itself being one where it opens a part."""
    headings = place.headings
    if label is not None:
        headings = tuple(heading for heading in headings if heading[0] < label.rank)
        part = _opened_by(content[label.content :].strip())
        under = headings[-1][1] if headings else None
        if part == "tasks" and under == "assessment" and not _TO_COME.search(content):
            part = None  # `1. Về lãnh đạo, chỉ đạo` under `Kết quả đạt được` tells what was directed
        if part is not None:
            headings = (*headings, (label.rank, part))
    return headings[-1][1] if headings else "tasks", msgspec.structs.replace(place, headings=headings)


def _opened_by(text: str) -> Part | None:
    """The part that a heading opens; a line that holds whole sentences opens none, unless it says so at once."""
    title = text.split(":")[0] if ":" in text[:_TOPIC_REACH] else text
    whole = title == text
    if len(title) > _LONGEST_HEADING or (whole and text.endswith((".", ";"))):
        return None
    if whole and _TARGETS.match(title):
        return "targets"
    if _ASSESSMENT.match(title) and not _TASKS.search(title):
        return "assessment"
    return "tasks" if whole and _TASKS.search(title) else None


def _is_caption(line: str, label: Label | None) -> bool:
    """Headlines, subheads, captions and bylines of a report: short, and no sentence ends in them."""
    if len(line) < _LONGEST_CAPTION and _CAPTION.match(line):
        return True
    ends = (".", "…", ":", ";", "!", "?", '"', ")")
    return label is None and len(line) < _LONGEST_SUBHEAD and not line.endswith(ends)
