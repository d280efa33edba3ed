"""Wordings of ministries and provinces: horizons, plans by the year, the manner of a work, deeds told. Texts composed."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH
Số: 214/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Minh, ngày 12 tháng 3 năm 2024

THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh Lương Văn Thạo tại cuộc họp về công tác thủy lợi

Ngày 10/3/2024, Phó Chủ tịch UBND tỉnh Lương Văn Thạo chủ trì cuộc họp về công tác thủy lợi. Sau khi nghe báo cáo và ý kiến các đại biểu, Phó Chủ tịch UBND tỉnh Lương Văn Thạo kết luận như sau:

"""
_FOOT = """

Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Đỗ Quang Tiệp
"""


def _notice(body: str) -> Record:
    return extract(f"{_HEAD}{body}{_FOOT}")


def _orders(body: str) -> tuple[Directive, ...]:
    return _notice(body).directives


def _doers(body: str) -> list[str]:
    return [doer.text for order in _orders(body) for doer in order.assignees]


@pytest.mark.parametrize(
    "body",
    [
        "1. Sở Xây dựng cụ thể hóa các mục tiêu thành chương trình, kế hoạch 5 năm và hằng năm để triển khai.",
        "1. Sở Xây dựng lập kế hoạch duy tu kênh mương hằng năm.",
        "1. Sở Xây dựng bố trí kinh phí trong dự toán chi thường xuyên hằng năm.",
        "1. Sở Xây dựng đưa nội dung này vào chương trình công tác hằng tháng, hằng quý.",
        "1. Sở Xây dựng hoàn thiện Kế hoạch cấp nước, bao gồm nước tưới cho vùng cao đến năm 2030.",
        "1. Sở Xây dựng đánh giá nguồn nước ngầm, có xét đến năm 2050.",
        "1. Sở Xây dựng rà soát quy hoạch thủy lợi đến năm 2030, có tính đến năm 2050.",
    ],
)
def test_years_of_a_plan_are_no_deadline(body: str) -> None:
    (order,) = _orders(body)
    assert order.deadline is None


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("1. Sở Xây dựng tổ chức kiểm tra hồ chứa hằng năm và báo cáo UBND tỉnh.", "FREQ=YEARLY"),
        ("1. Sở Xây dựng rà soát, tổng hợp kế hoạch và báo cáo UBND tỉnh hằng quý.", "FREQ=MONTHLY;INTERVAL=3"),
    ],
)
def test_what_is_done_every_year_recurs(body: str, rule: str) -> None:
    (order,) = _orders(body)
    assert order.deadline is not None and order.deadline.recurrence == rule


@pytest.mark.parametrize(
    "tail",
    [
        "Thời gian hoàn thành xong trước ngày 05/10/2024.",
        "Thời hạn báo cáo chậm nhất ngày 05/10/2024.",
        "Tiến độ thực hiện trong tháng 10/2024.",
    ],
)
def test_sentence_that_only_says_by_when(tail: str) -> None:
    (order,) = _orders(f"1. Giao Sở Xây dựng chủ trì lập dự thảo Kế hoạch tưới. {tail}")
    assert order.deadline is not None and (order.deadline.due or "").startswith("2024-10")


def test_term_that_is_to_be_cut_is_an_order() -> None:
    orders = _orders("1. Giao Sở Xây dựng lập Kế hoạch tưới. Thời gian thực hiện phải rút ngắn còn 10 ngày.")
    assert len(orders) == 2 or "rút ngắn" in orders[0].text


@pytest.mark.parametrize(
    ("body", "orders"),
    [
        ("1. Sở Tài chính hoàn thiện đề án theo hướng: Sở Y tế quản lý giá; Sở Xây dựng chủ trì cấp phép.", 1),
        ("1. Giao Sở Tài chính sửa quy chế theo nguyên tắc: Sở Y tế chủ trì cấp thuốc; Sở Xây dựng cấp nước.", 1),
        ("1. Giao Sở Tài chính hoàn thiện đề án theo hướng: giữ nguyên quy mô; giao Sở Y tế quản lý giá.", 2),
        ("1. Phân công cụ thể: Sở Y tế chủ trì quản lý giá; Sở Xây dựng chủ trì cấp phép.", 2),
    ],
)
def test_what_a_work_is_to_bring_about_is_its_manner(body: str, orders: int) -> None:
    assert len(_orders(body)) == orders


