"""Events that deadlines count from or come before: which of them have a day, and what is kept of the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from extractor.core.calendar import Day, Expression, Recurring, Shifted, Stretch
from extractor.core.characters import lower_case
from extractor.core.cued import Opened, cued, opened
from extractor.core.record import Anchor, Bound, Time
from extractor.resolve.dates import bounds_of, frame_of
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_places import Place, sentence_around
from extractor.resolve.deadline_settings import any_of

# `kể từ ngày ký quyết định` speaks of one to come, or of another paper, unless it says `này`
_OTHER_PAPER = re.compile(
    r"(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|biên\s+bản|hợp\s+đồng|tờ\s+trình|hướng\s+dẫn|quy\s+chế)(?!.*(?<!\w)này(?!\w))"
)
_CAPITAL = re.compile(r"(?<!^)(?:Quyết|Nghị|Kế|Biên)\s")  # `kể từ ngày ban hành Kế hoạch`: the paper that says so


class KnownDays(msgspec.Struct, frozen=True):
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
        if any_of(
            "documents",
            r"^(?:ngày|khi)\s+%s(?:\s+kết luận)?\s+này\s+(?:được\s+)?(?:ban hành|ký|phát hành|có hiệu lực)$",
        ).match(words):
            return self.anchor
        if re.fullmatch(r"(?:hôm\s+)?nay|hôm nay|thời điểm này|bây giờ", words):
            return self.anchor
        body = re.sub(r"^(?:ngày|khi|thời điểm)\s+(?!họp$)|^(?:kết thúc|sau|diễn ra)\s+", "", words)
        if "đại hội" in words and "Đại" not in what:
            return None  # `sau đại hội`: of any of those that are to be held, not the one that met
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


# `hoàn thành trước khi bão đổ bộ`: the end of the work right before it, so that it is no order of steps
_FINISHED_BEFORE = opened(
    r"(?<!\w)(?:hoàn\s+thành|hoàn\s+tất|xong|dứt\s+điểm)(?:,?\s+(?!(?:trước|phải|thì|mới|được)(?!\w))[^\s,.;:]+){0,14}\s+(?P<before>trước)\s+"
    r"(?P<moment>(?:khi|lúc|thời\s+điểm)\s+[^,.;:()\n\d]{4,60}(?=[,.;:()\n]|\d(?!\d?\s?/)|$))",
    *("hoàn", "xong", "dứt"),
)


_NEXT_DAY = cued(
    r"(?<!\w)(?P<cue>(?:chậm|muộn|trễ)\s+nhất(?:\s+(?:là|vào|đến))?|(?:xong\s+)?trước|(?:xong\s+)?ngay)\s+"
    r"(?:\d{1,2}\s?(?:giờ|h)\d{0,2}\s+)?(?:(?:rạng\s+sáng|sáng|trưa|chiều|tối|hết|đêm)\s+)?(?:ngày\s+)?hôm\s+sau(?!\w)",
    "hôm",
    flags=re.I,
)


def next_day_candidates(
    view: str, text: str, places: Sequence[Place], times: Sequence[Time]
) -> list[DeadlineCandidate]:
    """`xe tới ngày 8/4, muộn nhất là sáng hôm sau phát sóng`: the day after the one the sentence names before."""
    found = []
    for match in _NEXT_DAY.finditer(view):
        first, _ = sentence_around(view, match.start(), match.end())
        said = [p for p in places if first <= p.mention.start < match.start() and isinstance(p.expression, Day)]
        day = times[said[-1].index].to if said else None
        if day is None:
            continue
        due = dt.date.fromisoformat(day[:10]) + dt.timedelta(days=1)
        bound: Bound = "before" if match["cue"].lower().endswith("trước") else "by"
        last = due - dt.timedelta(days=1) if bound == "before" else due
        deadline = deadline_at(
            text, *match.span(), due=due.isoformat(), bound=bound, last_day=last.isoformat(), inferred=True
        )
        found.append(DeadlineCandidate(*match.span(), deadline, "strong", "task"))
    return found


# what nature does: nobody takes it for a step of the work
_NATURE_BEFORE = opened(
    r"(?<!\w)(?P<before>trước)\s+(?P<moment>(?:khi|lúc)\s+(?:cơn\s+|đợt\s+|đỉnh\s+|con\s+)?"
    r"(?:bão|lũ|mưa|áp\s+thấp|triều\s+cường|nước\s+(?:lũ|mặn|nổi|lên|về|dâng|tràn|đổ|rút|cạn|lớn|ròng|kém)|mặn|rét|không\s+khí\s+lạnh|nắng\s+nóng|sương\s+muối)"
    r"(?:\s+[^\s,.;:()\d]+){0,5})(?=\s*(?:[,.;:()\n]|$))",
    "trước",
)


# `Trước khi học sinh tựu trường, phải thay xong mái tôn`: what is to be finished before it
_FRONT_BEFORE = opened(
    r"(?:(?<=[.;\n] )|(?<=\n)|(?<![^\s]))(?P<before>trước)\s+(?P<moment>(?:khi|lúc)\s+[^,.;:()\n\d]{4,60})"
    r"(?=,[^.;:\n]{0,120}?(?<!\w)(?:xong|hoàn\s+thành|hoàn\s+tất|dứt\s+điểm)(?!\w))",
    "trước khi",
    "trước lúc",
)
# `hết học kỳ I`, `trước khi kết thúc năm học`: no calendar has that day
_TERM_OVER = opened(
    r"(?<!\w)(?P<before>trước\s+khi\s+)?(?P<over>(?:hết|kết\s+thúc|cuối)\s+(?:học\s+kỳ(?:\s+(?:i{1,2}|[12]|một|hai))?|năm\s+học"
    r"|vụ\s+(?:đông\s+xuân|hè\s+thu|thu\s+đông|chiêm\s+xuân|chiêm|xuân|mùa))(?:\s+(?:này|năm\s+nay))?)(?!\w)(?!\s+(?:\d|trước))",
    *("trước khi", "hết", "kết", "cuối"),
)
# `trước mùa mía`, `trước khi vào mùa tôm`, `trước vụ sạ`: every trade has a season; `trước vụ việc` has none
_SEASON_BEFORE = opened(
    r"(?<!\w)(?P<before>trước)\s+(?:khi\s+(?:bước\s+vào|vào|tới|đến)\s+)?(?P<season>(?:mùa\s+[^\W\d]+"
    r"|vụ\s+(?:lúa|mía|tôm|cá|màu|muối|rẫy|sạ|gieo|thả|thu|cà|tiêu|điều|vải|nhãn|xoài|hoa|tết|nuôi|trồng|chính)(?!\w))"
    r"(?:\s+(?!(?:để|nhằm|và|phải|cho|theo|báo|gửi|gởi|thì|là|các|tại|ở|của|trong|năm)(?!\w))[^\W\d]+){0,2})"
    r"(?=\s*(?:[,.;:()\n]|$|(?:để|nhằm|phải|và|năm)(?!\w)))",
    "trước",
)


def event_candidates(view: str, text: str, found: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """`trước kỳ họp thứ 9`, `trước mùa mưa năm 2026`: the event is kept as anchor, no date is invented."""
    pattern = any_of(
        "events",
        r"(?<!\w)(?:(?P<before>trước)\s+(?:khi\s+(?:bước\s+vào\s+|vào\s+|diễn\s+ra\s+|tới\s+|đến\s+|bắt\s+đầu\s+)?)?"
        r"(?P<what>%s(?:\s+(?:thứ\s+\w+|năm\s+\d{4}|năm\s+học\s+(?:mới|tới|sau)"
        r"|mới|năm\s+(?:nay|sau|tới)|sắp tới|tới|này|(?:thường\s+lệ\s+|thường\s+kỳ\s+)?(?:giữa|cuối)\s+năm(?:\s+\d{4})?"
        r"|chuyên\s+đề|bất\s+thường|thường\s+(?:lệ|kỳ)|(?:của\s+)?(?:hđnd|quốc\s+hội|hội\s+đồng\s+nhân\s+dân)"
        r"(?:\s+(?:tỉnh|thành\s+phố|huyện|thị\s+xã|quận|xã|phường|các\s+cấp))?))*(?!\w)(?!\s+(?:về|rằng)(?!\w)))"
        r"|tại\s+(?P<next>(?:các\s+)?(?:kỳ|phiên|cuộc|hội\s+nghị)\s+(?:họp|giao\s+ban)(?:\s+(?!về|để|trước)[^\s,.;:()\d]+){0,4}?"
        r"\s+(?:sau|tới|tiếp\s+theo|kế\s+tiếp|sắp\s+tới|gần\s+nhất)(?!\w)))",
    )
    taken = bytearray(len(view))
    for candidate in found:
        if candidate.strength == "strong":
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    events = []
    lower = lower_case(view)
    others = (_FINISHED_BEFORE, _NATURE_BEFORE, _TERM_OVER, _FRONT_BEFORE, _SEASON_BEFORE)
    for match in (
        *Opened(pattern, ("trước", "tại")).finditer(lower),
        *(found for other in others for found in other.finditer(lower)),
    ):
        name = next(name for name, words in match.groupdict().items() if words and name != "before")
        start, end = match.start("before") if match["before"] else match.start(name), match.end(name)
        if any(taken[start:end]):
            continue
        bound: Bound = "before" if match["before"] else "by"
        what = text[match.start(name) : end]
        # `xong trước mùa mưa`, but not the work between: `hoàn thành việc sửa đê | trước khi lũ về`
        begin = start if len(view[match.start() : start].split()) > 1 else match.start()
        deadline = deadline_at(text, begin, end, bound=bound, anchor=what, offset="P0D")
        first, last = sentence_around(view, start, end)
        beside = [c for c in found if first <= c.start < last]
        if "season" in match.groupdict() and any(c.deadline.due and c.role == "task" for c in beside):
            continue  # `hộ cần giúp trước mùa gió chướng, gửi UBND xã ngày 15/10`
        dated = any(c.strength == "strong" for c in beside)
        goes_on = any(start < c.start and c.strength == "strong" for c in beside)
        before = max(0, start - 90)
        last_step = not goes_on and _LAST_STEP.search(view, before, start)
        firm = last_step or (not dated and _FINISHED.search(view, before, start))
        events.append(DeadlineCandidate(begin, end, deadline, "strong" if firm else "weak", "task"))
    return events


# `tu bổ xong kè Bến Than | trước mùa lũ`: firm
_FINISHED = re.compile(r"(?<!\w)(?:xong|hoàn\s+thành|hoàn\s+tất|dứt\s+điểm)(?!\w)[^.;:,\n]{0,80}\Z", re.I)


# `khởi công trước ngày 30/4, làm xong | trước khi vào năm học mới`: a step of its own, whatever day stands before it
_LAST_STEP = re.compile(
    r"(?:[,;]|(?<!\w)và)\s+(?:(?:làm|thi\s+công|xây|sửa|cơ\s+bản|phải)\s+)*(?:xong|hoàn\s+thành|hoàn\s+tất|dứt\s+điểm)(?!\w)[^.;:,\n]{0,80}\Z",
    re.I,
)


_BARE_DAY = opened(  # in lower case
    r"(?<!\w)(?P<cue>(?:xong\s+)?trước|(?:(?:chậm|muộn|trễ)\s+nhất|hạn\s+(?:cuối|chót)|đến\s+hết)(?:\s+(?:là|vào|đến|hết))?)\s+"
    r"(?:ngày\s+(?P<day>[12]\d|3[01]|0?[1-9])(?:\s+tây)?(?:\s+(?:này|tới|tới\s+đây))?"
    r"|(?P<alone>[12]\d|3[01]|0?[1-9])\s+(?:tây(?:\s+(?:này|tới))?|này))"
    r"(?=\s*(?:[.,;)\n]|$|\(thứ|phải|để|gửi|báo|trình|(?:nghen|nghe|nhé|nhá|nha|nghe\s+chưa|đó|đấy)(?!\w)))",
    *("xong", "trước", "chậm", "muộn", "trễ", "hạn", "đến"),
)


def bare_day_candidates(view: str, text: str, places: Sequence[Place], anchor: Anchor) -> list[DeadlineCandidate]:
    """`chậm nhất ngày 15`: of the month that the sentence names before, else the first one on or after the anchor."""
    found = []
    for match in _BARE_DAY.finditer(lower_case(view)):
        first, last = sentence_around(view, match.start(), match.end())
        beside = [p.expression for p in places if first <= p.mention.start < last]
        day = frame_of(anchor).day
        if day is None or any(isinstance(expression, Recurring) for expression in beside):
            continue
        said = [p.expression for p in places if first <= p.mention.start < match.start()]
        due = _day_of_month(int(match["day"] or match["alone"]), said[-1] if said else None, anchor)
        if due is None:
            continue
        bound: Bound = "before" if match["cue"].endswith("trước") else "by"
        permitted = due - dt.timedelta(days=1) if bound == "before" else due
        deadline = deadline_at(
            text, *match.span(), due=due.isoformat(), bound=bound, last_day=permitted.isoformat(), inferred=True
        )
        found.append(DeadlineCandidate(*match.span(), deadline, "strong", "task"))
    return found


def _day_of_month(number: int, month: Expression | None, anchor: Anchor) -> dt.date | None:
    """Day `number` of the month named, of the anchor's month or of the next."""
    frame = frame_of(anchor, "next")
    if month is not None:
        named = bounds_of(month, frame)
        if not (isinstance(month, Stretch | Shifted) and named.last):
            return None
        return _day_in(named.last.year, named.last.month, number)
    assert frame.day is not None
    if number >= frame.day.day:
        return _day_in(frame.day.year, frame.day.month, number)
    turn = frame.day.month == 12
    return _day_in(frame.day.year + turn, 1 if turn else frame.day.month + 1, number)


def _day_in(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:  # a month without a 31st
        return None
