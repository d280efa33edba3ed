"""Words of the calendar: numbers, months, quarters, weekdays, and what stands around a bare `7/9`.

Source: usage of official notices; `before_bare_day` and `counted_after_ratio` decide between a date and a ratio;
`feasts` are [day, month], of the solar or the lunar year.
"""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class CalendarWords(msgspec.Struct, frozen=True):
    """The table as typed data. Keys are lower case, tones in the new placement."""

    numbers: dict[str, int]
    days: dict[str, int]  # of a month, in words: `hai mươi sáu`, `hăm sáu`
    months: dict[str, int]
    lunar_months: tuple[str, ...]
    quarters: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    seasons: tuple[str, ...]
    cycle_stems: tuple[str, ...]
    cycle_branches: tuple[str, ...]
    before_bare_day: tuple[str, ...]
    not_before_bare_day: tuple[str, ...]
    counted_after_ratio: tuple[str, ...]
    occasions: tuple[str, ...]
    of_whole_year: tuple[str, ...]
    said_of_days: tuple[str, ...]  # what is to be done on a day: `thứ Tư là có`
    feasts: dict[str, tuple[int, int]]
    lunar_feasts: dict[str, tuple[int, int]]


@cache
def calendar_words() -> CalendarWords:
    """Load the table once."""
    return load_json("calendar_words.json", CalendarWords)


def cycle_of_year(year: int) -> str:
    """The name of a lunar year in the cycle of sixty (`Giáp Thìn` for 2024)."""
    words = calendar_words()
    return f"{words.cycle_stems[(year + 6) % 10]} {words.cycle_branches[(year + 8) % 12]}"
