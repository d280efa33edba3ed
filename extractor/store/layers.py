"""A record as rows of the tables: directives, assignees, entities, figures, times."""

from __future__ import annotations

from typing import Any

import msgspec

from extractor.core.locating import spot_of_directive
from extractor.core.record import Deadline, Directive, Record
from extractor.core.status import whole_day
from extractor.store.folding import key_of

Row = dict[str, Any]


def directive_row(record: Record, directive: Directive, number: int, position: int) -> Row:
    spot = spot_of_directive(record, directive)
    deadline = directive.deadline
    return {
        "document_id": number,
        "position": position,
        "kind": directive.kind,
        "text": directive.text,
        "section": as_json(spot.section),
        "page": spot.page,
        "start": directive.start,
        "end": directive.end,
        "deadline_text": deadline.text if deadline else None,
        "due": deadline.due if deadline else None,
        "bound": deadline.bound if deadline else None,
        "last_day": deadline.last_day if deadline else None,
        "recurrence": deadline.recurrence if deadline else None,
        "anchor": deadline.anchor if deadline else None,
        "offset": deadline.offset if deadline else None,
        "issued_by": directive.issued_by,
        "rule": directive.rule,
        "confidence": directive.confidence,
    }


def new_directive_row(record: Record, directive: Directive, number: int, position: int) -> Row:
    """The same for a directive that nothing was reported of yet, with the columns that triggers else fill in."""
    deadline = directive.deadline
    day = whole_day(deadline.last_day or deadline.due) if deadline else None
    row = directive_row(record, directive, number, position)
    return {**row, "given_day": day, "day_in_effect": day, "turn": _turn(deadline, day)}


def _turn(deadline: Deadline | None, day: str | None) -> int:
    """0 with a day, 1 recurring, 2 waiting for a condition, 3 none of these."""
    if day is not None or deadline is None:
        return 3 if day is None else 0
    return 1 if deadline.recurrence is not None else 2 if deadline.anchor is not None else 3


def assignee_rows(record: Record, directive: Directive, number: int) -> list[Row]:
    # `STC` is also found as `Sở Tài chính` where the document itself writes the name out.
    names = {e.text: e.name for e in record.entities if e.name}
    return [
        {
            "directive_id": number,
            "position": position,
            "text": assignee.text,
            "key": key_of(assignee.text),
            "name_key": key_of(names.get(assignee.text) or assignee.text),
            "role": assignee.role,
            "inherited": int(assignee.inherited),
            "inferred": int(assignee.inferred),
            "start": assignee.start,
            "end": assignee.end,
        }
        for position, assignee in enumerate(directive.assignees)
    ]


def entity_rows(record: Record) -> list[Row]:
    return [
        {
            "type": e.type, "text": e.text, "start": e.start, "end": e.end, "name": e.name,
            "key": key_of(e.name or e.text), "positions": as_json(e.positions), "level": e.level,
            "doc_type": e.doc_type, "number": e.number, "date": e.date, "issuer": e.issuer, "rule": e.rule,
            "confidence": e.confidence,
        }
        for e in record.entities
    ]  # fmt: skip


def figure_rows(record: Record) -> list[Row]:
    return [
        {
            "kind": f.kind, "text": f.text, "start": f.start, "end": f.end, "value": _number(f.value), "unit": f.unit,
            "max": _number(f.max), "total": _number(f.total), "per": f.per, "comparator": f.comparator, "rule": f.rule,
        }
        for f in record.figures
    ]  # fmt: skip


def time_rows(record: Record) -> list[Row]:
    return [
        {
            "type": t.type, "text": t.text, "start": t.start, "end": t.end, "first": t.from_, "last": t.to,
            "value": t.value, "inferred": int(t.inferred), "vague": int(t.vague), "rule": t.rule,
        }
        for t in record.times
    ]  # fmt: skip


def as_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _number(value: float | int | None) -> float | int | None:
    """SQLite's integers have 64 bits; a larger one is kept as the nearest float (the record has it in full)."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return float(value)
    return value
