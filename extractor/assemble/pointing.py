"""Duties told with whoever has them: `Đầu mối … là Sở A`, `Việc … giao cho Văn phòng B`, `Nhiệm vụ của C là …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar
from extractor.lexicon.clauses import clause_words
from extractor.structure.words import starts_with_verb

_OPENS = re.compile(
    r"(?:(?:còn|riêng)\s+)?(?:việc|công việc|phần việc|nhiệm vụ|trách nhiệm|công tác)\s+"
    r"(?!này\b(?! được (?:giao|phân công)))(?=\S)"
)
_GIVEN = re.compile(r",?\s(?:được\s+)?(?:giao|phân công)\s+(?:cho\s+)?(?=\S)")
# `Nhiệm vụ trước mắt của Sở Du lịch là hoàn thiện đề án`
_DUTY_OF = re.compile(
    r"(?:nhiệm vụ|trách nhiệm|phần việc|công việc|việc)"
    r"(?:\s+(?:chính|chủ yếu|cụ thể|trọng tâm|trước mắt|quan trọng|hàng đầu|cấp bách|đầu tiên|lúc này))*\s+của\s+(?=\S)"
)
_IS_TO = re.compile(
    r"(?:\s+(?:lúc này|hiện nay|thời gian tới|trong thời gian tới|sắp tới|từ nay đến cuối năm))?"
    r"\s+(?:phải\s+)?là\s+(?:phải\s+)?"
    r"(?!của|rất|hết sức|vô cùng|không nhỏ|nặng nề|một|những)(?=\S)"
)
# `Cấp đổi giấy chứng nhận là việc của phòng A`, `chuyện đưa 27 hộ về trường là phần của xã`
_IS_OF = re.compile(
    r"(?!(?:phần )?(?:trách nhiệm|lỗi|khuyết điểm|sai|thiếu sót|quyền|thẩm quyền|công lao|chiến thắng|đất"
    r"|tài sản)(?!\w))"
    r"(?P<work>(?:(?!\slà\s)[^.;:\"]){8,140}?)\s+(?:(?:xin |sẽ |thì )?(?:thuộc (?:về|phần)|để (?:lại )?cho"
    r"|dồn cho)\s+(?=\S)"
    r"|(?:phải |đều )?là\s+(?:cái\s+)?(?:việc|phần việc|phần|chuyện|phận sự|nhiệm vụ|trách nhiệm)"
    r"(?:\s+(?:chính|riêng))?\s+(?:của|bên|thuộc)\s+(?=\S))"
)
# what is so for good, and nobody's task of the day: `giữ rừng là trách nhiệm của …`
_FOR_GOOD = re.compile(
    r"(?<!\w)(?:luôn|mãi|từ lâu|xưa nay|lâu nay|vốn|theo (?:luật|quy định|hướng dẫn|nghị định))(?!\w)"
)
_BY_TURN = re.compile(r",\s+(?=(?:còn|riêng)\s)|;\s+")
_AND_WITH = re.compile(r"\s*,?\s*(?:cùng(?: với)?|phối hợp với|có)\s+(?=\S)")
_BOUND = re.compile(r"\s+(?:(?:từ nay|từ giờ|kể từ nay)\s+)?(?:(?:cho )?(?:tới|đến|trong|trước|hết|ngay)\s+)*")
# `Văn bản xin kinh phí được ông giao Sở Tài chính soạn`, `khoản này do Chủ tịch giao Phòng A lo`
_GIVEN_BY = re.compile(
    r"[^.;:\",]{3,140}?\s(?:được|do)\s+(?P<by>ông|bà|đồng chí|anh|chị|chủ tịch|phó chủ tịch|bí thư|thủ tướng"
    r"|bộ trưởng|tỉnh|huyện|xã)"
    r"(?:\s+[^\s,.;:]+){0,4}?\s+(?:giao|phân công|cử|chỉ định)\s+(?:cho\s+)?(?=\S)"
)
_WAS = re.compile(r"(?<!\w)(?:đã|từng|vừa|trước đây|trước đó|vốn)(?!\w)")
_HAD_BEEN = re.compile(r"(?<!\w)(?:đã|từng|trước đây|vốn|vừa|lâu nay)(?:\s+được)?\s*$")
_POINT = re.compile(
    r"(?:[^.;:\"]{0,80}?\sthì\s+)?(?:(?:cơ quan|đơn vị)\s+)?đầu mối\s+"
    r"(?!(?:là|này)\b)[^.;:\"]{4,120}?,?\s+là\s+"
)
_REST = re.compile(r"\s*(?:\([^()\n]*\)\s*)?(?:[.;:,\"]|$)")


def read_pointed(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """A duty whose bearer is named last, and by name; None for what was so given before."""
    if point := _POINT.match(index.lower, at, end):
        return _borne(index, start, at, point.end(), end, "order: đầu mối là")
    if of := _is_of(index, start, at, end):
        return of
    if by_him := _given_by_him(index, start, at, end):
        return by_him
    if not _OPENS.match(index.lower, at, end):
        return None
    for given in _GIVEN.finditer(index.lower, at, end):
        if _HAD_BEEN.search(index.lower, at, given.start()):
            return None
        if frame := _borne(index, start, at, given.end(), end, "order: việc giao cho"):
            return frame
    return None


def read_duty_of(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Nhiệm vụ của Sở A là hoàn thiện đề án`: a verb tells what the duty of somebody named is."""
    duty = _DUTY_OF.match(index.lower, at, end)
    doers = read_actors(index, duty.end(), end) if duty else None
    is_to = _IS_TO.match(index.lower, doers.end, end) if doers else None
    if doers and is_to is None and (behind := _behind_time(index, doers.end, end)):
        is_to = _IS_TO.match(index.lower, behind, end)  # `Việc của Sở A từ nay tới 15/6 là ngồi với dân`
    if doers is None or is_to is None:
        return None
    known = grammar().verb.match(index.lower, is_to.end(), end) is not None
    if not known and not (_is_named(index, doers) and starts_with_verb(index.view[is_to.end() : end])):
        return None
    return Frame("modal", "order: nhiệm vụ của", start, doers.actors, None, at)


