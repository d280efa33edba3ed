"""The outline as the record tells it: every line with its label, heading, parent and part."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.record import Evidence, Section
from extractor.structure.outline import Line


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
    if not (line.heading or line.lead_in):
        return None
    return Evidence(line.content, line.end, text[line.content : line.end])
