"""Labels of a list that stand in a line of their own, as copies from the web or a PDF leave them: `1.` | `Sở A …`."""

from __future__ import annotations

import re

from extractor.cleaning.lines import Line
from extractor.cleaning.wraps import put_together
from extractor.core.characters import BULLETS
from extractor.core.document import Document

_LABEL = re.compile(rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)/]|[a-zđ][.)]|[IVX]{{1,5}}[.)/]|[-–+{BULLETS}])")
_GOES_ON = re.compile(r"[^\W_]|[\"“(]")  # a word or a quotation, not another label
_FIRST_COLUMN = ("stt", "tt", "số tt", "số thứ tự")


def join_lone_labels(lines: list[Line], document: Document) -> list[Line]:
    """The lines with such a label before the line it belongs to; those of a table's first column stay."""
    if any(line.text.casefold().strip(" .") in _FIRST_COLUMN for line in lines):
        return lines
    out: list[Line] = []
    for line in lines:
        if out and _belongs(out[-1], line):
            out[-1] = put_together([out[-1], line])
        else:
            out.append(line)
    return out


def _belongs(label: Line, line: Line) -> bool:
    body = label.reason is None and line.reason is None and label.block.cell is None and line.block.cell is None
    return (
        body
        and _LABEL.fullmatch(label.text) is not None
        and _LABEL.fullmatch(line.text) is None
        and _GOES_ON.match(line.text) is not None
    )
