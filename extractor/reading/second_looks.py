"""Places of a page looked at again, by themselves: the foot column by column, the lines of the signer, weak lines.

A second reading takes the place of the first only where it has more letters that are sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

import msgspec
from PIL import Image

from extractor.reading.page_image import DPI, ReadyPage, as_pnm
from extractor.reading.page_ink import Rect, unread_text
from extractor.reading.scan_repair import is_recipients_head
from extractor.reading.scan_words import confidence_of, is_inside, pieces
from extractor.reading.tesseract import SeenWord, see_words

READ = 0.3
"""Confidence from which a word counts as read."""

_SECOND_LOOKS = 10
_SIGNERS_LETTERS = 6  # a line of fewer is neither name nor office
_WEAK, _SURE = 0.5, 0.8  # confidence of words that are read again, and of those that tell where a line stands
_MARGIN = 12  # pixels round what is looked at again


def look_at(image: Image.Image, box: Rect, first_line: int) -> list[SeenWord]:
    """The words in `box` of a page, read by themselves, in the coordinates of the page."""
    x0, top = max(0, int(box[0]) - _MARGIN), max(0, int(box[1]) - _MARGIN)
    x1, bottom = min(image.width, int(box[2]) + _MARGIN), min(image.height, int(box[3]) + _MARGIN)
    if x1 - x0 < 3 * _MARGIN or bottom - top < 3 * _MARGIN:
        return []
    # white round it: tesseract takes letters at the edge for noise
    sheet = Image.new("L", (x1 - x0 + 4 * _MARGIN, bottom - top + 4 * _MARGIN), 255)
    sheet.paste(image.crop((x0, top, x1, bottom)), (2 * _MARGIN, 2 * _MARGIN))
    dx, dy = x0 - 2 * _MARGIN, top - 2 * _MARGIN
    return [
        msgspec.structs.replace(
            word, x0=word.x0 + dx, x1=word.x1 + dx, top=word.top + dy, bottom=word.bottom + dy,
            line=word.line + first_line,
        )
        for word in see_words(as_pnm(sheet), DPI) or ()
    ]  # fmt: skip


def foot_again(ready: ReadyPage, words: list[SeenWord]) -> list[SeenWord]:
    """`words` with the two columns below `Nơi nhận` read one by one, where that reads them better."""
    for box in foot_columns(ready, words):
        again = look_at(ready.image, box, 1 + max((word.line for word in words), default=0))
        inside = [word for word in words if is_inside(word, box)]
        words = [word for word in words if not is_inside(word, box)] + _better_of(pieces(inside), pieces(again))
    return words


def signature_again(ready: ReadyPage, words: list[SeenWord]) -> list[SeenWord]:
    """`words` with the lines of the signer read one by one: the seal above a name spoils what stands beside it."""
    boxes = foot_columns(ready, words)
    lines = _bands([word for word in words if is_inside(word, boxes[-1])]) if boxes else []
    for (x0, top, x1, bottom), held in lines:
        old = [word for word in words if is_inside(word, (x0, top, x1, bottom))]
        if sum(map(str.isalpha, "".join(word.text for word in old))) < _SIGNERS_LETTERS:
            continue
        rim = 0.07 * (bottom - top)
        box = (max(boxes[-1][0], x0 - DPI), top + rim, x1 + DPI / 2, bottom - rim)
        looks = [_between_specks(look_at(image, box, _next_line(words)), box) for image in ready.both]
        best = max(looks, key=_likely_letters)
        if _likely_letters(best) > _likely_letters(old) + 0.3:
            words = [word for word in words if word.line != held or not is_inside(word, box)] + best
    return words


def _between_specks(look: Sequence[SeenWord], box: Rect) -> list[SeenWord]:
    """The words of `look` inside `box` from the first to the last that is surely one."""
    inside = sorted((word for word in look if is_inside(word, box)), key=lambda word: word.x0)
    sure = [i for i, word in enumerate(inside) if word.confidence > _WEAK and any(map(str.isalpha, word.text))]
    return inside[sure[0] : sure[-1] + 1] if sure else []


def _likely_letters(words: Iterable[SeenWord]) -> float:
    """Letters weighed by confidence, kinder than `_sure_letters`: a letter at the edge of a seal is read weakly."""
    return sum(len(word.text) * (word.confidence - READ) for word in words)


def _better_of(old: list[list[SeenWord]], new: list[list[SeenWord]]) -> list[SeenWord]:
    """Of two readings of one place, piece by piece, the one with more letters that are sure."""
    out: list[SeenWord] = []
    for piece in new:
        rivals = [other for other in old if _overlap(piece, other)]
        sure = _sure_letters(word for other in rivals for word in other)
        if not rivals or _sure_letters(piece) > sure:
            out += piece
            old = [other for other in old if not any(other is rival for rival in rivals)]
    return out + [word for piece in old for word in piece]


def _overlap(one: Sequence[SeenWord], other: Sequence[SeenWord]) -> bool:
    """Whether two pieces of lines stand in one place, each as high as its highest word: a bullet is low."""
    across = min(one[-1].x1, other[-1].x1) - max(one[0].x0, other[0].x0)
    (top, bottom), (above, below) = ((min(w.top for w in p), max(w.bottom for w in p)) for p in (one, other))
    return across > 0 and min(bottom, below) - max(top, above) > 0.4 * min(bottom - top, below - above)


def _sure_letters(words: Iterable[SeenWord]) -> float:
    """Letters weighed by confidence: a word that is half sure counts little."""
    return sum(len(word.text) * (word.confidence - 0.5) for word in words)


def foot_columns(ready: ReadyPage, words: Sequence[SeenWord]) -> list[Rect]:
    """The two columns below `Nơi nhận`, recipients and signature; none where the page has no such foot."""
    width, height = ready.image.size
    lines = pieces(words)
    head = next((p for p in lines if p[0].x0 < 0.4 * width and is_recipients_head(p)), None)
    if head is None:
        return []
    top = min(word.top for word in head) - 2.5 * head[0].size
    foot = [p for p in lines if min(w.top for w in p) > top and confidence_of(p) > 0.6]
    left = [p for p in foot if p[0].x0 < 0.3 * width and p[-1].x1 < 0.62 * width and p[0].top > head[0].top - 10]
    edge = max((p[-1].x1 for p in left), default=0.0)
    right = [p[0].x0 for p in foot if p[0].x0 > edge and p[0].top > top and p not in left]
    if not left or not right:
        return []
    cut = (edge + min(right)) / 2 if min(right) > edge else edge + 6
    above = max(
        (w.bottom for p in lines if p[0].x0 < 0.3 * width for w in p if w.bottom < head[0].top + 8), default=top
    )
    return [(0, max(top, min(above, head[0].top)), cut, height), (cut, max(top, above), width, height)]


def second_looks(ready: ReadyPage, words: list[SeenWord], stamps: list[Rect]) -> list[SeenWord]:
    """`words` with the lines in which something is unread or weak read again by themselves, where that reads more."""
    for box, held in _doubtful(ready, words, stamps)[:_SECOND_LOOKS]:
        looks = [look_at(ready.image, box, _next_line(words))]
        # strokes that are firm already run together when they are made firmer
        if confidence_of(word for word in looks[0] if is_inside(word, box)) < _SURE:
            looks.append(look_at(ready.plain, box, _next_line(words)))
        words = _replaced(words, box, held, looks)
    return words


def _next_line(words: Iterable[SeenWord]) -> int:
    return 1 + max((word.line for word in words), default=0)


def _replaced(words: list[SeenWord], box: Rect, held: int, looks: Iterable[list[SeenWord]]) -> list[SeenWord]:
    """`words` with those in `box`, of line `held`, read anew by the best of `looks`, where that reads more."""
    again = max(([word for word in look if is_inside(word, box)] for look in looks), key=_sure_letters)
    # a word that tesseract is lost at may have the box of half the line: its line tells better where it belongs
    inside = [w for w in words if is_inside(w, box) or (w.line == held and w.x1 > box[0] and w.x0 < box[2])]
    if not again or _sure_letters(again) <= max(0.0, _sure_letters(inside)) + 0.5:
        return words
    gone = {id(word) for word in inside}
    return [word for word in words if id(word) not in gone] + again


def _doubtful(ready: ReadyPage, words: Sequence[SeenWord], stamps: list[Rect]) -> list[tuple[Rect, int]]:
    """Lines with their numbers in which text is unread or read weakly, the worst first; or text in no line, -1."""
    weak = [
        ((word.x0, word.top, word.x1, word.bottom), word.line)
        for word in words
        if word.confidence < _WEAK and len(word.text) > 1 and not any(is_inside(word, stamp) for stamp in stamps)
    ]
    lines = _whole(_bands(words), words)
    found: dict[tuple[Rect, int], float] = {}
    for seed, number in [*((box, -1) for box in unread_boxes(ready, words, stamps)), *weak]:
        held = next((line for line in lines if _holds(line, seed, number)), None)
        (x0, top, x1, bottom), number = held or (seed, -1)
        place = ((min(x0, seed[0]), top, max(x1, seed[2]), bottom), number)
        found[place] = found.get(place, 0.0) + area_of(seed)
    return sorted(found, key=lambda place: found[place], reverse=True)


def _whole(bands: list[tuple[Rect, int]], words: Sequence[SeenWord]) -> list[tuple[Rect, int]]:
    """`bands` as wide as the pieces of lines they stand in: what is cut inside a word reads as another."""
    wide = {id(word): (piece[0].x0, piece[-1].x1) for piece in pieces(words) for word in piece}
    out: list[tuple[Rect, int]] = []
    for (x0, top, x1, bottom), number in bands:
        edges = [wide[id(word)] for word in words if word.line == number and x0 <= word.x0 and word.x1 <= x1]
        place = (min([x0, *(left for left, _ in edges)]), top, max([x1, *(right for _, right in edges)]), bottom)
        if not any(other == number and _holds((at, other), place, number) for at, other in out):
            out.append((place, number))
    return out


def _holds(line: tuple[Rect, int], seed: Rect, number: int) -> bool:
    """Whether `seed`, a word of line `number` or (-1) of none, stands in `line` or right beside it."""
    (x0, top, x1, bottom), own = line
    beside = x0 - DPI < seed[0] and seed[2] < x1 + DPI
    return beside and (own == number if number >= 0 else top < (seed[1] + seed[3]) / 2 < bottom)


def _bands(words: Sequence[SeenWord]) -> list[tuple[Rect, int]]:
    """The bands in which lines stand, as far as their sure words tell, with the number of the line; long ones first."""
    out: list[tuple[Rect, int]] = []
    for piece in pieces([word for word in words if word.confidence > _SURE]):
        middle = median((word.top + word.bottom) / 2 for word in piece)
        half = 0.62 * max(piece[0].size, median(word.bottom - word.top for word in piece))
        out.append(((piece[0].x0, middle - half, piece[-1].x1, middle + half), piece[0].line))
    return sorted(out, key=lambda line: line[0][0] - line[0][2])


def unread_boxes(ready: ReadyPage, words: Iterable[SeenWord], stamps: list[Rect]) -> tuple[Rect, ...]:
    """What looks like text on the page and is in no word and no stamp."""
    read = [(word.x0, word.top, word.x1, word.bottom) for word in words if word.confidence >= READ]
    return unread_text(ready.ink, [*read, *stamps])


def area_of(box: Rect) -> float:
    """In pixels."""
    return (box[2] - box[0]) * (box[3] - box[1])
