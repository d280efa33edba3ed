"""Which mention wins where several lie over one another, and which bodies stand only inside a position."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import msgspec

from extractor.core.calendar import Day
from extractor.core.mentions import EntityMention, FigureMention, OfficeMention, TimeMention


class Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)

# A reference holds its issuer and date; a person's name is surer than a place inside it; otherwise the longer wins.
_REACHING_IN = 12  # characters, a word or two: `dự án hồ An Phụ 238` before `,5 triệu đồng`
_WEIGHT = {"legal_ref": 3, "person": 2, "programme": 1, "organization": 1, "location": 0}


def settle_entities(mentions: Iterable[EntityMention], offices: Sequence[OfficeMention]) -> list[EntityMention]:
    """The mentions that stand, in text order: none overlap; bodies and places inside a position are gone.

    An office whose bodies count (`lãnh đạo UBND huyện`) hides nothing.
    """
    hiding = [o for o in offices if not o.bodies_count]
    free = [m for m in mentions if m.type not in ("organization", "location") or not _inside_any(m, hiding)]
    free = [m for m in free if m.type != "programme" or not _runs_out_of(m, hiding)]
    boards = [m for m in free if m.type == "organization"]
    free = [m for m in free if m.type != "programme" or not _names_a_board(m, boards)]
    free.sort(key=lambda m: (_WEIGHT[m.type], m.priority, m.end - m.start), reverse=True)
    kept: list[EntityMention] = []
    taken = _Intervals()
    for mention in free:
        if mention.end > mention.start and not taken.touches(mention.start, mention.end):
            taken.add(mention.start, mention.end)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def cut_back(view: str, entities: Sequence[EntityMention], counted: Sequence[Spanned]) -> list[EntityMention]:
    """The names without the number at their end that begins a figure or a time: `đầm A` before `1 ngày`."""
    begins = sorted((item.start, item.end) for item in counted)
    kept = []
    for entity in entities:
        at = bisect_left(begins, (entity.start + 1, 0))
        if at < len(begins) and begins[at][0] < entity.end < begins[at][1]:
            end = entity.start + len(view[entity.start : begins[at][0]].rstrip(" \n,-("))
            entity = msgspec.structs.replace(entity, end=end)
        kept.append(entity)
    return kept


def settle_times(times: Sequence[TimeMention], entities: Sequence[EntityMention]) -> list[TimeMention]:
    """Times outside the names and references that hold a date of their own."""
    return _outside(times, entities)


def settle_figures(
    figures: Sequence[FigureMention], times: Sequence[TimeMention], entities: Sequence[EntityMention]
) -> list[FigureMention]:
    """Figures outside names, references and calendar expressions; a longer figure (`7/9 tiêu chí`) beats a date."""
    outside = _outside(figures, entities)
    return [
        f
        for f in outside
        if not any(
            t.start < f.end and f.start < t.end and (t.end - t.start >= f.end - f.start or t.start < f.start)
            for t in times
        )
    ]


# `chậm nhất ngày 20.5 báo cáo`: a bound stands before a day, never before a count
_BOUND_BEFORE = re.compile(r"(?<!\w)(?:trước|nhất|nhất là|nhất vào|hạn|hết|đến)\s\Z", re.I)


def _is_bound_day(view: str, time: TimeMention) -> bool:
    named = isinstance(time.expression, Day) and view[time.start : time.start + 5].lower() == "ngày "
    return named and _BOUND_BEFORE.search(view, max(0, time.start - 12), time.start) is not None


def drop_beaten_times(view: str, times: Sequence[TimeMention], figures: Sequence[FigureMention]) -> list[TimeMention]:
    """Times that no longer figure lies over."""
    return [
        t
        for t in times
        if _is_bound_day(view, t)
        or not any(f.start < t.end and t.start < f.end and f.end - f.start > t.end - t.start for f in figures)
    ]


def _outside(items: Sequence[S], others: Sequence[Spanned]) -> list[S]:
    """The items that no other holds. One that begins on the last word of a name (`Bệnh viện Chợ Rẫy 6 tháng`) stays."""
    taken = _Intervals()
    for other in others:
        taken.add(other.start, other.end)
    return [item for item in items if not taken.holds(item.start, item.end)]


def _inside_any(mention: Spanned, offices: Sequence[Spanned]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end for o in offices)


def _runs_out_of(programme: EntityMention, offices: Sequence[Spanned]) -> bool:
    """Whether it begins inside an office and goes on behind it (`Trưởng ban … dự án trọng điểm | chủ trì họp`)."""
    return any(o.start < programme.start < o.end < programme.end for o in offices)


def _names_a_board(programme: EntityMention, bodies: Sequence[EntityMention]) -> bool:
    """Whether the programme stands inside the name of a body: `Ban Chỉ đạo Trung ương Chương trình OCOP`."""
    return any(b.start < programme.start and programme.end <= b.end for b in bodies)


class _Intervals:
    """A set of spans kept in order, for the question whether a span touches any of them."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)

    def holds(self, start: int, end: int) -> bool:
        """Whether a span of the set touches [start, end), other than by reaching a little into its front."""
        at = bisect_left(self._starts, end)
        spans = ((self._starts[i], self._ends[i]) for i in range(max(0, at - 3), at))
        return any(b > start and not (a < start and b - start <= _REACHING_IN and b < end) for a, b in spans)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, end)
        return any(self._ends[i] > start for i in range(max(0, at - 3), at))
