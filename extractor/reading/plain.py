"""Plain text and Markdown copies → blocks: one a line, with what the line breaks themselves say."""

from __future__ import annotations

import re
import unicodedata

from extractor.core.document import Block
from extractor.reading.columns import split_columns
from extractor.reading.markdown import join_tables

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x85": "\n"})
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# No letter bears more marks than these; composing an endless run of them takes time in its square (UAX #15, Stream-Safe
# Text Format).
_ENDLESS_MARKS = re.compile(r"([\u0300-\u036f]{30})[\u0300-\u036f]+")
_TAB = "    "  # four blanks: enough to count as a gap between columns


def text_blocks(text: str) -> tuple[Block, ...]:
    """The lines of `text` that hold something, with page (form feeds), indent and whether a blank line is before."""
    # columns are measured in letters, so letters and their marks are one before anything is measured
    text = unicodedata.normalize("NFC", _ENDLESS_MARKS.sub(r"\1", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    paged = "\f" in text.strip("\f\n ")
    blocks: list[Block] = []
    for number, page in enumerate(text.split("\f"), start=1):
        blank = False
        for line in page.split("\n"):
            raw = line.strip(_INVISIBLE).replace("\t", _TAB)
            body = raw.lstrip(" \xa0\u3000")
            if not body.rstrip():
                blank = True
                continue
            blocks.append(
                Block(
                    text=raw,
                    page=number if paged else None,
                    indent=len(raw) - len(body),
                    new_paragraph=blank or not blocks,
                )
            )
            blank = False
    return split_columns(join_tables(blocks))
