"""Cutting an order between its deadlines: where a deadline opens a clause, or a verb does between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from extractor.assemble.actors import ActorIndex, inside_name, read_actors
from extractor.assemble.grammar import skip
from extractor.assemble.segments import trim
from extractor.assemble.semicolons import ASSIGN, Span
from extractor.core.record import Deadline
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

# `…, đợt 2 xong trước 15/5`, `…, số còn lại trong quý II`
_THE_REST = re.compile(
    r"(?:(?:số|phần|các \w+|\d+ \w+|\w+ \w+) còn lại"
    r"|(?:đợt|giai đoạn|bước|vòng|lần) (?:0?[2-9]|i{2,3}|iv|hai|ba|tư|tiếp theo|cuối|sau))(?!\w)"
)
_APART = re.compile(
    r"(?:riêng|còn)\s+(?!(?:lại|là|về|có|thiếu|chậm)(?!\w))[^\W\d_]"
)  # `…, riêng cầu tàu thì xong trong tháng 6`
_CLAUSE = re.compile(
    r"(?:,\s*(?:và\s+|đồng thời\s+|rồi\s+(?:sau đó\s+)?|sau đó\s+|xong\s+(?:rồi\s+)?)?"
    r"|\s+và\s+|\s+rồi\s+|;\s*)(?:\((?:\d{1,2}|[ivx]{1,4})\)\s*|[a-zđ]\)\s+)?(?=\S)"
)
_IS_THERE = re.compile(r"(?:(?:là|thì|phải)\s+){0,2}(?:có|xong)(?!\w)")  # `…, mai có dự toán`
# `…, sau đó hằng quý thưa lại kết quả`, `…, rồi cứ 16 giờ hằng ngày nhắn …`, `…, cứ thứ hai hằng tuần xuống ấp`
_NEXT_STEP = re.compile(
    r"[,;]\s*(?:và\s+)?(?P<joint>(?:sau đó|tiếp đó|tiếp theo|kế đó|xong thì|xong|từ đó|rồi|đồng thời|còn|riêng)\s+"
    r"(?:(?:cứ|thì|cứ đến|vào|định kỳ|đều đặn|bước sang|sang|qua)\s+)*|(?:cứ đến|cứ|đều đặn)\s+(?:vào\s+)?"
    r"|(?:bước sang|sang|qua)\s+)$"
)
_THEN_ANY = re.compile(r"(?:sau đó|tiếp đó|kế đó|rồi)\s+(?=\S)")
_THEN = re.compile(r",\s*(?=(?:sau đó|tiếp đó|kế đó|rồi|đồng thời)\s)")
_JOINED = re.compile(r"\s*(?:,|và|;)\s*")
_FINISHES = re.compile(r"(?:hoàn thành|hoàn tất|kết thúc)\s+(?:trong|vào|trước)\s")
_OPENS_LIST = re.compile(r":\s*[^,.;:()]{2,60}\s$")
_LISTED = re.compile(r"\s*[,;]\s*(?P<what>[^\W\d_][^,.;:()]{2,60}\s)")
_CLAUSE_END = re.compile(
    r"[,;]\s*(?:và\s+|đồng thời\s+|rồi\s+|sau đó\s+|tiếp đó\s+|sang\s+|còn\s+)?$|\s(?:rồi|sau đó)\s+$"
)
# `…, đồng thời đóng điện máy biến áp trước 30/9`, `…, kết quả báo cáo Sở A chậm nhất ngày 11/4`: a further step
_FURTHER = re.compile(
    r"(?:,|\s(?=đồng thời))\s*(?P<step>(?:và\s+)?(?:đồng thời|sau đó|tiếp đó|rồi)\s+(?:sẽ\s+|phải\s+|cần\s+)?(?=\S)"
    r"|(?:báo cáo\s+)?kết quả\s+(?:(?:thực hiện|xử lý|kiểm tra|rà soát)\s+)?(?=(?:báo cáo|báo|gửi|trình|nộp)\s))"
)
_OBLIGED = re.compile(r"\s*,?\s*(?:thì\s+)?(?:phải\s+|cần\s+)?")
_FINISH = re.compile(r"(?:hoàn thành|hoàn tất|kết thúc|xong)(?!\w)")
_SET_DAY = re.compile(r"BY(?:MONTH)?DAY=")
_ROUND_THE_CLOCK = re.compile(r"\b24/(?:7|24)\b")
_SUPERVISES = re.compile(
    r"(?:(?:,|\s|và)*(?:theo dõi|đôn đốc|giám sát|kiểm tra|theo sát|bám sát|đốc thúc|nhắc việc|nhắc nhở|nhắc)(?!\w))+"
)
_OWN_WORK = 3  # words of it
_TELLS_WHO = re.compile(rf"{ASSIGN.pattern}|(?:chủ trì|phối hợp|trực tiếp|có trách nhiệm|có nhiệm vụ)(?!\w)")
_PREPARES = re.compile(one_of(clause_words().preparing))
# `Giữ sẵn 40 bình oxy, hằng ngày | đếm lại`: a look at what is kept is a duty of its own
_DONE_AGAIN = re.compile(
    r"(?:đếm|xem|kiểm|rà|soát|dò|đo|thử|kiểm tra|đối chiếu|rà soát|ngó|coi|tính|cân)"
    r"\s+(?:lại|coi|xem|chừng|đủ|thử)(?!\w)"
    r"|(?:cùng(?: với)?\s+[^,.;:]{2,60}?\s+)?(?:nhắn|thưa|nói lại|điện|gọi|cho hay|cho biết|thuật lại|tin cho|kể lại)"
    r"(?:\s+(?:về|cho|lại|với|tin))?\s+(?=\S)"
)
_ACCOUNTS = re.compile(rf"(?:(?:sớm|kịp thời|tiến hành|chủ động)\s+)?{one_of(clause_words().accounts)}")


def cut_between(index: ActorIndex, span: Span, deadlines: Sequence[Deadline]) -> list[Span]:
    """`span` cut so that each stretch has one deadline.

    Between two deadlines the cut falls where a verb opens a clause; before a deadline that opens its own clause
    (`…, định kỳ thứ Sáu hằng tuần báo cáo …`) it falls at that deadline, also before the first one.
    """
    cuts = [span[0]]
    for nth, deadline in enumerate(deadlines):
        floor = deadlines[nth - 1].end if nth else span[0]
        opens = _opens_step if nth else _opens_clause
        if (joint := _joins_step(index, cuts[-1], floor, deadline, span[1])) is not None:
            cut: int | None = joint
        elif opens(index, floor, deadline, span[1]) or (nth and _opens_next(index, span, deadlines[nth - 1], deadline)):
            cut = deadline.start
        elif nth:
            cut = _after_deadline(index, floor, deadline)
            if cut is None and _OPENS_LIST.search(index.view[span[0] : deadlines[0].start]):
                cut = _at_listed(index, floor, deadline)
        else:
            cut = _after_standing_duty(index, floor, deadline) or _at_further_step(index, floor, deadline)
        cuts += [] if cut is None else [cut]
    cuts.append(span[1])
    return [trim(index.view, a, b) for a, b in pairwise(cuts) if a < b]


def _after_deadline(index: ActorIndex, floor: int, deadline: Deadline) -> int | None:
    """The cut between the deadline that ends at `floor` and the next one, unless both are one list."""
    if _JOINED.fullmatch(index.view[floor : deadline.start]):
        # `khởi công trong tháng 4 và | hoàn thành trong quý IV`
        return deadline.start if _FINISHES.match(index.lower, deadline.start) else None
    return next((clause.end() for clause in _clauses(index, floor, deadline.start)), None)


def _at_listed(index: ActorIndex, floor: int, deadline: Deadline) -> int | None:
    """`… giải phóng mặt bằng: tuyến N1 trước 31/10, | tuyến N2 trước 15/11`: each thing of a list with its date."""
    listed = _LISTED.fullmatch(index.view, floor, deadline.start)
    return listed.start("what") if listed else None


def _after_standing_duty(index: ActorIndex, floor: int, deadline: Deadline) -> int | None:
    """What recurs is another duty than what goes on all the time: `trực 24/7, cập nhật tình hình mỗi 02 giờ`."""
    if not deadline.recurrence or not _ROUND_THE_CLOCK.search(index.view[floor : deadline.start]):
        return None
    clauses = list(_clauses(index, floor, deadline.start))
    return clauses[-1].end() if clauses and _is_own_clause(index, floor, clauses[-1].start()) else None


def _at_further_step(index: ActorIndex, floor: int, deadline: Deadline) -> int | None:
    """The cut before a step that alone has the date: `nhắn lịch cắt …, | đồng thời đóng điện trạm 2 trước 30/9`."""
    steps = [
        step
        for step in _FURTHER.finditer(index.lower, floor, deadline.start)
        if _is_own_clause(index, floor, step.start())
    ]
    if not steps or ";" in index.view[steps[-1].end() : deadline.start]:
        return None
    step = steps[-1]
    if _FINISH.match(index.lower, step.end()) or inside_name(index, step.end()):
        return None  # `…, đồng thời hoàn thành trước 30/9` dates what stands before it
    return step.start("step") if _does(index, step.end(), deadline.start) else None


def _does(index: ActorIndex, at: int, end: int) -> bool:
    """Whether a verb opens [at, end): one of the word list, or any that underthesea knows."""
    return _verb().match(index.lower, at, end) is not None or starts_with_verb(index.view[at:end])


def _clauses(index: ActorIndex, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a verb opens a clause in [start, end), outside names (`Nông nghiệp và Phát triển nông thôn`)."""
    for mark in _CLAUSE.finditer(index.view, start, end):
        opens = (
            _verb().match(index.lower, mark.end())
            or _THEN_ANY.match(index.lower, mark.end())
            or _THE_REST.match(index.lower, mark.end())
            or _APART.match(index.lower, mark.end())
        )
        if opens and not inside_name(index, mark.end()):
            yield mark


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:sớm|kịp thời|tiến hành|chủ động)\s+)?{one_of((*order_words().verbs, 'xong'))}")


