"""Rows of `links`: written once for a pair, read with both ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.errors import StoreError
from extractor.core.links import LinkKind, LinkRow, Reason
from extractor.store.history import Act, note
from extractor.store.lookup import resolve
from extractor.store.register import Register
from extractor.store.rows import directive_id, document_id, number_of

_LINK_ID = re.compile(r"LK(\d{1,15})", re.IGNORECASE)
_SHOWN = 160  # characters of a title


def add_link(
    db: Database,
    kind: LinkKind,
    source: tuple[int, int | None],
    target: tuple[int, int | None],
    act: Act,
    *,
    score: float,
    reasons: Iterable[Reason] = (),
    confirmed: bool = False,
) -> int | None:
    """A link between (document, directive) and (document, directive); None where that pair has one, also a declined."""
    state = "confirmed" if confirmed else "offered"
    row = db.execute(
        "INSERT OR IGNORE INTO links"
        "(kind, from_document, from_directive, to_document, to_directive, score, reasons, state, by, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [kind, *source, *target, score, msgspec.json.encode(tuple(reasons)).decode(), state, act.by, act.at],
    ).fetchone()
    if row is None:
        return None
    note(db, act, "link", row[0], "link", None, kind, document=source[0])
    note(db, act, "link", row[0], "state", None, state, document=source[0])
    return int(row[0])


def link_id(number: int) -> str:
    """`LK7`: the seventh link (liên kết)."""
    return f"LK{number}"


def parse_link(name: str) -> int | None:
    """The number of a link's id; None where `name` is none."""
    match = _LINK_ID.fullmatch(name.strip())
    return int(match.group(1)) if match else None


def list_links(
    register: Register, name: str | None = None, *, offered: bool = False, limit: int = 100, page: int = 1
) -> tuple[LinkRow, ...]:
    """Links, newest first: of a document with its directives, of a directive, or of all; declined ones never.

    `offered`: only those that wait for a person. Raises StoreError.
    """
    conditions = [
        "links.state = 'offered'" if offered else "links.state <> 'rejected'",
        "one.deleted_at IS NULL AND two.deleted_at IS NULL",
    ]
    values: dict[str, Any] = {"limit": limit, "offset": limit * (page - 1)}
    with register.reading() as db:
        if name is not None:
            document, directive = resolve(db, name)
            values["document"] = document
            ends = ["from_document = :document", "to_document = :document"]
            if directive is not None:
                values["directive"] = number_of(directive)
                ends = [f"{end} AND {end[: end.index('_')]}_directive = :directive" for end in ends]
            chosen = " UNION ".join(f"SELECT id FROM links WHERE {end}" for end in ends)
            conditions.append(f"links.id IN ({chosen})")
        order = "ORDER BY links.id DESC LIMIT :limit OFFSET :offset"
        return tuple(_rows(db, " AND ".join(conditions), values, order))


def read_link(db: Database, number: int) -> LinkRow | None:
    """The link with that number."""
    return next(iter(_rows(db, "links.id = :id", {"id": number}, "")), None)


def known_link(db: Database, name: str) -> tuple[int, dict[str, Any]]:
    """Number and row of a link by its id. Raises StoreError."""
    number = parse_link(name)
    row = None
    if number is not None:
        row = next(iter(db.query("SELECT * FROM links WHERE id = ?", [number])), None)
    if number is None or row is None:
        raise StoreError(f"Trong sổ không có liên kết “{name}”: xem mã (như LK7) bằng “chidao links”.")
    return number, row


def _rows(db: Database, where: str, values: dict[str, Any], order: str) -> Iterator[LinkRow]:
    sql = f"""
        SELECT links.*, said.text AS said_text, told.text AS told_text,
            one.number AS one_number, one.title AS one_title, one.file_name AS one_file,
            two.number AS two_number, two.title AS two_title, two.file_name AS two_file
        FROM links
        JOIN documents AS one ON one.id = links.from_document
        JOIN documents AS two ON two.id = links.to_document
        LEFT JOIN directives AS said ON said.id = links.from_directive
        LEFT JOIN directives AS told ON told.id = links.to_directive
        WHERE {where} {order}"""
    return (_row(row) for row in db.query(sql, values))


def _row(row: dict[str, Any]) -> LinkRow:
    return LinkRow(
        id=link_id(row["id"]),
        kind=row["kind"],
        state=row["state"],
        score=row["score"],
        source=document_id(row["from_document"]),
        target=document_id(row["to_document"]),
        source_text=row["said_text"] or _called(row, "one"),
        target_text=row["told_text"] or _called(row, "two"),
        by=row["by"],
        at=row["at"],
        source_directive=directive_id(row["from_directive"]) if row["from_directive"] is not None else None,
        target_directive=directive_id(row["to_directive"]) if row["to_directive"] is not None else None,
        reasons=msgspec.json.decode(row["reasons"], type=tuple[Reason, ...]),
    )


def _called(row: dict[str, Any], end: str) -> str:
    """A document by number and title, else by its file."""
    parts = [row[f"{end}_number"], row[f"{end}_title"]]
    return " – ".join(part for part in parts if part)[:_SHOWN] or str(row[f"{end}_file"])
