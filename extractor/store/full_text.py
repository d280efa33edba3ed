"""Searching directives and documents.

What holds every term stands first, with the very marks typed before without marks; where that is little, what holds
some of the terms follows and says so.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec
from sqlite_utils import Database

from extractor.core.query import Query, Term, Wording
from extractor.core.register import COUNTED, DirectiveHit, Hits
from extractor.store import narrowing
from extractor.store.expressions import all_terms, asked
from extractor.store.facets import count_facets
from extractor.store.folding import marks_in
from extractor.store.passages import document_hit
from extractor.store.ranking import Candidate, covering, ranked
from extractor.store.register import Register
from extractor.store.relaxing import loosened, mended
from extractor.store.rows import read_documents, read_tasks
from extractor.store.search_index import Table
from extractor.store.unit_filter import with_names

NO_DAY = "0001-01-01"
ENOUGH = 10
"""Where fewer hold all that was asked, what holds a part of it is shown behind."""
WINDOW = 100
"""The best this many by BM25 are ranked closely; what is behind stays in the order of BM25."""

_WEIGHTS = {"directives": "bm25(1.0, 0.6, 1.0, 0.6, 0.3)", "documents": "bm25(1.0, 1.0, 2.0)"}


class _Found(msgspec.Struct, frozen=True):
    candidates: list[Candidate]
    total: int
    partial: frozenset[int] = frozenset()


def search(
    register: Register, query: Query, *, limit: int = 20, page: int = 1, today: str = NO_DAY, facets: bool = False
) -> Hits:
    """A page of directives and documents that hold what was asked, `limit` of each at most, best first.

    `today` (ISO date) is what a status is reckoned by: without it nothing is due. A query that asks for
    nothing has no hits. Raises StoreError.
    """
    terms = asked(query)
    if not terms and not query.filters.any:
        return Hits(notes=query.notes, page=page)
    with register.reading() as db:
        query = with_names(db, query)
        terms, notes = mended(db, query, terms)
        shown = (limit * (page - 1), limit * page)
        directives = _find(db, "directives", query, terms, shown[1], today)
        of_directives = query.filters.of_directives
        documents = _Found([], 0) if of_directives else _find(db, "documents", query, terms, shown[1], today)
        some = directives.candidates[slice(*shown)]
        tasks = read_tasks(db, (c.number for c in some), today=today)
        papers = documents.candidates[slice(*shown)]
        rows = read_documents(db, (c.number for c in papers))
        wordings = wordings_of(terms)
        counted, counts = count_facets(db, query, terms, today) if facets else (0, {})
        return Hits(
            directives=tuple(
                DirectiveHit(
                    tasks[c.number], marks_in(tasks[c.number].text, wordings, exact=c.exact), c.exact,
                    c.number in directives.partial,
                )
                for c in some
            ),
            documents=tuple(
                document_hit(db, rows[c.number], wordings, exact=c.exact, partial=c.number in documents.partial)
                for c in papers
            ),
            directives_total=directives.total,
            documents_total=documents.total,
            notes=(*query.notes, *notes),
            page=page,
            facets=counts,
            facets_of=counted,
        )  # fmt: skip


def wordings_of(terms: Sequence[Term]) -> tuple[Wording, ...]:
    """All wordings of all terms, to light them up."""
    return tuple(wording for term in terms for way in term.ways for wording in way)


def _find(db: Database, table: Table, query: Query, terms: Sequence[Term], wanted: int, today: str) -> _Found:
    """The best `wanted` matches, how many there are, and which of them hold only a part."""
    folded = all_terms(table, terms, query, exact=False)
    narrow = narrowing.of(table, query.filters, today)
    if folded is None:
        return _newest(db, table, narrow, wanted)
    count = max(wanted, WINDOW)
    best: dict[int, Candidate] = {}
    if terms:
        best = _matches(db, table, all_terms(table, terms, query, exact=True) or folded, narrow, count, exact=True)
    if len(best) < wanted:
        best = {**_matches(db, table, folded, narrow, count, exact=not terms), **best}
    total = len(best) if len(best) < count else _count(db, table, folded, narrow)
    order = _ordered(best, terms)
    behind = _partial(db, table, query, terms, narrow, best) if len(order) < min(wanted, ENOUGH) else []
    behind = behind[: ENOUGH - len(order)]
    return _Found(order + behind, total, frozenset(c.number for c in behind))


def _partial(
    db: Database, table: Table, query: Query, terms: Sequence[Term], narrow: narrowing.Narrow, best: Container[int]
) -> list[Candidate]:
    """What holds some of the terms: those worth most first."""
    loose = loosened(db, table, query, terms)
    found: dict[int, Candidate] = {}
    for position, expression in enumerate(loose.expressions):
        if position > 1 and len(found) >= 2 * ENOUGH:
            break
        found = {**_matches(db, table, expression, narrow, WINDOW, exact=False), **found}
    left = [candidate for number, candidate in found.items() if number not in best]
    if table == "documents":
        return sorted(left, key=lambda c: -c.score)
    words = dict(db.execute(narrowing.WORDS, [msgspec.json.encode([c.number for c in left]).decode()]).fetchall())
    return covering(left, words, loose.worth, terms)


def _ordered(best: dict[int, Candidate], terms: Sequence[Term]) -> list[Candidate]:
    by_score = sorted(best.values(), key=lambda c: (not c.exact, -c.score))
    return ranked(by_score[:WINDOW], terms) + by_score[WINDOW:]


def _matches(
    db: Database, table: Table, expression: str, narrow: narrowing.Narrow, count: int, *, exact: bool
) -> dict[int, Candidate]:
    join, where = narrow.joined(f"{table}_fts.rowid") if narrow.conditions else ("", "")
    sql = f"""
        SELECT {table}_fts.rowid, -rank FROM {table}_fts {join}
        WHERE {table}_fts MATCH :expression AND rank MATCH '{_WEIGHTS[table]}' {where} ORDER BY rank LIMIT :count"""
    values = {**narrow.values, "expression": expression, "count": count}
    scores = {int(number): float(score) for number, score in db.execute(sql, values).fetchall()}
    return {
        number: Candidate(number, scores[number], exact, text or "", issued_on)
        for number, text, issued_on in db.execute(narrowing.DETAILS[table], [msgspec.json.encode([*scores]).decode()])
    }


def _count(db: Database, table: Table, expression: str, narrow: narrowing.Narrow) -> int:
    join, where = narrow.joined(f"{table}_fts.rowid") if narrow.conditions else ("", "")
    sql = f"""
        SELECT count(*) FROM
        (SELECT 1 FROM {table}_fts {join} WHERE {table}_fts MATCH :expression {where} LIMIT {COUNTED + 1})"""
    return int(db.execute(sql, {**narrow.values, "expression": expression}).fetchone()[0])


def _newest(db: Database, table: Table, narrow: narrowing.Narrow, wanted: int) -> _Found:
    """What filters alone ask for: the newest first."""
    source, where = narrow.alone()
    sql = f"SELECT {table}.id FROM {source} WHERE {where} ORDER BY documents.issued_on DESC, {table}.id LIMIT :count"
    rows = db.execute(sql, {**narrow.values, "count": wanted}).fetchall()
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT {COUNTED + 1})"
    total = int(db.execute(sql, narrow.values).fetchone()[0])
    return _Found([Candidate(int(row[0]), 0.0, exact=True) for row in rows], total)
