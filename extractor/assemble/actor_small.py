"""Doers without a name of note: people by their job (`kế toán`, `GVCN lớp 8A1`), small offices (`Tổ nuôi dưỡng`)."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import Actor, ActorIndex, Member
from extractor.assemble.actor_tails import end_of_clause, end_of_tail
from extractor.lexicon.actors import actor_words
from extractor.lexicon.orders import one_of, order_words

_WORD = r"[^\s,.;:()\"]+"
_CLASSES = r"(?:\s+(?:lớp\s+)?\d{1,2}[a-z]\d{0,2}(?:\s*(?:,|và)\s*\d{1,2}[a-z]\d{0,2})*)"
# words that stand in no name of an office: what follows the head is then no name
_NO_NAME = r"(?!(?:đã|đang|vừa|sẽ|được|bị|là|có|không|chưa|cho|về|tại|trong|với|để|từ|khi|này|đó|đến|do|theo|nên|thì)(?!\w))"
_OBLIGED = r"\s+(?:cần|phải|có trách nhiệm|chịu trách nhiệm|không được|tuyệt đối không|nghiêm túc)(?!\w)"
_CALLED = re.compile(r"\s+(?:nào|nơi|có|chưa|muốn)(?!\w)")


def read_small(index: ActorIndex, at: int, end: int) -> Member | None:
    """One such doer, where a verb or an obligation follows that it can be told."""
    lower = index.lower
    if at in index.places or at in index.names or _verb().match(lower, at, end):
        return None
    found = _office().match(lower, at, end) or _job().match(lower, at, end)
    if found is None:
        return None
    stop = end_of_clause(index, found.end(), end) if _CALLED.match(lower, found.end(), end) else found.end()
    return [Actor(at, stop)], end_of_tail(index, stop, end)


@cache
def _verb() -> re.Pattern[str]:
    # what begins like an office and is none: `Tổ chức …`, `Phòng, chống …`; `bảo vệ` is a man as well
    return re.compile(one_of(tuple(verb for verb in order_words().verbs if verb != "bảo vệ")))


def _predicate() -> str:
    words = order_words()
    return rf"\s*(?:\([^()]{{0,60}}\))?\s+(?:{one_of(('cần', 'phải', 'cùng', 'sẽ', *words.adverbs, *words.verbs))})"


@cache
def _office() -> re.Pattern[str]:
    words = actor_words()
    head = rf"{one_of(words.small_offices)}(?!\s+{one_of(words.no_offices)})"
    return re.compile(rf"{head}(?:\s+{_NO_NAME}{_WORD}){{1,5}}?(?={_predicate()})")


@cache
def _job() -> re.Pattern[str]:
    # `bảo vệ` opens an order as often as it is a man: only what a man does tells
    words = actor_words()
    job = one_of(tuple(job for job in words.jobs if job != "bảo vệ"))
    guard = r"bảo vệ(?:\s+(?:cơ quan|nhà trường|trường|bệnh viện|đơn vị))?(?=\s+(?:cùng|phải|cần|trực|có trách nhiệm)(?!\w))"
    told = rf"(?:{_CLASSES}|(?:\s+{_NO_NAME}{_WORD}){{1,3}}?(?={_predicate()}))"
    of_some = r"(?=\s+(?:nào|muốn|chưa)\s)"
    man = rf"{one_of(words.people)}(?:(?={_OBLIGED})|{of_some})"
    return re.compile(rf"{guard}|{job}{of_some}|{job}(?={_predicate()})|{job}{told}|{job}(?=\s*,)|{man}")
