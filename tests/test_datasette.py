"""What Datasette is told of the register is true of it: every table, column, facet and question."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from register_samples import TEXT, notice, original, span

from extractor.cli.root import root
from extractor.core.record import Entity
from extractor.core.register import TaskFilter
from extractor.store import datasette_metadata, list_tasks, open_register, put


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "sổ xã.db"
    reference = Entity("legal_ref", *span(TEXT, "408/TB-UBND"), "Thông báo 408/TB-UBND", "test", number="408/TB-UBND")
    record = msgspec.structs.replace(notice(), entities=(*notice().entities, reference))
    with open_register(path, create=True) as register:
        put(register, original(), record)
    return path


@pytest.fixture
def described(db: Path) -> dict:
    with open_register(db) as register:
        [database] = datasette_metadata(register)["databases"].values()
    return database


def columns(db: Path) -> dict[str, set[str]]:
    with sqlite3.connect(db) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1] for row in connection.execute(f"PRAGMA table_info([{name}])")} for name in tables}


def ask(db: Path, sql: str, **values: str) -> list[sqlite3.Row]:
    with sqlite3.connect(db) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, values).fetchall()


def test_every_table_and_column_exists(db: Path, described: dict):
    real = columns(db)
    for name, table in described["tables"].items():
        if table == {"allow": False}:
            continue
        assert name in real
        named = {*table.get("columns", ()), *table.get("facets", ())}
        named |= {table[key] for key in ("label_column", "sort", "sort_desc") if key in table}
        assert named <= real[name], name


def test_the_programs_own_tables_are_hidden_and_the_others_have_titles(db: Path, described: dict):
    tables = described["tables"]
    for name in columns(db):
        assert tables[name].get("hidden") or (tables[name]["title"] and tables[name]["columns"]), name
    for name in ("originals", "names", "holders", "directives_fts_data", "sqlite_sequence", "search_queue"):
        assert tables[name] == {"hidden": True}
    assert "hidden" not in tables["directives"]


def test_views_that_ask_for_functions_of_the_program_are_closed(db: Path, described: dict):
    with sqlite3.connect(db) as connection:
        views = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert views
    assert all(described["tables"][name] == {"allow": False} for name in views)


def test_the_questions_have_answers(db: Path, described: dict):
    questions = {name: question["sql"] for name, question in described["queries"].items()}
    [document] = ask(db, questions["van_ban_trong_thang"], thang="2026-03")
    assert (document["so_ky_hieu"], document["so_chi_dao"]) == ("408/TB-UBND", 5)
    assert not ask(db, questions["van_ban_trong_thang"], thang="2026-04")
    assert len(ask(db, questions["ai_vien_dan"], so_ky_hieu="408/tb")) == 1
    assert not ask(db, questions["ai_vien_dan"], so_ky_hieu="")
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE directives SET last_day = '2020-01-01' WHERE id = 1")
    [unit] = ask(db, questions["qua_han_theo_don_vi"])
    assert (unit["don_vi"], unit["so_viec"]) == ("Phòng Kinh tế và Hạ tầng", 1)
    assert unit["qua_lau_nhat_ngay"] > 2000
    [late] = ask(db, questions["viec_qua_han"], don_vi="hạ tầng")
    assert (late["ma"], late["thoi_han"]) == ("CD1", "2020-01-01")
    assert not ask(db, questions["viec_qua_han"], don_vi="Sở Y tế")
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE directives SET extended_to = '2999-01-01' WHERE id = 1")
    assert not ask(db, questions["qua_han_theo_don_vi"])


def test_the_questions_count_what_the_list_shows(db: Path, described: dict):
    with open_register(db) as register:
        for day, wrong in enumerate(("state = 'rejected'", "same_as = 1", "closed_on = '2020-01-02'", "page = 1"), 2):
            register.db.execute(f"UPDATE directives SET last_day = '2020-01-0{day}', {wrong} WHERE id = {day}")
        register.db.execute("UPDATE directives SET last_day = '2020-01-01' WHERE id = 1")
        register.db.commit()
        shown = list_tasks(register, TaskFilter(today="2999-01-01", overdue=True)).tasks
    questions = {name: question["sql"] for name, question in described["queries"].items()}
    assert [row["ma"] for row in ask(db, questions["viec_qua_han"], don_vi="")] == [task.id for task in shown]
    assert [task.id for task in shown] == ["CD1"]  # the fifth is a decision


def test_the_command_prints_it_for_the_file_as_it_is_named(db: Path):
    result = CliRunner(env={"CHIDAO_DB": str(db)}).invoke(root, ["datasette"], catch_exceptions=False)
    said = json.loads(result.stdout)
    assert list(said["databases"]) == ["sổ xã"]
    assert said["title"] == "Sổ theo dõi chỉ đạo"
