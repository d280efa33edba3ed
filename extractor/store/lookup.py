"""Reading single documents back: by id, by number, by the hash of their bytes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

from extractor.core.errors import StoreError
from extractor.core.record import Record
from extractor.core.register import DocumentRow, Shown, TaskRow
from extractor.store.effective import effective_record, marks_of, read_holding
from extractor.store.folding import key_of
from extractor.store.records import read_reading
from extractor.store.register import Register
from extractor.store.rows import (
    DOCUMENT_COLUMNS,
    Row,
    directive_id,
    document_id,
    document_row,
    parse_id,
    read_documents,
    read_tasks,
)


def get(register: Register, name: str) -> Shown:
    """The record that `name` means: a document's id (`VB3`), a directive's (`CD12`), a number or a file name.

    The record is the one in effect: what was read, with corrections laid over it. Raises StoreError where nothing or
    more than one document answers to the name.
    """
    with register.reading() as db:
        number, directive = resolve(db, name)
        holding = read_holding(db, number, read_reading(db, number))
        ids, marks, left_out = marks_of(holding)
        sql = "SELECT program FROM readings WHERE document_id = ? AND state = 'offered'"
        offered = db.execute(sql, [number]).fetchone()
        return Shown(
            document=read_documents(db, [number])[number],
            record=effective_record(holding),
            directive_ids=ids,
            directive=directive,
            marks=marks,
            left_out=left_out,
            offered=offered[0] if offered is not None else None,
        )


def get_tasks(register: Register, names: Iterable[str], *, today: str) -> dict[str, TaskRow]:
    """The directives with these ids (`CD12`) that are in the register, as they stand on `today`. Raises StoreError."""
    numbers = [parsed[1] for parsed in map(parse_id, names) if parsed is not None and parsed[0] == "CD"]
    with register.reading() as db:
        return {task.id: task for task in read_tasks(db, numbers, today=today).values()}


def register_id(register: Register) -> str:
    """What lists that are handed out call the register: sixteen hexadecimal digits, never changed."""
    with register.reading() as db:
        name: str = db.execute("SELECT id FROM own").fetchone()[0]
        return name


def get_original(register: Register, name: str) -> bytes:
    """The bytes of a document as they came. Raises StoreError as `get` does."""
    with register.reading() as db:
        number, _ = resolve(db, name)
        content: bytes = db.execute("SELECT content FROM originals WHERE document_id = ?", [number]).fetchone()[0]
        return content


def find_document(register: Register, sha256: str) -> DocumentRow | None:
    """The document with these bytes, if the register has it."""
    with register.reading() as db:
        sql = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE sha256 = ?"
        return next((document_row(row) for row in db.query(sql, [sha256])), None)


def newest_reader(register: Register, sha256: str) -> str | None:
    """The program of the newest reading of the document with these bytes, applied or offered; None where it is new."""
    with register.reading() as db:
        sql = """
            SELECT readings.program FROM readings JOIN documents ON documents.id = readings.document_id
            WHERE documents.sha256 = ? ORDER BY readings.id DESC LIMIT 1"""
        row = db.execute(sql, [sha256]).fetchone()
        return str(row[0]) if row is not None else None


def get_offered(register: Register, name: str) -> Record | None:
    """The reading of a document that was kept for a person to decide, where there is one. Raises StoreError."""
    with register.reading() as db:
        number, _ = resolve(db, name)
        sql = "SELECT json FROM readings WHERE document_id = ? AND state = 'offered'"
        row = db.execute(sql, [number]).fetchone()
        return msgspec.json.decode(row[0], type=Record) if row is not None else None


def list_offered(register: Register) -> tuple[str, ...]:
    """The documents of which a reading waits for a person, but those that were deleted."""
    with register.reading() as db:
        sql = """SELECT document_id FROM readings JOIN documents ON documents.id = document_id
                 WHERE state = 'offered' AND deleted_at IS NULL ORDER BY document_id"""
        return tuple(document_id(row[0]) for row in db.execute(sql))


def list_documents(register: Register) -> tuple[DocumentRow, ...]:
    """All documents in the order they came, but those that were deleted."""
    with register.reading() as db:
        sql = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE deleted_at IS NULL ORDER BY id"
        return tuple(document_row(row) for row in db.query(sql))


def resolve(db: Database, name: str) -> tuple[int, str | None]:
    """The number of the document that `name` means, and the id of the directive where it is one. Raises StoreError."""
    known = parse_id(name)
    if known is not None and known[0] == "CD":
        row = db.execute("SELECT document_id FROM directives WHERE id = ?", [known[1]]).fetchone()
        if row is None:
            raise StoreError(f"Trong sổ không có chỉ đạo {name.upper()}: xem mã bằng “chidao tasks --all”.")
        return int(row[0]), directive_id(known[1])
    if known is not None:
        row = db.execute("SELECT id FROM documents WHERE id = ?", [known[1]]).fetchone()
        if row is None:
            raise StoreError(f"Trong sổ không có văn bản {name.upper()}: tìm bằng “chidao search”.")
        return int(row[0]), None
    return _named(db, name), None


def _named(db: Database, name: str) -> int:
    key = key_of(name)
    rows: list[Row] = []
    if key.strip():
        chosen = "(number_key = :key OR file_key = :key) AND deleted_at IS NULL"
        sql = f"SELECT id, number, file_name FROM documents WHERE {chosen} ORDER BY id"
        rows = list(db.query(sql, {"key": key}))
    if not rows:
        raise StoreError(f"Trong sổ không có “{name}”: dùng mã văn bản (VB3), mã chỉ đạo (CD12) hoặc số, ký hiệu.")
    if len(rows) > 1:
        choices = ", ".join(f"{document_id(row['id'])} ({row['file_name']})" for row in rows[:5])
        raise StoreError(f"Có {len(rows)} văn bản cùng mang “{name}”: chọn một mã: {choices}.")
    return int(rows[0]["id"])
