"""What the ink of a scan tells beside its words: strokes of Roman numbers, the gutter between two columns."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.reading.page_ink import Mask
from extractor.reading.scan_columns import right_column
from extractor.reading.scan_numerals import with_numerals
from extractor.reading.tesseract import SeenWord

HEIGHT, STROKE, STEP = 40, 6, 14  # pixels of a capital at 300 dpi


def numeral(strokes: int, slash: bool = False, bar: bool = False) -> Mask:
    """Upright strokes with serifs that touch; a slash behind them; a bar across, as `H` has."""
    ink = np.zeros((80, 260), bool)
    for at in range(strokes):
        x = 30 + at * STEP
        ink[20 : 20 + HEIGHT, x : x + STROKE] = True
        ink[20:23, x - 4 : x + STROKE + 4] = ink[57:60, x - 4 : x + STROKE + 4] = True
    x = 30 + strokes * STEP
    if bar:
        ink[38:42, 30:x] = True
    if slash:
        for row in range(HEIGHT):
            ink[20 + row, x + 14 - row // 3 : x + 18 - row // 3] = True
        ink[20:60, x + 20 : x + 40] = True
    return ink


def read(text: str, ink: Mask) -> str:
    word = SeenWord(text, 26, 18, 250, 62, 0.96, 0, 54, 1)
    (seen,) = with_numerals([word], ink)
    assert seen.text == text or seen.first == text
    return seen.text


@pytest.mark.parametrize(
    ("text", "strokes", "right"),
    [("II", 3, "III"), ("HI", 3, "III"), ("IH", 3, "III"), ("II.", 3, "III."), ("I", 2, "II"), ("II", 2, "II")],
)
def test_strokes_are_counted(text: str, strokes: int, right: str) -> None:
    assert read(text, numeral(strokes)) == right


@pytest.mark.parametrize("text", ["II/2022.", "II/⁄2022.", "II⁄2022.", "II|⁄2022."])
def test_strokes_before_a_slash(text: str) -> None:
    assert read(text, numeral(3, slash=True)) == "III/2022."


@pytest.mark.parametrize("text", ["HI", "IH"])
def test_letters_with_a_bar_stay(text: str) -> None:
    assert read(text, numeral(2, bar=True)) == text


def test_a_letter_behind_the_strokes_is_kept() -> None:
    ink = numeral(3, bar=True)
    ink[38:42, 30:58] = False  # the bar joins the last two strokes: `IH`
    ink[38:42, 44:64] = True
    assert read("IH", ink) == "IH"


def test_strokes_before_a_hyphen() -> None:
    ink = numeral(3)
    ink[44:48, 80:100] = True
    assert read("II-", ink) == "III-"


@pytest.mark.parametrize("text", ["TT", "IT", "HTX", "IV", "HH", "1", "Hội", "2021"])
def test_words_stay(text: str) -> None:
    assert read(text, numeral(3)) == text


def test_slashes_before_digits_are_plain() -> None:
    assert read("12⁄2021", np.zeros((80, 260), bool)) == "12/2021"


def page(*columns: tuple[int, int], top: int = 600, bottom: int = 3000, level: bool = False) -> Mask:
    """Lines of text [x0, x1) in each column; those of one do not stand level with those of the other."""
    ink = np.zeros((3508, 2482), bool)
    ink[240:280, 300:900] = ink[240:280, 1400:2250] = True  # letterhead
    ink[440:480, 500:2000] = True  # title
    for number, (x0, x1) in enumerate(columns):
        for row in range(top + (0 if level else 30 * number), bottom, 66):
            ink[row : row + 30, x0:x1] = True
    return ink


def test_two_columns_are_seen() -> None:
    box = right_column(page((250, 1210), (1290, 2250)), [])
    assert box is not None
    x0, top, x1, bottom = box
    assert 1210 <= x0 <= 1290 and x1 >= 2250
    assert top <= 640 and bottom >= 2950


def test_one_column_has_no_gutter() -> None:
    assert right_column(page((250, 2250)), []) is None


def test_columns_as_high_as_letterhead_and_foot_are_none() -> None:
    assert right_column(page((250, 1210), (1290, 2250), bottom=1500), []) is None


def test_names_far_from_what_stands_beside_them_are_no_columns() -> None:
    assert right_column(page((250, 700), (1500, 2250)), []) is None


def test_what_is_in_a_table_is_no_column() -> None:
    assert right_column(page((250, 1210), (1290, 2250)), [(200, 560, 2300, 3100)]) is None
