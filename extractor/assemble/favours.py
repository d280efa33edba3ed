"""Work asked as a favour: `Nhờ Sở Xây dựng thay phà lớn`, `riêng hai ấp cù lao nhờ Ban Chỉ huy Quân sự chở nước`.

Upwards it is a petition, to all others an order put politely, as `đề nghị` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar

_ASKS = re.compile(
    r"(?:(?:tôi|chúng tôi|ông|bà|đồng chí|anh|chị)\s+(?=nhờ|cũng nhờ|xin nhờ))?"
    r"(?:(?:riêng|còn|với|đối với)\s(?:(?!nhờ(?!\w))[^.;:]){3,80}?\s)?(?:thì\s+)?(?:cũng\s+|xin\s+"
    r"|kính\s+)?(?P<asks>nhờ|phiền)\s+"
    r"(?:cho\s+)?(?=\S)"
)
# `Nhờ tỉnh hỗ trợ, xã đã xây xong cầu`: thanks to whom something came about
_CAME_ABOUT = re.compile(r"(?<!\w)(?:đã|nên|mà|vừa|được|đạt|vượt|tăng|giảm)(?!\w)")
_GIVES = re.compile(r"\s+(?:(?:giúp|sớm|quan tâm|xem xét|tiếp tục)\s+)*(?:cho|giúp|hỗ trợ|can thiệp|nói)(?!\w)")
_APART = re.compile(r",\s+(?=(?:riêng|còn)\s(?:(?!nhờ(?!\w))[^.;:]){3,80}?\s(?:thì\s+)?nhờ\s)")


def read_favour(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Nhờ A V`: whoever is asked, where a verb follows and nothing tells of what came about."""
    asks = _ASKS.match(index.lower, at, end)
    asked = _asked(index, asks, end) if asks else None
    return Frame("assigned", "order: nhờ", start, asked.actors, None, at) if asked else None


def cuts_before_favours(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Where a part that another is asked to do begins: `…, | riêng hai xã đảo nhờ Bộ đội chở nước`."""
    for apart in _APART.finditer(index.lower, start + 1, end):
        asks = _ASKS.match(index.lower, apart.end(), end)
        if asks and _asked(index, asks, end):
            yield apart.start() + 1


def _asked(index: ActorIndex, asks: re.Match[str], end: int) -> ActorList | None:
    asked = read_actors(index, asks.end(), end)
    if asked is None or not (
        asked.start in index.bodies or asked.start in index.offices or asked.start in index.persons
    ):
        return None
    if _CAME_ABOUT.search(index.lower, asked.end, end):
        return None
    does = grammar().predicate.match(index.lower, asked.end, end) or _GIVES.match(index.lower, asked.end, end)
    return asked if does else None
