"""Where a meeting was held, and what stands above a report that is no headline. All texts are composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Card
from extractor.pipeline import extract

BODY = "\n\nTại hội nghị, các đại biểu đã thảo luận nhiều nội dung.\n\nMinh Anh\n"


def read(text: str) -> Card:
    return extract(text + BODY, context=Context(learned=False)).document


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("Sáng 16/5/2024, tại Trụ sở Chính phủ, Thủ tướng Lê Minh Tấn chủ trì hội nghị về nhà ở.", "Trụ sở Chính phủ"),
        (
            "Sáng 16/5/2024, tại điểm cầu Trụ sở Chính phủ có lãnh đạo các bộ, Thủ tướng Lê Minh Tấn chủ trì hội nghị.",
            "Trụ sở Chính phủ",
        ),
        (
            "Tối 18/8/2023, tại Nhà văn hóa tổ dân phố số 3, UBND phường Phú Lợi tổ chức hội nghị.",
            "Nhà văn hóa tổ dân phố số 3",
        ),
        ("Chiều 4/4/2024, UBND huyện tổ chức hội nghị tại Huyện ủy Lâm Sơn.", "Huyện ủy Lâm Sơn"),
        (
            "Ngày 6/8/2023, ông Giàng A Lử - Phó Chủ tịch UBND huyện Mù Cang Chải đã đến xã Hồ Bốn kiểm tra mưa lũ.",
            "xã Hồ Bốn",
        ),
        ("Sáng 5/5/2023, UBND tỉnh tổ chức hội nghị triển khai từ tỉnh đến huyện, xã.", None),
        ("Sáng 5/5/2023, UBND tỉnh tổ chức hội nghị về cây xanh tại trung tâm huyện.", None),
    ],
)
def test_place(lead: str, place: str | None) -> None:
    meeting = read(f"Tin hoạt động của địa phương\n\n{lead}").meeting
    assert meeting is not None
    assert meeting.place == place


def test_a_rubric_in_capitals_is_no_headline() -> None:
    lead = "\n\nSáng 24/4/2024, UBND tỉnh tổ chức hội nghị về chuyển đổi số."
    assert read(f"HOẠT ĐỘNG LÃNH ĐẠO\n\nMỗi ngành xây dựng một đề án chuyển đổi số{lead}").title == (
        "Mỗi ngành xây dựng một đề án chuyển đổi số"
    )
    assert read(f"HỌP BÀN VỀ CHUYỂN ĐỔI SỐ{lead}").title == "HỌP BÀN VỀ CHUYỂN ĐỔI SỐ"


def test_a_day_beside_a_count_of_views() -> None:
    head = "UBND thị xã họp phiên thường kỳ tháng 4/2024\n\n25/04/2024 14:31 View Count: 239\n\n"
    assert read(f"{head}Ngày 25/4/2024, UBND thị xã tổ chức phiên họp thường kỳ.").issued_on == "2024-04-25"


def test_a_day_in_its_own_line_is_no_part_of_the_headline_above() -> None:
    text = "Ban Chấp hành Đảng bộ tỉnh đề ra nhiệm vụ trọng tâm 3 tháng cuối năm\n29/09/2023\n"
    document = read(f"{text}Ngày 29-9, Ban Chấp hành Đảng bộ tỉnh tổ chức Hội nghị lần thứ 25.")
    assert document.title == "Ban Chấp hành Đảng bộ tỉnh đề ra nhiệm vụ trọng tâm 3 tháng cuối năm"
    assert document.issued_on == "2023-09-29"


def test_a_meeting_by_the_headline_that_is_its_name() -> None:
    lead = (
        "\n\nNgày 28/8/2014, UBND tỉnh Bắc Kạn tổ chức phiên họp thường kỳ đánh giá tình hình kinh tế - xã hội tháng 8."
    )
    meeting = read(f"Phiên họp thường kỳ UBND tỉnh tháng 8/2014{lead}").meeting
    assert meeting is not None
    assert meeting.name == "Phiên họp thường kỳ UBND tỉnh tháng 8/2014"
    meeting = read(f"Phiên họp thông qua 9 nghị quyết quan trọng{lead}").meeting
    assert meeting is not None
    assert meeting.name == "phiên họp thường kỳ"


@pytest.mark.parametrize(
    "lead",
    [
        "Trong 2 ngày 18 và 19/7/2023, HĐND huyện Ba Bể tổ chức Kỳ họp thứ 12.",
        "Vừa qua, Đảng ủy xã Tân Hòa đã tổ chức hội nghị sơ kết 6 tháng đầu năm.",
        "UBND quận Bình Tân vừa tổ chức hội nghị gặp gỡ doanh nghiệp.",
    ],
)
def test_a_short_report_by_its_lead(lead: str) -> None:
    assert read(f"Tin từ cơ sở\n\n{lead}").genre == "news"
