"""Readings of a scan put right where the genre leaves one choice: lines of the form, lost accents, digits in numbers.

What may be right as it stands is left. Every word keeps what was read first (`ReadWord.seen`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from math import inf

import msgspec

from extractor.core.characters import matching_view, without_marks
from extractor.lexicon.names import name_words
from extractor.lexicon.official_form import official_form
from extractor.lexicon.page_marks import level, page_marks
from extractor.lexicon.syllables import is_well_formed
from extractor.lexicon.word_pairs import alike, is_common, is_rare, is_usual, share_before, share_behind, times_together
from extractor.reading.scan_words import pieces
from extractor.reading.tesseract import SeenWord

_LIKE = 0.8  # how alike a line and a line of the form must be
_LIKE_OFFICE = 0.9  # the same for an office, of which there are many
_SHORT, _LIKE_SHORT = 10, 0.85  # a line of fewer letters, which may be a name
_AHEAD = 0.05  # how much more alike than to any other line
_LEAST_OFFICE = 7  # letters
_WEAK = 0.75  # confidence
_SURE = 0.85
_TOGETHER = 3  # how often the better reading must have been seen with its neighbours
_CLEARLY = 4  # and how many times as often as the next best
_OFTEN, _MOSTLY = 0.4, 0.75  # share of the pairs of a word that one other has
_WORD = re.compile(r"^(\W*)([^\W\d_]+)(\W*)$")
_LETTERS = re.compile(r"[^\W_]+")
_DIGITS = {"O": "0", "o": "0", "Ø": "0", "l": "1", "I": "1", "|": "1"}
_IN_NUMBER = re.compile(r"(?<=\d)[OoØlI|](?=[\d/.,]|$)|^[OoØlI|](?=\d)")
_DATE_OR_NUMBER = re.compile(r"\(?[\dOoØlI|]{1,4}[/.,][\dOoØlI|]|[\dOoØlI|]+$")


def repair(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """`seen` with what can be known put right; `first` keeps the reading of a word that was changed."""
    return [_in_digits(word) for word in _accents([word for piece in pieces(seen) for word in _as_formula(piece)])]


def changed(word: SeenWord, text: str) -> SeenWord:
    """`word` with another text; the first reading is kept."""
    return word if text == word.text else msgspec.structs.replace(word, text=text, first=word.first or word.text)


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


# --- accents --------------------------------------------------------------------------------------------------------


def _accents(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """Words that were never seen beside their neighbours, and are known there with other marks, get those marks."""
    words = list(seen)
    for _ in range(2):  # a word put right may be the neighbour that its own neighbour needs
        texts = [_letters_of(word) for word in words]
        for at, text in enumerate(texts):
            if text is not None:
                before, after = _neighbour(words, texts, at, -1), _neighbour(words, texts, at, +1)
                outer = _outer(words, texts, at, -1), _outer(words, texts, at, +1)
                better = _better(text, before, after, words[at].confidence < _WEAK, outer)
                sure = better is not None and (not _may_be_name(words, at) or _fits(texts, at, before, better, after))
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


def _fits(texts: Sequence[str | None], at: int, before: str | None, better: str, after: str | None) -> bool:
    """Whether `better` is known on both sides; or at least behind a word that is no surname, where what was read is
    no word at all (`Cục Thỉ hành án`)."""
    sides = _together(before, better, after)[0]
    text = texts[at] or ""
    return sides == 2 or (sides == 1 and text not in alike(text) and before not in name_words().surnames)


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


def _outer(words: Sequence[SeenWord], texts: Sequence[str | None], at: int, step: int) -> str | None:
    """The word behind the neighbour of number `at`, unless a mark parts them."""
    return _neighbour(words, texts, at + step, step) if 0 <= at + step < len(words) else None


def _better(
    text: str,
    before: str | None,
    after: str | None,
    weak: bool = False,
    outer: tuple[str | None, str | None] = (None, None),
) -> str | None:
    """The one word with the letters of `text` that is known between `before` and `after`, where `text` is not.

    One neighbour is enough where the word was read weakly or is no word at all, unless that neighbour belongs to the
    word of `outer` behind it: `khác phục vụ` is not `khắc phục`.
    """
    if before is None and after is None:
        return None
    own_sides, own = _together(before, text, after)
    found = sorted(((_together(before, other, after), other) for other in alike(text) if other != text), reverse=True)
    if not found:
        return None
    (sides, times), best = found[0]
    rival = found[1][0][1] if len(found) > 1 and found[1][0][0] == sides else 0
    if own_sides and (own_sides == sides or times < _CLEARLY * own or not _goes_where(text, best, before, after)):
        return None
    if sides == 1 and is_usual(text) and _belongs_elsewhere(best, before, after, outer):
        return None
    enough = sides > 0 and times >= _least(text, best, (before, after), sides, weak)
    return best if enough and times >= _CLEARLY * rival else None


def _goes_where(text: str, better: str, before: str | None, after: str | None) -> bool:
    """Whether `better` is what mostly stands beside the neighbour beside which `text` was never seen."""
    if before and not times_together(before, text):
        return share_behind(before, better) >= _OFTEN
    return after is not None and not times_together(text, after) and share_before(better, after) >= _OFTEN


def _belongs_elsewhere(
    better: str, before: str | None, after: str | None, outer: tuple[str | None, str | None]
) -> bool:
    """Whether the one neighbour that speaks for `better` is seen as often beside the word on its other side."""
    if after and (times := times_together(better, after)):
        return bool(outer[1]) and 2 * times_together(after, outer[1] or "") >= times
    if before and (times := times_together(before, better)):
        return bool(outer[0]) and 2 * times_together(outer[0] or "", before) >= times
    return False


def _least(
    text: str, better: str, beside: tuple[str | None, str | None], sides: int, weak: bool
) -> float:
    """How often a better word must have been seen with its neighbours, known on `sides` of them."""
    lost = lost_marks(text, better)
    if lost and not is_well_formed(text):
        return 1
    if text not in alike(text) or (weak and lost):
        return _TOGETHER
    wanted = sum(word is not None for word in beside)
    if sides == 1 and is_common(text):  # stands beside words of all kinds: that it was not seen there says little
        return 2 * _TOGETHER if _goes_with(better, *beside) else inf
    if not lost:  # marks are lost far more often than one is read for another
        return 2 * _TOGETHER if sides == 2 or is_rare(text) else 7 * _TOGETHER
    return _TOGETHER if sides == 2 else 2 * _TOGETHER if wanted == 2 else 3 * _TOGETHER


def _goes_with(word: str, before: str | None, after: str | None) -> bool:
    """Whether a neighbour is hardly ever seen with another word in this place: `thần` behind `tinh`."""
    return (before is not None and share_behind(before, word) >= _MOSTLY) or (
        after is not None and share_before(word, after) >= _MOSTLY
    )


def lost_marks(text: str, better: str) -> bool:
    """Whether `text` is `better` without some of its marks."""
    return not Counter(_marks(text)) - Counter(_marks(better))


def _marks(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", text) if unicodedata.combining(char)]


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
    return changed(word, f"{found[1]}{cased}{found[3]}")


# --- digits ---------------------------------------------------------------------------------------------------------


def _in_digits(word: SeenWord) -> SeenWord:
    """Letters that stand among digits of a number or a date are digits: `2O24`, `l5/11/2024`."""
    if not any(map(str.isdigit, word.text)) or not _DATE_OR_NUMBER.match(word.text):
        return word
    return changed(word, _IN_NUMBER.sub(lambda found: _DIGITS[found.group()], word.text))
