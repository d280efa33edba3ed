"""The text edges of scanned pages, by which they are laid over one another: a scanner takes no two sheets alike.

Margins, indents and full lines are measured over a whole document. On scans the same margin stands a centimetre further
right on the next page, and a page may be drawn a few hundredths narrower.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.reading.page_words import Line

_FEWEST = 8  # lines of a page that show its edges
_NEAR = 4.0  # points between lines that share an edge
_SHARE_LEFT, _SHARE_RIGHT = 0.2, 0.3  # of the lines of a page that stand at its edges
_LIKE = 0.9  # how much narrower a page of the same text may be


class _Edges(msgspec.Struct, frozen=True):
    left: float
    right: float


def on_one_sheet(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of all pages, those of scans moved and stretched so that their text stands where it does on the first
    page that has clear edges. Pages with a text layer stay as they are.
    """
    edges = [_edges(lines) for lines in pages]
    model = next((found for found in edges if found is not None), None)
    if model is None:
        return [list(lines) for lines in pages]
    return [
        [_moved(line, own, model) for line in lines] if own is not None else list(lines)
        for lines, own in zip(pages, edges, strict=True)
    ]


def _edges(lines: Sequence[Line]) -> _Edges | None:
    """Where the running text of a scanned page begins and ends; None where too few lines tell."""
    body = [line for line in lines if line.region == "body" and line.column is None and line.words]
    if len(body) < _FEWEST:
        return None
    left = _outermost([line.x0 for line in body], _SHARE_LEFT)
    right = _outermost([-line.x1 for line in body], _SHARE_RIGHT)
    return None if left is None or right is None or -right <= left else _Edges(left, -right)


def _outermost(values: Sequence[float], share: float) -> float | None:
    """The smallest value that `share` of all stand near, above it."""
    ordered = sorted(values)
    wanted = max(3, round(share * len(ordered)))
    groups = (ordered[at : at + wanted] for at in range(len(ordered) - wanted + 1))
    return next((group[len(group) // 2] for group in groups if group[-1] - group[0] <= _NEAR), None)


def _moved(line: Line, own: _Edges, model: _Edges) -> Line:
    scale = (model.right - model.left) / (own.right - own.left)
    if not _LIKE <= scale <= 1 / _LIKE:
        scale = 1.0
    return msgspec.structs.replace(
        line,
        x0=model.left + (line.x0 - own.left) * scale,
        x1=model.left + (line.x1 - own.left) * scale,
        first_word=line.first_word * scale,
    )
