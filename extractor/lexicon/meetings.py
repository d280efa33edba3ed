"""Words by which meetings are named: what opens a name, what belongs to it, what ends it."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.lexicon.loading import load_json


class MeetingWords(msgspec.Struct, frozen=True):
    """The table `meetings.json`.

    `heads` open the name of a meeting, `visits` that of a visit, whose subject does not belong to it. A name counts
    behind one of `held` and not in a clause that opens with one of `borrowed`. `kinds` make a name complete: then
    `purposes` (verbs) tell what was done there, else they go on with it, and so do `second_purposes` behind a comma;
    `forms` only say how it was held.
    `vague_topics` behind `về` are no name. `ends` stand behind a name, `loose_ends` only behind one
    that tells no purpose, `clauses` open what follows it behind a comma,
    `groups` go on with it there (`các xã, thị trấn`).
    """

    about: str
    heads: tuple[str, ...]
    visits: tuple[str, ...]
    held: tuple[str, ...]
    borrowed: tuple[str, ...]
    kinds: tuple[str, ...]
    forms: tuple[str, ...]
    purposes: tuple[str, ...]
    second_purposes: tuple[str, ...]
    vague_topics: tuple[str, ...]
    ends: tuple[str, ...]
    loose_ends: tuple[str, ...]
    clauses: tuple[str, ...]
    groups: tuple[str, ...]


@cache
def meeting_words() -> MeetingWords:
    """The word lists of `data/meetings.json`."""
    return load_json("meetings.json", MeetingWords)
