"""`check` finds what is not whole, and nothing where all is."""

from __future__ import annotations

import msgspec
import pytest
from register_samples import notice, original

from extractor.core.saying import GivenDeadline
from extractor.store import (
    add,
    check,
    close,
    confirm,
    correct,
    delete,
    extend,
    meet_condition,
    open_register,
    put,
    reject,
    reopen,
    undo,
)

HAND = {"by": "chi Lan", "at": "2026-03-20T09:00:00+07:00"}


@pytest.fixture
def register(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, original(), notice())
        put(opened, original(b"2", "2.txt"), notice(number="2/TB"))
        yield opened


def test_a_register_that_was_worked_on_is_whole(register):
    correct(register, "CD1", "deadline", GivenDeadline(day="2026-06-30"), **HAND)
    correct(register, "CD2", "text", "Tuần tra đêm", **HAND)
    correct(register, "VB1", "title", "Giao ban", **HAND)
    add(register, "VB1", "Trồng cây", quoted=False, **HAND)
    confirm(register, "VB1", **HAND)
    reject(register, "CD4", **HAND)
    delete(register, "CD5", **HAND)
    delete(register, "VB2", **HAND)
    undo(register, "CD2", **HAND)
    changed = msgspec.structs.replace(notice(program="chidao 0.2.0"), directives=notice().directives[2:])
    put(register, original(), changed)
    assert check(register) == ()


@pytest.mark.parametrize(
    ("sql", "code", "name", "told"),
    [
        ("UPDATE documents SET sha256 = 'x' WHERE id = 1", "original", "VB1", "mã băm"),
        ("DELETE FROM originals WHERE document_id = 2", "original", "VB2", "mất bản gốc"),
        ("UPDATE records SET packed = x'00' WHERE document_id = 1", "record", "VB1", "không đọc được"),
        ("DELETE FROM records WHERE document_id = 1", "record", "VB1", "không đọc được"),
        ("UPDATE directives SET last_day = '2027-01-01' WHERE id = 1", "row", "CD1", "last_day"),
        ("UPDATE directives SET state = 'rejected' WHERE id = 1", "row", "CD1", "state"),
        ("DELETE FROM assignees WHERE directive_id = 1", "row", "CD1", "đơn vị"),
        ("UPDATE directives SET reading_position = 99 WHERE id = 1", "directive", "VB1", "không khớp"),
        ("INSERT INTO directives_fts(directives_fts) VALUES ('delete-all')", "index", "CD3", "không có trong chỉ mục"),
        ("INSERT INTO documents_exact(rowid, text) VALUES (77, 'x')", "index", "VB77", "dù không còn"),
        ("DROP TRIGGER search_assignees_3", "trigger", None, "không theo kịp"),
        ("DELETE FROM readings WHERE document_id = 1", "reading", "VB1", "có 0 bản đọc"),
        ("DROP TRIGGER history_stays", "trigger", None, "nhật ký"),
        ("UPDATE documents SET number = '9' WHERE id = 1", "row", "VB1", "number"),
        ("DELETE FROM entities WHERE document_id = 1", "row", "VB1", "entities"),
        ("INSERT INTO assignee_units VALUES (1, 0, 999, 0)", "foreign_key", None, "assignee_units"),
        ("UPDATE corrections SET undone_at = NULL", "row", "CD2", "kind"),
        ("UPDATE directives SET closed_on = '2026-03-20' WHERE id = 4", "event", "CD4", "ngày kết thúc"),
        ("UPDATE directives SET closed_on = NULL, closed_as = NULL WHERE id = 6", "event", "CD6", "ngày kết thúc"),
        ("UPDATE directives SET extensions = 5 WHERE id = 7", "event", "CD7", "số lần gia hạn"),
        ("DELETE FROM events WHERE kind = 'condition_met'", "event", "CD8", "điều kiện"),
    ],
)
def test_what_is_wrong_is_found(register, sql, code, name, told):
    correct(register, "CD2", "kind", "target", **HAND)
    undo(register, "CD2", **HAND)
    close(register, ["CD6"], on="2026-03-20", **HAND)
    correct(register, "CD7", "deadline", GivenDeadline(day="2026-06-30"), **HAND)
    extend(register, ["CD7"], to="2026-07-30", reason="mưa", **HAND)
    meet_condition(register, ["CD8"], on="2026-03-19", day_counted=lambda *said: "2026-03-29", **HAND)
    close(register, ["CD1"], on="2026-03-20", **HAND)
    reopen(register, ["CD1"], **HAND)
    assert check(register) == ()
    register.db.execute("PRAGMA foreign_keys = OFF")
    register.db.execute(sql)
    register.db.conn.commit()
    found = check(register)
    assert any(f.code == code and f.id == name and told in f.message for f in found), found


def test_other_words_in_the_index_are_found(register):
    with register.writing() as db:
        db.execute("UPDATE directives SET text = 'Việc khác' WHERE id = 3")
    told = {(found.code, found.id, found.message) for found in check(register)}
    assert ("index", "CD3", "chỉ mục tìm kiếm còn lời cũ") in told


def test_a_span_that_is_wrong_is_found(register):
    record = notice()
    entity = msgspec.structs.replace(record.entities[0], start=3)
    put(register, original(b"3"), msgspec.structs.replace(record, entities=(entity,)))
    (found,) = check(register)
    assert (found.code, found.id) == ("span", "VB3")
