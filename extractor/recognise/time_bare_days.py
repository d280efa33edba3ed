"""A day and month in figures alone, `25/11`: a day only where the words around it say so."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Day, Expression, LunarDay
from extractor.lexicon.calendar_words import calendar_words
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.recognise.time_atoms import (
    PART_OF_DAY,
    WEEKDAY,
    words_pattern,
)

_RANGE_AFTER = re.compile(r"(?:-|đến|tới) ?(?:hết )?(?:ngày )?\d{1,2}/\d{1,2}(?!\d) ?")
_POINT_BEFORE = re.compile(
    r"(?<!\w)(?:điểm|mục|khoản|phần|bảng|hình|biểu|biểu đồ|phụ lục|bước|tiêu chí|chỉ tiêu|nội dung|nhiệm vụ|chương|số)"
    r"(?:\s?[\d.]{1,8}\s?(?:,|và|;|đến|-|hoặc)){0,4}\s?\Z"
)


def bare_day(found: re.Match[str]) -> Expression | None:
    """`7/9` without `ngày` and without a year: a date only where the words around it say so."""
    day, month = int(found["day"]), int(found["month"])
    if not Day(day, month).valid:
        return None
    view = found.string
    before = view[max(0, found.start() - 40) : found.start()].lower()
    after = view[found.end() : found.end() + 24].lower()
    slash = found["sep"] == "/"
    if not slash:
        before = before.split("\n")[-1]  # `thời gian tới\n2.1 Yêu cầu chung`
    around_the_clock = (day, month) == (24, 7)
    if not slash and _POINT_BEFORE.search(before):
        return None  # `điểm 2.1 và 2.2`
    sure = slash and day > month and (_alone(before, after) or (_in_sentence(before, after) and not around_the_clock))
    sure = sure or (slash and _ends_duty(before, after, day, month))
    if not sure and not is_day_between(before, after, certain=slash):
        return None
    if found["lunar"]:
        return LunarDay(day, month, None)
    return Day(day, month)


# A part is never more than its whole, so these are no ratios.
def _alone(before: str, after: str) -> bool:
    """Whether the numbers fill a table cell, or a line of their own."""
    return bool(re.search(r"[|\t\n]\s?\Z", before)) and bool(re.match(r"\s?(?:[|\t\n]|\Z)", after))


def _in_sentence(before: str, after: str) -> bool:
    """`cam kết 30/8 hoàn thành`: a word before, and behind it what follows a date."""
    left = " ".join(before.split())
    last = left[-1:]
    led = last.isalpha() and not any(left.endswith(word) for word in calendar_words().not_before_bare_day)
    if led and re.match(r"\s(?:này|tới|tới đây|năm nay|năm sau|hằng năm)(?!\w)", after):
        return True
    return (led or not left or last in ':,;.!?“"') and bool(
        re.match(
            r"\s(?:hoàn thành|hoàn tất|xong|phải|sẽ|đã|tại|họp|khai mạc|tổ chức|thông xe|nộp|gửi|gởi|chuyển|báo cáo"
            r"|trình|bàn giao|công bố|chốt|quyết toán|thanh toán|nghiệm thu|khởi công|khai trương|ra quân"
            r"|(?:là|thì) (?:phải|có|xong|chốt|nộp|hết|đóng|khóa))(?!\w)",
            after,
        )
    )


# `các ấp gởi về 24/4, phòng chốt 27/4`: what is handed in or closed, up to the day
_HANDED_IN = re.compile(
    r"(?<!\w)(?:(?:gửi|gởi|nộp|trình|báo|báo cáo|bàn giao|trả|trả lời|chuyển|đưa|đem)(?: (?!đạt|được|số|là"
    r"|có)[^\s\d,.;:()]+){1,6}"
    r"|(?:phòng|văn phòng|xã|sở|huyện|tổ|ban|đội|hội|thì|rồi|sẽ|phải|để) (?:\w+ ){0,2}(?:chốt|khóa sổ|nghiệm thu)"
    r"|chốt (?:số|sổ|danh sách|số liệu)"
    r"|(?<!\w)(?:bữa|hẹn))\Z"
)
_CLAUSE_OVER = re.compile(r"\s?(?:[,;.)](?!\d)|\n|\Z)")
# `quá 15/9 không xong thì chấm dứt hợp đồng`
_NOT_DONE = re.compile(r"\s(?:mà )?(?:vẫn )?(?:không|chưa)(?!\w)")


def _ends_duty(before: str, after: str, day: int, month: int) -> bool:
    """Whether a bare day closes what is handed in by then; `báo cáo 2/3` may be a part of something."""
    if before.endswith("quá "):
        return _NOT_DONE.match(after) is not None
    return day >= month and _HANDED_IN.search(before.rstrip(" ")) is not None and _CLAUSE_OVER.match(after) is not None


def is_day_between(before: str, after: str, *, certain: bool) -> bool:
    words = calendar_words()
    left, after = " ".join(before.split()), " ".join(after.split())
    cued = any(left.endswith(word) and not left[: -len(word)][-1:].isalpha() for word in words.before_bare_day)
    asked = re.match(r"(?:\w+ ){1,2}nào(?!\w)", after)  # `đến 30/9 dự án nào chưa xong`
    ranged = _RANGE_AFTER.match(after)
    noun = after[ranged.end() :] if ranged else after  # `1/2-2/3 diện tích`
    counted = not asked and any(
        noun.startswith(word) and not noun[len(word) :][:1].isalpha() for word in words.counted_after_ratio
    )
    if counted and not re.search(
        r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|rạng sáng|ngày \d{1,2} (?:đến|tới|và)(?: hết)?(?: ngày)?)$", left
    ):
        return False
    if left.endswith("không quá") and certain:
        return bool(re.match(r"(?:[.,;:)]|$|\(|và |phải |để |theo )", after))  # `không quá 2/3 số phiếu`
    if cued or (certain and ranged) or _bare_day_cue().search(left):
        return True
    if not certain or any(left.endswith(word) for word in words.not_before_bare_day):
        return False
    opens_line = not left or before.rstrip(" ").endswith("\n")
    in_brackets = left.endswith("(") and after.startswith(")")
    return in_brackets or (opens_line and bool(re.match(r"[,:]", after)))


@cache
def _bare_day_cue() -> re.Pattern[str]:
    """`thứ Bảy, 14/11`, `sáng nay (17/11)`, `hạn cuối: 25/11`, and the second of `30/4 - 01/5`."""
    labels = words_pattern(deadline_cues().labels)
    named = words_pattern(deadline_cues().day_events)  # `trước ngày khai giảng 5/9`
    now = rf"(?:{PART_OF_DAY}|hôm) (?:nay|mai|qua|kia)|ngày mai|tuần (?:này|tới|sau|trước)"
    return re.compile(
        rf"(?<!\w)(?:(?:{WEEKDAY}|{now}),? ?\(?|(?:{labels})(?: \w+){{0,3}} ?:)\Z"
        rf"|(?<!\w)(?:ngày|lễ) (?:{named})(?: (?!của|theo|báo|gửi|trình|các|và|đạt)\w+){{0,4}}\Z"
        # `trước ngày bế giảng 29/5`
        r"|(?<!\w)(?:trước|đến|nhất|kịp|đúng)(?: vào)? (?:ngày|buổi|lễ|hội nghị|dịp|thời điểm|khi|đợt|đêm)"
        r"(?: (?!của|theo|báo|gửi|trình|các|và|đạt|có|được|với|gồm)[^\W\d]+){1,4}\Z"
        r"|(?<!\w)ngày \d{1,2}(?:,? (?:và )?\d{1,2}){0,4}(?:,| và)\Z"
        rf"|(?<!\w)(?:lễ|dịp|ngày|kỷ niệm|mừng) \d{{1,2}}/\d{{1,2}}(?:, ?\d{{1,2}}/\d{{1,2}}){{0,3}},\Z"
        rf"|(?<![\d/])\d{{1,2}}/\d{{1,2}} ?[-~]\Z|(?<!\w)ngày \d{{1,2}}\.\d{{1,2}} ?-\Z"
        # `sau trận lốc 22/5`: what happens on a day
        r"|(?<!\w)(?:trận|cơn|cuộc|buổi|phiên|hội nghị|vụ (?:cháy|sạt|nổ|chìm|tai|lật|vỡ))(?: [^\W\d]+){0,3}\Z"
    )
