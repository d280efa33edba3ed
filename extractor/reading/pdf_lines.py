"""Characters of a PDF page → words → lines; tables apart, the columns of header and foot apart. Points from the top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import msgspec
from pdfplumber.utils.geometry import obj_to_edges
from pdfplumber.utils.text import WordExtractor

from extractor.core.document import Cell, ReadWord, Region
from extractor.core.record import Box
from extractor.lexicon.page_marks import DATE_LINE, level, recipients_head, title_right

_WORD_GAP = 0.18  # of the font size: a blank that was not written
_COLUMN_GAP = 9.0  # points between two columns
_PRESSED = re.compile(
    r"(?<=\d)(?=tháng|năm)|(?<=ngày|háng)(?=\d)|(?<=[Ss]ố:)(?=\d)"
)  # number and day printed onto blanks
_SUPERSCRIPT = 0.55  # overlap in height that still makes one line


class Word(msgspec.Struct, frozen=True):
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    size: float
    shown: Box | None = None  # of a scan: where it stands on the page as the file shows it
    confidence: float = 1.0
    seen: str | None = None  # the first reading where it was put right


class Line(msgspec.Struct, frozen=True):
    """Words side by side that belong together, in one region of one page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    size: float
    region: Region = "body"
    cell: Cell | None = None
    first_word: float = 0.0  # width of the first word
    words: tuple[ReadWord, ...] = ()  # of a scan

    @property
    def box(self) -> Box:
        if self.words:
            return _around([word.box for word in self.words])
        return Box(x0=round(self.x0, 1), top=round(self.top, 1), x1=round(self.x1, 1), bottom=round(self.bottom, 1))


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        x0=min(box.x0 for box in boxes), top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes), bottom=max(box.bottom for box in boxes),
    )  # fmt: skip


def lines_of_page(page: Any, ruled: bool = True) -> list[Line]:
    """The lines of `page` in reading order. `ruled` looks for tables with ruling lines."""
    chars = _without_covered_blanks(page.chars)
    tables = _tables(page, chars) if ruled else []
    outside = [char for char in chars if not any(_inside(char, table[0]) for table in tables)]
    words = _words(outside)
    lines = lines_of_words(words, float(page.width), page.page_number)
    for box, cells in tables:
        at = next((i for i, line in enumerate(lines) if line.top >= box[1] and line.region == "body"), len(lines))
        lines[at:at] = cells
    return lines


# --- characters and words -------------------------------------------------------------------------------------------


