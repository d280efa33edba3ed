"""Patterns that need one of a few words, or open with one: where none of them stands, the pattern is not tried.

To look for a word costs a hundredth of a search whose pattern opens with a lookbehind or many alternatives.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import msgspec

from extractor.core.characters import lower_case


class Cued(msgspec.Struct, frozen=True):
    """A pattern and its cues, in lower case where it ignores case: every match holds one of them within its span."""

    pattern: re.Pattern[str]
    cues: tuple[str, ...]
    ignores_case: bool = False

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.match(text, start, end) if self.may_stand(text, start, end) else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.search(text, start, end) if self.may_stand(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, start, end) if self.may_stand(text, start, end) else iter(())

    def may_stand(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether one of the cues stands in text[start:end]."""
        if self.ignores_case:
            if end - start < len(text):
                text, start, end = text[start:end].lower(), 0, sys.maxsize
            else:
                text = lower_case(text)
        for cue in self.cues:  # noqa: SIM110  `any` costs more than what it looks for
            if text.find(cue, start, end) >= 0:
                return True
        return False


class Opened(msgspec.Struct, frozen=True):
    """A pattern and its openings: every match begins with one of them. They are found without a search."""

    pattern: re.Pattern[str]
    openings: tuple[str, ...]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        behind = 0
        for at in sorted(at for opening in self.openings for at in _places(opening, text)):
            if at >= behind and (found := self.pattern.match(text, at)):
                behind = found.end()
                yield found


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def cued(pattern: str, *cues: str, flags: int = 0) -> Cued:
    """`pattern`, tried only where one of the cues stands."""
    return Cued(re.compile(pattern, flags), cues, bool(flags & re.IGNORECASE))


def opened(pattern: str, *openings: str) -> Opened:
    """`pattern`, tried only where one of the openings stands."""
    return Opened(re.compile(pattern), openings)