def _opens_clause(index: ActorIndex, floor: int, deadline: Deadline, end: int) -> bool:
    """Whether the deadline opens a clause with a duty of its own.

    Behind a semicolon it does (`…; định kỳ hằng tháng báo cáo`); behind a comma only an account that recurs beside a
    duty that stands by itself (`kiểm soát hồ sơ …, hằng tuần báo cáo`), not what a work of paper is for (`tổng hợp …,
    trước ngày 25 hằng tháng gửi …`) nor how often the duty itself is done (`duy trì bộ phận …, mỗi tuần trực 2 buổi`).
    """
    before = _CLAUSE_END.search(index.view[floor : deadline.start])
    if before is None or not _is_own_clause(index, floor, floor + before.start()):
        return False
    at = skip(_OBLIGED, index.lower, deadline.end, end)
    accounts = _ACCOUNTS.match(index.lower, at, end) or _DONE_AGAIN.match(index.lower, at, end)
    stands = _stands_alone(index, floor, floor + before.start(), deadline)
    if _SET_DAY.search(deadline.recurrence or "") and stands and starts_with_verb(index.view[at:end]):
        return True  # `giữ sổ ghi ngày mất nước, thứ Hai đầu tiên hằng tháng đọc số về xã`
    if before.group().startswith(",") and not (accounts and stands):
        return False
    return accounts is not None or _verb().match(index.lower, at, end) is not None


