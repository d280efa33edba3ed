"""Lengths of time: `10 ngày làm việc`, `2 năm rưỡi`, `nửa tháng`."""

from __future__ import annotations

import re

from extractor.core.calendar import Duration, Expression
from extractor.recognise.time_atoms import BLANK, GAP, NAMED_BY_NUMBER, WORD_END, Rule, number_of, number_pattern, rule

_ISO_UNITS = {
    "ngày": "P{}D",
    "hôm": "P{}D",
    "bữa": "P{}D",
    "tuần": "P{}W",
    "tháng": "P{}M",
    "quý": "P{}M",
    "năm": "P{}Y",
    "giờ": "PT{}H",
    "tiếng": "PT{}H",
    "phút": "PT{}M",
}


def _half_duration(found: re.Match[str]) -> Expression | None:
    return Duration("P15D" if found["unit"].lower() == "tháng" else "P6M")


# `12 giờ một ngày`, `5 lần một tuần`: so often in each
_RATE_BEFORE = re.compile(r"\d[\d.,]*\s[^\W\d]+\s\Z")
_NAME_BEFORE = re.compile(r"(?<!\w)hoa\s\Z", re.I)  # the flower `hoa mười giờ`


_THIS_YEAR = re.compile(r"\s(?:nay|qua|tới|sau|trước|(?:19|20)\d\d)(?!\w)", re.I)


_AHEAD = re.compile(r"\s(?:nữa|tới|sau)(?!\w)", re.I)
_WITHIN = re.compile(r"(?<!\w)(?:trong|vòng|quá|nhất|sau)\s\Z", re.I)
_LATEST = re.compile(r"(?:chậm|muộn|trễ)\snhất(?:\s(?:là|vào|lúc))?\s\Z", re.I)
_AT_END = re.compile(r"\s?(?:[.,;)\n]|\Z)")


_PART_OF_DAY = re.compile(r"\s(?:rạng\s)?(?:sáng|trưa|chiều|tối|đêm)(?!\w)", re.I)
_TO_AN_HOUR = re.compile(r"\s?(?:đến|tới|-)\s?(?P<hour>\d{1,2})\s?(?:giờ|h)(?!\w)", re.I)
_FROM_AN_HOUR = re.compile(r"từ\s(?P<hour>\d{1,2})\s?(?:giờ|h)\s?\d{0,2}\s?(?:đến|tới|-)\s?\Z", re.I)
# `không đốt rẫy sau 10 giờ`, `nghỉ sau 17 giờ`
_NOT_AFTER = re.compile(r"(?<!\w)(?:không|cấm|nghỉ|dừng|ngừng|đóng\s+cửa|trước)\s(?:[^\s.,;]+\s){0,5}sau\s\Z", re.I)
_FIRST_OF_DAY = 5  # the earliest hour of a range that is taken for the clock's


def _is_clock(found: re.Match[str], count: int) -> bool:
    """`9 giờ sáng`, `từ 10 giờ đến 16 giờ`, `không đốt sau 10 giờ`: an hour of the day, no length."""
    text = found.string
    if count > 24:
        return False
    if _PART_OF_DAY.match(text, found.end()):
        return True
    before = text[max(0, found.start() - 60) : found.start()]
    if before.lower().endswith("từ ") and (to := _TO_AN_HOUR.match(text, found.end())):
        return _FIRST_OF_DAY <= count < int(to["hour"]) <= 24
    if earlier := _FROM_AN_HOUR.search(before):
        return _FIRST_OF_DAY <= int(earlier["hour"]) < count
    return _FIRST_OF_DAY < count < 24 and _NOT_AFTER.search(before) is not None


def _duration(found: re.Match[str]) -> Expression | None:
    count = number_of(found["count"])
    unit = found["unit"].lower()
    if found["least"] and not 0 < number_of(found["least"]) < count:
        return None
    before = found.string[max(0, found.start() - 16) : found.start()]
    if not count or (unit == "năm" and count > 1900):
        return None
    named = found.string[max(0, found.start() - 24) : found.start("unit")]
    if _THIS_YEAR.match(found.string, found.end()) and NAMED_BY_NUMBER.search(named):
        return None  # `Chương trình 135 năm nay`
    if (found["count"].lower() == "một" and _RATE_BEFORE.search(before)) or _NAME_BEFORE.search(before):
        return None
    if unit == "giờ" and 5 < count < 23 and _LATEST.search(before) and _AT_END.match(found.string, found.end()):
        return None  # `hằng ngày báo cáo, chậm nhất 17 giờ.`: the clock of each day
    if unit in ("giờ", "tiếng") and _is_clock(found, count):
        return None
    if unit in ("hôm", "bữa") and not (_AHEAD.match(found.string, found.end()) or _WITHIN.search(before)):
        return None  # `một hôm, ông …`, `nghỉ ba hôm`, `ba bữa ăn`
    if unit == "quý":
        count *= 3
    value = _ISO_UNITS[unit].format(count)
    if found["half"]:
        value = {"ngày": "P{}DT12H", "tháng": "P{}M15D", "năm": "P{}Y6M"}.get(unit, "").format(count)
    return Duration(value, working=bool(found["working"])) if value else None


# `lũy kế 8 tháng 608 tỷ đồng`: what follows is a figure of its own
_AMOUNT = r"[\d.,]{0,12}\s?(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|%|ha|km|tấn|lượt|vụ|hộ|người|dự|hồ|ca)(?!\w)"


def _duration_rule(name: str, least: str, rank: int) -> Rule:
    units = "|".join(_ISO_UNITS)
    return rule(
        name,
        rf"(?:(?:hơn|trên|gần|khoảng){BLANK})?(?<![\d.,/])(?<!thứ )"
        rf"{least}(?P<count>{number_pattern()}){GAP}"
        rf"(?:(?P<unit>{units})(?:(?<=tuần){BLANK}lễ(?!{BLANK}(?-i:[A-ZĐ])))?)"
        rf"(?P<half>{BLANK}rưỡi)?(?P<working>{BLANK}làm{BLANK}việc)?{WORD_END}"
        rf"(?!{BLANK}(?:tuổi(?!{BLANK}Đảng)|công|hội|lễ|giải|\d(?!{_AMOUNT})|ngoái))(?!/)",
        _duration,
        rank,
    )


def length_rules() -> tuple[Rule, ...]:
    least = rf"(?:(?!năm{GAP},)(?P<least>{number_pattern()}){GAP}(?:-|,|đến|tới|hoặc){GAP})?"
    return (
        _duration_rule("duration", least, 5),
        # `Tổ 6, ba hôm nữa …`: the number before the comma belongs to something else
        _duration_rule("duration.alone", r"(?P<least>(?!))?", 4),
        # Civil Code art. 146: half a month is fifteen days
        rule(
            "duration.half",
            rf"nửa{BLANK}(?P<unit>tháng|năm){WORD_END}(?!{GAP}\d)(?!{BLANK}(?:đầu|cuối|sau|trước|nay|qua|này|nữa{BLANK}năm))",
            _half_duration,
            29,
        ),
    )
