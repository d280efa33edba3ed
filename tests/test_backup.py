"""A copy of the register is whole or is not there; what it replaces is kept."""

from __future__ import annotations

import sqlite3

import pytest
from click.testing import CliRunner
from register_samples import notice, original

from extractor.cli.root import root
from extractor.core.errors import NotARegister, StoreError
from extractor.store import add_note, back_up, check, confirm, correct, list_documents, open_register, put, restore

HAND = {"by": "chị Lan", "at": "2026-03-20T09:00:00+07:00"}
LATER = "2026-11-22T15:40:00+07:00"


@pytest.fixture
def db(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        for number in range(3):
            put(register, original(str(number).encode() * 9000, f"{number}.txt"), notice(number=f"{number}/TB"))
        correct(register, "CD1", "kind", "target", **HAND)
        add_note(register, ["CD2"], note="đã nhắc", **HAND)
    return tmp_path / "r.db"


def numbers(path):
    with open_register(path) as register:
        assert check(register) == ()
        return [row.number for row in list_documents(register)]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_there_and_back(db, tmp_path):
    copy = tmp_path / "sao" / "so.db"
    copy.parent.mkdir()
    with open_register(db) as register:
        copied = back_up(register, copy)
    assert (copied.documents, copied.directives, copied.size) == (3, 15, copy.stat().st_size)
    assert names(copy.parent) == ["so.db"], "one file, nothing beside it"
    with open_register(db) as register:
        put(register, original(b"new"), notice(number="9/TB"))
    restored = restore(db, copy, at=LATER)
    assert numbers(db) == ["0/TB", "1/TB", "2/TB"]
    assert restored.aside == str(tmp_path / "r-truoc-20261122-154000.db")
    assert numbers(tmp_path / "r-truoc-20261122-154000.db") == ["0/TB", "1/TB", "2/TB", "9/TB"]
    assert names(tmp_path) == ["r-truoc-20261122-154000.db", "r.db", "sao"]


def test_the_copy_is_of_one_moment_while_others_write(db, tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.store.backups._PAGES", 5)
    written = 0

    def write(left, total):
        nonlocal written
        with open_register(db) as other:
            put(other, original(str(left).encode()), notice(number=f"{left}/QĐ"))
            confirm(other, "VB1", **HAND)
        written += 1

    with open_register(db) as register:
        back_up(register, tmp_path / "so.db", step=write)
    assert written > 3
    assert numbers(tmp_path / "so.db") == ["0/TB", "1/TB", "2/TB"]
    assert len(numbers(db)) == 3 + written


def test_what_is_there_is_replaced_only_where_that_is_said(db, tmp_path):
    other = tmp_path / "thu.txt"
    other.write_text("thư riêng" * 50, encoding="utf-8")
    with open_register(db) as register:
        back_up(register, tmp_path / "so.db")
        with pytest.raises(StoreError, match="--force"):
            back_up(register, tmp_path / "so.db")
        back_up(register, tmp_path / "so.db", force=True)
        with pytest.raises(NotARegister):
            back_up(register, other, force=True)
        with pytest.raises(StoreError, match="chính là sổ"):
            back_up(register, db, force=True)
        with pytest.raises(StoreError, match="là thư mục"):
            back_up(register, tmp_path)
        with pytest.raises(StoreError, match="Không có thư mục"):
            back_up(register, tmp_path / "x" / "y.db")
    assert other.read_text(encoding="utf-8").startswith("thư riêng")


def test_what_is_not_whole_becomes_no_copy(db, tmp_path):
    with open_register(db) as register:
        back_up(register, tmp_path / "so.db")
        register.db.execute("UPDATE directives SET kind = 'decision' WHERE id = 1")
        register.db.conn.commit()
        with pytest.raises(StoreError, match=r"không nguyên vẹn.*CD1"):
            back_up(register, tmp_path / "so.db", force=True)
    assert numbers(tmp_path / "so.db") == ["0/TB", "1/TB", "2/TB"], "the copy of before is as it was"
    with sqlite3.connect(tmp_path / "so.db") as hand:
        hand.execute("UPDATE directives SET kind = 'decision' WHERE id = 1")
    hand.close()
    before = db.read_bytes()
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        restore(db, tmp_path / "so.db", at=LATER)
    assert db.read_bytes() == before
    assert names(tmp_path) == ["r.db", "so.db"]


def test_no_restoring_under_others(db, tmp_path):
    with open_register(db) as register:
        back_up(register, tmp_path / "so.db")
        list_documents(register)
        with pytest.raises(StoreError, match="đang mở ở chương trình khác"):
            restore(db, tmp_path / "so.db", at=LATER)
        assert len(list_documents(register)) == 3
    assert names(tmp_path) == ["r.db", "so.db"]


def test_a_damaged_register_is_kept_aside_and_replaced(db, tmp_path):
    with open_register(db) as register:
        back_up(register, tmp_path / "so.db")
    content = bytearray(db.read_bytes())
    content[100:6000] = b"\xff" * 5900
    db.write_bytes(bytes(content))
    restore(db, tmp_path / "so.db", at=LATER)
    assert numbers(db) == ["0/TB", "1/TB", "2/TB"]
    assert (tmp_path / "r-truoc-20261122-154000.db").read_bytes() == bytes(content)


@pytest.mark.parametrize(("content", "told"), [(b"", "còn trống"), (b"thu" * 99, "không phải là sổ")])
def test_what_is_no_copy_is_refused(db, tmp_path, content, told):
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(StoreError, match=told):
        restore(db, tmp_path / "x.db", at=LATER)
    with pytest.raises(StoreError, match="Không có tệp"):
        restore(db, tmp_path / "y.db", at=LATER)
    assert numbers(db) == ["0/TB", "1/TB", "2/TB"]


def test_the_commands(db, tmp_path):
    def chidao(*args):
        result = CliRunner().invoke(root, [*args, "--db", str(db)])
        assert result.exit_code == 0, result.output
        return result.stdout

    said = chidao("backup", str(tmp_path / "so.db"))
    assert "3 văn bản, 15 chỉ đạo" in said and "nguyên vẹn" in said
    db.unlink()
    assert "Đã khôi phục sổ vào" in chidao("restore", str(tmp_path / "so.db"))
    assert "được giữ ở" in chidao("restore", str(tmp_path / "so.db"))
    assert '"documents": 3' in chidao("backup", str(tmp_path / "so.db"), "--force", "--json")
