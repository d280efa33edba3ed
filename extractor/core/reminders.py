"""Reminders: what a unit is told of its tasks, and what became of telling it."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.core.register import TaskRow

ReminderState = Literal["sent", "failed", "already", "unsure", "no_address", "not_tried"]


class UnitList(msgspec.Struct, frozen=True):
    """The tasks of a unit that are overdue or due soon, by day; `partly`: it has a part in them, others lead.

    `key` tells units apart, `spellings` are the names under which documents address it.
    """

    unit: str
    key: str
    spellings: tuple[str, ...]
    overdue: tuple[TaskRow, ...] = ()
    soon: tuple[TaskRow, ...] = ()
    partly: tuple[TaskRow, ...] = ()

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        return (*self.overdue, *self.soon, *self.partly)


class Letter(msgspec.Struct, frozen=True):
    """What is mailed to the addresses of a unit. `name` is the letter's own, the same whenever it is composed."""

    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    calendar: bytes
    name: str


class Reminder(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a unit's reminder. `refused` are addresses that the server did not take, with what it said."""

    unit: str
    state: ReminderState
    tasks: int
    addresses: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    reason: str | None = None
