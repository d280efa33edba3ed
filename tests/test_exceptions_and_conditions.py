"""Doers with exceptions, on a condition, in passives, by shares of the work; who is only concerned and does not speak."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, only, partners, read_notice

from extractor.core.record import Record

HEAD = letterhead(
    "Sông Lô",
    "57/TB-UBND",
    "ngày 09 tháng 4 năm 2021",
    "Kết luận của Phó Chủ tịch UBND huyện Đỗ Văn Chiểu tại cuộc họp",
    "Ngày 08/4/2021, Phó Chủ tịch UBND huyện Đỗ Văn Chiểu chủ trì cuộc họp và kết luận như sau:",
)
GIVER = "Đỗ Văn Chiểu"


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Ngoài các xã đã gửi báo cáo, yêu cầu các xã còn lại nộp báo cáo trước ngày 20/4/2021.", ["các xã còn lại"]),
        ("Riêng đối với Phòng Y tế, yêu cầu lập dự trù vật tư trước ngày 15/4/2021.", ["Phòng Y tế"]),
        ("Riêng các xã vùng lũ giao Phòng Nông nghiệp hỗ trợ giống lúa.", ["Phòng Nông nghiệp"]),
        ("Yêu cầu toàn bộ cán bộ, viên chức, trừ người đang ốm, tham gia tập huấn ngày 26/4/2021.",
         ["toàn bộ cán bộ, viên chức"]),
        ("Nhà thầu nào bỏ dở công trình, yêu cầu chủ đầu tư xử phạt theo hợp đồng.", ["chủ đầu tư"]),
        ("Xã, thị trấn nào chưa có sân thể thao thì lập kế hoạch xây dựng trước ngày 30/6/2021.",
         ["Xã, thị trấn nào chưa có sân thể thao"]),
        ("Đơn vị được giao vốn mà không tiêu hết thì đề xuất điều chuyển trước ngày 30/9/2021.",
         ["Đơn vị được giao vốn mà không tiêu hết"]),
        ("Thủ trưởng đơn vị có cán bộ vi phạm phải giải trình trước ngày 28/4/2021.",
         ["Thủ trưởng đơn vị có cán bộ vi phạm"]),
        ("Các dự án chưa có mặt bằng thì UBND xã nơi có dự án phải bàn giao trước ngày 30/4/2021.",
         ["UBND xã nơi có dự án"]),
        ("Sổ theo dõi phải được các trạm y tế gửi về Phòng Y tế trước ngày 25/4/2021.", ["các trạm y tế"]),
        ("Phương án phân lũ phải do Phòng Nông nghiệp thẩm tra trước khi trình.", ["Phòng Nông nghiệp"]),
        ("Nhiệm vụ này được giao cho Phòng Nội vụ, hoàn thành trong tháng 4/2021.", ["Phòng Nội vụ"]),
        ("Nhiệm vụ trước mắt của Phòng Y tế là rà soát danh sách tiêm chủng.", ["Phòng Y tế"]),
        ("UBND các xã giao công chức địa chính đo lại đất bãi, báo cáo trước ngày 22/4/2021.", ["UBND các xã"]),
        ("Dưới sự chủ trì của Phòng Nông nghiệp, UBND các xã kiểm tra đê trong tháng 4/2021.",
         ["Phòng Nông nghiệp", "UBND các xã"]),
        ("Được sự ủy quyền của UBND huyện, Phòng Nông nghiệp ký hợp đồng mua giống.", ["Phòng Nông nghiệp"]),
        ("Giao Bí thư Đảng ủy, Chủ tịch UBND xã Tân Lập trực tiếp đối thoại với các hộ.",
         ["Bí thư Đảng ủy", "Chủ tịch UBND xã Tân Lập"]),
        ("Sửa cửa cống số 2, xong trước ngày 15/4/2021: Phòng Nông nghiệp.", ["Phòng Nông nghiệp"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_who_is_told(order: str, who: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (directive.kind, leads(directive)) == ("task", who)
    assert directive.text == order
    assert directive.issued_by == GIVER


def test_a_bracket_that_chairs_leaves_the_rest_of_the_list_to_join_in() -> None:
    directive = only(notice("1. Giao Phòng Y tế (chủ trì), Phòng Kinh tế, Công an huyện (phối hợp) kiểm tra quán ăn."))
    assert (leads(directive), partners(directive)) == (["Phòng Y tế"], ["Phòng Kinh tế", "Công an huyện"])


def test_a_work_shared_out_is_an_order_to_each() -> None:
    orders = notice(
        "1. Phần điện Điện lực Sông Lô lo, phần nước do Ban Quản lý dự án cử người làm.",
        "2. Giao Phòng Kinh tế thẩm định hồ sơ; riêng phần phòng cháy do Công an huyện thẩm định.",
    ).directives
    assert [leads(order) for order in orders] == [
        ["Điện lực Sông Lô"], ["Ban Quản lý dự án"], ["Phòng Kinh tế"], ["Công an huyện"],
    ]  # fmt: skip


@pytest.mark.parametrize("told", [
    "Phần lớn các xã làm tốt công tác tuyên truyền.",
    "Phần mềm do Công ty Sao Bắc cung cấp.",
    "Kinh phí do ngân sách tỉnh bảo đảm.",
    "Dự thảo do Phòng Tư pháp soạn thảo đã được các thành viên góp ý.",
    "Nhiệm vụ của Phòng Y tế là rất nặng nề.",
    "Dự án đã được giao cho Ban Quản lý dự án từ năm 2019.",
])  # fmt: skip
def test_what_only_tells_orders_nothing(told: str) -> None:
    assert notice(f"1. {told}").directives == ()


@pytest.mark.parametrize("order", [
    "Việc chuyển đất phải được UBND tỉnh phê duyệt trước khi thực hiện.",
    "Gửi báo cáo bằng văn bản về địa chỉ: Phòng Nội vụ.",
    "Lấy ý kiến bằng văn bản của các cơ quan: Phòng Nội vụ, Phòng Tư pháp.",
])  # fmt: skip
def test_who_grants_or_receives_does_not_do_it(order: str) -> None:
    assert all(leads(directive) == [] for directive in notice(f"1. {order}").directives)


def test_a_body_that_asks_for_itself_still_speaks() -> None:
    directive = only(notice("1. Riêng Phòng Y tế đề nghị bổ sung biên chế."))
    assert (directive.kind, directive.issued_by) == ("petition", "Phòng Y tế")


@pytest.mark.parametrize("heading", [
    "II. NHIỆM VỤ CHỦ YẾU CỦA PHÒNG NÔNG NGHIỆP",
    "II. MỘT SỐ NHIỆM VỤ TRỌNG TÂM CỦA PHÒNG NÔNG NGHIỆP",
    "II. Nhiệm vụ, trách nhiệm cụ thể của Phòng Nông nghiệp:",
])  # fmt: skip
def test_a_heading_names_whose_duties_follow(heading: str) -> None:
    directive = only(notice(heading, "1. Kiểm tra các hồ chứa trước ngày 30/4/2021."))
    assert [doer.casefold() for doer in leads(directive)] == ["phòng nông nghiệp"]
