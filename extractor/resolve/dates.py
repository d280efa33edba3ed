"""Calendar expressions → ISO dates, with the anchor's date for what they leave out.

Conventional bounds; nothing is filled in where neither the text nor the anchor gives the year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec
from lunar_vn import convert_lunar_to_solar

from extractor.core.calendar import (
    Anaphor,
    Day,
    Duration,
    Expression,
    Interval,
    LunarDay,
    Part,
    Point,
    Recurring,
    SchoolYear,
    Shifted,
    Stretch,
    Week,
)
from extractor.core.mentions import TimeMention
from extractor.core.record import Anchor, Time, TimeType
from extractor.lexicon.calendar_words import cycle_of_year

# next: first on or after the anchor; last: last one before it; near: the anchor's year, unless the other side of
# New Year is close
Direction = Literal["next", "last", "near"]
_CLOSE = dt.timedelta(days=75)
_LUNAR_YEARS = range(1900, 2101)


class Frame(msgspec.Struct, frozen=True):
    """What an incomplete expression leans on. `day` is the anchor's date, `year` its year (a bare year has no day)."""

    day: dt.date | None
    year: int | None
    direction: Direction = "near"
    named_last: dt.date | None = None  # for `cùng ngày`


def frame_of(anchor: Anchor, direction: Direction = "near") -> Frame:
    """The frame an anchor gives; an anchor with a bare year (`2022`) gives no day."""
    if anchor.date is None:
        return Frame(None, None, direction)
    if len(anchor.date) == 4:
        return Frame(None, int(anchor.date), direction)
    day = dt.date.fromisoformat(anchor.date[:10])
    return Frame(day, day.year, direction)


class Bounds(msgspec.Struct, frozen=True):
    """First and last day, each None where open or unknown; clock times where the text has them."""

    first: dt.date | None
    last: dt.date | None
    first_clock: str = ""
    last_clock: str = ""
    inferred: bool = False


_NOTHING = Bounds(None, None)


def bounds_of(expression: Expression, frame: Frame, *, due: bool = False) -> Bounds:
    """The days an expression covers. With `due` vague parts give the point the Civil Code fixes (art. 146)."""
    if not expression.valid:
        return _NOTHING
    if isinstance(expression, Interval):
        return _bounds_of_interval(expression, frame)
    if isinstance(expression, Duration | Recurring):
        return _NOTHING
    return _bounds_of_point(expression, frame, due=due)


def _bounds_of_point(point: Point, frame: Frame, *, due: bool) -> Bounds:
    match point:
        case Day():
            return _bounds_of_day(point, frame)
        case Stretch():
            return _bounds_of_stretch(point, frame, due=due)
        case Week():
            year = point.year or frame.year
            monday = _iso_monday(year, point.week)
            return Bounds(monday, monday + dt.timedelta(days=6), inferred=point.year is None) if monday else _NOTHING
        case Shifted():
            return _bounds_of_shifted(point, frame, due=due)
        case LunarDay():
            day = _lunar_date(point, frame)
            return Bounds(day, day, inferred=point.year is None and point.cycle is None)
        case SchoolYear():
            return Bounds(dt.date(point.first, 9, 5), dt.date(point.last, 5, 31))
        case Anaphor():
            return _bounds_of_anaphor(point, frame)


def _iso_monday(year: int | None, week: int) -> dt.date | None:
    if year is None:
        return None
    try:
        return dt.date.fromisocalendar(year, week, 1)
    except ValueError:  # a year without a week 53
        return None


def _clock(hour: int | None, minute: int | None) -> str:
    if hour is None:
        return ""
    return "T23:59" if hour == 24 else f"T{hour:02d}:{minute or 0:02d}"


def _bounds_of_anaphor(point: Anaphor, frame: Frame) -> Bounds:
    """The day named last; a day that lies ahead (a deadline) is not what the report comes back to."""
    day, clock = frame.named_last, _clock(point.hour, point.minute)
    if frame.day is not None and (day is None or day > frame.day):
        day = frame.day
    return Bounds(day, day, clock, clock, inferred=True) if day else _NOTHING


def _bounds_of_day(point: Day, frame: Frame) -> Bounds:
    year = point.year
    if year is None and point.year_shift is not None:
        year = None if frame.year is None else frame.year + point.year_shift
    elif year is None:
        year = _year_for((point.month, point.day), (point.month, point.day), frame)
    if year is None:
        return _NOTHING
    try:
        day = dt.date(year, point.month, point.day)
    except ValueError:  # 29/2 and the year it fell into has none
        return _NOTHING
    clock = _clock(point.hour, point.minute)
    return Bounds(day, day, clock, clock, inferred=point.year is None)


