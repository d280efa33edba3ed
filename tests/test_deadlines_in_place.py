"""Deadlines where they stand: lists of a notice, letters, table cells; what looks like one; what is told to be unsure."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Deadline, Record
from extractor.pipeline import extract

NOTICE = """UBND HUYỆN ĐẠ TẺH
VĂN PHÒNG
Số: 41/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đạ Tẻh, ngày 04 tháng 3 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND huyện K'Brơi tại cuộc họp về phòng chống hạn

Ngày 01/3/2024, Chủ tịch UBND huyện K'Brơi chủ trì cuộc họp về phòng chống hạn và kết luận như sau:

1. Giao Phòng Nội vụ rà soát các quy chế.
2. {item}
3. Các xã, thị trấn tăng cường kiểm tra.

Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lơ Mu Thị Lành
"""


def read(item: str) -> tuple[Record, list[Deadline]]:
    record = extract(NOTICE.format(item=item), context=Context(learned=False))
    start = record.text.index(item[:20])
    end = record.text.index("\n", start)
    return record, [d.deadline for d in record.directives if start <= d.start < end and d.deadline]


def said(deadline: Deadline) -> str:
    return deadline.recurrence or f"{deadline.bound} {deadline.due or deadline.offset}"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Giao Phòng Y tế báo cáo kết quả trước ngày 25.", ["before 2024-03-25"]),
        ("Giao Phòng Y tế báo cáo kết quả chậm nhất ngày 02.", ["by 2024-04-02"]),
        ("Giao Phòng Y tế báo cáo kết quả trong tháng 5, chậm nhất ngày 20.", ["by 2024-05-20"]),
        ("Trong tháng 6, Phòng Y tế phải chọn xong nhà thầu, chậm nhất ngày 25.", ["by 2024-06-25"]),
        ("Hằng tháng, Phòng Y tế báo cáo kết quả trước ngày 25.", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
        ("Phòng Y tế gửi số liệu trước 10/3 qua thư điện tử.", ["before 2024-03-10"]),
        ("Trong 02 tuần tới, kể từ ngày họp, Phòng Y tế phải trình phương án.", ["by 2024-03-15"]),
        ("Tối đa 7 ngày, Phòng Y tế phải có ý kiến về dự thảo.", ["by 2024-03-11"]),
        ("Sau ba ngày nữa, Phòng Y tế phải có báo cáo nhanh.", ["by 2024-03-07"]),
        ("Một tháng sau ngày nghiệm thu, nhà thầu phải nộp bản vẽ hoàn công.", ["by P1M"]),
        ("Trong vòng hai tháng, tính đến 30/4/2024, Phòng Y tế phải tiêm xong mũi nhắc lại.", ["by 2024-04-30"]),
        ("Chậm nhất 10 ngày kể từ ngày ban hành Thông báo, đề nghị Phòng Y tế trả lời các hộ.", ["by 2024-03-14"]),
        ("Trước ngày 20/3, đề nghị Phòng Y tế trả lời các hộ.", ["before 2024-03-20"]),
        ("Phòng Y tế hoàn thành báo cáo trước đầu tháng 4.", ["before 2024-04-01"]),
        ("Giao Phòng Y tế báo cáo UBND huyện vào giữa tháng này.", ["by 2024-03-15"]),
        ("Yêu cầu các xã trong năm 2024 phải xóa xong nhà tạm.", ["by 2024-12-31"]),
        ("Các chủ đầu tư phải đạt tối thiểu 25% vào 31/3 và không để dồn vào cuối năm.", ["by 2024-03-31"]),
        ("Phòng Y tế gửi lấy ý kiến trong ngày 12/3, hoàn thiện và trình UBND huyện ngày 18/3.", ["by 2024-03-12", "by 2024-03-18"]),
        ("Xã Mỹ Đức tu bổ xong kè trước mùa lũ chính vụ.", ["before P0D"]),
        ("Giao Phòng Y tế báo cáo lại tại phiên họp thường kỳ gần nhất.", ["by P0D"]),
        ("Phòng Y tế trình UBND huyện phương án ngày 25/3 là chậm nhất.", ["by 2024-03-25"]),
        ("Các xã nộp hồ sơ về Phòng Y tế, ngày 15/4 là hạn chót.", ["by 2024-04-15"]),
        ("Phòng Y tế nghiệm thu trạm bơm vào thứ Năm này (07/3), mời Ban giám sát cộng đồng dự.", ["by 2024-03-07"]),
        ("Thống nhất di chuyển 46 hộ, làm gọn trong năm 2024, không chia hai giai đoạn.", ["by 2024-12-31"]),
        ("Phòng Y tế phải thông tuyến tránh trong 48 giờ, chậm ngày nào dân khổ ngày đó.", ["by 2024-03-06"]),
        ("Phòng Y tế soạn lại bài giảng, xong trong tuần 17.", ["by 2024-04-28"]),
        ("Công an xã tuần nào cũng báo cáo UBND xã.", ["FREQ=WEEKLY"]),
        ("Phòng Y tế cập nhật hồ sơ theo đợt: đợt 1 xong trước 31/3, đợt 2 trong nửa đầu tháng 4.",
         ["before 2024-03-31", "by 2024-04-15"]),
        ("Phòng Y tế sửa máy X-quang trong vòng một tuần lễ.", ["by 2024-03-11"]),
        ("Các chủ đầu tư cung cấp số liệu đã bán, tính đến hết ngày 29/02/2024, qua thư điện tử trong 05 ngày làm việc.",
         ["by 2024-03-11"]),
        ("Nhà thầu cam kết tháng 6 sẽ thông xe.", ["by 2024-06-30"]),
        ("Phòng Y tế mở chuyên mục phòng bệnh, mỗi tuần phát sóng hai kỳ.", ["FREQ=WEEKLY"]),
        ("Các xã báo cáo 6 tháng trước ngày 10/6 và báo cáo năm trước ngày 15/12 hằng năm.",
         ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]),
    ],
)  # fmt: skip
def test_when_it_is_due(item: str, expected: list[str]) -> None:
    assert [said(deadline) for deadline in read(item)[1]] == expected


@pytest.mark.parametrize(
    "item",
    [
        "Nhất trí cho Công ty kéo dài thời gian thuê đất thêm 05 năm, đến năm 2029, theo quy định.",
        "UBND huyện chưa xem xét đề nghị của Công ty về việc kéo dài thời hạn khai thác mỏ đến năm 2030.",
        "Đồng ý miễn tiền thuê sạp cho tiểu thương di dời trước ngày 20/5.",
        "Phòng Nội vụ tham mưu quy định giờ làm việc mùa hè áp dụng từ ngày 16/4 đến ngày 15/10 hằng năm.",
        "Các xã rút kinh nghiệm việc chậm nộp báo cáo trong quý IV vừa rồi.",
        "Các hộ không được đốt rẫy sau 10 giờ sáng, cấm đốt từ 10 giờ đến 16 giờ.",
        "Phòng Y tế rà soát các lời hứa tháng 3 và báo kết quả.",
        "Chấp thuận cho bà Ka Diễm nghỉ không lương 2 tháng, từ ngày 01/4 đến ngày 31/5/2024.",
    ],
)
def test_what_is_no_deadline(item: str) -> None:
    assert read(item)[1] == []


@pytest.mark.parametrize(
    ("item", "orders"),
    [
        ("Phòng Y tế mở chuyên mục phòng bệnh, mỗi tuần phát sóng hai kỳ.", 1),
        ("Phòng Y tế kiểm tra các chợ trên địa bàn, mỗi tuần báo cáo kết quả về UBND huyện.", 2),
        ("Phòng Y tế lập danh sách, ghi rõ số người; gửi về UBND huyện (qua Văn phòng) bằng bản giấy trước 15/4.", 1),
        ("Phòng Y tế lập danh sách, ghi rõ số người; gửi dự thảo kế hoạch về UBND huyện trước 15/4.", 2),
    ],
)
def test_what_is_handed_in_or_recurs_beside_its_order(item: str, orders: int) -> None:
    record = extract(NOTICE.format(item=item), context=Context(learned=False))
    start, end = record.text.index("2. ") + 3, record.text.index("3. Các xã")
    assert sum(start <= d.start < end for d in record.directives) == orders


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("Giao Phòng Y tế báo cáo UBND huyện trước khi trình HĐND huyện phương án.", "deadline_not_read"),
        ("Giao Phòng Y tế tiêm xong ở xã trước ngày 05/4, ở thị trấn trước ngày 20/4.", "deadline_beside"),
    ],
)
def test_what_is_unsure_is_told(item: str, code: str) -> None:
    assert code in [found.code for found in read(item)[0].diagnostics]


@pytest.mark.parametrize(
    "item", ["Giao Phòng Y tế gia hạn giấy phép hết hạn trong năm 2024.", "Giao Phòng Y tế rà soát."]
)
def test_what_sets_no_limit_is_no_doubt(item: str) -> None:
    assert not [found for found in read(item)[0].diagnostics if found.code.startswith("deadline")]


def test_a_line_is_of_its_doer_though_its_first_sentence_orders_nothing() -> None:
    item = "Trung tâm Y tế: đang thiếu 02 bác sĩ. Khẩn trương làm thủ tục tuyển dụng, xong trước 30/4."
    record = extract(NOTICE.format(item=item), context=Context(learned=False))
    [order] = [d for d in record.directives if d.text.startswith("Khẩn trương")]
    assert [doer.text for doer in order.assignees] == ["Trung tâm Y tế"]


def test_what_has_not_been_done_tells_which_are_meant() -> None:
    item = "Các đơn vị chưa nộp báo cáo giám sát thì nộp trước 15/3."
    record = extract(NOTICE.format(item=item), context=Context(learned=False))
    [order] = [d for d in record.directives if d.text.startswith("Các đơn vị chưa")]
    assert [doer.text for doer in order.assignees] == ["Các đơn vị chưa nộp báo cáo giám sát"]


def test_a_cell_that_lists_stretches_is_due_with_the_last() -> None:
    page = (
        "<table><tr><th>STT</th><th>Nội dung công việc</th><th>Đơn vị chủ trì</th><th>Thời gian hoàn thành</th></tr>"
        "<tr><td>1</td><td>Kiểm tra việc thực hiện quy chế</td><td>Thanh tra huyện</td>"
        "<td>Quý III và tháng 10, 11/2024</td></tr></table>"
    )
    record = extract(page.encode(), context=Context(file_name="a.html", doc_date="2024-06-03", learned=False))
    assert [d.deadline and d.deadline.due for d in record.directives] == ["2024-11-30"]


@pytest.mark.parametrize(
    ("item", "offset", "anchor"),
    [
        (
            "Giao Sở Tài chính tổng hợp; thời gian hoàn thành: 10 ngày sau khi nhận được văn bản của Sở Xây dựng.",
            "P10D",
            "khi nhận được văn bản của Sở Xây dựng",
        ),
        ("Giao Sở Tài chính tổng hợp. Thời hạn thực hiện: 05 ngày sau khi nhận đủ hồ sơ.", "P5D", "khi nhận đủ hồ sơ"),
        (
            "Giao Phòng Nông nghiệp phân bổ ngay sau khi có quyết định của tỉnh, chậm nhất không quá 03 ngày làm việc.",
            "P3D",
            "khi có quyết định của tỉnh",
        ),
    ],
)
def test_a_counted_term_behind_a_label_counts_from_its_event(item: str, offset: str, anchor: str) -> None:
    [deadline] = read(item)[1]
    assert (deadline.due, deadline.offset, deadline.anchor) == (None, offset, anchor)


def test_each_occurrence_sets_no_day() -> None:
    [deadline] = read("Phấn đấu 100% ổ dịch được xử lý trong vòng 48 giờ.")[1]
    assert (deadline.due, deadline.offset) == (None, "PT48H")


def test_a_zone_of_danger_sets_no_deadline() -> None:
    assert not read("Kiểm đếm tàu thuyền (vùng nguy hiểm trong 24 giờ tới từ vĩ tuyến 14,5 đến 18,0).")[1]


@pytest.mark.parametrize(
    "item",
    [
        "Đề nghị UBND các xã: (1) thu ngân sách đạt dự toán trước 25/12/2024; (2) chi trả chế độ xong trước 30/11/2024.",
        "Giao Phòng Kinh tế (1) rà soát quy hoạch trước ngày 25/12/2024, (2) trình UBND huyện trước ngày 30/11/2024.",
    ],
)
def test_each_inline_count_has_its_own_date(item: str) -> None:
    record, deadlines = read(item)
    assert [deadline.due for deadline in deadlines] == ["2024-12-25", "2024-11-30"]
    assert not any(d.text.rstrip(" .").endswith((")", "và")) for d in record.directives)


def test_a_clause_ends_before_the_word_that_joins_the_next() -> None:
    item = "Chi cục Đăng kiểm có văn bản hướng dẫn trước ngày 15/8/2024 và tổng hợp kết quả báo cáo định kỳ hàng quý."
    texts = [d.text for d in read(item)[0].directives if d.deadline]
    assert texts[0].endswith("15/8/2024")


def test_when_the_time_is_over_belongs_to_what_is_done_then() -> None:
    item = "Nhà đầu tư có văn bản cam kết tiến độ trước ngày 05/10/2024; quá thời hạn trên, giao Phòng Kinh tế báo cáo."
    texts = [d.text for d in read(item)[0].directives]
    assert any(text.startswith("quá thời hạn trên") for text in texts)


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("Các xã định kỳ trước 16 giờ ngày 15 và ngày cuối tháng báo cáo kết quả.", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
        ("Các xã báo cáo trước ngày 15 và ngày cuối cùng của tháng.", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
        ("Các xã báo cáo 02 lần/tháng (ngày 15 và ngày 30).", "FREQ=MONTHLY;BYMONTHDAY=15,30"),
    ],
)
def test_two_days_of_each_month_are_one_rule(item: str, rule: str) -> None:
    assert [deadline.recurrence for deadline in read(item)[1]] == [rule]


def test_the_last_day_of_one_month_does_not_recur() -> None:
    assert not any(deadline.recurrence for deadline in read("Các xã báo cáo vào ngày 15 và ngày cuối tháng 4/2024.")[1])


@pytest.mark.parametrize(
    "item",
    ["Sau đại hội 5 ngày, các chi bộ gửi hồ sơ về huyện.", "Chậm nhất 5 ngày sau đại hội, các chi bộ gửi hồ sơ."],
)
def test_a_length_behind_an_event_that_is_yet_to_be(item: str) -> None:
    [deadline] = read(item)[1]
    assert (deadline.due, deadline.anchor, deadline.offset) == (None, "đại hội", "P5D")


def test_each_thing_of_a_list_has_its_date() -> None:
    item = "Phòng Kinh tế giải phóng mặt bằng: tuyến N1 trước 31/10/2024, tuyến N2 trước 15/11/2024."
    record, deadlines = read(item)
    assert [deadline.due for deadline in deadlines] == ["2024-10-31", "2024-11-15"]
    assert [a.text for d in record.directives if d.deadline for a in d.assignees] == ["Phòng Kinh tế"] * 2


@pytest.mark.parametrize(
    "item",
    ["Thời gian: 7h00 ngày 05/9/2024 (thứ Năm).", "Thời gian tổ chức: ngày 20/10/2024.", "Địa điểm: 14h00 ngày 20/9."],
)
def test_when_something_takes_place_is_no_order(item: str) -> None:
    assert not [d.text for d in extract(NOTICE.format(item=item)).directives if d.text in item]


def test_by_when_something_is_to_be_handed_in_is_an_order() -> None:
    dues = [
        d.deadline.due
        for d in extract(NOTICE.format(item="Thời hạn gửi báo cáo: trước ngày 20/10/2024.")).directives
        if d.deadline
    ]
    assert dues == ["2024-10-20"]
