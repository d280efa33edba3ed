"""Names of provinces and districts of a scan that lost their marks."""

from __future__ import annotations

import pytest

from extractor.reading.scan_places import with_places
from extractor.reading.tesseract import SeenWord


def seen(text: str, line: int = 1) -> list[SeenWord]:
    return [
        SeenWord(text=word, x0=at * 90, top=0, x1=at * 90 + 80, bottom=30, confidence=0.9, slope=0, size=30, line=line)
        for at, word in enumerate(text.split())
    ]


def said(words: list[SeenWord]) -> str:
    return " ".join(word.text for word in with_places(words))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("TỈNH QUANG NGAI", "TỈNH QUẢNG NGÃI"),
        ("TỈNH QUÁNG NGAI", "TỈNH QUẢNG NGÃI"),
        ("UBND tỉnh Quang Tri, Công an tỉnh", "UBND tỉnh Quảng Trị, Công an tỉnh"),
        ("tỉnh Nam Dinh phải rà soát", "tỉnh Nam Định phải rà soát"),
        ("thành phố Da Nang", "thành phố Đà Nẵng"),
        ("huyện Tra Bông", "huyện Trà Bồng"),
        ("thị xã Duc Phô.", "thị xã Đức Phổ."),
        ("huyện Quang Binh và tỉnh Quang Binh", "huyện Quang Bình và tỉnh Quảng Bình"),
    ],
)
def test_lost_marks_come_back_behind_the_word_of_the_level(read: str, meant: str) -> None:
    assert said(seen(read)) == meant


@pytest.mark.parametrize(
    "read",
    [
        "tỉnh Hoà Bình",
        "TỈNH QUẢNG NGÃI",
        "tỉnh Quang Trung",
        "đồng chí Quang Ngai",
        "tỉnh quang minh",
        "huyện Thanh Tri",  # Thanh Trì and Thạnh Trị: nothing is guessed
    ],
)
def test_what_is_right_or_open_stays(read: str) -> None:
    assert said(seen(read)) == read


def test_the_first_reading_is_kept_and_lines_do_not_mix() -> None:
    words = with_places(seen("TỈNH QUANG NGAI"))
    assert [word.first for word in words] == [None, "QUANG", "NGAI"]
    apart = [*seen("của tỉnh", 1), *seen("Quang Ngai", 2)]
    assert said(apart) == "của tỉnh Quang Ngai"
