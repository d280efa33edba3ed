"""Parts of the printed page that are none of the text: ruling lines, stamps, running headers, page numbers."""

from __future__ import annotations

import re

from extractor.cleaning.lines import Line, dropped
from extractor.core.document import Document
from extractor.lexicon.noise import line_key
from extractor.lexicon.page_marks import ends_sentence, is_capitals, level, stamp_anchor, stamp_line, title_right

_RULE = re.compile(r"[-–—_=*~.·…+|#>\s\\]{2,}|[*_|#>\\]")
_STAMP_LINES = 16  # how far down a stamp at the top may reach
_STAMP_LENGTH = 90
_SHORTEST_PAGE = 12  # lines
_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)


def mark_rules(lines: list[Line], document: Document) -> list[Line]:
    """Lines of nothing but strokes, dots or stars."""
    del document
    return [dropped(line, "rule") if len(line.text) < 200 and _RULE.fullmatch(line.text) else line for line in lines]


def mark_stamps(lines: list[Line], document: Document) -> list[Line]:
    """Digital signatures as they are printed, and the incoming-mail stamp: at the top, or over the signature."""
    del document
    out = [dropped(line, "stamp") if line.block.region == "stamp" and line.reason is None else line for line in lines]
    top = [i for i, line in enumerate(out[:_STAMP_LINES]) if line.reason is None and _is_anchor(line)]
    if top:
        for i in range(_first_of_stamp(out, top[0]), top[-1] + 1):
            if out[i].reason is None and (i <= top[0] or _is_stamp(out[i])):
                out[i] = dropped(out[i], "stamp")
        after = top[-1] + 1
        while after < min(len(out), _STAMP_LINES + 4) and _is_stamp(out[after]):
            out[after] = dropped(out[after], "stamp")
            after += 1
    return _signature_stamps(out)


def _is_anchor(line: Line) -> bool:
    text = line.text
    if len(text) > _STAMP_LENGTH or not (":" in text or "ign" in text or "ý" in text):
        return False
    return bool(stamp_anchor().fullmatch(level(text)))


def _is_stamp(line: Line) -> bool:
    return len(line.text) <= _STAMP_LENGTH and line.reason is None and bool(stamp_line().fullmatch(level(line.text)))


def _first_of_stamp(lines: list[Line], anchor: int) -> int:
    """The stamp's first line: names in capitals and mail addresses above the anchor, before the letterhead."""
    first = anchor
    while first > 0 and _is_stamp(lines[first - 1]):
        first -= 1
    has_mail = any(_is_stamp(lines[i]) for i in range(first, anchor))
    above = first
    while above > 0 and first - above < 4:
        line = lines[above - 1]
        if line.reason is not None or not is_capitals(line.text) or title_right().search(level(line.text)):
            break
        above -= 1
    # capitals above a stamp belong to it only from the very top of the page; else they are a letterhead
    letterhead_follows = any(title_right().search(level(line.text)) for line in lines[anchor : anchor + 14])
    return above if above == 0 and letterhead_follows and (has_mail or first == anchor) else first


def _signature_stamps(lines: list[Line]) -> list[Line]:
    """Stamps further down: an anchor with the stamp lines that touch it."""
    out = list(lines)
    for i, line in enumerate(out):
        if line.reason is not None or not _is_anchor(line):
            continue
        first = i
        while first > 0 and _is_stamp(out[first - 1]):
            first -= 1
        last = i
        while last + 1 < len(out) and _is_stamp(out[last + 1]):
            last += 1
        for at in range(first, last + 1):
            out[at] = dropped(out[at], "stamp")
    return out


def mark_page_parts(lines: list[Line], document: Document) -> list[Line]:
    """Running headers and footers that reading marked, and page numbers that stand alone."""
    out = list(lines)
    for i, line in enumerate(out):
        if line.reason is None and line.block.region in ("page_header", "page_footer"):
            out[i] = dropped(line, "page_number" if _PAGE_NUMBER.fullmatch(line.text) else line.block.region)
    return _page_numbers(out) if document.format in ("text", "markdown", "html") else out


def _page_numbers(lines: list[Line]) -> list[Line]:
    """Lone numbers at a form feed, in the middle of a sentence, or far apart and counting up."""
    lone: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        found = _PAGE_NUMBER.fullmatch(line.text) if len(line.text) < 14 else None
        if found is not None and line.reason is None and line.block.cell is None:
            lone.append((i, int(found.group(1))))
    if not lone:
        return lines
    chain = _chain(lone)
    out = list(lines)
    for i, number in lone:
        before, after = _neighbour(lines, i, -1), _neighbour(lines, i, +1)
        if (
            _at_page_edge(lines[i], before, after)
            or _inside_sentence(before, after)
            or i in chain
            or (number == 2 and _alone(lines[i], after))
        ):
            out[i] = dropped(lines[i], "page_number")
    return out


def _chain(lone: list[tuple[int, int]]) -> set[int]:
    """The lines whose numbers count up one by one from 1 or 2, at least a short page apart; two at least."""
    chain: list[tuple[int, int]] = []
    for i, number in lone:
        if (chain and number == chain[-1][1] + 1 and i - chain[-1][0] >= _SHORTEST_PAGE) or (
            not chain and number in (1, 2)
        ):
            chain.append((i, number))
    return {i for i, _ in chain} if len(chain) > 1 else set()


def _neighbour(lines: list[Line], i: int, step: int) -> Line | None:
    i += step
    while 0 <= i < len(lines):
        if lines[i].reason is None:
            return lines[i]
        i += step
    return None


def _at_page_edge(line: Line, before: Line | None, after: Line | None) -> bool:
    pages = [other.block.page for other in (before, after) if other is not None]
    return line.block.page is not None and any(page != line.block.page for page in pages)


def _inside_sentence(before: Line | None, after: Line | None) -> bool:
    if before is None or after is None:
        return False
    unfinished = (
        not ends_sentence(before.text)
        and len(before.text) > 30
        and before.text[-1:].isalpha() | before.text.endswith(",")
    )
    return unfinished and after.text[:1].islower() and len(line_key(after.text)) > 1


def _alone(line: Line, after: Line | None) -> bool:
    return line.blank_before and after is not None and after.blank_before
