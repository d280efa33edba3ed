"""The contract: what a record says. Published as JSON Schema by `chidao schema`.

Every extracted item carries `start` and `end` (0-based, end-exclusive, in Unicode code points of `Record.text`) and
`text == Record.text[start:end]`. Dates are ISO 8601 strings.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA_VERSION = "1.0"

Genre = Literal["notice", "news"]
EntityType = Literal["person", "organization", "location", "legal_ref", "programme"]
Level = Literal["province", "district", "commune", "village", "other"]
FigureKind = Literal["money", "percent", "ratio", "quantity"]
Comparator = Literal[">", ">=", "<", "<=", "~", "~<"]
TimeType = Literal["date", "period", "duration", "recurring"]
DirectiveKind = Literal["task", "decision", "target", "petition", "commitment"]
Role = Literal["lead", "coordinate"]
Bound = Literal["before", "by"]
# what the anchor of incomplete dates was taken from
Witness = Literal["given", "issue_date", "signature", "meeting_date", "publication", "year_in_text", "none"]


class Box(msgspec.Struct, frozen=True):
    """A rectangle on a page in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something is said: `text == Record.text[start:end]`."""

    start: int
    end: int
    text: str


class Signer(msgspec.Struct, frozen=True):
    """Who signed. `authority` is the mark as written with whom it stands for (`TL. CHỦ TỊCH`)."""

    name: str | None = None
    position: str | None = None
    authority: str | None = None


class Byline(msgspec.Struct, frozen=True):
    author: str | None = None
    source: str | None = None


class Meeting(msgspec.Struct, frozen=True):
    name: str | None = None
    date: str | None = None
    chair: tuple[str, ...] = ()
    place: str | None = None


class Card(msgspec.Struct, frozen=True):
    """The card of the document. `evidence` maps a field's path (`signer.name`) to where it stands; `witnesses` maps the
    paths of fields that something else than the text told (in part) to that: `file_name`, `signature`, `person`.
    """

    genre: Genre
    doc_type: str | None = None
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    issued_at: str | None = None  # place of issue
    urgency: str | None = None
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    byline: Byline | None = None
    meeting: Meeting | None = None
    evidence: dict[str, Evidence] = {}
    witnesses: dict[str, str] = {}


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """One occurrence of a named thing; which of the optional fields are set depends on `type`."""

    type: EntityType
    start: int
    end: int
    text: str
    rule: str
    name: str | None = None  # organization: abbreviations written out
    positions: tuple[str, ...] = ()  # person
    level: Level | None = None  # location
    doc_type: str | None = None  # legal_ref and the next three
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    confidence: float = 1.0


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A quantity. `value` is in the currency's base unit for money, as written otherwise."""

    kind: FigureKind
    start: int
    end: int
    text: str
    rule: str
    value: float | int
    unit: str
    max: float | int | None = None
    total: float | int | None = None
    per: str | None = None
    comparator: Comparator | None = None


class Time(msgspec.Struct, frozen=True, omit_defaults=True):
    """A calendar expression. `from`/`to` are inclusive; `value` is an ISO 8601 duration or an RRULE."""

    type: TimeType
    start: int
    end: int
    text: str
    rule: str
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    value: str | None = None
    inferred: bool = False  # the year (or more) was taken from the anchor
    vague: bool = False


class Assignee(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who must do it. `text` is the name as assigned; `quote` what stands at the span where that differs."""

    text: str
    role: Role
    start: int
    end: int
    quote: str | None = None
    inherited: bool = False
    inferred: bool = False


class Deadline(msgspec.Struct, frozen=True, omit_defaults=True):
    """By when. Either `due` (with `bound` and `last_day`), or `recurrence`, or `anchor` and `offset`."""

    text: str
    start: int
    end: int
    due: str | None = None
    bound: Bound | None = None
    last_day: str | None = None
    recurrence: str | None = None
    anchor: str | None = None
    offset: str | None = None
    inferred: bool = False


class Directive(msgspec.Struct, frozen=True):
    kind: DirectiveKind
    start: int
    end: int
    text: str
    rule: str
    assignees: tuple[Assignee, ...] = ()
    deadline: Deadline | None = None
    issued_by: str | None = None
    section: int | None = None  # index into Record.sections
    confidence: float = 0.5


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A heading or list item; `end` closes all that stands under it, `parent` is an index into the same list."""

    start: int
    end: int
    label: str | None = None  # `1.`, `a)`, `-`
    heading: Evidence | None = None
    parent: int | None = None
    part: str | None = None  # opening, assessment, tasks, closing, recipients


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """The date that incomplete dates lean on, and which witness gave it. `date` may be a bare year."""

    date: str | None
    witness: Witness


class Boilerplate(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text of the source that was left out of `Record.text`, and why."""

    text: str
    reason: str
    page: int | None = None


class Diagnostic(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something seen and not understood, or doubtful. `message` is for people (Vietnamese)."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    text: str | None = None
    page: int | None = None


ANOTHER_PAPER = "another_paper"
UNREAD = ("needs_ocr", "ocr_partial")
"""Codes of diagnostics that say that a page was not read, or by half."""


class Located(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch [start, end) of `Record.text` and where it stands on the page."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None


class DigitalSignature(msgspec.Struct, frozen=True, omit_defaults=True):
    """A digital signature of the file: when (ISO 8601, as its maker's clock told), whose certificate, and whether the
    signed bytes are unchanged (None where that could not be checked). Whether the certificate is trusted is not told.
    """

    signed_at: str | None = None
    name: str | None = None
    body: str | None = None
    intact: bool | None = None


class Source(msgspec.Struct, frozen=True):
    format: str
    file_name: str | None = None
    sha256: str | None = None
    pages: int | None = None
    needs_ocr: tuple[int, ...] = ()
    signatures: tuple[DigitalSignature, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """One document, understood."""

    text: str
    document: Card
    source: Source
    anchor: Anchor
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    directives: tuple[Directive, ...] = ()
    sections: tuple[Section, ...] = ()
    places: tuple[Located, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    schema_version: str = SCHEMA_VERSION
    program: str = ""
    models: str = ""  # which trained models took part: the first digits of the hash of their files
