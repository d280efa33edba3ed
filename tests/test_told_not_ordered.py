"""What a notice only tells: reports of those who met, their views, what was laid down or done before. No orders."""

from __future__ import annotations

import pytest
from short_notices import letterhead, read_notice

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

HEAD = letterhead(
    "Sông Lô",
    "41/TB-UBND",
    "ngày 12 tháng 6 năm 2019",
    "Kết luận của Phó Chủ tịch UBND huyện Đỗ Văn Chiểu tại buổi làm việc với UBND xã Đồng Quế",
    "Ngày 10/6/2019, Phó Chủ tịch UBND huyện Đỗ Văn Chiểu làm việc với UBND xã Đồng Quế và kết luận như sau:",
)
SURE = "9. Giao Phòng Nội vụ kiểm tra việc thực hiện trước ngày 30/7/2019."


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


def orders(*items: str) -> list[Directive]:
    return [d for d in notice(*items, SURE).directives if not d.text.startswith("Giao Phòng Nội vụ")]


@pytest.mark.parametrize(
    "items",
    [
        ("1. UBND xã báo cáo: Thôn Bãi có 31 hộ ở ven suối. Xã phân công cán bộ trực đêm, vận động các hộ dời nhà.",),
        ("1. Đại diện chủ đầu tư trình bày: Công ty khoan thêm 3 giếng, lắp bồn chứa trong tháng 5.",),
        (
            "1. Ý kiến các phòng",
            "Phòng Kinh tế và Hạ tầng cho rằng tuyến kênh cần nạo vét thêm. Phòng Tài chính đề cập cân đối vốn.",
        ),
        ("1. Phòng Tài nguyên và Môi trường phân tích, đất này muốn giao được thì phải chuyển mục đích.",),
        ("1. Công ty Hà Phát cho biết phải chờ giấy phép mới khoan được.",),
        ("1. Phòng Nông nghiệp nhất trí với phương án của xã.",),
        ("1. Ban Thường vụ thống nhất nhận định: vai trò của trưởng thôn là quyết định, mọi chủ trương phải qua họ.",),
        ("1. Các đồng chí được phân công phụ trách xã đã thường xuyên bám cơ sở, cùng họp với thôn.",),
        (
            "1. Chủ trương này được nêu tại Nghị quyết số 12-NQ/HU, theo đó đến hết nhiệm kỳ các xã phải có nhà văn hóa.",
        ),
        (
            "1. Qua ba năm thực hiện đề án, đời sống bà con đã có nhiều thay đổi. Đến nay 5/7 thôn có đường bê tông."
            " Hội Nông dân chủ trì, phối hợp với Phòng Nông nghiệp mở 12 lớp dạy nghề. Kết quả này cần tiếp tục giữ vững.",
        ),
    ],
    ids=lambda items: items[-1][:60],
)
def test_what_was_told_at_the_meeting_is_no_order(items: tuple[str, ...]) -> None:
    assert orders(*items) == []


@pytest.mark.parametrize(
    "item",
    [
        "1. UBND xã báo cáo kết quả di dời về Phòng Nông nghiệp trước ngày 20/6/2019.",
        "1. Phòng Tài nguyên và Môi trường phân tích mẫu nước giếng khoan của 31 hộ trong tháng 6/2019.",
        "1. Các đồng chí được phân công phụ trách xã báo cáo kết quả trước ngày 20/6/2019.",
        "1. Qua kiểm tra, yêu cầu UBND xã sửa ngay cống thôn Bãi.",
        "1. UBND xã phải làm đúng những việc được nêu tại Nghị quyết số 12-NQ/HU.",
    ],
)
def test_the_same_words_in_an_order_still_order(item: str) -> None:
    assert len(orders(item)) == 1


def test_an_aim_that_fell_short_is_no_aim() -> None:
    told = extract(
        "Huyện Sông Lô sơ kết nửa năm\nNgày 12/6/2019, UBND huyện sơ kết công tác nửa năm.\n"
        "Mục tiêu đến hết năm 2019 có 4 xã về đích mới chỉ đạt một nửa, ông Đỗ Văn Chiểu nhìn nhận."
    )
    assert not [d for d in told.directives if d.kind == "target"]


def test_an_aim_beside_what_was_reached_is_one() -> None:
    [aim] = notice("1. Phấn đấu đến hết năm 2019 có 4 xã về đích.").directives
    assert aim.kind == "target"


@pytest.mark.parametrize(
    "items",
    [
        ("1. Khái quát", "Mỗi nông trường chọn ngẫu nhiên 5% số phần cây, mỗi phần cây kiểm tra 30 cây."),
        ("1. Những thiếu sót", "- Sổ theo dõi phải ghi hằng ngày, thực tế cuối tháng mới ghi.", "- Tổ trưởng không kiểm tra."),
        ("1. Giải trình của các đơn vị", "Trạm bơm Đồng Quế cần sửa mái nhưng chưa lập dự toán."),
        ("1. Nghe báo cáo", "Bà Lê Kim, Tổ trưởng Tổ Quản lý chất lượng trình bày kết quả khảo sát."),
        ("1. Nhà thầu Trường Danh báo cáo móng trụ đã xong 90%, đang lắp xà.",),
        ("1. Trạm Y tế xã xin nghiêm túc rút kinh nghiệm.",),
    ],
    ids=lambda items: items[-1][:60],
)  # fmt: skip
def test_what_was_found_or_answered_for_is_no_order(items: tuple[str, ...]) -> None:
    assert orders(*items) == []


