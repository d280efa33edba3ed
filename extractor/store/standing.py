"""Where directives stand, in SQL: the same as `core.status`, from the columns that triggers keep (`given_day`,
`day_in_effect`, `turn`, `rating`). Fragments ask for the parameters of `days_of`.
"""

from __future__ import annotations

from datetime import date, timedelta

from extractor.core.status import SOON, URGENT, Status

STATUS = """
    CASE directives.turn
        WHEN 4 THEN 'closed' WHEN 1 THEN 'standing' WHEN 2 THEN 'waiting' WHEN 3 THEN 'missing'
        ELSE CASE WHEN directives.day_in_effect < :today THEN 'overdue'
                  WHEN directives.day_in_effect <= :soon THEN 'due_soon'
                  ELSE 'in_progress' END
    END"""
URGENT_DAY = "directives.turn = 0 AND directives.day_in_effect BETWEEN :today AND :urgent"

LISTED = """
    directives.state IN ('live', 'gone')
    AND directives.document_id NOT IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL)
    AND (directives.same_as IS NULL OR NOT EXISTS (
        SELECT 1 FROM directives AS first WHERE first.id = directives.same_as AND first.state IN ('live', 'gone')
        AND first.document_id NOT IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL)))"""
"""What counts: not rejected, not of a deleted document, not said already by a directive that counts."""

_TURNS: dict[Status, int] = {
    "overdue": 0, "due_soon": 0, "in_progress": 0, "standing": 1, "waiting": 2, "missing": 3, "closed": 4,
}  # fmt: skip
_DATED: dict[Status, str] = {
    "overdue": "directives.day_in_effect < :today",
    "due_soon": "directives.day_in_effect BETWEEN :today AND :soon",
    "in_progress": "directives.day_in_effect > :soon",
}


def standing_in(statuses: tuple[Status, ...]) -> str:
    """The condition that a directive has one of these statuses, as a range of the index `directives_turn`."""
    turns = sorted({_TURNS[status] for status in statuses})
    parts = [f"directives.turn BETWEEN {turns[0]} AND {turns[-1]}"]
    if len(turns) <= turns[-1] - turns[0]:
        parts.append(f"directives.turn IN ({', '.join(map(str, turns))})")
    days = [sql for status, sql in _DATED.items() if status in statuses]
    if 0 < len(days) < len(_DATED):
        inside = f"({' OR '.join(days)})"
        parts.append(inside if turns == [0] else f"(directives.turn > 0 OR {inside})")
    return " AND ".join(parts)


def days_of(today: str) -> dict[str, str]:
    """The parameters `today`, `soon` and `urgent` of the fragments, for a day (ISO date)."""
    day = date.fromisoformat(today)
    return {"today": today, "soon": _later(day, SOON), "urgent": _later(day, URGENT)}


def _later(day: date, days: int) -> str:
    return (day + timedelta(days=min(days, date.max.toordinal() - day.toordinal()))).isoformat()
