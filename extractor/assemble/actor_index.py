"""What can name a doer: all mentions of a document by the offset where they start."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from extractor.core.characters import lower_case, repair_letters
from extractor.core.mentions import EntityMention, OfficeMention, TimeMention

_WORD = re.compile(r"\w+")


class Actor(msgspec.Struct, frozen=True):
    """One member of a list of doers. `name` is written out where the list shares a head (`Bộ Công an`)."""

    start: int
    end: int
    name: str | None = None


class ActorList(msgspec.Struct, frozen=True):
    """Coordinated doers; `end` is the offset behind the last one and what belongs to it (brackets, positions)."""

    actors: tuple[Actor, ...]
    start: int
    end: int


# the span of who speaks, the offset behind, and whether it is a body rather than a person or an office
Speaker = tuple[tuple[int, int] | None, int, bool]
Member = tuple[list[Actor], int]  # the doers that one member of a list gives, and the offset behind it


class ActorIndex(msgspec.Struct, frozen=True):
    """Mentions by the offset where they start, for `read_actors`; `lower` is the matching view in lower case."""

    view: str
    lower: str
    text: str  # what names are written out from: it keeps the tones where the writer put them
    bodies: dict[int, EntityMention]
    offices: dict[int, OfficeMention]
    persons: dict[int, EntityMention]
    places: dict[int, EntityMention]
    names: dict[int, EntityMention]  # references and programmes: no doers, but no verbs either
    times: dict[int, int]  # start → end of calendar expressions
    inside: frozenset[int]  # offsets within a body, office, person or name, not at its start
    in_full: tuple[str, ...] = ()  # names of bodies that are longer than what was recognised, in lower case
    # read so far, by offset and end: asked for again and again
    members: dict[tuple[int, int], Member | None] = {}
    lists: dict[tuple[int, int], ActorList | None] = {}
    speakers: dict[tuple[int, int], Speaker] = {}
    entries: dict[tuple[int, int], list[int]] = {}


def index_actors(
    view: str,
    bodies: Iterable[EntityMention],
    offices: Iterable[OfficeMention],
    entities: Sequence[EntityMention],
    times: Iterable[TimeMention],
    text: str | None = None,
    in_full: tuple[str, ...] = (),
) -> ActorIndex:
    """An index of all mentions that can name a doer. `bodies` are all organisations found, `entities` what stands.

    `text` is what `view` was made of, letter for letter; `in_full` are names of bodies that go on behind the mention.
    """
    persons_at = {e.start: e for e in entities if e.type == "person"}
    bodies_at = {b.start: _without_verb(view, _without_name(view, b, persons_at)) for b in bodies}
    offices_at = {o.start: o for o in offices}
    names_at = {e.start: e for e in entities if e.type in ("legal_ref", "programme")}
    named: list[EntityMention | OfficeMention] = [*bodies_at.values(), *persons_at.values(), *names_at.values()]
    named += offices_at.values()
    return ActorIndex(
        view=view,
        lower=lower_case(view),
        text=view if text is None else text,
        bodies=bodies_at,
        offices=offices_at,
        persons=persons_at,
        places={e.start: e for e in entities if e.type == "location"},
        names=names_at,
        times={t.start: t.end for t in times},
        inside=frozenset().union(*(range(mention.start + 1, mention.end) for mention in named)),
        in_full=in_full,
    )


def _without_name(view: str, body: EntityMention, persons: dict[int, EntityMention]) -> EntityMention:
    """The body without the person's name that was taken for the end of its own (`Công ty Thành An | Trần Văn Bộ`)."""
    name = next((at for at in range(body.start + 1, body.end) if at in persons), None)
    if name is None:
        return body
    return msgspec.structs.replace(body, end=body.start + len(view[body.start : name].rstrip()))


def _without_verb(view: str, body: EntityMention) -> EntityMention:
    """The body without the first half of a verb with `lại` (`Khoa Kiểm soát nhiễm khuẩn | phân lại ca`)."""
    last = view.rfind(" ", body.start, body.end)
    if not view.startswith(" lại ", body.end) or last < 0 or not view[last + 1 : body.end].islower():
        return body
    return msgspec.structs.replace(body, end=last)


def as_written(index: ActorIndex, start: int, end: int) -> str:
    """What stands there in the writer's own spelling, broken letters repaired."""
    return repair_letters(index.text[start:end])


def word_at(index: ActorIndex, at: int) -> str:
    """The word that starts there, in lower case."""
    word = _WORD.match(index.lower, at)
    return word.group() if word else ""


def inside_name(index: ActorIndex, at: int) -> bool:
    """Whether the offset lies within a body, office, person or named programme, not at its start."""
    return at in index.inside
