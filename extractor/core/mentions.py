"""What recognisers find: labelled spans, before overlaps are settled and incomplete dates are anchored."""

from __future__ import annotations

from typing import Any

import msgspec

from extractor.core.record import Comparator, EntityType, FigureKind, Level


class EntityMention(msgspec.Struct, frozen=True):
    """A candidate entity. Of two that overlap the higher `priority` wins, then the longer."""

    type: EntityType
    start: int
    end: int
    rule: str
    priority: int = 0
    name: str | None = None
    positions: tuple[str, ...] = ()
    level: Level | None = None
    doc_type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None


class FigureMention(msgspec.Struct, frozen=True):
    kind: FigureKind
    start: int
    end: int
    rule: str
    value: float | int
    unit: str
    max: float | int | None = None
    total: float | int | None = None
    per: str | None = None
    comparator: Comparator | None = None


class TimeMention(msgspec.Struct, frozen=True):
    """A calendar expression, not yet anchored; `expression` is one of the types of `core.calendar`."""

    start: int
    end: int
    rule: str
    expression: Any


class OfficeMention(msgspec.Struct, frozen=True):
    """A phrase that names an office or a set of office-holders, with the body inside.

    `bodies_count`: the bodies inside are entities all the same (`lãnh đạo UBND huyện`). `parts` are the single
    offices of the phrase as [start, end) without `các đồng chí`, `các`.
    """

    start: int
    end: int
    rule: str
    plural: bool
    bodies_count: bool
    parts: tuple[tuple[int, int], ...] = ()
