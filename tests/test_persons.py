"""Persons: what vouches for a name, where it ends, which offices are its own, and what is no person."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.characters import matching_view
from extractor.lexicon.names import name_words
from extractor.pipeline import extract
from extractor.recognise.offices import find_offices
from extractor.recognise.organisations import find_organisations
from extractor.recognise.persons import find_persons


def persons_of(text: str) -> list[tuple[str, list[str]]]:
    view = matching_view(text)
    found = find_persons(view, find_offices(view, []), text)
    return [(text[person.start : person.end], list(person.positions)) for person in found]


def names_of(text: str) -> list[str]:
    return [name for name, _ in persons_of(text)]


@pytest.mark.parametrize(
    ("text", "name", "positions"),
    [
        ("Chủ tịch HĐND tỉnh Bế Văn Sáng phát biểu", "Bế Văn Sáng", ["Chủ tịch HĐND tỉnh"]),
        ("đồng chí Lý Thị Ninh Hoa – TUV, Bí thư Huyện uỷ; cùng dự", "Lý Thị Ninh Hoa", ["TUV", "Bí thư Huyện uỷ"]),
        ("Ông Phạm Văn Thiều (Chủ tịch UBND xã Tân Lập) nói", "Phạm Văn Thiều", ["Chủ tịch UBND xã Tân Lập"]),
        (
            "Chủ tịch UBND tỉnh, kiêm Trưởng Ban Chỉ đạo Trần Hữu Giáp kết luận",
            "Trần Hữu Giáp",
            ["Chủ tịch UBND tỉnh", "Trưởng Ban Chỉ đạo"],
        ),
        ("Thiếu tướng, PGS.TS Võ Văn Nam, Giám đốc Học viện dự", "Võ Văn Nam", ["Giám đốc Học viện"]),
        ("bà Yoonhee Kim thăm tỉnh", "Yoonhee Kim", []),
        ("Phó Bí thư Thường trực Tỉnh ủy K'Brêu tặng quà", "K'Brêu", ["Phó Bí thư Thường trực Tỉnh ủy"]),
        ("Đồng chí A Thum, Phó Chủ tịch UBND xã", "A Thum", ["Phó Chủ tịch UBND xã"]),
        (
            "Bí thư Chi bộ, Trưởng thôn Tân Lập Hoàng Văn Páo kể",
            "Hoàng Văn Páo",
            ["Bí thư Chi bộ", "Trưởng thôn Tân Lập"],
        ),
        ("kết luận của phó thủ tướng nguyễn thiện tâm tại hội nghị", "nguyễn thiện tâm", ["phó thủ tướng"]),
        ("Ảnh: L. Nam", "L. Nam", []),
        ("Theo ông Giang, tiến độ chậm", "Giang", []),
        ("ông Nguyễn Văn Kha, nguyên Giám đốc Sở Y tế, cho biết", "Nguyễn Văn Kha", ["nguyên Giám đốc Sở Y tế"]),
    ],
)
def test_name_and_positions(text: str, name: str, positions: list[str]) -> None:
    assert persons_of(text) == [(name, positions)]


def test_comrades_of_all_peoples_in_a_list() -> None:
    text = "Các đồng chí Y Thoan Niê, K'Brài, Giàng A Dơ và Thạch Sa Mết được phân công."
    assert names_of(text) == ["Y Thoan Niê", "K'Brài", "Giàng A Dơ", "Thạch Sa Mết"]


def test_each_of_a_list_keeps_his_own_offices() -> None:
    text = (
        "có các đồng chí: Lê Văn Hùng, Trưởng Ban Tổ chức Tỉnh ủy; "
        "Mai Thị Lan, Tỉnh ủy viên, Giám đốc Sở Nội vụ; Chủ tịch UBND xã Bùi Hữu Tài."
    )
    assert persons_of(text) == [
        ("Lê Văn Hùng", ["Trưởng Ban Tổ chức Tỉnh ủy"]),
        ("Mai Thị Lan", ["Tỉnh ủy viên", "Giám đốc Sở Nội vụ"]),
        ("Bùi Hữu Tài", ["Chủ tịch UBND xã"]),
    ]


def test_an_office_between_two_names_goes_to_the_name_it_touches() -> None:
    text = "Chủ tịch UBND tỉnh Ngô Văn An, Giám đốc Sở Tài chính Tạ Thị Bình dự."
    assert persons_of(text) == [("Ngô Văn An", ["Chủ tịch UBND tỉnh"]), ("Tạ Thị Bình", ["Giám đốc Sở Tài chính"])]


def test_a_plural_office_is_everybodys() -> None:
    text = "các Phó Thủ tướng: Trần Hữu Bình, Vũ Hồng Khoa; lãnh đạo các bộ"
    assert persons_of(text) == [("Trần Hữu Bình", ["Phó Thủ tướng"]), ("Vũ Hồng Khoa", ["Phó Thủ tướng"])]


def test_an_office_of_somebody_else_is_not_taken() -> None:
    text = "Thực hiện Công điện của Thủ tướng Chính phủ, đồng chí Lò Văn Hặc yêu cầu:"
    assert persons_of(text) == [("Lò Văn Hặc", [])]


def test_signature_takes_the_lowest_office_and_not_whom_it_stands_for() -> None:
    text = "Nội dung./.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nRơ Châm Hiền"
    assert persons_of(text) == [("Rơ Châm Hiền", ["Phó Chủ tịch"])]


def test_signature_beside_the_recipients_finds_its_office() -> None:
    text = "Nơi nhận: TL. CHỦ TỊCH\n- Sở A; KT. CHÁNH VĂN PHÒNG\n- Sở B; PHÓ CHÁNH VĂN PHÒNG\n- Lưu: VT.\nLò Văn Hặc"
    assert persons_of(text) == [("Lò Văn Hặc", ["Phó Chánh Văn phòng"])]


@pytest.mark.parametrize(
    ("foot", "names"),
    [
        ("Thu Trang (Theo Báo Hà Giang)", ["Thu Trang"]),
        ("Tin, ảnh: Hoàng Linh - Thu Hương", ["Hoàng Linh", "Thu Hương"]),
        ("Bt:Thúy Ly (TTVH)", ["Thúy Ly"]),
        ("Tin: Theo Báo Hà Giang.", []),
        ("TRẦN QUANG BÌNH", ["TRẦN QUANG BÌNH"]),
    ],
)
def test_bylines(foot: str, names: list[str]) -> None:
    assert names_of(f"Hội nghị kết thúc lúc 17 giờ.\n{foot}") == names


def test_known_name_stands_bare_elsewhere() -> None:
    assert names_of("Đồng chí Điểu Kré chủ trì.\nSau đó Điểu Kré trao quà.") == ["Điểu Kré", "Điểu Kré"]


@pytest.mark.parametrize(
    "text",
    [
        "Sửa đường Trần Phú, phường Trưng Vương, xã Hoàng Văn Thụ.",
        "Trường THPT Lê Quý Đôn và Đoàn TNCS Hồ Chí Minh, TP. Hồ Chí Minh.",
        "xóa bỏ tổ chức bất hợp pháp Dương Văn Mình",
        "Các huyện Đầm Hà, Hải Hà, Cô Tô hoàn thành.",
        "tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Bí thư Tỉnh ủy yêu cầu chị em phụ nữ tham gia.",
        "dịp Tết Nguyên đán Giáp Thìn",
    ],
)
def test_no_person(text: str) -> None:
    assert names_of(text) == []


@given(st.text(alphabet="AaHàNguyễn Văn.,;:\n'-(Chủ tịch)Đồng chí", max_size=120))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    view = matching_view(text)
    end = 0
    for person in find_persons(view, find_offices(view, []), text):
        assert end <= person.start < person.end <= len(text)
        end = person.end


@pytest.mark.parametrize("piece", ["Nguyễn Văn ", "đồng chí ", "Ảnh: A, ", "Lê Văn An, Chủ tịch, ", "A'"])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    view = matching_view(piece * 4000)
    offices = find_offices(view, [])
    began = time.perf_counter()
    find_persons(view, offices)
    assert time.perf_counter() - began < 5


def test_table_is_in_the_form_the_matcher_reads() -> None:
    words = name_words()
    lower = (*words.surnames, *words.middles, *words.honorifics, *words.not_names, *words.speech)
    assert all(phrase == matching_view(phrase).lower() for phrase in lower)
    assert words.common_surnames <= words.surnames


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nguyên Trưởng Ban Tuyên giáo Thành ủy Phan Nguyễn Như Khuê nói", ["Phan Nguyễn Như Khuê"]),
        ("Phó Tổng giám đốc Tập đoàn Điện lực Việt Nam (EVN) - Nguyễn Tài Anh nói", ["Nguyễn Tài Anh"]),
        ("Bí thư Tỉnh ủy; Chẩu Văn Lâm, Chủ tịch UBND tỉnh", ["Chẩu Văn Lâm"]),
        ("Sư cô Thích Nữ Diệu Tâm; y sỹ Trần Vi Lượng", ["Thích Nữ Diệu Tâm", "Trần Vi Lượng"]),
        ("Ảnh: N.BẮC", ["N.BẮC"]),
        ("bà Võ Thị Phường chủ trì", ["Võ Thị Phường"]),
        ("ỦY BAN NHÂN DÂN\nTỈNH BÌNH THUẬN", []),
        ("Trụ sở (Số 05 Lê Thị Riêng), nạo vét rạch Ông Dầu, tại H.Hòa Vang", []),
    ],
)
def test_names_beside_bodies_and_places(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("Văn Thịnh", "Văn Thịnh"),
        ("Hà Giang Linh", "Hà Giang Linh"),
        ("Hoài Thương - Liên minh HTX Lâm Đồng", "Hoài Thương"),
        ("Thiên Vỹ - Anh Tấn", "Anh Tấn"),
        ("Ảnh: Anh Tấn", "Anh Tấn"),
    ],
)
def test_pen_names_at_the_foot(foot: str, name: str) -> None:
    text = f"Mưa to ở khắp nơi trong huyện.\nBà con đi làm về.\n{foot}"
    view = matching_view(text)
    assert name in [text[m.start : m.end] for m in find_persons(view, find_offices(view, find_organisations(view)))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sáng 5/6, đồng chí Nay H'Ban, Phó Bí thư Tỉnh ủy chủ trì cuộc họp.", "Nay H'Ban"),
        ("Sáng 5/6, đồng chí Ông Văn Huyên, Phó Bí thư Tỉnh ủy chủ trì cuộc họp.", "Ông Văn Huyên"),
        ("Đồng chí Chủ tịch UBND xã Mong Văn Tình chịu trách nhiệm kiểm tra.", "Mong Văn Tình"),
    ],
)
def test_surnames_that_look_like_other_words(text: str, name: str) -> None:
    assert name in {e.text for e in extract(text).entities if e.type == "person"}
