"""Text typed in fonts from before Unicode (TCVN3, VNI), in the file as Latin-1 signs, made Unicode.

A stretch of text is judged by the name of its font and by its words: a word that is a Vietnamese syllable only when
read in the old coding speaks for it, one that is a syllable only as it stands speaks against it. A word with a letter
that Unicode alone has is never touched, whatever its font is called: converted files often keep the font's name.
U+00AD must still be in the text: in TCVN3 it is the letter ư.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

import msgspec

from extractor.core.record import Diagnostic
from extractor.lexicon.old_fonts import (
    CODINGS,
    Coding,
    OldFont,
    always_capital,
    old_font,
    old_letters,
    printed_signs,
)
from extractor.lexicon.syllables import is_well_formed, syllable_table

_OLD_LETTER = re.compile("[\xa1-\xff\u2212\u2219\u03bc]")
# Letters that only Unicode Vietnamese has; one of them says that the word is not in an old font.
_UNICODE = re.compile("[đơưăĐƠƯĂĩũĨŨ\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323\u031b]")
_WORD = re.compile("[^\\s\\-/.,;:()\\[\\]{}\"'“”‘’…–—!?<>|*_=+&%#@~^\\\\0-9\x80-\x9f]+")
_SIGNS = "·«»©®§°±¹²³¼½¾ªº"  # signs beside words of a Unicode text
_LONE = "»·¼½¾"  # by themselves they are bullets and fractions, not the letters ằ ã ẳ ẵ ắ of TCVN3
_SENTENCE_END = re.compile(r"(?<![A-Z\s])[.!?] {1,3}")
_ABBREVIATION = re.compile(r"[A-ZĐ]+")
_LONGEST = 12  # signs of a syllable in an old coding
_STRONG = 6  # different words that show that a document uses a coding
_PROVEN = 2  # different words that show it for one stretch

_Voice = Literal["for", "against", "odd", "silent"]


class Stretch(msgspec.Struct, frozen=True):
    """Text in one font; `font` is None where the format tells none."""

    text: str
    font: str | None = None


class Repaired(msgspec.Struct, frozen=True):
    """The texts of the stretches as given, in Unicode, and the codings that were found."""

    texts: list[list[str]]
    codings: tuple[Coding, ...]


_SHORT = 400  # characters: of so little text every word counts
_OWN = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý°²³«»±"  # Latin-1 that Vietnamese in Unicode is written with
_FOREIGN = re.compile(f"[{''.join(sign for sign in map(chr, range(0xA1, 0x100)) if sign not in _OWN)}]")


class _Votes(msgspec.Struct):
    """What the different words of a text say about one coding."""

    pro: int = 0
    contra: int = 0
    odd: int = 0

    @property
    def balance(self) -> int:
        return self.pro - self.contra


class _Grounds(msgspec.Struct, frozen=True):
    """What a whole document says: about the fonts that tell a coding, and about text whose font tells none."""

    told: dict[Coding, _Votes]
    untold: dict[Coding, _Votes]


def repair(paragraphs: Sequence[Sequence[Stretch]]) -> Repaired:
    """The paragraphs of one document with what was typed in an old font turned into Unicode, stretch by stretch."""
    told = any(old_font(stretch.font) for stretches in paragraphs for stretch in stretches)
    as_it_is = Repaired([[stretch.text for stretch in stretches] for stretches in paragraphs], ())
    if not told and not _has_foreign_signs(paragraphs):
        return as_it_is
    grounds = _grounds(paragraphs)
    if not told and all(votes.pro < _PROVEN for votes in grounds.untold.values()):
        return as_it_is
    found: Counter[Coding] = Counter()
    texts = [_repair_paragraph(stretches, grounds, found) for stretches in paragraphs]
    return Repaired(texts, tuple(coding for coding, _ in found.most_common()))


def _has_foreign_signs(paragraphs: Sequence[Sequence[Stretch]]) -> bool:
    """Whether a text is short, or has a sign that old codings use and Vietnamese in Unicode does not."""
    short = sum(len(stretch.text) for stretches in paragraphs for stretch in stretches) < _SHORT
    return short or any(_FOREIGN.search(stretch.text) for stretches in paragraphs for stretch in stretches)


def repair_lines(lines: Sequence[str]) -> tuple[list[str], tuple[Coding, ...]]:
    """`repair` for lines whose font is not known."""
    repaired = repair([[Stretch(line)] for line in lines])
    return [texts[0] for texts in repaired.texts], repaired.codings


def legacy_encoding(text: str) -> Coding | None:
    """The coding that a text without fonts is in, or None where it is Unicode."""
    codings = repair_lines(text.splitlines())[1]
    return codings[0] if codings else None


def repair_legacy(text: str, coding: Coding) -> str:
    """A text known to be in `coding` as Unicode; words that are Unicode already stay."""
    return "\n".join(
        "".join(_converted(line, coding)) if not _UNICODE.search(line) else line for line in text.split("\n")
    )


def legacy_words(text: str) -> int:
    """How many more different words of `text` are Vietnamese in an old coding than as they stand; the better coding."""
    words = set(_old_words(text))
    return max(_count(words, coding).balance for coding in CODINGS)


def legacy_diagnostic(codings: Sequence[Coding]) -> tuple[Diagnostic, ...]:
    """What to say of a document in which `codings` were found: nothing where there are none."""
    if not codings:
        return ()
    names = ", ".join(coding.upper() for coding in codings)
    message = f"Văn bản gõ bằng phông chữ cũ ({names}), đã chuyển sang Unicode: nên đối chiếu với bản gốc."
    return (Diagnostic(code="legacy_encoding", message=message),)


# --- one paragraph --------------------------------------------------------------------------------------------------


def _repair_paragraph(stretches: Sequence[Stretch], grounds: _Grounds, found: Counter[Coding]) -> list[str]:
    out: list[str] = []
    fonts = [(stretch, old_font(stretch.font)) for stretch in stretches]
    # a letter and its mark may stand in two runs of one font
    for _, run in groupby(fonts, key=lambda pair: pair[1].coding if pair[1] else None):
        members = list(run)
        signs = _repair_run("".join(stretch.text for stretch, _ in members), members[0][1], grounds, found)
        at = 0
        for stretch, font in members:
            text = "".join(signs[at : at + len(stretch.text)])
            capitals = font is not None and font.capitals and _is_old_font(font.coding, grounds)
            out.append(text.upper() if capitals and not _UNICODE.search(stretch.text) else text)
            at += len(stretch.text)
    return out


def _repair_run(text: str, font: OldFont | None, grounds: _Grounds, found: Counter[Coding]) -> list[str]:
    """For each sign of `text` what takes its place: a letter, or nothing for the mark that went into one."""
    out = list(text)
    if not _OLD_LETTER.search(text):
        return out
    mixed = bool(_UNICODE.search(text))
    for start, end in _pieces(text):
        piece = text[start:end]
        coding = _coding_of(piece, font, grounds, mixed) if _OLD_LETTER.search(piece) else None
        if coding:
            out[start:end] = _converted(piece, coding, lone=font is not None)
            found[coding] += end - start
    return out


def _pieces(text: str) -> Iterable[tuple[int, int]]:
    """The stretches of `text` between its words with Unicode letters."""
    if not _UNICODE.search(text):
        yield 0, len(text)
        return
    at = 0
    for word in _WORD.finditer(text):
        if _UNICODE.search(word.group()):
            if at < word.start():
                yield at, word.start()
            at = word.end()
    if at < len(text):
        yield at, len(text)


def _coding_of(piece: str, font: OldFont | None, grounds: _Grounds, mixed: bool) -> Coding | None:
    """The coding of a piece of a run, or None where it is Unicode; `mixed`: Unicode stands in the same run."""
    words = set(_old_words(piece))
    votes = {coding: _count(words, coding) for coding in CODINGS}
    best = max(CODINGS, key=lambda coding: votes[coding].balance + _lead(coding, grounds))
    if font is None:
        return best if _is_proven(votes[best], grounds.untold[best]) else None
    own, told = votes[font.coding], grounds.told[font.coding]
    if best != font.coding and votes[best].balance >= max(_PROVEN, 3 * own.balance):
        return best  # a font's name is sometimes wrong
    if own.balance > 0:
        return font.coding
    if mixed or (own.contra and told.pro < max(_STRONG, 5 * told.contra)):
        return None
    return font.coding if _is_old_font(font.coding, grounds) else None


def _is_proven(own: _Votes, whole: _Votes) -> bool:
    """Whether the words of a piece, and those of the document, prove a coding that no font tells."""
    if whole.pro >= _STRONG and whole.pro >= 3 * whole.contra:
        return own.balance >= 0  # all of the document is in it
    least = 1 if whole.pro >= _STRONG else _PROVEN
    return own.pro >= least and own.pro >= 3 * own.contra and own.pro >= own.odd


def _lead(coding: Coding, grounds: _Grounds) -> float:
    """What a coding is ahead by where the document at large is in it: short pieces can be read both ways."""
    mine, others = (
        grounds.untold[coding].pro,
        max(grounds.untold[other].pro for other in CODINGS if other != coding),
    )
    return 1.5 if mine >= _STRONG and mine >= 3 * others else 0.0


def _is_old_font(coding: Coding, grounds: _Grounds) -> bool:
    """Whether the document's fonts of that name do draw an old coding, not Unicode text that kept their name."""
    return grounds.told[coding].balance >= 0


