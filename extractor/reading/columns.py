"""Two columns that a text lays side by side, taken apart: the header (issuer | national title) and the foot
("Nơi nhận" | signature), as `pdftotext -layout`, tabs or a careless copy give them.

A line is cut where a gap of blanks is, or, in the header, before the set phrases that open the right column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import msgspec

from extractor.core.characters import BULLETS
from extractor.core.document import Block, Region
from extractor.lexicon.noise import line_key, noise_reason
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

_GAP = re.compile(r"(?<=\S)(?<!\bNơi)(?<!\bNƠI) {3,}(?=\S)")  # a spaced-out `Nơi    nhận` is one head
_HEADER_LINES = 45  # how far down the national title may stand (stamps and web noise above it)
_HEADER_HEIGHT = 12  # lines from the title to place and date
_SUBJECT = ("v/v", "(v/v", "về việc")
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
_BULLETS = "-–+*" + BULLETS
_LEFT_LENGTH = 60  # characters of a line in the left column
_FOOT_LINES = 60
_PLACE_AND_DATE = re.compile(r"(?<=\S)\s+(?=[^\W\d_][^,;:/]{1,40}, *ngày[\d.… ]*tháng[\d.… ]*năm[\d.… ]*$)")
_OFFICE_START = re.compile(r"(?<=[;.,:)\w])\s+(?=[A-ZĐÀ-Ỹ])")


def split_columns(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with an interleaved header and foot given column by column; all else as it stood."""
    out = _split_header(list(blocks))
    return tuple(_split_foot(out))


def _cut(block: Block, at: int, end: int, left: Region, right: Region) -> tuple[Block | None, Block | None]:
    first, second = block.text[:at], block.text[end:]
    one = msgspec.structs.replace(block, text=first, region=left) if first.strip() else None
    two = (
        msgspec.structs.replace(block, text=second, region=right, indent=0, new_paragraph=False)
        if second.strip()
        else None
    )
    return one, two


# --- header ---------------------------------------------------------------------------------------------------------


def _split_header(blocks: list[Block]) -> list[Block]:
    found = _find_title(blocks)
    if found is None:
        return blocks
    row, column = found
    first = row
    while first > 0 and row - first < 4 and _may_stand_left_of_title(blocks[first - 1], column):
        first -= 1
    last = _header_end(blocks, row)
    left: list[Block] = []
    right: list[Block] = []
    for block in blocks[first : last + 1]:
        one, two = _header_parts(block, column)
        left += [one] if one else []
        right += [two] if two else []
    tail = last + 1
    while tail < len(blocks) and left and _belongs_to_left(blocks[tail], left, column):
        left.append(msgspec.structs.replace(blocks[tail], region="header_left"))
        tail += 1
    return [*blocks[:first], *left, *right, *blocks[tail:]]


def _find_title(blocks: list[Block]) -> tuple[int, int] | None:
    """Row and column of the national title where it has a neighbour on its left, or a wide indent."""
    seen = 0
    for row, block in enumerate(blocks):
        if not block.text.strip():
            continue
        seen += 1
        if seen > _HEADER_LINES:
            return None
        if block.cell is not None or block.region != "body":
            continue
        found = title_right().search(level(block.text))
        if not found or len(block.text) - found.end() > 12:
            continue
        before = block.text[: found.start()]
        if before.strip():
            return (row, found.start()) if _is_heading_text(before) else None
        if block.indent >= 18 and row + 1 < len(blocks):
            return row, block.indent
        return None
    return None


def _is_heading_text(text: str) -> bool:
    return len(text.strip()) <= _LEFT_LENGTH and is_capitals(text)


def _may_stand_left_of_title(block: Block, column: int) -> bool:
    text = block.text.strip()
    return (
        block.region == "body"
        and 0 < len(text) < column
        and is_capitals(text)
        and block.indent < column
        and not _GAP.search(text)
    )


def _header_end(blocks: list[Block], row: int) -> int:
    """The row of place and date, or else the last row near the title that has two columns."""
    last = row
    for at in range(row + 1, min(row + _HEADER_HEIGHT, len(blocks))):
        view = level(blocks[at].text)
        if DATE_LINE.search(view):
            return at
        gap = _GAP.search(blocks[at].text.strip())
        beside = gap is not None and gap.start() <= _LEFT_LENGTH and at == last + 1
        if motto().search(view) or NUMBER_LINE.match(view) or beside:
            last = at
    return last


