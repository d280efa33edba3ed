"""Whom directives fall to: their lead units under the name of today, or the name as written where it is of no unit.

The table `holders` has a row for each assignee, kept by triggers (m012); its `holder` is the number of a unit, or minus
that of a name.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

LEADING = """
    holders.role = 'lead' AND (holders.position = 0 OR NOT EXISTS (
        SELECT 1 FROM holders AS earlier WHERE earlier.directive_id = holders.directive_id
        AND earlier.position < holders.position AND earlier.role = 'lead' AND earlier.holder = holders.holder))"""
"""The condition on `holders` that it leads, and is not the same as one before it."""

HOLDERS = f"""
    SELECT holders.directive_id, coalesce(units.name, names.text, trim(names.key)) AS name,
        key_of(coalesce(units.name, names.key)) AS key
    FROM holders LEFT JOIN units ON units.id = holders.holder LEFT JOIN names ON names.id = -holders.holder
    WHERE {LEADING}"""
"""Directives with the name of each of their lead units."""


def names_of(db: Database, holders: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """The name and the key of each unit; of a name that is of no unit, itself and no key."""
    wanted = msgspec.json.encode(sorted(set(holders))).decode()
    sql = """
        SELECT id, name, key FROM units WHERE id IN (SELECT value FROM json_each(:wanted))
        UNION ALL SELECT -id, coalesce(text, trim(key)), NULL FROM names
        WHERE id IN (SELECT -value FROM json_each(:wanted))"""
    return {row[0]: (row[1], row[2]) for row in db.execute(sql, {"wanted": wanted})}
