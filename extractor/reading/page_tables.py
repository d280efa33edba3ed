"""Tables over the pages of a PDF: numbered through the document, a table that goes on over a page break kept as one.

Its head may be repeated on each page; a row that the page break cut is put together, and so is a merged cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from extractor.core.document import Cell
from extractor.lexicon.table_heads import column_of
from extractor.reading.page_words import Line
from extractor.reading.table_heads import Heads, find_heads

Place = tuple[int, int, int]  # table, row, column


class _Table(msgspec.Struct):
    """The table that may go on: its head, its rows so far, and the row in which the last cell of each column begins."""

    number: int
    heads: Heads
    width: int
    head_cells: frozenset[tuple[int, str]]
    rows: int = 0
    last: dict[int, int] = {}


class _Joined(msgspec.Struct):
    """What is put together from page to page: the lines of each page, and how high merged cells become."""

    pages: list[list[Line]] = []
    heights: dict[Place, int] = {}
    tables: int = 0


def carry_tables(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of all pages with their tables joined; one moved to its cell on an earlier page has its own `page`."""
    joined = _Joined()
    table: _Table | None = None
    for number, lines in enumerate(pages, start=1):
        joined.pages.append([])
        top = True  # no text of the page stands above yet
        for key, run in groupby(lines, key=lambda line: line.cell.table if line.cell else None):
            part = list(run)
            if key is None:
                joined.pages[-1] += part
                if any(line.region == "body" for line in part):
                    table, top = None, False
                continue
            if table is None or not top or _width(part) != table.width:
                table = _begin(joined, part)
                _append(joined, table, part, table.heads.end)
            else:
                _go_on(joined, table, part, number)
            top = False
    return [[_as_high(line, joined.heights) for line in lines] for lines in joined.pages]


def _width(part: Sequence[Line]) -> int:
    return max(line.cell.column + line.cell.width for line in part if line.cell)


def _texts(part: Sequence[Line]) -> dict[tuple[int, int, int, int], str]:
    texts: dict[tuple[int, int, int, int], str] = {}
    for line in part:
        if line.cell:
            place = line.cell.row, line.cell.column, line.cell.height, line.cell.width
            texts[place] = f"{texts[place]} {line.text}" if texts.get(place) else line.text
    return texts


def _begin(joined: _Joined, part: Sequence[Line]) -> _Table:
    cells = [(*place, text) for place, text in _texts(part).items()]
    heads = find_heads(cells)
    head_cells = frozenset((cell[1], cell[4]) for cell in cells if cell[0] < heads.end)
    joined.tables += 1
    return _Table(joined.tables - 1, heads, _width(part), head_cells)


def _append(joined: _Joined, table: _Table, part: Sequence[Line], head_end: int) -> None:
    """The rows of a part behind those of the table; its first `head_end` rows are its head."""
    base = table.rows
    for line in part:
        assert line.cell is not None  # all lines of a part stand in cells
        row = line.cell.row + base
        cell = msgspec.structs.replace(
            line.cell, table=table.number, row=row, head=table.heads.names.get(line.cell.column),
            of_head=(table.heads.start if not base else 0) <= line.cell.row < head_end,
        )  # fmt: skip
        for column in range(cell.column, cell.column + cell.width):
            table.last[column] = row
        table.rows = max(table.rows, row + cell.height)
        if line.text:
            joined.pages[-1].append(msgspec.structs.replace(line, cell=cell))


def _go_on(joined: _Joined, table: _Table, part: list[Line], page: int) -> None:
    """The rows of the next page, with the first one as the rest of a row or of merged cells where it is that."""
    texts = _texts(part)
    rows = sorted({place[0] for place in texts})
    first = next((row for row in rows if not _is_head(table, row, texts)), len(rows))
    opening = {place[1]: text for place, text in texts.items() if place[0] == first and text}
    if _is_rest(table, opening):
        rest = [line for line in part if line.cell and line.cell.row == first and line.text]
        _join_row(joined, table, rest, page)
        part = [line for line in part if line not in rest]
        part = [_moved_up(line, first) for line in part]
    else:
        _join_cells(joined, table, part, opening, first)
    _append(joined, table, part, first)


def _is_head(table: _Table, row: int, texts: dict[tuple[int, int, int, int], str]) -> bool:
    cells = {(place[1], text) for place, text in texts.items() if place[0] == row and text}
    return bool(cells) and cells <= table.head_cells


def _number_column(table: _Table) -> int | None:
    return next((column for column, head in table.heads.names.items() if column_of(head) == "number"), None)


def _is_rest(table: _Table, opening: dict[int, str]) -> bool:
    """Whether the first row of a page goes on the last of the page before: no number, and words in the middle."""
    number = _number_column(table)
    return (number is None or number not in opening) and any(text[:1].islower() for text in opening.values())


def _join_row(joined: _Joined, table: _Table, rest: Sequence[Line], page: int) -> None:
    """Puts the lines of a cut row behind those of the same cells."""
    for line in rest:
        assert line.cell is not None
        row = table.last.get(line.cell.column, table.rows - 1)
        cell = Cell(table.number, row, line.cell.column, table.heads.names.get(line.cell.column))
        moved = msgspec.structs.replace(line, cell=cell, page=line.page or page)
        for lines in reversed(joined.pages):
            at = _behind(lines, cell)
            if at is not None:
                before = lines[at - 1].cell
                same = before is not None and (before.row, before.column) == (cell.row, cell.column)
                lines.insert(at, msgspec.structs.replace(moved, cell=before) if same else moved)
                break


def _behind(lines: Sequence[Line], cell: Cell) -> int | None:
    """Where a line of `cell` belongs: behind the last one of that cell or of one before it in its table."""
    for at in range(len(lines) - 1, -1, -1):
        other = lines[at].cell
        if other and other.table == cell.table and (other.row, other.column) <= (cell.row, cell.column):
            return at + 1
    return None


def _moved_up(line: Line, first: int) -> Line:
    if line.cell is None or line.cell.row < first:
        return line
    return msgspec.structs.replace(line, cell=msgspec.structs.replace(line.cell, row=line.cell.row - 1))


def _join_cells(joined: _Joined, table: _Table, part: Sequence[Line], opening: dict[int, str], first: int) -> None:
    """Makes the cells higher that were merged over the page break: below it they are empty, high or on the left."""
    cells = [line.cell for line in part if line.cell and not line.text and line.cell.row == first]
    heights = {cell.column: cell.height for cell in cells}
    if len(opening) > 1:
        left = min(opening)
        heights |= {column: heights.get(column, 1) for column in range(left)}
    for column, height in heights.items():
        if column in opening or column not in table.last:
            continue
        place = table.number, table.last[column], column
        joined.heights[place] = table.rows - place[1] + first + height


def _as_high(line: Line, heights: dict[Place, int]) -> Line:
    cell = line.cell
    height = heights.get((cell.table, cell.row, cell.column)) if cell else None
    if cell is None or height is None or height <= cell.height:
        return line
    return msgspec.structs.replace(line, cell=msgspec.structs.replace(cell, height=height))
