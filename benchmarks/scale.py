"""The register at 1,000, 100,000 and 1,000,000 directives, beside bare FTS5 and SQL on the same data in the same run.

    python benchmarks/scale.py [--sizes 1000,100000,1000000] [--searches 200] [--keep DIR]

The documents are recombined from the annotated documents of the training part (`benchmarks/recombined`) and written by
`put`, as `chidao ingest` does once a document is read. At each size: milliseconds to write a document (median of the
last 200), size of the file against the text in it, median and 95th percentile of searches of mixed shape, of the
deadline list of one unit and of the report. `bare` is what SQLite alone takes for the same question on the same rows:
one FTS5 table of folded text asked with `ORDER BY rank LIMIT 20` over directives and over documents, one indexed SELECT,
one GROUP BY. `ratio` is ours to bare, of the medians, taken in turns. Exit code 1 where a ratio at the largest size is
over 1.5 or writing a document has become dearer by more than a fifth since the first size.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from recombined.records import records, stock

from extractor.core.record import Record
from extractor.core.register import TaskFilter
from extractor.store import Original, Register, list_tasks, open_register, put, search
from extractor.store.folding import folded_form, key_of

AT = "2026-11-22T08:00:00+07:00"
TODAY = "2026-11-22"
LATELY = 200  # documents whose cost counts
AIM, FLAT = 1.5, 1.2


class Bare:
    """The same rows in plain tables: what SQLite itself takes."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript("""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
            CREATE TABLE directives(id INTEGER PRIMARY KEY, unit TEXT, last_day TEXT, closed_on TEXT);
            CREATE INDEX directives_unit ON directives(unit, last_day);
            CREATE VIRTUAL TABLE directives_fts USING fts5(folded, content='');
            CREATE VIRTUAL TABLE documents_fts USING fts5(folded, content='');""")
        self.documents = 0
        self.directives = 0

    def add(self, record: Record) -> None:
        self.documents += 1
        self.db.execute(
            "INSERT INTO documents_fts(rowid, folded) VALUES (?, ?)", [self.documents, folded_form(record.text)]
        )
        for directive in record.directives:
            self.directives += 1
            unit = key_of(directive.assignees[0].text) if directive.assignees else None
            day = directive.deadline.last_day if directive.deadline else None
            self.db.execute("INSERT INTO directives VALUES (?, ?, ?, NULL)", [self.directives, unit, day])
            self.db.execute(
                "INSERT INTO directives_fts(rowid, folded) VALUES (?, ?)", [self.directives, folded_form(directive.text)]
            )

    def search(self, words: str) -> None:
        expression = " AND ".join(f'"{word}"' for word in folded_form(words).replace('"', " ").split())
        for table in ("directives_fts", "documents_fts"):
            self.db.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT 20", [expression]
            ).fetchall()

    def tasks(self, unit: str) -> None:
        self.db.execute("SELECT * FROM directives WHERE unit = ? ORDER BY last_day LIMIT 100", [key_of(unit)]).fetchall()


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
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def compared(ours: Callable[[str], object], bare: Callable[[str], object], each: Sequence[str]) -> str:
    """Medians and 95th percentiles in milliseconds, in turns, and the ratio of the medians."""
    pairs = [(timed(lambda: ours(one)), timed(lambda: bare(one))) for one in each]  # noqa: B023
    mine, theirs = [p[0] for p in pairs], [p[1] for p in pairs]
    ratio = statistics.median(mine) / statistics.median(theirs)
    return f"{statistics.median(mine):9.1f} {_p95(mine):9.1f} {statistics.median(theirs):9.1f} {_p95(theirs):9.1f} {ratio:7.2f}"


def _p95(figures: Sequence[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]
