"""The register on real SQLite files: what goes in comes out, whole or not at all."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register_samples import AT, notice, original

from extractor.asking import read_query
from extractor.core.errors import NotARegister, StoreError
from extractor.core.record import Anchor, Card, Directive, Entity, Figure, Record, Source, Time
from extractor.core.register import TaskFilter
from extractor.store import (
    Original,
    Register,
    find_document,
    get,
    get_original,
    list_documents,
    list_tasks,
    open_register,
    put,
    remove,
    search,
)
from extractor.store.matching import Known, match_directives
from extractor.store.schema import APPLICATION_ID, VERSION, migrations

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EVERY = TaskFilter(today="2026-04-01", kinds=())


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        yield opened


def count(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        connection.close()


def counts(path: Path) -> dict[str, int]:
    tables = (
        "documents",
        "records",
        "directives",
        "assignees",
        "entities",
        "figures",
        "times",
        "directives_fts",
        "documents_fts",
    )
    return {table: count(path, table) for table in tables}


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)

    def spanned(*head, **rest):
        start, end = draw(spans)
        return {"start": start, "end": end, "text": text[start:end], "rule": draw(WORDS), **rest}

    numbers = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
    return Record(
        text=text,
        document=Card(genre="news", number=draw(st.none() | WORDS), title=draw(st.none() | WORDS)),
        source=Source("text", needs_ocr=tuple(draw(st.lists(st.integers(1, 99), max_size=3)))),
        anchor=Anchor(None, "none"),
        entities=tuple(Entity("person", **spanned(), positions=(draw(WORDS),)) for _ in range(draw(st.integers(0, 3)))),
        figures=tuple(
            Figure("money", **spanned(), value=draw(numbers), unit=draw(WORDS)) for _ in range(draw(st.integers(0, 3)))
        ),
        times=tuple(Time("period", **spanned(), from_=draw(st.none() | WORDS)) for _ in range(draw(st.integers(0, 3)))),
        directives=tuple(
            Directive("task", **spanned(), issued_by=draw(st.none() | WORDS), confidence=draw(st.floats(0, 1)))
            for _ in range(draw(st.integers(0, 3)))
        ),
        program=draw(WORDS),
    )  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records(), content=st.binary(min_size=1, max_size=40), name=WORDS)
def test_what_is_put_comes_back(register: Register, record: Record, content: bytes, name: str):
    document = put(register, Original(content, name, AT), record)
    shown = get(register, document)
    assert shown.record == record
    assert get_original(register, document) == content
    assert len(shown.directive_ids) == len(record.directives)
    assert all(get(register, i).document.id == document for i in shown.directive_ids)


def test_a_sample_is_spread_over_the_tables(register: Register):
    put(register, original(), notice())
    assert counts(register.path) == {
        "documents": 1, "records": 1, "directives": 5, "assignees": 5, "entities": 2, "figures": 2, "times": 2,
        "directives_fts": 5, "documents_fts": 1,
    }  # fmt: skip
    row = list_documents(register)[0]
    assert (row.id, row.number, row.issued_on, row.size, row.ingested_at) == ("VB1", "408/TB-UBND", "2026-03-12", 3, AT)


def test_the_same_bytes_again_replace_and_keep_ids(register: Register):
    put(register, original(), notice())
    before = get(register, "VB1")
    changed = notice(program="chidao 0.2.0")
    changed = msgspec.structs.replace(changed, directives=changed.directives[1:], entities=())
    later = original(file_name="other name.txt", at="2027-01-01T00:00:00+07:00")
    assert put(register, later, changed) == "VB1"
    after = get(register, "VB1")
    assert after.record == changed
    assert after.directive_ids == before.directive_ids[1:]
    assert (after.document.file_name, after.document.ingested_at, after.document.extracted_at) == (
        "408.txt", AT, later.at,
    )  # fmt: skip
    assert counts(register.path)["directives_fts"] == 4
    assert search(register, read_query('"cầu Suối Đá"')).directives == ()
    assert put(register, later, notice()) == "VB1"
    assert get(register, "VB1").directive_ids[0] not in before.directive_ids, "an id is never given twice"


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ({1: "a", 2: "b"}, ["b", "a"], {0: 2, 1: 1}),
        ({1: "a", 2: "a"}, ["a", "a", "a"], {0: 1, 1: 2}),
        ({1: "giao Sở A làm"}, ["Sở A làm", "khác"], {0: 1}),
        ({1: "x", 2: "y z"}, ["y z", "y"], {0: 2}),
        ({}, ["a"], {}),
        ({1: ""}, ["a"], {}),
    ],
)
def test_which_directive_is_the_same(old, new, kept):
    known = {number: Known(text) for number, text in old.items()}
    assert match_directives(known, [Known(text) for text in new]) == kept


def test_a_crash_in_the_middle_leaves_nothing(register: Register, monkeypatch: pytest.MonkeyPatch):
    def crash(*_):
        raise RuntimeError("mất điện")

    monkeypatch.setattr("extractor.store.register.index_queued", crash)
    with pytest.raises(RuntimeError):
        put(register, original(), notice())
    assert not any(counts(register.path).values())
    monkeypatch.undo()
    put(register, original(), notice())
    whole = counts(register.path)
    monkeypatch.setattr("extractor.store.readings.write_mentions", crash)
    with pytest.raises(RuntimeError):
        put(register, original(), msgspec.structs.replace(notice(), directives=()))
    assert counts(register.path) == whole
    assert get(register, "VB1").record == notice()


def test_a_removed_document_leaves_no_bytes(register: Register):
    put(register, original(b"TUYET MAT 12345"), notice())
    register.checkpoint()
    traces = (b"TUYET MAT 12345", "Suối Đá".encode(), "uối".encode())
    assert all(trace in register.path.read_bytes() for trace in traces)
    sha256 = list_documents(register)[0].sha256
    assert remove(register, sha256)
    assert not remove(register, sha256)
    assert not any(counts(register.path).values())
    for table in ("directives_words", "documents_words"):
        assert register.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), "a word is left in the index"
    register.close()
    kept = b"".join(file.read_bytes() for file in register.path.parent.iterdir())
    assert not any(trace in kept for trace in traces)


def test_documents_are_found_by_hash_number_and_file(register: Register):
    put(register, original(), notice())
    put(register, original(b"2", "hop giao ban.docx"), notice(number="15-KL/TU"))
    row = find_document(register, original().sha256)
    assert row is not None and row.id == "VB1"
    assert find_document(register, "0" * 64) is None
    for name, document in (
        ("vb2", "VB2"),
        ("15-kl/tu", "VB2"),
        ("15 KL TU", "VB2"),
        ("hop giao ban.docx", "VB2"),
        ("CD1", "VB1"),
    ):
        assert get(register, name).document.id == document
    assert get(register, "cd2").directive == "CD2"
    for unknown in ("VB9", "CD99", "không có", "", "'", "%"):
        with pytest.raises(StoreError, match="Trong sổ không có"):
            get(register, unknown)


def test_an_ambiguous_number_is_said_so(register: Register):
    put(register, original(b"1"), notice())
    put(register, original(b"2"), notice())
    with pytest.raises(StoreError, match=r"Có 2 văn bản .*VB1.*VB2"):
        get(register, "408/TB-UBND")


def test_tasks_stand_by_last_day_then_rules_then_the_rest(register: Register):
    put(register, original(), notice())
    found = list_tasks(register, TaskFilter(today="2026-04-01"))
    assert [(t.id, t.reach, t.days_left) for t in found.tasks] == [
        ("CD1", "dated", 28), ("CD2", "recurring", None), ("CD3", "open", None), ("CD4", "none", None),
    ]  # fmt: skip
    first = found.tasks[0]
    assert (first.due, first.bound, first.last_day) == ("2026-04-30", "before", "2026-04-29")
    assert [(a.text, a.role) for a in first.assignees] == [
        ("Phòng Kinh tế và Hạ tầng", "lead"),
        ("UBND xã Tân Hoà", "coordinate"),
    ]
    assert first.spot.section == ("II. NHIỆM VỤ", "1. Về giao thông", "a)")
    assert first.spot.page == 2


@pytest.mark.parametrize(
    ("wanted", "ids", "left_out"),
    [
        ({}, ["CD1", "CD2", "CD3", "CD4"], 0),
        ({"kinds": ()}, ["CD1", "CD2", "CD3", "CD4", "CD5"], 0),
        ({"kinds": ("decision",)}, ["CD5"], 0),
        ({"due_before": "2026-04-29"}, ["CD1"], 3),
        ({"due_before": "2026-04-28"}, [], 3),
        ({"due_after": "2026-04-29"}, ["CD1"], 3),
        ({"due_after": "2026-04-30"}, [], 3),
        ({"overdue": True}, [], 3),
        ({"overdue": True, "today": "2026-04-29"}, [], 3),
        ({"overdue": True, "today": "2026-04-30"}, ["CD1"], 3),
        ({"assignee": "phong kinh te va ha tang"}, ["CD1"], 0),
        ({"assignee": "PHÒNG"}, ["CD1", "CD3"], 0),
        ({"assignee": "xã Tân Hòa"}, ["CD1"], 0),
        ({"assignee": "Ủy ban nhân dân xã Tân Hòa"}, ["CD1"], 0),
        ({"assignee": "ong an"}, [], 0),
        ({"assignee": "%"}, [], 0),
        ({"assignee": ""}, [], 0),
        ({"assignee": "công an huyện", "due_before": "2030-01-01"}, [], 1),
        ({"document": "408/tb-ubnd"}, ["CD1", "CD2", "CD3", "CD4"], 0),
        ({"document": "giao ban thang 3"}, ["CD1", "CD2", "CD3", "CD4"], 0),
        ({"document": "VB1"}, ["CD1", "CD2", "CD3", "CD4"], 0),
        ({"document": "vb2"}, [], 0),
        ({"document": "' OR 1=1 --"}, [], 0),
    ],
)
def test_task_filters(register: Register, wanted, ids, left_out):
    put(register, original(), notice())
    found = list_tasks(register, TaskFilter(**{"today": "2026-04-01", **wanted}))
    assert [task.id for task in found.tasks] == ids
    assert found.left_out == left_out


def test_documents_of_one_day_stand_in_the_order_they_came(register: Register):
    for number in range(11):
        put(register, original(str(number).encode()), notice(number=f"{number}/TB-UBND"))
    found = list_tasks(register, TaskFilter(today="2026-04-01", due_after="2026-01-01"))
    assert [task.document.id for task in found.tasks] == [f"VB{number}" for number in range(1, 12)]


def test_a_clock_time_and_a_missing_last_day(register: Register):
    record = notice()
    first = record.directives[0]
    late = msgspec.structs.replace(first.deadline, due="2026-03-12T17:00", last_day=None, bound="by")
    put(
        register,
        original(),
        msgspec.structs.replace(record, directives=(msgspec.structs.replace(first, deadline=late),)),
    )
    found = list_tasks(register, TaskFilter(today="2026-03-12", due_before="2026-03-12"))
    assert [task.days_left for task in found.tasks] == [0]
    assert list_tasks(register, TaskFilter(today="2026-03-12", overdue=True)).tasks == ()


# what is a register, and what is not


def test_there_is_no_register_before_something_is_put(tmp_path: Path):
    with pytest.raises(StoreError, match="Chưa có sổ"):
        open_register(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_folders_above_are_made(tmp_path: Path):
    with open_register(tmp_path / "a" / "b" / "r.db", create=True) as register:
        put(register, original(), notice())
    with open_register(tmp_path / "a" / "b" / "r.db") as register:
        assert len(list_documents(register)) == 1


def foreign_files() -> dict[str, bytes]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE documents (id)")
    other = connection.serialize()
    return {
        "another database": other,
        "text": "Không phải sổ\n".encode() * 20,
        "a short file": b"x",
        "only the magic": b"SQLite format 3\x00",
        "binary": bytes(range(256)) * 4,
    }


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("name", foreign_files())
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, name: str, create: bool):
    path = tmp_path / "foreign.db"
    path.write_bytes(foreign_files()[name])
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with pytest.raises(NotARegister, match="không phải là sổ"):
        open_register(path, create=create)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [file.name for file in tmp_path.iterdir()] == ["foreign.db"]


def test_a_folder_is_no_register(tmp_path: Path):
    with pytest.raises(NotARegister, match="thư mục"):
        open_register(tmp_path, create=True)


def test_a_register_of_a_newer_program_is_refused(tmp_path: Path):
    path = tmp_path / "r.db"
    open_register(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(StoreError, match="mới hơn"):
        open_register(path)


def test_the_file_says_what_it_is(tmp_path: Path):
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(), notice())
        pragmas = {
            p: register.db.execute(f"PRAGMA {p}").fetchone()[0]
            for p in ("journal_mode", "foreign_keys", "user_version")
        }
        assert register.db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(migrations.applied(register.db)) == VERSION
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "user_version": VERSION}
    assert int.from_bytes(path.read_bytes()[68:72]) == APPLICATION_ID


def test_a_damaged_register_is_said_so(tmp_path: Path):
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(b"x" * 200_000), notice())
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"Sổ “.*” (bị hỏng|báo lỗi)"), open_register(path) as register:
        list_tasks(register, EVERY)


def test_a_locked_register_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "r.db"
    open_register(path, create=True).close()
    monkeypatch.setattr("extractor.store.register.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_register(path) as register, pytest.raises(StoreError, match="đang được chương trình khác ghi"):
        put(register, original(), notice())
    other.close()


def _write_many(path: Path, first: int) -> None:
    with open_register(path, create=True) as register:
        for number in range(first, first + 12):
            put(register, original(str(number).encode(), f"{number}.txt"), notice())
            list_tasks(register, EVERY)


def test_two_processes_write_at_once(tmp_path: Path):
    path = tmp_path / "r.db"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_write_many, args=(path, first)) for first in (0, 6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert counts(path)["documents"] == 18  # six of the files came from both
    assert counts(path)["directives"] == counts(path)["directives_fts"] == 18 * 5


def test_the_package_gives_what_it_names():
    from extractor import store

    assert all(getattr(store, name).__name__ for name in store.__all__ if name != "MACHINE")
    with pytest.raises(AttributeError):
        store.nothing  # noqa: B018
