"""What happened in the register: its history line by line, and what is new since a day. Times are ISO 8601."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.core.status import ClosedAs

ChangeKind = Literal[
    "document_new", "reread", "offered", "directive_new", "directive_gone", "added", "corrected", "confirmed",
    "rejected", "deleted", "closed", "reopened", "extended", "condition_met", "occurrence", "note", "evidence", "link",
]  # fmt: skip


SEARCH = "search"
"""The subject of a line about a saved search: it has no number, the field is its name."""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that happened: what kind, to which document (`VB3`) or directive (`CD12`), by whom, when, why.

    `old` and `new` are the values of `field` before and after. `undone`: it was taken back (a confirmation, a deletion,
    a note …). `text` are the words of the directive, `document` and its parts tell where it is from.
    """

    at: str
    by: str
    kind: ChangeKind
    subject: str
    field: str
    old: str | None = None
    new: str | None = None
    reason: str | None = None
    undone: bool = False
    closed_as: ClosedAs | None = None
    text: str | None = None
    document: str | None = None
    number: str | None = None
    issued_on: str | None = None
    directives: int | None = None


class ChangeFilter(msgspec.Struct, frozen=True):
    """Changes since a day or moment (ISO 8601), of one document, of directives of a unit; a page of `limit`."""

    since: str
    document: str | None = None
    unit: str | None = None
    unit_keys: tuple[str, ...] = ()
    limit: int = 50
    page: int = 1


class Changes(msgspec.Struct, frozen=True):
    """A page of changes, the newest first; `total` counts all."""

    changes: tuple[Change, ...]
    total: int


class HistoryRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change. `subject` is the id of what was changed, or `SEARCH`.

    `old` and `new` are words, or JSON of a list or deadline.
    """

    at: str
    by: str
    subject: str
    field: str
    document: str | None = None
    old: str | None = None
    new: str | None = None
    reason: str | None = None
