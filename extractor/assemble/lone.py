"""A sentence typed by itself, without a page around it, that says what must be done by when."""

from __future__ import annotations

import re

from extractor.assemble.actors import read_actors
from extractor.assemble.entries import find_entries, skip_discourse
from extractor.assemble.grounds import Grounds, Place, candidates_in
from extractor.core.record import Deadline
from extractor.lexicon.actors import bearer_pattern
from extractor.resolve.deadline_candidates import DeadlineCandidate

_CLOSING = 3  # characters that may stand behind a sentence
_MUST_BE_DONE = re.compile(
    r"(?<!\w)(?:phải|xong|hoàn thành|hoàn tất|dứt điểm|(?:thời )?hạn (?:nộp|gửi|hoàn thành|báo cáo))(?!\w)"
)
_USED_TO = re.compile(
    r"(?<!\w)(?:thường|hay|vẫn|quen|luôn|đang|vừa|chỉ(?! (?:huy|đạo|thị|số))|mới|đều|(?<!hoặc )là|có)(?!\w)"
)  # how things are
_FORETELLS = re.compile(
    r"(?<!\w)(?:dự kiến|dự báo|ước tính|có thể|sẽ|theo kế hoạch|đã"
    r"|(?<!nhận )(?<!giành )(?<!đạt )được(?! (?:giao|phân công)))(?!\w)"
)


def is_lone_order(grounds: Grounds, place: Place, start: int, end: int) -> bool:
    """Whether [start, end) is the whole text and is due at a day to come: `Hết quý III, dứt điểm việc cấp biển số`."""
    line = place.line
    if grounds.framed or len(grounds.lines) > 1 or place.scope.voice != "none":
        return False
    if end - start < (line.end - line.content) - _CLOSING:
        return False
    said = beside_deadlines(grounds, start, end)
    if _FORETELLS.search(said) and "phải" not in said:
        return False
    must = _MUST_BE_DONE.search(grounds.index.lower, start, end) is not None
    return any(_sets(grounds, c, start, end, must=must) for c in candidates_in(grounds, start, end))


def _sets(grounds: Grounds, candidate: DeadlineCandidate, start: int, end: int, *, must: bool) -> bool:
    """Whether the words of the candidate make the sentence an order."""
    if candidate.role not in ("task", "target", "schedule") or not _is_open(grounds, candidate.deadline):
        return False
    if candidate.role == "schedule":  # `7g30 sáng thứ Hai tới, đội trật tự có mặt dẹp xong chợ`
        opens = candidate.start == skip_discourse(grounds.index, start, end)
        return opens and (must or _has_doer(grounds, candidate.end, end))
    if candidate.strength == "strong" or must:
        return True
    # `Tổ Covid cộng đồng gõ cửa từng nhà, hai ngày một lượt`
    if candidate.deadline.recurrence is None or _USED_TO.search(grounds.index.lower, start, end):
        return False
    return _has_doer(grounds, start, end)


def _is_open(grounds: Grounds, deadline: Deadline) -> bool:
    """Whether the deadline is not over: it comes again, waits for an event, or is a day to come."""
    day = (grounds.anchor.date or "")[:10]
    if deadline.due is None:
        return deadline.recurrence is not None or deadline.offset is not None
    return deadline.due[:10] >= day


def _has_doer(grounds: Grounds, start: int, end: int) -> bool:
    """Whether somebody stands there who can do it, one of the lists or one whom only his verb shows."""
    index = grounds.index
    begin = skip_discourse(index, start, end)
    while begin < end and index.view[begin] in " ,":
        begin += 1
    entries = find_entries(index, begin, end)
    return any(
        read_actors(index, at, end) is not None or bearer_pattern().match(index.lower, at, end) for at in entries
    )


def beside_deadlines(grounds: Grounds, start: int, end: int) -> str:
    """The words of [start, end) in lower case, without those of sure deadlines: these tell nothing of the work."""
    said = grounds.index.lower[start:end]
    for c in candidates_in(grounds, start, end):
        if c.strength == "strong" and c.end <= end:
            said = said[: c.start - start] + " " * (c.end - c.start) + said[c.end - start :]
    return said
