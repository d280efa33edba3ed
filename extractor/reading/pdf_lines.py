"""Characters of a PDF page → words → lines, the cells of ruled tables apart. Points from the top."""

from __future__ import annotations

from statistics import median
from typing import Any

from pdfplumber.utils.geometry import obj_to_edges
from pdfplumber.utils.text import WordExtractor

from extractor.core.document import Cell
from extractor.reading.page_columns import PageLines, lines_in_columns
from extractor.reading.page_words import Line, Word, line_of, rows_of
from extractor.reading.pdf_old_fonts import OldFontWords

_WORD_GAP = 0.18  # of the font size: a blank that was not written


def lines_of_page(
    page: Any, ruled: bool = True, before: PageLines | None = None, fonts: OldFontWords | None = None
) -> PageLines:
    """The lines of `page` in reading order. `ruled` looks for tables with ruling lines; `before` is the page before.

    `fonts` are told of old fonts, and tell in the end what was found in the file.
    """
    fonts = fonts or OldFontWords()
    chars = _without_covered_blanks(page.chars)
    tables = _tables(page, chars, fonts) if ruled else []
    outside = [char for char in chars if not any(_inside(char, table[0]) for table in tables)]
    made = lines_in_columns(fonts.made_unicode(_words(outside)), float(page.width), before)
    lines = list(made.lines)
    for box, cells in tables:
        at = next((i for i, line in enumerate(lines) if line.top >= box[1] and line.region == "body"), len(lines))
        lines[at:at] = cells
    return PageLines(lines, made.foot, made.gutter)


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
                font=str(letters[0]["fontname"]),
            )
        )
    return out


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


def _tables(page: Any, chars: list[dict[str, Any]], fonts: OldFontWords) -> list[tuple[Rect, list[Line]]]:
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
                words = fonts.made_unicode(_words([char for char in chars if _inside(char, box)]))
                cell = Cell(table=number, row=row_number, column=column)
                cells += [line_of(words_row, "table", cell) for words_row in rows_of(words)]
        if len({(line.cell.row, line.cell.column) for line in cells if line.cell}) >= 4:
            out.append((table.bbox, cells))
    return out
