"""Long lists of words as regular expressions that are quick to try."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def alternation(words: Iterable[str], spell: Callable[[str], str] = re.escape) -> str:
    """The words as alternatives, the longest first; `spell` writes any part of a word as a pattern.

    They are grouped by their first letter: where that differs, the rest of the group is never looked at.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0].lower(), []).append(word)
    return "|".join(_factored(group, spell) for group in groups.values())


def _factored(group: list[str], spell: Callable[[str], str]) -> str:
    first = group[0][0]
    if len(group) == 1 or any(word[0] != first for word in group):
        return "|".join(map(spell, group))
    return f"{spell(first)}(?:{'|'.join(spell(word[1:]) for word in group)})"


_WORD = re.compile(r"\w+")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words that open the phrases, in lower case: what none of them opens, no phrase can match."""
    return frozenset(word.group() for phrase in phrases if (word := _WORD.match(phrase.lower())))
