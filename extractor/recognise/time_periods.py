"""Single periods: months, quarters, halves, years and their parts, stages and terms, weeks, and lengths of time."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Duration, Expression, Interval, SchoolYear, Shifted, Stretch, Unit, Week
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    MAYBE_YEAR,
    OF_YEAR,
    WORD_END,
    YEAR,
    Rule,
    full_year,
    is_counted,
    month_of,
    month_pattern,
    number_of,
    number_pattern,
    rule,
    words_pattern,
)

_TENS = {
    "đầu": (1, 10),
    "thượng": (1, 10),
    "giữa": (11, 20),
    "trung": (11, 20),
    "cuối": (21, 0),
    "hạ": (21, 0),
    "hết": (1, 0),
}
_BEFORE_BARE_MONTH = re.compile(r"(?:^|[\s(])(?:trước|đến|trong|vào|tới|hết|đầu|cuối|nhất|sau|từ|là)\s$|[(|]\s?$", re.I)
# `cùng kỳ năm trước` is a measure of comparison; `năm trước năm sau` names no year
_COMPARED = re.compile(r"(?:cùng kỳ|liền kề|năm trước)\s(?:của\s|với\s)?\Z", re.I)
_TOTAL_BEFORE = re.compile(r"(?:^|[\n;:•+-]|\.)\s?\Z")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNITS: dict[str, Unit] = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_SHIFTS = {"này": 0, "tới": 1, "sau": 1, "trước": -1}
_ISO_UNITS = {
    "ngày": "P{}D",
    "tuần": "P{}W",
    "tháng": "P{}M",
    "quý": "P{}M",
    "năm": "P{}Y",
    "giờ": "PT{}H",
    "tiếng": "PT{}H",
    "phút": "PT{}M",
}


def _month(found: re.Match[str]) -> Expression | None:
    first = month_of(found["month"])
    last = month_of(found["last"]) if found["last"] else first
    if not 1 <= first <= 12 or last > 12:
        return None
    if found["month"].lower() in calendar_words().lunar_months:
        return None
    if found.string[max(0, found.start() - 10) : found.start()].lower().endswith("cách mạng "):
        return None  # Cách mạng Tháng Tám
    return Stretch("month", first, last, year=full_year(found["year"]))


def _bare_month(found: re.Match[str]) -> Expression | None:
    """`12/2025` without `tháng`: a month only after a word of time, or alone in brackets or a cell."""
    if not _BEFORE_BARE_MONTH.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    month = int(found["month"])
    return Stretch("month", month, month, year=int(found["year"])) if 1 <= month <= 12 else None


def _quarter(found: re.Match[str]) -> Expression | None:
    table = calendar_words().quarters
    first = table.get(found["quarter"].lower(), 0)
    last = table.get(found["last"].lower(), 0) if found["last"] else first
    if not 1 <= first <= last:
        return None
    return Stretch("quarter", 3 * first - 2, 3 * last, year=full_year(found["year"]))


def _months_of_year(found: re.Match[str]) -> Expression | None:
    """`5 tháng đầu năm 2022`, `02 quý đầu năm`, `6 tháng cuối năm`, `9 tháng năm 2023`."""
    count = number_of(found["count"]) * (3 if found["unit"].lower() == "quý" else 1)
    if not 1 <= count <= 12:
        return None
    year = full_year(found["year"])
    tail = (found["part"] or "đầu").lower().startswith(("cuối", "còn"))
    first, last = (13 - count, 12) if tail else (1, count)
    return Stretch("months", first, last, year=year, year_shift=None if year else 0)


def _opening_total(found: re.Match[str]) -> Expression | None:
    """Months counted from January where they open a clause."""
    before = found.string[max(0, found.start() - 3) : found.start()]
    count = number_of(found["count"])
    return _months_of_year(found) if 2 <= count <= 11 and _TOTAL_BEFORE.search(before) else None


def _half_year(found: re.Match[str]) -> Expression | None:
    year = full_year(found["year"])
    first, last = (7, 12) if (found["part"] or found["part2"]).lower() in ("cuối", "sau") else (1, 6)
    return Stretch("months", first, last, year=year, year_shift=None if year else 0)


def _year(found: re.Match[str]) -> Expression | None:
    year = int(found["year"])
    return Stretch("year", 1, 12, year=year, open_start=bool(found["cue"]))


def _year_of_anchor(found: re.Match[str]) -> Expression | None:
    shifts = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
    which = (found["which"] or "sau").lower()
    before = found.string[max(0, found.start() - 16) : found.start()]
    if is_counted(found) or _COMPARED.search(before):
        return None
    return Stretch("year", 1, 12, year_shift=shifts[which], open_start=bool(found["cue"]))


def _whole_year(found: re.Match[str]) -> Expression | None:
    """`tăng trưởng 10,5% cả năm`: the anchor's year, where a figure or a plan is meant."""
    before = " ".join(found.string[max(0, found.start() - 24) : found.start()].lower().split())
    before = before.removesuffix(" của").removesuffix(" cho")
    words = (word for word in calendar_words().of_whole_year if before.endswith(word))
    meant = any(not before[: -len(word)][-1:].isalpha() for word in words)
    return Stretch("year", 1, 12, year_shift=0) if meant else None


