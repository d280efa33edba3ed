"""With whom one works, where no list knows the body: what follows `phối hợp với` is a partner whatever its words."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import Actor, ActorIndex, ActorList
from extractor.lexicon.actors import actor_words
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words


def read_partners(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """An unlisted group (`các nông trường`) or people by their job alone (`bác sĩ`), up to a mark or the next verb."""
    partner = _partner().match(index.lower, at, end)
    return ActorList((Actor(at, partner.end()),), at, partner.end()) if partner else None


@cache
def _partner() -> re.Pattern[str]:
    words, orders = actor_words(), order_words()
    word = r"[^\s,.;:()\"]+"
    follows = rf"(?=\s*[,.;:()]|\s*$|\s+{one_of(('để', 'và', *orders.adverbs, *orders.verbs))})"
    many = rf"(?:các|những)\s+(?!{alternation(clause_words().things)}){word}(?:\s+{word}){{0,5}}?"
    people = one_of((*words.people, *words.jobs, *words.singles))
    return re.compile(rf"(?:{many}|{people}(?:\s+{word}){{0,3}}?){follows}")
