"""Originals of the register read anew: what changes is shown, and applied only where asked."""

from __future__ import annotations

import msgspec
import pytest
from batch_readers import other, refusing
from click.testing import CliRunner
from register_samples import notice, original

from extractor.cli.root import root
from extractor.core.program import PROGRAM
from extractor.ingest.rereading import outdated, reread
from extractor.store import (
    check,
    correct,
    find_document,
    get,
    get_offered,
    list_documents,
    list_history,
    open_register,
    put,
)

HAND = {"by": "chị Lan", "at": "2026-03-20T09:00:00+07:00"}
TEXT = """UBND HUYỆN LÂM SƠN
Số: 12/TB-UBND
Lâm Sơn, ngày 12 tháng 3 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban
1. Giao Phòng Tài chính rà soát nguồn vốn, báo cáo trước ngày 30/4/2026.
2. Giao Công an huyện tuần tra hằng tuần.
"""


@pytest.fixture
def db(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(b"1", "1.txt"), notice(program="chidao 0.0.9"))
        put(register, original(b"2", "2.txt"), notice(number="2/TB", program=PROGRAM))
    return tmp_path / "r.db"


def anew(register, documents=None, **options):
    documents = list_documents(register) if documents is None else documents
    options = {"reader": other, **options}
    return {one.document: one for one in reread(register, documents, at=lambda: HAND["at"], by="chị Lan", **options)}


def test_nothing_is_written_unless_asked(db):
    with open_register(db) as register:
        correct(register, "CD1", "kind", "target", **HAND)
        before = get(register, "VB1")
        told = anew(register, outdated(register))
        assert list(told) == ["VB1"] and told["VB1"].file_name == "1.txt"
        diff = told["VB1"].diff
        assert [(c.kind, c.id) for c in diff.directives] == [("changed", "CD1"), ("changed", "CD2"), ("gone", "CD5")]
        assert [(f.field, f.kept) for f in diff.directives[0].fields] == [("kind", True)]
        assert get(register, "VB1") == before and len(list_history(register)) == 3


def test_applied_it_keeps_what_people_said(db):
    with open_register(db) as register:
        correct(register, "CD1", "kind", "target", **HAND)
        told = anew(register, apply=True, jobs=2)
        assert set(told) == {"VB1", "VB2"} and all(one.diff.applied for one in told.values())
        shown = get(register, "VB1")
        assert [d.kind for d in shown.record.directives] == ["target", "commitment", "task", "task"]
        assert shown.record.document.number == "408/TB-UBND" and shown.document.program == PROGRAM
        assert {line.by for line in list_history(register) if line.field == "gone"} == {"chị Lan"}
        assert all(one.diff.empty for one in anew(register, apply=True).values())
        assert check(register) == ()


def test_a_reading_that_waits_is_taken_without_reading_again(db):
    with open_register(db) as register:
        correct(register, "CD1", "kind", "target", **HAND)
        newer = msgspec.structs.replace(notice(program=PROGRAM), directives=notice().directives[:3])
        put(register, original(b"1", "1.txt"), newer)
        assert get_offered(register, "VB1") == newer
        told = anew(register, outdated(register), apply=True)
        assert list(told) == ["VB1"] and told["VB1"].offered
        assert get(register, "VB1").offered is None and len(get(register, "VB1").record.directives) == 3
        assert outdated(register) == []


def test_what_cannot_be_read_any_more_stays_and_what_is_secret_goes(db):
    with open_register(db) as register:
        told = anew(register, reader=refusing)
        assert "MẬT" in told["VB1"].reason and told["VB1"].diff is None
        assert len(list_documents(register)) == 2
        put(register, original(b"broken", "3.txt"), notice())
        told = anew(register, reader=refusing, apply=True)
        assert "hỏng" in told["VB3"].reason
        assert [row.id for row in list_documents(register)] == ["VB3"]
        assert check(register) == ()


def test_the_command(tmp_path):
    db, file = tmp_path / "r.db", tmp_path / "12.txt"
    file.write_text(TEXT, encoding="utf-8")

    def chidao(*args, code=0):
        result = CliRunner().invoke(root, [*args, "--db", str(db)], env={"CHIDAO_USER": "chị Lan", "COLUMNS": "160"})
        assert result.exit_code == code, result.output
        return result.output

    chidao("ingest", str(file))
    with open_register(db) as register:
        assert {line.by for line in list_history(register)} == {"chị Lan"}
    assert "Không có văn bản nào cần đọc lại" in chidao("reread")
    with open_register(db) as register:
        sha256 = list_documents(register)[0].sha256
        read = get(register, "VB1").record
        wrong = msgspec.structs.replace(read, directives=read.directives[:1], program="chidao 0.0.1")
        content = file.read_bytes()
        put(register, original(content, "12.txt"), wrong)
        assert find_document(register, sha256).program == "chidao 0.0.1"
    told = chidao("reread")
    assert "VB1 (12.txt)" in told and "+ mới: “Giao Công an huyện" in told and "--apply" in told
    assert len(chidao("tasks", "--all").split("Công an")) == 1
    assert "Đã áp dụng" in chidao("reread", "--apply")
    assert "Công an" in chidao("tasks", "--all")
    assert "0 có thay đổi, 1 không đổi" in chidao("reread", "VB1")
    assert "không có bản đọc nào chờ duyệt" in chidao("reread", "VB1", "--drop")
    assert '"document": "VB1"' in chidao("reread", "--all", "--json")
    assert "không nêu cả hai" in chidao("reread", "VB1", "--all", code=2)
