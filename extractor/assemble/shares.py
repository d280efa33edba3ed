"""Work shared out by its parts: `Phần điện Công ty A lo, phần nước do Ban Quản lý dự án cử người làm`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.frame import Frame

_PART = re.compile(
    r"(?:còn\s+|riêng\s+)?(?:phần|khâu|mảng|việc|kinh phí|thủ tục)\s+"
    r"(?!(?:mềm|lớn|trăm|thưởng|đông|nào|này|đó|ấy|của)(?!\w))(?=[^\W\d_])"
)
_GAP = re.compile(r"(?:\s+|(?<=\s))(?:(?:thì|sẽ|phải)\s+)?(?P<by>(?:do|để|giao)\s+(?:cho\s+)?)?(?=\S)")
_TAKES = re.compile(
    r"\s+(?:(?:sẽ|phải|tự|trực tiếp|cùng)\s+)?(?:lo|lo liệu|làm|nhận|đảm nhận|đảm nhiệm|đảm trách|gánh|phụ trách"
    r"|thực hiện|cử (?:người|cán bộ|thợ)|cáng đáng|chịu)(?!\w)(?!\s+(?:được|xong|rồi|ảnh hưởng|thiệt))"
)
# only behind `do`: `phần phòng cháy do Công an tỉnh thẩm định`, `kinh phí do Sở Tài chính bố trí`
_DOES = re.compile(
    r"\s+(?:thẩm định|kiểm tra|nghiệm thu|bố trí|cân đối|chi trả|cấp|tổng hợp|theo dõi|giám sát|lắp đặt|chuẩn bị"
    r"|hướng dẫn|giải quyết|tiếp nhận|thẩm tra|hoàn thiện|cử|điều|góp|ứng|chi)(?!\w)(?![^.;]*\s(?:đã|đang|phải"
    r"|cần|được|là)\s)"
)
_NEXT_PART = re.compile(r",\s+(?=(?:còn\s+|riêng\s+)?(?:phần|khâu|mảng|việc)\s)")
_ONLY_PART = re.compile(r"(?:còn\s+|riêng\s+)?(?:phần|khâu|mảng)\s")
_LONGEST = 7  # words of what the part is
_LONGEST_LED = 14  # words before `do`, `để`
_REACH = 110  # characters


def read_share(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Phần sơn phòng Hành chính lo`: a part of the work with whoever takes it on."""
    doers = _who_takes(index, at, end)
    return Frame("bare", "order: phần … lo", start, doers.actors, None, at) if doers else None


def cuts_between_shares(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Where a further part with a doer of its own begins."""
    opens = _PART.match(index.lower, start, end) is not None
    for part in _NEXT_PART.finditer(index.lower, start + 1, end):
        # `Sở A lắp trạm cân, phần tiền Sở B lo`: behind other work only what can be nothing but a part of it
        if (opens or _ONLY_PART.match(index.lower, part.end())) and _who_takes(index, part.end(), end):
            yield part.start() + 1


def _who_takes(index: ActorIndex, at: int, end: int) -> ActorList | None:
    part = _PART.match(index.lower, at, end)
    if part is None:
        return None
    for words, gap in enumerate(_GAP.finditer(index.lower, part.end(), min(end, part.end() + _REACH))):
        if words > _LONGEST_LED or any(mark in index.view[part.end() : gap.start()] for mark in ",.;:"):
            return None
        if words > _LONGEST and not gap["by"]:
            continue
        doers = read_actors(index, gap.end(), end)
        takes = doers and (
            _TAKES.match(index.lower, doers.end, end) or (gap["by"] and _DOES.match(index.lower, doers.end, end))
        )
        if takes:
            return doers
    return None
