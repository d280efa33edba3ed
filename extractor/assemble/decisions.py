"""Decisions: `Thống nhất chủ trương …`, `Đồng ý …`."""

from __future__ import annotations

import re

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.assigning import read_assigned
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar
from extractor.lexicon.orders import one_of, order_words

# agreeing with what was said decides nothing, unless something was proposed
_AGREES_WITH = re.compile(
    r"(?:với\s+)?(?:các\s+|(?<=với )nội dung\s+|những\s+)*"
    r"(?:báo cáo|đánh giá|nhận định|ý kiến (?:phát biểu|đánh giá|của)|kết quả)(?!\w)"
    r"(?![^.;]*(?:đề xuất|kiến nghị|phương án|chủ trương))"
)
_NOUN_GOES_ON = re.compile(r"(?:này|số|trên|đó|của|và|hóa|cao|trong|về|đồng bộ|kết luận|nhận thức|với nhau)(?!\w)")
RULING = "decision: ruling"
_RULES = re.compile(one_of(order_words().ruling))
# `Chi bộ nào không nộp thì không xét …`: what follows from it, ruled for all
_SANCTION = re.compile(
    r"[^.;:]{3,120}?\s(?:thì\s+)?(?<!bị )"
    r"(không xét|không xếp loại|không công nhận|trừ (?:điểm|\d)|cắt (?:thi đua|danh hiệu|thưởng)"
    r"|hạ (?:một|\d+) bậc)(?!\w)"
)
_STAYS = re.compile(r"(?!giữ nguyên)[^,.;:]{3,70}?\s(?:giữ nguyên|tạm dừng (?:gia hạn|cấp|tiếp nhận|xem xét))(?!\w)")
_IN_PRINCIPLE = re.compile(r"(?:về|trong)\s+(?:chủ trương|nguyên tắc)")


def read_ruling(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """What is ruled without a doer: `Thi hành kỷ luật …`, `Cho học sinh nghỉ học …`, `Mức thu giữ nguyên …`."""
    if sanction := _SANCTION.match(index.lower, at, end):
        return Frame("decision", RULING, start, (), None, sanction.start(1))
    rules = _RULES.match(index.lower, at, end) or _STAYS.match(index.lower, at, end)
    if rules is None or read_actors(index, at, end):
        return None
    return Frame("decision", RULING, start, (), None, at)


def read_decision(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Thống nhất …`, `Đồng ý …`; `Thống nhất giao A V` is an order."""
    match = grammar().decide.match(index.lower, at, end)
    if match is None:
        return None
    if assigned := read_assigned(index, start, match.end() + 1, end):
        return assigned
    rest = index.lower[match.end() : end].lstrip(" ,:")
    if _AGREES_WITH.match(rest) or (_NOUN_GOES_ON.match(rest) and not _IN_PRINCIPLE.match(rest)):
        return None
    return Frame("decision", "decision: " + match.group("verb"), start, (), None, at)
