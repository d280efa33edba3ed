"""Who has to do it: small offices, people by their job, groups with what tells them apart, partners, brackets."""

from __future__ import annotations

import pytest
from short_notices import FOOT, leads, letterhead, only, partners, read_notice

from extractor.core.record import Record
from extractor.pipeline import extract

HEAD = letterhead(
    "Phú An",
    "12/TB-UBND",
    "ngày 05 tháng 5 năm 2023",
    "Kết luận của Chủ tịch UBND huyện Trần Văn Sơ tại cuộc họp giao ban tháng 5",
    "Ngày 04/5/2023, Chủ tịch UBND huyện Trần Văn Sơ chủ trì cuộc họp. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận như sau:",
)


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Tổ nuôi dưỡng mua củi, than dự trữ trước ngày 30/10.", ["Tổ nuôi dưỡng"]),
        ("Tổ bảo vệ trực 24/24 giờ, khóa cổng sau 22 giờ.", ["Tổ bảo vệ"]),
        ("Đội thanh niên xung kích vớt bèo trên kênh Nam trước ngày 12/5.", ["Đội thanh niên xung kích"]),
        ("Bộ phận giữ xe không cho xe vào sân khi làm lễ.", ["Bộ phận giữ xe"]),
        ("Đoàn xã ra quân vệ sinh môi trường vào Chủ nhật hằng tuần.", ["Đoàn xã"]),
        ("Hội người cao tuổi tổ chức mừng thọ.", ["Hội người cao tuổi"]),
        ("Mỗi chi bộ phân công đảng viên phụ trách 5 hộ.", ["Mỗi chi bộ"]),
        ("Kế toán xã đối chiếu công nợ với Kho bạc trong tháng 5.", ["Kế toán xã"]),
        ("GVCN lớp 6A1, 6A2 kiểm tra sĩ số từng buổi.", ["GVCN lớp 6A1, 6A2"]),
        ("Nhân viên y tế thôn bản phát tờ rơi đến từng hộ.", ["Nhân viên y tế thôn bản"]),
        ("Bảo vệ trường phải khóa cổng sau 22 giờ.", ["Bảo vệ trường"]),
        ("Giáo viên phải ghi sổ đầu bài trong ngày.", ["Giáo viên"]),
        ("Các nhà trọ, nhà nghỉ niêm yết giá phòng.", ["Các nhà trọ, nhà nghỉ"]),
        ("Tổ trưởng tổ dân phố số 5 vận động các hộ tháo dỡ lều quán.", ["Tổ trưởng tổ dân phố số 5"]),
    ],
)  # fmt: skip
def test_small_offices_and_jobs(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


@pytest.mark.parametrize(
    "order",
    [
        "Tổ chức kiểm tra việc chấp hành pháp luật về đất đai.",
        "Phòng, chống dịch bệnh cho đàn gia súc.",
        "Bảo vệ môi trường phải là việc làm thường xuyên.",
        "Đội ngũ cán bộ phải được chuẩn hóa.",
        "Quỹ đất sạch phải được công khai.",
        "Ban hành kế hoạch trước ngày 20/5.",
    ],
)  # fmt: skip
def test_words_that_only_begin_like_an_office(order: str) -> None:
    assert all(not leads(d) for d in notice(f"1. {order}").directives)


@pytest.mark.parametrize(
    "order",
    [
        "Khoa ghi nhận cố gắng của các bộ môn.",
        "Tổ tuyển sinh vừa qua đã đi được 14 trường.",
        "Nhà máy xử lý rác đã được UBND tỉnh chấp thuận đầu tư.",
    ],
)  # fmt: skip
def test_what_an_office_did_is_no_order(order: str) -> None:
    assert not notice(f"1. {order}").directives


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Các hộ chưa ký biên bản cần phối hợp kiểm đếm.", ["Các hộ chưa ký biên bản"]),
        ("Các địa phương đang giãn cách phải kiểm soát người ra vào.", ["Các địa phương đang giãn cách"]),
        ("Các giáo viên giảng dạy tại trường có trách nhiệm nhắc học sinh.", ["Các giáo viên giảng dạy tại trường"]),
        ("Các nhà thầu đang thi công trên địa bàn bố trí người trực.", ["Các nhà thầu đang thi công trên địa bàn"]),
        ("Chủ tịch UBND xã nơi xảy ra cháy phải kiểm điểm trong tháng 5.", ["Chủ tịch UBND xã nơi xảy ra cháy"]),
        ("Đơn vị nào chậm giải ngân thì phải giải trình trong tháng 5.", ["Đơn vị nào chậm giải ngân"]),
        ("Chủ hộ có nhà trong hành lang phải tự tháo dỡ.", ["Chủ hộ có nhà trong hành lang"]),
        ("9 xã chưa đạt chuẩn phải đăng ký lại lộ trình.", ["9 xã chưa đạt chuẩn"]),
        ("Lãnh đạo 3 xã vùng lũ phải trực tiếp kiểm tra hồ đập.", ["Lãnh đạo 3 xã vùng lũ"]),
        ("Các phòng, ban nếu vượt thẩm quyền thì báo cáo Chủ tịch UBND huyện.", ["Các phòng, ban"]),
        ("Bí thư, chủ tịch xã nào để sót hộ đói thì phải chịu trách nhiệm.", ["Bí thư, chủ tịch xã nào để sót hộ đói"]),
        # what opens the order itself tells nothing about the doers
        ("Các xã có trách nhiệm rà soát các hộ phải di dời.", ["Các xã"]),
    ],
)  # fmt: skip
def test_what_tells_which_are_meant_belongs_to_the_doers(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Cán bộ, công chức, viên chức không được uống rượu trong giờ làm việc.", ["Cán bộ, công chức, viên chức"]),
        ("Bí thư chi bộ, trưởng thôn trực tiếp vận động từng hộ.", ["Bí thư chi bộ, trưởng thôn"]),
        ("Các phòng, các xã báo cáo trước ngày 20/5.", ["Các phòng", "các xã"]),
        ("UBND các xã: Hoà Sơn, Thuỷ Liên lập danh sách hộ nghèo.", ["UBND xã Hoà Sơn", "UBND xã Thuỷ Liên"]),
        ("Giao Phòng Nội vụ (đồng chí Hạnh) tham mưu quyết định.", ["Phòng Nội vụ", "Hạnh"]),
        ("Đồng chí Vi Văn Tám (y tế) kiểm tra bếp ăn hằng tuần.", ["Vi Văn Tám"]),
    ],
)  # fmt: skip
def test_groups_stay_whole_and_persons_stand_by_name(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


@pytest.mark.parametrize(
    ("order", "who", "beside"),
    [
        ("Phòng Kinh tế cùng các xã rà soát diện tích chuyển đổi.", ["Phòng Kinh tế"], ["các xã"]),
        ("Cùng với Hội Nông dân, Phòng Kinh tế mở lớp tập huấn.", ["Phòng Kinh tế"], ["Hội Nông dân"]),
        ("Phòng Kinh tế rà soát thủ tục, cùng các nhà thầu rút ngắn tiến độ.", ["Phòng Kinh tế"], ["các nhà thầu"]),
        ("Kiểm tra chợ: Phòng Y tế chủ trì, Công an huyện cùng tham gia.", ["Phòng Y tế"], ["Công an huyện"]),
        # with whom the one on the second level works
        ("UBND huyện chỉ đạo Phòng Tài chính phối hợp với Phòng Nội vụ đối chiếu.", ["UBND huyện"], []),
        ("Giao Phòng Tài chính phối hợp với Phòng Nội vụ đối chiếu.", ["Phòng Tài chính"], ["Phòng Nội vụ"]),
    ],
)  # fmt: skip
def test_partners(order: str, who: list[str], beside: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (leads(directive), partners(directive)) == (who, beside)


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Sửa xong trạm bơm Đồng Trũng trước ngày 19/5 (Xí nghiệp Thủy nông, Tổ cơ khí).", ["Xí nghiệp Thủy nông", "Tổ cơ khí"]),
        ("Rà soát nợ đọng; không để phát sinh thêm (các xã).", ["các xã"]),
        ("Phát quang hành lang đường huyện 12 (UBND các xã thực hiện).", ["UBND các xã"]),
        ("Việc cắm biển cảnh báo do Đội Quản lý trật tự đô thị thực hiện.", ["Đội Quản lý trật tự đô thị"]),
        ("Báo cáo tuần của các xã gửi về Văn phòng trước 15 giờ thứ Năm hằng tuần.", ["các xã"]),
        # places in brackets tell where; a part of a body tells to whom
        ("Xử lý dứt điểm hai điểm sạt lở (xã Hòa Sơn, xã Thủy Liên).", []),
        ("Lập danh sách gửi Sở Nội vụ (Phòng Tổ chức).", []),
    ],
)  # fmt: skip
def test_doers_behind_the_order(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


def test_partners_in_brackets_do_not_lead() -> None:
    directive = only(notice("1. Kiểm định 27 cầu treo (Phòng Kinh tế và Công an huyện phối hợp)."))
    assert (leads(directive), partners(directive)) == ([], ["Phòng Kinh tế", "Công an huyện"])


def test_dates_and_things_are_no_doers() -> None:
    assert leads(only(notice("1. Dự án nào hai tuần liền chậm tiến độ thì phải nêu rõ nguyên nhân."))) == []
    assert not notice("1. Các đồng chí dự giao ban hiện trường sáng thứ Hai hằng tuần.").directives[1:]


@pytest.mark.parametrize(
    ("aim", "who"),
    [
        ("Phấn đấu đến 15/12 toàn huyện giảm 2% hộ nghèo.", ["toàn huyện"]),
        ("Đến hết năm 2023, 100% xã, thị trấn ban hành quy chế.", ["xã, thị trấn"]),
        ("Đến hết năm 2023, 100% hộ dân được dùng nước sạch.", []),
    ],
)  # fmt: skip
def test_the_subject_of_an_aim(aim: str, who: list[str]) -> None:
    record = extract(HEAD + "I. MỤC TIÊU\n1. " + aim + FOOT)
    assert [leads(d) for d in record.directives] == [who]


def test_each_body_with_its_verb_has_its_own_order() -> None:
    found = notice("1. Công an huyện xử lý nghiêm xe quá tải, Phòng Kinh tế lắp biển cấm tại cầu Sến.").directives
    assert [leads(d) for d in found] == [["Công an huyện"], ["Phòng Kinh tế"]]
    assert len(notice("1. Sở Y tế phối hợp với Công an huyện, Phòng Kinh tế kiểm tra chợ.").directives) == 1


# --- what stands above ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("1. Các chủ đầu tư, ban quản lý dự án", ["Các chủ đầu tư, ban quản lý dự án"]),
        ("1. Phòng Kinh tế với vai trò chủ đầu tư:", ["Phòng Kinh tế"]),
        ("1. Phòng Kinh tế được giao:", ["Phòng Kinh tế"]),
        ("1. Các công ty khai thác công trình thủy lợi:", ["Các công ty khai thác công trình thủy lợi"]),
        ("1. Đảng ủy các xã có dự án đi qua", ["Đảng ủy các xã có dự án đi qua"]),
        ("1. Công tác giải phóng mặt bằng", []),
    ],
)  # fmt: skip
def test_a_heading_names_the_doers_of_its_items(heading: str, who: list[str]) -> None:
    found = notice(heading, "a) Rà soát tiến độ từng gói thầu.", "b) Báo cáo trước ngày 20/5.").directives
    assert [leads(d) for d in found] == [who, who]


