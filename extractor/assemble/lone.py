"""A sentence typed by itself, without a page around it, that says what must be done by when."""

from __future__ import annotations

import re

from extractor.assemble.grounds import Grounds, Place, candidates_in

_CLOSING = 3  # characters that may stand behind a sentence
_MUST_BE_DONE = re.compile(
    r"(?<!\w)(?:phải|xong|hoàn thành|hoàn tất|dứt điểm|(?:thời )?hạn (?:nộp|gửi|hoàn thành|báo cáo))(?!\w)"
)
_FORETELLS = re.compile(r"(?<!\w)(?:dự kiến|dự báo|ước tính|có thể|sẽ|theo kế hoạch|được|đã)(?!\w)")


def is_lone_order(grounds: Grounds, place: Place, start: int, end: int) -> bool:
    """Whether [start, end) is the whole text and is due at a day to come: `Hết quý III, dứt điểm việc cấp biển số`."""
    line, day = place.line, (grounds.anchor.date or "")[:10]
    if grounds.framed or len(grounds.lines) > 1 or place.scope.voice != "none":
        return False
    if end - start < (line.end - line.content) - _CLOSING:
        return False
    if _FORETELLS.search(grounds.index.lower, start, end) and "phải" not in grounds.index.lower[start:end]:
        return False
    must = _MUST_BE_DONE.search(grounds.index.lower, start, end) is not None
    own = [c for c in candidates_in(grounds, start, end) if c.role in ("task", "target")]
    set_by = [c.deadline for c in own if must or c.strength == "strong"]
    return any(deadline.recurrence or (deadline.due and deadline.due[:10] >= day) for deadline in set_by)
