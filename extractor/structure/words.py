"""Words and their classes: the one door to underthesea, loaded at the first question that the lexicon cannot answer."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENING = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,7}")


@lru_cache(maxsize=4096)
def starts_with_verb(text: str) -> bool:
    """Whether the first word of `text` is a verb, by underthesea's tagger.

    Asked only of short openings that no word list knows; tagging costs about a millisecond, the first call a second.
    """
    from underthesea import pos_tag  # loads a model: not at import

    # words alone: the tagger's own patterns for addresses take exponential time on hostile text
    opening = _OPENING.match(text)
    tagged = pos_tag(opening.group()) if opening else []
    return bool(tagged) and tagged[0][1] == "V"


@lru_cache(maxsize=4096)
def first_verb(text: str) -> int | None:
    """The offset of the first verb among the first words of `text`, by underthesea's tagger."""
    from underthesea import pos_tag  # loads a model: not at import

    opening = _OPENING.match(text)
    at = 0
    for word, tag in pos_tag(opening.group()) if opening else []:
        if tag == "V":
            return at
        at += len(word) + 1
    return None