def test_thanks_close_a_letter() -> None:
    assert _orders("Sở Y tế trân trọng cảm ơn sự phối hợp chặt chẽ của Quý cơ quan./.") == ()


@pytest.mark.parametrize(
    ("body", "doers"),
    [
        (
            "1. Yêu cầu các sở, ngành, đơn vị, Ủy ban nhân dân các xã, phường nạo vét kênh.",
            ["các sở, ngành, đơn vị", "Ủy ban nhân dân các xã, phường"],
        ),
        (
            "1. Giao cơ quan chuyên môn thuộc Sở Xây dựng và các địa phương có rừng kiểm tra hồ.",
            ["cơ quan chuyên môn thuộc Sở Xây dựng", "các địa phương có rừng"],
        ),
        (
            "1. Sở Y tế mở diễn đàn, phối hợp với các cơ quan thông tấn, báo chí nhằm tuyên truyền sâu rộng.",
            ["Sở Y tế", "các cơ quan thông tấn, báo chí"],
        ),
        ("1. Các đơn vị thuộc Sở kiểm tra hồ chứa.", ["Các đơn vị thuộc Sở"]),
        (
            "1. Trung tâm Truyền thông giáo dục sức khỏe, Viện Chiến lược, Chính sách công thương soạn tài liệu.",
            ["Trung tâm Truyền thông giáo dục sức khỏe", "Viện Chiến lược, Chính sách công thương"],
        ),
    ],
)
def test_doers_end_where_their_names_do(body: str, doers: list[str]) -> None:
    assert _doers(body) == doers


def test_heading_of_those_who_assist_is_no_order() -> None:
    body = (
        "1. Các cơ quan chuyên trách tham mưu, giúp việc Tỉnh ủy; các chi bộ, đảng bộ cơ sở\n"
        "Các cấp ủy chủ động tổ chức quán triệt Nghị quyết."
    )
    (order,) = _orders(body)
    assert order.text.startswith("Các cấp ủy")


def test_deeds_of_the_past_are_no_orders_among_orders() -> None:
    body = (
        "1. Hồ Suối Ngang là công trình quan trọng của vùng. Thời gian qua, lãnh đạo UBND tỉnh đã có nhiều chỉ đạo, "
        "đôn đốc Sở Xây dựng và các sở liên quan trong quá trình lập dự án nâng cấp hồ. Sở Xây dựng đã nghiêm túc "
        "thực hiện ý kiến chỉ đạo, tiếp thu ý kiến các sở để trình UBND tỉnh xem xét, quyết định.\n"
        "2. Sở Xây dựng hoàn thiện hồ sơ trước ngày 20/4/2024.\n3. Sở Tài chính bố trí vốn."
    )
    assert [order.text[:12] for order in _orders(body)] == ["Sở Xây dựng ", "Sở Tài chính"]


_REPORT = """UBND TỈNH BÌNH MINH
SỞ Y TẾ
Số: 214/BC-SYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Minh, ngày 12 tháng 3 năm 2024

BÁO CÁO
Kết quả phòng, chống dịch quý I năm 2024

"""


@pytest.mark.parametrize(
    "lead_in",
    [
        "Sở Y tế kính đề nghị UBND tỉnh xem xét, chỉ đạo một số nội dung sau:",
        "Trên cơ sở kết quả trên, Sở Y tế kính trình UBND tỉnh xem xét các nội dung sau:",
        "Đề nghị UBND tỉnh:",
    ],
)
def test_list_of_what_those_above_are_asked(lead_in: str) -> None:
    orders = extract(
        f"{_REPORT}{lead_in}\n1. Bố trí 2 tỷ đồng mua thuốc.\n2. Chỉ đạo UBND các huyện bố trí đất."
    ).directives
    assert [order.kind for order in orders] == ["petition", "petition"]
    assert {doer.text for order in orders for doer in order.assignees} == {"UBND tỉnh"}


