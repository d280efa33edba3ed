"""Promises: `A cam kết V`, `ông B hứa: Sở sẽ V`, `Bà X cho biết Sở Y cam kết V`."""

from __future__ import annotations

import re

from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import GAP, grammar, skip
from extractor.assemble.speakers import who_speaks

_BEFORE_BOUND = re.compile(r"\s*(?:rằng|(?:với|trước) [^,:;]{3,60}|,|:|\"|sẽ)*\s*")
_ONCE = re.compile(r"(?<!\w)(?:từng|nhiều lần|lại|cứ|mấy lần|trước đây|trước đó)(?:\s\w+)?\s+$")
# `Cách ký cam kết với chủ bến`, `bản cam kết`, `lời hứa`: a paper or a word, which nobody gives here
_NOUN_OF = re.compile(
    r"(?<!\w)(?:cách|việc|chuyện|hình thức|mô hình)(?:\s\w+){0,2}\s+$"
    r"|(?<!\w)(?:ký bản|giấy|tờ|lời|thư|phiếu|nội dung)\s+$"
)
_OWNS_UP = re.compile(  # of what went wrong
    r"nhận trách nhiệm(?: (?:về|vì|do|trước|khi|để|chính|này|đó|trên|và)(?!\w)|\s*(?:[,.;:\"]|$))"
    r"|(?:xin )?nhận (?:khuyết điểm|lỗi|thiếu sót|hạn chế|hình thức|kỷ luật|phần (?:chậm|lỗi|sai|thiếu sót))(?!\w)"
)
# `hứa nhiều mà làm ít`, `cam kết suông`: told with blame
_IN_VAIN = re.compile(
    r"\s*(?:nhiều|hoài|mãi|suông|hẹn|cuội|lèo|rồi (?:để đó|bỏ|thôi)|cho (?:có|qua|xong)|đi hứa lại)(?!\w)"
)
# `khẳng định sẽ tiếp thu ý kiến cử tri, tổng hợp gửi các cấp`: to hear what is asked binds nobody
_HEARS = re.compile(
    r"\s*(?:(?:tiếp tục|sẽ|nghiêm túc)\s+)*(?:tiếp thu|ghi nhận|lắng nghe|tổng hợp|chuyển)\s"
    r"(?:đầy đủ |toàn bộ |các |những )*(?:ý kiến|kiến nghị|đề xuất|nguyện vọng|phản ánh)(?!\w)"
)
_TO_COLON = re.compile(r"[^:,.;]{0,60}?:\s*")
_ASIDE = re.compile(
    r"\s*,?\s*(?:thay mặt|đại diện|có mặt tại|tham dự|dự)\s[^,.;:]{3,60}?(?:,\s*|:\s*|\s+(?=(?:xin )?(?:cam kết|hứa)))"
)
_BEFORE_TOLD = re.compile(r"\s*(?:thêm|rằng|là|,|:)*\s*")
_REPRESENTS = re.compile(r"(?:đại diện|lãnh đạo)\s")
_FIRM = re.compile(r"(?:Công ty|Tổng công ty|Tập đoàn|Điện lực|Ngân hàng|Liên danh|Xí nghiệp|Hợp tác xã)\s")
_INSTEAD = re.compile(r"(?<!\w)thay mặt (?:cho )?(?=\S)")
_BUILDERS = re.compile(
    r"\s+(?:của\s+)?(?P<who>(?:liên danh|nhà thầu|tổng thầu|đơn vị thi công|đơn vị tư vấn)"
    r"(?:\s+(?:nhà thầu|thi công|xây lắp|tư vấn|giám sát|thiết kế))*)\s+(?:ông\s+|bà\s+|anh\s+)?"
)
_WILL = re.compile(r"\s+sẽ\s+(?!được|có|là|bị)")
_BODY_REACH = 60  # characters behind a speaker in which the body is named for which he speaks


