"""What a directive of a later document does to one of an earlier: extends, repeats, replaces, tells how it went.

Nothing here is certain: every verdict is offered to a person with what speaks for it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from extractor.core.characters import matching_view, without_marks

LaterKind = Literal["extends", "repeats", "replaces", "reports_on"]

_EXTENDS = re.compile(
    r"\bgia han\b|\b(?:lui|keo dai|(?<!thoi )gian) (?:\w+ ){0,3}?(?:thoi han|thoi gian|thoi diem|han|tien do|moc)\b"
    r"|\b(?:dieu chinh|thay doi|doi) (?:thoi han|thoi gian (?:hoan thanh|thuc hien|bao cao))"
    r"|\bcho phep (?:\w+ ){0,5}?cham\b|\b(?:thoi )?han moi\b"
)
_REPLACES = re.compile(
    r"thay the\b|thay cho\b|bai bo|huy bo|khong (?:tiep tuc )?thuc hien nua|(?:dung|ngung|cham dut) thuc hien"
)
_REPEATS = re.compile(
    r"tiep tuc|nghiem tuc thuc hien|khan truong (?:hoan thanh|thuc hien)|don doc|nhac (?:lai|nho)"
    r"|chua (?:thuc hien|hoan thanh|bao cao)|cham (?:thuc hien|hoan thanh|bao cao|tien do)"
    r"|theo (?:dung )?(?:chi dao|ket luan|yeu cau) tai"
)
_DONE = re.compile(
    r"\bda (?!giao|neu|chi dao|yeu cau|duoc giao|ket luan|thong bao|de ra|dang ky|cam ket|qua\b|nang|bac)"
    r"|\b(?:hoan thanh|xong) (?:ngay|vao)\b|\bdat \d|\bket qua (?:thuc hien|dat duoc)"
)
_ABOUT_RESULTS = re.compile(
    r"bao cao (?:\w+ ){0,6}?(?:ket qua|tinh hinh|tien do)|ket qua (?:\w+ ){0,4}?(?:thuc hien|trien khai)"
    r"|tinh hinh thuc hien"
)
_DAYS = re.compile(r"(?:ngay )?\d{1,2}\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{2,4})?|thang \d{1,2}(?:\s?/\s?\d{4})?|\d+")

_AGAIN = 0.93
"""Likeness from which an order with a later deadline is one given again, though no earlier paper is named.

Notices of one body say much in the same words every month: without a deadline or a paper named they repeat nothing.
"""

_AGAIN_NAMED = 0.8  # where the later paper names the earlier one elsewhere

_LEAST = 0.4  # likeness under which only a citation tells anything

MARKS_FEW = 0.62
"""Score from which a link is offered."""


class Pair(msgspec.Struct, frozen=True):
    """A directive of a later document and one of an earlier, as far as that tells what they have to do.

    `cites`: the later one names the number of the earlier's document; `named`: its document does so anywhere. `words`:
    likeness of both without days and figures, 0 to 1; `figures`: whether both have the same figures but for the
    deadline. Days are ISO or None.
    """

    text: str
    words: float
    earlier_text: str = ""
    cites: bool = False
    named: bool = False
    same_doer: bool = False
    same_place: bool = False
    figures: bool = True
    later_day: str | None = None
    earlier_day: str | None = None


class Found(msgspec.Struct, frozen=True):
    """`cue`: the span of the words of the later text that say so, where some do."""

    kind: LaterKind
    score: float
    cue: tuple[int, int] | None = None


def judge_later(pair: Pair) -> Found | None:
    """What the later directive does to the earlier; None where they have nothing to do with each other."""
    if pair.words < _LEAST and not pair.cites:
        return None
    view = without_marks(matching_view(pair.text))
    before = without_marks(matching_view(pair.earlier_text))
    extends, replaces, repeats = (_cue(p, view, before) for p in (_EXTENDS, _REPLACES, _REPEATS))
    moved = bool(pair.later_day and pair.earlier_day and pair.later_day > pair.earlier_day)
    base = 0.42 * pair.words + 0.2 * pair.same_doer + 0.25 * pair.cites + 0.05 * pair.same_place
    if extends is not None and (pair.later_day is None or pair.earlier_day is None or moved):
        return _offered("extends", base + 0.2, extends, pair, least=0.35)
    if replaces is not None and (pair.cites or pair.words >= 0.7):
        return _offered("replaces", base + 0.15, replaces, pair, least=0.45)
    if moved and pair.cites and pair.same_doer and pair.words >= 0.86 and pair.figures:
        return _offered("extends", base + 0.12, None, pair, least=0.86)
    again = pair.same_doer and (pair.words >= _AGAIN if moved else pair.named and pair.words >= _AGAIN_NAMED)
    if pair.figures and (again or (pair.cites and pair.words >= 0.6)):
        return _offered("repeats", base + (0.12 if repeats else 0.05), repeats, pair, least=0.6)
    return None


def _cue(words: re.Pattern[str], later: str, earlier: str) -> re.Match[str] | None:
    """The words that say so in the later text; where the earlier has them as well they belong to the task."""
    found = words.search(later)
    return None if found is None or words.search(earlier) else found


def _offered(kind: LaterKind, score: float, cue: re.Match[str] | None, pair: Pair, *, least: float) -> Found | None:
    if score < MARKS_FEW and not (pair.cites and cue is not None and pair.words >= least):
        return None
    return Found(kind, round(min(score, 1.0), 3), cue.span() if cue is not None else None)


def says_done(sentence: str) -> bool:
    """Whether a sentence tells that something was done."""
    return _DONE.search(without_marks(matching_view(sentence))) is not None


def about_results(text: str) -> bool:
    """Whether a title tells that the paper is about how earlier tasks went."""
    return _ABOUT_RESULTS.search(without_marks(matching_view(text))) is not None


@lru_cache(2048)
def without_days(text: str) -> str:
    """Folded words without days and figures, to compare what is to be done."""
    return " ".join(_DAYS.sub(" ", without_marks(matching_view(text))).split())
