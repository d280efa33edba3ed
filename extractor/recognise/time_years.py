"""Years and what is counted in them: `năm 2022`, `cuối năm`, `6 tháng đầu năm`, `9 tháng đạt …`, `vụ Xuân 2016`."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Expression, Stretch
from extractor.lexicon.calendar_words import calendar_words
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    OF_YEAR,
    WORD_END,
    YEAR,
    Rule,
    full_year,
    is_counted,
    number_of,
    number_pattern,
    rule,
    words_pattern,
)

# `cùng kỳ năm trước` is a measure of comparison; `năm trước năm sau` names no year
_COMPARED = re.compile(r"(?:cùng kỳ|liền kề|năm trước)\s(?:của\s|với\s)?\Z", re.I)
_TOTAL_BEFORE = re.compile(r"(?:^|[\n;:•+-]|\.)\s?\Z")


def _months_of_year(found: re.Match[str]) -> Expression | None:
    """`5 tháng đầu năm 2022`, `02 quý đầu năm`, `6 tháng cuối năm`, `9 tháng năm 2023`."""
    count = number_of(found["count"]) * (3 if found["unit"].lower() == "quý" else 1)
    if not 1 <= count <= 12:
        return None
    year = full_year(found["year"])
    tail = (found["part"] or "đầu").lower().startswith(("cuối", "còn"))
    first, last = (13 - count, 12) if tail else (1, count)
    return Stretch("months", first, last, year=year, year_shift=None if year else _shift_of(found))


_SHIFTS = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}


def _shift_of(found: re.Match[str]) -> int:
    """`năm sau` → 1; the anchor's year where nothing is said."""
    return _SHIFTS.get((found.groupdict().get("which") or "").lower(), 0)


def _opening_total(found: re.Match[str]) -> Expression | None:
    """Months counted from January where they open a clause."""
    before = found.string[max(0, found.start() - 3) : found.start()]
    count = number_of(found["count"])
    return _months_of_year(found) if 2 <= count <= 11 and _TOTAL_BEFORE.search(before) else None


def _half_year(found: re.Match[str]) -> Expression | None:
    year = full_year(found["year"])
    first, last = (1, 6) if (found["part"] or found["part2"]).lower() == "đầu" else (7, 12)
    return Stretch("months", first, last, year=year, year_shift=None if year else _shift_of(found))


def _year(found: re.Match[str]) -> Expression | None:
    year = int(found["year"])
    return Stretch("year", 1, 12, year=year, open_start=bool(found["cue"]))


def _year_of_anchor(found: re.Match[str]) -> Expression | None:
    which = (found["which"] or "sau").lower()
    before = found.string[max(0, found.start() - 16) : found.start()]
    if is_counted(found) or _COMPARED.search(before):
        return None
    return Stretch("year", 1, 12, year_shift=_SHIFTS[which], open_start=bool(found["cue"]))


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


def year_rules() -> tuple[Rule, ...]:
    count = rf"(?P<count>{number_pattern()}){GAP}"
    first = rf"đầu(?:{BLANK}tiên(?:{BLANK}của)?)?"
    of_accounts = rf"(?:tài{BLANK}chính|ngân{BLANK}sách|kế{BLANK}hoạch)"
    return (
        rule(
            "months.of_year",
            rf"{count}(?P<unit>tháng|quý){BLANK}(?P<part>{first}|cuối(?:{BLANK}cùng)?|còn{BLANK}lại){BLANK}(?:của{BLANK})?năm"
            rf"(?:{GAP}(?P<year>{YEAR})|{BLANK}(?P<which>nay|này|ngoái|trước|tới|sau))?{WORD_END}",
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
            rf"nửa{BLANK}(?:năm{BLANK}(?P<part>đầu|cuối|sau)|(?P<part2>đầu|cuối|sau|còn{BLANK}lại){BLANK}(?:của{BLANK})?năm){OF_YEAR}"
            rf"(?:{BLANK}(?P<which>nay|này|ngoái|tới|sau){WORD_END})?",
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
