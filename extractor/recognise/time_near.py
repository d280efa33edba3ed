"""Days of the coming week as they are said at a meeting: `thứ Sáu dò lại`, `mai có dự toán`, `gởi về thứ Tư`.

A weekday without a week is the first one from the document on, and only where its clause says what is to be done
then: `thứ hai, …` counts points, `làm cả thứ Bảy` and `từ thứ Hai đến thứ Sáu` say on what days something goes on.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Expression, Shifted
from extractor.lexicon.calendar_words import calendar_words
from extractor.lexicon.orders import one_of, order_words
from extractor.recognise.time_atoms import BLANK, GAP, WEEKDAY, WORD_END, Rule, clock_of, clock_pattern, rule

_REACH = 120  # characters of the clause before
_PART_OF_DAY = rf"(?:(?:rạng{BLANK})?sáng|trưa|chiều|tối|đêm)"
# a bullet, a number of a list, or the end of the clause before
_OPENS = re.compile(
    rf"(?:\A|\n|[.;:,(]\s)\s{{0,4}}(?:[-–•+*]\s{{0,4}}|\w{{1,3}}[.)]\s{{1,4}})?"
    rf"(?:(?:thì|chậm nhất|muộn nhất|trễ nhất|đúng|đến|tới|vào|ngay|hẹn|hết|trong)\s)?(?:{_PART_OF_DAY}\s)?\Z",
    re.I,
)
_LATE_COUNT = re.compile(r"(?<!\w)thứ\s+nhất(?!\w)", re.I)
# on what days something goes on, or when it was
_GOES_ON = re.compile(
    r"(?<!\w)(?:hằng|hàng|mỗi|từng|định kỳ|thường xuyên|các|những|cứ|cả|kể cả|trừ|lịch|nghỉ|đã|vừa|hôm|từ|lần"
    r"|vụ)(?!\w)",
    re.I,
)
_OFTEN = re.compile(
    r"(?<!\w)(?:(?:hằng|hàng|mỗi|từng) (?:ngày|tuần|tháng|quý|buổi|sáng|chiều|tối)|định kỳ|thường xuyên|cứ|đã"
    r"|vừa)(?!\w)",
    re.I,
)
_NO_LIST = rf"(?!{GAP}(?:,|và|-|đến|tới|hoặc|&){GAP}(?:{_PART_OF_DAY}{BLANK})?(?:{WEEKDAY}|[2-7](?!\d)))"
_NO_DATE = (
    rf"(?!{GAP}[,(]?{GAP}(?:ngày{GAP})?\d)(?!{BLANK}(?:tuần|hằng|hàng|mỗi|của|đầu|cuối|trong|vừa|rồi|qua|tới|này))"
)
# what is handed in or over, up to the day behind it
_HANDS_IN = re.compile(
    r"(?<!\w)(?:gửi|gởi|nộp|trình|báo cáo|báo|bàn giao|giao|chốt|xong|trả lời|trả|đưa|đem|mang|chuyển|phát"
    r"|nghiệm thu|họp lại"
    r"|khởi công|khai trương|hoàn thành|hoàn tất)"
    r"(?:\s+(?!đã(?!\w))[^\s,.;:()]+){0,7}\s(?:(?:vào|trong|ngay|đúng|đến|tới|hẹn)\s)?(?:"
    rf"{_PART_OF_DAY}\s)?\Z",
    re.I,
)
_PART_BEFORE = re.compile(rf"(?<!\w){_PART_OF_DAY}\s\Z", re.I)
_AT_END = re.compile(r"\s*(?:[.,;)\n]|\Z)")


@cache
def _to_do() -> re.Pattern[str]:
    """What says behind a day that something is to be done then: `là xong`, `phải có`, `dò lại …`, `cho tôi …`."""
    everyday = one_of(calendar_words().said_of_days)
    return re.compile(rf"\s(?:(?:là|thì|phải|sẽ|cũng|đã)\s){{0,3}}(?:{everyday}|{one_of(order_words().verbs)})", re.I)


# `Mốt | tổ điện phải kéo xong dây`
_SOMEBODY_MUST = re.compile(r"\s(?!(?:và|với|cùng|là|thì|cũng|sẽ)\s)(?:[^\s,.;:()]+\s){1,7}?phải\s", re.I)


def _opens_duty(found: re.Match[str]) -> bool:
    """Whether the day opens a clause that says what is to be done then."""
    view = found.string
    before = view[max(0, found.start() - _REACH) : found.start()]
    does = _to_do().match(view, found.end()) or _SOMEBODY_MUST.match(view, found.end())
    return _OPENS.search(before) is not None and does is not None


def _closes_duty(found: re.Match[str]) -> bool:
    """Whether the day stands right behind what is handed in then."""
    before = found.string[max(0, found.start() - _REACH) : found.start()]
    return _HANDS_IN.search(before) is not None and _AT_END.match(found.string, found.end()) is not None


def _weekday(found: re.Match[str]) -> Expression | None:
    view, said = found.string, " ".join(found["weekday"].split())
    weekday = calendar_words().weekdays.get(said.lower().removeprefix("thứ ").strip())
    sentence = re.split(r"[.;\n]", view[max(0, found.start() - 200) : found.start()])[-1]
    if weekday is None or _OFTEN.search(sentence) or _GOES_ON.search(re.split(r"[,:(]", sentence)[-1][-12:]):
        return None
    # `Thứ hai, …`, `thứ ba là …` count points
    counts = not said.lower().startswith("chủ") and not said.split()[-1][0].isupper()
    if counts and (said[0].isupper() or _LATE_COUNT.search(view)):
        return None
    ordinal = counts and not _PART_BEFORE.search(view, max(0, found.start() - 12), found.start())
    if not (_opens_duty(found) or (not ordinal and _closes_duty(found))):
        return None  # `chuyển sang nội dung thứ hai, …`
    hour, minute = clock_of(found, "1")
    return Shifted("day", 0, weekday=weekday, hour=hour, minute=minute)


_BOUND_BEFORE = re.compile(
    r"(?<!\w)(?:từ|trước|trong|đến|tới|nội|hết|ngay|chậm nhất|muộn nhất|trễ nhất|xong|sớm)\s"
    rf"(?:(?:là|vào)\s)?(?:{_PART_OF_DAY}\s)?\Z",
    re.I,
)
_NEXT_DAYS = {"mai": 1, "mốt": 2}


def _coming_day(found: re.Match[str]) -> Expression | None:
    """`mai có dự toán`, `từ mai`, `trước mốt`: the words alone are also a flower, a name, a fashion."""
    view, said = found.string, found["near"]
    if not said.islower() and not (found["ngày"] or view[max(0, found.start() - 2) : found.start()].strip(" -") == ""):
        return None
    before = view[max(0, found.start() - _REACH) : found.start()]
    bound = _BOUND_BEFORE.search(before) and (_AT_END.match(view, found.end()) or _to_do().match(view, found.end()))
    if not (bound or _opens_duty(found) or (found["ngày"] and _closes_duty(found))):
        return None
    return Shifted("day", _NEXT_DAYS[said.lower()])


def near_rules() -> tuple[Rule, ...]:
    """Rules for days that only their clause makes days."""
    return (
        rule(
            "day.weekday_duty",
            rf"(?:{clock_pattern('1')}{BLANK}(?:{_PART_OF_DAY}{BLANK})?)?(?P<weekday>{WEEKDAY}){WORD_END}{_NO_LIST}{_NO_DATE}",
            _weekday,
            43,
        ),
        rule(
            "day.coming",
            rf"(?P<ngày>ngày{BLANK})?(?P<near>mai|mốt){WORD_END}(?!{BLANK}(?:mốt|sau|kia|một|mối|táng))",
            _coming_day,
            43,
        ),
    )
