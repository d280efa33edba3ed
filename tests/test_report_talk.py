"""What a report tells beside the orders: talk at a meeting, captions, what is meant to go on; texts are composed."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive
from extractor.pipeline import extract

HEAD = "Xã Lâm Hà họp bàn việc xây dựng nông thôn mới\n"
LEAD = "Sáng 6/3/2025, UBND xã Lâm Hà họp. Ông Lê Văn Tám, Chủ tịch UBND xã yêu cầu các thôn rà soát hộ nghèo.\n"


def orders(paragraph: str) -> list[Directive]:
    """The orders of a paragraph that stands behind the lead of a report."""
    at = len(HEAD) + len(LEAD)
    return [directive for directive in extract(HEAD + LEAD + paragraph).directives if directive.start >= at]


@pytest.mark.parametrize(
    "told",
    [
        "Tại hội nghị, hội viên nông dân đã có nhiều ý kiến tập trung vào việc chuyển đổi đất lúa, tích tụ ruộng đất.",
        "Tại buổi đối thoại, nông dân đặt câu hỏi, phản ánh nêu lên ý kiến, đề xuất kiến nghị về thủy lợi.",
        "Đối với những ý kiến, kiến nghị vượt cấp của cử tri đã được đại biểu tiếp thu, tổng hợp và gửi các cơ quan.",
        "Tại buổi làm việc, Thiếu tướng Lê Thanh Đậu, Giám đốc Công an tỉnh báo cáo kết quả bảo đảm an ninh trật tự.",
        "Các Đảng bộ đã thực hiện nghiêm túc trách nhiệm trong chuẩn bị tài liệu, đáp ứng được yêu cầu.",
        "Ông Vũ Đình Chính - Chủ tịch UBND xã, đã nghiêm túc tiếp thu các ý kiến, kiến nghị của nhân dân.",
        "Vừa qua, các tổ công tác của tỉnh chủ trì làm việc với Ban Thường vụ Đảng ủy các xã để cho ý kiến vào văn kiện.",
        "Lãnh đạo huyện kiểm tra thực địa.",
        "Cử tri xã Lâm Thuận kiến nghị tại buổi tiếp xúc.",
        "Chủ trại từng hứa sẽ khắc phục nhưng mùi hôi ngày càng nặng.",
        "Chính quyền xã đang yêu cầu người dân giải tán và đề nghị cơ quan chức năng vào cuộc.",
        "Năm 2023, huyện Lâm Sơn được giao chỉ tiêu phát lệnh gọi 105 công dân nhập ngũ.",
        "Nhiệm vụ trọng tâm cuối năm, Hội sẽ tiếp tục tổ chức đối thoại, giám sát việc thực hiện chính sách lao động nữ.",
    ],
)
def test_what_is_told_is_no_order(told: str) -> None:
    assert orders(told) == []


@pytest.mark.parametrize(
    ("asked", "doers"),
    [
        ("Tại hội nghị, ông Tám yêu cầu các thôn nộp danh sách trước ngày 20/3.", ["các thôn"]),
        ("Các thôn phải nghiêm túc thực hiện quy ước.", ["Các thôn"]),
        ("Ông Tám đề nghị, trong thời gian tới, Hội Phụ nữ xã cần tập trung vận động hội viên.", ["Hội Phụ nữ xã"]),
        ("Ông giao Phòng Kỹ thuật của Sở rà soát hồ sơ thiết kế.", ["Phòng Kỹ thuật"]),
        ("Các thôn kiểm tra hiện trường ngay trong ngày 7/3.", ["Các thôn"]),
    ],
)
def test_what_is_asked_beside_it_is_one(asked: str, doers: list[str]) -> None:
    found = orders(asked)
    assert [[doer.text for doer in directive.assignees] for directive in found] == [doers]


def test_the_people_of_a_place_petition() -> None:
    found = orders("Cử tri thôn Lâm Đông và các thôn lân cận đề nghị Nhà nước hỗ trợ cải tạo lưới điện.")
    assert [directive.kind for directive in found] == ["petition"]


def test_what_an_officer_demands_in_the_first_person_is_an_order() -> None:
    found = orders(
        "Ông Nguyễn Thành Lân, Phó Chánh Văn phòng Ban Chỉ huy tỉnh cho biết: “Chúng tôi yêu cầu các đơn vị thi công "
        "có biện pháp bảo vệ công trình”."
    )
    assert [directive.kind for directive in found] == ["task"]


def test_what_has_to_be_done_behind_what_is_stressed() -> None:
    found = orders(
        "Ông Tám ghi nhận kết quả; đồng thời nhấn mạnh: chuyển đổi số là nhiệm vụ lâu dài; cần đẩy mạnh cải cách hành "
        "chính."
    )
    assert [directive.text for directive in found] == ["cần đẩy mạnh cải cách hành chính."]


def test_whoever_asks_ends_before_the_adverb() -> None:
    (found,) = orders("Chính quyền xã đồng thời yêu cầu di dời các hộ sống gần khu vực sạt lở.")
    assert found.issued_by == "Chính quyền xã"
