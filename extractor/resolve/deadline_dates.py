"""Deadlines that are dates or periods: the day they give, its bound, and how far to trust it."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from extractor.core.calendar import Anaphor, Day, Expression, Interval, Shifted, Stretch
from extractor.core.record import Anchor, Bound, Time
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.lexicon.holidays import add_working_days
from extractor.resolve.dates import Bounds, Direction, bounds_of, direction_around, frame_of, is_just_past
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_openings import passes_on
from extractor.resolve.deadline_places import MEETING, Place, setting_of
from extractor.resolve.deadline_roles import role_of
from extractor.resolve.deadline_settings import DeadlineRole, Setting, Strength, any_of

_TOLERANCE = dt.timedelta(days=7)  # a notice may come out a few days late
_HISTORY = dt.timedelta(days=60)


_DAY = dt.timedelta(days=1)
# `chậm nhất vào ngày làm việc cuối cùng của tháng 11`
_LAST_DAY = re.compile(r"ngày\s+(?P<working>làm\s+việc\s+)?cuối(?:\s+cùng)?(?:\s+của)?\s*\Z", re.I)


# `trình UBND xã ngày 25/11 là chậm nhất`, `15/7 là hạn chót`: the bound behind the day
_IS_THE_LATEST = re.compile(
    r"\s+(?:là|thì)\s+(?:(?:chậm|muộn|trễ)\s+nhất|(?:thời\s+)?hạn(?:\s+(?:cuối|chót|chốt))(?:\s+cùng)?|(?:ngày|mốc|thời\s+điểm|hạn)\s+(?:cuối|chót|cuối\s+cùng)"
    r"|(?:phải\s+)?xong"
    r"|chót|cùng(?=\s*(?:[.,;)]|$))|hết\s+(?:hạn|nhận)|khóa\s+sổ|chốt\s+sổ|đóng\s+(?:sổ|cổng|hòm|thùng|hệ\s+thống|danh\s+sách)"
    r"|(?:thôi|ngưng|ngừng|dừng|không)\s+(?:tiếp\s+)?nhận|hạn(?=\s*(?:[.,;)]|$|(?:để|cho|các|nộp|gửi)(?!\w))))(?!\w)",
    re.I,
)


def dated_candidate(
    view: str, text: str, place: Place, time: Time, anchor: Anchor, named: str | None = None
) -> DeadlineCandidate | None:
    """The deadline that a date or period gives; None where it names no end (`từ ngày 1/7`).

    `named` is the day told before it in the sentence, which `cùng ngày` comes back to.
    """
    expression = place.expression
    into = _NOT_INTO.search(view, place.sentence[0], place.start)
    if into and not isinstance(expression, Day | Interval):
        place = msgspec.structs.replace(place, cue="trước", start=into.start())
    bound: Bound = "before" if _is_before(view, place) and not place.at_end else "by"
    strength = _strength(view, place)
    direction = _direction(view, place, strength)
    found = bounds_of(expression, frame_of(anchor, direction), due=True)
    if named and isinstance(expression, Anaphor):
        found = msgspec.structs.replace(
            found, first=dt.date.fromisoformat(named[:10]), last=dt.date.fromisoformat(named[:10])
        )
    due, clock = _due(expression, found, bound, place.cue)
    if due and (last := _LAST_DAY.search(view[place.start : place.mention.start])):
        due = add_working_days(found.last + _DAY, -1) if last["working"] and found.last else found.last
    role, strength = _role_and_strength(view, place, setting_of(view, place, due, anchor, strength))
    latest = _IS_THE_LATEST.match(view, place.mention.end)
    if latest and due and not _is_long_past(due, anchor):
        strength, role = "strong", "task"
    if strength == "strong" and due and _is_long_past(due, anchor):
        strength = "weak"  # told again, not ordered
    if role in ("task", "target") and due and not found.inferred and _is_history(due, anchor):
        role = "period"  # `nhà đưa vào sử dụng trước năm 1994` says which ones
    if role in ("task", "target") and is_just_past(view, place.mention.end):
        role = "period"  # `chậm trễ trong quý II vừa rồi`
    if role in ("cutoff", "schedule") and time.to and direction != "next":
        due = dt.date.fromisoformat(time.to[:10])
    if due is None and not _would_be_dated(expression):
        return None
    if place.held and bound == "before" and isinstance(expression, Stretch) and role == "task":
        return _before_gathering(view, text, place, strength)
    end = latest.end() if latest else place.mention.end
    if "(" in view[place.start : place.mention.start] and view.startswith(")", end):
        end += 1  # `trước ngày bầu cử (23/5/2021)`
    deadline = deadline_at(
        text,
        place.start,
        end,
        due=due.isoformat() + clock if due else None,
        bound=bound,
        last_day=_last_day(due, clock, "by" if place.ends_day else bound),
        inferred=found.inferred,
    )
    return DeadlineCandidate(place.start, end, deadline, strength, role, place.index)


# `phải dứt điểm, không để kéo dài sang tháng 6`
_NOT_INTO = re.compile(
    r"(?<!\w)không\s+(?:để|được)\s+(?:kéo|kéo\s+dài|dây\s+dưa|lùi|chậm|tồn\s+đọng|chuyển\s+tiếp)(?:\s+dài)?\s+(?:sang|qua|tới)\s+\Z",
    re.I,
)


def _before_gathering(view: str, text: str, place: Place, strength: Strength) -> DeadlineCandidate:
    """`trước phiên họp thường kỳ tháng 9`: the day of the meeting is not told, so none is given."""
    end = place.mention.end
    named = _BEFORE.match(view, place.start, end)
    deadline = deadline_at(
        text, place.start, end, bound="before", anchor=text[named.end() if named else place.start : end], offset="P0D"
    )
    return DeadlineCandidate(place.start, end, deadline, strength, "task", place.index)


_BEFORE = re.compile(r"[^.;,]{0,30}?(?<!\w)trước\s+", re.I)


def _role_and_strength(view: str, place: Place, setting: Setting) -> tuple[DeadlineRole, Strength]:
    """What the time is there for, and how sure: the time of a next step (`…, sang tháng 4 thì nộp`) needs no cue."""
    role = _which_of_many(view, place) or role_of(setting)
    return role, "strong" if role == "task" and passes_on(setting) else setting.strength


def _which_of_many(view: str, place: Place) -> DeadlineRole | None:
    """`kết luận tiếp công dân định kỳ tháng 4/2021`: the period only tells which of many is meant."""
    regular = view[place.start : place.mention.start].lower().startswith("định kỳ")
    return "horizon" if regular and isinstance(place.expression, Stretch) else None


def _is_long_past(due: dt.date, anchor: Anchor) -> bool:
    day = frame_of(anchor).day
    return day is not None and due < day - _TOLERANCE


def _is_history(due: dt.date, anchor: Anchor) -> bool:
    """A day with its year that lay months back when the order was given is the day of something else."""
    day = frame_of(anchor).day
    return day is not None and due < day - _HISTORY


def _would_be_dated(expression: Expression) -> bool:
    """Whether the expression names an end at all; `từ ngày 1/7` does not."""
    return not (isinstance(expression, Interval) and expression.last is None)


def _is_before(view: str, place: Place) -> bool:
    if place.cue in deadline_cues().before:
        return True
    inside = view[place.mention.start : place.mention.end].lower()
    return bool(re.search(r"(?:đến|tới)\s+trước\s", inside))


def _strength(view: str, place: Place) -> Strength:
    cues = deadline_cues()
    if place.cue in (*cues.before, *cues.strong, MEETING) or place.cue.startswith(cues.labels):
        return "strong"
    point = place.expression.last if isinstance(place.expression, Interval) else place.expression
    if isinstance(place.expression, Interval):
        if isinstance(place.expression.first, Shifted) and place.expression.last is not None:
            return "strong"  # từ nay đến …
        return "strong" if place.expression.first is None and isinstance(point, Day) else "weak"
    if (
        place.cue in ("trong", "ngay", "vào")
        and isinstance(point, Stretch)
        and point.unit in ("month", "quarter", "part")
    ):
        return "strong"
    if place.cue in ("trong", "ngay") and isinstance(point, Day | Shifted):
        return "strong"
    if place.cue in ("trong", "vào") and any_of("finish", r"%s(?:\s+\S+){0,8}\s*$").search(
        view[place.sentence[0] : place.start].lower()
    ):
        return "strong" if isinstance(point, Day | Shifted) else "weak"
    return "weak"


def _direction(view: str, place: Place, strength: Strength) -> Direction:
    said = direction_around(view, place.mention.start, place.mention.end)
    if is_just_past(view, place.mention.end):
        return "last"
    if place.cue in deadline_cues().before + deadline_cues().strong:
        return "next"
    return "next" if said == "near" and strength == "strong" else said


def _due(expression: Expression, found: Bounds, bound: Bound, cue: str) -> tuple[dt.date | None, str]:
    """The date named: the first day of what is to be over before it starts, else the last day."""
    ranged = isinstance(expression, Interval) and not (
        isinstance(expression.first, Day) and cue in deadline_cues().before  # `trước kỳ nghỉ lễ 30/4 - 01/5`
    )
    if bound == "before" and not ranged:
        return (found.first or found.last), found.first_clock
    return found.last, found.last_clock


def _last_day(due: dt.date | None, clock: str, bound: Bound) -> str | None:
    if due is None:
        return None
    if bound == "before" and not clock:
        due -= dt.timedelta(days=1)
    return due.isoformat()
