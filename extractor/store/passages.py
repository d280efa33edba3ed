"""The passage of a document that answers a search best."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.core.locating import spot_of
from extractor.core.page_titles import without_page_titles
from extractor.core.query import Wording
from extractor.core.register import DocumentHit, DocumentRow
from extractor.store.folding import marks_in, spots_of
from extractor.store.records import Layout

PASSAGE = 320
"""A passage of a document is shown whole up to this many characters."""


def document_hit(
    row: DocumentRow, record: Layout, wordings: Sequence[Wording], *, exact: bool, partial: bool
) -> DocumentHit:
    """The document with its best passage and where that stands."""
    start, end = best_passage(record.text, wordings, exact=exact)
    passage = record.text[start:end]
    return DocumentHit(
        document=row,
        text=passage,
        marks=marks_in(passage, wordings, exact=exact),
        spot=spot_of(record, start, end),
        exact=exact,
        partial=partial,
    )


def best_passage(text: str, wordings: Sequence[Wording], *, exact: bool) -> tuple[int, int]:
    """The span of the first passage that holds most wordings; the first line where none is in the text.

    Title and motto of the page are no passage.
    """
    text = without_page_titles(text)
    spots = spots_of(text, wordings, exact=exact)
    best = (0, 0, 0)
    checked = -1
    for at, (start, _) in enumerate(spots):
        if start < checked:
            continue
        first, last = _passage_at(text, start)
        checked = last
        inside = bisect_left(spots, (last, 0), at)
        found = len({wording for _, wording in spots[at:inside]})
        if found > best[0]:
            best = (found, first, last)
            if found == len(wordings):
                break
    return (best[1], best[2]) if best[0] else _passage_at(text, len(text) - len(text.lstrip()))


def _passage_at(text: str, start: int) -> tuple[int, int]:
    """The paragraph around `start`, cut to sentences about it where it is long."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    if last - first > PASSAGE:
        before = max(text.rfind(". ", first, start), text.rfind("; ", first, start))
        first = before + 2 if before >= 0 else first
        if start - first > PASSAGE // 2:
            first = text.find(" ", start - PASSAGE // 2) + 1
        if last - first > PASSAGE:
            ends = [e + 1 for e in (text.find(". ", start, last), text.find("; ", start, last)) if e >= 0]
            last = min([*ends, last])
        if last - first > PASSAGE:
            blank = text.rfind(" ", start, first + PASSAGE)
            last = blank if blank > start else first + PASSAGE
    return first, last
