"""What documents refer to: the legal references of a reading under their keys, and the documents that they mean."""

from __future__ import annotations

from bisect import bisect_right

import msgspec
from sqlite_utils import Database

from extractor.core.locating import innermost_section
from extractor.core.record import Entity, Record
from extractor.core.references import name_key, number_forms, reference_key
from extractor.core.sameness import issuers_agree

_OWN_LINE = 400  # characters; a longer line heads what stands under it only where it ends in a colon


def write_references(db: Database, number: int, record: Record) -> None:
    """Fill `refs` for a document from its reading; `directives` must have their rows."""
    db.execute("DELETE FROM refs WHERE document_id = ?", [number])
    sql = "SELECT id, start, end FROM directives WHERE document_id = ? AND reading_position IS NOT NULL ORDER BY start"
    spans = db.execute(sql, [number]).fetchall()
    starts = [start for _, start, _ in spans]
    rows = []
    for position, entity in enumerate(record.entities):
        if entity.type != "legal_ref":
            continue
        near = spans[max(0, bisect_right(starts, entity.start) - 4) : bisect_right(starts, entity.start)]
        inside = next((id_ for id_, start, end in reversed(near) if start <= entity.start < end), None)
        reach = None if inside is not None else _reach(record, entity)
        key = reference_key(entity.number or "") or name_key(entity.text)
        rows.append([number, position, inside, key, entity.doc_type, entity.number, entity.text, entity.start, reach])
    db.conn.executemany(
        "INSERT INTO refs(document_id, position, directive_id, key, doc_type, number, text, start, reach)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _reach(record: Record, entity: Entity) -> int | None:
    """Where the section ends that cites it in its own line: what is ordered there carries it out."""
    index = innermost_section(record, entity.start)
    if index is None:
        title = record.document.evidence.get("title")
        return len(record.text) if title is not None and title.start <= entity.start < title.end else None
    section = record.sections[index]
    line = record.text.find("\n", section.start, section.end)
    opens = line - section.start <= _OWN_LINE or record.text[section.start : line].rstrip().endswith(":")
    return section.end if opens and entity.start < line else None


class Cited(msgspec.Struct, frozen=True):
    """Where a document is cited: the span [start, end), and the directive that holds it."""

    start: int
    end: int
    directive: int | None = None


def cited_documents(db: Database, number: int) -> dict[int, list[Cited]]:
    """Documents of the register that a document cites by number, each with the places where it does so.

    Numbers repeat among bodies and years: the citation must tell the day or the issuer of the document, or the one who
    cites must have issued it.
    """
    sql = f"{_CITING} WHERE refs.document_id = ? AND refs.number IS NOT NULL ORDER BY refs.position LIMIT 60"
    named = """
        SELECT id, issued_on, issuer FROM documents WHERE number_key IN (SELECT value FROM json_each(?))
        AND deleted_at IS NULL AND id <> ? ORDER BY id DESC LIMIT 40"""
    found: dict[int, list[Cited]] = {}
    for _, key, start, end, directive, date, issuer in db.execute(sql, [number]).fetchall():
        forms = msgspec.json.encode(number_forms(key)).decode()
        for document, issued_on, of in db.execute(named, [forms, number]).fetchall():
            if _is_meant(date, issuer, issued_on, of):
                found.setdefault(document, []).append(Cited(start, end, directive))
    return found


def citing_documents(db: Database, number: int) -> dict[int, list[Cited]]:
    """The other way round: documents of the register that cite this one, each with the places where it does so."""
    cited, issued_on, of = db.execute(
        "SELECT number, issued_on, issuer FROM documents WHERE id = ?", [number]
    ).fetchone()
    key = reference_key(cited or "")
    if key is None:
        return {}
    sql = f"""
        {_CITING} WHERE refs.key = ? AND refs.document_id <> ? AND documents.deleted_at IS NULL
        ORDER BY refs.document_id DESC, refs.position LIMIT 60"""
    found: dict[int, list[Cited]] = {}
    for document, _, start, end, directive, date, issuer in db.execute(sql, [key, number]).fetchall():
        if _is_meant(date, issuer, issued_on, of):
            found.setdefault(document, []).append(Cited(start, end, directive))
    return found


_CITING = """
    SELECT refs.document_id, refs.key, refs.start, refs.start + length(refs.text), refs.directive_id, entities.date,
        coalesce(entities.issuer, documents.issuer)
    FROM refs JOIN documents ON documents.id = refs.document_id
    LEFT JOIN entities ON entities.document_id = refs.document_id AND entities.position = refs.position"""


def _is_meant(date: str | None, issuer: str | None, issued_on: str | None, of: str | None) -> bool:
    """Whether a citation with a day and by an issuer may mean the document that was issued on that day by that body."""
    return issued_on.startswith(date) if date and issued_on else issuers_agree(issuer, of)