def test_the_heading_of_a_part_ends_what_the_opening_orders() -> None:
    plan = HEAD.replace("kết luận như sau:", "yêu cầu các phòng, các xã thực hiện các nội dung sau:")
    record = extract(
        plan + "I. MỤC TIÊU\n1. Giảm 30% rác chôn lấp.\nII. NHIỆM VỤ\n1. Tăng thời lượng phát thanh.\n" + FOOT
    )
    assert all(not d.assignees for d in record.directives)
    listed = extract(plan + "1. Rà soát nợ đọng.\n2. Tăng thời lượng phát thanh.\n" + FOOT)
    assert [leads(d) for d in listed.directives] == [["các phòng", "các xã"]] * 2


def test_an_item_behind_a_heading_that_ends_in_a_unit_is_no_wrapped_line() -> None:
    body = (
        "1. UBND các xã, phường\n"
        "a) Huy động lực lượng, vật tư theo phương châm “4 tại chỗ” xử lý dứt điểm các\n"
        "sự cố đê điều do địa phương quản lý, bố trí người canh gác, cắm biển cảnh báo,\n"
        "hạn chế xe tải đi trên đê cho đến khi xử lý xong toàn bộ các vị trí đã được\n"
        "thống kê trong báo cáo của các địa phương trong tuần đầu của tháng này.\n"
        "b) Thu hoạch nhanh gọn diện tích lúa đã chín trên toàn bộ các cánh đồng nằm ở\n"
        "ngoài đê.\n"
    )
    found = extract(HEAD + body + FOOT).directives
    assert [leads(d) for d in found] == [["UBND các xã, phường"]] * 2


