"""Where a sentence hands over to another doer in its midst: `…, sau đó Phòng B khóa sổ`, `Đồng ý …, Phòng A lo vốn`.

What opens such a clause is a link word (`còn`, `riêng`, `sau đó`, `muốn vậy`), a dash, or, behind something agreed,
nothing but the comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.brackets import outside_brackets
from extractor.assemble.grammar import EVERYDAY, GAP, grammar, skip
from extractor.assemble.set_apart import goes_to_work
from extractor.core.characters import UPPER
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

# one of several squads, by its number or name: `Đội 1`, `tổ số 3`, `ca B`, `tổ Nhạc`
SQUAD = re.compile(
    r"(?i:tổ|đội|nhóm|cụm|ca|kíp|mũi|chốt|tốp|ấp|khóm|thôn|xóm|khu phố|trạm|ban|bộ phận|xưởng|phân xưởng|khoa|lớp"
    r"|chi đoàn)"
    rf"(?: số)? (?:\d{{1,2}}\w?|[{UPPER}](?:\w+(?: [^\s,.;:]+){{0,4}})?)"
)
_DASH = re.compile(r"(?<=\S)\s+[-–]\s+(?=\S)")
_COMMA = re.compile(r",\s+(?=\S)")
_SETS_TIME = re.compile(r"(?:từ (?:nay|giờ)|ngay|trước mắt|hôm sau|hôm nay|mai|chiều|sáng|tối)\s+(?=\S)")
_GAP = re.compile(r"\s*,?\s*")
# `…, riêng các huyện nghèo giảm trên 6%/năm`: an aim goes on
_MEASURE = (
    r"(?!\s+(?:(?:trên|dưới|hơn|thêm|còn|bình quân|ít nhất|tối thiểu|từ|khoảng)\s+)*\d[\d.,]*\s*(?:-\s*\d[\d.,]*\s*)?%)"
)
_ANSWERS = re.compile(r"(?:về|đối với|với|riêng|còn)\s[^:;.]{3,160}:\s+")
_NAMES_TOO = ("còn", "riêng", "còn riêng", "rồi", "xong")  # links that can stand before a thing as well
_NAME_REACH = 120  # characters of a name before a comma
_OWN_CLAUSE = 4  # words of what stands before the doer


def cuts_at_handovers(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Where a clause begins that another doer than the one before is told."""
    for link in outside_brackets(index.view, start, _linked().finditer(index.lower, start + 1, end)):
        by_work = link["link"] not in _NAMES_TOO and _named_body_at_work(index, link.end(), end)
        if by_work or _somebody_is_told(index, link.end(), end):
            yield link.start("link")
    for dash in outside_brackets(index.view, start, _DASH.finditer(index.view, start + 1, end)):
        told = _is_clause(index, start, dash.start()) and _told(index, dash.end(), end)
        if told and not _takes_all().match(index.lower, told.end, end):  # `… - Phòng A lo.`: what stands before it
            yield dash.end()
    if _decides(index, start, end):
        for comma in outside_brackets(index.view, start, _COMMA.finditer(index.view, start + 1, end)):
            if _is_clause(index, start, comma.start()) and _is_told_here(index, comma.end(), end):
                yield comma.end()


def _decides(index: ActorIndex, start: int, end: int) -> bool:
    """Whether something is agreed in [start, end): at once, by whoever opens it, or in answer to what was asked."""
    decide = grammar().decide
    if decide.match(index.lower, start, end):
        return True
    who = read_actors(index, start, end)
    if who and decide.match(index.lower, skip(GAP, index.lower, who.end, end), end):
        return True
    answer = _ANSWERS.match(index.lower, start, end)  # `Về việc khoa Nhi xin máy: đồng ý cho mua, Phòng A hỏi giá`
    return answer is not None and decide.match(index.lower, answer.end(), end) is not None


@cache
def _linked() -> re.Pattern[str]:
    return re.compile(rf"(?:,|;|\s[-–])\s+(?P<link>{one_of(clause_words().handing_over)})\s*,?\s+")


def _somebody_is_told(index: ActorIndex, at: int, end: int) -> bool:
    """Whether somebody is told something at `at`, behind a word of time or none."""
    if timed := _SETS_TIME.match(index.lower, at, end):
        at = timed.end()
    return _told(index, at, end) is not None


def _is_told_here(index: ActorIndex, at: int, end: int) -> bool:
    """Whether one named alone is told something at `at`: a list behind a comma may go on with the one before it."""
    told = _told(index, at, end) or _named_body_at_work(index, at, end)
    return told is not None and len(told.actors) == 1


def _named_body_at_work(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """`…, Phòng Vật tư lấy báo giá 3 nơi`: behind something agreed a body or a person by name, before any verb."""
    doers = read_actors(index, at, end)
    if doers is None or not (doers.start in index.bodies or doers.start in index.persons):
        return None
    return doers if goes_to_work(index, doers, end) else None


def _told(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """Whoever is named at `at`, where an obligation or a verb of an order follows at once, or behind a time."""
    doers = read_actors(index, at, end)
    if doers is None or not _is_known(index, doers):
        return None
    behind = doers.end
    gap = _GAP.match(index.view, behind, end)
    if gap and (timed := index.times.get(gap.end())):
        behind = timed
    return doers if _does().match(index.lower, behind, end) else None


def _is_known(index: ActorIndex, doers: ActorList) -> bool:
    first = doers.actors[0].start
    if first in index.bodies or first in index.offices or first in index.persons:
        return True
    quantified = index.lower.startswith(("các ", "mỗi ", "từng "), doers.start)
    return quantified or SQUAD.fullmatch(index.view, doers.start, doers.end) is not None


@cache
def _takes_all() -> re.Pattern[str]:
    words = order_words()
    return re.compile(rf"\s+(?:{one_of(words.taking_on)}|phụ trách|chủ trì|thực hiện|chịu trách nhiệm)\s*(?:[.;,)]|$)")


@cache
def _does() -> re.Pattern[str]:
    """What a doer is to do: not what it has done, says or thinks."""
    words = order_words()
    done = rf"(?!{one_of((*words.speaking, *words.praising))}(?:\s+(?:rằng|là)|\s*:))"
    verb = one_of((*words.verbs, *words.taking_on))
    return re.compile(
        rf"\s+(?:thì\s+|sẽ\s+)?(?:(?:{one_of(words.adverbs)})\s+)*{done}(?:phải|cần|{verb})(?!\w){_MEASURE}|{EVERYDAY.pattern}"
    )


def _is_clause(index: ActorIndex, start: int, stop: int) -> bool:
    """Whether what stands before a mark is a clause of some words which no name ends."""
    if len(index.view[start:stop].split()) < _OWN_CLAUSE:
        return False
    return not any(
        mention is not None and mention.end == stop
        for at in range(max(start, stop - _NAME_REACH), stop)
        for mention in (index.bodies.get(at), index.offices.get(at), index.persons.get(at))
    )
