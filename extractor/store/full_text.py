"""Full text over directives and documents, with and without marks."""

from __future__ import annotations

import msgspec
from sqlite_utils import Database

from extractor.core.locating import spot_of
from extractor.core.register import DirectiveHit, DocumentHit, DocumentRow, Hits
from extractor.store.folding import Term, marks_in, match_expression, terms_of
from extractor.store.records import read_reading
from extractor.store.register import Register
from extractor.store.rows import read_documents, read_tasks

PASSAGE = 320
"""A passage of a document is shown whole up to this many characters."""


class _Match(msgspec.Struct, frozen=True):
    number: int
    exact: bool


def search(register: Register, query: str, *, limit: int = 20) -> Hits:
    """Directives and documents that hold every term of `query`, at most `limit` of each, best first.

    Whatever is typed is a safe query. What matches with the very marks of the query stands before what matches only
    without marks. A query without a word in it has no hits. Raises StoreError.
    """
    terms = terms_of(query)
    if not terms:
        return Hits((), (), 0, 0)
    with register.reading() as db:
        directives, directives_total = _matches(db, "directives_fts", terms, limit)
        documents, documents_total = _matches(db, "documents_fts", terms, limit)
        tasks = read_tasks(db, (m.number for m in directives))
        rows = read_documents(db, (m.number for m in documents))
        return Hits(
            directives=tuple(
                DirectiveHit(tasks[m.number], marks_in(tasks[m.number].text, terms, exact=m.exact), m.exact)
                for m in directives
            ),
            documents=tuple(_document_hit(db, m, rows[m.number], terms) for m in documents),
            directives_total=directives_total,
            documents_total=documents_total,
        )


def _matches(db: Database, table: str, terms: tuple[Term, ...], limit: int) -> tuple[list[_Match], int]:
    folded, exact = match_expression(terms, exact=False), match_expression(terms, exact=True)
    sql = f"""
        SELECT rowid AS number, rowid IN (SELECT rowid FROM {table} WHERE {table} MATCH :exact) AS exact
        FROM {table} WHERE {table} MATCH :folded
        ORDER BY exact DESC, rank, rowid LIMIT :limit"""
    rows = db.query(sql, {"folded": folded, "exact": exact, "limit": limit})
    total = db.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", [folded]).fetchone()[0]
    return [_Match(row["number"], bool(row["exact"])) for row in rows], int(total)


def _document_hit(db: Database, match: _Match, row: DocumentRow, terms: tuple[Term, ...]) -> DocumentHit:
    record = read_reading(db, match.number)
    start, end = best_passage(record.text, marks_in(record.text, terms, exact=match.exact), terms, exact=match.exact)
    passage = record.text[start:end]
    return DocumentHit(
        document=row,
        text=passage,
        marks=marks_in(passage, terms, exact=match.exact),
        spot=spot_of(record, start, end),
        exact=match.exact,
    )


def best_passage(
    text: str, marks: tuple[tuple[int, int], ...], terms: tuple[Term, ...], *, exact: bool
) -> tuple[int, int]:
    """The span of the first passage that holds the most different terms; the first line where none is in the text."""
    best = (0, 0, 0)
    checked = -1
    for start, _ in marks:
        if start < checked:
            continue
        first, last = _passage_at(text, start)
        checked = last
        found = sum(bool(marks_in(text[first:last], (term,), exact=exact)) for term in terms)
        if found > best[0]:
            best = (found, first, last)
            if found == len(terms):
                break
    return (best[1], best[2]) if best[0] else _passage_at(text, 0)


def _passage_at(text: str, start: int) -> tuple[int, int]:
    """The paragraph around `start`, cut to sentences about it where it is long."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    if last - first > PASSAGE:
        before = max(text.rfind(". ", first, start), text.rfind("; ", first, start))
        first = before + 2 if before >= 0 else first
        if start - first > PASSAGE // 2:
            first = text.find(" ", start - PASSAGE // 2) + 1
        if last - first > PASSAGE:
            ends = [e + 1 for e in (text.find(". ", start, last), text.find("; ", start, last)) if e >= 0]
            last = min([*ends, last])
        if last - first > PASSAGE:
            blank = text.rfind(" ", start, first + PASSAGE)
            last = blank if blank > start else first + PASSAGE
    return first, last
