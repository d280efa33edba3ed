"""A body named before, called by its kind: `Phòng này còn phải …`; what `đơn vị này` means is not guessed."""

from __future__ import annotations

import re

from extractor.assemble.actor_index import Actor, ActorIndex, Member, as_written

_AGAIN = re.compile(
    r"(?P<kind>phòng|sở|ban quản lý|ban|công ty|xã|phường|huyện|trung tâm|chi cục|trạm|hạt|bệnh viện|trường|hội"
    r"|đội|viện|cục|xí nghiệp|hợp tác xã)\s+(?:này|ấy|đó)(?=\s)"
)
_OF_MANY = re.compile(r"(?:các|những|mỗi|từng|hai|ba|một|tại|ở|của|về|cho|từ|do|trên|trong|với|nào)\s+$")
_REACH = 600  # characters back to where the body was named


def read_again(index: ActorIndex, at: int, end: int) -> Member | None:
    """`Phòng này` as the body of that kind named last before it, with its name; None where none was."""
    again = _AGAIN.match(index.lower, at, end)
    if again is None or _OF_MANY.search(index.lower, max(0, at - 8), at):
        return None
    kind = again["kind"]
    before = [
        body
        for start, body in index.bodies.items()
        if at - _REACH <= start < at and index.lower.startswith(f"{kind} ", start)
    ]
    if not before:
        return None
    last = max(before, key=lambda body: body.start)
    return [Actor(at, again.end(), as_written(index, last.start, last.end))], again.end()
