"""Where a span of a record stands: its page, and the headings above it."""

from __future__ import annotations

from typing import Protocol

from extractor.core.record import Directive, Located, Record, Section
from extractor.core.register import Spot


class Laid(Protocol):
    """Text with its pages and sections, as a record has them."""

    @property
    def text(self) -> str: ...
    @property
    def places(self) -> tuple[Located, ...]: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...


def page_of(record: Laid, start: int) -> int | None:
    """The page (from 1) of the character at `start`, None where the format has no pages."""
    return next((p.page for p in record.places if p.start <= start < p.end), None)


def section_path(record: Laid, section: int | None, *, below: int | None = None) -> tuple[str, ...]:
    """Labels and headings from the outermost section in, `("II. NHIỆM VỤ", "1. Về giao thông", "a)")`.

    Bullets without a heading say nothing and are left out, as are headings that end after the offset `below`:
    they hold what is located, they do not stand above it.
    """
    path: list[str] = []
    seen: set[int] = set()
    while section is not None and section not in seen and 0 <= section < len(record.sections):
        seen.add(section)
        found = record.sections[section]
        heading = found.heading if found.heading and (below is None or found.heading.end <= below) else None
        words = [w for w in (found.label, heading.text if heading else None) if w]
        if any(c.isalnum() for word in words for c in word):
            path.append(_joined(words))
        section = found.parent
    return tuple(reversed(path))


def spot_of(record: Laid, start: int, end: int) -> Spot:
    """Where the span [start, end) stands."""
    path = section_path(record, innermost_section(record, start), below=start)
    return Spot(section=path, page=page_of(record, start), start=start, end=end)


def spot_of_directive(record: Record, directive: Directive) -> Spot:
    """Where a directive stands: under the section it names, else under the innermost that holds it."""
    section = directive.section if directive.section is not None else innermost_section(record, directive.start)
    path = section_path(record, section, below=directive.start)
    return Spot(section=path, page=page_of(record, directive.start), start=directive.start, end=directive.end)


def innermost_section(record: Laid, start: int) -> int | None:
    """The index of the shortest section that holds the character at `start`."""
    holding = [(s.end - s.start, i) for i, s in enumerate(record.sections) if s.start <= start < s.end]
    return min(holding)[1] if holding else None


def _joined(words: list[str]) -> str:
    if len(words) == 2 and words[1].startswith(words[0]):
        return words[1]
    return " ".join(words)
