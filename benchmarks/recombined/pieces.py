"""Lines of real-looking records, each with what was found in it, and how one is told anew of another place and day."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from extractor.core.record import Assignee, Deadline, Directive, Entity, Figure, Record, Time

_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/(20\d\d)(?![\d/])")
Item = TypeVar("Item", Entity, Figure, Time, Assignee, Deadline)
_SWAPPED = {"province", "commune"}


class Piece(msgspec.Struct, frozen=True):
    """One line of a record with what lies in it; offsets count from its first character."""

    text: str
    directives: tuple[Directive, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()


class Names(msgspec.Struct, frozen=True):
    """Names of places to tell of, by level, without their unit word, and of bodies that do things."""

    province: tuple[str, ...]
    commune: tuple[str, ...]
    bodies: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """`text` stands for what was in [start, end)."""

    start: int
    end: int
    text: str


def pieces_of(record: Record) -> Iterator[Piece]:
    """The lines of a record; what reaches over a line is left out."""
    start = 0
    for line in record.text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield Piece(
                line,
                tuple(_moved_directive(d, start) for d in record.directives if start <= d.start and d.end <= end),
                tuple(_moved(e, start) for e in record.entities if start <= e.start and e.end <= end),
                tuple(_moved(f, start) for f in record.figures if start <= f.start and f.end <= end),
                tuple(_moved(t, start) for t in record.times if start <= t.start and t.end <= end),
            )
        start = end + 1


def _moved(item: Item, by: int) -> Item:
    return msgspec.structs.replace(item, start=item.start - by, end=item.end - by)


def _moved_directive(directive: Directive, by: int) -> Directive:
    within = [a for a in directive.assignees if directive.start <= a.start and a.end <= directive.end]
    due = directive.deadline
    inside = due is not None and directive.start <= due.start and due.end <= directive.end
    return msgspec.structs.replace(
        directive,
        start=directive.start - by,
        end=directive.end - by,
        assignees=tuple(_moved(a, by) for a in within),
        deadline=_moved(due, by) if due is not None and inside else None,
        section=None,
    )


def continued(piece: Piece, clause: str) -> Piece:
    """The piece whose last order goes on with a further clause."""
    if not piece.directives or not piece.text.endswith(".") or piece.directives[-1].end < len(piece.text) - 1:
        return piece
    text = f"{piece.text[:-1]}; {clause}."
    last = piece.directives[-1]
    longer = msgspec.structs.replace(last, end=len(text) - 1, text=text[last.start : -1])
    return msgspec.structs.replace(piece, text=text, directives=(*piece.directives[:-1], longer))


def retold(piece: Piece, names: Names, issued: date, chance: random.Random) -> Piece:
    """The piece with other places and days of about `issued`."""
    found = [*_bodies(piece, names, chance), *_places(piece, names, chance), *_days(piece, issued, chance)]
    changes = sorted(found, key=lambda c: (c.start, -c.end))
    changes = list(_apart(changes))
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += [piece.text[at : change.start], change.text]
        at = change.end
    text = "".join([*parts, piece.text[at:]])
    return Piece(
        text,
        tuple(_retold_directive(d, changes, text, issued) for d in piece.directives),
        tuple(_again(e, changes, text) for e in piece.entities),
        tuple(_again(f, changes, text) for f in piece.figures),
        tuple(_again(t, changes, text) for t in piece.times),
    )


def _apart(changes: Sequence[Change]) -> Iterator[Change]:
    end = 0
    for change in changes:
        if change.start >= end:
            yield change
            end = change.end


def _bodies(piece: Piece, names: Names, chance: random.Random) -> Iterator[Change]:
    for directive in piece.directives:
        for doer in directive.assignees:
            if doer.quote is None and doer.text[0].isupper():
                yield Change(doer.start, doer.end, chance.choice(names.bodies))


def _places(piece: Piece, names: Names, chance: random.Random) -> Iterator[Change]:
    for entity in piece.entities:
        if entity.type == "location" and entity.level in _SWAPPED:
            unit, _, name = entity.text.partition(" ")
            known = names.province if entity.level == "province" else names.commune
            if unit.lower() in ("tỉnh", "xã", "phường") and name:
                yield Change(entity.end - len(name), entity.end, chance.choice(known))


def _days(piece: Piece, issued: date, chance: random.Random) -> Iterator[Change]:
    for found in _DAY.finditer(piece.text):
        day = issued + timedelta(days=chance.randrange(5, 200))
        yield Change(*found.span(), f"{day.day}/{day.month}/{day.year}")


def _shifted(offset: int, changes: Sequence[Change]) -> int:
    by = 0
    for change in changes:
        if change.end <= offset:
            by += len(change.text) - (change.end - change.start)
        elif change.start < offset:
            return change.start + by + len(change.text)
    return offset + by


def _again(item: Item, changes: Sequence[Change], text: str) -> Item:
    start, end = _shifted(item.start, changes), _shifted(item.end, changes)
    return msgspec.structs.replace(item, start=start, end=end, text=text[start:end])


def _retold_directive(directive: Directive, changes: Sequence[Change], text: str, issued: date) -> Directive:
    start, end = _shifted(directive.start, changes), _shifted(directive.end, changes)
    return msgspec.structs.replace(
        directive,
        start=start,
        end=end,
        text=text[start:end],
        assignees=tuple(_retold_assignee(a, changes, text) for a in directive.assignees),
        deadline=_retold_deadline(directive.deadline, changes, text, issued),
    )


def _retold_assignee(assignee: Assignee, changes: Sequence[Change], text: str) -> Assignee:
    again = _again(assignee, changes, text)
    return again if assignee.quote is None else msgspec.structs.replace(again, text=assignee.text, quote=again.text)


def _retold_deadline(due: Deadline | None, changes: Sequence[Change], text: str, issued: date) -> Deadline | None:
    """A day that is written is the day that is due; what is not written keeps its distance in years."""
    if due is None:
        return None
    start, end = _shifted(due.start, changes), _shifted(due.end, changes)
    last = due.last_day
    if found := _DAY.search(text, start, end):
        last = f"{int(found[3])}-{int(found[2]):02d}-{int(found[1]):02d}"
    elif last is not None:
        last = f"{issued.year}{last[4:]}"
    return msgspec.structs.replace(due, start=start, end=end, text=text[start:end], due=last, last_day=last)
