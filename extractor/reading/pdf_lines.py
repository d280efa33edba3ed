"""The words and ruled tables of a PDF page → its lines in reading order. Points from the top."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.reading.page_columns import PageLines, lines_in_columns
from extractor.reading.page_words import Line, Word

Rect = tuple[float, float, float, float]


class RuledTable(msgspec.Struct, frozen=True):
    """A table with ruling lines: where it stands (left, top, right, bottom), and the lines of its cells."""

    box: Rect
    lines: tuple[Line, ...]


def lines_of_page(
    words: Sequence[Word], width: float, tables: Sequence[RuledTable] = (), before: PageLines | None = None
) -> PageLines:
    """The lines of a page of `width` points. `words` are those outside of its `tables`; `before` is the page before."""
    made = lines_in_columns(words, width, before)
    lines = list(made.lines)
    for table in tables:
        at = next((i for i, line in enumerate(lines) if line.top >= table.box[1] and line.region == "body"), len(lines))
        lines[at:at] = table.lines
    return PageLines(lines, made.foot, made.gutter)
