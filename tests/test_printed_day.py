"""Days as pages print them, and date lines that were filled in."""

from __future__ import annotations

import re

import pytest

from extractor.structure.printed_day import PRINTED_DAY, day_in, filled_in

_DAY = re.compile(PRINTED_DAY, re.IGNORECASE)


@pytest.mark.parametrize(
    "line",
    [
        "05/06/2025",
        "5 - 6 - 2025",
        "05.06.2025 lúc 14h30",
        "2025-06-05 08:00",
        "5 tháng 6, 2025",
        "Thứ Năm, 5 tháng 6 2025",
        "05 Tháng Sáu 2025",
        "5 tháng sáu năm 2025",
        "Jun 5, 2025",
        "June 5, 2025 10:20 AM",
        "05 Jun 2025",
        "05-Jun-2025",
    ],
)
def test_a_day_in_a_line(line: str) -> None:
    found = _DAY.search(line)
    assert found is not None
    assert day_in(found.group()) == "2025-06-05"


@pytest.mark.parametrize(
    ("line", "day"), [("05 Tháng Mười Hai 2025", "2025-12-05"), ("1 Tháng Một, 2026", "2026-01-01")]
)
def test_months_in_words_are_those_of_the_solar_year(line: str, day: str) -> None:
    assert day_in(line) == day


@pytest.mark.parametrize("line", ["5/6", "12/2025/06", "5/6/2025/TB", "112/5/2025", "tháng 6 năm 2025"])
def test_no_day(line: str) -> None:
    assert _DAY.search(line) is None


@pytest.mark.parametrize("line", ["31/02/2025", "5 tháng tới 2025", "15/13/2025"])
def test_a_day_that_is_none(line: str) -> None:
    assert day_in(line) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("ngày …05.tháng..6..năm 2025", "2025-06-05"),
        ("ngày (05) tháng (6) năm 2025", "2025-06-05"),
        ("ngày 05 tháng 6 năm 20 25", "2025-06-05"),
        ("ngày … tháng 6 năm 2025", None),
    ],
)
def test_a_form_that_was_filled_in(line: str, day: str | None) -> None:
    assert filled_in(line) == day
