"""Work told with whom it is done: `Cùng với UBND xã A vận động các hộ …`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.grammar import grammar

_TOGETHER = re.compile(r"cùng(?: với)?\s+(?=\S)")
_WAS_THERE = re.compile(r"\s(?:có|gồm|còn có)\s+(?:các|đồng chí|đ/c|ông|bà|lãnh đạo|đại diện|sự)(?!\w)|(?<!\w)đã(?!\w)")
_MOST_PARTNERS = 1  # of several the last may be who does it: `Cùng với Bộ A, Bộ B tổ chức …`


def does_together(index: ActorIndex, at: int, end: int) -> bool:
    """Whether with whom something is done stands at `at`, before the verb."""
    together = _TOGETHER.match(index.lower, at, end)
    partner = read_actors(index, together.end(), end) if together else None
    if partner is None or index.view.startswith(",", partner.end):
        return False
    if at > 0 and not index.view[:at].rstrip().endswith(":") and len(partner.actors) > _MOST_PARTNERS:
        return False
    if _WAS_THERE.search(index.lower, partner.end, end):
        return False
    return grammar().verb.match(index.lower, partner.end + 1, end) is not None
