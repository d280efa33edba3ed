"""When too little is found: words that nobody wrote are mended, and then not all that was typed is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from extractor.core.query import Query, Term, Wording
from extractor.store.expressions import all_terms, any_term, folded_words
from extractor.store.search_index import Table

_LETTERS = "abcdefghiklmnopqrstuvxy"  # of Vietnamese without marks
_SHORTEST, _LONGEST = 3, 24
_NEAREST = 3
_RARE = 5_000
"""Terms in at most this many rows are told apart by how many they are in; the others are common."""
_LOOKED_AT = 40_000
"""Rows that a loosened query may have to look at."""


def mended(db: Database, query: Query, terms: Sequence[Term]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms with words that stand nowhere in the register replaced by the nearest that do; and what was done."""
    out: list[Term] = []
    notes: list[str] = []
    for term in terms:
        if term.fixed or _stands_somewhere(db, term):
            out.append(term)
            continue
        ways, note = _nearest_ways(db, term)
        out.append(Term((*term.ways, *ways)))
        notes += note
    return tuple(out), tuple(notes)


def loosened(db: Database, table: Table, query: Query, terms: Sequence[Term]) -> str | None:
    """An expression for rows that hold some of the terms, the rare ones; None where there is nothing to give up."""
    fixed = [term for term in terms if term.fixed]
    free = [part for term in terms if not term.fixed for part in _parts(term)]
    if len(free) < 2:
        return None
    counted = sorted((count, position) for position, term in enumerate(free) if (count := _rows(db, table, term)))
    chosen: list[Term] = []
    rows = 0
    for count, position in counted:
        rows += count
        if chosen and rows > _LOOKED_AT:
            break
        chosen.append(free[position])
    return any_term(table, fixed, chosen, query) if chosen else None


def _parts(term: Term) -> list[Term]:
    """Each word of a name by itself, and the other ways to write the name."""
    first, *others = term.ways
    if len(first) == 1:
        return [term]
    return [Term(((wording,),)) for wording in first] + ([Term(tuple(others))] if others else [])


def _stands_somewhere(db: Database, term: Term) -> bool:
    return any(_rows(db, table, term, most=1) for table in ("directives", "documents"))


def _rows(db: Database, table: Table, term: Term, most: int = _RARE) -> int:
    """How many rows hold the term, counted up to `most`; above that, what FTS5 knows of its rarest word."""
    expression = all_terms(table, [term], Query(""), exact=False)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT ?)"
    count = int(db.execute(sql, [expression, most]).fetchone()[0])
    if count < most or most == 1:
        return count
    known = f"SELECT max(doc) FROM {table}_words WHERE term = ?"
    return max(count, min(int(db.execute(known, [w]).fetchone()[0] or 0) for w in folded_words(term)))


def _nearest_ways(db: Database, term: Term) -> tuple[list[tuple[Wording, ...]], list[str]]:
    """Ways with each unknown word of the term replaced."""
    found: list[tuple[Wording, ...]] = []
    notes: list[str] = []
    words = folded_words(term)
    for position, word in enumerate(words):
        if not _is_word(word) or _known(db, [word]):
            continue
        near = nearest(db, word)
        found += [(Wording(" ".join((*words[:position], other, *words[position + 1 :]))),) for other in near]
        if near:
            typed = " ".join(w.words for w in term.ways[0])
            notes.append(f"Không thấy “{typed}”, tìm “{'”, “'.join(near)}”.")
    return found, notes


def nearest(db: Database, word: str) -> list[str]:
    """The words of the register one slip of the fingers away from `word`, the commonest first."""
    return _known(db, _one_slip(word))[:_NEAREST]


def _known(db: Database, words: Iterable[str]) -> list[str]:
    wanted = sorted(set(words))
    found: dict[str, int] = {}
    for table in ("directives", "documents"):
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            sql = f"SELECT term, doc FROM {table}_words WHERE term IN ({', '.join('?' * len(some))})"
            for term, count in db.execute(sql, some):
                found[term] = found.get(term, 0) + count
    return sorted(found, key=lambda term: (-found[term], term))


def _one_slip(word: str) -> set[str]:
    """Two letters swapped, one missing, one too many, one wrong."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    fewer = {a + b[1:] for a, b in cuts if b}
    more = {a + letter + b for a, b in cuts for letter in _LETTERS}
    other = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    return {w for w in swapped | fewer | more | other if len(w) > 1} - {word}


def _is_word(word: str) -> bool:
    return word.isalpha() and _SHORTEST <= len(word) <= _LONGEST
