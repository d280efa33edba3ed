"""Following up: what people report about directives, one event each, with what follows from it for where they stand.

Every function takes the ids of several directives (`CD12`), who says it (`by`) and the moment (`at`, ISO 8601), writes
all in one transaction or nothing, and returns the rows as they stand on that day. A refusal is a StoreError that names
every directive it concerns and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import msgspec
from sqlite_utils import Database

from extractor.core.errors import StoreError
from extractor.core.recurrence import last_occurrence, next_occurrence
from extractor.core.register import TaskRow
from extractor.core.status import ClosedAs, whole_day
from extractor.store.register import Register
from extractor.store.rows import Row, directive_id, document_id, parse_id, read_tasks

DayCounted: TypeAlias = Callable[[str, str, str | None, str | None], str | None]
"""From the day of a condition, the offset (`P10D`), the bound and the words of a deadline: its last day, or None."""

_EventKind = Literal["closed", "reopened", "extended", "note", "evidence", "condition_met", "occurrence"]
_MOST = 10  # refusals told at once
UNKNOWN = "không có trong sổ: xem mã bằng “chidao tasks”"


class _Event(msgspec.Struct, frozen=True):
    """What is written down about one directive, and which of its columns that sets."""

    kind: _EventKind
    on_day: str | None = None
    value: str | None = None
    sets: dict[str, Any] = {}


_Plan: TypeAlias = Callable[[Row], "_Event | str"]
"""The event for a directive's row, or why there is none (Vietnamese)."""


def close(
    register: Register,
    ids: Sequence[str],
    *,
    on: str,
    by: str,
    at: str,
    closed_as: ClosedAs = "done",
    note: str | None = None,
    evidence: str | None = None,
    recurring: bool = False,
    link: int | None = None,
) -> tuple[TaskRow, ...]:
    """Directives were done, cancelled or replaced on a day; `evidence` is the document that shows it (`VB9`).

    A recurring duty is closed only where `recurring` says that the duty itself is over. Raises StoreError.
    """
    _check_days(on)

    def plan(row: Row) -> _Event | str:
        if row["closed_on"] is not None:
            return f"đã kết thúc ngày {_day(row['closed_on'])}; nếu ghi nhầm, mở lại bằng “chidao reopen” rồi ghi lại"
        if row["turn"] == 1 and not recurring:
            return "là việc định kỳ: ghi đã làm kỳ này bằng --occurrence, hoặc kết thúc hẳn bằng --for-good"
        if on > at[:10]:
            return f"chưa thể kết thúc vào ngày {_day(on)} vì ngày đó chưa tới"
        if (issued := whole_day(row["issued_on"])) is not None and on < issued:
            return f"không thể kết thúc ngày {_day(on)}, trước ngày ban hành {_day(issued)} của văn bản giao"
        return _Event("closed", on, closed_as, {"closed_on": on, "closed_as": closed_as})

    return _write(register, ids, plan, (by, at, note), evidence, link)


def reopen(register: Register, ids: Sequence[str], *, by: str, at: str, note: str | None = None) -> tuple[TaskRow, ...]:
    """Closed directives are open again, with the deadlines they had. Raises StoreError."""

    def plan(row: Row) -> _Event | str:
        if row["closed_on"] is None:
            return "chưa kết thúc nên không cần mở lại"
        return _Event("reopened", sets={"closed_on": None, "closed_as": None})

    return _write(register, ids, plan, (by, at, note))


def extend(
    register: Register,
    ids: Sequence[str],
    *,
    to: str,
    reason: str,
    by: str,
    at: str,
    basis: str | None = None,
    link: int | None = None,
) -> tuple[TaskRow, ...]:
    """The deadline is put off to a later day; the one given stays, extensions are counted.

    `basis` is the document that allows it (`VB9`). Raises StoreError.
    """
    _check_days(to)
    if not reason.strip():
        raise StoreError("Gia hạn cần có lý do: nêu lý do bằng --reason.")

    def plan(row: Row) -> _Event | str:
        if row["closed_on"] is not None:
            return "đã kết thúc nên không gia hạn; nếu cần, mở lại bằng “chidao reopen” trước"
        day = row["day_in_effect"]
        if day is None:
            return "chưa có ngày hạn nên không có gì để gia hạn: ghi thời hạn trước"
        if (issued := whole_day(row["issued_on"])) is not None and to < issued:
            return f"hạn mới {_day(to)} trước ngày ban hành {_day(issued)} của văn bản giao"
        if to <= day:
            return f"hạn mới {_day(to)} không muộn hơn hạn đang có {_day(day)}"
        return _Event("extended", at[:10], to, {"extended_to": to, "extensions": row["extensions"] + 1})

    return _write(register, ids, plan, (by, at, reason), basis, link)


