"""Single calendar expressions: days, months, quarters, years, parts of them, durations. Joined in `times`.

Each rule is a pattern and a builder; builders return None where the words match and the numbers do not.
Every repetition in the patterns is bounded, so that a run over a text is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from extractor.core.calendar import (
    Anaphor,
    Day,
    Duration,
    Expression,
    Interval,
    LunarDay,
    SchoolYear,
    Shifted,
    Stretch,
    Unit,
    Week,
)
from extractor.lexicon.calendar_words import calendar_words


class Atom(msgspec.Struct, frozen=True):
    """A found expression before it is joined with its neighbours. The higher `rank` wins an overlap."""

    start: int
    end: int
    rule: str
    expression: Expression
    rank: int = 0


Builder = Callable[[re.Match[str]], Expression | None]

# Blanks of a wrapped or scanned line: `30/6/ 2022`, `ngày\n30/6`, `ngày30/6`. Never an empty line.
GAP = r"(?: {0,4}\n? {0,8})"
BLANK = r"(?: {1,4}\n? {0,8}|\n {0,8})"
YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_WORD_START = r"(?<!\w)"
_WORD_END = r"(?!\w)"


def words_pattern(words: object) -> str:
    """An alternation of words, longest first, with any blank between syllables."""
    ordered = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", BLANK) for word in ordered)


def number_of(text: str) -> int:
    """`05` or `năm` → 5; 0 where it is neither."""
    text = " ".join(text.lower().split())
    return int(text) if text.isdigit() else calendar_words().numbers.get(text, 0)


def month_of(text: str) -> int:
    text = " ".join(text.lower().split())
    return int(text) if text.isdigit() else calendar_words().months.get(text, 0)


def full_year(text: str | None) -> int | None:
    """`2022` → 2022, `22` → 2022; None stays None."""
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def clock_pattern(name: str) -> str:
    """A clock time: `17h00`, `17 giờ 00 phút`, `8h30'`, `14 giờ`, `19:33:05`."""
    return (
        rf"(?:(?P<h{name}>[01]?\d|2[0-4]){GAP}(?:"
        rf"(?:giờ|h|g){GAP}(?P<m{name}>[0-5]\d)?(?:{GAP}(?:phút|ph|p(?!\w)|'))?"
        rf"|:{GAP}(?P<n{name}>[0-5]\d)(?::[0-5]\d)?(?!\d))(?!\w))"
    )


def clock_of(found: re.Match[str], name: str) -> tuple[int | None, int | None]:
    """Hour and minute of a `clock_pattern`, (None, None) where it took no part."""
    groups = found.groupdict()
    if not groups.get(f"h{name}"):
        return None, None
    return int(groups[f"h{name}"]), int(groups.get(f"m{name}") or groups.get(f"n{name}") or 0)


def _day_in_words(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    if not month or (found["month"].lower() == "năm" and not found["prefix"]):
        return None  # `5 tháng năm 2022` counts months
    lunar = found["month"].lower() in calendar_words().lunar_months or found["lunar"]
    if lunar:
        return LunarDay(int(found["day"]), month, full_year(found["year"]))
    if not found["prefix"] and not found["year"] and (month > 12 or int(found["day"]) > 31):
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
        if not _is_day_between(before, "", certain=False):
            return None
    return Interval(Day(first, month, year), Day(last, month, year))


def _bare_day(found: re.Match[str]) -> Expression | None:
    """`7/9` without `ngày` and without a year: a date only where the words around it say so."""
    day, month = int(found["day"]), int(found["month"])
    if not Day(day, month).valid:
        return None
    view = found.string
    before = view[max(0, found.start() - 24) : found.start()].lower()
    after = " ".join(view[found.end() : found.end() + 24].lower().split())
    if not _is_day_between(before, after, certain=found["sep"] == "/"):
        return None
    if found["lunar"]:
        return LunarDay(day, month, None)
    return Day(day, month)


def _is_day_between(before: str, after: str, *, certain: bool) -> bool:
    words = calendar_words()
    left = " ".join(before.split())
    cued = any(left.endswith(word) and not left[: -len(word)][-1:].isalpha() for word in words.before_bare_day)
    counted = any(after.startswith(word) and not after[len(word) :][:1].isalpha() for word in words.counted_after_ratio)
    if counted and not re.search(r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|rạng sáng)$", left):
        return False
    if cued:
        return True
    if not certain or any(left.endswith(word) for word in words.not_before_bare_day):
        return False
    opens_line = not left or before.rstrip(" ").endswith("\n")
    return opens_line and bool(re.match(r"[,:]", after)) or left.endswith("(") and after.startswith(")")


def _month(found: re.Match[str]) -> Expression | None:
    first = month_of(found["month"])
    last = month_of(found["last"]) if found["last"] else first
    if not 1 <= first <= 12 or last > 12:
        return None
    if found["month"].lower() in calendar_words().lunar_months:
        return None
    return Stretch("month", first, last, year=full_year(found["year"]))


_BEFORE_BARE_MONTH = re.compile(r"(?:^|[\s(])(?:trước|đến|trong|vào|tới|hết|đầu|cuối|nhất|sau|từ|là)\s$|[(|]\s?$", re.I)


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
    tail = (found["part"] or "đầu").lower().startswith("cuối")
    first, last = (13 - count, 12) if tail else (1, count)
    return Stretch("months", first, last, year=year, year_shift=None if year else 0)


def _year(found: re.Match[str]) -> Expression | None:
    year = int(found["year"])
    return Stretch("year", 1, 12, year=year, open_start=bool(found["cue"]))


def _part_of_year(found: re.Match[str]) -> Expression | None:
    year = full_year(found["year"])
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


_TENS = {"đầu": (1, 10), "thượng": (1, 10), "giữa": (11, 20), "trung": (11, 20), "cuối": (21, 0), "hạ": (21, 0), "hết": (1, 0)}


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
        vague=part != "hết",
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


def _part_of_quarter(found: re.Match[str]) -> Expression | None:
    quarter = calendar_words().quarters.get(found["quarter"].lower(), 0)
    if not quarter:
        return None
    first, last = 3 * quarter - 2, 3 * quarter
    part = found["part"].lower()
    if part in ("đầu", "giữa"):
        first = last = 3 * quarter - (2 if part == "đầu" else 1)
    return Stretch("part", first, last, year=full_year(found["year"]), open_start=part in ("cuối", "hết"), vague=part != "hết")


def _week(found: re.Match[str]) -> Expression | None:
    week = int(found["week"])
    return Week(week, full_year(found["year"])) if 1 <= week <= 53 else None


_UNITS: dict[str, Unit] = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_SHIFTS = {"này": 0, "tới": 1, "sau": 1, "trước": -1}


def _shifted(found: re.Match[str]) -> Expression | None:
    part = (found["part"] or "").lower()
    shift = _SHIFTS[" ".join(found["which"].lower().split())]
    return Shifted(_UNITS[found["unit"].lower()], shift, open_start=part in ("hết", "cuối"))


def _inside_now(found: re.Match[str]) -> Expression | None:
    """`trong năm`, `cuối tháng`, `hết quý`: the anchor's own."""
    unit = _UNITS[found["unit"].lower()]
    if unit == "year":
        return Stretch("year", 1, 12, year_shift=0)
    return Shifted(unit, 0)


