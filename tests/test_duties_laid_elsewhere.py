"""On whom a duty is laid where the words lead elsewhere: lead-ins of one who speaks, bearers named last, days told
from a season."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive
from extractor.pipeline import extract

PAPER = """TỈNH ỦY THANH HÓA
*
Số 88-TB/TU

Thanh Hóa, ngày 14 tháng 9 năm 2021

THÔNG BÁO
Kết luận của Thường trực Tỉnh ủy về công tác quý III

Ngày 10/9/2021, Thường trực Tỉnh ủy họp giao ban. Thường trực Tỉnh ủy kết luận:

"""


def told(body: str) -> list[Directive]:
    return list(extract(PAPER + body + "\n").directives)


def leads(directive: Directive) -> list[str]:
    return [doer.text for doer in directive.assignees if doer.role == "lead"]


@pytest.mark.parametrize(
    ("lead_in", "who"),
    [
        ("1. Về đê điều, Thường trực Tỉnh ủy lưu ý Đảng ủy Công an tỉnh quan tâm chỉ đạo:", ["Đảng ủy Công an tỉnh"]),
        ("1. Thường trực Tỉnh ủy đề nghị Huyện ủy Nga Sơn tập trung lãnh đạo:", ["Huyện ủy Nga Sơn"]),
        ("1. Ban Thường vụ cũng nhắc nhở Sở Nội vụ, Sở Y tế khẩn trương thực hiện:", ["Sở Nội vụ", "Sở Y tế"]),
        ("1. Thường trực Tỉnh ủy yêu cầu Sở Công Thương:", ["Sở Công Thương"]),
        ("1. Sở Công Thương tập trung thực hiện:", ["Sở Công Thương"]),
        ("1. Thường trực Tỉnh ủy lưu ý một số việc sau:", []),
        ("1. Thường trực Tỉnh ủy nhấn mạnh thêm các nội dung:", []),
    ],
)
def test_who_speaks_in_a_lead_in_is_not_told_what_it_lists(lead_in: str, who: list[str]) -> None:
    made = told(f"{lead_in}\n- Rà soát các hồ chứa xung yếu.\n- Kiểm tra vật tư dự phòng.")
    assert [leads(directive) for directive in made] == [who, who]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Đầu mối tổng hợp số liệu thiệt hại là Sở Tài chính.", "Sở Tài chính"),
        ("Cơ quan đầu mối theo dõi việc này, là Văn phòng Tỉnh ủy.", "Văn phòng Tỉnh ủy"),
        ("Việc in ấn, phát hành tài liệu giao cho Ban Tuyên giáo Tỉnh ủy.", "Ban Tuyên giáo Tỉnh ủy"),
        ("Riêng phần việc thẩm định giá được giao cho Sở Tài chính.", "Sở Tài chính"),
        ("Nhiệm vụ trực ban phân công Bộ Chỉ huy Quân sự tỉnh.", "Bộ Chỉ huy Quân sự tỉnh"),
    ],
)
def test_the_bearer_of_a_duty_may_stand_last(line: str, who: str) -> None:
    made = told("1. " + line)
    assert [leads(directive) for directive in made] == [[who]]


@pytest.mark.parametrize(
    "line",
    [
        "Đầu mối của chuỗi giá trị là hợp tác xã.",
        "Việc giao đất cho dân được bàn kỹ.",
        "Đầu mối giao thông lớn nhất vùng là ngã ba Bỉm Sơn.",
        "Việc giao thương với Sở Nội vụ tỉnh bạn còn ít.",
    ],
)
def test_a_link_or_a_handing_over_lays_no_duty_on_anybody(line: str) -> None:
    assert told("I. TÌNH HÌNH\n\n1. " + line) == []


@pytest.mark.parametrize(
    ("line", "due", "offset"),
    [
        ("Sở Y tế trình phương án chậm nhất 15 ngày trước mùa bão.", None, "-P15D"),
        ("Sở Y tế gửi danh sách chậm nhất 30 ngày trước Tết Nguyên đán.", "2022-01-02", "-P30D"),
        ("Sở Y tế cấp phát vật tư muộn nhất 20 ngày trước vụ đông xuân.", None, "-P20D"),
        ("Sở Y tế lập kế hoạch ít nhất 1 tháng trước năm học mới.", None, "-P1M"),
        ("Sở Y tế gửi danh sách trước Tết Nguyên đán 30 ngày.", "2022-01-02", "-P30D"),
        ("Sở Y tế gửi danh sách trước ngày 20/7 ít nhất 05 ngày.", "2022-07-15", "-P5D"),
        ("Sở Y tế sửa xong bếp ăn trước năm học mới 2 tuần.", None, "-P2W"),
    ],
)
def test_days_before_a_season_are_counted_back_from_it(line: str, due: str | None, offset: str) -> None:
    (directive,) = told("1. " + line)
    assert directive.deadline is not None
    assert (directive.deadline.due, directive.deadline.offset) == (due, offset)


@pytest.mark.parametrize(
    ("line", "bound"),
    [
        ("Sở Y tế báo cáo trước khi hết tháng này.", "by"),
        ("Sở Y tế báo cáo trước lúc hết năm 2021.", "by"),
        ("Sở Y tế báo cáo trước tháng 10/2021.", "before"),
    ],
)
def test_before_a_time_runs_out_its_last_day_still_counts(line: str, bound: str) -> None:
    (directive,) = told("1. " + line)
    assert directive.deadline is not None and directive.deadline.bound == bound


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Các xã gửi danh sách hộ cần cứu trợ về huyện trước ngày 20/9.", "Các xã"),
        ("Các huyện lập sổ theo dõi công trình phải sửa chữa.", "Các huyện"),
        ("Các địa phương thống kê nhà ở cần di dời.", "Các địa phương"),
        ("Các xã lập hồ sơ chậm phải kiểm điểm.", "Các xã lập hồ sơ chậm"),
        ("Các hộ nuôi tôm phải kê khai.", "Các hộ nuôi tôm"),
        ("Các xã giáp biển phải trực ban.", "Các xã giáp biển"),
    ],
)
def test_what_those_who_govern_do_tells_no_kind_of_them(line: str, who: str) -> None:
    assert [leads(directive) for directive in told("1. " + line)] == [[who]]


def test_a_programme_ends_where_its_progress_is_told() -> None:
    told_of = extract("Giải ngân Chương trình mục tiêu quốc gia giảm nghèo bền vững mới đạt 41% kế hoạch.").entities
    assert [e.text for e in told_of if e.type == "programme"] == ["Chương trình mục tiêu quốc gia giảm nghèo bền vững"]


@pytest.mark.parametrize(
    ("text", "kept"), [("Bà Lụa ở thôn 4 năm nay đã già.", []), ("Đã 4 năm nay mất mùa.", ["P4Y"])]
)
def test_the_number_of_a_hamlet_counts_no_years(text: str, kept: list[str]) -> None:
    assert [time.value for time in extract(text).times if time.type == "duration"] == kept
