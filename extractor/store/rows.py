"""Rows of SQLite into rows of the register, and public ids into numbers and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.register import AssigneeRow, DocumentRow, Spot, TaskRow
from extractor.core.status import Facts, days_between, standing_of

Row = Mapping[str, Any]

_PUBLIC_ID = re.compile(r"(VB|CD)(\d{1,15})", re.IGNORECASE)

DOCUMENT_COLUMNS = ", ".join(
    f"documents.{name} AS {name}"
    for name in (
        "id", "sha256", "file_name", "format", "size", "ingested_at", "extracted_at", "program", "genre", "doc_type",
        "number", "title", "issuer", "issued_on", "needs_ocr",
    )
)  # fmt: skip

# Columns that a directive's row has under the same name.
_SAME = (
    "kind", "text", "confidence", "issued_by", "deadline_text", "due", "bound", "last_day", "recurrence", "anchor",
    "offset", "origin", "confirmed_at", "closed_on", "closed_as", "extended_to", "extensions",
)  # fmt: skip


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
        needs_ocr=msgspec.json.decode(row["needs_ocr"], type=tuple[int, ...]),
        **{name: row[name] for name in DocumentRow.__struct_fields__ if name not in ("id", "needs_ocr")},
    )


def read_documents(db: Database, numbers: Iterable[int]) -> dict[int, DocumentRow]:
    """The documents with these numbers."""
    wanted = sorted(set(numbers))
    sql = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: document_row(row) for row in db.query(sql, [_json(wanted)])}


def read_tasks(db: Database, numbers: Iterable[int], *, today: str | None = None) -> dict[int, TaskRow]:
    """The directives with these numbers, each with its document and assignees."""
    wanted = _json(sorted(set(numbers)))
    rows = list(db.query("SELECT * FROM directives WHERE id IN (SELECT value FROM json_each(?))", [wanted]))
    documents = read_documents(db, (row["document_id"] for row in rows))
    assignees: dict[int, list[AssigneeRow]] = {}
    chosen = "directive_id IN (SELECT value FROM json_each(?))"
    sql = f"SELECT * FROM assignees WHERE {chosen} ORDER BY directive_id, position"
    for row in db.query(sql, [wanted]):
        assignee = AssigneeRow(row["text"], row["role"], bool(row["inherited"]), bool(row["inferred"]))
        assignees.setdefault(row["directive_id"], []).append(assignee)
    return {r["id"]: _task_row(r, documents[r["document_id"]], tuple(assignees.get(r["id"], ())), today) for r in rows}


def facts_of(row: Row) -> Facts:
    """What the row of a directive says about where it stands."""
    return Facts(
        given=row["last_day"] or row["due"],
        extended_to=row["extended_to"],
        recurrence=row["recurrence"],
        anchor=row["anchor"],
        condition_met_on=row["condition_met_on"],
        deadline_text=row["deadline_text"],
        closed_on=row["closed_on"],
        closed_as=row["closed_as"],
    )


def _task_row(row: Row, document: DocumentRow, assignees: tuple[AssigneeRow, ...], today: str | None) -> TaskRow:
    standing = standing_of(facts_of(row), today) if today is not None else None
    return TaskRow(
        id=directive_id(row["id"]),
        document=document,
        spot=Spot(
            section=msgspec.json.decode(row["section"], type=tuple[str, ...]),
            page=row["page"],
            start=row["start"],
            end=row["end"],
        ),
        assignees=assignees,
        days_left=days_between(today, row["extended_to"] or row["last_day"] or row["due"]),
        standing=standing,
        corrected=msgspec.json.decode(row["corrected"], type=tuple[str, ...]),
        **{name: row[name] for name in _SAME},
    )


def _json(numbers: list[int]) -> str:
    return msgspec.json.encode(numbers).decode()
