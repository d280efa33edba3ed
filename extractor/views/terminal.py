"""Text for a terminal: wrapped to its width, coloured only where wanted, nothing in it that could steer the terminal.

Renderers describe what is shown as parts; `render` lays them out. Whoever prints knows the width and whether colours
are wanted. Lists of thousands of rows are usual here, so the layout is plain string work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

import msgspec

from extractor.core.characters import UNSAFE

# Line ends part lines here; a tab or a carriage return is a blank.
_UNSAFE: dict[int, str] = {**{code: "\ufffd" for code in UNSAFE if code != 0x0A}, 0x09: " ", 0x0D: " "}
# Anything but characters that are known to take one column: Latin with its marks, punctuation, money, arrows, rules.
_ODD_WIDTH = re.compile(
    "[^\\x00-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2500-\u257f]"
)
_WORD = re.compile(r"[^\s]+")
_CODES = {
    "bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "blue": "34",
    "magenta": "35", "cyan": "36", "bright_magenta": "95",
}  # fmt: skip
_GAP = "  "


class Screen(msgspec.Struct, frozen=True):
    """What is printed on: its width in columns, and whether it shows colours."""

    width: int = 100
    color: bool = False


class Text(msgspec.Struct, frozen=True):
    """Text with styles on spans of it: [start, end) and words such as `bold red`."""

    text: str
    styles: tuple[tuple[int, int, str], ...] = ()


class Column(msgspec.Struct, frozen=True):
    """A column of a table. `share` is its part of the width that is left by columns of a fixed `width`."""

    head: str
    share: int = 1
    width: int | None = None
    right: bool = False


class Table(msgspec.Struct, frozen=True):
    """Rows of wrapped cells under heads; `ruled`: a line between rows. `rows` are read once, as they are laid out."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[Text]]
    ruled: bool = False


class Entry(msgspec.Struct, frozen=True):
    """A name in the margin and lines beside it, wrapped under one another."""

    name: Text
    lines: tuple[Text, ...]
    margin: int


Part: TypeAlias = Text | Table | Entry


def safe(text: str) -> str:
    """`text` without characters that steer a terminal. Same length."""
    return text.translate(_UNSAFE)


def one_line(text: str) -> str:
    """`text` on one line, blanks single."""
    return safe(" ".join(text.split()))


def shortened(text: str, width: int) -> str:
    """`text` on one line and cut at a word, with an ellipsis, where it is longer than `width`."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line.rfind(" ", 0, width)
    return line[: cut if cut > width // 2 else width - 1].rstrip(" ,;:") + "…"


def plain(text: str, style: str = "") -> Text:
    """`text` in one style."""
    return Text(safe(text), ((0, len(text), style),) if style else ())


def marked(text: str, marks: Sequence[tuple[int, int]], style: str) -> Text:
    """`text` with a style on the spans `marks`."""
    return Text(safe(text), tuple((start, end, style) for start, end in marks))


def entry(name: str, *lines: Text) -> Entry:
    """A named entry of a list."""
    return Entry(plain(name, "bold cyan"), lines, columns_of(name))


def pairs(lines: Sequence[tuple[str, str]]) -> tuple[Entry, ...]:
    """Names in one column, their values beside them."""
    margin = max((columns_of(name) for name, _ in lines), default=0)
    return tuple(Entry(plain(name, "dim"), (plain(value),), margin) for name, value in lines)


def table(columns: Sequence[Column], rows: Sequence[Sequence[str | Text]], *, ruled: bool = False) -> Table:
    """A table; plain strings become cells without a style."""
    return Table(columns, [cells(row) for row in rows], ruled)


def cells(row: Sequence[str | Text]) -> list[Text]:
    """The cells of a row; plain strings get no style."""
    return [plain(cell) if isinstance(cell, str) else cell for cell in row]


def render(screen: Screen, *parts: Part) -> str:
    """The parts one under the other, the last line ended."""
    return "".join(render_lines(screen, *parts))


def render_lines(screen: Screen, *parts: Part) -> Iterator[str]:
    """The same, line by line, for what is too long to be held."""
    return (f"{line.rstrip()}\n" for part in parts for line in _lines(part, screen))


def columns_of(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if not _ODD_WIDTH.search(text):
        return len(text)
    return sum(_columns_of_character(char) for char in text)


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """The spans of `text` that are its lines at `width` columns; a word wider than that is cut."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrapped_paragraph(text, start, start + len(paragraph), width))
        start += len(paragraph) + 1
    return lines


