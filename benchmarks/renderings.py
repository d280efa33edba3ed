"""Composed notices as the files an office gets, read back and held against the record of their clean text.

    python benchmarks/renderings.py [--count 40] [--kinds docx,pdf,old,scans] [--scans 12] [--jobs 2] [--errors]

Every notice is set as a Word file in one of five looks, turned into a PDF by LibreOffice, and scanned: rendered,
stamped and signed over the signer's name, turned, made noisy, pressed as JPEG; and typed in the old fonts TCVN3 and VNI
as Word file and as text. Printed are, for each kind of file, the
share of wrong characters against the text of the PDF and the record's figures (F1) against the record of the clean
text. The first two conditions of 300 and 200 dpi are run over all notices, the others over `--scans` of them.
Needs LibreOffice (Debian: libreoffice-writer), tesseract-ocr and tesseract-ocr-vie.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import msgspec
from old_typing import typed
from rapidfuzz.distance import Levenshtein
from rendering.scan import CONDITIONS, Condition, scan
from rendering.sheet import Sheet, notices
from rendering.word import Look, build_docx, look_of, to_pdf

from extractor.core.errors import ChidaoError
from extractor.core.record import Record
from extractor.lexicon.old_fonts import Coding
from extractor.pipeline import extract
from extractor.training.evaluation import Result, total
from extractor.training.scoring import LAYERS, score

OLD_LOOKS: dict[Coding, Look] = {"tcvn3": Look(font=".VnTime", capital_font=".VnTimeH"), "vni": Look(font="VNI-Times")}
ROWS = ("document", "entities.strict", "figures", "times", "directives", "assignees", "deadlines", "directives.whole")


class Job(msgspec.Struct, frozen=True):
    """One file to read: what it is, what it must say, and the text its letters are counted against."""

    kind: str
    name: str
    path: Path
    clean: str
    letters: str | None = None


class Read(msgspec.Struct, frozen=True):
    """What reading one file gave."""

    kind: str
    name: str
    text: str
    result: Result | None
    seconds: float
    reason: str = ""
    wrong: float | None = None  # share of characters


def read(job: Job) -> Read:
    """The file read and scored; a refusal is kept with its reason."""
    reference = _as_gold(extract(job.clean))
    begin = time.perf_counter()
    try:
        record = extract(job.path)
    except ChidaoError as error:
        return Read(job.kind, job.name, "", None, time.perf_counter() - begin, str(error))
    seconds = time.perf_counter() - begin
    counted = score(reference, reference["text"], msgspec.to_builtins(record))
    result = Result({row: (c.right, c.gold, c.given) for row, c in counted.rows.items()}, counted.wrong)
    wrong = _share_wrong(job.letters, record.text) if job.letters is not None else None
    return Read(job.kind, job.name, record.text, result, seconds, wrong=wrong)


def _as_gold(record: Record) -> dict[str, Any]:
    """What a record says, in the form the scorer takes: quotes with their offsets."""
    told: dict[str, Any] = msgspec.to_builtins(record)
    return {**told, **{layer: [{**item, "quote": item["text"]} for item in told[layer]] for layer in LAYERS}}


def _share_wrong(letters: str, found: str) -> float:
    """Edit distance over the length of what should stand there; blanks and line ends level."""
    ours, theirs = " ".join(letters.split()), " ".join(found.split())
    return Levenshtein.distance(ours, theirs) / max(1, len(ours))


def make_files(sheets: Sequence[Sheet], folder: Path) -> None:
    """Word files and their PDFs."""
    words = [folder / f"{sheet.name}.docx" for sheet in sheets]
    for rank, (sheet, path) in enumerate(zip(sheets, words, strict=True)):
        path.write_bytes(build_docx(sheet, look_of(rank)))
    to_pdf(words, folder)


def old_jobs(sheets: Sequence[Sheet], folder: Path) -> Iterable[Job]:
    """Word files and texts in old fonts."""
    for coding, look in OLD_LOOKS.items():
        for sheet in sheets:
            word, text = folder / f"{sheet.name}.{coding}.docx", folder / f"{sheet.name}.{coding}.txt"
            word.write_bytes(build_docx(sheet, look, lambda line, coding=coding: typed(line, coding)))
            text.write_bytes(typed(sheet.text, coding).encode("cp1252", errors="replace"))
            yield Job(f"{coding}, Word", sheet.name, word, sheet.text)
            yield Job(f"{coding}, text", sheet.name, text, sheet.text)


def scan_jobs(sheets: Sequence[Sheet], folder: Path, texts: dict[str, str], few: int) -> Iterable[Job]:
    """The scans, made one by one as they are asked for."""
    seen: dict[int, int] = {}
    for condition in CONDITIONS:
        seen[condition.dpi] = seen.get(condition.dpi, 0) + 1
        for sheet in sheets if seen[condition.dpi] <= 2 and condition.dpi > 150 else sheets[:few]:
            yield Job(condition.name, sheet.name, _scanned(sheet, folder, condition), sheet.text, texts[sheet.name])


def _scanned(sheet: Sheet, folder: Path, condition: Condition) -> Path:
    path = folder / f"{sheet.name}.{condition.dpi}.{condition.skew:g}{'.grey' if condition.grey else ''}.pdf"
    if not path.exists():
        path.write_bytes(scan((folder / f"{sheet.name}.pdf").read_bytes(), condition, name=sheet.signature[-1]))
    return path


def report(reads: Sequence[Read], errors: bool) -> None:
    """One line a kind of file, refusals below."""
    print(
        f"{'':26}{'files':>6}{'s/file':>8}{'wrong':>8}"
        + "".join(f"{row.removeprefix('entities.')[:10]:>11}" for row in ROWS)
    )
    for kind in dict.fromkeys(read.kind for read in reads):
        mine = [read for read in reads if read.kind == kind]
        scored = {read.name: read.result for read in mine if read.result is not None}
        rows = total(scored)
        shares = [read.wrong for read in mine if read.wrong is not None]
        wrong = f"{sum(shares) / len(shares):8.2%}" if shares else " " * 8
        seconds = sum(read.seconds for read in mine) / len(mine)
        figures = "".join(f"{rows[row].rates()[2]:11.3f}" if row in rows else f"{'-':>11}" for row in ROWS)
        print(f"{kind:26}{len(mine):6}{seconds:8.2f}{wrong}{figures}")
    for read in reads:
        if read.result is None:
            print(f"{read.kind} {read.name}: {read.reason}")
        elif errors:
            for row, told in read.result.wrong:
                print(f"{read.kind} {read.name}: {row}: {told}")


def main() -> int:
    arguments: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=40)
    arguments.add_argument("--kinds", default="docx,pdf,old,scans")
    arguments.add_argument("--scans", type=int, default=12)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--errors", action="store_true")
    options = arguments.parse_args()
    kinds = options.kinds.split(",")
    sheets = notices(options.count)
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(options.jobs) as pool:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        make_files(sheets, folder)
        texts = [Job(kind, sheet.name, folder / f"{sheet.name}.{kind}", sheet.text)
                 for kind in ("docx", "pdf") for sheet in sheets if kind in kinds or kind == "pdf"]  # fmt: skip
        reads = list(pool.map(read, texts))
        if "old" in kinds:
            reads += pool.map(read, sorted(old_jobs(sheets, folder), key=lambda job: job.kind))
        if "scans" in kinds:
            by_name = {read.name: read.text for read in reads if read.kind == "pdf"}
            reads += pool.map(read, scan_jobs(sheets, folder, by_name, options.scans))
    report(reads, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
