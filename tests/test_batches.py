"""Many files over processes: what each costs, what is kept when something goes wrong, and what is left running."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import batch_readers
import pytest
from program import RUN
from register_samples import AT, notice, original

from extractor.core.errors import SourceUnsupported, StoreError
from extractor.core.program import PROGRAM
from extractor.core.register import Outcome
from extractor.ingest import Candidate, Limits, Reader, Wanted, find_files, ingest, run_batch
from extractor.ingest.crew import WorkerFailed
from extractor.reading.source import load
from extractor.store import Register, get, list_documents, open_register, put

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, FIFOs and limits of POSIX")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

ORDER = "Giao Công an huyện Lâm Sơn tuần tra, hoàn thành trước ngày {}/4/2026."


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "register" / "r.db", create=True) as opened:
        yield opened


def files(folder: Path, *contents: str) -> list[Candidate]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    return [Candidate(path) for path in paths]


def run(
    register: Register, candidates: list[Candidate], reader: Reader | None = batch_readers.troubled, *,
    jobs: int = 2, seconds: float = 3, megabytes: int = 3072, per_worker: int = 1000, again: bool = False,
) -> list[Outcome]:  # fmt: skip
    """The outcomes in the order of the files; every file has been told of, each once."""
    limits = Limits(seconds, megabytes, per_worker)
    batch = run_batch(
        register, candidates, at=lambda: AT, jobs=jobs, wanted=Wanted(again), limits=limits, reader=reader
    )
    told = {done.number: done.outcomes for done in batch}
    assert sorted(told) == list(range(len(candidates)))
    return [outcome for number in sorted(told) for outcome in told[number]]


# what becomes of the files


def test_files_are_read_by_processes_and_written_by_this_one(tmp_path: Path, register: Register):
    candidates = files(tmp_path / "in", *(ORDER.format(day) for day in (3, 4, 5)))
    outcomes = run(register, [*candidates, Candidate(tmp_path / "none.txt")], reader=None, seconds=60)
    assert [o.kind for o in outcomes] == ["new", "new", "new", "failed"]
    assert [o.directives for o in outcomes[:3]] == [1, 1, 1]
    assert "Không tìm thấy" in (outcomes[3].reason or "")
    shown = get(register, "000.txt")
    assert (shown.record.text, shown.document.ingested_at) == (ORDER.format(3), AT)
    assert shown.record.source.sha256 == shown.document.sha256
    in_process = ingest(register, candidates[0], at=AT, again=True)
    assert in_process.kind == "updated"
    assert get(register, "000.txt").record == shown.record
    assert {o.kind for o in run(register, candidates, reader=None, seconds=60)} == {"unchanged"}


def test_the_same_bytes_twice_are_read_once(tmp_path: Path, register: Register):
    candidates = files(tmp_path / "in", *["như nhau"] * 6)
    kinds = sorted(o.kind for o in run(register, candidates, batch_readers.slow))
    assert kinds == ["new", *["unchanged"] * 5]
    kinds = sorted(o.kind for o in run(register, candidates, batch_readers.slow, again=True))
    assert kinds == ["unchanged"] * 5 + ["updated"]
    assert len(list_documents(register)) == 1


def test_copies_of_a_file_that_fails_do_not_wait_for_ever(tmp_path: Path, register: Register):
    candidates = files(tmp_path / "in", *["segfault"] * 3, *["broken"] * 3)
    assert {o.kind for o in run(register, candidates)} == {"failed"}


@posix
def test_trouble_with_one_file_costs_that_file_alone(tmp_path: Path, register: Register):
    contents = [name for trouble in batch_readers.TROUBLE for name in (trouble, f"good after {trouble}")]
    outcomes = run(register, files(tmp_path / "in", *contents), seconds=3)
    assert [o.kind for o in outcomes[1::2]] == ["new"] * len(batch_readers.TROUBLE)
    reasons = dict(zip(batch_readers.TROUBLE, (o.reason or "" for o in outcomes[::2]), strict=True))
    for trouble, said in {
        "segfault": "SIGSEGV", "abort": "SIGABRT", "killed": "quá nhiều bộ nhớ", "hang": "quá 3 giây",
        "deaf": "quá 3 giây", "memory": "quá nhiều bộ nhớ", "mistake": "lỗi của chính chương trình",
        "leave": "mã thoát 3", "broken": "Tệp hỏng",
    }.items():  # fmt: skip
        assert said in reasons[trouble], trouble
        assert "\n" not in reasons[trouble]
    assert "ZeroDivisionError: đã chia cho 0 (batch_readers.py:" in reasons["mistake"]
    assert len(list_documents(register)) == len(batch_readers.TROUBLE)


@posix
def test_a_real_file_that_needs_too_long_or_too_much_memory(tmp_path: Path, register: Register):
    line = "Giao Sở Y tế rà soát danh mục thuốc, báo cáo UBND tỉnh trước ngày 30/4/2026 theo Công văn số 12/UBND-KT.\n"
    long, great, good = files(tmp_path / "in", line * 20_000, line * 25_000, ORDER.format(3))
    slow, small = run(register, [long, good], reader=None, seconds=8)
    assert ("quá 8 giây" in (slow.reason or ""), small.kind) == (True, "new")
    greedy, small = run(register, [great, good], reader=None, seconds=500, megabytes=600)
    assert ("quá nhiều bộ nhớ" in (greedy.reason or ""), small.kind) == (True, "unchanged")


def test_a_process_makes_room_for_another_after_so_many_files(tmp_path: Path, register: Register):
    candidates = files(tmp_path / "in", *map(str, range(6)))
    assert {o.kind for o in run(register, candidates, batch_readers.signed, jobs=1, per_worker=2)} == {"new"}
    readers = [row.number for row in list_documents(register)]
    assert readers[0::2] == readers[1::2] and len(set(readers)) == 3
    assert str(os.getpid()) not in readers


def test_a_worker_that_cannot_start_is_no_fault_of_the_files(tmp_path: Path, register: Register, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "")

    def local(content, context):
        raise AssertionError

    local.__qualname__ = "gone"
    monkeypatch.setattr(batch_readers, "gone", local, raising=False)
    local.__module__ = "batch_readers"
    with pytest.raises(WorkerFailed, match="Không khởi động được"):
        run(register, files(tmp_path / "in", "a", "b"), local)


def test_a_batch_left_early_ends_its_workers(tmp_path: Path, register: Register):
    candidates = files(tmp_path / "in", "good", *["hang"] * 3)
    batch = run_batch(register, candidates, at=lambda: AT, jobs=2, reader=batch_readers.troubled)
    assert next(iter(batch)).number == 0
    begin = time.monotonic()
    batch.close()
    assert time.monotonic() - begin < 5
    assert len(list_documents(register)) == 1


# the register in trouble


def full(register: Register) -> None:
    """Room for a few pages more, as on a full disk: the error is SQLite's own."""
    pages = register.db.execute("PRAGMA page_count").fetchone()[0]
    register.db.execute(f"PRAGMA max_page_count = {pages + 2}")


