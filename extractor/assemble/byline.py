"""Who wrote a report and for whom: the lines at its end, the source in brackets at its head."""

from __future__ import annotations

import re

from extractor.assemble.findings import Findings
from extractor.core.characters import UPPER
from extractor.structure.outline import Line
from extractor.structure.spans import Span

_LAST_LINES, _FIRST_LINES = 5, 4  # where a byline can stand
_LONGEST = 140  # characters of such a line

_NAMES = rf"(?:[{UPPER}][\w.'’]*\s*){{1,5}}?"
_AUTHOR_LINE = re.compile(
    rf"^\W*(?P<author>{_NAMES}(?:[-–&,]\s*{_NAMES})?)\s*"
    r"(?:\((?:[Tt]heo\s+)?(?P<source>[^()]{2,60})\))?\W*$"
)
# `Ma Thúy Hòa - Báo Tuyên Quang`, `Nguyễn A/Đài PT-TH tỉnh`
_AUTHOR_AND_SOURCE = re.compile(
    rf"^\W*(?P<author>{_NAMES})\s*[-–/(|]\s*(?:Theo\s+)?"
    r"(?P<source>(?:Báo|Đài|Trung tâm|Cổng|Tạp chí|Truyền hình|Thông tấn|TTXVN|Ban Biên tập|Phòng|Văn phòng|VP)\b"
    r"[^.()]{1,70})\W*$"
)
_NEWS_LINE = re.compile(
    r"^\W*(?:(?:Tin|Bài|Tin bài|Tin, bài|BT|Bt|Thực hiện|Tác giả|Nguồn)(?:\s*(?:,|và|&|-)\s*(?:ảnh|bài|ảnh minh họa))?)"
    r"\s*:\s*(?:Theo\s+(?P<source>[^.(]{2,60})|(?P<author>[^.()]{2,60}))",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"^\W*(?:\()?(?:Theo|Nguồn:?)\s+(?P<source>[A-ZĐ][^.()]{1,60}|[\w.]+\.vn)\W*$")
_LEAD_SOURCE = re.compile(r"^\W*\((?P<source>[A-ZĐa-z][\w.\s]{1,24})\)\s*[-–]")
_PATTERNS = (_NEWS_LINE, _SOURCE_LINE, _AUTHOR_AND_SOURCE, _AUTHOR_LINE)


def find_byline(found: Findings) -> dict[str, Span]:
    """Where `author` and `source` are told, each where it is."""
    body = [line for line in found.lines if line.part in ("body", "caption")]
    spans: dict[str, Span] = {}
    for line in body[-_LAST_LINES:]:
        for part, span in _read(found, line).items():
            spans.setdefault(part, span)
    if "source" not in spans:
        leads = ((line, _LEAD_SOURCE.match(found.view[line.start : line.end])) for line in body[:_FIRST_LINES])
        spans |= next(({"source": _within(line, match, "source")} for line, match in leads if match), {})
    return spans


def _read(found: Findings, line: Line) -> dict[str, Span]:
    """What one line tells, by the first pattern that it fits."""
    text = found.view[line.start : line.end]
    if len(text) > _LONGEST:
        return {}
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        told = [part for part in ("author", "source") if match.groupdict().get(part)]
        if pattern is _AUTHOR_LINE and "source" not in told and not _is_person(found, _within(line, match, "author")):
            continue
        spans = {part: _within(line, match, part) for part in told}
        return {part: (start, end) for part, (start, end) in spans.items() if start < end}
    return {}


def _within(line: Line, match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    while end > start and match.string[end - 1] in " .,;-":
        end -= 1
    return line.start + start, line.start + end


def _is_person(found: Findings, span: Span) -> bool:
    return any(p.start <= span[0] + 1 and p.end >= span[1] - 1 for p in found.persons)
