"""Number and date in the head of a scan: what was written by hand is left open, and the year is read more than once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.page_marks import level
from extractor.reading.page_ink import Rect
from extractor.reading.scan_repair import bare
from extractor.reading.scan_words import changed, seen_rows
from extractor.reading.tesseract import SeenWord

OPEN = "…"
"""Stands where a number or day could not be read."""

_SURE_DIGITS = 0.8
_HEAD_WORDS = 90  # in which number and date of a document stand
_TALL = 1.25  # digits by hand stand higher than the letters beside them
_CODE = re.compile(r"/\s*[A-ZĐ]{2}|/[A-ZĐ][a-z]?[A-ZĐ]?[-/]")
_YEAR = re.compile(r"(?:19|20)\d\d[.,]?")
_YEAR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WHOLE_NUMBER = re.compile(r"S[ốỐ]\s*:?\s*\d[\w.]*\s*[-/]\s*[A-ZĐ]")
_WHOLE_DAY = re.compile(r",\s*ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}")


Opened = Literal["number", "day", "month", "year"]


def leave_open(seen: Sequence[SeenWord]) -> tuple[list[SeenWord], tuple[Opened, ...]]:
    """`seen` with number and day of a first page left open where they were not read surely; and which of them were.

    Only the head is looked at, row by row: `Số: 12 /TB-UBND`, `…, ngày 3 tháng 5 năm 2024`. Printed digits are as high
    as the letters beside them and read with confidence; digits by hand are neither.
    """
    out: list[SeenWord] = []
    opened: list[Opened] = []
    for row in seen_rows(seen):
        for name, find in _BY_HAND.items():
            found = find(row) if name not in opened and len(out) < _HEAD_WORDS else None
            if found is not None and not (_is_printed(row, *found) and _is_sure_year(row, name)):
                before = level(row[found[0] - 1].text) if found[0] else ""
                row = _opened(row, *found, missing="ngày" if name == "day" and not before.startswith("ngày") else "")
                opened.append(name)
        out += row
    return out, tuple(opened)


def date_box(seen: Sequence[SeenWord]) -> Rect | None:
    """Where the line of place and date stands in a head."""
    row = _date_row(seen)
    if row is None:
        return None
    margin = row[0].size / 4
    return row[0].x0, min(word.top for word in row) - margin, row[-1].x1, max(word.bottom for word in row) + margin


def _date_row(seen: Sequence[SeenWord]) -> list[SeenWord] | None:
    return next((row for row in seen_rows(seen[:_HEAD_WORDS]) if _month_at(row) is not None), None)


def settle_year(seen: Sequence[SeenWord], looks: Iterable[Sequence[SeenWord]]) -> list[SeenWord]:
    """`seen` with the year of the date line that more looks at it agree on; it is unsure where no two agree.

    tesseract takes one digit for another (2018, 2016) and is as sure of it as of any word.
    """
    row = _date_row(seen)
    if row is None:
        return list(seen)
    read = row[-1]
    years = [found[-1] for look in looks if (found := _YEAR_DIGITS.findall(" ".join(word.text for word in look)))]
    year, votes = Counter([read.text.rstrip(".,"), *years]).most_common(1)[0]
    settled = changed(read, year) if votes > 1 else msgspec.structs.replace(read, confidence=0.0)
    return [settled if word is read else word for word in seen]


def _is_sure_year(row: Sequence[SeenWord], name: Opened) -> bool:
    return name in ("number", "year") or row[-1].confidence >= _SURE_DIGITS


def _opened(row: list[SeenWord], start: int, end: int, missing: str = "") -> list[SeenWord]:
    """`row` with the words [start, end) left open; what is pressed to them, before or behind, stays."""
    if start == end:
        return [*row[:start], changed(row[start], f"{OPEN} {row[start].text}"), *row[start + 1 :]]
    said = " ".join(word.text for word in row[start:end])
    first, last = row[start], row[end - 1]
    lead = re.match(r"(?i)(?:số\s*:?|ngày|tháng)", matching_view(said))
    tail = re.search(r"(?:tháng|năm|/[^\W\d_].*)$", matching_view(said))
    opener = f"{said[: lead.end()]} " if lead else f"{missing} " if missing else ""
    text = f"{opener}{OPEN}{' ' + said[tail.start() :] if tail else ''}"
    return [*row[:start], msgspec.structs.replace(first, text=text, x1=last.x1, first=said), *row[end:]]


def _number_words(row: Sequence[SeenWord]) -> tuple[int, int] | None:
    """The words from behind `Số:`, with which the row opens, up to the stroke of the code `/TB-UBND`."""
    opener = level(row[0].text)
    if bare(opener)[:2] not in ("so", "s") or not row[0].text[0].isupper():
        return None
    code = next((i for i, word in enumerate(row[:4]) if _CODE.search(word.text)), None)
    if code is None:
        return None
    start = 1 if opener.rstrip(":") in ("số", "só", "sô", "so") else 0
    return start, max(start, code if row[code].text.startswith("/") else code + 1)


def _day_words(row: Sequence[SeenWord]) -> tuple[int, int] | None:
    """The words from behind the place and `ngày` up to `tháng`; `ngày` itself where writing runs into it."""
    found = _month_at(row)
    place = next((i for i, word in enumerate(row) if word.text.endswith(",")), None)
    if found is None or place is None or not 0 <= found - place - 1 <= 3:
        return None
    start = place + 2 if level(row[place + 1].text) == "ngày" else place + 1
    return start, max(start, found if level(row[found].text) == "tháng" else found + 1)


def _month_words(row: Sequence[SeenWord]) -> tuple[int, int] | None:
    """The words between `tháng` and `năm`."""
    found = _month_at(row)
    if found is None:
        return None
    start = found + 1 if level(row[found].text).endswith("tháng") else found
    return start, max(start, len(row) - 2 if level(row[-2].text) == "năm" else len(row) - 1)


def _year_words(row: Sequence[SeenWord]) -> tuple[int, int] | None:
    """The year at the end of a line of place and date."""
    return None if _month_at(row) is None else (len(row) - 1, len(row))


def _month_at(row: Sequence[SeenWord]) -> int | None:
    """Which word of a line of place and date says `tháng`; the line ends in the year."""
    views = [level(word.text) for word in row]
    if len(row) < 4 or not views[-2].endswith("năm") or not _YEAR.fullmatch(row[-1].text):
        return None
    found = next((i for i, view in enumerate(views) if "tháng" in view), None)
    before_comma = any(word.text.endswith(",") for word in row[: found or 0])
    return found if found is not None and before_comma and found + 5 > len(row) - 1 else None


def _is_printed(row: Sequence[SeenWord], start: int, end: int) -> bool:
    digits = row[start:end]
    if not digits:
        return False
    height = sorted(word.bottom - word.top for word in row if word.text[-1:].isalnum())
    usual = height[len(height) // 2] if height else 0.0
    return all(
        word.confidence >= _SURE_DIGITS
        and re.search(r"\d", word.text) is not None
        and not re.search(r"[^\d\s.:/A-ZĐa-zà-ỹ-]", word.text)
        and word.bottom - word.top <= _TALL * usual
        for word in digits
    )


def missing_from(lines: Sequence[str]) -> tuple[Opened, ...]:
    """Which of number and day no line of a head says as a whole."""
    number = any(_WHOLE_NUMBER.match(line) for line in lines)
    day = any(_WHOLE_DAY.search(level(line)) for line in lines)
    return (*(() if number else ("number",)), *(() if day else ("day",)))


_BY_HAND: dict[Opened, Callable[[Sequence[SeenWord]], tuple[int, int] | None]] = {
    "number": _number_words,
    "day": _day_words,
    "month": _month_words,
    "year": _year_words,
}