# --- what words say -------------------------------------------------------------------------------------------------


def _grounds(paragraphs: Sequence[Sequence[Stretch]]) -> _Grounds:
    told: dict[Coding, set[str]] = {coding: set() for coding in CODINGS}
    untold: set[str] = set()
    for stretches in paragraphs:
        for stretch in stretches:
            font = old_font(stretch.font)
            (told[font.coding] if font else untold).update(_old_words(stretch.text))
    return _Grounds(
        told={coding: _count(told[coding], coding) for coding in CODINGS},
        untold={coding: _count(untold, coding) for coding in CODINGS},
    )


def _old_words(text: str) -> list[str]:
    """The words of `text` that are not written in plain letters alone."""
    if not _OLD_LETTER.search(text):
        return []
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _count(words: Iterable[str], coding: Coding) -> _Votes:
    voices = Counter(_voice(word, coding) for word in words)
    return _Votes(voices["for"], voices["against"], voices["odd"])


@lru_cache(maxsize=20_000)
def _voice(word: str, coding: Coding) -> _Voice:
    """What a word says about `coding`. One that can be read both ways says nothing."""
    if _UNICODE.search(word):
        return "against"
    if len(word) > _LONGEST:
        return "odd"
    new = "".join(_converted(word, coding))
    read = _letters(coding).sub("", _as_typed(word, coding)).isascii()
    if len(new) == 1 or (read and _ABBREVIATION.fullmatch(new)):
        return "silent"
    fits = read and is_well_formed(new.lower())
    bare = word.strip(_SIGNS)
    if bare.isascii() or is_well_formed(bare):
        return "silent" if fits or bare.isascii() else "against"
    return "for" if fits else "odd"


