"""Where a calendar expression stands: its sentence, and the cue words before it that make it a bound."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from functools import cache, lru_cache

import msgspec

from extractor.core.calendar import Day, Expression, Recurring, Shifted
from extractor.core.characters import lower_case
from extractor.core.mentions import TimeMention
from extractor.core.record import Anchor
from extractor.lexicon.alternation import opening
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.resolve.dates import frame_of
from extractor.resolve.deadline_settings import Setting, Strength


class Place(msgspec.Struct, frozen=True):
    """A calendar expression with the sentence it stands in and the cue words right before it."""

    index: int
    mention: TimeMention
    sentence: tuple[int, int]
    cue: str
    start: int  # of the cue words, or of the expression where it has none
    ends_day: bool = False  # `hết giờ làm việc` stands before the day
    at_end: bool = False  # `trước khi kết thúc năm 2026`: its end is meant
    held: bool = False  # `trước phiên họp thường kỳ tháng 9`: what is held then stands between

    @property
    def expression(self) -> Expression:
        return self.mention.expression  # type: ignore[no-any-return]


# a line that ends in a word of time goes on in the next: `hoàn thành trước | 30/8/2022`
_BREAK = re.compile(
    # the mark first: then the search leaps to the next
    r"[.!?…;\n](?:(?<=;)|(?<=\n)(?<!rước\n)(?<!nhất\n)(?<!gày\n)(?<!ến\n)(?<!rong\n)"
    r"|(?<=[.!?…])(?:(?=\s)(?<!\d\.)|(?=\s+[A-ZĐÂÊÔƠƯÁÀẢÃẠ])))"
)
# `sáng`, `cuối giờ chiều`, `hết giờ làm việc` before the day
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:(?:(?:cuối|đầu|giữa|hết)\s+(?:giờ|buổi)\s+)?(?:buổi\s+)?(?:rạng\s+sáng|sáng|trưa|chiều|tối|đêm)"
    r"|(?:khi\s+)?(?:cuối|hết|đầu|giữa)\s+(?:giờ|ngày|buổi)(?:\s+(?:làm\s+việc|hành\s+chính))?|(?<!hạn )cuối)\s+$",
    re.I,
)
_PART_ENDS = ("sáng", "trưa", "chiều", "tối", "đêm", "giờ", "ngày", "buổi", "việc", "chính", "cuối")
_ENDING = re.compile(r"(?:kết\s+thúc|hết|bế\s+mạc|khép\s+lại)\s*\Z", re.I)
_END_OF_DAY = re.compile(r"(?:khi\s+)?(?:hết|cuối)\s+(?:giờ|ngày|buổi)", re.I)
_BEFORE_IT = re.compile(r"(?<!\w)trước\s+(?:khi|lúc)\s+\Z", re.I)
_RUNS_OUT = re.compile(r"hết\s", re.I)
_LONGEST_NOUN = 24  # characters
_REACH = 240  # characters to look for the sentence's start and end


def sentence_around(view: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or line that [start, end) stands in."""
    floor, ceiling = max(0, start - _REACH), min(len(view), end + _REACH)
    breaks = _breaks(view)
    # what stands at the edge of the stretch is not looked at by the break before it
    before = reversed(breaks[bisect_left(breaks, floor) : bisect_left(breaks, start)])
    behind = breaks[bisect_left(breaks, end) : bisect_left(breaks, ceiling)]
    return (
        next((at + 1 for at in before if _BREAK.match(view, at, start)), floor),
        next((at for at in behind if _BREAK.match(view, at, ceiling)), ceiling),
    )


@lru_cache(maxsize=2)
def _breaks(view: str) -> list[int]:
    """Where sentences and lines of a view may end, each at one character."""
    return [found.start() for found in _BREAK.finditer(view)]


@cache
def _titled() -> re.Pattern[str]:
    nouns = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in deadline_cues().titled)
    return re.compile(rf"(?<!\w)(?:{nouns})(?:\s+(?:là|về|mang\s+tên|với))?\s*\Z", re.I)


