"""Characters of a PDF page → words, by geometry alone: the order of the file breaks where a font changes in a word.

The rules are those of pdfplumber's words, over whole columns of numbers: characters whose tops are near stand on a
line, a line runs from left to right, a blank or a gap ends a word.
"""

from __future__ import annotations

from statistics import median

import numpy as np

from extractor.reading.page_words import Word
from extractor.reading.pdf_chars import Chars, Flags, Floats, Ints

WORD_GAP = 0.18  # of the font size: a blank that was not written
LINE_STEP = 3.0  # points between the tops of neighbours on one line
COVER_HEIGHT = 5.0  # points: a character so much higher or lower still covers a blank
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LINE = 1e6  # points: further apart than anything on a line


def words_of_chars(chars: Chars) -> list[Word]:
    """The level words of a page, line by line from the top, each line from left to right."""
    kept = np.flatnonzero(chars.upright & (chars.letters != 0))
    if not len(kept):
        return []
    order, line = _line_order(chars.x0[kept], chars.top[kept])
    at = kept[order]
    blank = _blanks(chars.letters[at])
    seen = ~(blank & _covered(blank, line, chars, at))
    at, line, blank = at[seen], line[seen], blank[seen]
    return _cut(chars, at, line, blank)


def _line_order(x0: Floats, top: Floats) -> tuple[Ints, Ints]:
    """The order of reading, and for each place in it the number of its line."""
    down = np.argsort(top, kind="stable")
    steps = np.diff(top[down], prepend=top[down[0]]) > LINE_STEP
    line = np.empty(len(top), np.int64)
    line[down] = np.cumsum(steps)
    order = np.lexsort((x0, line))
    return order, line[order]


def _blanks(letters: Ints) -> Flags:
    kinds, where = np.unique(letters, return_inverse=True)
    return np.array([chr(kind).isspace() for kind in kinds], np.bool_)[where]


def _covered(blank: Flags, line: Ints, chars: Chars, at: Ints) -> Flags:
    """Blanks that another character is printed over: the number of a signed notice stands on a row of blanks."""
    x0, x1, top = chars.x0[at], chars.x1[at], chars.top[at]
    covered = np.zeros(len(at), np.bool_)
    ink = ~blank
    if not ink.any():
        return covered
    middle = (x0 + x1) / 2
    # furthest reach of the ink further left on the line
    reach = np.maximum.accumulate((x1 + line * _LINE)[ink])
    before = np.searchsorted((x0 + line * _LINE)[ink], (middle + line * _LINE)[blank], side="left")
    hit = (before > 0) & (reach[before - 1] > (middle + line * _LINE)[blank])
    covered[np.flatnonzero(blank)[hit]] = True
    tops = np.sort(top)
    if (np.diff(tops) > LINE_STEP).any() and _lines_far_apart(tops):
        return covered
    for place in np.flatnonzero(blank & ~covered):
        near = ink & (np.abs(top - top[place]) < COVER_HEIGHT)
        covered[place] = bool((near & (x0 < middle[place]) & (x1 > middle[place])).any())
    return covered


def _lines_far_apart(tops: Floats) -> bool:
    """Whether no two lines are so near one another that the ink of one covers blanks of the other."""
    steps = np.diff(tops)
    return bool((steps[steps > LINE_STEP] >= COVER_HEIGHT).all())


def _cut(chars: Chars, at: Ints, line: Ints, blank: Flags) -> list[Word]:
    """Words of characters in reading order: a new one after a blank, a gap, a step up or down, a step back."""
    if not len(at):
        return []
    x0, x1, top, bottom = chars.x0[at], chars.x1[at], chars.top[at], chars.bottom[at]
    size = bottom - top
    opens = np.ones(len(at), np.bool_)
    opens[1:] = (
        blank[:-1]
        | (line[1:] != line[:-1])
        | (x0[1:] > x1[:-1] + WORD_GAP * size[:-1])
        | (np.abs(top[1:] - top[:-1]) > LINE_STEP)
    )
    ink = ~blank
    # a blank opens nothing, and what follows it does
    starts = np.flatnonzero(opens[ink])
    if not len(starts):
        return []
    x0, x1, top, bottom, size = x0[ink], x1[ink], top[ink], bottom[ink], size[ink]
    letters = "".join(map(chr, chars.letters[at][ink].tolist()))
    font = chars.font[at][ink]
    bold = np.array(["bold" in name.lower() for name in chars.fonts], np.bool_)[font]
    ends = [*starts[1:].tolist(), len(letters)]
    columns = zip(
        starts.tolist(), ends,
        np.minimum.reduceat(x0, starts).tolist(), np.maximum.reduceat(x1, starts).tolist(),
        np.minimum.reduceat(top, starts).tolist(), np.maximum.reduceat(bottom, starts).tolist(),
        np.add.reduceat(bold.astype(np.int64), starts).tolist(),
        np.minimum.reduceat(size, starts).tolist(), np.maximum.reduceat(size, starts).tolist(),
        font[starts].tolist(), strict=True,
    )  # fmt: skip
    ligatures = any("\ufb00" <= letter <= "\ufb06" for letter in set(letters))
    out = []
    for start, end, left, right, high, low, bolds, least, most, first_font in columns:
        text = letters[start:end]
        if ligatures:
            text = text.translate(_LIGATURES)
        middle = least if most - least < 1e-3 else median(size[start:end].tolist())
        name = chars.fonts[first_font]
        out.append(Word(text, left, right, high, low, bolds * 2 > end - start, middle, name))
    return out
