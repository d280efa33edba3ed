"""The anchor: the date that incomplete dates lean on, and who gave it.

Order of witnesses: given → issue date → signature → publication, where it follows the meeting closely → meeting →
publication → year in the text → none. A date without a year gets one only from the text's own years; nothing is taken
from outside.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from extractor.core.calendar import Day, Interval, LunarDay, Shifted, Stretch, Week
from extractor.core.mentions import TimeMention
from extractor.core.record import Anchor, Witness
from extractor.lexicon.calendar_words import calendar_words

# what a text says of the year it lives in: plans, running totals, work of the year
_OF_NOW = re.compile(
    r"(?:trong|kế hoạch|nhiệm vụ|phấn đấu|chủ đề|công tác|hoàn thành|dự toán|chỉ tiêu|phương hướng|mục tiêu|tính"
    r"|từ đầu|tháng đầu|đến|cuối)"
    r"(?:\s\S{1,10}){0,4}\s*\Z",
    re.I,
)
# right before the date of a cited document: its number or its kind
_CITED = re.compile(r"(?:\d\s*[/-]\s*[\w./-]{2,24}|/\w[\w-]*)\s*,?\s*\Z")
_SINCE = re.compile(r"(?<!\w)(?<!kể )từ\s*\Z", re.I)
_ORDERED = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn|xong|từ nay)(?:\s(?:ngày|là|vào|hết|đến|trong|cuối)){0,3}:?\s*\Z", re.I
)
_AHEAD = re.compile(
    r"(?:trong|dứt điểm|hoàn thành|xong|phấn đấu|đưa vào (?:sử dụng|khai thác|vận hành)|khởi công|chậm nhất|trước)"
    r"(?:\s\S{1,10}){0,2}\s*$",
    re.I,
)
_WEEKDAY = re.compile(r"(thứ\s+\w+|chủ\s+nhật)(?!\w)", re.I)
# `đã tổ chức Đại hội đại biểu lần thứ III, nhiệm kỳ 2011 - 2016`
_CONGRESS = re.compile(
    r"(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|diễn\s+ra|bế\s+mạc|dự)\s(?:[^.;\n]{0,20}\s)?đại\s+hội"
    r"(?!\s+(?:Đảng|toàn))[^.;\n]{0,50}nhiệm\s+kỳ",
    re.I,
)
# `đến cuối năm 2025 còn 21,5%`: the year was over when this was told
_STANDS_AT = re.compile(r"\s*,?\s*(?:chỉ\s+|là\s+|đã\s+|giảm\s+)?(?:còn|có|đạt|là)\s+(?:\w+\s+){0,4}\d", re.I)
_CLOSING = re.compile(r"\s+(?:đang\s+|sắp\s+|dần\s+)?(?:khép\s+lại|đi\s+qua|trôi\s+qua|qua\s+đi)(?!\w)", re.I)
_AIM = re.compile(
    r"(?<!\w)(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|quyết\s+tâm|sẽ|dự\s+kiến|phải|kế\s+hoạch|đề\s+án|để)(?!\w)"
    r"[^.\n]*\Z",
    re.I,
)
# `cơn bão số 9 cuối năm 2006`, `trận lũ lịch sử năm 2020`, `như năm 1999`: what is called to mind
_OF_HISTORY = re.compile(
    r"(?:(?<!\w)(?:trận|cơn|vụ|thảm\s+họa)\s[^.;\n]{2,70}?|(?<!\w)(?:lịch\s+sử|kỷ\s+lục|như|nhắc\s+lại|nhớ\s+lại|thành\s+lập"
    r"|ra\s+đời)\s+)(?:vào\s+|trong\s+|hồi\s+|từ\s+)?\Z",
    re.I,
)
_REPORTED_WITHIN = dt.timedelta(days=60)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def choose_anchor(
    *,
    given: str | None,
    issued_on: TimeMention | str | None,
    signed_at: str | None,
    meeting: TimeMention | str | None,
    published: str | None,
    mentions: Sequence[TimeMention],
    text: str,
    report: bool = False,
) -> Anchor:
    """The first witness that gives a whole date; failing all, the year the text establishes, else no date.

    `given`, `issued_on` and the like may be ISO strings or the mention as found; a mention without a year is
    completed from the text's years. A press report (`report`) is dated by its page: what its opening takes for a
    meeting may be the day of something long past.
    """
    witnesses: list[tuple[Witness, TimeMention | str | None]] = [
        ("given", given),
        ("issue_date", issued_on),
        ("signature", signed_at),
        ("meeting_date", meeting),
        ("publication", published),
    ]
    if report or _follows(meeting, published, mentions, text):
        witnesses[3], witnesses[4] = witnesses[4], witnesses[3]
    for witness, said in witnesses:
        date = said if witness == "given" and said is not None else complete_date(said, mentions=mentions, text=text)
        if isinstance(date, str) and _ISO.match(date):
            return Anchor(date[:10], witness)
    year = year_of_text(mentions, text)
    return Anchor(str(year), "year_in_text") if year else Anchor(None, "none")


def _follows(
    meeting: TimeMention | str | None, published: str | None, mentions: Sequence[TimeMention], text: str
) -> bool:
    """Whether the page came out soon after the meeting, not years later, when somebody put an old document there."""
    day = complete_date(meeting, mentions=mentions, text=text)
    if day is None or published is None or len(day) < 10 or len(published) < 10:
        return False
    passed = dt.date.fromisoformat(published[:10]) - dt.date.fromisoformat(day[:10])
    return dt.timedelta(0) <= passed <= _REPORTED_WITHIN


def complete_date(
    said: TimeMention | str | None, *, mentions: Sequence[TimeMention], text: str, anchor: Anchor | None = None
) -> str | None:
    """The ISO date (without the clock) of a mention or ISO string; None where its year cannot be known.

    With an `anchor` of a whole date, the year is the one that brings the date nearest to it from below
    (a meeting comes before the notice of it); else the text's own years decide.
    """
    if said is None:
        return None
    if isinstance(said, str):
        return said[:10] if _ISO.match(said) else None
    expression = said.expression
    if isinstance(expression, Interval):
        expression = expression.first or expression.last
    if not isinstance(expression, Day) or not expression.valid:
        return None
    year = expression.year
    if year is None and anchor is not None and anchor.date is not None:
        year = _year_before(expression, anchor.date)
    elif year is None:
        year = year_of_text(mentions, text, day=expression, at=said.start)
    return _iso(year, expression)


def _iso(year: int | None, day: Day) -> str | None:
    if year is None:
        return None
    try:
        return dt.date(year, day.month, day.day).isoformat()
    except ValueError:  # 29/2 in a year without one
        return None


def _year_before(day: Day, anchor: str) -> int:
    year = int(anchor[:4])
    if len(anchor) < 10:
        return year
    limit = dt.date.fromisoformat(anchor[:10]) + dt.timedelta(days=31)  # a meeting announced shortly before it
    return year if (day.month, day.day) <= (limit.month, limit.day) or limit.year > year else year - 1


class _Years(msgspec.Struct):
    """What the text says about its own year: votes, and bounds from cited documents and from orders.

    `aims` counts the votes of what is yet to be done: it may well be done in the year after. `weekdays` are days
    said with their weekday and without a year, `named` all years that occur at all.
    """

    votes: Counter[int]
    cited: list[tuple[int, int, int]]
    ordered: list[tuple[int, int, int]]
    aims: Counter[int]
    reached: list[tuple[int, int, int]]
    weekdays: list[tuple[int, Day]]
    named: set[int]


def _years_of(mentions: Sequence[TimeMention], text: str) -> _Years:
    years = _Years(Counter(), [], [], Counter(), [], [], set())
    for mention in mentions:
        before = text[max(0, mention.start - 40) : mention.start]
        _note(years, mention, text)
        if _SINCE.search(before):
            continue  # `từ năm 2016` tells when something began
        point = mention.expression
        if isinstance(point, Interval):
            point = _single(point)
        if isinstance(point, Day) and point.year is not None and point.valid:
            _count_day(years, point, point.year, before)
        elif isinstance(point, Stretch | Week) and point.year is not None:
            if isinstance(point, Stretch) and point.unit in ("month", "quarter") and _AHEAD.search(before):
                # an aim set for a month or quarter lies ahead of the day it was set
                years.ordered.append((point.year, point.last_month, 28))
                years.aims[point.year] += 1
            if _of_history(point, text[max(0, mention.start - 90) : mention.start]):
                continue
            horizon = isinstance(mention.expression, Interval) and isinstance(point, Stretch) and point.unit == "year"
            if not horizon:
                said = before + text[mention.start : mention.end].lower().split("năm")[0]
                years.votes[point.year] += 2 if _OF_NOW.search(said.rstrip() + " ") else 1
    return years


def _of_history(point: Stretch | Week, before: str) -> bool:
    """Whether a year is only called to mind: one of a storm or flood, or likened to."""
    whole = isinstance(point, Stretch) and point.unit in ("year", "part")
    return whole and _OF_HISTORY.search(before) is not None


def _note(years: _Years, mention: TimeMention, text: str) -> None:
    """What a mention tells of the year besides its vote."""
    point = mention.expression
    said = text[mention.start : mention.end]
    if isinstance(point, Day) and point.year is None and (found := _WEEKDAY.match(said)):
        names = calendar_words().weekdays
        years.weekdays.append((names[" ".join(found[1].lower().removeprefix("thứ").split())], point))
    if isinstance(point, Stretch) and point.unit == "year" and point.year and _CLOSING.match(text, mention.end):
        years.votes[point.year] += 2
    ends = (point.first, point.last) if isinstance(point, Interval) else (point,)
    years.named.update(end.year for end in ends if isinstance(end, Day | Stretch) and end.year is not None)
    if not isinstance(point, Interval):
        return
    first, last = point.first, point.last
    before = text[max(0, mention.start - 120) : mention.start]
    if isinstance(first, Stretch) and first.year is not None and _CONGRESS.search(before[-90:] + said[:10]):
        years.votes[first.year] += 3  # a term begins with the congress that is held
    closes = last.year if first is None and isinstance(last, Stretch) and last.last_month == 12 else None
    if closes is not None and _STANDS_AT.match(text, mention.end) and not _AIM.search(before):
        years.reached.append((closes, 12, 31))


def _count_day(years: _Years, point: Day, year: int, before: str) -> None:
    when = (year, point.month, point.day)
    if _CITED.search(before):
        years.cited.append(when)
        return
    if _ORDERED.search(before):
        years.ordered.append(when)
        years.aims[year] += 1
    years.votes[year] += 2


def _single(interval: Interval) -> Day | Stretch | Week | Shifted | LunarDay | None:
    """The point that tells the text's year: the end of an open interval, the start of one that runs to today."""
    if interval.first is None and isinstance(interval.last, Day | Stretch):
        return interval.last
    if isinstance(interval.first, Day | Stretch) and isinstance(interval.last, Shifted):
        return interval.first if isinstance(interval.first, Stretch) and interval.first.unit == "part" else None
    if isinstance(interval.last, Day | Stretch) and isinstance(interval.first, Shifted):
        return interval.last
    first, last = interval.first, interval.last
    if isinstance(first, Day) and isinstance(last, Day) and first.year == last.year:
        return last
    return None


