"""Which lines of a plain text are letterhead, recipients and signature, where no layout told reading."""

from __future__ import annotations

import re

from extractor.cleaning.lines import Line, in_region
from extractor.core.document import Document, Region
from extractor.lexicon.noise import line_key, list_reason, noise_reason
from extractor.lexicon.page_marks import (
    DATE_LINE,
    NUMBER_LINE,
    appendix_head,
    authority_mark,
    is_capitals,
    level,
    motto,
    recipients_head,
    title_right,
)

_HEADER_LINES = 14
_ITEM = re.compile(r"\d{1,2}\s*[.)/-]\s*\S[^\n]{40,}[.;]")
_FOOT_LINES = 70
_LINE = 110
_NAME = re.compile(r"(?:(?:TS|PGS|GS|ThS|BS|KS)\.?\s*)*[^\W\d_]+(?:['’.]?\s?[^\W\d_]+){1,5}")


def mark_regions(lines: list[Line], document: Document) -> list[Line]:
    """Give header, recipients and signature lines of text without a layout their regions."""
    del document
    kept = [i for i, line in enumerate(lines) if line.reason is None]
    out = list(lines)
    if not any(out[i].block.region in ("header_left", "header_right") for i in kept):
        _mark_header(out, kept)
    if not any(out[i].block.region in ("recipients", "signature") for i in kept):
        _mark_foot(out, kept)
    return out


def _mark_header(lines: list[Line], kept: list[int]) -> None:
    """The stacked letterhead of a web copy: issuer, national title, motto, number, place and date in some order."""
    title = next((rank for rank, i in enumerate(kept[:25]) if _is_title(lines[i])), None)
    if title is None:
        return
    first = title
    while first > 0 and title - first < 5 and _may_be_letterhead(lines[kept[first - 1]]):
        first -= 1
    last = title
    for rank in range(title + 1, min(title + _HEADER_LINES, len(kept))):
        view = level(lines[kept[rank]].text)
        if motto().fullmatch(view.strip(" -_*")) or NUMBER_LINE.match(view) or DATE_LINE.fullmatch(view):
            last = rank
    for rank in range(first, last + 1):
        line = lines[kept[rank]]
        view = level(line.text)
        right = _is_title(line) or motto().search(view) or DATE_LINE.fullmatch(view)
        lines[kept[rank]] = in_region(line, "header_right" if right else "header_left")


def _is_title(line: Line) -> bool:
    found = title_right().search(level(line.text))
    return found is not None and found.start() < 3 and len(line.text) - found.end() < 6 and is_capitals(line.text)


def _may_be_letterhead(line: Line) -> bool:
    view = level(line.text)
    if line.block.cell is not None:
        return False
    if view.startswith(("v/v", "(v/v")):
        return len(line.text) < 2 * _LINE
    return len(line.text) < 70 and (is_capitals(line.text) or bool(NUMBER_LINE.match(view)))


def _mark_foot(lines: list[Line], kept: list[int]) -> None:
    head = next(
        (rank for rank in range(len(kept) - 1, -1, -1) if recipients_head().match(level(lines[kept[rank]].text))), None
    )
    if head is None or lines[kept[head]].block.cell is not None or lines[kept[head]].block.region != "body":
        return
    region: Region = "recipients"
    dashed = any(_is_entry(lines[kept[rank]]) for rank in range(head, min(head + 4, len(kept))))
    for rank in range(head, min(head + _FOOT_LINES, len(kept))):
        line = lines[kept[rank]]
        if rank > head and authority_mark().match(line.text) and is_capitals(_office(line.text)):
            region = "signature"
        elif rank > head and _ends_foot(line, region, dashed):
            return
        lines[kept[rank]] = in_region(line, region)
        if region == "signature" and not is_capitals(_office(line.text)) and _NAME.fullmatch(line.text):
            return


def _is_entry(line: Line) -> bool:
    return line.text.startswith(("-", "–", "+", "•", "*"))


def _office(text: str) -> str:
    return text.split("(")[0]


def _ends_foot(line: Line, region: Region, dashed: bool) -> bool:
    """Whether a line stands behind recipients and signature: an appendix, a paragraph, more of a web page."""
    if line.block.cell is not None or (is_capitals(line.text) and appendix_head().match(level(line.text))):
        return True
    if region == "recipients" and dashed and not _is_entry(line):
        if _ITEM.fullmatch(line.text):
            return True  # the body goes on: `Nơi nhận` was printed in its middle
        return line.blank_before and not line.text[:1].islower()
    if _is_entry(line):
        return region == "signature"
    return (
        len(line.text) > _LINE
        or noise_reason(line_key(line.text)) is not None
        or list_reason(line_key(line.text)) is not None
    )
