"""Rows of the register: what the store answers and the views show. Dates are ISO 8601 strings."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.core.record import Bound, DirectiveKind, Genre, Record, Role
from extractor.core.status import ClosedAs, Standing, Status

OutcomeKind = Literal["new", "unchanged", "updated", "offered", "needs_ocr", "failed"]
State = Literal["live", "gone", "rejected", "deleted"]
Reach = Literal["dated", "recurring", "open", "none"]
Grouping = Literal["status", "unit", "person", "document", "week", "kind", "place"]
Sorting = Literal["day", "issued", "newest", "confidence"]


class DocumentRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document of the register without its text. `size` in bytes; `needs_ocr` are pages from 1.

    `models` tells which trained models took part in the reading; `corrected` names the fields a person corrected.
    """

    id: str
    sha256: str
    file_name: str
    format: str
    size: int
    ingested_at: str
    extracted_at: str
    program: str
    genre: Genre
    doc_type: str | None = None
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    needs_ocr: tuple[int, ...] = ()
    models: str = ""
    corrected: tuple[str, ...] = ()
    confirmed_at: str | None = None
    deleted_at: str | None = None


class AssigneeRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """`unit` is the body under its name of today, whatever the text calls it; `unit_key` tells bodies apart."""

    text: str
    role: Role
    inherited: bool = False
    inferred: bool = False
    unit: str | None = None
    unit_key: str | None = None


