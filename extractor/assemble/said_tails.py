"""Who said a sentence of a report, told behind its words without quotation marks: `Các xã phải …, ông A nói.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.scope import Scope
from extractor.structure.sentences import split_sentences

_VERBS = (
    r"nói thêm|nói|cho biết thêm|cho biết|cho hay|nhấn mạnh|khẳng định|nêu rõ|nêu|chỉ rõ|lưu ý|yêu cầu|đề nghị|chỉ đạo"
    r"|quán triệt|phát biểu|kết luận|chia sẻ|bày tỏ|phân tích|đánh giá|nhận định|kiến nghị|đề xuất|cam kết|bổ sung|chốt"
)
_WHERE = r"(?:\s+(?:tại|trong|sau|ở|khi)\s[^,.;:\"]{2,60})?"
_TAIL = re.compile(
    rf",\s+(?:theo lời\s+)?(?P<who>\w[^,.;:\"\n]{{0,90}}?)\s+(?:(?:cũng|đã|còn|tiếp tục|vừa)\s+)*(?P<verb>{_VERBS})"
    rf"{_WHERE}(?:(?P<more>(?:,|\s+và|,\s+đồng thời)\s+(?:\w+\s+){{0,2}}thêm rằng\s+)|\s*[.…]*\s*$)"
)
_HIM = re.compile(
    r"(?:ông|bà|anh|chị|đồng chí|vị (?:này|lãnh đạo|bí thư|chủ tịch)[^,.;:]{0,20}|người đứng đầu [^,.;:]{3,60})$"
)
_PAPER = re.compile(
    r"(?:bản |nội dung )?(?:kết luận|thông báo|công điện|công văn|chỉ thị|văn bản|nghị quyết)(?:\s[^,.;:]{1,40})?$"
)
_ORDERS = ("yêu cầu", "chỉ đạo", "quán triệt", "kết luận", "lưu ý", "nhấn mạnh", "chốt", "nhắc nhở", "đề nghị")
_TELLS = ("nói", "nói thêm", "nêu rõ", "chỉ rõ", "khẳng định", "phát biểu", "cho biết thêm")
_URGES = re.compile(r"(?<!\w)(?:khẩn trương|ngay|phải|cần|tuyệt đối|kịp thời|chủ động|không được|không để)(?!\w)")
_ADVERB = re.compile(r"(?:tại|trong|sau|theo|trước|về|với|để|nhằm|khi|nếu|do|vì|từ|đến|qua)(?!\w)")
_WORDS_OF_OFFICE = 3  # `phó chủ tịch`
_SHORTEST = 25  # characters of what is said


class Tail(msgspec.Struct, frozen=True):
    """Where a tail begins, who speaks (None: whoever spoke before), his verb, and where he goes on (`thêm rằng …`)."""

    at: int
    by: tuple[int, int] | None
    verb: str
    more: int | None


def split_said(index: ActorIndex, start: int, end: int) -> Iterator[tuple[int, int, Tail | None]]:
    """The sentences of [start, end) without the tails that tell who said them, each with its tail."""
    for begin, stop in split_sentences(index.view, start, end):
        tail = read_tail(index, begin, stop)
        if tail is None:
            yield begin, stop, None
            continue
        yield begin, tail.at, tail
        if tail.more is not None:
            yield tail.more, stop, tail


def read_tail(index: ActorIndex, start: int, end: int) -> Tail | None:
    """The tail of the sentence [start, end): a comma, one person, office or paper, and a verb of saying."""
    if '"' in index.view[start:end]:
        return None
    tail = next(reversed(list(_TAIL.finditer(index.lower, start + _SHORTEST, end))), None)
    if tail is None or (_ADVERB.match(index.lower, start) and "," not in index.view[start : tail.start()]):
        return None  # `Tại cuộc họp với các sở, Chủ tịch tỉnh nhấn mạnh.`
    who = index.lower[tail.start("who") : tail.end("who")]
    if _HIM.fullmatch(who) or _PAPER.fullmatch(who):
        return Tail(tail.start(), None, tail["verb"], tail.end() if tail["more"] else None)
    doers = read_actors(index, tail.start("who"), end)
    if doers is None or doers.end < tail.end("who") or len(doers.actors) > 1:
        return None
    last = doers.actors[-1]
    named = last.start in index.persons or last.start in index.offices or doers.start in index.offices
    return (
        Tail(tail.start(), (last.start, last.end), tail["verb"], tail.end() if tail["more"] else None)
        if named
        else None
    )


def scope_of_tail(index: ActorIndex, tail: Tail, start: int, end: int, before: Scope) -> Scope:
    """Whose words [start, end) are, as its tail says: one in office orders where he urges, others only tell."""
    if tail.by is None or _is_same(index, tail.by, before.by):
        told = before.voice if before.voice != "none" else "orders"
        return before if before.voice == told else Scope(told, before.by)
    person = index.persons.get(tail.by[0])
    in_office = tail.by[0] in index.offices or bool(person and person.positions)
    if in_office and (
        tail.verb in _ORDERS or (tail.verb in _TELLS and _URGES.search(index.lower, start, end) is not None)
    ):
        return Scope("orders", tail.by)
    return Scope("reports", tail.by, passing=True, outer=before.outer if before.passing else before)


def _is_same(index: ActorIndex, name: tuple[int, int], by: tuple[int, int] | None) -> bool:
    """`ông Bình`, `Phó chủ tịch thành phố`: the last part of a name, or an office of whoever spoke before."""
    if by is None:
        return False
    told, full = index.lower[slice(*name)], index.lower[slice(*by)]
    person = index.persons.get(by[0])
    held = (position.lower() for position in person.positions) if person else ()
    kind = " ".join(told.split()[:_WORDS_OF_OFFICE])
    return told in full or full.endswith(told) or (name[0] in index.offices and any(o.startswith(kind) for o in held))
