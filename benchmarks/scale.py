"""The register at 1,000, 100,000 and 1,000,000 directives, beside bare FTS5 and SQL on the same data in the same run.

    python benchmarks/scale.py [--sizes 1000,100000,1000000] [--searches 200] [--keep DIR]

The documents are recombined from the annotated documents of the training part (`benchmarks/recombined`) and written by
`put`, as `chidao ingest` does once a document is read. At each size: size of the file against the text in it, median
and 95th percentile of searches of mixed shape, of the deadline list of one unit (first page of 50, and how many there
are) and of the report. The register of each size is a file; at the end the same 300 documents are written into all of
them in turn, which tells what writing a document costs at each size (median). `bare` is what SQLite alone
takes on the same rows: FTS5 tables of the same folded words (text, doers, what is said of the document) asked with
`ORDER BY rank LIMIT 20` over directives and over documents, with their rows; SELECTs by index of the directives with a
doer whose name holds the words, with their documents and doers, and their number; one GROUP BY over directives and who
leads them. `ratio` is ours to bare, of the medians, taken in turns. Time is that of the processor, so that other work
on the machine matters less. Where DIR has registers of a run before, they are measured as they are. Exit code 1 where
a ratio at the largest size is over 1.5 or writing a document costs over a fifth more there than at the first size.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from recombined.records import records, stock

from extractor.asking import read_query
from extractor.cli.options import bodies
from extractor.core.record import Record
from extractor.core.register import TaskFilter, TaskOrder
from extractor.core.reports import ReportFilter
from extractor.store import Original, Register, list_tasks, open_register, put, report, search
from extractor.store.folding import folded_form, key_of, search_form
from extractor.store.search_index import add_functions

AT = "2026-11-22T08:00:00+07:00"
TODAY = "2026-11-22"
SAMPLE = 400  # documents that searches are made of where registers are measured again
WRITTEN = 300  # documents written into the register of each size
AIM, FLAT = 1.5, 1.2


class Bare:
    """The same rows and words in plain tables: what SQLite itself takes."""

    def __init__(self, path: Path, register: Path) -> None:
        path.unlink(missing_ok=True)
        self.db = sqlite3.connect(path)
        add_functions(self.db)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("ATTACH ? AS register", [str(register)])
        self.db.executescript("""
            CREATE TABLE documents(id INTEGER PRIMARY KEY, number TEXT, title TEXT, issuer TEXT, issued_on TEXT);
            INSERT INTO documents SELECT id, number, title, issuer, issued_on FROM register.documents;
            CREATE TABLE names(key TEXT PRIMARY KEY) WITHOUT ROWID;
            INSERT INTO names SELECT DISTINCT key FROM register.assignees;
            CREATE TABLE assignees(
                directive INTEGER, position INTEGER, key TEXT, text TEXT, role TEXT, PRIMARY KEY (directive, position));
            INSERT INTO assignees SELECT directive_id, position, key, text, role FROM register.assignees;
            CREATE INDEX assignees_key ON assignees(key, directive);
            CREATE TABLE directives(id INTEGER PRIMARY KEY, document INTEGER, last_day TEXT, closed_on TEXT, text TEXT);
            INSERT INTO directives SELECT id, document_id, last_day, closed_on, text FROM register.directives;
            CREATE VIRTUAL TABLE directives_fts USING fts5(text, who, about, content = '');
            INSERT INTO directives_fts(rowid, text, who, about)
                SELECT id, search_form(text), search_form(who), search_form(about) FROM register.searchable_directives;
            CREATE VIRTUAL TABLE documents_fts USING fts5(text, about, content = '');
            INSERT INTO documents_fts(rowid, text, about)
                SELECT id, search_form(text), search_form(about) FROM register.searchable_documents;
            ANALYZE;""")
        self.db.commit()
        self.db.execute("DETACH register")

    def search(self, words: str) -> None:
        expression = " AND ".join(f'"{word}"' for word in search_form(words).replace('"', " ").split())
        for table in ("directives", "documents"):
            sql = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rank LIMIT 20"
            for (number,) in self.db.execute(sql, [expression]).fetchall():
                self.db.execute(f"SELECT * FROM {table} WHERE id = ?", [number]).fetchall()

    def tasks(self, unit: str) -> None:
        source = """FROM directives JOIN documents ON documents.id = document WHERE directives.id IN (
            SELECT directive FROM assignees WHERE key IN (SELECT key FROM names WHERE instr(key, ?)))"""
        rows = self.db.execute(f"SELECT * {source} ORDER BY last_day LIMIT 50", [key_of(unit)]).fetchall()
        for row in rows:
            self.db.execute("SELECT * FROM assignees WHERE directive = ?", [row[0]]).fetchall()
        self.db.execute(f"SELECT count(*) {source}", [key_of(unit)]).fetchone()

    def report(self) -> None:
        self.db.execute(
            """SELECT key, last_day < ?, closed_on IS NULL, count(*) FROM directives
               LEFT JOIN assignees ON directive = id AND role = 'lead' GROUP BY 1, 2, 3""",
            [TODAY],
        ).fetchall()


def asked(sample: Sequence[Record], count: int, chance: random.Random) -> list[str]:
    """Searches of mixed shape: words without marks, a phrase, a number, a doer with a word, two far words."""
    queries: list[str] = []
    while len(queries) < count:
        record = chance.choice(sample)
        directive = chance.choice(record.directives)
        words = [word for word in directive.text.replace('"', "").split() if any(c.isalpha() for c in word)]
        if len(words) < 8:
            continue
        at = chance.randrange(len(words) - 5)
        shapes = (
            folded_form(" ".join(words[at : at + 3])),
            " ".join(words[at : at + 4]),
            f'"{" ".join(words[at : at + 3])}"',
            record.document.number or "",
            folded_form(f"{words[0]} {words[1]} {words[-1]}"),
        )
        queries.append(shapes[len(queries) % len(shapes)])
    return queries


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


class Compared(NamedTuple):
    line: str
    ratio: float


def compared(ours: Callable[[str], object], bare: Callable[[str], object], each: Sequence[str]) -> Compared:
    """Medians and 95th percentiles in milliseconds, in turns, and the ratio of the medians."""
    pairs = [(timed(lambda: ours(one)), timed(lambda: bare(one))) for one in each]  # noqa: B023
    mine, theirs = [p[0] for p in pairs], [p[1] for p in pairs]
    ratio = statistics.median(mine) / statistics.median(theirs)
    figures = statistics.median(mine), _p95(mine), statistics.median(theirs), _p95(theirs)
    return Compared("".join(f"{figure:11.1f}" for figure in figures) + f"{ratio:8.2f}", ratio)


def _p95(figures: Sequence[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="folder for the registers, which stay there")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments.keep or Path(scratch), sizes, arguments.searches)


def run(folder: Path, sizes: Sequence[int], searches: int) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    lines = stock()
    sample = [record for _, record in islice(records(lines), SAMPLE)]
    paths = [folder / f"register-{size}.db" for size in sizes]
    ratios: list[float] = []
    for size, path, smaller in zip(sizes, paths, [None, *paths], strict=False):
        if not path.exists():
            grow(path, smaller, records(lines), size)
        with open_register(path, create=False, linker=bodies) as register:
            told(register)
            ratios = measured(register, folder / "bare.db", sample, searches)
    costs = written_in_turns(paths, list(islice(records(lines, seed=int(time.time())), WRITTEN)))
    print("\nwriting a document, ms: " + ", ".join(f"{cost:.1f}" for cost in costs), end="")
    print(f"; at the last size {costs[-1] / costs[0]:.2f} times what it costs at the first")
    return 0 if max(ratios) <= AIM and costs[-1] <= FLAT * costs[0] else 1


def grow(path: Path, smaller: Path | None, lines: Iterator[tuple[bytes, Record]], size: int) -> None:
    """Make the register of `size` directives at `path`, going on from a copy of the smaller one."""
    growing = path.with_suffix(".growing")
    growing.unlink(missing_ok=True)
    if smaller is not None:
        shutil.copyfile(smaller, growing)
    with open_register(growing, create=True, linker=bodies) as register:
        register.db.execute("PRAGMA synchronous = OFF")  # a register cut short is made anew
        documents, directives = (register.db.table(name).count for name in ("documents", "directives"))
        for number, (content, record) in enumerate(islice(lines, documents, None), start=documents + 1):
            if directives >= size:
                break
            put(register, Original(content, f"{number}.txt", AT), record)
            directives += len(record.directives)
        register.checkpoint()
    growing.rename(path)


def told(register: Register) -> None:
    """Print how large the register is."""
    documents, written = register.db.execute("SELECT count(*), sum(size) FROM documents").fetchone()
    directives, size = register.db.table("directives").count, register.path.stat().st_size
    print(f"\n{directives} directives, {documents} documents, ", end="")
    print(f"{size / 1e6:.0f} MB for {written / 1e6:.0f} MB of text ({size / written:.1f} times)", flush=True)


def written_in_turns(paths: Sequence[Path], lines: Sequence[tuple[bytes, Record]]) -> list[float]:
    """Milliseconds to write a document into each register (median); each document goes into one after the other."""
    spent: list[list[float]] = [[] for _ in paths]
    with ExitStack() as stack:
        registers = [stack.enter_context(open_register(path, create=False, linker=bodies)) for path in paths]
        run_of = str(time.time_ns()).encode()
        for rank, (content, record) in enumerate(lines):
            original = Original(content + run_of, f"{run_of.decode()}-{rank}.txt", AT)
            for register, mine in zip(registers, spent, strict=True):
                mine.append(timed(lambda: put(register, original, record)))  # noqa: B023
    return [statistics.median(mine) for mine in spent]


def measured(register: Register, path: Path, sample: Sequence[Record], searches: int) -> list[float]:
    """The ratios of searches, lists and reports, printed line by line."""
    bare = Bare(path, register.path)
    chance = random.Random(2)
    print(f"{'':24}{'median ms':>11}{'p95':>11}{'bare':>11}{'p95':>11}{'ratio':>8}")
    units = [a.text for record in sample for d in record.directives for a in d.assignees if a.text[0].isupper()]
    some = chance.sample(units, min(40, len(units)))
    wanted = ReportFilter(today=TODAY)
    first = TaskOrder(sort="day", limit=50)
    found = {
        "searches": compared(
            lambda typed: search(register, read_query(typed, today=TODAY), limit=20, today=TODAY),
            bare.search,
            asked(sample, searches, chance),
        ),
        "list of a unit": compared(
            lambda unit: list_tasks(register, TaskFilter(today=TODAY, unit=unit), first), bare.tasks, some
        ),
        "report by unit": compared(lambda _: report(register, wanted), lambda _: bare.report(), ["", "", ""]),
    }
    for name, figures in found.items():
        print(f"{name:24}{figures.line}", flush=True)
    return [figures.ratio for figures in found.values()]


if __name__ == "__main__":
    sys.exit(main())
