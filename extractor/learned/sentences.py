"""What a model is shown of a sentence, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from extractor.core.record import DirectiveKind

NO_ORDER = "none"
KINDS: tuple[DirectiveKind, ...] = ("task", "decision", "target", "petition", "commitment")
LABELS = (NO_ORDER, *KINDS)

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


class Seen(msgspec.Struct, frozen=True):
    """A sentence [start, end) in its place. `text`: its matching view; `about`: what is known of the place."""

    start: int
    end: int
    text: str
    about: tuple[str, ...]


class Opinion(msgspec.Struct, frozen=True):
    """How likely the sentence holds an order, and of which kind it is if it holds one."""

    order: float
    kind: DirectiveKind


# one opinion a sentence, or none at all where nobody has one
Judge = Callable[[Sequence[Seen]], Sequence[Opinion]]


def words_of(seen: Seen) -> list[str]:
    """The words that stand for a sentence: first what is known of its place, then its own, numbers without value."""
    own = ["0" if token.isdigit() else token for token in _TOKEN.findall(seen.text.lower())]
    return [*[f"@{about}" for about in seen.about], "<s>", *own]
