"""The tables of the register, as small migrations, each applied once and written down in the file.

The full-text index is no part of them: it is dropped before and made anew after they are applied
(`search_index.create_index`), so a change of how words are folded needs a migration too, if an empty one.
"""

from __future__ import annotations

import zlib

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from extractor.store.derived import keep_derived
from extractor.store.described import describe
from extractor.store.naming import keep_holders

APPLICATION_ID = 0x43484449
"""`CHDI` in the header of the file: it is a register of chidao and nothing else."""

VERSION = 17
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


@migrations()
def m005_life(db: Database) -> None:
    """What becomes of a directive after it was read: readings, corrections, confirmations, events, history.

    A directive's own columns hold what is in effect: what was read, with corrections laid over it. `state`: `live`,
    `gone` (the newest reading has it no more, but people have worked on it), `rejected` (a person said it is none).
    `last_day` is the deadline that was given; `extended_to` the day in effect since. `same_as`: the directive of
    another document of the same entry that says this already; `entry`: the main document of a document's entry.
    """
    for column in ("deleted_at TEXT", "confirmed_at TEXT", "entry INTEGER REFERENCES documents(id) ON DELETE SET NULL"):
        db.execute(f"ALTER TABLE documents ADD COLUMN {column}")
    for column in (
        "origin TEXT NOT NULL DEFAULT 'machine'",
        "state TEXT NOT NULL DEFAULT 'live'",
        "corrected TEXT NOT NULL DEFAULT '[]'",
        "confirmed_at TEXT",
        "confirmed_by TEXT",
        "closed_on TEXT",
        "closed_as TEXT",
        "extended_to TEXT",
        "extensions INTEGER NOT NULL DEFAULT 0",
        "condition_met_on TEXT",
        "same_as INTEGER REFERENCES directives(id) ON DELETE SET NULL",
    ):
        db.execute(f"ALTER TABLE directives ADD COLUMN {column}")
    db.execute("""
        CREATE TABLE readings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            program TEXT NOT NULL,
            read_at TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('offered', 'applied', 'replaced', 'dropped')),
            settled_at TEXT,
            json TEXT
        )""")
    db.execute("CREATE INDEX readings_document ON readings(document_id, id)")
    db.execute("""
        CREATE TABLE corrections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            directive_id INTEGER REFERENCES directives(id) ON DELETE CASCADE,
            field TEXT NOT NULL,
            before TEXT,
            value TEXT,
            reason TEXT,
            by TEXT NOT NULL,
            at TEXT NOT NULL,
            undone_at TEXT
        )""")
    db.execute("CREATE INDEX corrections_of ON corrections(document_id, directive_id)")
    db.execute("""
        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            directive_id INTEGER NOT NULL REFERENCES directives(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (
                kind IN ('closed', 'reopened', 'extended', 'note', 'evidence', 'condition_met', 'occurrence')),
            on_day TEXT,
            value TEXT,
            note TEXT,
            evidence_document INTEGER REFERENCES documents(id) ON DELETE SET NULL,
            by TEXT NOT NULL,
            at TEXT NOT NULL
        )""")
    db.execute("CREATE INDEX events_directive ON events(directive_id, id)")
    db.execute("""
        CREATE TABLE history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            by TEXT NOT NULL,
            subject TEXT NOT NULL CHECK (subject IN ('document', 'directive', 'link', 'search')),
            subject_id INTEGER NOT NULL,
            document_id INTEGER,
            field TEXT NOT NULL,
            old TEXT,
            new TEXT,
            reason TEXT
        )""")
    db.execute("CREATE INDEX history_subject ON history(subject, subject_id, id)")
    db.execute("CREATE INDEX history_at ON history(at)")


@migrations()
def m006_units(db: Database) -> None:
    """Bodies under one key across spellings and reforms; rank 0 is the body itself, further ones are its successors."""
    db.execute("""
        CREATE TABLE units (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            place TEXT
        )""")
    db.execute("""
        CREATE TABLE assignee_units (
            directive_id INTEGER NOT NULL REFERENCES directives(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            unit_id INTEGER NOT NULL REFERENCES units(id),
            rank INTEGER NOT NULL,
            PRIMARY KEY (directive_id, position, unit_id)
        ) WITHOUT ROWID""")
    db.execute("CREATE INDEX assignee_units_unit ON assignee_units(unit_id, directive_id)")
    db.execute("ALTER TABLE documents ADD COLUMN issuer_unit INTEGER REFERENCES units(id)")


