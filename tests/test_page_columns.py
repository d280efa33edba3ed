"""Where words stand on a page, and the order their lines are read in."""

from __future__ import annotations

from extractor.reading.page_columns import PageLines, lines_in_columns
from extractor.reading.page_words import Word
from extractor.reading.pdf_paragraphs import blocks_of_pages

WIDTH, PITCH, LETTER = 595.0, 18.0, 6.0


def words(text: str, x: float, row: int, *, bold: bool = False) -> list[Word]:
    """A line of `text` from `x` on, in the given row of the page."""
    out = []
    for word in text.split():
        length = len(word) * LETTER
        out.append(Word(word, x, x + length, 60 + row * PITCH, 72 + row * PITCH, bold, 13))
        x += length + 4
    return out


def page(*lines: tuple[str, float, int]) -> list[Word]:
    return [word for text, x, row in lines for word in words(text, x, row)]


def told(made: PageLines) -> list[tuple[str, str]]:
    return [(line.region, line.text) for line in made.lines]


BODY = tuple(
    (f"Dòng thân văn bản thứ {row} kéo dài hết chiều ngang của trang giấy A4 này.", 85.0, row) for row in range(9, 14)
)


def test_a_title_wrapped_in_its_column_still_opens_the_right_column() -> None:
    made = lines_in_columns(
        page(
            ("ỦY BAN NHÂN DÂN", 100, 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", 300, 0),
            ("TỈNH LÂM SƠN", 110, 1), ("NAM", 400, 1),
            ("Số: 12/TB-UBND", 105, 2), ("Độc lập - Tự do - Hạnh phúc", 320, 2),
            ("Lâm Sơn, ngày 03 tháng 4 năm 2026", 310, 3),
            *BODY,
        ),
        WIDTH,
    )  # fmt: skip
    assert told(made)[:7] == [
        ("header_left", "ỦY BAN NHÂN DÂN"),
        ("header_left", "TỈNH LÂM SƠN"),
        ("header_left", "Số: 12/TB-UBND"),
        ("header_right", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"),
        ("header_right", "NAM"),
        ("header_right", "Độc lập - Tự do - Hạnh phúc"),
        ("header_right", "Lâm Sơn, ngày 03 tháng 4 năm 2026"),
    ]


def test_the_type_of_the_document_below_the_header_is_no_part_of_its_left_column() -> None:
    made = lines_in_columns(
        page(
            ("ĐẢNG BỘ TỈNH LÂM SƠN", 90, 0), ("ĐẢNG CỘNG SẢN VIỆT NAM", 340, 0),
            ("TỈNH ỦY", 130, 1), ("Lâm Sơn, ngày 03 tháng 4 năm 2026", 320, 1),
            ("Số 12-TB/TU", 120, 2),
            ("THÔNG BÁO", 250, 3),
            *BODY,
        ),
        WIDTH,
    )  # fmt: skip
    assert ("header_left", "Số 12-TB/TU") in told(made)
    assert ("body", "THÔNG BÁO") in told(made)


def test_a_stacked_header_is_read_row_by_row() -> None:
    made = lines_in_columns(
        page(
            ("BỘ Y TẾ", 270, 0), ("Số: 81/TB-BYT", 250, 1),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 190, 2), ("Độc lập - Tự do - Hạnh phúc", 210, 3),
            ("Hà Nội, ngày 21 tháng 7 năm 2023", 200, 4),
            *BODY,
        ),
        WIDTH,
    )  # fmt: skip
    assert [region for region, _ in told(made)[:5]] == ["header_left"] * 2 + ["header_right"] * 3


def test_place_and_date_wrapped_in_the_column_close_the_header() -> None:
    made = lines_in_columns(
        page(
            ("ỦY BAN NHÂN DÂN", 80, 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 0),
            ("THÀNH PHỐ HỒ CHÍ MINH", 70, 1), ("Độc lập - Tự do - Hạnh phúc", 320, 1),
            ("Số: 788/TB-UBND", 90, 2), ("Thành phố Hồ Chí Minh, ngày 06 tháng 11", 300, 2),
            ("năm 2025", 400, 3),
            ("Ngày 03 tháng 11 năm 2025, Phó Chủ", 85, 4), ("tịch Ủy ban nhân dân họp với các sở", 320, 4),
            *BODY,
        ),
        WIDTH,
    )  # fmt: skip
    regions = {text: region for region, text in told(made)}
    assert regions["năm 2025"] == "header_right"
    assert not any(region.startswith("header") for text, region in regions.items() if "Ngày 03" in text)
    blocks = blocks_of_pages([made.lines])
    assert [b.new_paragraph for b in blocks if b.text == "năm 2025"] == [False]


def test_a_foot_goes_on_over_the_page() -> None:
    first = lines_in_columns(page(*BODY, ("Nơi nhận:", 85, 15), ("TL. CHỦ TỊCH", 380, 15)), WIDTH)
    second = lines_in_columns(
        page(
            ("- Thường trực Tỉnh ủy, HĐND tỉnh", 85, 0), ("CHÁNH VĂN PHÒNG", 370, 0),
            ("(để báo cáo);", 85, 1), ("- Lưu: VT.", 85, 2), ("Trần Quốc Hưng", 375, 5),
        ),
        WIDTH, first,
    )  # fmt: skip
    assert told(second) == [
        ("recipients", "- Thường trực Tỉnh ủy, HĐND tỉnh"),
        ("recipients", "(để báo cáo);"),
        ("recipients", "- Lưu: VT."),
        ("signature", "CHÁNH VĂN PHÒNG"),
        ("signature", "Trần Quốc Hưng"),
    ]


def two_columns(rows: int, start: int = 0) -> list[Word]:
    left = tuple((f"Dòng trái {row:02d} đầy đến mép của cột", 60.0, row) for row in range(start, start + rows))
    right = tuple((f"Dòng phải {row:02d} đầy đến mép của cột", 320.0, row) for row in range(start, start + rows))
    return page(*left, *right)


def test_a_body_in_two_columns_is_read_column_by_column() -> None:
    first = lines_in_columns(two_columns(8), WIDTH)
    texts = [line.text for line in first.lines]
    assert [text[:9] for text in texts] == ["Dòng trái"] * 8 + ["Dòng phải"] * 8
    assert not any(block.new_paragraph for block in blocks_of_pages([first.lines])[1:8])

    rest = lines_in_columns(two_columns(2), WIDTH, first)
    assert [line.text[:9] for line in rest.lines] == ["Dòng trái"] * 2 + ["Dòng phải"] * 2


def test_rows_of_a_table_without_rulings_are_no_columns_of_text() -> None:
    rows = tuple(
        cell
        for row, (task, unit) in enumerate(
            [("Rà soát quy hoạch", "Sở Xây dựng")] * 5 + [("Báo cáo tiến độ hằng tháng theo mẫu", "UBND các xã")] * 5
        )
        for cell in ((task, 60.0, row), (unit, 330.0, row))
    )
    made = lines_in_columns(page(*rows), WIDTH)
    assert made.lines[0].text == "Rà soát quy hoạch Sở Xây dựng"


def test_the_last_word_of_a_long_name_runs_on() -> None:
    made = lines_in_columns(
        page(
            ("TỔNG CÔNG TY ĐƯỜNG SẮT VIỆT", 60, 0), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 320, 0),
            ("NAM", 130, 1), ("Độc lập - Tự do - Hạnh phúc", 340, 1),
            ("Số: 748/TB-ĐS", 90, 2), ("Hà Nội, ngày 17 tháng 3 năm 2017", 330, 2),
            *BODY,
        ),
        WIDTH,
    )  # fmt: skip
    opens = {block.text: block.new_paragraph for block in blocks_of_pages([made.lines])}
    assert not opens["NAM"]
    assert opens["Số: 748/TB-ĐS"]
