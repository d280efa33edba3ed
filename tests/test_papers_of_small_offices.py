"""Notices of communes, schools and firms: pages without letterhead, headings with a full stop, everyday doers.

All texts are composed.
"""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 12/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Lập, ngày 05 tháng 5 năm 2024
THÔNG BÁO
Về việc ra quân dọn vệ sinh
"""
PAGE = """Thông báo về việc nạo vét kênh nội đồng vụ Mùa
Lượt xem: 12

Căn cứ nghị quyết của HĐND xã về thủy lợi nội đồng;

Ủy ban nhân dân xã Tân Lập thông báo các nội dung cụ thể như sau:

1. Các thôn nạo vét xong kênh nhánh trước ngày 25/6/2024.

2. Từ ngày 19 đến ngày 21/6/2024 các ông, bà Trưởng thôn chuyển phiếu thu đến từng hộ.
"""
RETOLD = """Thông báo lịch đóng cống Trà Sư của tỉnh
Ngày 5/6, UBND tỉnh vừa ban hành thông báo về việc đóng cống. Theo đó, các nội dung được thực hiện như sau:
1. Cống đóng từ ngày 10/6.
2. Người dân cho biết lúa đã trổ đều.
"""


def item(text: str) -> Record:
    return extract(f"{HEAD}{text}")


def only(text: str) -> Directive:
    (directive,) = item(text).directives
    return directive


def leads(text: str) -> list[str]:
    return [a.text for a in only(text).assignees if a.role == "lead"]


@pytest.mark.parametrize("heading", ["2. Yêu cầu.", "II. NỘI DUNG.", "3. Tổ chức thực hiện."])
def test_a_heading_with_a_full_stop_orders_nothing(heading: str) -> None:
    orders = item(f"{heading}\n- Huy động đông đảo người dân tham gia.").directives
    assert [d.text for d in orders] == ["Huy động đông đảo người dân tham gia."]


def test_what_a_purpose_with_a_full_stop_holds_is_no_order() -> None:
    text = (
        "I. MỤC ĐÍCH - YÊU CẦU\n1. Mục đích.\n1.1. Nâng cao nhận thức của người dân.\n2. Yêu cầu.\n- Bảo đảm an toàn."
    )
    assert [d.text for d in item(text).directives] == ["Bảo đảm an toàn."]


def test_a_sentence_with_a_full_stop_is_no_heading() -> None:
    assert only("1. Thực hiện nghiêm chế độ báo cáo.").kind == "task"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("1. Mỗi hộ gia đình, mỗi người dân tự giác thu gom rác.", ["Mỗi hộ gia đình", "mỗi người dân"]),
        ("1. Mỗi thôn, mỗi tổ dân phố chọn một tuyến đường.", ["Mỗi thôn", "mỗi tổ dân phố"]),
        ("1. Khoa/Viện/Bộ môn trực thuộc Trường gửi danh sách.", ["Khoa/Viện/Bộ môn trực thuộc Trường"]),
        ("1. Phòng/Khoa gửi danh sách về Văn phòng.", ["Phòng/Khoa"]),
        ("1. Khuyến khích các doanh nghiệp, hợp tác xã tham gia thu gom phế liệu.", ["các doanh nghiệp, hợp tác xã"]),
        ("1. Đối với các thôn chưa có nhà văn hóa: Khẩn trương chọn vị trí.", ["các thôn chưa có nhà văn hóa"]),
        ("1. Đối với các dự án chậm tiến độ: Rà soát từng dự án.", []),
        (
            "1. Đề nghị các đồng chí lãnh đạo cơ quan, Ban Chỉ đạo xây dựng nông thôn mới góp ý vào dự thảo.",
            ["các đồng chí lãnh đạo cơ quan", "Ban Chỉ đạo xây dựng nông thôn mới"],
        ),
        ("1. Các đồng chí lãnh đạo Phòng Kinh tế chuẩn bị báo cáo.", ["Các đồng chí lãnh đạo Phòng Kinh tế"]),
    ],
)
def test_everyday_doers(text: str, who: list[str]) -> None:
    assert leads(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "1. Huy động và phân công các tổ chức thành viên triển khai tổng vệ sinh tại các thôn.",
        "1. Rà soát và yêu cầu các hộ kinh doanh ký cam kết trước ngày 20/6/2024.",
        "1. Kiểm tra, đôn đốc, yêu cầu các chủ đầu tư đẩy nhanh tiến độ.",
    ],
)
def test_verbs_that_share_an_object_stay_together(text: str) -> None:
    assert only(text).text == text[3:]


def test_a_clause_with_an_object_of_its_own_is_cut_off() -> None:
    orders = item("1. Rà soát các hộ lấn chiếm và giao Tổ công tác xử lý trước ngày 15/6/2024.").directives
    assert [[a.text for a in d.assignees] for d in orders] == [[], ["Tổ công tác"]]


def test_praise_before_an_order_is_not_the_order() -> None:
    assert leads("1. Biểu dương và yêu cầu Công an xã tiếp tục tuần tra.") == ["Công an xã"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("1. Không cắt điện trên toàn tuyến từ ngày 10/5/2024 đến hết ngày 13/5/2024.", None),
        ("1. Cấm xe tải qua cầu Tràng từ ngày 10/5/2024 đến ngày 13/5/2024.", None),
        ("1. Các thôn phun khử khuẩn từ ngày 10/5/2024 đến ngày 13/5/2024.", "2024-05-13"),
        ("1. Không để rác tồn đọng, dọn xong trước ngày 13/5/2024.", "2024-05-13"),
    ],
)
def test_how_long_something_is_forbidden_is_no_deadline(text: str, due: str | None) -> None:
    deadline = only(text).deadline
    assert (deadline.due if deadline else None) == due


def test_a_page_that_announces_in_its_own_name_is_a_notice() -> None:
    record = extract(PAGE)
    assert (record.document.genre, record.document.doc_type) == ("notice", "thông báo")
    assert record.document.title == "về việc nạo vét kênh nội đồng vụ Mùa"
    assert [[a.text for a in d.assignees] for d in record.directives] == [["Các thôn"], ["các ông, bà Trưởng thôn"]]
    assert [d.deadline and d.deadline.due for d in record.directives] == ["2024-06-25", "2024-06-21"]


def test_a_report_of_a_notice_stays_a_report() -> None:
    assert extract(RETOLD).document.genre == "news"


def test_an_event_in_a_list_does_not_date_the_page() -> None:
    page = "Lịch tựu trường năm học mới\nTrường Tiểu học Tân Lập xin gửi phụ huynh:\n+ Khối 1: Tập trung 7 giờ 00 phút, ngày 21/8/2023.\n"
    assert extract(page).document.issued_on is None


LETTER = (
    "Công văn nêu rõ, thực hiện Công điện số 170/CĐ-TTg của Thủ tướng, UBND thành phố yêu cầu Sở Y tế trực cấp cứu."
)
ORDERED = """Chủ động ứng phó với cơn bão số 6
10/11/2019 | 10:44

