"""What stands behind a doer and belongs to it without being its name."""

from __future__ import annotations

import re

from extractor.assemble.actor_index import ActorIndex
from extractor.lexicon.orders import one_of

_BRACKET = re.compile(r"\s*\([^()]{0,200}\)")
_TAIL = re.compile(
    r"\s+(?:có\s+)?liên quan"
    r"|\s+trên địa bàn(?:\s+(?:toàn\s+)?(?:tỉnh|huyện|thành phố|xã|phường)(?!\w))?"
)
_LEVELS = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu")
_SPREAD = re.compile(
    rf"\s+(?:các|một số|những)\s+{one_of((*_LEVELS, 'địa phương'))}(?:\s*(?:,|và)\s*{one_of(_LEVELS)})*"
    r"(?:\s+(?:phía|ven|vùng|trong|trên địa bàn|liên quan|trực thuộc)(?!\w)(?:\s+[^\s,.;:]+){0,2})?"
)


def end_of_tail(index: ActorIndex, at: int, end: int) -> int:
    """The offset behind a bracket and `liên quan`, `trên địa bàn tỉnh`."""
    if bracket := _BRACKET.match(index.view, at, end):
        at = bracket.end()
    if tail := _TAIL.match(index.lower, at, end):
        at = tail.end()
    return at


def end_of_spread(index: ActorIndex, at: int, end: int) -> int | None:
    """The offset behind the places where a body stands many times: `Sở Y tế` + `các tỉnh, thành phố`."""
    spread = _SPREAD.match(index.lower, at, end)
    return spread.end() if spread else None
