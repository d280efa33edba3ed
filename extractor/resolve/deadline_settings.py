"""A date in its clause: what stands on both sides of it, and the words of the cue table set into patterns."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Literal

import msgspec

from extractor.core.calendar import Expression
from extractor.lexicon.alternation import opening
from extractor.lexicon.deadline_cues import deadline_cues

# task: a due date of an order · target: of a goal · period: what a figure or plan covers · cutoff: as-of ·
# condition: which ones are meant ·
# effect: in force from or until · horizon: part of a name · schedule: when something takes place · occasion: a feast
DeadlineRole = Literal["task", "target", "period", "cutoff", "condition", "effect", "horizon", "schedule", "occasion"]
Strength = Literal["strong", "weak"]


class Setting(msgspec.Struct, frozen=True):
    """A date in its clause. `left` ends right before the deadline's cue words, `right` starts after the date.

    Both stop at the sentence's ends and are lower case. `cue` is the cue that was found, `due` the day it gives.
    """

    left: str
    right: str
    cue: str
    strength: Strength
    expression: Expression
    due: dt.date | None
    anchor: dt.date | None


@cache
def any_of(field: str, shape: str) -> re.Pattern[str]:
    """A pattern of the words of one field of the cue table, set into `shape` at `%s`."""
    words = sorted(getattr(deadline_cues(), field), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(shape % rf"{opening(words)}(?<!\w)(?:{alternatives})(?!\w)")


_CLAUSE_ENDS = re.compile(r"[,;:(]\s|[-•+]\s(?=[A-ZĐ])")


def clause_of(left: str) -> str:
    """The clause so far: after the last comma, semicolon, colon or bracket."""
    return _CLAUSE_ENDS.split(left)[-1]


def opens_clause(clause: str) -> bool:
    """Whether nothing but a link stands in the clause so far."""
    return not re.sub(r"^[\s\d.)•+*-]+|cụ thể|trước mắt|ngay|riêng|(?:bước\s+)?sang", "", clause).strip()
