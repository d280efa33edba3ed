"""How the directives found spread over issuers, units, kinds, statuses, years and types of document."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from extractor.core.query import Query, Term
from extractor.core.register import FacetCount
from extractor.store import narrowing
from extractor.store.expressions import all_terms
from extractor.store.standing import LISTED, STATUS, days_of

LOOKED_AT = 20_000
"""Facets are counted over this many matches at most."""
_SHOWN = 8

_VALUES = {
    "issuer": "SELECT documents.issuer AS value",
    "kind": "SELECT directives.kind AS value",
    "status": f"SELECT {STATUS} AS value",
    "year": "SELECT substr(documents.issued_on, 1, 4) AS value",
    "doc_type": "SELECT documents.doc_type AS value",
}
_UNIT = """
    SELECT coalesce(units.name, assignees.text) AS value, count(DISTINCT assignees.directive_id) AS count
    FROM found JOIN assignees ON assignees.directive_id = found.id
    LEFT JOIN assignee_units ON assignee_units.directive_id = assignees.directive_id
        AND assignee_units.position = assignees.position AND assignee_units.rank = 0
    LEFT JOIN units ON units.id = assignee_units.unit_id
    GROUP BY value ORDER BY count DESC, value LIMIT :shown"""


def count_facets(
    db: Database, query: Query, terms: Sequence[Term], today: str
) -> tuple[int, dict[str, tuple[FacetCount, ...]]]:
    """How many directives were counted, and the commonest values of each field."""
    narrow = narrowing.of("directives", query.filters, today)
    values = {**narrow.values, "shown": _SHOWN, "most": LOOKED_AT, **days_of(today)}
    expression = all_terms("directives", terms, query)
    if expression is None:
        source, where = narrow.alone()
        inner = f"SELECT directives.id AS id FROM {source} WHERE {where} LIMIT :most"
    else:
        values["expression"] = expression
        join, where = narrow.joined("directives_fts.rowid")
        inner = f"""SELECT directives.id AS id FROM directives_fts {join} WHERE directives_fts MATCH :expression
            {where} AND {LISTED} LIMIT :most"""
    found = f"WITH found AS MATERIALIZED ({inner})"
    rows = "FROM found JOIN directives ON directives.id = found.id JOIN documents ON documents.id = document_id"
    counts = {"unit": _counts(db, f"{found} {_UNIT}", values)}
    for name, value in _VALUES.items():
        sql = f"{found} SELECT value, count(*) AS count FROM ({value} {rows}) WHERE value IS NOT NULL"
        counts[name] = _counts(db, f"{sql} GROUP BY value ORDER BY count DESC, value LIMIT :shown", values)
    total = int(db.execute(f"{found} SELECT count(*) FROM found", values).fetchone()[0])
    return total, {name: counts[name] for name in ("issuer", "unit", "kind", "status", "year", "doc_type")}


def _counts(db: Database, sql: str, values: narrowing.Values) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(str(value), int(count)) for value, count in db.execute(sql, values) if value)
