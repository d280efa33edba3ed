"""Reports of directives that were a mistake: taken back one by one, or with the link that they followed from."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from extractor.core.errors import StoreError
from extractor.core.links import TakenBack
from extractor.store.event_facts import SET_BY, reported_facts
from extractor.store.following import UNKNOWN, not_at_hand, numbers_of, rows_of, write_changes
from extractor.store.history import Act
from extractor.store.links import link_id
from extractor.store.register import Register
from extractor.store.rows import Row, directive_id, document_id, read_tasks

TAKEN_BACK = "rút lại điều đã ghi"
"""How the history gives the reason where an event was taken back."""


def take_back(register: Register, name: str, *, by: str, at: str, reason: str | None = None) -> TakenBack:
    """What was reported last of a directive (`CD12`) was a mistake: the facts are again as before it.

    The event stays, marked as undone; the history tells what it had set and that it was taken back. Said again, it
    takes back the one before. A link that it had come by stays. Raises StoreError where nothing is left to take back.
    """
    number = numbers_of([name])[0]
    with register.writing() as db:
        row = next(iter(rows_of(db, [number])), None)
        if row is None:
            raise StoreError(f"{directive_id(number)} {UNKNOWN}.")
        if (why := not_at_hand(row)) is not None:
            raise StoreError(f"{directive_id(number)} {why}.")
        events = _in_force(db, number)
        if not events:
            raise StoreError(f"{directive_id(number)} không có gì đã ghi theo dõi để rút lại.")
        _take_back(db, row, events[-1], Act(by, at, reason))
        link = link_id(events[-1]["link_id"]) if events[-1]["link_id"] is not None else None
        return TakenBack(read_tasks(db, [number], today=at[:10])[number], link)


def take_back_of_link(db: Database, link: int, act: Act) -> tuple[int, ...]:
    """Take back what was reported because a link was accepted; the directives that it was reported of.

    What people reported after it stays, and so do the facts that it sets. Runs in the transaction of the caller.
    """
    sql = "SELECT * FROM events WHERE link_id = ? AND undone_at IS NULL ORDER BY id DESC"
    events = list(db.query(sql, [link]))
    why = Act(act.by, act.at, act.reason or f"bỏ liên kết {link_id(link)}")
    for event in events:
        row = next(iter(rows_of(db, [event["directive_id"]])))
        _take_back(db, row, event, why)
    return tuple(dict.fromkeys(event["directive_id"] for event in events))


def _in_force(db: Database, number: int) -> list[Row]:
    sql = "SELECT * FROM events WHERE directive_id = ? AND undone_at IS NULL ORDER BY id"
    return list(db.query(sql, [number]))


def _take_back(db: Database, row: Row, event: Row, act: Act) -> None:
    db.execute("UPDATE events SET undone_at = ? WHERE id = ?", [act.at, event["id"]])
    facts = reported_facts(_in_force(db, row["id"]))
    changes: list[tuple[str, Any, Any]] = [(field, row[field], facts[field]) for field in SET_BY.get(event["kind"], ())]
    if not changes:
        changes.append((event["kind"], event["note"] if event["kind"] == "note" else event["value"], None))
    if event["evidence_document"] is not None and event["kind"] != "evidence":
        changes.append(("evidence", document_id(event["evidence_document"]), None))
    reason = (act.reason or "").strip()
    told = f"{TAKEN_BACK}: {reason}" if reason else TAKEN_BACK
    write_changes(db, row, changes, facts, (act.by, act.at, told))
