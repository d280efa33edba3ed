"""Lines of PDF pages → blocks: which line opens a paragraph, what is a running header, footer or page number.

A break inside a paragraph is one where the next word would not have fitted; indents, gaps, centred lines and list marks
open a new one.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

import msgspec

from extractor.core.document import Block
from extractor.lexicon.page_marks import DATE_LINE, ends_sentence, is_capitals, level, opens_item
from extractor.reading.page_edges import on_one_sheet
from extractor.reading.page_tables import carry_tables
from extractor.reading.page_words import Line

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_GOES_ON = ("-", "–", ",", "&", "/", "(")
_CELL_MARGIN = 8.0  # points at most between a ruling and the words


class _Frame(msgspec.Struct, frozen=True):
    """The text area: margins and indent of first lines in points, and the usual distance from line to line."""

    left: float
    right: float
    pitch: float
    indent: float | None = None


def blocks_of_pages(pages: list[list[Line]]) -> tuple[Block, ...]:
    """The blocks of all pages."""
    pages = carry_tables(_mark_margins(pages))
    shapes = on_one_sheet(pages)
    body = [line for lines in shapes for line in lines if line.region == "body"]
    frame = _frame([line for line in body if line.column is None] or body)
    out: list[Block] = []
    before: Line | None = None
    start: Line | None = None  # the first line of the paragraph that `before` stands in
    for number, lines in enumerate(pages, start=1):
        first = True
        for line, placed in zip(lines, shapes[number - 1], strict=True):
            shape = _across(placed, frame)
            above = first or (before is not None and before.column != line.column)
            opens = before is None or start is None or _opens_paragraph(shape, before, start, frame, new_page=above)
            out.append(
                Block(
                    text=line.text,
                    page=line.page or number,
                    box=line.box,
                    region=line.region,
                    cell=line.cell,
                    bold=line.bold,
                    new_paragraph=opens,
                    font=line.font or None,
                    words=line.words,
                )
            )
            if line.region not in ("page_header", "page_footer", "stamp"):
                before, first = shape, False
                start = shape if opens else start
    return tuple(out)


def _across(line: Line, frame: _Frame) -> Line:
    """A line of a column drawn out over the text area, so that one set of rules tells where it is full or indented."""
    if line.region != "body" or line.column is None or line.column[1] <= line.column[0]:
        return line
    left, right = line.column
    scale = (frame.right - frame.left) / (right - left)
    return msgspec.structs.replace(
        line,
        x0=frame.left + (line.x0 - left) * scale,
        x1=frame.left + (line.x1 - left) * scale,
        first_word=line.first_word * scale,
    )


# --- running headers, footers, page numbers -------------------------------------------------------------------------


def _mark_margins(pages: list[list[Line]]) -> list[list[Line]]:
    tops = Counter(_mask(lines[0].text) for lines in pages[1:] if lines)
    bottoms = Counter(_mask(lines[-1].text) for lines in pages if lines)
    return [_mark_page(lines, number, tops, bottoms) for number, lines in enumerate(pages, start=1)]


def _mask(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.split()))


def _mark_page(lines: list[Line], number: int, tops: Counter[str], bottoms: Counter[str]) -> list[Line]:
    out = list(lines)
    body = [i for i, line in enumerate(out) if line.region in ("body", "recipients", "signature")]
    for i in body[:2]:
        line = out[i]
        if _is_page_number(line, number) or (
            number > 1 and i == body[0] and tops[_mask(line.text)] >= 2 and len(line.text) < 120
        ):
            out[i] = msgspec.structs.replace(line, region="page_header")
        else:
            break
    for i in reversed(body[-2:]):
        line = out[i]
        repeated = (
            bottoms[_mask(line.text)] >= 2 and i == body[-1] and len(line.text) < 120 and not opens_item(line.text)
        )
        if out[i].region != "page_header" and len(body) > 1 and (_is_page_number(line, number) or repeated):
            out[i] = msgspec.structs.replace(line, region="page_footer")
        else:
            break
    return out


def _is_page_number(line: Line, number: int) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text.strip()):
        return False
    digits = _DIGITS.search(line.text)
    return digits is not None and abs(int(digits.group()) - number) <= 2


# --- paragraphs -----------------------------------------------------------------------------------------------------


def _frame(lines: list[Line]) -> _Frame:
    if not lines:
        return _Frame(left=0, right=0, pitch=0)
    longest = sorted(lines, key=lambda line: line.x0 - line.x1)[: max(1, len(lines) // 2)]
    left = median(line.x0 for line in longest)
    rights = sorted(line.x1 for line in longest)
    pitches = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < 40]
    left = min(left, _most_common([line.x0 for line in lines]))
    indents = Counter(round(line.x0) for line in lines if left + 8 < line.x0 < left + 80)
    indent, count = indents.most_common(1)[0] if indents else (0, 0)
    return _Frame(
        left=left,
        right=rights[int(len(rights) * 0.8)],
        pitch=median(pitches) if pitches else 0,
        indent=indent if count >= 3 else None,
    )


def _most_common(values: list[float]) -> float:
    return Counter(round(value) for value in values).most_common(1)[0][0]


def _opens_paragraph(line: Line, before: Line, start: Line, frame: _Frame, new_page: bool) -> bool:
    if line.region != before.region or line.cell != before.cell:
        return True
    if line.region in ("header_left", "header_right", "signature", "stamp", "page_header", "page_footer"):
        return _opens_in_header(line, before)
    if _is_item(line, before, frame):
        return True
    if line.region == "recipients":
        return before.text.rstrip().endswith((";", "./.", ":")) or (
            not new_page and line.top - before.top > 1.9 * max(before.size, 6)
        )
    if line.region == "table":
        return _opens_in_cell(line, before)
    if is_capitals(before.text) != is_capitals(line.text) and (is_capitals(before.text) or len(line.text) > 12):
        return True
    if _is_centred(before, frame) or _is_centred(line, frame):
        return _opens_after_centred(line, before, start, frame, new_page)
    return _opens_in_body(line, before, start, frame, new_page)


def _opens_in_cell(line: Line, before: Line) -> bool:
    """A line in a cell is a paragraph of its own where it begins as one and would have fitted on the line before."""
    if line.column is None or line.text[:1].islower() or before.text.endswith(_GOES_ON):
        return False
    room = line.column[1] - line.column[0] - 2 * _CELL_MARGIN
    return before.x1 - before.x0 + _blank(before) + line.first_word < room


def _opens_in_header(line: Line, before: Line) -> bool:
    """Header and signature lines stand alone, but in a narrow column the subject of a letter (`V/v …`), place and date,
    and the last word of a long name (`TỔNG CÔNG TY ĐƯỜNG SẮT VIỆT` over `NAM`) run on.
    """
    if DATE_LINE.fullmatch(level(f"{before.text} {line.text}")) and not DATE_LINE.fullmatch(level(line.text)):
        return False
    if line.column is not None and _is_last_word(line, before, line.column[1] - line.column[0]):
        return False
    running = level(before.text).startswith(("v/v", "về việc")) or (
        not is_capitals(before.text) and before.text[:2].lower() != "số"
    )
    return not (
        line.region == "header_left"
        and running
        and not is_capitals(line.text)
        and line.top - before.top < 2 * line.size
    )


def _is_last_word(line: Line, before: Line, widest: float) -> bool:
    return (
        " " not in line.text.strip()
        and before.x1 - before.x0 + _blank(before) + line.first_word > widest
        and is_capitals(line.text) == is_capitals(before.text)
        and line.text.strip().isalpha()
        and abs(line.size - before.size) < 0.8
        and line.top - before.top < 2 * line.size
    )


def _is_item(line: Line, before: Line, frame: _Frame) -> bool:
    full = before.x1 + _blank(before) + line.first_word > frame.right - 2
    return opens_item(line.text, before.text, full and line.x0 < frame.left + 10)


def _blank(line: Line) -> float:
    return 0.32 * line.size


def _is_centred(line: Line, frame: _Frame) -> bool:
    """Whether a line stands in the middle of the text area with room on both sides."""
    return _in_middle(line, frame) and line.x0 > frame.left + 15 and line.x1 < frame.right - 15


def _in_middle(line: Line, frame: _Frame) -> bool:
    """Whether the middle of a line is that of the text area, not by the chance of a first-line indent."""
    if frame.indent is not None and abs(line.x0 - frame.indent) < 1.5 and not is_capitals(line.text):
        return False
    return abs((line.x0 + line.x1) / 2 - (frame.left + frame.right) / 2) < 12


def _opens_after_centred(line: Line, before: Line, start: Line, frame: _Frame, new_page: bool) -> bool:
    """Centred lines below one another are one title while they look alike."""
    both = _is_centred(before, frame) and _in_middle(line, frame)
    alike = line.bold == before.bold and abs(line.size - before.size) < _unlike_size(line)
    close = not new_page and line.top - before.top < 1.5 * frame.pitch + 2
    short_type = is_capitals(before.text) and len(before.text) < 30
    if both and alike and close and not short_type:
        return False
    if _is_centred(before, frame) and not _is_centred(line, frame):
        return not (line.text[:1].islower() and close and alike)
    # a short last line of a paragraph may stand in the middle by chance only where the line before was full
    return _opens_in_body(line, before, start, frame, new_page)


def _unlike_size(line: Line) -> float:
    """Points by which letters of another size differ: on a scan a line without accents or descenders is low."""
    return 0.25 * line.size if line.words else 0.8


def _opens_in_body(line: Line, before: Line, start: Line, frame: _Frame, new_page: bool) -> bool:
    if not new_page and frame.pitch and line.top - before.top > 1.7 * frame.pitch and _is_title(start):
        return True  # the text may begin in small letters where a stamp hides its first words
    full = before.x1 + _blank(before) + line.first_word > frame.right - 1.5
    ended = ends_sentence(before.text)
    if not full:
        return not (line.text[:1].islower() and not ended)
    if not new_page and frame.pitch and line.top - before.top > 1.7 * frame.pitch:
        return ended or not line.text[:1].islower()
    indented = line.x0 - min(frame.left, before.x0) > 10 and line.x0 > frame.left + 10
    if indented and not _hangs(line, before, start, frame):
        return ended or not line.text[:1].islower()
    return False


def _is_title(line: Line) -> bool:
    return level(line.text).startswith(("v/v", "về việc", "về ", "kết luận "))


def _hangs(line: Line, before: Line, start: Line, frame: _Frame) -> bool:
    """Whether an indented `line` goes on: under the text of a list item, or in a block that is indented as a whole."""
    if opens_item(start.text) and 4 < line.x0 - start.x0 < 40:
        return True
    first_line_indent = frame.indent is not None and abs(line.x0 - frame.indent) < 1.5
    return abs(line.x0 - before.x0) < 2 and not first_line_indent
