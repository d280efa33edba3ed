"""A query as expressions of FTS5. Every word is folded and quoted, so whatever was typed is a safe expression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.core.query import Filters, Query, Term, Way, Wording
from extractor.store.folding import words_typed
from extractor.store.search_index import Table

MAX_TERMS = 24
"""Terms of a query beyond these are not looked at: a pasted page is not a query."""
MAX_WORDS = 16
"""Words of one wording beyond these are not looked at."""

_OWN: dict[Table, str] = {"directives": "{text who} : ", "documents": "{text} : "}


def asked(query: Query) -> tuple[Term, ...]:
    """The terms that have a word in them, the first `MAX_TERMS` of them."""
    terms = (Term(tuple(w for w in term.ways if _ways_words(w)), term.fixed) for term in query.terms)
    return tuple(term for term in terms if term.ways)[:MAX_TERMS]


def all_terms(table: Table, terms: Sequence[Term], query: Query) -> str | None:
    """An expression for rows that hold every term; None where nothing is asked of the words."""
    return _with_filters(table, [_term(term) for term in terms], query)


def own_terms(table: Table, terms: Sequence[Term], query: Query) -> str | None:
    """The same for rows that hold every term themselves, not by what is said of the document: far fewer to rank."""
    return _with_filters(table, [_term(term, _OWN[table]) for term in terms], query)


def exact_terms(terms: Sequence[Term]) -> str:
    """An expression of the exact index for rows that hold every term with the very marks typed."""
    return " AND ".join(_term(term, exact=True) for term in terms)


def unwanted(query: Query) -> str | None:
    """An expression for rows that hold what was not wanted."""
    words = [_wording("", w, exact=False) for w in query.without if _folded(w)]
    return " OR ".join(words) or None


def some_terms(table: Table, fixed: Sequence[Term], sets: Sequence[tuple[Term, ...]], query: Query) -> str:
    """An expression for rows that hold the fixed terms and all of at least one of the sets, folded."""
    parts = [_term(term) for term in fixed]
    free = (" AND ".join(_term(term) for term in terms) for terms in sets)
    parts.append("(" + " OR ".join(f"({terms})" for terms in free) + ")")
    return _with_filters(table, parts, query) or ""


def one_word(word: str) -> str:
    """An expression for rows that hold this folded word anywhere."""
    return f'"{word}"'


def folded_words(way: Way) -> tuple[str, ...]:
    """The folded words of a way, in order."""
    return tuple(word for wording in way for word in _folded(wording))


def _with_filters(table: Table, parts: list[str], query: Query) -> str | None:
    parts = parts + list(_names(table, query.filters))
    if not parts:
        return None
    expression = " AND ".join(parts)
    without = unwanted(query)
    return f"({expression}) NOT ({without})" if without else expression


def _names(table: Table, filters: Filters) -> Iterable[str]:
    """Names that must stand somewhere: the words narrow by index what the filters then look at closely."""
    if table == "directives":
        yield from _any_name("{who} : ", filters.unit)
        yield from _any_name("{text who} : ", filters.person)
        yield from _any_name("", filters.place)
    else:
        yield from _any_name("{text} : ", filters.person)
        yield from _any_name("", filters.place)
    yield from _any_name("{about} : ", filters.issuer)


def _any_name(columns: str, names: tuple[str, ...]) -> Iterable[str]:
    wordings = [_wording(columns, Wording(name), exact=False) for name in names if _folded(Wording(name))]
    if wordings:
        yield "(" + " OR ".join(wordings) + ")"


def _term(term: Term, columns: str = "", *, exact: bool = False) -> str:
    return "(" + " OR ".join(_way(way, columns, exact=exact) for way in term.ways) + ")"


def _way(way: Way, columns: str, *, exact: bool) -> str:
    return "(" + " AND ".join(_wording(columns, w, exact=exact) for w in way if _folded(w)) + ")"


def _wording(columns: str, wording: Wording, *, exact: bool) -> str:
    words = _exact(wording) if exact else _folded(wording)
    return f'{columns}"{" ".join(words)}"' + (" *" if wording.prefix else "")


def _exact(wording: Wording) -> list[str]:
    return list(words_typed(wording.words, exact=True)[:MAX_WORDS])


def _folded(wording: Wording) -> list[str]:
    return list(words_typed(wording.words, exact=False)[:MAX_WORDS])


def _ways_words(way: Way) -> bool:
    return any(_folded(wording) for wording in way)
