"""Words and their classes: the one door to underthesea, loaded at the first question that the lexicon cannot answer."""

from __future__ import annotations

from functools import cache


@cache
def starts_with_verb(text: str) -> bool:
    """Whether the first word of `text` is a verb, by underthesea's tagger.

    Asked only of short openings that no word list knows; tagging costs about a millisecond, the first call a second.
    """
    from underthesea import pos_tag  # loads a model: not at import

    tagged = pos_tag(text[:80])
    return bool(tagged) and tagged[0][1] == "V"
