"""Orders behind a turn: praise or agreement comes first, `đồng thời yêu cầu …`, `song đề nghị …` behind it."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import Actor, ActorIndex, inside_name, read_actors
from extractor.assemble.asking import ASKED
from extractor.assemble.assigning import gives_nothing
from extractor.assemble.entries import find_entries
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar
from extractor.assemble.speakers import who_speaks
from extractor.assemble.speech import DEMANDED
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_REACH = 420  # characters in which the turn must have come
_BLAMES = re.compile(
    r"\s*,?\s*(?:(?:cũng|đã|thẳng thắn|nghiêm khắc)\s+)*"
    r"(?:phê bình|phê phán|chấn chỉnh|nhắc nhở|khiển trách|cảnh cáo|không hài lòng với)\s+(?:nghiêm khắc\s+)?"
    r"(?:đối với\s+)?"
)
_ASKS_FOR = ("đề nghị",)
_THAT = re.compile(r"\s*(?:(?:rằng|là)(?!\w)|[,:])?\s*")


def read_turn(index: ActorIndex, begin: int, end: int) -> Frame | None:
    """`A ghi nhận nỗ lực của huyện, đồng thời yêu cầu đẩy nhanh tiến độ`: what is demanded, of nobody by name."""
    speaker, behind, _ = who_speaks(index, begin, end)
    if speaker is None and not _tells(index, begin, end):
        return None
    turn = _turn().search(index.lower, behind, min(end, begin + _REACH))
    if turn is None or gives_nothing(index, turn.start("verb"), end) or not _duty_follows(index, turn.end(), end):
        return None
    who = turn.span("who") if turn["who"] else speaker
    at = turn.start("verb")
    if turn["verb"] in _ASKS_FOR:
        return Frame("petition", ASKED, turn.start("said"), (), who, turn.end()) if who else None
    if blamed := _blamed(index, behind, turn.start()):
        return Frame("assigned", DEMANDED, begin, blamed, speaker or who, at)
    return Frame("assigned", DEMANDED, turn.start("said"), (), who, at)


def _blamed(index: ActorIndex, at: int, turn: int) -> tuple[Actor, ...]:
    """Whom the words before the turn blame: what is demanded is for them (`phê bình Công ty A và yêu cầu thay cáp`)."""
    blame = _BLAMES.match(index.lower, at, turn)
    told = read_actors(index, blame.end(), turn) if blame else None
    return told.actors if told else ()


def _tells(index: ActorIndex, at: int, end: int) -> bool:
    """Whether somebody or a word of praise opens the sentence."""
    if read_actors(index, at, end) or grammar().praise.match(index.lower, at, end):
        return True
    return index.lower.startswith(tuple(f"{who} " for who in clause_words().stand_ins), at)


def _duty_follows(index: ActorIndex, at: int, end: int) -> bool:
    """Whether a verb or an obligation opens what is demanded."""
    words = grammar()
    behind = _THAT.match(index.lower, at, end)
    for position in find_entries(index, behind.end() if behind else at, end):
        if inside_name(index, position) or position in index.names:
            continue
        if words.verb.match(index.lower, position, end) or words.modal.match(index.lower, position, end):
            return True
    return False


@cache
def _turn() -> re.Pattern[str]:
    demands = one_of((*(verb for verb in order_words().demanding if verb != "giao"), *_ASKS_FOR))
    return re.compile(
        r"(?:,\s*|\s)(?:đồng thời|song|nhưng|tuy nhiên|tuy vậy|mặt khác|và)\s*,?\s+"
        r"(?P<said>(?:(?P<who>đồng chí|ông|bà)\s+)?(?:(?:cũng|vẫn|tiếp tục|đặc biệt|đồng thời)\s+)*"
        rf"(?P<verb>{demands}))"
    )