def year_of_text(
    mentions: Sequence[TimeMention], text: str, *, day: Day | None = None, at: int | None = None
) -> int | None:
    """The year a text establishes for itself, or for a `day` without a year in it; None where it names none.

    The most spoken-of single year wins. Documents that are cited are older than the day, orders fall due after it.
    Without a `day`, one passing mention is not enough.
    """
    years = _years_of([m for m in mentions if m.start != at], text)
    possible = {y: votes for y, votes in years.votes.items() if _allowed(y, day, years)}
    if not possible and day is None:
        return _year_of_weekday(years)
    if not possible:
        return _year_after_citations(day, years) or _year_since(day, mentions) or _year_after_results(day, years)
    best = max(possible.values())
    if day is None and best < 2:
        return _year_of_weekday(years)
    # the work of next year is spoken of in the last months of this one
    return min(possible, key=lambda y: (years.aims[y] - possible[y], -possible[y], y))


def _year_after_results(day: Day | None, years: _Years) -> int | None:
    """All years that are named were over; the first that is not."""
    if day is None or not years.reached:
        return None
    return max(years.reached)[0] + 1


def _year_of_weekday(years: _Years) -> int | None:
    """`thứ Bảy, 14/11`: the last year among those named in which the day fell on that day of the week."""
    fits = {y for y in years.named if years.weekdays and all(_falls_on(y, *told) for told in years.weekdays)}
    return max(fits, default=None)


