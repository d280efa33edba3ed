"""Words seen on a scan, sorted: what is text, and what stamps, signatures and specks were taken for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import msgspec

from extractor.lexicon.page_marks import level, page_marks
from extractor.reading.page_ink import Mask, Rect, rectangles
from extractor.reading.tesseract import SeenWord

_APART = 1.6  # letter heights between two pieces of a line
_DOUBTFUL = 0.45  # mean confidence below which a piece of a line is no text
_WEAK = 0.7  # of a piece with no letter or digit
_OPENING = frozenset('-–—+•*“"(')
_CLOSING = frozenset('.;:,?!”")…') | {"./.", "/.", "...", "-"}
_DASHES = frozenset("-–—")
_LEAST_DASH = 9  # pixels at 300 dpi: a hyphen of 8 points has 11
_SURE_BULLET, _HALF_SURE = 0.8, 0.6
_IN_LINE = 12  # pixels between the bullets of one list
_STROKES = re.compile(r"^[_`¬|~=‹›«»„‘]+(?=\S)|(?<=\S)[_`¬|~=‹›«»„]+$")
_HEAD = 0.45  # share of the page's width and height in which the incoming-mail stamp stands
_SIDES = (60, 480)  # pixels: how high the uprights of its frame are (5–40 mm)
_NEAR = 100  # pixels from frame to the level lines that belong to it


def changed(word: SeenWord, text: str) -> SeenWord:
    """`word` with another text; the first reading is kept."""
    return word if text == word.text else msgspec.structs.replace(word, text=text, first=word.first or word.text)


def as_cased(read: str, letters: str) -> str:
    """`letters` (lower case) in the case of what was read."""
    if read.isupper() and len(read) > 1:
        return letters.upper()
    return letters.capitalize() if read[:1].isupper() else letters


def pieces(seen: Sequence[SeenWord]) -> list[list[SeenWord]]:
    """The lines of `seen`, cut where a gap is too wide for a blank."""
    out: list[list[SeenWord]] = []
    for _, line in groupby(seen, key=lambda word: word.line):
        row = sorted(line, key=lambda word: word.x0)
        out.append(row[:1])
        for before, word in pairwise(row):
            if word.x0 - before.x1 > _APART * max(word.size, 1):
                out.append([])
            out[-1].append(word)
    return out


def seen_rows(seen: Sequence[SeenWord]) -> list[list[SeenWord]]:
    """The words by rows of the page: what was read again has lines of its own."""
    rows: list[list[SeenWord]] = []
    for word in sorted(seen, key=lambda word: word.top + word.bottom):
        last = rows[-1] if rows else []
        middle = sum(other.top + other.bottom for other in last) / max(1, len(last))
        if last and abs(word.top + word.bottom - middle) < 0.9 * max(word.size, last[0].size, 1):
            last.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def confidence_of(words: Iterable[SeenWord]) -> float:
    """The mean confidence, each word counted by its letters; 0 without words."""
    known = [(len(word.text), word.confidence) for word in words]
    return sum(n * sure for n, sure in known) / max(1, sum(n for n, _ in known))


def is_inside(word: SeenWord, box: Rect) -> bool:
    """Whether the middle of `word` stands in `box`."""
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]


def sort_out(seen: Sequence[SeenWord], stamps: Sequence[Rect]) -> tuple[list[SeenWord], list[SeenWord]]:
    """(text, the rest): the rest stands in one of `stamps`, or in a piece of a line too doubtful to be text."""
    text: list[SeenWord] = []
    rest: list[SeenWord] = _read_twice(seen)
    twice = {id(word) for word in rest}
    lines = pieces([word for word in seen if id(word) not in twice])
    bullets = [piece[0].x0 for piece in lines if piece[0].text in _DASHES and piece[0].confidence >= _SURE_BULLET]
    for piece in lines:
        stamped = [word for word in piece if any(is_inside(word, box) for box in stamps)]
        outside = [word for word in piece if not any(is_inside(word, box) for box in stamps)]
        outside, specks = _without_specks(outside, bullets)
        rest += [*stamped, *specks]
        if outside:
            (rest if _is_no_text(outside) else text).extend(outside)
    return text, rest


def _read_twice(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """Weak words that stand in the box of a surer one: parts of it that were looked at again (`ng` in `Tổng`)."""
    sure = [word for word in seen if word.confidence >= _SURE_BULLET and word.bottom - word.top < 2 * word.size]
    return [
        word
        for word in seen
        if word.confidence < _HALF_SURE and any(_holds(other, word) for other in sure if other.line != word.line)
    ]


def _holds(outer: SeenWord, inner: SeenWord) -> bool:
    across = min(outer.x1, inner.x1) - max(outer.x0, inner.x0)
    down = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    area = (inner.x1 - inner.x0) * (inner.bottom - inner.top)
    return across > 0 and down > 0 and across * down > 0.7 * area


def _without_specks(piece: list[SeenWord], bullets: Sequence[float]) -> tuple[list[SeenWord], list[SeenWord]]:
    """(`piece`, specks): without what specks, margins and strokes of a signature were read as at its two ends."""
    words = [_trimmed(word) for word in piece]
    first, last = 0, len(words)
    while first < last and (_is_speck(words[first]) or _is_no_bullet(words[first], bullets)):
        first += 1
    while last > first and (
        _is_speck(words[last - 1], closing=True) or (last - first > 1 and _is_second_stop(*words[last - 2 : last]))
    ):
        last -= 1
    return words[first:last], piece[:first] + piece[last:]


def _is_no_bullet(word: SeenWord, bullets: Sequence[float]) -> bool:
    """Whether a dash that was read weakly stands below none that was read surely."""
    weak = word.text in _DASHES and word.confidence < _SURE_BULLET
    return weak and not any(abs(word.x0 - x0) < _IN_LINE for x0 in bullets)


def _is_second_stop(before: SeenWord, word: SeenWord) -> bool:
    """Whether a full stop stands alone behind a mark: a speck."""
    return word.text == "." and before.text[-1:] in ".,;:"


def _trimmed(word: SeenWord) -> SeenWord:
    text = _STROKES.sub("", word.text) or word.text
    return word if text == word.text else msgspec.structs.replace(word, text=text, first=word.first or word.text)


def _is_speck(word: SeenWord, closing: bool = False) -> bool:
    signs = sum(map(_is_sign, word.text))
    if signs == 0:
        if word.text in _DASHES and word.x1 - word.x0 < _LEAST_DASH:
            return True
        return word.text not in (_CLOSING if closing else _OPENING) or word.confidence < 0.5
    return word.confidence < _DOUBTFUL and signs * 2 <= len(word.text)


def _is_sign(char: str) -> bool:
    """Whether `char` is a letter or digit; marks that stand alone (`ˆ`, `ˇ`) count as letters with Python."""
    return char.isalnum() and unicodedata.category(char) != "Lm"


def _is_no_text(piece: list[SeenWord]) -> bool:
    sure = confidence_of(piece)
    if any(_is_sign(char) for word in piece for char in word.text):
        return sure < _DOUBTFUL
    return sure < _WEAK or len(piece[0].text) > 3


def mail_stamp(seen: Sequence[SeenWord], level_lines: Mask, uprights: Mask) -> Rect | None:
    """The incoming-mail stamp in the head of a page: a frame of ruling lines with `CV ĐẾN`, `Chuyển:` inside."""
    height, width = level_lines.shape
    sides = [
        (x0, top, x1, bottom)
        for x0, top, x1, bottom in _mended((x0, top, x1, bottom) for top, x0, bottom, x1 in rectangles(uprights.T))
        if x0 < _HEAD * width and bottom < _HEAD * height and _SIDES[0] <= bottom - top <= _SIDES[1]
    ]
    if len(sides) < 2:
        return None
    box = (min(s[0] for s in sides), min(s[1] for s in sides), max(s[2] for s in sides), max(s[3] for s in sides))
    if box[3] - box[1] > _SIDES[1]:
        return None
    near = [
        rule
        for rule in rectangles(level_lines)
        if rule[0] < box[2] and rule[2] > box[0] - _NEAR and box[1] - _NEAR < rule[1] < box[3] + _NEAR
        and rule[2] < box[2] + _NEAR
    ]  # fmt: skip
    x0, top, x1, bottom = (
        min([box[0], *(r[0] for r in near)]), min([box[1], *(r[1] for r in near)]),
        max([box[2], *(r[2] for r in near)]), max([box[3], *(r[3] for r in near)]),
    )  # fmt: skip
    found = (float(x0), float(top), float(x1), float(bottom))
    return found if any(_is_of_mail(word) for word in seen if is_inside(word, found)) else None


def _mended(uprights: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Upright lines with the pieces joined into which writing across them has cut them."""
    out: list[tuple[int, int, int, int]] = []
    for x0, top, x1, bottom in sorted(uprights, key=lambda line: (round(line[0] / 20), line[1])):
        if out and abs(out[-1][0] - x0) < 15 and 0 <= top - out[-1][3] < 30:
            last = out.pop()
            x0, top, x1 = min(last[0], x0), last[1], max(last[2], x1)
        out.append((x0, top, x1, bottom))
    return out


def _is_of_mail(word: SeenWord) -> bool:
    text = level(word.text).strip(".:;|_…- ")
    return text.startswith(page_marks().mail_stamp)