def _day_of_shifted_month(found: re.Match[str]) -> Expression | None:
    day = int(found["day"])
    return Shifted("month", _SHIFTS[found["which"].lower()], day=day) if 1 <= day <= 31 else None


def _weekday_of_week(found: re.Match[str]) -> Expression | None:
    weekday = calendar_words().weekdays.get(" ".join(found["weekday"].lower().split()))
    return None if weekday is None else Shifted("week", _SHIFTS[" ".join(found["which"].lower().split())], weekday=weekday)


def _today(found: re.Match[str]) -> Expression | None:
    words = " ".join(found.group().lower().split())
    return Shifted("day", {"qua": -1, "kia": -2, "mai": 1}.get(words.split()[-1], 0))


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
    quarters = [table.get(q.lower(), 0) for q in re.findall(r"(?:IV|I{1,3}|[1-4])(?![A-Za-z\d])", found["quarters"], re.I)]
    if not quarters or 0 in quarters or quarters != list(range(quarters[0], quarters[-1] + 1)):
        return None
    return Stretch("months", 3 * quarters[0] - 2, 3 * quarters[-1], year=full_year(found["year"]))


_ISO_UNITS = {"ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "quý": "P{}M", "năm": "P{}Y", "giờ": "PT{}H", "tiếng": "PT{}H", "phút": "PT{}M"}


def _duration(found: re.Match[str]) -> Expression | None:
    count = number_of(found["count"])
    unit = found["unit"].lower()
    if not count or (unit == "năm" and count > 1900):
        return None
    if unit == "quý":
        count *= 3
    value = _ISO_UNITS[unit].format(count)
    if found["half"]:
        value = {"ngày": "P{}DT12H", "tháng": "P{}M15D", "năm": "P{}Y6M"}.get(unit, "").format(count)
    return Duration(value, working=bool(found["working"])) if value else None


def _lunar_day(found: re.Match[str]) -> Expression | None:
    month = month_of(found["month"])
    day = 15 if found["full"] else number_of(found["day"])
    if not month or not day:
        return None
    return LunarDay(day, month, full_year(found["year"]), _cycle(found["cycle"]))


def _new_year(found: re.Match[str]) -> Expression | None:
    return LunarDay(1, 1, full_year(found["year"]), _cycle(found["cycle"]))


def _kings(found: re.Match[str]) -> Expression | None:
    return LunarDay(10, 3, full_year(found["year"]))


def _cycle(text: str | None) -> str | None:
    return " ".join(text.split()).title() if text else None


def _clock_today(found: re.Match[str]) -> Expression | None:
    """`trước 22 giờ` without a day: the day of the document."""
    hour, minute = clock_of(found, "1")
    return Shifted("day", 0, hour=hour, minute=minute)


def _anaphor(found: re.Match[str]) -> Expression | None:
    return Anaphor()


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], Builder, int], ...]:
    words = calendar_words()
    number = rf"\d{{1,4}}|{words_pattern(words.numbers)}"
    month_name = rf"\d{{1,2}}(?!\d)|(?:{words_pattern(words.months)}){_WORD_END}"
    quarter_name = r"(?:IV|I{1,3}|0?[1-4]|một|hai|ba|tư)(?![\w])"
    stem, branch = words_pattern(words.cycle_stems), words_pattern([*words.cycle_branches, "Tị"])
    cycle = rf"(?P<cycle>(?:{stem}){BLANK}(?:{branch}))"
    of_year = rf"(?:{GAP}(?:[/,.-]{GAP}|(?:của{BLANK})?)(?:năm{GAP})?(?P<year>{YEAR}))?"
    needs_year = rf"(?:{GAP}[/.-]{GAP}|{GAP},?{GAP}(?:của{BLANK})?năm{GAP})(?P<year>{YEAR})"
    maybe_year = rf"(?:{needs_year})?"
    lunar = rf"(?P<lunar>{GAP}\(?(?:âm{BLANK}lịch|ÂL)\)?)?"
    weekday = rf"(?:(?:thứ{BLANK}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7]))|chủ{BLANK}nhật)"
    joint = rf"{GAP}(?:-|,|;|&|và|hoặc|\+){GAP}"
    table: list[tuple[str, str, Builder, int]] = [
        (
            "day.words",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\d/.]))(?P<day>\d{{1,2}}){GAP}tháng{GAP}(?P<month>{month_name})"
            rf"(?:{GAP}[/,.-]?{GAP}(?:năm{GAP})?(?P<year>{YEAR})(?!/))?{lunar}",
            _day_in_words,
            50,
        ),
        (
            "day.figures",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\w/.,-]))(?P<day>\d{{1,2}})(?P<sep> ?/ ?| ?\. ?|-)(?P<month>\d{{1,2}})"
            rf"(?P=sep){GAP}(?P<year>{YEAR}|(?<=/)\d\d(?!\d))(?![/\w]|[.,-]\d){lunar}",
            _day_in_figures,
            50,
        ),
        (
            # the separators of `30/6/ 2022` and `30 /6/2022` need not be alike
            "day.figures_spaced",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\w/.,-]))(?P<day>\d{{1,2}}){GAP}/{GAP}(?P<month>\d{{1,2}}){GAP}/{GAP}"
            rf"(?P<year>{YEAR})(?![/\w]){lunar}",
            _day_in_figures,
            49,
        ),
        (
            "day.figures_month",
            rf"(?P<prefix>ngày{GAP})(?P<day>\d{{1,2}}){GAP}(?P<sep>[/.-]){GAP}(?P<month>\d{{1,2}})(?P<year>)(?![/\w]|[.,-]\d|%){lunar}",
            _day_in_figures,
            48,
        ),
        (
            "day.figures_then_year",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\w/.,-]))(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}}){GAP},?{GAP}năm{GAP}"
            rf"(?P<year>{YEAR})(?![/\w]){lunar}",
            _day_in_figures,
            49,
        ),
        (
            "days",
            rf"(?:(?P<prefix>ngày{GAP})|(?<![\w/.,-]))(?P<first>\d{{1,2}}){GAP}-{GAP}(?P<last>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>{YEAR}))?"
            rf"(?![/\w%]|[.,-]\d)",
            _day_span,
            51,
        ),
        (
            "day.bare",
            rf"(?<![\w/.,-])(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?![/\w%]|[.,-]\d){lunar}",
            _bare_day,
            40,
        ),
        ("day.month_shift", rf"ngày{GAP}(?P<day>\d{{1,2}}){BLANK}tháng{BLANK}(?P<which>này|tới|sau|trước)", _day_of_shifted_month, 48),
        ("day.weekday", rf"{weekday.replace('(?:hai', '(?P<weekday>hai', 1)}{BLANK}tuần{BLANK}(?P<which>này|tới|sau|trước)", _weekday_of_week, 47),
        ("day.today", rf"(?:hôm{BLANK}(?:nay|qua|kia)|ngày{BLANK}(?:mai|hôm{BLANK}(?:nay|qua|kia))|(?:sáng|trưa|chiều|tối|đêm){BLANK}(?:nay|mai|qua))", _today, 45),
        (
            "day.clock_only",
            rf"(?:(?<=trước )|(?<=chậm nhất )|(?<=muộn nhất )){clock_pattern('1')}(?!{BLANK}(?:\d|mỗi|hằng|hàng|làm))",
            _clock_today,
            44,
        ),
        ("day.same", rf"cùng{BLANK}ngày(?!{GAP}\d)", _anaphor, 45),
        (
            "lunar.day",
            rf"(?:(?P<full>rằm)|(?:ngày{BLANK})?(?:mùng|mồng|mòng){BLANK}(?P<day>{number})){BLANK}tháng{BLANK}(?P<month>{month_name})"
            rf"(?:{GAP}âm{BLANK}lịch)?(?:{BLANK}(?:năm{BLANK})?(?:{cycle}|(?P<year>{YEAR})))?",
            _lunar_day,
            52,
        ),
        (
            "lunar.new_year",
            rf"Tết(?:{BLANK}Nguyên{BLANK}đán|{BLANK}cổ{BLANK}truyền|{BLANK}âm{BLANK}lịch)?(?:{GAP},?{GAP}(?:năm{BLANK})?(?:{cycle}|(?P<year>{YEAR})))",
            _new_year,
            52,
        ),
        ("lunar.new_year_next", rf"Tết{BLANK}(?:Nguyên{BLANK}đán|cổ{BLANK}truyền|âm{BLANK}lịch)(?P<cycle>)(?P<year>)", _new_year, 51),
        ("lunar.new_year_before", rf"(?:(?<=trước )|(?<=sau ))Tết(?P<cycle>)(?P<year>)(?!{BLANK}(?:Dương|Trung|Đoan|độc|thiếu|Nguyên))", _new_year, 51),
        ("lunar.kings", rf"(?:ngày{BLANK})?Giỗ{BLANK}Tổ(?:{BLANK}Hùng{BLANK}Vương)?(?:{GAP}(?:năm{GAP})?(?P<year>{YEAR}))?", _kings, 51),
        (
            "month",
            rf"tháng{GAP}(?P<month>{month_name})(?:{GAP}(?:-|đến){GAP}(?P<last>\d{{1,2}})(?=/))?{maybe_year}(?![/.]\d)(?!{BLANK}tuổi)",
            _month,
            30,
        ),
        ("month.plain_year", rf"tháng{GAP}(?P<month>{month_name})(?P<last>){BLANK}(?P<year>{YEAR})(?![/.]\d)", _month, 31),
        ("month.short", rf"(?-i:T)(?P<month>\d{{1,2}})(?P<last>)[/.-](?P<year>{YEAR})(?![/\w])", _month, 30),
        ("month.list", rf"(?:các{BLANK}|(?:{number}){BLANK})?tháng{GAP}(?P<months>\d{{1,2}}(?:{joint}\d{{1,2}}(?!\d)(?!{GAP}(?:tháng|ngày|năm{BLANK}[a-zđ]))){{1,11}}){maybe_year}(?![/.]\d)(?!{BLANK}(?:xã|hộ|%|tỷ|triệu))", _listed_months, 33),
        (
            "month.bare",
            rf"(?<![\d/.,-])(?P<month>\d{{1,2}})/(?P<year>{YEAR})(?![/\w-])",
            _bare_month,
            30,
        ),
        ("quarter", rf"quý{GAP}(?P<quarter>{quarter_name})(?:{GAP}(?:-|đến){GAP}(?:quý{BLANK})?(?P<last>{quarter_name}))?{of_year}", _quarter, 32),
        ("quarter.short", rf"(?-i:Q)(?P<quarter>[1-4]|IV|I{{1,3}})(?P<last>)[/.-]{GAP}(?P<year>{YEAR})", _quarter, 32),
        ("quarter.list", rf"(?:các{BLANK}|(?:{number}){BLANK})?quý{GAP}(?P<quarters>{quarter_name}(?:{joint}{quarter_name}){{1,3}}){of_year}", _listed_quarters, 33),
        (
            "months.of_year",
            rf"(?P<count>{number}){GAP}(?P<unit>tháng|quý){BLANK}(?P<part>đầu(?:{BLANK}tiên(?:{BLANK}của)?)?|cuối){BLANK}(?:của{BLANK})?năm(?:{GAP}(?P<year>{YEAR})|{BLANK}nay)?{_WORD_END}",
            _months_of_year,
            50,
        ),
        ("months.with_year", rf"(?P<count>{number}){GAP}(?P<unit>tháng)(?P<part>)(?:{BLANK}(?:của{BLANK})?năm{GAP}|{GAP}/{GAP})(?P<year>{YEAR})", _months_of_year, 50),
        ("months.slash_year", rf"(?P<count>{number}){GAP}(?P<unit>tháng){BLANK}(?P<part>đầu|cuối)(?:{BLANK}năm)?{GAP}/?{GAP}(?P<year>{YEAR})", _months_of_year, 49),
        ("half_year", rf"nửa{BLANK}(?:năm{BLANK}(?P<part>đầu|cuối|sau)|(?P<part2>đầu|cuối){BLANK}năm){of_year}", _half_year, 50),
        ("year.named", rf"(?P<cue>hết{BLANK})?(?:năm{GAP})(?P<year>{YEAR})(?!/)", _year, 20),
        ("year.of_anchor", rf"(?P<cue>hết{BLANK})?năm{BLANK}(?P<which>nay|này|ngoái|tới)", _year_of_anchor, 20),
        (
            "year.part",
            rf"(?P<part>đầu|giữa|cuối|hết){BLANK}năm(?:{GAP}(?P<year>{YEAR})|{BLANK}(?P<which>nay|ngoái|tới(?!{BLANK}nay)|sau))?{_WORD_END}(?!{BLANK}(?:học|thứ|\d))",
            _part_of_year,
            25,
        ),
        ("year.months_part", rf"những{BLANK}(?:ngày|tháng){BLANK}(?:còn{BLANK}lại{BLANK}(?:của{BLANK})?|(?P<part>đầu|giữa|cuối){BLANK}(?:của{BLANK})?)năm(?:{GAP}(?P<year>{YEAR})|{BLANK}(?P<which>nay))?{_WORD_END}(?!{BLANK}\d)", _months_part, 26),
        (
            "month.part",
            rf"(?P<part>(?:thượng|trung|hạ){BLANK}tuần|đầu|giữa|cuối|hết){BLANK}tháng{GAP}(?P<month>{month_name}){maybe_year}(?![/.]\d)",
            _part_of_month,
            35,
        ),
        ("month.half", rf"nửa{BLANK}(?P<part>đầu|cuối|sau|trước){BLANK}tháng{GAP}(?P<month>{month_name}){maybe_year}", _half_of_month, 36),
        (
            "month.weeks",
            rf"(?:(?P<count>{number}){BLANK})?tuần{BLANK}(?P<part>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}(?:của{BLANK})?tháng{GAP}(?P<month>{month_name}){maybe_year}",
            _weeks_of_month,
            36,
        ),
        ("quarter.part", rf"(?P<part>đầu|giữa|cuối|hết){BLANK}quý{GAP}(?P<quarter>{quarter_name}){of_year}", _part_of_quarter, 35),
        ("week", rf"tuần(?:{BLANK}(?:thứ|lễ))?{GAP}(?P<week>\d{{1,2}})(?!\d)(?:{GAP}[/-]{GAP}|{BLANK}(?:của{BLANK})?năm{GAP})(?P<year>{YEAR})", _week, 34),
        (
            "shifted",
            rf"(?:(?P<part>hết|cuối|đầu){BLANK})?(?P<unit>tuần|tháng|quý){BLANK}(?P<which>này|tới|sau|trước)(?!{BLANK}(?:khi|đó|ngày))",
            _shifted,
            28,
        ),
        (
            "inside_now",
            rf"trong{BLANK}(?P<unit>năm|tháng|quý|tuần|ngày)(?=[.,;:)\n]|$| (?:và|theo|để|phải|báo|trình|gửi|\(|là|của))",
            _inside_now,
            27,
        ),
        ("shifted.end", rf"(?P<part>cuối|hết){BLANK}(?P<unit>tháng|quý|tuần)(?P<which>)(?=[.,;:)\n]|$| (?:này|và|phải|theo))", _end_of_now, 26),
        (
            "years",
            rf"(?:(?:giai|gian|gia){BLANK}đoạn{GAP}|nhiệm{BLANK}kỳ{GAP}|thời{BLANK}kỳ{GAP}|niên{BLANK}(?:độ|khóa){GAP}|(?P<school>năm{BLANK}học{GAP})"
            rf"|(?:(?:{number}){BLANK}|(?:trong{BLANK})?các{BLANK})?năm{GAP})"
            rf"(?:từ{GAP})?(?:năm{GAP})?(?P<first>{YEAR}){GAP}(?:-|đến|tới|/|~){GAP}(?:hết{BLANK})?(?:năm{GAP})?(?P<last>{YEAR}|\d\d(?![\d/.]))",
            _years,
            55,
        ),
        ("years.bare", rf"(?<![\w/.,-])(?:từ{BLANK})?(?P<first>{YEAR}) ?(?:-|đến) ?(?P<last>{YEAR})(?![/\w-])(?P<school>)", _years, 15),
        ("years.list", rf"(?:(?:các|{number}){BLANK})?năm{GAP}(?P<years>{YEAR}(?:{GAP}(?:,|;|và|&){GAP}{YEAR}){{1,9}})(?![/\w-])", _listed_years, 54),
        (
            "duration",
            rf"(?:(?:hơn|trên|gần|khoảng){BLANK})?(?<![\d.,/])(?P<count>{number}){GAP}(?P<unit>ngày|tuần|tháng|quý|năm|giờ|tiếng|phút)"
            rf"(?P<half>{BLANK}rưỡi)?(?P<working>{BLANK}làm{BLANK}việc)?{_WORD_END}"
            rf"(?!{BLANK}(?:tuổi|công|hội|lễ|giải|\d|nay|ngoái))(?!/)",
            _duration,
            5,
        ),
    ]
    flags = re.IGNORECASE
    return tuple((name, re.compile(_WORD_START + pattern, flags), build, rank) for name, pattern, build, rank in table)


