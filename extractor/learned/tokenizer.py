"""Tokens of Vietnamese as the models see them: syllables, numbers, punctuation marks.

spaCy's own Vietnamese pipeline wants pyvi, or splits at blanks only, so that `15/3/2024.` is one token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy import util
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")


class SyllableTokenizer:
    """Makes a Doc of a text. Blanks between tokens are one or none, so offsets hold where text has single blanks."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = list(_TOKEN.finditer(text))
        followed = [here.end() < behind.start() for here, behind in pairwise(found)] + [False] * bool(found)
        return Doc(self.vocab, words=[token.group() for token in found], spaces=followed)

    # nothing is learnt, so nothing is stored
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> SyllableTokenizer:
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        return None

    def from_disk(self, path: Path | str, **_: Any) -> SyllableTokenizer:
        return self


@util.registry.tokenizers("chidao.SyllableTokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Any], SyllableTokenizer]:
    return lambda nlp: SyllableTokenizer(nlp.vocab)
