"""Sketches of documents and directives: what may be alike is found by marks in common, whatever the register's size.

A mark that very many have says little: of each only the newest `_NEWEST` are looked at, so the cost has a bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from sqlite_utils import Database

from extractor.core.likeness import DIRECTIVE_MARKS, DOCUMENT_MARKS, folded_words, shingles, sketch

DOCUMENT_WORDS, DIRECTIVE_WORDS = 3, 2
"""Words of a shingle: fewer for directives, which are short and retold in other words."""

_NEWEST = 40
_LEAST = 2  # what shares a single mark is not alike
_Table = Literal["document_marks", "directive_marks"]


@lru_cache(8)
def document_words(text: str) -> tuple[int, frozenset[str]]:
    """How many words a text has, and its shingles."""
    words = folded_words(text)
    return len(words), shingles(words, DOCUMENT_WORDS)


@lru_cache(8)
def document_marks(text: str) -> tuple[int, ...]:
    return sketch(document_words(text)[1], DOCUMENT_MARKS)


@lru_cache(1024)
def directive_marks(text: str) -> tuple[int, ...]:
    return sketch(shingles(folded_words(text), DIRECTIVE_WORDS), DIRECTIVE_MARKS)


def add_marks(db: Database, number: int, text: str, directives: Iterable[tuple[int, str]]) -> None:
    """Keep the sketches of a document and of its directives (number, words)."""
    _insert(db, "document_marks", [(mark, number) for mark in document_marks(text)])
    _insert(db, "directive_marks", [(mark, id_) for id_, words in directives for mark in directive_marks(words)])


def drop_marks(db: Database, number: int, text: str, directives: Iterable[tuple[int, str]]) -> None:
    """Take them out again; the words must be those they were made of."""
    _delete(db, "document_marks", [(mark, number) for mark in document_marks(text)])
    _delete(db, "directive_marks", [(mark, id_) for id_, words in directives for mark in directive_marks(words)])


def alike_documents(db: Database, marks: Iterable[int]) -> Counter[int]:
    """Documents by the number of marks they share, of those that share several, the newest first."""
    return _sharing(db, "document_marks", marks)


def alike_directives(db: Database, marks: Iterable[int]) -> Counter[int]:
    """The same for directives."""
    return _sharing(db, "directive_marks", marks)


def near_directives(db: Database, number: int, *, most: int = 120) -> dict[int, Counter[int]]:
    """Of each directive of a document the others that share marks with it."""
    sql = """
        SELECT id, text FROM directives
        WHERE document_id = ? AND state IN ('live', 'gone') ORDER BY position LIMIT ?"""
    own = dict(db.execute(sql, [number, most]).fetchall())
    found = {one: alike_directives(db, directive_marks(text)) for one, text in own.items()}
    for shared in found.values():
        for one in own:
            shared.pop(one, None)
    return found


def _sharing(db: Database, table: _Table, marks: Iterable[int]) -> Counter[int]:
    wanted = list(marks)
    one = f"SELECT * FROM (SELECT number FROM {table} WHERE mark = ? ORDER BY number DESC LIMIT {_NEWEST})"
    sql = f"""
        SELECT number, count(*) FROM ({" UNION ALL ".join([one] * len(wanted))})
        GROUP BY number HAVING count(*) >= {_LEAST} ORDER BY number DESC"""
    return Counter(dict(db.execute(sql, wanted).fetchall())) if wanted else Counter()


def _insert(db: Database, table: _Table, rows: list[tuple[int, int]]) -> None:
    db.conn.executemany(f"INSERT OR IGNORE INTO {table}(mark, number) VALUES (?, ?)", rows)


def _delete(db: Database, table: _Table, rows: list[tuple[int, int]]) -> None:
    db.conn.executemany(f"DELETE FROM {table} WHERE mark = ? AND number = ?", rows)
