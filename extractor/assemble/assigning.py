"""Orders given to somebody by name: `Giao A V`, `Yêu cầu các xã V`, `đề nghị B V`."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_phrases import read_doing
from extractor.assemble.actor_tails import end_of_told
from extractor.assemble.actors import Actor, ActorIndex, ActorList, read_actors
from extractor.assemble.entries import find_entries, skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar, skip
from extractor.core.characters import UPPER
from extractor.lexicon.alternation import alternation
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_TELLS = re.compile(r"(?:yêu cầu|đề nghị|giao|lưu ý|dặn) $")
# `Chỉ đạo tại cuộc họp, Chủ tịch A nhấn mạnh …`: where he spoke
_ON_OCCASION = re.compile(
    r"(?:ngay\s+)?(?:tại|trong)\s+(?:đây|cuộc|buổi|hội nghị|phiên|kỳ họp|lễ|chuyến|điểm cầu|các (?:nơi|điểm))(?!\w)"
    r"[^.;:]{0,80}?,\s"
)
_WHAT_WAS_GIVEN = re.compile(r"(?:nhiệm vụ|chỉ tiêu|công việc|nội dung|phần việc|chỉ đạo|kế hoạch)(?!\w)[^.;:]*$")
_GIVEN_REACH = 120  # characters
_STANDS_SO = re.compile(r"\s*(?:(?:đến nay|hiện nay|hiện|vẫn|còn|cơ bản)\s+)*(?:chưa|đã|đang|bị|còn|chậm)(?!\w)")
_AND_ASKS = re.compile(r"\s*,?\s+(?:và|đồng thời)\s+(?:đề nghị|yêu cầu|giao)\s+")
_COMMA = re.compile(r",\s*")


def read_assigned(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Giao A V`: whoever is told, if something that A can do follows."""
    match = grammar().assign.match(index.lower, at, end)
    if match is None or _ON_OCCASION.match(index.lower, match.end(), end):
        return None
    # `chỉ đạo, trong thời gian tới, các chủ đầu tư …`: reports part the verb from what it says by a comma
    inside = skip(_COMMA, index.view, match.end(), end)
    told = read_actors(index, inside, end) or _told_later(index, inside, end)
    if told and "giao" in match.group() and _is_attribute(index, at, told, end):
        return None
    told = _of_some(index, told, end) if told else None
    told = _and_of_others(index, told, end) if told else None
    if told is None or gives_nothing(index, at, end) or not _predicate_follows(index, told, end):
        return None
    words = match.group().split()
    if words[-1].endswith(":"):
        start = match.end()  # what orders stays outside where a colon closes it
    return Frame("assigned", "order: " + " ".join(words[:2]).rstrip(":"), start, told.actors, None, at)


def _of_some(index: ActorIndex, told: ActorList, end: int) -> ActorList:
    """The doers with what tells which are meant: `Đề nghị các hộ chưa bàn giao mặt bằng phối hợp kiểm đếm`."""
    *others, last = told.actors
    group = last.name is None and last.end == told.end and index.lower.startswith(("các ", "những "), last.start)
    stop = end_of_told(index, told.end, end) if group and tells_state(index, told.end, end) else told.end
    return ActorList((*others, Actor(last.start, stop)), told.start, stop) if stop > told.end else told


def _and_of_others(index: ActorIndex, told: ActorList, end: int) -> ActorList:
    """Those who are told with those who are asked beside them: `yêu cầu các bộ và đề nghị Bí thư các tỉnh …`."""
    beside = _AND_ASKS.match(index.lower, told.end, end)
    others = read_actors(index, beside.end(), end) if beside else None
    if others is None or not grammar().predicate.match(index.lower, others.end, end):
        return told
    return ActorList((*told.actors, *others.actors), told.start, others.end)


def _is_attribute(index: ActorIndex, at: int, told: ActorList, end: int) -> bool:
    """`… nhiệm vụ mà UBND tỉnh giao cho các sở chưa hoàn thành`: which ones are meant, and how they stand."""
    if not _WHAT_WAS_GIVEN.search(index.lower, max(0, at - _GIVEN_REACH), at):
        return False
    return _STANDS_SO.match(index.lower, told.end, end) is not None or index.lower.endswith(" chưa", 0, told.end)


def _told_later(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """Doers behind dates and adverbials (`yêu cầu từ nay đến ngày 30/6, các bộ, địa phương …`), or unknown ones."""
    behind = skip_discourse(index, at, end)  # `đề nghị trong thời gian tới Thường trực HĐND các xã …`
    if behind > at and (told := read_actors(index, behind, end)):
        return told
    for entry in find_entries(index, at, end)[1:]:
        if told := read_actors(index, entry, end):
            return told
    return _unlisted(index, at, end)


def _unlisted(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """A doer that no list knows, told by its capital and the verb behind it (`Phân xưởng Khai thác 3 lắp …`)."""
    name = _unlisted_name().match(index.view, at, end)
    if name and index.view[:at].rstrip().endswith(":") and grammar().verb.match(index.lower, at, end):
        return None  # `yêu cầu: Tăng cường …`: its capital is that of the sentence
    if (
        name is None and _TELLS.search(index.lower, max(0, at - 12), at) and (doing := read_doing(index, at, end))
    ):  # `yêu cầu cán bộ thú y bám bản`
        return ActorList((doing[0],), doing[0].start, doing[0].end)
    return ActorList((Actor(name.start(), name.end()),), name.start(), name.end()) if name else None


@cache
def _unlisted_name() -> re.Pattern[str]:
    words = order_words()
    predicate = one_of(("cần", "phải", *words.verbs, *words.adverbs))
    things = alternation(clause_words().things)
    word = r"[^\s,.;:()\"]+"
    return re.compile(
        rf"(?:[{UPPER}][^\s,.;:()\"]*|(?:các|mỗi|từng|những) (?!{things}){word})(?:\s+{word}){{0,7}}?(?=\s+{predicate})"
    )


def gives_nothing(index: ActorIndex, at: int, end: int) -> bool:
    """Whether the words only look like `giao`: `giao ban`, `giao thông`."""
    return _not_given().match(index.view, at, end) is not None


@cache
def _not_given() -> re.Pattern[str]:
    """`giao ban`, `giao đất`, `giao thông`: words with `giao` that tell nobody to do anything."""
    return re.compile(
        rf"(?:\w+ )?[Gg]iao (?:{one_of(clause_words().not_given)}|(?:cho )?(?:ai|đơn vị nào|người nào)(?!\w))"
    )


def _predicate_follows(index: ActorIndex, told: ActorList, end: int) -> bool:
    """Whether a doer is followed by what it is to do; at the end of a lead-in nothing need follow."""
    rest = index.view[told.end : end].strip(" .;")
    if not rest or rest[0] in ":,(" or grammar().predicate.match(index.lower, told.end, end):
        return True
    return not tells_state(index, told.end, end)


def tells_state(index: ActorIndex, at: int, end: int) -> bool:
    """Whether what follows a doer says how things stand (`đã …`, `là …`) and not what it is to do."""
    return _state().match(index.lower, at, end) is not None


@cache
def _state() -> re.Pattern[str]:
    words = clause_words()
    return re.compile(rf"\s*,?\s*{one_of(words.states)}(?!\s+(?:{alternation(words.duties)}))")
