"""Old fonts in PDFs: words, each with the font it is set in, made Unicode before lines and columns are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from extractor.core.record import Diagnostic
from extractor.lexicon.old_fonts import Coding
from extractor.reading.legacy import Stretch, legacy_diagnostic, repair
from extractor.reading.page_words import Word


class OldFontWords:
    """Makes the words of one file Unicode, page by page, and remembers what was found."""

    def __init__(self) -> None:
        self._found: dict[Coding, None] = {}

    def made_unicode(self, words: Sequence[Word]) -> list[Word]:
        """The words of a page or a cell, in the order of reading."""
        lines = [list(line) for _, line in groupby(words, key=lambda word: round(word.top))]
        # the blank keeps neighbours apart that have one font
        repaired = repair([[Stretch(f"{word.text} ", word.font) for word in line] for line in lines])
        if not repaired.codings:
            return list(words)
        self._found |= dict.fromkeys(repaired.codings)
        made = [text.rstrip(" ") for texts in repaired.texts for text in texts]
        return [
            word if word.text == text else msgspec.structs.replace(word, text=text)
            for word, text in zip(words, made, strict=True)
        ]

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return legacy_diagnostic(tuple(self._found))
