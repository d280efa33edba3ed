"""Deadlines that are counted: `trong 10 ngày kể từ …`, `trước ngày … ít nhất 05 ngày`, `trong 24 giờ`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.core.calendar import Duration, Interval, Recurring
from extractor.core.record import Anchor
from extractor.resolve.dates import bounds_of, frame_of
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_events import KnownDays
from extractor.resolve.deadline_openings import closes_account, hands_in, hands_in_later, opens_after
from extractor.resolve.deadline_places import Place
from extractor.resolve.deadline_settings import any_of
from extractor.resolve.durations import add_duration

_WITHIN = re.compile(
    r"(?<!\w)(?P<all>(?:chậm\s+nhất|muộn\s+nhất|không\s+quá|tối\s+đa|trong)?(?:\s*(?:là|trong|sau|vào)){0,2}\s*"
    r"(?:vòng|thời\s+hạn|thời\s+gian|khoảng|thời\s+hạn\s+là|(?<!\w)(?<!gia )(?<!thời )(?<!kỳ )hạn)?\s*"
    r"(?:không\s+quá|tối\s+đa|chậm\s+nhất|là)?)\s*\Z",
    re.I,
)
# `hạn chế tiếp xúc với người khác trong vòng 5 ngày`: how long
_REFRAINS = re.compile(
    r"(?<!\w)(?:hạn\s+chế|tạm\s+(?:dừng|ngừng)|cấm|cách\s+ly|theo\s+dõi\s+sức\s+khỏe|lưu\s+trú"
    r"|(?<!tuyến )(?<!đường )tránh"
    r"|không\s+(?:ra\s+khỏi|đến|tiếp\s+xúc|rời))(?!\w)[^,.;]{0,60}\Z"
)
_STRETCH_OF = re.compile(r"\s+(?:đầu|cuối|giữa|liên\s+tục|liên\s+tiếp|liền)(?!\w)", re.I)
_SINCE = re.compile(
    r"\s*,?\s*(?P<all>(?:(?:kể|tính)\s+từ|từ(?=\s+(?:ngày|khi|lúc|hôm|thời|đầu|giờ|tháng|sau|nay|đây|\d))|sau|kể\s+khi|bắt\s+đầu\s+từ)\s+(?P<what>[^,.;:()\n]{2,80}))",
    re.I,
)
# `thời gian hoàn thành: | 10 ngày sau khi nhận được hồ sơ`
_LABELLED = re.compile(
    r"(?<!\w)(?:(?:thời\s+(?:gian|hạn)|tiến\s+độ)(?:\s+(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo|gửi|nộp|trình|xong))?"
    r"|hạn(?:\s+(?:hoàn\s+thành|nộp|gửi|báo\s+cáo))?)\s*(?::|là)?\s*\Z"
)
_TOLD = re.compile(r"(?<!\w)(?:đã|vừa|qua)(?!\w)", re.I)
_AHEAD = re.compile(r"\s+(?P<what>tới|tiếp\s+theo|nữa)(?!\w)", re.I)
# `…, 30 ngày sau phải có trả lời`; not `trong 30 ngày sau báo cáo của Sở A`
_AFTERWARDS = re.compile(
    r"\s+(?P<what>sau)(?=\s+(?:phải|sẽ|thì|là|báo|có|trả|trình|gửi|nộp|quay|chốt|tổng\s+hợp|phúc|kiểm\s+tra)(?!\w))",
    re.I,
)
_MUST_NEXT = re.compile(r"\s*,?\s*(?:thì\s+|là\s+)?(?:phải|sẽ)(?!\w)", re.I)
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
# a finite verb ends the phrase of the anchor: `… kể từ ngày nhận hồ sơ phải trả lời`
_PHRASE_END = re.compile(
    r"\s+(?:phải|để|và\s+(?:báo|gửi|trình)|trình|gửi|theo)(?!\w)"
    # `ngày nhận được báo cáo …`, `văn bản của UBND …`: what came, and from whom
    r"|(?<=\S)(?<!nhận)(?<!được)(?<!có)(?<!đủ)\s+(?:báo\s+cáo|đề\s+nghị|yêu\s+cầu)(?!\w)"
    r"|(?<=\S)(?<!của)(?<!từ)(?<!do)(?<!với)(?<!hải)(?<!quốc)(?<!biên)(?<!dự)(?<!văn)\s+(?:ubnd|sở|phòng)(?!\w)"
    r"|\s+(?=(?-i:[A-ZĐ])\w*(?:\s+\w+){0,4}\s+(?:sẽ|phải)(?!\w))",
    re.I,
)


def counted_candidate(
    view: str,
    text: str,
    place: Place,
    events: KnownDays,
    following: Sequence[Place],
    earlier: Sequence[Place] = (),
) -> DeadlineCandidate | None:
    """The deadline that a length of time gives, from the event it counts from or, failing that, from the order.

    `earlier` is the calendar expression before it, if there is one.
    """
    duration = place.expression
    assert isinstance(duration, Duration)
    before = view[place.sentence[0] : place.mention.start]
    if told_first := (
        _back_from_day(view, text, place, duration, events, earlier)
        or _from_day_before(view, text, place, duration, events, earlier)
        or _from_event(view, text, place, duration, events, before)
    ):
        return told_first
    within = _WITHIN.search(before)
    cue = " ".join(within["all"].lower().split()) if within else ""
    start = place.sentence[0] + (within.start("all") if within and cue else len(before))
    start += len(view[start : place.mention.start]) - len(view[start : place.mention.start].lstrip())
    said_before = before[: start - place.sentence[0]].lower()
    if ahead_of := _before_event(text, view, place, start, events, following):
        return ahead_of
    if _is_term(cue, view, place, said_before) or (not cue and _is_lease(duration, said_before)):
        return None
    lasts = any_of("lengths", r"%s(?:\s+(?:thêm|là|tối\s+đa|không\s+(?:hưởng\s+)?lương|phép|thai\s+sản))?\s*\Z").search(
        said_before
    )
    lasts = lasts or _REFRAINS.search(said_before)
    if lasts or _STRETCH_OF.match(view, place.mention.end):
        return None  # `trong 03 ngày đầu khi có lũ`, `cho thí điểm 06 tháng kể từ …` tell how long
    if _is_spelt_out(view, place, following):
        end = following[0].mention.end
        last = bounds_of(following[0].expression, frame_of(events.anchor, "next"), due=True).last
        said = last.isoformat() if last else None
        deadline = deadline_at(text, start, end, due=said, bound="by", last_day=said)
        return DeadlineCandidate(start, end, deadline, "strong" if cue else "weak", "task", following[0].index)
    if _is_kept_up(said_before):
        return None
    ahead = _ahead(view, place.mention.end, cue, said_before)  # `trong 02 tuần tới, kể từ cuộc họp`
    since = _SINCE.match(view, ahead.end() if ahead else place.mention.end, min(len(view), place.mention.end + 100))
    if since and re.match(r"sau(?!\w)", cue) and _is_due_after(view, place, said_before, since):
        cue = ""
    if since and not cue and _LABELLED.search(said_before):
        cue = "trong"
    # `một tháng sau ngày nghiệm thu, bên thi công phải bàn giao`
    opens = since and not said_before.strip(" -+•*.)0123456789") and _is_imposed(view, place, since.end())
    if since and (opens or not (cue == "" and since["all"].lower().startswith("sau"))):
        return _since(view, text, place, duration, start, since, cue, events, following)
    if cue and (first := _condition(text, place, duration, start, before, events)):
        return first
    return _from_now(view, text, place, events, following, start, cue, said_before)


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
    if after and events.day_of(after["what"]) is None and not _SINCE.match(view, place.mention.end):
        start, what = place.sentence[0] + after.start(), after["what"]
        deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    if (over := _STEP_OVER.fullmatch(before)) and _is_imposed(view, place, place.mention.end):
        start, what = place.sentence[0] + over.start("what"), re.sub(r"^sau\s+(?!khi)", "", over["what"], flags=re.I)
        if _OF_TODAY.search(what) and (day_of_event := events.day_of(what)):
            return _counted(text, start, place.mention.end, duration, day_of_event, what, place.index)
        deadline = deadline_at(text, start, place.mention.end, bound="by", anchor=what, offset=duration.value)
        return DeadlineCandidate(start, place.mention.end, deadline, "strong", "task", place.index)
    return None


_OF_TODAY = re.compile(r"(?<!\w)(?:này|hôm\s+nay)\Z", re.I)
_FROM_DAY = re.compile(r"[\s\-+•*]*(?P<all>(?:kể|tính|bắt\s+đầu)\s+từ)\s+", re.I)
_THEN_WITHIN = re.compile(r"\s*,?\s*(?:trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?|chậm\s+nhất|không\s+quá)\s+", re.I)


_BACK_FROM = re.compile(r"(?<!\w)trước\s+(?:ngày\s+)?\Z", re.I)
_BY_AT_LEAST = re.compile(r"\s+(?:(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất|khoảng|đúng|chừng)\s+)?")


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
    return _counted(text, start, place.mention.end, duration, Anchor(day.isoformat(), "given"), said, place.index)


_LONGEST_LINK = 6  # characters: a `từ` that belongs to the day


def _is_kept_up(said_before: str) -> bool:
    """`Niêm yết danh sách tại trụ sở | trong 15 ngày`: so long it hangs, and is not done by then."""
    kept_up = any_of("holding", r"%s(?:\s+(?!phải(?!\w))[^\s,.;:]+){0,8}\s*\Z").search(said_before)
    return kept_up is not None and not _DONE_BY_THEN.search(said_before)


_DONE_BY_THEN = re.compile(r"(?<!\w)(?:hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc|báo\s+cáo|gửi|trình|nộp)(?!\w)")


def _is_spelt_out(view: str, place: Place, following: Sequence[Place]) -> bool:
    """Whether the first and the last day of the length stand right behind it."""
    period = following[0].expression if following else None
    if not following:
        return False
    between = " ".join(view[place.mention.end : following[0].mention.start].lower().split())
    if _THAT_IS.fullmatch(between) and not isinstance(period, Duration | Recurring):
        return True  # `trong vòng ba tháng, tính đến 31/10`
    if not (isinstance(period, Interval) and period.first is not None and period.last is not None):
        return False
    return between in ("", ",", "(", ":")


_THAT_IS = re.compile(r"[,(]? ?(?:tính|tức(?: là)?|nghĩa là|(?:chậm|muộn) nhất(?: là)?)(?: đến| vào| trước)?(?: hết)?")


def _from_now(
    view: str,
    text: str,
    place: Place,
    events: KnownDays,
    following: Sequence[Place],
    start: int,
    cue: str,
    said_before: str,
) -> DeadlineCandidate | None:
    """`trong 10 ngày tới`, `trong vòng 24 giờ`, `trình ký trong 02 ngày`: from the day the order was given."""
    duration, end = place.expression, place.mention.end
    assert isinstance(duration, Duration)
    ahead = _ahead(view, end, cue, said_before)
    stepped = _opens_step(view, end, ahead, cue, said_before)
    cue = "trong" if stepped else _cue_implied(view, place, ahead, cue, said_before)
    if _FORECAST.search(said_before) or _OLD_PAPER.search(said_before) or _PRAISED.search(said_before):
        return None
    if ahead and _WEATHER.match(view, ahead.end()):
        return None
    if not ahead and _named_days(view, place, following):
        return None  # `trong hai ngày thứ Bảy và Chủ nhật tuần này`: the days follow
    firm = bool(re.search(r"vòng|hạn|chậm|muộn", cue)) or (bool(ahead) and cue.startswith("trong"))
    # `cung cấp số liệu đã bán, … trong 05 ngày làm việc.`: nobody tells so of what took so long
    closes = duration.working and cue == "trong" and _AT_END.match(view, end) is not None
    firm = firm or (closes and not _TOLD.search(re.split(r"[,;:]\s", said_before)[-1].removeprefix("qua ")))
    if not (firm or cue == "trong") or duration.value.endswith("Y"):
        return None
    told = _TOLD.search(view, ahead.end() if ahead else end, place.sentence[1]) or _TOLD.search(said_before)
    if duration.value.startswith("PT"):
        if _whole_days(duration) is None or not (firm or _AT_END.match(view, end)):
            return None
        if not ahead and _ANSWERS.search(re.split(r"[,;:]\s", said_before)[-1]):
            open_end = deadline_at(text, start, end, bound="by", offset=duration.value)
            return DeadlineCandidate(start, end, open_end, "strong", "task", place.index)
        counted = _counted(text, start, end, duration, events.said, None, place.index)
        ordered = firm or not told
    else:
        counted = _counted(text, start, ahead.end() if ahead else end, duration, events.said, None, place.index)
        if not firm and _SO_OFTEN.search(said_before):
            return None  # `vi phạm hai lần trong 6 tháng`
        ordered = not told and (stepped or _is_ordered(view, place, said_before))
    if firm:
        return counted
    return msgspec.structs.replace(counted, strength="weak", role="task" if ordered else "period")


def _ahead(view: str, end: int, cue: str, said_before: str) -> re.Match[str] | None:
    """What says behind a length of time that it runs from now on."""
    afterwards = not cue and opens_after(said_before)
    return _AHEAD.match(view, end) or (_AFTERWARDS.match(view, end) if afterwards else None)


def _cue_implied(view: str, place: Place, ahead: re.Match[str] | None, cue: str, said_before: str) -> str:
    """`trong`, where the words say without it that the order is due when the time has passed."""
    end = ahead.end() if ahead else place.mention.end
    if said_before.strip(" -+•*.)0123456789") and not _ORDERED_RIGHT_BEFORE.search(said_before):
        return cue
    must_next = _MUST_NEXT.match(view, end) is not None
    if (not cue or (cue == "sau" and ahead)) and must_next and not (ahead and ahead["what"] == "tiếp theo"):
        return "trong"  # `Mười ngày nữa phải nộp xong báo cáo`, `làm đường tránh, 10 ngày phải thông`
    # `sau ba ngày nữa, Tổ giúp việc phải có báo cáo`, `tối đa 7 ngày, Phòng Tư pháp phải có ý kiến`
    may_imply = cue in ("sau", "") if ahead else cue in ("tối đa", "không quá")
    return "trong" if may_imply and _is_imposed(view, place, end) else cue


def _opens_step(view: str, end: int, ahead: re.Match[str] | None, cue: str, said_before: str) -> bool:
    """`niêm yết giá, 10 ngày nữa phòng A kiểm tra`, `…, sau 10 ngày báo cáo`, `…, báo cáo kết quả sau 10 ngày`."""
    if cue not in ("", "sau"):
        return False
    if opens_after(said_before):
        behind = ahead.end() if ahead else end
        right = view[behind : behind + _STEP_REACH].lower()
        return hands_in_later(right) if ahead and ahead["what"] == "nữa" else bool(ahead or cue) and hands_in(right)
    return cue == "sau" and not ahead and _AT_END.match(view, end) is not None and closes_account(said_before)


_STEP_REACH = 120  # characters
# `vùng nguy hiểm trong 24 giờ tới: phía bắc vĩ tuyến 15`
_FORECAST = re.compile(
    r"(?<!\w)(?:(?:nguy\s+hiểm|dự\s+báo|cảnh\s+báo)(?:\s+[^\s,.;:()]+){0,6}|(?:vùng|khu\s+vực)\s+ảnh\s+hưởng(?:\s+[^\s.;:]+){0,5})\s*\Z"
)
# `trong 10 ngày tới thời tiết thuận lợi`
_WEATHER = re.compile(
    r"\s+(?:dự\s+báo|thời\s+tiết|trời|sẽ\s+(?:có\s+)?(?:mưa|nắng|bão|rét)|(?:có\s+)?(?:mưa|nắng|bão|lũ|rét)|nhiệt\s+độ|mực\s+nước|khu\s+vực"
    r"|triều\s+cường)(?!\w)",
    re.I,
)
# `yêu cầu | hai tuần nữa phải có báo cáo`, `giao Sở A | 10 ngày nữa phải xong`
_ORDERED_RIGHT_BEFORE = re.compile(
    r"(?<!\w)(?:yêu\s+cầu|giao|đề\s+nghị|chỉ\s+đạo|nhắc|hẹn|chốt)(?:\s+[^\s,;:.]+){0,8}\s*[,:]?\s*\Z|[,:;\"]\s*\Z"
)
# `giấy khám sức khỏe cấp trong vòng 06 tháng`: how old a paper may be
_OLD_PAPER = re.compile(
    r"(?<!\w)có\s[^.;]{0,60}\s(?:được\s+)?(?:cấp|ký|lập|chụp|xác\s+nhận|công\s+chứng|chứng\s+thực)\s+\Z"
)
_PRAISED = re.compile(
    r"(?<!\w)(?:khen\s+thưởng|biểu\s+dương|tuyên\s+dương|ghi\s+nhận|nhân\s+rộng|hoan\s+nghênh)\s[^.;]*\Z"
)
# `phải trả lời người dân trong 24 giờ`: from each question on, which no calendar tells
_ANSWERS = re.compile(
    r"(?<!\w)(?:(?:trả\s+lời|phản\s+hồi|tiếp\s+nhận|hồi\s+đáp)(?!\w)"
    r"|(?:giải\s+quyết|xử\s+lý|xác\s+minh|khắc\s+phục)\s(?:[^,.;]{0,30}\s)?"
    r"(?:mỗi|mọi|từng|phản\s+ánh|kiến\s+nghị|tin\s+báo|sự\s+cố)"
    # `100% ổ dịch được xử lý trong vòng 48 giờ`
    r"|(?:100\s?%|các|mọi|mỗi|từng)\s(?:[^,.;]{0,30}\s)?(?:ổ\s+dịch|ca\s+(?:bệnh|mắc)|trường\s+hợp|sự\s+cố|hồ\s+sơ"
    r"|vụ\s+việc|phản\s+ánh)(?!\w)[^,.;]{0,40}\s(?:được|phải)\s[^,.;]{0,20}\Z)"
)
_ORDER_VERB = re.compile(r"(?<!\w)(?:yêu\s+cầu|giao|đề\s+nghị|chỉ\s+đạo|phân\s+công|phải|cam\s+kết|hứa)(?!\w)")
_SO_OFTEN = re.compile(
    r"\d\s*(?:lần|buổi|đợt|vụ|giờ|tiếng|phút|ngày|ca)\s+\Z|(?:một|hai|ba|bốn|năm|nhiều|vài|mấy)\s+(?:lần|buổi|đợt|vụ)\s+\Z"
)


def _is_ordered(view: str, place: Place, said_before: str) -> bool:
    """`trong 3 ngày` where it stands as a limit: at the end, or before what is to be done, not inside a report."""
    end = place.mention.end
    if _AT_END.match(view, end) or _MUST_NEXT.match(view, end) or not said_before.strip(" -+•*.)0123456789"):
        return True
    clause = re.split(r"[,;:]\s", said_before)[-1]
    return _ORDER_VERB.search(clause) is not None or not re.search(r"[,;:]\s*\Z", said_before)


_AT_END = re.compile(r"\s*(?:$|[.,;)])")
_WEEKDAY_NEXT = re.compile(r"\s+(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật)(?!\w)", re.I)


def _named_days(view: str, place: Place, following: Sequence[Place]) -> bool:
    """`trong hai ngày 14 và 15/9`, `trong hai ngày thứ Bảy và Chủ nhật`: how many the days named next are."""
    end = place.mention.end
    return _WEEKDAY_NEXT.match(view, end) is not None or bool(following and following[0].mention.start - end <= 2)


_CONDITION = re.compile(
    r"^\W*(?:(?:trong\s+)?trường\s+hợp|nếu|(?:ngay\s+)?sau\s+(?=khi(?!\w))|ngay\s+(?=khi(?!\w))|(?=khi(?!\w)))\s*"
    r"(?P<what>(?:khi\s+)?(?:phát\s+hiện|nhận|tiếp\s+nhận|có|xảy\s+ra|xuất\s+hiện|kết\s+thúc)(?!\w)[^,.;:()\n]{2,60}),",
    re.I,
)


def _condition(
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


def _whole_days(duration: Duration) -> Duration | None:
    """`trong 24 giờ`, `trong vòng 48 giờ`: days; fewer hours give no date."""
    hours = re.fullmatch(r"PT(\d{1,3})H", duration.value)
    if not hours or int(hours[1]) % 24 or not int(hours[1]):
        return None
    return Duration(f"P{int(hours[1]) // 24}D")


_BEFORE_EVENT = re.compile(
    r"\s+trước\s+(?P<what>(?:khi|ngày|lúc|thời\s+điểm|kỳ|phiên|cuộc|buổi|hội\s+nghị|đại\s+hội|lễ|mùa|vụ|đợt|năm\s+học)"
    r"\s+[^,.;:()\n]{2,80}|tết(?!\w)[^,.;:()\n]{0,80})",
    re.I,
)
_AT_LEAST = re.compile(r"(?:(?:chậm|muộn|trễ)\s+nhất|ít\s+nhất|tối\s+thiểu)(?:\s+là)?\s*\Z", re.I)


def _before_event(
    text: str, view: str, place: Place, start: int, events: KnownDays, following: Sequence[Place]
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
    deadline = deadline_at(
        text, start, end, due=said, bound="by", last_day=said, anchor=phrase, offset="-" + duration.value
    )
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


def _is_term(cue: str, view: str, place: Place, said_before: str) -> bool:
    """`vay vốn … thời hạn 36 tháng`: how long something runs, not by when an order is done."""
    if not re.search(r"hạn", cue) or re.search(r"vòng|trong|chậm|muộn|quá", cue):
        return False
    if _SINCE.match(view, place.mention.end, min(len(view), place.mention.end + 100)):
        return False
    return any_of("terms", "%s").search(said_before[-60:]) is not None


_LEASED = re.compile(
    r"(?<!\w)(?:thuê|thuê đất|sử dụng đất|khai thác|vay|mượn|hợp đồng|bảo hành|bảo trì)(?!\w)[^,.;:]{0,40}\Z"
)


def _is_lease(duration: Duration, said_before: str) -> bool:
    """`thuê đất 49 năm kể từ ngày có quyết định`: how long a right lasts."""
    return duration.value[-1] in "YM" and _LEASED.search(said_before) is not None


_MUST_AFTER = re.compile(
    r"(?<!\w)(?:phải|hoàn\s+thành|báo\s+cáo|nộp|gửi|trình|trả\s+lời|có\s+trách\s+nhiệm)(?!\w)", re.I
)
_MAY_AFTER = re.compile(r"(?<!\w)(?:nếu|mới|được|không|chưa|sẽ|thì)(?!\w)", re.I)


def _is_due_after(view: str, place: Place, said_before: str, since: re.Match[str]) -> bool:
    """`Sau 5 ngày làm việc kể từ ngày ban hành, huyện X phải báo cáo`: the order is due when they have passed."""
    if _AT_END.match(view, since.end()) and re.match(r"kể|tính", since["all"], re.I) and closes_account(said_before):
        return True  # `…, đề xuất phương án sau hai tuần kể từ cuộc họp`
    if said_before.strip(" -+•*.)0123456789") or not re.match(r"kể|tính", since["all"], re.I):
        return False
    if since.end() == place.sentence[1]:
        return True  # all that a cell for deadlines says
    return _is_imposed(view, place, since.end())


def _is_imposed(view: str, place: Place, end: int) -> bool:
    """Whether the clause behind the comma at `end` says what must be done."""
    clause = view[end : place.sentence[1]]
    must = _MUST_AFTER.search(clause)
    return clause.startswith(",") and must is not None and not _MAY_AFTER.search(clause, 0, must.start())


def _since(
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
    imposed = start == place.mention.start and _is_imposed(view, place, since.end())
    if re.match(r"sau(?!\w)", cue) or (cue == "" and not imposed and not re.match(r"kể|tính", since["all"], re.I)):
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
    deadline = deadline_at(text, start, end, bound="by", anchor=phrase, offset=duration.value)
    return DeadlineCandidate(start, end, deadline, "strong", "task", place.index)


def _counted(
    text: str, start: int, end: int, duration: Duration, anchor: Anchor, phrase: str | None, index: int
) -> DeadlineCandidate:
    day = frame_of(anchor).day
    due = add_duration(day, _whole_days(duration) or duration) if day else None
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
