"""Patterns that need one of a few words: where none of them stands, the pattern is not tried.

To look for a word costs a hundredth of a search whose pattern opens with a lookbehind or many alternatives.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import msgspec

from extractor.core.characters import lower_case

_IGNORES_CASE = int(re.IGNORECASE)  # the flag itself is slow to compare


class Cued(msgspec.Struct, frozen=True):
    """A pattern and its cues, in lower case where it ignores case: every match holds one of them within its span."""

    pattern: re.Pattern[str]
    cues: tuple[str, ...]

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.match(text, start, end) if self.may_stand(text, start, end) else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.search(text, start, end) if self.may_stand(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, start, end) if self.may_stand(text, start, end) else iter(())

    def may_stand(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether one of the cues stands in text[start:end]."""
        if self.pattern.flags & _IGNORES_CASE:
            if end - start < len(text):
                text, start, end = text[start:end].lower(), 0, sys.maxsize
            else:
                text = lower_case(text)
        for cue in self.cues:  # noqa: SIM110  `any` costs more than what it looks for
            if text.find(cue, start, end) >= 0:
                return True
        return False


def cued(pattern: str, *cues: str, flags: int = 0) -> Cued:
    """`pattern`, tried only where one of the cues stands."""
    return Cued(re.compile(pattern, flags), cues)
