"""How well searching finds what is looked for, beside plain FTS5 and tantivy on the same directives and documents.

    python benchmarks/search_quality.py [--split dev|test|all] [--misses]

The register is filled from the training documents as people annotated them, so extraction plays no part. The queries of
`search_queries.jsonl` were composed, and judged, before the search was tuned: 200 look for one directive or document
known to be there, 60 ask for a topic. Odd ids are dev, even ids test.
"""

from __future__ import annotations

import argparse
import math
import re
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import tantivy

from extractor.asking import read_query
from extractor.core.record import (
    Anchor,
    Assignee,
    Card,
    Deadline,
    Directive,
    Entity,
    Figure,
    Record,
    Source,
)
from extractor.store import Original, Register, open_register, put, search
from extractor.training.gold import GoldDocument, find_gold, read_gold
from extractor.training.splits import find_splits

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpora" / "documents"
AT = "2026-11-22T08:00:00+07:00"
DEPTH = 10
Key = tuple[str, str | None]
"""A document's name and how the directive's quote begins; None for the document itself."""

_WORD = re.compile(r"[^\W_]+")


class Judged(msgspec.Struct):
    doc: str
    grade: int
    quote: str | None = None

    @property
    def key(self) -> Key:
        return self.doc, self.quote


class Asked(msgspec.Struct):
    id: int
    type: str
    query: str
    relevant: list[Judged]

    @property
    def of_documents(self) -> bool:
        return all(judged.quote is None for judged in self.relevant)


class System(msgspec.Struct):
    name: str
    directives: Callable[[str], list[Key]]
    documents: Callable[[str], list[Key]]


def opening(quote: str) -> str:
    return " ".join(quote.split())[:60]


def record_of(document: GoldDocument) -> Record:
    """What people say of the document, as the record that the register keeps."""
    gold = document.gold
    card = {
        name: gold["document"].get(name) for name in ("genre", "doc_type", "number", "title", "issuer", "issued_on")
    }
    return Record(
        text=document.text,
        document=Card(**card),
        source=Source(format="text", file_name=f"{document.name}.txt"),
        anchor=Anchor(card["issued_on"], "issue_date" if card["issued_on"] else "none"),
        entities=tuple(Entity(e["type"], e["start"], e["end"], e["quote"], "gold") for e in gold["entities"]),
        figures=tuple(
            Figure(f["kind"], f["start"], f["end"], f["quote"], "gold", f["value"], f["unit"]) for f in gold["figures"]
        ),
        directives=tuple(directive_of(d) for d in gold["directives"]),
        program="gold",
    )


def directive_of(told: dict[str, Any]) -> Directive:
    start, end = told["start"], told["end"]
    deadline = told.get("deadline")
    return Directive(
        told["kind"], start, end, told["quote"], "gold",
        tuple(Assignee(a["text"], a["role"], start, start) for a in told["assignees"]),
        Deadline(deadline["text"], start, end, deadline.get("due"), deadline.get("bound")) if deadline else None,
        told.get("issued_by"),
    )  # fmt: skip


def fill(register: Register, documents: Iterable[GoldDocument]) -> tuple[dict[str, Key], list[tuple[Key, str]]]:
    """Public id → what stands behind it, and every text with what it is: of a directive also its document's card."""
    keys: dict[str, Key] = {}
    texts: list[tuple[Key, str]] = []
    for document in documents:
        record = record_of(document)
        number = put(register, Original(document.name.encode(), f"{document.name}.txt", AT), record)
        card = " ".join(filter(None, (record.document.number, record.document.title, record.document.issuer)))
        keys[number] = (document.name, None)
        texts.append((keys[number], f"{card}\n{document.text}"))
        sql = "SELECT id FROM directives WHERE document_id = ? ORDER BY position"
        with register.reading() as db:
            ids = [row[0] for row in db.execute(sql, [int(number[2:])])]
        for directive_id, directive in zip(ids, record.directives, strict=True):
            key = (document.name, opening(directive.text))
            keys[f"CD{directive_id}"] = key
            doers = " ".join(a.text for a in directive.assignees)
            texts.append((key, f"{directive.text} {doers} {directive.issued_by or ''} {card}"))
    return keys, texts


def ours(register: Register, keys: dict[str, Key]) -> System:
    def directives(typed: str) -> list[Key]:
        hits = search(register, read_query(typed, today=AT[:10]), limit=DEPTH, today=AT[:10])
        return [keys[hit.task.id] for hit in hits.directives]

    def documents(typed: str) -> list[Key]:
        hits = search(register, read_query(typed, today=AT[:10]), limit=DEPTH, today=AT[:10])
        return [keys[hit.document.id] for hit in hits.documents]

    return System("chidao", directives, documents)


