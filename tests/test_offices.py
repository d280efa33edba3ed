"""Offices: where a role phrase begins and ends, what is plural, and whose bodies stay entities."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.characters import matching_view
from extractor.core.mentions import EntityMention, OfficeMention
from extractor.lexicon.offices import heads, office_words, written_office
from extractor.recognise.offices import find_offices


def offices_of(text: str, *bodies: str) -> list[OfficeMention]:
    view = matching_view(text)
    places = [(view.index(matching_view(body)), len(body)) for body in bodies]
    known = [EntityMention("organization", start, start + size, "given") for start, size in places]
    return find_offices(view, known)


def phrases_of(text: str, *bodies: str) -> list[str]:
    return [text[office.start : office.end] for office in offices_of(text, *bodies)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh Bế Văn Sáng",
            ["Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch HĐND tỉnh"],
        ),
        (
            "giao Giám đốc các Sở: Tài chính, Xây dựng, Công Thương; Chủ tịch UBND các xã, phường",
            ["Giám đốc các Sở: Tài chính, Xây dựng, Công Thương", "Chủ tịch UBND các xã, phường"],
        ),
        (
            "Bí thư, Chủ tịch Ủy ban nhân dân các xã, thị trấn phát huy vai trò",
            ["Bí thư, Chủ tịch Ủy ban nhân dân các xã, thị trấn"],
        ),
        ("- CT, các PCT UBND tỉnh;", ["CT, các PCT UBND tỉnh"]),
        ("- VPUB: CVP, các PCVP, KTTH;", ["CVP, các PCVP"]),
        ("Trưởng các phòng: Nội vụ, Tư pháp báo cáo", ["Trưởng các phòng: Nội vụ, Tư pháp"]),
        ("Trưởng Ban Tổ chức Tỉnh ủy chủ trì", ["Trưởng Ban Tổ chức Tỉnh ủy"]),
        ("Các đ/c ủy viên BTV Huyện uỷ", ["Các đ/c ủy viên BTV Huyện uỷ"]),
        ("thành viên đoàn công tác theo Quyết định", ["thành viên đoàn công tác"]),
        ("Bí thư Huyện ủy Hà Quảng Nông Văn Tiến", ["Bí thư Huyện ủy Hà Quảng"]),
        ("Chủ tịch UBND huyện Lường Văn Tài đề nghị", ["Chủ tịch UBND huyện"]),
        ("Hiệu trưởng Trường THPT Lê Quý Đôn Phạm Thị Hiền", ["Hiệu trưởng Trường THPT Lê Quý Đôn"]),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", ["Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"]),
        ("Tư lệnh Quân khu 5, Bí thư chi bộ ấp 7", ["Tư lệnh Quân khu 5", "Bí thư chi bộ ấp 7"]),
        ("nguyên Phó Bí thư Thành ủy phát biểu", ["nguyên Phó Bí thư Thành ủy"]),
        ("Chánh Văn phòng Huyện ủy, người đứng đầu cấp ủy", ["Chánh Văn phòng Huyện ủy", "người đứng đầu cấp ủy"]),
    ],
)
def test_phrase_reaches_to_the_end_of_its_body(text: str, expected: list[str]) -> None:
    assert phrases_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 21/2024/QĐ-TTg ngày 22/11/2024",
        "Ban Bí thư ban hành chỉ thị",
        "công tác lãnh đạo, chỉ đạo được tăng cường",
        "phân công trách nhiệm từng thành viên, tốc độ tăng trưởng cao",
        "Bộ Tư lệnh đóng tại địa bàn",
    ],
)
def test_look_alikes_are_no_offices(text: str) -> None:
    assert phrases_of(text) == []


def test_known_body_with_commas_is_taken_whole() -> None:
    body = "Ban Chỉ đạo xoá nhà tạm, nhà dột nát huyện Tủa Chùa"
    assert phrases_of(f"Trưởng Ban, Phó Ban và các thành viên {body} dự.", body) == [
        f"Trưởng Ban, Phó Ban và các thành viên {body}"
    ]


def test_known_body_that_swallowed_a_name_is_cut() -> None:
    assert phrases_of("Chủ tịch UBND huyện Chau Kim Sa nói", "UBND huyện Chau Kim Sa") == ["Chủ tịch UBND huyện"]


def test_bodies_of_leaders_still_count_and_bodies_of_offices_do_not() -> None:
    text = "lãnh đạo UBND huyện; Thủ trưởng các cơ quan, đơn vị: Sở Tài chính, Sở Xây dựng; Chủ tịch UBND tỉnh"
    assert [office.bodies_count for office in offices_of(text)] == [True, True, False]


def test_plural_is_told_by_the_words_around_or_by_the_bodies() -> None:
    text = "Chủ tịch UBND tỉnh; các Phó Chủ tịch UBND tỉnh; Giám đốc các sở; Bí thư Tỉnh ủy"
    assert [office.plural for office in offices_of(text)] == [False, True, True, False]


def test_parts_are_the_single_offices() -> None:
    text = "các đồng chí Bí thư, Chủ tịch UBND xã"
    (office,) = offices_of(text)
    assert text[office.start : office.end] == text
    assert [text[start:end] for start, end in office.parts] == ["Bí thư", "Chủ tịch UBND xã"]


@given(
    st.lists(
        st.sampled_from(
            ["Chủ tịch", "UBND", "tỉnh", ",", "các", "và", "Sở", "Tài chính", ":", "Hà", "Văn", "\n", "lãnh đạo", "5"]
        ),
        max_size=40,
    )
)
def test_phrases_lie_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for office in find_offices(matching_view(text), []):
        assert end <= office.start < office.end <= len(text)
        assert all(office.start <= a < b <= office.end for a, b in office.parts)
        end = office.end


@pytest.mark.parametrize("piece", ["Chủ tịch, ", "lãnh đạo các sở, ", "Ban Chỉ đạo, xoá nhà, ", "Nguyễn ", "các "])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    find_offices("Chủ tịch UBND tỉnh", [])
    began = time.perf_counter()
    find_offices(matching_view(piece * 5000), [])
    assert time.perf_counter() - began < 5


def test_table_is_in_the_form_the_matcher_reads() -> None:
    words = office_words()
    lower = (*heads(), *words.needs_body, *words.committees, *words.types, *words.sectors, *words.groups)
    assert all(phrase == matching_view(phrase).lower() for phrase in lower)
    assert all(code != code.lower() for code in words.codes | words.code_heads)


def test_capitals_are_written_as_in_running_text() -> None:
    assert written_office("PHÓ CHÁNH VĂN PHÒNG") == "Phó Chánh Văn phòng"
    assert written_office("CHỦ TỊCH UBND TỈNH") == "Chủ tịch UBND tỉnh"