def _last_of_month(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _bounds_of_stretch(point: Stretch, frame: Frame, *, due: bool) -> Bounds:
    year = point.year
    if year is None and point.year_shift is not None:
        year = None if frame.year is None else frame.year + point.year_shift
    elif year is None:
        end = (point.last_month, point.last_day or _last_of_month(2024, point.last_month))
        year = _year_for((point.first_month, point.first_day), end, frame)
    if year is None:
        return _NOTHING
    first = dt.date(year, point.first_month, point.first_day)
    last = dt.date(year, point.last_month, point.last_day or _last_of_month(year, point.last_month))
    if due and point.vague:
        last = _middle_or(last, point, year)
        first = first if point.first_day == 1 and not _is_middle(point) and not point.open_start else last
    return Bounds(None if point.open_start else first, last, inferred=point.year is None)


def _middle_or(last: dt.date, point: Stretch, year: int) -> dt.date:
    """`giữa` as a point in time: the 15th, or 30 June (Civil Code art. 146)."""
    if (point.first_month, point.last_month) == (4, 9):
        return dt.date(year, 6, 30)
    if (point.first_day, point.last_day) == (11, 20):
        return dt.date(year, point.last_month, 15)
    return last


def _year_for(first: tuple[int, int], last: tuple[int, int], frame: Frame) -> int | None:
    """The year for a yearless (month, day) … (month, day); see `Direction`."""
    if frame.day is None or frame.year is None:
        return frame.year
    today = (frame.day.month, frame.day.day)
    if frame.direction == "next":
        return frame.year if last >= today else frame.year + 1
    if frame.direction == "last":
        return frame.year if first <= today else frame.year - 1
    return _near_year(first, last, frame.day)


def _near_year(first: tuple[int, int], last: tuple[int, int], anchor: dt.date) -> int:
    start = _safe_date(anchor.year, *first)
    end = _safe_date(anchor.year, *last)
    if start > anchor and anchor - _safe_date(anchor.year - 1, *last) <= _CLOSE < start - anchor:
        return anchor.year - 1
    if end < anchor and _safe_date(anchor.year + 1, *first) - anchor <= _CLOSE < anchor - end:
        return anchor.year + 1
    return anchor.year


def _safe_date(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, _last_of_month(year, month)))


def _bounds_of_shifted(point: Shifted, frame: Frame, *, due: bool) -> Bounds:
    if frame.day is None:
        return _NOTHING
    clock = _clock(point.hour, point.minute)
    if point.unit == "day":
        day = frame.day + dt.timedelta(days=point.shift)
        if point.weekday is not None:
            day += dt.timedelta(days=(point.weekday - day.weekday()) % 7)
        return Bounds(day, day, clock, clock, inferred=True)
    if point.unit == "week":
        monday = frame.day - dt.timedelta(days=frame.day.weekday()) + dt.timedelta(weeks=point.shift)
        if point.weekday is not None:
            day = monday + dt.timedelta(days=point.weekday)
            return Bounds(day, day, clock, clock, inferred=True)
        first, last = _WEEK_PARTS.get(point.part, (0, 6))
        days = monday + dt.timedelta(days=first), monday + dt.timedelta(days=last)
        return Bounds(None if point.open_start else days[0], days[1], inferred=True)
    return _bounds_of_shifted_months(point, frame.day, due=due)


# Monday and Tuesday are its beginning, Wednesday and Thursday its middle
_WEEK_PARTS: dict[Part | None, tuple[int, int]] = {"beginning": (0, 1), "middle": (2, 3)}
_MONTH_PARTS: dict[Part | None, tuple[int, int]] = {
    "beginning": (1, 10),
    "middle": (11, 20),
    "first half": (1, 15),
    "second half": (16, 31),
}


def _bounds_of_shifted_months(point: Shifted, anchor: dt.date, *, due: bool) -> Bounds:
    size = {"month": 1, "quarter": 3, "year": 12}[point.unit]
    index = (anchor.year * 12 + anchor.month - 1) // size + point.shift
    year, month = divmod(index * size, 12)
    if point.day is not None:
        if point.day > _last_of_month(year, month + 1):
            return _NOTHING
        day = dt.date(year, month + 1, point.day)
        return Bounds(day, day, inferred=True)
    first = dt.date(year, month + 1, 1)
    end_year, end_month = divmod(index * size + size - 1, 12)
    last = dt.date(end_year, end_month + 1, _last_of_month(end_year, end_month + 1))
    if point.part is not None:
        return _part_of(point, first, last, due=due)
    return Bounds(None if point.open_start else first, last, inferred=True)


