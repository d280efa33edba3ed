"""Roman numbers of upright strokes, `I` to `III`, counted in the ink: tesseract drops strokes without noticing.

`quý III/2022` is read as `quý II/2022` with all confidence, which no word beside it gives away; the strokes do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractor.reading.page_ink import Mask, stretches
from extractor.reading.scan_words import changed
from extractor.reading.tesseract import SeenWord

# what strokes are read as, at the start of a word; behind them neither letter nor digit but those of a year
_STROKES = re.compile(r"(?=[Hl1|!]*I|IH)[IHl1|!]{1,4}(?=$|\W)([/⁄|]*[/⁄](?=\d))?")
_SLASH = re.compile(r"(?<=[\dIVX])[/⁄]*⁄(?=\d)")
_MOST = 3
_RIM = 4  # pixels round the box of a word
_TOP, _FOOT = 0.22, 0.78  # of the height: between the serifs
_UPRIGHT = 0.8  # share of the height over which a column of a stroke is inked
_THICK, _APART = 0.32, 0.5  # of the height: the widest stroke, and the widest gap between two
_LEAST_HEIGHT = 12  # pixels


def with_numerals(seen: Sequence[SeenWord], ink: Mask) -> list[SeenWord]:
    """`seen` with as many strokes in Roman numbers as stand on the page, and with plain slashes before digits."""
    return [_counted(word, ink) for word in seen]


def _counted(word: SeenWord, ink: Mask) -> SeenWord:
    found = _STROKES.match(word.text)
    strokes = strokes_at(ink, word) if found else 0
    if found is None or not 1 <= strokes <= _MOST:
        return changed(word, _SLASH.sub("/", word.text))
    return changed(word, f"{'I' * strokes}{'/' if found[1] else ''}{word.text[found.end() :]}")


def strokes_at(ink: Mask, word: SeenWord) -> int:
    """How many upright strokes stand side by side at the left of a word; 0 where another letter follows them."""
    left, top = max(0, int(word.x0) - _RIM), max(0, int(word.top) - _RIM)
    part = ink[top : int(word.bottom) + _RIM, left : int(word.x1) + _RIM]
    rows = np.flatnonzero(part.any(axis=1))
    if not len(rows) or (height := _height(part)) < _LEAST_HEIGHT:
        return 0
    first = int(np.flatnonzero(part[:, : max(1, height)].any(axis=1))[0])
    middle = part[first + round(_TOP * height) : first + round(_FOOT * height)]
    strokes, before = 0, None
    for start, end in stretches(np.asarray(middle.any(axis=0))):
        run = middle[:, start:end]
        if end - start > _THICK * height:
            return 0 if run.any(axis=1).mean() >= _UPRIGHT else strokes  # a letter, or a hyphen
        if (run.mean(axis=0) >= _UPRIGHT).sum() < (end - start) / 2:
            break
        if before is not None and start - before > _APART * height:
            break
        strokes, before = strokes + 1, end
    return strokes


def _height(part: Mask) -> int:
    """How high the first letter is."""
    columns = np.flatnonzero(part.any(axis=0))
    if not len(columns):
        return 0
    runs = stretches(np.asarray(part.any(axis=0)))
    start, end = next(((s, e) for s, e in runs if part[:, s:e].any(axis=1).sum() >= _LEAST_HEIGHT), runs[0])
    rows = np.flatnonzero(part[:, start:end].any(axis=1))
    return int(rows[-1] - rows[0] + 1)
