"""Work shared out by its parts: `Phần điện Công ty A lo, phần nước do Ban Quản lý dự án cử người làm`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.brackets import outside_brackets
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import EVERYDAY, grammar
from extractor.lexicon.orders import one_of, order_words

_LINK = r"(?:(?:còn|riêng|còn riêng)\s+)"
_PART = re.compile(
    rf"{_LINK}?(?:phần|khâu|mảng|việc|chuyện|thủ tục|hồ sơ|(?:nguồn )?kinh phí|nguồn (?:chi|vốn|tiền|lực|thu)|chi phí"
    r"|tiền|nhân lực|nhân công|vật tư|xe cộ|hậu cần|phương án)\s+"
    r"(?!(?:mềm|lớn|trăm|thưởng|đông|nào|này|đó|ấy|của)(?!\w))(?=[^\W\d_])"
)
# whatever is singled out is a part of the work: `còn vòng ngoài do …`, `riêng chợ Kép chị Nhàn đi thu`
_SINGLED = re.compile(rf"{_LINK}(?!(?:lại|thiếu|là|có|chậm|nợ|thì|được|bị|khi|nếu|đối với|với|về)(?!\w))(?=[^\W\d_])")
# what stands before `giao`, `để` in no thing that is given: `công trình đã giao …`, `theo quyết định giao …`
_NO_THING = re.compile(
    r"(?<!\w)(?:đã|đang|chưa|được|bị|theo|việc|khi|nếu|vì|như|mà|là|có|không|sẽ|phải|cần|cho|công văn|quyết định"
    r"|văn bản|tiếp tục|đồng ý|nhất trí|thống nhất|đề nghị|yêu cầu|trước|sau)(?!\w)"
)
_WITH_LINK = re.compile(_LINK)
_GAP = re.compile(r"(?:\s+|(?<=\s))(?:(?:thì|sẽ|phải)\s+)?(?P<by>(?:do|để|giao)\s+(?:cho\s+)?)?(?=\S)")
_TAKES = re.compile(
    r"\s+(?:(?:sẽ|phải|tự|trực tiếp|cùng|đi|đứng ra)\s+)*(?:lo|lo liệu|làm|nhận|đảm nhận|đảm nhiệm|đảm trách|gánh"
    r"|phụ trách|thực hiện|cử (?:người|cán bộ|thợ)|cáng đáng|chịu)(?!\w)"
    r"(?!\s+(?:được|xong|rồi|ảnh hưởng|thiệt|chủ đầu tư))"
)
# who it is told of did it, or is told to in other words
_NOT_HERE = r"(?![^.;]*\s(?:đã|đang|phải|cần|được|là|bị|còn|chưa|vẫn|thiếu|chậm|rất)\s)"
_NEXT_PART = re.compile(rf",\s+(?={_LINK}|(?:phần|khâu|mảng|việc)\s)")
_ONLY_PART = re.compile(rf"{_LINK}?(?:phần|khâu|mảng)\s+(?!(?:mềm|lớn|trăm|thưởng|đông|nào|này|đó|ấy|của|nhiều)(?!\w))")
# whose words, things or works these are: `theo mẫu do Sở A lập`, `các dự án do Công ty B làm`
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:mẫu|quy định|tiêu chuẩn|danh mục|dự án|công trình|đề tài|văn bản|hội nghị|cuộc họp|đoàn|tổ|ban|lớp)\s*$"
)
_LONGEST, _LONGEST_GIVEN = 5, 12  # words of what the part is
_REACH = 110  # characters


def read_share(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Phần sơn phòng Hành chính lo`: a part of the work with whoever takes it on."""
    doers = _who_takes(index, at, end) or _who_is_given(index, at, end)
    return Frame("bare", "order: phần … lo", start, doers.actors, None, at) if doers else None


def cuts_between_shares(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Where a further part with a doer of its own begins."""
    opens = _PART.match(index.lower, start, end) is not None
    for part in outside_brackets(index.view, start, _NEXT_PART.finditer(index.lower, start + 1, end)):
        # `Sở A lắp trạm cân, phần tiền Sở B lo`: behind other work only what can be nothing but a part of it
        linked = _WITH_LINK.match(index.lower, part.end()) is not None
        if (opens or linked or _ONLY_PART.match(index.lower, part.end())) and _who_takes(index, part.end(), end):
            yield part.start() + 1


def _who_takes(index: ActorIndex, at: int, end: int) -> ActorList | None:
    singled = _ONLY_PART.match(index.lower, at, end) or _SINGLED.match(index.lower, at, end)
    part = _PART.match(index.lower, at, end) or singled
    if part is None:
        return None
    if part is singled and _names_somebody(index, part.end(), end):
        return None  # `riêng Sở A, Sở B tập trung …`, `riêng Bộ C chỉ đạo Cục D thống kê …`
    for gap in _GAP.finditer(index.lower, part.end(), min(end, part.end() + _REACH)):
        before = index.lower[part.end() : gap.start()]
        words = len(before.split())
        longest = _LONGEST_GIVEN if gap["by"] else _LONGEST
        if words > _LONGEST_GIVEN or any(mark in before for mark in ".;:") or before.count(",") > bool(singled):
            return None
        if words > longest or (not words and part is singled) or _OF_ANOTHER.search(before):
            continue
        doers = read_actors(index, gap.end(), end)
        if doers and _takes_it(index, doers, end, given=bool(gap["by"]), singled=bool(singled)):
            return doers
    return None


def _who_is_given(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """Whom a thing named first is given to: `Bàn ghế hư giao thầy Ba sửa`, `Kho muối để Trạm A giữ chìa khóa`."""
    if grammar().verb.match(index.lower, at, end) or read_actors(index, at, end) or at in index.names:
        return None
    for gap in _GAP.finditer(index.lower, at + 1, min(end, at + _REACH)):
        thing = index.lower[at : gap.start()]
        if len(thing.split()) > _LONGEST or any(mark in thing for mark in ".,;:") or _NO_THING.search(thing):
            return None
        if not gap["by"] or not gap["by"].startswith(("giao", "để")):
            continue
        doers = read_actors(index, gap.end(), end)
        known = doers is not None and _is_known(index, doers)
        return doers if doers and known and _any_work().match(index.lower, doers.end, end) else None
    return None


def _takes_it(index: ActorIndex, doers: ActorList, end: int, *, given: bool, singled: bool) -> bool:
    """Whether those named behind a part of the work are to do it: any work behind `do`, or of a part singled out."""
    if _TAKES.match(index.lower, doers.end, end):
        return True
    return (given or (singled and _is_known(index, doers))) and _any_work().match(
        index.lower, doers.end, end
    ) is not None


def _names_somebody(index: ActorIndex, at: int, end: int) -> bool:
    doers = read_actors(index, at, end)
    return doers is not None and _is_known(index, doers)


def _is_known(index: ActorIndex, doers: ActorList) -> bool:
    """Whether a body, an office or a person is named, and no group or place."""
    first = doers.actors[0].start
    return first in index.bodies or first in index.offices or first in index.persons


@cache
def _any_work() -> re.Pattern[str]:
    """A verb of an order behind whoever is singled out, which tells of nothing done or owed already."""
    words = order_words()
    spoken = one_of((*words.speaking, *words.praising))
    return re.compile(
        rf"\s+(?:{one_of(words.adverbs)}\s+|đi\s+)*(?!{spoken}){one_of(words.verbs)}{_NOT_HERE}|{EVERYDAY.pattern}"
    )