def read_promise(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`A cam kết V`, `ông B hứa: Sở sẽ V`: bound is the body named behind the verb, else whoever speaks."""
    if head := _heads_builders(index, start, at, end):
        return head
    speaker, behind, _ = who_speaks(index, at, end)
    match = _promises_at(index, behind, end) if speaker else grammar().commit.match(index.lower, behind, end)
    if match and not speaker and index.lower.startswith("đã ", at):
        return None  # `đã hứa phải làm`: nobody promises anything now
    if match and _NOUN_OF.search(index.lower, at, match.start("verb")):
        return None
    if match and _ONCE.search(index.lower, at, match.start("verb")):
        return None  # `Chủ trại từng hứa sẽ khắc phục`: told of a promise that was not kept
    if match is None or _OWNS_UP.match(index.lower, match.start("verb"), end):
        return None
    if _IN_VAIN.match(index.lower, match.end(), end) or _HEARS.match(index.lower, match.end(), end):
        return None
    if colon := _TO_COLON.match(index.view, match.end(), end):
        start = colon.end()  # who promises stays outside where a colon closes it
    bound = read_actors(index, skip(_BEFORE_BOUND, index.lower, match.end(), end), end)
    leads = bound.actors if bound else ()
    if not leads and speaker:
        leads = (_bound_by(index, start, at, match.start(), speaker),)
    return Frame("commitment", "commitment: " + match.group("verb"), start, leads, speaker, at)


def _heads_builders(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Chỉ huy trưởng liên danh nhà thầu Phạm Văn A cam kết …`: the builders whom he heads, called by no name."""
    office = index.offices.get(at)
    builders = _BUILDERS.match(index.lower, office.end, end) if office else None
    person = index.persons.get(builders.end()) if builders else None
    match = _promises_at(index, person.end, end) if person else None
    if builders is None or match is None or _IN_VAIN.match(index.lower, match.end(), end):
        return None
    bound = Actor(*builders.span("who"))
    colon = _TO_COLON.match(index.view, match.end(), end)
    begin = colon.end() if colon else start
    return Frame("commitment", "commitment: " + match.group("verb"), begin, (bound,), builders.span("who"), at)


def _promises_at(index: ActorIndex, behind: int, end: int) -> re.Match[str] | None:
    """The verb of a promise behind who makes it, and behind for whom or where he does."""
    for at in (skip(GAP, index.lower, behind, end), skip(_ASIDE, index.lower, behind, end)):
        if match := grammar().commit.match(index.lower, at, end):
            return match
    return None


def read_promise_told(index: ActorIndex, at: int, end: int) -> Frame | None:
    """Behind `Bà X cho biết`, `Sở Y cam kết …`: what is told is another's promise."""
    inside = skip(_BEFORE_TOLD, index.lower, at, end)
    promise = read_promise(index, inside, inside, end)
    return promise if promise and promise.leads else _will_do(index, inside, end)


def _will_do(index: ActorIndex, at: int, end: int) -> Frame | None:
    """`… khẳng định huyện sẽ hoàn thành giải phóng mặt bằng trước 30/9`: dated, it binds whoever is named."""
    doers = read_actors(index, at, end)
    will = _WILL.match(index.lower, doers.end, end) if doers else None
    if doers is None or will is None or not any(will.end() <= time < end for time in index.times):
        return None
    return Frame("commitment", "commitment: sẽ", at, doers.actors, None, at)


def _bound_by(index: ActorIndex, start: int, at: int, verb: int, speaker: tuple[int, int]) -> Actor:
    """Whom a promise binds: in whose name it is made (`Thay mặt nhà thầu, ông A cam kết`), else whoever speaks."""
    if stead := _INSTEAD.search(index.lower, start, verb):
        named = read_actors(index, stead.end(), verb)
        if named and not any(index.persons.get(named.start + i) for i in range(named.actors[0].end - named.start)):
            return named.actors[0]
    return body_spoken_for(index, at, speaker)


def body_spoken_for(index: ActorIndex, at: int, speaker: tuple[int, int], *, firm: bool = False) -> Actor:
    """Whom a promise binds: the body that a representative or a named officer speaks for, else the speaker.

    With `firm` only a firm counts: nobody is said to represent anything at `at`.
    """
    represents = None if firm else _REPRESENTS.match(index.lower, at)
    for place in range(at, speaker[1] + _BODY_REACH):
        if index.view.startswith("\n", place):
            break
        body = index.bodies.get(place)
        if body and (represents or _FIRM.match(index.view, place)):
            return Actor(body.start, body.end)
    return Actor(*speaker)
