"""Readings of a document: what a newer one would change, applying it, offering it.

What a person corrected or confirmed is laid over any reading, so no reading overwrites it; a directive that the newest
reading has no more and people have worked on stays, as gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlite_utils import Database

from extractor.core.corrections import CARD_FIELDS, DIRECTIVE_FIELDS, corrected_card, field_of_card
from extractor.core.readings import DirectiveChange, FieldChange, ReadingDiff
from extractor.core.record import Card, Directive, Record
from extractor.store.effective import LISTED, Holding, insert_one, insert_rows, read_holding, write_effective
from extractor.store.folding import key_of
from extractor.store.history import Act, as_told, note
from extractor.store.layers import Row, as_json, entity_rows, figure_rows, new_directive_row, time_rows
from extractor.store.matching import Known, match_directives
from extractor.store.records import write_reading
from extractor.store.rows import directive_id, document_id
from extractor.store.units import Linker

_WORKED_ON = """
    SELECT directive_id FROM events JOIN directives ON directives.id = directive_id WHERE document_id = :number
    UNION SELECT directive_id FROM corrections
        WHERE document_id = :number AND undone_at IS NULL AND directive_id IS NOT NULL
    UNION SELECT from_directive FROM links
        WHERE from_document = :number AND state <> 'offered' AND by <> 'chidao' AND from_directive IS NOT NULL
    UNION SELECT to_directive FROM links
        WHERE to_document = :number AND state <> 'offered' AND by <> 'chidao' AND to_directive IS NOT NULL"""


class Plan(msgspec.Struct, frozen=True):
    """A new reading against what the register holds. `kept`: position in the reading → number of the directive."""

    holding: Holding
    record: Record
    kept: dict[int, int]
    diff: ReadingDiff


def touched(db: Database, number: int) -> bool:
    """Whether a person has worked on the document: a correction or confirmation, an event, a link decided on."""
    sql = f"""
        SELECT EXISTS ({_WORKED_ON})
        OR EXISTS (SELECT 1 FROM corrections WHERE document_id = :number AND undone_at IS NULL)
        OR EXISTS (SELECT 1 FROM links WHERE state <> 'offered' AND by <> 'chidao' AND from_document = :number)
        OR EXISTS (SELECT 1 FROM links WHERE state <> 'offered' AND by <> 'chidao' AND to_document = :number)"""
    return bool(db.execute(sql, {"number": number}).fetchone()[0])


def worked_on(db: Database, number: int) -> set[int]:
    """The directives of a document that people have worked on."""
    return {int(row[0]) for row in db.execute(_WORKED_ON, {"number": number})}


def plan_reading(holding: Holding, record: Record, worked: set[int]) -> Plan:
    """What `record` would do to a document. `worked`: directives that stay when the reading has them no more."""
    same_text = holding.reading.text == record.text
    old = {held.number: _known(held.base) for held in holding.directives}
    kept = match_directives(old, [_known(directive) for directive in record.directives], same_text=same_text)
    diff = ReadingDiff(
        document=document_id(holding.number),
        program=record.program,
        models=record.models,
        card=tuple(_card_changes(holding, record)),
        directives=tuple(_directive_changes(holding, record, kept, worked)),
    )
    return Plan(holding, record, kept, diff)


def _known(directive: Directive) -> Known:
    doers = frozenset(key_of(assignee.text) for assignee in directive.assignees)
    return Known(directive.text, directive.start, directive.end, doers)


def _card_changes(holding: Holding, record: Record) -> list[FieldChange]:
    before = corrected_card(holding.reading.document, holding.corrections, holding.reading.text)
    after = corrected_card(record.document, holding.corrections, record.text)
    changes = [
        FieldChange(field, old, new) for field, old, new in _differing(_card_values(before), _card_values(after))
    ]
    hidden = [
        FieldChange(field, now, read, kept=True)
        for field, now, read in _differing(_card_values(after), _card_values(record.document))
    ]
    return [*changes, *hidden]


def _directive_changes(
    holding: Holding, record: Record, kept: dict[int, int], worked: set[int]
) -> list[DirectiveChange]:
    old_text = holding.reading.text
    changes: list[DirectiveChange] = []
    for position, directive in enumerate(record.directives):
        if position not in kept:
            changes.append(DirectiveChange("new", directive.text, fields=tuple(_told(directive))))
            continue
        held = holding.find(kept[position])
        after = msgspec.structs.replace(held, place=position, base=directive)
        fields = _field_changes(held.effective(old_text), after.effective(record.text), directive)
        if fields and held.state() in LISTED:
            now = after.effective(record.text).text
            changes.append(DirectiveChange("changed", now, directive_id(held.number), fields))
    found = set(kept.values())
    for held in holding.directives:
        if held.number not in found and held.state() == "live" and held.origin == "machine":
            stays = held.number in worked
            words = held.effective(old_text).text
            changes.append(DirectiveChange("gone", words, directive_id(held.number), stays=stays))
    return changes


def _told(directive: Directive) -> list[FieldChange]:
    return [
        FieldChange(field, None, as_told(value))
        for field, value in directive_values(directive)
        if field != "text" and value not in (None, [])
    ]


def _field_changes(before: Directive, after: Directive, read: Directive) -> tuple[FieldChange, ...]:
    """What changes, and what the machine reads otherwise than a person said."""
    changes = [
        FieldChange(field, as_told(old), as_told(new))
        for field, old, new in _differing(directive_values(before), directive_values(after))
    ]
    hidden = [
        FieldChange(field, as_told(now), as_told(new), kept=True)
        for field, now, new in _differing(directive_values(after), directive_values(read))
    ]
    return (*changes, *hidden)


def directive_values(directive: Directive) -> list[tuple[str, Any]]:
    """The fields of a directive as people compare them, without spans."""
    deadline = directive.deadline
    told = {
        "kind": directive.kind,
        "text": directive.text,
        "assignees": [[a.text, a.role] for a in directive.assignees],
        "deadline": None
        if deadline is None
        else {
            name: value
            for name in ("text", "due", "bound", "last_day", "recurrence", "anchor", "offset")
            if (value := getattr(deadline, name)) not in (None, "")
        },
        "issued_by": directive.issued_by,
    }
    return [(field, told[field]) for field in DIRECTIVE_FIELDS]


def _card_values(card: Card) -> list[tuple[str, str | None]]:
    return [(path, field_of_card(card, path)) for path in CARD_FIELDS]


def _differing(old: Sequence[tuple[str, Any]], new: Sequence[tuple[str, Any]]) -> list[tuple[str, Any, Any]]:
    return [(field, before, now) for (field, before), (_, now) in zip(old, new, strict=True) if before != now]


def apply_reading(db: Database, plan: Plan, act: Act, linker: Linker | None) -> None:
    """Make the reading the one in effect; what changes goes into the history."""
    number, record = plan.holding.number, plan.record
    _keep_bases(db, plan)
    write_reading(db, number, record)
    _settle(db, number, act)
    add_reading(db, number, record, act.at, "applied")
    update = reading_columns(record, act.at)
    sets = ", ".join(f"{name} = ?" for name in update)
    db.execute(f"UPDATE documents SET {sets} WHERE id = ?", [*update.values(), number])
    write_mentions(db, number, record)
    numbers = _place_directives(db, plan)
    _write_history(db, plan, act, numbers)
    write_effective(db, read_holding(db, number, record), linker, relink=True)


def offer_reading(db: Database, number: int, record: Record, act: Act) -> None:
    """Keep a reading beside the one in effect, for a person to decide; one offered before is dropped."""
    sql = (
        "UPDATE readings SET state = 'dropped', settled_at = ?, json = NULL WHERE document_id = ? AND state = 'offered'"
    )
    db.execute(sql, [act.at, number])
    add_reading(db, number, record, act.at, "offered")
    note(db, act, "document", number, "offered", None, record.program, document=number)


def add_reading(db: Database, number: int, record: Record, at: str, state: Literal["applied", "offered"]) -> None:
    """A line for a reading; one that is offered is kept whole, the applied one is in `records`."""
    row: Row = {
        "document_id": number,
        "program": record.program,
        "models": record.models,
        "read_at": at,
        "state": state,
        "settled_at": at if state == "applied" else None,
        "json": as_json(record) if state == "offered" else None,
    }
    insert_one(db, "readings", row)


def reading_columns(record: Record, at: str) -> Row:
    """The columns of a document that tell of its reading."""
    return {
        "extracted_at": at,
        "program": record.program,
        "models": record.models,
        "needs_ocr": as_json(record.source.needs_ocr),
        "format": record.source.format,
    }


def write_mentions(db: Database, number: int, record: Record) -> None:
    """Entities, figures and times of the reading in effect."""
    layers = (("entities", entity_rows(record)), ("figures", figure_rows(record)), ("times", time_rows(record)))
    for table, rows in layers:
        db.execute(f"DELETE FROM {table} WHERE document_id = ?", [number])
        insert_rows(db, table, [{"document_id": number, "position": i, **row} for i, row in enumerate(rows)])


def _settle(db: Database, number: int, act: Act) -> None:
    for before, after in (("applied", "replaced"), ("offered", "dropped")):
        db.execute(
            "UPDATE readings SET state = ?, settled_at = ?, json = NULL WHERE document_id = ? AND state = ?",
            [after, act.at, number, before],
        )


def _keep_bases(db: Database, plan: Plan) -> None:
    """Directives that the reading has no more: their words are kept where people worked on them, else they go."""
    found = set(plan.kept.values())
    worked = worked_on(db, plan.holding.number)
    for held in plan.holding.directives:
        if held.number in found:
            continue
        if held.number in worked:
            db.execute(
                "UPDATE directives SET reading_position = NULL, base = ? WHERE id = ?",
                [as_json(held.own), held.number],
            )
        else:
            db.execute("DELETE FROM directives WHERE id = ?", [held.number])


def _place_directives(db: Database, plan: Plan) -> list[int]:
    """The numbers of the directives of the reading, in its order."""
    numbers: list[int] = []
    for position, directive in enumerate(plan.record.directives):
        number = plan.kept.get(position)
        if number is None:
            row = new_directive_row(plan.record, directive, plan.holding.number, position)
            number = insert_one(db, "directives", row)
        db.execute("UPDATE directives SET reading_position = ?, base = NULL WHERE id = ?", [position, number])
        numbers.append(number)
    return numbers


def _write_history(db: Database, plan: Plan, act: Act, numbers: Sequence[int]) -> None:
    document = plan.holding.number
    programs = (plan.holding.reading.program, plan.record.program)
    note(db, act, "document", document, "reading", *programs, document=document)
    for change in plan.diff.card:
        if not change.kept:
            note(db, act, "document", document, change.field, change.old, change.new, document=document)
    added = iter([number for position, number in enumerate(numbers) if position not in plan.kept])
    for told in plan.diff.directives:
        number = next(added) if told.id is None else int(told.id[2:])
        if told.kind == "new":
            note(db, act, "directive", number, "new", None, told.text, document=document)
        elif told.kind == "gone":
            note(db, act, "directive", number, "gone", told.text, None, document=document)
        for change in told.fields if told.kind == "changed" else ():
            if not change.kept:
                note(db, act, "directive", number, change.field, change.old, change.new, document=document)
