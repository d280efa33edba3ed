"""Cutting a sentence where another order can begin: at `;`, at a new doer, between two deadlines.

Cuts are offers: `assemble.directives` joins again what has one doer, one kind and one deadline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.actors import ActorIndex, inside_name, read_actors
from extractor.core.record import Deadline
from extractor.lexicon.orders import one_of, order_words

Span = tuple[int, int]

_COMMA_TURN = re.compile(r"(?:,|\s(?:và|đồng thời))\s+(?:(?:đồng thời|và|cùng với đó|trong đó|riêng|trực tiếp|đặc biệt là|nhất là)\s+)?")
_ASSIGN = re.compile(r"(?:giao|phân công|yêu cầu|đề nghị|lưu ý|kiến nghị|mong)(?:\s+nhiệm vụ|\s+trách nhiệm)?(?:\s+cho)?\s+")
_ORDERS = re.compile(r"\s+(?:(?:cũng|đã|tiếp tục|đồng thời)\s+)*(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?")
_MODAL = re.compile(r"\s*,?\s*(?:cần|phải|có trách nhiệm|chịu trách nhiệm|chủ trì)(?!\w)")
_AIM = re.compile(r"(?:,|;|\svà)\s+(?=(?:phấn đấu|quyết tâm|mục tiêu (?:là|phấn đấu|đến))\s)")
_CLAUSE = re.compile(r"(?:,\s*(?:và\s+|đồng thời\s+)?|\s+và\s+|;\s*)(?=\S)")


def cut_sentence(index: ActorIndex, start: int, end: int) -> list[Span]:
    """The stretches of [start, end) that can be orders of their own, in order and without gaps but blanks and marks."""
    parts: list[Span] = []
    for a, b in _without_lists(index, _at_semicolons(index.view, start, end)):
        parts += _at_turns(index, a, b)
    return [(a, b) for a, b in (_trim(index.view, a, b) for a, b in parts) if a < b]


def cut_between(index: ActorIndex, span: Span, deadlines: Sequence[Deadline]) -> list[Span]:
    """`span` cut so that each stretch has one deadline.

    Between two deadlines the cut falls where a verb opens a clause; before a deadline that opens its own clause
    (`…, định kỳ thứ Sáu hằng tuần báo cáo …`) it falls at that deadline, also before the first one.
    """
    verb = re.compile(rf"(?:(?:sớm|kịp thời|tiến hành|chủ động)\s+)?{one_of(order_words().verbs)}")
    cuts = [span[0]]
    for nth, deadline in enumerate(deadlines):
        floor = deadlines[nth - 1].end if nth else span[0]
        if _opens_clause(index, floor, deadline, span[1], verb):
            cuts.append(deadline.start)
        elif nth and not re.fullmatch(r"\s*(?:,|và|;)\s*", index.view[floor : deadline.start]):
            places = _clauses(index, floor, deadline.start, verb)
            cuts += [places[0].end()] if places else []
        elif not nth and deadline.recurrence and re.search(r"\b24/(?:7|24)\b", index.view[floor : deadline.start]):
            # what recurs is another duty than what goes on all the time (`trực 24/7, cập nhật tình hình mỗi 02 giờ`)
            places = _clauses(index, floor, deadline.start, verb)
            cuts += [places[-1].end()] if places and _own_clause(index, floor, places[-1].start()) else []
    cuts.append(span[1])
    return [_trim(index.view, a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]


def _clauses(index: ActorIndex, start: int, end: int, verb: re.Pattern[str]) -> list[re.Match[str]]:
    """Where a verb opens a clause in [start, end), outside names (`Nông nghiệp và Phát triển nông thôn`)."""
    return [m for m in _CLAUSE.finditer(index.view, start, end) if verb.match(index.lower, m.end()) and not inside_name(index, m.end())]


_SUPERVISES = re.compile(r"(?:theo dõi|đôn đốc|giám sát)(?!\w)")


def _opens_clause(index: ActorIndex, floor: int, deadline: Deadline, end: int, verb: re.Pattern[str]) -> bool:
    """Whether the deadline opens a clause with a duty of its own.

    Behind a semicolon it does (`…; định kỳ hằng tháng báo cáo`); behind a comma only a report that recurs beside a
    standing watch does (`theo dõi, đôn đốc …, hằng tuần báo cáo`): elsewhere it is one duty (`tổng hợp …, trước ngày
    25 hằng tháng gửi …`).
    """
    before = re.compile(r"[,;]\s*(?:và\s+|đồng thời\s+)?$").search(index.view[floor : deadline.start])
    if before is None or not _own_clause(index, floor, floor + before.start()):
        return False
    if before.group().startswith(","):
        first = next((m for m in verb.finditer(index.lower, floor, deadline.start) if not inside_name(index, m.start()) and not _ASSIGN.match(index.lower, m.start())), None)
        if not deadline.recurrence or first is None or not _SUPERVISES.match(index.lower, first.start()):
            return False
        if len(index.view[first.end() : floor + before.start()].split()) < 3:
            return False  # `theo dõi, 10 ngày một lần báo cáo`: one duty
    behind = re.compile(r"\s*,?\s*(?:phải\s+|cần\s+)?").match(index.lower, deadline.end, end)
    return bool(verb.match(index.lower, behind.end() if behind else deadline.end, end))


def _own_clause(index: ActorIndex, floor: int, stop: int) -> bool:
    """Whether [floor, stop) is more than a bare chain of verbs before their common object."""
    return len(index.view[floor:stop].split()) >= 5


def _at_semicolons(view: str, start: int, end: int) -> list[Span]:
    parts: list[Span] = []
    depth, quoted, at = 0, False, start
    for i in range(start, end):
        char = view[i]
        if char == '"':
            quoted = not quoted
        elif char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == ";" and not depth and not quoted:
            parts.append((at, i))
            at = i + 1
    parts.append((at, end))
    return parts


def _without_lists(index: ActorIndex, parts: list[Span]) -> list[Span]:
    """Semicolons inside a list of doers (`Giám đốc các Sở: A, B; Chủ tịch UBND các xã …`) are no place to cut."""
    joined: list[Span] = []
    open_list = False
    for a, b in parts:
        if open_list:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
        if joined and not open_list and len(joined) > 1 and _counted_off(index, a, b):
            joined.pop()
            joined[-1] = (joined[-1][0], b)
        first = re.compile(r"\s*(?:(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?)?").match(index.lower, a, b)
        doers = read_actors(index, first.end() if first else a, b)
        open_list = doers is not None and not index.view[doers.end : b].strip()
    return joined


_INLINE_LABEL = re.compile(r"(?:\((?:\d{1,2}|[ivx]{1,4})\)|[a-zđ]\))\s+(?=\S)")
_COUNT = re.compile(r"\s*\((?:\d{1,2}|[ivx]{1,4})\)\s*")


def _counted_off(index: ActorIndex, start: int, end: int) -> bool:
    """`(1) …; (2) …` inside one clause is no place to cut, unless each names a doer of its own."""
    count = _COUNT.match(index.view, start, end)
    return count is not None and read_actors(index, count.end(), end) is None


def _at_turns(index: ActorIndex, start: int, end: int) -> list[Span]:
    cuts = [start]
    opening = re.compile(r"\s*(?:(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?)?").match(index.lower, start, end)
    first = read_actors(index, opening.end() if opening else start, end)
    for match in _COMMA_TURN.finditer(index.lower, max(start + 1, first.end if first else 0), end):
        at = match.end()
        comma = match.group().startswith(",")
        assign = _ASSIGN.match(index.lower, at, end)
        told = read_actors(index, assign.end() if assign else at, end)
        if told is None or match.start() <= cuts[-1] or _in_brackets(index.view, start, match.start()):
            continue
        dated = comma and _own_dates(index, cuts[-1], match.start(), told.end, end) and _named(index, at, match.group())
        leads_up = first is None and len(cuts) == 1  # `Đi vào từng việc cụ thể, Thủ tướng giao …`
        orders = comma and not leads_up and (gap := _ORDERS.match(index.lower, told.end, end)) and read_actors(index, gap.end(), end)
        turns = comma and _MODAL.match(index.lower, told.end, end) and _named(index, at, match.group()) and not _apposed(index, match.start())
        if assign or turns or orders or dated:
            cuts.append(match.start() + (1 if comma else 0))
    cuts += [m.start() + 1 for m in _AIM.finditer(index.lower, start + 1, end) if not _in_brackets(index.view, start, m.start())]
    cuts = sorted(set(cuts))
    cuts.append(end)
    return list(zip(cuts, cuts[1:], strict=False))


def _own_dates(index: ActorIndex, start: int, comma: int, told: int, end: int) -> bool:
    """Doers with a date each: `huyện A hoàn thành trước 15/9, huyện B hoàn thành trước 30/9`."""
    verb = re.compile(rf"\s+(?:(?:phải|cần)\s+)?{one_of(order_words().verbs)}").match(index.lower, told, end)
    return verb is not None and any(start <= t < comma for t in index.times) and any(told <= t < end for t in index.times)


def _named(index: ActorIndex, at: int, turn: str) -> bool:
    """A doer that can open a clause of its own: a name, an office, a quantified group, or one led in by `trực tiếp`."""
    quantified = re.compile(r"(?:các|mỗi|từng|mọi|toàn)\s").match(index.lower, at)
    return at in index.bodies or at in index.offices or at in index.persons or bool(quantified) or turn.strip(", ") != ""


def _apposed(index: ActorIndex, comma: int) -> bool:
    """Whether a person's name or another position ends at the comma: what follows is a title."""
    return any(m.end == comma for m in (*index.persons.values(), *index.offices.values()))


def _in_brackets(view: str, start: int, at: int) -> bool:
    before = view[start:at]
    return before.count("(") > before.count(")") or before.count('"') % 2 == 1


def _trim(view: str, start: int, end: int) -> Span:
    while start < end and view[start] in " \t\n,;":
        start += 1
    if (count := _INLINE_LABEL.match(view, start, end)) and count.end() < end:
        start = count.end()
    while end > start and view[end - 1] in " \t\n,;":
        end -= 1
    return start, end
