"""A `chỉ thị`: whose numbered items are orders, lead-ins that order themselves, topics under a lead-in. All composed."""

from __future__ import annotations

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NGÃI
Số: 21/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Ngãi, ngày 14 tháng 5 năm 2024

CHỈ THỊ
Về việc tăng cường công tác quản lý chợ

"""
TO_ALL = (
    "Để giữ trật tự tại các chợ; đồng thời, kịp thời tháo gỡ khó khăn của tiểu thương, UBND tỉnh chỉ thị các sở, ban "
    "ngành, UBND các huyện, thành phố tập trung thực hiện có hiệu quả các nhiệm vụ trọng tâm như sau:\n"
)
ALL = ["các sở, ban ngành", "UBND các huyện, thành phố"]


def directives(body: str) -> tuple[Directive, ...]:
    return extract(HEAD + body, context=Context(learned=False)).directives


def leads(directive: Directive) -> list[str]:
    return [assignee.text for assignee in directive.assignees if assignee.role == "lead"]


def test_whom_an_instruction_names_first_does_its_items() -> None:
    found = directives(TO_ALL + "1. Thực hiện nghiêm túc quy hoạch chợ.\n2. Sở Công Thương, rà soát các chợ tạm.\n")
    assert [leads(directive) for directive in found] == [ALL, ["Sở Công Thương"]]


def test_who_gives_the_instruction_is_told() -> None:
    found = directives(
        "Thời gian qua còn chợ chưa bảo đảm an toàn. Chủ tịch UBND tỉnh chỉ thị:\n"
        "1. Công an tỉnh: Bảo đảm trật tự tại các chợ.\n"
        "2. Chủ tịch UBND các huyện, thành phố: xử lý dứt điểm chợ cóc trước ngày 30/6.\n"
    )
    assert [leads(directive) for directive in found] == [["Công an tỉnh"], ["Chủ tịch UBND các huyện, thành phố"]]
    assert {directive.issued_by for directive in found} == {"Chủ tịch UBND tỉnh"}


def test_those_asked_in_an_item_are_not_all_whom_the_opening_names() -> None:
    found = directives(
        TO_ALL + "1. Tháo gỡ khó khăn của tiểu thương: Khi tiểu thương có kiến nghị, phản ánh về điểm kinh doanh, "
        "yêu cầu các sở, ngành, địa phương liên quan có trách nhiệm trả lời. Trường hợp các sở, ngành, địa phương "
        "phải xin ý kiến cấp trên thì phải nêu rõ phương án giải quyết.\n"
    )
    assert [leads(directive) for directive in found] == [
        ["các sở, ngành, địa phương liên quan"],
        ["các sở, ngành, địa phương"],
    ]
    assert found[0].text.startswith("Khi tiểu thương")


def test_topics_under_a_lead_in_are_no_tasks() -> None:
    found = directives(
        TO_ALL + "1. Sở Công Thương:\n"
        "- Nắm chắc số liệu về chợ, báo cáo UBND tỉnh hằng tháng. Trong đó, lưu ý các dữ liệu về:\n"
        "+ Thực hiện dự án chợ mới;\n"
        "+ Về lao động, môi trường, phòng cháy chữa cháy;\n"
        "+ Về đóng góp nguồn thu ngân sách.\n"
        "- Kiểm tra việc niêm yết giá.\n"
    )
    assert [directive.text.split(",")[0] for directive in found] == [
        "Nắm chắc số liệu về chợ",
        "Kiểm tra việc niêm yết giá.",
    ]


def test_duties_under_a_lead_in_stay_tasks() -> None:
    found = directives(
        "UBND tỉnh yêu cầu:\n1. Sở Công Thương chịu trách nhiệm về:\n- Quản lý nhà nước về chợ.\n- Kiểm tra giá cả.\n"
    )
    assert [leads(directive) for directive in found] == [["Sở Công Thương"], ["Sở Công Thương"]]


def test_a_lead_in_with_an_order_of_its_own_is_one() -> None:
    found = directives(
        "UBND tỉnh yêu cầu:\n"
        "1. Yêu cầu các đơn vị đầu mối giao kế hoạch, các cơ quan chủ trì dự án theo chức năng, nhiệm vụ được giao "
        "khẩn trương rà soát nguồn vốn, đẩy nhanh giải ngân; trong đó lưu ý:\n"
        "a) Tập trung thực hiện các nhiệm vụ đã được UBND tỉnh, Chủ tịch UBND tỉnh chỉ đạo.\n"
        "2. Giao Sở Nội vụ thực hiện các nhiệm vụ, cụ thể:\n"
        "a) Rà soát biên chế; trường hợp vượt thẩm quyền kịp thời tham mưu UBND tỉnh kiến nghị Bộ Nội vụ giải quyết.\n"
        "b) Kiến nghị Bộ Tài chính bổ sung kinh phí.\n"
    )
    both = ["các đơn vị đầu mối giao kế hoạch", "các cơ quan chủ trì dự án"]
    assert [(directive.kind, leads(directive)) for directive in found] == [
        ("task", both),
        ("task", both),
        ("task", ["Sở Nội vụ"]),
        ("task", ["Sở Nội vụ"]),
    ]


def test_who_does_a_part_stands_aside_of_whom_the_heading_names() -> None:
    found = directives(
        TO_ALL + "1. UBND các huyện:\n- Báo cáo số liệu hằng tháng (Sở Công Thương chịu trách nhiệm tổng hợp chung).\n"
        "- Sửa chữa chợ huyện (Phòng Kinh tế và Hạ tầng).\n"
    )
    assert [leads(directive) for directive in found] == [["UBND các huyện"], ["Phòng Kinh tế và Hạ tầng"]]


def test_the_year_of_an_aim_set_by_another_paper_is_no_deadline() -> None:
    (found,) = directives(
        "UBND tỉnh yêu cầu:\n1. Sở Công Thương xây dựng kế hoạch thực hiện chỉ tiêu giảm chợ tạm đến năm 2025 "
        "theo Kế hoạch số 18/KH-UBND của UBND tỉnh.\n"
    )
    assert found.deadline is None
