"""Ink on a page image measured: threshold, skew, ruling lines, what was not read. Pixels from the top left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[Any]
Rect = tuple[float, float, float, float]  # x0, top, x1, bottom

_MOST_SKEW = 5.0  # degrees
_SAMPLE = 60_000
_FEW = 400  # pixels of ink that tell nothing
_SIDEWAYS = 1.35  # how much sharper the columns must be than the rows before a page is turned
_RULE = 0.4  # inches
_RIM, _BESIDE = 8, 5  # pixels: a line may stop short of another, and stand beside where it is looked for
_UNBROKEN = 0.95
_THICK = 0.035  # inches: thicker than a ruling line


def ink_of(grey: Grey) -> Mask:
    """Where there is ink: darker than the threshold that parts the greys best (Otsu 1979)."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(float)
    below, weighted = np.cumsum(counts), np.cumsum(counts * np.arange(256))
    total, mean = below[-1], weighted[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mean * below - weighted * total) ** 2 / (below * (total - below))
    between[~np.isfinite(between)] = -1
    best = int(np.argmax(between))
    lightest = mean / total if total else 255.0
    # on an empty page the noise of the paper is all there is to part
    return grey <= min(best, int(lightest * 0.85))


def _points(ink: Mask) -> tuple[Counts, Counts]:
    ys, xs = np.nonzero(ink)
    if len(ys) > _SAMPLE:
        step = len(ys) // _SAMPLE + 1
        # every nth pixel of a row-wise list is an even sample of the page
        ys, xs = ys[::step], xs[::step]
    return ys, xs


def _sharpness(ys: Counts, xs: Counts, angle: float) -> float:
    """How far the ink gathers in rows when rows are tilted by `angle` degrees."""
    rows = (ys - xs * np.tan(np.radians(angle))) / 2
    rows = (rows - rows.min()).astype(np.int64)
    return float((np.bincount(rows).astype(float) ** 2).sum())


def _best_angle(ys: Counts, xs: Counts) -> tuple[float, float]:
    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5), key=lambda angle: _sharpness(ys, xs, angle))
    fine = max(coarse + np.arange(-0.45, 0.46, 0.05), key=lambda angle: _sharpness(ys, xs, angle))
    return float(fine), _sharpness(ys, xs, fine)


def skew_of(ink: Mask) -> float:
    """The angle in degrees by which the lines go down to the right, at most 5; 0 for a page with hardly any ink."""
    ys, xs = _points(ink)
    return 0.0 if len(ys) < _FEW else round(_best_angle(ys, xs)[0], 2)


def is_sideways(ink: Mask) -> bool:
    """Whether the lines of text run up or down the page."""
    ys, xs = _points(ink)
    if len(ys) < _FEW:
        return False
    # per pixel of length, so that a tall page is not taken for a turned one
    return bool(_best_angle(xs, ys)[1] * ink.shape[1] > _SIDEWAYS * _best_angle(ys, xs)[1] * ink.shape[0])


# --- ruling lines ---------------------------------------------------------------------------------------------------


def _runs(mask: Mask) -> tuple[Counts, Counts]:
    """First and end of each run of True along the rows, as positions in rows one longer than those of `mask`."""
    flat = np.zeros((mask.shape[0], mask.shape[1] + 1), np.int8)
    flat[:, :-1] = mask
    edges = np.flatnonzero(np.diff(flat.ravel(), prepend=np.int8(0)))
    return edges[::2], edges[1::2]


def _long_runs(mask: Mask, least: int) -> Mask:
    """The runs along the rows that have at least `least` pixels."""
    out = np.zeros((mask.shape[0], mask.shape[1] + 1), bool)
    flat = out.ravel()
    starts, ends = _runs(mask)
    for start, end in zip(starts[ends - starts >= least], ends[ends - starts >= least], strict=True):
        flat[start:end] = True
    return out[:, :-1]


def rulings(ink: Mask, dpi: int) -> tuple[Mask, Mask]:
    """Level and upright ruling lines: long straight runs of ink that are thin across."""
    return _rulings_along(ink, dpi), _rulings_along(ink.T, dpi).T


def is_line(ink: Mask, at: float, start: float, end: float) -> bool:
    """Whether an upright line stands at the column `at` from the row `start` to the row `end`, however short."""
    rows = ink[int(start) + _RIM : int(end) - _RIM, max(0, int(at) - _BESIDE) : int(at) + _BESIDE + 1]
    return rows.size > 0 and float(rows.any(axis=1).mean()) >= _UNBROKEN


