"""Numbers in the other ways they are written: `5 ngày` and `05 ngày`, `30/06` and `30/6`, `2.000` and `2000`."""

from __future__ import annotations

import re

from extractor.core.query import Way, Wording

_PARTED = re.compile(r"\d{1,2}(?:[/.-]\d{1,2}){0,1}(?:[/.-]\d{4})?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DIGITS = re.compile(r"\d+")


def other_ways(piece: str) -> tuple[Way, ...]:
    """Other ways to write a number or a day; none for what is neither."""
    ways: list[str] = []
    if _PARTED.fullmatch(piece):
        bare = _DIGITS.sub(lambda m: str(int(m[0])), piece)
        ways += [bare, _DIGITS.sub(lambda m: m[0].zfill(2), bare)]
    elif _GROUPED.fullmatch(piece):
        ways.append(re.sub(r"[.,]", "", piece))
    elif piece.isdecimal() and 4 < len(piece) < 16:
        ways.append(f"{int(piece):,}".replace(",", "."))
    return tuple((Wording(way),) for way in dict.fromkeys(ways) if way != piece)
