"""Cutting a sentence at its semicolons, but for those inside a list of doers or behind `theo hướng:`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.brackets import parting_marks
from extractor.assemble.grammar import skip
from extractor.core.cued import cued

Span = tuple[int, int]

ASSIGN = re.compile(
    r"(?:giao|phân công|yêu cầu|đề nghị|lưu ý|kiến nghị|mong)(?:\s+nhiệm vụ|\s+trách nhiệm)?(?:\s+cho)?\s+"
)
OPENING = re.compile(r"\s*(?:(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?)?")
ORDERS = re.compile(
    r"\s+(?:(?:cũng|đã|tiếp tục|đồng thời)\s+)*(?:giao|yêu cầu|đề nghị|chỉ đạo|chỉ thị|lưu ý)\s+(?:cho\s+)?"
)
AIM_WORDS = r"(?:phấn đấu|quyết tâm|mục tiêu (?:là|phấn đấu|đến))\s"
_OPENS_AIM = re.compile(rf"\s*{AIM_WORDS}")
_TOLD_REACH = 600  # characters of a list of those who are told
_BLANK = re.compile(r"\s+")
_COUNT = re.compile(r"\s*\((?:\d{1,2}|[ivx]{1,4})\)\s*")
# `hoàn thiện đề án theo hướng: Sở B quản lý giá`
IN_THIS_MANNER = cued(
    r"(?<!\w)theo (?:các |những |một số )?(?:định hướng|hướng|nguyên tắc|phương châm|tinh thần|thứ tự|phương án)"
    r"(?: như sau| sau đây| sau)?\s*:",
    ":",
)


def cut_at_semicolons(index: ActorIndex, start: int, end: int) -> list[Span]:
    """The stretches of [start, end) between semicolons that can part orders."""
    return _with_manner(index, _without_lists(index, _at_semicolons(index.view, start, end)))


def _at_semicolons(view: str, start: int, end: int) -> list[Span]:
    parts: list[Span] = []
    at = start
    for i, mark in parting_marks(view, start, end):
        if mark == ";":
            parts.append((at, i))
            at = i + 1
    parts.append((at, end))
    return parts


def _without_lists(index: ActorIndex, parts: list[Span]) -> list[Span]:
    """Semicolons inside a list of doers (`Giám đốc các Sở: A, B; Chủ tịch UBND các xã …`) are no place to cut."""
    joined: list[Span] = []
    open_list = False
    for a, b in parts:
        in_list = joined and _is_counted_off(index, a, b) and not _OPENS_AIM.match(index.lower, *joined[-1])
        if joined and (open_list or in_list):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
        open_list = ends_with_doers(index, a, b)
    return joined


def _with_manner(index: ActorIndex, parts: list[Span]) -> list[Span]:
    """`Sở A hoàn thiện đề án theo hướng: Sở B quản lý giá; Sở C cấp phép`: what the work is to bring about is no order.

    Behind the colon an order in so many words (`giao …`) or a clause without a body of its own ends it.
    """
    joined: list[Span] = []
    manner = False
    for a, b in parts:
        opens = skip(_BLANK, index.view, a, b)
        if manner and read_actors(index, opens, b) and not ASSIGN.match(index.lower, opens, b):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
            manner = IN_THIS_MANNER.search(index.lower, a, b) is not None
    return joined


def ends_with_doers(index: ActorIndex, start: int, end: int) -> bool:
    """Whether [start, end) is nothing but doers, or ends with those who are told (`UBND tỉnh đề nghị các sở`)."""
    doers = read_actors(index, skip(OPENING, index.lower, start, end), end)
    if doers is not None and not index.view[doers.end : end].strip():
        return True
    near = max(start, end - _TOLD_REACH)
    told = [order.end() for words in (ASSIGN, ORDERS) for order in words.finditer(index.lower, near, end)]
    last = read_actors(index, max(told), end) if told else None
    return last is not None and not index.view[last.end : end].strip()


def _is_counted_off(index: ActorIndex, start: int, end: int) -> bool:
    """`(1) …; (2) …` inside one clause is no place to cut, unless each names a doer of its own."""
    count = _COUNT.match(index.view, start, end)
    return count is not None and read_actors(index, count.end(), end) is None
