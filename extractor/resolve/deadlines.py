"""Deadlines: every place whose words could make it the date by which an order is due.

Which of them belongs to which order is decided above; `strength` and `role` say how far to trust it. Bounds follow
`trước` excludes the day named, everything else includes it, a clock time keeps the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from extractor.core.calendar import Day, Duration, Recurring, Stretch
from extractor.core.mentions import TimeMention
from extractor.core.record import Anchor, Time
from extractor.core.status import whole_day
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.resolve.deadline_candidates import DeadlineCandidate
from extractor.resolve.deadline_dates import dated_candidate
from extractor.resolve.deadline_events import KnownDays, bare_day_candidates, event_candidates, next_day_candidates
from extractor.resolve.deadline_lengths import counted_candidate
from extractor.resolve.deadline_places import Place, in_title, place_of
from extractor.resolve.deadline_repeats import bare_days, recurring_candidate, turn_candidates, without_repetition

_YEAR = re.compile(r"\d{4}")
_ISO_DAY = len("2025-09-18")
_SOON_TOLD = timedelta(days=45)  # a notice comes out days or weeks after its meeting


def find_deadlines(
    view: str,
    text: str,
    mentions: Sequence[TimeMention],
    times: Sequence[Time],
    anchor: Anchor,
    meeting: str | None = None,
) -> list[DeadlineCandidate]:
    """All candidates in text order, without overlaps. `times[i]` is the value of `mentions[i]`.

    `view` is the matching view of `text`; the spans are those of `text`. `meeting` is the ISO date of the meeting's
    last day.
    """
    events = KnownDays(anchor, meeting)
    places = [place_of(view, index, mention) for index, mention in enumerate(mentions) if mention.expression.valid]
    found: list[DeadlineCandidate] = []
    for position, place in enumerate(places):
        if in_title(view, place.mention.start, place.mention.end):
            continue
        beside = places[max(0, position - 1) : position], places[position + 1 : position + 2]
        candidate = _candidate(view, text, place, times, events, *beside)
        counted = isinstance(place.expression, Duration)
        while candidate and counted and found and candidate.start <= found[-1].start:
            found.pop()  # `Kể từ ngày 01/6/2023, trong 30 ngày …` holds the day that it counts from
        if candidate and candidate.start >= (found[-1].end if found else 0):
            found.append(candidate)
    found = sorted([*found, *bare_day_candidates(view, text, places, anchor)], key=lambda c: c.start)
    found = _coordinated(view, text, found, places)
    found += bare_days(view, text, places)
    found += event_candidates(view, text, found)
    found += turn_candidates(view, text, found)
    found += next_day_candidates(view, text, places, times)
    found = [_since_meeting(candidate, events) for candidate in found]
    return without_repetition(view, text, _without_overlaps(found))


def _since_meeting(candidate: DeadlineCandidate, events: KnownDays) -> DeadlineCandidate:
    """A day without a year between the meeting and its notice is that one, and not the same day of the next year.

    A notice of 18 September hands on what was due on 16 September, as it was said on 15 September.
    """
    due, last_day = candidate.deadline.due, candidate.deadline.last_day
    told, held = whole_day(events.anchor.date), whole_day(events.meeting)
    if not due or due[4:10] == "-02-29" or told is None or held is None or _YEAR.search(candidate.deadline.text):
        return candidate
    earlier = _year_before(due)
    if not held <= earlier[:_ISO_DAY] < told < due[:_ISO_DAY]:
        return candidate
    if date.fromisoformat(told) - date.fromisoformat(held) > _SOON_TOLD:
        return candidate
    deadline = msgspec.structs.replace(candidate.deadline, due=earlier, last_day=last_day and _year_before(last_day))
    return msgspec.structs.replace(candidate, deadline=deadline)


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1:04d}{day[4:]}"


def _candidate(
    view: str,
    text: str,
    place: Place,
    times: Sequence[Time],
    events: KnownDays,
    earlier: Sequence[Place],
    following: Sequence[Place],
) -> DeadlineCandidate | None:
    if isinstance(place.expression, Recurring):
        return recurring_candidate(view, text, place)
    if isinstance(place.expression, Duration):
        return counted_candidate(view, text, place, events, following, earlier)
    named = times[earlier[0].index].to if earlier and earlier[0].mention.start >= place.sentence[0] else None
    return dated_candidate(view, text, place, times[place.index], events.anchor, named)


def _coordinated(
    view: str, text: str, found: Sequence[DeadlineCandidate], places: Sequence[Place]
) -> list[DeadlineCandidate]:
    """`trong quý II và quý III/2020` is due with the last of them, whose year is that of the first."""
    merged: list[DeadlineCandidate] = []
    by_index = {place.index: place for place in places}
    for candidate in found:
        last = merged[-1] if merged else None
        if last and _corrects(view, last, candidate):
            # `trong tháng 5, muộn nhất là đầu tháng 6`: what is allowed at the latest
            old = last.deadline
            deadline = msgspec.structs.replace(
                candidate.deadline, text=text[old.start : candidate.end], start=old.start, end=candidate.end
            )
            merged[-1] = msgspec.structs.replace(candidate, start=last.start, deadline=deadline)
        elif last and _continues(view, last, candidate, by_index):
            new, old = candidate.deadline, last.deadline
            deadline = msgspec.structs.replace(
                new, text=text[old.start : new.end], start=old.start, end=new.end, bound=old.bound
            )
            merged[-1] = msgspec.structs.replace(last, end=candidate.end, deadline=deadline)
        else:
            merged.append(candidate)
    return merged


_AT_THE_LATEST = re.compile(r"(?:chậm|muộn|trễ)\s+nhất(?!\w)", re.I)


def _corrects(view: str, last: DeadlineCandidate, next_: DeadlineCandidate) -> bool:
    between = view[last.end : next_.start]
    if len(between) > 8 or between.strip().lower() not in (",", "(", "và", "hoặc", ", và", ", hoặc"):
        return False
    if last.deadline.recurrence or next_.deadline.due is None or "task" not in (last.role, next_.role):
        return False
    return _AT_THE_LATEST.match(view, next_.start) is not None


def _continues(view: str, last: DeadlineCandidate, next_: DeadlineCandidate, places: dict[int, Place]) -> bool:
    between = view[last.end : next_.start]
    if len(between) > 5 or between.strip().lower() not in ("và", ",") or last.time is None or next_.time is None:
        return False
    here, there = places[last.time], places[next_.time]
    if there.cue or not here.cue.endswith(("trong", "vào", "ngay", *deadline_cues().labels)):
        return False
    one, other = here.expression, there.expression
    later = (last.deadline.due or "") < (next_.deadline.due or "")
    if isinstance(one, Day) and isinstance(other, Day):
        return later
    if not (isinstance(one, Stretch) and isinstance(other, Stretch)) or "months" in (one.unit, other.unit):
        return False
    # the year of the one may be said with the other
    return later or (one.unit == other.unit and other.first_month >= one.first_month)


def _preference(candidate: DeadlineCandidate) -> tuple[bool, int, bool, int]:
    said_again = candidate.deadline.recurrence is None
    return candidate.strength != "strong", candidate.start - candidate.end, said_again, candidate.start


def _without_overlaps(candidates: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """The strong before the weak, then the longer; in text order."""
    taken = bytearray(max((c.end for c in candidates), default=0))
    kept: list[DeadlineCandidate] = []
    for candidate in sorted(candidates, key=_preference):
        if not any(taken[candidate.start : candidate.end]):
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)