def says_next_step(index: ActorIndex, floor: int, at: int) -> bool:
    """Whether words for a next step lead up to `at`: `…, sau đó | hằng quý`."""
    return _NEXT_STEP.search(index.lower, floor, at) is not None


def _joins_step(index: ActorIndex, start: int, floor: int, deadline: Deadline, end: int) -> int | None:
    """Where a next step begins that says so: `…, | sau đó hằng quý thưa lại kết quả`; a verb of any kind follows."""
    if step := _NEXT_STEP.search(index.lower, floor, deadline.start):
        if not _is_own_clause(index, start, step.start()):
            return None
        at = skip(_OBLIGED, index.lower, deadline.end, end)
        works = _verb().match(index.lower, at, end) or starts_with_verb(index.view[at:end])
        return step.start("joint") if works else None
    return _joins_repeated(index, floor, deadline)


def _joins_repeated(index: ActorIndex, floor: int, deadline: Deadline) -> int | None:
    """`Văn phòng theo dõi việc thực hiện Công điện này, | đồng thời tổng hợp kết quả vào thứ Sáu hằng tuần`."""
    if not deadline.recurrence:
        return None
    for then in _THEN.finditer(index.lower, floor, deadline.start):
        own = _is_own_clause(index, floor, then.start()) and not inside_name(index, then.end())
        if own and "," not in index.view[then.end() : deadline.start]:
            return then.end()
    return None


