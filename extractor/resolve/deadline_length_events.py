"""Lengths of time beside their event: `trước ngày khai mạc 05 ngày`, `sau khi kết thúc …, không quá 15 ngày`."""

from __future__ import annotations

import re

from extractor.core.calendar import Duration
from extractor.core.record import Anchor
from extractor.resolve.dates import frame_of
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_events import KnownDays
from extractor.resolve.deadline_places import Place
from extractor.resolve.durations import add_duration

SINCE = re.compile(
    r"\s*,?\s*(?P<all>(?:(?:kể|tính)\s+từ|từ(?!\s+(?:vĩ|kinh)\s+(?:tuyến|độ))|sau|kể\s+khi|bắt\s+đầu\s+từ)\s+(?P<what>[^,.;:()\n]{2,80}))",
    re.I,
)
"""`kể từ ngày ban hành` behind a length: the event that it counts from."""
_EVENT_BEFORE = re.compile(
    r"(?<!\w)trước\s+(?P<what>(?:khi|ngày|lúc|thời\s+điểm|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ|mùa|vụ)\s+[^,.;:()\n\d]{2,60}?)\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\Z",
    re.I,
)
# `trình dự thảo sau khi kết thúc thanh tra không quá 15 ngày`
_EVENT_AFTER = re.compile(
    r"(?<!\w)sau\s+(?P<what>(?:khi|ngày|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội)\s+[^,.;:()\n\d]{2,60}?)\s*,?\s+"
    r"(?:(?:không\s+quá|chậm\s+nhất|muộn\s+nhất|tối\s+đa|trong\s+vòng|trong\s+thời\s+hạn)(?:\s+là)?\s+)+\Z",
    re.I,
)
_EVENT_FIRST = re.compile(
    r"\W*(?P<all>sau\s+(?P<what>(?:khi|ngày|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ)(?:\s+[^,.;:()\n\d]{2,60}?)?)\s+)",
    re.I,
)


def length_at_event(view: str, text: str, place: Place, before: str, events: KnownDays) -> DeadlineCandidate | None:
    """The deadline of a length whose event stands right before it; `before` is what the sentence says up to it."""
    duration = place.expression
    assert isinstance(duration, Duration)
    if event := _EVENT_BEFORE.search(before):
        start, what = place.sentence[0] + event.start(), event["what"]
        deadline = deadline_at(text, start, place.mention.end, bound="before", anchor=what, offset="-" + duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    after = _EVENT_AFTER.search(before)
    if after and events.day_of(after["what"]) is None and not SINCE.match(view, place.mention.end):
        start, what = place.sentence[0] + after.start(), after["what"]
        deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    return _first_after_event(view, text, place, before, events)


def _first_after_event(view: str, text: str, place: Place, before: str, events: KnownDays) -> DeadlineCandidate | None:
    """`Sau đại hội 5 ngày, gửi hồ sơ`: the length that opens a sentence behind its event."""
    event = _EVENT_FIRST.fullmatch(before)
    duration = place.expression
    if event is None or not isinstance(duration, Duration) or not view.startswith(",", place.mention.end):
        return None
    start, what = place.sentence[0] + event.start("all"), event["what"]
    day = events.day_of(what)
    if day is not None:
        return counted(text, start, place.mention.end, duration, day, what, place.index)
    deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
    return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)


def counted(
    text: str, start: int, end: int, duration: Duration, anchor: Anchor, phrase: str | None, index: int
) -> DeadlineCandidate:
    """The deadline that ends `duration` behind the day of `anchor`; `phrase` names the event, None the order itself."""
    day = frame_of(anchor).day
    due = add_duration(day, duration) if day else None
    deadline = deadline_at(
        text,
        start,
        end,
        due=due.isoformat() if due else None,
        bound="by",
        last_day=due.isoformat() if due else None,
        anchor=phrase,
        offset=duration.value,
        inferred=phrase is None,
    )
    return DeadlineCandidate(start, end, deadline, "strong", "task", index)
