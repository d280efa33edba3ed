"""Duties told with whoever has them: `Đầu mối … là Sở A`, `Việc … giao cho Văn phòng B`, `Nhiệm vụ của C là …`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar
from extractor.core.cued import cued

_OPENS = re.compile(
    r"(?:(?:còn|riêng)\s+)?(?:việc|công việc|phần việc|nhiệm vụ|trách nhiệm|công tác)\s+"
    r"(?!này\b(?! được (?:giao|phân công)))(?=\S)"
)
_GIVEN = re.compile(r",?\s(?:được\s+)?(?:giao|phân công)\s+(?:cho\s+)?(?=\S)")
# `Nhiệm vụ trước mắt của Sở Du lịch là hoàn thiện đề án`
_DUTY_OF = re.compile(
    r"(?:nhiệm vụ|trách nhiệm|phần việc|công việc|việc)"
    r"(?:\s+(?:chính|chủ yếu|cụ thể|trọng tâm|trước mắt|quan trọng|hàng đầu|cấp bách|đầu tiên|lúc này))*\s+của\s+(?=\S)"
)
_IS_TO = re.compile(
    r"(?:\s+(?:lúc này|hiện nay|thời gian tới|trong thời gian tới|sắp tới|từ nay đến cuối năm))?"
    r"\s+(?:phải\s+)?là\s+(?:phải\s+)?"
    r"(?!của|rất|hết sức|vô cùng|không nhỏ|nặng nề|một|những)(?=\S)"
)
_HAD_BEEN = re.compile(r"(?<!\w)(?:đã|từng|trước đây|vốn|vừa|lâu nay)(?:\s+được)?\s*$")
_POINT = cued(
    r"(?:[^.;:\"]{0,80}?\sthì\s+)?(?:(?:cơ quan|đơn vị)\s+)?đầu mối\s+"
    r"(?!(?:là|này)\b)[^.;:\"]{4,120}?,?\s+là\s+",
    "đầu mối",
)
_REST = re.compile(r"\s*(?:\([^()\n]*\)\s*)?(?:[.;:,\"]|$)")


def read_pointed(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """A duty whose bearer is named last, and by name; None for what was so given before."""
    if point := _POINT.match(index.lower, at, end):
        return _borne(index, start, at, point.end(), end, "order: đầu mối là")
    if not _OPENS.match(index.lower, at, end):
        return None
    for given in _GIVEN.finditer(index.lower, at, end):
        if _HAD_BEEN.search(index.lower, at, given.start()):
            return None
        if frame := _borne(index, start, at, given.end(), end, "order: việc giao cho"):
            return frame
    return None


def read_duty_of(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Nhiệm vụ của Sở A là hoàn thiện đề án`: a verb tells what the duty of somebody named is."""
    duty = _DUTY_OF.match(index.lower, at, end)
    doers = read_actors(index, duty.end(), end) if duty else None
    is_to = _IS_TO.match(index.lower, doers.end, end) if doers else None
    if doers is None or is_to is None or not grammar().verb.match(index.lower, is_to.end(), end):
        return None
    return Frame("modal", "order: nhiệm vụ của", start, doers.actors, None, at)


def _borne(index: ActorIndex, start: int, at: int, behind: int, end: int, rule: str) -> Frame | None:
    doers = read_actors(index, behind, end)
    if doers is None or not _is_named(index, doers) or not _REST.match(index.view, doers.end, end):
        return None
    return Frame("bare", rule, start, doers.actors, None, at)


def _is_named(index: ActorIndex, doers: ActorList) -> bool:
    first = doers.actors[0].start
    return first in index.bodies or first in index.offices or first in index.persons
