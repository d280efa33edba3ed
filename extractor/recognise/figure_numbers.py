"""Numerals as Vietnam writes them: dot between thousands, comma before decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# One run of digits with the separators inside it; what it means is decided on the whole run, so this stays linear.
_RUN = re.compile(r"\d+(?:[.,]\d+)*")
_LONGEST = 26

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+,\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_DOT_DECIMAL = re.compile(r"\d+\.\d+")
_BLANK_GROUP = re.compile(r"\d{3}(?:,\d+)?")


class Numeral(NamedTuple):
    """A number at [start, end). `plain`: digits alone, so that it may as well be a rank, a year or a part of a date."""

    start: int
    end: int
    value: Decimal
    plain: bool
    padded: bool  # a leading zero: style of counts and dates


def read_numeral(text: str) -> Decimal | None:
    """Value of a whole run of digits and separators, or None where it is no number (`30.4.2025`, `1.2.3`)."""
    if len(text) > _LONGEST:
        return None
    if text.isdigit():
        return Decimal(text)
    if _THOUSANDS.fullmatch(text) and not text.startswith("0"):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _DOT_DECIMAL.fullmatch(text):
        return Decimal(text)
    return None


def find_numerals(view: str) -> list[Numeral]:
    """All numbers of the view in order; `1 250 000` is one. Runs that are no number are left out."""
    found: list[Numeral] = []
    for run in _RUN.finditer(view):
        text, start, end = run.group(), run.start(), run.end()
        value = read_numeral(text)
        if value is None:
            continue
        if found and _continues(view, found[-1], text, start):
            last = found.pop()
            joined = Decimal(str(int(last.value)) + text.replace(",", "."))
            found.append(Numeral(last.start, end, joined, False, False))
            continue
        found.append(
            Numeral(start, end, value, text.isdigit(), text.startswith("0") and text.isdigit() and len(text) > 1)
        )
    return found


def _continues(view: str, last: Numeral, text: str, start: int) -> bool:
    """Whether `text` is the next group of three of a number parted by blanks."""
    if start - last.end != 1 or view[last.end] != " " or not _BLANK_GROUP.fullmatch(text):
        return False
    if start + len(text) - last.start > _LONGEST:
        return False
    digits = view[last.start : last.end]
    if last.plain:  # a first pair of groups: only if a third follows, or the head is no likely rank
        return (
            len(digits) <= 3 and not last.padded and re.match(r" \d{3}(?!\d)", view[start + 3 : start + 8]) is not None
        )
    return " " in digits and last.value == last.value.to_integral_value()


def scaled(value: Decimal) -> int | float:
    """The value as JSON has it: an int where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
