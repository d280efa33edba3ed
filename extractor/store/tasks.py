"""The work list: directives in groups, by deadline, a page at a time or as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.register import Grouping, Sorting, TaskFilter, TaskGroup, TaskList, TaskOrder, TaskRow
from extractor.store.folding import key_of
from extractor.store.holders import Lead, leads_of, led_by
from extractor.store.register import Register
from extractor.store.rows import directive_id, read_tasks
from extractor.store.standing import STATUS
from extractor.store.task_filters import conditions_of

_CHUNK = 500  # rows read at once while a long list is written out
_DEFAULT = TaskOrder()

_SORTS: dict[Sorting, str] = {
    "day": "directives.turn, directives.day_in_effect, directives.document_id, directives.position",
    "issued": "documents.issued_on, directives.document_id, directives.position",
    "newest": "directives.document_id DESC, directives.position",
    "confidence": "directives.confidence, directives.document_id, directives.position",
}
_STATUS_TURN = f"""
    CASE directives.turn WHEN 0 THEN
        CASE {STATUS} WHEN 'overdue' THEN -3 WHEN 'due_soon' THEN -2 ELSE -1 END
    ELSE directives.turn END"""

# The name of each directive's group, its place among the groups, and the join that gives them.
_GROUPS: dict[Grouping, tuple[str, str, str]] = {
    "status": (STATUS, _STATUS_TURN, ""),
    "kind": ("directives.kind", "directives.kind", ""),
    "week": (
        "date(directives.day_in_effect, '-6 days', 'weekday 1')",
        "directives.day_in_effect IS NULL, date(directives.day_in_effect, '-6 days', 'weekday 1')",
        "",
    ),
    "document": ("'VB' || directives.document_id", "directives.document_id", ""),
    "person": (
        "holders.name",
        "holders.name IS NULL, key_of(coalesce(holders.name, '')), holders.name",
        """LEFT JOIN (
            SELECT DISTINCT assignees.directive_id, entities.text AS name
            FROM assignees JOIN directives AS inside ON inside.id = assignees.directive_id
            JOIN entities ON entities.document_id = inside.document_id AND entities.type = 'person'
            AND entities.start < assignees.end AND assignees.start < entities.end
        ) AS holders ON holders.directive_id = directives.id""",
    ),
    "place": (
        "holders.name",
        "holders.name IS NULL, key_of(coalesce(holders.name, '')), holders.name",
        """LEFT JOIN (
            SELECT inside.id AS directive_id, min(entities.text) AS name
            FROM directives AS inside JOIN entities ON entities.document_id = inside.document_id
            AND entities.type = 'location' AND entities.start >= inside.start AND entities.start < inside.end
            GROUP BY inside.id, entities.key
        ) AS holders ON holders.directive_id = directives.id""",
    ),
}


class TaskStream(msgspec.Struct, frozen=True):
    """A list whose rows are read as they are asked for; `groups` has the ids of all of them."""

    left_out: int
    total: int
    groups: tuple[TaskGroup, ...]
    tasks: Iterator[TaskRow]


def list_tasks(register: Register, wanted: TaskFilter, order: TaskOrder = _DEFAULT) -> TaskList:
    """Directives that fit, in groups; sorted by day: the dated, the standing, the waiting, the missing, the closed.

    Where the filter asks for days, directives that state none are counted in `left_out`, not listed. What says the
    same as another directive of its entry is that one's witness; the rejected and deleted are not listed.
    """
    with stream_tasks(register, wanted, order) as stream:
        return TaskList(tuple(stream.tasks), stream.left_out, stream.total, stream.groups)


@contextmanager
def stream_tasks(register: Register, wanted: TaskFilter, order: TaskOrder = _DEFAULT) -> Iterator[TaskStream]:
    """The same, the rows one by one in the order of the groups, each once; one view of the register all along."""
    with register.reading() as db:
        db.conn.create_function("key_of", 1, lru_cache(4096)(key_of), deterministic=True)
        if order.by == "unit":
            where, parameters = conditions_of(db, wanted)
            leads = leads_of(db, where, parameters)
            sizes: dict[str | None, int] = {lead.name: lead.total for lead in leads}
            total = _count(db, where, parameters)
            chosen = _chosen_by_unit(db, leads, where, parameters, order)
        elif _is_narrow(wanted):  # all of it costs less than to ask twice
            every = _chosen(db, wanted, msgspec.structs.replace(order, limit=None))
            sizes = {name: len(numbers) for name, numbers in every.items()}
            total = len({number for numbers in every.values() for number in numbers})
            chosen = _page(every, order)
        else:
            total, sizes = _counts(db, wanted, order)
            chosen = _chosen(db, wanted, order)
        left_out = _left_out(db, wanted)
        groups = tuple(
            TaskGroup(name, sizes[name], tuple(directive_id(number) for number in numbers))
            for name, numbers in chosen.items()
        )
        numbers = list(dict.fromkeys(number for inside in chosen.values() for number in inside))
        yield TaskStream(left_out, total, groups, _rows(db, numbers, wanted.today))


def _rows(db: Database, numbers: list[int], today: str) -> Iterator[TaskRow]:
    for first in range(0, len(numbers), _CHUNK):
        chunk = numbers[first : first + _CHUNK]
        tasks = read_tasks(db, chunk, today=today)
        yield from (tasks[number] for number in chunk)


def _chosen(db: Database, wanted: TaskFilter, order: TaskOrder) -> dict[str | None, list[int]]:
    """The numbers of the page, under the names of their groups, in order."""
    where, parameters = conditions_of(db, wanted)
    name, place, join = _GROUPS[order.by]
    # In the default order the groups follow one another as they are sorted, which an index does.
    sorting = _SORTS[order.sort] if (order.by, order.sort) == ("status", "day") else f"{place}, {_SORTS[order.sort]}"
    documents = "JOIN documents ON documents.id = directives.document_id" if order.sort == "issued" else ""
    sql = f"SELECT {name}, directives.id FROM directives {documents} {join} WHERE {where} ORDER BY {sorting}"
    if order.limit is not None:
        sql += " LIMIT :limit OFFSET :offset"
        parameters |= {"limit": order.limit, "offset": order.limit * (order.page - 1)}
    chosen: dict[str | None, list[int]] = {}
    for group, number in db.execute(sql, parameters):
        chosen.setdefault(group, []).append(number)
    return chosen


def _is_narrow(wanted: TaskFilter) -> bool:
    """Whether the list is of what names pick out, not of a large part of the register."""
    return any((wanted.assignee, wanted.unit, wanted.unit_keys, wanted.person, wanted.place, wanted.document))


def _page(every: dict[str | None, list[int]], order: TaskOrder) -> dict[str | None, list[int]]:
    """Of all rows in their groups those that stand on the page."""
    if order.limit is None:
        return every
    first, last = order.limit * (order.page - 1), order.limit * order.page
    chosen: dict[str | None, list[int]] = {}
    begin = 0
    for name, numbers in every.items():
        if shown := numbers[max(first - begin, 0) : max(last - begin, 0)]:
            chosen[name] = shown
        begin += len(numbers)
    return chosen


def _chosen_by_unit(
    db: Database, leads: list[Lead], where: str, parameters: dict[str, Any], order: TaskOrder
) -> dict[str | None, list[int]]:
    """The same, unit by unit: only those that stand on the page are looked at."""
    first = order.limit * (order.page - 1) if order.limit is not None else 0
    last = first + order.limit if order.limit is not None else None
    documents = "JOIN documents ON documents.id = directives.document_id" if order.sort == "issued" else ""
    chosen: dict[str | None, list[int]] = {}
    begin = 0
    for lead in leads:
        skipped, shown = max(first - begin, 0), lead.total if last is None else min(last - begin, lead.total)
        begin += lead.total
        if shown <= skipped:
            continue
        inside, holders = led_by(lead.holders)
        sql = f"""
            SELECT directives.id FROM directives {documents} WHERE {inside} AND {where}
            ORDER BY {_SORTS[order.sort]} LIMIT :limit OFFSET :offset"""
        page = {"limit": shown - skipped, "offset": skipped}
        chosen[lead.name] = [row[0] for row in db.execute(sql, {**parameters, **holders, **page})]
    return chosen


def _counts(db: Database, wanted: TaskFilter, order: TaskOrder) -> tuple[int, dict[str | None, int]]:
    """How many fit, and how many in each group."""
    where, parameters = conditions_of(db, wanted)
    name, _, join = _GROUPS[order.by]
    sizes: dict[str | None, int] = dict(
        db.execute(f"SELECT {name}, count(*) FROM directives {join} WHERE {where} GROUP BY 1", parameters).fetchall()
    )
    return (_count(db, where, parameters) if join else sum(sizes.values())), sizes


def _left_out(db: Database, wanted: TaskFilter) -> int:
    """How many fit but for a day they do not have."""
    if not wanted.dated:
        return 0
    where, parameters = conditions_of(db, wanted, days=False)
    return _count(db, f"{where} AND directives.day_in_effect IS NULL", parameters)


def _count(db: Database, where: str, parameters: dict[str, Any]) -> int:
    return int(db.execute(f"SELECT count(*) FROM directives WHERE {where}", parameters).fetchone()[0])
