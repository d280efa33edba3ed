"""Tables of plain text: a row a line with tabs, as a word processor pastes them, or columns of blanks with the wraps of
each cell, as `pdftotext -layout` gives them. They are told by their heads; rows by tabs, numbers and blanks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from extractor.lexicon.table_heads import column_of
from extractor.reading.table_heads import known_heads

Written = tuple[int, str]  # the number of a line, and what stands in a cell there


class Piece(msgspec.Struct, frozen=True):
    """What a cell holds on one line; `opens` where it begins a paragraph and is no wrap."""

    line: int
    text: str
    opens: bool


class TextCell(msgspec.Struct, frozen=True):
    """A cell with its lines, at its upper left corner."""

    row: int
    column: int
    pieces: tuple[Piece, ...]
    width: int = 1


class TextTable(msgspec.Struct, frozen=True):
    """The cells of the lines [start, end)."""

    start: int
    end: int
    cells: tuple[TextCell, ...]


_CHUNK = re.compile(r"\S+(?: \S+)*")
_COUNT = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-ZĐa-zđ])\)?[.):]?")
_BULLET = re.compile(r"[-–+•*]\s")
_STRIP = re.compile(r" +(?=x)")
_WORD = re.compile(r"\S+")
_LEAST_STARTS = 2
_LINES_A_STRAY, _MOST_STRAYS = 8, 2
_LONGEST_LINE = 1000  # characters; no columns are laid out so far
_MOST_ROWS = 2000  # lines of one table
_LEAST_COLUMNS = 3
_FIRST_LINES = 30


def find_table(lines: Sequence[str], at: int) -> TextTable | None:
    """The table whose head begins on line `at`, or None."""
    line = lines[at]
    if line.count("\t") >= _LEAST_COLUMNS - 1:
        return _tabbed(lines, at)
    return _aligned(lines, at) if len(line) <= _LONGEST_LINE and "  " in line.strip() else None


def _is_head(texts: Sequence[str]) -> bool:
    """Whether the texts are heads of a table of tasks or its like: most of them of a known kind, one of them work."""
    filled = [text for text in texts if text.strip()]
    kinds = {column_of(text) for text in filled}
    return len(filled) >= _LEAST_COLUMNS and 3 * known_heads(filled) >= 2 * len(filled) and len(kinds - {"other"}) > 2


# --- tabs -----------------------------------------------------------------------------------------------------------


def _tabbed(lines: Sequence[str], at: int) -> TextTable | None:
    heads = lines[at].split("\t")
    if not _is_head(heads):
        return None
    width = len(heads)
    rows: list[list[list[Written]]] = []
    end = at
    while end < len(lines) and end - at < _MOST_ROWS:
        fields = lines[end].split("\t")
        if rows and _goes_on(rows[-1], fields, width):
            _extend(rows[-1], fields, end)
        elif len(fields) > 1 and len(fields) <= width + 1:
            rows.append([[(end, field)] for field in fields])
        elif lines[end].strip() or not _row_follows(lines, end + 1, width):
            break
        end += 1
    if len(rows) < 2:
        return None
    return TextTable(at, end, tuple(_cells(rows)))


def _goes_on(row: Sequence[object], fields: Sequence[str], width: int) -> bool:
    """Whether a line goes on a row that is not full yet: a cell with several lines was cut at its breaks."""
    if len(row) >= width or not "".join(fields).strip() or _COUNT.fullmatch(fields[0].strip()):
        return False
    return len(row) + len(fields) - 1 <= width and len(fields) < width


def _extend(row: list[list[Written]], fields: Sequence[str], line: int) -> None:
    row[-1].append((line, fields[0]))
    row += [[(line, field)] for field in fields[1:]]


def _row_follows(lines: Sequence[str], at: int, width: int) -> bool:
    return at < len(lines) and 1 < lines[at].count("\t") + 1 <= width


def _cells(rows: Sequence[Sequence[Sequence[Written]]]) -> list[TextCell]:
    made = []
    for number, row in enumerate(rows):
        for column, pieces in enumerate(row):
            filled = tuple(Piece(line, text.strip(), True) for line, text in pieces if text.strip())
            if filled:
                made.append(TextCell(number, column, filled))
    return made


# --- columns of blanks ----------------------------------------------------------------------------------------------


class _Chunk(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


def _chunks(line: str) -> list[_Chunk]:
    return [_Chunk(found.start(), found.end(), found.group()) for found in _CHUNK.finditer(line)]


def _aligned(lines: Sequence[str], at: int) -> TextTable | None:
    top = _chunks(lines[at])
    if len(top) < _LEAST_COLUMNS or known_heads(chunk.text for chunk in top) < _LEAST_COLUMNS:
        return None
    end = _end_of_aligned(lines, at, top)
    # the first rows say whether it is a table; where they do not stand over those far below, they stand alone
    first = _fitted(lines, at, min(end, at + _FIRST_LINES), len(top))
    return (_fitted(lines, at, end, len(top)) or first) if first else None


def _fitted(lines: Sequence[str], at: int, end: int, least: int) -> TextTable | None:
    gutters = _gutters(lines[at:end], least)
    if end - at < 2 or gutters is None:
        return None
    rows = _rows_of_lines(lines, at, end, gutters)
    heads = [" ".join(text for _, text in pieces) for pieces in rows[0].values()]
    if not _is_head(heads) or len(rows) < 2:
        return None
    return TextTable(at, end, tuple(_aligned_cells(rows, lines, gutters)))


def _end_of_aligned(lines: Sequence[str], at: int, top: Sequence[_Chunk]) -> int:
    """The line behind the last row: a paragraph, or blank lines and then no columns, end the table."""
    right = max(len(lines[n]) for n in range(at, min(at + 12, len(lines))))
    end, seen = at + 1, at + 1
    while seen < len(lines) and seen - at < _MOST_ROWS:
        chunks = _chunks(lines[seen])
        if not chunks:
            seen += 1
            if seen - end > 2:
                break
            continue
        alone = len(chunks) == 1 and chunks[0].start < 2 and len(chunks[0].text) > 0.8 * right
        apart = seen > end and len(chunks) == 1 and not _row_begins(lines, seen + 1, top)
        if alone or apart or chunks[0].text.startswith(("Nơi nhận", "PHỤ LỤC", "Ghi chú:")):
            break
        seen += 1
        end = seen
    return end


def _row_begins(lines: Sequence[str], at: int, top: Sequence[_Chunk]) -> bool:
    """Whether a row stands in the next lines: a heading alone on its line opens more of the table."""
    return any(len(_chunks(line)) >= min(3, len(top)) for line in lines[at : at + 3])


def _gutters(lines: Sequence[str], least: int) -> list[int] | None:
    """The last blank of each strip that rows leave free; the first line may have heads over several columns.

    The columns of `pdftotext` drift by a letter: where they do not suffice, a few rows may write into one.
    """
    rows = [line for line in lines if len(line) <= _LONGEST_LINE and len(_chunks(line)) >= _LEAST_COLUMNS]
    for strays in range(1 + min(len(rows) // _LINES_A_STRAY, _MOST_STRAYS)):
        strips = max((_strips(rows, strays), _strips(rows[1:], strays)), key=len)
        if len(strips) + 1 >= least:
            return strips
    return None


def _strips(rows: Sequence[str], strays: int) -> list[int]:
    used: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    for row in rows:
        for chunk in _chunks(row):
            starts[chunk.start] += 1
            for word in _WORD.finditer(row, chunk.start, chunk.end):
                used.update(range(word.start(), word.end()))
    first = min(used, default=0)
    line = "".join("x" if used[place] > strays else " " for place in range(max(used, default=0) + 1))
    strips = _STRIP.finditer(line, first)
    # one blank alone is a gutter where cells begin behind it: `pdftotext` leaves no more beside a full line
    return [s.end() - 1 for s in strips if len(s.group()) > 1 or starts[s.end()] >= _LEAST_STARTS]


Columned = dict[int, list[Written]]


def _rows_of_lines(lines: Sequence[str], at: int, end: int, gutters: Sequence[int]) -> list[Columned]:
    rows: list[Columned] = []
    counted = column_of(_chunks(lines[at])[0].text) == "number"
    head_done = False
    for number in range(at, end):
        chunks = _chunks(lines[number])
        if not chunks:
            continue
        cells = _by_column(chunks, gutters)
        opens = not rows or _opens_row(cells, rows[-1], counted, head_done)
        if opens:
            head_done = head_done or bool(rows)
            rows.append({})
        for column, text in cells.items():
            rows[-1].setdefault(column, []).append((number, text))
    return rows


def _by_column(chunks: Sequence[_Chunk], gutters: Sequence[int]) -> dict[int, str]:
    cells: dict[int, str] = {}
    for chunk in _cut_at_gutters(chunks, gutters):
        column = sum(1 for gutter in gutters if gutter < chunk.start)
        cells[column] = f"{cells[column]} {chunk.text}" if column in cells else chunk.text
    return cells


def _cut_at_gutters(chunks: Sequence[_Chunk], gutters: Sequence[int]) -> list[_Chunk]:
    """The chunks with those taken apart that only one blank parts from the next column; headings over columns stay."""
    if len(chunks) == 1 and chunks[0].start <= gutters[0]:
        return list(chunks)
    made: list[_Chunk] = []
    for chunk in chunks:
        start = chunk.start
        for gutter in gutters:
            at = gutter - chunk.start
            if start < gutter < chunk.end - 1 and chunk.text[at] == " ":
                made.append(_Chunk(start, gutter, chunk.text[start - chunk.start : at]))
                start = gutter + 1
        made.append(_Chunk(start, chunk.end, chunk.text[start - chunk.start :]))
    return made


def _opens_row(cells: dict[int, str], row: Columned, counted: bool, head_done: bool) -> bool:
    """Whether a line begins a row: by its number; without one, where all its cells begin and the row above is full."""
    begins = all(text[:1].isupper() or text[:1].isdigit() for text in cells.values())
    if counted and 0 in cells and _begins_count(cells[0], head_done or len(cells) == 1):
        return True
    if not head_done:
        return not counted and len(row) >= _LEAST_COLUMNS and begins and len(cells) >= len(row) - 1
    last = max(row)
    return len(cells) >= 2 and begins and last in cells and len(row) >= len(cells)


def _begins_count(text: str, certain: bool) -> bool:
    """Whether the first column opens a row: a number; below the head also the heading of a group."""
    if certain:
        return _COUNT.fullmatch(text) is not None or text[:1].isupper()
    return text[:1].isdigit() or text[:1] in "(I"


def _aligned_cells(rows: Sequence[Columned], lines: Sequence[str], gutters: Sequence[int]) -> list[TextCell]:
    columns = range(len(gutters) + 1)
    widest = [max((len(text) for row in rows for _, text in row.get(at, ())), default=0) for at in columns]
    made = []
    for number, row in enumerate(rows):
        for column, written in sorted(row.items()):
            reach = max(_reach(lines[line], text, gutters) for line, text in written)
            made.append(TextCell(number, column, _pieces(written, widest[column]), max(1, reach - column + 1)))
    return made


def _reach(line: str, text: str, gutters: Sequence[int]) -> int:
    """The last column that a text of the line reaches into."""
    at = line.find(text)
    return sum(1 for gutter in gutters if gutter < at + len(text) - 1) if at >= 0 else 0


def _pieces(written: Sequence[Written], room: int) -> tuple[Piece, ...]:
    """The lines of a cell: one begins a paragraph where it has a bullet, or would have fitted on the line before."""
    made: list[Piece] = []
    for line, text in written:
        fits = bool(made) and len(made[-1].text) + 1 + len(text.split()[0]) <= room and not text[:1].islower()
        made.append(Piece(line, text, not made or fits or _BULLET.match(text) is not None))
    return tuple(made)
