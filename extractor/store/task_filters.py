"""Which directives a list shows: one condition for each thing that can be asked, with its parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from extractor.core.record import Role
from extractor.core.register import TaskFilter
from extractor.store.folding import key_of
from extractor.store.rows import parse_id
from extractor.store.standing import LISTED, URGENT_DAY, days_of, standing_in
from extractor.store.units import units_of_keys

Condition: TypeAlias = tuple[str, dict[str, Any]]
"""SQL over `directives`, and the parameters it names."""

_DAY = "directives.day_in_effect"

NUMBER = "CAST(directives.id AS INTEGER)"
"""The number of a directive as the index `directives_narrow` has it, which holds all that a list by name asks for."""


def conditions_of(db: Database, wanted: TaskFilter, *, days: bool = True) -> Condition:
    """All that `wanted` asks, as one condition; without the days of deadlines where `days` is false."""
    parts = [(LISTED, days_of(wanted.today)), *_what(wanted), *whose(db, wanted), *_where_from(db, wanted)]
    if days:
        parts += _days(wanted)
    parameters: dict[str, Any] = {}
    for _, named in parts:
        parameters.update(named)
    return " AND ".join(f"({sql})" if " OR " in sql else sql for sql, _ in parts), parameters


def _days(wanted: TaskFilter) -> Iterator[Condition]:
    if wanted.due_after is not None:
        yield f"{_DAY} >= :due_after", {"due_after": wanted.due_after}
    if wanted.due_before is not None:
        yield f"{_DAY} <= :due_before", {"due_before": wanted.due_before}
    if wanted.overdue:
        yield standing_in(("overdue",)), {}


def _what(wanted: TaskFilter) -> Iterator[Condition]:
    """What is asked of the directive's own row."""
    if wanted.kinds:
        yield _among("directives.kind", "kinds", wanted.kinds)
    if wanted.statuses:
        yield standing_in(wanted.statuses), {}
    if wanted.urgent:
        yield URGENT_DAY, {}
    if wanted.confirmed is not None:
        yield f"directives.confirmed_at IS {'NOT ' if wanted.confirmed else ''}NULL", {}
    if wanted.confidence_under is not None:
        yield "directives.confidence < :confidence_under", {"confidence_under": wanted.confidence_under}
    if wanted.section is not None:
        yield "instr(key_of(directives.section), :section)", {"section": key_of(wanted.section)}
    if wanted.amount_over is not None:
        inner = """
            SELECT inside.id FROM figures JOIN directives AS inside ON inside.document_id = figures.document_id
            AND figures.start >= inside.start AND figures.start < inside.end
            WHERE figures.kind = 'money' AND figures.unit = 'VND' AND figures.value > :amount_over"""
        yield f"directives.id IN ({inner})", {"amount_over": wanted.amount_over}


def whose(db: Database, wanted: TaskFilter) -> Iterator[Condition]:
    """Who has to do it, whom and which place it names."""
    role = " AND assignees.role = :role" if wanted.role is not None else ""
    if wanted.role is not None:
        someone = "EXISTS (SELECT 1 FROM assignees WHERE directive_id = directives.id AND assignees.role = :role)"
        yield someone, {"role": wanted.role}
    if wanted.assignee is not None:
        yield f"{NUMBER} IN ({_called('assignee', wanted.role)})", {"assignee": _names(db, wanted.assignee)}
    if wanted.unit_keys:
        inner = f"""
            SELECT linked.directive_id FROM assignee_units AS linked
            {"JOIN assignees USING (directive_id, position)" if role else ""}
            WHERE linked.unit_id IN (SELECT value FROM json_each(:units)){role}"""
        linked: dict[str, Any] = {"units": _json([number for number, _ in units_of_keys(db, wanted.unit_keys)])}
        if wanted.unit is not None:
            inner += f" UNION {_called('unit', wanted.role, unlinked=True)}"
            linked["unit"] = _names(db, wanted.unit)
        yield f"{NUMBER} IN ({inner})", linked
    elif wanted.unit is not None:
        yield f"{NUMBER} IN ({_called('unit', wanted.role)})", {"unit": _names(db, wanted.unit)}
    if wanted.person is not None:
        inner = f"{_called('bearers', None)} UNION {_named_inside('person', ':person')}"
        named = {"bearers": _names(db, wanted.person), "person": key_of(wanted.person)}
        yield f"{NUMBER} IN ({inner})", named
    if wanted.place is not None:
        yield f"{NUMBER} IN ({_named_inside('location', ':place')})", {"place": key_of(wanted.place)}


