"""What changed since a day: the history as things that happened, a page at a time, the newest first."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from extractor.core.history import Change, ChangeFilter, ChangeKind, Changes
from extractor.core.register import TaskFilter
from extractor.store.history import subject_id
from extractor.store.lookup import resolve
from extractor.store.register import Register
from extractor.store.rows import Row, document_id
from extractor.store.taking_back import TAKEN_BACK
from extractor.store.task_filters import Condition, whose

# Columns that change along with another, which tells what happened.
_BESIDE = "'closed_as', 'extensions', 'condition_day'"

_KINDS: dict[str, ChangeKind] = {
    "ingested": "document_new", "reading": "reread", "offered": "offered", "new": "directive_new",
    "gone": "directive_gone", "added": "added", "confirmed": "confirmed", "rejected": "rejected",
    "deleted": "deleted", "extended_to": "extended", "condition_met_on": "condition_met",
    "occurrence": "occurrence", "note": "note", "evidence": "evidence",
}  # fmt: skip
_UNDONE_WHERE_NONE = ("confirmed", "rejected", "deleted", "added", "note", "evidence", "occurrence", "offered")


def list_changes(register: Register, wanted: ChangeFilter) -> Changes:
    """The changes that fit. Raises StoreError where nothing answers to `wanted.document`."""
    with register.reading() as db:
        document = resolve(db, wanted.document) if wanted.document is not None else None
        where, parameters = _conditions(db, wanted, document)
        total = db.execute(f"SELECT count(*) FROM history WHERE {where}", parameters).fetchone()[0]
        sql = f"""
            SELECT history.*, closing.new AS closed_as, directives.text AS text, documents.issued_on AS issued_on,
                coalesce(documents.number, documents.title, documents.file_name) AS number,
                CASE WHEN history.field = 'ingested' THEN (
                    SELECT count(*) FROM directives AS inside
                    WHERE inside.document_id = history.subject_id AND inside.state IN ('live', 'gone')
                ) END AS directives
            FROM history
            LEFT JOIN history AS closing ON history.field = 'closed_on' AND closing.id = history.id + 1
                AND closing.field = 'closed_as' AND closing.subject_id = history.subject_id
            LEFT JOIN directives ON history.subject = 'directive' AND directives.id = history.subject_id
            LEFT JOIN documents ON documents.id = history.document_id
            WHERE {where} ORDER BY history.at DESC, history.id DESC LIMIT :limit OFFSET :offset"""
        page = {"limit": wanted.limit, "offset": wanted.limit * (wanted.page - 1)}
        return Changes(tuple(_change(row) for row in db.query(sql, {**parameters, **page})), total)


def _conditions(db: Database, wanted: ChangeFilter, document: tuple[int, str | None] | None) -> Condition:
    parts = ["history.at >= :since", f"history.field NOT IN ({_BESIDE})", "history.subject <> 'search'"]
    parameters: dict[str, Any] = {"since": wanted.since}
    if document is not None and document[1] is not None:
        parts.append("history.subject = 'directive' AND history.subject_id = :directive")
        parameters["directive"] = int(document[1][2:])
    elif document is not None:
        parts.append("history.document_id = :document")
        parameters["document"] = document[0]
    asked = TaskFilter(today=wanted.since[:10], unit=wanted.unit, unit_keys=wanted.unit_keys)
    for sql, named in whose(db, asked):
        parts.append(f"history.subject = 'directive' AND history.subject_id IN (SELECT id FROM directives WHERE {sql})")
        parameters.update(named)
    return " AND ".join(parts), parameters


def _change(row: Row) -> Change:
    kind, undone = _happened(row)
    return Change(
        at=row["at"],
        by=row["by"],
        kind=kind,
        subject=subject_id(row["subject"], row["subject_id"]),
        field=row["field"],
        old=row["old"],
        new=row["new"],
        reason=row["reason"],
        undone=undone,
        closed_as=row["closed_as"],
        text=row["text"],
        document=document_id(row["document_id"]) if row["document_id"] is not None else None,
        number=row["number"],
        issued_on=row["issued_on"],
        directives=row["directives"],
    )


def _happened(row: Row) -> tuple[ChangeKind, bool]:
    """What happened, and whether it was taken back."""
    field, new = row["field"], row["new"]
    taken_back = (row["reason"] or "").startswith(TAKEN_BACK)
    if row["subject"] == "link":
        return "link", False
    if field == "closed_on":
        return ("closed" if (new is None) == taken_back else "reopened"), taken_back
    return _KINDS.get(field, "corrected"), taken_back or (field in _UNDONE_WHERE_NONE and new is None)