@cache
def _occasion_before() -> re.Pattern[str]:
    """`kỳ họp HĐND tỉnh giữa năm`, `dịp đầu năm`: part of what the occasion is called."""
    return re.compile(
        rf"(?<!\w)(?:{words_pattern(calendar_words().occasions)})"
        r"(?:\s(?!vào|trước|đến|trong|từ|hết|sau|xong|báo|trình|gửi)[^\s.,;:]+){0,4}\s\Z",
        re.I,
    )


def _year_of_season(found: re.Match[str]) -> Expression | None:
    """`vụ Xuân 2016`, `mùa khô 2024`: a bare year behind a season."""
    if not _season_before().search(found.string, max(0, found.start() - 24), found.start()):
        return None
    return Stretch("year", 1, 12, year=int(found["year"]))


@cache
def _season_before() -> re.Pattern[str]:
    words = calendar_words().seasons
    pairs = words_pattern(word for word in words if " " in word)  # alone a single `thu` may be a verb
    return re.compile(rf"(?<!\w)(?:(?:vụ|mùa){BLANK}(?:{words_pattern(words)})|{pairs}){GAP}\Z", re.I)


def _part_of_year(found: re.Match[str]) -> Expression | None:
    year = full_year(found["year"])
    if not year and _occasion_before().search(found.string[max(0, found.start() - 60) : found.start()]):
        return None
    shift = {"nay": 0, "ngoái": -1, "tới": 1, "sau": 1}.get((found["which"] or "").lower(), 0)
    bounds = {"đầu": (1, 3), "giữa": (4, 9), "cuối": (10, 12), "hết": (1, 12), "gần hết": (1, 12)}
    part = found["part"].lower()
    first, last = bounds[part]
    return Stretch(
        "part",
        first,
        last,
        year=year,
        year_shift=None if year else shift,
        open_start=part in ("cuối", "hết"),
        vague=part != "hết",
    )


def _months_part(found: re.Match[str]) -> Expression | None:
    """`những tháng cuối năm 2025`: a part whose other end nobody fixes."""
    year = full_year(found["year"])
    part = (found["part"] or "cuối").lower()
    first, last = {"đầu": (1, 3), "giữa": (4, 9), "cuối": (10, 12)}[part]
    return Stretch(
        "part", first, last, year=year, year_shift=None if year else 0, open_start=part == "cuối", vague=True
    )


def _part_of_month(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not 1 <= month <= 12:
        return None
    part = found["part"].lower().split()[0]
    first, last = _TENS[part]
    if "nửa" in found["part"].lower():
        first, last = (1, 15) if found["part"].lower().split()[1] == "đầu" else (16, 0)
    elif "tuần" in found["part"].lower() and part in ("đầu", "cuối"):
        first, last = (1, 7) if part == "đầu" else (21, 0)
    return Stretch(
        "part",
        month,
        month,
        first_day=first,
        last_day=last,
        year=full_year(found["year"]),
        open_start=found["part"].lower() in ("cuối", "hết"),
        vague=part in ("đầu", "giữa", "cuối"),  # the tens of a month have their days
    )


def _half_of_month(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not 1 <= month <= 12:
        return None
    first, last = (1, 15) if found["part"].lower() in ("đầu", "trước") else (16, 0)
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]), vague=True)


