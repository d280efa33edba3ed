"""What a list that was handed out says about each task, and what comes back in it.

A sheet or file carries, beside what people read, a `State` for each task: where the register stood when the list was
made. What somebody changed is told from what he found by it, and what the register changed meanwhile as well.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

from extractor.core.register import TaskRow
from extractor.core.status import ClosedAs, Standing

UpdateKind = Literal["closed", "reopened", "extended", "note"]

LONGEST_CELL = 32_000
"""Characters of a text in a cell; Excel takes 32,767."""

NUMBER, ID, TASK, DOCUMENT, LEAD, PARTNERS, DEADLINE, STATUS, NOTE, CLOSED_ON, EXTENDED_TO, WORDS, STATE = (
    "STT", "Mã", "Nhiệm vụ", "Văn bản giao", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Tình trạng", "Ghi chú",
    "Ngày hoàn thành", "Gia hạn đến", "Thời hạn ghi trong văn bản", "Dữ liệu của sổ (không sửa)",
)  # fmt: skip
"""Heads of the columns of a list, in their order; the first nine are those of the paper register with the id."""

READ = (DOCUMENT, LEAD, PARTNERS, DEADLINE)
"""Columns that are for reading: what is changed in them does not go into the register."""

DONE = "Hoàn thành"
CANCELLED = "Thôi thực hiện"
REPLACED = "Đã được thay thế"
DONE_ON_TIME = "Hoàn thành trong hạn"
DONE_LATE = "Hoàn thành quá hạn"
OVERDUE = "Quá hạn"
DUE_SOON = "Sắp đến hạn"
IN_PROGRESS = "Đang thực hiện"
STANDING = "Thường xuyên"
WAITING = "Chờ điều kiện"
NONE_STATED = "Không nêu thời hạn"
NOT_UNDERSTOOD = "Chưa rõ thời hạn"

CLOSED_WORDS: dict[str, ClosedAs] = {
    DONE: "done", DONE_ON_TIME: "done", DONE_LATE: "done", CANCELLED: "cancelled", REPLACED: "replaced",
}  # fmt: skip
OPEN_WORDS = (IN_PROGRESS, DUE_SOON, OVERDUE, STANDING, WAITING, NONE_STATED, NOT_UNDERSTOOD)


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a task stood when a list was made.

    `register` is the register's own id, `text` and `note` are marks by which a text is known again (`mark_of`), `day`
    is the last day in effect, `extended_to` the one that an extension set (ISO dates), `read` the marks of the columns
    `READ`.
    """

    register: str
    id: str
    text: str
    day: str | None = None
    closed_on: str | None = None
    closed_as: ClosedAs | None = None
    note: str | None = None
    extended_to: str | None = None
    read: tuple[str, ...] = ()


class Update(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody changed of a task: `value` is the ISO day it was closed on or is extended to, or the note.

    `row` counts from 1 as the program that shows the file counts; `was` is what he found, `note` what he wrote beside
    it.
    """

    id: str
    kind: UpdateKind
    value: str | None
    was: State
    row: int
    closed_as: ClosedAs | None = None
    note: str | None = None


class Conflict(msgspec.Struct, frozen=True, omit_defaults=True):
    """A change that is not made because the register has changed meanwhile; `now` tells what it says (Vietnamese)."""

    update: Update
    now: str


class Refused(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row that says something that is not taken; `reason` is for people (Vietnamese)."""

    row: int
    reason: str
    id: str | None = None


class Returned(msgspec.Struct, frozen=True):
    """All that a file brings back; `rows` is how many tasks it lists."""

    updates: tuple[Update, ...]
    refused: tuple[Refused, ...]
    rows: int


class Imported(msgspec.Struct, frozen=True):
    """What became of a file that came back; `applied`: the changes are kept, else this is what would be done."""

    applied: bool
    rows: int
    changes: tuple[Update, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refused, ...]


def state_of(task: TaskRow, register: str, shown: str, note: str | None, read: Iterable[str] = ()) -> State:
    """Where `task` stands, for a list that shows its text as `shown`, its note as `note`, and `read` in `READ`."""
    return State(
        register=register,
        id=task.id,
        text=mark_of(shown),
        day=day_in_effect(task),
        closed_on=task.closed_on[:10] if task.closed_on else None,
        closed_as=task.closed_as,
        note=mark_of(note) if note else None,
        extended_to=task.extended_to[:10] if task.extended_to else None,
        read=tuple(map(mark_of, read)),
    )


def day_in_effect(task: TaskRow) -> str | None:
    """The last day by which it is still in time, after extensions; None where no full day is known."""
    return task.standing.day if task.standing is not None else task.extended_to or task.last_day


def mark_of(text: str) -> str:
    """Twelve signs by which `text` is known again, whatever a program does to its blanks and to composed letters."""
    levelled = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.blake2b(levelled.encode("utf-8", "replace"), digest_size=6).hexdigest()


def status_in_words(standing: Standing | None, closed_as: ClosedAs | None = None) -> str:
    """Where a task stands, in the words of a register; empty where nobody asked."""
    if standing is None:
        return ""
    if standing.status == "closed":
        return _closed_in_words(standing, closed_as)
    if standing.status == "missing":
        return NOT_UNDERSTOOD if standing.missing == "not_understood" else NONE_STATED
    return {
        "overdue": OVERDUE, "due_soon": DUE_SOON, "in_progress": IN_PROGRESS, "standing": STANDING, "waiting": WAITING,
    }[standing.status]  # fmt: skip


def _closed_in_words(standing: Standing, closed_as: ClosedAs | None) -> str:
    if closed_as == "cancelled":
        return CANCELLED
    if closed_as == "replaced":
        return REPLACED
    return {"on_time": DONE_ON_TIME, "late": DONE_LATE}.get(standing.rating or "", DONE)
