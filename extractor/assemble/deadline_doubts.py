"""Words of a deadline from which no day could be read for sure, and second deadlines that an order could not keep."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from extractor.assemble.due import value_of
from extractor.core.record import Anchor, Deadline, Diagnostic, Directive, Time
from extractor.lexicon.calendar_words import calendar_words
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
_NOT_THAT_WEEKDAY = "Thứ và ngày của thời hạn không khớp nhau; hãy hỏi lại nơi ban hành ngày nào đúng."
_SUN_OR_MOON = "Ngày “mùng” không ghi lịch nào, được hiểu theo dương lịch; hãy xem có phải âm lịch không."
_OVER = "Thời hạn này đã qua trước ngày của văn bản; hãy xem lại ngày, tháng, năm."
_NEXT_YEAR = "Thời hạn không ghi năm, được hiểu là năm sau; hãy xem có phải hạn đã qua của năm nay không."
_WEEKDAY = re.compile(
    r"(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật)\s*(?:tuần\s+(?:này|tới|sau)\s*)?[,(-]?\s*(?:ngày\s*)?(?=\d{1,2}\s*(?:[/.-]|tháng))"
)
_FIRST_DAYS = re.compile(
    r"(?<!\w)m[ùồ]ng\s+\w+\s*(?:[/.-]\s*\d|tháng\s+(?!giêng|chạp|này|tới|sau))(?!.*(?:dương|âm)\s+lịch)"
)
_DAY_AND_MONTH = re.compile(r"\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d|năm\s+(?:sau|tới)|[/.-]\d\d[/.-]\d\d(?!\d)")
_LATE = dt.timedelta(days=7)  # a paper may come out some days after it was to be done
_ALMOST_A_YEAR = dt.timedelta(days=300)
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
    told: set[int] = set()
    for directive in directives:
        if directive.deadline is None:
            unread = _unread(view, directive, times, anchor)
            if unread:
                yield _doubt("deadline_not_read", _NOT_READ, text, *unread)
            continue
        if other := _other(view, directive, candidates):
            yield _doubt("deadline_beside", _ANOTHER, text, other.start, other.end)
        start = directive.deadline.start  # one deadline may close several orders
        if start not in told and (message := _why_unsure(view, directive.deadline, anchor)):
            told.add(start)
            yield _doubt("deadline_unsure", message, text, directive.deadline.start, directive.deadline.end)


def _why_unsure(view: str, deadline: Deadline, anchor: Anchor) -> str | None:
    """What speaks against the day that was read, though its words give no other one."""
    day = frame_of(anchor).day
    if deadline.due is None:
        return None
    due, said = dt.date.fromisoformat(deadline.due[:10]), view[deadline.start : deadline.end].lower()
    weekday = _WEEKDAY.search(said)
    if weekday and calendar_words().weekdays[weekday["day"] or "chủ nhật"] != due.weekday():
        return _NOT_THAT_WEEKDAY
    if _FIRST_DAYS.search(said):
        return _SUN_OR_MOON
    if day is not None and due < day - _LATE and not deadline.recurrence:
        return _OVER
    rolled = day is not None and due.year > day.year and due > day + _ALMOST_A_YEAR and not _YEAR.search(said)
    return _NEXT_YEAR if rolled and _DAY_AND_MONTH.search(said) else None


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