def _weeks_of_month(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not 1 <= month <= 12:
        return None
    count = number_of(found["count"]) if found["count"] else 1
    if not 1 <= count <= 4:
        return None
    last_part = found["part"].lower().startswith("cuối")
    first, last = (29 - 7 * count, 0) if last_part else (1, 7 * count)
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]), vague=True)


def _days_of_month(found: re.Match[str]) -> Expression | None:
    """`10 ngày đầu tháng 7/2021`, `15 ngày cuối tháng 9`."""
    month, count = month_of(found["month"]), number_of(found["count"] or "1")
    if not found["count"] and _SEVERAL_BEFORE.search(found.string[max(0, found.start() - 8) : found.start()]):
        return None
    if not (1 <= month <= 12 and 1 <= count <= 28):
        return None
    length = _LENGTHS[month - 1]
    first, last = (length + 1 - count, 0) if found["part"].lower() == "cuối" else (1, count)
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]))


def _numbered_week_of_month(found: re.Match[str]) -> Expression | None:
    """`tuần thứ 2 của tháng 12`: days 8 to 14."""
    month, count = month_of(found["month"]), 4 if found["count"].lower() == "tư" else number_of(found["count"])
    if not (1 <= month <= 12 and 1 <= count <= 4):
        return None
    first, last = 7 * count - 6, 7 * count
    return Stretch("part", month, month, first_day=first, last_day=last, year=full_year(found["year"]), vague=True)


def _part_of_quarter(found: re.Match[str]) -> Expression | None:
    quarter = calendar_words().quarters.get(found["quarter"].lower(), 0)
    if not quarter:
        return None
    first, last = 3 * quarter - 2, 3 * quarter
    part = found["part"].lower()
    if part in ("đầu", "giữa"):
        first = last = 3 * quarter - (2 if part == "đầu" else 1)
    return Stretch(
        "part", first, last, year=full_year(found["year"]), open_start=part in ("cuối", "hết"), vague=part != "hết"
    )


def _days_of_quarter(found: re.Match[str]) -> Expression | None:
    """`10 ngày đầu quý II/2024`, `tuần cuối năm 2025`: the first or last days of a longer stretch."""
    quarter = calendar_words().quarters.get((found["quarter"] or "").lower(), 0)
    months = (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)
    count = (number_of(found["count"]) if found["count"] else 1) * (7 if found["unit"].lower() == "tuần" else 1)
    if not 1 <= count <= 28:
        return None
    tail = found["part"].lower() == "cuối"
    month, year = months[1 if tail else 0], full_year(found["year"] or found["year2"])
    first, last = (_LENGTHS[month - 1] + 1 - count, 0) if tail else (1, count)
    shift = None if year or quarter else 0
    return Stretch("part", month, month, first_day=first, last_day=last, year=year, year_shift=shift)


def _month_of_quarter(found: re.Match[str]) -> Expression | None:
    """`tháng đầu quý IV/2018`, `tháng cuối của quý II`."""
    quarter = calendar_words().quarters.get(found["quarter"].lower(), 0)
    if not quarter:
        return None
    month = 3 * quarter - {"đầu": 2, "giữa": 1}.get(found["part"].lower(), 0)
    return Stretch("month", month, month, year=full_year(found["year"]))


def _half_duration(found: re.Match[str]) -> Expression | None:
    return Duration("P15D" if found["unit"].lower() == "tháng" else "P6M")


def _week(found: re.Match[str]) -> Expression | None:
    week = int(found["week"])
    return Week(week, full_year(found["year"])) if 1 <= week <= 53 else None


def _shifted(found: re.Match[str]) -> Expression | None:
    if not found["part"] and is_counted(found):
        return None  # `trong 02 tháng tới`
    part = (found["part"] or "").lower()
    shift = _SHIFTS[" ".join(found["which"].lower().split())]
    return Shifted(_UNITS[found["unit"].lower()], shift, open_start=part in ("hết", "cuối"))


