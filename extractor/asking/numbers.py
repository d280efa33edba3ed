"""Numbers in the other ways they are written: `5 ngày` and `05 ngày`, `30/06` and `30/6`, `2.000` and `2000`, and those
of documents with their parts run together: `318TBUBND`.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.core.characters import without_marks
from extractor.core.query import Way, Wording
from extractor.lexicon.doc_types import doc_type_table

_PARTED = re.compile(r"\d{1,2}(?:[/.-]\d{1,2}){0,1}(?:[/.-]\d{4})?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DIGITS = re.compile(r"\d+")
_RUN_TOGETHER = re.compile(r"(\d{1,6})([^\W\d_][\w./&-]{2,40})")


def other_ways(piece: str) -> tuple[Way, ...]:
    """Other ways to write a number, a day or the number of a document; none for what is neither."""
    ways: list[str] = []
    if _PARTED.fullmatch(piece):
        bare = _DIGITS.sub(lambda m: str(int(m[0])), piece)
        ways += [bare, _DIGITS.sub(lambda m: m[0].zfill(2), bare)]
    elif _GROUPED.fullmatch(piece):
        ways.append(re.sub(r"[.,]", "", piece))
    elif piece.isdecimal() and 4 < len(piece) < 16:
        ways.append(f"{int(piece):,}".replace(",", "."))
    elif code := _RUN_TOGETHER.fullmatch(piece):
        ways += _parted(code[1], code[2])
    return tuple((Wording(way),) for way in dict.fromkeys(ways) if way != piece)


def _parted(ordinal: str, rest: str) -> list[str]:
    """`318TBUBND`, `318TB-UBND` → `318 TB UBND`: the code of a type of documents, and who issued it."""
    folded = without_marks(rest)
    fits = [len(code) for code in _codes() if folded.startswith(code)]
    tails = [(size, rest[size:].lstrip("-/.")) for size in fits]
    return [f"{ordinal} {rest[:size]} {tail}" for size, tail in tails if len(tail) > 1]


@cache
def _codes() -> tuple[str, ...]:
    """Codes of types of documents, folded, the longest first."""
    codes = {code for kind in doc_type_table().types for code in (*kind.state_codes, *kind.party_codes)}
    return tuple(sorted({without_marks(code) for code in codes if len(code) > 1}, key=lambda code: (-len(code), code)))
