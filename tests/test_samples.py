"""The shipped samples are what they say, can be rebuilt, and give records that hold what their gold holds."""

from __future__ import annotations

import difflib
import importlib.util
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpora" / "samples"
FILES = {
    "01-thong-bao-ubnd-tinh": ".docx",
    "02-thong-bao-vpcp": ".pdf",
    "03-thong-bao-dang-uy-xa": ".txt",
    "04-thong-bao-so-gddt": ".md",
    "05-tin-bao": ".html",
    "06-chi-thi-ubnd": ".docx",
    "07-thu-giao-ban": ".txt",
}
WORD = re.compile(r"\w+")


def sample(name: str) -> Path:
    return SAMPLES / f"{name}{FILES[name]}"


def gold_text(name: str) -> str:
    return unicodedata.normalize("NFC", (SAMPLES / "gold" / f"{name}.txt").read_text(encoding="utf-8"))


@cache
def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SAMPLES / "gold" / f"{name}.gold.json").read_text(encoding="utf-8"))
    return gold


@cache
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_samples", ROOT / "tools" / "build_samples.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(name: str) -> bytes:
    module = builder()
    try:
        data: bytes = module.build(name)
    except module.FontMissing as error:
        pytest.skip(str(error))
    return data


def built_apart(name: str) -> bytes:
    """Built by a process of its own: what other tests do with fonts changes the names that reportlab gives its parts."""
    code = f"import sys; sys.path.insert(0, 'tools'); from build_samples import build; sys.stdout.buffer.write(build({name!r}))"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout


# --- the files themselves -------------------------------------------------------------------------------------------


def test_every_sample_has_its_gold_and_nothing_else_lies_there() -> None:
    assert {path.name for path in SAMPLES.iterdir() if path.is_file()} == {sample(name).name for name in FILES}
    expected = {f"{name}{end}" for name in FILES for end in (".txt", ".gold.json")}
    assert {path.name for path in (SAMPLES / "gold").iterdir()} == expected


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 1_500_000


@pytest.mark.parametrize("name", FILES)
def test_gold_quotes_stand_in_the_gold_text_in_order(name: str) -> None:
    text = gold_text(name)
    for layer in ("entities", "figures", "times", "directives"):
        cursor = 0
        for item in gold_of(name)[layer]:
            at = text.find(item["quote"], cursor)
            assert at >= 0, f"{layer}: {item['quote']}"
            cursor = at + (1 if layer == "directives" else len(item["quote"]))


@pytest.mark.parametrize("name", ["01-thong-bao-ubnd-tinh", "06-chi-thi-ubnd"])
def test_docx_is_made_as_an_office_makes_it(name: str) -> None:
    document = docx.Document(str(sample(name)))
    number = gold_of(name)["document"]["number"]
    assert document.styles["Normal"].font.name == "Times New Roman"
    head, foot = document.tables[0], document.tables[1]
    assert (len(head.rows), len(head.columns)) == (1, 2) == (len(foot.rows), len(foot.columns))
    assert f"Số: {number}" in head.cell(0, 0).text
    assert "Độc lập - Tự do - Hạnh phúc" in head.cell(0, 1).text
    assert foot.cell(0, 0).text.startswith("Nơi nhận:")
    assert gold_of(name)["document"]["signer"]["name"] in foot.cell(0, 1).text
    # numbers live in the numbering part: no paragraph spells them out
    numbered = [p for p in document.paragraphs if p._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None]
    assert len(numbered) > 8
    assert not any(re.match(r"(\d+\.|[a-z]\)|-) ", p.text) for p in document.paragraphs)
    assert "PAGE" in document.sections[0].header._element.xml


def test_docx_annex_is_a_table() -> None:
    rows = docx.Document(str(sample("06-chi-thi-ubnd"))).tables[-1].rows
    assert [cell.text for cell in rows[0].cells] == ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
    assert len(rows) == 6


def test_pdf_has_a_text_layer_with_what_offices_print_around_it() -> None:
    with pdfplumber.open(sample("02-thong-bao-vpcp")) as pdf:
        first, *others = [page.extract_text() for page in pdf.pages]
        fonts = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert len(others) >= 1
    assert re.search(r"Ký bởi: .+\n.*\nThời gian ký: .+\+07:00", first)
    assert [page.splitlines()[0] for page in others] == [str(number) for number in range(2, len(others) + 2)]
    assert first.rstrip()[-1] not in ".;:"  # a sentence is cut at the page's end
    assert all("+" in font for font in fonts), "fonts are embedded as subsets"


def test_plain_texts_are_wrapped_and_marked_as_copies_are() -> None:
    party = sample("03-thong-bao-dang-uy-xa").read_bytes()
    assert party.startswith(b"\xef\xbb\xbf")
    lines = party.decode("utf-8-sig").splitlines()
    assert max(map(len, lines)) <= 84
    assert re.search(r"ĐẢNG BỘ .+ {5,}ĐẢNG CỘNG SẢN VIỆT NAM", lines[0])
    portal = sample("04-thong-bao-so-gddt").read_text(encoding="utf-8")
    assert "**THÔNG BÁO**" in portal
    assert "| --- | --- |" in portal
    assert sample("07-thu-giao-ban").read_text(encoding="utf-8").startswith("Từ: ")


