"""The wheel holds what an installed program needs, and nothing that is only for measuring."""

from __future__ import annotations

import configparser
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder  # the build backend itself, in process: no network

from extractor.pipeline import PROGRAM

ROOT = Path(__file__).resolve().parent.parent
DATA = sorted(p.name for p in (ROOT / "extractor" / "lexicon" / "data").iterdir() if p.is_file())
SAMPLES = sorted(p.name for p in (ROOT / "corpora" / "samples").iterdir() if p.is_file())
MODULES = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "extractor").rglob("*.py"))
RESOURCES = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "extractor").rglob("py.typed"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    [built] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def metadata(wheel: Path, name: str) -> str:
    with zipfile.ZipFile(wheel) as archive:
        [path] = [entry for entry in archive.namelist() if entry.endswith(f".dist-info/{name}")]
        return archive.read(path).decode()


def test_there_is_data_to_look_for() -> None:
    assert len(DATA) >= 15
    assert len(SAMPLES) == 7


@pytest.mark.parametrize("name", DATA)
def test_lexicon_data(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"extractor/lexicon/data/{name}") == (ROOT / "extractor/lexicon/data" / name).read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"extractor/bundled/samples/{name}") == (ROOT / "corpora/samples" / name).read_bytes()


def test_of_the_samples_only_the_documents(names: set[str]) -> None:
    folder = "extractor/bundled/samples/"
    assert {name for name in names if name.startswith(folder)} == {f"{folder}{name}" for name in SAMPLES}


def test_the_trained_models(wheel: Path, names: set[str]) -> None:
    trained = [p for p in (ROOT / "models").rglob("*") if p.is_file() and p.suffix not in (".md", ".cfg")]
    trained += [ROOT / "models" / "orders" / "config.cfg"]
    with zipfile.ZipFile(wheel) as archive:
        for path in trained:
            name = f"extractor/bundled/models/{path.relative_to(ROOT / 'models').as_posix()}"
            assert archive.read(name) == path.read_bytes()
    assert wheel.stat().st_size < 25_000_000


def test_modules_and_resources(names: set[str]) -> None:
    assert [path for path in MODULES + RESOURCES if path not in names] == []


def test_entry_point(wheel: Path) -> None:
    points = configparser.ConfigParser()
    points.read_string(metadata(wheel, "entry_points.txt"))
    assert dict(points["console_scripts"]) == {"chidao": "extractor.cli:main"}


def test_metadata(wheel: Path) -> None:
    fields = Parser().parsestr(metadata(wheel, "METADATA"))
    assert f"{fields['Name']} {fields['Version']}" == PROGRAM
    assert fields["Requires-Python"] == ">=3.11"
    assert "msgspec" in "".join(fields.get_all("Requires-Dist") or [])
    assert "Apache License" in metadata(wheel, "licenses/LICENSE")


@pytest.mark.parametrize(
    "part",
    [
        "corpora/documents",
        "corpora/rules",
        "tests/",
        "benchmarks/",
        "tools/",
        "docs/",
        "__pycache__",
        ".venv",
        "models/README.md",
        "models/orders.cfg",
    ],
)
def test_what_is_only_for_measuring_stays_out(names: set[str], part: str) -> None:
    assert [name for name in names if part in name] == []


def test_no_gold_of_the_documents(names: set[str]) -> None:
    texts = {p.name for p in (ROOT / "corpora" / "documents").rglob("*") if p.is_file()}
    assert len(texts) >= 100
    assert {Path(name).name for name in names} & texts == set()
