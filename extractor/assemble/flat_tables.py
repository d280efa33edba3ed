"""Tables that lost their grid: heads and cells each on a line of their own. Rows are told by the numbers in the first
column and, where cells are empty or have several lines, by what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.assemble.actors import ActorIndex
from extractor.assemble.flat_rows import place_lines
from extractor.core.document import Cell, Paragraph
from extractor.lexicon.page_marks import opens_dash
from extractor.lexicon.table_heads import column_of

_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,2}[.)]?")
_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)|[A-Z]")
_MOST_COLUMNS, _LONGEST_HEAD = 10, 60
_LONGEST_ROW = 24  # lines
_FIRST_FLAT = 1000  # tables without a grid are numbered from here on, behind those of the file


def flat_cells(index: ActorIndex, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that are cells of such tables, with the place in the grid they stood in.

    The grid may be lost from some row on only, at the turn of a page.
    """
    view = index.view
    lines = [p for p in paragraphs if view[p.start : p.end].strip()]
    texts = [view[p.start : p.end].strip() for p in lines]
    made: list[Paragraph] = []
    at = 0
    while at < len(lines):
        if lines[at].cell is not None:
            if at + 1 < len(lines) and lines[at + 1].cell is None:
                made += _torn_off(index, lines, texts, at + 1)
            at += 1
            continue
        width = _heads_at(index, lines, texts, at)
        if not width:
            at += 1
            continue
        heads = _on_one_level(texts[at : at + width])
        table = _FIRST_FLAT + at
        made += [_in_cell(line, Cell(table, 0, n, of_head=True)) for n, line in enumerate(lines[at : at + width])]
        rows, at = _rows(index, lines, texts, at + width, heads, table)
        made += rows
    return made


def _on_one_level(heads: list[str]) -> list[str]:
    """The heads with those of the second level, which follow all others, in the place of the one they stand under."""
    kinds = [column_of(head) for head in heads]
    if kinds[-2:] != ["lead", "coordinate"] or "lead" not in kinds[:-2]:
        return heads
    above = kinds.index("lead")
    return [*heads[:above], *heads[-2:], *heads[above + 1 : -2]]


def _heads_at(index: ActorIndex, lines: Sequence[Paragraph], texts: Sequence[str], at: int) -> int:
    """How many heads stand one below the other from a head of numbers on, up to the first number; 0 for none."""
    if column_of(texts[at]) != "number":
        return 0
    stop = min(at + 1 + _MOST_COLUMNS, len(texts))
    first = next((n for n in range(at + 1, stop) if _opens_rows(index, lines[n], texts, n)), None)
    if first is None or any(len(head) > _LONGEST_HEAD for head in texts[at:first]):
        return 0
    return first - at if all(lines[n].cell is None for n in range(at, first)) else 0


def _opens_rows(index: ActorIndex, line: Paragraph, texts: Sequence[str], at: int) -> bool:
    """Whether the first row begins: its number, the number of the first column, or the heading of a group above it."""
    if _NUMBER.fullmatch(texts[at]) or re.fullmatch(r"[IVX]{1,4}[.)]?|A[.)]?", texts[at]):
        return True
    follows = at + 1 < len(texts) and _is_count(texts[at + 1], 1)
    return follows and (column_of(texts[at]) == "other" or line.start in index.bodies)


def _torn_off(index: ActorIndex, lines: Sequence[Paragraph], texts: Sequence[str], at: int) -> list[Paragraph]:
    """The rows from `at` on that go on with the table whose last cell stands before them."""
    first = next((n for n in range(at, min(at + 3, len(texts))) if _NUMBER.fullmatch(texts[n])), None)
    last = lines[at - 1].cell
    if first is None or last is None:
        return []
    heads: dict[int, str] = {}
    counted = 0
    for nth in range(at - 1, -1, -1):
        cell = lines[nth].cell
        if cell is None or cell.table != last.table:
            break
        heads.setdefault(cell.column, cell.head or "")
        if not counted and cell.column == 0 and _NUMBER.fullmatch(texts[nth]):
            counted = _count(texts[nth])
    if not counted or sorted(heads) != list(range(len(heads))) or not _is_count(texts[first], counted + 1):
        return []
    return _rows(index, lines, texts, first, [heads[n] for n in sorted(heads)], last.table)[0]


