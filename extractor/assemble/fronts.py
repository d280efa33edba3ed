"""Doers named in front of an order: by the heading or lead-in above, by the topic or the address at its head."""

from __future__ import annotations

import re

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.frames import read_frame
from extractor.assemble.grounds import Grounds, is_named
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences

_HEAD_WORDS = re.compile(
    r"(?:(?:về\s+)?(?:nhiệm vụ|trách nhiệm|phần việc)\s+(?:cụ thể\s+)?của\s+"
    r"|(?:đối với|về phía|giao(?: cho)?|yêu cầu|đề nghị|phân công|riêng|các)\s+)?"
)
_TOWARDS = re.compile(r"(?:còn\s+|riêng\s+)?(?:với|đối với|về phía|riêng|về phần)\s+")


def doers_above(grounds: Grounds) -> dict[int, tuple[Actor, ...]]:
    """For each line the doers that its nearest heading or lead-in names."""
    own: dict[int, tuple[Actor, ...]] = {}
    found: dict[int, tuple[Actor, ...]] = {}
    for number, line in enumerate(grounds.lines):
        if line.parent is not None and (above := own.get(line.parent) or found.get(line.parent)):
            found[number] = above
        if (line.lead_in or line.heading) and (named := _named_in(grounds, line)):
            own[number] = named
    return found


def _named_in(grounds: Grounds, line: Line) -> tuple[Actor, ...]:
    """The doers of a heading (`2. Sở Tài chính:`, `Đối với UBND huyện`) or of a lead-in (`Yêu cầu các xã …:`)."""
    index = grounds.index
    head = _HEAD_WORDS.match(index.lower, line.content, line.end)
    for at in (head.end() if head else line.content, line.content):
        doers = read_actors(index, at, line.end)
        if doers and not index.view[doers.end : line.end].strip(" :.*;"):
            return doers.actors
    sentences = split_sentences(index.view, line.content, line.end) if line.lead_in else []
    frame = read_frame(index, *sentences[-1]) if sentences else None
    # the opening of a document tells who met and what it is about: only an order in so many words counts there
    orders = ("assigned",) if line.part == "opening" else ("assigned", "modal", "bare")
    return frame.leads if frame and frame.force in orders else ()


def doers_of_topic(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Đối với Phòng Tư pháp: …` names who is to do it; `Đối với công tác tiêm phòng: …` does not."""
    towards = _TOWARDS.match(grounds.index.lower, start, end)
    doers = read_actors(grounds.index, towards.end(), end) if towards else None
    return doers.actors if doers and grounds.index.view[doers.end : end].strip() == ":" else ()


def addressed_first(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Với Ngân hàng Nhà nước, Thủ tướng lưu ý phải …`: whom the order is for stands at its head."""
    towards = _TOWARDS.match(grounds.index.lower, start, end)
    doers = read_actors(grounds.index, towards.end(), end) if towards else None
    named = tuple(doer for doer in doers.actors[:1] if is_named(grounds, doer)) if doers else ()
    return named if named and grounds.index.view[named[0].end : end].lstrip().startswith((",", ":")) else ()
