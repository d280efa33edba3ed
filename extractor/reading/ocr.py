"""Images of pages → lines with boxes and confidences; what is left unread is measured, not passed over.

tesseract reads the page as one block of lines, which keeps lines that its own layout analysis drops. The foot, in which
two columns stand side by side, is read a second time column by column, and so is what looks like text and has no word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import median

import msgspec
from PIL import Image

from extractor.core.record import Box
from extractor.lexicon.page_marks import level, page_marks
from extractor.reading.page_columns import PageLines, lines_in_columns
from extractor.reading.page_image import DPI, ReadyPage, as_pnm, make_ready
from extractor.reading.page_ink import Rect, unread_text
from extractor.reading.page_words import Line, Word, line_of, rows_of
from extractor.reading.scan_head import Opened, date_box, leave_open, missing_from, settle_year
from extractor.reading.scan_repair import is_recipients_head, repair
from extractor.reading.scan_words import confidence_of, is_inside, mail_stamp, pieces, sort_out
from extractor.reading.tesseract import SeenWord, see_words

PROCESSES = 2
_POINT = 72 / DPI
_POOR = 0.55  # mean confidence below which the page may stand on its head
_READ = 0.3  # confidence from which a word counts as read
_MOST_UNREAD = 0.05  # share of the text's area
_LEAST_UNREAD = (DPI * 0.8) * (DPI * 0.16)  # pixels: less than half a line may be a flourish
_SECOND_LOOKS = 10
_SIGNERS_LETTERS = 6  # a line of fewer is neither name nor office
_WEAK, _SURE = 0.5, 0.8  # confidence of words that are read again, and of those that tell where a line stands
_BAND = 0.4  # of the letters' height, above and below the middle of a line
_MARGIN = 12  # pixels round what is looked at again


class PageRead(msgspec.Struct, frozen=True):
    """What came of one page image: its words and the lines stamped onto it, in points from the top of the page.

    `width` is that of the page upright and level; where a word stands on the page as the file shows it is `Word.shown`.
    `confidence` is the mean of the words by their letters, from 0 to 1; `unread` is the share of what looks like text
    and is in no word; `failed` says that tesseract gave nothing; `empty` that there was nothing to read; `opened`
    names what of number and day was left open as written by hand; `overprinted` says that a stamp lies over text.
    """

    words: tuple[Word, ...] = ()
    width: float = 0.0
    stamps: tuple[Line, ...] = ()
    confidence: float = 0.0
    unread: float = 0.0
    failed: bool = False
    empty: bool = False
    opened: tuple[Opened, ...] = ()
    overprinted: bool = False

    @property
    def complete(self) -> bool:
        return not self.failed and self.unread <= _MOST_UNREAD


def read_pages(pages: Iterable[tuple[int, Image.Image, float]]) -> dict[int, PageRead]:
    """Pages (number from 1, image, dots per inch) read by PROCESSES processes; no more images are held than that."""
    out: dict[int, PageRead] = {}
    with ThreadPoolExecutor(PROCESSES) as pool:
        waiting: list[tuple[int, Future[PageRead]]] = []
        for number, image, dpi in pages:
            if len(waiting) >= PROCESSES:
                first, reading = waiting.pop(0)
                out[first] = reading.result()
            waiting.append((number, pool.submit(read_page, image, dpi, number)))
        for number, reading in waiting:
            out[number] = reading.result()
    return out


def read_page(image: Image.Image, dpi: float, number: int) -> PageRead:
    """The lines of one page image, upright or turned, skewed by up to 5 degrees. `number` counts from 1."""
    ready = make_ready(image, dpi)
    seen = see_words(as_pnm(ready.image), DPI)
    if seen is None:
        return PageRead(failed=True)
    if confidence_of(seen) < _POOR and ready.has_ink:
        turned = make_ready(image, dpi, ready.quarters + 2)
        again = see_words(as_pnm(turned.image), DPI) or ()
        if confidence_of(again) > confidence_of(seen):
            ready, seen = turned, again
    words = _foot_again(ready, list(seen))
    stamp = mail_stamp(words, ready.level, ready.upright) if number == 1 else None
    stamps = [stamp] if stamp else []
    words = _in_order(_signature_again(ready, _second_looks(ready, words, stamps)))
    if number == 1 and (box := date_box(words)):
        words = settle_year(words, [_look_at(image, box, 0) for image in ready.both])
    return _page_read(ready, words, stamps, number)


def _in_order(words: Sequence[SeenWord]) -> list[SeenWord]:
    """`words` line by line from the top, each line from the left."""
    heights: dict[int, list[float]] = {}
    for word in words:
        heights.setdefault(word.line, []).append(word.top + word.bottom)
    return sorted(words, key=lambda word: (median(heights[word.line]), word.line, word.x0))


def _page_read(ready: ReadyPage, words: list[SeenWord], stamps: list[Rect], number: int) -> PageRead:
    text, rest = sort_out(words, stamps)
    text, opened = leave_open(repair(text)) if number == 1 else (repair(text), ())
    unread = _unread(ready, words, stamps)
    area = sum(map(_area, unread))
    known = sum((word.x1 - word.x0) * (word.bottom - word.top) for word in text if word.confidence >= _READ)
    share = area / (area + known) if area > _LEAST_UNREAD else 0.0
    width = ready.image.width * _POINT
    found = tuple(_as_words(ready, text))
    if number == 1:
        lines = lines_in_columns(found, width).lines
        if any(line.region == "header_right" for line in lines):
            opened = tuple(dict.fromkeys([*opened, *missing_from([line.text for line in lines])]))
    stamped = [*_stamped(ready), *map(line_of, rows_of(_as_words(ready, rest)))]
    return PageRead(
        words=found, width=width, stamps=tuple(map(_as_stamp, stamped)),
        confidence=confidence_of(text), unread=round(share, 3),
        empty=not words and not ready.has_ink, opened=opened, overprinted=_overprinted(words, stamps),
    )  # fmt: skip


def _overprinted(words: Sequence[SeenWord], stamps: list[Rect]) -> bool:
    """Whether a line of text goes on from within a stamp."""
    inside = {word.line for word in words for box in stamps if is_inside(word, box)}
    return any(
        word.line in inside and 0 < word.x0 - box[2] < DPI / 2
        for word in words for box in stamps if word.confidence > _READ
    )  # fmt: skip


def lines_of_read(page: PageRead, before: PageLines | None) -> PageLines:
    """The lines of a page that was read; `before` is the page before it."""
    made = lines_in_columns(page.words, page.width, before)
    return PageLines([*page.stamps, *made.lines], made.foot, made.gutter)


def _as_stamp(line: Line) -> Line:
    return msgspec.structs.replace(line, region="stamp")


# --- looking again --------------------------------------------------------------------------------------------------


def _look_at(image: Image.Image, box: Rect, first_line: int) -> list[SeenWord]:
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


def _foot_again(ready: ReadyPage, words: list[SeenWord]) -> list[SeenWord]:
    """`words` with the two columns below `Nơi nhận` read one by one, where that reads them better."""
    for box in _foot_columns(ready, words):
        again = _look_at(ready.image, box, 1 + max((word.line for word in words), default=0))
        inside = [word for word in words if is_inside(word, box)]
        words = [word for word in words if not is_inside(word, box)] + _better_of(pieces(inside), pieces(again))
    return words


def _signature_again(ready: ReadyPage, words: list[SeenWord]) -> list[SeenWord]:
    """`words` with the lines of the signer read one by one: the seal above a name spoils what stands beside it."""
    boxes = _foot_columns(ready, words)
    lines = _bands([word for word in words if is_inside(word, boxes[-1])]) if boxes else []
    for (x0, top, x1, bottom), held in lines:
        old = [word for word in words if is_inside(word, (x0, top, x1, bottom))]
        if sum(map(str.isalpha, "".join(word.text for word in old))) < _SIGNERS_LETTERS:
            continue
        rim = 0.07 * (bottom - top)
        box = (max(boxes[-1][0], x0 - DPI), top + rim, x1 + DPI / 2, bottom - rim)
        looks = [_between_specks(_look_at(image, box, _next_line(words)), box) for image in ready.both]
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
    return sum(len(word.text) * (word.confidence - _READ) for word in words)


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
    top, bottom = max(one[0].top, other[0].top), min(one[0].bottom, other[0].bottom)
    across = min(one[-1].x1, other[-1].x1) - max(one[0].x0, other[0].x0)
    return across > 0 and bottom - top > 0.4 * min(one[0].bottom - one[0].top, other[0].bottom - other[0].top)


def _sure_letters(words: Iterable[SeenWord]) -> float:
    """Letters weighed by confidence: a word that is half sure counts little."""
    return sum(len(word.text) * (word.confidence - 0.5) for word in words)


def _foot_columns(ready: ReadyPage, words: Sequence[SeenWord]) -> list[Rect]:
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


def _said(piece: Iterable[SeenWord]) -> str:
    return level(" ".join(word.text for word in piece))


def _second_looks(ready: ReadyPage, words: list[SeenWord], stamps: list[Rect]) -> list[SeenWord]:
    """`words` with the lines in which something is unread or weak read again by themselves, where that reads more."""
    for box, held in _doubtful(ready, words, stamps)[:_SECOND_LOOKS]:
        looks = [_look_at(ready.image, box, _next_line(words))]
        # strokes that are firm already run together when they are made firmer
        if confidence_of(word for word in looks[0] if is_inside(word, box)) < _SURE:
            looks.append(_look_at(ready.plain, box, _next_line(words)))
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
    lines = _bands(words)
    found: dict[tuple[Rect, int], float] = {}
    for seed, number in [*((box, -1) for box in _unread(ready, words, stamps)), *weak]:
        held = next((line for line in lines if _holds(line, seed, number)), None)
        (x0, top, x1, bottom), number = held or (seed, -1)
        place = ((min(x0, seed[0]), top, max(x1, seed[2]), bottom), number)
        found[place] = found.get(place, 0.0) + _area(seed)
    return sorted(found, key=lambda place: found[place], reverse=True)


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


def _unread(ready: ReadyPage, words: Iterable[SeenWord], stamps: list[Rect]) -> tuple[Rect, ...]:
    read = [(word.x0, word.top, word.x1, word.bottom) for word in words if word.confidence >= _READ]
    return unread_text(ready.ink, [*read, *stamps])


def _area(box: Rect) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _stamped(ready: ReadyPage) -> list[Line]:
    """Words of secrecy and urgency stamped in colour at the top, which leave the page with the other coloured ink."""
    if ready.coloured is None:
        return []
    words = see_words(as_pnm(ready.coloured), DPI) or ()
    found = [p for p in pieces(words) if _said(p).strip(" .:|!") in page_marks().stamped_words]
    return [line for p in found for line in map(line_of, rows_of(_as_words(ready, p)))]


# --- words → points -------------------------------------------------------------------------------------------------


def _as_words(ready: ReadyPage, seen: Sequence[SeenWord]) -> list[Word]:
    """Words in points: bands of equal height for finding rows and columns, boxes as the page is shown for evidence."""
    usual = median(word.size for word in seen) if seen else 0.0
    return [word for piece in pieces(seen) for word in _in_band(ready, piece, usual)]


def _in_band(ready: ReadyPage, piece: Sequence[SeenWord], usual: float) -> list[Word]:
    """The words of a piece of a line, all as high as its letters: accents and commas tell no rows apart."""
    # letters of one page differ in size by a fifth at least; what is closer is noise of the measure
    size = usual if abs(piece[0].size - usual) < 0.15 * usual else min(piece[0].size, 1.5 * usual)
    middles = [(word.top + word.bottom) / 2 - word.slope * (word.x0 - piece[0].x0) for word in piece]
    letters = [middle for word, middle in zip(piece, middles, strict=True) if any(map(str.isalnum, word.text))]
    middle = median(letters or middles)
    return [
        Word(
            text=word.text, x0=word.x0 * _POINT, x1=word.x1 * _POINT,
            top=(middle - _BAND * size) * _POINT, bottom=(middle + _BAND * size) * _POINT,
            bold=False, size=size * _POINT, shown=_shown(ready, word), confidence=word.confidence, seen=word.first,
        )
        for word in piece
    ]  # fmt: skip


def _shown(ready: ReadyPage, word: SeenWord) -> Box:
    corners = [ready.shown(x, y) for x in (word.x0, word.x1) for y in (word.top, word.bottom)]
    across, down = [x * _POINT for x, _ in corners], [y * _POINT for _, y in corners]
    return Box(
        x0=round(min(across), 1), top=round(min(down), 1), x1=round(max(across), 1), bottom=round(max(down), 1)
    )  # fmt: skip
