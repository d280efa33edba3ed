"""Registers that earlier versions wrote are brought up without loss."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from register_samples import AT, notice, original
from sqlite_utils import Database

from extractor.asking import read_query
from extractor.core.record import Record
from extractor.core.register import TaskFilter
from extractor.store import correct, find_document, get, get_original, list_history, list_tasks, open_register, search
from extractor.store.folding import exact_form, folded_form, key_of
from extractor.store.layers import assignee_rows, directive_row
from extractor.store.schema import APPLICATION_ID, migrations


def write_old(path: Path, record: Record, content: bytes, tables: int) -> None:
    """A register with the first migrations only, filled as the program of that time did."""
    connection = sqlite3.connect(path)
    db = Database(connection)
    migrations.apply(db, stop_before=migrations_named()[tables])
    card = record.document
    sha256 = original(content).sha256
    db.execute(
        """INSERT INTO documents(sha256, file_name, file_key, format, size, ingested_at, extracted_at, program, genre,
           doc_type, number, number_key, title, title_key, issuer, issued_on, content)
           VALUES (?, '408.txt', ' 408 txt ', 'text', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [sha256, len(content), AT, AT, record.program, card.genre, card.doc_type, card.number, key_of(card.number),
         card.title, key_of(card.title), card.issuer, card.issued_on, content],
    )  # fmt: skip
    db.execute("INSERT INTO records VALUES (1, '1.0', ?)", [msgspec.json.encode(record).decode()])
    for position, directive in enumerate(record.directives):
        row = directive_row(record, directive, 1, position)
        number = db.table("directives").insert(row, pk="id").last_pk
        db.table("assignees").insert_all(assignee_rows(record, directive, number))
        about = " ".join([directive.text, *(a.text for a in directive.assignees)])
        db.execute(
            "INSERT INTO directives_fts(rowid, exact, folded) VALUES (?, ?, ?)",
            [number, exact_form(about), folded_form(about)],
        )
    about = "\n".join([card.number, card.title, card.issuer, "408.txt", record.text])
    db.execute(
        "INSERT INTO documents_fts(rowid, exact, folded) VALUES (1, ?, ?)", [exact_form(about), folded_form(about)]
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {tables}")
    connection.commit()
    connection.close()


def migrations_named() -> list[str]:
    return [m.name for m in migrations.pending(Database(memory=True))]


@pytest.mark.parametrize("tables", [4, 8])
def test_an_older_register_keeps_all(tmp_path: Path, tables: int):
    path = tmp_path / "old.db"
    content = bytes(range(256)) * 300
    write_old(path, notice(), content, tables)
    with open_register(path) as register:
        shown = get(register, "VB1")
        assert shown.record == notice()
        assert shown.directive_ids == ("CD1", "CD2", "CD3", "CD4", "CD5")
        assert get_original(register, "VB1") == content
        assert find_document(register, original(content).sha256).file_name == "408.txt"
        assert len(list_tasks(register, TaskFilter(today="2026-04-01", kinds=())).tasks) == 5
        assert search(register, read_query("cầu Suối Đá")).directives_total == 1
        readings = register.db.execute("SELECT document_id, program, state FROM readings").fetchall()
        assert readings == [(1, "chidao 0.1.0", "applied")]
        assert register.db.execute("PRAGMA foreign_key_check").fetchall() == []
        correct(register, "CD2", "kind", "target", by="chi Lan", at=AT)
        assert [line.field for line in list_history(register)] == ["kind"]
