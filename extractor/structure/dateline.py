"""The line of a page that says when it was published (`28/10/2020 09:57`, `Thứ Hai, 15/07/2024, 08:30 (GMT+7)`)."""

from __future__ import annotations

import datetime as dt
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
# `Lâm Sơn, 16/10/2025 (TTXVN) - …` before the first sentence; `Báo Lâm Sơn, ngày 19/7/2023` below the last
_AT_LEAD = re.compile(
    r"\W*[^\W\d_][^,.;()]{1,40},\s*(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\s*\([\w .]{2,24}\)\s*-"
)
_AT_FOOT = re.compile(
    r"^\W*(?:(?:theo|nguồn:?)\s+)?(?:báo|đài|tạp chí|cổng)\s[^.;,()]{2,60},?\s+(?:số (?:ra )?)?(?:ngày\s+)?"
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\W*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")
_REACH = 8  # lines from the top
_FOOT = 3  # lines from the end
_LONGEST = 80  # characters


def is_dateline(line: str) -> bool:
    """Whether a line of the view says when the page was published, and hardly anything else."""
    return len(line) < _LONGEST and _DATE_LINE.match(line) is not None


def day_of(view: str, line: Span) -> str | None:
    """The ISO date in a line that says when the page was published."""
    found = _DAY.search(view, *line)
    try:
        return dt.date(*(int(part) for part in found.groups()[::-1])).isoformat() if found else None
    except ValueError:
        return None


def find_dateline(source: SourceText, view: str) -> Span | None:
    """The first line near the top that holds a date and hardly anything else; else a date with the paper's name."""
    lines = [p for p in source.paragraphs if view[p.start : p.end].strip()]
    if alone := next(((p.start, p.end) for p in lines[:_REACH] if is_dateline(view[p.start : p.end])), None):
        return alone
    leads = (_AT_LEAD.match(view, p.start, p.end) for p in lines[:_REACH])
    if lead := next((match for match in leads if match), None):
        return lead.span()
    return next(((p.start, p.end) for p in lines[-_FOOT:] if _AT_FOOT.match(view[p.start : p.end])), None)
