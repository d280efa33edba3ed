"""The outline as the record tells it: every line with its label, heading, parent and part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.core.record import Evidence, Section
from extractor.structure.outline import Line

_LONGEST_HEADING = 200  # characters; what is longer is a paragraph, whatever it ends in
_LONGEST_LEAD_IN = 120
_SENTENCE_ENDS = re.compile(r"[.;!?…]\s")


def assemble_sections(text: str, lines: Sequence[Line]) -> tuple[Section, ...]:
    """One section a line; `end` closes the last line that stands under it."""
    ends = [line.end for line in lines]
    for number in range(len(lines) - 1, -1, -1):
        parent = lines[number].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[number])
    return tuple(
        Section(
            start=line.start,
            end=ends[number],
            label=line.label,
            heading=_heading(text, line),
            parent=line.parent,
            part=line.part,
        )
        for number, line in enumerate(lines)
    )


def _heading(text: str, line: Line) -> Evidence | None:
    """What the line is called: a heading, or a short lead-in (`Các giải pháp trọng tâm:`).

    A paragraph that opens a list is none, such as the sentence that tells who met and concluded as follows.
    """
    words = text[line.content : line.end]
    named = line.heading and len(words) <= _LONGEST_HEADING
    return Evidence(line.content, line.end, words) if named or _is_short_lead_in(line, words) else None


def _is_short_lead_in(line: Line, words: str) -> bool:
    short = line.lead_in and line.part != "opening" and len(words) <= _LONGEST_LEAD_IN
    return short and _SENTENCE_ENDS.search(words) is None
