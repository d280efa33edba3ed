"""Where a paper has its date and how it is written: beside the number, in figures, filled in, above the signature."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract

ORDERS = """Ngày 02/6/2025, đồng chí Hiệu trưởng chủ trì họp giao ban và kết luận như sau:
1. Tổ Văn phòng hoàn thành danh sách học sinh bán trú trước ngày 30/6/2025.
2. Đoàn trường dọn vệ sinh khuôn viên trong tháng 7.
"""
HEADS = {
    "alone": "TRƯỜNG PTDTBT THCS TRUNG LÝ\nSố: 18/TB-THCS\n{date}\nTHÔNG BÁO\nKết luận họp giao ban tháng 6\n",
    "beside the number": "TRƯỜNG PTDTBT THCS TRUNG LÝ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 18/TB-THCS {date}\nTHÔNG BÁO\nKết luận họp giao ban tháng 6\n",
    "below the subject": "TRƯỜNG PTDTBT THCS TRUNG LÝ\nSố: 18/THCS\nV/v họp giao ban\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{date}\nKính gửi: Các tổ chuyên môn\n",
}
SIGNED = "HIỆU TRƯỞNG\nTrần Thị Mai\n"
WAYS = [
    "Mường Lát, ngày 05 tháng 6 năm 2025",
    "Mường Lát ngày 05 tháng 6 năm 2025",
    "Mường Lát, ngày 05/6/2025",
    "Mường Lát, 05/6/2025",
    "Mường Lát, ngày …05.tháng..6..năm 2025",
    "Mường Lát, ngày (05) tháng (6) năm 20 25",
    "Ea H’leo, ngày 05 tháng 6 năm 2025",
    "Ngày 05 tháng 6 năm 2025",
]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("date", WAYS)
def test_a_date_line_in_the_head(head: str, date: str) -> None:
    record = extract(head.format(date=date) + ORDERS + SIGNED)
    assert record.document.issued_on == "2025-06-05"
    assert [d.deadline.due for d in record.directives if d.deadline] == ["2025-06-30", "2025-07-31"]


@pytest.mark.parametrize("orders", [ORDERS, ORDERS + "3. Các tổ chuyên môn nộp kế hoạch tuần.\n" * 60])
def test_a_date_above_the_signature_leaves_the_orders_where_they_are(orders: str) -> None:
    head = "TRƯỜNG PTDTBT THCS TRUNG LÝ\nTHÔNG BÁO\nKết luận họp giao ban tháng 6\n"
    record = extract(head + orders + "Mường Lát, ngày 05 tháng 6 năm 2025\n" + SIGNED)
    document = record.document
    assert (document.issued_on, document.issued_at, document.signer.name) == ("2025-06-05", "Mường Lát", "Trần Thị Mai")
    assert len(record.directives) == orders.count(". ")


def test_a_day_that_ends_an_item_is_no_date_line() -> None:
    head = "TRƯỜNG PTDTBT THCS TRUNG LÝ\nSố: 18/TB-THCS\nTHÔNG BÁO\nKết luận họp giao ban tháng 6\n"
    record = extract(head + ORDERS + "3. Tổ Hành chính, ngày 20/6/2025\n" + SIGNED)
    assert record.document.issued_on is None


@pytest.mark.parametrize("line", ["Số: 21/TB-THCS", "21/TB-THCS"])
def test_a_number_in_the_body_hides_no_orders(line: str) -> None:
    head = "TRƯỜNG PTDTBT THCS TRUNG LÝ\nTHÔNG BÁO\nKết luận họp giao ban tháng 6\n"
    record = extract(f"{head}{ORDERS}Kèm theo Thông báo về thu chi như sau.\n{line}\n{SIGNED}")
    assert len(record.directives) == 2