def _wrapped_paragraph(text: str, first: int, last: int, width: int) -> list[tuple[int, int]]:
    if _fitting(text, first, last, width) == last:
        return [(first, last)]
    lines: list[tuple[int, int]] = []
    begin = end = first
    for word in _WORD.finditer(text, first, last):
        if end > begin and _fitting(text, begin, word.end(), width) < word.end():
            lines.append((begin, end))
            begin = word.start()
        while (cut := _fitting(text, begin, word.end(), width)) < word.end():
            lines.append((begin, cut))
            begin = cut
        end = word.end()
    return [*lines, (begin, end)]


def _fitting(text: str, begin: int, end: int, width: int) -> int:
    """Where in [begin, end) the stretch that fits into `width` columns ends, at least one character on."""
    if not _ODD_WIDTH.search(text, begin, min(begin + width + 1, end)):
        return min(begin + max(width, 1), end)
    used = 0
    for at in range(begin, end):
        used += _columns_of_character(text[at])
        if used > width and at > begin:
            return at
    return end


def _columns_of_character(char: str) -> int:
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0
    if category == "Cn":  # of what is not assigned Python tells any width, by its version
        return 1
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _lines(part: Part, screen: Screen) -> Iterator[str]:
    if isinstance(part, Table):
        yield from _table_lines(part, screen)
    elif isinstance(part, Entry):
        yield from _entry_lines(part, screen)
    else:
        yield from (_painted(part, span, screen) for span in wrapped(part.text, screen.width))


def _entry_lines(part: Entry, screen: Screen) -> Iterator[str]:
    indent = part.margin + len(_GAP)
    width = max(screen.width - indent, 20)
    head = _padded(part.name, (0, len(part.name.text)), part.margin, screen) + _GAP
    for line in part.lines:
        for span in wrapped(line.text, width):
            yield head + _painted(line, span, screen)
            head = " " * indent


def _table_lines(part: Table, screen: Screen) -> Iterator[str]:
    widths = _widths(part.columns, screen.width)
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    yield from _row_lines([plain(column.head, "bold") for column in part.columns], part.columns, widths, screen)
    yield rule
    for number, row in enumerate(part.rows):
        if part.ruled and number:
            yield rule
        yield from _row_lines(row, part.columns, widths, screen)
    yield rule


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """The widths of the columns, at least six each; a screen that is too narrow is exceeded."""
    left = width - sum(c.width or 0 for c in columns) - len(_GAP) * (len(columns) - 1)
    shares = sum(c.share for c in columns if c.width is None)
    widths = [c.width or max(left * c.share // shares, 6) for c in columns]
    spare = width - sum(widths) - len(_GAP) * (len(columns) - 1)
    if spare > 0 and shares:
        widest = max((c.share, -i) for i, c in enumerate(columns) if c.width is None)
        widths[-widest[1]] += spare
    return widths


def _row_lines(row: Sequence[Text], columns: Sequence[Column], widths: list[int], screen: Screen) -> Iterator[str]:
    spans = [wrapped(cell.text, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, spans))):
        yield _GAP.join(
            _padded(cell, lines[number], width, screen, right=column.right) if number < len(lines) else " " * width
            for cell, lines, column, width in zip(row, spans, columns, widths, strict=True)
        )


def _padded(text: Text, span: tuple[int, int], width: int, screen: Screen, *, right: bool = False) -> str:
    blank = " " * (width - columns_of(text.text[span[0] : span[1]]))
    painted = _painted(text, span, screen)
    return blank + painted if right else painted + blank


def _painted(text: Text, span: tuple[int, int], screen: Screen) -> str:
    """A stretch of `text` with its styles as escape sequences, each run closed."""
    start, end = span
    if not screen.color:
        return text.text[start:end]
    here = [(max(s, start), min(e, end), style) for s, e, style in text.styles if s < end and e > start]
    edges = sorted({start, end, *(s for s, _, _ in here), *(e for _, e, _ in here)})
    runs: list[str] = []
    for first, last in pairwise(edges):
        styles = [style for s, e, style in here if s <= first and last <= e]
        codes = ";".join(_CODES[word] for style in styles for word in style.split())
        run = text.text[first:last]
        runs.append(f"\x1b[{codes}m{run}\x1b[0m" if codes else run)
    return "".join(runs)
