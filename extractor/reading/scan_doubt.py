"""Lines of a scan that were read without the recogniser noticing that what it read makes no sense.

A word may be sure and wrong. What gives it away: it is no Vietnamese syllable, it was read weakly and never seen beside
its neighbours, or several words in a row were never seen beside each other while one of them was read weakly.
"""

from __future__ import annotations

import re

from extractor.core.characters import matching_view
from extractor.lexicon.syllables import is_syllable
from extractor.lexicon.word_pairs import times_together
from extractor.reading.page_words import Line

_WORD = re.compile(r"[(“\"‘']*([^\W\d_]+)([.,;:!?…)”\"’']*)$")
_LABEL = re.compile(r"\(?[a-zđ][).]$")
_FOREIGN = re.compile(r"[a-z]{4,}$")  # `internet`, `website`: in Vietnamese texts, and no syllables
_SURE = 0.85  # confidence from which a foreign word is one
_STRANGE_RUNS = ((5, 0.8), (4, 0.65), (3, 0.55))  # so many strange pairs in a row, the weakest word below
_UNREAD, _WEAK = 0.3, 0.8  # confidence
_ODD = re.compile(r"[⁄¬|^{}\\©®¥£€¿¡¦¢¤¶]|»(?=\w)|(?<=\w)«")
_LEAST = 4  # words of a line


def is_doubtful(line: Line) -> bool:
    """Whether what was read as `line` of running text is likely to be wrong somewhere."""
    texts = [line.text[word.start : word.end] for word in line.words]
    if len(texts) < _LEAST:
        return False
    sure = [word.confidence for word in line.words]
    known = [_lower_word(text, first=at == 0) for at, text in enumerate(texts)]
    if any(word and _is_no_word(word, seen) for word, seen in zip(known, sure, strict=True)):
        return True
    if any(_is_unread(text, seen) for text, seen in zip(texts, sure, strict=True)):
        return True
    if _has_weak_stranger(texts, sure):
        return True
    weakest = min((seen for word, seen in zip(known, sure, strict=True) if word), default=1.0)
    strange = _longest_strange_run(texts)
    return any(strange >= run and weakest < least for run, least in _STRANGE_RUNS)


def _is_unread(text: str, confidence: float) -> bool:
    """Whether a word with letters was hardly read, or has a sign inside that no word has (`»ếu`, `⁄ỉ`)."""
    if not any(map(str.isalpha, text)):
        return False
    return confidence < _UNREAD or _ODD.search(text) is not None


def _lower_word(text: str, first: bool) -> str | None:
    """The letters of a word in small letters; None for names, numbers, codes and the label of an item."""
    found = _WORD.match(text)
    if found is None or not found[1].islower() or (first and _LABEL.match(text)):
        return None
    return matching_view(found[1])


def _is_no_word(word: str, confidence: float) -> bool:
    if len(word) == 1:
        return not is_syllable(word)
    return not is_syllable(word) and not (_FOREIGN.match(word) and confidence >= _SURE)


def _has_weak_stranger(texts: list[str], sure: list[float]) -> bool:
    """Whether a small word was read weakly and was never seen with the word before it nor with the one behind it."""
    found = [_WORD.match(text) for text in texts]
    for at, (one, seen) in enumerate(zip(found, sure, strict=True)):
        if one is None or seen >= _WEAK or not one[1].islower():
            continue
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) and not one[2] else None
        pairs = [
            (_view(left), _view(right))
            for left, right in ((before if before and not before[2] else None, one), (one, after))
            if left and right
        ]
        if pairs and not any(times_together(*pair) for pair in pairs):
            return True
    return False


def _view(found: re.Match[str]) -> str:
    return matching_view(found[1].lower())


def _longest_strange_run(texts: list[str]) -> int:
    """The most pairs in a row that were never seen together; a mark or a name between two words ends the run."""
    longest = run = 0
    before: str | None = None
    for text in texts:
        found = _WORD.match(text)
        word = matching_view(found[1].lower()) if found else None
        small = found is not None and found[1].islower()
        run = run + 1 if word and before and small and not times_together(before, word) else 0
        longest = max(longest, run)
        before = word if found and not found[2] else None
    return longest
