"""Which rows of a table are its head, and what each column is headed: also heads on two levels, under a title row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from extractor.lexicon.table_heads import LEVELS, column_of

_HEAD_LENGTH = 60
_DEEPEST = 3  # rows of a head
_TITLES = 3  # rows above it that say what the table is

Placed = tuple[int, int, int, int, str]
"""Row, column, height, width and text of a cell."""


class Heads(msgspec.Struct, frozen=True):
    """The rows [start, end) of the head, and the words of it over each column, the levels on lines of their own."""

    start: int = 0
    end: int = 0
    names: dict[int, str] = {}


def find_heads(cells: Sequence[Placed]) -> Heads:
    """The head of the table, or an empty one where its first row reads as none."""
    width = max((cell[1] + cell[3] for cell in cells), default=0)
    last = max((cell[0] + cell[2] for cell in cells), default=0)
    start = _first_row(cells, width)
    opening = _row(cells, start)
    alone = last - start < 2  # no rows follow: they may stand on the next page
    if width < 2 or not _fits(opening) or (alone and not _all_known(opening)):
        return Heads()
    end = start + _depth(cells, opening, start, width)
    names: dict[int, list[str]] = {}
    for row, column, _, wide, text in sorted(cells):
        if not (start <= row < end and text.strip("* ")):
            continue
        for at in range(column, column + wide):
            words = names.setdefault(at, [])
            if text.strip("* ") not in words:
                words.append(text.strip("* "))
    return Heads(start, end, {column: LEVELS.join(words) for column, words in names.items()})


def _row(cells: Sequence[Placed], row: int) -> list[Placed]:
    return [cell for cell in cells if cell[0] == row]


def _first_row(cells: Sequence[Placed], width: int) -> int:
    """The row of the head: below the title of the table where that fills a row of its own."""
    for row in range(_TITLES):
        filled = [cell for cell in _row(cells, row) if cell[4].strip()]
        if len(filled) > 1 or (filled and filled[0][3] < width and width < 3):
            return row
        below = [cell for cell in _row(cells, row + 1) if cell[4].strip()]
        if len(filled) == 1 and not (known_heads(c[4] for c in below) >= 2 or len(below) == 1):
            return row
    return 0


def _all_known(opening: Sequence[Placed]) -> bool:
    texts = [cell[4] for cell in opening if cell[4].strip()]
    return len(texts) > 2 and known_heads(texts) >= max(3, len(texts) - 1)


def known_heads(texts: Iterable[str]) -> int:
    """How many of the texts are heads of a known kind."""
    return sum(column_of(text) != "other" for text in texts)


def _fits(opening: Sequence[Placed]) -> bool:
    heads = [cell[4].strip("* ") for cell in opening]
    filled = [head for head in heads if head]
    plain = all(len(head) <= _HEAD_LENGTH and not head.endswith((".", ";")) and not head.isdigit() for head in filled)
    return len(filled) >= 2 and (plain or 2 * known_heads(filled) > len(filled))


def _depth(cells: Sequence[Placed], opening: Sequence[Placed], start: int, width: int) -> int:
    """How many rows the head has: as many as its merged cells are high, or one more where the next row is all heads."""
    high = max((cell[2] for cell in opening if cell[4].strip()), default=1)
    below = [cell for cell in _row(cells, start + 1) if cell[4].strip()]
    over = any(cell[3] > 1 for cell in opening) or sum(1 for cell in opening if cell[4].strip()) < width
    if 1 < high <= _DEEPEST:
        return high
    if high > _DEEPEST or not over or not below:
        return 1
    above = {cell[1]: cell[4] for cell in opening}
    repeats = [cell for cell in below if above.get(cell[1]) == cell[4]]
    told = known_heads(cell[4] for cell in below)
    all_short = all(len(cell[4]) <= _HEAD_LENGTH and not cell[4].strip()[:1].isdigit() for cell in below)
    return 2 if all_short and told >= 2 and 2 * told >= len(below) - len(repeats) else 1
