"""Writing: one document with its record, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, cast

import msgspec
from sqlite_utils import Database

from extractor.core.record import Record
from extractor.store.folding import exact_form, folded_form, key_of
from extractor.store.layers import as_json, assignee_rows, directive_row, entity_rows, figure_rows, time_rows
from extractor.store.register import Register
from extractor.store.rows import document_id


class Original(msgspec.Struct, frozen=True):
    """A file as it came. `at` is the time of ingest, ISO 8601, given by the caller."""

    content: bytes
    file_name: str
    at: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def put(register: Register, original: Original, record: Record) -> str:
    """Keep a document and its record; returns the document's id (`VB3`).

    The same bytes again replace what was extracted from them: the document keeps its id, file name and time of ingest,
    and a directive that is still there keeps its id. All in one transaction. Raises StoreError.
    """
    with register.writing() as db:
        number = _put_document(db, original, record)
        _put_record(db, number, record)
        _put_directives(db, number, record)
        _put_mentions(db, number, record)
        _index_document(db, number, original, record)
    return document_id(number)


def remove(register: Register, sha256: str) -> bool:
    """Take a document and all that came from it out of the register, leaving no bytes behind. Raises StoreError."""
    with register.writing() as db:
        row = db.execute("SELECT id FROM documents WHERE sha256 = ?", [sha256]).fetchone()
        if row is None:
            return False
        for (directive,) in db.execute("SELECT id FROM directives WHERE document_id = ?", [row[0]]).fetchall():
            db.execute("DELETE FROM directives_fts WHERE rowid = ?", [directive])
        db.execute("DELETE FROM documents_fts WHERE rowid = ?", [row[0]])
        db.execute("DELETE FROM documents WHERE id = ?", [row[0]])
        for table in ("directives_fts", "documents_fts"):  # FTS5 keeps deleted words until its segments are merged
            db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    register.checkpoint()
    return True


def _put_document(db: Database, original: Original, record: Record) -> int:
    card = record.document
    extracted = {
        "extracted_at": original.at,
        "program": record.program,
        "genre": card.genre,
        "doc_type": card.doc_type,
        "number": card.number,
        "number_key": key_of(card.number or ""),
        "title": card.title,
        "title_key": key_of(card.title or ""),
        "issuer": card.issuer,
        "issued_on": card.issued_on,
        "needs_ocr": as_json(record.source.needs_ocr),
        "format": record.source.format,
    }
    row = db.execute("SELECT id FROM documents WHERE sha256 = ?", [original.sha256]).fetchone()
    if row is not None:
        db.table("documents").update(row[0], extracted)
        return int(row[0])
    first = {
        "sha256": original.sha256,
        "file_name": original.file_name,
        "file_key": key_of(original.file_name),
        "size": len(original.content),
        "ingested_at": original.at,
        "content": original.content,
    }
    return _insert_one(db, "documents", {**first, **extracted})


def _put_record(db: Database, number: int, record: Record) -> None:
    db.execute("DELETE FROM records WHERE document_id = ?", [number])
    _insert(db, "records", [{"document_id": number, "schema_version": record.schema_version, "json": as_json(record)}])


def _put_directives(db: Database, number: int, record: Record) -> None:
    sql = "SELECT id, text FROM directives WHERE document_id = ? ORDER BY position"
    old = {row["id"]: row["text"] for row in db.query(sql, [number])}
    kept = match_directives(old, [d.text for d in record.directives])
    for gone in old.keys() - set(kept.values()):
        db.execute("DELETE FROM directives WHERE id = ?", [gone])
    for known in old:
        db.execute("DELETE FROM directives_fts WHERE rowid = ?", [known])
        db.execute("DELETE FROM assignees WHERE directive_id = ?", [known])
    for position, directive in enumerate(record.directives):
        row = directive_row(record, directive, number, position)
        directive_number = kept.get(position)
        if directive_number is None:
            directive_number = _insert_one(db, "directives", row)
        else:
            db.table("directives").update(directive_number, row)
        _insert(db, "assignees", assignee_rows(record, directive, directive_number))
        about = " ".join([directive.text, *(a.text for a in directive.assignees)])
        _index(db, "directives_fts", directive_number, about)


def match_directives(old: Mapping[int, str], new: list[str]) -> dict[int, int]:
    """Position in `new` → id in `old` for directives that are the same.

    The same text is the same directive, in order where it stands twice; of what is left, one text that holds the other
    (its span was drawn anew).
    """
    kept: dict[int, int] = {}
    free = dict(old)
    for same in (_equal, _holds):
        for position, text in enumerate(new):
            if position in kept:
                continue
            found = next((number for number, before in free.items() if same(before, text)), None)
            if found is not None:
                kept[position] = found
                del free[found]
    return kept


def _equal(before: str, now: str) -> bool:
    return before == now


def _holds(before: str, now: str) -> bool:
    return bool(before and now) and (before in now or now in before)


def _put_mentions(db: Database, number: int, record: Record) -> None:
    layers = (("entities", entity_rows(record)), ("figures", figure_rows(record)), ("times", time_rows(record)))
    for table, rows in layers:
        db.execute(f"DELETE FROM {table} WHERE document_id = ?", [number])
        _insert(db, table, [{"document_id": number, "position": i, **row} for i, row in enumerate(rows)])


def _index_document(db: Database, number: int, original: Original, record: Record) -> None:
    card = record.document
    about = [card.number, card.title, card.issuer, original.file_name, record.text]
    db.execute("DELETE FROM documents_fts WHERE rowid = ?", [number])
    _index(db, "documents_fts", number, "\n".join(part for part in about if part))


def _index(db: Database, table: str, number: int, text: str) -> None:
    sql = f"INSERT INTO {table}(rowid, exact, folded) VALUES (?, ?, ?)"
    db.execute(sql, [number, exact_form(text), folded_form(text)])


def _insert_one(db: Database, table: str, row: dict[str, Any]) -> int:
    """The id of the new row."""
    return cast(int, db.table(table).insert(row, pk="id").last_pk)


def _insert(db: Database, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    db.table(table).insert_all([dict(row) for row in rows])
