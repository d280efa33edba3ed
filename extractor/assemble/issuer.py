"""Whose document a notice is: who issued it, and who gives its orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assemble.findings import Findings
from extractor.assemble.letterhead import Named, Word, in_small_letters, is_committee, letterhead_body, words_in
from extractor.core.mentions import EntityMention, OfficeMention
from extractor.structure.spans import Span

_STANDING_BODY = re.compile(r"(?:(?:ban\s+)?thường (?:trực|vụ)|btv)(?!\w)")
_STANDING_SIGNS = re.compile(r"T\W{0,2}M\W{1,3}(?P<body>BAN THƯỜNG VỤ|BTV|THƯỜNG TRỰC)\W*$")
_TOLD = re.compile(r"(?:kết luận|ý kiến|chỉ đạo|chỉ thị|yêu cầu|giao)")
_OFFICE_CONCLUDES = re.compile(
    r"\s*,?\s*(?:đã\s+|có\s+|ý kiến\s+)*(?:kết luận|chỉ đạo|chỉ thị|thống nhất|yêu cầu|tại\s)"
    r"|\s*,?\s*(?:đã\s+)?có\s+(?:một số\s+)?ý kiến\s*(?:như sau|sau)?\s*:"
)
# `tăng cường … theo chỉ đạo của Thủ tướng Chính phủ tại Chỉ thị số …`: another's words, which are carried out
_CARRIED_OUT = re.compile(r"(?:theo|thực hiện|triển khai|căn cứ|quán triệt)\s[^,.;:]{0,60}của\s+$")
_CARRIES_OUT = re.compile(r"(?:theo|thực hiện|triển khai|căn cứ|quán triệt)\s[^,.;:]{0,60}của\s[^.;:]{0,90}$")
# `V/v thực hiện ý kiến chỉ đạo của Phó Chủ tịch A`: what a letter is about
_OF_LETTER = re.compile(
    r"\W*(?:v/v|về việc)?\s*(?:triển khai\s+)?thực hiện\s+(?:ý kiến|kết luận|chỉ đạo|thông báo)(?!\w)"
)
_ANOTHER_ORDERS = re.compile(
    r"[,;]\s+(?:ubnd|ủy ban|sở|ban|văn phòng|bộ|cục|phòng|huyện ủy|tỉnh ủy|đảng ủy|thường trực|chi cục|trung tâm|trường"
    r"|công ty|bệnh viện)\s[^;:]{0,160}?\s(?:giao|yêu cầu|đề nghị|hướng dẫn|có ý kiến|triển khai)(?!\w)"
)
_CONCLUSION_OF = re.compile(
    r"(?:(?:kết luận|ý kiến(?: chỉ đạo)?|thông báo)\s+của|^\W*của|giao ban)\s+(?:đồng chí\s+|các đồng chí\s+)?$"
)
_CONCLUDES = re.compile(
    r"\s*,?\s*(?:đã\s+|có\s+|thống nhất\s+|cơ bản\s+|ý kiến\s+|và\s+|cho\s+)*"
    r"(?:kết luận|thống nhất|ý kiến|chỉ đạo)[^.]*(?:như sau|:)"
)
_HEAD_OF = re.compile(
    r"(?:Phó\s+)?(?:Chủ tịch|Bí thư)(?:\s+[Tt]hường trực)?\s+(?=(?:UBND|HĐND|Ủy ban|Huyện|Tỉnh|Đảng))"
)


def find_issuer(found: Findings) -> Named | None:
    """The lowest body of the letterhead; without one, the body whose conclusion it is or whose head concludes."""
    concluding = concluding_body(found)
    own = letterhead_body(found)
    if own is None:
        span = concluding or _body_of_head(found)
        return Named(words_in(found, *span), span) if span else None
    if not is_committee(own.words):
        return own
    # the paper of a Party committee is its standing body's, where that concludes or signs
    if concluding and not _of_person(found) and _STANDING_BODY.match(found.view[slice(*concluding)].lower()):
        return Named(_joined(words_in(found, *concluding), own.words), concluding)
    return _signing_body(found, own) or own


def find_giver(found: Findings) -> Span | None:
    """Who gives the orders of a notice: the person whose conclusion the title or the hinge tells, else the body."""
    zones = _zones(found)[::-1]
    for start, end in zones:
        inside = [
            p
            for p in found.persons
            if start <= p.start and p.end <= end and not _is_carried_out(found, p, (start, end))
        ]
        if inside and _TOLD.search(found.view[start:end].lower()):
            return inside[-1].start, inside[-1].end
    for start, end in zones:
        for office in found.offices:
            inside_zone = start <= office.start and office.end <= end
            inside_zone = inside_zone and not _CARRIED_OUT.search(found.view[start : office.start].lower())
            inside_zone = inside_zone and not _is_carried_out(found, office, (start, end))
            if inside_zone and _OFFICE_CONCLUDES.match(found.view[office.end : end].lower()):
                return office.start, office.end
    return concluding_body(found)


def _is_carried_out(found: Findings, who: EntityMention | OfficeMention, zone: Span) -> bool:
    """`Thực hiện kết luận của đồng chí A tại hội nghị, UBND huyện giao …`: another gives the orders that follow."""
    before, behind = found.view[zone[0] : who.start].lower(), found.view[who.end : zone[1]].lower()
    if _CARRIES_OUT.search(before) is None:
        return False
    return _OF_LETTER.match(before) is not None or _ANOTHER_ORDERS.search(behind) is not None


def concluding_body(found: Findings) -> Span | None:
    """The body in `Kết luận của …` of the title, or that `kết luận như sau` in the opening; else one of the closing."""
    return next(_concluding_bodies(found), None)


def _of_person(found: Findings) -> bool:
    """Whether the title tells a person's conclusion."""
    title = found.head.title
    return title is not None and any(title[0] <= person.start < title[1] for person in found.persons)