def whole(path: Path) -> None:
    """The register is sound, and every document in it is there with all that belongs to it."""
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        documents = db.execute("SELECT count(*) FROM documents").fetchone()
        assert db.execute("SELECT count(*) FROM records").fetchone() == documents
        assert db.execute("SELECT count(*) FROM documents_fts").fetchone() == documents
        directives = db.execute("SELECT count(*) FROM directives").fetchone()
        assert db.execute("SELECT count(*) FROM directives_fts").fetchone() == directives


def test_a_full_disk_stops_the_batch_and_keeps_what_was_told(tmp_path: Path, register: Register):
    candidates = files(tmp_path / "in", *(f"good {number}" + "x" * 20_000 for number in range(20)))
    told = []
    with pytest.raises(StoreError, match="Hết chỗ trên đĩa"):
        for done in run_batch(register, candidates, at=lambda: AT, reader=batch_readers.troubled):
            told.append(done)
            if len(told) == 3:
                full(register)
    kept = len(list_documents(register))
    assert len(told) <= kept < 20
    register.db.execute("PRAGMA max_page_count = 1000000")
    assert {o.kind for o in run(register, candidates)} == {"new", "unchanged"}
    assert len(list_documents(register)) == 20
    whole(register.path)


def chidao(*args: object, env: dict[str, str] | None = None, **options) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, *map(str, args)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}, **options
    )