def _given_by_him(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Văn bản xin kinh phí được ông giao Sở Tài chính soạn`: the work stands first, who gives it in the middle."""
    given = _GIVEN_BY.match(index.lower, at, end)
    doers = read_actors(index, given.end(), end) if given else None
    if given is None or doers is None or not _is_named(index, doers) or _WAS.search(index.lower, at, given.end()):
        return None
    does = grammar().predicate.match(index.lower, doers.end, end) or starts_with_verb(index.view[doers.end + 1 : end])
    return Frame("assigned", "order: được … giao", start, doers.actors, given.span("by"), at) if does else None


def _behind_time(index: ActorIndex, at: int, end: int) -> int | None:
    """The blank behind the time at `at`, with the words that bound it."""
    opens = _BOUND.match(index.lower, at, end)
    stop = index.times.get(at + 1) or (index.times.get(opens.end()) if opens else None)
    return stop if stop and stop < end else None


def _is_of(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Cấp đổi giấy chứng nhận là việc của phòng A cùng Văn phòng B, làm cuốn chiếu`: work told with whose it is."""
    of = _IS_OF.match(index.lower, at, end)
    doers = read_actors(index, of.end(), end) if of else None
    if of is None or doers is None or _FOR_GOOD.search(index.lower, at, of.end()):
        return None
    house = len(doers.actors) == 1 and index.lower[doers.start : doers.end] in clause_words().houses
    if not house and not _is_named(index, doers):
        return None  # `Giữ vệ sinh là việc của mọi người`
    if not _REST.match(index.view, doers.end, end) and not _AND_WITH.match(index.lower, doers.end, end):
        return None
    return Frame("bare", "order: là việc của", start, doers.actors, None, at)


def cuts_before_pointed(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Where work opens that is told with whose it is: `…, | còn chuyện đưa dân về trường là phần của xã`."""
    for turn in _BY_TURN.finditer(index.lower, start + 1, end):
        at = turn.end() + len("còn ")
        if _is_of(index, turn.end(), at, end):
            yield turn.start() + 1


def _borne(index: ActorIndex, start: int, at: int, behind: int, end: int, rule: str) -> Frame | None:
    doers = read_actors(index, behind, end)
    if doers is None or not _is_named(index, doers) or not _REST.match(index.view, doers.end, end):
        return None
    return Frame("bare", rule, start, doers.actors, None, at)


def _is_named(index: ActorIndex, doers: ActorList) -> bool:
    first = doers.actors[0].start
    return first in index.bodies or first in index.offices or first in index.persons