def in_title(view: str, start: int, end: int) -> bool:
    """Whether [start, end) stands in a name in quotes (`bài "Mỗi năm mất trăm tỷ"`): it says nothing of the work."""
    line = view.rfind("\n", max(0, start - _REACH), start) + 1
    opened = view.rfind('"', max(line, start - _REACH), start)
    if opened < 0 or view.count('"', line, start) % 2 == 0 or view.find('"', end, end + _REACH) < 0:
        return False
    return _titled().search(view, max(line, opened - _LONGEST_NOUN), opened) is not None


# `trung hạn 2021-2025`, `gia hạn`, `hết hạn 30/9`: no bound
_OTHER_TERM = "(?:{})".format(
    "|".join(
        f"(?<={word} )" for word in ["trung", "dài", "ngắn", "gia", "hết", "đến", "quá", "kỳ", "có", "niên", "định"]
    )
)


@cache
def _cue_pattern() -> re.Pattern[str]:
    """The cue at the end of what stands before a time, in lower case."""
    cues = deadline_cues()
    words = sorted({*cues.before, *cues.strong, *cues.weak}, key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    labels = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in cues.labels)
    return re.compile(
        rf"{opening((*words, *cues.labels))}(?<!\w)(?!(?<=hà )nội(?!\w))(?!{_OTHER_TERM}hạn(?!\w))"
        rf"(?P<cue>{alternatives}"
        rf"|(?:{labels})(?:\s+\w+){{0,4}}(?=\s*:))\s*:?\s*"
        r"(?:(?:thời\s+điểm|lúc|mốc|dịp|tuần\s+lễ|ca\s+\w+|đợt\s+\w+|hôm|đêm|kỳ|con\s+(?:nước|triều)"
        r"|ngày(?=\s+\Z)|ngày\s+(?:làm\s+việc\s+)?cuối(?:\s+cùng)?(?:\s+của)?)\s+)?"
        r"(?:(?:(?:đại\s+|ngày\s+|nghỉ\s+|kỳ\s+nghỉ\s+)?lễ|quốc\s+khánh|ngày\s+giải\s+phóng|giải\s+phóng\s+miền\s+nam"
        r"|quốc\s+tế\s+(?:lao\s+động|thiếu\s+nhi|phụ\s+nữ))\s+|" + _named_day() + r")?\Z"
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
# `để kịp trình kỳ họp tháng 12`, `đưa ra phiên họp HĐND huyện tháng 7`: no word stands before the meeting
_FOR_MEETING = re.compile(
    r"(?<!\w)(?:trình|kịp|đưa(?:\s+(?:ra|vào))?)\s+(?:(?:hđnd|ubnd|ubtvqh|quốc\s+hội|ban\s+chấp\s+hành)(?:\s+(?:tỉnh|thành\s+phố|huyện|xã|phường))?\s+)?"
    r"(?P<at>(?:phiên|kỳ|cuộc)\s+họp(?:\s+(?!ngày(?!\w))[^\s,.;:()]+){0,6}?)\s+\Z",
    re.I,
)
# `dự sinh hoạt với chi bộ trong kỳ sinh hoạt tháng 9`: what is held every month is told by its month
_IN_ROUND = re.compile(
    r"(?<!\w)(?P<at>(?:ngay\s+)?(?:trong|vào|tại)\s+(?:kỳ|buổi|phiên|đợt)\s+(?:sinh\s+hoạt|giao\s+ban)"
    r"(?:\s+(?:chi\s+bộ|đảng|định\s+kỳ|thường\s+kỳ|thường\s+xuyên|của|cán\s+bộ|hội|đoàn)){0,3})\s+\Z",
    re.I,
)
_SUMMING_UP = re.compile(
    r"(?<!\w)(?:tổng\s+kết|sơ\s+kết|triển\s+khai|công\s+tác|nhiệm\s+vụ|kế\s+hoạch|kỷ\s+niệm)(?!\w)", re.I
)
_MEETINGS = ("phiên", "kỳ", "cuộc", "buổi", "họp", "hội", "giao")  # one of them is in all that _AT_MEETING finds
MEETING = "tại phiên họp"  # the cue of such a place


def _at_meeting(before: str) -> re.Match[str] | None:
    lower = before.lower()
    if not any(word in lower for word in _MEETINGS):
        return None
    return _AT_MEETING.search(before) or _FOR_MEETING.search(before) or _IN_ROUND.search(before)


_IN_HANOI = re.compile(r"Hà Nội\Z")  # `tại Hà Nội tháng 5/2017` says nothing of `nội tháng 5`


def place_of(view: str, index: int, mention: TimeMention) -> Place:
    """Where `mention`, the time number `index`, stands, with the cue words before it."""
    sentence = sentence_around(view, mention.start, mention.end)
    start = mention.start
    before = view[sentence[0] : start]
    dated = isinstance(mention.expression, Day | Shifted | Recurring)
    part = _PART_OF_DAY.search(before) if dated and before.rstrip().lower().endswith(_PART_ENDS) else None
    if part and not isinstance(mention.expression, Recurring):
        before = before[: part.start()]
    lower = lower_case(view)[sentence[0] : sentence[0] + len(before)]
    found = _cue_pattern().search(lower)
    cue = ""
    if found and found["cue"] == "trước" and lower_case(view).startswith("trước ", mention.start):
        found = None  # `số liệu tháng trước | trước ngày 05 hằng tháng`
    if found and _IN_HANOI.search(before, max(0, found.start() - 4), found.end("cue")):
        found = None
    if found and found["held"] and not found["cue"].lower().endswith("trước"):
        found = None  # `trong cuộc họp ngày 12/9` tells of the meeting
    if found:
        cue = " ".join(found["cue"].lower().split())
        start = sentence[0] + found.start()
        # two cue words in a row: `định kỳ trước ngày …`, `xong trước`, `chậm nhất là trước`
        goes_on = cue in deadline_cues().before or cue in deadline_cues().weak
        earlier = _cue_pattern().search(lower[: found.start()]) if goes_on else None
        past = earlier is not None and earlier["cue"].lower() == "trước" and cue in deadline_cues().weak
        # `nhật ký tuần trước vào mỗi sáng thứ Hai`: no bound
        if earlier and not past:
            start = sentence[0] + earlier.start()
            if cue in deadline_cues().weak and cue != "từ":
                cue = " ".join(earlier["cue"].lower().split())
    elif (meeting := _at_meeting(before)) and not _SUMMING_UP.search(meeting["at"]):
        cue, start = MEETING, sentence[0] + meeting.start("at")
    elif part:
        start = sentence[0] + part.start()
        if part[0].lower().startswith("hết"):
            cue = "chậm nhất"  # `hết giờ làm việc ngày 29/12`: an end by itself
    if not cue and view[start : start + 6].lower() == "trong ":
        cue = "trong"  # `trong tuần`, `trong quý`: the cue is part of the expression
    at_end = bool(found and found["held"] and _ENDING.search(found["held"]))
    # `trước khi hết tháng này`: the time itself says that its end is meant
    at_end = at_end or (_BEFORE_IT.search(before) is not None and _RUNS_OUT.match(view, mention.start) is not None)
    ends_day = part is not None and _END_OF_DAY.match(part[0]) is not None
    held = bool(found and found["held"] and _GATHERING.match(found["held"]))
    return Place(index, mention, sentence, cue, start, ends_day, at_end, held)


_GATHERING = re.compile(r"(?:buổi|cuộc|đợt|kỳ|phiên|lễ|hội|đại\s+hội)(?!\w)(?!\s+(?:nghỉ|tết))", re.I)
_THIS = re.compile(r"^\s+(?:này|tới(?:\s+đây)?|sắp\s+tới)(?!\w)")  # `quý I này`, `tháng 7 tới`


def setting_of(view: str, place: Place, due: dt.date | None, anchor: Anchor, strength: Strength) -> Setting:
    """What decides the role of a date: the words on both sides, its cue and its day."""
    left = view[place.sentence[0] : place.start].lower()
    right = _THIS.sub("", view[place.mention.end : place.sentence[1]].lower())
    return Setting(
        left,
        right,
        place.cue,
        strength,
        place.expression,
        due,
        frame_of(anchor).day,
    )
