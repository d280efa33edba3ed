"""Where a directive stands on a day, from the facts that are kept: nothing but these facts is stored.

The first that fits: closed, standing, waiting, missing, overdue, due_soon, in_progress.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

SOON = 7
URGENT = 3
"""Days left from which a task is due soon, and urgent."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Status = Literal["closed", "standing", "waiting", "missing", "overdue", "due_soon", "in_progress"]
Rating = Literal["on_time", "late", "unrated"]
Missing = Literal["none_stated", "not_understood"]
ClosedAs = Literal["done", "cancelled", "replaced"]


class Facts(msgspec.Struct, frozen=True):
    """What is known of a directive. Days are ISO dates (a moment counts as its day).

    `given` is the last day of the deadline as given (for a deadline counted from a condition, what the day of the
    condition made of it), `extended_to` the last day in effect after extensions.
    """

    given: str | None = None
    extended_to: str | None = None
    recurrence: str | None = None
    anchor: str | None = None
    condition_met_on: str | None = None
    deadline_text: str | None = None
    closed_on: str | None = None
    closed_as: ClosedAs | None = None


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """`day` is the last day in effect, `days_left` what is left to it: 0 on the day itself, negative when over."""

    status: Status
    day: str | None = None
    days_left: int | None = None
    urgent: bool = False
    rating: Rating | None = None
    missing: Missing | None = None


def standing_of(facts: Facts, today: str) -> Standing:
    """Where a directive with these facts stands on `today` (ISO date)."""
    day = whole_day(facts.extended_to) or whole_day(facts.given)
    left = days_between(today, day)
    if facts.closed_on is not None:
        return Standing("closed", day, rating=rating_of(facts))
    if facts.recurrence is not None and day is None:
        return Standing("standing")
    if day is None and facts.anchor is not None and facts.condition_met_on is None:
        return Standing("waiting")
    if day is None or left is None:
        return Standing("missing", missing="not_understood" if facts.deadline_text else "none_stated")
    if left < 0:
        return Standing("overdue", day, left)
    if left <= SOON:
        return Standing("due_soon", day, left, urgent=left <= URGENT)
    return Standing("in_progress", day, left)


def rating_of(facts: Facts) -> Rating:
    """Whether a closed task was done in time, by the deadline as given; extensions do not make it so."""
    given = whole_day(facts.given)
    if facts.closed_as != "done" or given is None or facts.closed_on is None:
        return "unrated"
    return "on_time" if facts.closed_on[:10] <= given else "late"


@lru_cache(maxsize=4096)
def whole_day(iso: str | None) -> str | None:
    """The day of an ISO date or moment (`2026-03-12…`); None where it says no day."""
    if iso is None or _DAY.match(iso) is None:
        return None
    try:
        return date.fromisoformat(iso[:10]).isoformat()
    except ValueError:
        return None


def days_between(today: str | None, last_day: str | None) -> int | None:
    """Days from `today` to `last_day`; None where either is no full date."""
    first, last = whole_day(today), whole_day(last_day)
    if first is None or last is None:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
