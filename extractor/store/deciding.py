"""What people say of links: accept, decline, make one by hand, take one back; with what follows for the tasks.

Each in one transaction with its history: what is refused leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from extractor.core.errors import StoreError
from extractor.core.links import LinkKind, LinkRow, Reason, Settled
from extractor.core.register import TaskRow
from extractor.core.status import whole_day
from extractor.store.entries import choose_main, members_of, settle_entry
from extractor.store.following import add_evidence, close, extend
from extractor.store.history import Act, note
from extractor.store.links import add_link, known_link, link_id, read_link
from extractor.store.lookup import resolve
from extractor.store.register import Register
from extractor.store.rows import directive_id, document_id, number_of, parse_id, read_tasks
from extractor.store.taking_back import take_back_of_link

_JOINS = ("same", "report")
_NAMES: dict[LinkKind, str] = {
    "same": "cùng một văn bản", "report": "tin về cuộc họp", "extends": "gia hạn", "repeats": "nhắc lại",
    "replaces": "thay thế", "reports_on": "báo cáo kết quả",
}  # fmt: skip


def accept(
    register: Register,
    names: Sequence[str],
    *,
    by: str,
    at: str,
    to: str | None = None,
    done: str | None = None,
    reason: str | None = None,
) -> tuple[Settled, ...]:
    """Offered links are right (`LK7`). `extends` puts the deadline off (to the later directive's day, or `to`),
    `replaces` closes the earlier task, `reports_on` notes the evidence and, where `done` gives the day, closes it.

    Raises StoreError; then none of them is accepted.
    """
    act = Act(by, at, reason)
    with register.writing() as db:
        return tuple(_accept(register, db, name, act, to, done) for name in dict.fromkeys(names))


def _accept(register: Register, db: Database, name: str, act: Act, to: str | None, done: str | None) -> Settled:
    number, row = known_link(db, name)
    if row["state"] == "confirmed":
        raise StoreError(f"{link_id(number)} đã được nhận rồi: bỏ bằng “chidao unlink {link_id(number)}” nếu nhầm.")
    _set_state(db, number, row, "confirmed", act)
    return Settled(_read(db, number), _carry_out(register, db, row, act, to, done))


def decline(
    register: Register, names: Sequence[str], *, by: str, at: str, reason: str | None = None
) -> tuple[LinkRow, ...]:
    """Offered links are wrong: they are not offered again. Raises StoreError."""
    act = Act(by, at, reason)
    with register.writing() as db:
        told = []
        for name in dict.fromkeys(names):
            number, row = known_link(db, name)
            if row["state"] == "confirmed":
                raise StoreError(f"{link_id(number)} đã được nhận: bỏ bằng “chidao unlink {link_id(number)}”.")
            _set_state(db, number, row, "rejected", act)
            told.append(_read(db, number))
        return tuple(told)


def link(
    register: Register,
    source: str,
    kind: LinkKind,
    target: str,
    *,
    by: str,
    at: str,
    to: str | None = None,
    done: str | None = None,
    main: bool = False,
    reason: str | None = None,
) -> Settled:
    """A link by hand, from the later (witness, report) to the earlier: documents (VB) or directives (CD).

    `main`: the source is to be the main document of the entry. What follows is that of `accept`. Raises StoreError.
    """
    act = Act(by, at, reason)
    with register.writing() as db:
        one, two = _end(db, source), _end(db, target)
        if one == two or (kind in _JOINS and one[0] == two[0]):
            raise StoreError(f"Không liên kết {source.upper()} với chính nó: nêu hai mục khác nhau.")
        if kind in _JOINS and (one[1] is None) != (two[1] is None):
            raise StoreError("Liên kết này nối hai văn bản (VB) hoặc hai chỉ đạo (CD): nêu hai mã cùng loại.")
        if kind not in _JOINS and two[1] is None:
            raise StoreError(f"Nêu chỉ đạo được {_NAMES[kind]} (như CD12): xem mã bằng “chidao show {target.upper()}”.")
        said = [Reason("person", value=reason)]
        number = add_link(db, kind, one, two, act, score=1.0, reasons=said, confirmed=True)
        if number is None:
            number = _again(db, kind, one, two, act)
        row = next(iter(db.query("SELECT * FROM links WHERE id = ?", [number])))
        tasks = _carry_out(register, db, row, act, to, done)
        if main and kind in _JOINS and one[1] is None:
            choose_main(db, one[0], act)
        return Settled(_read(db, number), tasks)


def unlink(
    register: Register, names: Sequence[str], *, by: str, at: str, reason: str | None = None
) -> tuple[Settled, ...]:
    """Take confirmed links back: by id (`LK7`), or all between two documents or directives. They are not offered again.

    Tasks that were counted once are counted apart again, and what accepting reported of them (an extension, a closing,
    evidence) is taken back. What people reported themselves, before or since, stays. Raises StoreError.
    """
    act = Act(by, at, reason)
    with register.writing() as db:
        told = []
        for number, row in _named(db, names):
            _set_state(db, number, row, "rejected", act)
            followed = take_back_of_link(db, number, act)
            ends = {row["from_document"], row["to_document"]}
            settle_entry(db, {m for end in ends for m in (end, *members_of(db, end))}, act)
            told.append(Settled(_read(db, number), _tasks(db, row, act, followed)))
        return tuple(told)


def _named(db: Database, names: Sequence[str]) -> list[tuple[int, dict[str, Any]]]:
    if len(names) == 2 and all(parse_id(name) for name in names):
        (one, first), (two, second) = (_end(db, name) for name in names)
        sql = """
            SELECT * FROM links WHERE state = 'confirmed'
            AND ((from_document = :one AND to_document = :two) OR (from_document = :two AND to_document = :one))"""
        rows = list(db.query(sql, {"one": one, "two": two}))
        wanted = {first, second} - {None}
        rows = [row for row in rows if wanted <= {row["from_directive"], row["to_directive"]}]
        if not rows:
            raise StoreError(f"Giữa {names[0].upper()} và {names[1].upper()} không có liên kết nào để bỏ.")
        return [(row["id"], row) for row in rows]
    found = [known_link(db, name) for name in dict.fromkeys(names)]
    for number, row in found:
        if row["state"] != "confirmed":
            raise StoreError(f"{link_id(number)} chưa được nhận nên không có gì để bỏ: từ chối bằng “chidao decline”.")
    return found


def _end(db: Database, name: str) -> tuple[int, int | None]:
    document, directive = resolve(db, name)
    return document, number_of(directive) if directive is not None else None


def _again(db: Database, kind: LinkKind, one: tuple[int, int | None], two: tuple[int, int | None], act: Act) -> int:
    """A link that was offered or declined before, confirmed now."""
    sql = """
        SELECT * FROM links WHERE kind = ? AND from_document = ? AND from_directive IS ?
        AND to_document = ? AND to_directive IS ?"""
    row = next(iter(db.query(sql, [kind, *one, *two])))
    if row["state"] == "confirmed":
        raise StoreError(f"Liên kết này đã có trong sổ là {link_id(row['id'])}.")
    _set_state(db, row["id"], row, "confirmed", act)
    return int(row["id"])


def _set_state(db: Database, number: int, row: dict[str, Any], state: str, act: Act) -> None:
    db.execute("UPDATE links SET state = ?, by = ?, at = ? WHERE id = ?", [state, act.by, act.at, number])
    note(db, act, "link", number, "state", row["state"], state, document=row["from_document"])


def _carry_out(
    register: Register, db: Database, row: dict[str, Any], act: Act, to: str | None, done: str | None
) -> tuple[TaskRow, ...]:
    """What a confirmed link means for the tasks."""
    kind, source, target = row["kind"], row["from_directive"], row["to_directive"]
    basis, by, at = document_id(row["from_document"]), act.by, act.at
    said = act.reason or f"{_NAMES[kind]} theo {basis}"
    if kind in ("extends", "replaces", "reports_on"):
        if target is None:
            hint = f"chidao link {basis} --{kind.replace('_', '-')} CD12"
            raise StoreError(f"{link_id(row['id'])} chưa chỉ rõ nhiệm vụ: liên kết bằng tay, ví dụ “{hint}”.")
        task = [_standing_for(db, target)]
        if kind == "extends":
            extend(register, task, to=to or _new_day(db, row), reason=said, basis=basis, by=by, at=at, link=row["id"])
        elif kind == "replaces":
            close(
                register,
                task,
                on=done or _issued(db, row, at),
                closed_as="replaced",
                note=said,
                evidence=basis,
                by=by,
                at=at,
                recurring=True,
                link=row["id"],
            )
        elif done is not None:
            close(register, task, on=done, note=said, evidence=basis, by=by, at=at, link=row["id"])
        else:
            add_evidence(register, task, document=basis, note=said, by=by, at=at, link=row["id"])
    if kind in _JOINS or (source is not None and kind in ("extends", "repeats")):
        settle_entry(db, [row["from_document"]], act)
    return _tasks(db, row, act)


def _standing_for(db: Database, number: int) -> str:
    """The directive that lists show for that one."""
    return directive_id(db.execute("SELECT coalesce(same_as, id) FROM directives WHERE id = ?", [number]).fetchone()[0])


def _new_day(db: Database, row: dict[str, Any]) -> str:
    day = None
    if row["from_directive"] is not None:
        day = db.execute("SELECT given_day FROM directives WHERE id = ?", [row["from_directive"]]).fetchone()[0]
    if day is None:
        raise StoreError(f"{link_id(row['id'])} không nêu hạn mới: nêu bằng --to.")
    return str(day)


def _issued(db: Database, row: dict[str, Any], at: str) -> str:
    """The day of the later document; the day of today where that is not known or has not come."""
    day = whole_day(db.execute("SELECT issued_on FROM documents WHERE id = ?", [row["from_document"]]).fetchone()[0])
    return min(day, at[:10]) if day is not None else at[:10]


def _tasks(db: Database, row: dict[str, Any], act: Act, more: Iterable[int] = ()) -> tuple[TaskRow, ...]:
    numbers = [n for n in (row["from_directive"], row["to_directive"], *more) if n is not None]
    return tuple(read_tasks(db, dict.fromkeys(numbers), today=act.at[:10]).values())


def _read(db: Database, number: int) -> LinkRow:
    found = read_link(db, number)
    assert found is not None  # it is in this transaction
    return found
