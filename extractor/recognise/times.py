"""The door to calendar expressions: choose among candidates, then join neighbours into intervals.

Spans: `đến`, `hết`, `cuối`, `từ … đến …` inside; `trước`, `trong`, `vào`, `sáng`, `chiều`, `tính`, `kể` and a `từ`
without an end outside; a clock time belongs to its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from extractor.core.calendar import (
    Anaphor,
    Day,
    Duration,
    Expression,
    Interval,
    LunarDay,
    Point,
    SchoolYear,
    Shifted,
    Stretch,
    Week,
)
from extractor.core.mentions import TimeMention
from extractor.recognise.time_atoms import (
    BLANK,
    GAP,
    WEEKDAY,
    WORD_END,
    YEAR,
    Atom,
    Rule,
    clock_of,
    clock_pattern,
    rule,
    run_rules,
)
from extractor.recognise.time_days import day_rules
from extractor.recognise.time_near import near_rules
from extractor.recognise.time_periods import period_rules
from extractor.recognise.time_recurring import find_recurring

_POINTS = (Day, Stretch, Week, Shifted, LunarDay, SchoolYear, Anaphor)
_TODAY = Shifted("day", 0)

_UP_TO = rf"(?:cho{BLANK})?(?:đến|tới)(?:{BLANK}(?:hết|trước|khoảng))?"
_OCCASION = rf"(?:{BLANK}(?:nhân{BLANK})?(?:dịp|ngày|lễ|đại{BLANK}lễ|quốc{BLANK}khánh|nghỉ)){{1,4}}"
_RANGE = re.compile(rf"^{GAP}(?P<comma>,)?{GAP}(?:{_UP_TO}(?:{_OCCASION})?|hết|-|~){GAP}\Z", re.I)
_RIGHT_BEFORE_NOW = re.compile(rf"^{GAP},?{GAP}\Z")
_RANGE_DASH = re.compile(rf"^{GAP}[-~]{GAP}$")
_COORDINATED = re.compile(rf"^{GAP}(?:,|;|và|hoặc|&|,{GAP}và){GAP}\Z", re.I)
_FROM = re.compile(rf"(?<!\w)(?:(?P<stage>(?:giai|gian){BLANK}đoạn){BLANK})?(?P<kể>kể{BLANK})?(?P<từ>từ){GAP}\Z", re.I)
_TO = re.compile(
    rf"(?<!\w)(?P<head>(?:(?!(?:đến|tới)(?!\w))\w+{BLANK})?)(?P<đến>(?:đến|tới)(?:{BLANK}(?:hết|trước|khoảng))?|hết){GAP}\Z",
    re.I,
)
# verbs whose `đến` is no bound of time: `liên quan đến năm 2022`
_NOT_A_BOUND = re.compile(rf"(?:quan|hưởng|dẫn|cập|tâm|nhắc|nói|kể|động|ý)(?:{BLANK})?\Z", re.I)
_COMING = re.compile(r"gian\s+tới", re.I)  # `thời gian tới`
# rules whose atom can hold both ends of a range
_RANGED_RULES = frozenset({"days", "years", "years.bare", "quarter", "month"})
_NAMED_STAGE = re.compile(r"(?:năm\s+học|nhiệm\s+kỳ|niên\s)", re.I)  # `từ năm học 2021 - 2022` has no end
_RANGED = re.compile(r"-|(?<!\w)(?:đến|tới)(?!\w)|~", re.I)
_SAID_AGAIN = re.compile(rf"{GAP},?{GAP}(?:(?:vào{BLANK})?lúc{GAP})?(?P<open>\()?{GAP}\Z", re.I)
_OF_THE_YEAR = re.compile(rf"{GAP}(?:của{BLANK})?\Z", re.I)
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){WEEKDAY}{GAP}(?:,|-|\()?{GAP}\Z", re.I)
_BLANKS = " {0,4}"  # on one line
_LOOK_BACK = 80
_LOOK_AHEAD = 40


@cache
def _clock_before() -> re.Pattern[str]:
    """A clock time, or two, right before a day on its line: `14h00 ngày …`, `từ 8h00 đến 11h30, thứ Tư, ngày …`."""
    return re.compile(
        rf"(?<![\w/:.,-])(?P<from>từ{BLANK})?(?P<open>\()?{clock_pattern('1')}(?:{_BLANKS}(?:-|đến|tới){_BLANKS}{clock_pattern('2')})?"
        rf"(?(open)\)|){_BLANKS}(?:,|;|-)?{_BLANKS}(?:(?:vào|của){BLANK})?(?:(?P<part>sáng|trưa|chiều|tối|đêm){BLANK})?(?:{WEEKDAY}{_BLANKS},?{_BLANKS})?(?:\(|vào{BLANK})?\Z",
        re.IGNORECASE,
    )


@cache
def _clock_after() -> re.Pattern[str]:
    """The clock time of a page's date line: `28/10/2020 09:57`, `15/07/2024, 08:30 [GMT+7]`, `… lúc 14h00`."""
    return re.compile(
        rf"{_BLANKS}(?:,|-|\||;)?{_BLANKS}(?:(?:vào{BLANK})?lúc{BLANK})?{clock_pattern('1')}"
        rf"(?:{GAP}[\[(]?(?:GMT|UTC)? ?[+-] ?\d{{1,2}}(?:: ?\d\d)?[\])]?|{GAP}(?P<half>AM|PM|SA|CH)(?!\w))?",
        re.IGNORECASE,
    )


