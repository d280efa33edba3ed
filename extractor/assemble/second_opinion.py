"""Where a model speaks beside the rules: orders in words that no rule knows, and words that only look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.clauses import OWN_SUBJECT
from extractor.assemble.drafts import Draft, make_draft
from extractor.assemble.due import split_by_deadline
from extractor.assemble.entries import find_entries, skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.frames import read_frame
from extractor.assemble.grounds import Grounds, Place, is_due
from extractor.learned.sentences import Judge, Opinion, Seen

ADDED = "order: model"
# chosen on dev
_ADDS = 0.6  # from here a sentence that no rule reads is an order
_DROPS = 0.05  # below it what a rule reads is none
# what is over or going on: a model that learnt from texts full of orders takes such reports for orders too easily
_TELLS = re.compile(r"(?<!\w)(?:đã|vừa|đang|từng|luôn|đều)(?!\w)")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that was read, where it stands, and the orders that rules made of it."""

    start: int
    end: int
    place: Place
    made: tuple[Draft, ...]


def weigh(grounds: Grounds, drafts: Sequence[Draft], read: Sequence[Sentence], judge: Judge | None) -> list[Draft]:
    """The orders once the model was heard, in text order."""
    said = judge([describe(grounds, sentence) for sentence in read]) if judge else ()
    if not said:
        return list(drafts)
    kept = list(drafts)
    for sentence, opinion in zip(read, said, strict=True):
        mine = [n for n, d in enumerate(kept) if sentence.start <= d.start < sentence.end]
        if not mine and opinion.order >= _ADDS and not _TELLS.search(grounds.index.lower, sentence.start, sentence.end):
            kept += _added(grounds, sentence, opinion)
        elif mine and opinion.order < _DROPS:
            kept = [draft for draft in kept if not sentence.start <= draft.start < sentence.end]
        else:
            for n in mine:
                kept[n] = msgspec.structs.replace(kept[n], opinion=opinion.order)
    return sorted(kept, key=lambda draft: (draft.start, draft.end))


def describe(grounds: Grounds, sentence: Sentence) -> Seen:
    """What the model is shown: the words and their place, not what rules made of them, so that it errs on its own."""
    start, end, place = sentence.start, sentence.end, sentence.place
    about = {
        "part": place.line.part,
        "label": bool(place.line.label),
        "voice": place.scope.voice,
        "by": bool(place.scope.by),
        "official": grounds.official,
        "due": is_due(grounds, start, end),
        "front": bool(place.front),
        "carried": bool(place.carried),
    }
    return Seen(start, end, grounds.text[start:end], tuple(f"{name}={value}" for name, value in about.items()))


def _added(grounds: Grounds, sentence: Sentence, opinion: Opinion) -> list[Draft]:
    """The order that no rule saw: whoever stands first in it does it, else whoever is in charge there."""
    start, end, place = sentence.start, sentence.end, sentence.place
    frame = read_frame(grounds.index, start, end)
    if frame is None:
        frame = Frame("bare", ADDED, start, _first_named(grounds, start, end), None, start)
    heirs: tuple[Actor, ...] = place.front if frame.rule in OWN_SUBJECT else place.carried
    draft = make_draft(grounds, place, frame, opinion.kind, (start, end), heirs)
    draft = msgspec.structs.replace(draft, start=start, rule=ADDED, opinion=opinion.order)
    return split_by_deadline(grounds, draft)


def _first_named(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    begin = skip_discourse(grounds.index, start, end)
    for at in find_entries(grounds.index, begin, end):
        if doers := read_actors(grounds.index, at, end):
            return doers.actors
    return ()
