"""Several processes read and write one register at once: nothing is lost, no error is shown."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from register_samples import notice, original

from extractor.core.errors import StoreError
from extractor.core.register import TaskFilter
from extractor.store import check, list_documents, list_history, list_tasks, open_register, put, register

HERE = Path(__file__).parent

_WRITER = """
import sys
from register_samples import notice, original
from extractor.store import add_note, close, confirm, correct, open_register, put
path, kind, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
hand = {"by": f"người {number}", "at": "2026-03-20T09:00:00+07:00"}
from pathlib import Path
sys.stdin.readline()
for turn in range(6):
    with open_register(Path(path), create=True) as register:
        if kind == "put":
            put(register, original(f"{number}-{turn}".encode()), notice(number=f"{number}-{turn}/TB"))
        elif turn == 0:
            confirm(register, "VB1", **hand)
        elif turn == 1:
            close(register, [f"CD{number + 1}"], on="2026-03-20", recurring=True, **hand)
        elif turn < 4:
            add_note(register, ["CD1"], note=f"{number}-{turn}", **hand)
        else:
            correct(register, f"CD{number + 1}", "issued_by", f"Bí thư {number}-{turn}", **hand)
"""


def started(path, kind, number):
    command = [sys.executable, "-c", _WRITER, str(path), kind, str(number)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}  # this very program
    return subprocess.Popen(command, env=paths, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_three_ingest_while_three_update(tmp_path):
    path = tmp_path / "r.db"
    with open_register(path, create=True) as opened:
        put(opened, original(), notice())
    children = [started(path, kind, number) for kind in ("put", "update") for number in range(3)]
    for child in children:  # all at once
        child.stdin.write("\n")
        child.stdin.flush()
    ended = [child.communicate(timeout=120)[1] for child in children]
    assert ended == [""] * 6
    with open_register(path) as opened:
        assert check(opened) == ()
        assert {row.number for row in list_documents(opened)} == {
            "408/TB-UBND", *(f"{number}-{turn}/TB" for number in range(3) for turn in range(6))
        }  # fmt: skip
        history = [(line.by, line.field, line.new) for line in list_history(opened, limit=1000)]
        for number in range(3):
            said = [line for line in history if line[0] == f"người {number}"]
            assert {(f"người {number}", "note", f"{number}-{turn}") for turn in (2, 3)} <= set(said)
            assert [new for _, field, new in said if field == "issued_by"] == [
                f"Bí thư {number}-5",
                f"Bí thư {number}-4",
            ]
            assert (f"người {number}", "closed_on", "2026-03-20") in said
        confirmed = [line for line in history if line[1] == "confirmed"]
        assert len(confirmed) == 6, "what one has confirmed the others leave"


def test_several_make_the_register_at_once(tmp_path):
    path = tmp_path / "new" / "r.db"
    children = [started(path, "put", number) for number in range(3)]
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    assert [child.communicate(timeout=120)[1] for child in children] == [""] * 3
    with open_register(path) as opened:
        assert check(opened) == () and len(list_documents(opened)) == 18


def test_who_reads_is_not_held_up(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as opened, opened.writing() as db:
        db.execute("INSERT INTO saved_searches VALUES ('a', 'b', '{}', 'c')")
        begin = time.monotonic()
        with open_register(tmp_path / "r.db") as other:
            assert list_tasks(other, TaskFilter(today="2026-03-20")).tasks == ()
            assert list_documents(other) == ()
        assert time.monotonic() - begin < 2


def test_waiting_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(register, "BUSY_SECONDS", 0.5)
    with open_register(tmp_path / "r.db", create=True) as opened, opened.writing():
        begin = time.monotonic()
        with open_register(tmp_path / "r.db") as other, pytest.raises(StoreError, match="đang được chương trình khác"):
            put(other, original(), notice())
        assert 0.5 <= time.monotonic() - begin < 10