# --- cells and slots --------------------------------------------------------------------------------------------------


def test_slots_in_the_line_of_their_item() -> None:
    directive = only(
        notice(
            "1. Lắp 120 biển chỉ dẫn. Chủ trì: Phòng Văn hóa; phối hợp: Hạt Giao thông, UBND các xã; thời gian: trước ngày 30/6."
        )
    )
    assert (leads(directive), partners(directive)) == (["Phòng Văn hóa"], ["Hạt Giao thông", "UBND các xã"])
    assert directive.deadline and directive.deadline.due == "2023-06-30"
    assert directive.text.startswith("Lắp 120 biển")
    assert directive.text.endswith("30/6.")


def test_a_cell_of_doers_holds_names_that_no_list_knows() -> None:
    found = notice(
        "Phân công như sau:",
        "| TT | Nội dung | Người thực hiện | Hạn |",
        "|---|---|---|---|",
        "| 1 | Dọn kho vật tư | Liên chi Đoàn; PTN | 20/5/2023 |",
        "| 2 | Báo cáo giờ giảng | Giáo vụ | 25/5/2023 |",
        "| 3 | Đóng bãi rác cũ | UBND các xã có bãi rác | 30/5/2023 |",
        "| 4 | Sửa mái nhà xe | - | 31/5/2023 |",
    ).directives
    assert [leads(d) for d in found] == [["Liên chi Đoàn", "PTN"], ["Giáo vụ"], ["UBND các xã có bãi rác"], []]


