"""What is drawn on a PDF page beside its text, looked over with pdfium: ruling lines that may make a table, and images.

Looking costs a hundredth of what finding the cells does; it only has to be sure where no table can be. Borders round
paragraphs and lines under headings are many, but make no grid.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import numpy as np
import pypdfium2.raw as pdfium

BAR = 2.5  # points: thinner than this a filled rectangle is a ruling line
SNAP = 3.0  # points: lines nearer than these are one
_DASH = 0.1  # points: shorter ones rule nothing
_DEPTH = 6  # forms within forms that are looked into
_MOST_OBJECTS = 20_000  # of one page; a page of more is a drawing
_MOST_PAIRS = 4_000_000
_GRID_LINES = 3  # of each direction: two rows and two columns
_ROW_LINES = (4, 2)  # upright and level: the one row of three columns that a page break left alone
_CROSSINGS = 8  # of the nine that they have; one may be left out

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page's own space."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(msgspec.Struct, frozen=True):
    """Whether lines on a page may rule a table, and the share of it that its largest image covers (0 to 1)."""

    grid: bool = False
    image: float = 0.0


class _Thing(msgspec.Struct, frozen=True):
    kind: int
    handle: Any
    box: Box


def drawn_on_page(page: Any, width: float, height: float) -> Drawn:
    """Lines and images of a loaded page of `width` × `height` points."""
    upright: list[Box] = []
    level: list[Box] = []
    image = 0.0
    things = _things(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _IDENTITY, _DEPTH)
    for thing in islice(things, _MOST_OBJECTS):
        if thing.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.box
            image = max(image, min(right - left, width) * min(top - bottom, height))
        else:
            stand, lie = _rulings(thing)
            upright += stand
            level += lie
    return Drawn(_is_grid(upright, level), min(1.0, image / max(1.0, width * height)))


def _things(parent: Any, count_of: Any, child_of: Any, matrix: Matrix, depth: int) -> Iterator[_Thing]:
    """Paths and images, those in forms too."""
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(count_of(parent), _MOST_OBJECTS)):
        handle = child_of(parent, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(handle, own)
            inner = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            yield from _things(handle, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth - 1)
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE) and pdfium.FPDFPageObj_GetBounds(
            handle, *sides
        ):
            yield _Thing(kind, handle, _moved([side.value for side in sides], matrix))


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(box: list[float], matrix: Matrix) -> Box:
    if matrix is _IDENTITY:
        return (box[0], box[1], box[2], box[3])
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (min(xs), min(ys), max(xs), max(ys))


def _rulings(path: _Thing) -> tuple[list[Box], list[Box]]:
    """The lines of a path that stand and that lie: a bar is one, a frame has four, one of many parts may hold any."""
    left, bottom, right, top = path.box
    if right - left < BAR or top - bottom < BAR:
        # pdfium's boxes hold the width of the pen
        upright = top - bottom > max(right - left, _DASH)
        return ([path.box], []) if upright else ([], [path.box])
    segments = pdfium.FPDFPath_CountSegments(path.handle)
    if segments <= 5:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path.handle, filled, stroked)
        if segments < 4 or filled.value or not stroked.value:
            return [], []
        return (
            [(left, bottom, left, top), (right, bottom, right, top)],
            [(left, bottom, right, bottom), (left, top, right, top)],
        )
    kinds = Counter(
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path.handle, index))
        for index in range(min(segments, _MOST_OBJECTS))
    )
    parts = kinds[pdfium.FPDF_SEGMENT_MOVETO]
    if parts < 2 or kinds[pdfium.FPDF_SEGMENT_BEZIERTO] > parts:
        return [], []
    steps = np.linspace(0, 1, _GRID_LINES)
    return (
        [(x, bottom, x, top) for x in (left + steps * (right - left)).tolist()],
        [(left, y, right, y) for y in (bottom + steps * (top - bottom)).tolist()],
    )


def _is_grid(upright: list[Box], level: list[Box]) -> bool:
    """Whether lines cross often enough for two rows of two cells, or one of three."""
    if not _are_enough(len(upright), len(level)):
        return False
    if len(upright) * len(level) > _MOST_PAIRS:
        return True
    stand, lie = np.array(upright), np.array(level)
    xs, ys = _snapped((stand[:, 0] + stand[:, 2]) / 2), _snapped((lie[:, 1] + lie[:, 3]) / 2)
    if not _are_enough(int(xs.max()) + 1, int(ys.max()) + 1):
        return False
    middle_x, middle_y = (stand[:, 0] + stand[:, 2]) / 2, (lie[:, 1] + lie[:, 3]) / 2
    meet = (
        (middle_x[:, None] >= lie[None, :, 0] - SNAP)
        & (middle_x[:, None] <= lie[None, :, 2] + SNAP)
        & (middle_y[None, :] >= stand[:, None, 1] - SNAP)
        & (middle_y[None, :] <= stand[:, None, 3] + SNAP)
    )
    one, two = np.nonzero(meet)
    return len({*zip(xs[one].tolist(), ys[two].tolist(), strict=True)}) >= _CROSSINGS


def _are_enough(upright: int, level: int) -> bool:
    return min(upright, level) >= _GRID_LINES or (upright >= _ROW_LINES[0] and level >= _ROW_LINES[1])


def _snapped(values: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.int64]:
    """Numbers of the places at which lines stand: neighbours nearer than SNAP share one."""
    order = np.argsort(values)
    out = np.empty(len(values), np.int64)
    out[order] = np.cumsum(np.diff(values[order], prepend=values[order[0]]) > SNAP)
    return out
