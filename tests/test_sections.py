"""Sections as the record tells them: what counts as a heading, and the path that a directive is shown under."""

from __future__ import annotations

import pytest

from extractor.assemble.sections import assemble_sections
from extractor.core.locating import spot_of_directive
from extractor.pipeline import extract
from extractor.structure.outline import Line

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 318/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 12 tháng 3 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về phòng cháy, chữa cháy rừng
"""
TASKS = """
I. ĐÁNH GIÁ CHUNG
Các địa phương đã chủ động lực lượng tại chỗ.
II. NHIỆM VỤ TRỌNG TÂM
1. Về tuần tra, canh gác
a) Giao Chi cục Kiểm lâm rà soát các chốt gác, báo cáo trước ngày 20/3/2026.
2. Các xã, phường:
- Tổ chức phát dọn đường băng cản lửa trước ngày 25/3/2026.
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Giàng Thị Mỷ"""


@pytest.mark.parametrize(
    "opening",
    [
        "Ngày 10 tháng 3 năm 2026, tại trụ sở UBND tỉnh, Chủ tịch UBND tỉnh chủ trì cuộc họp về phòng cháy, chữa cháy rừng. "
        "Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:",
        "Sau khi nghe Chi cục Kiểm lâm báo cáo, Chủ tịch UBND tỉnh kết luận:",
        "Thực hiện Công điện số 22/CĐ-TTg ngày 05/3/2026 của Thủ tướng Chính phủ, UBND tỉnh yêu cầu:",
        "Xét Tờ trình số 41/TTr-SNNMT ngày 02/3/2026, Chủ tịch UBND tỉnh có ý kiến như sau:",
        "Hiện toàn tỉnh còn 12 điểm nguy cơ cháy cấp V; 3 xã đã có cháy nhỏ. Để chủ động ứng phó, UBND tỉnh yêu cầu:",
    ],
)
def test_the_paragraph_that_opens_is_no_heading(opening: str) -> None:
    record = extract(HEAD + opening + TASKS)
    assert not [s.heading.text for s in record.sections if s.heading and s.heading.text.startswith(opening[:20])]
    paths = [spot_of_directive(record, directive).section for directive in record.directives]
    assert paths == [
        ("II. NHIỆM VỤ TRỌNG TÂM", "1. Về tuần tra, canh gác", "a)"),
        ("II. NHIỆM VỤ TRỌNG TÂM", "2. Các xã, phường:"),
    ]


@pytest.mark.parametrize(
    ("words", "heading", "lead_in", "told"),
    [
        ("NHIỆM VỤ TRỌNG TÂM", True, False, True),
        ("Sở Xây dựng:", True, True, True),
        ("Các giải pháp trọng tâm:", False, True, True),
        ("Giao các sở, ban, ngành:", False, True, True),
        ("Mực nước hồ đã xuống thấp. Để bảo đảm nước tưới, yêu cầu:", False, True, False),
        ("Hạn đến sớm; mặn vào sâu. Yêu cầu các xã:", False, True, False),
        (
            "Trong thời gian tới các địa phương " + "tiếp tục theo dõi diễn biến thời tiết, " * 3 + "cụ thể:",
            False,
            True,
            False,
        ),
        ("Giao các đơn vị " + "rà soát, thống kê, lập danh sách và báo cáo " * 5, True, False, False),
        ("Kiểm tra các chốt gác.", False, False, False),
    ],
)
def test_a_heading_names_and_does_not_tell(words: str, heading: bool, lead_in: bool, told: bool) -> None:
    line = Line(0, len(words), 0, "tasks", heading=heading, lead_in=lead_in)
    (section,) = assemble_sections(words, [line])
    assert (section.heading is not None) == told
    assert section.heading is None or section.heading.text == words
