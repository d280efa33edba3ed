"""Programmes: which type words name something, and where the name ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.characters import matching_view
from extractor.lexicon.programmes import programme_words
from extractor.recognise.programmes import find_programmes


def programmes_of(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_programmes(matching_view(text))]


@pytest.mark.parametrize(
    ("name", "after"),
    [
        (
            "Chương trình mục tiêu quốc gia về xây dựng nông thôn mới, phát triển kinh tế - xã hội "
            "vùng đồng bào dân tộc thiểu số miền núi và giảm nghèo bền vững",
            " gắn với Nghị quyết số 6",
        ),
        ("chương trình MTQG giảm nghèo bền vững", " năm 2024"),
        ("Chương trình xoá nhà tạm, nhà dột nát", ", đảm bảo chất lượng"),
        ("Chương trình xóa nhà tạm, nhà dột nát", " và triển khai kế hoạch"),
        (
            "chương trình hỗ trợ nhà ở cho người có công, cựu chiến binh nghèo, hộ nghèo khó khăn về nhà ở",
            " trên địa bàn huyện",
        ),
        ("chương trình OCOP", " giai đoạn 2021-2025"),
        ("Chương trình mỗi xã, mỗi bản một tuyến đường xanh – sạch – đẹp", "; rà soát"),
        ("phong trào “Ngày thứ 7 vì nông thôn mới”", " với sự tham gia"),
        ("Cuộc vận động “Toàn dân đoàn kết xây dựng đời sống văn hóa”", ", Chương trình khác"),
        ("phong trào thi đua “Dân vận khéo”", " do huyện tổ chức"),
        ("Dự án cao tốc Bắc - Nam phía Đông", " do Bộ Xây dựng quản lý"),
        ("dự án đường nối Yên Ninh - Âu Lâu", ", vốn hơn 31 tỷ đồng"),
        ("dự án đường cao tốc Tuyên Quang - Hà Giang (giai đoạn 1)", ": đến nay"),
        ("Đề án sắp xếp các đơn vị sự nghiệp công lập", " được thông qua"),
        ("Đề án 06", " của Chính phủ"),
        ("Chiến dịch Quang Trung", " để xây nhà"),
        ("Chương trình phát triển khoa học và công nghệ", " và các nhiệm vụ khác"),
        ("Chương trình trồng 1 tỷ cây xanh", " được triển khai"),
    ],
)
def test_name_ends_where_something_else_begins(name: str, after: str) -> None:
    assert (
        programmes_of(f"Tiếp tục thực hiện {name}{after}.") == [name]
        or programmes_of(f"Tiếp tục thực hiện {name}{after}.")[0] == name
    )


@pytest.mark.parametrize(
    "text",
    [
        "triển khai các chương trình mục tiêu quốc gia; 03 chương trình mục tiêu quốc gia",
        "thông qua chương trình làm việc, chương trình hội nghị, chương trình công tác năm 2025",
        "các phong trào về xây dựng nông thôn mới, phong trào thi đua thực hiện các chương trình",
        "Ban Quản lý dự án Giao thông tỉnh rà soát các dự án chậm, dự án không có khả năng giải ngân",
        "Đề án số 02-ĐA/TU ngày 25/6/2021 của Tỉnh ủy; xây dựng đề án phát triển trung tâm xã",
        "kết quả thực hiện Chương trình đến năm 2025; sản phẩm OCOP",
        "Chương trình này được đánh giá cao; thực hiện chương trình.",
    ],
)
def test_nothing_is_named(text: str) -> None:
    assert programmes_of(text) == []


def test_two_type_words_are_two_programmes() -> None:
    text = "gắn với chương trình cải tạo vườn tạp năm 2022 và Chương trình giảm nghèo bền vững."
    assert programmes_of(text) == ["chương trình cải tạo vườn tạp", "Chương trình giảm nghèo bền vững"]


def test_numbered_names_after_one_type_word() -> None:
    text = "thuộc 02 Chương trình: (1) Hỗ trợ nhà ở cho người có công; (2) Xoá nhà tạm cho hộ nghèo. Không để"
    assert programmes_of(text) == ["Hỗ trợ nhà ở cho người có công", "Xoá nhà tạm cho hộ nghèo"]


def test_torn_type_word() -> None:
    text = "Thực hiện Chương phát triển KT - XH vùng cao, năm 2022 đạt khá; Chương 2 quy định"
    assert programmes_of(text) == ["Chương phát triển KT - XH vùng cao"]


@given(
    st.lists(
        st.sampled_from(
            ["Chương trình", "dự án", '"', ",", "và", "nhà", "năm", "2022", ":", "(1)", "Hà", "\n", "phong trào", "."]
        ),
        max_size=40,
    )
)
def test_spans_lie_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for found in find_programmes(matching_view(text)):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize("piece", ["chương trình nhà, ", 'phong trào "a ', "dự án Hà - ", "Chương trình: (1) a; "])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    began = time.perf_counter()
    find_programmes(matching_view(piece * 5000))
    assert time.perf_counter() - began < 5


def test_table_is_in_the_form_the_matcher_reads() -> None:
    words = programme_words()
    lower = (*words.types, *words.subjects, *words.coordinates, *words.clauses, *words.ends, *words.kept)
    assert all(phrase == matching_view(phrase).lower() for phrase in lower)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dự án cao tốc Đồng Đăng (tỉnh Lạng Sơn) - Trà Lĩnh (tỉnh Cao Bằng) thiếu vật liệu",
            ["Dự án cao tốc Đồng Đăng (tỉnh Lạng Sơn) - Trà Lĩnh (tỉnh Cao Bằng)"],
        ),
        ("vốn Chương trình MTQG giảm nghèo bền vững tỉnh giao", ["Chương trình MTQG giảm nghèo bền vững"]),
        ("Chương trình MTQG giảm nghèo bền vững giải ngân chậm", ["Chương trình MTQG giảm nghèo bền vững"]),
        ("Chương trình hỗ trợ báo chí chất lượng cao", ["Chương trình hỗ trợ báo chí chất lượng cao"]),
    ],
)
def test_where_a_name_goes_on_and_ends(text: str, expected: list[str]) -> None:
    assert programmes_of(text) == expected
