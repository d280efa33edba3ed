"""Searching directives and documents.

What holds every term stands first, with the very marks typed before without marks; where that is little, what holds
some of the terms follows and says so.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import islice

import msgspec
from sqlite_utils import Database

from extractor.core.query import Query, Term, Wording
from extractor.core.register import COUNTED, DirectiveHit, Hits
from extractor.store import narrowing
from extractor.store.expressions import all_terms, asked, exact_terms, own_terms, unwanted
from extractor.store.facets import count_facets
from extractor.store.folding import marks_in
from extractor.store.passages import document_hit
from extractor.store.ranking import Candidate, covering, ranked
from extractor.store.records import read_layouts
from extractor.store.register import Register
from extractor.store.relaxing import loosened, mended, rarity
from extractor.store.rows import read_documents, read_tasks
from extractor.store.search_index import EXACT, FOLDED, Index, Table
from extractor.store.unit_filter import with_names

NO_DAY = "0001-01-01"
ENOUGH = 10
"""Where fewer hold all that was asked, what holds a part of it is shown behind."""
WINDOW = 100
"""The best this many by BM25 are ranked closely; what is behind stays in the order of BM25."""

_WEIGHTS: dict[Index, str] = {
    "directives_fts": "bm25(1.0, 0.6, 0.3)",
    "directives_exact": "bm25(1.0, 0.6)",
    "documents_fts": "bm25(1.0, 2.0)",
    "documents_exact": "bm25(1.0, 2.0)",
}


Scores = Mapping[int, float | None]
"""BM25 by number, the larger the better; None where few matched and a look at the words tells more."""


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
        layouts = read_layouts(db, rows)
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
                document_hit(
                    rows[c.number], layouts[c.number], wordings, exact=c.exact, partial=c.number in documents.partial
                )
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
    """The best `wanted` matches, how many there are, and which of them hold only a part.

    First what holds all terms with their marks, then what holds them itself, then what holds some of them by its
    document. How each of these is ordered does not hang on `wanted`, so that pages fit together.
    """
    folded = all_terms(table, terms, query)
    narrow = narrowing.of(table, query.filters, today)
    if folded is None:
        return _newest(db, table, narrow, wanted)
    most = max(wanted, COUNTED) + 1
    tiers = _Tiers(db, table, terms, wanted)
    if terms:
        tiers.add(EXACT[table], exact_terms(terms), narrow.without(table, unwanted(query)), exact=True)
    if len(tiers.found) >= most:
        return _Found(tiers.order, most)
    every = _rows(db, table, folded, narrow, most)
    if terms and len(every) > len(tiers.found) + WINDOW and (own := own_terms(table, terms, query)):
        tiers.add(FOLDED[table], own, narrow, exact=False)
    tiers.add(FOLDED[table], folded, narrow, exact=not terms, numbers=every)
    order = tiers.order
    behind = _partial(db, table, query, terms, narrow, tiers.found) if len(order) < min(wanted, ENOUGH) else []
    behind = behind[: ENOUGH - len(order)]
    return _Found(order + behind, len(every), frozenset(c.number for c in behind))


class _Tiers:
    """Matches in their order, one expression after another until there are enough."""

    def __init__(self, db: Database, table: Table, terms: Sequence[Term], wanted: int) -> None:
        self.db, self.table, self.terms, self.wanted = db, table, terms, wanted
        self.order: list[Candidate] = []
        self.found: set[int] = set()

    def add(
        self,
        index: Index,
        expression: str,
        narrow: narrowing.Narrow,
        *,
        exact: bool,
        numbers: Sequence[int] | None = None,
    ) -> None:
        """What matches and is not there yet; `numbers` are all that match where that is known."""
        if len(self.order) >= self.wanted:
            return
        scores: Scores = {}
        if numbers is None:
            scores = self._scored(index, expression, narrow, max(self.wanted, COUNTED) + 1)
            left = [*scores]
        else:
            left = [number for number in numbers if number not in self.found]
        if len(left) <= WINDOW and self.table == "directives":
            scores = dict.fromkeys(left, None)  # so few are ranked by their own words
        elif numbers is not None and left:
            scores = self._scored(index, expression, narrow, max(self.wanted, WINDOW) + len(self.found))
        best = dict(islice(scores.items(), max(self.wanted, WINDOW) + len(self.found)))
        self.order += _ordered(self.db, self.table, best, self.terms, exact=exact)
        self.found.update(left)

    def _scored(self, index: Index, expression: str, narrow: narrowing.Narrow, count: int) -> Scores:
        """BM25 of the best `count`, without those that are there already."""
        scored = _scores(self.db, index, expression, narrow, count)
        return {number: score for number, score in scored.items() if number not in self.found}


def _partial(
    db: Database, table: Table, query: Query, terms: Sequence[Term], narrow: narrowing.Narrow, best: Container[int]
) -> list[Candidate]:
    """What holds some of the terms: those worth most first."""
    loose = loosened(db, table, query, terms)
    scores: dict[int, float | None] = {}
    for position, expression in enumerate(loose.expressions):
        if position > 1 and len(scores) >= 2 * ENOUGH:
            break
        scores = {**_scores(db, FOLDED[table], expression, narrow, WINDOW), **scores}
    left = _candidates(db, table, {n: score for n, score in scores.items() if n not in best}, exact=False)
    if table == "documents":
        return sorted(left, key=lambda c: -(c.score or 0.0))
    words = dict(db.execute(narrowing.WORDS, [_json([c.number for c in left])]).fetchall())
    return covering(left, words, loose.worth, terms)


def _ordered(db: Database, table: Table, scores: Scores, terms: Sequence[Term], *, exact: bool) -> list[Candidate]:
    """By score; the best `WINDOW` are looked at closely."""
    by_score = _candidates(db, table, scores, exact=exact)
    if by_score and by_score[0].score is None:
        beside = {row[0]: row[1:] for row in db.execute(narrowing.BESIDE, [_json([*scores])]).fetchall()}
        full = [msgspec.structs.replace(c, who=beside[c.number][0], about=beside[c.number][1]) for c in by_score]
        return ranked(full, terms, rarity(db, table, terms))
    return ranked(by_score[:WINDOW], terms) + by_score[WINDOW:]


def _candidates(db: Database, table: Table, scores: Scores, *, exact: bool) -> list[Candidate]:
    """The candidates with these numbers that are listed, in their order."""
    rows = db.execute(narrowing.DETAILS[table], [_json([*scores])]).fetchall()
    found = {number: (text, issued_on) for number, text, issued_on in rows}
    return [Candidate(n, s, exact, found[n][0] or "", found[n][1]) for n, s in scores.items() if n in found]


def _rows(db: Database, table: Table, expression: str, narrow: narrowing.Narrow, most: int) -> list[int]:
    """The matches, the newest entries first, `most` of them: costs far less than to know which are the best."""
    index = FOLDED[table]
    join, where = narrow.where_any(f"{index}.rowid")
    sql = f"""
        SELECT {index}.rowid FROM {index} {join} WHERE {index} MATCH :expression {where}
        ORDER BY {index}.rowid DESC LIMIT :most"""
    values = {**narrow.values, "expression": expression, "most": most}
    return [int(row[0]) for row in db.execute(sql, values).fetchall()]


def _scores(
    db: Database, index: Index, expression: str, narrow: narrowing.Narrow, count: int
) -> dict[int, float | None]:
    """The best `count` by BM25 with their scores."""
    join, where = narrow.where_any(f"{index}.rowid")
    sql = f"""
        SELECT {index}.rowid, -rank FROM {index} {join}
        WHERE {index} MATCH :expression AND rank MATCH '{_WEIGHTS[index]}' {where} ORDER BY rank LIMIT :count"""
    values = {**narrow.values, "expression": expression, "count": count}
    return {int(number): float(score) for number, score in db.execute(sql, values).fetchall()}


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(numbers).decode()


def _newest(db: Database, table: Table, narrow: narrowing.Narrow, wanted: int) -> _Found:
    """What filters alone ask for: the newest first."""
    source, where = narrow.alone()
    sql = f"SELECT {table}.id FROM {source} WHERE {where} ORDER BY documents.issued_on DESC, {table}.id LIMIT :count"
    rows = db.execute(sql, {**narrow.values, "count": wanted}).fetchall()
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT {COUNTED + 1})"
    total = int(db.execute(sql, narrow.values).fetchone()[0])
    return _Found([Candidate(int(row[0]), None, exact=True) for row in rows], total)
