"""List labels: `II.`, `1.2.`, `a)`, `-`, and how deep each kind stands."""

from __future__ import annotations

import re

import msgspec

from extractor.core.characters import BULLETS, LOST_BULLETS, UPPER

# Rank of a kind of label: a smaller number stands higher. Lead-ins stand half a step below what they are in.
PART, ROMAN, CAPITAL, ARTICLE, ARABIC, ARABIC_2, ARABIC_3, ORDINAL, BRACKETED, LETTER, DASH, PLUS, STAR = range(1, 14)

_KINDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (PART, re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVXL]+|\d+|thứ\s+\w+)\s*[.:\-]?\s*")),
    (ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+\d+\s*[.:]\s*")),
    (ROMAN, re.compile(r"[IVXL]+\s*(?:[.)]\s*-?|/\s*-?\s(?=\S)|-)\s*(?=\S)")),
    (CAPITAL, re.compile(r"(?!P\.)[A-ZĐ]\s*[.)/]\s+(?=\S)")),  # `P. Kỹ thuật` is an office
    (ARABIC_3, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=\D)")),
    (ARABIC_2, re.compile(r"\d{1,2}\.\d{1,2}\s*(?:[.)/-]\s*-?\s*|\s)(?=[^\W\d_]|[\"\'(“‘])")),
    (ARABIC, re.compile(r"\d{1,2}\s*(?:[.)/]\s*-?|-)\s*(?=[^\W\d_]|[\"'(“‘«])")),
    (BRACKETED, re.compile(r"\(\d{1,2}\)\s*[.:]?\s*(?=\S)|\([ivx]+\)\s+")),
    (ORDINAL, re.compile(
        r"(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
        r"|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+là)\s*[,:]\s*")),
    (LETTER, re.compile(rf"[a-zđ]\s*(?:[)/]|\.(?=\s)|[-,](?=\s+[{UPPER}]))\s*(?=\S)|[a-zđ]\d\s*[.)]\s*")),
    (DASH, re.compile(r"[-–—]\s*(?=[^\W_]|[\"'(“])")),
    (PLUS, re.compile(r"\+\s*(?=\S)")),
    (STAR, re.compile(rf"[*{BULLETS}]\s*(?=\S)|[{LOST_BULLETS}]\s+(?=[{UPPER}])")),
)  # fmt: skip

_ANY = re.compile("|".join(pattern.pattern for _, pattern in _KINDS))  # most lines open with none


class Label(msgspec.Struct, frozen=True):
    """A label at the head of a line: its text, its rank, and where the content begins."""

    text: str
    rank: int
    content: int


def read_label(line: str) -> Label | None:
    """The label at the head of `line` (leading blanks allowed), or None."""
    indent = len(line) - len(line.lstrip())
    if not _ANY.match(line, indent):
        return None
    for rank, pattern in _KINDS:
        if match := pattern.match(line, indent):
            if match.end() >= len(line.rstrip()):
                return None
            return Label(match.group().strip(), rank, match.end())
    return None
