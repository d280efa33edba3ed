"""Slots on lines of their own: `Cơ quan chủ trì: …`, `Thời gian hoàn thành: …`, `Phối hợp: …`."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from extractor.assemble.actor_cells import read_cell
from extractor.assemble.actors import ActorIndex, ActorList

Slot = Literal["task", "lead", "coordinate", "deadline", "other"]

_SLOTS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    (
        "deadline",
        re.compile(
            r"(?:thời (?:gian|hạn)|hạn|tiến độ)(?:\s+(?:hoàn thành|thực hiện|báo cáo|trình|xong))?\s*:\s*"
            # `Thời gian hoàn thành xong trước ngày 05/10`: no order of its own without the colon either
            r"|(?:thời (?:gian|hạn)|hạn|tiến độ)(?:\s+(?:hoàn thành|thực hiện|báo cáo|trình|gửi|nộp|xong))+"
            r"\s+(?:là\s+)?"
            r"(?=(?:trong|trước|chậm nhất|muộn nhất|không quá|đến hết|hết|xong trước)\s)"
        ),
    ),
    (
        "coordinate",
        re.compile(r"(?:(?:các\s+)?(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?\s*:\s*"),
    ),
    (
        "lead",
        re.compile(
            r"(?:(?:các\s+)?(?:cơ quan|đơn vị|bộ phận|người)\s+)?(?:chủ trì|thực hiện|làm|phụ trách|chịu trách nhiệm)"
            r"(?:\s+(?:thực hiện|chính|tham mưu))?\s*:\s*"
        ),
    ),
    (
        "task",
        re.compile(r"(?:nội dung|nhiệm vụ|công việc)(?:\s+(?:công việc|nhiệm vụ|thực hiện|cụ thể))?\s*:\s*"),
    ),
    (
        "other",
        re.compile(
            r"(?:sản phẩm|kết quả|kinh phí|nguồn kinh phí|ghi chú|căn cứ)"
            r"(?:\s+(?:dự kiến|đầu ra|thực hiện))?\s*:\s*"
        ),
    ),
)


class Labelled(msgspec.Struct, frozen=True):
    """One slot: its kind, the stretch of its value, and the doers it names.

    `inherited` is set where it stands over several orders.
    """

    slot: Slot
    start: int
    end: int
    doers: ActorList | None = None
    inherited: bool = False


# `…; phối hợp: Sở B; thời gian: trước ngày 15/9`: slots that follow one another in one line
_NEXT = re.compile(r"[;.,]\s*(?=" + "|".join(f"(?:{pattern.pattern})" for _, pattern in _SLOTS) + ")")


def read_slots(index: ActorIndex, start: int, end: int) -> tuple[Labelled, ...]:
    """The slots that [start, end) fills one after the other; none where it does not open with one."""
    found: list[Labelled] = []
    while slot := _slot(index, start, end):
        found.append(slot)
        start = slot.end
        if further := _NEXT.match(index.lower, start, end):
            start = further.end()
    return tuple(found)


def read_labelled(index: ActorIndex, start: int, end: int) -> Labelled | None:
    """The slot that [start, end) opens with, where it does."""
    return _slot(index, start, end)


def _slot(index: ActorIndex, start: int, end: int) -> Labelled | None:
    for slot, pattern in _SLOTS:
        if match := pattern.match(index.lower, start, end):
            further = _NEXT.search(index.lower, match.end(), end) if slot != "task" else None
            stop = further.start() if further else end
            doers = read_cell(index, match.end(), stop) if slot in ("lead", "coordinate") else None
            return Labelled(slot, match.end(), stop, doers)
    return None
