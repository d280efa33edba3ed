"""Days as pages print them beside a text: `15/07/2024`, `2024-07-15`, `15 tháng 7, 2024`, `Jul 15, 2024`."""

from __future__ import annotations

import datetime as dt
import re

from extractor.lexicon.calendar_words import calendar_words

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?"
_YEAR = r"(?:19|20)\d\d(?![\d/])"
_IN_WORDS = r"[^\W\d_]+(?:\s(?:một|hai))?"  # `tháng Mười Hai`

# each with the order of day, month and year in it
_FORMS = {
    rf"\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}": "dmy",
    r"(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?![\d/])": "ymd",
    rf"\d{{1,2}}\s+tháng\s+(?:\d{{1,2}}|{_IN_WORDS}),?(?:\s+năm)?\s+{_YEAR}": "dmy",
    rf"\d{{1,2}}[\s-]{_MONTH},?[\s-]{_YEAR}": "dmy",
    rf"{_MONTH}\s\d{{1,2}},?\s{_YEAR}": "mdy",
}
PRINTED_DAY = rf"(?<![\w/.-])(?:{'|'.join(_FORMS)})"
"""A pattern for such a day with its year; to be used without regard to case."""

_PART = re.compile(rf"\d+|{_MONTH}|(?<=tháng )\D+?(?=,|\s(?:năm\s)?\d)", re.IGNORECASE)


_FILLED = re.compile(r"\d\d\s\d\d(?!\d)|\d+")


def day_in(printed: str) -> str | None:
    """The ISO date of what `PRINTED_DAY` matched; None where there is no such day."""
    printed = " ".join(printed.split())
    order = next((order for form, order in _FORMS.items() if re.fullmatch(form, printed, re.IGNORECASE)), None)
    parts = dict(zip(order or "", _PART.findall(printed), strict=False))
    try:
        return dt.date(int(parts["y"]), _month(parts["m"].lower()), int(parts["d"])).isoformat()
    except (KeyError, ValueError):
        return None


def filled_in(date_line: str) -> str | None:
    """The ISO date of a form that was filled in (`ngày …05.tháng..6..năm 20 25`); None where it has none."""
    numbers = _FILLED.findall(date_line)
    return day_in("/".join("".join(number.split()) for number in numbers)) if len(numbers) == 3 else None


def _month(said: str) -> int:
    """Raises KeyError for a word that is no month."""
    if said.isdigit():
        return int(said)
    if said[:3] in _ENGLISH:
        return _ENGLISH.index(said[:3]) + 1
    return {**calendar_words().months, "một": 1}[said]  # of the solar year
