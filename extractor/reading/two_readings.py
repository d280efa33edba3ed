"""A page read twice, with firm strokes and as it was: what both say is kept, where they differ the likelier of the two.

Firm strokes keep accents that thin ones lose, but where lines stand close they run together and cost a whole line; each
reading fails elsewhere. Which one is right is told by its confidence, by the shape of its syllables and by the words
beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from statistics import median

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.syllables import is_syllable
from extractor.lexicon.word_pairs import times_together
from extractor.reading.page_ink import Rect
from extractor.reading.scan_accents import lost_marks
from extractor.reading.scan_repair import bare
from extractor.reading.scan_words import confidence_of
from extractor.reading.tesseract import SeenWord

_WEAK = 0.6  # confidence
_MOST_WEAK = 0.004  # share of the letters of a page that may be weak without a second reading
_DOUBTED = 0.8  # confidence below which a line is worth a second look
_ONE_LINE = 0.55  # letter heights between the middles of two readings of one line
_NO_SYLLABLE = 0.25  # of its letters' confidence that a word of no language loses
_PAIR = 0.4  # of confidence that a word gains that is known beside its neighbour
_OFTEN = 5  # times that two words were seen together from which that says all it can
_FIRM = 0.06  # firm strokes are right more often where only the marks differ
_LOST = 0.1  # and more where the other reading only lacks marks: they are lost far oftener than made up
_LEAST_SURE = 0.3  # confidence from which words of the language are not given up for what is none
_ALONE = 0.6  # confidence from which words count that the other reading does not have

_Line = list[SeenWord]


def needs_second(seen: Sequence[SeenWord]) -> bool:
    """Whether so much of a page was read weakly that a second reading will change it."""
    letters = [(sum(map(str.isalnum, word.text)), word.confidence) for word in seen]
    weak = sum(count for count, sure in letters if sure < _WEAK)
    return weak > _MOST_WEAK * sum(count for count, _ in letters)


def weak_lines(seen: Sequence[SeenWord], bottom: float) -> dict[int, Rect]:
    """The lines above `bottom` in which a word was read weakly or is none of the language: number → box (pixels)."""
    boxes: dict[int, Rect] = {}
    for line in _lines(seen):
        if _middle(line) < bottom and any(_is_doubted(word) for word in line):
            # what a stroke of the pen was taken for may be as high as two lines
            sure = [word for word in line if word.confidence >= _WEAK] or line
            top, low = min(word.top for word in sure), max(word.bottom for word in sure)
            boxes[line[0].line] = min(word.x0 for word in line), top, max(word.x1 for word in line), low
    return boxes


def _is_doubted(word: SeenWord) -> bool:
    return len(word.text) > 1 and (word.confidence < _DOUBTED or not _is_word(word.text))


def with_lines_again(seen: Sequence[SeenWord], numbers: Collection[int], again: Sequence[SeenWord]) -> list[SeenWord]:
    """`seen` with the lines `numbers` as the likelier of that reading and of `again`, which holds only those."""
    held = [word for word in seen if word.line not in numbers]
    first = 1 + max((word.line for word in held), default=0)
    likely = likelier([word for word in seen if word.line in numbers], again)
    return [*held, *(msgspec.structs.replace(word, line=word.line + first) for word in likely)]


def likelier(firm: Sequence[SeenWord], plain: Sequence[SeenWord]) -> list[SeenWord]:
    """The words of a page of which there are two readings, line by line the likelier of them."""
    mine, theirs = _lines(firm), _lines(plain)
    out: list[_Line] = []
    taken: set[int] = set()
    for line in mine:
        at = _same_line(line, theirs, taken)
        if at is None:
            out.append(line)
        else:
            taken.add(at)
            out.append(_merged(line, theirs[at]))
    left = [line for at, line in enumerate(theirs) if at not in taken]
    for line in left:
        out = _with_line(out, line)
    return [
        msgspec.structs.replace(word, line=number)
        for number, line in enumerate(sorted(out, key=_middle))
        for word in line
    ]


def _lines(seen: Iterable[SeenWord]) -> list[_Line]:
    return [list(line) for _, line in groupby(seen, key=lambda word: word.line)]


def _middle(line: Sequence[SeenWord]) -> float:
    return median(word.top + word.bottom for word in line) / 2


def _same_line(line: _Line, others: Sequence[_Line], taken: set[int]) -> int | None:
    """Which of `others` reads the same line: its middle is the nearest, and it stands over the same width."""
    middle, height = _middle(line), _height(line)
    near = [
        (abs(_middle(other) - middle), at)
        for at, other in enumerate(others)
        if at not in taken and min(line[-1].x1, other[-1].x1) > max(line[0].x0, other[0].x0)
    ]
    if not near:
        return None
    distance, at = min(near)
    return at if distance < _ONE_LINE * max(height, _height(others[at])) else None


def _height(line: _Line) -> float:
    return median(word.size or word.bottom - word.top for word in line)


def _with_line(lines: list[_Line], line: _Line) -> list[_Line]:
    """`lines` with one that only the other reading has, in place of worse ones where it stands; if it is sure."""
    if confidence_of(line) < _ALONE:
        return lines
    rivals = [other for other in lines if any(_covers(word, held) for word in line for held in other)]
    if sum(map(_worth, rivals)) >= _worth(line):
        return lines
    return [other for other in lines if not any(other is rival for rival in rivals)] + [line]


def _covers(one: SeenWord, other: SeenWord) -> bool:
    """Whether two words stand in one place."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


