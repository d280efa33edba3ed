"""Slots on lines of their own: `Cơ quan chủ trì: …`, `Thời gian hoàn thành: …`, `Phối hợp: …`."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from extractor.assemble.actors import ActorIndex, ActorList, read_actors

Slot = Literal["task", "lead", "coordinate", "deadline", "other"]

_SLOTS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    (
        "deadline",
        re.compile(r"(?:thời (?:gian|hạn)|hạn|tiến độ)(?:\s+(?:hoàn thành|thực hiện|báo cáo|trình|xong))?\s*:\s*"),
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
    """One slot: its kind, the stretch of its value, and the doers it names."""

    slot: Slot
    start: int
    end: int
    doers: ActorList | None = None


def read_labelled(index: ActorIndex, start: int, end: int) -> Labelled | None:
    """The slot that [start, end) fills, where it is one."""
    for slot, pattern in _SLOTS:
        if match := pattern.match(index.lower, start, end):
            doers = read_actors(index, match.end(), end) if slot in ("lead", "coordinate") else None
            return Labelled(slot, match.end(), end, doers)
    return None
