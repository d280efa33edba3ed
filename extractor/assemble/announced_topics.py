"""Topics that a speaker is only said to have named: `A nhấn mạnh một số nhiệm vụ trọng tâm cần thực hiện.`"""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, is_due
from extractor.core.cued import Cued, cued
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of

_REACH = 300  # characters before the clause in which its sentence opens
_STOP = re.compile(r"[.;!?]\s+(?=\S)")


def only_announces(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """Whether the sentence names topics to be taken up and tells none of them.

    A colon, a comma or `như` behind them opens what is ordered; a day by which they are due makes them an order, unless
    the speaker is said to come to them (`đề cập tới các việc …`).
    """
    if frame.force in ("petition", "commitment"):
        return False
    lower = grounds.index.lower
    floor = max(lower.rfind("\n", 0, start) + 1, start - _REACH)
    for stop in _STOP.finditer(lower, floor, start + 1):
        floor = stop.end()
    if frame.force == "bare" and _names_topics().match(lower, frame.leads[-1].end, end):
        return True
    said = _announces().search(lower, floor, end)
    if said is None or said.end() <= frame.at:
        return False  # `A nêu các việc cần làm; yêu cầu Sở B …`
    return said["towards"] is not None or not is_due(grounds, start, end)


_MANY = r"(?:một số|một vài|các|những|nhiều|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})"


@cache
def _names_topics() -> re.Pattern[str]:
    """`UBND tỉnh | xác định 9 nhóm nhiệm vụ, giải pháp trọng tâm.`: how many, and none of them."""
    words = clause_words()
    kind = (
        r"(?:\s+(?:trọng tâm|chủ yếu|cụ thể|lớn|chính|đột phá|quan trọng|then chốt|cấp bách|cơ bản|hàng đầu|ưu tiên))*"
    )
    return re.compile(
        rf"\s+(?:(?:đã|cũng|tiếp tục)\s+)*{one_of(words.announcing)}\s+{_MANY}\s+(?:nhóm\s+)?{one_of(words.announced)}"
        rf"{kind}(?:(?:,|\s+và)\s+{one_of(words.announced)}{kind})*"
        r"(?:\s+(?:cần|phải)?\s*(?:tập trung |ưu tiên )?(?:thực hiện|triển khai))?[\s.…]*$"
    )


@cache
def _announces() -> Cued:
    words = clause_words()
    inside = r"(?:(?!\s(?:như|gồm|bao gồm|là|yêu cầu|đề nghị|giao)\s)[^,.:;\"\n])"
    pair = (
        r"(?:,\s(?:và\s)?(?:hạn chế|tồn tại|thực hiện|triển khai|giải quyết|khắc phục|tháo gỡ|chỉ đạo|lãnh đạo"
        r"|làm tốt|xử lý)(?!\w)|,\s(?:đặc biệt|nhất|trước hết) là(?!\w))"
    )
    return cued(
        rf"(?<!\w){one_of(words.announcing)}(?:\s+(?:thêm|sâu|rõ|kỹ|cụ thể|lại))?(?P<towards>\s+(?:đến|tới|về|vào))?"
        rf"\s+{_MANY}\s+{one_of(words.announced)}(?:{inside}|{pair}){{0,120}}?\s(?:cần|phải)\s(?:{inside}|{pair}){{1,160}}"
        r"[.…]?\s*(?=\n|$|[.;]\s)",
        *("cần", "phải"),
    )