class Spot(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something stands: the headings above it from the outermost in, its page, its span in the text."""

    section: tuple[str, ...] = ()
    page: int | None = None
    start: int = 0
    end: int = 0


class TaskRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A directive of the register with the document that gives it.

    `days_left` counts from the day the list was asked for to the last day in effect: 0 on the day itself, negative when
    overdue. `corrected` names the fields a person corrected, `note` is the last note of its follow-up, `witnesses` are
    the ids of other documents of the entry that say the same, `changes` counts the lines of its history. `state`
    `gone`: the newest reading of the document has it no more. Of a recurring duty: its next day, the last day that has
    come, whether that one was reported.
    """

    id: str
    document: DocumentRow
    kind: DirectiveKind
    text: str
    spot: Spot
    confidence: float
    assignees: tuple[AssigneeRow, ...] = ()
    issued_by: str | None = None
    deadline_text: str | None = None
    due: str | None = None
    bound: Bound | None = None
    last_day: str | None = None
    recurrence: str | None = None
    anchor: str | None = None
    offset: str | None = None
    days_left: int | None = None
    standing: Standing | None = None
    origin: Literal["machine", "person"] = "machine"
    corrected: tuple[str, ...] = ()
    confirmed_at: str | None = None
    closed_on: str | None = None
    closed_as: ClosedAs | None = None
    extended_to: str | None = None
    extensions: int = 0
    condition_met_on: str | None = None
    state: State = "live"
    next_occurrence: str | None = None
    last_occurrence: str | None = None
    last_reported: bool | None = None
    note: str | None = None
    witnesses: tuple[str, ...] = ()
    changes: int = 0

    @property
    def reach(self) -> Reach:
        """How far the deadline is known: a day, a rule, words without a day, or none stated."""
        if self.last_day or self.due:
            return "dated"
        if self.recurrence:
            return "recurring"
        return "open" if self.deadline_text else "none"


class TaskFilter(msgspec.Struct, frozen=True):
    """Which directives to list. Days are inclusive ISO dates; status and `days_left` are those of the day `today`.

    `due_after`, `due_before` ask for the last day in effect, `issued_from`, `issued_to` for the day of issue. Names are
    matched as whole words without regard to marks and case. `unit_keys` are the keys of the bodies that `unit` means;
    where there are none, its name is looked for as `assignee` is. `role` is that of the unit or assignee asked for.
    `amount_over` is in đồng. Empty `statuses` and `kinds` mean every one.
    """

    today: str
    due_after: str | None = None
    due_before: str | None = None
    overdue: bool = False
    assignee: str | None = None
    document: str | None = None
    kinds: tuple[DirectiveKind, ...] = ("task", "commitment")
    statuses: tuple[Status, ...] = ()
    urgent: bool = False
    unit: str | None = None
    unit_keys: tuple[str, ...] = ()
    role: Role | None = None
    person: str | None = None
    place: str | None = None
    issuer: str | None = None
    section: str | None = None
    issued_from: str | None = None
    issued_to: str | None = None
    confirmed: bool | None = None
    amount_over: float | None = None
    confidence_under: float | None = None

    @property
    def dated(self) -> bool:
        """Whether only directives with a day can match."""
        return self.overdue or self.due_after is not None or self.due_before is not None


class TaskOrder(msgspec.Struct, frozen=True):
    """How to list: in groups, sorted inside them, a page of `limit` entries (None: all) from page 1."""

    by: Grouping = "status"
    sort: Sorting = "day"
    limit: int | None = None
    page: int = 1


class TaskGroup(msgspec.Struct, frozen=True):
    """A group of a list. `name` is a code for groups by status, kind and week (its Monday), else a name as written.

    `total` counts the whole group, `tasks` are the ids that are on this page. A task can stand in several groups.
    """

    name: str | None
    total: int
    tasks: tuple[str, ...] = ()


class TaskList(msgspec.Struct, frozen=True):
    """`left_out`: directives that fit but for a day they do not state, where the filter asks for one.

    `total` counts all that fit, each once, whatever page is shown.
    """

    tasks: tuple[TaskRow, ...]
    left_out: int = 0
    total: int = 0
    groups: tuple[TaskGroup, ...] = ()


class DirectiveHit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A directive that answers a search; `marks` are the spans [start, end) of `task.text` that match.

    `exact`: it matches with the very marks of the query. `partial`: it does not hold all that was asked.
    """

    task: TaskRow
    marks: tuple[tuple[int, int], ...]
    exact: bool
    partial: bool = False


class DocumentHit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document that answers a search, with the sentence where it does so best."""

    document: DocumentRow
    text: str
    marks: tuple[tuple[int, int], ...]
    spot: Spot
    exact: bool
    partial: bool = False


class FacetCount(msgspec.Struct, frozen=True):
    """How many of the directives found have this value."""

    value: str
    count: int


class Hits(msgspec.Struct, frozen=True):
    """The best answers, one page of them.

    The totals count what holds all that was asked, up to `COUNTED`; a total above it reads "more than". `notes` tell
    (Vietnamese) what was asked instead of what was typed. `facets`: counts by field, where asked for.
    """

    directives: tuple[DirectiveHit, ...] = ()
    documents: tuple[DocumentHit, ...] = ()
    directives_total: int = 0
    documents_total: int = 0
    notes: tuple[str, ...] = ()
    page: int = 1
    facets: dict[str, tuple[FacetCount, ...]] = {}
    facets_of: int = 0  # how many directives were counted


COUNTED = 1000
"""Matches are counted up to one more than this: an exact number beyond it tells nobody anything."""


class SavedSearch(msgspec.Struct, frozen=True):
    """A search that was given a name. `options` are those of the command, by name."""

    name: str
    query: str
    options: dict[str, str | int | bool]
    at: str


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What people did with a directive: the fields they corrected, whether they added or confirmed it."""

    origin: Literal["machine", "person"] = "machine"
    state: State = "live"
    corrected: tuple[str, ...] = ()
    confirmed_at: str | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """A directive that is in no list any more: rejected, or deleted."""

    id: str
    text: str
    state: State


class Shown(msgspec.Struct, frozen=True):
    """A record of the register as it is in effect: what was read, with corrections laid over it.

    `directive_ids` and `marks` stand in the order of `record.directives`. `offered` is the program of a newer reading
    that waits for a person.
    """

    document: DocumentRow
    record: Record
    directive_ids: tuple[str, ...]
    directive: str | None = None  # the directive asked for, where one was
    marks: tuple[Mark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    offered: str | None = None


class Copied(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole copy of a register: where it lies, what it holds, its bytes; `aside`: what it has replaced."""

    path: str
    documents: int
    directives: int
    size: int
    aside: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """Something wrong with the register: what kind, of which document or directive (None: of the file), in words."""

    code: str
    id: str | None
    message: str


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one file. `reason` and `warning` are for people (Vietnamese)."""

    path: str
    kind: OutcomeKind
    document: str | None = None
    directives: int = 0
    reason: str | None = None
    warning: str | None = None
