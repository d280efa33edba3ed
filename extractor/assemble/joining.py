"""One doer, one kind, one deadline: one directive. Whether a clause goes on with the order before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.drafts import Draft, hands_down
from extractor.assemble.due import deadlines_of, opens_with_condition, value_of
from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, candidates_in, names_of
from extractor.core.record import Deadline

_ONLY_LEADS = ("chủ trì", "làm đầu mối", "đầu mối")
# `hoàn thành trước ngày 30/6`: the date of what stands before it, no order of its own
_DONE = re.compile(
    r"(?:(?:đợt|giai đoạn|bước|vòng) (?:1|01|i|một|đầu)\s+)?(?:(?:cam kết|bảo đảm|đảm bảo)\s+)?"
    r"(?:hoàn thành|kết thúc|xong)(?!\w)"
)
_GOVERNMENT = re.compile(
    r"(?:ubnd|ủy ban nhân dân|chính quyền) (?=(?:tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố|quận)\b)"
)
_TERM = re.compile(r"(?:thời (?:gian|hạn)|hạn (?:hoàn thành|cuối|chót))(?!\w)")
_HANDS_IN = re.compile(
    r"(?:báo cáo|trình|gửi)(?:\s+(?:về|cho|đến|tới|lên)(?=\s))?(?!\w)"
)  # `trình trước ngày 20/5`: the work before it, to somebody
_FEW = 3  # words between `hoàn thành` and the date that still name no work of their own

# `gửi Sở A | (qua Văn phòng) bằng văn bản và tệp điện tử | trước ngày …`
_BY_WHICH_WAY = re.compile(
    r"(?:\s*\((?:qua|bản|bằng|theo|email|địa chỉ)[^()\n]*\))?(?:\s*,?\s*(?:bằng|qua|cả)\s[^,;.()\n]{3,60})?\s*,?\s*"
)


def joins(grounds: Grounds, last: Draft, new: Draft, frame: Frame | None) -> bool:
    """Whether the order `new`, made of `frame`, is a part of the order `last` right before it."""
    if _shares_the_lead(grounds, last, frame):
        return True
    if new.kind != last.kind:
        # what goes on without a doer of its own belongs to the decision, request or promise before it
        goes_on = frame is not None and frame.force in ("imperative", "loose")
        if last.kind == "decision" and grounds.index.lower.startswith("yêu cầu ", new.start):
            return False  # `Cho phép khoa A …, yêu cầu thu đúng giá`
        return goes_on and new.kind == "task" and last.kind in ("decision", "petition", "commitment")
    if _told_to_direct(grounds, last, new, frame):
        return True
    if _for_others(grounds, last, new, frame):
        return False
    if opens_with_condition(grounds, new):
        return False
    theirs = deadlines_of(grounds, new)
    if theirs and not _only_dates(grounds, new.start, new.end, theirs):
        mine = deadlines_of(grounds, last)
        return bool(mine) and value_of(mine[-1]) == value_of(theirs[0])
    return True


def _shares_the_lead(grounds: Grounds, last: Draft, frame: Frame | None) -> bool:
    """`A chủ trì; B, C phối hợp …`."""
    if frame is None or not frame.leads or not grounds.index.lower.startswith(" phối hợp", frame.leads[-1].end):
        return False
    return grounds.index.lower[last.start : last.end].rstrip(" ,;").endswith(_ONLY_LEADS)


def _told_to_direct(grounds: Grounds, last: Draft, new: Draft, frame: Frame | None) -> bool:
    """Whether it says whom the doer of the order before is to direct."""
    if frame is None or frame.speaker is not None or not hands_down(frame):
        return False
    return bool(last.leads) and ";" not in grounds.index.view[last.end : new.start]


def _for_others(grounds: Grounds, last: Draft, new: Draft, frame: Frame | None) -> bool:
    if frame is None or not frame.leads or new.inherited or frame.leads[-1].end <= last.end:
        return False  # nobody is named in its own words
    return _territories(grounds, frame.leads) != _territories(grounds, last.leads)


def _territories(grounds: Grounds, doers: tuple[Actor, ...]) -> list[str]:
    """The doers by name; the government of a place has the name of the place (`UBND huyện`, `huyện`)."""
    return [_GOVERNMENT.sub("", " ".join(name.lower().split())) for name in names_of(grounds, doers)]


def sets_own_date(grounds: Grounds, start: int, end: int) -> bool:
    """Whether [start, end) sets a date for something of its own, and not for the words before it."""
    strong = [
        c.deadline for c in candidates_in(grounds, start, end) if c.strength == "strong" and c.deadline.end <= end
    ]
    return bool(strong) and not _only_dates(grounds, start, end, strong)


def _only_dates(grounds: Grounds, start: int, end: int, deadlines: Sequence[Deadline]) -> bool:
    """Whether a clause says no more than by when what stands before it is to be done, or handed in."""
    index, first = grounds.index, deadlines[0]
    if _bracketed(grounds, deadlines[-1], end) or _TERM.match(index.lower, start, end):
        return True
    if done := _DONE.match(index.lower, start, end):
        return len(index.view[done.end() : max(done.end(), first.start)].split()) <= _FEW
    handed = _HANDS_IN.match(index.lower, start, end)
    if handed is None:
        return False
    to_whom = read_actors(index, handed.end() + 1, end)
    between = index.lower[(to_whom.end if to_whom else handed.end()) : max(handed.end(), first.start)]
    return not between.strip() or (to_whom is not None and _BY_WHICH_WAY.fullmatch(between) is not None)


def _bracketed(grounds: Grounds, deadline: Deadline, end: int) -> bool:
    """`… (trước ngày 10/02/2025)./.`: a deadline in brackets at the end covers the whole sentence."""
    view = grounds.index.view
    at = deadline.start
    while at and view[at - 1].isspace():
        at -= 1
    return view.endswith("(", 0, at) and not view[deadline.end : end].strip(" ).;/")