# --- one line -------------------------------------------------------------------------------------------------------


def _merged(firm: _Line, plain: _Line) -> _Line:
    """One line of its two readings; its place on the page is that of the reading that is worth more."""
    out: _Line = []
    ours, theirs = [bare(word.text) or word.text for word in firm], [bare(word.text) or word.text for word in plain]
    changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for said, a, b, c, d in changes:
        before = out[-1:]
        if said == "equal":
            for at in range(b - a):
                out.append(_of_two(firm[a + at], plain[c + at], out[-1:], [*firm[a + at + 1 : a + at + 2]]))
        else:
            out += _of_pieces(firm[a:b], plain[c:d], before, firm[b : b + 1])
    if not out:
        return firm
    model = firm[0] if _worth(firm) >= _worth(plain) else plain[0]
    return [
        msgspec.structs.replace(word, slope=model.slope, size=model.size)
        for word in sorted(out, key=lambda word: word.x0)
    ]


def _of_two(firm: SeenWord, plain: SeenWord, before: _Line, after: _Line) -> SeenWord:
    """Of two readings with the same letters the one with the likelier marks."""
    if firm.text == plain.text:
        return msgspec.structs.replace(firm, confidence=max(firm.confidence, plain.confidence))
    lost = _LOST if lost_marks(matching_view(plain.text), matching_view(firm.text)) else 0.0
    if _likelihood([firm], before, after) + _FIRM + lost >= _likelihood([plain], before, after):
        return firm
    return plain


def _of_pieces(firm: _Line, plain: _Line, before: _Line, after: _Line) -> _Line:
    """Of two readings of one stretch of a line the likelier; what only one of them has counts where it is sure."""
    if not firm or not plain:
        return firm or _if_sure(plain)
    if max(firm[0].x0, plain[0].x0) >= min(firm[-1].x1, plain[-1].x1):  # beside one another
        return [*firm, *_if_sure(plain)]
    if confidence_of(firm) > _LEAST_SURE and _all_words(firm) and not _all_words(plain):
        return firm  # `để` is not given up for `đ`, however sure
    return firm if _likelihood(firm, before, after) + _FIRM >= _likelihood(plain, before, after) else plain


def _all_words(words: Iterable[SeenWord]) -> bool:
    return all(_is_word(word.text) for word in words)


def _if_sure(words: _Line) -> _Line:
    """Words that the other reading does not have, where they are sure; specks are seen by one reading alone."""
    signs = any(char.isalnum() for word in words for char in word.text)
    return words if signs and confidence_of(words) >= _ALONE else []


def _likelihood(words: Sequence[SeenWord], before: _Line, after: _Line) -> float:
    """How likely a reading is, from its confidence and its language; about 0 to 1."""
    letters = max(1, sum(len(word.text) for word in words))
    sure = sum(len(word.text) * (word.confidence - (0 if _is_word(word.text) else _NO_SYLLABLE)) for word in words)
    beside = [
        (_plain(one.text), _plain(other.text))
        for one, other in pairwise((*before, *words, *after))
        if one.text[-1:].isalnum() and other.text[:1].isalnum()  # a mark parts them
    ]
    pairs = sum(min(1.0, times_together(one, other) / _OFTEN) for one, other in beside)
    return sure / letters + _PAIR * pairs / max(1, len(beside))


def _worth(words: Iterable[SeenWord]) -> float:
    """Letters weighed by confidence."""
    return sum(len(word.text) * (word.confidence - 0.5) for word in words)


def _is_word(text: str) -> bool:
    """Whether `text` may be read as it stands: a syllable, a number, a code, a sign."""
    letters = text.strip("()[]“”\"'‘’.,;:!?…-–—/ ")
    if not letters:
        return len(text) <= 3
    if any(map(str.isdigit, letters)) or letters.isupper():
        return True
    return all(is_syllable(part) for part in letters.replace("/", "-").split("-") if part)


def _plain(text: str) -> str:
    return matching_view(text.strip("()[]“”\"'‘’.,;:!?…").lower())