def report(*sentences: str) -> Record:
    return extract(
        "Phó Thủ tướng kiểm tra công trường sân bay\n"
        "Chiều 12/01/2026, Phó Thủ tướng Đỗ Văn Chiểu kiểm tra tiến độ dự án. "
        "Tổng công ty Cảng đề nghị tỉnh sớm bàn giao mặt bằng.\n" + " ".join(sentences) + "\nDự án dài 12 km."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Tỉnh đã chỉ đạo xã Long Phú vận động các hộ, giao Trung tâm Phát triển quỹ đất niêm yết phương án.",
        "Theo Chủ tịch UBND tỉnh Trần Văn Út, diện tích này của 5 hộ; tỉnh phải áp giá lại vì hồ sơ cũ thất lạc.",
    ],
)
def test_what_a_province_tells_of_its_own_work_is_no_order(sentence: str) -> None:
    assert [d for d in report(sentence).directives if d.kind == "task"] == []


def test_what_the_visitor_orders_behind_it_is_one() -> None:
    record = report("Phó Thủ tướng yêu cầu tỉnh di dời 5 hộ, giao Bộ Xây dựng kiểm tra trước ngày 30/01.")
    assert [d.kind for d in record.directives].count("task") >= 1


def test_under_a_month_that_is_over_what_was_done_is_told() -> None:
    assert orders(
        "1. Công tác tháng 5",
        "Nhà trường tổ chức tốt lễ tổng kết, ổn định 36 lớp. Đoàn trường phát động hiến máu.",
    ) == []  # fmt: skip


def test_under_the_month_to_come_it_is_ordered() -> None:
    assert len(orders("1. Công tác tháng 7", "- Đoàn trường phát động hiến máu.")) == 1
    assert len(orders("1. Nhiệm vụ còn lại của tháng 5", "- Đoàn trường phát động hiến máu.")) == 1


@pytest.mark.parametrize(
    "items",
    [
        ("1. Các biện pháp đã xử lý", "UBND xã yêu cầu kế toán chấn chỉnh việc thu quỹ từ tháng 3."),
        ("1. Ngoài lễ khánh thành, ngày 27/6 tỉnh tổ chức giải đua ghe do Sở Văn hóa chủ trì.",),
    ],
    ids=lambda items: items[-1][:60],
)  # fmt: skip
def test_what_others_did_or_plan_is_no_order(items: tuple[str, ...]) -> None:
    assert [d for d in orders(*items) if "do Sở" in d.rule or "chấn chỉnh" in d.text] == []


def test_what_is_agreed_to_be_proposed_is_told_nobody_to_do() -> None:
    found = orders("1. Chi bộ nhất trí đề nghị Đảng ủy tặng giấy khen đồng chí Trạch.")
    assert [d.kind for d in found if d.kind == "task"] == []


def test_one_of_the_meeting_who_asks_behind_a_colon_asks() -> None:
    [asked] = orders("1. Ý kiến đảng viên", "Đồng chí Trần Văn Tập: đề nghị xã tu sửa trạm bơm Cồn Đen.")
    assert asked.kind == "petition"


@pytest.mark.parametrize(
    "sentence",
    [
        "Thưa quý vị, ngành y tế khuyến cáo người dân phải đeo khẩu trang, người có bệnh nền cần đi tiêm.",
        "Tiếp theo chương trình, mời quý vị nghe dự báo thời tiết.",
    ],
)
def test_advice_and_what_a_radio_announces_is_no_order(sentence: str) -> None:
    assert [d for d in report("Phó Thủ tướng yêu cầu tỉnh di dời 5 hộ.", sentence).directives if d.start > 230] == []


def test_how_a_village_went_about_its_work_is_no_order() -> None:
    told = extract(
        "Muốn có đường thì phải có dân\n"
        "Thứ hai, 27/05/2024\n"
        "Đi trên con đường nhựa, khó hình dung mười năm trước chỗ này lầy lội.\n"
        "Ông Cáp Văn Tá, Chủ tịch UBND xã nhớ lại: năm 2013, xã được chọn làm điểm. "
        "Xã phân công mỗi ủy viên phụ trách một thôn, giao Mặt trận giám sát từng bao xi măng. "
        "Thôn Diên Trường hiến 2.100 m2 đất trong hai tuần.\n"
        "Trưởng thôn phải nhờ đến người con ở Đà Nẵng về nói giúp."
    )
    assert told.directives == ()
