"""A page set in two columns, told from its ink before it is read: lines of both run into one another otherwise."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
from PIL import Image

from extractor.reading.page_image import DPI, as_pnm
from extractor.reading.page_ink import Mask, Rect, cells_of, stretches
from extractor.reading.tesseract import SeenWord, see_words

_CELL = 6  # pixels
_MIDDLE = (0.35, 0.65)  # of the width, where a gutter may stand
_TALLEST_HEAD = 3.5 * DPI / _CELL  # cells: letterhead and foot stand side by side too, but are not so high
_HUGS = 0.45 * DPI / _CELL  # cells between the gutter and the text beside it
_PITCH = 11  # cells from line to line: those of two columns do not stand level
_FULL = 0.5  # share of the inked rows in which both sides come up to the gutter


def see_in_columns(image: Image.Image, right: Rect | None) -> tuple[SeenWord, ...] | None:
    """The words of a page, those of its right column read by themselves; None where tesseract gave nothing."""
    if right is None:
        return see_words(as_pnm(image), DPI)
    box = (int(right[0]), int(right[1]), int(right[2]), int(right[3]))
    rest, alone = image.copy(), Image.new(image.mode, image.size, "white")
    rest.paste("white", box)
    alone.paste(image.crop(box), box)
    seen, beside = see_words(as_pnm(rest), DPI), see_words(as_pnm(alone), DPI)
    if seen is None or beside is None:
        return None
    first = 1 + max((word.line for word in seen), default=0)
    return (*seen, *(msgspec.structs.replace(word, line=word.line + first) for word in beside))


def right_column(ink: Mask, tables: Iterable[Rect]) -> Rect | None:
    """The right one of two columns of text (pixels); None where the page has but one. What is in tables is no text."""
    ink = ink.copy()
    for x0, top, x1, bottom in tables:
        ink[int(top) : int(bottom), int(x0) : int(x1)] = False
    cells = cells_of(ink, _CELL)
    found = _gutter(cells)
    if found is None:
        return None
    at, top, bottom = found
    beside, reach = cells[top:bottom], int(_HUGS)
    left, right = (_lines(side) for side in (beside[:, max(0, at - reach) : at], beside[:, at : at + reach]))
    if (left & right).sum() < _FULL * _lines(beside).sum():
        return None
    return float(at * _CELL), float(top * _CELL), float(ink.shape[1]), float(bottom * _CELL)


def _gutter(cells: Mask) -> tuple[int, int, int] | None:
    """Column, first and last row of the longest stretch without ink in the middle of the page."""
    width = cells.shape[1]
    longest = (0, 0, 0, 0)
    for at in range(int(_MIDDLE[0] * width), int(_MIDDLE[1] * width)):
        for top, bottom in stretches(~cells[:, at]):
            inked = np.flatnonzero(cells[top:bottom].any(axis=1))
            if len(inked):  # white above and below the text tells nothing
                longest = max(longest, (int(inked[-1] - inked[0]), at, top + int(inked[0]), top + int(inked[-1]) + 1))
    return longest[1:] if longest[0] > _TALLEST_HEAD else None


def _lines(cells: Mask) -> Mask:
    """The rows with ink, and those between two lines."""
    rows = np.convolve(cells.any(axis=1), np.ones(_PITCH), "same")
    return np.asarray(rows > 0)
