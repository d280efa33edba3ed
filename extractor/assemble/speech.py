"""Clauses in which somebody speaks: `Chủ tịch UBND tỉnh A yêu cầu B V`, `A nhấn mạnh: …`, `A thống nhất …`."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from extractor.assemble.acting import read_acting
from extractor.assemble.actors import Actor, ActorIndex, ActorList, inside_name, read_actors
from extractor.assemble.asking import read_asked
from extractor.assemble.assigning import gives_nothing, read_assigned
from extractor.assemble.decisions import proposes, read_decision
from extractor.assemble.entries import find_entries
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import GAP, grammar, skip
from extractor.assemble.imperatives import read_loose
from extractor.assemble.promises import read_promise_told
from extractor.assemble.speakers import is_concerned, is_human, who_speaks
from extractor.lexicon.orders import order_words

DEMANDED = "order: speaker demands"

ReadInner = Callable[[ActorIndex, int, int], Frame | None]

_NESTED = re.compile(r"(?:chỉ đạo|phân công|lưu ý|nhắc nhở|khuyến khích|cử|mời|kêu gọi|quán triệt)(?!\w)")
_TELLS_OF = re.compile(r"(?:cho biết|thông tin|báo cáo|khẳng định|chia sẻ|nói|cho hay)(?!\w)")
_TO_COLON = re.compile(r"[^:,.;]{0,140}?(?:,\s+như)?:\s*(?:như\s+)?(?:\(\d{1,2}\)\s*|[a-zđ]\)\s+)?")
_ONE_PERSON = ("ông", "bà", "anh", "chị", "đồng chí")
_WORDS_TO_COLON = re.compile(
    r"\s(?!có |gồm |là |được |chịu |chủ trì |phụ trách |trực |theo dõi )[^,.;:()]{2,30}(?=:\s)"
)  # `Thứ trưởng thẳng thừng: …`, `Ông bổ sung: …`
_PARTED = re.compile(r"\s*,\s")
_FORBIDS = re.compile(
    r"(?:(?:tuyệt đối|kiên quyết|dứt khoát|nhất định|quyết|nhất thiết)\s+)?không (?:được|để)(?!\w)"
    r"(?!\s+(?:có|bị|hưởng|phép thì)(?!\w))"
)
_SPREAD = re.compile(r"(?:các|mỗi|từng|những|(?:ubnd|ủy ban nhân dân|đảng ủy|chi bộ|công an) (?:các|từng|mỗi|\d+))\s")
_HANDS_ON = re.compile(
    r"(?:giao|phân công)(?: nhiệm vụ| trách nhiệm)?(?: cho)? (?:các |từng |mỗi )?"
    r"(?:cán bộ|công chức|viên chức|giáo viên|nhân viên|trưởng|phó|tổ|bộ phận|thành viên|thôn|xóm|bản|ấp|người"
    r"|đảng viên|phòng|ban|đoàn|hội|một)(?!\w)"
)
_IS_DONE = re.compile(r"[^.;:\n]{4,140}?\s(?:hoàn thành|kết thúc|xong|hoàn tất)(?!\w)")
_DONE_REACH = 12  # characters before the day
_THAT = re.compile(r"\s*(?:(?:rằng|là|việc|thêm)(?!\w)|,)?\s*,?\s*")


def read_speech(index: ActorIndex, start: int, at: int, end: int, read_inner: ReadInner) -> Frame | None:
    """What the speaker at `at` orders; `read_inner` reads what he says behind a colon."""
    words = grammar()
    speaker, behind, collective = who_speaks(index, at, end)
    if speaker is None or is_concerned(index, start, at, behind, end):
        return None
    decides_at = skip(GAP, index.lower, behind, end)
    match = words.speak.match(index.lower, behind, end) or words.decide.match(index.lower, decides_at, end)
    if match is None:
        one = index.lower[slice(*speaker)] in _ONE_PERSON or is_human(
            index, at, ActorList((Actor(*speaker),), *speaker)
        )
        told = _WORDS_TO_COLON.match(index.lower, behind, end) if one and not collective else None
        return _reported(index, start, told.end(), end, speaker, read_inner) if told else None
    verb_at = match.start("verb")
    if said := _said_by_a_date(index, match, end, speaker):
        return said
    if (collective or _are_several(index, at, end)) and _NESTED.match(index.lower, verb_at):
        return None  # a body that has others do it is the doer itself
    if collective and _SPREAD.match(index.lower, speaker[0], speaker[1]) and _HANDS_ON.match(index.lower, verb_at):
        return None  # `UBND các xã giao công chức địa chính …`: so many speak in no notice
    parted = _PARTED.match(index.view, match.end(), end)
    assigned = (
        None if proposes(index, at, end) else read_assigned(index, parted.end() if parted else start, verb_at, end)
    )
    if assigned:
        return msgspec.structs.replace(assigned, speaker=speaker, rule="speaker " + assigned.rule)
    if words.decide.match(index.lower, verb_at, end):
        return _decided(index, start, at, verb_at, end, speaker)
    if petition := words.petition.match(index.lower, verb_at, end):
        return read_asked(index, start, petition.end(), end, speaker)
    if words.praise.match(index.lower, verb_at, end):
        return None
    if not parted and (demanded := read_demanded(index, start, match, end, speaker)):
        return demanded
    if another := _told_of_another(index, verb_at, match.end(), end):
        return another
    return _reported(index, start, match.end(), end, speaker, read_inner)


def _said_by_a_date(index: ActorIndex, said: re.Match[str], end: int, speaker: tuple[int, int]) -> Frame | None:
    """`Huyện ủy A chỉ đạo, đại hội các chi bộ hoàn thành trong tháng 4/2020`: by when, and of nobody by name."""
    parted = _PARTED.match(index.view, said.end(), end) if said.group("verb") in ("chỉ đạo", "quán triệt") else None
    if parted is None or grammar().predicate.match(index.lower, parted.end(), end):
        return None
    done = _IS_DONE.match(index.lower, parted.end(), end)
    if done is None or not any(done.end() <= time <= done.end() + _DONE_REACH for time in index.times):
        return None
    if read_actors(index, parted.end(), end) or grammar().assign.match(index.lower, parted.end(), end):
        return None  # whoever is named is told
    return Frame("assigned", DEMANDED, parted.end(), (), speaker, said.start("verb"))


def _are_several(index: ActorIndex, at: int, end: int) -> bool:
    """Whether several offices stand together (`Giám đốc Công an tỉnh, Chỉ huy trưởng …`): they speak with one voice
    in no notice."""
    subject = read_actors(index, at, end)
    return subject is not None and len(subject.actors) > 1 and subject.actors[0].start not in index.persons


def read_demanded(
    index: ActorIndex, start: int, said: re.Match[str], end: int, speaker: tuple[int, int]
) -> Frame | None:
    """`Ông yêu cầu đẩy nhanh tiến độ …`: what is demanded, and of nobody by name; `said` has a group `verb`."""
    verb = said.group("verb")
    if verb not in order_words().demanding or gives_nothing(index, said.start("verb"), end):
        return None
    inside = skip(_THAT, index.lower, said.end(), end)
    if index.view.startswith(":", inside):
        return None
    words = grammar()
    for position in find_entries(index, inside, end):
        if inside_name(index, position) or position in index.names:
            continue
        if words.verb.match(index.lower, position, end) or words.modal.match(index.lower, position, end):
            return Frame("assigned", DEMANDED, start, (), speaker, said.start("verb"))
    return None


def _decided(index: ActorIndex, start: int, at: int, verb_at: int, end: int, speaker: tuple[int, int]) -> Frame | None:
    """A decision, with those who took it as its leads."""
    decided = read_decision(index, start, verb_at, end)
    if decided is None:
        return None
    subject = read_actors(index, at, end) if decided.force == "decision" else None
    return msgspec.structs.replace(decided, speaker=speaker, leads=subject.actors if subject else decided.leads)


def _told_of_another(index: ActorIndex, verb_at: int, at: int, end: int) -> Frame | None:
    """What another promised or decided, behind a verb of telling: `Bà X cho biết Sở Y cam kết …`."""
    if not _TELLS_OF.match(index.lower, verb_at):
        return None
    return read_promise_told(index, at, end) or _decision_told(index, at, end)


def _decision_told(index: ActorIndex, at: int, end: int) -> Frame | None:
    """Behind `Phó Bí thư A cho hay`: `Thường trực Tỉnh ủy thống nhất để lại …`; not what `đã thống nhất`."""
    inside = skip(_THAT, index.lower, at, end)
    doers = read_actors(index, inside, end)
    verb_at = skip(GAP, index.lower, doers.end, end) if doers else inside
    if doers is None or doers.start not in index.bodies or index.lower.startswith("đã ", verb_at):
        return None
    if grammar().decide.match(index.lower, verb_at, end) is None:
        return None
    last = doers.actors[-1]
    return _decided(index, inside, inside, verb_at, end, (last.start, last.end))


def _reported(
    index: ActorIndex, start: int, at: int, end: int, speaker: tuple[int, int], read_inner: ReadInner
) -> Frame | None:
    """What a speaker stresses: behind `:` an order of its own, otherwise one only where it obliges."""
    if colon := _TO_COLON.match(index.view, at, end):
        inner = read_inner(index, colon.end(), end)
        return msgspec.structs.replace(inner, speaker=speaker) if inner else None
    inside = skip(_THAT, index.lower, at, end)
    if _PARTED.match(index.view, at, end):
        start = inside  # `Chủ tịch tỉnh lưu ý, khu tái định cư phải …`: a comma parts the frame as a colon does
    for position in find_entries(index, inside, end):
        frame = read_acting(index, start, position, end)
        ought = frame and frame.leads and index.lower.startswith(" nên ", frame.leads[-1].end)
        if frame and (frame.force == "modal" or ought):
            return msgspec.structs.replace(frame, speaker=speaker)
    if ban := _FORBIDS.match(index.lower, inside, end):  # `Ông nhấn mạnh, không để người dân ở lại …`
        return Frame("assigned", DEMANDED, start, (), speaker, ban.start())
    loose = read_loose(index, start, inside, end)
    return msgspec.structs.replace(loose, speaker=speaker) if loose else None
