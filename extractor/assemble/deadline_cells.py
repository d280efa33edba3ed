"""Days and months as only a cell for deadlines writes them: `30/6`, `12/2026`, `III/2026`, `2026`."""

from __future__ import annotations

import datetime as dt
import re

from extractor.core.calendar import Day, Expression, Stretch
from extractor.core.record import Anchor, Deadline
from extractor.resolve.dates import bounds_of, frame_of

_YEAR = r"(?P<year>20\d\d)"
_ALONE = re.compile(
    r"[\s(]*(?P<value>(?P<before>trước\s+)?(?:đến\s+|hết\s+|xong\s+)?(?:"
    rf"(?P<day>\d{{1,2}})\s?[/.-]\s?(?P<of>\d{{1,2}})|(?P<month>\d{{1,2}})\s?[/.-]\s?{_YEAR}"
    rf"|(?P<quarter>I{{1,3}}|IV)\s?[/.-]\s?{_YEAR.replace('year', 'year2')}|{_YEAR.replace('year', 'year3')}))[\s).;]*",
    re.IGNORECASE,
)
_QUARTERS = ("I", "II", "III", "IV")


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether [start, end) holds such a day, month, quarter or year and nothing else."""
    return _ALONE.fullmatch(text, start, end) is not None


def read_alone(text: str, start: int, end: int, anchor: Anchor) -> Deadline | None:
    """The deadline that [start, end) is if it holds nothing but such a day, month, quarter or year."""
    found = _ALONE.fullmatch(text, start, end)
    expression = _expression(found) if found else None
    if found is None or expression is None or not expression.valid:
        return None
    bounds = bounds_of(expression, frame_of(anchor, "next"))
    day, permitted = bounds.last, bounds.last
    if found["before"] and bounds.first:
        # `trước 12/2026`: before the month begins, as `trước tháng 12/2026` is read
        permitted = bounds.first - dt.timedelta(days=1)
    return Deadline(
        found["value"],
        *found.span("value"),
        due=day.isoformat() if day else None,
        bound="before" if found["before"] else "by",
        last_day=permitted.isoformat() if permitted else None,
    )


def _expression(found: re.Match[str]) -> Expression | None:
    if found["day"]:
        return Day(int(found["day"]), int(found["of"]))
    if found["month"]:
        month = int(found["month"])
        return Stretch("month", month, month, year=int(found["year"]))
    if found["quarter"]:
        quarter = _QUARTERS.index(found["quarter"].upper())
        return Stretch("quarter", 3 * quarter + 1, 3 * quarter + 3, year=int(found["year2"]))
    return Stretch("year", 1, 12, year=int(found["year3"]))
