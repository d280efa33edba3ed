"""Cards of short reports: known by headline and lead, with authors and papers where pages print them. All composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Card
from extractor.pipeline import extract

LEAD = (
    "Ngày 3-6, dưới sự chủ trì của Phó Chủ tịch UBND tỉnh Đoàn Ngọc Lĩnh, UBND tỉnh tổ chức cuộc họp bàn giải pháp "
    "chống hạn vụ hè thu năm 2019."
)
ORDER = "Phó Chủ tịch UBND tỉnh yêu cầu Công ty Thủy lợi bơm tát, nạo vét kênh mương trước ngày 15-6."


def card(head: str, foot: str) -> Card:
    return extract(f"Họp bàn giải pháp chống hạn vụ hè thu\n\n{head}{LEAD}\n\n{ORDER}\n\n{foot}\n").document


def test_a_headline_and_a_lead_make_a_report() -> None:
    """Not a piece of a notice, however short."""
    document = card("(QBĐT) - ", "Đ.Nguyệt")
    assert (document.genre, document.title) == ("news", "Họp bàn giải pháp chống hạn vụ hè thu")
    assert document.meeting is not None
    assert document.meeting.name == "cuộc họp bàn giải pháp chống hạn vụ hè thu năm 2019"


def test_a_sentence_typed_in_is_none() -> None:
    assert extract("Giao Sở Xây dựng rà soát, báo cáo UBND tỉnh trước ngày 15/6.").document.genre == "notice"


@pytest.mark.parametrize(
    ("head", "foot", "author", "source"),
    [
        ("Đăng ngày 04/06/2019 | Tác giả: Phan Vinh | Nguồn: Báo Quảng Nam\n\n", "", "Phan Vinh", "Báo Quảng Nam"),
        ("", "Quốc Ngọc / SGGP", "Quốc Ngọc", "SGGP"),
        ("", "Mai Phương/DIENBIENTV.VN", "Mai Phương", "DIENBIENTV.VN"),
        ("BDO ", "PHƯƠNG LÊ", "PHƯƠNG LÊ", "BDO"),
        ("Báo Bạc Liêu Online | 10:05 | 04/06/2019\n\n", "KIM TRÚC", "KIM TRÚC", "Báo Bạc Liêu Online"),
        ("", "Văn Hưởng (CTV)", "Văn Hưởng", None),
    ],
)
def test_byline(head: str, foot: str, author: str, source: str | None) -> None:
    byline = card(head, foot).byline
    assert byline is not None
    assert (byline.author, byline.source) == (author, source)


def test_both_of_a_list_chair() -> None:
    record = extract(
        "TP. Vinh: Giao ban Bí thư, Chủ tịch phường, xã\n\nSáng 6/11/2017, Thành ủy Vinh tổ chức hội nghị giao ban. "
        "Chủ trì hội nghị có các đồng chí: Võ Viết Thành - Bí thư Thành ủy; Nguyễn Hoài Ân - Chủ tịch UBND thành phố.\n\n"
        "Đồng chí Võ Viết Thành yêu cầu các phường, xã ra quân giải tỏa hành lang.\n\nThanh Lê\n",
        context=Context(learned=False),
    )
    assert record.document.meeting is not None
    assert record.document.meeting.chair == ("Võ Viết Thành", "Nguyễn Hoài Ân")


def test_the_day_of_the_meeting_not_of_what_led_to_it() -> None:
    record = extract(
        "Phường Thới An khắc phục hậu quả triều cường\n\nSau đợt triều cường tối 9/10/2025 làm ngập hơn 1.200 căn nhà, sáng "
        "10/10/2025, Bí thư Đảng ủy phường Phạm Đức Minh chủ trì cuộc họp khẩn tại khu phố 3.\n\n"
        "Bí thư Đảng ủy phường yêu cầu Trạm Y tế phun khử khuẩn.\n\nQuốc Ngọc\n",
        context=Context(learned=False),
    )
    assert record.document.meeting is not None
    assert record.document.meeting.date == "2025-10-10"