@posix
def test_no_more_may_be_written(tmp_path: Path):
    import resource

    candidates = files(tmp_path / "in", *(ORDER.format(day) + "\n" + "Đã họp. " * 2_000 for day in range(1, 13)))
    db = tmp_path / "r.db"

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))

    process = chidao("ingest", tmp_path / "in", "--db", db, "--jobs", 1, preexec_fn=bound)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert err.startswith("Lỗi: ") and err.count("\n") == 1 and "đĩa" in err
    assert "mới" in out
    whole(db)
    out, err = chidao("ingest", tmp_path / "in", "--db", db, "--json").communicate(timeout=120)
    counts = json.loads(out)["counts"]
    assert counts["new"] > 0 and counts["unchanged"] > 0 and counts["new"] + counts["unchanged"] == len(candidates)
    whole(db)


@linux
def test_a_register_that_may_not_be_written(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice(program=PROGRAM))
    files(tmp_path / "in", ORDER.format(3))
    for path in (tmp_path, *tmp_path.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        process = chidao("ingest", tmp_path / "in", "--db", tmp_path / "r.db", preexec_fn=batch_readers.powerless)
        _, err = process.communicate(timeout=120)
    finally:
        for path in (tmp_path, *tmp_path.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert (process.returncode, err.count("\n")) == (1, 1)
    assert "kiểm tra quyền" in err


# stopped in the middle


def processes_with(mark: str) -> list[int]:
    """Those that have `mark` in their environment."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in environment.read_bytes():
                found.append(int(environment.parent.name))
        except OSError:
            continue
    return found


def until(true, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def kept_in(db: Path) -> int:
    if not db.exists():
        return 0
    with open_register(db, create=True) as register:
        return len(list_documents(register))


def texts(folder: Path, number: int) -> None:
    files(
        folder,
        *(f"{ORDER.format(3)}\nViệc số {n}: giao Sở Y tế báo cáo trước ngày 5/5/2026." * 5 for n in range(number)),
    )


FILES = 90  # enough that a run does not end before it is stopped


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_keeps_what_is_done_and_leaves_no_process(tmp_path: Path, number: signal.Signals):
    texts(tmp_path / "in", FILES)
    db, mark = tmp_path / "r.db", uuid.uuid4().hex
    process = chidao("ingest", tmp_path / "in", "--db", db, "--jobs", 1, env={"CHIDAO_TEST": mark})
    until(lambda: kept_in(db) >= 5)
    process.send_signal(number)
    out, err = process.communicate(timeout=120)
    until(lambda: processes_with(mark) == [], 120)
    whole(db)
    kept = kept_in(db)
    assert 5 <= kept < FILES
    if number == signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 130
        assert err.count("\n") == 1 and "đã dừng theo yêu cầu" in err
        assert f"mới {kept}," in out or f"mới {kept - 1}," in out  # the last may be kept and not yet told
    report = json.loads(chidao("ingest", tmp_path / "in", "--db", db, "--json").communicate(timeout=300)[0])
    assert (report["counts"]["unchanged"], report["counts"]["new"]) == (kept, FILES - kept)
    whole(db)


def test_two_runs_at_once_on_one_register(tmp_path: Path):
    texts(tmp_path / "in", 20)
    runs = [chidao("ingest", tmp_path / "in", "--db", tmp_path / "r.db", "--json", "--jobs", 1) for _ in range(2)]
    reports = [json.loads(process.communicate(timeout=300)[0]) for process in runs]
    assert [process.returncode for process in runs] == [0, 0]
    assert all(report["counts"]["failed"] == 0 for report in reports)
    assert sum(report["counts"]["new"] for report in reports) >= 20
    assert kept_in(tmp_path / "r.db") == 20
    whole(tmp_path / "r.db")


# hostile files and names


@posix
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, register: Register):
    os.mkfifo(tmp_path / "ong.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "o-cam.txt"))
        for path in (tmp_path / "ong.txt", tmp_path / "o-cam.txt", Path("/dev/zero"), Path("/dev/tty")):
            with pytest.raises(SourceUnsupported, match="không phải tệp"):
                load(path)
        outcomes = run(register, list(find_files([tmp_path])), reader=None)
    assert [o.kind for o in outcomes] == ["failed", "failed"]


HOSTILE_NAMES = (
    b"xuong\ndong.txt", b"mau\x1b[31m.txt", b"nguoc\xe2\x80\xaetxt.txt", b"\xff\xfe.txt", b"x%2f..%2f.txt",
    b"-rf.txt", "kết luận.txt".encode(),
)  # fmt: skip


@posix
def test_hostile_names_are_stored_and_shown_harmlessly(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(HOSTILE_NAMES):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(ORDER.format(number + 1))
    process = chidao("ingest", folder, folder / os.fsdecode(b"kh\xf4ng c\xf3\n.txt"), "--db", tmp_path / "r.db")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (1, "")
    assert "mới 7" in out and "lỗi 1" in out
    assert not set(out) & {"\x1b", "\u202e"}
    with open_register(tmp_path / "r.db") as register:
        names = [row.file_name for row in list_documents(register)]
        assert sorted(names) == sorted(
            ["xuong\ufffddong.txt", "mau\ufffd[31m.txt", "nguoc\ufffdtxt.txt", "\ufffd\ufffd.txt", "x%2f..%2f.txt",
             "-rf.txt", "kết luận.txt"]
        )  # fmt: skip
        for name in names:
            assert get(register, name).record.source.file_name == name
    out, _ = chidao("ingest", folder, "--db", tmp_path / "r.db", "--json").communicate(timeout=120)
    assert json.loads(out)["counts"]["unchanged"] == 7


def test_a_document_out_of_a_container_keeps_no_folders():
    for member in ("../../etc/passwd.txt", "a\\b\\passwd.txt", "passwd.txt"):
        candidate = Candidate(Path("don.zip"), content=b"x", member=member)
        assert candidate.file_name == "don.zip › passwd.txt"
        assert candidate.shown == f"don.zip › {member}"


def test_a_document_out_of_a_container_is_read_from_its_bytes(register: Register):
    candidate = Candidate(Path("don.zip"), content=ORDER.format(3).encode(), member="sub/phu-luc.txt")
    outcome = ingest(register, candidate, at=AT)
    assert (outcome.kind, outcome.path) == ("new", "don.zip › sub/phu-luc.txt")
    assert get(register, "VB1").document.file_name == "don.zip › phu-luc.txt"


@linux
def test_folders_that_cannot_be_entered_and_names_that_cannot_be(tmp_path: Path, register: Register):
    (odd,) = find_files([tmp_path / ("x" * 300)])
    assert "Không đọc được" in (ingest(register, odd, at=AT).reason or "")
    closed = tmp_path / "in" / "kín"
    closed.mkdir(parents=True)
    files(tmp_path / "in", "a")
    closed.chmod(0)
    code = (
        "import sys; from pathlib import Path; from extractor.ingest import find_files;"
        "print([c.wrong for c in find_files([Path(sys.argv[1])])])"
    )
    command = [sys.executable, "-c", code, tmp_path / "in"]
    said = subprocess.run(command, capture_output=True, text=True, preexec_fn=batch_readers.powerless).stdout
    closed.chmod(0o755)
    assert "None" in said and "không mở được thư mục" in said


# the command line


def test_limits_are_checked(tmp_path: Path):
    for args in (["--memory-limit", "100"], ["--jobs", "0"], ["--time-limit", "x"]):
        process = chidao("ingest", tmp_path, "--db", tmp_path / "r.db", *args)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 2 and err.startswith("Lỗi: --")
    assert not (tmp_path / "r.db").exists()


@posix
def test_a_terminal_is_told_how_far_it_is(tmp_path: Path):
    import pty

    texts(tmp_path / "in", 12)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", RUN, "ingest", str(tmp_path / "in")]
    with subprocess.Popen([*command, "--db", tmp_path / "r.db"], stdout=subprocess.PIPE, stderr=theirs) as process:
        assert b"\x1b" not in process.communicate(timeout=120)[0]
    os.close(theirs)
    told = os.read(ours, 2**16).decode()
    os.close(ours)
    assert re.search(r"Đang nạp \d+/12 tệp, [\d.,]+ tệp/(giây|phút), còn khoảng \d+ (giây|phút)", told)
    assert told.endswith("\r\x1b[K")


def test_the_writing_process_loads_no_language_processing():
    code = "import sys, extractor.ingest.watching, extractor.cli.watch; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "pdfplumber", "extractor.pipeline", "extractor.reading"} & set(modules)
