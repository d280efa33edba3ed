"""The report: how many directives stand where, in groups that add up to the total."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from extractor.core.register import TaskFilter
from extractor.core.reports import Report, ReportFilter, ReportGrouping, ReportRow, Tally
from extractor.store.folding import key_of
from extractor.store.holders import LEADING, names_of
from extractor.store.register import Register
from extractor.store.rows import document_id, read_documents
from extractor.store.task_filters import Condition, conditions_of

_CELLS = ("on_time", "late", "in_time", "overdue", "unrated", "waiting", "standing", "missing")
_PAST = 8  # added to a cell of open directives whose deadline as given is over
_AGAIN = 16  # added where the directive has been counted in another row already

_CELL = f"""
    CASE directives.turn
        WHEN 4 THEN CASE directives.rating WHEN 'on_time' THEN 0 WHEN 'late' THEN 1 ELSE 4 END
        WHEN 0 THEN CASE WHEN directives.day_in_effect < :today THEN 3 ELSE 2 END
            + CASE WHEN directives.given_day < :today THEN {_PAST} ELSE 0 END
        WHEN 1 THEN 6 WHEN 2 THEN 5 ELSE 7 END"""

# The number of each directive's group, whether it stands in another before it, and the join that gives them. A unit's
# number is below 0 where it is a bare name.
_GROUPS: dict[ReportGrouping, tuple[str, str, str]] = {
    "unit": (
        "coalesce(holders.holder, 0)",
        """coalesce(holders.position, 0) > 0 AND EXISTS (
            SELECT 1 FROM holders AS first WHERE first.directive_id = directives.id
            AND first.position < holders.position AND first.role = 'lead')""",
        f"LEFT JOIN holders ON holders.directive_id = directives.id AND {LEADING}",
    ),
    "person": (
        "coalesce(persons.person, 0)",
        "coalesce(persons.place, 1) > 1",
        """LEFT JOIN (
            SELECT assignees.directive_id, min(entities.rowid) AS person,
                row_number() OVER (PARTITION BY assignees.directive_id ORDER BY entities.key) AS place
            FROM assignees JOIN directives AS inside ON inside.id = assignees.directive_id
            JOIN entities ON entities.document_id = inside.document_id AND entities.type = 'person'
            AND entities.start < assignees.end AND assignees.start < entities.end
            GROUP BY assignees.directive_id, entities.key
        ) AS persons ON persons.directive_id = directives.id""",
    ),
    "issuer": ("directives.document_id", "0", ""),  # one row for each document is little; their issuers come later
    "document": ("directives.document_id", "0", ""),
}
_Counted: TypeAlias = dict[int, dict[int, int]]


def report(register: Register, wanted: ReportFilter, among: TaskFilter | None = None) -> Report:
    """The report `wanted` asks for. Its parts, and the rows with the total, are of one view of the register.

    `among` chooses the directives as a list does, in place of what `wanted` says of names and kinds.
    """
    chosen = among or _of_all_days(wanted)
    with register.reading() as db:
        db.conn.create_function("key_of", 1, lru_cache(4096)(key_of), deterministic=True)
        where, parameters = _chosen(db, wanted, chosen)
        counted = _counted(db, wanted.by, where, parameters)
        rows = _rows(db, wanted.by, counted)
        total = _added(_tally({cell: n for cell, n in cells.items() if cell < _AGAIN}) for cells in counted.values())
        repeated = sum(row.tally.total for row in rows) - total.total
        return Report(total, rows, repeated, _left_out(db, wanted, chosen))


def report_beside(register: Register, listed: TaskFilter) -> tuple[Report, TaskFilter]:
    """The report by unit that stands beside a list, and what it counts: what the list asks for but for where directives
    stand, which is what the report tells.
    """
    among = msgspec.structs.replace(listed, statuses=(), overdue=False, urgent=False)
    return report(register, ReportFilter(listed.today), among), among


def _chosen(db: Database, wanted: ReportFilter, among: TaskFilter) -> Condition:
    where, parameters = conditions_of(db, among)
    day = {"given": "documents.issued_on", "due": "directives.given_day"}[wanted.basis]
    inside = []
    for sign, name in ((">=", "since"), ("<=", "until")):
        if (bound := getattr(wanted, name)) is not None:
            inside.append(f"{day} {sign} :{name}")
            parameters[name] = bound
    if inside:
        period = " AND ".join(inside)
        within = f"directives.document_id IN (SELECT id FROM documents WHERE {period})"
        where = f"{period if wanted.basis == 'due' else within} AND {where}"
    return where, parameters


def _of_all_days(wanted: ReportFilter) -> TaskFilter:
    names = {name: getattr(wanted, name) for name in ("today", "kinds", "unit", "unit_keys", "issuer", "document")}
    return TaskFilter(**names)


def _counted(db: Database, by: ReportGrouping, where: str, parameters: dict[str, Any]) -> _Counted:
    """Numbers of directives by group (0: none) and cell, in one pass over the index with all a report asks of them.

    Group and cell make one number, which sorts faster than two.
    """
    group, again, join = _GROUPS[by]
    key = f"{group} * {2 * _AGAIN} + CASE WHEN {again} THEN {_AGAIN} ELSE 0 END + {_CELL}"
    sql = f"SELECT {key}, count(*) FROM directives {join} WHERE {where} GROUP BY 1"
    counted: _Counted = {}
    for key_and_cell, count in db.execute(sql, parameters):
        at, cell = divmod(key_and_cell, 2 * _AGAIN)
        counted.setdefault(at, {})[cell] = count
    return counted


def _left_out(db: Database, wanted: ReportFilter, among: TaskFilter) -> int:
    if wanted.since is None and wanted.until is None:
        return 0
    where, parameters = conditions_of(db, among)
    undated = "directives.document_id IN (SELECT id FROM documents WHERE issued_on IS NULL)"
    missing = undated if wanted.basis == "given" else "directives.given_day IS NULL"
    sql = f"SELECT count(*) FROM directives WHERE {missing} AND {where}"
    return int(db.execute(sql, parameters).fetchone()[0])


def _tally(cells: dict[int, int]) -> Tally:
    counts = dict.fromkeys(_CELLS, 0)
    for cell, count in cells.items():
        counts[_CELLS[cell % _PAST]] += count
    return Tally(**counts, past=sum(count for cell, count in cells.items() if cell & _PAST))


def _added(tallies: Iterable[Tally]) -> Tally:
    sums = dict.fromkeys(Tally.__struct_fields__, 0)
    for tally in tallies:
        for name in sums:
            sums[name] += getattr(tally, name)
    return Tally(**sums)


def _rows(db: Database, by: ReportGrouping, counted: _Counted) -> tuple[ReportRow, ...]:
    """Rows by name, documents by day; what has no name last."""
    rows = {"unit": _units, "person": _persons, "issuer": _issuers, "document": _documents}[by](db, counted)
    if by == "document":
        return tuple(sorted(rows, key=lambda row: (row.issued_on or "", int((row.key or "VB0")[2:]))))
    return tuple(sorted(rows, key=lambda row: (row.name is None, key_of(row.name or ""), row.key or "")))


def _units(db: Database, counted: _Counted) -> list[ReportRow]:
    names = names_of(db, counted)
    return [
        ReportRow(names[at][0] if at else None, _tally(cells), names[at][1] if at else None)
        for at, cells in counted.items()
    ]


def _persons(db: Database, counted: _Counted) -> list[ReportRow]:
    """Persons under one name are one row, however the name is marked."""
    sql = "SELECT key, text FROM entities WHERE rowid = ?"
    tallies: dict[str | None, list[Tally]] = {}
    names: dict[str | None, str | None] = {}
    for at, cells in counted.items():
        key, text = db.execute(sql, [at]).fetchone() if at else (None, None)
        names.setdefault(key, text)
        tallies.setdefault(key, []).append(_tally(cells))
    return [ReportRow(names[key], _added(inside)) for key, inside in tallies.items()]


def _issuers(db: Database, counted: _Counted) -> list[ReportRow]:
    """Documents under their issuers, those of one unit together however it is written."""
    sql = """
        SELECT documents.id, coalesce(units.name, documents.issuer), units.key
        FROM documents LEFT JOIN units ON units.id = documents.issuer_unit"""
    tallies: dict[tuple[str, str | None], list[Tally]] = {}
    names: dict[tuple[str, str | None], str | None] = {}
    for number, name, key in db.execute(sql):
        if number in counted:
            at = (key_of(name or "") if key is None else "", key)
            names.setdefault(at, name)
            tallies.setdefault(at, []).append(_tally(counted[number]))
    return [ReportRow(names[at], _added(inside), at[1]) for at, inside in tallies.items()]


def _documents(db: Database, counted: _Counted) -> list[ReportRow]:
    known = read_documents(db, counted)
    return [
        ReportRow(
            known[number].number or known[number].title or known[number].file_name,
            _tally(cells),
            document_id(number),
            known[number].issued_on,
        )
        for number, cells in counted.items()
    ]