def _half_year(found: re.Match[str]) -> Expression | None:
    year = full_year(found["year"])
    first, last = (7, 12) if (found["part"] or found["part2"]).lower() in ("cuối", "sau") else (1, 6)
    return Stretch("months", first, last, year=year, year_shift=None if year else 0)


def _year_of_anchor(found: re.Match[str]) -> Expression | None:
    shifts = {"nay": 0, "này": 0, "ngoái": -1, "tới": 1}
    return Stretch("year", 1, 12, year_shift=shifts[found["which"].lower()], open_start=bool(found["cue"]))


def _months_part(found: re.Match[str]) -> Expression | None:
    """`những tháng cuối năm 2025`: a part whose other end nobody fixes."""
    year = full_year(found["year"])
    part = (found["part"] or "cuối").lower()
    first, last = {"đầu": (1, 3), "giữa": (4, 9), "cuối": (10, 12)}[part]
    return Stretch("part", first, last, year=year, year_shift=None if year else 0, open_start=part == "cuối", vague=True)


def _end_of_now(found: re.Match[str]) -> Expression | None:
    return Shifted(_UNITS[found["unit"].lower()], 0, open_start=True)


def find_atoms(view: str) -> Iterator[Atom]:
    """All candidates of all rules, overlapping ones too."""
    for name, pattern, build, rank in _rules():
        for found in pattern.finditer(view):
            expression = build(found)
            if expression is not None:
                yield Atom(found.start(), found.end(), name, expression, rank)
