"""Calendar expressions: the rule corpus, what never holds, and properties over all dates."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.calendar import Day, Interval, Stretch
from extractor.core.characters import matching_view
from extractor.core.record import Anchor, Time
from extractor.recognise.times import find_times, invalid_mentions
from extractor.resolve.dates import resolve_times

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "corpora/rules/times.jsonl").read_text(encoding="utf-8").splitlines()
]
POSITIVE = [row for row in ROWS if not row.get("none")]
NEGATIVE = [row for row in ROWS if row.get("none")]


def resolved(text: str, anchor: str | None = "2022-05-18") -> list[Time]:
    given_anchor = Anchor(anchor, "given" if anchor else "none")
    return resolve_times(find_times(matching_view(text)), text, given_anchor)


def test_the_corpus_is_not_thin():
    assert len(POSITIVE) >= 350
    assert len(NEGATIVE) >= 40
    assert {row["type"] for row in POSITIVE} == {"date", "period", "duration", "recurring"}


@pytest.mark.parametrize("row", POSITIVE, ids=lambda row: f"{row['text'][:50]}@{row['anchor']}")
def test_one_parse_whole_span_that_value(row):
    times = resolved(row["text"], row["anchor"])
    got = [(t.text, t.type, t.from_, t.to, t.value) for t in times]
    assert got == [(row.get("span", row["text"]), row["type"], row.get("from"), row.get("to"), row.get("value"))]


@pytest.mark.parametrize("row", NEGATIVE, ids=lambda row: row["text"][:50])
def test_no_time(row):
    assert [t.text for t in resolved(row["text"])] == []


@pytest.mark.parametrize(
    "text", ["ngày 31/2/2023", "ngày 31 tháng 4 năm 2023", "ngày 29/2/2023", "ngày 15/13/2023", "25 giờ ngày 3/7/2023"]
)
def test_days_that_no_calendar_has(text):
    mentions = find_times(matching_view(text))
    for value in resolved(text):
        assert value.type != "date" or value.from_ is None or value.from_.startswith("2023-07-03")
    if "giờ" not in text:
        assert len(invalid_mentions(mentions)) == 1
        assert resolved(text)[0].from_ is None


def test_years_are_shared_in_a_list_and_borrowed_in_a_range():
    assert [t.to for t in resolved("trong quý III và quý IV năm 2024")] == ["2024-09-30", "2024-12-31"]
    assert [t.from_ for t in resolved("ngày 5/3 và 7/3/2025", "2026-01-01")] == ["2025-03-05", "2025-03-07"]
    [whole] = resolved("từ ngày 20/12 đến ngày 10/01/2024")
    assert (whole.from_, whole.to) == ("2023-12-20", "2024-01-10")


def test_inferred_says_that_the_year_came_from_the_anchor():
    said, taken = resolved("Ngày 3/5/2022 họp; nộp trước ngày 20/5.")
    assert not said.inferred
    assert taken.inferred and taken.from_ == "2022-05-20"


def test_a_clock_of_the_same_day_points_back():
    _, second, third = resolved("Ngày 3/5/2022, đoàn đến xã lúc 7 giờ; đoàn về huyện hồi 11 giờ cùng ngày.")
    assert (second.from_, third.from_) == ("2022-05-03T07:00", "2022-05-03T11:00")
    assert third.text == "11 giờ cùng ngày"


def test_a_clock_without_a_day_is_that_of_the_day_named_last_or_of_the_document():
    assert resolved("Đến 12 giờ ngày 11/5, mưa to. Nước hồ lúc 10 giờ đạt 59 m.")[1].from_ == "2022-05-11T10:00"
    assert resolved("Nộp trước ngày 30/6. Buổi họp kết thúc lúc 11 giờ.")[1].from_ == "2022-05-18T11:00"


def test_a_bare_year_of_the_anchor_goes_to_the_point_before_it():
    assert [t.to for t in resolved("quý I năm nay và tháng 8 năm sau", "2022-05-18")] == ["2022-03-31", "2023-08-31"]


def test_a_bare_year_as_anchor_gives_years_but_no_today():
    assert resolved("trong năm nay", "2022")[0].to == "2022-12-31"
    assert resolved("đến nay", "2022")[0].to is None


def test_blank_lines_part_expressions():
    assert [t.text for t in resolved("Cập nhật 18/07/2018 16:42\n\nNgày 17/7, đoàn đến xã", "2018-07-18")] == [
        "18/07/2018 16:42",
        "Ngày 17/7",
    ]


def test_wrapped_and_look_alike_characters():
    assert resolved("trước ngày\n30/6/2022")[0].from_ == "2022-06-30"
    assert resolved("giai đoạn 2021\u20132025")[0].to == "2025-12-31"
    assert resolved("ngày\u00a030\u00a0tháng\u00a06\u00a0năm\u00a02022")[0].from_ == "2022-06-30"


WORDINGS = [
    "ngày {d}/{m}/{y}",
    "ngày {d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d:02}-{m:02}-{y}",
    "{d:02}.{m:02}.{y}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02} tháng {m:02} năm {y}",
    "{d} tháng {m} năm {y}",
    "ngày {d}-{m}-{y}",
    "ngày {d}.{m}.{y}",
    "NGÀY {d} THÁNG {m} NĂM {y}",
    "ngày {d}/{m} năm {y}",
    "{d}/{m}/ {y}",
]
ANY_DATE = st.dates(dt.date(1930, 1, 1), dt.date(2099, 12, 31))


@given(ANY_DATE, st.sampled_from(WORDINGS))
def test_reading_what_was_written_gives_the_date(day, wording):
    text = wording.format(d=day.day, m=day.month, y=day.year)
    [mention] = find_times(matching_view(text))
    assert (mention.start, mention.end) == (0, len(text))
    assert mention.expression == Day(day.day, day.month, day.year)


@given(ANY_DATE, ANY_DATE, st.sampled_from(["từ ngày {} đến ngày {}", "từ {} đến hết ngày {}", "{} - {}"]))
def test_reading_a_range(first, last, wording):
    first, last = sorted((first, last))
    text = wording.format(first.strftime("%d/%m/%Y"), last.strftime("%d/%m/%Y"))
    [value] = resolved(text)
    assert (value.from_, value.to) == (first.isoformat(), last.isoformat())


@given(
    st.integers(1, 12), st.integers(1990, 2060), st.sampled_from(["tháng {m}/{y}", "tháng {m:02} năm {y}", "T{m}/{y}"])
)
def test_reading_a_month(month, year, wording):
    text = wording.format(m=month, y=year)
    [mention] = find_times(matching_view(text))
    assert mention.expression == Stretch("month", month, month, year=year)


@given(st.integers(1950, 2079), st.integers(1, 20), st.sampled_from(["giai đoạn", "nhiệm kỳ", "thời kỳ"]))
def test_reading_a_stage(first, length, word):
    [mention] = find_times(matching_view(f"{word} {first} - {first + length}"))
    assert mention.expression == Interval(
        Stretch("year", 1, 12, year=first), Stretch("year", 1, 12, year=first + length)
    )


# fmt: off
PIECES = st.sampled_from([
    "ngày", "tháng", "năm", "quý", "trước", "đến", "từ", "hết", "cuối", "đầu", "nay", "hằng", "tuần", "mỗi",
    "5", "30", "6", "2022", "12/3", "/", "-", ".", ",", ":", "h", "giờ", "III", "và", "\n", "(", ")", "thứ",
    "Sáu", "Tết", "rằm",
])
# fmt: on


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=80))
@settings(max_examples=300)
def test_nothing_raises_and_spans_are_sound(text):
    mentions = find_times(matching_view(text))
    edge = 0
    for mention in mentions:
        assert edge <= mention.start < mention.end <= len(text)
        edge = mention.end
    for anchor in (Anchor("2022-05-18", "given"), Anchor("2022", "year_in_text"), Anchor(None, "none")):
        for value in resolve_times(mentions, text, anchor):
            assert value.text == text[value.start : value.end]


@pytest.mark.parametrize(
    "hostile",
    [
        "1" * 40_000,
        "1/" * 20_000,
        "ngày " * 8_000,
        "5, " * 13_000,
        "12 " * 13_000,
        " " * 40_000,
        "2021-" * 8_000,
        "hằng " * 8_000,
    ],
)
def test_long_hostile_texts_take_linear_time(hostile):
    started = time.perf_counter()
    find_times(hostile)
    assert time.perf_counter() - started < 10


def test_a_bounded_day_is_no_count():
    from extractor.pipeline import extract

    record = extract(
        "Sở Nội vụ rà soát, chậm nhất ngày 20.5 báo cáo UBND tỉnh; đạt 7/9 tiêu chí, mỗi tháng 5 triệu đồng."
    )
    assert [t.text for t in record.times] == ["ngày 20.5", "mỗi tháng"]
    assert [f.text for f in record.figures] == ["7/9 tiêu chí", "5 triệu đồng"]
