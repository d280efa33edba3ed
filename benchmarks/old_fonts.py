"""Old fonts: the alphabet there and back in TCVN3 and VNI, and no conversion where none belongs.

    python benchmarks/old_fonts.py

The alphabet is typed in each coding and read as a text whose font is told. The composed documents of the training
split are Unicode: each is read whole, in NFC and NFD, in five pieces and line by line, without fonts, and under the
names of old fonts, as files keep them that were converted. Then each is typed in either coding and read without fonts:
the share of lines that come back counts, case apart for TCVN3, which has no capitals with tones.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from old_typing import LETTERS, typed

from extractor.lexicon.old_fonts import CODINGS, Coding
from extractor.reading.legacy import Stretch, repair, repair_lines
from extractor.training.gold import read_all_gold
from extractor.training.splits import choose

DOCUMENTS = Path(__file__).parent.parent / "corpora" / "documents"
FONTS: dict[Coding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}
PIECES = 5


def main() -> None:
    for coding in CODINGS:
        good = sum(map(_comes_back, LETTERS, [coding] * len(LETTERS)))
        print(f"letters that come back, {coding}: {good}/{len(LETTERS)}")
    texts = [unicodedata.normalize("NFC", text) for text in _documents()]
    print(f"documents in Unicode: {len(texts)}")
    whole = [unicodedata.normalize(form, text).split("\n") for text in texts for form in ("NFC", "NFD")]
    cut = [piece.split("\n") for text in texts for piece in _pieces(text)]
    for name, cases in (("whole, NFC and NFD", whole), ("pieces", cut), ("lines", [[x] for y in whole for x in y])):
        print(f"  {name}: {sum(bool(repair_lines(lines)[1]) for lines in cases)} of {len(cases)} converted")
    for font in FONTS.values():
        touched = sum(_touched(lines, font) for lines in whole)
        print(f"  under the name {font}: {touched} of {len(whole)} touched")
    for coding in CODINGS:
        good, all_lines = _read_back(texts, coding)
        print(f"lines typed in {coding} without a font that come back: {good}/{all_lines} = {good / all_lines:.4f}")


def _documents() -> Iterator[str]:
    return (document.text for document in choose(read_all_gold([DOCUMENTS]), "train"))


def _comes_back(letter: str, coding: Coding) -> bool:
    font = ".VnTimeH" if coding == "tcvn3" and letter.isupper() else FONTS[coding]
    return repair([[Stretch(typed(letter, coding), font)]]).texts == [[letter]]


def _pieces(text: str) -> list[str]:
    size = len(text) // PIECES + 1
    return [text[at : at + size] for at in range(0, len(text), size)]


def _touched(lines: list[str], font: str) -> bool:
    return repair([[Stretch(line, font)] for line in lines]).texts != [[line] for line in lines]


def _read_back(texts: list[str], coding: Coding) -> tuple[int, int]:
    good = total = 0
    for text in texts:
        lines = text.split("\n")
        for line, got in zip(lines, repair_lines([typed(line, coding) for line in lines])[0], strict=True):
            if not line.isascii():
                total += 1
                good += got == line if coding == "vni" else got.lower() == line.lower()
    return good, total


if __name__ == "__main__":
    main()
