"""Deadlines: every place whose words could make it the date by which an order is due.

Which of them belongs to which order is decided above; `strength` and `role` say how far to trust it. Bounds follow
`trước` excludes the day named, everything else includes it, a clock time keeps the day.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import msgspec

from extractor.core.calendar import Day, Duration, Expression, Interval, Recurring, Shifted, Stretch
from extractor.core.mentions import TimeMention
from extractor.core.record import Anchor, Bound, Deadline, Time
from extractor.lexicon.calendar_words import calendar_words
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.lexicon.holidays import add_working_days
from extractor.resolve.dates import Bounds, Direction, bounds_of, direction_around, frame_of, is_just_past
from extractor.resolve.deadline_roles import DeadlineRole, Setting, Strength, any_of, role_of


class DeadlineCandidate(msgspec.Struct, frozen=True):
    """A place [start, end) that could be a deadline. `time` is the index of its calendar expression, if it has one."""

    start: int
    end: int
    deadline: Deadline
    strength: Strength
    role: DeadlineRole
    time: int | None = None


class _Place(msgspec.Struct, frozen=True):
    """A calendar expression with the sentence it stands in and the cue words right before it."""

    index: int
    mention: TimeMention
    sentence: tuple[int, int]
    cue: str
    start: int  # of the cue words, or of the expression where it has none
    ends_day: bool = False  # `hết giờ làm việc` stands before the day
    at_end: bool = False  # `trước khi kết thúc năm 2026`: its end is meant

    @property
    def expression(self) -> Expression:
        return self.mention.expression  # type: ignore[no-any-return]


# `kể từ ngày ký quyết định` speaks of one to come, or of another paper, unless it says `này`
_OTHER_PAPER = re.compile(r"(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|biên\s+bản)(?!.*(?<!\w)này(?!\w))")
_CAPITAL = re.compile(r"(?<!^)(?:Quyết|Nghị|Kế|Biên)\s")  # `kể từ ngày ban hành Kế hoạch`: the paper that says so


class _Events(msgspec.Struct, frozen=True):
    """The days of what an order may count from: the document (the anchor) and the meeting it comes from."""

    anchor: Anchor
    meeting: str | None

    @property
    def said(self) -> Anchor:
        """When an order without more words was given: a report of the next day counts from the meeting."""
        published = frame_of(self.anchor).day if self.anchor.witness == "publication" else None
        if self.meeting is None or published is None:
            return self.anchor
        before = published - dt.date.fromisoformat(self.meeting[:10])
        return Anchor(self.meeting, "meeting_date") if before == dt.timedelta(days=1) else self.anchor

    def day_of(self, what: str) -> Anchor | None:
        """The day of an event, None where it is neither the issue of this document nor its meeting."""
        words = " ".join(what.lower().split())
        if re.fullmatch(r"(?:hôm\s+)?nay|hôm nay|thời điểm này|bây giờ", words):
            return self.anchor
        body = re.sub(r"^(?:ngày|khi|thời điểm)\s+(?!họp$)|^(?:kết thúc|sau|diễn ra)\s+", "", words)
        if any_of("meeting_events", r"^%s(?:\s+(?:này|hôm nay))?\s*$").match(body):
            if self.meeting is not None:
                return Anchor(self.meeting, "meeting_date")
            return self.anchor if self.anchor.witness in ("meeting_date", "given", "publication") else None
        found = any_of("issue_events", r"^%s").match(body)
        if not found:
            return None
        rest = body[found.end() :].strip()
        this = any_of("documents", r"^%s(?:(?:\s+(?:này|kết luận|số\s+\S+|chỉ đạo))*|(?:\s+\S+){1,3}\s+này)$").match(
            rest
        )
        if _OTHER_PAPER.match(rest) and not _CAPITAL.search(what):
            return None
        return self.anchor if not rest or this else None


# a line that ends in a word of time goes on in the next: `hoàn thành trước | 30/8/2022`
_BREAK = re.compile(
    r"[.!?…](?=\s)(?<!\d\.)|[.!?…](?=\s+[A-ZĐÂÊÔƠƯÁÀẢÃẠ])|(?<!rước)(?<!nhất)(?<!gày)(?<!ến)(?<!rong)\n|;"
)
# `sáng`, `cuối giờ chiều`, `hết giờ làm việc` before the day
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:(?:(?:cuối|đầu|giữa|hết)\s+(?:giờ|buổi)\s+)?(?:buổi\s+)?(?:rạng\s+sáng|sáng|trưa|chiều|tối|đêm)"
    r"|(?:khi\s+)?(?:cuối|hết)\s+(?:giờ|ngày|buổi)(?:\s+(?:làm\s+việc|hành\s+chính))?|cuối)\s+$",
    re.I,
)
_ENDING = re.compile(r"(?:kết\s+thúc|hết|bế\s+mạc|khép\s+lại)\s*\Z", re.I)
_END_OF_DAY = re.compile(r"(?:khi\s+)?(?:hết|cuối)\s+(?:giờ|ngày|buổi)", re.I)
_TOLERANCE = dt.timedelta(days=7)  # a notice may come out a few days late
_HISTORY = dt.timedelta(days=60)
_REACH = 240  # characters to look for the sentence's start and end


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
    events = _Events(anchor, meeting)
    places = [_place(view, index, mention) for index, mention in enumerate(mentions) if mention.expression.valid]
    found: list[DeadlineCandidate] = []
    for position, place in enumerate(places):
        before = found[-1].end if found else 0
        candidate = _candidate(view, text, place, times, events, places[position + 1 : position + 2])
        if candidate and candidate.start >= before:
            found.append(candidate)
    found = _coordinated(view, text, found, places)
    found += _bare_days(view, text, places)
    found += _events(view, text, found)
    return _joined(view, _without_overlaps(found))


def _candidate(
    view: str, text: str, place: _Place, times: Sequence[Time], events: _Events, following: Sequence[_Place]
) -> DeadlineCandidate | None:
    if isinstance(place.expression, Recurring):
        return _recurring(view, text, place)
    if isinstance(place.expression, Duration):
        return _relative(view, text, place, events, following)
    return _dated(view, text, place, times[place.index], events.anchor)


def _coordinated(
    view: str, text: str, found: Sequence[DeadlineCandidate], places: Sequence[_Place]
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


def _continues(view: str, last: DeadlineCandidate, next_: DeadlineCandidate, places: dict[int, _Place]) -> bool:
    between = view[last.end : next_.start]
    if len(between) > 5 or between.strip().lower() not in ("và", ",") or last.time is None or next_.time is None:
        return False
    here, there = places[last.time], places[next_.time]
    if here.cue not in ("trong", "ngay trong") or there.cue:
        return False
    one, other = here.expression, there.expression
    return (
        isinstance(one, Stretch)
        and isinstance(other, Stretch)
        and one.unit == other.unit
        and one.unit in ("month", "quarter", "year")
        and other.first_month >= one.first_month
    )


# --- where it stands ----------------------------------------------------------------------------------------------


def _sentence_around(view: str, start: int, end: int) -> tuple[int, int]:
    floor = max(0, start - _REACH)
    breaks = [m.end() for m in _BREAK.finditer(view, floor, start)]
    following = _BREAK.search(view, end, min(len(view), end + _REACH))
    return (breaks[-1] if breaks else floor), (following.start() if following else min(len(view), end + _REACH))


@cache
def _cue_pattern() -> re.Pattern[str]:
    cues = deadline_cues()
    words = sorted({*cues.before, *cues.strong, *cues.weak}, key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    labels = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in cues.labels)
    return re.compile(
        rf"(?<!\w)(?P<cue>{alternatives}|(?:{labels})(?:\s+\w+){{0,4}}(?=\s*:))\s*:?\s*(?:(?:thời\s+điểm|mốc|dịp|ca\s+\w+|đợt\s+\w+)\s+)?"
        r"(?:(?:(?:đại\s+|ngày\s+|nghỉ\s+|kỳ\s+nghỉ\s+)?lễ|quốc\s+khánh|ngày\s+giải\s+phóng|giải\s+phóng\s+miền\s+nam"
        r"|quốc\s+tế\s+(?:lao\s+động|thiếu\s+nhi|phụ\s+nữ))\s+|" + _named_day() + r")?\Z",
        re.I,
    )


def _named_day() -> str:
    """`ngày khai giảng năm học mới` between the cue and the date of that day; no verb of an order stands inside."""
    names = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in deadline_cues().day_events)
    stop = r"báo\s+cáo|gửi|trình|nộp|phải|thì|hoàn|xong|để|các|trước|trong|sau|chậm|đến|từ|vào|theo|của|và|tại|ngày"
    rest = rf"(?:\s+(?!(?:{stop})(?!\w))[^\s,.;:()]+){{0,6}}"
    return rf"(?:(?:ngày|lễ|đại\s+lễ|ngày\s+hội|ngày\s+lễ)\s+(?:{names})(?!\w){rest}|(?P<held>{_held(rest)}))\s+\(?"


def _held(rest: str) -> str:
    """What is held on the day that follows: `buổi họp phụ huynh`, `khi diễn ra đại hội`, `thời điểm … (`."""
    kinds = r"(?:buổi|cuộc|đợt|kỳ|phiên|lễ|hội\s+nghị|đại\s+hội|hội\s+thảo|hội\s+thi|chuyến|giờ|sự\s+kiện|kỷ\s+niệm)"
    moments = r"(?:khi|ngày|dịp|thời\s+điểm)"
    on_day = r"(?:\s+(?:diễn\s+ra|tổ\s+chức|khai\s+mạc|vào|ngày|sáng|chiều|tối)){0,3}"
    kind = rf"(?:(?:khi|thềm|ngày)\s+(?:diễn\s+ra\s+)?)?{kinds}(?!\w){rest}(?:\s+ngày{rest})?{on_day}"
    return rf"{kind}|{moments}(?!\w){rest}{on_day}|{moments}\s[^,.;:()\n]{{2,90}}(?=\s\()"


# `trình vào phiên họp tháng 5`, `báo cáo tại kỳ họp HĐND tỉnh tháng 7`; what was concluded there is none
_AT_MEETING = re.compile(
    r"(?<!\w)(?:trình|báo\s+cáo|xem\s+xét|thông\s+qua|cho\s+ý\s+kiến|giải\s+trình|kiểm\s+điểm|thảo\s+luận)(?:\s+[^\s.;:]+){0,14}?\s+"
    r"(?P<at>(?P<cue>vào|tại|trong)\s+(?:phiên|kỳ|cuộc|buổi|hội\s+nghị|giao\s+ban|họp)(?:\s+(?!ngày(?!\w))[^\s,.;:()]+){0,6}?)\s+\Z",
    re.I,
)
_SUMMING_UP = re.compile(
    r"(?<!\w)(?:tổng\s+kết|sơ\s+kết|triển\s+khai|công\s+tác|nhiệm\s+vụ|kế\s+hoạch|kỷ\s+niệm)(?!\w)", re.I
)
_MEETING = "tại phiên họp"  # the cue of such a place


def _place(view: str, index: int, mention: TimeMention) -> _Place:
    sentence = _sentence_around(view, mention.start, mention.end)
    start = mention.start
    before = view[sentence[0] : start]
    part = _PART_OF_DAY.search(before) if isinstance(mention.expression, Day | Shifted | Recurring) else None
    if part and not isinstance(mention.expression, Recurring):
        before = before[: part.start()]
    found = _cue_pattern().search(before)
    cue = ""
    if found and found["held"] and not found["cue"].lower().endswith("trước"):
        found = None  # `trong cuộc họp ngày 12/9` tells of the meeting
    if found:
        cue = " ".join(found["cue"].lower().split())
        start = sentence[0] + found.start()
        earlier = _cue_pattern().search(before[: found.start()])
        # two cue words in a row: `định kỳ trước ngày …`, `xong trước`, `chậm nhất là trước`
        if earlier and cue in deadline_cues().before + deadline_cues().weak:
            start = sentence[0] + earlier.start()
            if cue in deadline_cues().weak and cue != "từ":
                cue = " ".join(earlier["cue"].lower().split())
    elif (meeting := _AT_MEETING.search(before)) and not _SUMMING_UP.search(meeting["at"]):
        cue, start = _MEETING, sentence[0] + meeting.start("at")
    elif part:
        start = sentence[0] + part.start()
        if part[0].lower().startswith("hết"):
            cue = "chậm nhất"  # `hết giờ làm việc ngày 29/12`: an end by itself
    at_end = bool(found and found["held"] and _ENDING.search(found["held"]))
    ends_day = part is not None and _END_OF_DAY.match(part[0]) is not None
    return _Place(index, mention, sentence, cue, start, ends_day, at_end)


def _setting(view: str, place: _Place, due: dt.date | None, anchor: Anchor, strength: Strength) -> Setting:
    left = view[place.sentence[0] : place.start].lower()
    right = view[place.mention.end : place.sentence[1]].lower()
    return Setting(
        left,
        right,
        place.cue,
        strength,
        place.expression,
        due,
        frame_of(anchor).day,
    )


def _deadline(text: str, start: int, end: int, **fields: object) -> Deadline:
    return Deadline(text[start:end], start, end, **fields)  # type: ignore[arg-type]


# --- dates and periods ---------------------------------------------------------------------------------------------


def _dated(view: str, text: str, place: _Place, time: Time, anchor: Anchor) -> DeadlineCandidate | None:
    expression = place.expression
    bound: Bound = "before" if _is_before(view, place) and not place.at_end else "by"
    strength = _strength(view, place)
    direction = _direction(view, place, strength)
    found = bounds_of(expression, frame_of(anchor, direction), due=True)
    due, clock = _due(expression, found, bound)
    role = role_of(_setting(view, place, due, anchor, strength))
    if strength == "strong" and due and _is_long_past(due, anchor):
        strength = "weak"  # told again, not ordered
    if role in ("task", "target") and due and not found.inferred and _is_history(due, anchor):
        role = "period"  # `nhà đưa vào sử dụng trước năm 1994` says which ones
    if role in ("cutoff", "schedule") and time.to and direction != "next":
        due = dt.date.fromisoformat(time.to[:10])
    if due is None and not _would_be_dated(expression):
        return None
    end = place.mention.end
    if "(" in view[place.start : place.mention.start] and view.startswith(")", end):
        end += 1  # `trước ngày bầu cử (23/5/2021)`
    deadline = _deadline(
        text,
        place.start,
        end,
        due=due.isoformat() + clock if due else None,
        bound=bound,
        last_day=_last_day(due, clock, "by" if place.ends_day else bound),
        inferred=found.inferred,
    )
    return DeadlineCandidate(place.start, end, deadline, strength, role, place.index)


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


def _is_before(view: str, place: _Place) -> bool:
    if place.cue in deadline_cues().before:
        return True
    inside = view[place.mention.start : place.mention.end].lower()
    return bool(re.search(r"(?:đến|tới)\s+trước\s", inside))


def _strength(view: str, place: _Place) -> Strength:
    cues = deadline_cues()
    if place.cue in (*cues.before, *cues.strong, _MEETING) or place.cue.startswith(cues.labels):
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


def _direction(view: str, place: _Place, strength: Strength) -> Direction:
    said = direction_around(view, place.mention.start, place.mention.end)
    if is_just_past(view, place.mention.end):
        return "last"
    if place.cue in deadline_cues().before + deadline_cues().strong:
        return "next"
    return "next" if said == "near" and strength == "strong" else said


def _due(expression: Expression, found: Bounds, bound: Bound) -> tuple[dt.date | None, str]:
    """The date named: the first day of what is to be over before it starts, else the last day."""
    if bound == "before" and not isinstance(expression, Interval):
        return (found.first or found.last), found.first_clock
    return found.last, found.last_clock


def _last_day(due: dt.date | None, clock: str, bound: Bound) -> str | None:
    if due is None:
        return None
    if bound == "before" and not clock:
        due -= dt.timedelta(days=1)
    return due.isoformat()


# --- N days from … --------------------------------------------------------------------------------------------------

_WITHIN = re.compile(
    r"(?<!\w)(?P<all>(?:chậm\s+nhất|muộn\s+nhất|không\s+quá|tối\s+đa|trong)?(?:\s*(?:là|trong|sau|vào)){0,2}\s*"
    r"(?:vòng|thời\s+hạn|thời\s+gian|khoảng|thời\s+hạn\s+là)?\s*(?:không\s+quá|tối\s+đa|chậm\s+nhất|là)?)\s*\Z",
    re.I,
)
_STRETCH_OF = re.compile(r"\s+(?:đầu|cuối|giữa|liên\s+tục|liên\s+tiếp|liền)(?!\w)", re.I)
_SINCE = re.compile(
    r"\s*,?\s*(?P<all>(?:(?:kể|tính)\s+từ|từ|sau|kể\s+khi|bắt\s+đầu\s+từ)\s+(?P<what>[^,.;:()\n]{2,80}))", re.I
)
_TOLD = re.compile(r"(?<!\w)(?:đã|vừa|qua)(?!\w)", re.I)
_AHEAD = re.compile(r"\s+(?P<what>tới|tiếp\s+theo|nữa)(?!\w)", re.I)
_MUST_NEXT = re.compile(r"\s*,?\s*(?:thì\s+|là\s+)?(?:phải|sẽ)(?!\w)", re.I)
_EVENT_BEFORE = re.compile(
    r"(?<!\w)trước\s+(?P<what>(?:khi|ngày|lúc|thời\s+điểm|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ|mùa|vụ)\s+[^,.;:()\n\d]{2,60}?)\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\Z",
    re.I,
)
# a finite verb ends the phrase of the anchor: `… kể từ ngày nhận hồ sơ phải trả lời`
_PHRASE_END = re.compile(
    r"\s+(?:phải|để|và\s+(?:báo|gửi|trình)|báo\s+cáo|trình|gửi|đề\s+nghị|yêu\s+cầu|theo|ubnd|sở|phòng)(?!\w)"
    r"|\s+(?=(?-i:[A-ZĐ])\w*(?:\s+\w+){0,4}\s+(?:sẽ|phải)(?!\w))",
    re.I,
)


def _relative(
    view: str, text: str, place: _Place, events: _Events, following: Sequence[_Place]
) -> DeadlineCandidate | None:
    duration = place.expression
    assert isinstance(duration, Duration)
    before = view[place.sentence[0] : place.mention.start]
    event = _EVENT_BEFORE.search(before)
    if event:
        start, what = place.sentence[0] + event.start(), event["what"]
        deadline = _deadline(text, start, place.mention.end, bound="before", anchor=what, offset="-" + duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    within = _WITHIN.search(before)
    cue = " ".join(within["all"].lower().split()) if within else ""
    start = place.sentence[0] + (within.start("all") if within and cue else len(before))
    start += len(view[start : place.mention.start]) - len(view[start : place.mention.start].lstrip())
    said_before = before[: start - place.sentence[0]].lower()
    if ahead_of := _before_event(text, view, place, start, events, following):
        return ahead_of
    if _is_term(cue, view, place, said_before):
        return None
    lasts = any_of("lengths", r"%s(?:\s+(?:thêm|là|tối\s+đa))?\s*\Z").search(said_before)
    if lasts or _STRETCH_OF.match(view, place.mention.end):
        return None  # `trong 03 ngày đầu khi có lũ`, `cho thí điểm 06 tháng kể từ …` tell how long
    since = _SINCE.match(view, place.mention.end, min(len(view), place.mention.end + 100))
    if since and re.match(r"sau(?!\w)", cue) and _is_due_after(view, place, said_before, since):
        cue = ""
    if since and not (cue == "" and since["all"].lower().startswith("sau")):
        return _since(text, place, duration, start, since, cue, events, following)
    if cue and (first := _condition(text, place, duration, start, before, events)):
        return first
    ahead = _AHEAD.match(view, place.mention.end)
    if cue == "" and ahead and ahead["what"] != "tiếp theo" and not said_before.strip(" -+•*") and _MUST_NEXT.match(view, ahead.end()):
        cue = "trong"  # `Mười ngày nữa phải nộp xong báo cáo`
    if not ahead and _named_days(view, place, following):
        return None  # `trong hai ngày thứ Bảy và Chủ nhật tuần này`: the days follow
    firm = bool(re.search(r"vòng|thời\s+hạn|chậm|muộn", cue)) or (bool(ahead) and cue.startswith("trong"))
    if not (firm or cue == "trong") or duration.value.endswith("Y"):
        return None
    if duration.value.startswith("PT"):
        whole = _whole_days(duration)
        if whole is None or not (firm or _AT_END.match(view, place.mention.end)):
            return None
        counted = _counted(text, start, place.mention.end, whole, events.said, None, place.index)
        exact = msgspec.structs.replace(counted.deadline, offset=duration.value)
        told = _TOLD.search(view, place.mention.end, place.sentence[1]) or _TOLD.search(before)
        return msgspec.structs.replace(
            counted,
            deadline=exact,
            strength="strong" if firm else "weak",
            role="period" if told and not firm else "task",
        )
    end = ahead.end() if ahead else place.mention.end
    counted = _counted(text, start, end, duration, events.said, None, place.index)
    if firm:
        return counted
    # `trình ký trong 02 ngày`: from the document on, if the clause is an order at all
    told = _TOLD.search(view, end, place.sentence[1]) or _TOLD.search(before)
    if _SO_OFTEN.search(said_before):
        return None  # `vi phạm hai lần trong 6 tháng`
    ordered = not told and _is_ordered(view, place, said_before)
    return msgspec.structs.replace(counted, strength="weak", role="task" if ordered else "period")


_ORDER_VERB = re.compile(r"(?<!\w)(?:yêu\s+cầu|giao|đề\s+nghị|chỉ\s+đạo|phân\s+công|phải|cam\s+kết|hứa)(?!\w)")
_SO_OFTEN = re.compile(r"\d\s*(?:lần|buổi|đợt|vụ)\s+\Z|(?:một|hai|ba|bốn|năm|nhiều|vài|mấy)\s+(?:lần|buổi|đợt|vụ)\s+\Z")


def _is_ordered(view: str, place: _Place, said_before: str) -> bool:
    """`trong 3 ngày` where it stands as a limit: at the end, or before what is to be done, not inside a report."""
    end = place.mention.end
    if _AT_END.match(view, end) or _MUST_NEXT.match(view, end) or not said_before.strip(" -+•*"):
        return True
    clause = re.split(r"[,;:]\s", said_before)[-1]
    return _ORDER_VERB.search(clause) is not None or not re.search(r"[,;:]\s*\Z", said_before)


_AT_END = re.compile(r"\s*(?:$|[.,;)])")
_WEEKDAY_NEXT = re.compile(r"\s+(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật)(?!\w)", re.I)


def _named_days(view: str, place: _Place, following: Sequence[_Place]) -> bool:
    """`trong hai ngày 14 và 15/9`, `trong hai ngày thứ Bảy và Chủ nhật`: how many the days named next are."""
    end = place.mention.end
    return _WEEKDAY_NEXT.match(view, end) is not None or bool(following and following[0].mention.start - end <= 2)


_CONDITION = re.compile(
    r"^\W*(?:(?:trong\s+)?trường\s+hợp|nếu|(?:ngay\s+)?sau\s+(?=khi(?!\w))|ngay\s+(?=khi(?!\w))|(?=khi(?!\w)))\s*"
    r"(?P<what>(?:khi\s+)?(?:phát\s+hiện|nhận|tiếp\s+nhận|có|xảy\s+ra|xuất\s+hiện|kết\s+thúc)(?!\w)[^,.;:()\n]{2,60}),",
    re.I,
)


def _condition(
    text: str, place: _Place, duration: Duration, start: int, before: str, events: _Events
) -> DeadlineCandidate | None:
    """`Khi nhận được đơn, xã phải trả lời trong vòng 05 ngày`: counted from what the sentence opens with."""
    match = _CONDITION.match(before)
    if not match or events.day_of(match["what"]) is not None:
        return None
    at = place.sentence[0] + match.start("what")
    phrase = text[at : at + len(match["what"])]
    deadline = _deadline(text, start, place.mention.end, bound="by", anchor=phrase, offset=duration.value)
    return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)


def _whole_days(duration: Duration) -> Duration | None:
    """`trong 24 giờ`, `trong vòng 48 giờ`: days; fewer hours give no date."""
    hours = re.fullmatch(r"PT(\d{1,3})H", duration.value)
    if not hours or int(hours[1]) % 24 or not int(hours[1]):
        return None
    return Duration(f"P{int(hours[1]) // 24}D")


_BEFORE_EVENT = re.compile(
    r"\s+trước\s+(?P<what>(?:khi|ngày|lúc|thời\s+điểm|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ)\s+[^,.;:()\n]{2,80})",
    re.I,
)
_AT_LEAST = re.compile(r"(?:(?:chậm|muộn|trễ)\s+nhất|ít\s+nhất|tối\s+thiểu)(?:\s+là)?\s*\Z", re.I)


def _before_event(
    text: str, view: str, place: _Place, start: int, events: _Events, following: Sequence[_Place]
) -> DeadlineCandidate | None:
    """`chậm nhất 30 ngày trước ngày tổ chức lễ hội`, `… 10 ngày trước ngày 30/6/2022`: counted back."""
    duration = place.expression
    assert isinstance(duration, Duration)
    match = _BEFORE_EVENT.match(view, place.mention.end, min(len(view), place.mention.end + 110))
    least = _AT_LEAST.search(view, place.sentence[0], place.mention.start)
    if not match or not least:
        return None
    start = least.start()
    what = match["what"]
    if cut := _PHRASE_END.search(what):
        what = what[: cut.start()]
    end = match.start("what") + len(what.rstrip())
    due = None
    if following and 0 <= following[0].mention.start - match.start("what") <= 5:
        end = following[0].mention.end
        day = bounds_of(following[0].expression, frame_of(events.anchor, "next")).first
        due = day and add_duration(day, Duration("-" + duration.value, working=duration.working))
    said = due.isoformat() if due else None
    phrase = text[match.start("what") : end]
    deadline = _deadline(
        text, start, end, due=said, bound="by", last_day=said, anchor=phrase, offset="-" + duration.value
    )
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


def _is_term(cue: str, view: str, place: _Place, said_before: str) -> bool:
    """`vay vốn … thời hạn 36 tháng`: how long something runs, not by when an order is done."""
    if not re.search(r"thời\s+hạn", cue) or re.search(r"vòng|trong|chậm|muộn|quá", cue):
        return False
    if _SINCE.match(view, place.mention.end, min(len(view), place.mention.end + 100)):
        return False
    return any_of("terms", "%s").search(said_before[-60:]) is not None


_MUST_AFTER = re.compile(
    r"(?<!\w)(?:phải|hoàn\s+thành|báo\s+cáo|nộp|gửi|trình|trả\s+lời|có\s+trách\s+nhiệm)(?!\w)", re.I
)
_MAY_AFTER = re.compile(r"(?<!\w)(?:nếu|mới|được|không|chưa|sẽ|thì)(?!\w)", re.I)


def _is_due_after(view: str, place: _Place, said_before: str, since: re.Match[str]) -> bool:
    """`Sau 5 ngày làm việc kể từ ngày ban hành, huyện X phải báo cáo`: the order is due when they have passed."""
    if said_before.strip(" -+•*") or not re.match(r"kể|tính", since["all"], re.I):
        return False
    clause = view[since.end() : place.sentence[1]]
    must = _MUST_AFTER.search(clause)
    return clause.startswith(",") and must is not None and not _MAY_AFTER.search(clause, 0, must.start())


def _since(
    text: str,
    place: _Place,
    duration: Duration,
    start: int,
    since: re.Match[str],
    cue: str,
    events: _Events,
    following: Sequence[_Place],
) -> DeadlineCandidate | None:
    """`… kể từ ngày ban hành`: the anchor is the document, a date, or something that has no date yet."""
    what = since["what"]
    cut = _PHRASE_END.search(what)
    if cut:
        what = what[: cut.start()]
    what = what.rstrip()
    end = since.start("what") + len(what)
    if re.match(r"sau(?!\w)", cue) or (cue == "" and not re.match(r"kể|tính", since["all"], re.I)):
        return None  # `sau 10 ngày kể từ …` is the earliest start, no due date
    if following and 0 <= following[0].mention.start - since.start("what") <= 16:
        dated = bounds_of(following[0].expression, frame_of(events.anchor))
        if dated.last is not None:
            day = Anchor(dated.last.isoformat(), "given")
            end = following[0].mention.end
            return _counted(text, start, end, duration, day, text[since.start("what") : end], place.index)
    phrase = text[since.start("what") : end]
    day_of_event = events.day_of(what)
    if day_of_event is not None:
        return _counted(text, start, end, duration, day_of_event, phrase, place.index)
    deadline = _deadline(text, start, end, bound="by", anchor=phrase, offset=duration.value)
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


def _counted(
    text: str, start: int, end: int, duration: Duration, anchor: Anchor, phrase: str | None, index: int
) -> DeadlineCandidate:
    day = frame_of(anchor).day
    due = add_duration(day, duration) if day else None
    deadline = _deadline(
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


_ISO_DURATION = re.compile(r"(-)?P(\d+)([DWMY])")


def add_duration(day: dt.date, duration: Duration) -> dt.date | None:
    """The day after so many days, weeks, months or years; the event's own day is not counted (Civil Code art. 147-148).

    Months and years end on the same day of the month, or its last. None for hours, minutes and broken units, and
    beyond the calendar's end.
    """
    found = _ISO_DURATION.fullmatch(duration.value)
    if not found:
        return None
    count, unit = int(found[2]), found[3]
    if count > 9999:
        return None
    if found[1]:
        count = -count
    if unit == "D" and duration.working:
        return add_working_days(day, count)
    if unit in "DW":
        return day + dt.timedelta(days=count * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    if year > 9000:
        return None
    end = (dt.date(year + month // 11, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, end))


# --- repetitions ----------------------------------------------------------------------------------------------------


def _recurring(view: str, text: str, place: _Place) -> DeadlineCandidate:
    value = place.expression.value  # type: ignore[union-attr]
    strength: Strength = (
        "strong" if "BY" in value or place.cue in (*deadline_cues().strong, *deadline_cues().before) else "weak"
    )
    left = view[place.sentence[0] : place.start].lower()
    right = view[place.mention.end : place.sentence[1]].lower()
    deadline = _deadline(text, place.start, place.mention.end, recurrence=value)
    role: DeadlineRole = "period" if _is_rate(left, right) else "task"
    return DeadlineCandidate(place.start, place.mention.end, deadline, strength, role, place.index)


def _is_rate(left: str, right: str) -> bool:
    """`giải pháp cho từng năm`, `kế hoạch hằng năm`, `bình quân mỗi năm`: says how much or of what, not when."""
    if re.search(r"(?:cho|theo|của|bình\s+quân|trung\s+bình|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|nhiệm\s+vụ)\s*$", left):
        return True
    return bool(re.match(r"\s*(?:tăng|giảm|đạt|có\s+khoảng|trung\s+bình|bình\s+quân)(?!\w)", right))


_BARE_DAY = re.compile(
    r"(?<!\w)(?:chậm\s+nhất(?:\s+là)?|trước|vào|đến|muộn\s+nhất)\s+ngày\s+(?P<day>\d{1,2})(?!\d|[/.-]\d|\s*(?:tháng(?!\s+sau(?!\w))|/))"
    r"(?:\s+tháng\s+sau(?!\w))?",
    re.I,
)
_BARE_WEEKDAY = re.compile(
    r"(?<!\w)(?:chậm\s+nhất(?:\s+là)?|trước|vào|định\s+kỳ)\s+(?:\d{1,2}\s*(?:h|giờ)\s*\d{0,2}\s+)?(?:(?:sáng|chiều)\s+)?"
    r"(?:ngày\s+)?(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>chủ\s+nhật))(?!\w)",
    re.I,
)
# `Mỗi năm 02 lần vào tháng 6 và tháng 12`
_BARE_MONTHS = re.compile(
    r"(?<!\w)(?:vào|trong)\s+(?:các\s+)?(?P<months>tháng\s+\d{1,2}(?:(?:\s*,\s*|\s+và\s+)(?:tháng\s+)?\d{1,2}){0,4})"
    r"(?!\d|[/.-]\d|\s+năm\s+\d)",
    re.I,
)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _bare_days(view: str, text: str, places: Sequence[_Place]) -> list[DeadlineCandidate]:
    """`Hằng tháng, … báo cáo … trước ngày 20`: frequency and day stand apart in one sentence."""
    found = []
    for place in places:
        value = getattr(place.expression, "value", "") if isinstance(place.expression, Recurring) else ""
        pattern = {"FREQ=MONTHLY": _BARE_DAY, "FREQ=WEEKLY": _BARE_WEEKDAY, "FREQ=YEARLY": _BARE_MONTHS}.get(value)
        if pattern is None:
            continue
        for match in pattern.finditer(view, *place.sentence):
            if place.mention.start < match.end() and match.start() < place.mention.end:
                continue
            if value == "FREQ=MONTHLY":
                part = f"BYMONTHDAY={int(match['day'])}"
            elif value == "FREQ=YEARLY":
                months = [int(month) for month in re.findall(r"\d+", match["months"])]
                if max(months) > 12 or not min(months):
                    continue
                part = "BYMONTH=" + ",".join(map(str, months))
            else:
                part = f"BYDAY={_WEEKDAYS[calendar_words().weekdays[(match['day'] or 'chủ nhật').lower()]]}"
            deadline = _deadline(text, match.start(), match.end(), recurrence=f"{value};{part}")
            found.append(DeadlineCandidate(match.start(), match.end(), deadline, "strong", "task", place.index))
    return found


def _joined(view: str, candidates: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """Of a plain frequency and a more exact one, or a day of the year, in one sentence the exact one remains."""
    starts = [candidate.start for candidate in candidates]
    kept: list[DeadlineCandidate] = []
    for candidate in candidates:
        if candidate.deadline.recurrence is None and not _is_day_of_year(view, candidate):
            kept.append(candidate)
            continue
        first, last = _sentence_around(view, candidate.start, candidate.end)
        beside = candidates[bisect_left(starts, first) : bisect_left(starts, last)]
        rule = candidate.deadline.recurrence
        if rule is None:
            kept.append(_yearly(view, candidate, beside))
        elif "BY" in rule or not _is_refined(view, candidate, beside):
            kept.append(candidate)
    return kept


def _is_refined(view: str, plain: DeadlineCandidate, beside: Sequence[DeadlineCandidate]) -> bool:
    """Whether a candidate of the same sentence says the plain frequency more exactly."""
    frequency = plain.deadline.recurrence or ""
    for other in beside:
        rule = other.deadline.recurrence or ""
        if "BY" in rule and rule.split(";")[0] == frequency.split(";")[0]:
            return True
        if frequency == "FREQ=MONTHLY;INTERVAL=3" and "BYMONTH=" in rule:
            return True
        if frequency == "FREQ=YEARLY" and _is_day_of_year(view, other):
            return True
    return False


def _is_day_of_year(view: str, candidate: DeadlineCandidate) -> bool:
    """`trước 15/12`, without a year."""
    said = view[candidate.start : candidate.end].lower()
    named = re.search(r"\d{1,2}\s*(?:/|tháng)\s*\d{1,2}", said) and not re.search(r"(?:19|20)\d\d", said)
    return bool(named) and candidate.deadline.recurrence is None and candidate.strength == "strong"


def _yearly(view: str, candidate: DeadlineCandidate, beside: Sequence[DeadlineCandidate]) -> DeadlineCandidate:
    """`Hằng năm, … trước ngày 15/12` → every year on that day."""
    yearly = any(
        c.deadline.recurrence == "FREQ=YEARLY" and c.start < candidate.start
        # `định kỳ 6 tháng (trước ngày 15/6)`
        or c.deadline.recurrence == "FREQ=MONTHLY;INTERVAL=6" and view[c.end : candidate.start].strip() == "("
        for c in beside
    )
    numbers = re.search(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})", view[candidate.start : candidate.end], re.I)
    if not yearly or not numbers:
        return candidate
    rule = f"FREQ=YEARLY;BYMONTH={int(numbers[2])};BYMONTHDAY={int(numbers[1])}"
    old = candidate.deadline
    return msgspec.structs.replace(candidate, deadline=Deadline(old.text, old.start, old.end, recurrence=rule))


# --- events without a date ------------------------------------------------------------------------------------------


# `hoàn thành trước khi bão đổ bộ`: the end of the work right before it, so that it is no order of steps
_FINISHED_BEFORE = re.compile(
    r"(?<!\w)(?:hoàn\s+thành|hoàn\s+tất|xong|dứt\s+điểm)\s+(?P<before>trước)\s+"
    r"(?P<moment>(?:khi|lúc|thời\s+điểm)\s+[^,.;:()\n\d]{4,60}(?=[,.;:()\n\d]|$))",
    re.I,
)


def _events(view: str, text: str, found: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """`trước kỳ họp thứ 9`, `trước mùa mưa năm 2026`: the event is kept as anchor, no date is invented."""
    pattern = any_of(
        "events",
        r"(?i)(?<!\w)(?:(?P<before>trước)\s+(?P<what>%s(?:\s+(?:thứ\s+\w+|năm\s+\d{4}|sắp tới|tới|này))*)"
        r"|tại\s+(?P<next>(?:kỳ|phiên|cuộc)\s+(?:họp|giao ban)\s+(?:sau|tới|tiếp theo|gần nhất)))",
    )
    taken = bytearray(len(view))
    for candidate in found:
        if candidate.strength == "strong":
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    events = []
    for match in (*pattern.finditer(view), *_FINISHED_BEFORE.finditer(view)):
        name = next(name for name, words in match.groupdict().items() if words and name != "before")
        start, end = match.start(name) if name == "next" else match.start("before"), match.end(name)
        if any(taken[start:end]):
            continue
        bound: Bound = "by" if name == "next" else "before"
        what = text[match.start(name) : end]
        deadline = _deadline(text, match.start(), end, bound=bound, anchor=what, offset="P0D")
        events.append(DeadlineCandidate(match.start(), end, deadline, "weak", "task"))
    return events


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