def add_note(
    register: Register, ids: Sequence[str], *, note: str, by: str, at: str, evidence: str | None = None
) -> tuple[TaskRow, ...]:
    """Something to remember about directives, open or closed; it shows in the list. Raises StoreError."""
    if not note.strip():
        raise StoreError("Ghi chú còn trống: viết nội dung cần ghi.")
    return _write(register, ids, lambda row: _Event("note", at[:10]), (by, at, note), evidence)


def add_evidence(
    register: Register,
    ids: Sequence[str],
    *,
    document: str,
    by: str,
    at: str,
    note: str | None = None,
    link: int | None = None,
) -> tuple[TaskRow, ...]:
    """A document of the register shows what was done. Raises StoreError."""
    event = _Event("evidence", at[:10], document.upper())
    return _write(register, ids, lambda row: event, (by, at, note), document, link)


def meet_condition(
    register: Register,
    ids: Sequence[str],
    *,
    on: str,
    by: str,
    at: str,
    day_counted: DayCounted,
    due: str | None = None,
    note: str | None = None,
    evidence: str | None = None,
) -> tuple[TaskRow, ...]:
    """What directives waited for has come on a day; their deadline is counted from it.

    `due` is the last day where a person states it. Where neither gives a day, the deadline is missing from now on.
    May be said again to put a day right. Raises StoreError.
    """
    _check_days(on, due)

    def plan(row: Row) -> _Event | str:
        if row["closed_on"] is not None:
            return "đã kết thúc; nếu cần, mở lại bằng “chidao reopen” trước"
        if row["anchor"] is None or row["last_day"] or row["due"]:
            return "không chờ điều kiện nào"
        offset = row["offset"] or ""
        if on > at[:10] and not offset.startswith("-") and row["bound"] != "before":
            return f"điều kiện chưa thể xảy ra vào ngày {_day(on)} vì ngày đó chưa tới"
        last = due or (day_counted(on, offset, row["bound"], row["deadline_text"]) if offset else None)
        if last is not None and (issued := whole_day(row["issued_on"])) is not None and last < issued:
            return f"hạn tính ra {_day(last)} trước ngày ban hành {_day(issued)} của văn bản giao: xem lại ngày"
        return _Event("condition_met", on, last, {"condition_met_on": on, "condition_day": last})

    return _write(register, ids, plan, (by, at, note), evidence)


def report_occurrence(
    register: Register,
    ids: Sequence[str],
    *,
    on: str,
    by: str,
    at: str,
    of: str | None = None,
    note: str | None = None,
    evidence: str | None = None,
) -> tuple[TaskRow, ...]:
    """A recurring duty was done on a day, for the occurrence `of`; not named, it is the last one come, or the next.

    Raises StoreError.
    """
    _check_days(on, of)

    def plan(row: Row) -> _Event | str:
        if row["closed_on"] is not None:
            return "đã kết thúc; nếu cần, mở lại bằng “chidao reopen” trước"
        if row["recurrence"] is None:
            return "không phải việc định kỳ: ghi hoàn thành bằng “chidao done” không kèm --occurrence"
        if on > at[:10]:
            return f"chưa thể ghi đã làm vào ngày {_day(on)} vì ngày đó chưa tới"
        reported = set(msgspec.json.decode(row["reported"], type=tuple[str, ...]))
        day = of or _occurrence(row, on, reported)
        if day is None:
            return "không tính được kỳ nào từ quy tắc lặp: nêu ngày của kỳ bằng --of"
        if day in reported:
            return f"kỳ {_day(day)} đã được ghi rồi"
        return _Event("occurrence", on, day)

    return _write(register, ids, plan, (by, at, note), evidence)


def _occurrence(row: Row, on: str, reported: set[str]) -> str | None:
    since = whole_day(row["issued_on"])
    last = last_occurrence(row["recurrence"], on, since)
    return last if last is not None and last not in reported else next_occurrence(row["recurrence"], on, since)


def _write(
    register: Register,
    ids: Sequence[str],
    plan: _Plan,
    said: tuple[str, str, str | None],
    evidence: str | None = None,
    link: int | None = None,
) -> tuple[TaskRow, ...]:
    """`said`: by whom, when, and the note; `link` is the number of the accepted link that it follows from."""
    numbers = numbers_of(ids)
    by, at, note = said
    note = note.strip() if note and note.strip() else None
    with register.writing() as db:
        document = _evidence(db, evidence)
        rows = {row["id"]: row for row in rows_of(db, numbers)}
        planned = {n: _planned(rows.get(n), plan) for n in numbers}
        _refuse(f"{directive_id(n)} {event}" for n, event in planned.items() if isinstance(event, str))
        for number, event in planned.items():
            if isinstance(event, _Event):
                _write_event(db, rows[number], event, (by, at, note), document, link)
        tasks = read_tasks(db, numbers, today=at[:10])
    return tuple(tasks[number] for number in numbers)


