"""Readings of a scan put right where the genre leaves one choice: lines of the form, lost accents, digits in numbers.

What may be right as it stands is left. Every word keeps what was read first (`ReadWord.seen`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

import msgspec

from extractor.core.characters import without_marks
from extractor.lexicon.official_form import official_form
from extractor.lexicon.page_marks import level, page_marks
from extractor.lexicon.syllables import is_syllable
from extractor.reading.scan_accents import with_accents
from extractor.reading.scan_words import changed, pieces
from extractor.reading.tesseract import SeenWord

_LIKE = 0.8  # how alike a line and a line of the form must be
_LIKE_OFFICE = 0.9  # the same for an office, of which there are many
_SHORT, _LIKE_SHORT = 10, 0.85  # a line of fewer letters, which may be a name
_AHEAD = 0.05  # how much more alike than to any other line
_LEAST_OFFICE = 7  # letters
_BELOW = 4  # pieces of lines: the letterhead beside it stands between a line and its rest
_SURE = 0.85
_LETTERS = re.compile(r"[^\W_]+")
# letters that look alike in both cases may be the capital that opens a sentence
_STOPPED = re.compile(r"[^\W\d_A-ZĐ]{2,}\.$")
_BOTH_CASES = frozenset("cosuvxzpkw")
_NO_LABEL = re.compile(r"([øợọởØ])[).]$")
_DIGITS = {"O": "0", "o": "0", "Ø": "0", "l": "1", "I": "1", "|": "1"}
_IN_NUMBER = re.compile(r"(?<=\d)[OoØlI|](?=[\d/.,]|$)|^[OoØlI|](?=\d)")
_TWICE = re.compile(r"(?<=/[QCN])[ĐÐ]{2}(?=-)")  # `QĐ`, `CĐ`, `NĐ`; a body may well be `QLĐĐ`
_DATE_OR_NUMBER = re.compile(r"\(?[\dOoØlI|]{1,4}[/.,][\dOoØlI|]|[\dOoØlI|]+$")


def repair(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """`seen` with what can be known put right; `first` keeps the reading of a word that was changed."""
    lines = [_marked(_labelled(piece)) for piece in _with_formulas(list(pieces(seen)))]
    return [_in_code(_in_digits(word)) for word in with_accents([word for line in lines for word in line])]


# --- lines of the form ----------------------------------------------------------------------------------------------


@cache
def _formulas() -> dict[str, str]:
    """Letters → line of what stands alone in a line of every document."""
    marks = page_marks()
    lines = [title.upper() for title in (*marks.national_title, *marks.party_title)]
    return {bare(line): line for line in reversed([*lines, "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:"])}


@cache
def _offices() -> dict[str, str]:
    """Letters → line of an office above a signature (`KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`)."""
    offices = [office for office in official_form().signers if len(bare(office)) >= _LEAST_OFFICE]
    lines = [f"{before}{office}" for office in offices for before in ("", "PHÓ ", "KT. ", "TL. ", "TM. ")]
    return {bare(line): line for line in lines}


def bare(text: str) -> str:
    """The letters and digits of `text` without marks."""
    return "".join(_LETTERS.findall(without_marks(text)))


def _with_formulas(parts: Sequence[Sequence[SeenWord]]) -> list[Sequence[SeenWord]]:
    """Lines of the form as they are spelt, with what of them stood in a line below (`… CHỦ NGHĨA VIỆT | NAM`)."""
    out: list[Sequence[SeenWord]] = []
    rests: list[str] = []
    for piece in parts:
        letters = _letters(piece)
        if letters and letters in rests[-_BELOW:]:
            rests.remove(letters)
            continue
        made = _as_formula(piece)
        whole = _letters(made)
        rests.append(whole[len(letters) :] if made is not piece and whole.startswith(letters) else "")
        out.append(made)
    return out


def _letters(piece: Sequence[SeenWord]) -> str:
    return "".join(bare(word.text) for word in piece)


def _as_formula(piece: Sequence[SeenWord]) -> Sequence[SeenWord]:
    """The words of the line of the form that `piece` was read for, over its width; else `piece`."""
    said = " ".join(word.text for word in piece)
    letters = bare(said)
    line = _likest(letters, _formulas(), _LIKE)
    if line is None and sum(map(str.isupper, said)) > 0.6 * len(letters):
        line = _likest(letters, _offices(), _LIKE_OFFICE)
    same = line is not None and _spelt(line) == _spelt(said)  # `HOÀ`, `Nơi nhận` without a colon
    return piece if line is None or same else over(piece, line)


def office_line(piece: Sequence[SeenWord]) -> str | None:
    """The office above a signature that `piece` reads; what is unsure at its two ends may be no part of it."""
    for dropped in range(len(piece)):
        for start in range(dropped + 1):
            end = len(piece) - dropped + start
            edges = [*piece[:start], *piece[end:]]
            if all(word.confidence < _SURE or len(bare(word.text)) < 2 for word in edges):
                letters = "".join(bare(word.text) for word in piece[start:end])
                if line := _likest(letters, _offices(), _LIKE_OFFICE):
                    return line
    return None


def _spelt(text: str) -> str:
    return "".join(_LETTERS.findall(level(text)))


def _likest(letters: str, lines: Mapping[str, str], least: float) -> str | None:
    """The line whose letters are most like `letters`, at least so much, and clearly more than those of the others."""
    near = [own for own in lines if abs(len(own) - len(letters)) <= max(1, len(own) // 6)]
    found = sorted(((_likeness(own, letters), own) for own in near), reverse=True)[:2]
    if found and len(found[0][1]) < _SHORT:
        least = max(least, _LIKE_SHORT)
    if not found or found[0][0] < least or (len(found) > 1 and found[0][0] - found[1][0] < _AHEAD):
        return None
    return lines[found[0][1]]


def is_recipients_head(piece: Sequence[SeenWord]) -> bool:
    """Whether `piece` reads `Nơi nhận:`, as sure as a scan allows."""
    return _likeness("noinhan", bare(" ".join(word.text for word in piece))) >= _LIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def over(piece: Sequence[SeenWord], line: str) -> list[SeenWord]:
    """The words of `line` in the places of those of `piece`; where their number differs, over its width."""
    words = line.split()
    if len(words) == len(piece):
        return [changed(word, text) for word, text in zip(piece, words, strict=True)]
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


# --- marks ----------------------------------------------------------------------------------------------------------


def _marked(piece: Sequence[SeenWord]) -> list[SeenWord]:
    """`piece` with commas that were read for full stops: the next word goes on in small letters."""
    after = [*(word.text for word in piece[1:]), ""]
    return [
        changed(word, word.text[:-1] + ",") if _is_stopped(word.text) and _goes_on(next_one) else word
        for word, next_one in zip(piece, after, strict=True)
    ]


def _is_stopped(text: str) -> bool:
    return _STOPPED.match(text) is not None and is_syllable(text[:-1])


def _goes_on(text: str) -> bool:
    return text[:1].islower() and without_marks(text[:1]) not in _BOTH_CASES


def _labelled(piece: Sequence[SeenWord]) -> Sequence[SeenWord]:
    """`piece` with the label of an item that no list has: `g)` is read as `ø)` or `ợ)`."""
    first = piece[0]
    found = _NO_LABEL.match(first.text)
    if found is None or len(piece) < 2 or not piece[1].text[:1].isupper():
        return piece
    return [changed(first, f"g{first.text[found.end(1) :]}"), *piece[1:]]


# --- digits ---------------------------------------------------------------------------------------------------------


def _in_code(word: SeenWord) -> SeenWord:
    """No kind of document has the letter twice: `22/CĐÐ-TTg`."""
    return changed(word, _TWICE.sub("Đ", word.text))


def _in_digits(word: SeenWord) -> SeenWord:
    """Letters that stand among digits of a number or a date are digits: `2O24`, `l5/11/2024`."""
    if not any(map(str.isdigit, word.text)) or not _DATE_OR_NUMBER.match(word.text):
        return word
    return changed(word, _IN_NUMBER.sub(lambda found: _DIGITS[found.group()], word.text))
