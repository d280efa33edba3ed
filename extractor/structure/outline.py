"""The outline of a document: lines with their labels, who stands under whom, and which part each belongs to.

An order in a bullet must know the heading and the lead-in it stands under; assessments must be told from tasks.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.core.characters import UPPER
from extractor.core.document import Paragraph, Region, SourceText
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.labels import ARABIC, CAPITAL, ORDINAL, ROMAN, Label, read_label
from extractor.structure.parts import (
    THAT_IS_ORDER,
    Part,
    Place,
    first_place,
    is_assessment,
    is_hinge,
    is_stopped_headline,
    part_of,
    turns_to_orders,
    without_stop,
)


class Line(msgspec.Struct, frozen=True):
    """One paragraph: [start, end) of the text; its content begins at `content`, after the label.

    `parent` is the index of the line it stands under; `lead_in` says that it ends in a colon and opens a list;
    `heading` that it names a topic or a body and holds no sentence of its own.
    """

    start: int
    end: int
    content: int
    part: Part
    region: Region = "body"
    label: str | None = None
    rank: float | None = None
    parent: int | None = None
    lead_in: bool = False
    heading: bool = False


_Stack = tuple[tuple[float, int], ...]  # rank and index of the lines that the next one can stand under

# `1. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã`: several names are no sentence
_SENTENCE_ENDS = re.compile(rf"\.\s|;\s+(?![{UPPER}])")
_DIGITS = re.compile(r"\d+")
_ITEM_AS_LONG = re.compile(r"[^\n]{45,}[.;]")  # no entry of the recipients
_LONGEST_BOLD_HEADING = 120
_WORDS_OF_CHAPTER = 3


def build_outline(source: SourceText, view: str, body_start: int, official: bool) -> tuple[Line, ...]:
    """The lines of `source.text`, each with label, parent and part.

    `body_start` is the offset where the card's head ends; `official` says that the document is a notice, whose parts
    are told apart by its hinge sentence and headings; a report has only header, body and captions.
    """
    paragraphs = [p for p in source.paragraphs if view[p.start : p.end].strip()]
    body = [p for p in paragraphs if p.start >= body_start]
    place = first_place(official, _opens_with_prose(body, view), len(body))
    if len(body) > 1 and not official:
        stopped = is_stopped_headline(*(view[p.start : p.end] for p in body[:2]))
        orders = THAT_IS_ORDER.match(view, body[1].start, body[1].end) is not None
        place = msgspec.structs.replace(place, stopped=stopped, orders=orders)
    lines: list[Line] = []
    stack: _Stack = ()
    for paragraph in paragraphs:
        content = view[paragraph.start : paragraph.end]
        before_body = paragraph.start < body_start
        label = None if before_body else read_label(content) or _as_chapter(content, stack, official)
        if official and label and _goes_on_behind_foot(place, label, content, lines):
            place = msgspec.structs.replace(place, now="tasks")
        part, place = part_of(place, content, label, paragraph.region, before_body)
        line = _line(source.text, paragraph, content, label, part)
        line = msgspec.structs.replace(line, rank=_rank(label, line.lead_in, stack, part))
        stack = _above(stack, line, official or _goes_on_below(stack, lines, line, content, view))
        lines.append(msgspec.structs.replace(line, parent=stack[-1][1] if stack else None))
        if line.rank is not None:
            stack = (*stack, (line.rank, len(lines) - 1))
    return _assessed_before(lines, view) if official else tuple(lines)


def _goes_on_behind_foot(place: Place, label: Label, content: str, lines: list[Line]) -> bool:
    """Whether an item goes on with the numbers above `Nơi nhận`, which the page printed in the middle of the body."""
    if place.now != "recipients" or label.rank != ARABIC or not _ITEM_AS_LONG.fullmatch(content.strip()):
        return False
    last = next((line.label for line in reversed(lines) if line.rank == ARABIC and line.part != "recipients"), None)
    return last is not None and int(_DIGITS.findall(label.text)[0]) == int(_DIGITS.findall(last)[0]) + 1


def _as_chapter(content: str, stack: _Stack, official: bool) -> Label | None:
    """An empty label for a heading in capitals below numbered chapters: its own number is missing or was not read."""
    chapter = next((int(rank) for rank, _ in stack if rank in (ROMAN, CAPITAL)), None) if official else None
    title = content.strip(" :")
    if chapter is None or not title.isupper() or title.endswith((".", ";", ",")):
        return None
    if len(title.split()) < _WORDS_OF_CHAPTER:
        return None
    return Label("", chapter, len(content) - len(content.lstrip()))


def _assessed_before(lines: list[Line], view: str) -> tuple[Line, ...]:
    """The lines, chapters that stand before one of results or shortcomings being of the assessment too.

    Orders follow what was assessed: `I. VỀ CÔNG TÁC CHỈ ĐẠO` / `II. KẾT QUẢ THỰC HIỆN` / `III. TỒN TẠI`.
    """
    assessing = (
        nth
        for nth, line in enumerate(lines)
        if line.heading and line.rank in (ROMAN, CAPITAL) and is_assessment(view[line.content : line.end])
    )
    last = max(assessing, default=None)
    if last is None:
        return tuple(lines)
    rank = lines[last].rank
    first = next(nth for nth, line in enumerate(lines) if line.rank == rank)
    return tuple(
        msgspec.structs.replace(line, part="assessment") if first <= nth < last and line.part == "tasks" else line
        for nth, line in enumerate(lines)
    )


def _line(text: str, paragraph: Paragraph, content: str, label: Label | None, part: Part) -> Line:
    """The line as it stands by itself."""
    offset = label.content if label else len(content) - len(content.lstrip())
    return Line(
        start=paragraph.start,
        end=paragraph.end,
        content=paragraph.start + offset,
        part=part,
        region=paragraph.region,
        label=text[paragraph.start : paragraph.start + label.content].strip() or None if label else None,
        lead_in=content.rstrip().endswith(":"),
        heading=_is_heading(content[offset:].strip(), label, paragraph),
    )


def _rank(label: Label | None, lead_in: bool, stack: _Stack, part: Part) -> float | None:
    """The label's; a lead-in without one stands half a step below the label it is under."""
    if label:
        return label.rank
    if lead_in and part not in ("recipients", "signature", "header"):
        held = [rank for rank, _ in stack if rank == int(rank)]
        return (held[-1] if held else 0) + 0.5
    return None


