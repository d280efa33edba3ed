"""What a body announces before it asks others, what sets the scene of an order, headlines of such papers."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, only, read_notice

from extractor.core.record import Record
from extractor.pipeline import extract

HEAD = letterhead(
    "Sông Lô",
    "63/TB-UBND",
    "ngày 12 tháng 5 năm 2021",
    "Kết luận của Phó Chủ tịch UBND huyện Đỗ Văn Chiểu tại cuộc họp",
    "Ngày 10/5/2021, Phó Chủ tịch UBND huyện Đỗ Văn Chiểu chủ trì cuộc họp và kết luận như sau:",
)


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


@pytest.mark.parametrize(
    ("announced", "who"),
    [
        ("Hạt Kiểm lâm thông báo cấp cháy rừng từ ngày 17/5 đến ngày 23/5/2021, đề nghị UBND các xã cử người trực.",
         ["UBND các xã"]),
        ("Để chủ động ứng phó, giảm thiệt hại, Trạm Thủy nông thông báo lịch xả lũ từ ngày 17/5 đến ngày 19/5/2021, "
         "đề nghị UBND các xã, các hộ nuôi cá di dời lồng bè.", ["UBND các xã", "các hộ nuôi cá"]),
        ("Phòng Nội vụ gửi kèm mẫu biểu, đề nghị các trường nộp danh sách.", ["các trường"]),
    ],
)  # fmt: skip
def test_who_announces_asks_and_is_not_told(announced: str, who: list[str]) -> None:
    directive = only(notice(f"1. {announced}"))
    assert (directive.kind, leads(directive), directive.deadline) == ("task", who, None)


def test_what_goes_upwards_with_a_paper_is_a_petition() -> None:
    directive = only(notice("1. Phòng Nội vụ gửi kèm dự thảo, đề nghị UBND tỉnh xem xét ban hành."))
    assert (directive.kind, leads(directive)) == ("petition", ["UBND tỉnh"])


@pytest.mark.parametrize("duty", [
    "Phòng Y tế thông báo lịch tiêm đến từng hộ trước ngày 20/5/2021.",
    "Để kịp thời vụ, Trạm Thủy nông mở cống từ ngày 15/5/2021.",
])  # fmt: skip
def test_to_announce_something_is_a_duty_where_nobody_else_is_asked(duty: str) -> None:
    directive = only(notice(f"1. {duty}"))
    assert leads(directive) in (["Phòng Y tế"], ["Trạm Thủy nông"])


SCENE = "Trước tình hình dịch phức tạp, để phòng dịch, tránh tập trung đông người, không để dịch lây lan. "


def test_what_sets_the_scene_orders_nothing() -> None:
    record = notice(
        "Thực hiện Văn bản số 10/UBND-NC ngày 06/5/2021 của UBND tỉnh về việc tạm dừng tiếp công dân. "
        f"{SCENE}Chủ tịch UBND huyện có ý kiến chỉ đạo như sau:",
        "1. Phòng Y tế lập chốt kiểm soát.",
    )
    assert [directive.text for directive in record.directives] == ["Phòng Y tế lập chốt kiểm soát."]


@pytest.mark.parametrize("order", [
    "Trước tình hình dịch phức tạp, để bảo đảm an toàn, các trường khử khuẩn lớp học trước ngày 15/5/2021.",
    "Trước tình hình mưa lớn, tuyệt đối không để người dân qua ngầm tràn.",
])  # fmt: skip
def test_an_order_on_such_grounds_stays_one(order: str) -> None:
    assert only(notice(f"1. {order}")).text == order


def test_the_headline_of_an_announcement_is_no_order() -> None:
    record = extract(
        "Thông báo cấp dự báo cháy rừng trên địa bàn huyện (từ ngày 17/5/2021 đến ngày 23/5/2021)\n"
        "Để chủ động phòng cháy, Hạt Kiểm lâm huyện thông báo cấp dự báo cháy rừng trên địa bàn huyện từ ngày 17/5/2021 "
        "đến ngày 23/5/2021, đề nghị UBND các xã, các chủ rừng triển khai thực hiện./."
    )
    assert [leads(directive) for directive in record.directives] == [["UBND các xã", "các chủ rừng"]]
