"""The line of a page that says when it was published (`28/10/2020 09:57`, `Thứ Hai, 15/07/2024, 08:30 (GMT+7)`)."""

from __future__ import annotations

import re

from extractor.core.document import SourceText
from extractor.structure.spans import Span

_DATE_LINE = re.compile(
    r"^\W*(?:(?:thứ\s+\w+|chủ nhật|ngày đăng|đăng ngày|đăng lúc|cập nhật|ngày|lúc|xuất bản"
    r"|\d{1,2}[:h]\d{2}(?::\d{2})?)\W*)*"
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"(?:\W*(?:\d{1,2}[:h]\d{2}(?::\d{2})?|(?:gmt|utc)?\s*\+\s*\d{1,2}(?::?\d{2})?|am|pm|lúc))*\W*$",
    re.IGNORECASE,
)
_REACH = 8  # lines from the top
_LONGEST = 80  # characters


def find_dateline(source: SourceText, view: str) -> Span | None:
    """The first line near the top that holds a date and hardly anything else."""
    lines = [p for p in source.paragraphs if view[p.start : p.end].strip()]
    short = ((p.start, p.end) for p in lines[:_REACH] if p.end - p.start < _LONGEST)
    return next((span for span in short if _DATE_LINE.match(view[slice(*span)])), None)
