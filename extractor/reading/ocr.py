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
from extractor.reading.line_strips import read_strips
from extractor.reading.page_columns import PageLines, lines_in_columns
from extractor.reading.page_image import DPI, ReadyPage, as_pnm, make_ready
from extractor.reading.page_ink import Rect
from extractor.reading.page_words import Line, Word, line_of, rows_of
from extractor.reading.pdf_lines import RuledTable, lines_of_page
from extractor.reading.ruled_cells import ruled_table
from extractor.reading.scan_cells import GridRead, doubtful_rows, read_cells, without_tables, words_of
from extractor.reading.scan_columns import right_column, see_in_columns
from extractor.reading.scan_grids import find_grids
from extractor.reading.scan_head import Opened, date_box, leave_open, missing_from, settle_year
from extractor.reading.scan_numerals import with_numerals
from extractor.reading.scan_places import with_places
from extractor.reading.scan_repair import repair
from extractor.reading.scan_signer import settle_signer
from extractor.reading.scan_words import confidence_of, is_inside, mail_stamp, pieces, sort_out
from extractor.reading.second_looks import (
    READ,
    area_of,
    foot_again,
    foot_columns,
    look_at,
    second_looks,
    signature_again,
    unread_boxes,
)
from extractor.reading.tesseract import SeenWord, see_words
from extractor.reading.two_readings import weak_lines, with_lines_again

PROCESSES = 2
_POINT = 72 / DPI
_MOST_STRIPS = 0.5  # share of the lines of a page that are cut out; of more the whole page is read
_RUN_TOGETHER = 1.5  # letter heights
_POOR = 0.55  # mean confidence below which the page may stand on its head
_MOST_UNREAD = 0.05  # share of the text's area
_LEAST_UNREAD = (DPI * 0.8) * (DPI * 0.16)  # pixels: less than half a line may be a flourish
_LINES_TO_COME = 1000  # numbers left free for lines that are looked at again
_BAND = 0.4  # of the letters' height, above and below the middle of a line