def _above(stack: _Stack, line: Line, official: bool) -> _Stack:
    """What of the stack the line stands under; prose of a report and the foot of a notice stand under nothing."""
    rank = line.rank
    held = stack if rank is None else tuple(entry for entry in stack if entry[0] < rank)
    prose = line.label is None and not line.lead_in and not official
    return () if prose or line.part in ("closing", "recipients", "signature") else held


def _goes_on_below(stack: _Stack, lines: list[Line], line: Line, content: str, view: str) -> bool:
    """Whether a paragraph of a report without a label opens with an order under `… yêu cầu các sở thực hiện:`."""
    if line.part != "body" or line.label is not None or line.lead_in or not stack:
        return False
    above = lines[stack[-1][1]]
    return above.lead_in and is_hinge(view[above.start : above.end]) and _order().match(content) is not None


@cache
def _order() -> re.Pattern[str]:
    words = order_words()
    return re.compile(one_of((*words.adverbs, *(verb for verb in words.verbs if " " in verb))), re.IGNORECASE)


def _is_heading(body: str, label: Label | None, paragraph: Paragraph) -> bool:
    if not body or paragraph.region != "body":
        return False
    body = without_stop(body) if label is not None else body
    if body.endswith((".", ";", ",")) or _SENTENCE_ENDS.search(body):
        return False
    return label is not None or body.isupper() or (len(body) < _LONGEST_BOLD_HEADING and paragraph.bold)


def _opens_with_prose(body: list[Paragraph], view: str) -> bool:
    """Whether unlabelled paragraphs lead up to a hinge or to the first item of a list."""
    if any(is_hinge(view[p.start : p.end]) for p in body):
        return True
    if any(turns_to_orders(view[p.start : p.end]) for p in body[1:]):
        return True
    labels = (read_label(view[p.start : p.end]) for p in body)
    first_item = next((nth for nth, label in enumerate(labels) if label and label.rank <= ORDINAL), None)
    return bool(first_item)