def test_rows_that_lost_their_grid_at_the_turn_of_a_page() -> None:
    found = notice(
        "Phân công như sau:",
        "| TT | Nội dung | Chủ trì | Thời hạn |",
        "|---|---|---|---|",
        "| 1 | Sửa cầu tràn | Phòng Kinh tế | 30/6/2023 |",
        "Trang 1/2",
        "2",
        "Cấp giống ngô vụ mùa",
        "UBND xã Hòa Sơn",
        "15/6/2023",
        "B",
        "VĂN HÓA - XÃ HỘI",
        "3",
        "Mở lớp xóa mù chữ",
        "Phòng Giáo dục và Đào tạo",
        "Quý III/2023",
    ).directives
    assert [(d.text, leads(d)) for d in found] == [
        ("Sửa cầu tràn", ["Phòng Kinh tế"]),
        ("Cấp giống ngô vụ mùa", ["UBND xã Hòa Sơn"]),
        ("Mở lớp xóa mù chữ", ["Phòng Giáo dục và Đào tạo"]),
    ]


# --- in reports -------------------------------------------------------------------------------------------------------


def test_for_whom_stands_before_who_gives_it() -> None:
    record = extract(
        "Phó Thủ tướng kiểm tra tiến độ cao tốc\n"
        "Ngày 12/5/2023, Phó Thủ tướng Lê Văn Mẫn kiểm tra dự án. Phó Thủ tướng yêu cầu Bộ Tài chính báo cáo trước ngày 25/5. "
        "Với Bộ Xây dựng, Phó Thủ tướng giao rà lại bảng giá vật liệu trong tháng 6.\n"
    )
    assert leads(record.directives[-1]) == ["Bộ Xây dựng"]