def _zones(found: Findings) -> list[Span]:
    """Title and hinges: where a notice tells whose conclusion it is."""
    title = [found.head.title] if found.head.title else []
    return [*title, *((line.start, line.end) for line in found.lines if line.part == "opening" and line.lead_in)]


def _concluding_bodies(found: Findings) -> Iterator[Span]:
    for start, end in _zones(found):
        for body in found.bodies:
            if start <= body.start and body.end <= end:
                before, after = found.view[start : body.start].lower(), found.view[body.end : end].lower()
                if _CONCLUSION_OF.search(before) or _CONCLUDES.match(after):
                    yield body.start, body.end
    closing = next((line for line in found.lines if line.part == "closing"), None)
    if closing:
        yield from ((b.start, b.end) for b in found.bodies if closing.start <= b.start < closing.end)


def _signing_body(found: Findings, own: Named) -> Named | None:
    """`T/M BAN THƯỜNG VỤ` below the paper of a committee: its standing committee."""
    told = found.foot.authority
    signs = _STANDING_SIGNS.search(found.view, *told) if told else None
    if signs is None:
        return None
    return Named((*words_in(found, *signs.span("body")), *own.words), own.span)


def _joined(standing: tuple[Word, ...], own: tuple[Word, ...]) -> tuple[Word, ...]:
    """`Ban Thường vụ Tỉnh ủy` and `TỈNH ỦY LÂM ĐỒNG`: the one with what the other has more."""
    own = _shortened(own)
    for size in range(min(len(standing), len(own)), 0, -1):
        if [word.key for word in standing[-size:]] == [word.key for word in own[:size]]:
            return (*standing, *in_small_letters(own[size:]))
    return standing


def _shortened(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`ỦY BAN NHÂN DÂN` as the one word it mostly is inside a longer name."""
    keys = [word.key for word in words]
    at = next((n for n in range(len(keys)) if keys[n : n + 4] == ["ỦY", "BAN", "NHÂN", "DÂN"]), None)
    return words if at is None else (*words[:at], Word("UBND", "UBND"), *words[at + 4 :])


def _body_of_head(found: Findings) -> Span | None:
    """The body whose head the title or the hinge names (`Kết luận của Chủ tịch UBND tỉnh`)."""
    for start, end in _zones(found):
        for office in found.offices:
            head = _HEAD_OF.match(found.view, office.start, office.end)
            if head and start <= office.start < end:
                return head.end(), office.end
    return None
