"""A directive in the making: for whom a frame's order is, who gives it, and the labelled slots that fill it in."""

from __future__ import annotations

import re

import msgspec

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.aims import read_aim
from extractor.assemble.entries import skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.fronts import addressed_first
from extractor.assemble.grounds import Grounds, Place, is_named
from extractor.assemble.labelled import Labelled
from extractor.assemble.petitions import PRONOUNS
from extractor.assemble.pronouns import named_before, told_by_name
from extractor.assemble.roles import behind_together
from extractor.assemble.takers import find_takers, in_last_bracket, met_by_condition, one_of_those_above
from extractor.core.record import DirectiveKind
from extractor.lexicon.orders import order_words

Doers = tuple[Actor, ...]
Span = tuple[int, int]


class Draft(msgspec.Struct, frozen=True):
    """What is known of a directive so far; clauses that join it and slots below it change it."""

    kind: DirectiveKind
    start: int
    end: int
    rule: str
    confidence: float
    line: int
    leads: Doers = ()
    inherited: bool = False  # its doers stand outside its words
    speaker: Span | None = None
    coordinators: Doers = ()
    joined: bool = False  # those who join in stand outside its words
    deadline_at: Span | None = None  # a slot of its own that holds the deadline


_CONFIDENCE = {
    "assigned": 0.95,
    "modal": 0.9,
    "bare": 0.88,
    "imperative": 0.82,
    "loose": 0.65,
    "decision": 0.85,
    "petition": 0.85,
    "commitment": 0.85,
    "target": 0.75,
}
_BUILDERS = re.compile(r"(?:các\s+)?(?:đơn vị\s+)?(?:nhà thầu|tư vấn|thi công|giám sát|liên danh|nhà cung cấp)(?!\w)")
_OF_DUTY = re.compile(r"(?:trách nhiệm|vai trò)(?:[^.;:]{0,30}?)\s+của\s+")
_CHAIRED_BY = re.compile(r"dưới sự (?:đồng )?chủ trì của\s+")
_DUTY_REACH = 120
_GIVES = re.compile(r"\s+(?:giao|yêu cầu|đề nghị|lưu ý|nhắc|dặn)\s")
_ONESELF = ("tôi", "chúng tôi")
_TOGETHER_REACH = 20
_TELLS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|chỉ thị|giao)\s+$")
_ASKS = ("order: yêu cầu", "order: lưu ý")
_DIRECTS = tuple(f"order: {word}" for word in order_words().directing)


def slot_draft(start: int, end: int, rule: str, confidence: float, place: Place) -> Draft:
    """An item of a list of tasks; whose it is stands above it or in the slots below."""
    return Draft("task", start, end, rule, confidence, place.number, place.front, bool(place.front))


def make_draft(
    grounds: Grounds,
    place: Place,
    frame: Frame | None,
    kind: DirectiveKind,
    span: Span,
    heirs: Doers,
) -> Draft:
    """The order that `frame` makes of the clause `span`; without doers of its own it is for the `heirs`."""
    if kind == "target":
        start, named = read_aim(grounds, frame, *span)
        rule, confidence = frame.rule if frame else "target", _CONFIDENCE["target"]
    else:
        assert frame is not None  # only aims are known without one
        start, named = frame.start, frame.leads
        rule, confidence = frame.rule, _CONFIDENCE[frame.force]
    if kind == "task" and frame and (watching := _watches_builders(grounds, place, frame)):
        return Draft(
            kind,
            place.line.content,
            span[1],
            rule,
            confidence,
            place.number,
            watching,
            False,
            place.giver or grounds.giver,
        )
    leads, inherited = _leads(grounds, place, frame, kind, span, named, heirs)
    leads = told_by_name(grounds, place, kind, span[0], leads)
    return Draft(kind, start, span[1], rule, confidence, place.number, leads, inherited, _giver(grounds, frame, place))


