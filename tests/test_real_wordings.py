"""Wordings met in real papers: headlines, doers with long names, day ranges, headings of purpose. Texts composed here."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract


def _orders(text: str) -> tuple[Directive, ...]:
    return extract(text).directives


def _doers(text: str) -> list[str]:
    return [doer.text for order in _orders(text) for doer in order.assignees]


def _bodies(record: Record) -> list[str]:
    return [entity.text for entity in record.entities if entity.type == "organization"]


@pytest.mark.parametrize(
    "text",
    [
        "Hà Giang: Không để xe quá tải trên đèo\nUBND tỉnh Hà Giang vừa phê duyệt kế hoạch sửa mặt đường trong năm 2024.",
        "Tăng cường phòng cháy mùa hanh khô\nCông an tỉnh Lai Châu cho biết số vụ cháy năm 2023 giảm 12% so với năm trước.",
        "Xây dựng nếp sống văn minh nơi công cộng\nPhong trào được người dân thị trấn Bắc Hà hưởng ứng từ đầu năm đến nay.",
    ],
)
def test_headline_above_a_body_is_no_order(text: str) -> None:
    assert _orders(text) == ()


def test_lines_that_all_order_have_no_headline() -> None:
    text = "Sở Tài chính bố trí kinh phí\nSở Y tế chuẩn bị thuốc phòng dịch cho các xã vùng lũ."
    assert _doers(text) == ["Sở Tài chính", "Sở Y tế"]
    assert len(_orders("Giao Sở Y tế chuẩn bị thuốc\nTrạm Y tế các xã đã nhận đủ thuốc từ đầu tháng trước.")) == 1


@pytest.mark.parametrize("more", ["", "\nTheo báo cáo, đến nay toàn tỉnh đạt 35%."])
def test_headline_that_is_the_order_told_of(more: str) -> None:
    text = f"Các địa phương phải tiêm xong vắc xin trước ngày 30/6/2022\nĐó là chỉ đạo của Chủ tịch UBND tỉnh Trần Minh Quân tại phiên họp ngày 18/5/2022.{more}"
    (order,) = _orders(text)
    assert order.text.startswith("Các địa phương phải") and order.issued_by == "Trần Minh Quân"
    assert order.deadline is not None and order.deadline.due == "2022-06-30"


def test_demand_of_nature_is_nobodys_order() -> None:
    assert (
        _orders("Đổi mới cách dạy nghề\nĐó là yêu cầu của thực tiễn ở nhiều trường nghề hiện nay.\nNhiều nơi đã làm.")
        == ()
    )


def test_bodies_that_watch_builders_are_told_themselves() -> None:
    text = (
        "Kết luận cuộc họp, Phó Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính bố trí vốn.\n"
        "2. Ban Quản lý dự án tỉnh và Sở Xây dựng yêu cầu các nhà thầu tăng thêm nhân lực.\n"
        "3. UBND xã Hòa Sơn yêu cầu các hộ dân bàn giao mặt bằng."
    )
    watch = _orders(text)[1]
    assert [doer.text for doer in watch.assignees] == ["Ban Quản lý dự án tỉnh", "Sở Xây dựng"]
    assert watch.issued_by == "Phó Chủ tịch UBND tỉnh"


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "UBND tỉnh yêu cầu các bệnh viện tuyến tỉnh, tuyến huyện chuẩn bị đủ thuốc.",
            ["các bệnh viện tuyến tỉnh, tuyến huyện"],
        ),
        ("UBND tỉnh yêu cầu các cơ quan cấp tỉnh và cấp xã rà soát hồ sơ.", ["các cơ quan cấp tỉnh và cấp xã"]),
        (
            "Đề nghị các hộ chưa nhận tiền đến UBND xã Hòa Sơn nhận tiền trước ngày 30/9/2023.",
            ["các hộ chưa nhận tiền"],
        ),
        ("Tỉnh ủy yêu cầu Ban tổ chức cấp cơ sở rà soát hồ sơ đảng viên.", ["Ban tổ chức cấp cơ sở"]),
        ("Mỗi trường THPT, TCCN, TT GDTX thành lập một tổ tư vấn.", ["Mỗi trường THPT, TCCN, TT GDTX"]),
        (
            "Giao Ban Quản lý dự án 85 - Bộ GTVT hoàn thiện hồ sơ.",
            ["Ban Quản lý dự án 85 - Bộ GTVT"],
        ),
        ("Giao Sở Tài chính - Sở Xây dựng thẩm định dự toán.", ["Sở Tài chính", "Sở Xây dựng"]),
        (
            "Giao Cục Giám định nhà nước về chất lượng công trình xây dựng kiểm tra hiện trường.",
            ["Cục Giám định nhà nước về chất lượng công trình xây dựng"],
        ),
        (
            "Đề nghị Công ty CP Xây dựng 525 và Công ty cổ phần Hải Đăng tập trung thi công.",
            ["Công ty CP Xây dựng 525", "Công ty cổ phần Hải Đăng"],
        ),
        ("Đề nghị Công ty TNHH Thương mại và Dịch vụ Hải An nộp thuế.", ["Công ty TNHH Thương mại và Dịch vụ Hải An"]),
        (
            "Chủ tịch tỉnh yêu cầu nhà thầu các gói thầu đang chậm tiến độ nghiêm túc rút kinh nghiệm.",
            ["nhà thầu các gói thầu đang chậm tiến độ"],
        ),
        ("Chủ tịch tỉnh yêu cầu chủ đầu tư các dự án rà soát hồ sơ.", ["chủ đầu tư các dự án"]),
        ("Giao Văn phòng Sở xây dựng đường dây nóng tiếp nhận phản ánh.", ["Văn phòng Sở"]),
        ("Giao Sở xây dựng chủ trì thẩm định hồ sơ.", ["Sở xây dựng"]),
        ("Giám đốc phân công:\n- P2, P7: rà soát hồ sơ.\n- P3: tổng hợp số liệu.", ["P2", "P7", "P3"]),
        ("Giám đốc phân công:\n- Phòng Kế toán: tổng hợp số liệu.", ["Phòng Kế toán"]),
    ],
)
def test_doers_to_their_end(text: str, doers: list[str]) -> None:
    assert _doers(text) == doers


def test_who_heads_a_paper_is_no_part_of_its_name() -> None:
    record = extract("Tổng Biên tập Báo Lao động Nguyễn Ngọc Hải và phóng viên Báo Lao động Thủ đô cùng dự.")
    assert [e.text for e in record.entities if e.type == "person"] == ["Nguyễn Ngọc Hải"]
    assert _bodies(record) == ["Báo Lao động Thủ đô"]


def test_source_before_a_report_is_no_part_of_it() -> None:
    record = extract(
        "Gỡ khó cho cầu Bến\nVOV.VN - Phó Chủ tịch UBND tỉnh Trần Minh Quân yêu cầu Sở Xây dựng rà soát hồ sơ."
    )
    assert record.document.genre == "news"
    assert [doer.text for order in record.directives for doer in order.assignees] == ["Sở Xây dựng"]


def test_reference_ends_with_its_paragraph() -> None:
    record = extract(
        "Nghiêm túc thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh\nThực hành tiết kiệm trong các cơ quan."
    )
    assert [e.text for e in record.entities if e.type == "legal_ref"] == ["Kế hoạch số 12/KH-UBND của UBND tỉnh"]


def test_day_of_an_extension_and_of_what_is_put_off() -> None:
    (longer,) = _orders("Đồng ý gia hạn thời gian thực hiện dự án đến ngày 31/8/2026.")
    assert longer.deadline is not None and longer.deadline.due == "2026-08-31"
    (later,) = _orders("Thống nhất lùi thời điểm áp dụng quy định mới đến tháng 6/2025.")
    assert later.deadline is None


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("Từ ngày 12.3-30.4, các xã ra quân.", "Từ ngày 12.3-30.4"),
        ("Từ ngày 12/3-30/4, các xã ra quân.", "Từ ngày 12/3-30/4"),
        ("Hội thi diễn ra từ 12-15/3 tại nhà văn hóa.", "từ 12-15/3"),
        ("Nghỉ từ 15/5-20/6/2023 theo kế hoạch.", "từ 15/5-20/6/2023"),
    ],
)
def test_day_ranges_without_a_year(words: str, span: str) -> None:
    assert span in [time.text for time in extract(words).times]


def test_ratios_with_a_dash_are_no_days() -> None:
    assert extract("Đã cấy 1/2-2/3 diện tích, điểm 1.2-1.3 chưa rõ.").times == ()


def test_what_a_plan_is_for_orders_nothing() -> None:
    text = (
        "UBND HUYỆN ĐẠI TỪ\nSố: 12/KH-UBND\nĐại Từ, ngày 12 tháng 3 năm 2023\nKẾ HOẠCH\nTuyên truyền phòng chống dịch\n"
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức của nhân dân về phòng chống dịch.\n"
        "2. Tăng cường sự phối hợp giữa các ngành.\nII. NHIỆM VỤ\n1. Tổ chức phun khử khuẩn tại các chợ."
    )
    assert [order.text for order in _orders(text)] == ["Tổ chức phun khử khuẩn tại các chợ."]


@pytest.mark.parametrize(
    "text",
    [
        "Các giấy mời họp ban hành trước ngày 01/6/2023 xem như hết hiệu lực.",
        "Đối với dự án đã được giới thiệu địa điểm nhưng sau 06 tháng chủ đầu tư không lập hồ sơ thì xem như văn bản giới "
        "thiệu địa điểm, khảo sát hết hiệu lực.",
        "Quá 12 tháng không triển khai, chủ trương đầu tư đương nhiên hết hiệu lực.",
    ],
)
def test_what_holds_no_longer_is_decided(text: str) -> None:
    (order,) = _orders(text)
    assert order.kind == "decision" and order.assignees == ()
