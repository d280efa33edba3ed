"""Signs that open items: bullets of Word and of pages, letters of Wingdings that lost their font, labels left alone."""

from __future__ import annotations

import pytest

from extractor.core.record import Record
from extractor.pipeline import extract

LABELLED = """THÔNG BÁO
Kết luận cuộc họp giao ban tháng 4 của Ủy ban nhân dân xã Lũng Mây
1. Phòng Kinh tế:
- Rà soát toàn bộ bể chứa, đường ống dẫn nước trên địa bàn trước ngày 15/4/2026.
- Lập danh sách các hộ thiếu nước, báo cáo Chủ tịch Ủy ban nhân dân xã.
2. Trạm Y tế:
- Lấy mẫu nước tại các bể dùng chung gửi xét nghiệm trong tháng 4/2026.
"""


def told(record: Record) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.text, tuple(a.text for a in d.assignees)) for d in record.directives]


def test_the_notice_itself() -> None:
    doers = [names for _, names in told(extract(LABELLED))]
    assert doers == [("Phòng Kinh tế",), ("Phòng Kinh tế",), ("Trạm Y tế",)]


@pytest.mark.parametrize("sign", [*"•▪►→➢✓◆§Øüo", "–", "+", "*"])
def test_signs_of_items(sign: str) -> None:
    assert told(extract(LABELLED.replace("\n- ", f"\n{sign} "))) == told(extract(LABELLED))


@pytest.mark.parametrize(("label", "alone"), [("\n- ", "\n-\n"), ("\n- ", "\n•\n"), ("1. ", "1.\n"), ("2. ", "2)\n")])
def test_labels_in_a_line_of_their_own(label: str, alone: str) -> None:
    assert told(extract(LABELLED.replace(label, alone))) == told(extract(LABELLED))


def test_numbers_of_a_first_column_stay_in_their_lines() -> None:
    rows = "STT\nNhiệm vụ\nĐơn vị chủ trì\nThời hạn\n1.\nSửa bể nước thôn Đông\nPhòng Kinh tế\n15/4/2026\n2.\nLấy mẫu nước\nTrạm Y tế\n20/4/2026\n"
    record = extract("THÔNG BÁO\nKết luận cuộc họp giao ban\nPhân công nhiệm vụ như sau:\n" + rows)
    assert "1. Sửa bể" not in record.text
