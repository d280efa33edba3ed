"""The grids of ruled tables on a page image, found from its ruling lines: pixels from the top left.

A scanned ruling is broken where letters touch it and thick where it crosses another; its pieces are joined, and what
crosses to at least two rows and columns is a table. Cells between which no ruling stands are one merged cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from extractor.reading.page_ink import Mask, Rect, is_line, rectangles

_SAME = 9  # pixels of 300 dpi: a ruling that is off by so much is the same
_GAP = 70  # between two pieces of one ruling
_NEAR = 16  # of a ruling that stops short of another, and of two rulings that are one edge
_COVERED = 0.7  # share of a cell's side along which there is a ruling
_LEAST = 0.45  # share of the page's width: a frame that is narrower is a stamp
_MOST_RULINGS = 400  # beyond that it is a pattern
_MOST_CELLS = 2000


class Grid(msgspec.Struct, frozen=True):
    """A ruled table: its box and the boxes of its cells; `doubtful` says that rulings of some cells are missing."""

    box: Rect
    cells: tuple[Rect, ...]
    doubtful: bool = False


class _Ruling(msgspec.Struct, frozen=True):
    """A straight line at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


def find_grids(level: Mask, upright: Mask, ink: Mask) -> list[Grid]:
    """The ruled tables of a page from the top: by the masks of its ruling lines, and of all other ink."""
    lying = _joined((top, bottom, x0, x1) for x0, top, x1, bottom in rectangles(level))
    standing = _joined((x0, x1, top, bottom) for top, x0, bottom, x1 in rectangles(upright.T))
    if max(len(lying), len(standing)) > _MOST_RULINGS:
        return []
    drawn = ink | upright | level
    found = [_grid(*part, drawn) for part in _crossing(lying, standing)]
    wide = level.shape[1] * _LEAST
    return sorted((grid for grid in found if grid and grid.box[2] - grid.box[0] >= wide), key=lambda grid: grid.box[1])


def _joined(pieces: Iterable[tuple[float, float, float, float]]) -> list[_Ruling]:
    """Rulings of their pieces (first and last pixel across, first and last along), joined where they go on."""
    out: list[_Ruling] = []
    for low, high, start, end in sorted(pieces, key=lambda piece: piece[2]):
        at = (low + high) / 2
        found = next(
            (i for i, known in enumerate(out) if abs(known.at - at) <= _SAME and start - known.end <= _GAP), None
        )
        if found is None:
            out.append(_Ruling(at, start, end))
        else:
            known = out[found]
            out[found] = _Ruling(known.at, known.start, max(known.end, end))
        if len(out) > 4 * _MOST_RULINGS:
            break
    return out


def _crossing(lying: Sequence[_Ruling], standing: Sequence[_Ruling]) -> list[tuple[list[_Ruling], list[_Ruling]]]:
    """The rulings by tables: those that touch one another, over any number of others."""
    left = set(range(len(standing)))
    free = set(range(len(lying)))
    parts = []
    while free:
        rows, columns, todo = set[int](), set[int](), {free.pop()}
        while todo:
            row = todo.pop()
            rows.add(row)
            new = {at for at in left if _cross(lying[row], standing[at])}
            left -= new
            columns |= new
            more = {at for at in free for column in new if _cross(lying[at], standing[column])}
            free -= more
            todo |= more
        parts.append(([lying[at] for at in rows], [standing[at] for at in columns]))
    return parts


def _cross(lying: _Ruling, standing: _Ruling) -> bool:
    return (
        lying.start - _NEAR <= standing.at <= lying.end + _NEAR
        and standing.start - _NEAR <= lying.at <= standing.end + _NEAR
    )


def _edges(rulings: Iterable[_Ruling]) -> list[float]:
    out: list[float] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if not out or ruling.at - out[-1] > _NEAR:
            out.append(ruling.at)
    return out


def _grid(lying: Sequence[_Ruling], standing: Sequence[_Ruling], drawn: Mask) -> Grid | None:
    xs, ys = _edges(standing), _edges(lying)
    rows, columns = len(ys) - 1, len(xs) - 1
    if columns < 2 or rows < 1 or (rows < 2 and columns < 3) or rows * columns > _MOST_CELLS:
        return None
    cells: list[Rect] = []
    doubtful = False
    for group in _merged(lying, standing, xs, ys, drawn):
        top, bottom = min(row for row, _ in group), max(row for row, _ in group) + 1
        left, right = min(column for _, column in group), max(column for _, column in group) + 1
        if len(group) == (bottom - top) * (right - left):
            cells.append((xs[left], ys[top], xs[right], ys[bottom]))
        else:  # a ruling between them is missing by half: they stay apart
            doubtful = True
            cells += [(xs[column], ys[row], xs[column + 1], ys[row + 1]) for row, column in group]
    if len(cells) < 4 and rows > 1:
        return None
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(sorted(cells, key=lambda cell: (cell[1], cell[0]))), doubtful)


def _merged(
    lying: Sequence[_Ruling], standing: Sequence[_Ruling], xs: Sequence[float], ys: Sequence[float], drawn: Mask
) -> list[list[tuple[int, int]]]:
    """The places (row, column) of the grid, those together between which no ruling stands."""
    free = {(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    groups = []
    while free:
        todo = [min(free)]
        free.discard(todo[0])
        group = []
        while todo:
            row, column = todo.pop()
            group.append((row, column))
            beside = [((row, at), xs[max(column, at)], standing, ys, row, drawn) for at in (column - 1, column + 1)]
            below = [((at, column), ys[max(row, at)], lying, xs, column, drawn.T) for at in (row - 1, row + 1)]
            for place, edge, rulings, along, nth, seen in (*beside, *below):
                side = along[nth], along[nth + 1]
                # between two rows that are merged a ruling is too short to be told from a letter by its length
                if place in free and not (_is_ruled(rulings, edge, *side) or is_line(seen, edge, *side)):
                    free.discard(place)
                    todo.append(place)
        groups.append(group)
    return groups


def _is_ruled(rulings: Iterable[_Ruling], at: float, start: float, end: float) -> bool:
    """Whether rulings stand along most of an edge from `start` to `end`."""
    covered = sum(
        max(0.0, min(end, ruling.end) - max(start, ruling.start)) for ruling in rulings if abs(ruling.at - at) <= _NEAR
    )
    return covered >= _COVERED * (end - start)
