"""Whose words a passage gives: in a report, orders count only where somebody with authority speaks."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.lexicon.orders import one_of, order_words

Voice = Literal["orders", "asks", "reports", "none"]


class Scope(msgspec.Struct, frozen=True):
    """Who speaks (`by`: span of the last-named one) and in which voice; `passing` ends with the paragraph."""

    voice: Voice = "none"
    by: tuple[int, int] | None = None
    passing: bool = False
    outer: Scope | None = None  # what goes on behind a passing scope


_ORDERS = frozenset(
    "nhấn mạnh|yêu cầu|đề nghị|chỉ đạo|lưu ý|kết luận|quán triệt|nêu rõ|khẳng định|cho rằng|giao|phân công|chỉ rõ|gợi mở|định hướng|mong muốn|thống nhất|phê bình|nhắc nhở|phát biểu|kêu gọi|nhắc lại|cảnh báo|đánh giá|ghi nhận|biểu dương|chỉ ra|nhận định|tin tưởng|chốt|chốt lại|dặn|căn dặn|nêu yêu cầu|đặt yêu cầu|đốc thúc|gợi ý|chỉ thị|nói rõ".split("|")
)
_REPORTS = frozenset("cho biết|báo cáo|thông tin|trao đổi|giải trình|làm rõ|giải đáp|thảo luận|ý kiến|trả lời|chia sẻ|phân tích|bày tỏ|nêu|cảm ơn|đặt vấn đề|đồng tình|nói thẳng".split("|"))
_ASKS = frozenset("kiến nghị|đề xuất|cam kết|hứa".split("|"))
_SCENE = re.compile(
    r"(?:trước đó|cùng ngày|trong chương trình|nhân dịp|cũng trong|báo cáo tại|tại (?:buổi|cuộc|hội nghị|phiên)[^,.]{0,60},\s*(?:các đại biểu|lãnh đạo|đại diện)|đoàn (?:công tác )?(?:đã )?(?:đi|đến|kiểm tra)|tham dự|dự (?:hội nghị|buổi|cuộc)|theo kế hoạch|tin liên quan)"
)
_BACKGROUND = re.compile(r"(?:theo (?:báo cáo|thống kê|ghi nhận|phản ánh)|tính đến|hiện (?:nay|tại)?,|từ đầu năm)(?!\w)")
_WRITES = re.compile(
    r"(?:vừa|mới|đã)\s+(?:có|ký|ban hành|gửi|phát đi|ra)\s+(?:(?:ban hành|gửi|văn bản|ký)\s+)*(?:văn bản|thông báo|công văn|công điện|chỉ thị|kế hoạch|quyết định|kết luận)(?!\w)"
)
_NOTICES = re.compile(r"(?:cũng\s+)?(?:nhận thấy|chỉ rõ|yêu cầu)[^:]{0,40}:")


def read_scope(index: ActorIndex, start: int, end: int, before: Scope, fresh: bool) -> Scope:
    """The scope of the sentence [start, end), which goes on with `before`; `fresh`: it opens a paragraph."""
    if fresh and before.passing:
        before = before.outer or Scope()
    if written := _WRITES.search(index.lower, start, min(end, start + 400)):
        return Scope("orders", _doer_before(index, start, written.start()))
    found = _speaker(index, start, end)
    if found is not None:
        by, word = found
        if word in _ORDERS:
            return Scope("orders", by)
        if word in ("cam kết", "hứa"):
            return Scope("asks", by, passing=True, outer=before)
        if word in _ASKS:
            return Scope("asks", by)
        if word in _REPORTS:
            return Scope("reports", by)
    if _PRONOUN.search(index.lower, start, min(end, start + 200)):
        return Scope("orders", before.by)
    if match := _NOTICES.search(index.lower, start, end):
        return Scope("orders", _doer_before(index, start, match.start()), passing=True)
    if fresh and _BACKGROUND.match(index.lower, start, end):
        return Scope("none", None, passing=True, outer=before)
    if fresh and _SCENE.match(index.lower, start, end):
        return Scope()
    return before


_PRONOUN = re.compile(r"(?:đồng chí|ông|bà|hội nghị|phiên họp|kỳ họp|cuộc họp|người đứng đầu [^,.;:]{3,60}?)\s+(?:(?:cũng|đã|còn|tiếp tục|đặc biệt)\s+)*(?P<verb>yêu cầu|đề nghị|nhấn mạnh|lưu ý|giao(?! ban(?! (?:cán sự|chấp hành|thường vụ|quản|chỉ|tổ chức|tuyên|dân vận|nội chính|giám|kinh tế|pháp|xây dựng đảng|đại diện|điều hành|tiếp)))|chỉ đạo|kết luận|mong muốn|quán triệt|phân công|chỉ rõ|chốt|dặn|thống nhất|nhất trí)(?!\w)")


def _speaker(index: ActorIndex, start: int, end: int) -> tuple[tuple[int, int], str] | None:
    """The first doer of the sentence that is followed by a verb of saying."""
    speak = re.compile(rf"\s*,?\s*(?:(?:cũng|đã|tiếp tục|còn|vừa|đồng thời|đặc biệt|thẳng thắn|ký văn bản|có văn bản|có ý kiến)\s+)*(?P<verb>{one_of(order_words().speaking)})")
    for match in re.finditer(r"(?:^|(?<=[\s,;:(\"]))(?=\S)", index.view[start : min(end, start + 400)]):
        at = start + match.start()
        if at not in index.persons and at not in index.offices and at not in index.bodies and match.start() > 0:
            continue
        doers = read_actors(index, at, end)
        if doers and (verb := speak.match(index.lower, doers.end, end)) and _says(index, at, verb, end):
            last = doers.actors[-1]
            return (last.start, last.end), verb.group("verb")
    return None


_TELLS = re.compile(r"\s*(?:về|tình hình|kết quả|nhanh|tại|với|rằng|thêm|cụ thể|tóm tắt|tiến độ|những|một số|[:,.])")


def _says(index: ActorIndex, at: int, verb: re.Match[str], end: int) -> bool:
    """`báo cáo`, `thông tin` are said of a speaker only where something is told, not where a duty is (`báo cáo Sở …`)."""
    if verb.group("verb") not in ("báo cáo", "thông tin", "trả lời", "giải trình", "làm rõ", "ý kiến"):
        return True
    office = index.offices.get(at)
    many = index.lower.startswith(("các ", "chủ tịch ubnd các", "từng ", "mỗi "), at) or office is not None and office.plural
    return not many and bool(_TELLS.match(index.lower, verb.end(), end))


def _doer_before(index: ActorIndex, start: int, stop: int) -> tuple[int, int] | None:
    found = None
    for at in sorted({*index.persons, *index.offices, *index.bodies}):
        if start <= at < stop and (doers := read_actors(index, at, stop)):
            found = (doers.actors[-1].start, doers.actors[-1].end)
    return found
