"""The frame of an order: which words make it one, who is told, with whom.

`read_frame` looks at one stretch of text and says what it would be as an order. Whether it is one where it stands
(tasks or assessment, whose words) is for `assemble.directives` to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

import msgspec

from extractor.assemble.acting import read_acting, read_by_whom
from extractor.assemble.actors import Actor, ActorIndex, inside_name, read_actors
from extractor.assemble.announcing import opens_with_news, sets_scene
from extractor.assemble.asking import read_petition
from extractor.assemble.assigning import read_assigned
from extractor.assemble.decisions import read_decision
from extractor.assemble.entries import AIM, find_entries, skip_discourse
from extractor.assemble.favours import read_favour
from extractor.assemble.frame import Force, Frame
from extractor.assemble.grammar import grammar, paper_states, skip
from extractor.assemble.imperatives import read_imperative, read_loose
from extractor.assemble.named_demands import read_named_demand
from extractor.assemble.pointing import read_duty_of, read_pointed, read_whose
from extractor.assemble.promises import read_promise
from extractor.assemble.set_apart import read_set_apart
from extractor.assemble.shares import read_share
from extractor.assemble.speakers import who_speaks
from extractor.assemble.speech import read_speech
from extractor.assemble.turning import read_turn
from extractor.assemble.turning_to import find_turned_to
from extractor.core.cued import cued

__all__ = ["Force", "Frame", "opens_with_verb", "read_frame"]

# index, where the stretch starts, where the main clause may begin, where the stretch ends
Reader = Callable[[ActorIndex, int, int, int], Frame | None]

_LATE = re.compile(
    r"(?=[,ntvrsđq])(?:(?:,|\bnên|\bthì|\bvà|\brồi|\bsong|\bnhưng)\s+(?=\S)"
    r"|\b(?:đặc biệt|đồng thời|qua đó)\s+(?=(?:yêu cầu|đề nghị|giao)\s))"
)
_LATE_REACH = 420  # characters in which such an order must have begun
_LATEST = 8  # places that are looked at
_CARRIES_OUT = re.compile(r"(?:thực hiện|triển khai|căn cứ|theo)\s+")
_COMMA = re.compile(r"\s*,\s*")
_NOT_AT_WORK = re.compile(r"\s(?:đã|đang|vừa|vẫn|chưa|mới|còn|được|bị|có|là|không|nằm|thuộc|đạt|thiếu|yếu|chậm)(?!\w)")
_HAD = re.compile(r"\bđã\b")
_TURNS_TO_SAY = re.compile(
    r"(?:,\s*|\s)(?:đồng thời|song|nhưng|tuy nhiên|và)\s*,?\s+(?:(?:cũng|vẫn)\s+)?"
    r"(?:chỉ rõ|nêu rõ|nhấn mạnh|lưu ý|yêu cầu|đề nghị|chỉ ra)[^:;.\"]{0,80}:\s+"
)
_HANDS_ON = cued(
    r"[^.;:]{0,90}?(?:thông báo|truyền đạt) (?:ý kiến|kết luận|chỉ đạo)(?: chỉ đạo| kết luận)? của "
    r"(?P<by>[^,;:]{3,90}?)"
    r"(?:,)? (?:về việc )?(?=(?:giao|yêu cầu|đề nghị) )",
    *("thông báo", "truyền đạt"),
)
ON_CONDITION = re.compile(r"(?:trong |mỗi |sau |trước )?(?:khi|nếu|trường hợp)\s")
"""What opens a clause that tells when an order holds."""
_TURNS_TO_TELL = re.compile(r",\s+(?:thì\s+)?(?=(?:yêu cầu|giao|đề nghị|phân công)\s)")
_THEN = re.compile(r"\sthì(?!\w)")
_CITES = re.compile(
    r"(?!theo dõi )(?:theo|căn cứ|về|xét|thực hiện|trên cơ sở)(?!\w)"
    r"(?! đó| (?:địa bàn|chức năng|nhiệm vụ|thẩm quyền|lĩnh vực|phạm vi)(?: \w+){0,3}?(?: được (?:phân công|giao"
    r"|phụ trách)| của mình),)"
)


def read_frame(index: ActorIndex, start: int, end: int) -> Frame | None:
    """What [start, end) would be as an order, or None where nothing in it orders."""
    frame = _read_frame(index, start, end)
    if frame is None or frame.leads or frame.force not in ("imperative", "loose"):
        return frame
    return None if sets_scene(index, start) else frame


def _read_frame(index: ActorIndex, start: int, end: int) -> Frame | None:
    start = skip(paper_states(), index.lower, start, end)
    begin = skip_discourse(index, start, end)
    if turned := find_turned_to(index, start, end):
        return turned
    if grammar().praise.match(index.lower, begin, end) and (turned := read_turn(index, begin, end)):
        return turned
    if decided := _decided_on_grounds(index, start, begin, end) or _handed_on(index, start, begin, end):
        return decided
    if told := _told_on_condition(index, start, begin, end) or read_named_demand(index, start, begin, end):
        return told
    entries = tuple(find_entries(index, begin, end))
    cites = _CITES.match(index.lower, begin, end) is not None
    if AIM.match(index.lower, begin, end):
        if opens_with_news(index, begin, end):
            return None
        told = _first_read(index, start, begin, end, entries, verbs_too=False)
        if told and told.leads:
            return told  # `Để bảo đảm an toàn, nâng cao trách nhiệm, Sở A kiểm tra …`: the aim orders nothing
    if frame := _first_read(index, start, begin, end, entries, verbs_too=not cites):
        return frame
    if said := _said_at_turn(index, begin, end):
        return said
    return _told_late(index, start, begin, end) or read_turn(index, begin, end) or read_loose(index, start, begin, end)


def _first_read(
    index: ActorIndex, start: int, begin: int, end: int, entries: Sequence[int], *, verbs_too: bool
) -> Frame | None:
    """The first reading at the first entry that has one; a bare verb counts behind `begin` only with `verbs_too`."""
    for position in entries:
        for reader in _READERS:
            if reader is read_imperative and not verbs_too and position > begin:
                continue  # `Theo … về việc sửa đổi, bổ sung …`: the verb belongs to what is cited
            if frame := reader(index, start, position, end):
                own = position > begin and reader is read_imperative
                return _with_subject(index, frame, begin, position) if own else frame
    return None


def _with_subject(index: ActorIndex, frame: Frame, begin: int, position: int) -> Frame:
    """`Trạm A bẫy đèn mỗi đêm, hễ rầy vào nhiều thì báo các xã`: who opens the clause does what its last verb says.

    The verb right behind the doer is none that a list knows, so the clause was read from a later one.
    """
    doers = read_actors(index, begin, position)
    if doers is None or doers.start not in index.bodies or "," not in index.view[doers.end : position]:
        return frame
    if index.view.startswith(",", doers.end) or _NOT_AT_WORK.match(index.lower, doers.end, position):
        return frame
    who = Actor(doers.start, index.bodies[doers.start].end)
    return msgspec.structs.replace(frame, force="bare", rule="order: doer + later verb", leads=(who,))


def _decided_on_grounds(index: ActorIndex, start: int, begin: int, end: int) -> Frame | None:
    """`Thực hiện Nghị quyết số …, nhất trí sáp nhập …`: what is carried out only leads up to what is agreed."""
    grounds = _CARRIES_OUT.match(index.lower, begin, end)
    name = index.names.get(grounds.end()) if grounds else None
    comma = _COMMA.match(index.view, name.end, end) if name else None
    return read_decision(index, start, comma.end(), end) if comma else None


def _handed_on(index: ActorIndex, start: int, begin: int, end: int) -> Frame | None:
    """`Văn phòng A thông báo ý kiến chỉ đạo của B về việc giao C …`: what C is told, on the order of B."""
    hands_on = _HANDS_ON.match(index.lower, begin, end)
    if hands_on is None:
        return None
    frame = read_assigned(index, start, hands_on.end(), end)
    by = read_actors(index, hands_on.start("by"), hands_on.end("by")) if frame else None
    return msgspec.structs.replace(frame, speaker=(by.start, by.end) if by else None) if frame else None


def _told_on_condition(index: ActorIndex, start: int, begin: int, end: int) -> Frame | None:
    """`Khi người dân có kiến nghị, phản ánh về chợ, yêu cầu Sở A trả lời`: what is asked is the order."""
    if not ON_CONDITION.match(index.lower, begin, end):
        return None
    for turn in islice(_TURNS_TO_TELL.finditer(index.lower, begin, min(end, begin + _LATE_REACH)), _LATEST):
        if _THEN.search(index.lower, begin, turn.start()):
            return None
        if frame := read_assigned(index, start, turn.end(), end):
            return frame
    return None


def _told_late(index: ActorIndex, start: int, begin: int, end: int) -> Frame | None:
    """An order to somebody by name behind words that no list knows: `Hai hộ còn lại xin …, Chủ tịch giao Sở A …`."""
    for turn in islice(_LATE.finditer(index.view, begin, min(end, begin + _LATE_REACH)), _LATEST):
        for reader in (_read_speech, read_assigned):
            frame = reader(index, start, turn.end(), end)
            had = frame and _HAD.search(index.lower, turn.end(), max(frame.at, turn.end()))
            if frame and frame.force == "assigned" and frame.leads and not had:
                return frame
    return None


def _said_at_turn(index: ActorIndex, begin: int, end: int) -> Frame | None:
    """`A nhất trí với giải trình của huyện, song cũng chỉ rõ mấy việc: thống kê …`: what stands behind the colon."""
    speaker, behind, _ = who_speaks(index, begin, end)
    turn = _TURNS_TO_SAY.search(index.lower, behind, end) if speaker else None
    inner = read_frame(index, turn.end(), end) if turn else None
    return msgspec.structs.replace(inner, speaker=inner.speaker or speaker) if inner else None


def opens_with_verb(index: ActorIndex, start: int, end: int) -> bool:
    """Whether a verb of the word list stands first in [start, end), outside any name."""
    return not inside_name(index, start + 1) and bool(grammar().verb.match(index.lower, start, end))


def _read_speech(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    return read_speech(index, start, at, end, read_frame)  # a speaker's own words are read like any others


# the first that reads something decides
_READERS: tuple[Reader, ...] = (
    read_promise,
    _read_speech,
    read_petition,
    read_favour,
    read_assigned,
    read_acting,
    read_decision,
    read_duty_of,
    read_whose,
    read_share,
    read_set_apart,
    read_imperative,
    read_by_whom,
    read_pointed,
)
