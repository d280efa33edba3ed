"""What `import extractor` gives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from register_samples import notice, original

import extractor
from extractor.store import open_register, put

HEAVY = ("underthesea", "pdfplumber", "docx", "extractor.pipeline")
COMMAND = "from extractor.cli import main; main()"


def modules_after(code: str, *args: str) -> set[str]:
    """The modules that a new process holds after `code`."""
    code = f"try:\n    {code}\nexcept SystemExit as end:\n    assert not end.code\nimport sys; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return set(done.stderr.decode().split())


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(), notice())
    return path


def test_import_is_light() -> None:
    modules = modules_after("import extractor")
    assert modules.isdisjoint({*HEAVY, "msgspec", "click", "sqlite_utils"})


@pytest.mark.parametrize("args", [["tasks"], ["search", "cau"]])
def test_questions_load_no_language_processing(db: Path, args: list[str]) -> None:
    modules = modules_after(COMMAND, *args, "--db", str(db))
    assert "extractor.store" in modules
    assert modules.isdisjoint(HEAVY)


def test_what_is_promised_is_there() -> None:
    names: dict[str, object] = {}
    exec("from extractor import *", names)
    assert set(extractor.__all__) <= names.keys()
    assert set(extractor.__all__) <= set(dir(extractor))
    with pytest.raises(AttributeError, match="frob"):
        extractor.frob  # noqa: B018


def test_extract_gives_a_record() -> None:
    from extractor import Context, Record, extract

    record = extract("Giao Sở Y tế rà soát trước ngày 30/4.", context=Context(doc_date="2026-03-12"))
    assert isinstance(record, Record)
    assert [d.deadline.due for d in record.directives if d.deadline] == ["2026-04-30"]


def test_errors_have_one_root() -> None:
    assert issubclass(extractor.SecretDocument, extractor.ChidaoError)
    with pytest.raises(extractor.SourceError):
        extractor.extract(b"")