def _without_covered_blanks(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop blanks that another character is printed over: the number of a signed notice stands on a row of blanks."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for char in chars:
        if not char["text"].isspace():
            rows.setdefault(int(char["top"] // 6), []).append(char)
    return [char for char in chars if not (char["text"].isspace() and _is_covered(char, rows))]


def _is_covered(blank: dict[str, Any], rows: dict[int, list[dict[str, Any]]]) -> bool:
    middle, row = (blank["x0"] + blank["x1"]) / 2, int(blank["top"] // 6)
    return any(
        other["x0"] < middle < other["x1"] and abs(other["top"] - blank["top"]) < 5
        for near in (row - 1, row, row + 1)
        for other in rows.get(near, ())
    )


def _words(chars: list[dict[str, Any]]) -> list[Word]:
    upright = [char for char in chars if char.get("upright", True)]
    # one line at a time, so that no word takes letters of its neighbour below
    extractor = WordExtractor(x_tolerance_ratio=_WORD_GAP, y_tolerance=3, keep_blank_chars=False, use_text_flow=False)
    out = []
    for word, letters in extractor.iter_extract_tuples(upright):
        size = median(letter["size"] for letter in letters)
        bold = sum("bold" in str(letter["fontname"]).lower() for letter in letters) * 2 > len(letters)
        out.append(
            Word(
                text=word["text"],
                x0=word["x0"],
                x1=word["x1"],
                top=word["top"],
                bottom=word["bottom"],
                bold=bold,
                size=size,
            )
        )
    return out


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into rows by overlap in height, each row from left to right."""
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        height = word.bottom - word.top
        if rows:
            top, bottom = bounds[-1]
            overlap = min(bottom, word.bottom) - max(top, word.top)
            if overlap >= _SUPERSCRIPT * min(height, bottom - top):
                rows[-1].append(word)
                if height >= (bottom - top) * 0.8:
                    bounds[-1] = (min(top, word.top), max(bottom, word.bottom)) if len(rows[-1]) < 3 else bounds[-1]
                continue
        rows.append([word])
        bounds.append((word.top, word.bottom))
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def _line(row: Sequence[Word], region: Region = "body", cell: Cell | None = None) -> Line:
    letters = sum(len(word.text) for word in row)
    pressed = region in ("header_left", "header_right")
    texts = [_PRESSED.sub(" ", word.text) if pressed else word.text for word in row]
    return Line(
        text=" ".join(texts),
        x0=min(w.x0 for w in row), x1=max(w.x1 for w in row),
        top=min(w.top for w in row), bottom=max(w.bottom for w in row),
        bold=sum(len(w.text) for w in row if w.bold) * 2 > letters, size=median(w.size for w in row),
        region=region, cell=cell, first_word=row[0].x1 - row[0].x0, words=_read_words(row, texts),
    )  # fmt: skip


def _read_words(row: Sequence[Word], texts: Sequence[str]) -> tuple[ReadWord, ...]:
    """Place and confidence of the words of a scan, whose texts are joined by single blanks."""
    out = []
    at = 0
    for word, text in zip(row, texts, strict=True):
        if word.shown is not None:
            out.append(
                ReadWord(start=at, end=at + len(text), box=word.shown, confidence=word.confidence, seen=word.seen)
            )
        at += len(text) + 1
    return tuple(out)


# --- header and foot ------------------------------------------------------------------------------------------------


def lines_of_words(words: list[Word], width: float, page_number: int) -> list[Line]:
    """Lines in reading order: header and foot by columns, the rest from edge to edge of a page `width` points wide."""
    rows = _rows(words)
    head, after = _header(rows, width) if page_number == 1 else ([], 0)
    before_foot, foot = _foot(rows, width, after)
    return [*head, *(_line(row) for row in rows[after:before_foot]), *foot]


def _header(rows: list[list[Word]], width: float) -> tuple[list[Line], int]:
    """The lines of the header, left column first, and the row where the rest of the page starts."""
    title = next((at for at, row in enumerate(rows[:25]) if _title_at(row) is not None), None)
    if title is None:
        return [], 0
    row = rows[title]
    column = row[_first_word_of_title(row, _title_at(row) or 0)].x0
    if column < width * 0.3:
        return [], 0
    first, last = _header_rows(rows, title, column)
    left: list[list[Word]] = []
    right: list[list[Word]] = []
    for zone_row in rows[first : last + 1]:
        one, two = _cut_row(zone_row, column)
        left += [one] if one else []
        right += [two] if two else []
    after = last + 1
    bottom = max(word.bottom for word in rows[last])
    while (
        after < len(rows)
        and max(w.x1 for w in rows[after]) < column + 12
        and min(w.top for w in rows[after]) - bottom < 30
    ):
        bottom = max(word.bottom for word in rows[after])
        left.append(rows[after])
        after += 1
    above = [_line(zone_row, "stamp") for zone_row in rows[:first]]
    return [*above, *(_line(r, "header_left") for r in left), *(_line(r, "header_right") for r in right)], after


def _title_at(row: list[Word]) -> int | None:
    """Where the national or Party title starts in the text of a row that it ends."""
    text = level(" ".join(word.text for word in row))
    found = title_right().search(text)
    return found.start() if found and len(text) - found.end() <= 3 else None


def _first_word_of_title(row: list[Word], at: int) -> int:
    length = 0
    for index, word in enumerate(row):
        if length >= at:
            return index
        length += len(word.text) + 1
    return len(row) - 1


def _header_rows(rows: list[list[Word]], title: int, column: float) -> tuple[int, int]:
    """First and last row of the two columns: the issuer may stand a row higher, place and date close it."""
    first = title
    while first > 0 and title - first < 3:
        above = rows[first - 1]
        close = min(w.top for w in rows[first]) - max(w.bottom for w in above) < 12
        if close and max(w.x1 for w in above) < column + 10 and " ".join(w.text for w in above).isupper():
            first -= 1
        else:
            break
    last = title
    for row in range(title, min(title + 12, len(rows))):
        if DATE_LINE.search(level(" ".join(word.text for word in rows[row]))):
            return first, row
        if _cut_row(rows[row], column)[0] and _cut_row(rows[row], column)[1]:
            last = row
    return first, last


def _cut_row(row: list[Word], column: float) -> tuple[list[Word], list[Word]]:
    """The row in its two columns: cut at the widest gap that ends near or right of the column."""
    gaps = [
        (b.x0 - a.x1, i + 1)
        for i, (a, b) in enumerate(pairwise(row))
        if b.x0 > column - 60 and b.x0 - a.x1 > _COLUMN_GAP and a.x0 < column
    ]
    if gaps:
        at = max(gaps)[1]
        return row[:at], row[at:]
    middle = (row[0].x0 + row[-1].x1) / 2
    return ([], row) if middle > column else (row, [])


def _foot(rows: list[list[Word]], width: float, after: int) -> tuple[int, list[Line]]:
    """The row where the foot starts, and its lines: recipients, then signature."""
    for at in range(len(rows) - 1, after - 1, -1):
        text = level(" ".join(word.text for word in rows[at]))
        if recipients_head().match(text) and rows[at][0].x0 < width * 0.45:
            break
    else:
        return len(rows), []
    start = at
    # the authority mark may stand a little higher than "Nơi nhận"
    while (
        start > after
        and rows[start - 1][0].x0 > width * 0.45
        and min(w.top for w in rows[start]) - min(w.top for w in rows[start - 1]) < 22
    ):
        start -= 1
    words = [word for row in rows[start:] for word in row]
    cut = _column_edge(words, width)
    if cut is None:
        return start, [_line(row, "recipients") for row in rows[start:]]
    end = max((w.bottom for w in words if w.x1 <= cut), default=0.0)
    left = [word for word in words if word.x1 <= cut]
    right = [word for word in words if word.x0 >= cut]
    crossing = [word for word in words if word.x0 < cut < word.x1]
    lines = [*(_line(r, "recipients") for r in _rows(left)), *(_line(r, "signature") for r in _rows(right))]
    return start, lines + [_line(r) for r in _rows(crossing) if end]


def _column_edge(words: list[Word], width: float) -> float | None:
    """The x in the middle of the page where no word of the foot stands, or None."""
    spans = sorted((word.x0, word.x1) for word in words)
    best: tuple[float, float] | None = None
    reach = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - reach > 4 and width * 0.3 < (x0 + reach) / 2 < width * 0.8:
            gap = x0 - reach
            if best is None or gap > best[0]:
                best = (gap, (x0 + reach) / 2)
        reach = max(reach, x1)
    return best[1] if best else None


# --- ruled tables ---------------------------------------------------------------------------------------------------

_BAR = 2.5  # points: thinner than this a filled rectangle is a ruling line

Rect = tuple[float, float, float, float]


def _inside(char: dict[str, Any], box: Rect) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _rulings(page: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Upright and level ruling lines: drawn lines, thin bars, and frames that are not filled (highlights are)."""
    drawn = [
        rect for rect in page.rects
        if min(rect["width"], rect["height"]) < _BAR or (rect.get("stroke") and not rect.get("fill"))
    ]  # fmt: skip
    edges = [edge for shape in [*page.lines, *drawn] for edge in _edges(shape)]
    return [e for e in edges if e["orientation"] == "v"], [e for e in edges if e["orientation"] == "h"]


def _edges(shape: dict[str, Any]) -> list[dict[str, Any]]:
    found = obj_to_edges(shape)
    if min(shape["width"], shape["height"]) >= _BAR:
        return found
    wanted = "h" if shape["width"] >= shape["height"] else "v"
    return [edge for edge in found if edge["orientation"] == wanted and max(shape["width"], shape["height"]) > 6]


def _tables(page: Any, chars: list[dict[str, Any]]) -> list[tuple[Rect, list[Line]]]:
    """Ruled tables of at least two columns and two rows with text, as the lines of their cells."""
    out: list[tuple[Rect, list[Line]]] = []
    upright, level_lines = _rulings(page)
    if len(upright) < 2 or len(level_lines) < 2:
        return []
    settings = {
        "vertical_strategy": "explicit", "horizontal_strategy": "explicit",
        "explicit_vertical_lines": upright, "explicit_horizontal_lines": level_lines,
    }  # fmt: skip
    for number, table in enumerate(page.find_tables(settings)):
        rows = [row.cells for row in table.rows]
        if len(rows) < 2 or max(len(row) for row in rows) < 2:
            continue
        cells: list[Line] = []
        for row_number, row in enumerate(rows):
            for column, box in enumerate(row):
                if box is None:
                    continue
                words = _words([char for char in chars if _inside(char, box)])
                cell = Cell(table=number, row=row_number, column=column)
                cells += [_line(words_row, "table", cell) for words_row in _rows(words)]
        if len({(line.cell.row, line.cell.column) for line in cells if line.cell}) >= 4:
            out.append((table.bbox, cells))
    return out
