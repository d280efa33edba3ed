"""What is in effect: a reading with the corrections laid over it, and how that becomes rows.

Every change of a reading or a correction ends in `write_effective`, so the tables never say anything else than reading
and corrections together; `chidao check` computes the same and compares.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

import msgspec
from sqlite_utils import Database

from extractor.core.corrections import (
    PERSON,
    Correction,
    anchored,
    corrected_card,
    corrected_directive,
    fields_in_force,
    has,
)
from extractor.core.record import Directive, Record
from extractor.core.register import LeftOut, Mark, State
from extractor.store.folding import key_of
from extractor.store.layers import Row, as_json, assignee_rows, directive_row
from extractor.store.rows import directive_id
from extractor.store.units import Linker, write_units

LISTED = ("live", "gone")
"""States of directives that lists and searches show."""


class Laid(Correction, frozen=True):
    """A correction of the register: who made it and when."""

    by: str = ""
    at: str = ""


class Held(msgspec.Struct, frozen=True):
    """A directive of the register. `base` is what was read, or what a person added; `place` is its position in the
    reading, None where it is not in it.
    """

    number: int
    place: int | None
    base: Directive
    corrections: tuple[Laid, ...] = ()

    def effective(self, text: str) -> Directive:
        """The directive as it holds, its spans in `text`."""
        return corrected_directive(self.base, self.corrections, text)

    @property
    def own(self) -> Directive:
        """The directive without a reading: as a person added it, else as it was read last."""
        added = next((laid.value for laid in self.corrections if laid.field == "added"), None)
        return self.base if added is None else msgspec.convert(added, Directive)

    def state(self, *, deleted: bool = False) -> State:
        """`deleted`: whether its document is."""
        if deleted or has(self.corrections, "deleted"):
            return "deleted"
        if has(self.corrections, "rejected"):
            return "rejected"
        if self.place is None and not has(self.corrections, "added"):
            return "rejected" if self.base.rule == PERSON else "gone"  # a person put it in, and took that back
        return "live"

    @property
    def origin(self) -> Literal["machine", "person"]:
        return "person" if has(self.corrections, "added") else "machine"


class Holding(msgspec.Struct, frozen=True):
    """A document as the register holds it: its applied reading, its directives in the order they are shown."""

    number: int
    file_name: str
    reading: Record
    directives: tuple[Held, ...]
    corrections: tuple[Laid, ...] = ()  # of the card and the document as a whole

    @property
    def deleted(self) -> bool:
        return has(self.corrections, "deleted")

    def find(self, number: int) -> Held:
        """The directive with that number."""
        return next(held for held in self.directives if held.number == number)


def hold(number: int, file_name: str, reading: Record, corrections: Mapping[int | None, tuple[Laid, ...]],
         rows: Sequence[tuple[int, int | None, str | None]]) -> Holding:  # fmt: skip
    """A document from its parts; `rows` are (number, reading_position, base) of its directives."""
    in_reading: dict[int, Held] = {}
    beside: list[Held] = []
    for directive, place, base in rows:
        laid = corrections.get(directive, ())
        if place is not None:
            in_reading[place] = Held(directive, place, reading.directives[place], laid)
        else:
            told = msgspec.json.decode(base or "", type=Directive)
            beside.append(Held(directive, None, anchored(told, reading.text), laid))
    ordered = [in_reading[place] for place in sorted(in_reading)]
    return Holding(number, file_name, reading, _inserted(ordered, beside), corrections.get(None, ()))


def _inserted(ordered: list[Held], beside: list[Held]) -> tuple[Held, ...]:
    """Those of the reading in its order, the others each behind the last of it that begins before them."""
    reach: list[int] = []
    for held in ordered:
        reach.append(max(held.base.start, reach[-1] if reach else 0))
    slots: dict[int, list[Held]] = {}
    for held in sorted(beside, key=lambda one: (one.base.start, one.number)):
        slots.setdefault(bisect_right(reach, held.base.start), []).append(held)
    result = list(slots.get(0, ()))
    for index, held in enumerate(ordered, 1):
        result += [held, *slots.get(index, ())]
    return tuple(result)


def read_holding(db: Database, number: int, reading: Record) -> Holding:
    """The document with that number and its applied reading."""
    file_name = db.execute("SELECT file_name FROM documents WHERE id = ?", [number]).fetchone()[0]
    sql = "SELECT id, reading_position, base FROM directives WHERE document_id = ? ORDER BY position, id"
    rows = db.execute(sql, [number]).fetchall()
    return hold(number, file_name, reading, read_corrections(db, number), rows)


def read_corrections(db: Database, number: int) -> dict[int | None, tuple[Laid, ...]]:
    """The corrections in force of a document, by directive; those of the card under None."""
    sql = """SELECT id, directive_id, field, value, by, at FROM corrections
             WHERE document_id = ? AND undone_at IS NULL ORDER BY id"""
    found: dict[int | None, list[Laid]] = {}
    for row in db.execute(sql, [number]):
        value = msgspec.json.decode(row[3]) if row[3] is not None else None
        found.setdefault(row[1], []).append(Laid(row[2], value, row[0], row[4], row[5]))
    return {directive: tuple(laid) for directive, laid in found.items()}


def effective_record(holding: Holding) -> Record:
    """The record as it is in effect, with the directives that are listed."""
    text = holding.reading.text
    card = corrected_card(holding.reading.document, holding.corrections, text)
    directives = tuple(held.effective(text) for held in _listed(holding))
    return msgspec.structs.replace(holding.reading, document=card, directives=directives)


def marks_of(holding: Holding) -> tuple[tuple[str, ...], tuple[Mark, ...], tuple[LeftOut, ...]]:
    """Ids and marks of the directives that are listed, in their order, and those that are not."""
    text = holding.reading.text
    ids = tuple(directive_id(held.number) for held in _listed(holding))
    marks = tuple(
        Mark(held.origin, held.state(), fields_in_force(held.corrections), _confirmed(held.corrections)[0])
        for held in _listed(holding)
    )
    left_out = tuple(
        LeftOut(directive_id(held.number), held.effective(text).text, held.state())
        for held in holding.directives
        if held.state() not in LISTED
    )
    return ids, marks, left_out


def _listed(holding: Holding) -> Iterator[Held]:
    return (held for held in holding.directives if held.state() in LISTED)


def document_columns(holding: Holding) -> Row:
    """The columns of a document that its card and what people did with it tell."""
    card = corrected_card(holding.reading.document, holding.corrections, holding.reading.text)
    return {
        "genre": card.genre,
        "doc_type": card.doc_type,
        "number": card.number,
        "number_key": key_of(card.number or ""),
        "title": card.title,
        "title_key": key_of(card.title or ""),
        "issuer": card.issuer,
        "issued_on": card.issued_on,
        "corrected": as_json(fields_in_force(holding.corrections)),
        "confirmed_at": _confirmed(holding.corrections)[0],
        "deleted_at": next((laid.at for laid in holding.corrections if laid.field == "deleted"), None),
    }


def directive_columns(holding: Holding, held: Held, position: int) -> Row:
    """The columns of a directive that reading and corrections tell."""
    confirmed_at, confirmed_by = _confirmed(held.corrections)
    return {
        **directive_row(holding.reading, held.effective(holding.reading.text), holding.number, position),
        "origin": held.origin,
        "state": held.state(deleted=holding.deleted),
        "corrected": as_json(fields_in_force(held.corrections)),
        "confirmed_at": confirmed_at,
        "confirmed_by": confirmed_by,
        "reading_position": held.place,
        "base": as_json(held.base) if held.place is None else None,
    }


def _confirmed(corrections: Sequence[Laid]) -> tuple[str | None, str | None]:
    """When and by whom it was confirmed last."""
    last = next((laid for laid in reversed(corrections) if laid.field == "confirmed"), None)
    return (last.at, last.by) if last is not None else (None, None)


def write_effective(
    db: Database,
    holding: Holding,
    linker: Linker | None,
    *,
    only: Collection[int] | None = None,
    relink: bool = False,
) -> None:
    """Bring rows in line with a document as it is held. `only`: just these directives changed.

    Bodies are linked where names changed, all of them where the issuer did (it tells where the document is at home) or
    `relink` says so: the tables of bodies take a second to load, which confirming must not cost.
    """
    if only is None:
        before = db.execute("SELECT issuer FROM documents WHERE id = ?", [holding.number]).fetchone()[0]
        columns = document_columns(holding)
        relink = relink or before != columns["issuer"]
        _update(db, "documents", holding.number, columns)
    renamed = {
        held.number
        for position, held in enumerate(holding.directives)
        if (only is None or held.number in only) and _write_directive(db, holding, held, position)
    }
    if linker is not None and (relink or renamed):
        listed = [held.number for held in _listed(holding)]
        linked = linker(effective_record(holding))
        write_units(db, holding.number, linked, listed, only=None if relink else renamed)


def _write_directive(db: Database, holding: Holding, held: Held, position: int) -> bool:
    """Whether it names others than it did."""
    columns = directive_columns(holding, held, position)
    _update(db, "directives", held.number, columns)
    directive = held.effective(holding.reading.text)
    sql = "SELECT text FROM assignees WHERE directive_id = ? ORDER BY position"
    renamed = [row[0] for row in db.execute(sql, [held.number])] != [a.text for a in directive.assignees]
    if renamed:
        db.execute("DELETE FROM assignee_units WHERE directive_id = ?", [held.number])
    db.execute("DELETE FROM assignees WHERE directive_id = ?", [held.number])
    insert_rows(db, "assignees", assignee_rows(holding.reading, directive, held.number))
    return renamed


def _update(db: Database, table: str, number: int, columns: Row) -> None:
    sets = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE {table} SET {sets} WHERE id = ?", [*columns.values(), number])


def insert_one(db: Database, table: str, row: Row) -> int:
    """The id of the new row."""
    names = ", ".join(row)
    sql = f"INSERT INTO {table}({names}) VALUES ({', '.join('?' * len(row))})"
    return cast(int, db.execute(sql, list(row.values())).lastrowid)


def insert_rows(db: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """All rows, which have the same columns."""
    if rows:
        names = ", ".join(rows[0])
        sql = f"INSERT INTO {table}({names}) VALUES ({', '.join('?' * len(rows[0]))})"
        db.conn.executemany(sql, [list(row.values()) for row in rows])