def _inside_now(found: re.Match[str]) -> Expression | None:
    """`trong năm`, `cuối tháng`, `hết quý`: the anchor's own."""
    unit = _UNITS[found["unit"].lower()]
    if unit == "year":
        return Stretch("year", 1, 12, year_shift=0)
    return Shifted(unit, 0)


def _end_of_now(found: re.Match[str]) -> Expression | None:
    return Shifted(_UNITS[found["unit"].lower()], 0, open_start=True)


def _years(found: re.Match[str]) -> Expression | None:
    first, last = int(found["first"]), int(found["last"])
    if len(found["last"]) == 2:
        last += first // 100 * 100
    if not first <= last <= first + 100:
        return None
    if found["school"]:
        return SchoolYear(first, last)
    return Interval(Stretch("year", 1, 12, year=first), Stretch("year", 1, 12, year=last))


def _listed_years(found: re.Match[str]) -> Expression | None:
    years = [int(y) for y in re.findall(r"\d{4}", found["years"])]
    if years != list(range(years[0], years[-1] + 1)):
        return None
    return Interval(Stretch("year", 1, 12, year=years[0]), Stretch("year", 1, 12, year=years[-1]))


def _listed_months(found: re.Match[str]) -> Expression | None:
    months = [int(m) for m in re.findall(r"\d+", found["months"])]
    if not all(1 <= m <= 12 for m in months) or months != list(range(months[0], months[-1] + 1)):
        return None
    return Stretch("months", months[0], months[-1], year=full_year(found["year"]))


def _listed_quarters(found: re.Match[str]) -> Expression | None:
    table = calendar_words().quarters
    quarters = [
        table.get(q.lower(), 0) for q in re.findall(r"(?:IV|I{1,3}|[1-4])(?![A-Za-z\d])", found["quarters"], re.I)
    ]
    if not quarters or 0 in quarters or quarters != list(range(quarters[0], quarters[-1] + 1)):
        return None
    return Stretch("months", 3 * quarters[0] - 2, 3 * quarters[-1], year=full_year(found["year"]))


_SEVERAL_BEFORE = re.compile(r"(?<!\w)(?:những|các|mấy|vài)\s\Z", re.I)
# `12 giờ một ngày`, `5 lần một tuần`: so often in each
_RATE_BEFORE = re.compile(r"\d[\d.,]*\s[^\W\d]+\s\Z")
_NAME_BEFORE = re.compile(r"(?<!\w)hoa\s\Z", re.I)  # the flower `hoa mười giờ`


def _duration(found: re.Match[str]) -> Expression | None:
    count = number_of(found["count"])
    unit = found["unit"].lower()
    before = found.string[max(0, found.start() - 16) : found.start()]
    if not count or (unit == "năm" and count > 1900):
        return None
    if (found["count"].lower() == "một" and _RATE_BEFORE.search(before)) or _NAME_BEFORE.search(before):
        return None
    if unit == "quý":
        count *= 3
    value = _ISO_UNITS[unit].format(count)
    if found["half"]:
        value = {"ngày": "P{}DT12H", "tháng": "P{}M15D", "năm": "P{}Y6M"}.get(unit, "").format(count)
    return Duration(value, working=bool(found["working"])) if value else None


_QUARTER = r"(?:IV|I{1,3}|0?[1-4]|một|hai|ba|tư)(?![\w])"
_AND = rf"{GAP}(?:-|,|;|&|và|hoặc|\+){GAP}"
_NOT_OWN = r"[iv]+(?!\w)|này|tới|sau|trước|giêng|chạp|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|thứ"
_STAND_ALONE = r"(?=[.,;:)\n]|$| (?:và|theo|để|phải|báo|trình|gửi|\(|là|của|này))"


@cache
def period_rules() -> tuple[Rule, ...]:
    return (
        *_month_rules(),
        *_quarter_rules(),
        *_year_rules(),
        *_stage_rules(),
        *_shifted_rules(),
        _duration_rule(),
        # Civil Code art. 146: half a month is fifteen days
        rule(
            "duration.half",
            rf"nửa{BLANK}(?P<unit>tháng|năm){WORD_END}(?!{GAP}\d)(?!{BLANK}(?:đầu|cuối|sau|trước|nay|qua|này|nữa{BLANK}năm))",
            _half_duration,
            29,
        ),
    )


