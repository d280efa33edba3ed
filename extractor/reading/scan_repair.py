"""Readings of a scan put right where the genre leaves one choice: lines of the form, lost accents, digits in numbers.

What cannot be known is not guessed: number and day that were written by hand are left open. Every word keeps what was
read first (`ReadWord.seen`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

import msgspec

from extractor.core.characters import matching_view, without_marks
from extractor.lexicon.page_marks import level, page_marks
from extractor.lexicon.word_pairs import alike, times_together
from extractor.reading.scan_words import pieces
from extractor.reading.tesseract import SeenWord

OPEN = "…"
"""Stands where a number or day could not be read."""

_LIKE = 0.8  # how alike a line and a line of the form must be
_TOGETHER = 3  # how often the better reading must have been seen with its neighbours
_CLEARLY = 4  # and how many times as often as the next best
_SURE_DIGITS = 0.8
_HEAD_WORDS = 90  # in which number and date of a document stand
_TALL = 1.25  # digits by hand stand higher than the letters beside them
_WORD = re.compile(r"^(\W*)([^\W\d_]+)(\W*)$")
_CODE = re.compile(r"/\s*[A-ZĐ]{2}|/[A-ZĐ][a-z]?[A-ZĐ]?[-/]")
_YEAR = re.compile(r"(?:19|20)\d\d[.,]?")
_WHOLE_NUMBER = re.compile(r"S[ốỐ]\s*:?\s*\d[\w.]*\s*[-/]\s*[A-ZĐ]")
_WHOLE_DAY = re.compile(r",\s*ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}")
_LETTERS = re.compile(r"[^\W_]+")
_DIGITS = {"O": "0", "o": "0", "Ø": "0", "l": "1", "I": "1", "|": "1"}
_IN_NUMBER = re.compile(r"(?<=\d)[OoØlI|](?=[\d/.,]|$)|^[OoØlI|](?=\d)")
_DATE_OR_NUMBER = re.compile(r"\(?[\dOoØlI|]{1,4}[/.,][\dOoØlI|]|[\dOoØlI|]+$")


def repair(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """`seen` with what can be known put right; `first` keeps the reading of a word that was changed."""
    return [_in_digits(word) for word in _accents([word for piece in pieces(seen) for word in _as_formula(piece)])]


def _changed(word: SeenWord, text: str) -> SeenWord:
    return word if text == word.text else msgspec.structs.replace(word, text=text, first=word.first or word.text)


# --- lines of the form ----------------------------------------------------------------------------------------------


@cache
def _formulas() -> tuple[tuple[str, str], ...]:
    """(letters, line) of what stands alone in a line of every document."""
    marks = page_marks()
    lines = [title.upper() for title in (*marks.national_title, *marks.party_title)]
    return tuple((_bare(line), line) for line in [*lines, "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:"])


def _bare(text: str) -> str:
    return "".join(_LETTERS.findall(without_marks(text)))


def _as_formula(piece: Sequence[SeenWord]) -> Sequence[SeenWord]:
    """The words of the line of the form that `piece` was read for, over its width; else `piece`."""
    letters = _bare(" ".join(word.text for word in piece))
    for bare, line in _formulas():
        if abs(len(bare) - len(letters)) <= len(bare) // 6 and _likeness(bare, letters) >= _LIKE:
            return _over(piece, line)
    return piece


def is_recipients_head(piece: Sequence[SeenWord]) -> bool:
    """Whether `piece` reads `Nơi nhận:`, as sure as a scan allows."""
    return _likeness("noinhan", _bare(" ".join(word.text for word in piece))) >= _LIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _over(piece: Sequence[SeenWord], line: str) -> list[SeenWord]:
    """The words of `line` in the places of those of `piece`; where their number differs, over its width."""
    words = line.split()
    if len(words) == len(piece):
        return [_changed(word, text) for word, text in zip(piece, words, strict=True)]
    said = " ".join(word.text for word in piece)
    first, last = piece[0], piece[-1]
    step = (last.x1 - first.x0) / len(line)
    out = []
    at = 0
    for text in words:
        x0, x1 = first.x0 + at * step, first.x0 + (at + len(text)) * step
        out.append(msgspec.structs.replace(first, text=text, x0=x0, x1=x1, first=said))
        at += len(text) + 1
    return out


# --- accents --------------------------------------------------------------------------------------------------------


def _accents(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """Words that were never seen beside their neighbours, and are known there with other marks, get those marks."""
    words = list(seen)
    for _ in range(2):  # a word put right may be the neighbour that its own neighbour needs
        texts = [_letters_of(word) for word in words]
        for at, text in enumerate(texts):
            if text is not None:
                before, after = _neighbour(words, texts, at, -1), _neighbour(words, texts, at, +1)
                better = _better(text, before, after)
                sure = not _may_be_name(words, at) or bool(
                    better and before and after and _knows(before, better, after)
                )
                if better is not None and sure and not _in_name(words, at):
                    words[at] = _with_letters(words[at], better)
                    texts[at] = better
    return words


def _may_be_name(words: Sequence[SeenWord], at: int) -> bool:
    """Whether a word in title case follows another: names of persons are known to no table."""
    return at > 0 and words[at].text.istitle() and words[at - 1].text.istitle()


def _in_name(words: Sequence[SeenWord], at: int) -> bool:
    """Whether a word in title case follows two others, as the last name of a person does."""
    return _may_be_name(words, at) and _may_be_name(words, at - 1)


def _knows(before: str, text: str, after: str) -> bool:
    return _together(before, text, after)[0] == 2


def _letters_of(word: SeenWord) -> str | None:
    found = _WORD.match(word.text)
    return matching_view(found[2].lower()) if found and (found[2].isupper() or found[2][1:].islower()) else None


def _neighbour(words: Sequence[SeenWord], texts: Sequence[str | None], at: int, step: int) -> str | None:
    """The word beside number `at`, unless a mark or the edge of a column stands between them."""
    other = at + step
    if not 0 <= other < len(words):
        return None
    one, two = (words[at], words[other]) if step > 0 else (words[other], words[at])
    if not one.text[-1:].isalpha() or not two.text[:1].isalpha():
        return None
    if one.line == two.line and two.x0 - one.x1 > 2 * max(one.size, 1):
        return None
    return texts[other]


def _better(text: str, before: str | None, after: str | None) -> str | None:
    """The one word with the letters of `text` that is known between `before` and `after`, where `text` is not."""
    if before is None and after is None:
        return None
    if _together(before, text, after)[0]:
        return None
    found = sorted(((_together(before, other, after), other) for other in alike(text) if other != text), reverse=True)
    if not found:
        return None
    (sides, times), best = found[0]
    wanted = (before is not None) + (after is not None)
    rival = found[1][0][1] if len(found) > 1 and found[1][0][0] == sides else 0
    enough = times >= (_TOGETHER if wanted == sides else 2 * _TOGETHER)
    return best if sides and enough and times >= _CLEARLY * rival else None


def _together(before: str | None, text: str, after: str | None) -> tuple[int, int]:
    """On how many sides `text` is known beside its neighbours, and how often in all."""
    left = times_together(before, text) if before else 0
    right = times_together(text, after) if after else 0
    return (left > 0) + (right > 0), left + right


def _with_letters(word: SeenWord, letters: str) -> SeenWord:
    found = _WORD.match(word.text)
    if found is None:
        return word
    old = found[2]
    cased = letters.upper() if old.isupper() and len(old) > 1 else letters.capitalize() if old[0].isupper() else letters
    return _changed(word, f"{found[1]}{cased}{found[3]}")


# --- digits ---------------------------------------------------------------------------------------------------------


def _in_digits(word: SeenWord) -> SeenWord:
    """Letters that stand among digits of a number or a date are digits: `2O24`, `l5/11/2024`."""
    if not any(map(str.isdigit, word.text)) or not _DATE_OR_NUMBER.match(word.text):
        return word
    return _changed(word, _IN_NUMBER.sub(lambda found: _DIGITS[found.group()], word.text))


# --- what was written by hand ---------------------------------------------------------------------------------------


Opened = Literal["number", "day", "month"]


def leave_open(seen: Sequence[SeenWord]) -> tuple[list[SeenWord], tuple[Opened, ...]]:
    """`seen` with number and day of a first page left open where they were not read surely; and which of them were.

    Only the head is looked at, row by row: `Số: 12 /TB-UBND`, `…, ngày 3 tháng 5 năm 2024`. Printed digits are as high
    as the letters beside them and read with confidence; digits by hand are neither.
    """
    out: list[SeenWord] = []
    opened: list[Opened] = []
    for row in _rows(seen):
        for name, find in _BY_HAND.items():
            found = find(row) if name not in opened and len(out) < _HEAD_WORDS else None
            if found is not None and not (_is_printed(row, *found) and _is_sure_year(row, name)):
                before = level(row[found[0] - 1].text) if found[0] else ""
                row = _opened(row, *found, missing="ngày" if name == "day" and not before.startswith("ngày") else "")
                opened.append(name)
        out += row
    return out, tuple(opened)


def _rows(seen: Sequence[SeenWord]) -> list[list[SeenWord]]:
    """The words by rows of the page: what was read again has lines of its own."""
    rows: list[list[SeenWord]] = []
    for word in sorted(seen, key=lambda word: word.top + word.bottom):
        last = rows[-1][0] if rows else None
        if last and abs(word.top + word.bottom - last.top - last.bottom) < 0.9 * max(word.size, last.size, 1):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _is_sure_year(row: Sequence[SeenWord], name: Opened) -> bool:
    return name == "number" or row[-1].confidence >= _SURE_DIGITS


def _opened(row: list[SeenWord], start: int, end: int, missing: str = "") -> list[SeenWord]:
    """`row` with the words [start, end) left open; what is pressed to them, before or behind, stays."""
    if start == end:
        return [*row[:start], _changed(row[start], f"{OPEN} {row[start].text}"), *row[start + 1 :]]
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
    if _bare(opener)[:2] not in ("so", "s") or not row[0].text[0].isupper():
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
}