def _check_days(*days: str | None) -> None:
    for day in days:
        if day is not None and whole_day(day) != day:
            raise StoreError(f"“{day}” không phải là ngày: viết như 2026-03-12.")


def numbers_of(ids: Sequence[str]) -> list[int]:
    """The numbers of directives with these ids, each once. Raises StoreError where one is no such id."""
    known = {name: parse_id(name.strip(" ,;")) for name in ids}  # `CD12, CD13` as one writes a list
    wrong = [name for name, parsed in known.items() if parsed is None or parsed[0] != "CD"]
    if wrong:
        raise StoreError(f"“{wrong[0]}” không phải mã chỉ đạo: viết như CD12, xem mã bằng “chidao tasks”.")
    return list(dict.fromkeys(parsed[1] for parsed in known.values() if parsed is not None))


def rows_of(db: Database, numbers: Iterable[int]) -> Iterable[Row]:
    """Directives with what reports of them lean on."""
    sql = """
        SELECT directives.*, documents.issued_on, documents.id IN (
            SELECT id FROM documents WHERE deleted_at IS NOT NULL) AS deleted,
            (SELECT json_group_array(value) FROM events
             WHERE directive_id = directives.id AND kind = 'occurrence' AND undone_at IS NULL) AS reported
        FROM directives JOIN documents ON documents.id = directives.document_id
        WHERE directives.id IN (SELECT value FROM json_each(?))"""
    return db.query(sql, [msgspec.json.encode(list(numbers)).decode()])


def _planned(row: Row | None, plan: _Plan) -> _Event | str:
    return (not_at_hand(row) or plan(row)) if row is not None else UNKNOWN


def not_at_hand(row: Row) -> str | None:
    """Why nothing can be reported of a directive."""
    own = directive_id(row["id"])
    if row["deleted"]:
        return f"thuộc văn bản {document_id(row['document_id'])} đã xóa: khôi phục văn bản trước"
    if row["state"] == "deleted":
        return f"đã xóa: khôi phục bằng “chidao undelete {own}” trước"
    if row["state"] == "rejected":
        return "đã bị loại vì không phải chỉ đạo"
    if row["same_as"] is not None:
        return f"trùng với {directive_id(row['same_as'])}: ghi vào {directive_id(row['same_as'])}"
    return None


def _refuse(refusals: Iterable[str]) -> None:
    told = list(refusals)
    if told:
        more = f"; và {len(told) - _MOST} mục khác" if len(told) > _MOST else ""
        raise StoreError(f"Chưa ghi gì vào sổ: {'; '.join(told[:_MOST])}{more}.")


def _evidence(db: Database, name: str | None) -> int | None:
    if name is None:
        return None
    known = parse_id(name)
    if known is not None and known[0] == "VB":
        found = db.execute("SELECT id, deleted_at FROM documents WHERE id = ?", [known[1]]).fetchone()
        if found is not None and found[1] is None:
            return int(found[0])
    raise StoreError(f"Trong sổ không có văn bản {name.upper()}: nạp văn bản trước, rồi nêu mã của nó (như VB9).")


def _write_event(
    db: Database, row: Row, event: _Event, said: tuple[str, str, str | None], document: int | None, link: int | None
) -> None:
    by, at, note = said
    number = row["id"]
    db.execute(
        "INSERT INTO events (directive_id, kind, on_day, value, note, evidence_document, by, at, link_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, event.kind, event.on_day, event.value, note, document, by, at, link],
    )
    changes = [(field, row[field], value) for field, value in event.sets.items()]
    if not event.sets:
        changes.append((event.kind, None, event.value if event.kind != "note" else note))
    if document is not None and event.kind != "evidence":
        changes.append(("evidence", None, document_id(document)))
    write_changes(db, row, changes, event.sets, (by, at, note if event.kind != "note" else None))


def write_changes(
    db: Database,
    row: Row,
    changes: Sequence[tuple[str, Any, Any]],
    columns: Mapping[str, Any],
    said: tuple[str, str, str | None],
) -> None:
    """Changes of a directive, those of `columns` in its row, and each in the history.

    The first is written down even where it says what was known already: it stands for the event.
    """
    by, at, reason = said
    for place, (field, old, new) in enumerate(changes):
        if place and old == new:
            continue
        if field in columns:
            db.execute(f"UPDATE directives SET {field} = ? WHERE id = ?", [new, row["id"]])
        db.execute(
            "INSERT INTO history (at, by, subject, subject_id, document_id, field, old, new, reason)"
            " VALUES (?, ?, 'directive', ?, ?, ?, ?, ?, ?)",
            [at, by, row["id"], row["document_id"], field, _text(old), _text(new), reason],
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(iso: str) -> str:
    year, month, day = iso[:10].split("-")
    return f"{day}/{month}/{year}"
