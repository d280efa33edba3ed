"""Specks of a scan between words, lines that were looked at twice, pages that lie askew of one another."""

from __future__ import annotations

import msgspec
import pytest

from extractor.core.record import Box
from extractor.reading.page_words import Line, Word, line_of, rows_of
from extractor.reading.pdf_paragraphs import blocks_of_pages
from extractor.reading.scan_usage import settle_by_usage
from extractor.reading.scan_words import sort_out
from extractor.reading.tesseract import SeenWord

WIDE = 17.0  # pixels of a hyphen at 300 dpi


def row(text: str, line: int, x: float = 300, dash: float = WIDE, confidence: float = 0.95) -> list[SeenWord]:
    """The words of a line; dashes are as wide as said, and read as surely."""
    out: list[SeenWord] = []
    for word in text.split():
        is_dash = word in "-–—"
        wide = dash if is_dash else 22.0 * len(word)
        top = 100.0 * line
        sure = confidence if is_dash else 0.95
        out.append(SeenWord(word, x, top, x + wide, top + 45, sure, 0, 54, line))
        x += wide + 18
    return out


def text_left(*rows: list[SeenWord]) -> list[str]:
    text, _ = sort_out([word for one in rows for word in one], [])
    return [" ".join(word.text for word in text if word.line == number) for number in range(len(rows))]


@pytest.mark.parametrize("sign", ["-", "–", "—"])
def test_a_dash_of_a_few_pixels_is_a_speck(sign: str) -> None:
    rows = row("giao Sở Nội vụ và công", 0), row(f"{sign} chức, viên chức kiểm tra {sign}", 1, dash=4)
    assert text_left(*rows) == ["giao Sở Nội vụ và công", "chức, viên chức kiểm tra"]


def test_bullets_and_dashes_between_words_stay() -> None:
    rows = row("- Giao Sở Nội vụ", 0), row("phát triển kinh tế -", 1), row("xã hội", 2)
    assert text_left(*rows) == ["- Giao Sở Nội vụ", "phát triển kinh tế -", "xã hội"]


def test_a_weak_dash_stays_only_in_line_with_others() -> None:
    sure, weak = row("- Giao Sở Nội vụ", 0), row("- Giao Sở Y tế", 1, confidence=0.6)
    assert text_left(sure, weak) == ["- Giao Sở Nội vụ", "- Giao Sở Y tế"]
    apart = row("— ỦY BAN NHÂN DÂN", 1, x=200, confidence=0.6)
    assert text_left(sure, apart) == ["- Giao Sở Nội vụ", "ỦY BAN NHÂN DÂN"]


def test_a_full_stop_alone_behind_a_mark_is_a_speck() -> None:
    assert text_left(row("- Các sở, ngành; .", 0), row("theo quy định ./.", 1)) == [
        "- Các sở, ngành;",
        "theo quy định ./.",
    ]


def test_a_part_of_a_word_that_was_looked_at_again_goes() -> None:
    once = row("Tổng cục", 0)
    part = [msgspec.structs.replace(row("ng", 1, x=345)[0], top=20, bottom=44, confidence=0.5)]
    assert text_left(once, part) == ["Tổng cục", ""]


# --- pages ----------------------------------------------------------------------------------------------------------


def lines(*texts: str, left: float = 72.0, right: float = 530.0, top: float = 60.0) -> list[Line]:
    """Lines of a scanned page: one that opens with a blank is indented, one that ends in a blank is not full."""
    out = []
    for number, text in enumerate(texts):
        start = left + (36 if text.startswith(" ") else 0)
        end = right - (150 if text.endswith(" ") else 0)
        words = text.split()
        step = (end - start) / len(words)
        y = top + 16 * number
        out.append(
            line_of(
                [
                    Word(
                        word, start + i * step, start + (i + 1) * step - 3, y, y + 11, False, 13, shown=Box(0, 0, 1, 1)
                    )
                    for i, word in enumerate(words)
                ]
            )
        )
    return out


FILLING = ["rà soát các công trình đã xuống cấp trên địa bàn", "huyện và báo cáo kết quả về tỉnh theo quy định."]
PAGE = [
    " - Giao Phòng Kinh tế chủ trì, phối hợp với các xã",
    *FILLING,
    " - Khi nhà đầu tư ngoài tỉnh nộp hồ sơ tại tỉnh",
    "Cao Bằng, Phòng Kinh tế hướng dẫn đăng ký trong",
    "ngày và trả lời bằng văn bản cho nhà đầu tư biết. ",
    " - Giao Phòng Nội vụ kiểm tra giờ giấc làm việc",
    *FILLING,
    " - Giao Phòng Tài chính bố trí kinh phí cho các xã",
    *FILLING,
]


