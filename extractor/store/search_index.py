"""The full-text index: what is in it, and how it follows the rows by itself.

The FTS5 tables keep no text. To take an entry out of such a table its old words must be given again, so the index is
followed by triggers: before a row changes that an entry is made of, the entry is taken out as the rows still stand and
its id goes into `search_queue`; what is queued is indexed anew at the end of the same transaction
(`Register.writing`). Whoever writes rows need not know of the index.

There are two tables of words for directives and two for documents: `…_fts` has them folded (without marks, đ as d),
`…_exact` as written but for case. Apart, a search reads half as much.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from typing import Literal

import msgspec
from sqlite_utils import Database

from extractor.core.page_titles import without_page_titles
from extractor.store.folding import exact_form, key_of, search_form, words_of

Table = Literal["directives", "documents"]
Index = Literal["directives_fts", "documents_fts", "directives_exact", "documents_exact"]

_TABLES: tuple[Table, ...] = ("directives", "documents")
FOLDED: dict[Table, Index] = {"directives": "directives_fts", "documents": "documents_fts"}
EXACT: dict[Table, Index] = {"directives": "directives_exact", "documents": "documents_exact"}
_COLUMNS: dict[Index, tuple[str, ...]] = {
    "directives_fts": ("text", "who", "about"),
    "directives_exact": ("text", "who"),
    "documents_fts": ("text", "about"),
    "documents_exact": ("text", "about"),
}
INDEXES = tuple(_COLUMNS)

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
# (table, what happens to it, when it matters, which entries it changes); NEW and OLD as in SQLite
_DIRECTIVE = "SELECT {row}.id AS id"
_OF_ROW = "SELECT {row}.directive_id AS id"
_OF_DOCUMENT = "SELECT id FROM directives WHERE document_id = {row}.id"
_BY_UNIT = "SELECT id FROM documents WHERE issuer_unit = {row}.id"
_OF_UNIT = (
    "SELECT directive_id AS id FROM assignee_units WHERE unit_id = {row}.id "
    "UNION SELECT id FROM directives WHERE document_id IN (SELECT id FROM documents WHERE issuer_unit = {row}.id)"
)
_CHANGES: tuple[tuple[str, str, str, tuple[tuple[Table, str], ...]], ...] = (
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
    for name in ("directives_words", "documents_words", *INDEXES, "search_queue"):
        db.execute(f"DROP TABLE IF EXISTS {name}")


def create_index(db: Database) -> None:
    """The tables, views and triggers, filled from the rows; what was there before is dropped."""
    drop_index(db)
    for index, columns in _COLUMNS.items():
        db.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({', '.join(columns)}, content = '', {_TOKENS})")
    for table in _TABLES:
        db.execute(f"CREATE VIRTUAL TABLE {table}_words USING fts5vocab({FOLDED[table]}, 'row')")
    db.execute("CREATE TABLE search_queue (of TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (of, id)) WITHOUT ROWID")
    for view in _VIEWS:
        db.execute(view.format(about=_ABOUT))
    for name, (changing, moment, named, changed) in zip(TRIGGERS, _CHANGES, strict=True):
        db.execute(_trigger(name, changing, moment, named.split(), changed))
    for table in _TABLES:
        for index in (FOLDED[table], EXACT[table]):
            db.execute(f"{_insert(index)} SELECT {_entry(index)} FROM searchable_{table}")


def index_queued(db: Database) -> None:
    """Index anew what changed since; at the end of every transaction that writes."""
    for table in _TABLES:
        queued = f"SELECT id FROM search_queue WHERE of = '{table}'"
        for index in (FOLDED[table], EXACT[table]):
            db.execute(f"{_insert(index)} SELECT {_entry(index)} FROM searchable_{table} WHERE id IN ({queued})")
    db.execute("DELETE FROM search_queue")


def entries(table: Table) -> str:
    """SQL for the ids that have an entry in either index."""
    return f"SELECT id FROM (SELECT id FROM {FOLDED[table]}_docsize UNION SELECT id FROM {EXACT[table]}_docsize)"


def is_indexed(db: Database, table: Table, number: int) -> bool:
    """Whether there is an entry in both indexes."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM {0}_docsize WHERE id = :id) AND EXISTS (SELECT 1 FROM {1}_docsize WHERE id = :id)"
    )
    return bool(db.execute(sql.format(FOLDED[table], EXACT[table]), {"id": number}).fetchone()[0])


def holds(db: Database, table: Table, number: int, text: str) -> bool:
    """Whether the entry holds the words of `text` in their order: all of a directive, how a document begins."""
    text = without_page_titles(text) if table == "documents" else text
    words = words_of(exact_form(text))[: _COMPARED if table == "documents" else None]
    parts = [words[at : at + _SIDE_BY_SIDE] for at in range(0, len(words), _SIDE_BY_SIDE)]
    expression = " AND ".join('"' + " ".join(part) + '"' for part in parts)
    sql = f"SELECT 1 FROM {EXACT[table]} WHERE {EXACT[table]} MATCH ? AND rowid = ?"
    return not words or db.execute(sql, [f"text : ({expression})", number]).fetchone() is not None


def _insert(index: Index) -> str:
    return f"INSERT INTO {index}(rowid, {', '.join(_COLUMNS[index])})"


def _entry(index: Index) -> str:
    """What goes into an index of the rows of its view."""
    form = "exact_form" if index.endswith("_exact") else "search_form"
    return ", ".join(("id", *(f"{form}({column})" for column in _COLUMNS[index])))


def _trigger(name: str, table: str, moment: str, columns: list[str], entries: tuple[tuple[Table, str], ...]) -> str:
    row = "NEW" if moment.endswith("INSERT") else "OLD"
    of = f" OF {', '.join(columns)}" if columns else ""
    when = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    body = "".join(_taken_out(of_table, ids.format(row=row), new=moment == "AFTER INSERT") for of_table, ids in entries)
    return f"CREATE TRIGGER {name} {moment}{of} ON {table} {f'WHEN {when} ' if when else ''}BEGIN {body} END"


def _taken_out(table: Table, ids: str, *, new: bool) -> str:
    """Statements that take the entries with these ids out and queue them; what is queued is in no index already."""
    unqueued = f"NOT EXISTS (SELECT 1 FROM search_queue WHERE of = '{table}' AND search_queue.id = {{0}}.id)"
    out = "".join(
        f"""
        INSERT INTO {index}({index}, rowid, {", ".join(_COLUMNS[index])})
        SELECT 'delete', {_entry(index)} FROM searchable_{table} AS entry
        WHERE entry.id IN ({ids}) AND {unqueued.format("entry")};"""
        for index in (FOLDED[table], EXACT[table])
    )
    queue = f"""
        INSERT INTO search_queue SELECT '{table}', changed.id FROM ({ids}) AS changed
        WHERE {unqueued.format("changed")};"""
    return queue if new else out + queue


class _Text(msgspec.Struct):
    text: str


def _text_of_record(packed: object) -> str:
    """Empty where the record is damaged, which `chidao check` tells."""
    try:
        text = msgspec.json.decode(zlib.decompress(packed), type=_Text).text if isinstance(packed, bytes) else ""
    except (zlib.error, msgspec.DecodeError):
        return ""
    return without_page_titles(text)


def _of_text(form: Callable[[str], str]) -> Callable[[object], str]:
    return lambda text: form(text) if isinstance(text, str) else ""
