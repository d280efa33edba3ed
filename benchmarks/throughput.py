"""How many documents a second `chidao ingest` takes, with one process and with two, and what memory it holds.

    python benchmarks/throughput.py [--texts 500] [--pages 200] [--long 5000] [--only texts|pages|memory]

The texts are recombined from the annotated documents of the training part: the upper half of one with the lower half
of another, so that they are as long as real ones and no two are alike; the PDF pages show such texts. Each run fills
a new register in a temporary folder by `run_batch`, as the command does. `documents/s` is by the clock, from the first
call to the last document, starting the processes and loading models included; `steady` leaves out the time until the
first document was in. Processor seconds a document (reading and writing) do not depend on what else the machine does.
Memory: resident megabytes of the writing process and of the largest reading one, every tenth of the long run
(Linux). Exit code 1 where either grows by more than a tenth from the second tenth of the run to the last.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractor.ingest import Candidate, Limits, run_batch
from extractor.ingest.limits import usual_jobs
from extractor.store import open_register
from extractor.training.splits import find_splits

CORPORA = Path(__file__).resolve().parent.parent / "corpora" / "documents"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
AT = "2026-11-22T08:00:00+07:00"
GROWTH = 1.1


def sources() -> list[list[str]]:
    """The documents of the training part as lines."""
    splits = find_splits(CORPORA)
    paths = [path for path in sorted(CORPORA.rglob("*.txt")) if splits.part_of(path.stem) == "train"]
    return [path.read_text(encoding="utf-8").split("\n") for path in paths]


def recombined(number: int) -> Iterator[str]:
    """`number` texts, no two alike."""
    known = sources()
    for i, (upper, shift) in enumerate(itertools.product(range(len(known)), range(1, len(known)))):
        if i == number:
            return
        first, second = known[(upper + shift) % len(known)], known[upper]
        yield "\n".join([*first[: len(first) // 2], *second[len(second) // 2 :]])


def write_texts(folder: Path, number: int) -> list[Candidate]:
    paths = [folder / f"{i:05}.txt" for i in range(number)]
    for path, text in zip(paths, recombined(number), strict=True):
        path.write_text(text, encoding="utf-8")
    return [Candidate(path) for path in paths]


def write_pages(folder: Path, number: int) -> list[Candidate]:
    """PDF files of `number` pages in all."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("serif", str(FONT)))
    candidates = []
    left = number
    for i, text in enumerate(recombined(number)):
        lines = [part for line in text.split("\n") for part in simpleSplit(line, "serif", 12, 450) or [""]]
        pages = [lines[at : at + 44] for at in range(0, len(lines), 44)][:left]
        path = folder / f"{i:05}.pdf"
        canvas = Canvas(str(path), pagesize=A4)
        for page in pages:
            canvas.setFont("serif", 12)
            for row, line in enumerate(page):
                canvas.drawString(80, 780 - 16 * row, line)
            canvas.showPage()
        canvas.save()
        candidates.append(Candidate(path))
        left -= len(pages)
        if left == 0:
            break
    return candidates


def processor_seconds() -> float:
    """Of this process and of all that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def run(folder: Path, candidates: list[Candidate], jobs: int) -> tuple[float, float, float]:
    """Seconds in all, seconds after the first document, processor seconds."""
    before, begin = processor_seconds(), time.perf_counter()
    first = None
    with open_register(folder / f"{jobs}.db", create=True) as register:
        for done in run_batch(register, candidates, at=lambda: AT, jobs=jobs):
            first = first or time.perf_counter()
            kinds = {outcome.kind for outcome in done.outcomes}
            if kinds != {"new"}:
                raise SystemExit(f"{candidates[done.number].path}: {done.outcomes}")
        end = time.perf_counter()
    return end - begin, end - (first or begin), processor_seconds() - before


def measure(name: str, candidates: list[Candidate], folder: Path, pages: int | None) -> None:
    for jobs in (1, 2):
        seconds, steady, processor = run(folder, candidates, jobs)
        count = len(candidates)
        line = f"{name:<8}{count:>6}{jobs:>6}{seconds:>9.1f}{count / seconds:>13.2f}{(count - 1) / steady:>9.2f}"
        print(f"{line}{1000 * processor / count:>12.0f}{f'{pages / seconds:>10.1f}' if pages else ''}", flush=True)


def resident(process: int) -> float:
    """Megabytes; 0 where it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def measure_memory(candidates: list[Candidate], folder: Path, jobs: int) -> bool:
    """Whether memory stays flat."""
    limits = Limits()
    print(f"\nmemory over {len(candidates)} texts, {jobs} jobs, a new process every {limits.files} files")
    print(f"{'documents':>10}{'writer MB':>11}{'reader MB':>11}{'register MB':>13}")
    rows: list[tuple[float, float]] = []
    writer = reader = 0.0
    with open_register(folder / "long.db", create=True) as register:
        batch = run_batch(register, candidates, at=lambda: AT, jobs=jobs, limits=limits)
        for count, _ in enumerate(batch, start=1):
            if count % 10 == 0:
                writer = max(writer, resident(os.getpid()))
                reader = max([reader, *(resident(child.pid or 0) for child in multiprocessing.active_children())])
            if count % max(len(candidates) // 10, 1) == 0:
                size = sum(path.stat().st_size for path in folder.glob("long.db*")) / 2**20
                print(f"{count:>10}{writer:>11.0f}{reader:>11.0f}{size:>13.0f}", flush=True)
                rows.append((writer, reader))
                writer = reader = 0.0
    return all(last <= GROWTH * second for second, last in zip(rows[1], rows[-1], strict=True))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--long", type=int, default=5000)
    parser.add_argument("--only", choices=("texts", "pages", "memory"))
    wanted = parser.parse_args()
    flat = True
    if wanted.only != "memory":
        print(
            f"{'':<8}{'files':>6}{'jobs':>6}{'s':>9}{'documents/s':>13}{'steady':>9}{'ms CPU/doc':>12}{'pages/s':>10}"
        )
    with tempfile.TemporaryDirectory() as place:
        folders = {name: Path(place, name) for name in ("texts", "pages", "memory")}
        for folder in folders.values():
            folder.mkdir()
        if wanted.only in (None, "texts"):
            measure("texts", write_texts(folders["texts"], wanted.texts), folders["texts"], None)
        if wanted.only in (None, "pages"):
            measure("PDF", write_pages(folders["pages"], wanted.pages), folders["pages"], wanted.pages)
        if wanted.only in (None, "memory"):
            flat = measure_memory(write_texts(folders["memory"], wanted.long), folders["memory"], usual_jobs())
    return 0 if flat else 1


if __name__ == "__main__":
    sys.exit(main())