def _header_parts(block: Block, column: int) -> tuple[Block | None, Block | None]:
    text, view = block.text, level(block.text)
    for mark in (title_right(), motto()):
        found = mark.search(view)
        if found:
            return _cut(block, found.start(), found.start(), "header_left", "header_right")
    gaps = list(_GAP.finditer(text))
    if gaps:
        gap = min(gaps, key=lambda g: abs(g.end() - column)) if len(gaps) > 1 else gaps[0]
        return _cut(block, gap.start(), gap.end(), "header_left", "header_right")
    if DATE_LINE.fullmatch(view.strip()):
        return _cut(block, 0, 0, "header_left", "header_right")
    date = _PLACE_AND_DATE.search(view)
    if date:
        return _cut(block, date.start(), date.end(), "header_left", "header_right")
    middle = block.indent + len(text.strip()) / 2
    if block.indent >= 18 and middle > column - 4:
        return _cut(block, 0, 0, "header_left", "header_right")
    return _cut(block, len(text), len(text), "header_left", "header_right")


def _belongs_to_left(block: Block, left: list[Block], column: int) -> bool:
    """Whether a line under place and date is still of the left column: the number, or `V/v …` of a letter."""
    text = block.text.strip()
    view = level(text)
    if block.indent >= max(18, column - 8) or len(text) > 45:
        return False
    if NUMBER_LINE.match(view) or text == "*":
        return not any(NUMBER_LINE.match(level(line.text)) for line in left)
    if view.startswith(_SUBJECT):
        return True
    return _in_subject(left) and not block.new_paragraph and not is_capitals(text) and not view.startswith("kính")


def _in_subject(left: list[Block]) -> bool:
    return any(level(block.text).strip().startswith(_SUBJECT) for block in left[-6:])


# --- foot -----------------------------------------------------------------------------------------------------------


def _split_foot(blocks: list[Block]) -> list[Block]:
    head = _find_foot(blocks)
    if head is None:
        return blocks
    end = _foot_end(blocks, head)
    zone = blocks[head:end]
    column = _foot_column(zone)
    if column is None and not any(_office_at(block.text) for block in zone):
        return blocks
    left: list[Block] = []
    right: list[Block] = []
    for block in zone:
        if column is None and right and _is_name(block.text):
            right.append(msgspec.structs.replace(block, region="signature"))
            continue
        one, two = _foot_parts(block, column)
        left += [one] if one else []
        right += [two] if two else []
    return [*blocks[:head], *left, *right, *blocks[end:]]


def _find_foot(blocks: list[Block]) -> int | None:
    for row in range(len(blocks) - 1, -1, -1):
        block = blocks[row]
        if block.region == "body" and block.cell is None and recipients_head().match(level(block.text)):
            return row
    return None


def _foot_end(blocks: list[Block], head: int) -> int:
    for row in range(head + 1, min(head + _FOOT_LINES, len(blocks))):
        block = blocks[row]
        if block.region != "body" or block.cell is not None or noise_reason(line_key(block.text)):
            return row
        if block.new_paragraph and appendix_head().match(level(block.text)) and is_capitals(block.text.strip()):
            return row
    return min(head + _FOOT_LINES, len(blocks))


def _foot_column(zone: list[Block]) -> int | None:
    """Where the right column of the foot starts: the middle of the starts after gaps."""
    starts = [block.indent + gap.end() - _leading(block.text) for block in zone[:12] for gap in _foot_gaps(block)]
    starts += [block.indent for block in zone[1:] if block.indent >= 25]
    if not starts or not any(_foot_gaps(block) for block in zone):
        return None
    return int(median(starts))


def _foot_gaps(block: Block) -> list[re.Match[str]]:
    """Gaps that a right column may follow: not those before a bullet (`Nơi nhận:    - Như trên`)."""
    return [gap for gap in _GAP.finditer(block.text) if block.text[gap.end()] not in _BULLETS]


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _foot_parts(block: Block, column: int | None) -> tuple[Block | None, Block | None]:
    text = block.text
    if column is not None:
        gaps = _foot_gaps(block)
        if gaps:
            gap = min(gaps, key=lambda g: abs(g.end() - column))
            return _cut(block, gap.start(), gap.end(), "recipients", "signature")
        if block.indent >= min(25, max(12, column - 14)):
            return _cut(block, 0, 0, "recipients", "signature")
    office = _office_at(text)
    if office:
        return _cut(block, office, office, "recipients", "signature")
    return _cut(block, len(text), len(text), "recipients", "signature")


def _is_name(text: str) -> bool:
    """The signer's name on a line of its own: two to six words with capitals."""
    return bool(_NAME.fullmatch(text.strip())) and text.strip().istitle()


def _office_at(text: str) -> int | None:
    """Where an authority mark or an office in capitals stands behind an entry of the recipients on one line."""
    for found in _OFFICE_START.finditer(text):
        rest = text[found.end() :].strip()
        before = text[: found.start()].strip()
        entry = before.startswith(("-", "–", "+", "•")) or recipients_head().fullmatch(level(before))
        if entry and is_capitals(rest) and authority_mark().match(rest):
            return found.end()
    return None