@migrations()
def m007_links(db: Database) -> None:
    """What documents have to do with each other: offered to a person, confirmed or rejected; and what they refer to."""
    db.execute("""
        CREATE TABLE links (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('same', 'report', 'extends', 'repeats', 'replaces', 'reports_on')),
            from_document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            from_directive INTEGER REFERENCES directives(id) ON DELETE CASCADE,
            to_document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            to_directive INTEGER REFERENCES directives(id) ON DELETE CASCADE,
            score REAL NOT NULL,
            reasons TEXT NOT NULL DEFAULT '[]',
            state TEXT NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'confirmed', 'rejected')),
            by TEXT NOT NULL,
            at TEXT NOT NULL
        )""")
    db.execute("CREATE INDEX links_from ON links(from_document, from_directive)")
    db.execute("CREATE INDEX links_to ON links(to_document, to_directive)")
    db.execute("""
        CREATE TABLE refs (
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            directive_id INTEGER REFERENCES directives(id) ON DELETE SET NULL,
            key TEXT NOT NULL,
            doc_type TEXT,
            number TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (document_id, position)
        ) WITHOUT ROWID""")
    db.execute("CREATE INDEX refs_key ON refs(key)")
    db.execute("CREATE INDEX refs_directive ON refs(directive_id)")


@migrations()
def m008_saved_searches(db: Database) -> None:
    """Searches that were given a name; `options` is JSON."""
    db.execute("""
        CREATE TABLE saved_searches (
            name TEXT PRIMARY KEY,
            query TEXT NOT NULL,
            options TEXT NOT NULL DEFAULT '{}',
            at TEXT NOT NULL
        ) WITHOUT ROWID""")


@migrations()
def m009_follow_up(db: Database) -> None:
    """What a list needs to know of a directive whatever the day; m013 fills and keeps it (`derived`).

    `condition_day` is the last day that followed from the day on which a condition was met. `given_day` is the last
    day of the deadline as given, `day_in_effect` that after extensions, `turn` what comes when in a list.
    """
    for column in ("condition_day TEXT", "given_day TEXT", "day_in_effect TEXT", "turn INTEGER NOT NULL DEFAULT 3"):
        db.execute(f"ALTER TABLE directives ADD COLUMN {column}")
    for index in (
        "directives_turn ON directives(turn, day_in_effect, document_id, position, kind, state, same_as)",
        "directives_same_as ON directives(same_as) WHERE same_as IS NOT NULL",
        "directives_issued_by ON directives(issued_by) WHERE issued_by IS NOT NULL",
        "documents_deleted ON documents(id) WHERE deleted_at IS NOT NULL",
        "documents_issued_on ON documents(issued_on)",
        "documents_issuer ON documents(issuer)",
        "documents_ingested_at ON documents(ingested_at)",
        "figures_money ON figures(value, document_id, start) WHERE kind = 'money'",
    ):
        db.execute(f"CREATE INDEX {index}")
    db.execute("DROP INDEX directives_last_day")


@migrations()
def m010_originals(db: Database) -> None:
    """Originals apart from the rows of documents, records packed, lines for readings, a history that stays.

    A column behind a large one costs reading the large one, so the bytes of a document have a table of their own.
    `reading_position` is the place of a directive among those of the applied reading; one that is not there has its
    words in `base`. `act` of a correction is the first of those made by one command, which are undone together.
    `state` of a directive may also be `deleted`: it or its document was taken out of the lists.
    """
    _part_originals(db)
    _pack_records(db)
    for column in ("models TEXT NOT NULL DEFAULT ''", "corrected TEXT NOT NULL DEFAULT '[]'"):
        db.execute(f"ALTER TABLE documents ADD COLUMN {column}")
    db.execute("ALTER TABLE readings ADD COLUMN models TEXT NOT NULL DEFAULT ''")
    db.execute("""
        INSERT INTO readings(document_id, program, read_at, state, settled_at)
        SELECT id, program, extracted_at, 'applied', extracted_at FROM documents""")
    db.execute("ALTER TABLE directives ADD COLUMN reading_position INTEGER")
    db.execute("ALTER TABLE directives ADD COLUMN base TEXT")
    db.execute("UPDATE directives SET reading_position = position")
    db.execute("ALTER TABLE corrections ADD COLUMN act INTEGER")
    db.execute("CREATE INDEX documents_number ON documents(number_key)")
    db.execute("CREATE INDEX documents_file ON documents(file_key)")
    db.execute("CREATE INDEX history_document ON history(document_id, id)")
    db.execute("CREATE TABLE removals (document_id INTEGER PRIMARY KEY)")
    _keep_history(db)


