"""Rows of the register about what documents have to do with each other, and about what they refer to."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.core.register import DocumentRow, TaskRow

LinkKind = Literal["same", "report", "extends", "repeats", "replaces", "reports_on"]
LinkState = Literal["offered", "confirmed", "rejected"]
ReasonCode = Literal[
    "number", "issued_on", "issuer", "meeting_on", "chair", "about", "text", "numbers", "directives",
    "cites", "doer", "place", "words", "cue", "deadline", "result", "person",
]  # fmt: skip


class Quote(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words of a document and where they stand; [start, end) of its text."""

    text: str
    start: int | None = None
    end: int | None = None
    page: int | None = None


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a link is offered, or what speaks against it (`agrees` false). `value`: a number from 0 to 1, or words.

    `source` and `target` are the words of the later and of the earlier document that show it.
    """

    code: ReasonCode
    agrees: bool = True
    value: float | str | None = None
    source: Quote | None = None
    target: Quote | None = None


class LinkRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link from a later document (or witness, or one of its directives) to an earlier one, with its directive.

    `by` and `at`: who offered it or decided on it, and when. `source_text`, `target_text`: the directives' words, of a
    document its number and title.
    """

    id: str
    kind: LinkKind
    state: LinkState
    score: float
    source: str
    target: str
    source_text: str
    target_text: str
    by: str
    at: str
    source_directive: str | None = None
    target_directive: str | None = None
    reasons: tuple[Reason, ...] = ()


class Settled(msgspec.Struct, frozen=True):
    """What became of a link: the link as it is now, and the directives that changed with it."""

    link: LinkRow
    tasks: tuple[TaskRow, ...] = ()


class TakenBack(msgspec.Struct, frozen=True, omit_defaults=True):
    """A directive after what was reported of it last was taken back.

    `link`: the link (`LK7`) by which that had come into the register; it stays accepted.
    """

    task: TaskRow
    link: str | None = None


class Disagreement(msgspec.Struct, frozen=True, omit_defaults=True):
    """What two documents tell differently. `field`: `number`, `deadline`, `assignees`, `money`, `date`, …

    `one`, `other`: the values in words; the quotes show where they stand; directives where it is of them.
    """

    field: str
    one: str
    other: str
    one_quote: Quote
    other_quote: Quote
    one_directive: str | None = None
    other_directive: str | None = None


class Comparison(msgspec.Struct, frozen=True):
    """Two documents side by side. `pairs`: directives that say the same; the rest only one of them has."""

    one: DocumentRow
    other: DocumentRow
    disagreements: tuple[Disagreement, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    only_one: tuple[str, ...] = ()
    only_other: tuple[str, ...] = ()


class Citation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document that refers to what was asked for: where, and the directives that do so or stand under it."""

    document: DocumentRow
    quote: Quote
    doc_type: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    directives: tuple[TaskRow, ...] = ()


class References(msgspec.Struct, frozen=True):
    """Who refers to a document: `documents` are those of the register that it is itself, `total` counts citations.

    `understood`: the numbers that were meant, where only a part of one was typed.
    """

    asked: str
    documents: tuple[DocumentRow, ...]
    citations: tuple[Citation, ...]
    total: int
    directives_total: int
    understood: tuple[str, ...] = ()