def fts5(texts: Sequence[tuple[Key, str]], tokenize: str, operator: str) -> System:
    """Plain FTS5: every word quoted, all (AND) or any (OR) of them asked for, by its own rank."""
    db = sqlite3.connect(":memory:")
    for table in ("directives", "documents"):
        db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(text, tokenize = '{tokenize}')")
    for number, (key, text) in enumerate(texts):
        table = "documents" if key[1] is None else "directives"
        db.execute(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", (number, text))

    def finder(table: str) -> Callable[[str], list[Key]]:
        def find(typed: str) -> list[Key]:
            expression = f" {operator} ".join(f'"{word}"' for word in _WORD.findall(typed))
            sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT {DEPTH}"
            return [texts[number][0] for (number,) in db.execute(sql, (expression,))] if expression else []

        return find

    return System(f"FTS5 {tokenize}, {operator}", finder("directives"), finder("documents"))


def with_tantivy(texts: Sequence[tuple[Key, str]]) -> System:
    """tantivy as it comes: its default tokenizer and its parser, that asks for any of the words."""
    indexes = {}
    for table in ("directives", "documents"):
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True)
        schema.add_text_field("text")
        indexes[table] = tantivy.Index(schema.build())
        writer = indexes[table].writer(heap_size=50_000_000, num_threads=1)
        for number, (key, text) in enumerate(texts):
            if (key[1] is None) == (table == "documents"):
                entry = tantivy.Document()
                entry.add_integer("number", number)
                entry.add_text("text", text)
                writer.add_document(entry)
        writer.commit()
        indexes[table].reload()

    def finder(table: str) -> Callable[[str], list[Key]]:
        index = indexes[table]
        searcher = index.searcher()

        def find(typed: str) -> list[Key]:
            query, _ = index.parse_query_lenient(typed, ["text"])
            found = searcher.search(query, DEPTH).hits
            return [texts[searcher.doc(address)["number"][0]][0] for _, address in found]

        return find

    return System("tantivy", finder("directives"), finder("documents"))


def scores(found: Sequence[Key], relevant: Sequence[Judged]) -> tuple[float, float, float]:
    """Recall, reciprocal rank and nDCG of the first ten. Recall: of as many as fit."""
    grades = {judged.key: judged.grade for judged in relevant}
    seen = list(dict.fromkeys(found))[:DEPTH]
    hits = [rank for rank, key in enumerate(seen, 1) if key in grades]
    gain = sum((2 ** grades[seen[rank - 1]] - 1) / math.log2(rank + 1) for rank in hits)
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    best = sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(ideal, 1))
    return len(hits) / min(DEPTH, len(grades)), 1 / hits[0] if hits else 0.0, gain / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all")
    parser.add_argument(
        "--misses", action="store_true", help="queries of dev whose target is not among the first three"
    )
    given = parser.parse_args()
    lines = (ROOT / "benchmarks" / "search_queries.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [msgspec.json.decode(line, type=Asked) for line in lines]
    wanted = {"dev": (1,), "test": (0,), "all": (0, 1)}[given.split]
    queries = [query for query in queries if query.id % 2 in wanted]
    splits = find_splits(CORPUS)
    documents = [read_gold(*pair) for pair in find_gold([CORPUS]) if splits.part_of(pair[0].stem) == "train"]
    with tempfile.TemporaryDirectory() as folder, open_register(Path(folder) / "r.db", create=True) as register:
        keys, texts = fill(register, documents)
        systems = [
            ours(register, keys),
            fts5(texts, "unicode61", "AND"),
            fts5(texts, "unicode61", "OR"),
            with_tantivy(texts),
        ]
        print_table(systems, queries)
        if given.misses:
            print_misses(systems[0], [query for query in queries if query.id % 2])


def print_table(systems: Sequence[System], queries: Sequence[Asked]) -> None:
    for part, parity in (("dev", 1), ("test", 0)):
        chosen = [query for query in queries if query.id % 2 == parity]
        if not chosen:
            continue
        print(f"\n| {part} | n | " + " | ".join(system.name for system in systems) + " |")
        print("| --- | --: |" + " --: |" * len(systems))
        results: dict[str, list[dict[str, tuple[float, float, float]]]] = defaultdict(list)
        for query in chosen:
            row = {s.name: scores(found(s, query), query.relevant) for s in systems}
            for group in (query.type, "topical" if query.type == "topical" else "known items"):
                results[group].append(row)
            if query.type == "topical":
                results["topical"].pop()
        for group, rows in results.items():
            cells = []
            for system in systems:
                means = [sum(row[system.name][i] for row in rows) / len(rows) for i in range(3)]
                cells.append(" ".join(f"{mean:.3f}" for mean in means))
            print(f"| {group} | {len(rows)} | " + " | ".join(cells) + " |")


def found(system: System, query: Asked) -> list[Key]:
    return (system.documents if query.of_documents else system.directives)(query.query)


def print_misses(system: System, queries: Sequence[Asked]) -> None:
    for query in queries:
        keys = [judged.key for judged in query.relevant]
        answers = found(system, query)
        ranks = [rank for rank, key in enumerate(answers, 1) if key in keys]
        if query.type != "topical" and (not ranks or ranks[0] > 3):
            print(query.id, query.type, query.query, "→", keys[0], ranks)
            for key in answers[:3]:
                print("      ", key)


if __name__ == "__main__":
    main()
