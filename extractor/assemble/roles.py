"""Roles of doers: who leads, with whom (`phối hợp với`, `cùng`), and what the register writes for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.core.characters import repair_letters
from extractor.core.record import Assignee, Role

_WITH = re.compile(
    r"(?<!công tác )(?<!quy chế )(?:phối hợp|hiệp đồng|phối kết hợp)"
    r"(?:(?:\s*,\s*|\s+)(?!giữa|và|của)[^\s,.;:()]+){0,7}?\s+(?:với|cùng|cùng với)\s+"
    r"|(?<!công tác )(?:phối hợp)\s+(?:chặt chẽ\s+|tốt\s+)?(?=(?:các|những)\s)"
    r"|chủ trì\s*,?\s*(?:cùng|cùng với)\s+"
)
_WITHOUT_WORD = re.compile(r"(?<!công tác )phối hợp\s+(?:chặt chẽ\s+)?")
_FORCE = re.compile(r"(?:lực lượng|cơ quan|ngành|chính quyền)\s")
_JOINING = re.compile(r"(?:chủ trì|làm đầu mối|đầu mối)\s*[,;]\s*")
_PARTNER = re.compile(r"\s+là (?:cơ quan|đơn vị) phối hợp(?!\w)")
_IS_PARTNER = re.compile(rf"(?P<turn>[,;]\s+|\svà\s+)(?=[^.;]{{3,120}}?{_PARTNER.pattern})")
_BESIDE = re.compile(r"\s*,?\s*(?:cần\s+|phải\s+)?cùng(?:\s+với)?\s+")


def find_coordinators(index: ActorIndex, start: int, end: int, leads: Sequence[Actor]) -> tuple[Actor, ...]:
    """The bodies that [start, end) names behind `phối hợp với`, or beside its leads behind `cùng`, each once."""
    found: list[Actor] = []
    beside = _BESIDE.match(index.lower, leads[-1].end, end) if leads else None
    if beside and (doers := read_actors(index, beside.end(), end)):
        found += doers.actors
    for at in sorted(_places_of_coordinators(index, start, end)):
        if doers := read_actors(index, at, end):
            found += [d for d in doers.actors if all(d.start != f.start for f in found)]
    return tuple(found)


def _places_of_coordinators(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    for match in _WITH.finditer(index.lower, start, end):
        yield match.end()
    for match in _WITHOUT_WORD.finditer(index.lower, start, end):
        # `phối hợp Phòng Tài chính …`, without `với`: only before a named body
        at = match.end()
        if at in index.bodies or at in index.offices or _FORCE.match(index.lower, at):
            yield at
    for match in _IS_PARTNER.finditer(index.lower, start, end):
        doers = read_actors(index, match.end("turn"), end)
        if doers and _PARTNER.match(index.lower, doers.end, end):
            yield match.end("turn")
    for match in _JOINING.finditer(index.lower, start, end):
        # `A chủ trì; B, C phối hợp …`
        doers = read_actors(index, match.end(), end)
        if doers and index.lower.startswith(" phối hợp", doers.end):
            yield match.end()


def as_assignees(text: str, actors: Sequence[Actor], role: Role, *, inherited: bool = False) -> tuple[Assignee, ...]:
    """Assignees for the register; a name written out from a shared head is marked `inferred`."""
    made = []
    for actor in actors:
        quote = text[actor.start : actor.end]
        name = actor.name or " ".join(repair_letters(quote).split())
        made.append(
            Assignee(
                text=name,
                role=role,
                start=actor.start,
                end=actor.end,
                inherited=inherited,
                quote=quote if name != quote else None,
                inferred=actor.name is not None and actor.name != quote,
            )
        )
    return tuple(made)
