"""Reading single documents back: by id, by number, by the hash of their bytes."""

from __future__ import annotations

import msgspec
from sqlite_utils import Database

from extractor.core.errors import StoreError
from extractor.core.record import Record
from extractor.core.register import DocumentRow, Shown
from extractor.store.folding import key_of
from extractor.store.register import Register
from extractor.store.rows import (
    DOCUMENT_COLUMNS,
    Row,
    directive_id,
    document_id,
    document_row,
    parse_id,
    read_documents,
)


def get(register: Register, name: str) -> Shown:
    """The record that `name` means: a document's id (`VB3`), a directive's (`CD12`), a number or a file name.

    Raises StoreError where nothing or more than one document answers to it.
    """
    with register.reading() as db:
        number, directive = _resolve(db, name)
        json = db.execute("SELECT json FROM records WHERE document_id = ?", [number]).fetchone()[0]
        ids = db.execute("SELECT id FROM directives WHERE document_id = ? ORDER BY position", [number]).fetchall()
        return Shown(
            document=read_documents(db, [number])[number],
            record=msgspec.json.decode(json, type=Record),
            directive_ids=tuple(directive_id(row[0]) for row in ids),
            directive=directive,
        )


def get_original(register: Register, name: str) -> bytes:
    """The bytes of a document as they came. Raises StoreError as `get` does."""
    with register.reading() as db:
        number, _ = _resolve(db, name)
        content: bytes = db.execute("SELECT content FROM documents WHERE id = ?", [number]).fetchone()[0]
        return content


def find_document(register: Register, sha256: str) -> DocumentRow | None:
    """The document with these bytes, if the register has it."""
    with register.reading() as db:
        sql = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE sha256 = ?"
        return next((document_row(row) for row in db.query(sql, [sha256])), None)


def list_documents(register: Register) -> tuple[DocumentRow, ...]:
    """All documents in the order they came."""
    with register.reading() as db:
        return tuple(document_row(row) for row in db.query(f"SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY id"))


def _resolve(db: Database, name: str) -> tuple[int, str | None]:
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
        rows = list(db.query("SELECT id, number, file_name FROM documents WHERE ? IN (number_key, file_key)", [key]))
    if not rows:
        raise StoreError(f"Trong sổ không có “{name}”: dùng mã văn bản (VB3), mã chỉ đạo (CD12) hoặc số, ký hiệu.")
    if len(rows) > 1:
        choices = ", ".join(f"{document_id(row['id'])} ({row['file_name']})" for row in rows[:5])
        raise StoreError(f"Có {len(rows)} văn bản cùng mang “{name}”: chọn một mã: {choices}.")
    return int(rows[0]["id"])
