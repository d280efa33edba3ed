"""What a place in the text gives as a deadline, before an order claims it."""

from __future__ import annotations

import msgspec

from extractor.core.record import Deadline
from extractor.resolve.deadline_settings import DeadlineRole, Strength


class DeadlineCandidate(msgspec.Struct, frozen=True):
    """A place [start, end) that could be a deadline. `time` is the index of its calendar expression, if it has one."""

    start: int
    end: int
    deadline: Deadline
    strength: Strength
    role: DeadlineRole
    time: int | None = None


def deadline_at(text: str, start: int, end: int, **fields: object) -> Deadline:
    """The deadline whose words are [start, end) of `text`."""
    return Deadline(text[start:end], start, end, **fields)  # type: ignore[arg-type]