class PageRead(msgspec.Struct, frozen=True):
    """What came of one page image: its words and the lines stamped onto it, in points from the top of the page.

    `width` is that of the page upright and level; where a word stands on the page as the file shows it is `Word.shown`.
    `confidence` is the mean of the words by their letters, from 0 to 1; `unread` is the share of what looks like text
    and is in no word; `failed` says that tesseract gave nothing; `empty` that there was nothing to read; `opened`
    names what of number and day was left open as written by hand; `overprinted` says that a stamp lies over text.
    `tables` are the ruled ones, whose words are not among `words`; `doubtful_rows` how those of their rows begin in
    which a cell was read weakly or not at all.
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
    tables: tuple[RuledTable, ...] = ()
    doubtful_rows: tuple[str, ...] = ()

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
    first = _first_look(make_ready(image, dpi))
    if first is None:
        return PageRead(failed=True)
    if first.confidence < _POOR and first.ready.has_ink:
        turned = _first_look(make_ready(image, dpi, first.ready.quarters + 2))
        if turned is not None and turned.confidence > first.confidence:
            first = turned
    ready = first.ready
    words = foot_again(ready, _read_twice(first))
    stamp = mail_stamp(words, ready.level, ready.upright) if number == 1 else None
    stamps = [stamp] if stamp else []
    tables = [table.grid.box for table in first.tables]
    words = signature_again(ready, second_looks(ready, words, [*stamps, *tables]))
    if columns := foot_columns(ready, words):
        words = settle_signer(words, columns[-1])
    words = _in_order(words, first.right)
    if number == 1 and (box := date_box(words)):
        words = settle_year(words, [look_at(image, box, 0) for image in ready.both])
    return _page_read(first, words, stamps, number)


def _read_twice(first: _FirstLook) -> list[SeenWord]:
    """The words of a page with the weak lines read again as the page was before its strokes were made firm.

    Few lines are read as strips, many with the whole page. Not those of the foot: under seal and signature a second
    reading makes up as much as it finds, and its columns are looked at by themselves.
    """
    ready, words = first.ready, list(first.words)
    bottom = min((box[1] for box in foot_columns(ready, words)), default=float(ready.image.height))
    weak = weak_lines(words, bottom)
    if not weak:
        return words
    plain = without_tables(ready.plain, (table.grid for table in first.tables))
    # a line as high as two is two that ran together: only the whole page tells them apart
    high = _RUN_TOGETHER * median(word.size for word in words)
    apart = all(box[3] - box[1] < high for box in weak.values())
    if apart and len(weak) <= _MOST_STRIPS * len({word.line for word in words}):
        return with_lines_again(words, weak, read_strips(plain, list(weak.values())))
    above = {word.line for word in words if (word.top + word.bottom) / 2 < bottom}
    again = [word for word in see_in_columns(plain, first.right) or () if (word.top + word.bottom) / 2 < bottom]
    return with_lines_again(words, above, again)


class _FirstLook(msgspec.Struct, frozen=True):
    """A page with the words outside of its tables, the tables, and the place of its right column where it has two."""

    ready: ReadyPage
    words: tuple[SeenWord, ...]
    tables: tuple[GridRead, ...]
    right: Rect | None = None

    @property
    def confidence(self) -> float:
        return confidence_of([*self.words, *(word for table in self.tables for word in words_of(table))])


def _first_look(ready: ReadyPage) -> _FirstLook | None:
    """None where tesseract gave nothing."""
    grids = find_grids(ready.level, ready.upright, ready.ink)
    right = right_column(ready.ink, (grid.box for grid in grids))
    seen = see_in_columns(without_tables(ready.image, grids), right)
    if seen is None:
        return None
    first_line = 1 + max((word.line for word in seen), default=0)
    return _FirstLook(ready, seen, read_cells(ready, grids, first_line + _LINES_TO_COME) if grids else (), right)


def _in_order(words: Sequence[SeenWord], right: Rect | None) -> list[SeenWord]:
    """`words` line by line from the top, each line from the left; the `right` of two columns behind the left one."""
    lines: dict[int, list[SeenWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    places = {number: _place_of(line, right) for number, line in lines.items()}
    return sorted(words, key=lambda word: (places[word.line], word.line, word.x0))


def _place_of(line: Sequence[SeenWord], right: Rect | None) -> tuple[int, float]:
    middle = median((word.top + word.bottom) / 2 for word in line)
    if right is None or middle < right[1]:
        return 0, middle
    if middle >= right[3]:
        return 3, middle
    return (2 if min(word.x0 for word in line) >= right[0] else 1), middle


def _page_read(first: _FirstLook, words: list[SeenWord], stamps: list[Rect], number: int) -> PageRead:
    ready, grids = first.ready, first.tables
    tables, loose = _tables(ready, grids)
    text, rest = sort_out(_in_order([*words, *loose], first.right), stamps)
    text = _put_right(ready, text)
    text, opened = leave_open(text) if number == 1 else (text, ())
    of_tables = [word for table in grids for word in words_of(table)]
    left = unread_boxes(ready, [*words, *of_tables], stamps)
    area = sum(map(area_of, left))
    sure = [word for word in (*text, *of_tables) if word.confidence >= READ]
    known = sum((word.x1 - word.x0) * (word.bottom - word.top) for word in sure)
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
        confidence=confidence_of([*text, *of_tables]), unread=round(share, 3),
        empty=not words and not ready.has_ink, opened=opened, overprinted=_overprinted(words, stamps),
        tables=tuple(tables), doubtful_rows=tuple(row for table in grids for row in doubtful_rows(table)),
    )  # fmt: skip


def _put_right(ready: ReadyPage, words: Sequence[SeenWord]) -> list[SeenWord]:
    return with_places(with_numerals(repair(words), ready.ink))


def _tables(ready: ReadyPage, grids: Sequence[GridRead]) -> tuple[list[RuledTable], list[SeenWord]]:
    """The tables as lines of their cells; and the words of frames that are no tables."""
    tables: list[RuledTable] = []
    loose: list[SeenWord] = []
    for read in grids:
        words = {_in_points(cell.box): _as_words(ready, _put_right(ready, cell.words)) for cell in read.cells}
        table = ruled_table(list(words), words.__getitem__, _in_points(read.grid.box), len(tables))
        if table is None:
            loose += words_of(read)
        else:
            tables.append(table)
    return tables, loose


def _in_points(box: Rect) -> Rect:
    return box[0] * _POINT, box[1] * _POINT, box[2] * _POINT, box[3] * _POINT


def _overprinted(words: Sequence[SeenWord], stamps: list[Rect]) -> bool:
    """Whether a line of text goes on from within a stamp."""
    inside = {word.line for word in words for box in stamps if is_inside(word, box)}
    return any(
        word.line in inside and 0 < word.x0 - box[2] < DPI / 2
        for word in words for box in stamps if word.confidence > READ
    )  # fmt: skip


def lines_of_read(page: PageRead, before: PageLines | None) -> PageLines:
    """The lines of a page that was read; `before` is the page before it."""
    made = lines_of_page(page.words, page.width, page.tables, before)
    return PageLines([*page.stamps, *made.lines], made.foot, made.gutter)


def _as_stamp(line: Line) -> Line:
    return msgspec.structs.replace(line, region="stamp")


def _said(piece: Iterable[SeenWord]) -> str:
    return level(" ".join(word.text for word in piece))


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