def _part_of(point: Shifted, first: dt.date, last: dt.date, *, due: bool) -> Bounds:
    """`đầu tháng tới`, `giữa quý này`: of a quarter the first or second month."""
    if point.unit == "month":
        begin, end = _MONTH_PARTS[point.part]
        if due and point.part == "middle":
            begin = end = 15  # Civil Code art. 146
        return Bounds(first.replace(day=begin), first.replace(day=min(end, last.day)), inferred=True)
    if point.unit == "quarter" and point.part in ("beginning", "middle"):
        month = first.month + (point.part == "middle")
        return Bounds(
            first.replace(month=month), first.replace(month=month, day=_last_of_month(first.year, month)), inferred=True
        )
    return Bounds(first, last, inferred=True)


@cache
def lunar_to_solar(year: int, month: int, day: int) -> dt.date | None:
    """The solar date of a day of the Vietnamese lunar year that begins in `year` (UTC+7); None where it has none."""
    if year not in _LUNAR_YEARS:
        return None
    try:
        return convert_lunar_to_solar(day, month, year, 0, 7.0)
    except ValueError:
        return None


def _lunar_date(point: LunarDay, frame: Frame) -> dt.date | None:
    if point.year is not None:
        return _lunar_in(point, point.year - point.eve)
    if point.cycle is not None:
        name = point.cycle.replace("Tị", "Tỵ").casefold()
        near = frame.year
        years = [y for y in _LUNAR_YEARS if cycle_of_year(y).casefold() == name]
        if near is None or not years:
            return None
        return _lunar_in(point, min(years, key=lambda y: abs(y - near)) - point.eve)
    if frame.day is None:
        return _lunar_in(point, frame.year - point.eve) if frame.year else None
    return _nearest_lunar(point, frame.day, frame.direction)


def _lunar_in(point: LunarDay, year: int) -> dt.date | None:
    """The day in the lunar year that begins in `year`; the eve of the new year has no number in a short month."""
    day = lunar_to_solar(year, point.month, point.day)
    if day is None and point.eve and (new_year := lunar_to_solar(year + 1, 1, 1)):
        return new_year - dt.timedelta(days=1)
    return day


def _nearest_lunar(point: LunarDay, anchor: dt.date, direction: Direction) -> dt.date | None:
    days = [_lunar_in(point, y) for y in range(anchor.year - 2, anchor.year + 2)]
    known = [day for day in days if day is not None]
    after = [day for day in known if day >= anchor]
    before = [day for day in known if day <= anchor]
    if direction == "next" or not before:
        return after[0] if after else None
    if direction == "last" or not after:
        return before[-1]
    # a feast is spoken of before it comes more often than long after it
    return before[-1] if anchor - before[-1] < _CLOSE else after[0]


def _bounds_of_interval(interval: Interval, frame: Frame) -> Bounds:
    last = bounds_of(interval.last, frame, due=_is_middle(interval.last)) if interval.last else _NOTHING
    if interval.first is None:
        return Bounds(None, last.last, "", last.last_clock, last.inferred)
    first_point = interval.first
    first = bounds_of(first_point, frame, due=_is_middle(first_point))
    if interval.last is not None and first.first and last.last and first.first > last.last:
        first = _one_year_back(first_point, first)
    return Bounds(first.first, last.last, first.first_clock, last.last_clock, first.inferred or last.inferred)


def _is_middle(point: Point) -> bool:
    if isinstance(point, Shifted):
        return point.part == "middle"
    return (
        isinstance(point, Stretch)
        and point.vague
        and ((point.first_month, point.last_month) == (4, 9) or (point.first_day, point.last_day) == (11, 20))
    )


def _one_year_back(point: Point, found: Bounds) -> Bounds:
    """`từ tháng 11 đến tháng 3`: the start lies in the year before."""
    if found.first is None or getattr(point, "year", 0) is not None:
        return _NOTHING
    return Bounds(
        _safe_date(found.first.year - 1, found.first.month, found.first.day), None, found.first_clock, "", True
    )


# --- which way a yearless date looks -------------------------------------------------------------------------------

