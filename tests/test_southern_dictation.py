"""Notices as southern offices dictate them: bare weekdays and dates, turns of a day, partners told at the end."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, only, partners, read_notice

from extractor.core.record import Directive, Record

HEAD = letterhead(
    "Tháp Mười",
    "31/TB-UBND",
    "ngày 04 tháng 5 năm 2026",
    "Kết luận của Phó Chủ tịch UBND huyện Lê Thị Mận tại cuộc họp giao ban",
    "Sáng 04/5/2026, Phó Chủ tịch UBND huyện Lê Thị Mận chủ trì họp giao ban và kết luận như sau:",
)
SURE = "9. Giao Phòng Nội vụ kiểm tra việc thực hiện trước ngày 30/7/2026."


def notice(*items: str) -> Record:
    return read_notice(HEAD, *items)


def order(item: str) -> Directive:
    return only(notice(f"1. {item}"))


def orders(item: str) -> list[Directive]:
    return [d for d in notice(f"1. {item}", SURE).directives if not d.text.startswith("Giao Phòng Nội vụ")]


def due(directive: Directive) -> str | None:
    return directive.deadline.due if directive.deadline else None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Phòng Kinh tế gắn hai bóng đèn ở ngã ba chợ, thứ Năm là xong.", "2026-05-07"),
        ("Thứ Sáu dò lại sổ vay vốn của các tổ.", "2026-05-08"),
        ("Chủ nhật ra quân dọn cỏ dọc bờ kè.", "2026-05-10"),
        ("Sáng thứ Ba xuống ấp Hòa Phú đo lại ranh.", "2026-05-05"),
        ("Thống kê số hộ thiếu nước, gởi Văn phòng thứ Tư.", "2026-05-06"),
        ("Trình tôi bảng giá thứ Sáu tuần này.", "2026-05-08"),
        ("Phòng Kinh tế họp với chủ ghe, mai có biên bản.", "2026-05-05"),
        ("Kiểm kê sách giáo khoa, mốt nộp bảng kê.", "2026-05-06"),
        ("Tuần sau đưa bảng giá ra dán ở chợ.", "2026-05-17"),
        ("Xuống coi trạm bơm tuần này, có gì báo ngay.", "2026-05-10"),
        ("Kê thêm hai dãy ghế ở bến đò, 10/5 là phải có.", "2026-05-10"),
        ("Phòng Kinh tế soát hộ vay vốn, gởi về 12/5.", "2026-05-12"),
        ("Rà lại hợp đồng thuê sạp (hạn 20/5).", "2026-05-20"),
        ("Thương thảo lại với nhà thầu, quá 20/5 không xong thì cắt hợp đồng.", "2026-05-20"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_day_said_as_at_a_meeting_is_the_deadline(said: str, day: str) -> None:
    assert due(order(said)) == day


@pytest.mark.parametrize(
    "said",
    [
        "Thứ hai, tăng cường theo dõi công văn đến.",
        "Mở cửa bộ phận một cửa từ thứ Hai đến thứ Sáu.",
        "Làm cả thứ Bảy cho kịp hồ sơ.",
        "Kiểm tra lịch trực thứ Bảy, Chủ nhật của các trạm.",
        "Giám sát những lời hứa hôm nay và báo kết quả cho dân.",
        "Kiểm tra khách hàng nợ tiền điện, quá ngày 20/6 không trả thì ngừng cấp điện.",
        "Chăm sóc vườn mai ở công viên.",
    ],
)
def test_a_weekday_or_day_that_says_something_else_is_no_deadline(said: str) -> None:
    assert due(order(said)) is None


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Đo độ mặn ngày hai cữ ở vàm Rạch Sâu.", "FREQ=DAILY"),
        ("Tưới nước đường công vụ ngày bốn bận.", "FREQ=DAILY"),
        ("Kiểm tra ghe chở cát tuần ba lượt.", "FREQ=WEEKLY"),
        ("Hai tuần một lần, vào sáng thứ năm, gởi ảnh công trường về Văn phòng.", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("Nhắc việc, tổng hợp, ngày 25 hằng tháng báo cáo Chủ tịch.", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_turns_without_a_word_for_each(said: str, rule: str) -> None:
    deadline = order(said).deadline
    assert deadline is not None
    assert deadline.recurrence == rule


@pytest.mark.parametrize(
    "said", ["Kiểm tra lại sổ sách ngày 5 buổi sáng.", "Bố trí hai ngày ba buổi tập huấn cho tổ thầu."]
)
def test_turns_that_are_counted_otherwise_do_not_recur(said: str) -> None:
    deadline = order(said).deadline
    assert deadline is None or deadline.recurrence is None


@pytest.mark.parametrize(
    ("said", "anchor"),
    [
        ("Gia cố bờ bao trước mùa nước lên.", "mùa nước lên"),
        ("Thay phà lớn trước mùa mía.", "mùa mía"),
        ("Xử lý bọ gậy trước khi khai giảng năm học mới.", "khai giảng năm học mới"),
        ("Nạo vét kinh nội đồng trước khi vào vụ tôm.", "vụ tôm"),
    ],
)
def test_every_trade_has_its_season(said: str, anchor: str) -> None:
    deadline = order(said).deadline
    assert deadline is not None
    assert (deadline.anchor, deadline.bound, deadline.due) == (anchor, "before", None)


def test_no_season_in_what_happened() -> None:
    assert order("Rút kinh nghiệm trước vụ việc ở chợ Mỹ An.").deadline is None


def test_steps_with_a_month_each_are_orders_of_their_own() -> None:
    steps = orders("Phòng Kinh tế khảo sát tuyến xe buýt mới, tháng 8 đưa ra chạy thử, tháng 10 đánh giá.")
    assert [due(step) for step in steps] == ["2026-08-31", "2026-10-31"]
    assert [leads(step) for step in steps] == [["Phòng Kinh tế"], ["Phòng Kinh tế"]]


@pytest.mark.parametrize(
    ("said", "who", "beside"),
    [
        (
            "Phòng Kinh tế dẹp hàng rong trước trường, Công an huyện tiếp tay.",
            ["Phòng Kinh tế"],
            ["Công an huyện"],
        ),
        (
            "Gặp từng hộ nuôi tôm, do Phòng Kinh doanh đứng đầu, Điện lực các huyện theo cùng.",
            ["Phòng Kinh doanh"],
            ["Điện lực các huyện"],
        ),
        (
            "Vận động 14 hộ còn lại: UBND xã Mỹ An. Công an xã đi cùng.",
            ["UBND xã Mỹ An"],
            ["Công an xã"],
        ),
        (
            "Phòng Kinh tế đo lại ranh, chỗ nào dân chưa chịu thì mời UBND xã Mỹ An cùng vận động.",
            ["Phòng Kinh tế"],
            ["UBND xã Mỹ An"],
        ),
        (
            "Trám cống Vàm Buôn - phần này anh Lê Văn Bảy, Trưởng Phòng Kinh tế, đứng ra lo, thiếu đá thì mượn trước.",
            ["Lê Văn Bảy"],
            [],
        ),
        ("Các anh bên Trạm Y tế xã Mỹ An ngồi trực tại bến phà.", ["Trạm Y tế xã Mỹ An"], []),
        ("Hội Cựu chiến binh huyện được mời giám sát việc chi trả.", ["Hội Cựu chiến binh huyện"], []),
        ("Dọn bãi giữ xe trước chợ, Công an huyện làm chính.", ["Công an huyện"], []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_doers_and_partners_told_in_plain_words(said: str, who: list[str], beside: list[str]) -> None:
    told = order(said)
    assert (leads(told), partners(told)) == (who, beside)


def test_a_part_of_the_work_goes_to_another() -> None:
    parts = orders("Phòng Kinh tế lắp trạm cân, phần kinh phí Phòng Tài chính lo, phần người do Công an huyện cử sang.")
    assert [leads(part) for part in parts] == [["Phòng Kinh tế"], ["Phòng Tài chính"], ["Công an huyện"]]


def test_who_among_many_is_meant() -> None:
    record = notice(
        "1. Các trưởng ấp",
        "Dọn rác dọc kinh. Ấp nào còn đất công cho mướn thì kê ra, nộp Phòng Kinh tế.",
    )
    assert [leads(d) for d in record.directives] == [["Các trưởng ấp"], ["Ấp nào còn đất công cho mướn"]]


def test_the_chief_of_those_at_fault_is_told_nothing_more() -> None:
    first, second = orders("Đơn vị nào trễ thì người đứng đầu viết kiểm điểm. Rà lại lịch trực của cơ quan.")
    assert leads(first) == ["người đứng đầu"]
    assert leads(second) == []


@pytest.mark.parametrize(
    "said",
    [
        "Cho mở chợ đêm cuối tuần ở bến phà.",
        "Không cho dựng thêm quán trên bờ kè.",
        "Chưa xét đơn xin cất quán, chờ HĐND huyện họp cuối năm.",
        "Anh nào họp thay mà không truyền đạt thì coi như vắng.",
    ],
)
def test_what_is_settled_on_the_spot_is_a_decision(said: str) -> None:
    assert [d.kind for d in orders(said)] == ["decision"]


@pytest.mark.parametrize(
    ("said", "kind", "who"),
    [
        ("Nhờ Sở Xây dựng cho thay phà lớn.", "petition", "Sở Xây dựng"),
        ("Kính trình UBND tỉnh xem xét cấp thêm 3 tỷ đồng.", "petition", "UBND tỉnh"),
        ("Nhờ Hội Nông dân xã Mỹ An đứng ra tín chấp cho 20 hộ.", "task", "Hội Nông dân xã Mỹ An"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_favour_goes_up_or_down(said: str, kind: str, who: str) -> None:
    [asked] = orders(said)
    assert (asked.kind, leads(asked)) == (kind, [who])


@pytest.mark.parametrize(
    "said", ["Nhờ Sở Xây dựng hỗ trợ, huyện đã xong cầu Mỹ An.", "Nhờ các nhà thầu tăng ca nên đường đã thông."]
)
def test_thanks_to_whom_it_came_about_is_no_favour(said: str) -> None:
    assert orders(said) == []


def test_what_is_built_heads_a_list_and_does_nothing() -> None:
    record = notice("1. Kè sông Ba Sao", "- Đóng cọc thử chỗ đất yếu.", "- Trải đá dăm mặt kè.")
    assert [leads(d) for d in record.directives] == [[], []]


def test_a_place_before_the_colon_is_only_where() -> None:
    [told] = orders("Cảng Mỹ An: Phòng Kinh tế trong tháng 5 làm xong việc đo lại luồng.")
    assert told.text.startswith("Phòng Kinh tế")
    assert leads(told) == ["Phòng Kinh tế"]


def test_how_to_report_is_ordered_and_not_told() -> None:
    [told] = orders("Chế độ báo cáo: hằng tuần, các chủ đầu tư gửi số liệu giải ngân về Văn phòng.")
    assert leads(told) == ["các chủ đầu tư"]
    assert told.deadline is not None
    assert told.deadline.recurrence == "FREQ=WEEKLY"
