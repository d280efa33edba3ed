"""Letters: whom they go to, what they are about, who signs for whom, what they ask and what they only explain."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN PHÚ AN
Số: 31/UBND-KT
V/v quản lý chợ
Phú An, ngày 09 tháng 4 năm 2021
"""
FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Mận"""


def letter(body: str, *, to: str = "Kính gửi: Các phòng, ban; UBND các xã.", head: str = HEAD) -> Record:
    return extract(f"{head}{to}\n{body}{FOOT}")


def doers(directive: Directive, role: str = "lead") -> list[str]:
    return [a.text for a in directive.assignees if a.role == role]


def test_addressee_on_the_line_below_is_no_order() -> None:
    record = letter(
        "Huyện đã nhận báo cáo của xã.\nGiao UBND xã Hòa Bắc sửa mái chợ trước ngày 30/4/2021.",
        to="Kính gửi:\nBan Quản lý chợ Phú An",
    )
    assert [doers(d) for d in record.directives] == [["UBND xã Hòa Bắc"]]


def test_bullets_of_addressees_are_no_orders() -> None:
    record = letter("Yêu cầu các đơn vị báo cáo trước ngày 20/4/2021.", to="Kính gửi:\n- Phòng Kinh tế;\n- Trạm Thú y.")
    assert [doers(d) for d in record.directives] == [["các đơn vị"]]


def test_name_of_a_body_ends_where_its_address_does() -> None:
    name = "Ban Chỉ đạo quốc gia về khắc phục bom mìn còn sót lại sau chiến tranh"
    record = letter(
        f"Giao Bộ Ngoại giao, {name} nghiên cứu, có ý kiến trước ngày 30/4/2021.",
        to=f"Kính gửi:\n- Bộ Ngoại giao;\n- {name}.",
    )
    [directive] = record.directives
    assert doers(directive) == ["Bộ Ngoại giao", name]


def test_address_of_many_is_no_longer_name() -> None:
    record = letter(
        "Giao Công an huyện tuần tra đêm.\nGiao Công an các xã lập danh sách.",
        to="Kính gửi:\n- Công an huyện;\n- Công an các xã.",
    )
    assert [doers(d) for d in record.directives] == [["Công an huyện"], ["Công an các xã"]]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Về thực hiện chính sách nhà ở", "thực hiện chính sách nhà ở"),
        ("Về việc chống hạn vụ Đông Xuân", "chống hạn vụ Đông Xuân"),
        ("V/v: chống hạn vụ Đông Xuân", "chống hạn vụ Đông Xuân"),
    ],
)
def test_subject_below_the_number(line: str, title: str) -> None:
    record = letter("Yêu cầu các xã báo cáo.", head=HEAD.replace("V/v quản lý chợ", line))
    assert record.document.title == title


def test_sentence_behind_the_address_is_no_subject() -> None:
    record = letter(
        "Về việc này, UBND huyện giao Phòng Kinh tế kiểm tra chợ.", head=HEAD.replace("V/v quản lý chợ\n", "")
    )
    assert record.document.title is None
    assert [doers(d) for d in record.directives] == [["Phòng Kinh tế"]]


def test_signed_for_another_with_a_stroke() -> None:
    record = extract(
        HEAD + "Kính gửi: Các xã.\nYêu cầu các xã báo cáo.\nNơi nhận:\n- Như trên.\n"
        "KT/ CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mận"
    )
    signer = record.document.signer
    assert signer is not None
    assert (signer.authority, signer.position, signer.name) == ("KT/ CHỦ TỊCH", "Phó Chủ tịch", "Lê Thị Mận")


def test_type_of_the_document_signs_nothing() -> None:
    record = extract(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 25/CĐ-TTg\nHà Nội, ngày 10 tháng 8 năm 2022\nCÔNG ĐIỆN\n"
        "THỦ TƯỚNG CHÍNH PHỦ ĐIỆN:\n- Chủ tịch Ủy ban nhân dân các tỉnh\nTôi yêu cầu Bộ trưởng Bộ Y tế cử đoàn kiểm tra."
    )
    assert record.document.signer is None
    [directive] = record.directives
    assert (directive.kind, directive.issued_by) == ("task", "THỦ TƯỚNG CHÍNH PHỦ")


def test_first_person_in_a_dispatch_orders() -> None:
    record = letter("Tôi khẩn thiết đề nghị Bí thư, Chủ tịch UBND các xã tập trung chống dịch.")
    [directive] = record.directives
    assert directive.kind == "task"
    assert directive.issued_by != "Tôi"


@pytest.mark.parametrize(
    "formula",
    [
        "Mọi chi tiết xin liên hệ đồng chí Lê Văn Ban, Phòng Kinh tế.",
        "Thông tin chi tiết xin liên hệ đồng chí Lê Văn Ban, chuyên viên Phòng Kinh tế.",
        "Mọi thông tin, vướng mắc vui lòng liên hệ số điện thoại 0203.123456.",
        "Rất mong nhận được sự quan tâm, phối hợp của quý cơ quan.",
        "UBND huyện mong tiếp tục nhận được ý kiến góp ý của các đơn vị.",
        "Khi có ý kiến của UBND tỉnh, Sở Tài chính sẽ có văn bản hướng dẫn các xã thực hiện.",
        "UBND huyện có ý kiến để các xã biết, triển khai thực hiện.",
        "Văn phòng kính báo cáo Phó Chủ tịch UBND huyện xem xét, phê duyệt.",
    ],
)
def test_formulas_of_letters_order_nothing(formula: str) -> None:
    record = letter(f"Yêu cầu các xã báo cáo trước ngày 20/4/2021.\n{formula}")
    assert [doers(d) for d in record.directives] == [["các xã"]]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Đề nghị Quý cơ quan, đơn vị góp ý dự thảo trước ngày 30/4/2021.", ["Quý cơ quan, đơn vị"]),
        ("Đề nghị các quý cơ quan nghiên cứu, cho ý kiến.", ["các quý cơ quan"]),
        ("Quá trình triển khai gặp khó khăn, vướng mắc đề nghị các đơn vị phản ánh về Phòng Nội vụ.", ["các đơn vị"]),
        ("Trong quá trình thực hiện, có khó khăn, vướng mắc, kịp thời báo cáo UBND huyện.", []),
        ("Phó Chủ tịch Lê Thị Mận thay mặt UBND huyện yêu cầu Phòng Kinh tế kiểm tra chợ.", ["Phòng Kinh tế"]),
    ],
)
def test_who_is_asked(order: str, who: list[str]) -> None:
    [directive] = letter(f"UBND huyện có ý kiến như sau:\n1. {order}").directives
    assert doers(directive) == who


def test_the_basis_of_a_letter_is_no_order() -> None:
    record = letter(
        "Thực hiện Kế hoạch số 37/KH-UBND ngày 26/12/2020 của UBND tỉnh về công tác thi đua. "
        "Theo đó, giao Phòng Nội vụ lập phương án."
    )
    assert [doers(d) for d in record.directives] == [["Phòng Nội vụ"]]


def test_what_somebody_above_will_decide_is_no_decision() -> None:
    record = letter(
        "Để có căn cứ trình Chủ tịch UBND tỉnh xem xét, quyết định, Phòng Kinh tế rà soát hồ sơ trước ngày 20/4/2021."
    )
    assert [d.kind for d in record.directives] == ["task"]


def test_who_carries_out_another_s_conclusion_gives_the_orders() -> None:
    record = letter(
        "Thực hiện kết luận của đồng chí Trần Văn Sơ, Bí thư Huyện ủy tại hội nghị giao ban, "
        "UBND huyện giao Phòng Kinh tế:\n- Kiểm tra các chợ.\n- Báo cáo trước ngày 20/4/2021."
    )
    assert [(doers(d), d.issued_by) for d in record.directives] == [
        (["Phòng Kinh tế"], "ỦY BAN NHÂN DÂN HUYỆN PHÚ AN"),
        (["Phòng Kinh tế"], "ỦY BAN NHÂN DÂN HUYỆN PHÚ AN"),
    ]


def test_plan_comes_from_no_meeting_that_it_tells_of() -> None:
    record = extract(
        "ỦY BAN NHÂN DÂN\nHUYỆN PHÚ AN\nSố: 5/KH-UBND\nPhú An, ngày 22 tháng 7 năm 2024\nKẾ HOẠCH\n"
        "Thi hành Luật Thủ đô\nNgày 28/6/2024, tại Kỳ họp thứ 7, Quốc hội khóa XV đã thông qua Luật. UBND huyện ban hành kế hoạch:\n"
        "1. Phòng Tư pháp phổ biến Luật trước ngày 30/8/2024."
    )
    assert record.document.meeting is None


HINGES = (
    "Bộ Tài chính hướng dẫn thực hiện một số nội dung như sau:",
    "Trả lời công văn số 12/CT ngày 5/3/2021 của Cục Thuế, Tổng cục Thuế có ý kiến như sau:",
)


@pytest.mark.parametrize("hinge", HINGES)
@pytest.mark.parametrize(
    "rule",
    [
        "Người nộp thuế có trách nhiệm tự xác định kỳ kê khai.",
        "Khai thuế theo quý áp dụng đối với hộ có doanh thu dưới 20 tỷ đồng.",
        "Doanh nghiệp phải lập hóa đơn khi giao hàng.",
        "Nội dung trên hóa đơn phải thống nhất giữa các liên.",
        "Trường hợp người lao động nghỉ việc thì phải nộp hồ sơ tại nơi cư trú.",
        "Theo quy định tại Điều 5 Thông tư, xã hợp nhất mang mã số của xã có trụ sở.",
        "Vận tải đơn của lô hàng: 01 bản chụp.",
    ],
)
def test_a_letter_that_explains_a_rule_orders_nothing(hinge: str, rule: str) -> None:
    assert letter(f"{hinge}\n1. {rule}").directives == ()


@pytest.mark.parametrize("hinge", HINGES)
@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Đề nghị Cục Thuế hướng dẫn đơn vị thực hiện.", ["Cục Thuế"]),
        ("Doanh nghiệp nộp hồ sơ về Cục Thuế trước ngày 30/6/2021.", ["Doanh nghiệp"]),
        ("Cục Thuế rà soát các trường hợp đã hoàn thuế.", ["Cục Thuế"]),
    ],
)
def test_what_such_a_letter_asks_all_the_same(hinge: str, order: str, who: list[str]) -> None:
    [directive] = letter(f"{hinge}\n1. {order}").directives
    assert doers(directive) == who


def test_rules_bind_where_nothing_is_explained() -> None:
    [directive] = letter("UBND huyện yêu cầu:\n1. Doanh nghiệp phải dừng xả thải.").directives
    assert doers(directive) == ["Doanh nghiệp"]


@pytest.mark.parametrize(
    ("lead_in", "items"),
    [
        (
            "UBND huyện đề nghị các trường báo cáo tình hình may đồng phục theo các nội dung cụ thể sau:",
            ("1. Công tác chỉ đạo của nhà trường.", "2. Những đề xuất và ý kiến khác."),
        ),
        (
            "Yêu cầu UBND các xã cung cấp danh sách hộ nuôi với các thông tin sau:",
            ("- Họ tên chủ hộ.", "- Số lượng vật nuôi."),
        ),
    ],
)
def test_a_list_of_what_to_report_on_is_the_order_above_it(lead_in: str, items: tuple[str, ...]) -> None:
    [directive] = letter("\n".join((lead_in, *items))).directives
    assert directive.text.endswith("sau:")
    assert doers(directive) in (["các trường"], ["UBND các xã"])


def test_a_list_of_orders_below_a_report_is_read_by_itself() -> None:
    record = letter(
        "Yêu cầu UBND các xã báo cáo kết quả và thực hiện theo các nội dung sau:\n1. Kiểm tra các chợ.\n2. Lập danh sách hộ."
    )
    assert [d.text for d in record.directives] == ["Kiểm tra các chợ.", "Lập danh sách hộ."]


def test_quoted_law_orders_nothing() -> None:
    record = letter(
        'Tại Điều 16 Thông tư số 39/2014/TT-BTC quy định:\n"c) Hóa đơn được lập nhiều liên.\n'
        'Nội dung lập trên hóa đơn phải được thống nhất."\nYêu cầu các xã báo cáo trước ngày 20/4/2021.'
    )
    assert [doers(d) for d in record.directives] == [["các xã"]]


def test_half_a_heading_in_capitals_orders_nothing() -> None:
    record = letter("I. MỤC ĐÍCH,\nYÊU CẦU\n1. Phòng Kinh tế kiểm tra chợ.")
    assert [doers(d) for d in record.directives] == [["Phòng Kinh tế"]]


PARTY = """ĐẢNG BỘ TỈNH PHÚ AN
ĐẢNG ỦY XÃ HÒA BẮC
*
{number}
{subject}
ĐẢNG CỘNG SẢN VIỆT NAM
Hòa Bắc, ngày 12 tháng 3 năm 2026
Kính gửi: Các chi bộ trực thuộc
Ban Thường vụ Đảng ủy yêu cầu các chi bộ học tập nghị quyết xong trước ngày 30/3/2026.
Nơi nhận:
- Như trên,
- Lưu VP.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Thị Mận"""


@pytest.mark.parametrize("number", ["Số 52-CV/ĐU", "Số       -CV/ĐU", "Số: … -CV/ĐU"])
def test_a_party_letter_has_its_subject_below_its_number(number: str) -> None:
    document = extract(PARTY.format(number=number, subject="Tổ chức đợt sinh hoạt\nvề nghị quyết mới")).document
    assert (document.doc_type, document.title) == ("công văn", "Tổ chức đợt sinh hoạt về nghị quyết mới")


def test_no_other_line_below_the_number_is_a_subject() -> None:
    assert extract(PARTY.format(number="Số 52-CV/ĐU", subject="-----")).document.title is None
    state = PARTY.format(number="Số: 52/UBND-VP", subject="Tổ chức đợt sinh hoạt")
    assert extract(state).document.title is None


def test_the_national_title_may_stick_to_the_number() -> None:
    head = "THỦ TƯỚNG CHÍNH PHỦ\nSố: 71/CĐ-TTgCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    head += "Hà Nội, ngày 12 tháng 7 năm 2024\nCÔNG ĐIỆN\nVề ứng phó mưa lũ\n"
    assert letter("Các tỉnh kiểm tra đê.", head=head).document.number == "71/CĐ-TTg"