# --- letters --------------------------------------------------------------------------------------------------------


@cache
def _letters(coding: Coding) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, old_letters(coding)), key=len, reverse=True)))


@cache
def _lost_letter() -> re.Pattern[str]:
    """A hyphen where TCVN3 has its ư: some programs print U+00AD so (`n-íc`, `Th«ng t-`)."""
    openings = "|".join(sorted(filter(None, syllable_table().onsets), key=len, reverse=True))
    # `c- Rà soát` is the label of an item: without more letters it must stand behind a word
    return re.compile(
        f"(?<![^\\W\\d_])(?:{openings})-[a-z\xb5-\xff]{{1,4}}(?![^\\W\\d_-])"
        f"|(?<=[a-z\xa1-\xff][ ])(?:{openings})-(?![^\\W\\d_-])",
        re.IGNORECASE,
    )


def _converted(text: str, coding: Coding, lone: bool = False) -> list[str]:
    """For each sign of `text` its Unicode letter; an empty string for the marks of VNI, which go into their letter.

    `lone` converts signs that stand by themselves too: what the font is known to draw as a letter is one.
    """
    text = _as_typed(text, coding)
    letters = old_letters(coding)
    out = list(text)
    for found in _letters(coding).finditer(text):
        if not lone and found.group() in _LONE and not _beside_letter(text, found.start()):
            continue
        out[found.start()] = letters[found.group()]
        out[found.start() + 1 : found.end()] = [""] * (found.end() - found.start() - 1)
    return _capitals(out, text) if coding == "tcvn3" else out


def _beside_letter(text: str, at: int) -> bool:
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(char.isalpha() or char == "\xad" or char in _SIGNS for char in beside)


def _as_typed(text: str, coding: Coding) -> str:
    """`text` with the signs that a PDF or web page shows for a letter made that letter again. Same length."""
    for sign, letter in printed_signs(coding).items():
        if sign in text:
            text = re.sub(f"(?<=[A-Za-z\xa1-\xff]){sign}|{sign}(?=[A-Za-z\xa1-\xff])", letter, text)
    if coding == "tcvn3" and "-" in text:
        text = _lost_letter().sub(_with_letter, text)
    return text


def _with_letter(found: re.Match[str]) -> str:
    typed = found.group().replace("-", "\xad")
    new = "".join(old_letters("tcvn3").get(sign, sign) for sign in typed)
    return typed if is_well_formed(new.lower()) else found.group()


def _capitals(letters: list[str], text: str) -> list[str]:
    """Capitals with tones, which TCVN3 has not: small letters in a heading, at the start of a sentence, in `ñy ban`."""
    out = list(letters)
    words = [(found.start(), found.end()) for found in _WORD.finditer(text) if not found.group().isascii()]
    shouted = [span for span in words if _is_shouted(text[span[0] : span[1]])]
    whole = bool(shouted) and not any(char.islower() for char in text if char.isascii())
    for start, end in [(0, len(text))] if whole else shouted:
        out[start:end] = [letter.upper() for letter in out[start:end]]
    opening = {found.end() for found in _SENTENCE_END.finditer(text)}
    for start, _ in words:
        if start in opening or _always_capital().match("".join(out[start : start + _LONGEST])):
            out[start] = out[start].upper()
    return out


def _is_shouted(word: str) -> bool:
    typed = [char for char in word if char.isascii() and char.isalpha()]
    return len(typed) >= 2 and all(char.isupper() for char in typed)


@cache
def _always_capital() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(always_capital()) + r")(?!\w)")
