"""Single days: `ngày 30/6/2022`, `30 tháng 6 năm 2022`, a bare `7/9`, `hôm nay`, feasts of the moon."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Anaphor, Day, Expression, Interval, LunarDay, Shifted
from extractor.core.characters import UPPER
from extractor.lexicon.calendar_words import calendar_words
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    WEEKDAY,
    WORD_END,
    YEAR,
    Rule,
    clock_of,
    clock_pattern,
    full_year,
    month_of,
    month_pattern,
    number_of,
    number_pattern,
    rule,
    words_pattern,
)

# `tuần thứ 2 tháng 12`: the number counts something else
_COUNTED_BEFORE = re.compile(r"(?<!\w)(?:thứ|lần|đợt|số|khóa|tuần|hơn|gần|sau)\s\Z", re.I)
_WEEKLY = re.compile(r"(?:hằng|hàng|mỗi|từng)\s(?:tuần|ngày|tháng)|định kỳ|thường xuyên", re.I)
_MANY_DAYS = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng|từng|các|những|mọi)\s(?:ngày|buổi|sáng|trưa|chiều|tối|đêm|tuần)(?!\w)", re.I
)
_SEVERAL_BEFORE = re.compile(r"(?<!\w)(?:mấy|những|các|bữa)\s\Z", re.I)  # `mấy hôm nay`
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
_RANGE_AFTER = re.compile(r"(?:-|đến|tới) ?(?:hết )?(?:ngày )?\d{1,2}/\d{1,2}(?!\d) ?")
_SHIFTS = {"này": 0, "tới": 1, "sau": 1, "trước": -1}


def _day_in_words(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not month or (found["month"].lower() == "năm" and not found["prefix"]):
        return None  # `5 tháng năm 2022` counts months
    if not found["prefix"] and _COUNTED_BEFORE.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    lunar = found["month"].lower() in calendar_words().lunar_months or found["lunar"]
    if lunar:
        return LunarDay(int(found["day"]), month, full_year(found["year"]))
    if not found["prefix"] and (
        not int(found["day"]) or (not found["year"] and (month > 12 or int(found["day"]) > 31))
    ):
        return None
    return Day(int(found["day"]), month, full_year(found["year"]))


def _day_in_figures(found: re.Match[str]) -> Expression | None:
    day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
    if not found["prefix"] and (month > 12 or day > 31 or not day or not month):
        return None
    if found["lunar"]:
        return LunarDay(day, month, year)
    return Day(day, month, year)


def _day_span(found: re.Match[str]) -> Expression | None:
    """`05-07/3/2024`: days of one month."""
    first, last, month, year = int(found["first"]), int(found["last"]), int(found["month"]), full_year(found["year"])
    if not first < last or not Day(first, month, year).valid:
        return None
    if not found["prefix"] and year is None:
        before = found.string[max(0, found.start() - 24) : found.start()].lower()
        after = found.string[found.end() : found.end() + 24].lower()
        if not _is_day_between(before, after, certain=before.endswith("(")):
            return None
    return Interval(Day(first, month, year), Day(last, month, year))


_POINT_BEFORE = re.compile(
    r"(?<!\w)(?:điểm|mục|khoản|phần|bảng|hình|biểu|biểu đồ|phụ lục|bước|tiêu chí|chỉ tiêu|nội dung|nhiệm vụ|chương|số)"
    r"(?:\s?[\d.]{1,8}\s?(?:,|và|;|đến|-|hoặc)){0,4}\s?\Z"
)


def _bare_day(found: re.Match[str]) -> Expression | None:
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
    if not sure and not _is_day_between(before, after, certain=slash):
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


def _is_day_between(before: str, after: str, *, certain: bool) -> bool:
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
    now = rf"(?:{_PART_OF_DAY}|hôm) (?:nay|mai|qua|kia)|ngày mai|tuần (?:này|tới|sau|trước)"
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


def _day_of_shifted_month(found: re.Match[str]) -> Expression | None:
    day = int(found["day"])
    return Shifted("month", _SHIFTS[found["which"].lower()], day=day) if 1 <= day <= 31 else None


def _weekday_of_week(found: re.Match[str]) -> Expression | None:
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    if weekday is None:
        return None
    return Shifted("week", _SHIFTS[found["which"].lower()] + (1 if found["again"] else 0), weekday=weekday)


def _weekday_ahead(found: re.Match[str]) -> Expression | None:
    """`xong trước thứ Sáu`: the first one from the document on."""
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    sentence = re.split(r"[.;\n]", found.string[max(0, found.start() - 200) : found.start()])[-1]
    if weekday is None or _WEEKLY.search(sentence):
        return None
    hour, minute = clock_of(found, "1")
    return Shifted("day", 0, weekday=weekday, hour=hour, minute=minute)


def _coming_weekday(found: re.Match[str]) -> Expression | None:
    """`thứ Tư tới`, `Chủ nhật này`: the first one from the document on; `tới` not on its own day."""
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().removeprefix("thứ").split()))
    if weekday is None:
        return None
    return Shifted("day", 1 if found["which"].lower() == "tới" else 0, weekday=weekday)


def _today(found: re.Match[str]) -> Expression | None:
    words = " ".join(found.group().lower().split())
    if _SEVERAL_BEFORE.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    shift = {"qua": -1, "kia": -2, "mai": 1, "mốt": 2}.get(words.split()[-1], 0)
    return Shifted("day", 2 if words == "ngày kia" else shift)


def _clock_today(found: re.Match[str]) -> Expression | None:
    """`trước 22 giờ` without a day: the day of the document, unless the sentence speaks of many days."""
    view, start, end = found.string, max(0, found.start() - 120), found.end()
    before, after = view[start : found.start()], view[end : end + 80]
    if _MANY_DAYS.search(re.split(r"[.;\n]", before)[-1]) or _MANY_DAYS.search(re.split(r"[.;\n]", after)[0]):
        return None
    hour, minute = clock_of(found, "1")
    return Shifted("day", 0, hour=hour, minute=minute)


def _anaphor(found: re.Match[str]) -> Expression | None:
    return Anaphor()


def _clock_then(found: re.Match[str]) -> Expression | None:
    """`kết thúc lúc 22 giờ 50`: a day that was named before."""
    hour, minute = clock_of(found, "1")
    return Anaphor(hour, minute)


def _lunar_day(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    day = 15 if found["full"] else number_of(found["day"])
    if not month or not day:
        return None
    lunar = found["full"] or found["lunar"] or found["cycle"] or found["month"].lower() in _OF_THE_MOON
    if found["solar"] or not (lunar or _is_of_the_moon(found.string, found.start(), day, month)):
        return Day(day, month, full_year(found["year"]))
    return LunarDay(day, month, full_year(found["year"]), _cycle(found["cycle"]))


_OF_THE_MOON = ("giêng", "chạp")
# feasts that only the moon has: 3 March, 5 May, 10 March
_FEASTS_OF_THE_MOON = ((3, 3), (5, 5), (10, 3), (7, 7))
_ABOUT_THE_MOON = re.compile(
    r"(?<!\w)(?:lễ hội|hội làng|hội xuân|giỗ|cúng|lễ tế|rước|(?<!gia )đình(?! chỉ)|đền(?! bù)|chùa|miếu|âm lịch|tết"
    r"|con nước|triều cường)(?!\w)",
    re.I,
)


def _is_of_the_moon(view: str, start: int, day: int, month: int) -> bool:
    """Whether `mùng 8 tháng 4` is told by the moon: offices write it of the sun but for feasts."""
    around = re.split(r"[.;\n]", view[max(0, start - 80) : start])[-1] + view[start : start + 60]
    return (day, month) in _FEASTS_OF_THE_MOON or _ABOUT_THE_MOON.search(around) is not None


def _first_days_in_figures(found: re.Match[str]) -> Expression | None:
    """`mùng 4/9`, `mồng 1-6-2024`."""
    day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
    if not 1 <= day <= 10 or not 1 <= month <= 12:
        return None
    moon = found["lunar"] or (not year and _is_of_the_moon(found.string, found.start(), day, month))
    return LunarDay(day, month, year) if moon else Day(day, month, year)


def _new_year(found: re.Match[str]) -> Expression | None:
    return LunarDay(1, 1, full_year(found["year"]), _cycle(found["cycle"]))


def _day_of_tet(found: re.Match[str]) -> Expression | None:
    """`mùng 4 Tết`, `29 Tết`, `giao thừa Tết Quý Mão`: the days around the lunar new year."""
    cycle, year = _cycle(found["cycle"]), full_year(found["year"])
    if found["night"]:
        return LunarDay(30, 12, year, cycle, eve=True)
    day = number_of(found["day"])
    if found["first"]:
        return LunarDay(day, 1, year, cycle) if 1 <= day <= 10 else None
    return LunarDay(day, 12, year, cycle, eve=True) if 20 <= day <= 30 else None


def _solar_new_year(found: re.Match[str]) -> Expression | None:
    return Day(1, 1, full_year(found["year"]))


def _kings(found: re.Match[str]) -> Expression | None:
    return LunarDay(10, 3, full_year(found["year"]))


def _feast(found: re.Match[str]) -> Expression | None:
    words, name = calendar_words(), " ".join(found["feast"].lower().split())
    year = full_year(found["year"])
    if name in words.lunar_feasts:
        day, month = words.lunar_feasts[name]
        return LunarDay(day, month, year)
    day, month = words.feasts[name]
    return Day(day, month, year)


def _cycle(text: str | None) -> str | None:
    return " ".join(text.split()).title() if text else None


_LUNAR = rf"(?P<lunar>{GAP}\(?(?:âm{BLANK}lịch|ÂL)\)?)?"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
# a day, or the second one behind the dash of `12/3-30/4`
_START = r"(?:(?<![\w/.,-])|(?<=\d[/.]\d-)|(?<=\d[/.]\d\d-)|(?<=[/.]\d{4}-)(?=\d{1,2}[/.]\d))"
_PREFIX = rf"(?:(?P<prefix>ngày{GAP})|{_START})"
# `12/3-30/4`: behind the dash stands another day
_END = r"(?![/\w]|[.,]\d|-\d(?!\d?[/.]\d{1,2}(?!\d)))"


def _behind_bound() -> str:
    """Right behind a bound, or behind the part of the day that follows one: `muộn nhất là sáng thứ Năm`."""
    parts = ("", "sáng ", "trưa ", "chiều ", "tối ")
    bounds = [f"(?<={bound} {part})" for bound in ("trước", "nhất", "nhất là", "hạn") for part in parts]
    return f"(?:{'|'.join(bounds)})"


@cache
def day_rules() -> tuple[Rule, ...]:
    """The rules for days of the solar calendar, most certain first."""
    return (
        rule(
            "day.words",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\d/.:])){_DAY}{GAP}tháng{GAP}(?P<month>{month_pattern()})"
            rf"(?:{GAP}[/,.-]?{GAP}(?:năm{GAP})?(?P<year>{YEAR})(?!/))?{_LUNAR}",
            _day_in_words,
            50,
        ),
        rule(
            "day.figures",
            rf"{_PREFIX}{_DAY}(?P<sep> ?/ ?| ?\. ?|-){_MONTH}(?P=sep){GAP}(?P<year>{YEAR}|(?<=/)\d\d(?!\d))"
            rf"{_END}{_LUNAR}",
            _day_in_figures,
            50,
        ),
        # the separators of `30/6/ 2022` and `30 /6/2022` need not be alike
        rule(
            "day.figures_spaced",
            rf"{_PREFIX}{_DAY}{GAP}/{GAP}{_MONTH}{GAP}/{GAP}(?P<year>{YEAR})(?![/\w]){_LUNAR}",
            _day_in_figures,
            49,
        ),
        rule(
            "day.figures_then_year",
            rf"{_PREFIX}{_DAY}[/.-]{_MONTH}{GAP},?{GAP}năm{GAP}(?P<year>{YEAR})(?![/\w]){_LUNAR}",
            _day_in_figures,
            49,
        ),
        rule(
            "day.figures_month",
            # a full stop ends the sentence: `trước ngày 25.` above item 3
            rf"(?P<prefix>ngày{GAP}){_DAY}(?:{GAP}[/-]{GAP}|\.){_MONTH}(?P<year>){_END}(?!%){_LUNAR}",
            _day_in_figures,
            48,
        ),
        rule(
            "days",
            rf"(?<!\d:){_PREFIX}(?P<first>\d{{1,2}}){GAP}-{GAP}(?P<last>\d{{1,2}})/{_MONTH}(?:/(?P<year>{YEAR}))?{_END}(?!%)",
            _day_span,
            51,
        ),
        rule("day.bare", rf"{_START}{_DAY}(?P<sep>[/.-]){_MONTH}{_END}(?!%){_LUNAR}", _bare_day, 40),
        rule(
            "day.month_shift",
            rf"(?:ngày{GAP}|(?<=trước )|(?<=chậm nhất )|(?<=muộn nhất )|(?<=nhất là )|(?<=hết )|(?<=hạn )|(?=m[ùồ]ng))"
            rf"(?:m[ùồ]ng{BLANK})?{_DAY}{BLANK}tháng{BLANK}(?P<which>này|tới|sau|trước)",
            _day_of_shifted_month,
            48,
        ),
        rule(
            "day.weekday",
            rf"(?P<weekday>{WEEKDAY}){BLANK}tuần{BLANK}(?P<which>này|tới|sau|trước)(?P<again>(?<=sau){BLANK}nữa)?",
            _weekday_of_week,
            47,
        ),
        rule(
            "day.weekday_coming",
            rf"(?P<weekday>{WEEKDAY}){BLANK}(?P<which>tới|này)(?:{BLANK}đây)?{WORD_END}",
            _coming_weekday,
            47,
        ),
        rule(
            "day.weekday_ahead",
            rf"{_behind_bound()}"
            rf"(?:{clock_pattern('1')}{BLANK}(?:{_PART_OF_DAY}{BLANK})?)?(?P<weekday>{WEEKDAY})"
            rf"{WORD_END}(?!{GAP}[,(]?{GAP}(?:ngày{GAP})?\d)"
            rf"(?!{BLANK}(?:tuần|hằng|hàng|mỗi|của|đầu|cuối|trong))",
            _weekday_ahead,
            46,
        ),
        rule(
            "day.today",
            rf"(?:(?:ngày{BLANK})?(?:hôm|bữa){BLANK}(?:nay|qua|kia)|ngày{BLANK}(?:mai|mốt)"
            rf"|(?<!một )(?<!vào )ngày{BLANK}kia|{_PART_OF_DAY}{BLANK}(?:nay|mai|mốt|qua)){WORD_END}",
            _today,
            45,
        ),
        rule(
            "day.clock_only",
            r"(?:(?<=trước )|(?<=chậm nhất )|(?<=muộn nhất )|(?<=nhất là )|(?<=nhất vào )|(?<=nhất lúc ))"
            rf"{clock_pattern('1')}(?!{BLANK}(?:\d|mỗi|hằng|hàng|làm|(?:{_PART_OF_DAY}{BLANK})?(?:ngày|m[ùồ]ng|rằm|\d)))"
            rf"(?!{BLANK}(?:{_PART_OF_DAY}{BLANK})?{WEEKDAY})",
            _clock_today,
            44,
        ),
        rule(
            "day.clock_then",
            rf"(?:(?<=lúc )|(?<=hồi )){clock_pattern('1')}"
            rf"(?!{BLANK}(?:\d|mỗi|hằng|hàng|làm|ngày|hôm|cùng|sáng|trưa|chiều|tối|đêm))",
            _clock_then,
            44,
        ),
        # `- Chủ tịch: 14 giờ, họp …` of a timetable
        rule(
            "day.clock_opening",
            rf"(?:(?<=\n)|(?<=: )|(?<=- )){clock_pattern('1')}(?=,)(?!, ?\d)",
            _clock_then,
            7,
        ),
        rule("day.same", rf"cùng{BLANK}ngày(?!{GAP}\d)", _anaphor, 45),
        *_lunar_rules(),
    )


def _lunar_rules() -> tuple[Rule, ...]:
    words = calendar_words()
    cycle = (
        rf"(?P<cycle>(?:{words_pattern(words.cycle_stems)}){BLANK}(?:{words_pattern([*words.cycle_branches, 'Tị'])}))"
    )
    new_year = rf"Tết(?:{BLANK}(?:Nguyên{BLANK}đán|cổ{BLANK}truyền|âm{BLANK}lịch))"
    nameless = r"(?P<cycle>)(?P<year>)"
    others = rf"(?!{BLANK}(?:Dương|Trung|Đoan|độc|thiếu|Nguyên))"
    return (
        rule(
            "lunar.day",
            rf"(?:(?P<full>rằm)|(?:ngày{BLANK})?(?:mùng|mồng){BLANK}(?P<day>{number_pattern()})){BLANK}"
            rf"tháng{BLANK}(?P<month>{month_pattern()})(?:{GAP}\(?(?:(?P<lunar>âm{BLANK}lịch)|(?P<solar>dương{BLANK}lịch))\)?)?"
            rf"(?:{BLANK}(?:năm{BLANK})?(?:{cycle}|(?P<year>{YEAR})))?",
            _lunar_day,
            52,
        ),
        rule(
            "day.first_days",
            rf"(?:ngày{BLANK})?m[ùồ]ng{BLANK}{_DAY}[/.-]{_MONTH}(?:[/.-](?P<year>{YEAR}))?{_END}{_LUNAR}",
            _first_days_in_figures,
            52,
        ),
        rule(
            "lunar.new_year",
            rf"{new_year}?{GAP},?{GAP}(?:năm{BLANK})?(?:{cycle}(?:{GAP}-?{GAP}{YEAR})?|(?P<year>{YEAR}))",
            _new_year,
            52,
        ),
        rule(
            "lunar.around_new_year",
            rf"(?:(?:(?:đêm|ngày){BLANK})?(?P<night>giao{BLANK}thừa)(?:{BLANK}Tết)?"
            rf"|(?:(?:ngày|đêm|chiều|sáng){BLANK})?(?:(?P<first>mùng|mồng){BLANK})?(?P<day>{number_pattern()}){BLANK}Tết)"
            rf"(?:{BLANK}Nguyên{BLANK}đán|{BLANK}cổ{BLANK}truyền|{BLANK}âm{BLANK}lịch)?"
            rf"(?:{GAP},?{GAP}(?:năm{BLANK})?(?:{cycle}(?:{GAP}-?{GAP}{YEAR})?|(?P<year>{YEAR})))?{WORD_END}{others}",
            _day_of_tet,
            53,
        ),
        rule("lunar.new_year_next", new_year + nameless, _new_year, 51),
        # an order is due before it; `sau Tết`, `ngay từ trước Tết` tell loosely of the past
        rule(
            "lunar.new_year_bare",
            r"(?:(?<=trước )(?<!từ trước )|(?<=trước khi vào )|(?<=trước khi đến )|(?<=trước khi bước vào )"
            r"|(?<=trước lúc vào )"
            rf"|(?<=trước ngày )|(?<=trước dịp )|(?<=trước thềm ))Tết{nameless}{WORD_END}{others}"
            rf"(?!{BLANK}(?-i:[{UPPER}]))",  # `trước dịp Tết Chôl Chnăm Thmây`
            _new_year,
            51,
        ),
        rule(
            "new_year",
            rf"Tết{BLANK}Dương{BLANK}lịch(?:{GAP}(?:năm{GAP})?(?P<year>{YEAR}))?",
            _solar_new_year,
            51,
        ),
        # only behind a bound: elsewhere a feast names what is celebrated
        rule(
            "day.feast",
            r"(?:(?<=trước )|(?<=nhất )|(?<=nhất là )|(?<=trước dịp )|(?<=đúng )|(?<=đúng dịp )|(?<=kịp )"
            r"|(?<=kịp dịp ))"
            rf"(?:(?:ngày|đại{BLANK}lễ|lễ|tết|hội){BLANK}){{0,2}}"
            rf"(?P<feast>{words_pattern([*words.feasts, *words.lunar_feasts])})"
            rf"(?:{GAP},?{GAP}(?:năm{GAP})?(?P<year>{YEAR})|{BLANK}năm{BLANK}nay)?{WORD_END}"
            rf"(?!{GAP}[,(]?{GAP}(?:ngày{GAP})?\d)",
            _feast,
            52,
        ),
        rule(
            "lunar.kings",
            rf"(?:ngày{BLANK})?Giỗ{BLANK}Tổ(?:{BLANK}Hùng{BLANK}Vương)?(?:{GAP}(?:năm{GAP})?(?P<year>{YEAR}))?",
            _kings,
            51,
        ),
    )
