"""The deadline that follows once the day of a condition is known: `trong 10 ngày làm việc kể từ khi nhận đủ hồ sơ`."""

from __future__ import annotations

import datetime as dt
import re

from extractor.core.calendar import Duration
from extractor.resolve.durations import add_duration

_WORKING = re.compile(r"ngày\s+(?:làm\s+việc|công)(?!\w)", re.I)


def day_counted(on: str, offset: str, bound: str | None, words: str | None) -> str | None:
    """The last day of a deadline whose condition was met on the ISO date `on`.

    `offset` is an ISO 8601 duration (`P10D`, `-P5D` for days before, `P0D` for the day itself), counted in working days
    where the deadline's `words` say so; `before` the day itself ends the day before. None where hours or minutes are
    counted, or the offset is none.
    """
    working = bool(_WORKING.search(words or ""))
    try:
        day = add_duration(dt.date.fromisoformat(on), Duration(offset, working=working))
        if day is not None and bound == "before" and offset.lstrip("-") in ("P0D", "P0M", "P0Y", "P0W"):
            day -= dt.timedelta(days=1)
    except OverflowError:
        return None
    return day.isoformat() if day is not None else None
