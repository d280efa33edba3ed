"""What a page prints above a report is not its headline. All lines are composed."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract

HEADLINE = "Đẩy nhanh tiến độ kè chống sạt lở bờ sông"
REPORT = """Sáng 4/6, đồng chí Lê Văn Khoa, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp về tiến độ kè chống sạt lở.

Theo báo cáo của Sở Nông nghiệp và Môi trường, đến nay tuyến kè đã xong 1,2 km.

Đồng chí Lê Văn Khoa yêu cầu Sở Nông nghiệp và Môi trường hoàn thành đoạn còn lại trước ngày 30/6.
"""
FURNITURE = [
    "Nghe đọc bài: 00:00 / 03:12",
    "0:00/ 0:00 Nữ miền Bắc",
    "Giọng Nam",
    "Tác giả: Minh Anh",
    "Người đăng: Ban Biên tập",
    "BBT",
    "Báo Lâm Sơn điện tử",
    "Lâm Sơn Online >> Nông thôn mới",
    "Trang chủ > Thời sự > Chính trị",
    "Quang cảnh buổi làm việc. Ảnh: Minh Anh",
    "(Ảnh minh họa)",
    "05/06/2025 08:30",
    "Hà Tĩnh, ngày 5/6/2025",
    "Xem với cỡ chữ  A+ A-  Tương phản",
    "Lượt xem: 1.234",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_page_above_the_headline(line: str) -> None:
    assert extract(f"{line}\n{HEADLINE}\n\n{REPORT}").document.title == HEADLINE


def test_all_of_them_above_the_headline() -> None:
    lines = [line for line in FURNITURE if "Hà Tĩnh" not in line]
    record = extract("\n".join(lines) + f"\n{HEADLINE}\n\n{REPORT}")
    assert (record.document.title, len(record.directives)) == (HEADLINE, 1)


@pytest.mark.parametrize(
    "headline",
    [
        "Nghe báo cáo tiến độ lập quy hoạch chung đô thị ven sông",
        "Nguồn vốn cho tuyến kè được bố trí đủ trong năm 2025",
        "Chia sẻ khó khăn với người dân vùng sạt lở",
        "Toàn cảnh kinh tế tỉnh Lâm Sơn năm 2025",
    ],
)
def test_headlines_that_look_like_lines_of_the_page(headline: str) -> None:
    assert extract(f"{headline}\n\n{REPORT}").document.title == headline
