"""The filter by unit: beside what was typed, the names that the register knows the same bodies by."""

from __future__ import annotations

import msgspec
from sqlite_utils import Database

from extractor.core.query import Query
from extractor.store.folding import key_of
from extractor.store.units import units_of_keys

MOST_NAMES = 60
"""Names beyond these are not asked for."""


def with_names(db: Database, query: Query) -> Query:
    """The query with the names of the bodies that `unit_keys` mean, but for those that hold a name typed already."""
    filters = query.filters
    if not filters.unit_keys:
        return query
    typed = [key_of(name) for name in filters.unit]
    known = dict.fromkeys(name for _, name in units_of_keys(db, filters.unit_keys))
    other = [name for name in known if not any(key in key_of(name) for key in typed)]
    wanted = (*filters.unit, *other[:MOST_NAMES])
    return msgspec.structs.replace(query, filters=msgspec.structs.replace(filters, unit=wanted))