_CLOCK_LINE = re.compile(rf"(?<!\w)(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d)?{_BLANKS}(?:,|-|\||;)?{_BLANKS}\Z")
_PART = rf"(?:(?:rạng{BLANK})?sáng|trưa|chiều|tối|đêm)"
_LIST_MARK = rf"{GAP}(?:,|và|&|;|-|đến{BLANK}hết|đến|tới){GAP}"
_DAY_LIST = re.compile(
    rf"(?<!\w)(?:(?:các|hai|ba|\d{{1,2}}){BLANK})?(?:ngày{GAP}|{_PART}{BLANK}(?:ngày{GAP})?|(?<=từ ))"
    rf"(?P<days>\d{{1,2}}(?:{_LIST_MARK}(?:ngày{GAP})?\d{{1,2}}){{0,5}}){_LIST_MARK}(?:{_PART}{BLANK})?\Z",
    re.I,
)


def find_times(view: str) -> list[TimeMention]:
    """Every calendar expression in `view` (see `matching_view`), in text order, without overlaps, unanchored.

    Expressions that no calendar has (31/2) are reported with `expression.valid` False.
    """
    atoms = _choose(
        view, [*run_rules((*day_rules(), *near_rules(), *period_rules(), *_edge_rules()), view), *find_recurring(view)]
    )
    atoms = _without_neighbours([_with_clock(view, _with_listed_days(view, atom)) for atom in atoms])
    atoms = _share_years(view, _join(view, _with_shifted_years(view, _twice_said(view, atoms))))
    return [TimeMention(a.start, a.end, a.rule, a.expression) for a in atoms if a.expression != Anaphor()]


def invalid_mentions(mentions: Iterable[TimeMention]) -> list[TimeMention]:
    """Those that name a day or hour which does not exist; they get no value and deserve a diagnostic."""
    return [mention for mention in mentions if not mention.expression.valid]


def _up_to_now(found: re.Match[str]) -> Expression | None:
    return Interval(None, _TODAY)


def _from_now(found: re.Match[str]) -> Expression | None:
    return Interval(_TODAY, None)


def _bare_year(found: re.Match[str]) -> Expression | None:
    return Stretch("year", 1, 12, year=int(found["year"]))


@cache
def _edge_rules() -> tuple[Rule, ...]:
    """`đến nay`, `từ nay`, and the year of `đến 2030`."""
    moment = rf"(?:thời{BLANK}điểm|lúc){BLANK}(?:này|hiện{BLANK}tại|hiện{BLANK}nay|báo{BLANK}cáo)"
    now = rf"(?:nay|{moment}|hiện{BLANK}(?:tại|nay)|bây{BLANK}giờ)"
    following = r"(?=[.,;:)\n]|$| (?:và|phải|sẽ|đạt|có|tầm|hoàn|cơ|phấn|toàn|trở)(?!\w))(?![.,]\d)"
    return (
        # `từ trước tới nay` is as vague as `hiện nay`
        rule(
            "now",
            rf"(?<!từ trước )(?<!xưa )(?<!từ lâu )(?<!từ đó )(?:đến|tới){BLANK}{now}{WORD_END}",
            _up_to_now,
            44,
        ),
        rule("now", rf"từ{BLANK}(?:nay|bây{BLANK}giờ|giờ(?={BLANK}(?:đến|tới)(?!\w))){WORD_END}", _from_now, 44),
        rule("year.bare", rf"(?:(?<=đến )|(?<=tới )|(?<=hết ))(?P<year>{YEAR}){following}", _bare_year, 12),
        rule("year.bare", rf"(?<=từ )(?P<year>{YEAR})(?={BLANK}(?:đến|tới){BLANK})", _bare_year, 12),
    )


