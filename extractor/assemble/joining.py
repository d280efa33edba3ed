"""One doer, one kind, one deadline: one directive. Whether a clause goes on with the order before it."""

from __future__ import annotations

import re

from extractor.assemble.drafts import Draft, hands_down
from extractor.assemble.due import deadlines_of, value_of
from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, names_of
from extractor.core.record import Deadline

_ONLY_LEADS = ("chủ trì", "làm đầu mối", "đầu mối")
# `hoàn thành trước ngày 30/6`: the date of what stands before it, no order of its own
_DONE = re.compile(r"(?:hoàn thành|xong|thời (?:gian|hạn)(?: hoàn thành)?|hạn hoàn thành)(?!\w)")


def joins(grounds: Grounds, last: Draft, new: Draft, frame: Frame | None) -> bool:
    """Whether the order `new`, made of `frame`, is a part of the order `last` right before it."""
    if _shares_the_lead(grounds, last, frame):
        return True
    if new.kind != last.kind:
        # what goes on without a doer of its own belongs to the decision, request or promise before it
        goes_on = frame is not None and frame.force in ("imperative", "loose")
        return goes_on and new.kind == "task" and last.kind in ("decision", "petition", "commitment")
    if _told_to_direct(grounds, last, new, frame):
        return True
    if _for_others(grounds, last, new, frame):
        return False
    theirs = deadlines_of(grounds, new)
    if theirs and not _DONE.match(grounds.index.lower, new.start) and not _bracketed(grounds, theirs[-1], new.end):
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
    if frame is None or not frame.leads or new.inherited:
        return False
    return names_of(grounds, frame.leads) != names_of(grounds, last.leads)


def _bracketed(grounds: Grounds, deadline: Deadline, end: int) -> bool:
    """`… (trước ngày 10/02/2025)./.`: a deadline in brackets at the end covers the whole sentence."""
    view = grounds.index.view
    at = deadline.start
    while at and view[at - 1].isspace():
        at -= 1
    return view.endswith("(", 0, at) and not view[deadline.end : end].strip(" ).;/")
