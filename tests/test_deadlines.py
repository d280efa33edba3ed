"""Deadlines: the rule corpus, what never holds, and arithmetic."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.calendar import Duration
from extractor.core.characters import matching_view
from extractor.core.record import Anchor
from extractor.recognise.times import find_times
from extractor.resolve.dates import resolve_times
from extractor.resolve.deadline_candidates import DeadlineCandidate
from extractor.resolve.deadlines import find_deadlines
from extractor.resolve.durations import add_duration

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "corpora/rules/deadlines.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
FIELDS = ("text", "due", "bound", "last_day", "recurrence", "anchor", "offset")


def candidates(text: str, anchor: str | None) -> list[DeadlineCandidate]:
    view, whole = matching_view(text), Anchor(anchor, "issue_date" if anchor else "none")
    mentions = find_times(view)
    return find_deadlines(view, text, mentions, resolve_times(mentions, text, whole), whole)


def fields(candidate: DeadlineCandidate) -> dict[str, str]:
    return {name: value for name in FIELDS if (value := getattr(candidate.deadline, name))}


def test_the_corpus_is_not_thin():
    assert len(ROWS) >= 120


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['sentence'][:60]}@{row['anchor']}")
def test_rule_corpus(row):
    found = candidates(row["sentence"], row["anchor"])
    live = [c for c in found if c.role in ("task", "target")]
    if row["deadline"] is None:
        assert live == []
        assert "role" not in row or row["role"] in {c.role for c in found}
        return
    [candidate] = live
    assert fields(candidate) == row["deadline"]
    assert candidate.role == row["role"]
    assert candidate.strength == row.get("strength", candidate.strength)


def test_days_count_from_the_meeting_itself():
    text, whole = "Chậm nhất 3 ngày sau cuộc họp này, các xã gửi hồ sơ.", Anchor("2025-06-10", "issue_date")
    view = matching_view(text)
    mentions = find_times(view)
    times = resolve_times(mentions, text, whole)
    [counted] = find_deadlines(view, text, mentions, times, whole, meeting="2025-06-06")
    assert counted.deadline.due == "2025-06-09"
    [unknown] = find_deadlines(view, text, mentions, times, whole)
    assert unknown.deadline.due is None and unknown.deadline.offset == "P3D"


def test_two_deadlines_in_one_sentence():
    found = candidates(
        "Hoàn thành phương án trước 10/8, trình ban hành trước 25/8 và tổng kết trong quý IV.", "2023-07-31"
    )
    assert [c.deadline.last_day for c in found] == ["2023-08-09", "2023-08-24", "2023-12-31"]


def test_told_again_is_not_ordered():
    [candidate] = candidates("Thủ tướng giao hoàn thành trước ngày 30/6/2021 nhưng còn chậm.", "2022-05-18")
    assert candidate.strength == "weak"


def test_frequency_and_day_of_other_sentences_stay_apart():
    found = candidates("Hằng tháng, các xã họp dân. Gửi biên bản trước ngày 20/6/2022.", "2022-05-18")
    assert [c.deadline.recurrence for c in found] == ["FREQ=MONTHLY", None]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2080, 1, 1)), st.integers(1, 400))
def test_days_are_counted_from_the_day_after(day, count):
    assert add_duration(day, Duration(f"P{count}D")) == day + dt.timedelta(days=count)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2080, 1, 1)), st.integers(1, 60))
def test_months_end_on_the_same_day_or_the_last(day, count):
    end = add_duration(day, Duration(f"P{count}M"))
    assert end is not None
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count
    assert end.day == day.day or (end.day < day.day and (end + dt.timedelta(days=1)).day == 1)


def test_hours_have_no_day():
    assert add_duration(dt.date(2024, 1, 1), Duration("PT24H")) is None


# fmt: off
PIECES = st.sampled_from([
    "trước", "ngày", "30/6", "chậm", "nhất", "trong", "tháng", "5", "hằng", "tháng", ",", ".", ";", "kể",
    "từ", "ngày", "ban", "hành", "10", "ngày", "làm", "việc", "đến", "hết", "năm", "2022", "đã", "phải",
    "giai", "đoạn", "2021-2025", "thứ", "Sáu", "hằng", "tuần",
])
# fmt: on


@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from(["2022-05-18", "2022", None]))
def test_nothing_raises_and_spans_are_sound(text, anchor):
    edge = 0
    for candidate in candidates(text, anchor):
        assert edge <= candidate.start < candidate.end <= len(text)
        assert candidate.deadline.text == text[candidate.start : candidate.end]
        edge = candidate.end