def _called(parameter: str, role: Role | None, *, unlinked: bool = False) -> str:
    """Directives with an assignee of one of the names whose numbers `parameter` has.

    `unlinked`: only where no unit is known for the assignee.
    """
    names = f"SELECT value FROM json_each(:{parameter})"
    acting = (" AND role = :role" if role is not None else "") + (" AND holder < 0" if unlinked else "")
    return f"""
        SELECT directive_id FROM holders WHERE name_id IN ({names}){acting}
        UNION SELECT directive_id FROM holders WHERE full_id <> name_id AND full_id IN ({names}){acting}"""


def _names(db: Database, words: str) -> str:
    """The numbers of the names that hold the words: every name is looked at once, however many bear it."""
    rows = db.execute("SELECT id FROM names WHERE instr(key, ?)", [key_of(words)]).fetchall()
    return _json([row[0] for row in rows])


def _named_inside(entity: str, parameter: str) -> str:
    return f"""
        SELECT inside.id FROM entities JOIN directives AS inside ON inside.document_id = entities.document_id
        AND entities.start >= inside.start AND entities.start < inside.end
        WHERE entities.type = '{entity}' AND entities.key IN (
            SELECT key FROM ({_distinct_keys(entity)}) WHERE instr(key, {parameter}))"""


def _distinct_keys(entity: str) -> str:
    return f"""
        WITH RECURSIVE met(key) AS (
            SELECT min(key) FROM entities WHERE type = '{entity}'
            UNION ALL
            SELECT (SELECT min(key) FROM entities WHERE type = '{entity}' AND key > met.key) FROM met
            WHERE met.key IS NOT NULL
        ) SELECT key FROM met WHERE key IS NOT NULL"""


def _where_from(db: Database, wanted: TaskFilter) -> Iterator[Condition]:
    """The document that gives it, and who gave it."""
    for name, sign, day in (("issued_from", ">=", wanted.issued_from), ("issued_to", "<=", wanted.issued_to)):
        if day is not None:
            inner = f"SELECT id FROM documents WHERE issued_on {sign} :{name}"
            yield f"directives.document_id IN ({inner})", {name: day}
    if wanted.issuer is not None:
        key = key_of(wanted.issuer)
        issuers = [name for name in _distinct(db, "documents", "issuer") if key in key_of(name)]
        givers = [name for name in _distinct(db, "directives", "issued_by") if key in key_of(name)]
        inner = "SELECT id FROM documents WHERE issuer IN (SELECT value FROM json_each(:issuers))"
        yield (
            f"directives.document_id IN ({inner}) OR directives.issued_by IN (SELECT value FROM json_each(:givers))",
            {"issuers": _json(issuers), "givers": _json(givers)},
        )
    if wanted.document is not None:
        yield _document(wanted.document)


def _document(name: str) -> Condition:
    """A document by id, number, title or file; a directive that says what another says already is that other one."""
    known = parse_id(name)
    if known is not None and known[0] == "VB":
        which: Condition = ("SELECT :document", {"document": known[1]})
    else:
        named = "instr(number_key, :document) OR instr(title_key, :document) OR instr(file_key, :document)"
        which = (f"SELECT id FROM documents WHERE {named}", {"document": key_of(name)})
    inner = f"SELECT coalesce(said.same_as, said.id) FROM directives AS said WHERE said.document_id IN ({which[0]})"
    return f"directives.id IN ({inner})", which[1]


def _distinct(db: Database, table: str, column: str) -> list[str]:
    """The values of an indexed column, each once: a step of the index for each, however many rows have it."""
    sql = f"""
        WITH RECURSIVE found(value) AS (
            SELECT min({column}) FROM {table} WHERE {column} IS NOT NULL
            UNION ALL
            SELECT (SELECT min({column}) FROM {table} WHERE {column} > found.value) FROM found
            WHERE found.value IS NOT NULL
        ) SELECT value FROM found WHERE value IS NOT NULL"""
    return [row[0] for row in db.execute(sql).fetchall()]


def _among(column: str, name: str, values: tuple[str, ...]) -> Condition:
    return f"{column} IN (SELECT value FROM json_each(:{name}))", {name: _json(values)}


def _json(values: object) -> str:
    return msgspec.json.encode(values).decode()