def _month_rules() -> tuple[Rule, ...]:
    month, number = rf"(?P<month>{month_pattern()})", number_pattern()
    end = r"(?![/.]\d)"
    more = rf"(?:{_AND}\d{{1,2}}(?!\d)(?!{GAP}(?:tháng|ngày|năm{BLANK}[a-zđ]))){{1,11}}"
    tens = rf"(?:thượng|trung|hạ){BLANK}tuần|đầu|giữa|cuối|hết"
    return (
        rule(
            "month",
            rf"tháng{GAP}{month}(?:{GAP}(?:-|đến){GAP}(?P<last>\d{{1,2}})(?=/))?{MAYBE_YEAR}{end}(?!{BLANK}tuổi)",
            _month,
            30,
        ),
        rule("month.plain_year", rf"tháng{GAP}{month}(?P<last>){BLANK}(?P<year>{YEAR}){end}", _month, 31),
        rule("month.short", rf"(?-i:T)(?P<month>\d{{1,2}})(?P<last>)[/.-](?P<year>{YEAR})(?![/\w])", _month, 30),
        rule(
            "month.list",
            rf"(?:(?:các|{number}){BLANK})?tháng{GAP}(?P<months>\d{{1,2}}{more}){MAYBE_YEAR}{end}"
            rf"(?!{BLANK}(?:xã|hộ|%|tỷ|triệu))",
            _listed_months,
            33,
        ),
        rule("month.bare", rf"(?<![\d/.,-])(?P<month>\d{{1,2}})/(?P<year>{YEAR})(?![/\w-])", _bare_month, 30),
        rule("month.part", rf"(?P<part>{tens}){BLANK}tháng{GAP}{month}{MAYBE_YEAR}{end}", _part_of_month, 35),
        rule(
            "month.half",
            rf"nửa{BLANK}(?P<part>đầu|cuối|sau|trước){BLANK}tháng{GAP}{month}{MAYBE_YEAR}",
            _half_of_month,
            36,
        ),
        rule(
            "month.days",
            rf"(?:(?P<count>{number}){GAP})?ngày{BLANK}(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?"
            rf"tháng{GAP}{month}{MAYBE_YEAR}{end}",
            _days_of_month,
            36,
        ),
        rule(
            "month.week",
            rf"tuần{BLANK}(?:thứ{BLANK})?(?P<count>{number}|tư){BLANK}(?:của{BLANK})?tháng{GAP}{month}{MAYBE_YEAR}",
            _numbered_week_of_month,
            51,
        ),
        rule(
            "month.weeks",
            rf"(?:(?P<count>{number}){BLANK})?tuần{BLANK}(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}"
            rf"(?:của{BLANK})?tháng{GAP}{month}{MAYBE_YEAR}",
            _weeks_of_month,
            36,
        ),
    )


def _quarter_rules() -> tuple[Rule, ...]:
    several = rf"(?:(?:các|{number_pattern()}){BLANK})?"
    return (
        rule(
            "quarter",
            rf"quý{GAP}(?P<quarter>{_QUARTER})(?:{GAP}(?:-|đến){GAP}(?:quý{BLANK})?(?P<last>{_QUARTER}))?{OF_YEAR}",
            _quarter,
            32,
        ),
        rule(
            "quarter.short", rf"(?-i:Q)(?P<quarter>[1-4]|IV|I{{1,3}})(?P<last>)[/.-]{GAP}(?P<year>{YEAR})", _quarter, 32
        ),
        rule(
            "quarter.list",
            rf"{several}quý{GAP}(?P<quarters>{_QUARTER}(?:{_AND}{_QUARTER}){{1,3}}){OF_YEAR}",
            _listed_quarters,
            33,
        ),
        rule(
            "quarter.part",
            rf"(?P<part>đầu|giữa|cuối|hết){BLANK}quý{GAP}(?P<quarter>{_QUARTER}){OF_YEAR}",
            _part_of_quarter,
            35,
        ),
        rule(
            "quarter.month",
            rf"tháng{BLANK}(?P<part>đầu|giữa|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?"
            rf"quý{GAP}(?P<quarter>{_QUARTER}){OF_YEAR}",
            _month_of_quarter,
            36,
        ),
        rule(
            "quarter.days",
            rf"(?:(?P<count>{number_pattern()}){GAP})?(?P<unit>ngày|tuần){BLANK}(?P<part>đầu|cuối)"
            rf"(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?(?:quý{GAP}(?P<quarter>{_QUARTER}){OF_YEAR}"
            rf"|năm{GAP}(?P<year2>{YEAR}))",
            _days_of_quarter,
            51,
        ),
    )


