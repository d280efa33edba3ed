"""The words of a page (of a PDF's text layer or recognised on a picture), their rows, and the lines made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from extractor.core.document import Cell, ReadWord, Region
from extractor.core.record import Box

_PRESSED = re.compile(
    r"(?<=\d)(?=tháng|năm)|(?<=ngày|háng)(?=\d)|(?<=[Ss]ố:)(?=\d)"
)  # number and day printed onto blanks
_OVER = 0.5  # of the narrower of two words: so much of it stands over the other
_SUPERSCRIPT = 0.55  # overlap in height that still makes one row


class Word(msgspec.Struct, frozen=True):
    """A word and its box, in points from the top left of the page; `font` is that of its first letter."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    size: float
    font: str = ""
    shown: Box | None = None  # of a scan: where it stands on the page as the file shows it
    confidence: float = 1.0
    seen: str | None = None  # the first reading where it was put right


Row = list[Word]
"""Words side by side, from left to right."""


class Line(msgspec.Struct, frozen=True):
    """Words side by side that belong together, in one region of one page.

    `column` are the left and right edge of the column that the line stands in, where a page has several, or of its
    cell.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    size: float
    region: Region = "body"
    cell: Cell | None = None
    first_word: float = 0.0  # width of the first word
    column: tuple[float, float] | None = None
    font: str = ""  # of most of its letters
    words: tuple[ReadWord, ...] = ()  # of a scan
    page: int | None = None  # where a line of a table was moved to its cell on an earlier page: its own

    @property
    def box(self) -> Box:
        if self.words:
            return _around([word.box for word in self.words])
        return Box(x0=round(self.x0, 1), top=round(self.top, 1), x1=round(self.x1, 1), bottom=round(self.bottom, 1))


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        x0=min(box.x0 for box in boxes), top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes), bottom=max(box.bottom for box in boxes),
    )  # fmt: skip


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Words grouped into rows by overlap in height, each row from left to right."""
    rows: list[Row] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        height = word.bottom - word.top
        if rows:
            top, bottom = bounds[-1]
            overlap = min(bottom, word.bottom) - max(top, word.top)
            if overlap >= _SUPERSCRIPT * min(height, bottom - top):
                rows[-1].append(word)
                if height >= (bottom - top) * 0.8:
                    bounds[-1] = (min(top, word.top), max(bottom, word.bottom)) if len(rows[-1]) < 3 else bounds[-1]
                continue
        rows.append([word])
        bounds.append((word.top, word.bottom))
    return [row for found in rows for row in _apart(sorted(found, key=lambda w: w.x0))]


def _apart(row: Row) -> list[Row]:
    """A row of a scan as the rows it has where words stand over one another: lines read too high run together."""
    over = any(word.shown and a.x1 - word.x0 > _OVER * min(a.x1 - a.x0, word.x1 - word.x0) for a, word in pairwise(row))
    bands = sorted({word.top + word.bottom for word in row})
    if not over or len(bands) < 2:
        return [row]
    cut = max(pairwise(bands), key=lambda pair: pair[1] - pair[0])[1]
    return [[w for w in row if w.top + w.bottom < cut], [w for w in row if w.top + w.bottom >= cut]]


def text_of(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)


def line_of(row: Sequence[Word], region: Region = "body", cell: Cell | None = None) -> Line:
    """One line of the words of a row."""
    letters = sum(len(word.text) for word in row)
    pressed = region in ("header_left", "header_right")
    texts = [_PRESSED.sub(" ", word.text) if pressed else word.text for word in row]
    return Line(
        text=" ".join(texts),
        x0=min(w.x0 for w in row), x1=max(w.x1 for w in row),
        top=min(w.top for w in row), bottom=max(w.bottom for w in row),
        bold=sum(len(w.text) for w in row if w.bold) * 2 > letters, size=median(w.size for w in row),
        region=region, cell=cell, first_word=row[0].x1 - row[0].x0, font=_most_used(row),
        words=_read_words(row, texts),
    )  # fmt: skip


def _read_words(row: Sequence[Word], texts: Sequence[str]) -> tuple[ReadWord, ...]:
    """Place and confidence of the words of a scan, whose texts are joined by single blanks."""
    out = []
    at = 0
    for word, text in zip(row, texts, strict=True):
        if word.shown is not None:
            read = ReadWord(start=at, end=at + len(text), box=word.shown, confidence=word.confidence, seen=word.seen)
            out.append(read)
        at += len(text) + 1
    return tuple(out)


def _most_used(row: Sequence[Word]) -> str:
    """The font of most letters of a row."""
    fonts = {word.font for word in row}
    if len(fonts) == 1:
        return fonts.pop()
    letters: Counter[str] = Counter()
    for word in row:
        letters[word.font] += len(word.text)
    return letters.most_common(1)[0][0]