def _watches_builders(grounds: Grounds, place: Place, frame: Frame) -> Doers:
    """The bodies of an item that are to have builders do it (`2. Ban A và Sở B yêu cầu các nhà thầu tăng ca.`).

    A lead-in above tells who gives the orders, so they speak in nobody's name but are told themselves.
    """
    giver = place.giver or grounds.giver
    if frame.force != "assigned" or not frame.speaker or not giver or place.line.label is None:
        return ()
    index = grounds.index
    doers = read_actors(index, place.line.content, place.line.end)
    if doers is None or (doers.actors[-1].start, doers.actors[-1].end) != frame.speaker or giver == frame.speaker:
        return ()
    bodies = all(doer.start in index.bodies for doer in doers.actors)
    builders = frame.leads and all(_BUILDERS.match(index.lower, lead.start) for lead in frame.leads)
    return doers.actors if bodies and builders else ()


def filled(draft: Draft, slot: Labelled) -> Draft:
    """The order with what a labelled slot says."""
    if slot.slot == "lead" and slot.doers:
        return msgspec.structs.replace(draft, leads=slot.doers.actors, inherited=slot.inherited)
    if slot.slot == "coordinate" and slot.doers:
        return msgspec.structs.replace(draft, coordinators=slot.doers.actors, joined=slot.inherited)
    if slot.slot == "deadline":
        return msgspec.structs.replace(draft, deadline_at=(slot.start, slot.end))
    return draft


def hands_down(frame: Frame) -> bool:
    """Whether its words have somebody else do it (`chỉ đạo phòng B rà soát …`)."""
    return frame.force == "assigned" and frame.rule.startswith(_DIRECTS)


def _leads(
    grounds: Grounds, place: Place, frame: Frame | None, kind: DirectiveKind, span: Span,
    named: Doers, heirs: Doers,
) -> tuple[Doers, bool]:  # fmt: skip
    """Whom the order is for, and whether that is taken over from what stands before it."""
    if kind == "decision":
        return (), False
    own = () if frame and _only_mentioned(grounds, place, frame, kind, heirs, span[0]) else named
    if kind == "task":
        addressed = addressed_first(grounds, *span)
        if not own or _only_gives(grounds, own) or _ends_list(addressed, own):
            own = addressed or own
    if kind == "commitment" and not _before_whom(grounds, span[0]) and (bound := addressed_first(grounds, *span)):
        own = bound  # `Về phía Công ty A, Tổng Giám đốc B hứa …`
    if not own and kind == "task" and (frame is None or frame.force in ("imperative", "loose") or not frame.leads):
        own = find_takers(grounds.index, *span)
    if own:
        return ((*_chairing(grounds, *span), *own) if kind == "task" else own), False
    if kind == "commitment" and frame and frame.speaker is None and place.scope.by and place.scope.voice != "promises":
        return (Actor(*place.scope.by),), True
    if kind == "task" and (met := _meant_by_condition(grounds, place, span)):
        return met, False
    # an aim that opens with `mục tiêu` is everybody's, unless a heading says whose
    of_all = kind == "target" and grounds.index.lower.startswith("mục tiêu", span[0]) and not place.front
    if heirs and not of_all:
        return heirs, True
    if kind == "task":
        return _on_duty(grounds, *span) or in_last_bracket(grounds.index, *span, part=True), False
    if kind == "commitment" and (binds := place.scope.by or grounds.giver):
        return (Actor(*binds),), True
    return (), False


def _before_whom(grounds: Grounds, at: int) -> bool:
    """`Với Phòng Giáo dục, nhà trường cam kết …`: to whom it is promised, not who is bound."""
    return grounds.index.lower.startswith(("với ", "đối với ", "trước "), at)


def _meant_by_condition(grounds: Grounds, place: Place, span: Span) -> Doers:
    """Who meets the condition that the order opens with, where no heading names others."""
    everybody = not place.front or _for_all(grounds, place.front)
    met = met_by_condition(grounds.index, *span) if everybody else ()
    return met or one_of_those_above(grounds.index, *span, place.front)


def _chairing(grounds: Grounds, start: int, end: int) -> Doers:
    """`Dưới sự chủ trì của Sở A, các xã rà soát …`: who chairs the work leads it too."""
    chaired = _CHAIRED_BY.match(grounds.index.lower, start, end)
    doers = read_actors(grounds.index, chaired.end(), end) if chaired else None
    return doers.actors[:1] if doers else ()


