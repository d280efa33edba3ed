"""Bodies under one key: who links names to them is handed to the register when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

import msgspec
from sqlite_utils import Database

from extractor.core.record import Record

UnitParts: TypeAlias = tuple[str, str, str, str | None]
"""Key, name, kind and place of a body."""

Linked: TypeAlias = Mapping[tuple[int, int] | None, Sequence[Sequence[UnitParts]]]
"""The bodies that a name means, each with its successors behind it; by (index of the directive in the record, index of
the assignee), the issuer under None.
"""

Linker: TypeAlias = Callable[[Record], Linked]


def write_units(
    db: Database, number: int, linked: Linked, directives: Sequence[int], *, only: Collection[int] | None = None
) -> None:
    """Keep the bodies of a document; `directives` are the numbers of those of the record, `only` those that changed."""
    if only is None:
        issuers = linked.get(None, ())
        issuer = _unit(db, issuers[0][0]) if issuers else None
        db.execute("UPDATE documents SET issuer_unit = ? WHERE id = ?", [issuer, number])
    written = [n for n in directives if only is None or n in only]
    db.conn.executemany("DELETE FROM assignee_units WHERE directive_id = ?", [[n] for n in written])
    wanted = set(written)
    for key, units in linked.items():
        if key is not None and directives[key[0]] in wanted:
            for rank, unit in ((rank, unit) for body in units for rank, unit in enumerate(dict.fromkeys(body))):
                db.execute(
                    "INSERT OR IGNORE INTO assignee_units(directive_id, position, unit_id, rank) VALUES (?, ?, ?, ?)",
                    [directives[key[0]], key[1], _unit(db, unit), rank],
                )


def units_of_keys(db: Database, keys: Collection[str]) -> list[tuple[int, str]]:
    """Numbers and names of the bodies whose keys fit one of the patterns of GLOB, in the order they came in."""
    sql = """
        SELECT id, name FROM units
        WHERE EXISTS (SELECT 1 FROM json_each(?) AS asked WHERE units.key GLOB asked.value) ORDER BY id"""
    return [(int(number), str(name)) for number, name in db.execute(sql, [msgspec.json.encode([*keys]).decode()])]


def _unit(db: Database, unit: UnitParts) -> int:
    """The number of a body, which is made where it is not known yet."""
    row = db.execute("SELECT id FROM units WHERE key = ?", [unit[0]]).fetchone()
    if row is None:
        row = db.execute("INSERT INTO units(key, name, kind, place) VALUES (?, ?, ?, ?) RETURNING id", unit).fetchone()
    return int(row[0])
