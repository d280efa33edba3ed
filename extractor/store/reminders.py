"""Who was reminded when: written down before a letter goes out, so that a run that breaks off sends none twice."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.store.register import Register

Claimed = Literal["sent", "sending"]


def claim_reminder(
    register: Register,
    *,
    unit_key: str,
    unit: str,
    day: str,
    addresses: tuple[str, ...],
    tasks: tuple[str, ...],
    by: str,
    at: str,
    again: bool = False,
) -> int | Claimed:
    """The number under which a reminder may go out now.

    Instead: `sent` where the unit got one on this day, `sending` where a run that broke off may have sent one; `again`
    goes past both. Raises StoreError.
    """
    with register.writing() as db:
        sql = "SELECT state FROM reminders WHERE unit_key = ? AND day = ? AND state <> 'failed' ORDER BY state DESC"
        known = db.execute(sql, [unit_key, day]).fetchone()
        if known is not None and not again:
            state: Claimed = known[0]
            return state
        row = {
            "unit_key": unit_key,
            "unit": unit,
            "day": day,
            "addresses": _json(addresses),
            "tasks": _json(tasks),
            "state": "sending",
            "by": by,
            "at": at,
        }
        columns = ", ".join(f"[{name}]" for name in row)
        sql = f"INSERT INTO reminders ({columns}) VALUES ({', '.join('?' * len(row))}) RETURNING id"
        return int(db.execute(sql, list(row.values())).fetchone()[0])


def settle_reminder(
    register: Register, number: int, state: Literal["sent", "failed"], reason: str | None = None
) -> None:
    """What became of a reminder that was claimed. Raises StoreError."""
    with register.writing() as db:
        db.execute("UPDATE reminders SET state = ?, reason = ? WHERE id = ?", [state, reason, number])


def _json(words: tuple[str, ...]) -> str:
    return msgspec.json.encode(words).decode()