Ngày 9/11, UBND tỉnh ban hành văn bản yêu cầu các sở, ban, ngành, UBND các huyện thực hiện:

1. Khẩn trương kêu gọi tàu thuyền vào bờ.

2. Theo dõi chặt chẽ diễn biến cơn bão.
"""


def test_what_a_letter_says_of_itself_hides_nobody() -> None:
    (directive,) = extract(LETTER).directives
    assert [a.text for a in directive.assignees] == ["Sở Y tế"]


def test_orders_below_a_letter_of_which_no_number_is_told() -> None:
    orders = extract(ORDERED).directives
    assert [[a.text for a in d.assignees] for d in orders] == [["các sở, ban, ngành", "UBND các huyện"]] * 2
    assert {d.issued_by for d in orders} == {"UBND tỉnh"}


@pytest.mark.parametrize("opens", ["1. Nhằm mục đích:", "Với mục đích sau:", "Nhằm mục đích:"])
def test_what_something_is_for_is_no_order(opens: str) -> None:
    assert not item(f"{opens}\n- Phát hiện và động viên phong trào học tập.\n- Trao đổi kinh nghiệm.").directives


@pytest.mark.parametrize(
    "text",
    [
        "Sở Giáo dục hy vọng sự tham gia của Quý Sở sẽ góp phần tích cực cho thành công của kỳ thi.",
        "UBND xã tin tưởng các thôn sẽ hoàn thành kế hoạch.",
        "UBND xã rất mong nhận được sự phối hợp của các trường.",
    ],
)
def test_what_a_body_hopes_for_is_no_order(text: str) -> None:
    assert not item(text).directives


def test_the_term_of_a_congress_is_no_deadline() -> None:
    told = only("1. Đại hội đại biểu lần thứ XIV, nhiệm kỳ 2025 - 2030 phải quán triệt sâu sắc chỉ đạo của cấp ủy.")
    assert told.deadline is None
    within = only("1. Các chi bộ hoàn thành việc chia tách trong nhiệm kỳ 2020 - 2025.")
    assert within.deadline is not None
    assert within.deadline.due == "2025-12-31"


def test_a_doer_does_not_end_in_a_preposition() -> None:
    assert leads("1. Phát huy vai trò của đoàn viên, cán bộ phụ trách thiếu nhi trong tổ chức hoạt động hè.") == [
        "đoàn viên, cán bộ phụ trách thiếu nhi"
    ]


@pytest.mark.parametrize(
    ("text", "span", "number"),
    [
        (
            "Căn cứ Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011 của Ban Bí thư Trung ương Đoàn;",
            "Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011 của Ban Bí thư Trung ương Đoàn",
            "298-KH/TWĐTN",
        ),
        (
            "Căn cứ Quyết định số 17 QĐ-UBND ngày 4/5/2020 của UBND huyện;",
            "Quyết định số 17 QĐ-UBND ngày 4/5/2020 của UBND huyện",
            "17/QĐ-UBND",
        ),
        ("Kế hoạch số 12 BCH đã bàn.", "Kế hoạch số 12", "12"),
    ],
)
def test_a_number_that_lost_the_mark_before_its_type(text: str, span: str, number: str) -> None:
    references = [e for e in extract(text).entities if e.type == "legal_ref"]
    assert [(e.text, e.number) for e in references] == [(span, number)]


WRAPPED = """VĂN PHÒNG UBND TỈNH
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Số: 114/TB-VP
Lào Cai, ngày 15 tháng 4 năm 2022
THÔNG BÁO
KẾT LUẬN CỦA CHỦ TỊCH UBND TỈNH LƯU VĂN
HẠ TẠI PHIÊN HỌP LẦN THỨ 14 BAN CHỈ ĐẠO PHÒNG, CHỐNG THIÊN TAI TRỰC TUYẾN VỚI
CÁC XÃ, PHƯỜNG
Sáng ngày 09 tháng 4
năm 2022, tại trụ sở UBND tỉnh, Chủ tịch UBND tỉnh Lưu Văn Hạ đã chủ trì phiên
họp lần thứ 14 của Ban Chỉ đạo. Dự họp có các Phó Chủ tịch UBND tỉnh: Lê Minh
Khải, Vũ Đức Đoan, Lê Văn Thịnh, Giám đốc Sở Tài chính Phan Văn Gia, Chủ tịch
Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Đỗ Văn Chính, Giám đốc Sở Y tế Bùi Minh
Hoàn, Giám đốc Sở Xây dựng Nguyễn Thúy Ánh, Giám đốc Sở Nội vụ Bùi Thanh Tùng,
Giám đốc Sở Tư pháp Lê Thành Lân, Giám đốc Sở Công Thương Nguyễn Mạnh Hoạt, Phó
Giám đốc Công an tỉnh Lê Ngọc Quy, Chánh Văn phòng UBND tỉnh Đỗ Tiến Sâm, lãnh
đạo Báo Lào Cai. Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:
1. Giao Sở Y tế hoàn thiện kế hoạch trước ngày 25 tháng 4 năm 2022.
"""


def test_wraps_before_names_are_joined() -> None:
    record = extract(WRAPPED)
    people = [e.text for e in record.entities if e.type == "person"]
    assert {"Bùi Minh Hoàn", "Lê Minh Khải", "Lưu Văn Hạ"} <= set(people)
    assert "TỈNH LƯU VĂN HẠ TẠI PHIÊN HỌP" in (record.document.title or "").replace("\n", " ")
    assert (record.document.issuer or "").startswith("VĂN PHÒNG UBND TỈNH")
    assert "CHỦ NGHĨA" not in (record.document.issuer or "")
    assert record.document.meeting is not None
    assert record.document.meeting.date == "2022-04-09"


def test_who_decides_is_no_part_of_the_title() -> None:
    text = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 1209/QĐ-UBND
Hà Giang, ngày 24 tháng 06 năm 2013
QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH QUY CHẾ HOẠT ĐỘNG CỦA BAN CHỈ ĐẠO CÔNG TÁC DÂN SỐ TỈNH HÀ
GIANG, GIAI ĐOẠN 2013-2015
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ GIANG
Căn cứ Luật Tổ chức HĐND và UBND
ngày 26/11/2003; căn cứ quy chế làm việc của Ủy ban nhân dân tỉnh nhiệm kỳ
này và đề nghị của Sở Y tế tại Tờ
trình số 66/TTr-SYT ngày 17 tháng 5 năm 2013 về việc
ban hành Quy chế hoạt động của Ban Chỉ đạo công tác Dân số tỉnh,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động
của Ban Chỉ đạo công tác Dân số tỉnh Hà Giang.
"""
    assert (extract(text).document.title or "").endswith("GIAI ĐOẠN 2013-2015")


