"""What the columns of a table hold, by the words of their heads (`data/table_heads.json`).

A head opens with the noun that says it: `Nội dung phối hợp` is a task, `Đơn vị phối hợp` a body that joins in,
`Kết quả thực hiện` tells what is done already.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.loading import load_json

Column = Literal[
    "number", "task", "lead", "coordinate", "deadline",
    "start",  # when the work begins, or was given
    "leader",  # who directs, follows or signs: none who does it
    "presenter",  # who speaks: the table is the agenda of a meeting
    "result", "done", "statistic", "person", "recipient", "note", "other",
]  # fmt: skip

LEVELS = "\n"
"""Between the words of a head that spans several columns and those of the head below it."""

_LONGEST, _LONGEST_OF_ALL = 80, 300  # characters of one head, and of all its levels
_MARKS = re.compile(r"[*_:]+|\([^()]*\)")


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Column
    opens: tuple[str, ...]
    holds: tuple[str, ...]
    not_behind: tuple[str, ...] = ()  # heads that open so do not get the kind by what they hold


class _Heads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: tuple[str, ...]
    kinds: tuple[_Kind, ...]
    best: dict[Column, tuple[str, ...]]


@cache
def _heads() -> _Heads:
    return load_json("table_heads.json", _Heads)


@cache
def _patterns() -> tuple[tuple[Column, re.Pattern[str], re.Pattern[str] | None], ...]:
    """For each kind what a head of it opens with, and what tells it by standing anywhere inside."""
    made: list[tuple[Column, re.Pattern[str], re.Pattern[str] | None]] = [
        ("number", re.compile(rf"(?:{'|'.join(_heads().number)})\Z"), None)
    ]
    for kind in _heads().kinds:
        opens = re.compile(rf"(?:{'|'.join(kind.opens)})(?!\w)" if kind.opens else r"(?!)")
        bars = f"(?!{'|'.join(kind.not_behind)})" if kind.not_behind else ""
        holds = re.compile(rf"{bars}.*(?<!\w)(?:{'|'.join(kind.holds)})(?!\w)") if kind.holds else None
        made.append((kind.kind, opens, holds))
    return tuple(made)


def column_of(head: str | None) -> Column:
    """What a column holds, by its head; of a head on several levels the lowest that says anything."""
    if head is None or len(head) > _LONGEST_OF_ALL:
        return "other"
    return next((kind for part in reversed(head.split(LEVELS)) if (kind := _part(part)) != "other"), "other")


@lru_cache(maxsize=2048)
def _part(head: str) -> Column:
    words = _levelled(head)
    if not words or len(words) > _LONGEST:
        return "other"
    if names_both(words):
        return "lead"
    told = ((kind, opens.match(words), holds is not None and holds.match(words)) for kind, opens, holds in _patterns())
    return next((kind for kind, opens, holds in told if opens or holds), "other")


def names_both(head: str | None) -> bool:
    """Whether one column holds who leads and who joins in (`Cơ quan chủ trì, phối hợp`)."""
    words = _levelled((head or "").split(LEVELS)[-1])
    return "chủ trì" in words and "phối hợp" in words


def _levelled(head: str) -> str:
    bare = _MARKS.sub(" ", matching_view(unicodedata.normalize("NFC", head)).lower())
    return " ".join(bare.split()).strip(" .-/,;")


def rank(head: str | None, column: Column) -> int:
    """How well a head names its kind among several of it: 0 is best."""
    words = _levelled(head or "")
    tells = _heads().best.get(column, ())
    return next((nth for nth, tell in enumerate(tells) if re.search(tell, words)), len(tells))
