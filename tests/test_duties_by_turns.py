"""A person with a post over items, agreed and then handed over, what recurs beside what is kept, rulings on any."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, read_notice

from extractor.core.record import Directive
from extractor.pipeline import extract

HEAD = letterhead(
    "Tháp Mười",
    "57/TB-UBND",
    "ngày 04 tháng 5 năm 2026",
    "Kết luận của Phó Chủ tịch UBND huyện Lê Thị Mận tại cuộc họp giao ban",
    "Sáng 04/5/2026, Phó Chủ tịch UBND huyện Lê Thị Mận chủ trì họp giao ban và kết luận như sau:",
)
SURE = "9. Giao Phòng Nội vụ kiểm tra việc thực hiện trước ngày 30/7/2026."


def told(*lines: str) -> list[Directive]:
    found = read_notice(HEAD, *lines, SURE).directives
    return [directive for directive in found if not directive.text.startswith("Giao Phòng Nội vụ kiểm tra")]


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("1. Anh Thịnh, công chức Địa chính", "Thịnh"),
        ("1. Chị Xuyến, Văn phòng", "Xuyến"),
        ("1. Cô Diệp, kế toán", "Diệp"),
        ("1. Ông Phan Văn Lễ, Trưởng ban Quản lý chợ", "Phan Văn Lễ"),
        ("1. Bà Nguyễn Thị Thu - Phó Trưởng phòng Nội vụ", "Nguyễn Thị Thu"),
        ("1. Anh Sang (cán bộ thủy lợi)", "Sang"),
        ("1. Đồng chí Hồ Văn Tám, phụ trách khối văn xã", "Hồ Văn Tám"),
        ("1. Thầy Luân, tổ trưởng tổ Toán", "Luân"),
    ],
)
def test_a_person_with_his_post_over_items_is_told_all_of_them(heading: str, who: str) -> None:
    orders = told(heading, "- Đo lại khúc lộ sụp ở ấp 2, cắm cọc.", "- Quét vôi nhà kho.")
    assert [leads(order) for order in orders] == [[who], [who]]


@pytest.mark.parametrize(
    ("item", "kinds", "who"),
    [
        (
            "Về việc khoa Nhi xin thêm máy khí dung: đồng ý cho mua, Phòng Vật tư lấy báo giá 3 nơi.",
            ["decision", "task"],
            [[], ["Phòng Vật tư"]],
        ),
        (
            "UBND huyện đồng ý cho mượn hội trường cũ, Phòng Kinh tế lấy chìa khóa về giữ.",
            ["decision", "task"],
            [[], ["Phòng Kinh tế"]],
        ),
        ("Thống nhất lùi lễ khánh thành, bà Mười quét dọn sân đình.", ["decision", "task"], [[], ["Mười"]]),
    ],
)
def test_behind_what_is_agreed_another_is_told(item: str, kinds: list[str], who: list[list[str]]) -> None:
    orders = told(f"1. {item}")
    assert [order.kind for order in orders] == kinds
    assert [leads(order) for order in orders] == who


@pytest.mark.parametrize(
    "item",
    [
        "Phòng Y tế giữ sẵn 40 bình oxy ở kho, hằng ngày đếm lại.",
        "Phòng Kinh tế kéo dây rào quanh hố sụt, mỗi tối thứ bảy nhắn Chủ tịch biết.",
        "Phòng Kinh tế sửa cầu ván xong trong tháng 5, riêng cầu tàu thì xong trong tháng 6.",
    ],
)
def test_what_recurs_or_is_due_apart_is_a_duty_of_its_own(item: str) -> None:
    first, second = told(f"1. {item}")
    assert leads(first) == leads(second)
    assert first.deadline != second.deadline


@pytest.mark.parametrize(
    "item",
    [
        "Gói thầu nào chậm quá 15 ngày thì chấm dứt hợp đồng.",
        "Ai cố tình ở lại thì cưỡng chế đưa lên bờ.",
        "Hồ sơ nào tẩy xóa thì loại khỏi danh sách.",
        "Sạp nào bỏ trống quá một tháng thì cắt hợp đồng.",
    ],
)
def test_what_befalls_any_is_ruled(item: str) -> None:
    (ruled,) = told(f"1. {item}")
    assert (ruled.kind, leads(ruled)) == ("decision", [])


def test_whose_work_it_is_and_who_is_asked() -> None:
    work, asked = told(
        "1. Việc thảo công văn thuộc về Phòng Tư pháp.", "2. UBND huyện xin UBND tỉnh cho mượn một máy cuốc."
    )
    assert leads(work) == ["Phòng Tư pháp"]
    assert (asked.kind, leads(asked)) == ("petition", ["UBND tỉnh"])


def test_a_column_of_helpers_and_a_row_that_is_done() -> None:
    orders = told(
        "TT | Việc | Ai lo | Ai phụ | Hạn",
        "1 | Dặm ổ gà lộ trường cấp 1 | Phòng Kinh tế | Huyện đoàn | 20/5/2026",
        "2 | Đổ lộ nhánh 2 (đã xong ngày 20/4) | Phòng Kinh tế | | ",
    )
    (order,) = orders
    assert [(doer.text, doer.role) for doer in order.assignees] == [
        ("Phòng Kinh tế", "lead"),
        ("Huyện đoàn", "coordinate"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Luật định giấy khai sinh phải trả trong ngày, ai cũng thuộc.",
        "Nội quy chợ ghi rõ hàng tươi sống phải bày ở dãy C.",
    ],
)
def test_what_a_law_lays_down_is_no_order(item: str) -> None:
    assert told(f"1. {item}") == []


NEWS = (
    "Phường Sa Đéc bàn chuyện hẻm ngập\n09/03/2026 14:20\n"
    "(Cổng TTĐT phường) - Sáng 9/3, Chủ tịch UBND phường Võ Hoàng Thám chủ trì giao ban tuần với các phòng.\n"
    "Ông Thám giao Công an phường dẹp chợ cóc trước 30/4. {}\nThúy Vy\n"
)


def reported(sentence: str) -> list[Directive]:
    found = extract(NEWS.format(sentence)).directives
    return [directive for directive in found if "chợ cóc" not in directive.text]


def test_whoever_has_his_orders_is_told_them() -> None:
    first, second = reported(
        "Công ty Thủy lợi Đồng Tháp được lệnh hạ nước hồ Rạch Sỏi xuống dưới 2 m, rồi cứ ba giờ một lần báo mực nước về."
    )
    assert leads(first) == leads(second) == ["Công ty Thủy lợi Đồng Tháp"]
    assert second.deadline is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Lo nhất vẫn là hồ đập.",
        "Khó nhất là vốn.",
        "Làm chậm, vốn sẽ bị Trung ương điều chuyển.",
        "Đoàn kiểm tra hôm thứ Năm phát hiện 2 km kè vẫn dang dở.",
        "Đoàn kiểm tra hôm qua ghi nhận bao cát thiếu một nửa.",
    ],
)
def test_what_worries_befalls_or_was_found_is_no_order(sentence: str) -> None:
    assert reported(sentence) == []
