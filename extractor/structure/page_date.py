"""The date among the names and buttons that a page prints round it: `Minh Anh - 15/07/2024`, `12/5/2024 09:57 In bài`.

Looser than `dateline`, so it is asked only where no line holds a date alone.
"""

from __future__ import annotations

import re

from extractor.core.characters import UPPER
from extractor.core.document import SourceText
from extractor.lexicon.noise import is_menu_word
from extractor.structure.dateline import is_dateline
from extractor.structure.printed_day import PRINTED_DAY
from extractor.structure.spans import Span

_DAY = re.compile(PRINTED_DAY, re.IGNORECASE)
_CLOCK = r"\d{1,2}\s?(?::|h|giờ)\s?[0-5]?\d(?::[0-5]\d)?['’]?"
# what belongs to a date of publication
_OF_DATE = re.compile(
    rf"{_CLOCK}|(?:thứ\s+\w+|chủ\s+nhật|t[2-7]|cn)(?!\w)|(?:gmt|utc)?\s*\+\s*\d{{1,2}}(?::?\d\d)?|(?:am|pm|sa|ch)(?!\w)"
    r"|(?:ngày\s+đăng|đăng\s+(?:ngày|lúc|bởi)|cập\s+nhật|xuất\s+bản|phát\s+hành|tin\s+ngày|ngày|lúc|date|tác\s+giả|nguồn|tin\s+mới)(?!\w)",
    re.IGNORECASE,
)
# what portals print beside it
_BUTTON = re.compile(
    r"(?<!\w)(?:in\s+(?:bài|trang)|bản\s+in|gửi\s+(?:email|bài\s+viết)|email|google\s+news|cỡ\s+chữ|font|nghe\s+đọc\s+bài|chia\s+sẻ"
    r"|facebook|zalo|view\s+count|views?|print|share|font\s+size|(?:số\s+)?lượt\s+(?:xem|đọc)|bình\s+luận|lưu\s+bài\s+viết|theo\s+dõi|a\s?[+-]|\[[+-]\])(?!\w)[\s:]*[\d.]*",
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
_PARTS = re.compile(r"\s*(?:[-–|>»›/&]+|\s{2,})\s*")
# `Báo Lâm Sơn, số ra ngày 19/7/2023`, `Minh Anh (Báo Lâm Sơn, 19/7/2023)`, `Theo lamson.vn (19/7/2023)`
_NAME = rf"[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*){{0,4}}"
_WITH_PAPER = re.compile(
    rf"^\W*(?:(?:(?i:tin|bài|ảnh)[^:\n]{{0,12}}:\s*)?{_NAME}\s?(?:[,(|-]|$)\s*)?"
    r"(?i:(?:(?:theo|nguồn)\W+)?(?:(?:báo|đài|tạp chí|cổng|ttxvn)(?!\w)[^.;()\d]{0,60}|[\w-]+(?:\.\w+){0,2}\.vn))?"
    rf"\W*(?i:(?:số\s)?(?:ra\s)?(?:ngày\s)?{PRINTED_DAY})\W*$"
)
_ITEM = re.compile(r"\s*[-+–•*]\s*[^\W\d_]|\s*\d{1,2}[.)/]\s+[^\W\d_]")  # `+ Khối 1: Tập trung 7 giờ, ngày 21/8/2023`
_REACH = 8  # lines from the top
_FOOT = 3  # lines from the end
_LONGEST = 100  # characters
_NAMES = 5  # words of an author, a section or a paper beside the date


def find_page_date(source: SourceText, view: str) -> Span | None:
    """The line near the top, or at the end, that holds a day, names and buttons, and no sentence; None without one."""
    lines = [(p.start, p.end) for p in source.paragraphs if view[p.start : p.end].strip()]
    above = (span for span in lines[:_REACH] if is_page_line(view[slice(*span)]))
    below = (span for span in lines[-_FOOT:] if _is_of_paper(view[slice(*span)]))
    return next(above, None) or next(below, None)


def is_page_line(line: str) -> bool:
    """Whether a line of the view holds a day with its year, names and buttons, and no sentence."""
    if is_dateline(line) or _is_of_paper(line):
        return True
    days = list(_DAY.finditer(line)) if len(line) < _LONGEST else []
    if len(days) != 1 or _ITEM.match(line) or line.rstrip().endswith((".", ";")):
        return False
    before, behind = (_FIELD.sub(" ", part) for part in (line[: days[0].start()], line[days[0].end() :]))
    rest = [_BUTTON.sub(" ", _OF_DATE.sub(" ", part)) for part in (_without_sections(before), behind)]
    if _SAYS.search(" ".join(rest)) or len(re.findall(r"\w+", " ".join(rest))) > _NAMES:
        return False
    timed = re.search(_CLOCK, line) is not None
    names = re.findall(r"\w+", rest[0])
    marked = re.search(r"[-|•·:]\s*\Z", rest[0].rstrip() + " ") is not None
    parted = not names or marked or (rest[0].rstrip().endswith(",") and all(word[0].isupper() for word in names))
    return (timed or parted) and not re.search(r"\w", rest[1])


def _without_sections(before: str) -> str:
    """Nothing where only sections of the page stand there: `Thời sự - Chính trị 15/07/2024`."""
    parts = [part for part in _PARTS.split(before.strip().lower()) if part]
    return "" if all(map(is_menu_word, parts)) else before


def _is_of_paper(line: str) -> bool:
    return len(line) < _LONGEST and _WITH_PAPER.match(line) is not None