def test_html_has_meta_data_and_chrome() -> None:
    page = sample("05-tin-bao").read_text(encoding="utf-8")
    for piece in (
        'property="og:title"',
        'name="author"',
        'property="article:published_time"',
        "<nav",
        "&ldquo;",
        "<form",
        "Tin liên quan",
    ):
        assert piece in page


# --- rebuilding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["01-thong-bao-ubnd-tinh", "02-thong-bao-vpcp", "05-tin-bao", "06-chi-thi-ubnd"])
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    assert built(name) == built(name)


@pytest.mark.parametrize("name", ["01-thong-bao-ubnd-tinh", "02-thong-bao-vpcp", "05-tin-bao", "06-chi-thi-ubnd"])
def test_committed_files_are_what_is_built(name: str) -> None:
    installed = {
        "python-docx": version("python-docx"),
        "reportlab": version("reportlab"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    if installed != builder().BUILT_WITH:
        pytest.skip(f"the committed files were built with {builder().BUILT_WITH}")
    built(name)  # skips where the font is missing
    assert built_apart(name) == sample(name).read_bytes()


def test_docx_parts_bear_no_clock() -> None:
    with zipfile.ZipFile(sample("01-thong-bao-ubnd-tinh")) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}


# --- what the program makes of them ---------------------------------------------------------------------------------


@cache
def record_of(name: str) -> Record:
    return extract(sample(name))


@pytest.mark.parametrize("name", FILES)
def test_record_has_number_and_type(name: str) -> None:
    card, gold = record_of(name).document, gold_of(name)["document"]
    assert (card.genre, card.number, card.doc_type) == (gold["genre"], gold["number"], gold["doc_type"])


@pytest.mark.parametrize("name", FILES)
def test_record_finds_the_directives(name: str) -> None:
    matched = match(name)
    missed = [gold["quote"] for gold, found in matched if found is None]
    assert len(missed) <= 0.1 * len(matched), missed


@pytest.mark.parametrize("name", FILES)
def test_record_has_all_stated_deadlines(name: str) -> None:
    wrong = [
        (gold["quote"], wanted, found and deadline_key(found))
        for gold, found in match(name)
        if (wanted := gold_deadline_key(gold)) is not None and (found is None or deadline_key(found) != wanted)
    ]
    assert not wrong


@cache
def match(name: str) -> list[tuple[dict[str, Any], Directive | None]]:
    """Each gold directive with the record's directive that shares at least half of the words of both, if any."""
    record, text = record_of(name), gold_text(name)
    words = aligned_words(text, unicodedata.normalize("NFC", record.text))
    taken: set[int] = set()
    out: list[tuple[dict[str, Any], Directive | None]] = []
    cursor = 0
    for gold in gold_of(name)["directives"]:
        start = text.find(gold["quote"], cursor)
        cursor = start + 1
        wanted = {i for i, m in enumerate(WORD.finditer(text)) if start <= m.start() < start + len(gold["quote"])}
        scored = [
            (overlap(wanted, covered(d, record.text, words)), i)
            for i, d in enumerate(record.directives)
            if i not in taken
        ]
        share, index = max(scored, default=(0.0, -1))
        if share >= 0.5:
            taken.add(index)
            out.append((gold, record.directives[index]))
        else:
            out.append((gold, None))
    return out


def aligned_words(gold: str, text: str) -> list[int]:
    """For each word of `text` the index of the gold word it is, or a negative number of its own."""
    ours = [word.casefold() for word in WORD.findall(text)]
    matcher = difflib.SequenceMatcher(None, [word.casefold() for word in WORD.findall(gold)], ours, autojunk=False)
    words = [-1 - i for i in range(len(ours))]
    for block in matcher.get_matching_blocks():
        words[block.b : block.b + block.size] = range(block.a, block.a + block.size)
    return words


def covered(directive: Directive, text: str, words: list[int]) -> set[int]:
    return {
        words[i] for i, m in enumerate(WORD.finditer(text)) if m.end() > directive.start and m.start() < directive.end
    }


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def gold_deadline_key(gold: dict[str, Any]) -> tuple[str | None, ...] | None:
    stated = gold["deadline"]
    if stated is None:
        return None
    if stated.get("recurrence"):
        return ("recurring", rule(stated["recurrence"]))
    if stated["due"]:
        return ("due", stated["due"], stated["bound"], stated["last_day"])
    return ("open", stated["offset"])


def deadline_key(directive: Directive) -> tuple[str | None, ...] | None:
    found = directive.deadline
    if found is None:
        return None
    if found.recurrence:
        return ("recurring", rule(found.recurrence))
    if found.due:
        return ("due", found.due, found.bound, found.last_day)
    return ("open", found.offset)


def rule(recurrence: str) -> str:
    """An RRULE with its parts in one order and without the interval that is the default."""
    return ";".join(sorted(part for part in recurrence.split(";") if part != "INTERVAL=1"))
