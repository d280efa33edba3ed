"""What a body announces or sends before it asks something of others: `Chi cục A thông báo …, đề nghị các xã …`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.entries import find_entries

_NEWS = re.compile(
    r"\s+(?:(?:trân trọng|xin|kính)\s+)?(?:thông báo|gửi kèm|sao gửi|sao lục|chuyển kèm)(?!\w)[^.;:\n]{3,240}?"
    r"(?:,|\svà)\s+(?:(?:đồng thời|kính|trân trọng|và)\s+)*(?:đề nghị|yêu cầu)\s"
)
# `Trước tình hình dịch phức tạp, để phòng dịch, không để lây lan. | Chủ tịch huyện có ý kiến chỉ đạo: …`
_SCENE = re.compile(
    r"trước (?:tình hình|thực trạng|diễn biến|nguy cơ|thực tế|yêu cầu)\s[^.;:\n]{5,300}?,\s+(?:để|nhằm)\s[^.;:\n]*\.\s+"
    r"[^.;:\n]{3,140}?\s(?:có ý kiến|yêu cầu|đề nghị|chỉ đạo|thông báo|ban hành|giao)(?!\w)"
)


def asks_others(index: ActorIndex, at: int) -> bool:
    """Whether those whose name ends at `at` only announce something, as they ask others in the same sentence."""
    return _NEWS.match(index.lower, at) is not None


def opens_with_news(index: ActorIndex, start: int, end: int) -> bool:
    """Whether the main clause of [start, end) is such an announcement, behind the aim that opens it."""
    for at in find_entries(index, start, end):
        doers = read_actors(index, at, end)
        if doers is not None and asks_others(index, doers.end):
            return True
    return False


def sets_scene(index: ActorIndex, start: int) -> bool:
    """Whether the sentence at `start` only tells why the next one asks."""
    return _SCENE.match(index.lower, start) is not None
