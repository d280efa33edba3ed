"""Marks of punctuation that part a sentence: those outside brackets and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MARK = re.compile(r'["();:]')


def parting_marks(view: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Semicolons and colons of [start, end) outside brackets and quotes, with their places."""
    depth, quoted = 0, False
    for found in _MARK.finditer(view, start, end):
        mark = found.group()
        if mark == '"':
            quoted = not quoted
        elif mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif not depth and not quoted:
            yield found.start(), mark


def outside_brackets(view: str, start: int, matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those of the matches, given in order, that stand in no brackets or quotes opened behind `start`."""
    at, depth, quotes = start, 0, 0
    for match in matches:
        depth += view.count("(", at, match.start()) - view.count(")", at, match.start())
        quotes += view.count('"', at, match.start())
        at = match.start()
        if depth <= 0 and quotes % 2 == 0:
            yield match
