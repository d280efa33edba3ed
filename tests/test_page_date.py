"""The date among the names and buttons of a page. All lines are composed."""

from __future__ import annotations

import pytest

from extractor.cleaning import clean
from extractor.core.characters import matching_view
from extractor.reading import read_text
from extractor.structure.page_date import find_page_date

PAGE = "Huyện họp bàn làm đường\n{}\nSáng 11/7, Ủy ban nhân dân huyện họp bàn tiến độ làm đường liên xã qua suối."


def date_line(line: str) -> str | None:
    source = clean(read_text(PAGE.format(line)))
    span = find_page_date(source, matching_view(source.text))
    return source.text[slice(*span)] if span else None


@pytest.mark.parametrize(
    "line",
    [
        "Minh Anh - 15/07/2024 08:30",
        "Chính trị | 15/07/2024",
        "Hà Nội, 12/7/2024",
        "12 tháng 7, 2024",
        "T6, 12/07/2024 | 08:30",
        "Tác giả: Minh Anh, ngày đăng 12/07/2024",
        "Thời sự 12/07/2024 08:30",
        "12/07/2024 08:21:35 SA",
        "Thời sự - Chính trị 12/07/2024",
        "Báo Lâm Sơn, số ra ngày 12/7/2024",
        "(Báo Lâm Sơn, 12/7/2024)",
        "Tin ngày 12/7/2024",
    ],
)
def test_page_date(line: str) -> None:
    assert date_line(line) == line


@pytest.mark.parametrize(
    "foot",
    [
        "Minh Anh (Báo Lâm Sơn, số ra ngày 12/7/2024)",
        "Báo Lâm Sơn ngày 12/7/2024",
        "Theo baolamson.vn (12/07/2024)",
        "Bài, ảnh: Minh Anh (12/7/2024)",
        "Lâm Sơn, 12/7/2024",
        "TTXVN, 12/7/2024",
    ],
)
def test_a_paper_and_its_day_below_the_text(foot: str) -> None:
    text = "Sáng 11/7, Ủy ban nhân dân huyện họp bàn tiến độ làm đường liên xã qua suối.\n" * 9
    source = clean(read_text(f"Huyện họp bàn làm đường\n{text}{foot}"))
    span = find_page_date(source, matching_view(source.text))
    assert span is not None
    assert source.text[slice(*span)] == foot


@pytest.mark.parametrize(
    "foot", ["Đề nghị các xã nộp hồ sơ trước 12/7/2024", "Ảnh chụp ngày 12/7/2024", "Hạn nộp: 12/7/2024"]
)
def test_no_day_of_a_paper_below_the_text(foot: str) -> None:
    text = "Sáng 11/7, Ủy ban nhân dân huyện họp bàn tiến độ làm đường liên xã qua suối.\n" * 9
    source = clean(read_text(f"Huyện họp bàn làm đường\n{text}{foot}"))
    assert find_page_date(source, matching_view(source.text)) is None


@pytest.mark.parametrize(
    "line", ["08-06-2017 07:02 In bài Gửi email Font: [+] [-]", "08:05 13/08/2022 Google News Cỡ chữ: A- A+"]
)
def test_buttons_stand_behind_it(line: str) -> None:
    found = date_line(line)
    assert found and line.startswith(found)  # cleaning may take the buttons off


@pytest.mark.parametrize(
    "line",
    [
        "Hạn cuối: 15/07/2024",
        "Huyện họp ngày 12/7/2024",
        "Số: 15/TB-UBND, 12/07/2024",
        "Từ 12/07/2024 đến 15/07/2024",
        "Kèm theo Quyết định, 12/07/2024",
        "Làm đường qua suối, xong 12/07/2024 thì nghiệm thu ngay tại chỗ",
        "Lịch cắt điện, 12/07/2024",
        "15/7",
    ],
)
def test_no_page_date(line: str) -> None:
    assert date_line(line) is None
