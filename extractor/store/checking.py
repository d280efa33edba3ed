"""Is the register whole? Bytes against hashes, spans against texts, rows and index against readings and corrections."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator

import msgspec
from sqlite_utils import Database

from extractor.core.record import Assignee, Deadline, Record
from extractor.core.register import Finding
from extractor.store.checking_events import check_events
from extractor.store.effective import (
    LISTED,
    Holding,
    directive_columns,
    document_columns,
    read_holding,
)
from extractor.store.layers import Row, assignee_rows, entity_rows, figure_rows, time_rows
from extractor.store.records import unpack
from extractor.store.register import Register
from extractor.store.rows import directive_id, document_id
from extractor.store.search_index import INDEXES, TRIGGERS, Table, entries, holds, is_indexed

_MOST = 20  # findings of SQLite itself that are told
_GUARDS = ("history_stays", "history_is_added_to", "history_is_kept", "originals_stay")


def check(register: Register) -> tuple[Finding, ...]:
    """What is wrong with the register; nothing where it is whole.

    Reads all of it in one view, while others go on reading and writing. Raises StoreError where it cannot be read.
    """
    with register.reading() as db:
        findings = list(_check_file(db))
        for (number,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
            findings += _check_document(db, number)
        findings += _check_strays(db)
    return (*findings, *_check_indexes(register))


def _check_file(db: Database) -> Iterator[Finding]:
    for (told,) in db.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
        if told != "ok":
            yield Finding("file", None, f"tệp sổ bị hỏng ({told})")
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield Finding("foreign_key", None, f"dòng {row} của bảng {table} trỏ tới dòng không có trong bảng {parent}")
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in _GUARDS:
        if name not in there:
            yield Finding("trigger", None, f"mất khóa bảo vệ “{name}”: nhật ký hoặc bản gốc có thể đã bị sửa")
    for name in TRIGGERS:
        if name not in there:
            yield Finding("trigger", None, f"mất “{name}”: chỉ mục tìm kiếm không theo kịp sổ")


def _check_document(db: Database, number: int) -> Iterator[Finding]:
    name = document_id(number)
    row = next(iter(db.query("SELECT * FROM documents WHERE id = ?", [number])))
    content = db.execute("SELECT content FROM originals WHERE document_id = ?", [number]).fetchone()
    if content is None:
        yield Finding("original", name, "mất bản gốc")
    elif hashlib.sha256(content[0]).hexdigest() != row["sha256"] or len(content[0]) != row["size"]:
        yield Finding("original", name, "bản gốc không còn đúng như khi nạp (mã băm khác)")
    reading = _reading(db, number)
    if reading is None:
        yield Finding("record", name, "không đọc được bản ghi đã trích")
        return
    yield from (Finding("span", name, told) for told in wrong_spans(reading))
    yield from _check_readings(db, number, row)
    try:
        holding = read_holding(db, number, reading)
    except (IndexError, msgspec.DecodeError, msgspec.ValidationError):
        yield Finding("directive", name, "chỉ đạo không khớp với bản ghi đã trích")
        return
    yield from _check_rows(db, holding, row)
    yield from check_events(db, number)


def _reading(db: Database, number: int) -> Record | None:
    packed = db.execute("SELECT packed FROM records WHERE document_id = ?", [number]).fetchone()
    try:
        return None if packed is None else unpack(packed[0])
    except (zlib.error, msgspec.DecodeError):
        return None


def wrong_spans(record: Record) -> Iterator[str]:
    """What in a reading does not stand where it says."""
    items: list[tuple[int, int, str]] = []
    for layer in (record.entities, record.figures, record.times, record.directives):
        items += [(item.start, item.end, item.text) for item in layer]
    for directive in record.directives:
        items += [_quoted(part) for part in (*directive.assignees, directive.deadline) if part is not None]
    for start, end, text in items:
        if record.text[start:end] != text:
            yield f"“{text[:60]}” không đứng ở vị trí {start}–{end}"


def _quoted(part: Assignee | Deadline) -> tuple[int, int, str]:
    quote = part.quote if isinstance(part, Assignee) else None
    return part.start, part.end, part.text if quote is None else quote


def _check_readings(db: Database, number: int, row: Row) -> Iterator[Finding]:
    sql = "SELECT program FROM readings WHERE document_id = ? AND state = 'applied'"
    applied = [told for (told,) in db.execute(sql, [number])]
    if applied != [row["program"]]:
        yield Finding("reading", document_id(number), f"có {len(applied)} bản đọc đang dùng, phải là một")
    sql = "SELECT count(*) FROM readings WHERE document_id = ? AND state = 'offered'"
    if db.execute(sql, [number]).fetchone()[0] > 1:
        yield Finding("reading", document_id(number), "có hơn một bản đọc đang chờ duyệt")


def _check_rows(db: Database, holding: Holding, row: Row) -> Iterator[Finding]:
    name = document_id(holding.number)
    for told in _differing(row, document_columns(holding)):
        yield Finding("row", name, f"cột {told} không khớp với bản đọc và các sửa đổi")
    rows = {r["id"]: r for r in db.query("SELECT * FROM directives WHERE document_id = ?", [holding.number])}
    for position, held in enumerate(holding.directives):
        id_ = directive_id(held.number)
        for told in _differing(rows[held.number], directive_columns(holding, held, position)):
            yield Finding("row", id_, f"cột {told} không khớp với bản đọc và các sửa đổi")
        assignees = assignee_rows(holding.reading, held.effective(holding.reading.text), held.number)
        sql = "SELECT * FROM assignees WHERE directive_id = ? ORDER BY position"
        if not _same(db.query(sql, [held.number]), assignees):
            yield Finding("row", id_, "đơn vị thực hiện không khớp với bản đọc và các sửa đổi")
        if rows[held.number]["state"] in LISTED:
            yield from _check_entry(db, "directives", held.number, id_, held.effective(holding.reading.text).text)
    if not holding.deleted:
        yield from _check_entry(db, "documents", holding.number, name, holding.reading.text)
    layers = {
        "entities": entity_rows(holding.reading),
        "figures": figure_rows(holding.reading),
        "times": time_rows(holding.reading),
    }
    for table, wanted in layers.items():
        sql = f"SELECT * FROM {table} WHERE document_id = ? ORDER BY position"
        if not _same(db.query(sql, [holding.number]), wanted):
            yield Finding("row", name, f"bảng {table} không khớp với bản đọc")


def _differing(row: Row, wanted: Row) -> list[str]:
    return [name for name, value in wanted.items() if row[name] != value]


def _same(rows: Iterable[Row], wanted: list[Row]) -> bool:
    found = list(rows)
    return len(found) == len(wanted) and not any(_differing(row, told) for row, told in zip(found, wanted, strict=True))


def _check_entry(db: Database, table: Table, number: int, name: str, text: str) -> Iterator[Finding]:
    if not is_indexed(db, table, number):
        yield Finding("index", name, "không có trong chỉ mục tìm kiếm")
    elif not holds(db, table, number, text):
        yield Finding("index", name, "chỉ mục tìm kiếm còn lời cũ")


def _check_strays(db: Database) -> Iterator[Finding]:
    """Entries of an index for what is not listed."""
    listed: tuple[tuple[Table, str, Callable[[int], str]], ...] = (
        ("directives", "SELECT id FROM directives WHERE state IN ('live', 'gone')", directive_id),
        ("documents", "SELECT id FROM documents WHERE deleted_at IS NULL", document_id),
    )
    for table, sql, named in listed:
        for (number,) in db.execute(f"{entries(table)} WHERE id NOT IN ({sql})").fetchmany(_MOST):
            yield Finding("index", named(number), "còn trong chỉ mục tìm kiếm dù không còn trong danh sách")


def _check_indexes(register: Register) -> Iterator[Finding]:
    """The inner order of the full-text tables, which SQLite checks under a writer's lock."""
    for table in INDEXES:
        try:
            with register.writing() as db:
                db.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield Finding("index", None, f"chỉ mục {table} bị hỏng ({error})")
