"""A watched folder: what is taken and when, where it goes, and that nothing is moved before the register has it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import batch_readers
import pytest
from program import RUN
from register_samples import AT, notice

from extractor.core.context import Context
from extractor.core.errors import StoreError
from extractor.core.program import PROGRAM
from extractor.core.record import Record
from extractor.ingest import Candidate, Limits, Reader, ingest
from extractor.ingest.inbox import CannotMove, Inbox, Waiting, move
from extractor.ingest.watching import Settled, settle_files
from extractor.store import Register, list_documents, open_register

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, FIFOs and signals of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "den"
    path.mkdir()
    return path


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "register" / "r.db", create=True) as opened:
        yield opened


def put(path: Path, content: str = "good") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def names(files: tuple[Waiting, ...], folder: Path) -> list[str]:
    return [str(file.path.relative_to(folder)) for file in files]


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def take(
    register: Register, folder: Path, reader: Reader = batch_readers.troubled, seconds: float = 5
) -> list[Settled]:
    """All that lies in the folder, taken in one pass."""
    inbox = Inbox(folder, settle=0)
    files = inbox.look(0).ready
    return list(settle_files(register, inbox, files, at=lambda: AT, limits=Limits(seconds), reader=reader))


# what is taken


def test_a_file_is_taken_when_it_has_stood_still(folder: Path):
    inbox = Inbox(folder, settle=3)
    path = put(folder / "a.txt", "một phần")
    assert inbox.look(100).ready == ()
    assert (inbox.look(102.9).ready, inbox.look(102.9).coming) == ((), 1)
    put(path, "một phần và phần sau")
    assert inbox.look(104).ready == ()
    os.utime(path, (1, 1))  # the clock of a share may be anywhere
    assert inbox.look(106).ready == ()
    os.utime(path, (4102444800, 4102444800))
    assert inbox.look(108).ready == ()
    assert inbox.look(110.9).ready == ()
    assert names(inbox.look(111).ready, folder) == ["a.txt"]
    path.unlink()
    assert (inbox.look(112).ready, inbox.seen) == ((), {})


def test_what_is_still_fetched_written_or_open_waits(folder: Path):
    for name in (
        "a.pdf.part", "b.docx.crdownload", "c.tmp", "d.pdf", "d.pdf.part", "~$oc.docx", ".an.txt", "Thumbs.db",
        "Ket luan.docx", "~$t luan.docx", "e.docx", "~$e.docx", "g.odt", ".~lock.g.odt#", "f.txt",
    ):  # fmt: skip
        put(folder / name)
    inbox = Inbox(folder, settle=0)
    look = inbox.look(0)
    assert names(look.ready, folder) == ["f.txt"]
    assert {remark.path.name for remark in look.remarks} == {"Ket luan.docx", "e.docx", "g.odt"}
    assert all("đang mở" in remark.reason for remark in look.remarks)
    (folder / "~$t luan.docx").unlink()
    (folder / "d.pdf.part").unlink()
    assert names(inbox.look(1).ready, folder) == ["Ket luan.docx", "d.pdf", "f.txt"]


def test_sub_folders_are_looked_through_and_what_was_seen_to_is_not(folder: Path):
    for name in ("b/c/d.txt", "a.txt", "done/x.txt", "failed/y.txt", "b/done/z.txt", ".git/q.txt", "r.db"):
        put(folder / name)
    inbox = Inbox(folder, settle=0, own=frozenset({(folder / "r.db").absolute()}))
    assert sorted(names(inbox.look(0).ready, folder)) == ["a.txt", "b/c/d.txt", "b/done/z.txt"]


@posix
def test_links_and_what_is_no_file_are_left_alone(folder: Path, tmp_path: Path):
    outside = put(tmp_path / "ngoai" / "x.txt")
    (folder / "lien-ket.txt").symlink_to(outside)
    (folder / "thu-muc").symlink_to(outside.parent)
    (folder / "vong").symlink_to(folder)
    os.mkfifo(folder / "ong.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "o.txt"))
        look = Inbox(folder, settle=0).look(0)
    assert look.ready == ()
    assert sorted(remark.path.name for remark in look.remarks) == [
        "lien-ket.txt",
        "o.txt",
        "ong.txt",
        "thu-muc",
        "vong",
    ]


def test_a_folder_that_is_gone(folder: Path):
    folder.rmdir()
    with pytest.raises(OSError):
        Inbox(folder).look(0)


# where it goes


def test_each_file_goes_where_it_belongs(folder: Path, register: Register):
    for name, content in {"a.txt": "good", "sub/b.txt": "broken", "c.txt": "segfault", "d.txt": "hang"}.items():
        put(folder / name, content)
    settled = take(register, folder, seconds=2)
    assert all(one.moved_to is not None and one.moved_to.exists() for one in settled)
    assert below(folder) == [
        "done/a.txt", "failed/c.txt", "failed/c.txt.lydo.txt", "failed/d.txt", "failed/d.txt.lydo.txt",
        "failed/sub/b.txt", "failed/sub/b.txt.lydo.txt",
    ]  # fmt: skip
    note = (folder / "failed" / "sub" / "b.txt.lydo.txt").read_text(encoding="utf-8-sig")
    assert f"Tệp “{Path('sub', 'b.txt')}” chưa vào được sổ (lúc 08:00 ngày 22/11/2026)." in note
    assert "Lý do: Tệp hỏng: xin lại tệp gốc.\n" in note
    assert f"thả lại tệp vào thư mục “{folder}”" in note
    assert "SIGSEGV" in (folder / "failed" / "c.txt.lydo.txt").read_text(encoding="utf-8-sig")
    assert len(list_documents(register)) == 1


def without_text(content: bytes, context: Context) -> Record:
    record = notice(program=PROGRAM)
    source = record.source
    return Record("", record.document, type(source)(source.format, pages=2, needs_ocr=(1, 2)), record.anchor)


def test_a_scan_without_text_fails_with_what_to_do(folder: Path, register: Register):
    put(folder / "quet.pdf")
    take(register, folder, without_text)
    assert "nhận dạng chữ (OCR)" in (folder / "failed" / "quet.pdf.lydo.txt").read_text(encoding="utf-8-sig")
    assert below(folder) == ["failed/quet.pdf", "failed/quet.pdf.lydo.txt"]


def test_nothing_is_written_over(folder: Path):
    put(folder / "done" / "a.tar.txt", "trước")
    put(folder / "failed" / "b.txt.lydo.txt", "ghi chú của người khác")
    for content in ("một", "hai"):
        move(folder, put(folder / "a.tar.txt", content), "done")
        move(folder, put(folder / "b.txt", content), "failed", "lý do")
    assert {name: (folder / name).read_text(encoding="utf-8-sig") for name in below(folder)} == {
        "done/a.tar.txt": "trước", "done/a.tar (2).txt": "một", "done/a.tar (3).txt": "hai",
        "failed/b.txt.lydo.txt": "ghi chú của người khác",
        "failed/b (2).txt": "một", "failed/b (2).txt.lydo.txt": "lý do",
        "failed/b (3).txt": "hai", "failed/b (3).txt.lydo.txt": "lý do",
    }  # fmt: skip


@posix
@pytest.mark.parametrize("name", ["dài" * 62 + ".txt", "x" * 255, "a\nb\x1b[2J.txt", os.fsdecode(b"\xff\xfe.txt"), "…"])
def test_odd_names_are_moved_with_their_note(folder: Path, name: str):
    for _ in range(2):
        move(folder, put(folder / name, "nội dung"), "failed", "lý do")
    moved = [path for path in (folder / "failed").iterdir() if not path.name.endswith(".lydo.txt")]
    assert [path.read_text() for path in moved] == ["nội dung"] * 2
    assert all(path.with_name(path.name + ".lydo.txt").exists() for path in moved)


@posix
def test_done_that_leads_elsewhere_is_not_used(folder: Path, tmp_path: Path, register: Register):
    (tmp_path / "ngoai").mkdir()
    (folder / "done").symlink_to(tmp_path / "ngoai")
    put(folder / "a.txt")
    (settled,) = take(register, folder)
    assert (settled.moved_to, "không phải là thư mục" in (settled.stays or "")) == (None, True)
    assert (folder / "a.txt").exists() and list((tmp_path / "ngoai").iterdir()) == []
    (folder / "failed").mkdir()
    (folder / "failed" / "sub").symlink_to(tmp_path / "ngoai")
    with pytest.raises(CannotMove):
        move(folder, put(folder / "sub" / "b.txt"), "failed", "lý do")


def test_what_could_not_be_moved_is_tried_again_later(folder: Path, register: Register):
    put(folder / "done", "một tệp, không phải thư mục")
    put(folder / "a.txt")
    inbox = Inbox(folder, settle=0)
    now = time.monotonic()

    def go(at: float) -> list[Settled]:
        return list(settle_files(register, inbox, inbox.look(at).ready, at=lambda: AT, reader=batch_readers.troubled))

    (settled,) = go(now)
    assert settled.stays is not None and settled.outcomes[0].kind == "new"
    assert go(now + 5) == []
    (folder / "done").unlink()
    (settled,) = go(now + 120)
    assert (settled.outcomes[0].kind, settled.moved_to) == ("unchanged", folder / "done" / "a.txt")


# never before the register has it


def test_a_file_that_was_kept_but_not_moved_is_moved_next_time(folder: Path, register: Register):
    path = put(folder / "a.txt", "Giao Công an huyện Lâm Sơn tuần tra trước ngày 3/4/2026.")
    assert ingest(register, Candidate(path), at=AT).kind == "new"
    (settled,) = take(register, folder)
    assert (settled.outcomes[0].kind, below(folder)) == ("unchanged", ["done/a.txt"])


def test_on_a_full_disk_files_stay_where_they_are(folder: Path, register: Register):
    for number in range(6):
        put(folder / f"{number}.txt", f"good-{number}" + "x" * 50_000)
    pages = register.db.execute("PRAGMA page_count").fetchone()[0]
    register.db.execute(f"PRAGMA max_page_count = {pages + 60}")
    with pytest.raises(StoreError, match="Hết chỗ"):
        take(register, folder)
    kept = {row.file_name for row in list_documents(register)}
    moved = {path.name for path in (folder / "done").iterdir()} if (folder / "done").exists() else set()
    assert moved <= kept and len(kept) < 6
    assert len(below(folder)) == 6 and not (folder / "failed").exists()
    register.db.execute("PRAGMA max_page_count = 1000000")
    take(register, folder)
    assert below(folder) == [f"done/{number}.txt" for number in range(6)]
    assert len(list_documents(register)) == 6


def growing(content: bytes, context: Context) -> Record:
    """Somebody writes on while the file is read; the file tells where it lies."""
    with Path(content.decode().splitlines()[0]).open("a") as file:
        file.write("phần sau\n")
    return notice(program=PROGRAM)


def test_a_file_that_changes_while_it_is_read_stays_and_is_read_again(folder: Path, register: Register):
    path = folder / "a.txt"
    put(path, f"{path}\n")
    (settled,) = take(register, folder, growing)
    assert (settled.moved_to, "thay đổi" in (settled.stays or "")) == (None, True)
    (settled,) = take(register, folder)
    assert (settled.outcomes[0].kind, below(folder)) == ("new", ["done/a.txt"])
    assert (folder / "done" / "a.txt").read_text().endswith("phần sau\n")


# the command


def watch(*args: object, **options) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, "watch", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_one_pass(folder: Path, tmp_path: Path):
    put(folder / "a.txt", "Giao Công an huyện Lâm Sơn tuần tra trước ngày 3/4/2026.")
    put(folder / "sub" / "b.docx", "không phải Word")
    process = watch(folder, "--once", "--settle", 1, "--db", tmp_path / "r.db", "--json")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (1, "")
    lines = {Path(line["documents"][0]["path"]).name: line for line in map(json.loads, out.splitlines())}
    assert lines["a.txt"]["documents"][0]["document"] == "VB1"
    assert lines["b.docx"]["moved_to"] == str(folder / "failed" / "sub" / "b.docx")
    assert below(folder) == ["done/a.txt", "failed/sub/b.docx", "failed/sub/b.docx.lydo.txt"]
    process = watch(folder, "--once", "--settle", 1, "--db", tmp_path / "r.db")
    assert process.communicate(timeout=120) == ("", "") and process.returncode == 0


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_files_are_taken_as_they_come_until_it_is_stopped(folder: Path, tmp_path: Path, number: signal.Signals):
    db = folder / "r.db"  # in the folder itself: it is no document
    process = watch(folder, "--every", 1, "--settle", 1, "--db", db)
    try:
        for day, name in enumerate(("a.txt", "b.txt"), start=1):
            put(folder / name, f"Giao Công an huyện Lâm Sơn tuần tra trước ngày {day}/4/2026.")
            end = time.monotonic() + 90
            while not (folder / "done" / name).exists():
                assert process.poll() is None and time.monotonic() < end
                time.sleep(0.1)
            with open_register(db) as register:
                assert name in [row.file_name for row in list_documents(register)]
        (folder / "lk.txt").symlink_to("/etc/passwd")
        time.sleep(3)
    finally:
        process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out.count("[mới]") == 2 and "→" in out
    assert err.count("là liên kết") == 1 and err.splitlines()[-1].startswith("Đã dừng theo yêu cầu")
    assert (folder / "lk.txt").is_symlink() and db.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="takes from root what it may not have")
def test_without_the_right_to_move_or_to_read(folder: Path, tmp_path: Path):
    put(folder / "a.txt", "Giao Công an huyện Lâm Sơn tuần tra trước ngày 3/4/2026.")
    put(folder / "sub" / "b.txt").chmod(0)
    closed = put(folder / "kin" / "c.txt").parent
    closed.chmod(0)
    folder.chmod(0o555)
    try:
        process = watch(folder, "--once", "--settle", 1, "--db", tmp_path / "r.db", preexec_fn=batch_readers.powerless)
        out, err = process.communicate(timeout=120)
    finally:
        folder.chmod(0o755)
        closed.chmod(0o755)
    assert process.returncode == 1
    assert "[mới] VB1" in out and "Không có quyền đọc tệp “b.txt”" in out
    assert out.count("chưa chuyển: không chuyển được tệp") == 2
    assert err.count("\n") == 1 and "không mở được thư mục" in err
    assert below(folder) == ["a.txt", "kin/c.txt", "sub/b.txt"]
    process = watch(folder, "--once", "--settle", 1, "--db", tmp_path / "r.db", preexec_fn=batch_readers.powerless)
    out, _ = process.communicate(timeout=120)
    assert "[không đổi] VB1" in out
    assert below(folder) == ["done/a.txt", "done/kin/c.txt", "failed/sub/b.txt", "failed/sub/b.txt.lydo.txt"]


def test_a_folder_or_register_that_is_none(folder: Path, tmp_path: Path):
    put(tmp_path / "khac.db", "không phải sổ " * 20)
    for args in ((tmp_path / "none", "--db", tmp_path / "r.db"), (folder, "--db", tmp_path / "khac.db")):
        process = watch(*args)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "r.db").exists()
