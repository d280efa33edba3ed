"""Long lists of words as regular expressions that are quick to try."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def alternation(words: Iterable[str], spell: Callable[[str], str] = re.escape) -> str:
    """The words as alternatives, the longest first; `spell` writes any part of a word as a pattern.

    They are grouped by what they begin with: where that differs, the rest of the group is never looked at.
    """
    return _grouped(sorted(set(words), key=lambda word: (-len(word), word)), spell)


def _grouped(words: Iterable[str], spell: Callable[[str], str]) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1].lower(), []).append(word)
    return "|".join(_factored(group, spell) for group in groups.values())


def _factored(group: list[str], spell: Callable[[str], str]) -> str:
    """Alternatives of one first letter; small and capital ones stay in their order, for patterns that ignore case."""
    shared = group[-1]  # the shortest
    while not all(word.startswith(shared) for word in group):
        shared = shared[:-1]
    if len(group) == 1 or not shared:
        return "|".join(map(spell, group))
    if spell is not re.escape:
        shared = shared[0]  # it may write several signs as one
        return f"{spell(shared)}(?:{'|'.join(spell(word[1:]) for word in group)})"
    return f"{spell(shared)}(?:{_grouped([word[len(shared) :] for word in group], spell)})"


def opening(words: Iterable[str]) -> str:
    """A look at the first letter, before a look back and the words themselves: most places open none of them."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


_WORD = re.compile(r"\w+")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words that open the phrases, in lower case: what none of them opens, no phrase can match."""
    return frozenset(word.group() for phrase in phrases if (word := _WORD.match(phrase.lower())))
