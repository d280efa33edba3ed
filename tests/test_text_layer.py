"""What makes a text layer of a PDF unsound: letters without Unicode, wrong maps, lost marks; and what does not."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from composed_notice import BODY, expected

from extractor.lexicon.syllables import is_syllable
from extractor.reading.text_layer import LayerFault, count_words, fault_of_layer

PAGE = expected().split()
ENGLISH = "".join(
    (
        "The provincial committee has approved the plan for the coming season. Farmers in flooded communes receive seed free ",
        "of charge, and the department of agriculture reports every week on the state of dykes, pumps and drainage canals.",
    )
).split()


def judge(words: list[str], unmapped: int = 0, fonts: tuple[str, ...] = (), scanned: bool = False) -> LayerFault | None:
    return fault_of_layer(words, unmapped, fonts, scanned)


@pytest.mark.parametrize(
    "word", ["Chủ", "tịch", "nghiêng", "quyết", "giếng", "gì", "hoà", "hòa", "khuỷu", "ĐƯỜNG", "uỷ", "yêu"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["", "kt", "thngo", "Chử3", "zalo", "ngđ", "aeo", "xyz", "ườ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("scanned", [False, True])
def test_a_notice_is_sound(form: str, scanned: bool) -> None:
    assert judge([unicodedata.normalize(form, word) for word in PAGE], scanned=scanned) is None


def test_lists_of_numbers_and_codes_are_sound() -> None:
    rows = [
        f"{n}/QĐ-UBND ngày {n}/9/2023 KGVX HĐND TTXVN COVID-19 {n}.250 12,5% A{n} m2 GCN a{n}@vidu.vn".split()
        for n in range(1, 29)
    ]
    assert judge([word for row in rows for word in row]) is None


def test_another_language_is_sound_while_it_is_no_scan() -> None:
    assert judge(ENGLISH * 3) is None
    assert judge(ENGLISH * 3, scanned=True) == "unmarked"


def test_names_of_minorities_and_abroad_do_not_spoil_a_page() -> None:
    names = [
        "Ksor",
        "Blơm,",
        "Y",
        "Bhăm",
        "Niê,",
        "Rơ",
        "Chăm",
        "Johannes",
        "Schmidt,",
        "Đắk",
        "Glong,",
        "Krông",
        "Pắc,",
    ]
    assert judge(PAGE[:80] + names) is None


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf02d", "\uf0fc"])
def test_bullets_of_symbol_fonts_are_no_fault(bullet: str) -> None:
    assert (
        judge([word for at, word in enumerate(PAGE) for word in ((bullet, word) if at % 6 == 0 else (word,))]) is None
    )


@pytest.mark.parametrize("step", [-3, -1, 1, 2, 3, 5])
def test_every_letter_shifted(step: int) -> None:
    assert judge([_each(word, lambda char: chr(ord(char) + step)) for word in PAGE]) == "garbled"


@pytest.mark.parametrize("step", [-31, -29, 29, 31])
def test_glyph_numbers_taken_for_letters(step: int) -> None:
    assert judge(["".join(chr(max(1, ord(char) + step)) for char in word) for word in PAGE]) in ("garbled", "unmapped")


@pytest.mark.parametrize("seed", range(8))
def test_letters_exchanged(seed: int) -> None:
    letters = sorted({char for word in PAGE for char in word if char.isalpha()})
    mixed = random.Random(seed).sample(letters, len(letters))
    wrong = dict(zip(letters, mixed, strict=True))
    broken = ["".join(wrong.get(char, char) for char in word) for word in PAGE]
    assert judge(broken) == "garbled"
    # one font of two
    assert (
        judge([word if at % 2 else other for at, (word, other) in enumerate(zip(PAGE, broken, strict=True))])
        == "garbled"
    )


def test_marked_letters_lost() -> None:
    assert judge([word for word in ("".join(c for c in word if c.isascii()) for word in PAGE) if word]) == "garbled"


def test_marked_letters_became_signs() -> None:
    signs = dict(
        zip(
            sorted({c for word in PAGE for c in word if c.isalpha() and not c.isascii()}),
            "§¥±¶¿÷×¢£¤" * 12,
            strict=False,
        )
    )
    assert judge(["".join(signs.get(char, char) for char in word) for word in PAGE]) == "garbled"


def test_letters_without_unicode() -> None:
    assert judge(PAGE, unmapped=400) == "unmapped"
    assert judge([f"(cid:{n})(cid:{n + 1})" for n in range(40)]) == "unmapped"
    assert judge(["".join(chr(0xE000 + ord(char) % 250) for char in word) for word in PAGE]) == "unmapped"
    assert judge([_each(word, lambda char: "\ufffd") for word in PAGE]) == "unmapped"


def test_another_script() -> None:
    assert judge([_each(word, lambda char: chr(0x1100 + ord(char) % 90)) for word in PAGE]) == "garbled"


TCVN3 = (
    "Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ngµnh vµ Uû ban nh©n d©n c¸c huyÖn, thÞ x· thùc hiÖn nghiªm tóc chØ ®¹o, "
    "b¸o c¸o kÕt qu¶ tr­íc ngµy 15 th¸ng 9; Së N«ng nghiÖp chñ tr×, phèi hîp víi Së Tµi chÝnh rµ so¸t kinh phÝ."
)


def test_old_fonts_are_sound() -> None:
    assert judge(TCVN3.split()) is None
    assert judge(TCVN3.split(), fonts=(".VnTime",)) is None


def test_a_few_words_tell_nothing() -> None:
    assert judge(["Xrg", "mnb", "vcx", "plk"]) is None


def test_counts() -> None:
    count = count_words(["Thông", "báo", "12/TB-UBND", "(UBND)", "xrgt", "\uf0b7", "2023"])
    assert (count.words, count.syllables, count.odd, count.strange) == (3, 2, 1, 0)


def test_documents_of_the_corpus_are_sound() -> None:
    """Pages of 350 words of every composed sample."""
    folder = Path(__file__).parent.parent / "corpora" / "samples" / "gold"
    for path in sorted(folder.glob("*.txt")):
        words = path.read_text(encoding="utf-8").split()
        for start in range(0, len(words), 350):
            assert judge(words[start : start + 350], scanned=True) is None, path.name


def test_body_of_the_notice_is_long_enough_to_tell() -> None:
    assert count_words(" ".join(BODY).split()).native > 100


def _each(word: str, change: object) -> str:
    return "".join(change(char) if char.isalpha() else char for char in word)  # type: ignore[operator]
