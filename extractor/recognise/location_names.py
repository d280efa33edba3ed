"""What the finders of locations share: names the text has given, stretches that are taken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.core.mentions import EntityMention
from extractor.core.record import Level
from extractor.lexicon.admin_units import name_key
from extractor.recognise.name_shapes import (
    capital_pattern,
)

CAPITAL_NEXT = capital_pattern(r" (\p{Lu}\w*)")


class Names:
    """Names that the text gives with their unit word: by key the level, and where it was said."""

    def __init__(self) -> None:
        self.levels: dict[str, Level] = {}
        self._said: dict[str, list[tuple[int, Level]]] = {}

    def learn(self, name: str, level: Level, at: int) -> None:
        if " " in name.strip() or (len(name) > 3 and not (name.isupper() and len(name) <= _LONGEST_SIGN)):
            self.levels.setdefault(name_key(name), level)
            self._said.setdefault(name_key(name), []).append((at, level))

    def last_before(self, name: str, at: int) -> Level | None:
        """The level at which the name was last said before `at`: a letterhead before its date line."""
        said = [level for where, level in self._said.get(name_key(name), ()) if where < at]
        return said[-1] if said else self.levels.get(name_key(name))


_LONGEST_SIGN = 5  # letters of an abbreviation (`HTX DVNN`)


class Taken:
    """Stretches of the text that belong to a name already."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        i = bisect_right(self._spans, (start, end))
        beside = self._spans[i - 1 if i else 0 : i + 1]
        return not [1 for taken, over in beside if start < over and taken < end]

    def add(self, start: int, end: int) -> None:
        self._spans.insert(bisect_right(self._spans, (start, end)), (start, end))


def place_mention(start: int, end: int, level: Level, rule: str) -> EntityMention:
    return EntityMention("location", start, end, rule, level=level)