_AHEAD_WORDS = (
    r"trước(?! (?:đó|đây|kia))|chậm nhất|muộn nhất|không quá|hạn|từ nay|tới đây"
    r"|(?<!đã )(?:hoàn thành|hoàn tất|xong|phấn đấu|dự kiến|sẽ)(?=\s+(?:ngay\s+)?(?:trong|vào|đến|trước))"
)
_JUST = r"(?<!mưa )vừa(?! (?:và|phải|đủ|,))"  # not `mưa vừa`, `doanh nghiệp vừa và nhỏ`
_BACK_WORDS = rf"tính|đã|{_JUST}|trước (?:đó|đây|kia)|(?P<told>kết quả|tình hình)"
_LOOKING = re.compile(rf"(?=[tcmkhxpdsđv])(?<!\w)(?:(?P<ahead>{_AHEAD_WORDS})|(?:{_BACK_WORDS}))(?!\w)", re.I)
_STOP = re.compile(r"[.;\n](?=\s)|\n")
_PART_OF_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|hôm)(?:\s+ngày)?\s*\Z", re.I)
_BACK_AFTER = re.compile(
    rf"^(?:[^.;\n]{{0,30}}(?<!\w)(?:đã|{_JUST})|\s*(?:tăng|giảm|đạt|ước\s+đạt|mới\s+đạt))(?!\w)", re.I
)
# `tháng 4 vừa qua`; not `gửi trước 10/5 qua thư điện tử`
_JUST_PAST = re.compile(
    r"\s*(?:vừa\s+(?:qua|rồi)|mới\s+đây|đã\s+qua|qua(?=\s*(?:[.,;:)]|$|(?:đã|vẫn|còn|chưa|có|của|cho|do|và|tại|là|thì|mà|xảy)(?!\w))))"
    r"(?!\w)",
    re.I,
)
_NEAR_WORDS = 30


def is_just_past(text: str, end: int) -> bool:
    """Whether the words behind a time say that it is over."""
    return _JUST_PAST.match(text, end) is not None


def direction_around(text: str, start: int, end: int) -> Direction:
    """Whether the words around [start, end) look ahead (an order, a plan) or back (a report); the nearest cue wins."""
    if is_just_past(text, end):
        return "last"
    before = _STOP.split(text[max(0, start - _NEAR_WORDS) : start])[-1]
    if _PART_OF_DAY.search(before):
        return "near"
    cues = list(_LOOKING.finditer(before))
    if cues and cues[-1]["told"]:
        return "near"  # `báo cáo kết quả trong tháng 5` may lie ahead
    if cues:
        return "next" if cues[-1]["ahead"] else "last"
    return "last" if _BACK_AFTER.search(text[end : end + 40]) else "near"


# --- the door ------------------------------------------------------------------------------------------------------


def time_type(expression: Expression) -> TimeType:
    """The `type` in the record."""
    if isinstance(expression, Duration):
        return "duration"
    if isinstance(expression, Recurring):
        return "recurring"
    if isinstance(expression, Day | LunarDay | Anaphor):
        return "date"
    one_day = isinstance(expression, Shifted) and (
        expression.unit == "day" or expression.weekday is not None or expression.day is not None
    )
    return "date" if one_day else "period"


def resolve_times(mentions: Sequence[TimeMention], text: str, anchor: Anchor) -> list[Time]:
    """The mentions with their values, in the same order; open where neither text nor anchor gives the year."""
    times: list[Time] = []
    named_last: dt.date | None = None
    for mention in mentions:
        direction = direction_around(text, mention.start, mention.end)
        frame = msgspec.structs.replace(frame_of(anchor, direction), named_last=named_last)
        time = _time(mention, text, frame)
        if time.to and (time.type == "date" or _ends_with_a_day(mention.expression)):
            named_last = dt.date.fromisoformat(time.to[:10])
        times.append(time)
    return times


def _ends_with_a_day(expression: Expression) -> bool:
    return isinstance(expression, Interval) and isinstance(expression.last, Day)


def _time(mention: TimeMention, text: str, frame: Frame) -> Time:
    expression = mention.expression
    span = text[mention.start : mention.end]
    kind = time_type(expression)
    if isinstance(expression, Duration | Recurring):
        return Time(kind, mention.start, mention.end, span, mention.rule, value=expression.value)
    found = bounds_of(expression, frame)
    return Time(
        kind,
        mention.start,
        mention.end,
        span,
        mention.rule,
        from_=found.first.isoformat() + found.first_clock if found.first else None,
        to=found.last.isoformat() + found.last_clock if found.last else None,
        inferred=found.inferred and found.last is not None,
        vague=bool(getattr(expression, "vague", False)) or isinstance(expression, SchoolYear),
    )
