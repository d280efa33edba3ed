"""Single lines of a page read by themselves, all at once: cut out as strips, set below one another on one sheet.

What a reading costs goes by its lines; a page of which few lines are weak need not be read a second time as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PIL import Image

from extractor.reading.page_image import DPI, as_pnm
from extractor.reading.page_ink import Rect
from extractor.reading.tesseract import SeenWord, see_words

_RIM = 6  # pixels of the page round a line
_GAP = 40  # pixels of white between two strips and at the edges: tesseract takes letters at an edge for noise


def read_strips(image: Image.Image, boxes: Sequence[Rect]) -> list[SeenWord]:
    """The words in each of `boxes` of a page (pixels), in its coordinates, line by line as they were seen."""
    if not boxes:
        return []
    cuts = [_cut(image, box) for box in boxes]
    tops = [_GAP]
    for _, top, _, bottom in cuts:
        tops.append(tops[-1] + bottom - top + _GAP)
    sheet = Image.new("L", (image.width + 2 * _GAP, tops[-1]), 255)
    for (x0, top, x1, bottom), at in zip(cuts, tops, strict=False):
        sheet.paste(image.crop((x0, top, x1, bottom)), (x0 + _GAP, at))
    out: list[SeenWord] = []
    for word in see_words(as_pnm(sheet), DPI) or ():
        middle = (word.top + word.bottom) / 2
        number = sum(top <= middle for top in tops) - 1
        if not 0 <= number < len(boxes):
            continue
        up = cuts[number][1] - tops[number]
        if boxes[number][1] <= middle + up <= boxes[number][3]:
            out.append(_moved(word, -_GAP, up))
    return out


def _cut(image: Image.Image, box: Rect) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = box
    return (
        max(0, int(x0) - _RIM), max(0, int(top) - _RIM),
        min(image.width, int(x1) + _RIM), min(image.height, int(bottom) + _RIM),
    )  # fmt: skip


def _moved(word: SeenWord, right: float, down: float) -> SeenWord:
    return msgspec.structs.replace(
        word, x0=word.x0 + right, x1=word.x1 + right, top=word.top + down, bottom=word.bottom + down
    )
