"""A second paper in one file: several scanned or copied together, each with a letterhead of its own."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.document import Paragraph, SourceText
from extractor.structure.head import Head, is_nation_line, number_in
from extractor.structure.spans import Span
from extractor.structure.title import is_subject, is_type_line

_HEAD_LINES = 14  # in which the number, and the type or the subject, stand beside the national title


def find_next_paper(source: SourceText, view: str, head: Head) -> Span | None:
    """The number in the letterhead of the next paper; None where the file holds one paper.

    A form in an annex has the national title and no number; what repeats the paper's own number is a copy of its head.
    """
    lines = [p for p in source.paragraphs if view[p.start : p.end].strip()]
    own = view[slice(*head.number)] if head.number else None
    for at, paragraph in enumerate(lines):
        if paragraph.start < head.body or not is_nation_line(view, paragraph):
            continue
        around = lines[max(0, at - 6) : at + _HEAD_LINES]
        number = next((span for p in around if p.start >= head.body and (span := number_in(view, p))), None)
        if (
            number is not None
            and view[number[0]].isdigit()
            and view[slice(*number)] != own
            and _is_titled(view, lines[at : at + _HEAD_LINES])
        ):
            return number
    return None


def _is_titled(view: str, lines: Sequence[Paragraph]) -> bool:
    return any(is_type_line(view, p) or is_subject(view, p) for p in lines)
