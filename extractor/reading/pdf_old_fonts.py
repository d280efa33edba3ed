"""Old fonts in PDFs: words of pages, each with the font it is set in, made Unicode before lines are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol, TypeVar

import msgspec

from extractor.core.record import Diagnostic
from extractor.reading.legacy import Stretch, legacy_diagnostic, repair


class SetWord(Protocol):
    """A word on a page: its letters, the top of its box in points, and the font as the file calls it."""

    @property
    def text(self) -> str: ...

    @property
    def top(self) -> float: ...

    @property
    def font(self) -> str: ...


Word = TypeVar("Word", bound=SetWord)


def repair_words(pages: Sequence[Sequence[Word]]) -> tuple[list[list[Word]], tuple[Diagnostic, ...]]:
    """The words of all pages of a file, what was set in an old font made Unicode, and what to say of that."""
    lines = [list(line) for page in pages for _, line in groupby(page, key=lambda word: round(word.top))]
    repaired = repair([[Stretch(f"{word.text} ", word.font) for word in line] for line in lines])
    if not repaired.codings:
        return [list(page) for page in pages], ()
    made = iter([text[:-1] for texts in repaired.texts for text in texts])
    out = [[_with_text(word, next(made)) for word in page] for page in pages]
    return out, legacy_diagnostic(repaired.codings)


def _with_text(word: Word, text: str) -> Word:
    if word.text == text or not isinstance(word, msgspec.Struct):
        return word
    return msgspec.structs.replace(word, text=text)
