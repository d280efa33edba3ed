"""What a report tells of the day itself: scenes, ceremonies, results and what things demand, among somebody's orders.

`Cuối hội nghị, xã trao giấy khen …` opens with a doer and a verb as an order does, and stands beside orders.
"""

from __future__ import annotations

import re

from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, Place, figures_in, is_due
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of

_WORDS = clause_words()
_SCENE = re.compile(rf"{one_of(_WORDS.scenes)}(?:\s[^,.;:]{{1,80}})?,\s*$")
_URGENT = re.compile(rf"\s*(?:(?:tiếp tục|tập trung|cùng|trực tiếp)\s+)*{one_of(_WORDS.urgent)}")
_URGED = re.compile(r"(?<!\w)(?:phải|cần|khẩn trương|tuyệt đối|bảo đảm|đảm bảo|không để|không được)(?!\w)")
_OWED = re.compile(one_of(_WORDS.owed_results))
_CEREMONY = re.compile(
    rf"\s*(?:(?:cũng|tiếp tục|lần lượt|đã|long trọng|vinh dự|tổ chức)\s+)*{one_of(_WORDS.ceremonies)}"
)
_THING = re.compile(rf"{one_of(_WORDS.things_demanding)}(?:\s[^,.;:]{{1,60}}?)?\s(?:yêu cầu|đòi hỏi)(?!\w)")
_SOME = re.compile(rf"{one_of(_WORDS.some_of_many)}\s")
# `Trong 10 năm, huyện huy động 1.870 tỷ đồng`
_STRETCH = re.compile(
    r"(?:trong|sau|qua|hơn|gần)\s+(?:hơn |gần )?(?:\d+|\w+)\s+năm(?: qua)?(?:\s\([^()]{4,30}\))?\s*,\s*"
)
# `Đoàn công tác tiếp tục khảo sát tại huyện A`
_VISITS = re.compile(
    r"(?:các )?(?:đoàn|tổ) (?:công tác|kiểm tra|giám sát|khảo sát|đại biểu|liên ngành)[^,.;:]{0,40}?"
    r"\s(?:tiếp tục |cũng |trực tiếp |lần lượt )*"
    r"(?:khảo sát|thăm|làm việc|đi|đến|tới|tham quan|nghe|ghi nhận|kiểm tra (?:thực tế|hiện trường|tại))(?!\w)"
)
# `Thảo luận tại tổ, các đại biểu đề nghị …`: the verb that opens it is theirs
_DELEGATES_SAY = re.compile(
    r"[^.;:]{0,70}?,\s+(?:các|đa số|nhiều|một số|đại diện)(?: các)? (?:vị )?(?:đại biểu|ý kiến|cử tri|tham luận)\s"
    r"[^.;:]{0,60}?\b(?:đề nghị|cho rằng|kiến nghị|nêu|phản ánh|bày tỏ|đánh giá|quan tâm|đề xuất|nhất trí)(?!\w)"
)
# `Lãnh đạo huyện A phản ánh xe tải làm hỏng đường`, but not `các xã phản ánh kịp thời về huyện`
_TELLS_THAT = re.compile(
    r"\s+(?:cũng\s+)?phản ánh(?!\s(?:kịp thời|đúng|trung thực|đầy đủ|tới|đến|về|với|cho|ngay))(?!\w)"
)
# `Thủ tướng gửi công điện tới các bộ: A, B; UBND các tỉnh: C, D …`: to whom a paper went
_SENT_TO = re.compile(
    r"[^.\n]{3,240}?\sgửi (?:công điện|công văn|văn bản|thông báo|chỉ thị)(?: \w+)?(?: số \S+)? (?:tới|đến|cho|các)\s"
    r"(?:(?!yêu cầu|đề nghị|giao )[^.\n]){2,400}[;,]\s*"
)
_OPENING = 120  # characters in which the doer of a scene is named


def tells_scene(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether [start, end), in the running text of a report, tells what took place or what is so by itself."""
    if place.line.part != "body" or grounds.official or frame.force not in ("bare", "imperative", "loose"):
        return False
    if is_due(grounds, start, end):
        return False
    lower = grounds.index.lower
    if _THING.match(lower, start, end) or _OWED.match(lower, start, end):
        return True
    if frame.force == "imperative" and frame.speaker is None and _DELEGATES_SAY.match(lower, start, end):
        return True
    if frame.force != "bare" or not frame.leads:
        return False
    floor = max(lower.rfind("\n", 0, start) + 1, lower.rfind(". ", 0, start) + 2)
    if _SENT_TO.fullmatch(lower, floor, frame.leads[0].start):
        return True
    behind = frame.leads[-1].end
    if _CEREMONY.match(lower, behind, end) or _TELLS_THAT.match(lower, behind, end):
        return True
    if _URGENT.match(lower, behind, end) or _URGED.search(lower, behind, end):
        return False
    first = frame.leads[0].start
    if _SOME.match(lower, first, end) or _VISITS.match(lower, first, end) or _told_of_itself(place, frame):
        return True
    if first - start <= _OPENING and _SCENE.fullmatch(lower, start, first):
        return True
    return _STRETCH.fullmatch(lower, start, first) is not None and bool(figures_in(grounds, first, end))


def _told_of_itself(place: Place, frame: Frame) -> bool:
    """`Hội A phân công mỗi chi hội …`: whose verb of ordering it is tells how he goes about his work."""
    by = place.scope.by
    if by is None or place.scope.voice != "orders":
        return False  # `Lãnh đạo huyện A phản ánh …; đề nghị …` goes on asking
    return any(lead.start == by[0] and lead.end == by[1] for lead in frame.leads)