def _year_rules() -> tuple[Rule, ...]:
    count = rf"(?P<count>{number_pattern()}){GAP}"
    first = rf"đầu(?:{BLANK}tiên(?:{BLANK}của)?)?"
    of_accounts = rf"(?:tài{BLANK}chính|ngân{BLANK}sách|kế{BLANK}hoạch)"
    return (
        rule(
            "months.of_year",
            rf"{count}(?P<unit>tháng|quý){BLANK}(?P<part>{first}|cuối(?:{BLANK}cùng)?|còn{BLANK}lại){BLANK}(?:của{BLANK})?năm"
            rf"(?:{GAP}(?P<year>{YEAR})|{BLANK}nay)?{WORD_END}",
            _months_of_year,
            50,
        ),
        # `trong hai tháng còn lại`: of the year
        rule(
            "months.left",
            rf"{count}(?P<unit>tháng|quý){BLANK}(?P<part>còn{BLANK}lại)(?P<year>){WORD_END}(?!{BLANK}(?:của|trong|thì))",
            _months_of_year,
            49,
        ),
        rule(
            "months.with_year",
            rf"{count}(?P<unit>tháng)(?P<part>)(?:{BLANK}(?:của{BLANK})?năm{GAP}|{GAP}/{GAP})(?P<year>{YEAR})",
            _months_of_year,
            50,
        ),
        # `9 tháng đạt 75% dự toán`: a running total counts from January
        rule(
            "months.total",
            rf"(?<!trong )(?<!qua )(?<!sau )(?<!hơn ){count}(?P<unit>tháng)(?P<part>)(?P<year>)"
            rf"(?={BLANK}(?:(?:ước{BLANK}|mới{BLANK})?(?:đạt|tăng|giảm)|ước|ước{BLANK}thực{BLANK}hiện){BLANK}\d)",
            _months_of_year,
            6,
        ),
        # `9 tháng, kim ngạch đạt …`; `; 5 tháng kết nạp 38 đảng viên`
        rule(
            "months.total_opening",
            rf"{count}(?P<unit>tháng)(?P<part>)(?P<year>)(?=,|{BLANK}(?!kể|từ|sau|trước|tới|làm|liền|đầu|cuối|một)"
            rf"\w+{BLANK}(?:\w+{BLANK}){{0,2}}\d)",
            _opening_total,
            6,
        ),
        rule(
            "months.slash_year",
            rf"{count}(?P<unit>tháng){BLANK}(?P<part>đầu|cuối)(?:{BLANK}năm)?{GAP}/?{GAP}(?P<year>{YEAR})",
            _months_of_year,
            49,
        ),
        rule(
            "half_year",
            rf"nửa{BLANK}(?:năm{BLANK}(?P<part>đầu|cuối|sau)|(?P<part2>đầu|cuối){BLANK}năm){OF_YEAR}",
            _half_year,
            50,
        ),
        rule(
            "year.named",
            rf"(?P<cue>hết{BLANK})?(?:năm{GAP}(?:{of_accounts}{BLANK})?)(?P<year>{YEAR}|1[0-8]\d\d(?![\d.,]\d|\d))(?!/)",
            _year,
            20,
        ),
        rule(
            "year.of_anchor",
            rf"(?P<cue>hết{BLANK})?(?:năm{BLANK}(?P<which>nay|này|ngoái|tới|sau|trước(?!{BLANK}năm))"
            rf"|sang{BLANK}năm(?!{BLANK}(?:\d|thứ|học|mới|tài|đầu|cuối|nay|tới|sau)))(?!{BLANK}(?:khi|đó|ngày|này))",
            _year_of_anchor,
            20,
        ),
        rule("year.whole", rf"cả{BLANK}năm{WORD_END}(?!{BLANK}(?:\d|học|nay))", _whole_year, 20),
        rule("year.season", rf"(?P<year>{YEAR})(?!{GAP}[-/]{GAP}\d)(?![\w/])", _year_of_season, 12),
        rule(
            "year.part",
            rf"(?P<part>đầu|giữa|cuối|hết){BLANK}năm"
            rf"(?:{GAP}(?P<year>{YEAR})|{BLANK}(?P<which>nay|ngoái|tới(?!{BLANK}nay)|sau))?{WORD_END}"
            rf"(?!{BLANK}(?:học|thứ|\d))",
            _part_of_year,
            25,
        ),
        rule(
            "year.months_part",
            rf"những{BLANK}(?:ngày|tháng){BLANK}(?:còn{BLANK}lại{BLANK}(?:của{BLANK})?"
            rf"|(?P<part>đầu|giữa|cuối){BLANK}(?:của{BLANK})?)năm(?:{GAP}(?P<year>{YEAR})|{BLANK}nay)?{WORD_END}(?!{BLANK}\d)",
            _months_part,
            26,
        ),
    )


