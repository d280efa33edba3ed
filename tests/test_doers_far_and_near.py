"""Doers in harder places: behind `cùng`, in brackets, in a passive, beside a condition, below the one in charge."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, only, partners, read_notice

from extractor.core.record import Record

HEAD = letterhead(
    "Sông Lô",
    "41/TB-UBND",
    "ngày 12 tháng 6 năm 2019",
    "Kết luận của Phó Chủ tịch UBND huyện Đỗ Văn Chiểu tại cuộc họp",
    "Ngày 10/6/2019, Phó Chủ tịch UBND huyện Đỗ Văn Chiểu chủ trì cuộc họp và kết luận như sau:",
)


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


@pytest.mark.parametrize(
    ("order", "who", "beside"),
    [
        ("Giao cho Trưởng thôn, các đoàn thể trong thôn đến từng nhà vận động học sinh.",
         ["Trưởng thôn", "các đoàn thể trong thôn"], []),
        ("Các xã Tân Lập, Hải Lựu (nơi có hồ xung yếu) cắt cử người trực ban.", ["xã Tân Lập", "xã Hải Lựu"], []),
        ("Các xã bãi ngang (Hải An, Hải Bình) lập danh sách hộ phải di dời.", ["Các xã bãi ngang"], []),
        ("Việc tiếp nhận hàng cứu trợ do Hội Chữ thập đỏ huyện thực hiện, có sự tham gia của Huyện đoàn.",
         ["Hội Chữ thập đỏ huyện"], ["Huyện đoàn"]),
        ("Phòng Y tế mở lớp tập huấn với sự hỗ trợ của Trung tâm Y tế huyện.",
         ["Phòng Y tế"], ["Trung tâm Y tế huyện"]),
        ("Phòng Y tế, Bệnh viện Đa khoa huyện (đơn vị phối hợp) khám cho học sinh bán trú.",
         ["Phòng Y tế"], ["Bệnh viện Đa khoa huyện"]),
        ("Công ty Thủy lợi Liễn Sơn được huyện đề nghị mở cống Đồng Quế trước 15/6.", ["Công ty Thủy lợi Liễn Sơn"], []),
        ("Chủ tịch UBND xã là trưởng ban chỉ đạo, chịu trách nhiệm về kết quả tiêm phòng.", ["Chủ tịch UBND xã"], []),
        ("UBND xã Tân Lập lập danh sách hộ phải di dời, giao trưởng thôn báo từng hộ.", ["UBND xã Tân Lập"], []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_who_does_it(order: str, who: list[str], beside: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (leads(directive), partners(directive)) == (who, beside)


def test_work_done_together_is_of_whoever_the_heading_names() -> None:
    directive = only(notice("1. Phòng Giáo dục và Đào tạo:", "- Cùng với UBND xã Tân Lập vận động các hộ hiến đất."))
    assert leads(directive) == ["Phòng Giáo dục và Đào tạo"]
    assert partners(directive) == ["UBND xã Tân Lập"]


def test_people_by_their_job_do_what_they_are_obliged_to_not_whoever_the_heading_names() -> None:
    directive = only(notice("1. UBND các xã:", "- Nơi có gia súc ốm, thú y xã phải báo ngay cho Trạm Thú y huyện."))
    assert leads(directive) == ["thú y xã"]


def test_a_phrase_before_what_is_done_leaves_it_an_order() -> None:
    directive = only(
        notice("1. Hạt Kiểm lâm huyện:", "- Theo địa bàn được phân công, trực tiếp xuống cơ sở khi có tin.")
    )
    assert leads(directive) == ["Hạt Kiểm lâm huyện"]


def test_a_small_number_in_letters_takes_up_those_named_before() -> None:
    record = notice(
        "1. Đồn Biên phòng Hải An, Đồn Biên phòng Hải Bình",
        "- Duy trì lực lượng.",
        "- Hai đồn biên phòng kiểm đếm tàu.",
    )
    assert leads(record.directives[-1]) == ["Hai đồn biên phòng"]


def test_the_whole_community_is_no_partner() -> None:
    directive = only(notice("1. Phòng Văn hóa tổ chức ngày hội với sự tham gia của đông đảo người dân."))
    assert partners(directive) == []


@pytest.mark.parametrize(
    ("order", "who", "beside"),
    [
        ("Đồng chí Hoàn (Phòng An toàn) cùng đồng chí Lợi (Đội Vĩnh Linh) rà lại phiếu công tác.", ["Hoàn"], ["Lợi"]),
        ("Phòng Kinh doanh làm đầu mối cùng Phòng Công nghệ thông tin đưa ứng dụng vào dùng.",
         ["Phòng Kinh doanh"], ["Phòng Công nghệ thông tin"]),
        ("Khoa Kiểm soát nhiễm khuẩn phân lại ca cho tổ vệ sinh.", ["Khoa Kiểm soát nhiễm khuẩn"], []),
        ("Giám đốc nông trường báo cáo Tổng Giám đốc trước ngày 10/7.", ["Giám đốc nông trường"], []),
        ("Phòng Giáo dục và Đào tạo chủ trì, phối hợp với phòng tài chính và các phòng văn hóa - xã hội rà soát trường.",
         ["Phòng Giáo dục và Đào tạo"], ["phòng tài chính", "các phòng văn hóa - xã hội"]),
        ("Giao ba đội có tổn thất trên 5% (Khe Lau, Đá Bàn, Suối Rút) lập phương án hoán chuyển.",
         ["ba đội có tổn thất trên 5%"], []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_who_does_it_with_whom(order: str, who: list[str], beside: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (leads(directive), partners(directive)) == (who, beside)


def test_each_office_by_a_comma_has_a_duty_of_its_own() -> None:
    record = notice(
        "1. Các Phó Giám đốc theo lĩnh vực phụ trách điều hành sản xuất, Phòng Tổ chức - Hành chính theo dõi, đôn đốc."
    )
    assert [leads(d) for d in record.directives] == [["Các Phó Giám đốc"], ["Phòng Tổ chức - Hành chính"]]


def test_what_those_in_charge_have_others_do_stays_theirs() -> None:
    record = notice("1. UBND các xã:", "1.1. Chỉ đạo các trường:", "a) Không giao bài tập về nhà cho học sinh lớp 1.")
    assert leads(record.directives[-1]) == ["UBND các xã"]


@pytest.mark.parametrize(
    ("order", "who", "beside"),
    [
        ("Đơn vị nào có vướng mắc thì báo ngay Văn phòng.", ["Đơn vị nào có vướng mắc"], []),
        ("GVCN các lớp 10: gặp phụ huynh những em đi xe phân khối lớn.", ["GVCN các lớp 10"], []),
        ("Cô Hạnh, kế toán và bảo vệ kiểm kê bàn ghế.", ["Hạnh", "kế toán", "bảo vệ"], []),
        ("Công an xã, Ban Chỉ huy Quân sự xã: mỗi bên cắt cử 5 đồng chí.", ["Công an xã", "Ban Chỉ huy Quân sự xã"], []),
        ("Sở Y tế cùng lực lượng quản lý thị trường mở đợt kiểm tra.", ["Sở Y tế"], ["lực lượng quản lý thị trường"]),
        ("Các ông, bà trưởng ấp còn lại rà danh sách người già.", ["Các ông, bà trưởng ấp"], []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_who_does_it_at_a_school_or_a_commune(order: str, who: list[str], beside: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (leads(directive), partners(directive)) == (who, beside)


@pytest.mark.parametrize(
    ("order", "doers"),
    [
        ("Yêu cầu Trung tâm Y tế huyện hướng dẫn thống nhất thời gian cách ly, các xã, thị trấn củng cố tổ chăm sóc.",
         [["Trung tâm Y tế huyện"], ["các xã, thị trấn"]]),
        ("Công an huyện được giao kiểm tra đột xuất các chợ, còn Phòng Kinh tế và Hạ tầng thì khảo sát chợ đêm.",
         [["Công an huyện"], ["Phòng Kinh tế và Hạ tầng"]]),
        ("Nhà thầu nào chậm thì xử phạt theo hợp đồng.", [[]]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_each_has_its_own(order: str, doers: list[list[str]]) -> None:
    assert [leads(d) for d in notice(f"1. {order}").directives] == doers
