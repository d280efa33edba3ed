"""Which date incomplete dates lean on, and the year a text establishes for itself."""

from __future__ import annotations

import pytest

from extractor.core.characters import matching_view
from extractor.core.mentions import TimeMention
from extractor.core.record import Anchor
from extractor.recognise.times import find_times
from extractor.resolve.anchors import choose_anchor, complete_date, year_of_text


def mentions_of(text: str) -> list[TimeMention]:
    return find_times(matching_view(text))


def anchor_of(text: str, **said) -> Anchor:
    fields = {"given": None, "issued_on": None, "signed_at": None, "meeting": None, "published": None} | said
    return choose_anchor(**fields, mentions=mentions_of(text), text=text)


def first_day(text: str) -> TimeMention:
    return mentions_of(text)[0]


def test_order_of_witnesses():
    everything = {
        "given": "2020-01-01",
        "issued_on": "2021-02-02",
        "signed_at": "2022-03-03T08:00:00+07:00",
        "meeting": "2023-04-04",
        "published": "2024-05-05",
    }
    expected = [
        ("given", "2020-01-01"),
        ("issue_date", "2021-02-02"),
        ("signature", "2022-03-03"),
        ("meeting_date", "2023-04-04"),
        ("publication", "2024-05-05"),  # long after the meeting: somebody put an old document there
    ]
    for witness, date in expected:
        assert anchor_of("", **everything) == Anchor(date, witness)
        field = {
            "issue_date": "issued_on",
            "signature": "signed_at",
            "meeting_date": "meeting",
            "publication": "published",
        }
        everything.pop(field.get(witness, witness))
    assert anchor_of("") == Anchor(None, "none")


def test_a_page_that_follows_the_meeting_dates_the_document():
    assert anchor_of("", meeting="2023-04-04", published="2023-04-06") == Anchor("2023-04-06", "publication")
    assert anchor_of("", meeting="2023-04-04", published="2023-04-01") == Anchor("2023-04-04", "meeting_date")


def test_a_report_is_dated_by_its_page():
    dates = {"meeting": "2016-08-30", "published": "2018-08-24"}
    assert anchor_of("", **dates, report=True) == Anchor("2018-08-24", "publication")
    assert anchor_of("", **dates) == Anchor("2016-08-30", "meeting_date")


def test_a_year_since_which_something_lasts_is_not_the_text_s_own():
    text = "Dự án giao từ năm 2016, từ năm 2016 chưa làm. Nhiệm vụ năm 2019 nhiều."
    assert anchor_of(text).date == "2019"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ngày 24/7, huyện họp. Nhiệm vụ năm 2023: hoàn thành trong tháng 9/2023.", "2023-07-24"),
        (
            "Ngày 24/10, tỉnh họp. Giai đoạn 2021-2025 ... phấn đấu hoàn thành trong năm 2022, từ nay đến cuối năm.",
            "2022-10-24",
        ),
        (
            "Chiều 29/5, đoàn làm việc. Thu đến ngày 15/5/2023 đạt 40%; sơ kết trong tháng 6/2023; năm 2022 đạt 90%.",
            "2023-05-29",
        ),
        # a document cited from later in the year moves the meeting to the next year
        (
            "Ngày 5/3, ban họp về Quyết định số 12/QĐ-UBND ngày 20/11/2021. Kế hoạch năm 2021 chậm; năm 2022 giao rồi.",
            "2022-03-05",
        ),
        (
            "Sáng 8/9, đoàn kiểm tra; khởi công tháng 6/2021. Vốn năm 2023 đạt 54%. Thông xe trước ngày 31/12/2023.",
            "2023-09-08",
        ),
    ],
)
def test_a_meeting_gets_its_year_from_the_text(text, date):
    assert anchor_of(text, meeting=first_day(text)) == Anchor(date, "meeting_date")


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 24/7, huyện họp bàn việc thu hoạch lúa.",
        "Ngày 24/7, huyện họp về Chương trình nông thôn mới giai đoạn 2021-2025, tầm nhìn 2030.",
    ],
)
def test_no_year_in_the_text_no_anchor(text):
    assert anchor_of(text, meeting=first_day(text)) == Anchor(None, "none")


def test_the_year_alone():
    text = "Mục tiêu trong năm nay. Về đích năm 2022 là khó; nhiệm vụ năm 2022 còn nhiều; tiêu chí giai đoạn 2021-2025."
    assert anchor_of(text) == Anchor("2022", "year_in_text")


def test_one_passing_year_is_not_enough():
    assert (
        year_of_text(mentions_of("Cây cầu xây từ lâu, có ảnh năm 1998."), "Cây cầu xây từ lâu, có ảnh năm 1998.")
        is None
    )


def test_a_meeting_comes_before_the_notice_of_it():
    text = "Ngày 28/12, Ban Thường vụ họp."
    [day] = mentions_of(text)
    assert complete_date(day, mentions=[day], text=text, anchor=Anchor("2024-01-05", "issue_date")) == "2023-12-28"
    assert complete_date(day, mentions=[day], text=text, anchor=Anchor("2023-12-30", "issue_date")) == "2023-12-28"


def test_dates_that_do_not_exist_give_none():
    text = "Ngày 31/2/2023 họp"
    assert complete_date(first_day(text), mentions=mentions_of(text), text=text) is None


def test_a_date_with_clock_keeps_the_day():
    text = "14h00 ngày 3/7/2023 họp"
    assert complete_date(first_day(text), mentions=mentions_of(text), text=text) == "2023-07-03"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # 14/11 is a Saturday in 2020, not in 2011
        ("Sau 10 năm (2011 - 2020), xã đổi khác. Sáng thứ Bảy, 14/11, đoàn công tác đến thăm.", "2020"),
        ("Năm 2023 khép lại với nhiều công trình. Trạm bơm phải xong trước ngày 31/3/2024.", "2023"),
    ],
)
def test_the_year_of_a_text_without_a_date(text, year):
    assert anchor_of(text) == Anchor(year, "year_in_text")


def test_no_year_that_the_weekday_denies():
    assert anchor_of("Giai đoạn 2012 - 2017 qua đi. Sáng thứ Bảy, 14/11, đoàn công tác đến thăm.").date is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # a term begins in the year of its congress, whatever years are looked back on
        (
            "Ngày 14-9, Hội đã tổ chức Đại hội đại biểu lần thứ III, nhiệm kỳ 2011 - 2016. Năm 2010 có 12 hội.",
            "2011-09-14",
        ),
        # what stood at the end of a year is told after it
        ("Ngày 17.4, đoàn kiểm tra xã. Tỷ lệ hộ nghèo đến cuối năm 2025 còn 21,5%.", "2026-04-17"),
        # an aim for the end of a year is set in it
        ("Ngày 17.4, đoàn kiểm tra xã. Phấn đấu tỷ lệ hộ nghèo đến cuối năm 2025 còn 21,5%.", "2025-04-17"),
    ],
)
def test_the_year_of_a_day_from_what_is_told(text, date):
    assert anchor_of(text, meeting=first_day(text)) == Anchor(date, "meeting_date")
