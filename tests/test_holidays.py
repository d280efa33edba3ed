"""Working days against breaks that were announced year by year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.lexicon.calendar_words import cycle_of_year
from extractor.lexicon.holidays import add_working_days, is_working_day
from extractor.resolve.dates import lunar_to_solar

# first and last day of the announced break, weekends included
BREAKS = [
    ("2019-02-02", "2019-02-10"),
    ("2020-01-23", "2020-01-29"),
    ("2021-02-10", "2021-02-16"),
    ("2021-09-02", "2021-09-05"),
    ("2022-01-29", "2022-02-06"),
    ("2022-09-01", "2022-09-04"),
    ("2023-01-20", "2023-01-26"),
    ("2023-04-29", "2023-05-03"),
    ("2023-09-01", "2023-09-04"),
    ("2024-02-08", "2024-02-14"),
    ("2024-04-27", "2024-05-01"),
    ("2024-08-31", "2024-09-03"),
    ("2025-01-25", "2025-02-02"),
    ("2025-04-30", "2025-05-04"),
    ("2025-08-30", "2025-09-02"),
    ("2026-01-01", "2026-01-04"),
    ("2026-02-14", "2026-02-22"),
    ("2026-08-29", "2026-09-02"),
    ("2026-11-24", "2026-11-24"),
]


@pytest.mark.parametrize(("first", "last"), BREAKS)
def test_announced_breaks(first, last):
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    before, after = day - dt.timedelta(days=1), end + dt.timedelta(days=1)
    while day <= end:
        assert not is_working_day(day), day
        day += dt.timedelta(days=1)
    assert is_working_day(before) or before.weekday() >= 5
    assert is_working_day(after) or after.weekday() >= 5


@pytest.mark.parametrize("saturday", ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
def test_saturdays_worked_in_exchange(saturday):
    assert is_working_day(dt.date.fromisoformat(saturday))


def test_no_culture_day_before_its_law():
    assert is_working_day(dt.date(2025, 11, 24))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2023-08-21", 7, "2023-08-30"),
        ("2025-11-07", 5, "2025-11-14"),
        ("2023-10-16", 5, "2023-10-23"),
        ("2024-02-05", 10, "2024-02-26"),
        ("2022-04-28", 1, "2022-04-29"),
        ("2022-04-29", 1, "2022-05-04"),
        ("2023-09-05", -1, "2023-08-31"),
    ],
)
def test_counting(start, count, end):
    assert add_working_days(dt.date.fromisoformat(start), count) == dt.date.fromisoformat(end)


@given(st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)), st.integers(1, 30))
def test_the_last_day_is_worked_and_the_count_is_right(day, count):
    end = add_working_days(day, count)
    between = [day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == count


@pytest.mark.parametrize(
    ("year", "new_year", "kings", "kitchen_gods", "name"),
    [
        (2020, "2020-01-25", "2020-04-02", "2021-02-04", "Canh Tý"),
        (2023, "2023-01-22", "2023-04-29", "2024-02-02", "Quý Mão"),
        (2024, "2024-02-10", "2024-04-18", "2025-01-22", "Giáp Thìn"),
        (2025, "2025-01-29", "2025-04-07", "2026-02-10", "Ất Tỵ"),
        (2026, "2026-02-17", "2026-04-26", "2027-01-30", "Bính Ngọ"),
        (2028, "2028-01-26", "2028-04-04", "2029-02-06", "Mậu Thân"),
        (2030, "2030-02-02", "2030-04-12", "2031-01-16", "Canh Tuất"),
    ],
)
def test_feasts_of_the_moon_by_the_vietnamese_calendar(year, new_year, kings, kitchen_gods, name):
    found = [lunar_to_solar(year, month, day) for month, day in ((1, 1), (3, 10), (12, 23))]
    assert [day.isoformat() for day in found if day] == [new_year, kings, kitchen_gods]
    assert cycle_of_year(year) == name


def test_the_moon_of_2007_is_not_that_of_china():
    assert lunar_to_solar(2007, 1, 1) == dt.date(2007, 2, 17)
    assert lunar_to_solar(2300, 1, 1) is None
