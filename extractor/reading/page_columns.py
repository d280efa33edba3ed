"""Words of a page → lines in reading order: what stands side by side is read column by column.

Three places have columns: the header (issuer | national or Party title), the foot ("Nơi nhận" | signature), which may
go on over a page break, and a body set in two columns, as bulletins and gazettes have it. Points from the top left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extractor.core.document import Region
from extractor.lexicon.doc_types import doc_types
from extractor.lexicon.page_marks import DATE_LINE, NUMBER_LINE, is_capitals, level, recipients_head, title_right
from extractor.reading.page_words import Line, Row, Word, line_of, rows_of, text_of

_GAP = 9.0  # points between two columns
_TITLE_ROWS = 25  # how far down the title may stand
_HEADER_ROWS = 12  # from the title to place and date
_ABOVE = 5  # rows of a stacked header over the title
_LEFT_REACH = 30.0  # points from the last line of the left column to the next


Gap = tuple[float, float]
"""From where to where no word stands, across the page."""


class PageLines(msgspec.Struct, frozen=True):
    """The lines of a page in reading order, and the gaps of a foot and a body in columns that may go on behind it."""

    lines: list[Line]
    foot: Gap | None = None
    gutter: Gap | None = None


def lines_in_columns(words: Sequence[Word], width: float, before: PageLines | None = None) -> PageLines:
    """The lines of one page of `width` points. The first page, which has no page `before` it, may have a header."""
    rows = rows_of(words)
    foot = None
    if before is None:
        head, after = _header(rows, width)
    else:
        head, after, foot = _rest_of_foot(rows, before.foot)
    before_foot, foot_lines, gap = _foot(rows, width, after)
    body, gutter = _body(rows[after:before_foot], width, before.gutter if before else None)
    if before_foot == len(rows):
        gap = foot if after == len(rows) else None
    return PageLines([*head, *body, *foot_lines], gap, gutter)


# --- header -----------------------------------------------------------------------------------------------------------


def _header(rows: list[Row], width: float) -> tuple[list[Line], int]:
    """The lines of the header, left column first, and the row where the rest of the page starts."""
    title, at = next(((n, at) for n in range(min(_TITLE_ROWS, len(rows))) if (at := _title_at(rows, n)) >= 0), (-1, -1))
    if title < 0:
        return [], 0
    column = rows[title][at].x0
    if at == 0 and not _stands_beside(rows, title, column):
        return _stacked_header(rows, title)
    if column < width * 0.3:
        return [], 0
    first, last = _header_rows(rows, title, column)
    left: list[Row] = []
    right: list[Row] = []
    for number, row in enumerate(rows[first : last + 1], start=first):
        one, two = (row[:at], row[at:]) if number == title else _cut_row(row, column)
        left += [one] if one else []
        right += [two] if two else []
    after = _rest_of_left(rows, last + 1, left, column)
    above = [line_of(row, "stamp") for row in rows[:first]]
    return [*above, *_column_lines(left, "header_left"), *_column_lines(right, "header_right")], after


def _column_lines(rows: Sequence[Row], region: Region) -> list[Line]:
    """The rows of one column as lines that know its edges."""
    if not rows:
        return []
    edges = (min(row[0].x0 for row in rows), max(word.x1 for row in rows for word in row))
    return [msgspec.structs.replace(line_of(row, region), column=edges) for row in rows]


def _title_at(rows: list[Row], number: int) -> int:
    """The word of a row where the national or Party title starts that ends the row, or the next one; else -1."""
    row = rows[number]
    if title_right().search(text := level(text_of(row))):
        found = title_right().search(text)
        return _word_at(row, found.start()) if found and len(text) - found.end() <= 3 else -1
    if number + 1 == len(rows) or rows[number + 1][0].top - row[0].top > 2.2 * row[0].size:
        return -1
    for at in [0, *(i + 1 for i, (a, b) in enumerate(pairwise(row)) if b.x0 - a.x1 > _GAP)]:
        below = [word for word in rows[number + 1] if word.x0 >= row[at].x0 - _GAP]
        text = level(text_of([*row[at:], *below]))
        if below and (found := title_right().match(text)) and len(text) - found.end() <= 3:
            return at
    return -1


def _word_at(row: Row, at: int) -> int:
    length = 0
    for index, word in enumerate(row):
        if length >= at:
            return index
        length += len(word.text) + 1
    return len(row) - 1


def _stands_beside(rows: list[Row], title: int, column: float) -> bool:
    """Whether the rows about a title that stands alone in its row have an issuer left of it."""
    near = rows[max(0, title - 2) : title + 4]
    return any(
        row[0].x0 < column - _GAP and max(w.x1 for w in _cut_row(row, column)[0] or row) < column for row in near
    )


def _stacked_header(rows: list[Row], title: int) -> tuple[list[Line], int]:
    """Issuer and number, then title, motto, place and date, each row centred under the other."""
    first = title
    while first > 0 and title - first < _ABOVE and _is_letterhead(text_of(rows[first - 1])):
        first -= 1
    last = title
    for number in range(title, min(title + _HEADER_ROWS, len(rows))):
        if DATE_LINE.fullmatch(level(text_of(rows[number]))):
            last = number
            break
    if first == title and last == title:
        return [], 0
    head = [line_of(row, "stamp") for row in rows[:first]]
    head += [line_of(row, "header_left") for row in rows[first:title]]
    for row in rows[title : last + 1]:
        view = level(text_of(row))
        head.append(line_of(row, "header_left" if NUMBER_LINE.match(view) else "header_right"))
    return head, last + 1


def _is_letterhead(text: str) -> bool:
    return len(text) < 70 and (is_capitals(text) or bool(NUMBER_LINE.match(level(text))))


def _header_rows(rows: list[Row], title: int, column: float) -> tuple[int, int]:
    """First and last row of the two columns: the issuer may stand a row higher, place and date close it."""
    first = title
    while first > 0 and title - first < 3:
        above = rows[first - 1]
        close = min(w.top for w in rows[first]) - max(w.bottom for w in above) < 12
        if close and max(w.x1 for w in above) < column + 10 and text_of(above).isupper():
            first -= 1
        else:
            break
    last = title
    for number in range(title, min(title + _HEADER_ROWS, len(rows))):
        if number > title and _opens_body(rows[number]):
            break
        right = _cut_row(rows[number], column)[1]
        below = _cut_row(rows[number + 1], column)[1] if number + 1 < len(rows) else []
        if DATE_LINE.search(level(text_of(right or rows[number]))):
            return first, number
        if right and below and DATE_LINE.search(level(text_of([*right, *below]))):
            return first, number + 1
        if all(_cut_row(rows[number], column)):
            last = number
    return first, last


def _opens_body(row: Row) -> bool:
    """Whether a row is the type of the document in capitals, or addresses it (`Kính gửi`)."""
    text = text_of(row)
    kind = doc_types().get(level(text).strip(" :"))
    return level(text).startswith("kính gửi") or (kind is not None and kind.heads_notice and is_capitals(text))


def _cut_row(row: Row, column: float) -> tuple[Row, Row]:
    """The row in its two columns: cut at the widest gap that ends near or right of the column."""
    gaps = [
        (b.x0 - a.x1, i + 1)
        for i, (a, b) in enumerate(pairwise(row))
        if b.x0 > column - 60 and b.x0 - a.x1 > _GAP and a.x0 < column
    ]
    if gaps:
        at = max(gaps)[1]
        return row[:at], row[at:]
    middle = (row[0].x0 + row[-1].x1) / 2
    return ([], row) if middle > column else (row, [])


def _rest_of_left(rows: list[Row], after: int, left: list[Row], column: float) -> int:
    """Rows below place and date that still belong to the left column (number, subject), appended to `left`."""
    bottom = max(word.bottom for row in rows[:after] for word in row)
    middle = _middle(left) if left else None
    centre = _middle(rows[after:]) if after < len(rows) else 0.0
    while after < len(rows) and not _opens_body(rows[after]):
        row = rows[after]
        far = max(w.x1 for w in row) >= column + 12 or min(w.top for w in row) - bottom >= _LEFT_REACH
        if far or (middle is not None and abs(_middle([row]) - centre) < abs(_middle([row]) - middle)):
            return after
        bottom = max(word.bottom for word in row)
        left.append(row)
        after += 1
    return after


def _middle(rows: Sequence[Row]) -> float:
    """The middle between the outer edges of rows."""
    return (min(row[0].x0 for row in rows) + max(word.x1 for row in rows for word in row)) / 2


# --- foot -------------------------------------------------------------------------------------------------------------


def _foot(rows: list[Row], width: float, after: int) -> tuple[int, list[Line], Gap | None]:
    """The row where the foot starts, its lines (recipients, then signature) and the gap between them."""
    for at in range(len(rows) - 1, after - 1, -1):
        if recipients_head().match(level(text_of(rows[at]))) and rows[at][0].x0 < width * 0.45:
            break
    else:
        return len(rows), [], None
    start = at
    # the authority mark may stand a little higher than "Nơi nhận"
    while (
        start > after
        and rows[start - 1][0].x0 > width * 0.45
        and min(w.top for w in rows[start]) - min(w.top for w in rows[start - 1]) < 22
    ):
        start -= 1
    words = [word for row in rows[start:] for word in row]
    gap = _column_gap(words, width)
    if gap is None:
        return start, [line_of(row, "recipients") for row in rows[start:]], None
    return start, _foot_lines(words, gap), gap


def _foot_lines(words: Sequence[Word], gap: Gap) -> list[Line]:
    """Recipients, then signature. No word stands in the gap."""
    middle = sum(gap) / 2
    left = rows_of([word for word in words if word.x0 < middle])
    right = rows_of([word for word in words if word.x0 >= middle])
    return [*(line_of(row, "recipients") for row in left), *(line_of(row, "signature") for row in right)]


def _rest_of_foot(rows: list[Row], gap: Gap | None) -> tuple[list[Line], int, Gap | None]:
    """The lines on which the foot of the page before goes on, the row after them, and what is left of its gap."""
    after, gap = _along(rows, 0, gap) if gap is not None else (0, None)
    if gap is None or after == 0:
        return [], 0, None
    return _foot_lines([word for row in rows[:after] for word in row], gap), after, gap


def _column_gap(words: Sequence[Word], width: float) -> Gap | None:
    """The widest gap in the middle of the page where no word of the foot stands, or None."""
    spans = sorted((word.x0, word.x1) for word in words)
    best: Gap | None = None
    reach = spans[0][1]
    for x0, x1 in spans[1:]:
        if (
            x0 - reach > 4
            and width * 0.3 < (x0 + reach) / 2 < width * 0.8
            and (best is None or x0 - reach > best[1] - best[0])
        ):
            best = (reach, x0)
        reach = max(reach, x1)
    return best


# --- a body in two columns --------------------------------------------------------------------------------------------

_FEWEST_ROWS = 6  # rows with words on both sides
_FULL = 0.85  # of a column's width: a line that fills it
_MOSTLY = 0.6  # of the lines of running text are full
_NARROWEST = 8.0  # points


def _body(rows: list[Row], width: float, known: Gap | None) -> tuple[list[Line], Gap | None]:
    """Rows as lines, stretches of running text in two columns left column first; and the last gutter.

    `known` is a gutter of the page before, which a few rows are enough to find again.
    """
    out: list[Line] = []
    at = 0
    while at < len(rows):
        stop, gutter = _two_columns(rows, at, width, known)
        if gutter is None:
            out.append(line_of(rows[at]))
            at += 1
            continue
        words = [word for row in rows[at:stop] for word in row]
        known, middle = gutter, sum(gutter) / 2
        for side in ([w for w in words if w.x0 < middle], [w for w in words if w.x0 >= middle]):
            out += _column_lines(rows_of(side), "body")
        at = stop
    return out, known


def _two_columns(rows: list[Row], at: int, width: float, known: Gap | None) -> tuple[int, Gap | None]:
    """Where a stretch in two columns that opens at row `at` stops, and its gutter; None where no such stretch opens."""
    if known is not None:
        stop, gutter = _along(rows, at, known)
        if _both_sides(rows[at:stop], gutter) >= 2:
            return stop, gutter
    stop, gutter = _along(rows, at, (width * 0.3, width * 0.7))
    if _both_sides(rows[at:stop], gutter) < _FEWEST_ROWS:
        return stop, None
    left = [words for row in rows[at:stop] if (words := [w for w in row if w.x1 <= gutter[0] + 1])]
    right = [words for row in rows[at:stop] if (words := [w for w in row if w.x0 >= gutter[1] - 1])]
    return stop, gutter if _is_running(left) and _is_running(right) else None


def _along(rows: list[Row], at: int, gap: Gap) -> tuple[int, Gap]:
    """How far down from row `at` a gap goes on, and what is left of it there."""
    stop = at
    while stop < len(rows) and (narrower := _blank_of(rows[stop], gap)) is not None:
        gap, stop = narrower, stop + 1
    return stop, gap


def _both_sides(rows: Sequence[Row], gap: Gap) -> int:
    return sum(row[0].x0 < gap[0] and row[-1].x1 > gap[1] for row in rows)


def _blank_of(row: Row, within: Gap) -> Gap | None:
    """The widest blank of a row inside `within`, or None where it is too narrow."""
    blanks = [
        (max(a, within[0]), min(b, within[1]))
        for a, b in [(float("-inf"), row[0].x0), *((p.x1, q.x0) for p, q in pairwise(row)), (row[-1].x1, float("inf"))]
        if b > within[0] and a < within[1]
    ]
    best = max(blanks, key=lambda blank: blank[1] - blank[0], default=(0.0, 0.0))
    return best if best[1] - best[0] >= _NARROWEST else None


def _is_running(rows: Sequence[Row]) -> bool:
    """Whether rows fill their column as running text does, not as the cells of a table."""
    if not rows:
        return False
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    full = sum(row[-1].x1 - left >= _FULL * (right - left) for row in rows)
    return full >= _MOSTLY * len(rows)
