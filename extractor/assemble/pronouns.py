"""For whom a pronoun stands that an order or promise opens with: `Ông hứa …`, `“Tôi hứa …”, bà A nói`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assemble.actors import Actor, ActorIndex
from extractor.assemble.grounds import Grounds, Place
from extractor.assemble.promises import body_spoken_for
from extractor.core.record import DirectiveKind
from extractor.structure.sentences import split_sentences

_OF_HIM = ("ông", "anh", "chú", "thầy")
_OF_HER = ("bà", "chị", "cô")
_OF_ONESELF = ("tôi", "chúng tôi", "mình")
_PRONOUNS = frozenset((*_OF_HIM, *_OF_HER, *_OF_ONESELF, "đồng chí", "đ/c"))
_REPRESENTS = re.compile(r"(?:người\s+)?đại diện(?:\s+của)?\s+(?=\S)")
# who said what the quotes hold: `…”, ông Hà Văn Nam nói`
_BEHIND_QUOTE = re.compile(r"[\"”]\s*[,.]?\s*[-–]?\s*(?P<who>[^\n\".;]{2,90})")
_OPENS_WORDS = re.compile(r"[^.;:\"\n]{0,90}[:\"“]")
_COURTESY_BEFORE = re.compile(r"(?<!\w)(ông|bà|anh|chị|cô|chú|thầy)\s+$")
_QUOTE_REACH = 500  # characters in which a quotation ends
_SENTENCES_BACK = 5
_NAMED_REACH = 1200  # characters back to whom a pronoun stands for
_TITLE_REACH = 90  # characters before a name in which its offices stand


def told_by_name(
    grounds: Grounds, place: Place, kind: DirectiveKind, start: int, leads: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The leads of an order that begins at `start`, a pronoun replaced by the person or the firm that it stands for.

    `Đại diện Viettel` is the body alone. What stands for nobody named in the text stays as it is.
    """
    return tuple(_named(grounds, place, kind, start, lead) for lead in leads)


def named_before(grounds: Grounds, pronoun: tuple[int, int]) -> tuple[int, int] | None:
    """The person in office named last before a pronoun, for whom it stands; None where nobody near may be meant."""
    index = grounds.index
    for at in range(pronoun[0] - 1, max(-1, pronoun[0] - _NAMED_REACH), -1):
        person = index.persons.get(at)
        if person and _may_be(index, Actor(person.start, person.end), index.lower[slice(*pronoun)]):
            held = grounds.offices_held.get(grounds.text[person.start : person.end])
            return (person.start, person.end) if held else None
    return None


def _named(grounds: Grounds, place: Place, kind: DirectiveKind, start: int, lead: Actor) -> Actor:
    index = grounds.index
    if represents := _REPRESENTS.match(index.lower, lead.start, lead.end):
        body = index.bodies.get(represents.end())
        return Actor(body.start, body.end) if body and body.end >= lead.end else lead
    pronoun = index.lower[lead.start : lead.end]
    if pronoun not in _PRONOUNS:
        return lead
    person = _person_of(grounds, place, start, lead, pronoun)
    if person is None:
        return lead
    if kind != "commitment":
        return person
    head = max(place.line.start, person.start - _TITLE_REACH, index.view.rfind(". ", 0, person.start) + 1)
    return body_spoken_for(index, head, (person.start, person.end), firm=True)


def _person_of(grounds: Grounds, place: Place, start: int, lead: Actor, pronoun: str) -> Actor | None:
    index, line = grounds.index, place.line
    if pronoun in _OF_ONESELF:
        if quoted := _BEHIND_QUOTE.search(index.view, lead.end, min(line.end, lead.end + _QUOTE_REACH)):
            named = next(_persons(index, *quoted.span("who")), None)
            if named:
                return named
        said_by = [p for p in _persons(index, max(line.start, start - _TITLE_REACH), lead.start) if _tells(index, p)]
        if by := said_by[-1] if said_by else _speaking(grounds, place, lead):
            return by
    before = [s for s in split_sentences(index.view, line.start, line.end) if s[1] <= start]
    for sentence in reversed(before[-_SENTENCES_BACK:]):
        if named := next((p for p in _persons(index, *sentence) if _may_be(index, p, pronoun)), None):
            return named
    return _speaking(grounds, place, lead)


def _speaking(grounds: Grounds, place: Place, lead: Actor) -> Actor | None:
    """The person who speaks there, or whose conclusion the notice hands on."""
    by = place.scope.by or (grounds.giver if grounds.official else None)
    if by is None or by[0] == lead.start or grounds.index.lower[slice(*by)] in _PRONOUNS:
        return None
    return next(_persons(grounds.index, *by), None)


def _tells(index: ActorIndex, person: Actor) -> bool:
    """Whether words of the person follow behind a colon or a quote (`ông A nói: “Tôi …`)."""
    return _OPENS_WORDS.match(index.view, person.end) is not None


def _persons(index: ActorIndex, start: int, end: int) -> Iterator[Actor]:
    for at in range(start, end):
        if (person := index.persons.get(at)) and person.end <= end:
            yield Actor(person.start, person.end)


def _may_be(index: ActorIndex, person: Actor, pronoun: str) -> bool:
    """Whether the courtesy word before a name, if there is one, agrees with the pronoun."""
    courtesy = _COURTESY_BEFORE.search(index.lower, max(0, person.start - 8), person.start)
    if courtesy is None or pronoun not in (*_OF_HIM, *_OF_HER):
        return True
    return (courtesy[1] in _OF_HIM) == (pronoun in _OF_HIM)