def _falls_on(year: int, weekday: int, day: Day) -> bool:
    date = _iso(year, day)
    return date is not None and dt.date.fromisoformat(date).weekday() == weekday


def _allowed(year: int, day: Day | None, years: _Years) -> bool:
    when = (year, day.month, day.day) if day else (year, 12, 31)
    if years.cited and when < max(years.cited):
        return False
    if day is not None and years.reached and when <= max(years.reached):
        return False
    return day is None or not years.ordered or when <= max(years.ordered)


def _year_since(day: Day | None, mentions: Sequence[TimeMention]) -> int | None:
    """The year of the first `day` behind the start of a stretch that runs to today (`từ ngày 3/1/2011 đến nay`)."""
    starts = [
        m.expression.first
        for m in mentions
        if isinstance(m.expression, Interval) and isinstance(m.expression.last, Shifted)
    ]
    begun = max(((s.year, s.month, s.day) for s in starts if isinstance(s, Day) and s.year is not None), default=None)
    if day is None or begun is None:
        return None
    return begun[0] if (day.month, day.day) >= begun[1:] else begun[0] + 1


def _year_after_citations(day: Day | None, years: _Years) -> int | None:
    """Nothing but citations: no year is established; only an order's year next to them would tell it."""
    if day is None or not years.ordered:
        return None
    year, month, dom = max(years.ordered)
    candidate = year if (day.month, day.day) <= (month, dom) else year - 1
    return candidate if not years.cited or (candidate, day.month, day.day) >= max(years.cited) else None
