"""Stretches of a text, and what is trimmed off their ends."""

from __future__ import annotations

Span = tuple[int, int]


def trim(text: str, start: int, end: int, left: str = "", right: str = "") -> Span:
    """[start, end) without blanks at both ends, marks of `left` at its head and marks of `right` at its tail."""
    while start < end and (text[start].isspace() or text[start] in left):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in right):
        end -= 1
    return start, end
