"""Lines in which a copy from the web ran the cells of the form's head and foot together, cut at their seams.

`Số: 384/BYT-KCB V/v cấp giấy phép …`, `Hà Nội, ngày 05 tháng 4 năm 2019 Kính gửi: …`, `KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê An`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extractor.cleaning.lines import Line, cut_tail
from extractor.core.characters import UPPER
from extractor.core.cued import cued
from extractor.core.document import Document
from extractor.lexicon.alternation import alternation
from extractor.lexicon.official_form import official_form

_HEAD, _FOOT = 30, 14  # lines in which the parts of the form stand
_LONGEST_SIGNATURE = 160  # characters
_MOST_PARTS = 30  # of one line
_HEAD_SEAMS = (
    # the number before the subject or the motto before the number
    re.compile(r"^(?=Số\s*:).{0,40}?\d\S*[A-ZĐ]\S*\s+(?=V/v\s)", re.IGNORECASE),
    re.compile(r"^.{0,60}?Hạnh\s+phúc[\s-]*(?=Số\s*:)", re.IGNORECASE),
    re.compile(r"^.{2,40}?,\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s+(?=Kính\s+gửi\s*:)", re.IGNORECASE),
    # what the portal calls the document before the body in capitals, under which the page draws a rule
    cued(rf"^[{UPPER}][^\n]*?[a-zà-ỹ]\.?\s+(?=[{UPPER}][{UPPER}\s]{{7,80}}\s-{{3,}}$)", "---"),
)
_ENTRIES = re.compile(r"^Nơi\s+nhận\s*:(?=\s*[-–+]\s)", re.IGNORECASE)
_NEXT_ENTRY = re.compile(r";\s+(?=[-–+]\s)|(?<=:)\s+(?=[-–+]\s)")
_MARK = r"(?:T/?M|K/?T|T/?L|TUQ|T\.M|K\.T|T\.L)\s*\.\s*"
_NAME = rf"(?:[{UPPER}][a-zà-ỹ]+)(?:\s+[{UPPER}][a-zà-ỹ]+){{1,4}}"


_SIGNED_NAME = re.compile(rf"\(?[Đđ]ã ký\)?\s+{_NAME}")
_BESIDE = re.compile(rf"^Nơi\s+nhận\s*:\s*(?=\|\s*[{UPPER}])", re.IGNORECASE)  # the cell of who signs, beside it


def part_seams(lines: list[Line], document: Document) -> list[Line]:
    """The lines with those of the head and the foot cut at their seams; only texts without a layout have such."""
    if document.format not in ("text", "markdown", "html"):
        return lines
    told = [number for number, line in enumerate(lines) if line.reason is None and line.block.cell is None]
    head, foot = frozenset(told[:_HEAD]), frozenset(told[-_FOOT:])
    out: list[Line] = []
    for number, line in enumerate(lines):
        if number in head or number in foot:
            out += _parts(line, number in head)
        else:
            out.append(line)
    return out


def _parts(line: Line, in_head: bool) -> Iterator[Line]:
    for _ in range(_MOST_PARTS):
        at = _head_seam(line.text) if in_head else 0
        at = at or _foot_seam(line.text)
        if not at:
            break
        first, line = cut_tail(line, at)
        if first.text:
            yield first
        if not line.text:
            return
    yield line


@lru_cache(maxsize=512)  # the steps run twice
def _head_seam(text: str) -> int:
    """Where the next part of the head begins, or 0."""
    return next((seam.end() for pattern in _HEAD_SEAMS if (seam := pattern.match(text))), 0)


@lru_cache(maxsize=512)
def _foot_seam(text: str) -> int:
    """Where the next entry, the office that signs or the signer's name begins, or 0."""
    if (_ENTRIES.match(text) or text.startswith(("- ", "– ", "+ "))) and (entry := _NEXT_ENTRY.search(text)):
        return entry.end()
    if filed := _filed().match(text):
        return filed.end()
    if beside := _BESIDE.match(text):
        return beside.end()
    if len(text) > _LONGEST_SIGNATURE or not (_signed().fullmatch(text) or _SIGNED_NAME.fullmatch(text)):
        return 0
    office = _next_office().match(text)
    return office.end() if office else 0


@cache
def _offices() -> str:
    return rf"(?:(?:Q\.\s*)?(?:PHÓ |QUYỀN )?(?:{alternation(official_form().signers)}))"


@cache
def _filed() -> re.Pattern[str]:
    """`- Lưu: VT, CN. | KT. BỘ TRƯỞNG …`: who signs stood in the cell beside the last entry."""
    signs = rf"(?:{_MARK}(?=[{UPPER}]{{2}})|{_offices()}(?=[\s,]+[{UPPER}]))"
    return re.compile(rf"^(?:[-–+]\s*)?Lưu\b[^\n]{{0,80}}?[.;)\s]\s*(?={signs})")


@cache
def _signed() -> re.Pattern[str]:
    """A mark of authority or an office, more offices, perhaps the name: and nothing else."""
    bodies = rf"[{UPPER}]+(?:\s+[{UPPER}]+){{0,9}}"
    opens = rf"(?:{_MARK}{bodies}|{_offices()})"
    more = rf"(?:[\s,]+(?:{_MARK}{bodies}|{_offices()}))"
    return re.compile(rf"{opens}{more}*(?:\s+\(?(?:[Đđ]ã ký)\)?)?\s+{_NAME}|{opens}{more}+")


@cache
def _next_office() -> re.Pattern[str]:
    """The first of them, before a further mark, an office of its own, or the name."""
    held = rf"(?:{_MARK})?[{UPPER}]+(?:[\s,]+[{UPPER}]+)*?"
    further = rf"(?:PHÓ|QUYỀN) (?:{alternation(official_form().signers)})|THỨ TRƯỞNG"
    return re.compile(
        rf"{held}\s+(?={_MARK}[{UPPER}]|{further}|\(?[Đđ]ã ký|{_NAME}\s*$)"
        rf"|\(?[Đđ]ã ký\)?\s+(?={_NAME}\s*$)"
    )
