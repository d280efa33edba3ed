"""The cells of a ruled table on a page image, read by themselves: lines of text end at a ruling.

All cells are set below one another on one sheet, which is read at once: a call of tesseract takes longer to start than
a cell to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from PIL import Image

from extractor.reading.page_image import DPI, ReadyPage, as_pnm
from extractor.reading.page_ink import Rect, extent
from extractor.reading.scan_grids import Grid
from extractor.reading.scan_words import confidence_of
from extractor.reading.tesseract import SeenWord, see_words
from extractor.reading.two_readings import likelier, needs_second

_INSIDE = 5  # pixels from the middle of a ruling to the cell
_MARGIN = 24  # round a cell on the sheet
_LEAST_INK = 60  # pixels: less is a speck
_TALLEST = 12_000  # pixels of a sheet
_TOLD_WORDS = 12
_DOUBTFUL = 0.65  # mean confidence of a cell


class CellRead(msgspec.Struct, frozen=True):
    """A cell of a table on a page image: its box and its words, and whether it has ink that was not read surely."""

    box: Rect
    words: tuple[SeenWord, ...] = ()
    doubtful: bool = False


class GridRead(msgspec.Struct, frozen=True):
    """A table with its cells read."""

    grid: Grid
    cells: tuple[CellRead, ...]


def words_of(table: GridRead) -> list[SeenWord]:
    return [word for cell in table.cells for word in cell.words]


def doubtful_rows(table: GridRead) -> Iterator[str]:
    """How the rows begin in which a cell was read weakly or not at all; the whole table where rulings are missing."""
    rows: dict[float, list[CellRead]] = {}
    for cell in table.cells:
        rows.setdefault(cell.box[1], []).append(cell)
    for row in rows.values():
        if any(cell.doubtful for cell in row) or table.grid.doubtful:
            words = [word.text for cell in row for word in cell.words]
            yield " ".join(words[:_TOLD_WORDS])


class _Strip(msgspec.Struct, frozen=True):
    """A cell on a sheet: which one, where on the page its ink stands, and from where to where on the sheet."""

    cell: int
    ink: tuple[int, int, int, int]
    top: int

    @property
    def bottom(self) -> int:
        return self.top + self.ink[3] - self.ink[1] + 2 * _MARGIN


def without_tables(image: Image.Image, grids: Iterable[Grid]) -> Image.Image:
    """`image` with its tables left white."""
    boxes = [grid.box for grid in grids]
    if not boxes:
        return image
    out = image.copy()
    for x0, top, x1, bottom in boxes:
        out.paste(255, (int(x0), int(top), int(x1) + 1, int(bottom) + 1))
    return out


def read_cells(ready: ReadyPage, grids: Sequence[Grid], first_line: int) -> tuple[GridRead, ...]:
    """The cells of `grids` with their words, whose lines are numbered from `first_line` on."""
    boxes = [cell for grid in grids for cell in grid.cells]
    words: dict[int, list[SeenWord]] = {}
    sheets = _sheets(ready, boxes)
    for strips in sheets:
        for cell, word in _read(ready, strips, first_line):
            words.setdefault(cell, []).append(word)
            first_line = max(first_line, word.line + 1)
    inked = {strip.cell for strips in sheets for strip in strips}
    read = [_cell(box, words.get(at, []), at in inked) for at, box in enumerate(boxes)]
    out, at = [], 0
    for grid in grids:
        out.append(GridRead(grid, tuple(read[at : at + len(grid.cells)])))
        at += len(grid.cells)
    return tuple(out)


def _cell(box: Rect, words: list[SeenWord], inked: bool) -> CellRead:
    return CellRead(box, tuple(words), inked and (not words or confidence_of(words) < _DOUBTFUL))


def _sheets(ready: ReadyPage, boxes: Sequence[Rect]) -> list[list[_Strip]]:
    """The cells that hold ink, below one another on sheets that are not too tall."""
    sheets: list[list[_Strip]] = []
    for at, box in enumerate(boxes):
        ink = _ink_in(ready, box)
        if ink is None:
            continue
        top = sheets[-1][-1].bottom if sheets else 0
        if not sheets or top > _TALLEST:
            sheets.append([])
            top = 0
        sheets[-1].append(_Strip(at, ink, top))
    return sheets


def _ink_in(ready: ReadyPage, box: Rect) -> tuple[int, int, int, int] | None:
    """The smallest box round the ink of a cell."""
    x0, top, x1, bottom = int(box[0]) + _INSIDE, int(box[1]) + _INSIDE, int(box[2]) - _INSIDE, int(box[3]) - _INSIDE
    if x1 <= x0 or bottom <= top:
        return None
    ink = ready.ink[top:bottom, x0:x1]
    inside = extent(ink) if int(ink.sum()) >= _LEAST_INK else None
    return inside and (x0 + inside[0], top + inside[1], x0 + inside[2], top + inside[3])


def _read(ready: ReadyPage, strips: Sequence[_Strip], first_line: int) -> list[tuple[int, SeenWord]]:
    """The words of a sheet with the cells they stand in, in the coordinates of the page."""
    seen = list(see_words(as_pnm(_sheet(ready.image, strips)), DPI) or ())
    if needs_second(seen):
        seen = likelier(seen, see_words(as_pnm(_sheet(ready.plain, strips)), DPI) or ())
    out = []
    for word in seen:
        middle = (word.top + word.bottom) / 2
        strip = next((strip for strip in strips if strip.top <= middle < strip.bottom), None)
        if strip is None:
            continue
        dx, dy = strip.ink[0] - _MARGIN, strip.ink[1] - strip.top - _MARGIN
        moved = msgspec.structs.replace(
            word, x0=word.x0 + dx, x1=word.x1 + dx, top=word.top + dy, bottom=word.bottom + dy,
            line=first_line + word.line,
        )  # fmt: skip
        out.append((strip.cell, moved))
    return out


def _sheet(image: Image.Image, strips: Sequence[_Strip]) -> Image.Image:
    width = max(strip.ink[2] - strip.ink[0] for strip in strips) + 2 * _MARGIN
    sheet = Image.new("L", (width, strips[-1].bottom), 255)
    for strip in strips:
        # a pixel more on each side: firm strokes are wider than the ink that was measured
        x0, top, x1, bottom = strip.ink
        sheet.paste(image.crop((x0 - 2, top - 2, x1 + 2, bottom + 2)), (_MARGIN - 2, strip.top + _MARGIN - 2))
    return sheet
