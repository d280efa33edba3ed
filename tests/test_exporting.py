"""`chidao export` and `chidao tasks --out`: files whole or not at all, and never over another one unasked."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from register_samples import notice, original

from extractor.cli.new_file import write_new
from extractor.cli.root import root
from extractor.core.errors import SourceError
from extractor.store import open_register, put, register_id

STARTS = {
    "xlsx": b"PK",
    "docx": b"PK",
    "csv": b"\xef\xbb\xbfSTT",
    "jsonl": b'{"id":"CD1"',
    "ics": b"BEGIN:VCALENDAR",
    "md": b"# ",
}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(), notice())
    return path


def chidao(db: Path, *args: object):
    runner = CliRunner(env={"CHIDAO_DB": str(db), "COLUMNS": "200", "NO_COLOR": "1"})
    return runner.invoke(root, [str(arg) for arg in args], catch_exceptions=False)


@pytest.mark.parametrize("form", STARTS)
def test_each_format_by_the_end_of_the_name(db: Path, tmp_path: Path, form: str):
    for number, command in enumerate((["export"], ["tasks"])):
        out = tmp_path / f"danh sách {number}.{form.upper()}"
        result = chidao(db, *command, "--out", out, "--today", "2026-04-25")
        assert result.exit_code == 0, result.output
        assert result.output.startswith("Đã ghi 4 mục vào “")
        assert out.read_bytes().startswith(STARTS[form])


def test_the_format_can_be_named(db: Path, tmp_path: Path):
    out = tmp_path / "viec.txt"
    assert chidao(db, "export", "--format", "csv", "--delimiter", "comma", "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfSTT,")


def test_filters_are_those_of_the_list(db: Path, tmp_path: Path):
    out = tmp_path / "viec.jsonl"
    chidao(db, "export", "--out", out, "--assignee", "cong an huyen", "--today", "2026-04-25")
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["CD2"]


def test_what_has_no_place_in_a_calendar_is_told(db: Path, tmp_path: Path):
    said = chidao(db, "export", "--out", tmp_path / "a.ics", "--events", "--today", "2026-04-25").output
    assert "Còn 2 mục không có ngày nên không đưa vào lịch được." in said
    assert (tmp_path / "a.ics").read_bytes().count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["export"], "cần nêu --out TỆP"),
        (["export", "--out", "a.csv", "--gold", "d"], "cần nêu --out TỆP"),
        (["export", "--out", "a.pdf"], "không biết ghi “a.pdf” theo dạng nào"),
        (["export", "--out", "a"], "không biết ghi “a” theo dạng nào"),
        (["export", "--out", "a.csv", "VB1"], "MÃ chỉ đi cùng --gold"),
        (["export", "--format", "pdf", "--out", "a"], "chọn một trong xlsx"),
        (["tasks", "--out", "a.csv", "--json"], "--json không đi cùng --out"),
    ],
)
def test_a_wrong_command_line_writes_nothing(db: Path, tmp_path: Path, args, says, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    result = chidao(db, *args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert set(tmp_path.iterdir()) == before


def test_a_file_that_is_there_stays(db: Path, tmp_path: Path):
    out = tmp_path / "a.csv"
    out.write_text("cũ", encoding="utf-8")
    result = chidao(db, "export", "--out", out)
    assert result.exit_code == 1
    assert "thêm --force để ghi đè" in result.stderr
    assert out.read_text(encoding="utf-8") == "cũ"
    assert chidao(db, "export", "--out", out, "--force").exit_code == 0
    assert out.read_bytes().startswith(STARTS["csv"])


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path, monkeypatch):
    out = tmp_path / "a.csv"
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        out.write_text("của người khác", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(SourceError, match="Đã có tệp"):
        write_new(out, [b"x"], force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert out.read_text(encoding="utf-8") == "của người khác"


def test_a_place_that_cannot_be_written_is_told(db: Path, tmp_path: Path):
    for target in (tmp_path / "không có" / "a.csv", tmp_path):
        result = chidao(db, "export", "--format", "csv", "--out", target)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".tmp") == []


def test_the_file_can_be_read_by_others_as_usual(tmp_path: Path):
    (tmp_path / "usual").touch()
    write_new(tmp_path / "a.csv", [b"x"], force=False)
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "a.csv")}
    assert len(modes) == 1


def test_a_register_keeps_its_name(db: Path):
    with open_register(db) as register:
        name = register_id(register)
    assert len(name) == 16
    with open_register(db) as register:
        assert register_id(register) == name


def test_lists_on_the_screen_load_no_writer_of_files(db: Path):
    heavy = ("xlsxwriter", "openpyxl", "docx", "icalendar", "spacy", "smtplib", "numpy", "rapidfuzz")
    heavy += ("extractor.store.checking", "extractor.store.correcting", "extractor.store.backups")
    code = (
        "import sys\nfrom extractor.cli.root import root\ntry: root(['tasks'])\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "CHIDAO_DB": str(db)}, capture_output=True, text=True
    )
    assert done.stderr.strip() == "[]"