def _only_mentioned(
    grounds: Grounds, place: Place, frame: Frame, kind: DirectiveKind, heirs: Doers, span_start: int
) -> bool:
    """Whether the doers in the clause are not those whom the order is for."""
    if (
        heirs
        and frame.speaker is None
        and (kind == "task" or (kind == "petition" and frame.rule == "order: chỉ đạo"))
        and hands_down(frame)
        and not _begins_anew(grounds, place, frame)
    ):
        # whom the doer in charge is to direct stands on a second level, unless the opening only names all it goes to
        told_all = _for_all(grounds, heirs) or _lists_for_all(grounds, place, heirs)
        return not (frame.rule.startswith(_ASKS) and heirs == place.front and told_all)
    together = behind_together(grounds.index, frame.start, frame.start + _TOGETHER_REACH) if heirs else None
    if together and (beside := read_actors(grounds.index, together, grounds.lines[place.number].end)):
        return frame.leads[:1] == beside.actors[-1:]  # `Cùng với A, B tổ chức …` where it is said above who is to do it
    # `không để bệnh viện phải …` under a heading that names the doer
    unnamed = not any(is_named(grounds, lead) for lead in frame.leads)
    if not place.front or frame.rule != "order: doer before modal" or not unnamed:
        return False
    before = grounds.index.lower[span_start : frame.leads[0].start].rstrip() if frame.leads else ""
    return not before.endswith(",")  # `Nơi có gia súc ốm, thú y xã phải báo ngay`


def _begins_anew(grounds: Grounds, place: Place, frame: Frame) -> bool:
    """`Giao Văn phòng tổng hợp. Yêu cầu các xã phối hợp.`: a further sentence demands it of others."""
    begin = skip_discourse(grounds.index, frame.start, place.line.end)  # `Văn bản cũng yêu cầu các xã …`
    if place.front or not grounds.index.lower.startswith("yêu cầu", begin):
        return False
    return grounds.index.view[place.line.content : frame.start].rstrip().endswith(".")


def _for_all(grounds: Grounds, doers: Doers) -> bool:
    """Whether the doers are those whom the opening of the document names, and no heading below it."""
    at = doers[0].start
    return any(line.part == "opening" and line.start <= at < line.end for line in grounds.lines)


def _lists_for_all(grounds: Grounds, place: Place, doers: Doers) -> bool:
    """`…, yêu cầu Thủ trưởng các sở, Chủ tịch UBND các huyện thực hiện:` / `1. Yêu cầu Sở A …`: who speaks goes on."""
    at = doers[0].start
    above = next((line for line in grounds.lines if line.start <= at < line.end), None)
    if above is None or above.label is not None or not above.lead_in or place.line.label is None or len(doers) < 2:
        return False
    return _TELLS.search(grounds.index.lower, above.start, at) is not None


def _ends_list(addressed: Doers, own: Doers) -> bool:
    """`Đối với A, B, kiểm soát …`: the doers that a frame reads before the verb are the end of those addressed."""
    tail = addressed[len(addressed) - len(own) :]
    return len(addressed) > len(own) and [doer.start for doer in tail] == [doer.start for doer in own]


def _only_gives(grounds: Grounds, own: Doers) -> bool:
    """`Với Bộ A, Phó Thủ tướng giao rà lại …`: the verb behind the name hands the order on to another."""
    index = grounds.index
    human = own[0].start in index.offices or own[0].start in index.persons
    return human and _GIVES.match(index.lower, own[-1].end) is not None


def _on_duty(grounds: Grounds, start: int, end: int) -> Doers:
    """`nâng cao trách nhiệm của người đứng đầu …`: whose duty it is, does it."""
    duty = _OF_DUTY.search(grounds.index.lower, start, min(end, start + _DUTY_REACH))
    doers = read_actors(grounds.index, duty.end(), end) if duty else None
    return doers.actors if doers else ()


def _giver(grounds: Grounds, frame: Frame | None, place: Place) -> Span | None:
    """Who gives the order; a pronoun stands for the speaker named before."""
    speaker = frame.speaker if frame else None
    if speaker is None:
        return place.scope.by or place.giver
    if grounds.index.lower[slice(*speaker)] not in (*PRONOUNS, *_ONESELF):
        return speaker
    return place.scope.by or place.giver or named_before(grounds, speaker) or speaker