def test_list_of_what_those_below_are_asked() -> None:
    orders = extract(
        f"{_REPORT}Sở Y tế kính đề nghị UBND các xã:\n1. Bố trí nơi tiêm.\n2. Lập danh sách trẻ em."
    ).directives
    assert [order.kind for order in orders] == ["task", "task"]
    assert {doer.text for order in orders for doer in order.assignees} == {"UBND các xã"}


def test_list_of_papers_orders_nothing() -> None:
    papers = "- Danh mục các văn bản thẩm định:\n+ (1) Dự thảo Thông báo về Chi bộ A.\n+ (2) Dự thảo Thông báo về Chi bộ B.\n"
    assert _orders(papers + "- Giao Sở Y tế lưu hồ sơ.") != ()
    assert len(_orders(papers + "- Giao Sở Y tế lưu hồ sơ.")) == 1
    assert (
        len(_orders("Danh mục nhiệm vụ:\n- Dự thảo Kế hoạch tiêm chủng trình UBND tỉnh.\n- Lập danh sách trẻ em.")) == 2
    )


@pytest.mark.parametrize(
    "doer",
    [
        "Đồng chí Đảng ủy viên phụ trách thôn Suối Ngang",
        "Đồng chí Huyện ủy viên phụ trách địa bàn",
        "Đồng chí Phó Chủ tịch UBND xã phụ trách kinh tế",
    ],
)
def test_those_in_charge_by_their_office(doer: str) -> None:
    assert _doers(f"1. {doer} chịu trách nhiệm đôn đốc chi bộ khắc phục hạn chế.") == [doer]


_LETTER = """     ĐẢNG BỘ TỈNH BÌNH MINH                             ĐẢNG CỘNG SẢN VIỆT NAM
 ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH
                                                      Bình Minh, ngày 07 tháng 9 năm 2026
               *
         Số 449 -CV/ĐU
về việc triển khai thực hiện Chương trình hành động
số 14-CTr/TU ngày 30/8/2026 của Tỉnh ủy Bình Minh


                  Kính gửi: - Ủy ban nhân dân tỉnh,
                            - Các chi bộ, đảng bộ cơ sở.


         Thực hiện Chương trình hành động số 14-CTr/TU ngày 30/8/2026 của
   Tỉnh ủy Bình Minh, Đảng ủy Ủy ban nhân dân tỉnh đề nghị các tổ chức đảng
   trực thuộc triển khai một số nhiệm vụ như sau:
         1. Các chi bộ, đảng bộ cơ sở tổ chức quán triệt nội dung Chương trình
   hành động đến cán bộ, đảng viên; kết quả quán triệt và kế hoạch thực hiện gửi
   Ban Tổ chức Đảng ủy trước ngày 30 tháng 9 năm 2026 để tổng hợp.
     2. Giao Ban Tuyên giáo Đảng ủy hướng dẫn các cấp ủy, tổ chức đảng gửi
Văn phòng Đảng ủy kết quả tuyên truyền về bảo vệ nguồn nước, xây dựng nếp
sống tiết kiệm nước trong toàn Đảng bộ.
Nơi nhận:                                    T/M BAN THƯỜNG VỤ
- Như trên;                                       PHÓ BÍ THƯ
- Lưu Văn phòng Đảng ủy.

                                                Trần Hữu Đạt
"""


def test_subject_below_the_number_with_the_date_beside_it() -> None:
    record = extract(_LETTER)
    assert (record.document.title or "").startswith("triển khai thực hiện Chương trình hành động số 14-CTr/TU")
    assert record.document.number == "449-CV/ĐU"


