"""Roles of doers: who leads, with whom (`phối hợp với`, `cùng`), and what the register writes for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.core.characters import repair_letters
from extractor.core.record import Assignee, Role

_WITH = re.compile(
    r"(?<!công tác )(?<!quy chế )(?:phối hợp|hiệp đồng|phối kết hợp)(?:(?:\s*,\s*|\s+)(?!giữa|và|của)[^\s,.;:()]+){0,7}?\s+(?:với|cùng|cùng với)\s+|"
    r"(?<!công tác )(?:phối hợp)\s+(?:chặt chẽ\s+|tốt\s+)?(?=(?:các|những)\s)|"
    r"chủ trì\s*,?\s*(?:cùng|cùng với)\s+"
)
_WITHOUT_WORD = re.compile(r"(?<!công tác )phối hợp\s+(?:chặt chẽ\s+)?")
_FORCE = re.compile(r"(?:lực lượng|cơ quan|ngành|chính quyền)\s")
_JOINING = re.compile(r"(?:chủ trì|làm đầu mối|đầu mối)\s*[,;]\s*")  # `A chủ trì; B, C phối hợp …`
_BESIDE = re.compile(r"\s*,?\s*(?:cần\s+|phải\s+)?cùng(?:\s+với)?\s+")


def find_coordinators(index: ActorIndex, start: int, end: int, leads: Sequence[Actor]) -> tuple[Actor, ...]:
    """The bodies that [start, end) names behind `phối hợp với`, or beside its leads behind `cùng`, each once."""
    found: list[Actor] = []
    if leads and (beside := _BESIDE.match(index.lower, leads[-1].end, end)) and (doers := read_actors(index, beside.end(), end)):
        found += doers.actors
    places = [m.end() for m in _WITH.finditer(index.lower, start, end)]
    # `phối hợp Phòng Tài chính …`, without `với`: only before a named body
    places += [m.end() for m in _WITHOUT_WORD.finditer(index.lower, start, end) if m.end() in index.bodies or m.end() in index.offices or _FORCE.match(index.lower, m.end())]
    places += [m.end() for m in _JOINING.finditer(index.lower, start, end) if (d := read_actors(index, m.end(), end)) and index.lower.startswith(" phối hợp", d.end)]
    for at in sorted(places):
        if doers := read_actors(index, at, end):
            found += [d for d in doers.actors if all(d.start != f.start for f in found)]
    return tuple(found)


def as_assignees(text: str, actors: Sequence[Actor], role: Role, *, inherited: bool = False) -> tuple[Assignee, ...]:
    """Assignees for the register; a name written out from a shared head is marked `inferred`."""
    made = []
    for actor in actors:
        quote = text[actor.start : actor.end]
        name = actor.name or " ".join(repair_letters(quote).split())
        made.append(
            Assignee(
                text=name, role=role, start=actor.start, end=actor.end, inherited=inherited,
                quote=quote if name != quote else None, inferred=actor.name is not None and actor.name != quote,
            )
        )  # fmt: skip
    return tuple(made)