def _rulings_along(ink: Mask, dpi: int) -> Mask:
    near = ink.copy()  # a scanned line leaps a pixel up or down
    near[1:] |= ink[:-1]
    near[:-1] |= ink[1:]
    found = _long_runs(near, int(_RULE * dpi)) & ink
    thick = _long_runs(np.ascontiguousarray(found.T), int(_THICK * dpi)).T
    return found & ~thick


# --- what was not read ----------------------------------------------------------------------------------------------

_CELL = 4  # pixels of 300 dpi
_CELLS_PER_MM = 300 / 25.4 / _CELL
_WORD_SPACE = 7  # cells between words
_TEXT_WIDTH = 8 * _CELLS_PER_MM
_TEXT_HEIGHT = (1.4 * _CELLS_PER_MM, 9 * _CELLS_PER_MM)
_SEAL = (22 * _CELLS_PER_MM, 60 * _CELLS_PER_MM)  # a seal has 36 mm, a signature may widen it
_FULL = 0.45  # share of its rectangle that a smeared line of text fills; a signature fills less


def unread_text(ink: Mask, words: Iterable[Rect]) -> tuple[Rect, ...]:
    """Rectangles that look like lines or blocks of text and hold no word; `ink` at 300 dpi without rulings."""
    left = ink.copy()
    for x0, top, x1, bottom in words:
        left[max(0, int(top) - 6) : int(bottom) + 7, max(0, int(x0) - 8) : int(x1) + 9] = False
    return tuple(
        (x0 * _CELL, top * _CELL, x1 * _CELL, bottom * _CELL)
        for x0, top, x1, bottom, filled in _components(_smeared(cells_of(left)))
        if _looks_like_text(x1 - x0, bottom - top, filled)
    )


def _looks_like_text(width: int, height: int, filled: int) -> bool:
    if width < _TEXT_WIDTH or height < _TEXT_HEIGHT[0] or filled < _FULL * width * height:
        return False
    seal = _SEAL[0] < width < _SEAL[1] and _SEAL[0] < height < _SEAL[1]
    return not seal and width > 1.2 * height


def cells_of(ink: Mask, size: int = _CELL) -> Mask:
    """`ink` in square cells of `size` pixels; a cell is inked where a sixth of it is."""
    rows, columns = ink.shape[0] // size * size, ink.shape[1] // size * size
    parts = ink[:rows, :columns].reshape(rows // size, size, columns // size, size)
    return np.asarray(parts.sum(axis=(1, 3)) >= size * size / 6)


def stretches(line: Mask) -> list[tuple[int, int]]:
    """First and end of each stretch of True in one row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _smeared(cells: Mask) -> Mask:
    """`cells` with the gaps inside and between words filled along the rows."""
    gaps = ~cells
    wide = _long_runs(gaps, _WORD_SPACE)
    return ~wide


def extent(mask: Mask) -> tuple[int, int, int, int] | None:
    """x0, top, x1, bottom of all that is set in `mask`."""
    ys, xs = np.nonzero(mask)
    return (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1) if len(ys) else None


def rectangles(mask: Mask) -> list[tuple[int, int, int, int]]:
    """x0, top, x1, bottom of what hangs together in `mask`."""
    return [(x0, top, x1, bottom) for x0, top, x1, bottom, _ in _components(mask)]


def _components(mask: Mask) -> list[tuple[int, int, int, int, int]]:
    """Rectangles of what hangs together over rows, each with its number of cells."""
    starts, ends = _runs(mask)
    width = mask.shape[1] + 1
    parent = list(range(len(starts)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    rows = (starts // width).tolist()
    begin, end = (starts % width).tolist(), (ends - starts // width * width).tolist()
    above = 0
    for run in range(len(rows)):
        while above < run and (
            rows[above] < rows[run] - 1 or (rows[above] == rows[run] - 1 and end[above] < begin[run])
        ):
            above += 1
        other = above
        while other < run and rows[other] == rows[run] - 1 and begin[other] <= end[run]:
            parent[root(other)] = root(run)
            other += 1
    boxes: dict[int, list[int]] = {}
    for run in range(len(rows)):
        box = boxes.setdefault(root(run), [begin[run], rows[run], end[run], rows[run] + 1, 0])
        box[0], box[2] = min(box[0], begin[run]), max(box[2], end[run])
        box[3], box[4] = rows[run] + 1, box[4] + end[run] - begin[run]
    return [(box[0], box[1], box[2], box[3], box[4]) for box in boxes.values()]
