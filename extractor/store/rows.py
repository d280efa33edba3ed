"""Rows of SQLite into rows of the register, and public ids into numbers and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.recurrence import last_occurrence, next_occurrence
from extractor.core.register import AssigneeRow, DocumentRow, Spot, TaskRow
from extractor.core.status import Facts, standing_of, whole_day

Row = Mapping[str, Any]

_PUBLIC_ID = re.compile(r"(VB|CD)(\d{1,15})", re.IGNORECASE)

DOCUMENT_COLUMNS = ", ".join(
    f"documents.{name} AS {name}"
    for name in (
        "id", "sha256", "file_name", "format", "size", "ingested_at", "extracted_at", "program", "genre", "doc_type",
        "number", "title", "issuer", "issued_on", "needs_ocr", "models", "corrected", "confirmed_at", "deleted_at",
    )
)  # fmt: skip

# Columns that a directive's row has under the same name, and those that more is told by.
_SAME = (
    "kind", "text", "confidence", "issued_by", "deadline_text", "due", "bound", "last_day", "recurrence", "anchor",
    "offset", "origin", "confirmed_at", "closed_on", "closed_as", "extended_to", "extensions",
    "condition_met_on", "state",
)  # fmt: skip
_TOLD_BY = ("id", "document_id", "section", "page", "start", "end", "corrected", "condition_day")
_TASK_COLUMNS = ", ".join(f'"{name}"' for name in (*_SAME, *_TOLD_BY))
_DOCUMENT_SAME = tuple(name for name in DocumentRow.__struct_fields__ if name not in ("id", "needs_ocr", "corrected"))
_words = msgspec.json.Decoder(tuple[str, ...]).decode
_pages = msgspec.json.Decoder(tuple[int, ...]).decode


def document_id(number: int) -> str:
    """`VB3`: the third document (văn bản)."""
    return f"VB{number}"


def directive_id(number: int) -> str:
    """`CD12`: the twelfth directive (chỉ đạo)."""
    return f"CD{number}"


def parse_id(text: str) -> tuple[str, int] | None:
    """`("VB", 3)` or `("CD", 12)`; None where `text` is no public id."""
    match = _PUBLIC_ID.fullmatch(text.strip())
    return (match.group(1).upper(), int(match.group(2))) if match else None


def number_of(name: str) -> int:
    """`VB3` → 3."""
    return int(name[2:])


def document_row(row: Row) -> DocumentRow:
    return DocumentRow(
        id=document_id(row["id"]),
        needs_ocr=_pages(row["needs_ocr"]),
        corrected=_words(row["corrected"]),
        **{name: row[name] for name in _DOCUMENT_SAME},
    )


def read_documents(db: Database, numbers: Iterable[int]) -> dict[int, DocumentRow]:
    """The documents with these numbers."""
    wanted = sorted(set(numbers))
    sql = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: document_row(row) for row in db.query(sql, [_json(wanted)])}


class _Beside(msgspec.Struct, frozen=True):
    """What other tables say of a directive."""

    assignees: tuple[AssigneeRow, ...] = ()
    note: str | None = None
    reported: frozenset[str] = frozenset()
    witnesses: tuple[str, ...] = ()
    changes: int = 0


_NOTHING = _Beside()


def read_tasks(db: Database, numbers: Iterable[int], *, today: str | None = None) -> dict[int, TaskRow]:
    """The directives with these numbers, each with its document and assignees, as they stand on `today`."""
    wanted = _json(sorted(set(numbers)))
    sql = f"SELECT {_TASK_COLUMNS} FROM directives WHERE id IN (SELECT value FROM json_each(?))"
    rows = list(db.query(sql, [wanted]))
    documents = read_documents(db, (row["document_id"] for row in rows))
    beside = _beside(db, wanted)
    return {r["id"]: _task_row(r, documents[r["document_id"]], beside.get(r["id"], _NOTHING), today) for r in rows}


def _beside(db: Database, wanted: str) -> dict[int, _Beside]:
    found: dict[int, dict[str, Any]] = {}
    for number, assignees in _assignees(db, wanted).items():
        found.setdefault(number, {})["assignees"] = tuple(assignees)
    sql = """
        SELECT directive_id, kind, value, note FROM events
        WHERE directive_id IN (SELECT value FROM json_each(?)) AND undone_at IS NULL
        AND (note IS NOT NULL OR kind = 'occurrence')
        ORDER BY id"""
    for row in db.query(sql, [wanted]):
        said = found.setdefault(row["directive_id"], {})
        if row["note"] is not None:
            said["note"] = row["note"]
        if row["kind"] == "occurrence":
            said["reported"] = said.get("reported", frozenset()) | {row["value"]}
    sql = """
        SELECT same_as, document_id FROM directives
        WHERE same_as IN (SELECT value FROM json_each(?)) AND state IN ('live', 'gone')
        AND document_id NOT IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL) ORDER BY document_id"""
    for row in db.query(sql, [wanted]):
        said = found.setdefault(row["same_as"], {})
        said["witnesses"] = tuple(dict.fromkeys((*said.get("witnesses", ()), document_id(row["document_id"]))))
    sql = """
        SELECT subject_id, count(*) AS changes FROM history
        WHERE subject = 'directive' AND subject_id IN (SELECT value FROM json_each(?)) GROUP BY subject_id"""
    for row in db.query(sql, [wanted]):
        found.setdefault(row["subject_id"], {})["changes"] = row["changes"]
    return {number: _Beside(**said) for number, said in found.items()}


def _assignees(db: Database, wanted: str) -> dict[int, list[AssigneeRow]]:
    """Assignees in order; the unit is that of today, and the body as it was where several came after it."""
    sql = """
        SELECT assignees.directive_id, text, assignees.role, inherited, inferred, units.name, units.key
        FROM assignees LEFT JOIN holders USING (directive_id, position) LEFT JOIN units ON units.id = holder
        WHERE assignees.directive_id IN (SELECT value FROM json_each(?))
        ORDER BY assignees.directive_id, assignees.position"""
    found: dict[int, list[AssigneeRow]] = {}
    for number, text, role, inherited, inferred, unit, unit_key in db.execute(sql, [wanted]):
        assignee = AssigneeRow(text, role, bool(inherited), bool(inferred), unit, unit_key)
        found.setdefault(number, []).append(assignee)
    return found


def facts_of(row: Row) -> Facts:
    """What the row of a directive says about where it stands."""
    return Facts(
        given=row["last_day"] or row["due"] or row["condition_day"],
        extended_to=row["extended_to"],
        recurrence=row["recurrence"],
        anchor=row["anchor"],
        condition_met_on=row["condition_met_on"],
        deadline_text=row["deadline_text"],
        closed_on=row["closed_on"],
        closed_as=row["closed_as"],
    )


def _task_row(row: Row, document: DocumentRow, beside: _Beside, today: str | None) -> TaskRow:
    standing = standing_of(facts_of(row), today) if today is not None else None
    return TaskRow(
        id=directive_id(row["id"]),
        document=document,
        spot=Spot(
            section=_words(row["section"]),
            page=row["page"],
            start=row["start"],
            end=row["end"],
        ),
        assignees=beside.assignees,
        note=beside.note,
        witnesses=beside.witnesses,
        changes=beside.changes,
        days_left=standing.days_left if standing is not None else None,
        standing=standing,
        corrected=_words(row["corrected"]),
        **_occurrences(row, document.issued_on, beside.reported, today),
        **{name: row[name] for name in _SAME},
    )


def _occurrences(row: Row, issued_on: str | None, reported: frozenset[str], today: str | None) -> dict[str, Any]:
    """The days of an open recurring duty around `today`."""
    if row["recurrence"] is None or row["closed_on"] is not None or today is None:
        return {}
    since = whole_day(issued_on)
    last = last_occurrence(row["recurrence"], today, since)
    return {
        "next_occurrence": next_occurrence(row["recurrence"], today, since),
        "last_occurrence": last,
        "last_reported": last in reported if last is not None else None,
    }


def _json(numbers: list[int]) -> str:
    return msgspec.json.encode(numbers).decode()
