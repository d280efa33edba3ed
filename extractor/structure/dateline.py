"""The line of a page that says when it was published (`28/10/2020 09:57`, `Thứ Hai, 15/07/2024, 08:30 (GMT+7)`)."""

from __future__ import annotations

import re

from extractor.core.document import SourceText
from extractor.structure.printed_day import PRINTED_DAY, day_in
from extractor.structure.spans import Span

_DATE_LINE = re.compile(
    r"^\W*(?:(?:thứ\s+\w+|chủ nhật|ngày đăng|đăng ngày|đăng lúc|cập nhật|ngày|lúc|xuất bản|phát hành|tin ngày"
    r"|số\s\d{1,5}(?=\W+(?:thứ|ngày|ra))|\d{1,2}[:h]\d{2}(?::\d{2})?)\W*)*"
    rf"{PRINTED_DAY}"
    r"(?:\W*(?:\d{1,2}[:h]\d{1,2}(?::\d{2})?|(?:gmt|utc)?\s*\+\s*\d{1,2}(?::?\d{2})?|am|pm|lúc))*\W*$",
    re.IGNORECASE,
)
# `Lâm Sơn, 16/10/2025 (TTXVN) - …` before the first sentence
_AT_LEAD = re.compile(rf"\W*[^\W\d_][^,.;()]{{1,40}},\s*(?:ngày\s+)?(?i:{PRINTED_DAY})\s*\([\w .]{{2,24}}\)\s*-")
_DAY = re.compile(PRINTED_DAY, re.IGNORECASE)
_REACH = 8  # lines from the top
_LONGEST = 80  # characters


def is_dateline(line: str) -> bool:
    """Whether a line of the view says when the page was published, and hardly anything else."""
    return len(line) < _LONGEST and _DATE_LINE.match(line) is not None


def day_of(view: str, line: Span) -> str | None:
    """The ISO date in a line that says when the page was published."""
    found = _DAY.search(view, *line)
    return day_in(found.group()) if found else None


def find_dateline(source: SourceText, view: str) -> Span | None:
    """The first line near the top that holds a date and hardly anything else; else a day and a paper before the first
    sentence."""
    lines = [p for p in source.paragraphs if view[p.start : p.end].strip()]
    if alone := next(((p.start, p.end) for p in lines[:_REACH] if is_dateline(view[p.start : p.end])), None):
        return alone
    leads = (_AT_LEAD.match(view, p.start, p.end) for p in lines[:_REACH])
    return next((match.span() for match in leads if match), None)