def test_wrapped_line_that_cannot_end_a_paragraph() -> None:
    record = extract(_LETTER)
    _, first, second = record.directives
    assert "của Tỉnh ủy Bình Minh, Đảng ủy" in record.text
    assert first.text.endswith("gửi Ban Tổ chức Đảng ủy trước ngày 30 tháng 9 năm 2026 để tổng hợp.")
    assert "gửi Văn phòng Đảng ủy kết quả" in second.text
    assert [doer.text for doer in second.assignees] == ["Ban Tuyên giáo Đảng ủy"]


@pytest.mark.parametrize(
    ("body", "doers"),
    [
        (
            "1. Các thành viên Ban Chỉ huy Phòng, chống thiên tai tỉnh, Sở Y tế kiểm tra địa bàn được phân công.",
            ["Các thành viên Ban Chỉ huy Phòng, chống thiên tai tỉnh", "Sở Y tế"],
        ),
        (
            "1. Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn các xã rà soát phương án sơ tán dân.",
            ["Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn các xã"],
        ),
        (
            "1. Ban Chỉ huy Phòng thủ dân sự các cấp, các ngành rà soát phương án sơ tán dân.",
            ["Ban Chỉ huy Phòng thủ dân sự các cấp, các ngành"],
        ),
        (
            "Ban Chỉ huy Phòng, chống thiên tai các ngành, các cấp, Chủ tịch UBND các huyện tập trung thực hiện một số "
            "công việc sau:\n- Rà soát phương án sơ tán dân.",
            ["Ban Chỉ huy Phòng, chống thiên tai các ngành, các cấp", "Chủ tịch UBND các huyện"],
        ),
    ],
)
def test_boards_against_disasters(body: str, doers: list[str]) -> None:
    assert _doers(body) == doers


def test_what_a_work_serves_for_is_no_order() -> None:
    told = "1. Sở Y tế đánh giá kết quả tiêm chủng. Qua đó, làm cơ sở xây dựng phương án năm sau."
    assert len(_orders(told)) == 1
    assert len(_orders("1. Sở Y tế đánh giá kết quả tiêm chủng. Làm cơ sở dữ liệu tiêm chủng trong tháng 4.")) == 2


_COPIED = """ỦY
BAN NHÂN DÂN
TỈNH BÌNH MINH
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 503/KH-UBND
|
Bình
Minh, ngày 17 tháng 5 năm 2019
|
KẾ HOẠCH
PHÒNG, CHỐNG DỊCH MÙA HÈ
1. Giao Sở Y tế rà soát danh sách bệnh nhân.
2. Sở Tài chính bố trí kinh phí.
"""


@pytest.mark.parametrize("broken", ["ỦY\nBAN NHÂN DÂN", "ỦY BAN\nNHÂN DÂN", "ỦY BAN NHÂN\nDÂN", "ỦY BAN NHÂN DÂN"])
def test_letterhead_broken_in_a_web_copy(broken: str) -> None:
    record = extract(_COPIED.replace("ỦY\nBAN NHÂN DÂN", broken))
    assert record.document.issuer == "ỦY BAN NHÂN DÂN TỈNH BÌNH MINH"
    assert record.document.issued_on == "2019-05-17"


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Ý kiến chỉ đạo của Chủ tịch UBND tỉnh Trần Minh Quân tại Hội nghị tổng kết", ""),
        ("Tổng kết phòng dịch", "Chủ tịch UBND tỉnh Trần Minh Quân đã tham dự và chỉ đạo Hội nghị tổng kết."),
    ],
)
def test_who_took_part_and_directed_chaired(title: str, opening: str) -> None:
    body = (
        f"Ngày 20/6/2019, tại Bình Minh, UBND tỉnh tổ chức Hội nghị tổng kết. {opening} Sau khi nghe báo cáo của "
        "Sở Y tế, ý kiến của các huyện, Chủ tịch UBND tỉnh có ý kiến chỉ đạo như sau:\n1. Sở Y tế rà soát thuốc."
    )
    head = _HEAD.split("Kết luận")[0]
    meeting = extract(f"{head}{title}\n\n{body}{_FOOT}").document.meeting
    assert meeting is not None and meeting.chair == ("Trần Minh Quân",)
