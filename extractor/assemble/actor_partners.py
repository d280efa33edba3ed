"""With whom one works, where no list knows the body: what follows `phối hợp với` is a partner whatever its words."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import Actor, ActorIndex, ActorList, read_actors
from extractor.core.characters import UPPER
from extractor.lexicon.actors import actor_words
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_GAP = re.compile(r"\s*(?:,\s*và|,|\svà)\s+")


def read_partners(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """An unlisted group (`các nông trường`) or people by their job alone (`bác sĩ`), up to a mark or the next verb."""
    found: list[Actor] = []
    position = at
    while partner := _partner().match(index.lower, position, end) or _named_partner().match(index.view, position, end):
        found.append(Actor(position, partner.end()))
        gap = _GAP.match(index.lower, partner.end(), end)
        if gap is None:
            break
        if listed := read_actors(index, gap.end(), end):
            return ActorList((*found, *listed.actors), at, listed.end)
        position = gap.end()
    return ActorList(tuple(found), at, found[-1].end) if found else None


@cache
def _named_partner() -> re.Pattern[str]:
    """A partner with a capital that no list knows (`cùng Thanh tra giao thông lập chốt`)."""
    orders = order_words()
    word = r"[^\s,.;:()\"]+"
    no_verb = rf"(?!giao {one_of(clause_words().not_given)})"  # `Thanh tra giao thông`
    follows = rf"(?=\s*[,.;:()]|\s*$|\s+{no_verb}{one_of(('để', 'và', *orders.adverbs, *orders.verbs))})"
    return re.compile(rf"[{UPPER}][^\s,.;:()\"]*(?:\s+{word}){{1,6}}?(?<! giao){follows}")


@cache
def _partner() -> re.Pattern[str]:
    words, orders = actor_words(), order_words()
    word = r"[^\s,.;:()\"]+"
    follows = rf"(?=\s*[,.;:()]|\s*$|\s+{one_of(('để', 'và', 'trong', *orders.adverbs, *orders.verbs))})"
    many = rf"(?:các|những)\s+(?!{alternation(clause_words().things)}){word}(?:\s+{word}){{0,5}}?(?<!\strong)(?<!\svề)"
    people = one_of((*words.people, *words.jobs, *words.singles))
    return re.compile(rf"(?:{many}|{people}(?:\s+{word}){{0,3}}?){follows}")