def _choose(view: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The higher rank wins, then the longer, then the earlier."""
    taken = bytearray(len(view))
    chosen = []
    for atom in sorted(atoms, key=lambda a: (-a.rank, a.start - a.end, a.start)):
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
            chosen.append(atom)
    return sorted(chosen, key=lambda a: a.start)


def _without_neighbours(atoms: Sequence[Atom]) -> list[Atom]:
    """An atom that grew over its neighbour (`14 giờ` before `ngày 3/7`) swallows it; so do days a length of time."""
    kept: list[Atom] = []
    for atom in atoms:
        while (
            kept
            and kept[-1].end > atom.start
            and (atom.start <= kept[-1].start or isinstance(kept[-1].expression, Duration))
        ):
            kept.pop()
        if not kept or kept[-1].end <= atom.start:
            kept.append(atom)
    return kept


def _with_listed_days(view: str, atom: Atom) -> Atom:
    """`ngày 8 và 9/11/2025`, `từ ngày 08 đến ngày 09 tháng 11`, `05-07/3/2024`: the days before borrow the month."""
    last = atom.expression
    if not isinstance(last, Day) or not last.valid:
        return atom
    found = _DAY_LIST.search(view[max(0, atom.start - _LOOK_BACK) : atom.start])
    if not found:
        return atom
    days = [int(d) for d in re.findall(r"\d{1,2}", found["days"])]
    ranged = bool(re.search(r"-|đến|tới", found[0], re.I))
    run = [*days, last.day]
    if not all(1 <= d <= 31 for d in days) or run != sorted(set(run)):
        return atom
    if not ranged and run != list(range(run[0], run[-1] + 1)):
        return atom
    start = max(0, atom.start - _LOOK_BACK) + found.start()
    first = Day(days[0], last.month, last.year)
    end = Day(last.day, last.month, last.year)
    return Atom(start, atom.end, "days", Interval(first, end), atom.rank)


def _twice_said(view: str, atoms: Sequence[Atom]) -> list[Atom]:
    """`thứ Hai tuần tới (28/11)`, `sáng nay 17-11`, `hôm nay, ngày 5/3`: one day, of which the date is sure."""
    kept: list[Atom] = []
    for atom in atoms:
        shown = kept[-1].expression if kept else None
        between = _SAID_AGAIN.match(view[kept[-1].end : atom.start]) if isinstance(shown, Shifted) else None
        one_day = isinstance(shown, Shifted) and (shown.unit == "day" or shown.weekday is not None)
        if not (one_day and between and isinstance(shown, Shifted) and isinstance(atom.expression, Day)):
            kept.append(atom)
            continue
        closing = view[atom.end : atom.end + 1] == ")" if between["open"] else False
        day = msgspec.structs.replace(
            atom.expression, hour=atom.expression.hour or shown.hour, minute=atom.expression.minute or shown.minute
        )
        kept[-1] = Atom(kept[-1].start, atom.end + closing, atom.rule, day, atom.rank)
    return kept


def _with_shifted_years(view: str, atoms: Sequence[Atom]) -> list[Atom]:
    """`quý I năm nay`, `ngày 30/6 năm sau`: the year behind the point is the point's."""
    kept: list[Atom] = []
    for atom in atoms:
        year, point = atom.expression, kept[-1].expression if kept else None
        of_year = atom.rule == "year.of_anchor" and isinstance(year, Stretch) and not year.open_start
        beside = bool(kept) and _OF_THE_YEAR.match(view[kept[-1].end : atom.start])
        free = isinstance(point, (Day, Stretch)) and point.year is None and point.year_shift is None
        if not (of_year and beside and free):
            kept.append(atom)
            continue
        assert isinstance(year, Stretch) and isinstance(point, (Day, Stretch))
        shifted = msgspec.structs.replace(point, year_shift=year.year_shift)
        kept[-1] = Atom(kept[-1].start, atom.end, kept[-1].rule, shifted, kept[-1].rank)
    return kept


def _with_clock(view: str, atom: Atom) -> Atom:
    """The day with its weekday, and with the clock time that stands before or behind it."""
    day = atom.expression
    if not isinstance(day, (Day, Shifted, Anaphor)):
        return atom
    if isinstance(day, Shifted) and (day.hour is not None or (day.unit != "day" and day.weekday is None)):
        return atom
    offset = max(0, atom.start - _LOOK_BACK)
    before = view[offset : atom.start]
    found = _clock_before().search(before)
    if found:
        timed = _with_clock_before(view, atom, day, found, offset)
        closing = found[0].endswith("(") and view.startswith(")", atom.end)
        return msgspec.structs.replace(timed, end=timed.end + closing)
    if isinstance(day, Anaphor) and day.hour is not None:
        return atom
    found = _CLOCK_LINE.search(before)
    if found:
        at_clock = msgspec.structs.replace(day, hour=int(found["h"]), minute=int(found["m"]))
        return Atom(offset + found.start(), atom.end, atom.rule, at_clock, atom.rank)
    return _with_weekday_and_clock(view, atom, day, offset) if isinstance(day, Day) else atom


def _with_weekday_and_clock(view: str, atom: Atom, day: Day, offset: int) -> Atom:
    """`thứ Bảy, 14/6`, `Chủ nhật (15-6)`, `28/10/2020 09:57`."""
    weekday = _WEEKDAY_BEFORE.search(view[offset : atom.start])
    start = offset + weekday.start() if weekday else atom.start
    if weekday and "(" in weekday[0] and view.startswith(")", atom.end):
        return Atom(start, atom.end + 1, atom.rule, day, atom.rank)
    found = _clock_after().match(view, atom.end, min(len(view), atom.end + _LOOK_AHEAD))
    if not found or re.match(rf"{BLANK}\d{{1,2}}(?:h|giờ|g)(?!\w)", view[atom.end : atom.end + 8]):
        return Atom(start, atom.end, atom.rule, day, atom.rank)
    hour, minute = clock_of(found, "1")
    if hour is not None and (found["half"] or "").upper() in ("PM", "CH") and hour < 12:
        hour += 12
    return Atom(start, found.end(), atom.rule, msgspec.structs.replace(day, hour=hour, minute=minute), atom.rank)


def _with_clock_before(view: str, atom: Atom, day: Day | Shifted | Anaphor, found: re.Match[str], offset: int) -> Atom:
    hour, minute = clock_of(found, "1")
    part = found["part"] or view[atom.start : atom.end].split()[0]  # `9 giờ tối nay`
    if hour is not None and part.lower() in ("chiều", "tối", "đêm") and hour < 12:
        hour += 12
    first = msgspec.structs.replace(day, hour=hour, minute=minute)
    expression: Expression = first
    if found["h2"]:
        hour, minute = clock_of(found, "2")
        expression = Interval(first, msgspec.structs.replace(day, hour=hour, minute=minute))
    start = found.start() if found["h2"] or not found["from"] else found.end("from")
    return Atom(offset + start, atom.end, "day.clock", expression, atom.rank)


def _join(view: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Ranges, then open starts: `từ A đến B`, `A - B`, `từ nay đến B`, `đến B`. A bare `từ A` is A."""
    joined: list[Atom] = []
    position = 0
    while position < len(atoms):
        atom = atoms[position]
        following = atoms[position + 1] if position + 1 < len(atoms) else None
        merged = _range(view, atom, following) if following else None
        if merged:
            joined.append(merged)
            position += 2
            continue
        joined.append(_open(view, atom, joined[-1].end if joined else 0))
        position += 1
    return joined


def _range(view: str, first: Atom, last: Atom) -> Atom | None:
    between = view[first.end : last.start]
    a, b = first.expression, last.expression
    if (
        isinstance(a, _POINTS)
        and isinstance(b, Interval)
        and b == Interval(None, _TODAY)
        and _RIGHT_BEFORE_NOW.match(between)
    ):
        if "," in between and _from_start(view, first) == first.start:
            return None
        return Atom(_from_start(view, first), last.end, "range.to_now", Interval(_start_of(a), _TODAY), last.rank)
    found = _RANGE.match(between)
    if not isinstance(b, _POINTS) or not found:
        return None
    if found["comma"] and a != Interval(_TODAY, None) and _from_start(view, first) == first.start:
        return None
    if isinstance(a, Interval) and a == Interval(_TODAY, None):
        return Atom(first.start, last.end, "range.from_now", Interval(_TODAY, b), last.rank)
    if not isinstance(a, _POINTS) or not _fit(a, b, dash=bool(_RANGE_DASH.match(between))):
        return None
    if isinstance(a, (Day, Stretch)) and isinstance(b, (Day, Stretch)):
        a, b = _borrow_year(a, b)
    return Atom(_from_start(view, first), last.end, "range", Interval(_start_of(a), b), last.rank)


def _fit(a: Point, b: Point, *, dash: bool) -> bool:
    """Whether two points can be the ends of one interval; a dash joins only like to like."""
    if isinstance(a, Day) and isinstance(b, Day):
        if a.year and b.year:
            return (a.year, a.month, a.day, a.hour or 0) <= (b.year, b.month, b.day, b.hour or 24)
        return True
    if isinstance(a, Stretch) and isinstance(b, Stretch):
        if dash and a.unit != b.unit:
            return False
        return not (a.year and b.year) or (a.year, a.first_month) <= (b.year, b.last_month)
    return not dash


def _start_of(point: Point) -> Point:
    """`từ cuối năm 2022` starts with that part, not with the open past."""
    return msgspec.structs.replace(point, open_start=False) if isinstance(point, (Stretch, Shifted)) else point


def _borrow_year(a: Day | Stretch, b: Day | Stretch) -> tuple[Day | Stretch, Day | Stretch]:
    if _tied(a) or _tied(b) or (a.year is None) == (b.year is None):
        return a, b
    turns = _place(a) > _place(b)
    if a.year is None and b.year is not None:
        return msgspec.structs.replace(a, year=b.year - turns), b
    assert a.year is not None
    return a, msgspec.structs.replace(b, year=a.year + turns)


def _tied(point: Day | Stretch) -> bool:
    return point.year_shift is not None


def _place(point: Day | Stretch) -> tuple[int, int]:
    return (point.month, point.day) if isinstance(point, Day) else (point.first_month, point.first_day)


def _from_start(view: str, atom: Atom) -> int:
    """Where the interval starts that begins with `atom`: `từ` is inside, and so is `giai đoạn` before it."""
    offset = max(0, atom.start - _LOOK_BACK)
    found = _FROM.search(view[offset : atom.start])
    if not found:
        return atom.start
    return offset + (found.start("stage") if found["stage"] else found.start("từ"))


def _open(view: str, atom: Atom, floor: int) -> Atom:
    if (
        atom.rule in _RANGED_RULES
        and not getattr(atom.expression, "open_start", False)
        and _RANGED.search(view[atom.start : atom.end])
        and not _NAMED_STAGE.match(view, atom.start)
    ):
        start = _from_start(view, atom)
        return Atom(start if start >= floor else atom.start, atom.end, atom.rule, atom.expression, atom.rank)
    if not isinstance(atom.expression, _POINTS) or isinstance(atom.expression, Anaphor):
        return atom
    offset = max(floor, atom.start - _LOOK_BACK)
    before = view[offset : atom.start]
    found = _TO.search(before)
    if found and not _NOT_A_BOUND.search(found["head"].rstrip()) and not _COMING.search(found[0]):
        return Atom(offset + found.start("đến"), atom.end, "open.to", Interval(None, atom.expression), atom.rank)
    return atom


def _share_years(view: str, atoms: Sequence[Atom]) -> list[Atom]:
    """`quý III và quý IV năm 2024`, `ngày 5/3 và 7/3/2025`: coordinated points share the one year that is said."""
    shared = list(atoms)
    for i in range(len(shared) - 2, -1, -1):
        a, b = shared[i].expression, shared[i + 1].expression
        alike = (isinstance(a, Day) and isinstance(b, Day)) or (isinstance(a, Stretch) and isinstance(b, Stretch))
        if not alike or not _COORDINATED.match(view[shared[i].end : shared[i + 1].start]):
            continue
        assert isinstance(a, (Day, Stretch)) and isinstance(b, (Day, Stretch))
        if a.year is None and b.year is not None and not _tied(a):
            shared[i] = msgspec.structs.replace(shared[i], expression=msgspec.structs.replace(a, year=b.year))
    return shared
