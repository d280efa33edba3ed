"""Words that make a date a deadline, or show that it is none."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class DeadlineCues(msgspec.Struct, frozen=True):
    """Phrases, lower case. `before`, `strong` and `weak` stand right before the date, `labels` with a colon;
    the others in its clause: `measured` what falls short by a day, `gatherings` what has a day of its own, `lengths`
    what goes on for a time, `terms` what runs for a term of its own, `holding` work that is kept up for so long,
    `titled` what has its name in quotes, `handing_in` what closes an order where a time opens its last step,
    `day_events` what a day with its date beside it is called after."""

    before: tuple[str, ...]
    strong: tuple[str, ...]
    labels: tuple[str, ...]
    weak: tuple[str, ...]
    finish: tuple[str, ...]
    handing_in: tuple[str, ...]
    goal: tuple[str, ...]
    horizon_names: tuple[str, ...]
    occasion: tuple[str, ...]
    schedule: tuple[str, ...]
    run_out: tuple[str, ...]
    effect: tuple[str, ...]
    cutoff_before: tuple[str, ...]
    done: tuple[str, ...]
    still_to_do: tuple[str, ...]
    issue_events: tuple[str, ...]
    documents: tuple[str, ...]
    meeting_events: tuple[str, ...]
    events: tuple[str, ...]
    measured: tuple[str, ...]
    gatherings: tuple[str, ...]
    lengths: tuple[str, ...]
    terms: tuple[str, ...]
    holding: tuple[str, ...]
    titled: tuple[str, ...]
    day_events: tuple[str, ...]


@cache
def deadline_cues() -> DeadlineCues:
    """Load the table once."""
    return load_json("deadline_cues.json", DeadlineCues)
