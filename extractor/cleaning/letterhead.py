"""A letterhead or a signature in a narrow column, as web copies of a table give it: what is broken is put together.

`CỘNG HÒA XÃ` / `HỘI CHỦ NGHĨA VIỆT NAM` is one title, `VĂN PHÒNG CHÍNH` / `PHỦ` one body, `PHÓ` / `CHỦ NHIỆM` one
office and `Nguyễn` / `Văn An` under it one name.
"""

from __future__ import annotations

import re

from extractor.cleaning.lines import Line
from extractor.cleaning.wraps import put_together
from extractor.core.characters import UPPER
from extractor.core.document import Document
from extractor.lexicon.alternation import alternation
from extractor.lexicon.names import name_words
from extractor.lexicon.official_form import official_form
from extractor.lexicon.page_marks import is_capitals, level, page_marks, title_right
from extractor.lexicon.table_heads import column_of

_REACH = 24  # lines from the top
_STAMPS = ("mật", "khẩn")
_DAY = re.compile(r"ngày [\d.… ]{1,8}tháng [\d.… ]{1,8}năm [\d.… ]*$")  # `Hà Nội,` / `ngày 28 tháng 6 năm 2019`
_LONGEST_PLACE = 40
_BODIES = ("ủy ban nhân dân", "hội đồng nhân dân", "thủ tướng chính phủ", "ủy ban mặt trận tổ quốc")
_FOOT_REACH = 14  # lines from the end
_OFFICE_WORDS = 5
_HALF_OFFICE = re.compile(r"(?:(?:K/?T|T/?L|TUQ|Q)\.\s*)?(?:PHÓ|QUYỀN|PHÓ CHÁNH|CHÁNH|PHÓ TỔNG)")
_OFFICE = re.compile(rf"(?:(?:T/?M|K/?T|T/?L|TUQ)\s*\.|(?:PHÓ |QUYỀN )?(?:{alternation(official_form().signers)}))")
_GIVEN = re.compile(rf"[{UPPER}][a-zà-ỹ]+(?: [{UPPER}][a-zà-ỹ]+){{0,3}}")


def join_letterhead(lines: list[Line], document: Document) -> list[Line]:
    """The lines with the broken names of the letterhead joined; only texts without a layout have such."""
    if document.format not in ("text", "markdown", "html"):
        return lines
    out: list[Line] = []
    above: int | None = None  # the last line that stands in the text
    seen = 0
    for line in lines:
        if line.reason is None and line.block.cell is None:
            seen += 1
            if above is not None and seen <= _REACH and _goes_on(out[above], line):
                out[above] = put_together([out[above], line])
                continue
            above = len(out)
        out.append(line)
    return out


def join_signature(lines: list[Line], document: Document) -> list[Line]:
    """The lines with the broken offices and the broken name of the signature joined, near the end."""
    if document.format not in ("text", "markdown", "html"):
        return lines
    told = [number for number, line in enumerate(lines) if line.reason is None and line.block.cell is None]
    near = frozenset(told[-_FOOT_REACH:])
    out: list[Line] = []
    above: int | None = None
    signed = False  # an office stands above
    for number, line in enumerate(lines):
        if number in near:
            if above is not None and _signs_on(out[above].text, line.text, signed):
                out[above] = put_together([out[above], line])
                continue
            signed = signed or _OFFICE.match(line.text) is not None
            above = len(out)
        out.append(line)
    return out


def _signs_on(before: str, line: str, signed: bool) -> bool:
    """Whether the line goes on with the office or the name in the one above it."""
    if _HALF_OFFICE.fullmatch(before):
        return is_capitals(line) and len(line.split()) <= _OFFICE_WORDS
    half = before.lower() in name_words().common_surnames and before.istitle()
    return signed and half and _GIVEN.fullmatch(line) is not None


def _says(body: str, together: str) -> bool:
    """Whether two lines give the words of a body, or its first ones."""
    return body.startswith(together) or together.startswith(f"{body} ")


def _goes_on(before: Line, line: Line) -> bool:
    if before.text.endswith(",") and len(before.text) < _LONGEST_PLACE and _DAY.match(level(line.text)):
        return True
    if not (is_capitals(before.text) and is_capitals(line.text)) or before.block.region != line.block.region:
        return False
    marks = page_marks()
    together = " ".join(level(f"{before.text} {line.text}").split())
    if any(title.startswith(together) for title in (*marks.national_title, *marks.party_title)):
        return True
    if any(title.startswith(level(line.text)) for title in (*marks.national_title, *marks.party_title)):
        return False  # `TỈNH HÀ GIANG` / `CỘNG` / `HÒA XÃ HỘI …`: the other column begins
    if any(body.startswith(f"{level(before.text)} ") and _says(body, together) for body in _BODIES):
        return True  # `ỦY` / `BAN NHÂN DÂN`
    remnant = line.text.isalpha() and level(line.text) not in _STAMPS and not line.blank_before
    if column_of(line.text) == "number":
        return False  # `III. VIỆC TẾT` / `TT`: the first head of a table
    return remnant and " " in before.text and not title_right().search(level(before.text))
