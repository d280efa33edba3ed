"""Doers in a table cell or behind a label: nothing else stands there, so what no list knows is a doer too."""

from __future__ import annotations

import re

from extractor.assemble.actor_index import Actor, ActorIndex
from extractor.assemble.actors import ActorList, read_actors

_BREAK = re.compile(r"\s*[;\n+]\s*|\s*,\s+(?:và\s+)?|\s+-\s+(?=[A-ZĐ])|\s*\.?\s*$")
_STEP = re.compile(r"[\s;,+.–-]*(?:và\s+(?=\S))?")
_DOES = re.compile(
    r"\s*,?\s*(?:là\s+|làm\s+)?(?:cơ quan\s+|đơn vị\s+)?"
    r"(?:chủ trì|chịu trách nhiệm|phối hợp|đầu mối|thực hiện|tham mưu|phụ trách|theo dõi|tổng hợp)(?!\w)"
)
_BY_WHEN = re.compile(r"(?:xong|hoàn thành|trước|trong|đến|chậm nhất|từ|báo cáo|gửi|trình|và)(?!\w)")
_NOBODY = re.compile(r"\W*(?:nt|như trên|không|x)?\W*", re.IGNORECASE)
_ROLE = re.compile(r"\s*\(\s*(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp|thực hiện|đầu mối|thường trực)[^()]{0,20}\)")
_LONGEST_NAME = 90  # characters


def read_cell(index: ActorIndex, start: int, end: int) -> ActorList | None:
    """All doers of [start, end), which holds nothing but doers; a name no list knows goes to the next separator."""
    found: list[Actor] = []
    at = _behind_blanks(index, start, end)
    while at < end:
        doers = read_actors(index, at, end)
        behind = doers.end if doers else at
        if doers and _DOES.match(index.lower, behind, end):
            found += doers.actors
            break
        stop = _next_break(index, behind, end)
        if doers:
            found += _up_to(index, doers, stop)
        elif _is_name(index, at, stop) and not (found and _BY_WHEN.match(index.lower, at, stop)):
            found.append(Actor(at, _before_role(index, at, stop)))
        at = _behind_blanks(index, max(stop, behind), end)
    return ActorList(tuple(found), found[0].start, found[-1].end) if found else None


def _up_to(index: ActorIndex, doers: ActorList, stop: int) -> tuple[Actor, ...]:
    """The doers with what stands behind the last one before the separator (`UBND các xã có bãi rác`)."""
    *others, last = doers.actors
    rest = index.view[last.end : stop].strip()
    if last.name is not None or last.end != doers.end or not rest or rest.startswith(("(", ":")):
        return doers.actors
    if _BY_WHEN.match(rest) or last.start in index.persons:
        return doers.actors
    return (*others, Actor(last.start, _before_role(index, last.start, stop)))


def _before_role(index: ActorIndex, start: int, stop: int) -> int:
    """The end of a name without the bracket that says its part: `Các trường THPT (chủ trì)`."""
    role = _ROLE.search(index.lower, start, stop)
    return role.start() if role and role.end() == stop else stop


def _is_name(index: ActorIndex, start: int, stop: int) -> bool:
    quote = index.view[start:stop]
    return not _NOBODY.fullmatch(quote) and len(quote) <= _LONGEST_NAME and quote[0].isalpha()


def _behind_blanks(index: ActorIndex, at: int, end: int) -> int:
    match = _STEP.match(index.view, at, end)
    return match.end() if match else at


def _next_break(index: ActorIndex, at: int, end: int) -> int:
    """The next separator from `at` on that stands in no brackets."""
    for match in _BREAK.finditer(index.view, at, end):
        if index.view.count("(", at, match.start()) > index.view.count(")", at, match.start()):
            continue
        # `Sở Giao thông - Xây dựng` is one name, `Sở Y tế - Sở Tài chính` are two
        if "-" not in match.group() or read_actors(index, match.end(), end):
            return match.start()
    return end
