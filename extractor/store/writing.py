"""Writing: one document with its record, in one transaction."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec
from sqlite_utils import Database

from extractor.core.readings import ReadingDiff
from extractor.core.record import Record
from extractor.store.described import describe, forget
from extractor.store.effective import Holding, hold, insert_one, insert_rows, read_holding, write_effective
from extractor.store.folding import key_of
from extractor.store.history import MACHINE, Act, note
from extractor.store.layers import new_directive_row
from extractor.store.linking import link_document
from extractor.store.lookup import resolve
from extractor.store.readings import (
    Plan,
    add_reading,
    apply_reading,
    offer_reading,
    plan_reading,
    reading_columns,
    touched,
    worked_on,
    write_mentions,
)
from extractor.store.records import read_reading, write_reading
from extractor.store.register import Register
from extractor.store.rows import document_id
from extractor.store.search_index import INDEXES
from extractor.store.units import Linker


class Original(msgspec.Struct, frozen=True):
    """A file as it came. `at` is the time of ingest, ISO 8601, given by the caller."""

    content: bytes
    file_name: str
    at: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Taken(msgspec.Struct, frozen=True):
    """What became of a document: `offered` where people have worked on it, so that a person decides on the reading."""

    document: str
    kind: Literal["new", "updated", "offered"]


def put(register: Register, original: Original, record: Record, *, by: str = MACHINE) -> str:
    """Keep a document and its record; returns the document's id (`VB3`). As `take`."""
    return take(register, original, record, by=by).document


def take(register: Register, original: Original, record: Record, *, by: str = MACHINE) -> Taken:
    """Keep a document and its record, all in one transaction.

    The same bytes again bring a new reading of the same document, which keeps its id, file name and time of ingest.
    Where no person has touched the document (or the reading changes nothing) it is applied: a directive that is still
    there keeps its id, what changes goes into the history. Else it is kept as offered. Raises StoreError.
    """
    act = Act(by, original.at, f"đọc bằng {record.program}" if record.program else None)
    with register.writing() as db:
        row = db.execute("SELECT id FROM documents WHERE sha256 = ?", [original.sha256]).fetchone()
        if row is None:
            holding = _insert_document(db, original, record, act)
            write_effective(db, holding, register.linker)
            describe(db, holding.number, record)
            link_document(db, holding.number, record, act)
            return Taken(document_id(holding.number), "new")
        number = int(row[0])
        plan = _plan(db, number, record)
        if touched(db, number) and not plan.diff.empty:
            offer_reading(db, number, record, act)
            return Taken(document_id(number), "offered")
        _apply(db, plan, act, register.linker)
        return Taken(document_id(number), "updated")


def get_plan(register: Register, name: str, record: Record) -> ReadingDiff:
    """What a new reading of the document `name` would change. Nothing is written. Raises StoreError."""
    with register.reading() as db:
        return _plan(db, resolve(db, name)[0], record).diff


def read_anew(register: Register, name: str, record: Record, *, by: str, at: str) -> ReadingDiff:
    """Apply a new reading of the document `name`, also where people have worked on it: what they said stays.

    Raises StoreError.
    """
    with register.writing() as db:
        plan = _plan(db, resolve(db, name)[0], record)
        _apply(db, plan, Act(by, at, f"đọc lại bằng {record.program}"), register.linker)
        return msgspec.structs.replace(plan.diff, applied=True)


def drop_offered(register: Register, name: str, *, by: str, at: str) -> bool:
    """A person does not want the reading that was kept for a decision; whether there was one. Raises StoreError."""
    with register.writing() as db:
        number, _ = resolve(db, name)
        row = db.execute(
            "UPDATE readings SET state = 'dropped', settled_at = ?, json = NULL WHERE document_id = ? "
            "AND state = 'offered' RETURNING program",
            [at, number],
        ).fetchone()
        if row is not None:
            note(db, Act(by, at), "document", number, "offered", row[0], None, document=number)
        return row is not None


def _apply(db: Database, plan: Plan, act: Act, linker: Linker | None) -> None:
    number = plan.holding.number
    forget(db, number)
    apply_reading(db, plan, act, linker)
    describe(db, number, plan.record)
    link_document(db, number, plan.record, act)


def _plan(db: Database, number: int, record: Record) -> Plan:
    return plan_reading(read_holding(db, number, read_reading(db, number)), record, worked_on(db, number))


def remove(register: Register, sha256: str) -> bool:
    """Take a document and all that came from it out of the register, leaving no bytes behind, not even in the history.

    For what must not be kept at all (stamped MẬT); `delete` is what people do. Raises StoreError.
    """
    with register.writing() as db:
        row = db.execute("SELECT id FROM documents WHERE sha256 = ?", [sha256]).fetchone()
        if row is None:
            return False
        _take_out(db, int(row[0]))
    register.checkpoint()
    return True


def _take_out(db: Database, number: int) -> None:
    forget(db, number)
    db.execute("INSERT INTO removals(document_id) VALUES (?)", [number])  # the history lets go of it
    db.execute("DELETE FROM history WHERE document_id = ?", [number])
    db.execute(
        "DELETE FROM history WHERE subject = 'link' AND subject_id IN "
        "(SELECT id FROM links WHERE ? IN (from_document, to_document))",
        [number],
    )
    db.execute("DELETE FROM documents WHERE id = ?", [number])
    for table in INDEXES:  # FTS5 keeps deleted words until its segments are merged
        db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


def _insert_document(db: Database, original: Original, record: Record, act: Act) -> Holding:
    """A document that the register does not have yet; its directives are rows that `write_effective` fills."""
    first = {
        "sha256": original.sha256,
        "file_name": original.file_name,
        "file_key": key_of(original.file_name),
        "size": len(original.content),
        "ingested_at": original.at,
        "genre": record.document.genre,
    }
    number = insert_one(db, "documents", {**first, **reading_columns(record, original.at)})
    insert_rows(db, "originals", [{"document_id": number, "content": original.content}])
    write_reading(db, number, record)
    add_reading(db, number, record, original.at, "applied")
    write_mentions(db, number, record)
    rows: list[tuple[int, int | None, str | None]] = [
        (insert_one(db, "directives", new_directive_row(record, directive, number, position)), position, None)
        for position, directive in enumerate(record.directives)
    ]
    note(db, act, "document", number, "ingested", None, original.file_name, document=number)
    return hold(number, original.file_name, record, {}, rows)
