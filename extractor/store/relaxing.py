"""When too little is found: words that nobody wrote are mended, and then not all that was typed is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

import msgspec
from sqlite_utils import Database

from extractor.core.query import Query, Term, Way, Wording
from extractor.store.expressions import folded_words, some_terms
from extractor.store.search_index import Table

_LETTERS = "abcdefghiklmnopqrstuvxy"  # of Vietnamese without marks
_SHORTEST, _LONGEST = 3, 24
_NEAREST = 4
_LOOKED_AT = 2_000
"""Rows that are looked at for one rare word of many."""
_COMMON = 1_500
"""Words in this many rows are common, and no rarer than one another."""
_TABLES: tuple[Table, ...] = ("directives", "documents")


def mended(db: Database, query: Query, terms: Sequence[Term]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms with words that stand nowhere in the register replaced by the nearest that do; and what was done."""
    out: list[Term] = []
    notes: list[str] = []
    for term in terms:
        if term.fixed or term.ways[0][0].prefix or _stands_somewhere(db, term):
            out.append(term)
            continue
        ways, note = _nearest_ways(db, term)
        out.append(Term((*term.ways, *ways)))
        notes += note
    return tuple(out), tuple(notes)


class Loose(msgspec.Struct, frozen=True):
    """Expressions for rows that hold some of the terms, and what each term is worth: the rarer, the more."""

    expressions: tuple[str, ...]
    worth: tuple[tuple[Term, float], ...]


def loosened(db: Database, table: Table, query: Query, terms: Sequence[Term]) -> Loose:
    """What to ask where all terms stand nowhere together: any of the rare ones, then as many as do stand together.

    No expression for a single term: there is nothing to give up.
    """
    fixed = [term for term in terms if term.fixed]
    parts = [part for term in terms if not term.fixed for part in _parts(db, table, term)]
    counted = sorted((count, position) for position, part in enumerate(parts) if (count := _rows(db, table, part)))
    if len(parts) < 2:
        return Loose((), ())
    rare: list[Term] = []
    rows = 0
    for count, position in counted:
        rows += count
        if count < _COMMON and (not rare or rows <= _LOOKED_AT):
            rare.append(parts[position])
    asked = [some_terms(table, fixed, [(term,) for term in rare], query)] if rare else []
    together = _together(db, table, fixed, [parts[position] for _, position in counted], query)
    if len(rare) < len(counted):
        asked += [some_terms(table, fixed, [together[:size]], query) for size in range(len(together), 1, -1)]
    worth = tuple((parts[position], log(1 + _COMMON / count) + 0.5) for count, position in counted)
    return Loose(tuple(asked), worth)


def rarity(db: Database, table: Table, terms: Sequence[Term]) -> list[float]:
    """How much a term tells by how few rows have it, as in BM25; common ones are no rarer than one another."""
    total = db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0
    counts = [_rows(db, table, term) for term in terms]
    return [max(log(max(total - count + 0.5, 0.5) / (count + 0.5)), 1e-6) for count in counts]


def _together(
    db: Database, table: Table, fixed: Sequence[Term], terms: Sequence[Term], query: Query
) -> tuple[Term, ...]:
    """The first of the terms, and each further one that stands together with those before it somewhere."""
    chosen: tuple[Term, ...] = ()
    for term in terms:
        if not chosen or _any(db, table, some_terms(table, fixed, [(*chosen, term)], query)):
            chosen = (*chosen, term)
    return chosen


def _any(db: Database, table: Table, expression: str) -> bool:
    sql = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 1"
    return db.execute(sql, [expression]).fetchone() is not None


def _parts(db: Database, table: Table, term: Term) -> list[Term]:
    """The term; a name of several words that stands nowhere as each of its words."""
    first = term.ways[0]
    return [term] if len(first) == 1 or _rows(db, table, term) else [Term(((wording,),)) for wording in first]


def _stands_somewhere(db: Database, term: Term) -> bool:
    return any(_any(db, table, some_terms(table, [], [(term,)], Query(""))) for table in _TABLES)


def _rows(db: Database, table: Table, term: Term) -> int:
    """How many rows hold the term, counted up to `_COMMON`."""
    expression = some_terms(table, [], [(term,)], Query(""))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT {_COMMON})"
    return int(db.execute(sql, [expression]).fetchone()[0])


def _nearest_ways(db: Database, term: Term) -> tuple[list[Way], list[str]]:
    """Ways with each unknown word of the term replaced, also where the keyboard was thought to be off."""
    found: list[Way] = []
    notes: list[str] = []
    for way in (term.ways[0], *(way for way in term.ways[1:] if len(way) == 1 and " " not in way[0].words)):
        words = folded_words(way)
        for position, word in enumerate(words):
            near = nearest(db, word) if _is_word(word) and not _known(db, [word]) else []
            found += [(Wording(" ".join((*words[:position], other, *words[position + 1 :]))),) for other in near]
            if near:
                typed = " ".join(w.words for w in way)
                notes.append(f"Không thấy “{typed}”, tìm “{'”, “'.join(near)}”.")
    return found, notes


def nearest(db: Database, word: str) -> list[str]:
    """The words of the register one slip of the fingers away from `word`: letters swapped first, then the commonest."""
    swapped = _swapped(word)
    return sorted(_known(db, _one_slip(word)), key=lambda other: other not in swapped)[:_NEAREST]


def _known(db: Database, words: Iterable[str]) -> list[str]:
    wanted = sorted(set(words))
    found: dict[str, int] = {}
    for table in _TABLES:
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            sql = f"SELECT term, doc FROM {table}_words WHERE term IN ({', '.join('?' * len(some))})"
            for term, count in db.execute(sql, some):
                found[term] = found.get(term, 0) + count
    return sorted(found, key=lambda term: (-found[term], term))


def _one_slip(word: str) -> set[str]:
    """Two letters swapped, one missing, one too many, one wrong."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    fewer = {a + b[1:] for a, b in cuts if b}
    more = {a + letter + b for a, b in cuts for letter in _LETTERS}
    other = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    return {w for w in _swapped(word) | fewer | more | other if len(w) > 1} - {word}


def _swapped(word: str) -> set[str]:
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}


def _is_word(word: str) -> bool:
    return word.isalpha() and _SHORTEST <= len(word) <= _LONGEST
