"""The door to pdfplumber: pages with ruling lines, their words and tables. Points from the top left of the page.

pdfplumber knows where ruling lines cross and make cells; it takes ten times as long as pdfium, so only pages that may
hold a table come here, and those whose fonts pdfium cannot measure.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

import msgspec
import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.geometry import obj_to_edges
from pdfplumber.utils.text import WordExtractor

from extractor.reading.page_words import Word
from extractor.reading.pdf_fonts import font_name
from extractor.reading.pdf_lines import Rect, RuledTable
from extractor.reading.pdf_objects import BAR
from extractor.reading.pdf_words import COVER_HEIGHT, LINE_STEP, WORD_GAP
from extractor.reading.ruled_cells import ruled_table

# pdfminer raises whatever its parser trips over on a damaged file
DAMAGE = (
    PSException, PdfminerException, MalformedPDFException, ValueError, TypeError, KeyError, IndexError, AttributeError,
    AssertionError, RecursionError, OverflowError, ZeroDivisionError, struct.error, zlib.error, EOFError,
)  # fmt: skip


Reword = Callable[[Sequence[Word]], list[Word]]


class TablePage(msgspec.Struct, frozen=True):
    """A page as pdfplumber gives it: words outside of tables, and the tables."""

    number: int
    words: list[Word]
    tables: list[RuledTable]


def table_pages(data: bytes, numbers: Sequence[int], reword: Reword = list) -> Iterator[TablePage]:
    """The pages `numbers` (from 1) of a PDF, one after the other; `reword` makes words in old fonts Unicode.

    Raises one of DAMAGE on a file that is damaged.
    """
    with pdfplumber.open(io.BytesIO(data), pages=list(numbers)) as opened:
        for page in opened.pages:
            chars = _without_covered_blanks(page.chars)
            tables = _tables(page, chars, reword)
            outside = [char for char in chars if not any(_inside(char, table.box) for table in tables)]
            yield TablePage(page.page_number, reword(_words(outside)), tables)
            page.close()


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
        other["x0"] < middle < other["x1"] and abs(other["top"] - blank["top"]) < COVER_HEIGHT
        for near in (row - 1, row, row + 1)
        for other in rows.get(near, ())
    )


def _words(chars: list[dict[str, Any]]) -> list[Word]:
    upright = [char for char in chars if char.get("upright", True)]
    # one line at a time, so that no word takes letters of its neighbour below
    extractor = WordExtractor(
        x_tolerance_ratio=WORD_GAP, y_tolerance=LINE_STEP, keep_blank_chars=False, use_text_flow=False
    )
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
                font=font_name(str(letters[0]["fontname"])),
            )
        )
    return out


# --- ruled tables ---------------------------------------------------------------------------------------------------


def _inside(char: dict[str, Any], box: Rect) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _rulings(page: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Upright and level ruling lines: drawn lines, thin bars, and frames that are not filled (highlights are)."""
    drawn = [
        rect for rect in page.rects
        if min(rect["width"], rect["height"]) < BAR or (rect.get("stroke") and not rect.get("fill"))
    ]  # fmt: skip
    edges = [edge for shape in [*page.lines, *drawn] for edge in _edges(shape)]
    return [e for e in edges if e["orientation"] == "v"], [e for e in edges if e["orientation"] == "h"]


def _edges(shape: dict[str, Any]) -> list[dict[str, Any]]:
    found = obj_to_edges(shape)
    if min(shape["width"], shape["height"]) >= BAR:
        return found
    wanted = "h" if shape["width"] >= shape["height"] else "v"
    return [edge for edge in found if edge["orientation"] == wanted and max(shape["width"], shape["height"]) > 6]


def _tables(page: Any, chars: list[dict[str, Any]], reword: Reword) -> list[RuledTable]:
    """Ruled tables as the lines of their cells."""
    out: list[RuledTable] = []
    upright, level_lines = _rulings(page)
    if len(upright) < 2 or len(level_lines) < 2:
        return []
    settings = {
        "vertical_strategy": "explicit", "horizontal_strategy": "explicit",
        "explicit_vertical_lines": upright, "explicit_horizontal_lines": level_lines,
    }  # fmt: skip
    for number, table in enumerate(page.find_tables(settings)):
        made = ruled_table(
            table.cells, lambda box: reword(_words([char for char in chars if _inside(char, box)])), table.bbox, number
        )
        out += [made] if made else []
    return out
