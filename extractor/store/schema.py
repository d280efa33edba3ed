"""The tables of the register, as small migrations, each applied once and written down in the file.

The full-text tables keep their own copy of what they index: a later change of the folding then needs a new migration
that fills them again, but never leaves an index whose old entries cannot be taken out.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x43484449
"""`CHDI` in the header of the file: it is a register of chidao and nothing else."""

VERSION = 4
"""How many migrations there are: `user_version` of a register that has them all."""

migrations = Migrations("chidao")


@migrations()
def m001_documents(db: Database) -> None:
    """Documents with their bytes as they came, and the record of each."""
    db.execute("""
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL UNIQUE,
            file_name TEXT NOT NULL,
            file_key TEXT NOT NULL,
            format TEXT NOT NULL,
            size INTEGER NOT NULL,
            ingested_at TEXT NOT NULL,
            extracted_at TEXT NOT NULL,
            program TEXT NOT NULL,
            genre TEXT NOT NULL,
            doc_type TEXT,
            number TEXT,
            number_key TEXT,
            title TEXT,
            title_key TEXT,
            issuer TEXT,
            issued_on TEXT,
            needs_ocr TEXT NOT NULL DEFAULT '[]',
            content BLOB NOT NULL
        )""")
    db.execute("""
        CREATE TABLE records (
            document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
            schema_version TEXT NOT NULL,
            json TEXT NOT NULL
        )""")


@migrations()
def m002_directives(db: Database) -> None:
    """Directives and whom they name."""
    db.execute("""
        CREATE TABLE directives (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            section TEXT NOT NULL DEFAULT '[]',
            page INTEGER,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            deadline_text TEXT,
            due TEXT,
            bound TEXT,
            last_day TEXT,
            recurrence TEXT,
            anchor TEXT,
            offset TEXT,
            issued_by TEXT,
            rule TEXT NOT NULL,
            confidence REAL NOT NULL
        )""")
    db.execute("CREATE INDEX directives_document ON directives(document_id, position)")
    db.execute("CREATE INDEX directives_last_day ON directives(last_day)")
    db.execute("""
        CREATE TABLE assignees (
            directive_id INTEGER NOT NULL REFERENCES directives(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            text TEXT NOT NULL,
            key TEXT NOT NULL,
            name_key TEXT NOT NULL,
            role TEXT NOT NULL,
            inherited INTEGER NOT NULL,
            inferred INTEGER NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            PRIMARY KEY (directive_id, position)
        )""")


@migrations()
def m003_mentions(db: Database) -> None:
    """Entities, figures and times."""
    db.execute("""
        CREATE TABLE entities (
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            type TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
            name TEXT, key TEXT NOT NULL, positions TEXT NOT NULL DEFAULT '[]', level TEXT,
            doc_type TEXT, number TEXT, date TEXT, issuer TEXT,
            rule TEXT NOT NULL, confidence REAL NOT NULL,
            PRIMARY KEY (document_id, position)
        )""")
    db.execute("CREATE INDEX entities_key ON entities(type, key)")
    db.execute("""
        CREATE TABLE figures (
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
            value NUMERIC NOT NULL, unit TEXT NOT NULL, max NUMERIC, total NUMERIC, per TEXT, comparator TEXT,
            rule TEXT NOT NULL,
            PRIMARY KEY (document_id, position)
        )""")
    db.execute("""
        CREATE TABLE times (
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            type TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
            first TEXT, last TEXT, value TEXT, inferred INTEGER NOT NULL, vague INTEGER NOT NULL,
            rule TEXT NOT NULL,
            PRIMARY KEY (document_id, position)
        )""")


@migrations()
def m004_search(db: Database) -> None:
    """Full text over directives and documents, with marks and folded; rowid is the id of what is indexed."""
    for table in ("directives_fts", "documents_fts"):
        db.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5(exact, folded, tokenize = 'unicode61 remove_diacritics 0')"
        )
