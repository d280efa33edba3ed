"""Text for a terminal: tables that fit its width, colours only where wanted, nothing that could steer the terminal.

Renderers build rich objects and hand back one string; whoever prints knows the width and whether colours are wanted.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import msgspec
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

# Control characters and bidirectional overrides of a document must not reach the terminal; same length.
_UNSAFE = {
    **dict.fromkeys([*range(0x00, 0x0A), *range(0x0B, 0x20), 0x7F, *range(0x80, 0xA0)], "\ufffd"),
    **dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"),
    0x09: " ",
    0x0D: " ",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


class Screen(msgspec.Struct, frozen=True):
    """What is printed on: its width in columns, and whether it shows colours."""

    width: int = 100
    color: bool = False


class Column(msgspec.Struct, frozen=True):
    """A column of a table. `share` is its part of the width that is left by columns of a fixed `width`."""

    head: str
    share: int = 1
    width: int | None = None
    right: bool = False


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


def styled(text: str, marks: Sequence[tuple[int, int]] = (), style: str = "") -> Text:
    """`text` as it is, with a style on the spans `marks`."""
    written = Text(safe(text), end="")
    for start, end in marks:
        written.stylize(style, start, end)
    return written


def render(screen: Screen, *parts: RenderableType) -> str:
    """The parts one under the other as a string that ends its last line."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=screen.width,
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        no_color=not screen.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def entry(name: str, *lines: Text) -> Table:
    """A name in the margin and lines beside it, wrapped under one another."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(safe(name), style="bold cyan"), Text("\n").join(lines))
    return grid


def pairs(lines: Sequence[tuple[str, str]]) -> Table:
    """Names in one column, their values beside them."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in lines:
        grid.add_row(Text(name), Text(safe(value)))
    return grid


def table(columns: Sequence[Column], rows: Sequence[Sequence[str | Text]], *, lines: bool = False) -> Table:
    """A table with wrapped cells."""
    drawn = Table(box=box.HORIZONTALS if lines else box.SIMPLE_HEAD, show_lines=lines, pad_edge=False, expand=True)
    for column in columns:
        drawn.add_column(
            Text(column.head),
            ratio=None if column.width else column.share,
            width=column.width,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for row in rows:
        drawn.add_row(*(Text(safe(cell)) if isinstance(cell, str) else cell for cell in row))
    return drawn
