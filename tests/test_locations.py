"""Locations: unit word with name, bare names, lists, and the words that only look like places."""

from __future__ import annotations

import time

import pytest

from extractor.core.characters import matching_view
from extractor.recognise.locations import find_locations
from extractor.recognise.organisations import find_organisations


def found(text: str) -> list[tuple[str, str | None]]:
    view = matching_view(text)
    return [(text[m.start : m.end], m.level) for m in find_locations(view, find_organisations(view))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tại huyện Đầm Hà và tỉnh Sơn La", [("huyện Đầm Hà", "district"), ("tỉnh Sơn La", "province")]),
        ("phường Tô Hiệu, đặc khu Lý Sơn", [("phường Tô Hiệu", "commune"), ("đặc khu Lý Sơn", "commune")]),
        ("TP. Hồ Chí Minh, TP Huế", [("TP. Hồ Chí Minh", "province"), ("TP Huế", "province")]),
        ("thành phố Hạ Long; TX Nghi Sơn", [("thành phố Hạ Long", "district"), ("TX Nghi Sơn", "district")]),
        (
            "thôn Bản Pắc, thôn 8 và tổ dân phố số 5",
            [("thôn Bản Pắc", "village"), ("thôn 8", "village"), ("tổ dân phố số 5", "village")],
        ),
        ("Khu kinh tế Cửa khẩu Sóc Giang", [("Khu kinh tế Cửa khẩu Sóc Giang", "other")]),
        (
            "Quốc lộ 6, đường tỉnh 143, hồ Kẻ Gỗ",
            [("Quốc lộ 6", "other"), ("đường tỉnh 143", "other"), ("hồ Kẻ Gỗ", "other")],
        ),
        ("Tây Nguyên và Đồng bằng sông Cửu Long", [("Tây Nguyên", "other"), ("Đồng bằng sông Cửu Long", "other")]),
        ("ở Bà Rịa - Vũng Tàu và Đăk Nông", [("Bà Rịa - Vũng Tàu", "province"), ("Đăk Nông", "province")]),
        ("Quảng Ngãi, ngày 31 tháng 12 năm 2024", [("Quảng Ngãi", "province")]),
    ],
)
def test_named_places_and_their_levels(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "trên địa bàn tỉnh, toàn huyện, các xã, thị trấn",
        "xã hội, tổ chức, bản thân, yêu cầu Giám đốc, khu vực biên giới, vùng sâu, hồ sơ, đường bộ",
        "bà Trần Hải Dương và ông Phạm Thái Bình",
        "Chủ tịch UBND tỉnh Nguyễn Văn An",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "V. TỔ CHỨC THỰC HIỆN",
        "Đảng bộ tỉnh Quảng Ninh, UBND huyện Bình Sơn, Báo Quảng Ninh",
        "thôn 3 hộ nghèo",
    ],
)
def test_what_is_no_location(text: str) -> None:
    assert found(text) == []


def test_lists_after_one_type_word() -> None:
    assert found("Các huyện Đầm Hà, Hải Hà, Tiên Yên tập trung") == [
        ("huyện Đầm Hà", "district"),
        ("Hải Hà", "district"),
        ("Tiên Yên", "district"),
    ]
    assert found("các xã: Chiềng Sơn, Lóng Luông") == [("xã: Chiềng Sơn", "commune"), ("Lóng Luông", "commune")]
    assert found("tại 3 xã biên giới (Na Ngoi, Mường Lống, Nậm Càn)") == [
        ("Na Ngoi", "commune"),
        ("Mường Lống", "commune"),
        ("Nậm Càn", "commune"),
    ]


def test_a_bare_name_counts_once_the_text_has_introduced_it() -> None:
    assert found("Mai Sơn còn khó khăn.") == []  # may be a person
    assert found("Bình Liêu còn khó khăn.") == [("Bình Liêu", "district")]  # no person's name
    assert found("Tại huyện Bình Liêu, người dân đồng thuận. Bình Liêu còn khó khăn.") == [
        ("huyện Bình Liêu", "district"),
        ("Bình Liêu", "district"),
    ]
    assert found("UBND xã Xa Dung họp. Đường vào Xa Dung bị cắt.") == [("Xa Dung", "commune")]


def test_the_date_line_takes_its_level_from_the_letterhead() -> None:
    assert found("ĐẢNG BỘ TỈNH SƠN LA\nHUYỆN ỦY MAI SƠN\n*\nMai Sơn, ngày 05 tháng 9 năm 2023") == [
        ("Mai Sơn", "district")
    ]
    assert found("ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ\n\nTân Kỳ, ngày 2 tháng 8 năm 2025") == [("Tân Kỳ", "commune")]


@pytest.mark.parametrize("piece", ["A", " ", "xã An, ", "Hà - ", "(các xã ", "Hòa Bình ", "các xã là A "])
def test_hostile_repetitions_do_not_hang(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    started = time.perf_counter()
    find_locations(text)
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phá đường 781, kè đê tả sông Mã", ["đường 781", "đê tả sông Mã"]),
        ("nạo vét rạch Ông Dầu; trên đường 30/4", ["rạch Ông Dầu", "đường 30/4"]),
        ("từ Thanh Hóa-Khánh Hòa (Việt Nam) sang nước bạn Lào", ["Thanh Hóa", "Khánh Hòa", "Việt Nam", "Lào"]),
        ("tại Q.Sơn Trà và H. Hòa Vang", ["Q.Sơn Trà", "H. Hòa Vang"]),
        ("tại KCN Sóng Thần, Trạm Y tế xã Vĩnh Lợi (Sơn Dương)", ["KCN Sóng Thần", "Sơn Dương"]),
        ("75 xã ATK, buôn làng K'Ho, chống khai thác IUU, 20 điểm cầu Sở Y tế", []),
        ("Tổ Công nghệ thông tin, cột mốc Quốc giới, tạp chí Nông thôn Ngày nay", []),
        ("ở thôn 2 xã Cẩm Phúc; thôn 3 hộ nghèo", ["thôn 2", "xã Cẩm Phúc"]),
    ],
)
def test_names_of_every_day(text: str, expected: list[str]) -> None:
    assert [name for name, _ in found(text)] == expected
