"""Programmes, projects, schemes and movements: type words, and the words that go on or end a name."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from extractor.lexicon.loading import load_json

Family = Literal["programme", "torn", "project", "scheme", "movement", "campaign"]


class ProgrammeWords(msgspec.Struct, frozen=True):
    """The table `programmes.json`. `torn` is `Chương` that lost its `trình`, followed by one of `torn_next`.

    `not_first` are the words (or pairs) after a type word that name nothing; `subjects` and `coordinates` go on after
    a comma or `và`; `clauses` begin something new there; `end_phrases` end a name, `ends` do unless the pair stands
    in `kept`. A project may be named by one of `project_subjects` alone, and not by a way of `finance`; behind its
    proper name only `joiners` go on; a word of `begun` is the first of a unit's (`Quốc` | `lộ`).
    """

    source: str
    types: dict[str, Family]
    national: tuple[str, ...]
    torn_next: frozenset[str]
    not_first: dict[str, frozenset[str]]
    project_subjects: tuple[str, ...]
    finance: frozenset[str]
    begun: frozenset[str]
    joiners: frozenset[str]
    movement_subjects: tuple[str, ...]
    competition: str
    many: frozenset[str]
    subjects: tuple[str, ...]
    coordinates: tuple[str, ...]
    clauses: tuple[str, ...]
    end_phrases: tuple[str, ...]
    ends: frozenset[str]
    kept: tuple[str, ...]


@cache
def programme_words() -> ProgrammeWords:
    """The table, read once."""
    return load_json("programmes.json", ProgrammeWords)
