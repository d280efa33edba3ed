"""What a list brings back goes into the register: all in one transaction, or only looked at."""

from __future__ import annotations

from extractor.core.errors import SourceChanged, StoreError
from extractor.core.register import TaskRow
from extractor.core.returning import (
    Conflict,
    Imported,
    Refused,
    Returned,
    State,
    Update,
    mark_of,
    state_of,
    status_in_words,
)
from extractor.store import Register, add_note, close, extend, get_tasks, register_id, reopen
from extractor.views.words import date_in_words


class _OnlyLooked(Exception):
    """Takes back what a preview wrote."""


def import_returned(
    register: Register, returned: Returned, *, source: str, by: str, at: str, apply: bool = False
) -> Imported:
    """Make the changes of a list that came back, those of the same task together.

    Without `apply` they are made, told and taken back. What the register says already is no change; what it says
    otherwise than when the list was made is a conflict and left alone; `source` is the file's name, the reason of an
    extension that has no other. Raises SourceChanged where the list is of another register, StoreError.
    """
    own = register_id(register)
    if any(update.was.register != own for update in returned.updates):
        raise SourceChanged("Tệp được xuất từ một sổ khác: chọn đúng sổ bằng --db, hoặc xuất lại từ sổ này.")
    found = _Found(list(returned.refused))
    try:
        with register.writing():
            for updates in _by_task(returned.updates):
                _bring_back(register, updates, found, (source, by, at))
            if not apply:
                raise _OnlyLooked
    except _OnlyLooked:
        pass
    refused = sorted(found.refused, key=lambda one: one.row)
    return Imported(apply, returned.rows, tuple(found.changes), tuple(found.conflicts), tuple(refused))


class _Found:
    """What was made of the updates so far."""

    def __init__(self, refused: list[Refused]) -> None:
        self.changes: list[Update] = []
        self.conflicts: list[Conflict] = []
        self.refused = refused


def _by_task(updates: tuple[Update, ...]) -> list[list[Update]]:
    tasks: dict[str, list[Update]] = {}
    for update in updates:
        tasks.setdefault(update.id, []).append(update)
    return list(tasks.values())


def _bring_back(register: Register, updates: list[Update], found: _Found, said: tuple[str, str, str]) -> None:
    """All updates of a task or none of them."""
    source, by, at = said
    first = updates[0]
    task = get_tasks(register, [first.id], today=at[:10]).get(first.id)
    if task is None:
        found.refused.append(Refused(first.row, "không có trong sổ", first.id))
        return
    now = state_of(task, first.was.register, task.text, task.note)
    left = [update for update in updates if not _is_so(update, updates, now)]
    conflicts = [Conflict(update, _told(task)) for update in left if _differs(update, now)]
    if conflicts:
        found.conflicts += conflicts
        return
    try:
        with register.writing():
            for update in left:
                _write(register, update, source, by, at)
    except StoreError as error:
        found.refused.append(Refused(first.row, _reason(str(error), first.id), first.id))
    else:
        found.changes += left


def _is_so(update: Update, updates: list[Update], now: State) -> bool:
    """Whether the register says already what the update would make of it."""
    if update.kind == "closed":
        return (now.closed_on, now.closed_as) == (update.value, update.closed_as)
    if update.kind == "reopened":
        closed = next((one for one in updates if one.kind == "closed"), None)
        return _is_so(closed, updates, now) if closed is not None else now.closed_on is None
    if update.kind == "extended":
        return now.day == update.value
    return now.note == mark_of(update.value or "")


def _differs(update: Update, now: State) -> bool:
    """Whether what the update is about is not as its author found it."""
    was = update.was
    if update.kind in ("closed", "reopened"):
        return (was.closed_on, was.closed_as) != (now.closed_on, now.closed_as)
    return was.day != now.day if update.kind == "extended" else was.note != now.note


def _told(task: TaskRow) -> str:
    """How the task stands in the register now."""
    parts = [status_in_words(task.standing, task.closed_as).lower()]
    if task.closed_on:
        parts[0] += f" ngày {date_in_words(task.closed_on)}"
    if task.extended_to:
        parts.append(f"đã gia hạn đến {date_in_words(task.extended_to)}")
    if task.note:
        parts.append(f"ghi chú “{task.note}”")
    return ", ".join(parts)


def _write(register: Register, update: Update, source: str, by: str, at: str) -> None:
    ids = [update.id]
    if update.kind == "closed":
        as_ = update.closed_as or "done"
        close(register, ids, on=update.value or at[:10], closed_as=as_, note=update.note, by=by, at=at)
    elif update.kind == "reopened":
        reopen(register, ids, note=update.note, by=by, at=at)
    elif update.kind == "extended":
        reason = update.note or f"ghi trong {source}"
        extend(register, ids, to=update.value or "", reason=reason, by=by, at=at)
    else:
        add_note(register, ids, note=update.value or "", by=by, at=at)


def _reason(message: str, name: str) -> str:
    """A refusal of the register without what the list says already."""
    return message.removeprefix(f"Chưa ghi gì vào sổ: {name} ").removesuffix(".")
