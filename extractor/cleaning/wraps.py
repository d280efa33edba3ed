"""Lines → paragraphs. A PDF says by its geometry where paragraphs start; of other texts it is found out.

A text is hard-wrapped when many lines go on in lower case; its width is then known from those lines. A break was a wrap
when the next line starts in lower case, or when its first word would not have fitted. List items, headings, letterhead
and signature lines stand alone. A sentence cut by a page break (blank lines, a page number between) is put together.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from extractor.cleaning.lines import Line, Piece
from extractor.cleaning.measure import Measure, in_columns, in_print
from extractor.core.document import WORD_FORMATS, Document
from extractor.lexicon.official_form import who_decides
from extractor.lexicon.page_marks import (
    DATE_LINE,
    NUMBER_LINE,
    asks_number,
    body_opener,
    ends_sentence,
    is_capitals,
    level,
    opens_dash,
    opens_item,
    opens_paragraph,
    page_marks,
)
from extractor.lexicon.table_heads import column_of

_MAY_BE_WRAPPED = ("text", "markdown", "html", *WORD_FORMATS)  # a PDF turned into Word has a paragraph for every line
_BLANKS = 0.9  # of the lines
_LEAST_WRAPS, _LEAST_STEADY = 3, 2
_SAMPLE = 300  # wraps are enough to know the width
_WRAP_SHARE = 0.25  # of the longer lines go on in lower case
_LONG_LINE = 40
_STEADY_SHARE, _STEADY_LINES, _STEADY_REACH = 0.55, 8, 120  # long lines that break off, all about as long
_WIDEST = 220  # no text is wrapped at more characters
_FULL = 0.985  # of the room: widths in print are known to a hair only
_CAPITALS_FULL = 0.7  # of the room: a heading in capitals is broken by sense, not by width
_TITLE_FULL = 0.45
_CUT_LENGTH = 24  # a line that a page break cut is at least so long
_FIRST_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"\S*[\w-]\.[a-z]{2,}\S*$|\S+@\S+$|(?:https?://|www\.)")
_CAPTION = re.compile(r"(?:ảnh|nguồn|theo|tin|bài|tác giả|clip|video)\s*[:(]")
_SYMBOL_CUT = re.compile(r"(?:\S*/\S*[-/]|\d[-–/]|[A-ZĐ]{2,}-)$")
_YEAR_CUT = re.compile(r"(?<![\d/])\d{1,2}/(?:\d{1,2}/)?((?:20?|2\d\d))\Z")
_PAGE_DATE = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?\W{1,4}\d{1,2}[/-]\d{1,2}[/-]\d{4}\W*")  # `16:56 | 10/09/2012`
# a whole day alone in its line, with clock or counters behind it, goes on no `… cuối năm`; `… trước ngày` asks for it
_DAY_LINE = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\W+\d{1,2}[:h]\d{2}(?!\d).{0,40})?\W*")
_ASKS_DAY = re.compile(r"(?:ngày|trước|đến|tới|hết|từ|là|và|sau|nhất|vào|[-–,(/])\s*$", re.IGNORECASE)
# `Sáng ngày 20/11, …` below a headline that fills its line
_LEAD_OPENS = re.compile(
    r"(?:(?:Sáng|Trưa|Chiều|Tối|Đêm)(?: nay| qua)?[ ,(]+(?:ngày )?|Ngày )\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|(?:Vừa"
    r"|Mới) qua, |Mới đây, "
)
_DIGITS = re.compile(r"\d{1,3}(?!\d)")
_SUBJECT = ("v/v", "về việc", "(v/v")


class _Width(msgspec.Struct, frozen=True):
    """How a text is wrapped: the measure that fits, the room of a line in it, and the indent of first lines."""

    measure: Measure
    room: float
    indented: bool
    margin: int

    def fullness(self, before: Line, line: Line) -> float:
        """What `before` and the first word of `line` would take of the room; over 1 the word would not have fitted."""
        return _needed(before, line, self.measure) / max(self.room, 1.0)


def join_wraps(lines: list[Line], document: Document) -> list[Line]:
    """The paragraphs of `lines`, none of which is boilerplate."""
    even = _evenly_spaced(lines)
    width = _width(even) if document.format in _MAY_BE_WRAPPED else None
    lines = even if width is not None else lines
    groups: list[list[Line]] = []
    title = False
    for line in lines:
        if groups and _joins(groups[-1], line, document, width, title):
            groups[-1].append(line)
        else:
            title = bool(groups) and level(groups[-1][-1].text).strip(" *:") in page_marks().type_words
            groups.append([line])
    return [put_together(group) for group in groups]


def _evenly_spaced(lines: list[Line]) -> list[Line]:
    """The lines without the blanks between them, where a blank stands before nearly every one and so says nothing."""
    blanks = sum(line.blank_before for line in lines)
    if blanks < _BLANKS * (len(lines) - 1):
        return lines
    return [msgspec.structs.replace(line, blank_before=False) for line in lines]


def put_together(group: list[Line]) -> Line:
    """The lines of one paragraph as one line."""
    if len(group) == 1:
        return group[0]
    pieces: list[Piece] = []
    for line in group:
        if pieces and not _symbol_goes_on(pieces[-1].text, line.text):
            pieces.append(Piece(" ", pieces[-1].block, pieces[-1].end, pieces[-1].end))
        pieces += line.pieces
    bold = all(line.block.bold for line in group)
    first = group[0]
    block = first.block if first.block.bold == bold else msgspec.structs.replace(first.block, bold=bold)
    return msgspec.structs.replace(
        first, text="".join(piece.text for piece in pieces), pieces=tuple(pieces), block=block
    )


def _symbol_goes_on(before: str, after: str) -> bool:
    """Whether a document number or a span of years was cut at its hyphen or stroke (`186/KH-` | `UBND`).

    In a narrow cell a day is cut inside its year (`30/9/20` | `26`).
    """
    year = _YEAR_CUT.search(before)
    if year and (rest := _DIGITS.match(after)) and len(year.group(1)) + len(rest.group()) == 4:
        return True
    return before[-1:] in "-–/" and after[:1].isalnum() and not after[:1].islower() and bool(_SYMBOL_CUT.search(before))


# --- how the text is wrapped ----------------------------------------------------------------------------------------


def _width(lines: list[Line]) -> _Width | None:
    """How a plain text is hard-wrapped, or None where it is not."""
    wraps: list[tuple[Line, Line]] = []
    found = long_lines = 0
    broken_off: list[int] = []
    starts: dict[int, int] = {}
    for before, line in pairwise(lines):
        if before.block.region != "body" or before.block.cell is not None:
            continue
        long_lines += len(before.text) >= _LONG_LINE
        if len(before.text) >= _LONG_LINE and not line.blank_before and before.text[-1] not in '.;:!?"”)':
            broken_off.append(len(before.text))
        if line.blank_before or line.block.region != "body" or len(before.text) < 25:
            continue
        if line.text[:1].islower() and not ends_sentence(before.text) and not opens_item(line.text):
            if len(wraps) < _SAMPLE:
                wraps.append((before, line))
            found += 1
            starts[line.block.indent] = starts.get(line.block.indent, 0) + 1
    steady = _is_steady(broken_off, long_lines)
    if found < (_LEAST_STEADY if steady else _LEAST_WRAPS) or (found < _WRAP_SHARE * long_lines and not steady):
        return None
    if sorted(len(before.text) for before, _ in wraps)[len(wraps) // 2] > _WIDEST:
        return None
    measure, room = max((_room(wraps, measure) for measure in (in_columns, in_print)), key=lambda fit: fit[2])[:2]
    margin = max(starts, key=lambda indent: starts[indent])
    indents = sum(1 for line in lines if line.block.region == "body" and margin + 2 <= line.block.indent <= margin + 16)
    return _Width(measure=measure, room=room, indented=indents >= 3, margin=margin)


def _is_steady(broken_off: list[int], long_lines: int) -> bool:
    """Whether most long lines break off without a mark, all at about one width: names may open every next line."""
    if len(broken_off) < max(_STEADY_LINES, _STEADY_SHARE * long_lines) or max(broken_off) > _STEADY_REACH:
        return False
    widest = max(broken_off)
    return sum(length >= 0.85 * widest for length in broken_off) >= 0.8 * len(broken_off)


def _room(wraps: list[tuple[Line, Line]], measure: Measure) -> tuple[Measure, float, float]:
    """The room of a line in a measure, from breaks that were wraps, and how well the measure explains them all.

    Every wrapped line fits into the room and would not have with one word more; the measure in which those two bounds
    lie apart is the one the text was wrapped by.
    """
    needed = sorted(_needed(before, line, measure) for before, line in wraps)
    taken = sorted(_indent(before, measure) + measure(before.text) for before, line in wraps)
    low, high = needed[len(needed) // 12], taken[-1 - len(taken) // 12]
    return measure, (low + high) / 2 if low > high else low, low / max(high, 0.1)


def _needed(before: Line, line: Line, measure: Measure) -> float:
    return _indent(before, measure) + measure(before.text + " " + _first_word(line.text))


def _indent(line: Line, measure: Measure) -> float:
    return line.block.indent * measure(" ")


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group() if found else ""


# --- one break ------------------------------------------------------------------------------------------------------


def _joins(group: list[Line], line: Line, document: Document, width: _Width | None, title: bool) -> bool:
    before = group[-1]
    if before.block.region != line.block.region or before.block.cell != line.block.cell:
        return False
    if document.format == "pdf":
        return not line.block.new_paragraph
    if document.format in ("text", "markdown") and line.block.cell is not None:
        return not line.block.new_paragraph  # the wraps of a cell in a table of blanks
    if document.format in WORD_FORMATS and width is None:
        return False
    if line.block.region == "signature" or line.block.cell is not None:
        return False
    if line.block.region in ("header_left", "header_right"):
        return _subject_goes_on(group, line)
    if line.block.region == "recipients":
        return _entry_goes_on(group, line)
    return _body_goes_on(group, line, width, title)


def _subject_goes_on(group: list[Line], line: Line) -> bool:
    """The subject of an official letter under its number (`V/v …`), wrapped in the narrow left column."""
    view = level(line.text)
    alone = is_capitals(line.text) or NUMBER_LINE.match(view) or DATE_LINE.search(view) or view.startswith("kính gửi")
    return (
        level(group[0].text).startswith(_SUBJECT)
        and not alone
        and not ends_sentence(group[-1].text)
        and len(line.text) < 60
    )


def _entry_goes_on(group: list[Line], line: Line) -> bool:
    """An entry of the recipients over several lines: until it is closed, or the next bullet."""
    before = group[-1]
    if (
        opens_item(line.text)
        or line.text[:1] in "-–+•*"
        or line.blank_before
        or before.text.rstrip().endswith((";", ":", "."))
    ):
        return False
    return group[0].text[:1] in "-–+•*" or line.text[:1].islower() or before.text.endswith(",")


def _body_goes_on(group: list[Line], line: Line, width: _Width | None, title: bool) -> bool:
    before = group[-1]
    wrapped = width is not None and not line.blank_before
    if opens_item(line.text, before.text, wrapped) or _stands_alone(line.text):
        return False
    if wrapped and opens_dash(line.text):
        return True
    capitals = is_capitals(before.text) or is_capitals(line.text)
    number = line.text[:1].isdigit() and not line.blank_before and _PAGE_DATE.fullmatch(line.text) is None
    if number and _DAY_LINE.fullmatch(line.text) and not _ASKS_DAY.search(before.text):
        return False
    lower = line.text[:1].islower() or (number and asks_number(before.text))
    finished = ends_sentence(before.text)
    if not wrapped or width is None:
        cut = lower and not finished and not capitals
        return cut and len(before.text) >= _CUT_LENGTH and _is_cut(before.text)
    fullness = width.fullness(before, line)
    if capitals:
        return _capitals_go_on(before, line, width, fullness, title)
    if lower:
        return not finished or fullness > _FULL
    if (_opens_below_address(group) or _LEAD_OPENS.match(line.text)) and not before.text.endswith(","):
        return False
    if _symbol_goes_on(before.text, line.text) or (title and _title_goes_on(group, line)):
        return True
    if fullness <= (_FULL if finished else 1 - _slack(group)) or before.text.rstrip().endswith((":", "./.")):
        return False
    if width.indented:
        return line.block.indent < width.margin + 2 or _hangs(group, line)
    return not finished or (fullness > 1 and not opens_paragraph(line.text))


def _opens_below_address(group: list[Line]) -> bool:
    """Whether the paragraph is the address of a letter (`Kính gửi: …`): the text begins under it."""
    return level(group[0].text).startswith("kính gửi")


def _hangs(group: list[Line], line: Line) -> bool:
    """Whether a line stands left of the first as the one before it does: the margins of the pages of a text differ.

    Behind a word that ends no paragraph the second line needs no other to stand as it does.
    """
    left = line.block.indent < group[0].block.indent
    return left and (_unfinished(group[-1].text) or (len(group) > 1 and line.block.indent <= group[-1].block.indent))


def _unfinished(text: str) -> bool:
    return level(text).rsplit(" ", 1)[-1] in page_marks().unfinished


def _slack(group: list[Line]) -> float:
    """How far from full a line may end and still have been wrapped: further where a heading cannot end so."""
    text = group[-1].text
    if text.endswith(",") or _unfinished(text):
        return 0.3
    inside = len(group) > 1 or text.rsplit(" ", 1)[-1][:1].isupper()
    return 0.12 if inside else 1 - _FULL


def _is_cut(text: str) -> bool:
    """Whether a line ends as only a cut sentence does: in a word, a number, a comma or a dash."""
    return text[-1].isalnum() or text[-1] in ",-–/(%"


def _stands_alone(text: str) -> bool:
    """Addresses and credits in lower case are lines of their own, and so is the first head of a table (`TT`)."""
    return bool(_ADDRESS.match(text)) or bool(_CAPTION.match(level(text))) or column_of(text) == "number"


def _capitals_go_on(before: Line, line: Line, width: _Width, fullness: float, title: bool) -> bool:
    """A heading in capitals over two lines; or an abbreviation that alone went to the next line (`… của | UBND`).

    A title is centred, so it is broken earlier.
    """
    if ends_sentence(before.text):
        return False
    if is_capitals(before.text) and is_capitals(line.text):
        if who_decides().match(line.text):
            return False  # `… GIAI ĐOẠN 2013-2015` | `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`
        return width.measure(before.text) >= (_TITLE_FULL if title else _CAPITALS_FULL) * width.room
    alone = is_capitals(line.text) and level(line.text).strip(" *:") not in page_marks().type_words
    return fullness > _FULL and alone and len(line.text) <= 14


def _title_goes_on(group: list[Line], line: Line) -> bool:
    """The subject under the type word (`THÔNG BÁO`), centred and so broken before it is full."""
    before = group[-1]
    short = len(before.text) <= 110 and len(line.text) <= 110 and sum(len(part.text) for part in group) < 500
    return short and not ends_sentence(before.text) and not body_opener().match(level(line.text))
