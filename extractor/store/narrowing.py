"""Filters of a search as conditions of SQL over `directives` and `documents`."""

from __future__ import annotations

from typing import Any

import msgspec

from extractor.core.query import Filters, Range
from extractor.store.folding import key_of
from extractor.store.search_index import FOLDED, Table
from extractor.store.standing import LISTED, days_of, standing_in

DETAILS = {
    "directives": f"""
        SELECT directives.id, directives.text, documents.issued_on
        FROM directives JOIN documents ON documents.id = directives.document_id
        WHERE directives.id IN (SELECT value FROM json_each(?)) AND {LISTED}""",
    "documents": "SELECT id, NULL, issued_on FROM documents WHERE id IN (SELECT value FROM json_each(?))",
}
"""What matches are ranked by, of the rows with the ids in a JSON array."""

WORDS = """
    SELECT id, text || ' ' || who || ' ' || about FROM searchable_directives
    WHERE id IN (SELECT value FROM json_each(?))"""
"""All words that directives with the ids in a JSON array are found by."""
BESIDE = """
    SELECT id, who, about FROM searchable_directives WHERE id IN (SELECT value FROM json_each(?))"""
"""What directives with the ids in a JSON array are found by beside their text."""

Values = dict[str, Any]


class Narrow(msgspec.Struct, frozen=True):
    """Conditions of SQL on the rows of a table, with the values they name."""

    table: Table
    conditions: tuple[str, ...]
    values: Values

    def joined(self, rowid: str) -> tuple[str, str]:
        """What joins the rows to a match of the index, and the conditions behind its own."""
        join = f"JOIN {self.table} ON {self.table}.id = {rowid}"
        if self.table == "directives":
            join += " JOIN documents ON documents.id = directives.document_id"
        return join, "".join(f" AND {condition}" for condition in self.conditions)

    def where_any(self, rowid: str) -> tuple[str, str]:
        """The same; nothing where there are no conditions."""
        return self.joined(rowid) if self.conditions else ("", "")

    def without(self, table: Table, expression: str | None) -> Narrow:
        """The same without what matches an expression of the folded index."""
        if expression is None:
            return self
        index = FOLDED[table]
        unwanted = f"{table}.id NOT IN (SELECT rowid FROM {index} WHERE {index} MATCH :unwanted)"
        return Narrow(self.table, (*self.conditions, unwanted), {**self.values, "unwanted": expression})

    def alone(self) -> tuple[str, str]:
        """Tables and conditions where no words are asked for."""
        source, standing = "documents", "documents.deleted_at IS NULL"
        if self.table == "directives":
            source += " JOIN directives ON directives.document_id = documents.id"
            standing = LISTED
        return source, " AND ".join((standing, *self.conditions))


def of(table: Table, filters: Filters, today: str) -> Narrow:
    """The filters as conditions on a table. `today` (ISO date) is what a status is reckoned by."""
    conditions, values = _of_directives(filters, today) if table == "directives" else _of_documents(filters)
    return Narrow(table, tuple(conditions), values)


def _of_directives(filters: Filters, today: str) -> tuple[list[str], Values]:
    conditions, values = _of_document(filters)
    if filters.unit:
        values["units"] = msgspec.json.encode([key_of(name) for name in filters.unit]).decode()
        conditions.append(_DOER)
    if filters.person:
        conditions.append(_any(values, "person", filters.person, _PERSON))
    if filters.place:
        conditions.append(_any(values, "place", filters.place, _PLACE))
    if filters.kinds:
        conditions.append(_one_of(values, "kind", filters.kinds, "directives.kind"))
    if filters.statuses:
        values |= days_of(today)
        conditions.append(f"({standing_in(filters.statuses)})")
    if filters.due is not None:
        conditions += _between(values, "due", "directives.day_in_effect", filters.due)
    if filters.money is not None:
        inside = " AND figures.start >= directives.start AND figures.end <= directives.end"
        conditions.append(_money(values, filters, inside))
    return conditions, values


def _of_documents(filters: Filters) -> tuple[list[str], Values]:
    conditions, values = _of_document(filters)
    if filters.person:
        conditions.append(_any(values, "person", filters.person, _PERSON))
    if filters.place:
        conditions.append(_any(values, "place", filters.place, _PLACE))
    if filters.money is not None:
        conditions.append(_money(values, filters, ""))
    return conditions, values


def _of_document(filters: Filters) -> tuple[list[str], Values]:
    conditions: list[str] = []
    values: Values = {}
    if filters.issuer:
        conditions.append(_any(values, "issuer", filters.issuer, _ISSUER))
    if filters.doc_type:
        conditions.append(_any(values, "type", filters.doc_type, _TYPE))
    if filters.issued is not None:
        conditions += _between(values, "issued", "documents.issued_on", filters.issued)
    return conditions, values


_ISSUER = """(instr(key_of(documents.issuer), {0}) OR EXISTS (
    SELECT 1 FROM units WHERE units.id = documents.issuer_unit AND instr(key_of(units.name), {0})))"""
_TYPE = "documents.doc_type IN (SELECT DISTINCT doc_type FROM documents WHERE key_of(doc_type) = {0})"
_DOER = """(EXISTS (
    SELECT 1 FROM assignees, json_each(:units) AS asked
    WHERE directive_id = directives.id AND (instr(assignees.key, asked.value) OR instr(name_key, asked.value)))
    OR EXISTS (SELECT 1 FROM assignee_units WHERE directive_id = directives.id AND unit_id IN (
        SELECT units.id FROM units, json_each(:units) AS asked WHERE instr(key_of(units.name), asked.value))))"""
_NAMED = """EXISTS (SELECT 1 FROM entities WHERE entities.document_id = documents.id AND entities.type = '{1}'
    AND instr(entities.key, {0}))"""
_PERSON = _NAMED.replace("{1}", "person")
_PLACE = _NAMED.replace("{1}", "location")


def _any(values: Values, name: str, asked: tuple[str, ...], condition: str) -> str:
    """The condition for any of the names, each as its key."""
    parts = []
    for position, one in enumerate(asked):
        values[f"{name}{position}"] = key_of(one)
        parts.append(condition.format(f":{name}{position}"))
    return "(" + " OR ".join(parts) + ")"


def _one_of(values: Values, name: str, asked: tuple[str, ...], column: str) -> str:
    for position, one in enumerate(asked):
        values[f"{name}{position}"] = one
    return f"{column} IN ({', '.join(f':{name}{position}' for position in range(len(asked)))})"


def _between(values: Values, name: str, column: str, days: Range) -> list[str]:
    conditions = []
    for end, sign, day in (("first", ">=", days.first), ("last", "<=", days.last)):
        if day is not None:
            values[f"{name}_{end}"] = day
            conditions.append(f"{column} {sign} :{name}_{end}")
    return conditions


def _money(values: Values, filters: Filters, inside: str) -> str:
    bounds = []
    assert filters.money is not None
    for end, sign, amount in (("least", ">=", filters.money.least), ("most", "<=", filters.money.most)):
        if amount is not None:
            values[end] = amount
            bounds.append(f" AND coalesce(figures.max, figures.value) {sign} :{end}")
    return f"""EXISTS (SELECT 1 FROM figures WHERE figures.document_id = documents.id AND figures.kind = 'money'
        {inside}{"".join(bounds)})"""
