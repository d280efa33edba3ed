"""The history: every change with its old and new value, who made it, when and why. Only added to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec
from sqlite_utils import Database

from extractor.core.history import SEARCH, HistoryRow
from extractor.store.lookup import resolve
from extractor.store.register import Register
from extractor.store.rows import directive_id, document_id, parse_id

MACHINE = "chidao"
"""Who changes the register where the program does so by itself."""

Subject = Literal["document", "directive", "link", "search"]


class Act(msgspec.Struct, frozen=True):
    """Who does something, when (ISO 8601), and why."""

    by: str
    at: str
    reason: str | None = None


def note(
    db: Database,
    act: Act,
    subject: Subject,
    number: int,
    field: str,
    old: Any,
    new: Any,
    *,
    document: int | None = None,
) -> None:
    """One line of history, in the transaction of the change. Words stay words, all else is kept as JSON."""
    db.execute(
        "INSERT INTO history(at, by, subject, subject_id, document_id, field, old, new, reason) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [act.at, act.by, subject, number, document, field, as_told(old), as_told(new), act.reason],
    )


def as_told(value: Any) -> str | None:
    """A value as it stands in a column: None, words, or JSON."""
    if value is None or isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


def list_history(
    register: Register, name: str | None = None, *, since: str | None = None, limit: int = 200
) -> tuple[HistoryRow, ...]:
    """What was changed, newest first: of a document with all its directives, of one directive, or of all.

    `since`: an ISO day or moment. Raises StoreError where nothing answers to `name`.
    """
    conditions: list[str] = []
    values: list[str | int] = []
    with register.reading() as db:
        if name is not None:
            number, directive = resolve(db, name)
            known = parse_id(directive or "")
            if known is not None:
                conditions.append("subject = 'directive' AND subject_id = ?")
                values.append(known[1])
            else:
                conditions.append("document_id = ?")
                values.append(number)
        if since is not None:
            conditions.append("at >= ?")
            values.append(since)
        sql = f"SELECT * FROM history WHERE {' AND '.join(conditions) or '1'} ORDER BY id DESC LIMIT ?"
        return tuple(_row(row) for row in db.query(sql, [*values, limit]))


_IDS: dict[str, Callable[[int], str]] = {
    "document": document_id, "directive": directive_id, "link": "LK{}".format,
}  # fmt: skip


def subject_id(subject: str, number: int) -> str:
    """`VB3`, `CD12`, `LK7`; `SEARCH` for a saved search."""
    return _IDS[subject](number) if subject in _IDS else SEARCH


def _row(row: dict[str, Any]) -> HistoryRow:
    return HistoryRow(
        at=row["at"],
        by=row["by"],
        subject=subject_id(row["subject"], row["subject_id"]),
        field=row["field"],
        document=document_id(row["document_id"]) if row["document_id"] is not None else None,
        old=row["old"],
        new=row["new"],
        reason=row["reason"],
    )
