"""Diagnostics: items that are no order, days that do not exist, ratios that give another percentage."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract


def doubts(text: str) -> list[tuple[str, str | None]]:
    return [(d.code, d.text) for d in extract(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Đến nay 285/415 hộ được hỗ trợ, đạt 58,67%.", "285/415 hộ được hỗ trợ, đạt 58,67%"),
        ("Đã giải ngân 30/60 tỷ đồng, bằng 40% kế hoạch.", "30/60 tỷ đồng, bằng 40%"),
        ("Có 9/12 xã (75,5%) đạt chuẩn.", "9/12 xã (75,5%"),
    ],
)
def test_a_ratio_that_gives_another_percentage(text: str, quote: str) -> None:
    assert doubts(text) == [("ratio_contradicts_percentage", quote)]


@pytest.mark.parametrize(
    "text",
    [
        "Đến nay 285/415 hộ được hỗ trợ, đạt 68,67%.",
        "Đến nay 285/415 hộ được hỗ trợ, đạt 68,7%.",
        "Đến nay 285/415 hộ được hỗ trợ, đạt 68%.",  # cut off, as many papers do
        "Có 9/12 xã (75%) đạt chuẩn.",
        "Có 9/12 xã đạt chuẩn, trên 70% số hộ có nước sạch.",  # another matter
        "Xong 9/12 xã; tỷ lệ hộ nghèo còn 3,5%.",
    ],
)
def test_a_ratio_that_agrees_or_belongs_to_no_percentage(text: str) -> None:
    assert doubts(text) == []


@pytest.mark.parametrize("day", ["ngày 31/02/2024", "ngày 32/5/2024", "ngày 31/4/2024"])
def test_a_day_that_does_not_exist(day: str) -> None:
    assert ("invalid_date", day) in doubts(f"Giao Sở Y tế hoàn thành trước {day}.")


def test_an_item_that_is_no_order_is_told() -> None:
    text = (
        "Chủ tịch UBND huyện kết luận như sau:\n1. Giao Phòng Y tế lập kế hoạch.\n2. Mùa xuân trên đỉnh núi mờ sương.\n"
    )
    assert doubts(text) == [("item_not_understood", "Mùa xuân trên đỉnh núi mờ sương.")]


@pytest.mark.parametrize(
    "item", ["Đến nay các xã đã nộp đủ hồ sơ.", "Hiện còn 12 hộ chưa nhận tiền.", "Giao Phòng Nội vụ rà soát biên chế."]
)
def test_information_and_orders_are_no_doubt(item: str) -> None:
    assert doubts(f"Chủ tịch UBND huyện kết luận như sau:\n1. Giao Phòng Y tế lập kế hoạch.\n2. {item}\n") == []
