"""Tables and headings of plain papers: heads in everyday words, who joins in told behind the name, whose a part is."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, partners, read_notice

from extractor.lexicon.table_heads import column_of

HEAD = letterhead(
    "Long Điền",
    "17/TB-UBND",
    "ngày 04 tháng 01 năm 2027",
    "Kết luận của Phó Chủ tịch UBND huyện Lê Thị Mận tại cuộc họp giao ban",
    "Sáng 04/01/2027, Phó Chủ tịch UBND huyện Lê Thị Mận chủ trì họp giao ban và kết luận như sau:",
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Cùng làm", "coordinate"),
        ("Làm cùng", "coordinate"),
        ("Nơi làm cùng", "coordinate"),
        ("Bên góp sức", "coordinate"),
        ("Phụ việc", "coordinate"),
        ("Ai phụ", "coordinate"),
        ("Người phụ trách", "lead"),
        ("Bên lo", "lead"),
        ("Nơi làm", "lead"),
        ("Đơn vị nhận việc", "lead"),
        ("Đơn vị nhận", "recipient"),
        ("Phải làm gì", "task"),
        ("Hẹn xong", "deadline"),
    ],
)
def test_heads_in_everyday_words(head: str, kind: str) -> None:
    assert column_of(head) == kind


def test_table_under_a_heading_in_capitals() -> None:
    """The first head of a table goes on with no heading above it, and a cell tells who joins in behind the name."""
    text = """
    III. VIỆC CUỐI NĂM
    TT
    Việc
    Người làm
    Hạn
    1
    Gom vở cũ cho lớp xóa mù, bọc lại bìa
    Hội Khuyến học huyện
    11/02
    2
    Dẹp hàng quán lấn bến, kẻ lại vạch đậu xe
    Ban Quản lý bến xe; Công an huyện phối hợp
    13/02
    """
    found = read_notice(HEAD, *(line.strip() for line in text.strip().splitlines())).directives
    assert [(leads(d), partners(d), d.deadline.due if d.deadline else None) for d in found] == [
        (["Hội Khuyến học huyện"], [], "2027-02-11"),
        (["Ban Quản lý bến xe"], ["Công an huyện"], "2027-02-13"),
    ]


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("1. Bể chứa - phần việc của UBND các xã", ["UBND các xã"]),
        ("1. Vận chuyển (giao Phòng Tài nguyên và Môi trường)", ["Phòng Tài nguyên và Môi trường"]),
        ("1. Sửa đường liên thôn - trách nhiệm của Phòng Quản lý đô thị", ["Phòng Quản lý đô thị"]),
        ("1. Bể chứa - công trình của dân", []),
    ],
)
def test_whose_the_matter_of_a_heading_is(heading: str, who: list[str]) -> None:
    found = read_notice(HEAD, heading, "- Hàn vá bể nứt trước ngày 30/6/2027.").directives
    assert [leads(d) for d in found] == [who]