def paragraphs(*pages: list[Line]) -> list[str]:
    out: list[str] = []
    for block in blocks_of_pages(list(pages)):
        if block.new_paragraph or not out:
            out.append(block.text)
        else:
            out[-1] += " " + block.text
    return out


@pytest.mark.parametrize(("left", "right"), [(85.0, 543.0), (85.0, 528.0), (60.0, 520.0)])
def test_a_page_scanned_askew_of_the_first_has_the_same_paragraphs(left: float, right: float) -> None:
    straight = paragraphs(lines(*PAGE), lines(*PAGE))
    moved = paragraphs(lines(*PAGE), lines(*PAGE, left=left, right=right))
    assert moved == straight
    assert any("tại tỉnh Cao Bằng, Phòng Kinh tế" in text for text in moved)


def test_blocks_keep_the_place_they_have_on_their_own_page() -> None:
    blocks = blocks_of_pages([lines(*PAGE), lines(*PAGE, left=85.0)])
    assert [block.text for block in blocks] == [" ".join(text.split()) for text in (*PAGE, *PAGE)]
    assert all(block.box == Box(0, 0, 1, 1) for block in blocks)


# --- what the document says elsewhere -------------------------------------------------------------------------------


def page(*texts: str) -> list[Word]:
    return [Word(word, 0, 1, 0, 1, False, 12) for text in texts for word in text.split()]


def settled(*texts: str) -> str:
    return " ".join(word.text for words in settle_by_usage([page(*texts)]) for word in words)


def test_a_word_is_read_as_the_document_says_it_elsewhere() -> None:
    often = ["Quy chế bến thủy nội địa."] * 4
    assert settled(*often, "Quy chế bên thủy nội địa.").endswith("Quy chế bến thủy nội địa.")
    words = settle_by_usage([page(*often), page("Quy chế bên thủy nội địa.")])[1]
    assert [word.seen for word in words] == [None, None, "bên", None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ. Sở Nội vụ. Ông Nội vụ. Ông Nôi vụ.",  # too seldom
        "xã An Hòa, xã An Hòa, xã An Hòa, xã An Hóa",  # a mark behind it: one neighbour tells too little
        "của tỉnh và của tỉnh và của tỉnh và của tính và của tính và",  # both are said
    ],
)
def test_what_the_document_may_say_both_ways_stays(text: str) -> None:
    assert settled(text) == text


# --- rows and titles ------------------------------------------------------------------------------------------------


def words_at(text: str, top: float, left: float = 72.0, step: float = 40.0) -> list[Word]:
    return [
        Word(word, left + step * i, left + step * i + 34, top, top + 11, False, 13, shown=Box(0, 0, 1, 1))
        for i, word in enumerate(text.split())
    ]


def test_lines_of_a_scan_that_stand_over_one_another_are_two_rows() -> None:
    rows = rows_of([*words_at("- Bộ Tư pháp;", 100.0), *words_at("- Tổng cục Thuế;", 103.5)])
    assert [" ".join(word.text for word in row) for row in rows] == ["- Bộ Tư pháp;", "- Tổng cục Thuế;"]


def test_pieces_side_by_side_stay_one_row() -> None:
    rows = rows_of([*words_at("- Giao Sở", 100.0), *words_at("Nội vụ", 103.5, left=200.0)])
    assert [" ".join(word.text for word in row) for row in rows] == ["- Giao Sở Nội vụ"]


def test_a_second_line_of_a_title_as_wide_as_the_page_belongs_to_it() -> None:
    title = lines("CHỈ THỊ", left=270, right=332, top=40)
    title += lines("Về việc tăng cường quản lý vốn để hỗ trợ", left=98, right=504, top=60)
    second = lines("các xã thực hiện dự án nước sạch tại tỉnh Cao Bằng", left=74, right=528, top=77)
    title += [msgspec.structs.replace(line, size=10.5) for line in second]
    hidden = lines("qua, các cấp, các ngành đã có nhiều cố gắng", left=160, top=108)
    body = lines(*PAGE, top=124)
    assert paragraphs([*title, *hidden, *body])[1:3] == [
        "Về việc tăng cường quản lý vốn để hỗ trợ các xã thực hiện dự án nước sạch tại tỉnh Cao Bằng",
        "qua, các cấp, các ngành đã có nhiều cố gắng",
    ]
