"""Searches that were given a name."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlite_utils import Database

from extractor.core.register import SavedSearch
from extractor.store.register import Register

Options = dict[str, str | int | bool]


def save_search(
    register: Register, name: str, query: str, options: Mapping[str, str | int | bool], *, by: str, at: str
) -> None:
    """Keep a search under a name; one of that name before is replaced. `at`: ISO 8601. Raises StoreError."""
    name = name.strip()
    row = [name, query, msgspec.json.encode(dict(options)).decode(), at]
    with register.writing() as db:
        before = _query_of(db, name)
        db.execute("INSERT OR REPLACE INTO saved_searches (name, query, options, at) VALUES (?, ?, ?, ?)", row)
        _remember(db, name, before, query, by, at)


def list_searches(register: Register) -> tuple[SavedSearch, ...]:
    """All of them, by name. Raises StoreError."""
    with register.reading() as db:
        rows = list(db.query("SELECT * FROM saved_searches ORDER BY name"))
    return tuple(
        SavedSearch(r["name"], r["query"], msgspec.json.decode(r["options"], type=Options), r["at"]) for r in rows
    )


def find_search(register: Register, name: str) -> SavedSearch | None:
    """The one of that name, None where there is none. Raises StoreError."""
    return next((saved for saved in list_searches(register) if saved.name == name.strip()), None)


def delete_search(register: Register, name: str, *, by: str, at: str) -> bool:
    """Forget it; whether there was one. Raises StoreError."""
    name = name.strip()
    with register.writing() as db:
        before = _query_of(db, name)
        if before is None:
            return False
        db.execute("DELETE FROM saved_searches WHERE name = ?", [name])
        _remember(db, name, before, None, by, at)
    return True


def _query_of(db: Database, name: str) -> str | None:
    row = db.execute("SELECT query FROM saved_searches WHERE name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def _remember(db: Database, name: str, old: str | None, new: str | None, by: str, at: str) -> None:
    """A saved search has a name and no number: the history names it as the field."""
    sql = "INSERT INTO history (at, by, subject, subject_id, field, old, new) VALUES (?, ?, 'search', 0, ?, ?, ?)"
    db.execute(sql, [at, by, name, old, new])
