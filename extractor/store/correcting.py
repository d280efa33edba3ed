"""What people say of what was read: corrected, confirmed, rejected, added, deleted, and each taken back.

Each is a line of `corrections`, in force until it is undone; the tables follow at once. Each takes the id of a document
(`VB3`) or directive (`CD12`), who (`by`) and when (`at`, ISO 8601), and raises
StoreError, ChangeRefused where it cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.corrections import card_snapshot, field_of_card, has
from extractor.core.errors import ChangeRefused
from extractor.core.readings import FieldChange
from extractor.core.record import Directive
from extractor.core.saying import GivenDeadline, added_directive, card_value, directive_value
from extractor.core.status import whole_day
from extractor.store.effective import (
    Held,
    Holding,
    Laid,
    effective_record,
    insert_one,
    read_holding,
    write_effective,
)
from extractor.store.entries import members_of, settle_entry
from extractor.store.history import Act, as_told, note
from extractor.store.layers import as_json, new_directive_row
from extractor.store.lookup import resolve
from extractor.store.readings import directive_values
from extractor.store.records import read_reading
from extractor.store.register import Register
from extractor.store.rows import directive_id, document_id, number_of


class Changed(msgspec.Struct, frozen=True):
    """What one command changed of one document or directive."""

    id: str
    changes: tuple[FieldChange, ...]


class _Desk:
    """A document in hand, in one transaction: lines are laid upon it, then rows and history follow."""

    def __init__(self, register: Register, db: Database, number: int, act: Act) -> None:
        self.register = register
        self.db = db
        self.act = act
        self.holding = read_holding(db, number, read_reading(db, number))
        self.first: int | None = None

    def lay(self, directive: int | None, field: str, value: Any, before: Any) -> None:
        """A correction; those of one command share the number of the first."""
        row = {
            "document_id": self.holding.number,
            "directive_id": directive,
            "field": field,
            "before": None if before is None else as_json(before),
            "value": None if value is None else as_json(value),
            "reason": self.act.reason,
            "by": self.act.by,
            "at": self.act.at,
        }
        number = insert_one(self.db, "corrections", row)
        self.first = self.first or number
        self.db.execute("UPDATE corrections SET act = ? WHERE id = ?", [self.first, number])

    def note(self, directive: int | None, field: str, old: Any, new: Any) -> FieldChange:
        """A line of history."""
        subject = ("document", self.holding.number) if directive is None else ("directive", directive)
        note(self.db, self.act, subject[0], subject[1], field, old, new, document=self.holding.number)  # type: ignore[arg-type]
        return FieldChange(field, as_told(old), as_told(new))

    def follow(self, only: set[int] | None) -> Holding:
        """Bring the tables in line; the document as it is held now."""
        after = read_holding(self.db, self.holding.number, self.holding.reading)
        write_effective(self.db, after, self.register.linker, only=only)
        return after


def _at(register: Register, db: Database, name: str, act: Act) -> tuple[_Desk, Held | None]:
    number, directive = resolve(db, name)
    desk = _Desk(register, db, number, act)
    return desk, None if directive is None else desk.holding.find(number_of(directive))


def correct(
    register: Register, name: str, field: str, value: Any, *, by: str, at: str, reason: str | None = None
) -> Changed:
    """Correct one field; see `correct_fields`."""
    return correct_fields(register, name, {field: value}, by=by, at=at, reason=reason)


def correct_fields(
    register: Register, name: str, values: Mapping[str, Any], *, by: str, at: str, reason: str | None = None
) -> Changed:
    """Correct fields of a directive (`core.saying.directive_value` says how each is given) or of a document's card.

    In effect at once, and whatever a later reading says. Nothing is written where a value cannot be.
    """
    with register.writing() as db:
        desk, held = _at(register, db, name, Act(by, at, reason))
        _check_listed(desk, held)
        if held is None:
            return _correct_card(desk, values)
        return _correct_directive(desk, held, values)


def _correct_directive(desk: _Desk, held: Held, values: Mapping[str, Any]) -> Changed:
    record = effective_record(desk.holding)
    before = held.effective(record.text)
    # a deadline is checked against the text as corrected by the same command
    for field, value in values.items():
        checked = directive_value(field, value, before, record)
        desk.lay(held.number, field, checked, dict(directive_values(before))[field])
    after = desk.follow({held.number}).find(held.number).effective(record.text)
    return Changed(directive_id(held.number), tuple(_noted(desk, held.number, before, after)))


def _noted(desk: _Desk, number: int, before: Directive, after: Directive) -> Iterable[FieldChange]:
    for (field, old), (_, new) in zip(directive_values(before), directive_values(after), strict=True):
        if old != new:
            yield desk.note(number, field, old, new)


def _correct_card(desk: _Desk, values: Mapping[str, Any]) -> Changed:
    before = effective_record(desk.holding).document
    for field, value in values.items():
        checked = card_value(field, value, today=desk.act.at)
        if field == "issued_on":
            _check_deadlines(desk.holding, checked)
        desk.lay(None, field, checked, field_of_card(before, field))
    after = effective_record(desk.follow(None)).document
    changes = [
        desk.note(None, field, field_of_card(before, field), field_of_card(after, field))
        for field in values
        if field_of_card(before, field) != field_of_card(after, field)
    ]
    return Changed(document_id(desk.holding.number), tuple(changes))


def _check_deadlines(holding: Holding, issued_on: str | None) -> None:
    for held in holding.directives:
        deadline = held.effective(holding.reading.text).deadline
        last = whole_day(deadline.last_day or deadline.due) if deadline is not None else None
        if issued_on is not None and last is not None and last < issued_on and has(held.corrections, "deadline"):
            name = directive_id(held.number)
            raise ChangeRefused(f"Ngày ban hành sau thời hạn {last} mà người đã sửa cho {name}: sửa {name} trước.")


def _check_listed(desk: _Desk, held: Held | None) -> None:
    if desk.holding.deleted:
        name = document_id(desk.holding.number)
        raise ChangeRefused(f"Văn bản {name} đã xóa khỏi sổ: khôi phục bằng “chidao undelete {name}” trước.")
    state = held.state() if held is not None else "live"
    if held is not None and state in ("deleted", "rejected"):
        name = directive_id(held.number)
        told = {"deleted": "đã xóa", "rejected": "đã bị loại"}[state]
        raise ChangeRefused(f"Chỉ đạo {name} {told}: lấy lại bằng “chidao undo {name}” trước.")


def confirm(register: Register, name: str, *, by: str, at: str, reason: str | None = None) -> tuple[Changed, ...]:
    """A person has looked and says it is right: a directive, or a document with its card and all its directives.

    What is confirmed stays as it is, whatever a later reading says. What was confirmed already is left out.
    """
    with register.writing() as db:
        desk, held = _at(register, db, name, Act(by, at, reason))
        _check_listed(desk, held)
        text = desk.holding.reading.text
        chosen = [held] if held is not None else [h for h in desk.holding.directives if h.state() == "live"]
        fresh = [h for h in chosen if not has(h.corrections, "confirmed")]
        changed = []
        if held is None and not has(desk.holding.corrections, "confirmed"):
            card = effective_record(desk.holding).document
            desk.lay(None, "confirmed", card_snapshot(card), None)
            told = desk.note(None, "confirmed", None, card.number or card.title or desk.holding.file_name)
            changed.append(Changed(document_id(desk.holding.number), (told,)))
        for one in fresh:
            directive = one.effective(text)
            desk.lay(one.number, "confirmed", directive, None)
            told = desk.note(one.number, "confirmed", None, directive.text)
            changed.append(Changed(directive_id(one.number), (told,)))
        desk.follow(None if held is None else {h.number for h in fresh})
        return tuple(changed)


def unconfirm(register: Register, name: str, *, by: str, at: str, reason: str | None = None) -> tuple[Changed, ...]:
    """Take a confirmation back; that of a document with those of its directives that were given with it."""
    with register.writing() as db:
        desk, held = _at(register, db, name, Act(by, at, reason))
        laid = held.corrections if held is not None else desk.holding.corrections
        last = next((c for c in reversed(laid) if c.field == "confirmed"), None)
        if last is None:
            raise ChangeRefused(f"{name.upper()} chưa được xác nhận nên không có gì để bỏ.")
        return _undo(desk, [last.id] if held is not None else _of_act(db, last.id))


def reject(register: Register, name: str, *, by: str, at: str, reason: str | None = None) -> Changed:
    """A person says that a directive is none: it leaves lists and searches and does not come back with a reading."""
    return _set_aside(register, name, "rejected", Act(by, at, reason))


def delete(register: Register, name: str, *, by: str, at: str, reason: str | None = None) -> Changed:
    """Take a document with its directives, or one directive, out of lists and searches; all is kept."""
    return _set_aside(register, name, "deleted", Act(by, at, reason))


def _set_aside(register: Register, name: str, field: str, act: Act) -> Changed:
    with register.writing() as db:
        desk, held = _at(register, db, name, act)
        _check_listed(desk, held)
        if held is None and field == "rejected":
            raise ChangeRefused("Chỉ loại được từng chỉ đạo (CD12): bỏ cả văn bản bằng “chidao delete”.")
        number = None if held is None else held.number
        about = held.effective(desk.holding.reading.text).text if held is not None else desk.holding.file_name
        desk.lay(number, field, True, None)
        desk.follow(None if number is None else {number})
        told = desk.note(number, field, None, about)
        if number is None:
            settle_entry(db, members_of(db, desk.holding.number), act)
        return Changed(document_id(desk.holding.number) if number is None else directive_id(number), (told,))


def undelete(register: Register, name: str, *, by: str, at: str, reason: str | None = None) -> tuple[Changed, ...]:
    """Bring back what was deleted, as it was."""
    with register.writing() as db:
        desk, held = _at(register, db, name, Act(by, at, reason))
        laid = held.corrections if held is not None else desk.holding.corrections
        numbers = [c.id for c in laid if c.field == "deleted"]
        if not numbers:
            raise ChangeRefused(f"{name.upper()} không bị xóa nên không cần khôi phục.")
        return _undo(desk, numbers)


def add(
    register: Register,
    name: str,
    words: str,
    *,
    by: str,
    at: str,
    quoted: bool = True,
    kind: str = "task",
    assignees: Iterable[tuple[str, str]] = (),
    deadline: GivenDeadline | None = None,
    issued_by: str | None = None,
    reason: str | None = None,
) -> str:
    """A directive that the machine missed, into the document `name`; its id. `quoted`: its words stand in the text."""
    with register.writing() as db:
        desk, held = _at(register, db, name, Act(by, at, reason))
        _check_listed(desk, None)
        if held is not None:
            raise ChangeRefused("Thêm chỉ đạo vào một văn bản: nêu mã văn bản (VB3).")
        record = effective_record(desk.holding)
        directive = added_directive(
            words, record, quoted=quoted, kind=kind, assignees=assignees, deadline=deadline, issued_by=issued_by
        )
        _check_new(desk.holding, directive)
        row = {**new_directive_row(record, directive, desk.holding.number, 0), "base": as_json(directive)}
        number = insert_one(db, "directives", row)
        desk.lay(number, "added", directive, None)
        desk.follow(None)  # those behind it move down
        desk.note(number, "added", None, directive.text)
        return directive_id(number)


def _check_new(holding: Holding, directive: Directive) -> None:
    for held in holding.directives:
        known = held.effective(holding.reading.text)
        if (known.start, known.end, known.text) == (directive.start, directive.end, directive.text):
            name, state = directive_id(held.number), held.state()
            how = f": lấy lại bằng “chidao undo {name}”" if state in ("rejected", "deleted") else ""
            raise ChangeRefused(f"Chỉ đạo này đã có trong sổ là {name}{how}.")


def undo(
    register: Register, name: str | None = None, *, by: str, at: str, reason: str | None = None
) -> tuple[Changed, ...]:
    """Take back the last change made by one command: of a directive, of a document, or (no name) by this person."""
    with register.writing() as db:
        condition, value = _whose(db, name, by)
        sql = f"""
            SELECT id, document_id, at FROM corrections
            WHERE undone_at IS NULL AND {condition} ORDER BY id DESC LIMIT 1"""
        row = db.execute(sql, [value]).fetchone()
        _check_not_followed(db, condition, value, row[2] if row is not None else "")
        if row is None:
            about = f"của {name.upper()}" if name is not None else f"do “{by}” sửa"
            raise ChangeRefused(f"Không còn thay đổi nào {about} để hoàn tác.")
        return _undo(_Desk(register, db, row[1], Act(by, at, reason or "hoàn tác")), _of_act(db, row[0]))


def _check_not_followed(db: Database, condition: str, value: int | str, at: str) -> None:
    """What was reported of a directive after the correction comes first, and has a command of its own."""
    sql = f"""
        SELECT directive_id FROM (
            SELECT events.id, directive_id, document_id, by, at FROM events
            JOIN directives ON directives.id = directive_id WHERE undone_at IS NULL)
        WHERE {condition} AND at > ? ORDER BY id DESC LIMIT 1"""
    later = db.execute(sql, [value, at]).fetchone()
    if later is not None:
        name = directive_id(later[0])
        raise ChangeRefused(f"Điều ghi cuối cùng là về việc thực hiện {name}: rút lại bằng “chidao retract {name}”.")


def _whose(db: Database, name: str | None, by: str) -> tuple[str, int | str]:
    if name is None:
        return "by = ?", by
    number, directive = resolve(db, name)
    return ("directive_id = ?", number_of(directive)) if directive is not None else ("document_id = ?", number)


def _of_act(db: Database, number: int) -> list[int]:
    """The lines in force that were laid by the same command as that one."""
    sql = "SELECT id FROM corrections WHERE undone_at IS NULL AND act = (SELECT act FROM corrections WHERE id = ?)"
    return [int(row[0]) for row in db.execute(sql, [number])] or [number]


def _undo(desk: _Desk, numbers: list[int]) -> tuple[Changed, ...]:
    before = desk.holding
    whole = [(None, c) for c in before.corrections] + [(h.number, c) for h in before.directives for c in h.corrections]
    undone: list[tuple[int | None, Laid]] = [(number, laid) for number, laid in whole if laid.id in set(numbers)]
    for _, laid in undone:
        desk.db.execute("UPDATE corrections SET undone_at = ? WHERE id = ?", [desk.act.at, laid.id])
    after = desk.follow(None)
    if before.deleted != after.deleted:
        settle_entry(desk.db, members_of(desk.db, before.number), desk.act)
    changed: dict[int | None, list[FieldChange]] = {}
    for number, laid in undone:
        value = _value_of(laid.field)
        old, new = value(before, number), value(after, number)
        if laid.field in ("confirmed", "rejected", "deleted", "added"):
            new = None
        changed.setdefault(number, []).append(desk.note(number, laid.field, old, new))
    return tuple(
        Changed(document_id(before.number) if number is None else directive_id(number), tuple(changes))
        for number, changes in changed.items()
    )


def _value_of(field: str) -> Callable[[Holding, int | None], Any]:
    def value(holding: Holding, number: int | None) -> Any:
        if number is None:
            card = effective_record(holding).document
            return holding.file_name if field in ("confirmed", "deleted") else field_of_card(card, field)
        directive = holding.find(number).effective(holding.reading.text)
        return dict(directive_values(directive)).get(field, directive.text)

    return value