COURTEOUS = """Chung tay xây dựng môi trường sống xanh
Thứ Bảy, 27/09/2025, 04:53 (GMT+7)
Môi trường sống trong lành là nền tảng quan trọng giúp mỗi gia đình được khỏe mạnh, an toàn và phát triển bền vững.
Để khắc phục tình trạng trên, Ủy ban nhân dân xã trân trọng đề nghị toàn thể nhân dân thực hiện một số nội dung sau:
Thường xuyên vệ sinh nhà cửa, ngõ xóm sạch sẽ.
Tuyệt đối không vứt rác bừa bãi ra đường, ao hồ.
"""


def test_courtesy_hides_no_speaker() -> None:
    orders = extract(COURTEOUS).directives
    assert [[a.text for a in d.assignees] for d in orders] == [["toàn thể nhân dân"]] * 2
    assert {d.issued_by for d in orders} == {"Ủy ban nhân dân xã"}


FRAGMENT = """- Giờ thu gom rác vào mùa hè được thực hiện từ ngày 01/4 đến ngày 30/9.
- Giờ thu gom rác ban đêm vào mùa Đông sớm hơn 30 phút so với mùa hè.
Yêu cầu các cơ sở kinh doanh, các hộ gia đình đổ rác đúng thời gian, đúng nơi quy định.
Đề nghị Tổ trưởng các tổ dân phố thông báo cho các hộ gia đình trên địa bàn được biết và thực hiện.
"""


