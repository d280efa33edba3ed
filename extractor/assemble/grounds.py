"""The grounds of a document's directives, and quick looks at what stands in a stretch of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

from extractor.assemble.actors import Actor, ActorIndex
from extractor.assemble.guidance import explains_rule
from extractor.assemble.scope import Scope
from extractor.core.document import Paragraph
from extractor.core.record import Anchor, Figure, Time
from extractor.resolve.deadline_candidates import DeadlineCandidate
from extractor.structure.outline import Line

T = TypeVar("T")


class Ordered(msgspec.Struct, Generic[T], frozen=True):
    """Items in the order of a place of theirs, so that a stretch is cut out without a look at the others."""

    places: tuple[int, ...]
    items: tuple[T, ...]


def in_order(items: Iterable[T], place: Callable[[T], int]) -> Ordered[T]:
    """The items ordered by `place`."""
    ordered = sorted(items, key=place)
    return Ordered(tuple(map(place, ordered)), tuple(ordered))


def between(ordered: Ordered[T], start: int, end: int) -> tuple[T, ...]:
    """The items whose place lies in [start, end)."""
    return ordered.items[bisect_left(ordered.places, start) : bisect_left(ordered.places, end)]


class Grounds(msgspec.Struct, frozen=True, dict=True):
    """All that directives are read from."""

    text: str
    index: ActorIndex
    lines: tuple[Line, ...]
    paragraphs: Sequence[Paragraph]
    deadlines: Sequence[DeadlineCandidate]
    figures: Sequence[Figure]
    times: Sequence[Time]
    official: bool
    framed: bool  # letterhead, foot or list labels show that the text is a document and no loose sentence
    anchor: Anchor
    issuer: str | None
    giver: tuple[int, int] | None  # whose orders a notice hands on

    @cached_property
    def figures_by_start(self) -> Ordered[Figure]:
        return in_order(self.figures, lambda figure: figure.start)

    @cached_property
    def times_by_start(self) -> Ordered[Time]:
        return in_order(self.times, lambda time: time.start)

    @cached_property
    def deadlines_by_start(self) -> Ordered[DeadlineCandidate]:
        return in_order(self.deadlines, lambda candidate: candidate.deadline.start)

    @cached_property
    def deadlines_by_end(self) -> Ordered[DeadlineCandidate]:
        return in_order(self.deadlines, lambda candidate: candidate.deadline.end)

    @cached_property
    def explains_rule(self) -> bool:
        """Whether it is a letter that explains how a rule is applied."""
        return self.official and explains_rule(self.lines, self.index.lower)

    @cached_property
    def telling(self) -> dict[int, bool]:
        """Which lines only tell results, by where they start; filled as they are asked for."""
        return {}

    @cached_property
    def offices_held(self) -> dict[str, tuple[str, ...]]:
        """The offices told of each named person, wherever in the text; none for one of the people."""
        held: dict[str, tuple[str, ...]] = {}
        for mention in self.index.persons.values():
            name = self.text[mention.start : mention.end]
            held[name] = held.get(name, ()) + tuple(mention.positions)
        return held


class Place(msgspec.Struct, frozen=True):
    """Where a sentence stands: its line, whose words it gives, and the doers that its orders can take over."""

    line: Line
    number: int
    scope: Scope
    front: tuple[Actor, ...]  # of the heading or lead-in above
    carried: tuple[Actor, ...]  # of the order before it in the line, else those in front
    giver: tuple[int, int] | None = None  # whose words the lead-in above gives, in a notice


def figures_in(grounds: Grounds, start: int, end: int) -> tuple[Figure, ...]:
    """The figures that start in [start, end)."""
    return between(grounds.figures_by_start, start, end)


def times_in(grounds: Grounds, start: int, end: int) -> tuple[Time, ...]:
    """The calendar expressions that start in [start, end)."""
    return between(grounds.times_by_start, start, end)


def candidates_in(grounds: Grounds, start: int, end: int) -> tuple[DeadlineCandidate, ...]:
    """The places that start in [start, end) and could be deadlines."""
    return between(grounds.deadlines_by_start, start, end)


def candidates_ending_in(grounds: Grounds, start: int, end: int) -> tuple[DeadlineCandidate, ...]:
    """The places whose last letter stands in [start, end) and that could be deadlines."""
    return between(grounds.deadlines_by_end, start + 1, end + 1)


def is_due(grounds: Grounds, start: int, end: int) -> bool:
    """Whether a sure deadline stands in [start, end)."""
    return any(candidate.strength == "strong" for candidate in candidates_in(grounds, start, end))


def is_to_come(grounds: Grounds, start: int, end: int) -> bool:
    """Whether a deadline is set that was not over when the document was written."""
    day = (grounds.anchor.date or "")[:10]
    strong = [c.deadline for c in candidates_in(grounds, start, end) if c.strength == "strong"]
    return any(deadline.recurrence or not deadline.due or deadline.due[:10] > day for deadline in strong)


def is_measured(grounds: Grounds, start: int, end: int) -> bool:
    """Whether a figure or a date stands in [start, end)."""
    return bool(figures_in(grounds, start, end) or candidates_in(grounds, start, end))


def names_of(grounds: Grounds, actors: Iterable[Actor]) -> list[str]:
    """The doers by name, as written where none is written out."""
    return [actor.name or grounds.text[actor.start : actor.end] for actor in actors]


def is_named(grounds: Grounds, actor: Actor) -> bool:
    """Whether the doer is a body, an office or a person by name, and no group such as `các ngành`."""
    index = grounds.index
    return actor.start in index.bodies or actor.start in index.offices or actor.start in index.persons
