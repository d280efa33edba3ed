"""Words of a deadline from which no day could be read for sure, and second deadlines that an order could not keep."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from extractor.assemble.due import value_of
from extractor.core.record import Anchor, Diagnostic, Directive, Time
from extractor.resolve.dates import frame_of
from extractor.resolve.deadline_candidates import DeadlineCandidate

_NOT_READ = "Có chữ chỉ thời hạn nhưng không đọc chắc được ngày; hãy đọc lại và tự ghi hạn."
_ANOTHER = "Việc này nêu thêm một thời hạn khác với hạn đã ghi; hãy xem có phải tách việc không."
_LATEST = re.compile(
    r"(?<!\w)(?:(?:chậm|muộn|trễ)\s+nhất(?!\w)|hạn\s+(?:cuối|chót|nộp|gửi)(?!\w)"
    r"|(?:xong|hoàn\s+thành|hoàn\s+tất|gửi|nộp|trình|báo\s+cáo)(?:\s+[^\s,.;:]+){0,6}?\s+trước\s+"
    r"(?:khi|lúc|dịp|kỳ|phiên|mùa|thời\s+điểm|đợt|hôm|cuối|đầu)(?!\w))",
    re.I,
)
_PHRASE = re.compile(r"[^.;,\n]{0,70}")
_BOUND = re.compile(
    r"(?<!\w)(?:trước|chậm\s+nhất|muộn\s+nhất|trễ\s+nhất|xong|không\s+quá|đến\s+hết"
    r"|(?<!trung )(?<!dài )(?<!ngắn )(?<!hết )hạn)"
    r"(?:\s+(?:là|vào|trong|đến|ngày|hết|cuối)){0,3}[\s:]*\Z",
    re.I,
)


def deadline_doubts(
    view: str,
    text: str,
    directives: Sequence[Directive],
    candidates: Sequence[DeadlineCandidate],
    times: Sequence[Time],
    anchor: Anchor,
) -> Iterable[Diagnostic]:
    """The doubts about deadlines; each names the words that were not followed."""
    for directive in directives:
        if directive.deadline is None:
            unread = _unread(view, directive, times, anchor)
            if unread:
                yield _doubt("deadline_not_read", _NOT_READ, text, *unread)
        elif other := _other(view, directive, candidates):
            yield _doubt("deadline_beside", _ANOTHER, text, other.start, other.end)


def _unread(view: str, directive: Directive, times: Sequence[Time], anchor: Anchor) -> tuple[int, int] | None:
    """Words that set a limit in an order without a deadline."""
    if found := _LATEST.search(view, directive.start, directive.end):
        phrase = _PHRASE.match(view, found.end(), directive.end)
        return found.start(), phrase.end() if phrase else found.end()
    day = frame_of(anchor).day
    for time in times:
        if not directive.start <= time.start < directive.end or time.to is None or time.type == "recurring":
            continue
        ahead = day is not None and dt.date.fromisoformat(time.to[:10]) > day
        bound = _BOUND.search(view, max(directive.start, time.start - 40), time.start)
        if ahead and bound:
            return bound.start(), time.end
    return None


def _other(view: str, directive: Directive, candidates: Sequence[DeadlineCandidate]) -> DeadlineCandidate | None:
    """A sure deadline of the order, or of the cell that told its deadline, which is not the one it got."""
    deadline = directive.deadline
    assert deadline is not None
    start, end = directive.start, directive.end
    if not start <= deadline.start < end:
        start, end = deadline.end, view.find("\n", deadline.end) if "\n" in view[deadline.end :] else len(view)
    for candidate in candidates:
        sure = candidate.strength == "strong" and candidate.role in ("task", "target")
        kept = deadline.start <= candidate.start < deadline.end
        if sure and start <= candidate.start < end and not kept and value_of(candidate.deadline) != value_of(deadline):
            return candidate
    return None


def _doubt(code: str, message: str, text: str, start: int, end: int) -> Diagnostic:
    return Diagnostic(code=code, message=message, start=start, end=end, text=text[start:end])
