"""More like this: directives that share the telling words of one."""

from __future__ import annotations

import math
from collections import Counter

from sqlite_utils import Database

from extractor.core.query import Wording
from extractor.core.register import DirectiveHit, Hits
from extractor.store.expressions import one_word
from extractor.store.folding import marks_in, search_form, words_of
from extractor.store.register import Register
from extractor.store.rows import read_tasks
from extractor.store.standing import LISTED

TELLING = 12
"""How many words are asked for, those that are many times in the directive and in few others."""
_COMMON = 20_000
"""Words in more directives than this tell nothing, and cost much."""


def find_similar(register: Register, number: int, *, limit: int = 10, today: str | None = None) -> Hits | None:
    """Directives like the one with this number, most alike first; None where there is none of that number.

    Neither itself nor what other documents of its entry say the same. Raises StoreError.
    """
    with register.reading() as db:
        row = db.execute("SELECT text, coalesce(same_as, id) FROM directives WHERE id = ?", [number]).fetchone()
        if row is None:
            return None
        words = _telling(db, row[0])
        found = _like(db, words, int(row[1]), limit) if words else []
        tasks = read_tasks(db, found, today=today)
    wordings = tuple(Wording(word) for word in words)
    return Hits(
        directives=tuple(
            DirectiveHit(tasks[n], marks_in(tasks[n].text, wordings, exact=False), exact=False) for n in found
        ),
        directives_total=len(found),
    )


def _telling(db: Database, text: str) -> list[str]:
    total = max(int(db.execute("SELECT count(*) FROM directives").fetchone()[0]), 1)
    weights: dict[str, float] = {}
    for word, times in Counter(words_of(search_form(text))).items():
        sql = "SELECT count(*) FROM (SELECT 1 FROM directives_fts WHERE directives_fts MATCH ? LIMIT ?)"
        rows = int(db.execute(sql, [f"text : {one_word(word)}", _COMMON]).fetchone()[0])
        if 1 < rows < _COMMON:
            weights[word] = times * math.log(1 + total / rows)
    return sorted(weights, key=lambda word: (-weights[word], word))[:TELLING]


def _like(db: Database, words: list[str], first: int, limit: int) -> list[int]:
    expression = "text : (" + " OR ".join(map(one_word, words)) + ")"
    sql = f"""
        SELECT directives.id FROM directives_fts JOIN directives ON directives.id = directives_fts.rowid
        WHERE directives_fts MATCH :expression AND rank MATCH 'bm25(1.0, 0.0, 0.0)'
        AND directives.id <> :first AND directives.same_as IS NOT :first AND {LISTED}
        ORDER BY rank LIMIT :limit"""
    return [int(row[0]) for row in db.execute(sql, {"expression": expression, "first": first, "limit": limit})]