@pytest.mark.parametrize(
    ("order", "doer"),
    [
        ("Chủ mỏ đá Hòn Ngang phải dừng nổ mìn trong giờ học.", "Chủ mỏ đá Hòn Ngang"),
        ("Trước ngày 15/8 (thứ Hai), các điểm trường phải dọn vệ sinh xong.", "các điểm trường"),
        ("Hộ nuôi cá lồng bè cần di chuyển lồng trước ngày 20/7.", "Hộ nuôi cá lồng bè"),
        ("Người điều khiển xe chở vật liệu phải che bạt kín.", "Người điều khiển xe chở vật liệu"),
        ("Nhà thầu thi công gói thầu số 5 phải tăng ca, tăng kíp.", "Nhà thầu thi công gói thầu số 5"),
        ("Các chủ ao nuôi không được xả nước thải ra kênh.", "Các chủ ao nuôi"),
        ("Thuyền trưởng trước khi ra khơi phải đăng ký với đồn biên phòng.", "Thuyền trưởng"),
        ("Ngành thuế quận phải rà soát từng hộ kinh doanh.", "Ngành thuế quận"),
    ],
)
def test_any_phrase_for_somebody_right_before_an_obligation_is_the_doer(order: str, doer: str) -> None:
    assert leads(only(notice(f"1. {order}"))) == [doer]


@pytest.mark.parametrize(
    ("order", "doer"),
    [
        ("Thợ vận hành cống đóng cửa cống khi độ mặn vượt ngưỡng.", "Thợ vận hành cống"),
        ("Nhân viên thư viện kiểm kê sách trước ngày 30/5.", "Nhân viên thư viện"),
        ("Đ/c trực ban ghi sổ đầy đủ, bàn giao ca bằng chữ ký.", "Đ/c trực ban"),
        ("Các tổ chuyên môn dự giờ ít nhất 02 tiết/tuần.", "Các tổ chuyên môn"),
    ],
)
def test_somebody_with_a_verb_no_list_knows_among_the_tasks(order: str, doer: str) -> None:
    assert leads(only(notice(order))) == [doer]


@pytest.mark.parametrize(
    "told",
    [
        "Học sinh ăn bán trú 320 em.",
        "Cán bộ xã nhiệt tình, trách nhiệm.",
        "Thợ vận hành cống đã đóng cửa cống từ tuần trước.",
        "Hộ bà Lê Thị Na xin thêm thời gian.",
    ],
)
def test_what_somebody_is_or_did_is_no_order(told: str) -> None:
    assert not notice(told).directives


