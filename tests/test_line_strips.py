"""Weak lines of a page read again by themselves: which lines, and how their second reading takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.reading import tesseract
from extractor.reading.line_strips import read_strips
from extractor.reading.tesseract import SeenWord
from extractor.reading.two_readings import weak_lines, with_lines_again

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
needs_tesseract = pytest.mark.skipif(
    tesseract.what_is_missing() is not None or not FONT.exists(),
    reason="tesseract with Vietnamese, or the font DejaVu, is not installed",
)


def line(text: str, number: int, sure: float = 0.95) -> list[SeenWord]:
    return [
        SeenWord(word, 300 + 100 * at, 500 + 70 * number, 390 + 100 * at, 544 + 70 * number, sure, 0.0, 44, number)
        for at, word in enumerate(text.split())
    ]


def test_lines_read_weakly_or_with_words_of_no_language_are_weak() -> None:
    seen = [*line("các huyện rà soát", 0), *line("đôi tương khó", 1, 0.7), *line("tỉnh Đắk Lầäk", 2)]
    assert weak_lines(seen, 3000) == {1: (300, 570, 590, 614), 2: (300, 640, 590, 684)}


def test_lines_of_the_foot_are_not_read_again() -> None:
    seen = [*line("đôi tương", 0, 0.5), *line("vào sô", 9, 0.4)]
    assert set(weak_lines(seen, 1000)) == {0}


def test_only_the_lines_asked_for_change() -> None:
    seen = [*line("các huyện rà soát", 0), *line("đôi tượng khó", 1, 0.6), *line("báo cáo", 2)]
    found = with_lines_again(seen, {1}, line("đối tượng khó", 1, 0.95))
    rows = {word.top: "" for word in sorted(found, key=lambda word: word.top)}
    for word in found:
        rows[word.top] += f" {word.text}"
    assert [row.strip() for row in rows.values()] == ["các huyện rà soát", "đối tượng khó", "báo cáo"]


@needs_tesseract
def test_strips_are_read_where_they_stand() -> None:
    page = Image.new("L", (1800, 900), 255)
    font = ImageFont.truetype(str(FONT), 42)
    for at, text in enumerate(["Giao Sở Y tế kiểm tra", "Công an tỉnh phối hợp", "báo cáo trước ngày 30/6"]):
        ImageDraw.Draw(page).text((200, 100 + 300 * at), text, font=font, fill=0)
    words = read_strips(page, [(200, 95, 1000, 160), (200, 695, 1000, 760)])
    assert " ".join(word.text for word in words) == "Giao Sở Y tế kiểm tra báo cáo trước ngày 30/6"
    assert all(word.x0 > 180 for word in words)
    assert {95 < word.top < 160 or 695 < word.top < 760 for word in words} == {True}
    assert read_strips(page, []) == []
