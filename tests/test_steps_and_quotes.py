"""Clauses with a doer or a day of their own, and orders in quotes that no verb of saying tells. All composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

REPORT = """Huyện Sơn Dương bàn chuyện giữ hồ

Cập nhật: 12/06/2024 09:00

Ngày 11/6, ông Lục Văn Thuần, Chủ tịch UBND huyện Sơn Dương đi kiểm tra hồ Khuổi Lếch. Cùng đi có lãnh đạo các phòng.

Hồ xây từ năm 1998, thân đập rò rỉ ba chỗ.

{words}

Thu Hà
"""
NOTICE = """UBND HUYỆN SƠN DƯƠNG
VĂN PHÒNG
Số: 77/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Dương, ngày 12 tháng 6 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND huyện Lục Văn Thuần tại cuộc họp về giữ hồ

Ngày 11/6/2024, Chủ tịch UBND huyện Lục Văn Thuần chủ trì cuộc họp về giữ hồ. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận như sau:

1. Giao Phòng Kinh tế rà soát các công trình, báo cáo UBND huyện.
2. {words}
3. Giao Phòng Tài chính - Kế hoạch thẩm định các dự án mới.

Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Ma Thị Thoa
"""


def read(page: str, words: str) -> list[Directive]:
    record = extract(page.replace("{words}", words), context=Context(learned=False))
    start = record.text.index(words.replace('"', "“", 1)[:12] if words not in record.text else words)
    return [d for d in record.directives if start <= d.start < start + len(words)]


def told(page: str, words: str) -> list[tuple[str, ...]]:
    return [tuple(a.text for a in d.assignees if a.role == "lead") for d in read(page, words)]


def dues(page: str, words: str) -> list[str | None]:
    return [d.deadline.due if d.deadline else None for d in read(page, words)]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Ban Dân vận soạn tờ hỏi đáp, Đài Phát thanh huyện đọc trên loa lúc 5 giờ 30.", ["Ban Dân vận", "Đài Phát thanh huyện"]),
        ("Trạm Y tế phát tờ rơi cho từng hộ, Đoàn Thanh niên đẩy xe rác ra điểm tập kết.", ["Trạm Y tế", "Đoàn Thanh niên"]),
        ("Phòng Kinh tế vẽ lại sơ đồ tuyến ống, Phòng Tư pháp cùng Phòng Tài chính tính lại số hộ.", ["Phòng Kinh tế", "Phòng Tư pháp"]),
        ("Phòng Tài chính lo tiền mua giống, các xã thì chọn hộ, lập danh sách.", ["Phòng Tài chính", "các xã"]),
        ("Trạm Y tế phun thuốc các hẻm, khối Mặt trận, đoàn thể thì vận động dân dọn rác.", ["Trạm Y tế", "khối Mặt trận, đoàn thể"]),
        ("Ban Dân vận soạn tờ hỏi đáp cho dân, khối dân vận xã thì đến tận nhà những hộ chưa ký.", ["Ban Dân vận", "khối dân vận xã"]),
    ],
)  # fmt: skip
def test_each_clause_has_its_own_doer(words: str, leads: list[str]) -> None:
    assert told(NOTICE, words) == [(lead,) for lead in leads]


@pytest.mark.parametrize(
    "words",
    [
        "Công an huyện phối hợp với Phòng Tài chính, Phòng Nội vụ đọc lại hồ sơ.",
        "UBND xã hỗ trợ 5 triệu đồng mỗi hộ, hộ nghèo thì hỗ trợ 7 triệu đồng.",
        "Phòng Nội vụ làm việc với nhà thầu, nhà thầu vi phạm hai lần thì đề xuất phạt hợp đồng.",
    ],
)
def test_partners_and_conditions_open_no_clause_of_their_own(words: str) -> None:
    assert len(read(NOTICE, words)) == 1


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Đảng ủy hai xã Vũ Bản, Ngọc Lũ cắm xong mốc trong tháng 7.", ("Đảng ủy xã Vũ Bản", "Đảng ủy xã Ngọc Lũ")),
        ("Yêu cầu UBND hai huyện Sơn Dương và Yên Sơn rà ranh giới.", ("UBND huyện Sơn Dương", "UBND huyện Yên Sơn")),
        ("UBND 3 xã Tân Trào, Minh Thanh và Bình Yên đào rãnh.", ("UBND xã Tân Trào", "UBND xã Minh Thanh", "UBND xã Bình Yên")),
        ("Công an cả hai xã Tân Trào, Minh Thanh tuần tra ban đêm.", ("Công an xã Tân Trào", "Công an xã Minh Thanh")),
    ],
)  # fmt: skip
def test_counted_places_share_their_head(words: str, leads: tuple[str, ...]) -> None:
    assert told(NOTICE, words) == [leads]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Phòng Kinh tế làm điểm ở xã Tân Trào xong trước 30/6, rồi đến 30/9 mở ra các xã còn lại.", ["2024-06-30", "2024-09-30"]),
        ("Phòng Kinh tế mở một làn xe chậm nhất ngày 15/6, hết tuần sau trả lại đủ hai làn.", ["2024-06-15", "2024-06-23"]),
        ("Phòng Y tế gửi danh sách trước 20/6, thứ Sáu tuần sau tiêm cho trẻ.", ["2024-06-20", "2024-06-21"]),
        ("Trạm Y tế phun thuốc ở chợ cá trước 15/6, trước 30/6 lặp lại lần hai.", ["2024-06-15", "2024-06-30"]),
        ("Điện lực huyện nhắn lịch cắt đến từng hộ, đồng thời đóng điện trạm hai trước 30/9.", [None, "2024-09-30"]),
        ("Phòng Nội vụ ngồi lại với từng chủ ao, kết quả báo cáo UBND huyện chậm nhất ngày 28/6.", [None, "2024-06-28"]),
        ("Phòng Nội vụ lập danh sách từng hộ, đồng thời hoàn thành trước 30/6.", ["2024-06-30"]),
        ("Trước ngày 15/6, trước ngày 15/12 hằng năm gửi báo cáo.", [None]),
        ("Phòng Kinh tế nộp hồ sơ trước 15/6, ngày 20/6 là hạn cuối của tỉnh.", ["2024-06-15"]),
    ],
)  # fmt: skip
def test_a_step_with_a_later_day_is_an_order_of_its_own(words: str, days: list[str | None]) -> None:
    assert dues(NOTICE, words) == days


@pytest.mark.parametrize(
    "words",
    [
        'Đứng ngay đập tràn, ông Thuần gọi từng người lại giao việc: "Phòng Kinh tế mở cống số 2 trước 15/6, xã lo người gác đập."',
        'Ông Thuần gấp bản đồ lại: "Phòng Kinh tế sửa van trước 15/6, xã lo người gác đập."',
        '"Phòng Kinh tế sửa van trước 15/6. Xã lo người gác đập", ông Thuần nói gọn.',
    ],
)
def test_he_who_visits_orders_in_quotes(words: str) -> None:
    assert told(REPORT, words) == [("Phòng Kinh tế",), (("xã" if "xã lo" in words else "Xã"),)]
    assert not any("ông Thuần" in d.text for d in read(REPORT, words))


@pytest.mark.parametrize(
    "words",
    [
        'Ông Ma Văn Páo ở thôn Cả xòe bàn tay: "Xã mở cống trước 15/6 thì lúa mới sống."',
        '"Phòng Kinh tế đo lại thân đập từ tháng trước", bà Hứa Thị Nái, cán bộ thủy nông kể.',
        'Ông Ma Văn Páo than: "Xã lo người gác đập mà chẳng có tiền công."',
    ],
)
def test_who_holds_no_office_orders_nothing_in_quotes(words: str) -> None:
    assert [d for d in read(REPORT, words) if d.kind == "task"] == []


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Cấp đổi giấy chứng nhận là việc của Phòng Tài nguyên và Môi trường, làm cuốn chiếu từng thôn.", ["Phòng Tài nguyên và Môi trường"]),
        ("Việc của Phòng Kinh tế từ nay tới 15/7 là ngồi với 12 hộ cho ra phương án.", ["Phòng Kinh tế"]),
        ("Xe tải nặng giờ tan ca do Công an huyện chặn từ ngã ba.", ["Công an huyện"]),
        ("Văn bản xin kinh phí được ông giao Phòng Nội vụ soạn trong tuần này.", ["Phòng Nội vụ"]),
    ],
)  # fmt: skip
def test_work_told_with_whose_it_is(words: str, leads: list[str]) -> None:
    assert told(NOTICE, words) == [(lead,) for lead in leads]


@pytest.mark.parametrize(
    "words",
    [
        "Giữ vệ sinh đường làng là việc của mọi người.",
        "Giữ rừng xưa nay là việc của xã.",
        "Đường này do Phòng Kinh tế quản lý.",
        "Văn bản xin kinh phí đã được ông giao Phòng Nội vụ soạn từ tháng trước.",
    ],
)
def test_how_work_is_shared_out_for_good_is_no_order(words: str) -> None:
    assert read(REPORT, f"Kết luận, ông Thuần ghi nhận cố gắng của xã. {words}") == []


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Ông Thuần nhắc: Đảng viên nào xúi giục khiếu kiện thì không đưa vào quy hoạch.", ["decision"]),
        ("Ông Thuần cho hay Thường trực Huyện ủy thống nhất để lại nhà cũ làm điểm sinh hoạt.", ["decision"]),
        ("Ông Thuần cho hay Thường trực Huyện ủy đã thống nhất để lại nhà cũ làm điểm sinh hoạt.", []),
        ("Thạc sĩ Mai Quốc Hiển lưu ý thêm, mái đập phải được tiêu nước thì mới bền.", []),
    ],
)  # fmt: skip
def test_what_is_ruled_beside_what_is_told(words: str, kinds: list[str]) -> None:
    assert [d.kind for d in read(REPORT, words)] == kinds


def test_work_shared_out_in_a_list() -> None:
    words = (
        "Cuối buổi, ông Thuần phân việc như sau:\n* Phòng Kinh tế (đến 30/6): đo lại thân đập.\n"
        "* Phòng Nội vụ: thứ Hai hằng tuần gửi bảng công.\n* Công an xã: cấm xe tải qua mặt đập."
    )
    assert told(REPORT, words) == [("Phòng Kinh tế",), ("Phòng Nội vụ",), ("Công an xã",)]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Phòng Kinh tế được giao đo lại thân đập, hạn cuối là 20/6. Xã Tân Trào phải di dời 12 hộ.", ["Phòng Kinh tế", "Xã Tân Trào"]),
        ("Kết luận, ông Thuần giao Phòng Kinh tế đo lại thân đập. Phòng này còn phải thuê đơn vị kiểm định.", ["Phòng Kinh tế"] * 2),
        ("Chị Nông Thị Mến đề nghị huyện làm cầu. Ông Thuần nhận lời, bảo Phòng Kinh tế khảo sát trong tháng 7.", ["huyện", "Phòng Kinh tế"]),
        ("Kết luận, ông Thuần chỉ rõ: Số tiền 300 triệu đồng còn lại, UBND xã chia cho ba thôn trước 20/6.", ["UBND xã"]),
    ],
)  # fmt: skip
def test_told_in_a_report(words: str, leads: list[str]) -> None:
    assert told(REPORT, words) == [(lead,) for lead in leads]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Già làng Hồ Văn Đua xin tỉnh dựng lại cầu treo trước mùa mưa năm sau.", ["petition"]),
        ("Bà Hòe khẳng định, huyện cam kết trình đề án trong quý III, chỉ xin tỉnh cho thêm phụ cấp.", ["commitment", "petition"]),
        ("Trước bão, tỉnh đã có công điện yêu cầu các xã sơ tán dân và việc này hoàn tất hôm 10/6.", []),
        ("Kết luận, ông Thuần ghi nhận cố gắng của xã. Làm nhanh nhưng công bằng, đó là điều dân chờ.", []),
        ("Kết luận, ông Thuần ghi nhận cố gắng của xã. Trách nhiệm thuộc về ông Ma Văn Tới.", []),
    ],
)  # fmt: skip
def test_requests_and_what_was(words: str, kinds: list[str]) -> None:
    assert [d.kind for d in read(REPORT, words)] == kinds


@pytest.mark.parametrize(
    "words",
    [
        "Đảng viên nhận ruộng xấu trước thì dân theo sau.",
        "Làm nhanh nhưng công bằng, đó là điều dân chờ ở cấp ủy.",
        "Ba cán bộ biệt phái từ tháng 2 đang chỉnh lý bản đồ tại xã.",
    ],
)
def test_sayings_and_what_goes_on_order_nothing(words: str) -> None:
    assert read(NOTICE, words) == []