def test_a_list_of_somebodies_before_an_obligation() -> None:
    order = only(notice("1. Chủ mỏ, chủ bến bãi phải che chắn vật liệu trước ngày 20/5."))
    assert leads(order) == ["Chủ mỏ", "chủ bến bãi"]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Các cơ sở khám bệnh, chữa bệnh thường trực cấp cứu 24/24 giờ.", ["Các cơ sở khám bệnh, chữa bệnh"]),
        ("Các doanh nghiệp xuất khẩu cá tra tự kiểm tra dư lượng.", ["Các doanh nghiệp xuất khẩu cá tra"]),
        ("Đơn vị quản lý, vận hành hồ Sông Kinh báo cáo mực nước.", ["Đơn vị quản lý, vận hành hồ Sông Kinh"]),
        ("Các hộ kinh doanh trong chợ tự trang bị bình chữa cháy.", ["Các hộ kinh doanh trong chợ"]),
        ("Các xã vùng hạ du tổ chức trực canh.", ["Các xã vùng hạ du"]),
        ("Các chủ hồ thủy điện trên địa bàn kiểm tra đập.", ["Các chủ hồ thủy điện trên địa bàn"]),
        ("Người dân sống ven sông chủ động di chuyển tài sản.", ["Người dân sống ven sông"]),
        ("Doanh nghiệp đầu mối xăng dầu bảo đảm nguồn cung.", ["Doanh nghiệp đầu mối xăng dầu"]),
        ("Nhà thầu Hải Đăng huy động thêm máy xúc.", ["Nhà thầu Hải Đăng"]),
        ("Lực lượng Cảnh sát giao thông tuần tra ban đêm.", ["Lực lượng Cảnh sát giao thông"]),
        ("Các thầy thuốc có bệnh án bị trả lại phải hoàn thiện trong tuần.", ["Các thầy thuốc có bệnh án bị trả lại"]),
        ("Cấp ủy, tổ chức đảng các cấp tiếp tục kiểm tra.", ["Cấp ủy, tổ chức đảng các cấp"]),
        ("Huyện đoàn, thị đoàn, thành đoàn báo cáo kết quả.", ["Huyện đoàn, thị đoàn, thành đoàn"]),
        ("Các tiểu ban, tổ biên tập hoàn thiện dự thảo.", ["Các tiểu ban, tổ biên tập"]),
        ("Trưởng các khu 4, 5, 6 thông báo lịch cắt nước.", ["Trưởng các khu 4, 5, 6"]),
        ("Phó Hiệu trưởng phụ trách cơ sở vật chất rà soát bàn ghế.", ["Phó Hiệu trưởng phụ trách cơ sở vật chất"]),
        ("Giao BS.CKII Trần Văn Lâm tập huấn cho nhân viên.", ["Trần Văn Lâm"]),
        ("Giao đơn vị này hoàn chỉnh hồ sơ.", ["đơn vị này"]),
        ("Phòng Giáo dục và Đào tạo các huyện tổng hợp thiệt hại.", ["Phòng Giáo dục và Đào tạo các huyện"]),
        ("Người đứng đầu đơn vị nào để chậm trễ phải kiểm điểm.", ["Người đứng đầu đơn vị nào để chậm trễ"]),
        ("Chi đoàn thanh niên thôn Đông trồng 200 m đường hoa.", ["Chi đoàn thanh niên thôn Đông"]),
        ("Tổ Bảo vệ và Tổ Lái xe cần họp ngay.", ["Tổ Bảo vệ", "Tổ Lái xe"]),
    ],
)  # fmt: skip
def test_what_tells_which_doers_are_meant_belongs_to_them(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who


def test_several_offices_that_direct_others_are_the_doers() -> None:
    directive = only(
        notice("1. Giám đốc Sở Y tế, Trưởng Công an huyện chỉ đạo lực lượng thuộc quyền sẵn sàng ứng cứu.")
    )
    assert leads(directive) == ["Giám đốc Sở Y tế", "Trưởng Công an huyện"]


def test_who_is_only_said_to_join_in_coordinates() -> None:
    directive = only(
        notice(
            "1. Kế hoạch do Thanh tra huyện chủ trì xây dựng, Phòng Nội vụ, Công an huyện tham gia, xong trong tháng 6."
        )
    )
    assert leads(directive) == ["Thanh tra huyện"]
    assert partners(directive) == ["Phòng Nội vụ", "Công an huyện"]


def test_partners_that_no_list_knows() -> None:
    directive = only(notice("1. Phòng Kỹ thuật phối hợp các khoa Nội, Ngoại, Sản xây dựng phác đồ."))
    assert [name.lower() for name in partners(directive)] == ["khoa nội", "khoa ngoại", "khoa sản"]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Công ty TNHH MTV Khai thác, quản lý công trình thủy lợi Tân Phú nạo vét kênh.",
         "Công ty TNHH MTV Khai thác, quản lý công trình thủy lợi Tân Phú"),
        ("Công ty cổ phần Đầu tư, Xây dựng và Thương mại Hòa Phú rà soát hợp đồng.",
         "Công ty cổ phần Đầu tư, Xây dựng và Thương mại Hòa Phú"),
        ("Công ty CP Môi trường, cây xanh và chiếu sáng đô thị Phú Thọ thay bóng đèn.",
         "Công ty CP Môi trường, cây xanh và chiếu sáng đô thị Phú Thọ"),
    ],
)  # fmt: skip
def test_firms_with_commas_in_their_names(order: str, who: str) -> None:
    assert leads(only(notice(f"1. {order}"))) == [who]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Phấn đấu toàn hệ thống đủ nước gieo cấy trước ngày 15/6.", ["toàn hệ thống"]),
        ("Đề nghị các cấp hội trong nhiệm kỳ mới kiểm tra chi hội.", ["các cấp hội"]),
        ("Các ban Đảng, Văn phòng Huyện ủy tiếp tục rà soát biên chế.", ["Các ban Đảng", "Văn phòng Huyện ủy"]),
        ("Đồng chí Phó Chủ tịch UBND huyện Lò Văn Pành kiểm tra lớp học.", ["Lò Văn Pành"]),
    ],
)  # fmt: skip
def test_what_does_not_belong_to_the_doers(order: str, who: list[str]) -> None:
    assert leads(only(notice(f"1. {order}"))) == who
