"""Days as people type them: `3/2026`, `<30/6/2026`, `trước 30/6`, `quý 2/2026`, `tuần này`, `từ 1/3 đến 15/3`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from extractor.core.characters import without_marks
from extractor.core.query import Range

_DAY = re.compile(
    r"(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?|(\d{1,2})[/.-](\d{1,2})"
)
_MONTH = re.compile(r"thang (\d{1,2})(?:(?:[/.-]| nam )(\d{4}))?")
_QUARTER = re.compile(r"quy ([1-4]|i{1,3}|iv)(?:(?:[/.-]| nam )(\d{4}))?")
_NAMED = re.compile(r"(?:ngay|nam) (\d.*)")
_SIGN = re.compile(r"([<>]=?|=)?(.*)", re.DOTALL)
_WORDS = (("truoc ", "<"), ("sau ", ">"), ("tu ", ">="), ("den het ", "<="), ("den ", "<="), ("trong ", ""))
_FROM_TO = re.compile(r"(?:tu )?(.{1,40}?)(?: den (?:het )?|\.\.)(.{1,40})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_Days = tuple[str, str]


def read_days(value: str, today: str) -> Range | None:
    """The first and last day meant, inclusive; None where the words mean none. A day without a year is of this one.

    `today`: ISO date, without which nothing is that leans on it.
    """
    words = " ".join(without_marks(value).lower().split())
    both = _FROM_TO.fullmatch(words)
    if both is not None:
        one, other = _days(both[1], today), _days(both[2], today)
        return Range(one[0], other[1]) if one is not None and other is not None else None
    if words.endswith("..") or words.startswith(".."):
        days = _days(words.strip("."), today)
        return None if days is None else Range(days[0]) if words.endswith("..") else Range(None, days[1])
    for word, sign in _WORDS:
        if words.startswith(word):
            words = sign + words.removeprefix(word)
            break
    match = _SIGN.fullmatch(words)
    days = _days(match[2], today) if match else None
    if match is None or days is None:
        return None
    ends = {
        "<": Range(None, _moved(days[0], -1)), "<=": Range(None, days[1]),
        ">": Range(_moved(days[1], 1), None), ">=": Range(days[0], None),
    }  # fmt: skip
    return ends.get(match[1] or "", Range(*days))


def _days(text: str, today: str) -> _Days | None:
    text = text.strip()
    if today and (days := _near(text, today)) is not None:
        return days
    if named := _NAMED.fullmatch(text):
        text = named[1]
    if match := _MONTH.fullmatch(text):
        return _month(match[2] or today[:4], match[1])
    if match := _QUARTER.fullmatch(text):
        return _quarter(match[2] or today[:4], _ROMAN.get(match[1]) or int(match[1]))
    return _dated(text, today)


def _dated(text: str, today: str) -> _Days | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day, short_day, short_month = match.groups()
    if iso_year:
        year, month, day = iso_year, iso_month, iso_day
    elif short_day:
        year, month, day = today[:4] or "2000", short_month, short_day
    elif month is None and day is not None:  # `3/2026`: what stands before the year alone is the month
        month, day = day, None
    if month is None:
        return _year(year)
    if day is None:
        return _month(year, month)
    try:
        iso = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return iso, iso


def _year(year: str) -> _Days | None:
    return (f"{int(year):04}-01-01", f"{int(year):04}-12-31") if int(year) else None


def _month(year: str, month: str) -> _Days | None:
    if not year or not int(year) or not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    return f"{int(year):04}-{int(month):02}-01", f"{int(year):04}-{int(month):02}-{last}"


def _quarter(year: str, quarter: int) -> _Days | None:
    first, last = (_month(year, str(3 * quarter + shift)) for shift in (-2, 0))
    return (first[0], last[1]) if first is not None and last is not None else None


def _near(text: str, today: str) -> _Days | None:
    """`hôm nay`, `tuần này`, `tháng sau`, `quý trước`, `năm nay`."""
    match = re.fullmatch(r"(hom|ngay|tuan|thang|quy|nam) (nay|mai|qua|sau|toi|truoc|ngoai)", text)
    if match is None:
        return None
    step = {"nay": 0, "mai": 1, "sau": 1, "toi": 1}.get(match[2], -1)
    year, month = int(today[:4]), int(today[5:7])
    if match[1] in ("hom", "ngay"):
        day = _moved(today, step)
        return day, day
    if match[1] == "tuan":
        monday = _moved(today, 7 * step - date.fromisoformat(today).weekday())
        return monday, _moved(monday, 6)
    if match[1] == "nam":
        return _year(str(year + step))
    count = month - 1 + step if match[1] == "thang" else (month - 1) // 3 + step
    size = 12 if match[1] == "thang" else 4
    told = f"{year + count // size:04}"
    return _month(told, str(count % size + 1)) if size == 12 else _quarter(told, count % size + 1)


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day
