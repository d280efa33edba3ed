"""Who refers to a document: the graph of legal references, asked by number or name as people type them."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.links import Citation, Quote, References
from extractor.core.locating import page_of
from extractor.core.references import asked_keys, asked_part, number_forms, reference_key
from extractor.store.records import read_reading
from extractor.store.register import Register
from extractor.store.rows import read_documents, read_tasks

_MOST = 50  # numbers that a part of one may stand for
_LISTED = "directives.state IN ('live', 'gone')"


def list_references(register: Register, query: str, *, limit: int = 100, today: str | None = None) -> References:
    """Who cites or carries out the document `query`: a number or a name as people type it. Newest first.

    Raises StoreError.
    """
    with register.reading() as db:
        keys, understood = _meant(db, query)
        among = _json(keys)
        where = f"refs.key IN (SELECT value FROM json_each(?)) AND documents.deleted_at IS NULL AND {_SAID_FIRST}"
        joined = "refs CROSS JOIN documents ON documents.id = refs.document_id"
        total = db.execute(f"SELECT count(*) FROM {joined} WHERE {where}", [among]).fetchone()[0]
        sql = f"""
            SELECT refs.*, entities.issuer, entities.date, entities.end FROM {joined}
            LEFT JOIN entities ON entities.document_id = refs.document_id AND entities.position = refs.position
            WHERE {where} ORDER BY refs.document_id DESC, refs.position LIMIT ?"""
        rows = list(db.query(sql, [among, limit]))
        citations = _citations(db, rows, today)
        tasks = {task.id for citation in citations for task in citation.directives}
        forms = tuple(dict.fromkeys(form for key in keys for form in number_forms(key)))
        sql = "SELECT id FROM documents WHERE number_key IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL"
        itself = [row[0] for row in db.execute(f"{sql} ORDER BY id LIMIT ?", [_json(forms), limit])]
        documents = read_documents(db, itself)
    known = tuple(documents[n] for n in itself)
    return References(query, known, tuple(citations), int(total), len(tasks), understood)


_SAID_FIRST = """
    (coalesce(documents.entry, documents.id) = documents.id OR NOT EXISTS (
        SELECT 1 FROM refs AS said WHERE said.document_id = documents.entry AND said.key = refs.key))"""
"""Not what a copy or a report of the same meeting cites where the main paper does."""


def _meant(db: Database, query: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that are asked for; where the register has none of them and only a part of a number was typed, those
    that open with it, with the numbers as written.
    """
    keys = asked_keys(query)
    part = asked_part(query)
    if part is None or _are_known(db, keys):
        return keys, ()
    sql = """
        SELECT key, doc_type, min(number) FROM refs WHERE key GLOB ? AND number IS NOT NULL GROUP BY key, doc_type"""
    found = {
        key: number
        for key, doc_type, number in db.execute(sql, [f"{part.opening}[/-]*"]).fetchall()
        if part.fits(doc_type)
    }
    sql = "SELECT number, doc_type FROM documents WHERE number_key GLOB ? AND deleted_at IS NULL"
    forms = number_forms(part.opening)
    for number, doc_type in (row for form in forms for row in db.execute(sql, [f"{form}*"]).fetchall()):
        key = reference_key(number)
        if key is not None and key.startswith(part.opening) and part.fits(doc_type):
            found.setdefault(key, number)
    found = dict(sorted(found.items())[:_MOST])
    return (tuple(found) or keys), tuple(dict.fromkeys(found.values()))


def _are_known(db: Database, keys: tuple[str, ...]) -> bool:
    forms = [form for key in keys for form in number_forms(key)]
    sql = """
        SELECT EXISTS (SELECT 1 FROM refs WHERE key IN (SELECT value FROM json_each(?)))
        OR EXISTS (SELECT 1 FROM documents WHERE number_key IN (SELECT value FROM json_each(?)))"""
    return bool(db.execute(sql, [_json(keys), _json(forms)]).fetchone()[0])


def _citations(db: Database, rows: list[dict[str, Any]], today: str | None) -> list[Citation]:
    documents = read_documents(db, (row["document_id"] for row in rows))
    carrying = [_carrying(db, row) for row in rows]
    tasks = read_tasks(db, {number for numbers in carrying for number in numbers}, today=today)
    records = {number: read_reading(db, number) for number in {row["document_id"] for row in rows}}
    return [
        Citation(
            document=documents[row["document_id"]],
            quote=Quote(
                row["text"],
                row["start"],
                row["start"] + len(row["text"]),
                page_of(records[row["document_id"]], row["start"]),
            ),
            doc_type=row["doc_type"],
            number=row["number"],
            issuer=row["issuer"],
            date=row["date"],
            directives=tuple(tasks[number] for number in numbers if number in tasks),
        )
        for row, numbers in zip(rows, carrying, strict=True)
    ]


def _carrying(db: Database, row: dict[str, Any]) -> list[int]:
    """The directive that holds a citation, or those of the section that cites it; each entry's once."""
    if row["directive_id"] is not None:
        sql = f"SELECT coalesce(same_as, id) FROM directives WHERE id = ? AND {_LISTED}"
        return [found[0] for found in db.execute(sql, [row["directive_id"]])]
    if row["reach"] is None:
        return []
    sql = f"""
        SELECT coalesce(same_as, id) FROM directives
        WHERE document_id = ? AND start >= ? AND end <= ? AND {_LISTED} ORDER BY position"""
    return [found[0] for found in db.execute(sql, [row["document_id"], row["start"], row["reach"]])]


def _json(values: object) -> str:
    return msgspec.json.encode(values).decode()