def _opens_step(index: ActorIndex, floor: int, deadline: Deadline, end: int) -> bool:
    """`Ngày 12/3 gửi giấy mời, | ngày 15/3 họp`: behind one step with its date the date of the next opens it."""
    before = _CLAUSE_END.search(index.view[floor : deadline.start])
    if before is None or not index.view[floor : floor + before.start()].strip(" ,;"):
        return False
    at = skip(_OBLIGED, index.lower, deadline.end, end)
    return _IS_THERE.match(index.lower, at, end) is not None or _does(index, at, end)


def _opens_next(index: ActorIndex, span: Span, last: Deadline, deadline: Deadline) -> bool:
    """`Làm điểm ở hai xã, xong trước 30/6, rồi | đến 30/9 mở ra …`: behind one day the next opens its own step."""
    link = index.lower[last.end : deadline.start].strip()
    if not link.startswith((",", "rồi", "sau đó")) or link.strip(" ,") not in ("", "rồi", "sau đó", "tiếp đó", "và"):
        return False
    if not (last.due and deadline.due and last.due < deadline.due) or not _is_own_clause(index, span[0], last.start):
        return False
    return _does(index, skip(_OBLIGED, index.lower, deadline.end, span[1]), span[1])


def _stands_alone(index: ActorIndex, floor: int, comma: int, deadline: Deadline) -> bool:
    """Whether the clause before the comma is a duty of its own, beside which another recurs."""
    if not deadline.recurrence:
        return False
    for verb in _verb().finditer(index.lower, floor, deadline.start):
        named = verb.start() in index.bodies or inside_name(index, verb.start())  # `Thanh tra Sở theo dõi …`
        if named or _TELLS_WHO.match(index.lower, verb.start()):
            continue
        if watch := _SUPERVISES.match(index.lower, verb.start()):  # `theo dõi, đôn đốc, hằng quý báo cáo` is one duty
            rest = index.lower[watch.end() : comma].strip(" ,")
            return len(rest.split()) >= 3 and not _PREPARES.match(rest)
        return not _PREPARES.match(index.lower, verb.start())
    doers = read_actors(index, floor, comma)  # behind them a verb that no list knows: `Phòng A thăm đồng hai xã, …`
    rest = index.lower[doers.end : comma] if doers else ""
    return len(rest.split()) >= _OWN_WORK and _PREPARES.search(rest) is None


def _is_own_clause(index: ActorIndex, floor: int, stop: int) -> bool:
    """Whether [floor, stop) is more than a bare chain of verbs before their common object."""
    return len(index.view[floor:stop].split()) >= 5
