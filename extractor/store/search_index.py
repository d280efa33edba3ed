"""The full-text index: what is in it, and how it follows the rows by itself.

The FTS5 tables keep no text. To take an entry out of such a table its old words must be given again, so the index is
followed by triggers: before a row changes that an entry is made of, the entry is taken out as the rows still stand and
its id goes into `search_queue`; what is queued is indexed anew at the end of the same transaction
(`Register.writing`). Whoever writes rows need not know of the index.

Words stand in it twice: as written but for case (`exact_…`), and folded (`folded_…`, `about`): without marks, đ as d.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from typing import Literal

import msgspec
from sqlite_utils import Database

from extractor.store.folding import exact_form, key_of, search_form, words_of

DIRECTIVE_COLUMNS = ("exact_text", "exact_who", "folded_text", "folded_who", "about")
DOCUMENT_COLUMNS = ("exact_text", "folded_text", "about")

Table = Literal["directives", "documents"]

_COMPARED = 120
_SIDE_BY_SIDE = 40

_TOKENS = "tokenize = 'unicode61 remove_diacritics 0'"

_ABOUT = """
    coalesce(documents.number, '') || '; ' || coalesce(documents.title, '') || '; ' ||
    coalesce(documents.issuer, '') || '; ' ||
    coalesce((SELECT name FROM units WHERE units.id = documents.issuer_unit), '')"""

# What an entry is made of. What is not listed is in neither view and so in no index.
_VIEWS = (
    """
    CREATE VIEW searchable_directives AS
    SELECT directives.id AS id, directives.document_id AS document_id, directives.text AS text,
        coalesce((SELECT group_concat(text, '; ') FROM
            (SELECT text FROM assignees WHERE directive_id = directives.id ORDER BY position)), '') || '; ' ||
        coalesce((SELECT group_concat(name, '; ') FROM
            (SELECT DISTINCT units.name AS name FROM assignee_units JOIN units ON units.id = assignee_units.unit_id
             WHERE assignee_units.directive_id = directives.id ORDER BY units.id)), '') || '; ' ||
        coalesce((SELECT group_concat(name_key, '; ') FROM
            (SELECT name_key FROM assignees WHERE directive_id = directives.id AND name_key <> key ORDER BY position)),
            '') || '; ' ||
        coalesce(directives.issued_by, '') AS who,
        {about} AS about
    FROM directives JOIN documents ON documents.id = directives.document_id
    WHERE directives.state IN ('live', 'gone') AND documents.deleted_at IS NULL
    """,
    """
    CREATE VIEW searchable_documents AS
    SELECT documents.id AS id, record_text(records.packed) AS text,
        {about} || '; ' || documents.file_name AS about
    FROM documents JOIN records ON records.document_id = documents.id
    WHERE documents.deleted_at IS NULL
    """,
)
_ENTRY = {
    "directives": "id, exact_form(text), exact_form(who), search_form(text), search_form(who), search_form(about)",
    "documents": "id, exact_form(text), search_form(text), search_form(about)",
}
_COLUMNS = {"directives": DIRECTIVE_COLUMNS, "documents": DOCUMENT_COLUMNS}

# (table, what happens to it, when it matters, which entries it changes); NEW and OLD as in SQLite
_DIRECTIVE = "SELECT {row}.id AS id"
_OF_ROW = "SELECT {row}.directive_id AS id"
_OF_DOCUMENT = "SELECT id FROM directives WHERE document_id = {row}.id"
_BY_UNIT = "SELECT id FROM documents WHERE issuer_unit = {row}.id"
_OF_UNIT = (
    "SELECT directive_id AS id FROM assignee_units WHERE unit_id = {row}.id "
    "UNION SELECT id FROM directives WHERE document_id IN (SELECT id FROM documents WHERE issuer_unit = {row}.id)"
)
_CHANGES = (
    ("directives", "AFTER INSERT", "", (("directives", _DIRECTIVE),)),
    ("directives", "BEFORE DELETE", "", (("directives", _DIRECTIVE),)),
    ("directives", "BEFORE UPDATE", "text issued_by state document_id", (("directives", _DIRECTIVE),)),
    ("assignees", "BEFORE INSERT", "", (("directives", _OF_ROW),)),
    ("assignees", "BEFORE DELETE", "", (("directives", _OF_ROW),)),
    ("assignees", "BEFORE UPDATE", "text position directive_id", (("directives", _OF_ROW),)),
    ("assignee_units", "BEFORE INSERT", "", (("directives", _OF_ROW),)),
    ("assignee_units", "BEFORE DELETE", "", (("directives", _OF_ROW),)),
    ("assignee_units", "BEFORE UPDATE", "unit_id directive_id", (("directives", _OF_ROW),)),
    ("units", "BEFORE UPDATE", "name", (("directives", _OF_UNIT), ("documents", _BY_UNIT))),
    ("documents", "AFTER INSERT", "", (("documents", _DIRECTIVE),)),
    ("documents", "BEFORE DELETE", "", (("documents", _DIRECTIVE), ("directives", _OF_DOCUMENT))),
    ("documents", "BEFORE UPDATE", "number title issuer issuer_unit deleted_at",
     (("documents", _DIRECTIVE), ("directives", _OF_DOCUMENT))),
    ("documents", "BEFORE UPDATE", "file_name", (("documents", _DIRECTIVE),)),
    ("records", "BEFORE INSERT", "", (("documents", "SELECT {row}.document_id AS id"),)),
    ("records", "BEFORE DELETE", "", (("documents", "SELECT {row}.document_id AS id"),)),
    ("records", "BEFORE UPDATE", "packed", (("documents", "SELECT {row}.document_id AS id"),)),
)  # fmt: skip


TRIGGERS = tuple(f"search_{change[0]}_{position}" for position, change in enumerate(_CHANGES))
"""Without one of these the index does not follow the rows."""


def add_functions(connection: sqlite3.Connection) -> None:
    """What the triggers call; every connection that writes needs them."""
    connection.create_function("exact_form", 1, _of_text(exact_form), deterministic=True)
    connection.create_function("record_text", 1, _text_of_record, deterministic=True)
    connection.create_function("key_of", 1, _of_text(key_of), deterministic=True)
    connection.create_function("search_form", 1, _of_text(search_form), deterministic=True)


def drop_index(db: Database) -> None:
    """Take the index away: before tables are changed that it follows."""
    for kind, name in db.execute("SELECT type, name FROM sqlite_master WHERE name LIKE 'search%'").fetchall():
        if kind in ("trigger", "view"):
            db.execute(f"DROP {kind} {name}")
    for table in ("directives_words", "documents_words", "directives_fts", "documents_fts", "search_queue"):
        db.execute(f"DROP TABLE IF EXISTS {table}")


def create_index(db: Database) -> None:
    """The tables, views and triggers, filled from the rows; what was there before is dropped."""
    drop_index(db)
    for table in ("directives", "documents"):
        columns = ", ".join(_COLUMNS[table])
        db.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content = '', {_TOKENS})")
        db.execute(f"CREATE VIRTUAL TABLE {table}_words USING fts5vocab({table}_fts, 'row')")
    db.execute("CREATE TABLE search_queue (of TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (of, id)) WITHOUT ROWID")
    for view in _VIEWS:
        db.execute(view.format(about=_ABOUT))
    for name, (table, moment, columns, changed) in zip(TRIGGERS, _CHANGES, strict=True):
        db.execute(_trigger(name, table, moment, columns.split(), changed))
    for table in ("directives", "documents"):
        db.execute(f"{_insert(table)} SELECT {_ENTRY[table]} FROM searchable_{table}")


def index_queued(db: Database) -> None:
    """Index anew what changed since; at the end of every transaction that writes."""
    for table in ("directives", "documents"):
        queued = f"SELECT id FROM search_queue WHERE of = '{table}'"
        db.execute(f"{_insert(table)} SELECT {_ENTRY[table]} FROM searchable_{table} WHERE id IN ({queued})")
    db.execute("DELETE FROM search_queue")


def entries(table: Table) -> str:
    """SQL for the ids that have an entry."""
    return f"SELECT id FROM {table}_fts_docsize"


def holds(db: Database, table: Table, number: int, text: str) -> bool:
    """Whether the entry holds the words of `text` in their order: all of a directive, how a document begins."""
    words = words_of(exact_form(text))[: _COMPARED if table == "documents" else None]
    parts = [words[at : at + _SIDE_BY_SIDE] for at in range(0, len(words), _SIDE_BY_SIDE)]
    expression = " AND ".join('"' + " ".join(part) + '"' for part in parts)
    sql = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? AND rowid = ?"
    return not words or db.execute(sql, [f"exact_text : ({expression})", number]).fetchone() is not None


def _insert(table: str) -> str:
    return f"INSERT INTO {table}_fts(rowid, {', '.join(_COLUMNS[table])})"


def _trigger(name: str, table: str, moment: str, columns: list[str], entries: tuple[tuple[str, str], ...]) -> str:
    row = "NEW" if moment.endswith("INSERT") else "OLD"
    of = f" OF {', '.join(columns)}" if columns else ""
    when = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    body = "".join(_taken_out(of_table, ids.format(row=row), new=moment == "AFTER INSERT") for of_table, ids in entries)
    return f"CREATE TRIGGER {name} {moment}{of} ON {table} {f'WHEN {when} ' if when else ''}BEGIN {body} END"


def _taken_out(table: str, ids: str, *, new: bool) -> str:
    """Statements that take the entries with these ids out and queue them; what is queued is in no index already."""
    unqueued = f"NOT EXISTS (SELECT 1 FROM search_queue WHERE of = '{table}' AND search_queue.id = {{0}}.id)"
    out = f"""
        INSERT INTO {table}_fts({table}_fts, rowid, {", ".join(_COLUMNS[table])})
        SELECT 'delete', {_ENTRY[table]} FROM searchable_{table} AS entry
        WHERE entry.id IN ({ids}) AND {unqueued.format("entry")};"""
    queue = f"""
        INSERT INTO search_queue SELECT '{table}', changed.id FROM ({ids}) AS changed
        WHERE {unqueued.format("changed")};"""
    return queue if new else out + queue


class _Text(msgspec.Struct):
    text: str


def _text_of_record(packed: object) -> str:
    """Empty where the record is damaged, which `chidao check` tells."""
    try:
        return msgspec.json.decode(zlib.decompress(packed), type=_Text).text if isinstance(packed, bytes) else ""
    except (zlib.error, msgspec.DecodeError):
        return ""


def _of_text(form: Callable[[str], str]) -> Callable[[object], str]:
    return lambda text: form(text) if isinstance(text, str) else ""
