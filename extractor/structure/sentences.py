"""Sentences: where one ends, and where a full stop does not end one (`30.4`, `TP. HCM`, `TS.`)."""

from __future__ import annotations

import re

from extractor.core.characters import UPPER
from extractor.structure.spans import Span, trim

# What stands before a full stop that ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|TT|Q|P|TS|PGS|GS|ThS|Th\.S|BS|KS|CN|DS|LS|BSCKI+|Đ/c|đ/c|Dr|Mr|Mrs|Ms|St|Nxb|NXB|v\.v"
    r"|vv|Tr|tr|tel|ĐT|Đt|No|TM|T\.M|KT|TL|TUQ|Tg|Ths|QL|TL|KM|Km|CT|GĐ|PGĐ|T\.Ư)"
    # an initial, but not a class or a numeral after a common noun (`đô thị loại V.`)
    r"|(?:^|[:;,.(/\-–]\s*|[A-ZĐ][^\W\d_]*\s)[A-ZĐ])$"
)
_END = re.compile(rf"(?:\./\.|\.{{3,}}|[.!?…]+)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[\d{UPPER}\-–+]|\s*$)")


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of text[start:end] as spans without the blanks between them.

    A full stop ends a sentence where blank and a capital, a digit or the end follow, unless what stands before it is
    an abbreviation or an initial. Semicolons and colons end none.
    """
    spans: list[Span] = []
    at = start
    for match in _END.finditer(text, start, end):
        mark = match.group()
        if (
            mark[0] == "."
            and mark[:2] != "./"
            and _ABBREVIATED.search(text, max(at, match.start() - 16), match.start())
        ):
            continue
        if mark.startswith(("...", "…")) and not _starts_upper(text, match.end(), end):
            continue
        _add(spans, text, at, match.end())
        at = match.end()
    _add(spans, text, at, end)
    return spans


def _starts_upper(text: str, at: int, end: int) -> bool:
    rest = text[at : min(end, at + 6)].strip(" \"'“‘«(")
    return not rest or rest[0].isupper()


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    start, end = trim(text, start, end)
    if start < end:
        spans.append((start, end))