def _stage_rules() -> tuple[Rule, ...]:
    stage = rf"(?:giai|gian|gia){BLANK}đoạn|nhiệm{BLANK}kỳ|thời{BLANK}kỳ|niên{BLANK}(?:độ|khóa|vụ)"
    counted = rf"(?:(?:{number_pattern()}){BLANK}|(?:trong{BLANK})?các{BLANK})?năm"
    return (
        rule(
            "years",
            rf"(?:(?:{stage}){GAP}|(?P<school>năm{BLANK}học){GAP}|{counted}{GAP})(?:từ{GAP})?(?:năm{GAP})?(?P<first>{YEAR})"
            rf"{GAP}(?:-|đến|tới|/|~){GAP}(?:hết{BLANK})?(?:năm{GAP})?(?P<last>{YEAR}|\d\d(?![\d/.]))",
            _years,
            55,
        ),
        rule(
            "years.bare",
            rf"(?<![\w/.,-])(?:từ{BLANK})?(?P<first>{YEAR}) ?(?:-|đến) ?(?P<last>{YEAR})(?![/\w-])(?P<school>)",
            _years,
            15,
        ),
        rule(
            "years.list",
            rf"(?:(?:các|{number_pattern()}){BLANK})?năm{GAP}(?P<years>{YEAR}(?:{GAP}(?:,|;|và|&){GAP}{YEAR}){{1,9}})(?![/\w-])",
            _listed_years,
            54,
        ),
    )


def _shifted_rules() -> tuple[Rule, ...]:
    return (
        rule(
            "week",
            rf"tuần(?:{BLANK}(?:thứ|lễ))?{GAP}(?P<week>\d{{1,2}})(?!\d)"
            rf"(?:{GAP}[/-]{GAP}|{BLANK}(?:của{BLANK})?năm{GAP})(?P<year>{YEAR})",
            _week,
            34,
        ),
        rule(
            "shifted",
            rf"(?:(?P<part>hết|cuối|đầu){BLANK})?(?P<unit>tuần|tháng|quý){BLANK}"
            rf"(?P<which>này|tới(?! {{1,2}}\d{{1,4}}(?![\d/-]))|sau|trước)"
            rf"(?!{BLANK}(?:khi|đó|ngày))",
            _shifted,
            28,
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


def _duration_rule() -> Rule:
    units = "|".join(_ISO_UNITS)
    return rule(
        "duration",
        rf"(?:(?:hơn|trên|gần|khoảng){BLANK})?(?<![\d.,/])(?<!thứ )(?P<count>{number_pattern()}){GAP}(?P<unit>{units})"
        rf"(?P<half>{BLANK}rưỡi)?(?P<working>{BLANK}làm{BLANK}việc)?{WORD_END}"
        rf"(?!{BLANK}(?:tuổi(?!{BLANK}Đảng)|công|hội|lễ|giải|\d|ngoái))(?!/)",
        _duration,
        5,
    )
