"""Lengths counted from a day or an event that is named: `10 ngày kể từ ngày ban hành`, `trước Tết 15 ngày`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.core.calendar import Day, Duration, LunarDay
from extractor.core.record import Anchor
from extractor.resolve.dates import bounds_of, frame_of
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_events import KnownDays
from extractor.resolve.deadline_places import Place
from extractor.resolve.durations import add_duration

SINCE = re.compile(
    r"\s*,?\s*(?P<all>(?:(?:kể|tính)\s+từ|từ(?=\s+(?:ngày|khi|lúc|hôm|thời|đầu|giờ|tháng|sau|nay|đây|\d))|sau|kể\s+khi|bắt\s+đầu\s+từ)\s+(?P<what>[^,.;:()\n]{2,80}))",
    re.I,
)
_EVENT_BEFORE = re.compile(
    r"(?<!\w)trước\s+(?P<what>(?:khi|ngày|lúc|thời\s+điểm|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ|mùa|vụ|năm\s+học)\s+[^,.;:()\n\d]{2,60}?)\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\Z",
    re.I,
)
# `trình dự thảo sau khi kết thúc thanh tra không quá 15 ngày`
_EVENT_AFTER = re.compile(
    r"(?<!\w)sau\s+(?P<what>(?:khi|ngày|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội)\s+[^,.;:()\n\d]{2,60}?)\s*,?\s+"
    r"(?:(?:không\s+quá|chậm\s+nhất|muộn\s+nhất|tối\s+đa|trong\s+vòng|trong\s+thời\s+hạn)(?:\s+là)?\s+)+\Z",
    re.I,
)
# `Kết thúc kiểm tra 05 ngày, tổ trưởng phải nộp biên bản`
_STEP_OVER = re.compile(
    r"[\s\-+•*]*(?P<what>(?:(?:sau\s+khi\s+)?(?:kết\s+thúc|xong|hoàn\s+thành|bế\s+mạc|nghiệm\s+thu|khai\s+giảng)"
    r"|sau\s+(?:khi|ngày|đợt|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội))"
    r"(?:\s+(?!trong(?!\w)|trước(?!\w))[^\s,.;:()\d]+){0,8}?)\s+(?:được\s+|chậm\s+nhất\s+)?",
    re.I,
)
# `Từ khi nhận đơn, 5 ngày phải trả lời`, `Kể từ ngày nhận mặt bằng, trong vòng 30 ngày …`
_OPENS_FROM = re.compile(
    r"[\s\-+•*]*(?P<all>(?:(?:kể|tính)\s+)?từ\s+(?P<what>(?:khi|ngày|lúc|hôm)\s+[^,.;:()\n\d]{2,60}?)\s*,?\s*"
    r"(?:(?:trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?|không\s+quá|(?:chậm|muộn|trễ)\s+nhất|tối\s+đa)\s+(?:là\s+)?)?)",
    re.I,
)
# a finite verb ends the phrase of the anchor: `… kể từ ngày nhận hồ sơ phải trả lời`
_PHRASE_END = re.compile(
    r"\s+(?:phải|để|và\s+(?:báo|gửi|trình)|trình|gửi|theo)(?!\w)"
    r"|(?<=\snày)\s+(?!của\s|và\s|đến\s|tới\s|có\s|được\s)(?=\w)"  # `kể từ ngày ký Thông báo này vá xong …`
    # `ngày nhận được báo cáo …`, `văn bản của UBND …`: what came, and from whom
    r"|(?<=\S)(?<!nhận)(?<!được)(?<!có)(?<!đủ)\s+(?:báo\s+cáo|đề\s+nghị|yêu\s+cầu)(?!\w)"
    r"|(?<=\S)(?<!của)(?<!từ)(?<!do)(?<!với)(?<!hải)(?<!quốc)(?<!biên)(?<!dự)(?<!văn)\s+(?:ubnd|sở|phòng)(?!\w)"
    r"|\s+(?=(?-i:[A-ZĐ])\w*(?:\s+\w+){0,4}\s+(?:sẽ|phải)(?!\w))",
    re.I,
)
_OF_TODAY = re.compile(r"(?<!\w)(?:này|hôm\s+nay)\Z", re.I)
_FROM_DAY = re.compile(r"[\s\-+•*]*(?P<all>(?:(?:kể|tính|bắt\s+đầu)\s+)?từ)\s+", re.I)
_THEN_WITHIN = re.compile(
    r"\s*,?\s*(?:trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian|khoảng))?|(?:chậm|muộn|trễ)\s+nhất|không\s+quá|tối\s+đa"
    r"|nội(?:\s+trong)?)(?:\s+(?:là|không\s+quá))?\s+",
    re.I,
)
# `trước lễ khởi công 20/11 | một tháng`
_BACK_FROM = re.compile(
    r"(?<!\w)trước\s+(?:(?:ngày|lễ|buổi|đêm|hội\s+nghị|đại\s+hội|kỳ|phiên|cuộc|đợt|khi|hôm)\s+(?:[^\W\d]+\s+){0,6}(?:vào\s+)?)?\(?\Z",
    re.I,
)
_BY_AT_LEAST = re.compile(r"\s+(?:(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất|khoảng|đúng|chừng)\s+)?")
_LONGEST_LINK = 6  # characters: a `từ` that belongs to the day
_CONDITION = re.compile(
    r"^\W*(?:(?:trong\s+)?trường\s+hợp|nếu|(?:ngay\s+)?sau\s+(?=khi(?!\w))|ngay\s+(?=khi(?!\w))|(?=khi(?!\w)))\s*"
    r"(?P<what>(?:khi\s+)?(?:phát\s+hiện|nhận|tiếp\s+nhận|có|xảy\s+ra|xuất\s+hiện|kết\s+thúc)(?!\w)[^,.;:()\n]{2,60}),",
    re.I,
)
_BEFORE_EVENT = re.compile(
    r"\s+trước\s+(?P<what>(?:khi|ngày|lúc|thời\s+điểm|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ|mùa|vụ|đợt|năm\s+học)"
    r"\s+[^,.;:()\n]{2,80}|tết(?!\w)[^,.;:()\n]{0,80})",
    re.I,
)
_AT_LEAST = re.compile(r"(?:(?:chậm|muộn|trễ)\s+nhất|ít\s+nhất|tối\s+thiểu)(?:\s+là)?\s*\Z", re.I)
_MUST_AFTER = re.compile(
    r"(?<!\w)(?:phải|hoàn\s+thành|báo\s+cáo|nộp|gửi|trình|trả\s+lời|có\s+trách\s+nhiệm)(?!\w)", re.I
)
_MAY_AFTER = re.compile(r"(?<!\w)(?:nếu|mới|được|không|chưa|sẽ|thì)(?!\w)", re.I)


def counted_from_before(
    view: str, text: str, place: Place, events: KnownDays, earlier: Sequence[Place]
) -> DeadlineCandidate | None:
    """The deadline counted from, or back from, what is named before the length."""
    duration = place.expression
    assert isinstance(duration, Duration)
    before = view[place.sentence[0] : place.mention.start]
    return (
        _back_from_day(view, text, place, duration, events, earlier)
        or _from_day_before(view, text, place, duration, events, earlier)
        or _from_event(view, text, place, duration, events, before)
    )


def _from_event(
    view: str, text: str, place: Place, duration: Duration, events: KnownDays, before: str
) -> DeadlineCandidate | None:
    """The deadline counted from, or back from, an event that is named before the length."""
    event = _EVENT_BEFORE.search(before)
    if event:
        start, what = place.sentence[0] + event.start(), event["what"]
        deadline = deadline_at(text, start, place.mention.end, bound="before", anchor=what, offset="-" + duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    after = _EVENT_AFTER.search(before)
    if after and events.day_of(after["what"]) is None and not SINCE.match(view, place.mention.end):
        start, what = place.sentence[0] + after.start(), after["what"]
        deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    if opened := _OPENS_FROM.fullmatch(before):
        start, what = place.sentence[0] + opened.start("all"), opened["what"]
        if day_of_event := events.day_of(what):
            return count_from(text, start, place.mention.end, duration, day_of_event, what, place.index)
        deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    if (over := _STEP_OVER.fullmatch(before)) and is_imposed(view, place, place.mention.end):
        start, what = place.sentence[0] + over.start("what"), re.sub(r"^sau\s+(?!khi)", "", over["what"], flags=re.I)
        if _OF_TODAY.search(what) and (day_of_event := events.day_of(what)):
            return count_from(text, start, place.mention.end, duration, day_of_event, what, place.index)
        deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    return None


def _back_from_day(
    view: str, text: str, place: Place, duration: Duration, events: KnownDays, earlier: Sequence[Place]
) -> DeadlineCandidate | None:
    """`trước Tết Nguyên đán 15 ngày`, `trước ngày khai giảng 05/9 một tuần`: counted back from the day before it."""
    if not earlier or earlier[-1].mention.start < place.sentence[0]:
        return None
    told = earlier[-1].mention
    back = _BACK_FROM.search(view, place.sentence[0], told.start)
    if back is None or not _BY_AT_LEAST.fullmatch(view, told.end, place.mention.start):
        return None
    day = bounds_of(earlier[-1].expression, frame_of(events.anchor, "next")).first
    due = add_duration(day, Duration("-" + duration.value, working=duration.working)) if day else None
    if due is None:
        return None
    start, end, said = back.start(), place.mention.end, due.isoformat()
    anchor = text[told.start : told.end]
    offset = "-" + duration.value
    deadline = deadline_at(text, start, end, due=said, bound="by", last_day=said, anchor=anchor, offset=offset)
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


def _from_day_before(
    view: str, text: str, place: Place, duration: Duration, events: KnownDays, earlier: Sequence[Place]
) -> DeadlineCandidate | None:
    """`Kể từ ngày 01/6/2023, trong 30 ngày các hộ phải tháo dỡ`: counted from the day that opens the sentence."""
    if not earlier or earlier[0].mention.start < place.sentence[0]:
        return None
    opens = _FROM_DAY.match(view, place.sentence[0], earlier[0].mention.end)
    if opens is None or not _THEN_WITHIN.fullmatch(view, earlier[0].mention.end, place.mention.start):
        return None
    if abs(opens.end() - earlier[0].mention.start) > _LONGEST_LINK:
        return None
    day = bounds_of(earlier[0].expression, frame_of(events.anchor)).last
    if day is None:
        return None
    said = text[earlier[0].mention.start : earlier[0].mention.end]
    start = opens.start("all")
    return count_from(text, start, place.mention.end, duration, Anchor(day.isoformat(), "given"), said, place.index)


def on_condition(
    text: str, place: Place, duration: Duration, start: int, before: str, events: KnownDays
) -> DeadlineCandidate | None:
    """`Khi nhận được đơn, xã phải trả lời trong vòng 05 ngày`: counted from what the sentence opens with."""
    match = _CONDITION.match(before)
    if not match or events.day_of(match["what"]) is not None:
        return None
    at = place.sentence[0] + match.start("what")
    phrase = text[at : at + len(match["what"])]
    deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=phrase, offset=duration.value)
    return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)


def whole_days(duration: Duration) -> Duration | None:
    """`trong 24 giờ`, `trong vòng 48 giờ`: days; fewer hours give no date."""
    hours = re.fullmatch(r"PT(\d{1,3})H", duration.value)
    if not hours or int(hours[1]) % 24 or not int(hours[1]):
        return None
    return Duration(f"P{int(hours[1]) // 24}D")


def back_from_event(
    text: str,
    view: str,
    place: Place,
    start: int,
    events: KnownDays,
    following: Sequence[Place],
    earlier: Sequence[Place] = (),
) -> DeadlineCandidate | None:
    """`chậm nhất 30 ngày trước ngày tổ chức lễ hội`, `… 10 ngày trước ngày 30/6/2022`: counted back."""
    duration = place.expression
    assert isinstance(duration, Duration)
    match = _BEFORE_EVENT.match(view, place.mention.end, min(len(view), place.mention.end + 110))
    least = _AT_LEAST.search(view, place.sentence[0], place.mention.start)
    if not match:
        return None
    start = least.start() if least else start
    what = match["what"]
    if cut := _PHRASE_END.search(what):
        what = what[: cut.start()]
    end = match.start("what") + len(what.rstrip())
    due = None
    told = _told_day(view, match.start("what"), following) or _that_day(view, place, what, earlier)
    if told:
        end = max(end, told.mention.end) if told.mention.start > place.mention.start else end
        end += "(" in view[place.mention.end : end] and view.startswith(")", end)
        day = bounds_of(told.expression, frame_of(events.anchor, "next")).first
        due = day and add_duration(day, Duration("-" + duration.value, working=duration.working))
    order_day = frame_of(events.anchor).day
    if least is None and (due is None or order_day is None or due < order_day or duration.value.startswith("PT")):
        return None  # `ba ngày trước khi bầu cử, ông …` tells; with its day to come it is a limit
    said = due.isoformat() if due else None
    phrase = text[match.start("what") : end]
    deadline = deadline_at(
        text, start, end, due=said, bound="by", last_day=said, anchor=phrase, offset="-" + duration.value
    )
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


_NAME_OF_DAY = re.compile(r"(?:[^\W\d]+\s+){0,8}?(?:\(\s*)?(?:vào\s+)?(?:ngày\s+)?")
_REACH_BACK = 300  # characters


def _told_day(view: str, at: int, following: Sequence[Place]) -> Place | None:
    """The date of the event at `at`: `ngày khai mạc 06/12/2016`, `lễ khai giảng (05/9)`."""
    if not following or not isinstance(following[0].expression, Day | LunarDay):
        return None
    between = view[at : following[0].mention.start] if following[0].mention.start >= at else None
    named = between is not None and _NAME_OF_DAY.fullmatch(between) and not _PHRASE_END.search(between)
    return following[0] if named else None


def _that_day(view: str, place: Place, what: str, earlier: Sequence[Place]) -> Place | None:
    """`Cuộc bầu cử diễn ra ngày 23/5; … chậm nhất 40 ngày trước ngày đó`: the day told last."""
    if not earlier or not isinstance(earlier[-1].expression, Day) or not _THAT_DAY.fullmatch(what.strip()):
        return None
    return earlier[-1] if place.mention.start - earlier[-1].mention.end <= _REACH_BACK else None


_THAT_DAY = re.compile(r"(?:ngày|hôm|buổi|lễ|thời\s+điểm)\s+(?:đó|ấy|này|nói\s+trên|trên|nêu\s+trên)", re.I)


def is_imposed(view: str, place: Place, end: int) -> bool:
    """Whether the clause behind the comma at `end` says what must be done."""
    clause = view[end : place.sentence[1]]
    must = _MUST_AFTER.search(clause)
    if _TOLD_TO.match(clause):
        return True
    return clause.startswith(",") and must is not None and not _MAY_AFTER.search(clause, 0, must.start())


_TOLD_TO = re.compile(r",\s+(?:đề\s+nghị|yêu\s+cầu|giao)\s", re.I)


# `Theo dõi 2 ngày sau khi tiêm`: how long
_LASTS = re.compile(
    r"(?<!\w)(?:theo\s+dõi|nghỉ|lưu|giữ|chờ|đợi|kéo\s+dài|cách\s+ly|bảo\s+quản|duy\s+trì|trực|ở\s+lại|kiêng|tránh|sử\s+dụng|cấm|không"
    r"|đã|vừa|bị|mất|chết|xảy\s+ra|được|chỉ|mới|nếu|vẫn|còn)(?!\w)"
)


def closes_order(view: str, place: Place, since: re.Match[str], said_before: str) -> bool:
    """`Nhà thầu thu dọn lán trại | 15 ngày sau khi nghiệm thu.`: the end of what is told, in days or more."""
    duration = place.expression
    assert isinstance(duration, Duration)
    if duration.value.startswith("PT") or not _AFTER_EVENT.match(since["all"]):
        return False
    if view[since.end() : place.sentence[1]].strip(" .;") or _LASTS.search(said_before):
        return False
    return len(said_before.split()) >= _LEAST_WORDS


_LEAST_WORDS = 4
_AFTER_EVENT = re.compile(r"sau\s+(?:khi|ngày|lúc|đợt|kỳ|cuộc|buổi|phiên|hội\s+nghị|đại\s+hội|lễ)\s", re.I)


def since_event(
    view: str,
    text: str,
    place: Place,
    duration: Duration,
    start: int,
    since: re.Match[str],
    cue: str,
    events: KnownDays,
    following: Sequence[Place],
) -> DeadlineCandidate | None:
    """`… kể từ ngày ban hành`: the anchor is the document, a date, or something that has no date yet."""
    what = since["what"]
    cut = _PHRASE_END.search(what)
    if cut:
        what = what[: cut.start()]
    what = what.rstrip()
    end = since.start("what") + len(what)
    imposed = start == place.mention.start and is_imposed(view, place, since.end())
    if re.match(r"sau(?!\w)", cue) or (cue == "" and not imposed and not re.match(r"kể|tính", since["all"], re.I)):
        return None  # `sau 10 ngày kể từ …` is the earliest start, no due date
    near = bool(following) and 0 <= following[0].mention.start - since.start("what") <= 16
    if following and (near or _told_day(view, since.start("what"), following)):
        dated = bounds_of(following[0].expression, frame_of(events.anchor))
        if dated.last is not None:
            day = Anchor(dated.last.isoformat(), "given")
            end = following[0].mention.end
            return count_from(text, start, end, duration, day, text[since.start("what") : end], place.index)
    phrase = text[since.start("what") : end]
    day_of_event = events.day_of(what)
    if day_of_event is not None:
        return count_from(text, start, end, duration, day_of_event, phrase, place.index)
    deadline = deadline_at(text, start, end, bound="by", anchor=phrase, offset=duration.value)
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


def count_from(
    text: str, start: int, end: int, duration: Duration, anchor: Anchor, phrase: str | None, index: int
) -> DeadlineCandidate:
    day = frame_of(anchor).day
    due = add_duration(day, whole_days(duration) or duration) if day else None
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