def _part_originals(db: Database) -> None:
    db.execute("""
        CREATE TABLE originals (
            document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
            content BLOB NOT NULL
        )""")
    db.execute("INSERT INTO originals SELECT id, content FROM documents")
    db.execute("ALTER TABLE documents DROP COLUMN content")
    db.execute("""
        CREATE TRIGGER originals_stay BEFORE UPDATE ON originals
        BEGIN SELECT raise(ABORT, 'an original is never changed'); END""")


def _pack_records(db: Database) -> None:
    db.execute("ALTER TABLE records RENAME TO records_as_text")
    db.execute("""
        CREATE TABLE records (
            document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
            schema_version TEXT NOT NULL,
            packed BLOB NOT NULL
        )""")
    for number, version, json in db.execute("SELECT document_id, schema_version, json FROM records_as_text"):
        db.execute("INSERT INTO records VALUES (?, ?, ?)", [number, version, zlib.compress(json.encode())])
    db.execute("DROP TABLE records_as_text")


def _keep_history(db: Database) -> None:
    """History is only added to; what concerns a document stamped MẬT (its number is in `removals`) may be taken out."""
    db.execute("""
        CREATE TRIGGER history_stays BEFORE UPDATE ON history
        BEGIN SELECT raise(ABORT, 'history is never changed'); END""")
    db.execute("""
        CREATE TRIGGER history_is_added_to BEFORE INSERT ON history WHEN NEW.id IN (SELECT id FROM history)
        BEGIN SELECT raise(ABORT, 'history is never changed'); END""")
    db.execute("""
        CREATE TRIGGER history_is_kept BEFORE DELETE ON history
        WHEN OLD.document_id IS NULL OR (
            OLD.document_id NOT IN (SELECT document_id FROM removals)
            AND NOT (OLD.subject = 'link' AND EXISTS (
                SELECT 1 FROM links WHERE links.id = OLD.subject_id
                AND (from_document IN (SELECT document_id FROM removals)
                    OR to_document IN (SELECT document_id FROM removals)))))
        BEGIN SELECT raise(ABORT, 'history is never taken out'); END""")


@migrations()
def m011_handing_out(db: Database) -> None:
    """What the register is called outside, and which unit was reminded on which day.

    A list that is handed out names the register by `own.id`, so that it does not come back into another one. A reminder
    is written down before it goes out (`state` is `sending`), so that none goes out twice where a run breaks off.
    """
    db.execute("CREATE TABLE own (id TEXT NOT NULL, only INTEGER PRIMARY KEY CHECK (only = 1))")
    db.execute("INSERT INTO own (id, only) VALUES (lower(hex(randomblob(8))), 1)")
    db.execute("""
        CREATE TABLE reminders (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            unit_key TEXT NOT NULL,
            unit TEXT NOT NULL,
            day TEXT NOT NULL,
            addresses TEXT NOT NULL,
            tasks TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
            reason TEXT,
            by TEXT NOT NULL,
            at TEXT NOT NULL
        )""")
    db.execute("CREATE INDEX reminders_day ON reminders(day, unit_key)")


@migrations()
def m012_search_index(db: Database) -> None:
    """Full text without a copy of the text (`search_index` makes its tables), and what a search is narrowed by."""
    db.execute("CREATE INDEX documents_doc_type ON documents(doc_type)")