def _rows(
    index: ActorIndex, lines: Sequence[Paragraph], texts: Sequence[str], first: int, heads: Sequence[str], table: int
) -> tuple[list[Paragraph], int]:
    """The counted rows from `first` on, and the line behind the last one."""
    kinds = [column_of(head) for head in heads]
    made: list[Paragraph] = []
    at = _behind_column_numbers(texts, first, len(heads))
    start = next((n for n in range(at, min(at + 4, len(texts))) if _NUMBER.fullmatch(texts[n])), None)
    if start is None:
        return made, at
    made += _headings(lines[at:start], table, _FIRST_FLAT + at, len(heads))
    at = start
    while at < len(texts) and _NUMBER.fullmatch(texts[at]):
        end, last = _row_end(lines, texts, at, len(heads))
        body = lines[at + 1 : end]
        columns = place_lines(index, [(line.start, line.end) for line in body], kinds[1:])
        row = _FIRST_FLAT + at
        made.append(_in_cell(lines[at], Cell(table, row, 0, heads[0])))
        tail = [line for line, column in zip(body, columns, strict=True) if column is None]
        for line, column in zip(body, columns, strict=True):
            if column is not None:
                made.append(_in_cell(line, Cell(table, row, column + 1, heads[column + 1])))
        made += _headings(tail, table, row + len(body) - len(tail) + 1, len(heads))
        at = end
        if last:
            break
    return made, at


def _behind_column_numbers(texts: Sequence[str], at: int, width: int) -> int:
    numbers = [n for n in range(at, min(at + width, len(texts))) if _COLUMN_NUMBER.fullmatch(texts[n])]
    return at + width if len(numbers) == width > 1 else at


def _row_end(lines: Sequence[Paragraph], texts: Sequence[str], at: int, width: int) -> tuple[int, bool]:
    """The line behind a row, and whether it is the last one: then it is as long as the table is wide."""
    for n in range(at + 1, min(at + _LONGEST_ROW, len(texts))):
        if lines[n].cell is not None:
            return n, True
        if _follows(texts[at], texts[n]):
            return n, False
    end = _end_of_last(lines, texts, at)
    cells = 1
    for n in range(at + 1, end):
        if opens_dash(texts[n]) and opens_dash(texts[n - 1]):
            continue  # a list within a cell
        if cells == width:
            return n, True
        cells += 1
    return end, True


def _end_of_last(lines: Sequence[Paragraph], texts: Sequence[str], at: int) -> int:
    """The line behind the last row: before the foot, an empty form or another part of the document."""
    stop = min(len(texts), at + _LONGEST_ROW)
    for n in range(at + 1, stop):
        if lines[n].cell is not None or lines[n].region != "body" or texts[n].endswith("./."):
            return n
    return stop


def _follows(number: str, text: str) -> bool:
    """Whether a line is the number behind `number`: 3 behind 2, 2.1 behind 1.4 or 2."""
    if not _NUMBER.fullmatch(text):
        return False
    before, after = _parts(number), _parts(text)
    shared = min(len(before), len(after)) - 1
    if len(after) == len(before) + 1:
        return after[:-1] == before and after[-1] == 1
    return after[:shared] == before[:shared] and after[shared] == before[shared] + 1


def _parts(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]


def _count(text: str) -> int:
    return int("".join(char for char in text if char.isdecimal()) or 0)


def _is_count(text: str, count: int) -> bool:
    return bool(_NUMBER.fullmatch(text)) and _count(text) == count


def _headings(lines: Sequence[Paragraph], table: int, row: int, width: int) -> list[Paragraph]:
    """The heading of a group, behind the number it may have on a line of its own, as one cell over all columns."""
    return [_in_cell(line, Cell(table, row, 0, width=width)) for line in lines[-1:]]


def _in_cell(line: Paragraph, cell: Cell) -> Paragraph:
    return msgspec.structs.replace(line, cell=cell)