def test_the_middle_of_a_paper_copied_alone_is_a_notice() -> None:
    record = extract(FRAGMENT)
    assert record.document.genre == "notice"
    assert [[a.text for a in d.assignees] for d in record.directives] == [
        ["các cơ sở kinh doanh", "các hộ gia đình"],
        ["Tổ trưởng các tổ dân phố"],
    ]


JUBILEE = """Kỷ niệm 110 năm Ngày thành lập trường

03/03/2023 17:11

Thực hiện Hướng dẫn số 96-HD/BTGTU ngày 22/02/2023 của Ban Tuyên giáo Tỉnh ủy tuyên truyền kỷ niệm 110 năm (17/3/1913 - 17/3/2023).

Ban Tuyên giáo Huyện ủy đề nghị các địa phương, đơn vị tuyên truyền các ngày lễ lớn và sự kiện lịch sử trong năm 2023.
"""


def test_the_basis_above_who_asks_is_no_order_and_the_headline_no_slogan() -> None:
    record = extract(JUBILEE)
    assert record.document.title == "Kỷ niệm 110 năm Ngày thành lập trường"
    (order,) = record.directives
    assert ([a.text for a in order.assignees], order.deadline) == (["các địa phương, đơn vị"], None)


def test_urgency_is_no_part_of_the_title() -> None:
    text = "CÔNG ĐIỆN KHẨN: Khống chế dịch tả lợn\nChủ tịch UBND tỉnh yêu cầu Chủ tịch UBND các huyện:\n1. Tiêu hủy lợn bệnh.\n"
    assert extract(text).document.title == "Khống chế dịch tả lợn"


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Giao Công ty CP tư vấn và xây dựng Betaco thi công.", "Công ty CP tư vấn và xây dựng Betaco"),
        (
            "Giao Công ty cổ phần đầu tư và xây dựng Thành Nam bàn giao mặt bằng.",
            "Công ty cổ phần đầu tư và xây dựng Thành Nam",
        ),
        ("Yêu cầu Công ty cổ phần tư vấn xây dựng Miền Trung lập hồ sơ.", "Công ty cổ phần tư vấn xây dựng Miền Trung"),
    ],
)
def test_the_trades_of_a_firm_belong_to_its_name(text: str, firm: str) -> None:
    record = extract(text)
    assert [e.text for e in record.entities if e.type == "organization"] == [firm]
    assert [a.text for d in record.directives for a in d.assignees] == [firm]


def test_what_a_firm_is_to_do_is_no_part_of_its_name() -> None:
    assert leads("1. Yêu cầu công ty đầu tư hệ thống xử lý nước thải trước ngày 3/6/2024.") == ["công ty"]


def test_minutes_with_a_prime() -> None:
    (time,) = extract("Tạm dừng cấp nước từ 14h00′ đến 15h30′ ngày 02/02/2026.").times
    assert (time.from_, time.to) == ("2026-02-02T14:00", "2026-02-02T15:30")


def test_a_paper_that_is_passed_on_gives_orders() -> None:
    text = """Tăng cường phòng cháy dịp Tết
28/12/2023 09:00

Ủy ban nhân dân phường triển khai Công văn số 1121/UBND ngày 14 tháng 12 năm 2023, gửi đến các khu phố.

Đề nghị Ban điều hành các khu phố tuyên truyền đến từng hộ gia đình. Mỗi hộ gia đình trang bị bình chữa cháy.

Xin trân trọng cảm ơn!
"""
    assert len(extract(text).directives) == 2
