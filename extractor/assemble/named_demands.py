"""Orders that open with what is to be done and are named a demand behind: `Xử lý ổ dịch … là yêu cầu của A`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar

NAMED_DEMAND = "order: demand named behind"
_NAMED = re.compile(
    r"\s(?:đó )?là (?:một trong (?:những|các) )?(?:nội dung |ý kiến )?(?:yêu cầu|chỉ đạo|đề nghị|lưu ý)\s"
    r"(?:(?:vừa|mới|đã|được|mà|của|quan trọng|cụ thể)\s)+(?:đồng chí |ông |bà )?"
)
# `… được UBND thành phố đưa ra cho Sở Y tế`, `… của Chủ tịch tỉnh đối với các nhà thầu`
_TO_WHOM = re.compile(r"\s+(?:vừa |đã )?(?:(?:đưa|nêu|đặt) ra\s+|nêu\s+|gửi\s+)?(?:cho|đối với|tới|đến|với)\s+")
_ON_OCCASION = re.compile(
    r"[^.;:]{0,60}?(?:\s(?:đưa|nêu|đặt) ra(?!\w)|\stại (?:cuộc|buổi|hội nghị|phiên|kỳ họp|chuyến|lễ))"
)
_REACH = 400  # characters in which the demand must have been named
_SHORTEST = 20  # characters of what is to be done


def read_named_demand(index: ActorIndex, start: int, begin: int, end: int) -> Frame | None:
    """What opens with a verb and is said to be the demand of somebody, put to somebody or on an occasion."""
    if not grammar().verb.match(index.lower, begin, end):
        return None
    named = _NAMED.search(index.lower, begin + _SHORTEST, min(end, begin + _REACH))
    by = read_actors(index, named.end(), end) if named else None
    if by is None:
        return None
    last = by.actors[-1]
    if not any(last.start in group for group in (index.bodies, index.offices, index.persons)):
        return None  # `Bảo đảm an toàn là yêu cầu của mọi công trình`
    to_whom = _TO_WHOM.match(index.lower, by.end, end)
    told = read_actors(index, to_whom.end(), end) if to_whom else None
    if told is None and not _ON_OCCASION.match(index.lower, by.end, end):
        return None
    speaker = (last.start, last.end)
    return Frame("assigned", NAMED_DEMAND, start, told.actors if told else (), speaker, begin)