@migrations()
def m013_lists(db: Database) -> None:
    """What lists by name and unit and the report need, kept by triggers; events that were taken back.

    `names`: every name of an assignee once, folded, with the words it was first met in; a filter by name goes through
    these, not through all assignees. `holders`: of each assignee the names it goes by (`name_id` as written, `full_id`
    written out) and `holder`, whom it falls to: the unit of today, or minus `name_id` where the name is of no unit.
    `directives.rating`: whether a closed one was done in time.
    """
    db.execute("ALTER TABLE events ADD COLUMN undone_at TEXT")
    db.execute("ALTER TABLE directives ADD COLUMN rating TEXT")
    keep_derived(db)
    keep_holders(db)
    for index in (
        "directives_counted ON directives(document_id, kind, state, same_as, turn, day_in_effect, given_day, rating)",
        "holders_name ON holders(name_id, role, directive_id)",
        "holders_full_name ON holders(full_id, role, directive_id) WHERE full_id <> name_id",
    ):
        db.execute(f"CREATE INDEX {index}")


@migrations()
def m014_across_documents(db: Database) -> None:
    """What links are found by: sketches, meetings, where a reference stands; filled from the records that are there.

    `document_marks`, `directive_marks`: which have a mark of a sketch (core.likeness); `number` is that of the document
    or directive. They are no foreign keys, as finding those of one document would need a second index: what is gone is
    passed over. `refs.start`: where the reference stands; `reach`: the end of the section that it heads.
    """
    for table in ("document_marks", "directive_marks"):
        db.execute(f"""
            CREATE TABLE {table} (
                mark INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (mark, number)
            ) WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE meetings (
            document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
            on_day TEXT,
            chairs TEXT NOT NULL,
            about TEXT NOT NULL
        )""")
    db.execute("ALTER TABLE refs ADD COLUMN start INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE refs ADD COLUMN reach INTEGER")
    for index in (
        "meetings_on_day ON meetings(on_day) WHERE on_day IS NOT NULL",
        "documents_number_day ON documents(number_key, issued_on)",
        "documents_entry ON documents(entry) WHERE entry IS NOT NULL",
        "links_state ON links(state, id)",
    ):
        db.execute(f"CREATE INDEX {index}")
    db.execute("""
        CREATE UNIQUE INDEX links_once ON links(
            kind, from_document, coalesce(from_directive, 0), to_document, coalesce(to_directive, 0))""")
    for (number,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
        describe(db, number)


@migrations()
def m015_two_tables_of_words(db: Database) -> None:
    """The search index has the words as written and the folded ones apart; it is made anew after every migration."""


@migrations()
def m016_reports_of_links(db: Database) -> None:
    """What was reported because a link was accepted goes with the link.

    Of links accepted before, the report has the very moment, person, document and directive of the acceptance.
    """
    db.execute("ALTER TABLE events ADD COLUMN link_id INTEGER REFERENCES links(id) ON DELETE SET NULL")
    db.execute("CREATE INDEX events_link ON events(link_id) WHERE link_id IS NOT NULL")
    db.execute("""
        UPDATE events SET link_id = (
            SELECT links.id FROM links JOIN directives ON directives.id = links.to_directive
            WHERE links.state = 'confirmed' AND links.at = events.at AND links.by = events.by
            AND links.from_document = events.evidence_document
            AND events.directive_id IN (links.to_directive, directives.same_as)
            AND CASE links.kind
                WHEN 'extends' THEN events.kind = 'extended'
                WHEN 'replaces' THEN events.kind = 'closed' AND events.value = 'replaced'
                WHEN 'reports_on' THEN events.kind IN ('closed', 'evidence')
                END
            ORDER BY links.id LIMIT 1)
        WHERE kind IN ('extended', 'closed', 'evidence') AND undone_at IS NULL""")


@migrations()
def m017_narrow_lists(db: Database) -> None:
    """What a list by name asks of each directive, in an index: their rows are long and lie far apart.

    `id` SQLite looks up in the row itself; as an expression it looks it up in the index.
    """
    db.execute("""
        CREATE INDEX directives_narrow ON directives(
            CAST(id AS INTEGER), turn, day_in_effect, document_id, position, kind, state, same_as)""")
