"""The work list: directives by deadline."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.register import TaskFilter, TaskList, TaskRow
from extractor.store.folding import key_of
from extractor.store.register import Register
from extractor.store.rows import number_of, parse_id, read_tasks

_DAY = "substr(coalesce(directives.last_day, directives.due), 1, 10)"
_REACHES = ("dated", "recurring", "open", "none")


def list_tasks(register: Register, wanted: TaskFilter) -> TaskList:
    """Directives that fit, by last day; then the recurring, those without a computable day, those without a deadline.

    Where the filter asks for days, directives that state none are counted in `left_out`, not listed.
    """
    conditions, values = _conditions(wanted)
    days, day_values = _days(wanted)
    source = "FROM directives JOIN documents ON documents.id = directives.document_id"
    with register.reading() as db:
        sql = f"SELECT directives.id {source} WHERE {_all([*conditions, *days])}"
        numbers = [int(row[0]) for row in db.execute(sql, [*values, *day_values])]
        left_out = 0
        if wanted.dated:
            undated = f"SELECT count(*) {source} WHERE {_all([*conditions, f'{_DAY} IS NULL'])}"
            left_out = int(db.execute(undated, values).fetchone()[0])
        tasks = read_tasks(db, numbers, today=wanted.today)
    return TaskList(tuple(sorted(tasks.values(), key=_order)), left_out)


def _order(task: TaskRow) -> tuple[int, str, str, int, int]:
    day = task.last_day or task.due or ""
    return _REACHES.index(task.reach), day, task.document.issued_on or "", number_of(task.document.id), task.spot.start


def _conditions(wanted: TaskFilter) -> tuple[list[str], list[str | int]]:
    conditions: list[str] = []
    values: list[str | int] = []
    if wanted.kinds:
        conditions.append(f"directives.kind IN ({', '.join('?' * len(wanted.kinds))})")
        values += wanted.kinds
    if wanted.assignee is not None:
        inner = "SELECT directive_id FROM assignees WHERE instr(key, ?) OR instr(name_key, ?)"
        conditions.append(f"directives.id IN ({inner})")
        values += [key_of(wanted.assignee)] * 2
    if wanted.document is not None:
        known = parse_id(wanted.document)
        if known is not None and known[0] == "VB":
            conditions.append("documents.id = ?")
            values.append(known[1])
        else:
            conditions.append("(instr(number_key, ?) OR instr(title_key, ?) OR instr(file_key, ?))")
            values += [key_of(wanted.document)] * 3
    return conditions, values


def _days(wanted: TaskFilter) -> tuple[list[str], list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    for condition, day in ((f"{_DAY} >= ?", wanted.due_after), (f"{_DAY} <= ?", wanted.due_before)):
        if day is not None:
            conditions.append(condition)
            values.append(day)
    if wanted.overdue:
        conditions.append(f"{_DAY} < ?")
        values.append(wanted.today)
    return conditions, values


def _all(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "1"
