"""Doers from several houses at once: committees and those who sit on them, counted units, clerks by their desk, whom a
rule is about and who answers for it."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive
from tests.short_notices import leads, letterhead, only, partners, read_notice

HEAD = letterhead(
    "Ea Súp",
    "63/TB-UBND",
    "ngày 15 tháng 9 năm 2025",
    "Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban",
    "Ngày 12/9/2025, Chủ tịch UBND huyện chủ trì cuộc họp giao ban. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận:",
)


def told(line: str) -> Directive:
    return only(read_notice(HEAD, f"1. {line}"))


@pytest.mark.parametrize(
    ("line", "who"),
    [
        (
            "Giao các đồng chí trong Ban Thường vụ Thành ủy, Thường trực HĐND, lãnh đạo UBND thành phố rà soát hồ sơ.",
            ["các đồng chí trong Ban Thường vụ Thành ủy", "Thường trực HĐND", "lãnh đạo UBND thành phố"],
        ),
        (
            "Các đồng chí trong BTV Huyện ủy, TT HĐND, lãnh đạo UBND huyện tăng cường kiểm tra cơ sở.",
            ["Các đồng chí trong BTV Huyện ủy", "TT HĐND", "lãnh đạo UBND huyện"],
        ),
        (
            "Đề nghị các đồng chí Thường trực Đảng ủy, lãnh đạo HĐND, UBND, Ủy ban MTTQ phường kiểm tra việc này.",
            ["các đồng chí Thường trực Đảng ủy", "lãnh đạo HĐND, UBND, Ủy ban MTTQ phường"],
        ),
        (
            "Đề nghị Thường trực HĐND, lãnh đạo UBND, Ban Thường trực Ủy ban MTTQ xã cử cán bộ tham gia đoàn kiểm tra.",
            ["Thường trực HĐND", "lãnh đạo UBND", "Ban Thường trực Ủy ban MTTQ xã"],
        ),
        (
            "Các đồng chí lãnh đạo Huyện ủy, HĐND, UBND, UBMTTQ huyện kiểm tra các chốt trực.",
            ["Các đồng chí lãnh đạo Huyện ủy, HĐND, UBND, UBMTTQ huyện"],
        ),
        (
            "Các đ/c Đảng ủy viên, Trưởng các ban HĐND xã, Phó Chủ tịch UBND xã kiểm tra các thôn.",
            ["Các đ/c Đảng ủy viên", "Trưởng các ban HĐND xã", "Phó Chủ tịch UBND xã"],
        ),
        (
            "Giao Ban Thường vụ Đảng ủy, Thường trực HĐND, UBND, Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường"
            " rà soát danh sách.",
            ["Ban Thường vụ Đảng ủy, Thường trực HĐND, UBND, Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường"],
        ),
        (
            "Các Bộ: Tài chính, Xây dựng và UBND các tỉnh Lào Cai, Phú Thọ rà soát quy hoạch.",
            ["Bộ Tài chính", "Bộ Xây dựng", "UBND tỉnh Lào Cai", "UBND tỉnh Phú Thọ"],
        ),
        (
            "Các Bộ trưởng: Xây dựng, Công Thương, Y tế chỉ đạo khôi phục giao thông, cấp điện.",
            ["Các Bộ trưởng: Xây dựng, Công Thương, Y tế"],
        ),
        ("Đề nghị 18 tổ dân phố trên địa bàn phường thực hiện tổng vệ sinh.", ["18 tổ dân phố trên địa bàn phường"]),
        (
            "Yêu cầu 05 phòng, ban và 12 xã còn lại gửi báo cáo trước ngày 20/9/2025.",
            ["05 phòng, ban", "12 xã còn lại"],
        ),
        (
            "Các cơ quan, trường học, bệnh viện, doanh nghiệp, đơn vị lực lượng vũ trang thực hiện treo cờ Tổ quốc.",
            ["Các cơ quan, trường học, bệnh viện, doanh nghiệp, đơn vị lực lượng vũ trang"],
        ),
        (
            "Các cơ quan Đảng, đoàn thể, cơ quan hành chính rà soát biên chế.",
            ["Các cơ quan Đảng, đoàn thể, cơ quan hành chính"],
        ),
        (
            "Các cơ quan, đơn vị có nhiệm vụ chậm tiến độ giải trình bằng văn bản, gửi Văn phòng trước ngày 04/10/2025.",
            ["Các cơ quan, đơn vị có nhiệm vụ chậm tiến độ"],
        ),
    ],
)
def test_each_house_is_a_doer(line: str, who: list[str]) -> None:
    assert leads(told(line)) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Sở Xây dựng với vai trò cơ quan thường trực phải đôn đốc các đơn vị.", ["Sở Xây dựng"]),
        ("Sở Xây dựng, với tư cách cơ quan thường trực, chủ trì tổng hợp báo cáo.", ["Sở Xây dựng"]),
        ("Việc thẩm định được thực hiện bởi Sở Xây dựng, hoàn thành trong tháng 10/2025.", ["Sở Xây dựng"]),
        ("Đơn vị nào chậm thì người đứng đầu phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.", ["người đứng đầu"]),
        ("Nhà thầu nào chậm tiến độ thì chủ đầu tư phải xử lý theo hợp đồng.", ["chủ đầu tư"]),
        ("Xã nào chưa xong thì phải báo cáo trước 20/9.", ["Xã nào chưa xong"]),
        (
            "Đối với các xã chưa hoàn thành, yêu cầu báo cáo rõ nguyên nhân, gửi về Sở Tài chính trước 25/9/2025.",
            ["các xã chưa hoàn thành"],
        ),
        ("Đối với các xã chưa hoàn thành, Sở Tài chính đôn đốc, báo cáo UBND tỉnh.", ["Sở Tài chính"]),
        ("Riêng các nhà thầu thi công, đồng chí lưu ý không để ùn tắc.", ["các nhà thầu thi công"]),
        ("Các trường hợp không chấp hành, lập biên bản xử lý trước ngày 30/9/2025.", []),
        ("Các hộ không đồng thuận tổ chức cưỡng chế trước ngày 30/9/2025.", []),
        ("Các chủ đầu tư có dự án giải ngân dưới 30% kiểm điểm.", ["Các chủ đầu tư có dự án giải ngân dưới 30%"]),
        ("Các xã có tỷ lệ tiêm chủng thấp tập trung tiêm vét.", ["Các xã có tỷ lệ tiêm chủng thấp"]),
        ("Các dự án chậm tiến độ thì thu hồi.", []),
        ("Các dự án đến ngày 15/11/2025 giải ngân dưới 50% thì kiên quyết cắt giảm vốn.", []),
        ("Giao Hạt Giao thông kiểm tra cầu.", ["Hạt Giao thông"]),
        ("Các hộ còn lại phải bàn giao mặt bằng trước ngày 30/9/2025.", ["Các hộ còn lại"]),
    ],
)
def test_who_it_is_for_and_not_whom_it_is_about(line: str, who: list[str]) -> None:
    assert leads(told(line)) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Công chức Văn hóa: chuẩn bị giải bóng chuyền chào mừng 19/5.", ["Công chức Văn hóa"]),
        ("Công chức Tài chính - Kế toán: quyết toán thu chi trước 20/9.", ["Công chức Tài chính - Kế toán"]),
        ("Cán bộ thú y: tiêm phòng dại đàn chó.", ["Cán bộ thú y"]),
        ("Chuyên viên phòng Kinh tế: lập hồ sơ trình ký.", ["Chuyên viên phòng Kinh tế"]),
    ],
)
def test_clerks_are_told_by_their_desk(line: str, who: list[str]) -> None:
    assert leads(told(line)) == who


@pytest.mark.parametrize(
    "line", ["Cán bộ xã cho biết: rà soát hộ nghèo còn chậm.", "Cán bộ thôn phản ánh: kiểm tra nước sạch đã lâu."]
)
def test_what_clerks_say_is_no_order_to_them(line: str) -> None:
    assert not [d for d in read_notice(HEAD, f"1. {line}").directives if d.assignees]


def test_a_place_of_work_ends_before_its_verb() -> None:
    order = told("Công an xã: phối hợp các bản cấp tài khoản định danh mức 2 cho người dân.")
    assert (leads(order), partners(order)) == (["Công an xã"], ["các bản"])


def test_what_is_received_is_told_and_no_task() -> None:
    record = read_notice(
        HEAD, "Văn phòng UBND huyện nhận được Tờ trình số 19/TTr-PTC ngày 09/9/2025 của Phòng Tài chính."
    )
    assert not record.directives


def test_how_often_alone_is_no_order() -> None:
    record = read_notice(HEAD, "1. Giao Phòng Nội vụ theo dõi việc chấp hành giờ giấc. Thường xuyên.")
    assert [d.text for d in record.directives] == ["Giao Phòng Nội vụ theo dõi việc chấp hành giờ giấc."]
