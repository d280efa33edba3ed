"""Deadlines that are counted: `trong 10 ngày kể từ …`, `trước ngày … ít nhất 05 ngày`, `trong 24 giờ`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.core.calendar import Duration, Interval, Recurring
from extractor.resolve.dates import bounds_of, frame_of
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_events import KnownDays
from extractor.resolve.deadline_length_events import (
    SINCE,
    back_from_event,
    closes_order,
    count_from,
    counted_from_before,
    is_imposed,
    on_condition,
    since_event,
    whole_days,
)
from extractor.resolve.deadline_openings import closes_account, hands_in, hands_in_later, opens_after
from extractor.resolve.deadline_places import Place
from extractor.resolve.deadline_settings import any_of

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
    if told_first := counted_from_before(view, text, place, events, earlier):
        return told_first
    within = _WITHIN.search(before)
    cue = " ".join(within["all"].lower().split()) if within else ""
    start = place.sentence[0] + (within.start("all") if within and cue else len(before))
    start += len(view[start : place.mention.start]) - len(view[start : place.mention.start].lstrip())
    said_before = before[: start - place.sentence[0]].lower()
    if ahead_of := back_from_event(text, view, place, start, events, following, earlier):
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
    since = SINCE.match(view, ahead.end() if ahead else place.mention.end, min(len(view), place.mention.end + 100))
    if since and re.match(r"sau(?!\w)", cue) and _is_due_after(view, place, said_before, since):
        cue = ""
    if since and not cue and _LABELLED.search(said_before):
        cue = "trong"
    # `một tháng sau ngày nghiệm thu, bên thi công phải bàn giao`
    opens = since and not said_before.strip(" -+•*.)0123456789") and is_imposed(view, place, since.end())
    if since and not cue and closes_order(view, place, since, said_before):
        open_end = since_event(view, text, place, duration, start, since, "trong", events, following)
        return open_end and msgspec.structs.replace(open_end, strength="weak")
    if since and (opens or not (cue == "" and since["all"].lower().startswith("sau"))):
        return since_event(view, text, place, duration, start, since, cue, events, following)
    if cue and (first := on_condition(text, place, duration, start, before, events)):
        return first
    return _from_now(view, text, place, events, following, start, cue, said_before)


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
        if whole_days(duration) is None or not (firm or _AT_END.match(view, end)):
            return None
        if not ahead and _ANSWERS.search(re.split(r"[,;:]\s", said_before)[-1]):
            open_end = deadline_at(text, start, end, bound="by", offset=duration.value)
            return DeadlineCandidate(start, end, open_end, "strong", "task", place.index)
        counted = count_from(text, start, end, duration, events.said, None, place.index)
        ordered = firm or not told
    else:
        counted = count_from(text, start, ahead.end() if ahead else end, duration, events.said, None, place.index)
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
    if ahead and ahead["what"] == "nữa" and not cue and _MUST_SOON.match(view, end):
        return "trong"  # `Một tuần nữa ban vận động phải có tiền`, `UBND xã ba ngày nữa phải trả lời`
    said_before = _ABOUT.sub("", said_before)
    if said_before.strip(" -+•*.)0123456789") and not _ORDERED_RIGHT_BEFORE.search(said_before):
        return cue
    must_next = _MUST_NEXT.match(view, end) is not None
    if (not cue or (cue == "sau" and ahead)) and must_next and not (ahead and ahead["what"] == "tiếp theo"):
        return "trong"  # `Mười ngày nữa phải nộp xong báo cáo`, `làm đường tránh, 10 ngày phải thông`
    # `sau ba ngày nữa, Tổ giúp việc phải có báo cáo`, `tối đa 7 ngày, Phòng Tư pháp phải có ý kiến`
    may_imply = cue in ("sau", "") if ahead else cue in ("tối đa", "không quá")
    return "trong" if may_imply and is_imposed(view, place, end) else cue


_ABOUT = re.compile(r"(?<!\w)(?:chừng|độ|tầm|cỡ|khoảng|đúng)\s+\Z")
# who must do it may stand between: up to ten words, none of which makes it a condition or a forecast
_MUST_SOON = re.compile(
    r"\s*,?\s*(?:(?!(?:nếu|mới|sẽ|thì|là|mà|vì|do|khi|trời|đã|được)(?!\w))[^\s,.;:()]+\s+){0,10}?phải(?!\s+(?:chăng|không))(?!\w)",
    re.I,
)


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


def _is_term(cue: str, view: str, place: Place, said_before: str) -> bool:
    """`vay vốn … thời hạn 36 tháng`: how long something runs, not by when an order is done."""
    if not re.search(r"hạn", cue) or re.search(r"vòng|trong|chậm|muộn|quá", cue):
        return False
    if SINCE.match(view, place.mention.end, min(len(view), place.mention.end + 100)):
        return False
    return any_of("terms", "%s").search(said_before[-60:]) is not None


_LEASED = re.compile(
    r"(?<!\w)(?:thuê|thuê đất|sử dụng đất|khai thác|vay|mượn|hợp đồng|bảo hành|bảo trì)(?!\w)[^,.;:]{0,40}\Z"
)


def _is_lease(duration: Duration, said_before: str) -> bool:
    """`thuê đất 49 năm kể từ ngày có quyết định`: how long a right lasts."""
    return duration.value[-1] in "YM" and _LEASED.search(said_before) is not None


def _is_due_after(view: str, place: Place, said_before: str, since: re.Match[str]) -> bool:
    """`Sau 5 ngày làm việc kể từ ngày ban hành, huyện X phải báo cáo`: the order is due when they have passed."""
    if _AT_END.match(view, since.end()) and re.match(r"kể|tính", since["all"], re.I) and closes_account(said_before):
        return True  # `…, đề xuất phương án sau hai tuần kể từ cuộc họp`
    if said_before.strip(" -+•*.)0123456789") or not re.match(r"kể|tính", since["all"], re.I):
        return False
    if since.end() == place.sentence[1]:
        return True  # all that a cell for deadlines says
    return is_imposed(view, place, since.end())
