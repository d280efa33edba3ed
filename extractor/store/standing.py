"""Where directives stand, in SQL: the same as `core.status`, from the columns that SQLite keeps (`given_day`,
`day_in_effect`, `turn` of m009). Fragments ask for the parameters of `days_of`.
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
RATING = """
    CASE WHEN directives.closed_on IS NULL THEN NULL
         WHEN directives.closed_as IS NOT 'done' OR directives.given_day IS NULL THEN 'unrated'
         WHEN substr(directives.closed_on, 1, 10) <= directives.given_day THEN 'on_time'
         ELSE 'late' END"""
MISSING = """
    CASE WHEN directives.turn <> 3 THEN NULL
         WHEN coalesce(directives.deadline_text, '') <> '' THEN 'not_understood'
         ELSE 'none_stated' END"""
URGENT_DAY = "directives.turn = 0 AND directives.day_in_effect BETWEEN :today AND :urgent"

LISTED = """
    directives.state <> 'rejected'
    AND directives.document_id NOT IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL)
    AND (directives.same_as IS NULL OR NOT EXISTS (
        SELECT 1 FROM directives AS first WHERE first.id = directives.same_as AND first.state <> 'rejected'
        AND first.document_id NOT IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL)))"""
"""What counts: not rejected, not of a deleted document, not said already by a directive that counts."""

CONDITIONS: dict[Status, str] = {
    "overdue": "(directives.turn = 0 AND directives.day_in_effect < :today)",
    "due_soon": "(directives.turn = 0 AND directives.day_in_effect BETWEEN :today AND :soon)",
    "in_progress": "(directives.turn = 0 AND directives.day_in_effect > :soon)",
    "standing": "directives.turn = 1",
    "waiting": "directives.turn = 2",
    "missing": "directives.turn = 3",
    "closed": "directives.turn = 4",
}
"""Each status as a condition that the index `directives_turn` answers."""


def days_of(today: str) -> dict[str, str]:
    """The parameters `today`, `soon` and `urgent` of the fragments, for a day (ISO date)."""
    day = date.fromisoformat(today)
    return {"today": today, "soon": _later(day, SOON), "urgent": _later(day, URGENT)}


def _later(day: date, days: int) -> str:
    return (day + timedelta(days=min(days, date.max.toordinal() - day.toordinal()))).isoformat()
