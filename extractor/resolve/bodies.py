"""The bodies behind the names of a record, in the form in which the register keeps them."""

from __future__ import annotations

from typing import TypeAlias

from extractor.core.record import Record
from extractor.core.units import Unit
from extractor.resolve.units import link_units

Parts: TypeAlias = tuple[str, str, str, str | None]
"""Key, name, kind and place of a body."""


def bodies_of(record: Record) -> dict[tuple[int, int] | None, tuple[tuple[Parts, ...], ...]]:
    """The bodies that each name means, by (directive, assignee); those of the issuer under None.

    Behind a body that a reform ended stands the one that does all its work today; where several share it, none does:
    whoever asks for one of them asks for what it was before as well (`units_asked`).
    """
    found: dict[tuple[int, int] | None, tuple[tuple[Parts, ...], ...]] = {}
    for linked in link_units(record):
        key = None if linked.directive is None else (linked.directive, linked.position or 0)
        found[key] = tuple(_parts(unit) for unit in linked.units)
    return found


def _parts(unit: Unit) -> tuple[Parts, ...]:
    own = (unit.key, unit.name, unit.kind, unit.place)
    return (own,) if unit.heir is None else (own, (unit.heir.key, unit.heir.name, unit.kind, unit.heir.place))
