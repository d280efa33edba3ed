"""A frame: what makes a stretch of text an order."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.assemble.actors import Actor

Force = Literal["assigned", "modal", "bare", "imperative", "loose", "decision", "target", "petition", "commitment"]


class Frame(msgspec.Struct, frozen=True):
    """What makes a stretch of text an order.

    `force`: assigned (`giao A V`), modal (`A cần V`), bare (`A V`), imperative (`V`), loose (`… phải …` without a doer
    beside it), or the kind itself where the words name it. `start` is where its own words begin (behind a speaker's
    `nhấn mạnh:`); `speaker` the span of who gives it.
    """

    force: Force
    rule: str
    start: int
    leads: tuple[Actor, ...] = ()
    speaker: tuple[int, int] | None = None
    at: int = 0  # where the words that made it an order stand
