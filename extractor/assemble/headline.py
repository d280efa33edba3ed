"""The headline of a report."""

from __future__ import annotations

import re

from extractor.assemble.findings import Findings
from extractor.structure.dateline import is_dateline
from extractor.structure.parts import is_stopped_headline
from extractor.structure.spans import Span

_REACH = 5  # lines from the top
_SHORTEST, _LONGEST = 12, 220  # characters
_PAGE_LINE = re.compile(
    r"(?:ảnh|trang chủ|tin tức|thời sự|chính trị|đăng nhập|chuyên mục|hotline|chủ đề)(?!\w)", re.IGNORECASE
)
_NUMBERS = re.compile(r"^[\d\s/:.,-]+(?:\w+)?$")
_DAY = re.compile(r"^(?:thứ|chủ nhật|ngày|cập nhật)[\w\s,]*\d")
_AUTO_CAPTION = re.compile(r"^(?P<title>.{20,200}?)\s+-\s+Hình\s+\d+\s*$")


def find_headline(found: Findings) -> Span | None:
    """The first line, where it is short and no sentence with a full stop; else what captions repeat (`… - Hình 1`)."""
    return _first_line(found) or _from_caption(found)


def _first_line(found: Findings) -> Span | None:
    for nth, line in enumerate(found.lines[:_REACH]):
        content = found.view[line.start : line.end]
        text = content.strip(" *#")
        dated = _NUMBERS.match(text) or _DAY.match(text.lower()) or is_dateline(text)
        if not text or _PAGE_LINE.match(text) or dated:
            continue
        if not _SHORTEST <= len(text) <= _LONGEST or text.endswith((":", ";")):
            return None
        if text.endswith("."):
            below = found.lines[nth + 1] if nth + 1 < len(found.lines) else None
            if below is None or not is_stopped_headline(text, found.view[below.start : below.end]):
                return None
            text = text[:-1]
        start = line.start + content.index(text)
        return start, start + len(text)
    return None


def _from_caption(found: Findings) -> Span | None:
    for line in found.lines:
        if match := _AUTO_CAPTION.match(found.view[line.start : line.end]):
            return line.start + match.start("title"), line.start + match.end("title")
    return None
