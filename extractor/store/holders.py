"""Whom directives fall to: their lead units under the name of today, or the name as written where it is of no unit.

The table `holders` has a row for each assignee, kept by triggers (m013); its `holder` is the number of a unit, or minus
that of a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.store.folding import key_of

LEADING = """
    holders.role = 'lead' AND (holders.position = 0 OR NOT EXISTS (
        SELECT 1 FROM holders AS earlier WHERE earlier.directive_id = holders.directive_id
        AND earlier.position < holders.position AND earlier.role = 'lead' AND earlier.holder = holders.holder))"""
"""The condition on `holders` that it leads, and is not the same as one before it."""


class Lead(msgspec.Struct, frozen=True):
    """A name of lead units, the numbers of the units that bear it (none: directives without one), and their tasks."""

    name: str | None
    holders: tuple[int, ...]
    total: int


def leads_of(db: Database, where: str, parameters: dict[str, Any]) -> list[Lead]:
    """The lead units of directives that fit, by name, those without one last."""
    sql = f"""
        SELECT coalesce(holders.holder, 0), count(*) FROM directives
        LEFT JOIN holders ON holders.directive_id = directives.id AND {LEADING}
        WHERE {where} GROUP BY 1"""
    totals: dict[int, int] = dict(db.execute(sql, parameters).fetchall())
    named = names_of(db, totals)
    together: dict[str | None, list[int]] = {}
    for holder in totals:
        together.setdefault(named[holder][0] if holder else None, []).append(holder)
    leads = []
    for name in sorted(together, key=lambda name: (name is None, key_of(name or ""), name)):
        holders = tuple(sorted(h for h in together[name] if h))
        total = totals[(*holders, 0)[0]]
        if len(holders) > 1:  # a directive of two of them counts once
            inside, numbers = led_by(holders)
            sql = f"SELECT count(*) FROM directives WHERE {inside} AND {where}"
            total = db.execute(sql, {**parameters, **numbers}).fetchone()[0]
        leads.append(Lead(name, holders, total))
    return leads


def led_by(holders: tuple[int, ...]) -> tuple[str, dict[str, str]]:
    """The condition on `directives` that one of these leads it, or that none leads it where there are none."""
    if not holders:
        return (
            "NOT EXISTS (SELECT 1 FROM holders WHERE directive_id = directives.id AND role = 'lead')",
            {},
        )
    inner = """
        SELECT directive_id FROM holders WHERE role = 'lead' AND holder IN (SELECT value FROM json_each(:holders))
        AND directive_id IN (
            SELECT directive_id FROM assignee_units WHERE unit_id IN (SELECT value FROM json_each(:holders)))
        UNION SELECT directive_id FROM holders WHERE role = 'lead' AND holder < 0
        AND name_id IN (SELECT -value FROM json_each(:holders))"""
    return f"directives.id IN ({inner})", {"holders": msgspec.json.encode(holders).decode()}


def names_of(db: Database, holders: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """The name and the key of each unit; of a name that is of no unit, itself and no key.

    A unit whose name others here bear too has its place behind it: `Sở Xây dựng (tỉnh Lào Cai)`.
    """
    wanted = msgspec.json.encode(sorted(set(holders))).decode()
    sql = """
        SELECT id, name, key, place FROM units WHERE id IN (SELECT value FROM json_each(:wanted))
        UNION ALL SELECT -id, coalesce(text, trim(key)), NULL, NULL FROM names
        WHERE id IN (SELECT -value FROM json_each(:wanted))"""
    rows = db.execute(sql, {"wanted": wanted}).fetchall()
    often = Counter(name for _, name, *_ in rows)
    return {
        number: (f"{name} ({place})" if place is not None and often[name] > 1 else name, key)
        for number, name, key, place in rows
    }
