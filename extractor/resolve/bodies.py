"""The bodies behind the names of a record, in the form in which the register keeps them."""

from __future__ import annotations

from typing import TypeAlias

from extractor.core.record import Record
from extractor.resolve.units import link_units

Parts: TypeAlias = tuple[str, str, str, str | None]
"""Key, name, kind and place of a body."""


def bodies_of(record: Record) -> dict[tuple[int, int] | None, tuple[tuple[Parts, ...], ...]]:
    """The bodies that each name means, by (directive, assignee); those of the issuer under None.

    Successors of a body that a reform ended are not among them: whoever asks for a body of today asks for what it was
    before as well (`units_asked`).
    """
    found: dict[tuple[int, int] | None, tuple[tuple[Parts, ...], ...]] = {}
    for linked in link_units(record):
        key = None if linked.directive is None else (linked.directive, linked.position or 0)
        found[key] = tuple(((unit.key, unit.name, unit.kind, unit.place),) for unit in linked.units)
    return found
