"""Weeks, months and quarters told from the document's day: `tuần tới`, `cuối tháng này`; and `tuần 32/2026`."""

from __future__ import annotations

import re

from extractor.core.calendar import Expression, Part, Shifted, Stretch, Unit, Week
from extractor.recognise.time_atoms import BLANK, GAP, WORD_END, YEAR, Rule, full_year, is_counted, number_pattern, rule

_UNITS: dict[str, Unit] = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_SHIFTS = {"này": 0, "tới": 1, "sau": 1, "trước": -1}
_PARTS: dict[str, Part] = {
    "đầu": "beginning",
    "giữa": "middle",
    "nửa đầu": "first half",
    "nửa cuối": "second half",
    "nửa sau": "second half",
}


def _week(found: re.Match[str]) -> Expression | None:
    week = int(found["week"])
    return Week(week, full_year(found["year"])) if 1 <= week <= 53 else None


def _shifted(found: re.Match[str]) -> Expression | None:
    if not found["part"] and is_counted(found):
        return None  # `trong 02 tháng tới`
    part = " ".join((found["part"] or "").lower().split())
    unit = _UNITS[found["unit"].lower()]
    shift = _SHIFTS[" ".join(found["which"].lower().split())] + (1 if found["again"] else 0)
    if part.startswith("nửa") and unit != "month":
        return None
    return Shifted(unit, shift, open_start=part in ("hết", "cuối"), part=_PARTS.get(part))


def _inside_now(found: re.Match[str]) -> Expression | None:
    """`trong năm`, `cuối tháng`, `hết quý`: the anchor's own."""
    unit = _UNITS[found["unit"].lower()]
    if unit == "year":
        return Stretch("year", 1, 12, year_shift=0)
    return Shifted(unit, 0)


def _next(found: re.Match[str]) -> Expression | None:
    return Shifted(_UNITS[found["unit"].lower()], 1)


def _end_of_now(found: re.Match[str]) -> Expression | None:
    return Shifted(_UNITS[found["unit"].lower()], 0, open_start=True)


_NOT_OWN = r"[iv]+(?!\w)|này|tới|sau|trước|giêng|chạp|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|thứ"
_STAND_ALONE = r"(?=[.,;:)\n]|$| (?:và|theo|để|phải|báo|trình|gửi|\(|là|của|này))"


def shifted_rules() -> tuple[Rule, ...]:
    return (
        rule(
            "week",
            rf"tuần(?:{BLANK}(?:thứ|lễ))?{GAP}(?P<week>\d{{1,2}})(?!\d)"
            rf"(?:{GAP}[/-]{GAP}|{BLANK}(?:của{BLANK})?năm{GAP})(?P<year>{YEAR})",
            _week,
            34,
        ),
        # `xong trong tuần 17`: of the document's year, where a bound says that the calendar is meant
        rule(
            "week.bound",
            r"(?:(?<=trong )|(?<=trước )|(?<=đến )|(?<=hết )|(?<=cuối )|(?<=nhất )|(?<=vào ))"
            rf"tuần{GAP}(?P<week>\d\d)(?P<year>)"
            rf"(?=[.,;)\n]|$|{BLANK}(?:phải|để|và|báo|gửi|trình)(?!\w))",
            _week,
            33,
        ),
        rule(
            "shifted",
            rf"(?:(?P<part>hết|cuối|nửa{BLANK}(?:đầu|cuối|sau)|đầu|giữa){BLANK})?(?P<unit>tuần|tháng|quý){BLANK}"
            rf"(?P<which>này|tới(?! {{1,2}}\d{{1,4}}(?![\d/-]))|sau|trước)(?P<again>(?<=sau){BLANK}nữa)?"
            rf"(?!{BLANK}(?:khi|đó|ngày))",
            _shifted,
            28,
        ),
        # `trong những ngày còn lại của tháng`, `ba tuần còn lại của quý này`
        rule(
            "shifted.rest",
            rf"(?:(?:{number_pattern()}|những|các){BLANK})?(?:ngày|tuần|tháng){BLANK}còn{BLANK}lại{BLANK}(?:của|trong){BLANK}"
            rf"(?P<unit>tuần|tháng|quý)(?:{BLANK}này)?{WORD_END}(?!{GAP}\d)(?!{BLANK}(?:{_NOT_OWN}))",
            _end_of_now,
            52,
        ),
        # `sang tháng phải bàn giao`
        rule(
            "shifted.next",
            rf"sang{BLANK}(?P<unit>tuần|tháng|quý){WORD_END}(?={GAP},|{BLANK}(?:phải|sẽ|là|thì|hoàn|xong))",
            _next,
            27,
        ),
        # `từ đầu tháng đến nay`
        rule(
            "shifted.beginning",
            rf"đầu{BLANK}(?P<unit>tháng|quý|tuần)(?={BLANK}(?:đến|tới){BLANK}(?:nay|thời))",
            _inside_now,
            27,
        ),
        rule("inside_now", rf"trong{BLANK}(?P<unit>năm|tháng|quý|tuần){_STAND_ALONE}", _inside_now, 27),
        rule("shifted.end", rf"(?:cuối|hết){BLANK}(?P<unit>tháng|quý|tuần){_STAND_ALONE}", _end_of_now, 26),
        # `đến cuối quý giao ban lại`: the bound says that an end is meant
        rule(
            "shifted.end_led",
            rf"(?:(?<=đến )|(?<=tới )|(?<=trước )|(?<=nhất )|(?<=nhất là ))(?:cuối|hết){BLANK}(?P<unit>tháng|quý|tuần)"
            rf"{WORD_END}(?!{GAP}\d)(?!{BLANK}(?:{_NOT_OWN}))",
            _end_of_now,
            26,
        ),
    )
