"""The date among the names and buttons that a page prints round it: `Minh Anh - 15/07/2024`, `12/5/2024 09:57 In bài`.

Looser than `dateline`, so it is asked only where no line holds a date alone.
"""

from __future__ import annotations

import re

from extractor.core.document import SourceText
from extractor.structure.spans import Span

_DAY = re.compile(
    r"(?<![\d/.-])\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|\s+tháng\s+\d{1,2},?(?:\s+năm)?\s+(?:19|20)\d\d)(?![\d/])",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,2}\s?(?::|h|giờ)\s?[0-5]\d(?::[0-5]\d)?['’]?"
# what belongs to a date of publication
_OF_DATE = re.compile(
    rf"{_CLOCK}|(?:thứ\s+\w+|chủ\s+nhật|t[2-7]|cn)(?!\w)|(?:gmt|utc)?\s*\+\s*\d{{1,2}}(?::?\d\d)?|(?:am|pm|sa|ch)(?!\w)"
    r"|(?:ngày\s+đăng|đăng\s+(?:ngày|lúc|bởi)|cập\s+nhật|xuất\s+bản|ngày|lúc|date|tác\s+giả|nguồn|tin\s+mới)(?!\w)",
    re.IGNORECASE,
)
# what portals print beside it
_BUTTON = re.compile(
    r"(?<!\w)(?:in\s+(?:bài|trang)|bản\s+in|gửi\s+(?:email|bài\s+viết)|email|google\s+news|cỡ\s+chữ|font|nghe\s+đọc\s+bài|chia\s+sẻ"
    r"|facebook|zalo|(?:số\s+)?lượt\s+(?:xem|đọc)|bình\s+luận|lưu\s+bài\s+viết|theo\s+dõi|a\s?[+-]|\[[+-]\])(?!\w)[\s:]*[\d.]*",
    re.IGNORECASE,
)
# `Tác giả: Phan Vinh | Nguồn: Báo Quảng Nam` beside the date
_FIELD = re.compile(r"(?:tác giả|người viết|nguồn|tin|bài|bởi|theo)\s*:\s*[^|•·\n]{2,50}", re.IGNORECASE)
# a line with one of these says something of its own
_SAYS = re.compile(
    r"(?<!\w)(?:số|hạn|trước|đến|từ|họp|lịch|thời\s+(?:hạn|gian)|khai\s+mạc|địa\s+điểm|kỷ\s+niệm|kèm|về|của|tại|ảnh|quyết\s+định|"
    r"nghị\s+quyết|luật|thông\s+báo|công\s+văn|hội\s+nghị|sinh|mất)(?!\w)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*[-+–•*]\s*[^\W\d_]|\s*\d{1,2}[.)/]\s+[^\W\d_]")  # `+ Khối 1: Tập trung 7 giờ, ngày 21/8/2023`
_REACH = 8  # lines from the top
_LONGEST = 100  # characters
_NAMES = 5  # words of an author, a section or a paper beside the date


def find_page_date(source: SourceText, view: str) -> Span | None:
    """The line near the top that holds a date, names and buttons, and no sentence; None where there is none."""
    lines = [(p.start, p.end) for p in source.paragraphs if view[p.start : p.end].strip()][:_REACH]
    return next((span for span in lines if is_page_line(view[slice(*span)])), None)


def is_page_line(line: str) -> bool:
    """Whether a line of the view holds a date, names and buttons, and no sentence."""
    days = list(_DAY.finditer(line)) if len(line) < _LONGEST else []
    if len(days) != 1 or _ITEM.match(line) or line.rstrip().endswith((".", ";")):
        return False
    before, behind = (_FIELD.sub(" ", part) for part in (line[: days[0].start()], line[days[0].end() :]))
    rest = [_BUTTON.sub(" ", _OF_DATE.sub(" ", part)) for part in (before, behind)]
    if _SAYS.search(" ".join(rest)) or len(re.findall(r"\w+", " ".join(rest))) > _NAMES:
        return False
    timed = re.search(_CLOCK, line) is not None
    names = re.findall(r"\w+", rest[0])
    marked = re.search(r"[-|•·:]\s*\Z", rest[0].rstrip() + " ") is not None
    parted = not names or marked or (rest[0].rstrip().endswith(",") and all(word[0].isupper() for word in names))
    return (timed or parted) and not re.search(r"\w", rest[1])
