"""Who chaired: the persons said to, else the head of the delegation, else whose conclusion it is, else the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.findings import Findings
from extractor.assemble.headline import find_headline
from extractor.assemble.issuer import concluding_body
from extractor.assemble.signer import natural_office
from extractor.core.characters import UPPER, matching_view
from extractor.core.mentions import EntityMention
from extractor.core.record import Genre
from extractor.structure.spans import Span

_HONORIFIC = r"(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà)|(?:PGS|GS|TS|ThS|BS\w*|KS)\.?)"
_HONORIFICS = rf"(?:{_HONORIFIC}\s*[:.]?\s*)*"
_LEADS = (
    r"(?:chủ trì|chủ tọa|điều hành(?=\s+(?:hội nghị|cuộc|buổi|phiên|kỳ))|đồng chủ trì"
    r"|(?:tham dự|dự),? (?:và )?(?:chỉ đạo|chủ trì)(?=\s+(?:(?:H|h)ội nghị|cuộc|buổi|(?:P|p)hiên|(?:K|k)ỳ))"
    r"|làm (?:t|T)rưởng (?:đ|Đ)oàn|dẫn đầu)"
)
# behind these `chủ trì` is a duty: `A chủ trì, phối hợp với B`
_NO_TASK = r"(?!\s*,?\s*phối hợp)(?!\s+(?:tham mưu|triển khai|thực hiện|xây dựng|rà soát))"
_CHAIRS = re.compile(rf"[^.;\n]{{0,220}}?(?:đã\s+|cùng\s+|đồng\s+)?{_LEADS}(?!\w){_NO_TASK}")
_LISTED = re.compile(r"(?:^|[.]\s|\n)\W*Các (?:đồng chí|đ/c|ông|bà)\s*:?\s*$")
# `Chủ trì hội nghị có các đồng chí: A - Bí thư; B - Chủ tịch.`
_CHAIRED_BY = re.compile(r"[Cc]hủ trì[^.;\n]{0,40}?(?:có|gồm|là|:)\s*(?:các )[^.;\n]{0,20}$")
_NEXT_IN_LIST = re.compile(r"\s*[,–-]\s[^.;\n]{3,120}(?:;|,|\svà)\s(?:\w+\s){0,4}|\s+và\s(?:\w+\s){0,3}")
_TOGETHER = re.compile(r"[^.\n]{0,260}?(?:đồng|cùng) chủ trì")
_ONLY_JOINS = re.compile(rf"[\s,;–-]*(?:(?:và|cùng)\s+)?(?:(?:\d|các|hai|ba)\s+)?{_HONORIFICS}[\s,;:–-]*")
_OPENS_SENTENCE = re.compile(
    r"(?:^|[.:\n]\s*)(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s[^,.\n]{1,30},\s+)?(?:tại\s[^,.\n]{2,40},\s+)?"
    rf"{_HONORIFICS}[\s,–-]*$"
)
_MEETING = r"(?:(?:hội nghị|hội thảo|(?:cuộc|buổi|phiên|kỳ)(?: (?:họp|làm việc|đối thoại|giao ban|tiếp))?|họp|đại hội))"
_UNDER = re.compile(
    rf"(?:sự chủ trì của(?:\s[^.;]{{2,66}})?|chủ trì\s*{_MEETING}?\s*(?:(?:có|là|gồm)\s*:?|:)"
    # `Chủ trì hội nghị đồng chí A chỉ đạo …`
    rf"|(?:^|[.;]\s)\W*(?:dự,? )?(?:và )?chủ trì {_MEETING}(?= (?:đồng chí|đ/c|ông|bà))"
    rf"|dự (?:và )?chỉ đạo {_MEETING} (?:có|gồm)\s*:?)\s*{_HONORIFICS}$"
    rf"|chủ trì (?:hội nghị|cuộc họp|buổi \w+(?: \w+)?|phiên họp) {_HONORIFIC}\s+$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    rf"(?:^|[.;]\s)\W*(?:(?:Sáng|Trưa|Chiều|Tối|Ngày|Hôm)\s[^.;,]{{1,30}},\s+)?{_LEADS}\s[^.;]{{5,300}},\s*(?:[^.;,]{{2,60}}\s)?$",
    re.IGNORECASE,
)
_LONGEST_PARTICIPLE = 460  # characters
_VISITS = re.compile(
    r"(?:[^.;\n]{0,140}?|[^.;\n]{0,60}?\s(?:cùng|và)\s[^.;\n]{0,360}?)(?:đã\s+)?"
    r"(?:đến\s+|đi\s+|dẫn đầu[^.;]{0,60}?|trực tiếp\s+)?"
    r"(?:(?:kiểm tra|thị sát|làm việc|khảo sát|thăm|dẫn đầu|tuần tra|tới|tiếp xúc|đối thoại|gặp gỡ|tiếp công dân)(?!\w)"
    r"|họp(?= (?:khẩn|với|bàn|nghe|cùng)(?!\w))"
    rf"|đến(?= (?:tỉnh|huyện|xã|phường|thành phố|thị xã|TP)(?!\w)| [{UPPER}]))"
)
# `Tại buổi tiếp công dân, Phó Chủ tịch A đã nghe …`
_AT_RECEPTION = re.compile(r"^\W*Tại buổi tiếp(?: công)? dân[^.;]{0,40},\s[^.;]{0,60}$")
_VISITS_OR_MEETS = re.compile(
    r"\s+(?:đã |vừa |trực tiếp )*(?:có buổi|có cuộc|đến|kiểm tra|thị sát|làm việc|khảo sát|thăm|tiếp xúc|đối thoại"
    r"|gặp gỡ)(?!\w)"
)
# `Chủ tịch A giao quận 5 kiểm tra …`: others are to go there
_HAS_OTHERS_GO = re.compile(r"(?<!\w)(?:giao|yêu cầu|chỉ đạo|đề nghị|phân công|ký|lưu ý|nhắc|gửi|cho biết)(?!\w)|[:\"]")
_OF_VISIT = re.compile(
    r"(?:chuyến|buổi|cuộc) (?:kiểm tra|làm việc|thị sát|khảo sát|họp)[^.;,]{0,60}\s(?:của|giữa)\s[^.;,]{0,60}$"
)
_CONCLUDED = re.compile(r"(?:kết luận|ý kiến chỉ đạo) của\s[^.;]{0,90}$", re.IGNORECASE)
# `Thực hiện Thông báo số 26 … kết luận của Phó Chủ tịch A tại cuộc họp`: the meeting of another paper
_CARRIES_OUT = re.compile(r"\W*(?:v/v\s+|về việc\s+)?(?:triển khai\s+)?thực hiện\s", re.IGNORECASE)
_LONGEST_CONCLUDED = 120  # characters
_AT_MEETING = re.compile(r"[^.;\n]{0,240}?tại (?:hội nghị|cuộc|buổi|phiên|kỳ họp)", re.IGNORECASE)
_BODY_CHAIRS = re.compile(
    rf"\s*(?:thuộc\s[^.,;]{{3,50}}?\s)?(?:đã\s+)?(?:(?:đồng )?chủ trì{_NO_TASK}(?=\s*[.,;:(]|\s*$"
    r"|\s+(?:tổ chức\s+)?(?:cuộc|buổi|hội|phiên|họp|lễ|kỳ|tiếp|tọa|làm việc|giao ban|chương trình|diễn đàn|đối thoại))"
    r"|tiếp xúc cử tri)"
)
_CLOSES = re.compile(
    r"\W*(?:Phát biểu )?[Kk]ết luận(?: (?:tại )?(?:hội nghị|buổi|cuộc|phiên|kỳ họp|về)[^,.;:]{0,60})?,\s+",
    re.IGNORECASE,
)
_HOLDS_IT = re.compile(r"\s+(?:chủ trì|họp|làm việc|kiểm tra|thị sát|khảo sát|thăm|tiếp xúc|tiếp công dân)(?!\w)")
_TOLD = re.compile(r"(?:giao|yêu cầu|đề nghị|phân công)\s+(?:cho\s+)?$", re.IGNORECASE)
_BODY_MEETS = re.compile(
    r"\s*(?:đã\s+)?(?:họp|nghe|xem xét|cho ý kiến|thảo luận|đánh giá|có ý kiến|kết luận|thống nhất)(?!\w)"
)
_PRESIDIUM = re.compile(r"Đoàn Chủ tịch(?= (?:đã )?(?:điều hành|chủ trì|điều khiển))")
_REACH = 70  # characters before a name


def find_chairs(found: Findings, lead: Sequence[Span], genre: Genre, named: bool) -> list[Span]:
    """Where those are named who chaired; `named` says that the document names the meeting."""
    chairs = [span for stretch in lead for span in _persons_in_chair(found, stretch)]
    if chairs:
        return chairs
    if head := _head_of_visit(found, lead[:2]) or _concluding_person(found, lead) or _office_in_chair(found, lead):
        return [head]
    if genre == "news" and (head := _person_concluding(found) or _head_in_title(found)):
        return [head]
    return _body_in_chair(found, lead) or (_body_that_met(found, lead) if genre == "notice" and named else [])


def _persons_in_chair(found: Findings, stretch: Span) -> list[Span]:
    """Persons of one paragraph with the words of a chair before the name, or between it and the next name."""
    start, end = stretch
    persons = [p for p in found.persons if start <= p.start < end]
    stops = [*(p.start for p in persons[1:]), end]
    chairs = [
        nth
        for nth, (person, stop) in enumerate(zip(persons, stops, strict=False))
        if _is_chair(found.view, start, person, stop)
    ]
    return [(persons[nth].start, persons[nth].end) for nth in _with_partners(found.view, persons, chairs)]


def _is_chair(view: str, start: int, person: EntityMention, stop: int) -> bool:
    before = max(start, person.start - _REACH)
    if _UNDER.search(view, before, person.start) or _leading(view, start, person.start):
        return True
    return _CHAIRS.match(view, person.end, stop) is not None


def _leading(view: str, start: int, at: int) -> bool:
    """Whether what leads up to `at` is a participle (`Chủ trì hội nghị, …`) that opens the lead or a sentence of it."""
    if at - start > _LONGEST_PARTICIPLE:
        return _PARTICIPLE.search(view, at - _LONGEST_PARTICIPLE, at) is not None
    return _PARTICIPLE.search(view[start:at]) is not None


def _with_partners(view: str, persons: Sequence[EntityMention], chairs: list[int]) -> list[int]:
    """`Các đồng chí: A, Chủ tịch; B, Phó Chủ tịch đồng chủ trì`: those named before in the sentence as well."""
    if not chairs:
        return chairs
    if len(chairs) == 1 and _CHAIRED_BY.search(
        view[max(0, persons[chairs[0]].start - _REACH) : persons[chairs[0]].start]
    ):
        last = chairs[0]
        while last + 1 < len(persons) and _NEXT_IN_LIST.fullmatch(view, persons[last].end, persons[last + 1].start):
            last += 1
        return [*range(chairs[0], last + 1)]
    first = chairs[0]
    while first > 0 and not re.search(r"[.]\s", view[persons[first - 1].end : persons[first].start]):
        first -= 1
    listed = _LISTED.search(view[max(0, persons[first].start - 30) : persons[first].start])
    if listed or _TOGETHER.match(view, persons[chairs[0]].end):
        return [*range(first, chairs[0]), *chairs]
    first = chairs[0]
    while first and _only_offices_part(view, *persons[first - 1 : first + 1]):
        first -= 1
    return [*range(first, chairs[0]), *chairs] if _opens_sentence(view, persons[first]) else chairs


def _only_offices_part(view: str, one: EntityMention, other: EntityMention) -> bool:
    """`Bí thư A - Trưởng ban, Chủ tịch B - Phó Trưởng ban chủ trì.`: nothing else stands between the two."""
    between = view[one.end : other.start].lower()
    for position in (*one.positions, *other.positions):
        between = between.replace(matching_view(position).lower(), "", 1)
    return _ONLY_JOINS.fullmatch(between) is not None


def _opens_sentence(view: str, person: EntityMention) -> bool:
    """Whether only offices, a day and a place stand before a name in its sentence."""
    before = view[max(0, person.start - _REACH) : person.start].lower()
    for position in person.positions:
        before = before.replace(matching_view(position).lower(), "", 1)
    return _OPENS_SENTENCE.search(before) is not None


def _head_of_visit(found: Findings, lead: Sequence[Span]) -> Span | None:
    for a, b in lead:
        first = next((p for p in found.persons if a <= p.start < b), None)
        visits = _VISITS.match(found.view, first.end, b) if first else None
        if visits and _HAS_OTHERS_GO.search(visits.group()):
            visits = None
        if by_office := _visitor_by_office(found, a, first.start if first else b, b):
            return by_office.start, by_office.end
        if first and _AT_RECEPTION.search(found.view, a, first.start):
            return first.start, first.end
        if first and (visits or _OF_VISIT.search(found.view, a, first.start)):
            return first.start, first.end
    return None


def _visitor_by_office(found: Findings, start: int, before: int, end: int) -> EntityMention | None:
    """`Đồng chí Bí thư Thành ủy đã có buổi làm việc …`, where the name is told with the same office further on."""
    for office in found.offices:
        if not start <= office.start < before or office.plural:
            continue
        if _VISITS_OR_MEETS.match(found.view, office.end, end):
            held = found.view[office.start : office.end].lower()
            named = (p for p in found.persons if any(matching_view(o).lower() == held for o in p.positions))
            return next(named, None)
    return None


def _concluding_person(found: Findings, lead: Sequence[Span]) -> Span | None:
    """The person whose conclusion at the meeting title or lead tell."""
    zones = [found.head.title] if found.head.title else []
    for start, end in [*zones, *lead[:2]]:
        if _CARRIES_OUT.match(found.view, start, end):
            continue
        for person in (p for p in found.persons if start <= p.start < end):
            if _CONCLUDED.search(
                found.view, max(start, person.start - _LONGEST_CONCLUDED), person.start
            ) and _AT_MEETING.match(found.view, person.end, end):
                return person.start, person.end
    return None


def _person_concluding(found: Findings) -> Span | None:
    """`Phát biểu kết luận hội nghị, ông A, Chủ tịch UBND xã, …`: who has the last word chaired."""
    for line in found.lines:
        said = _CLOSES.match(found.view, line.start, line.end) if line.part == "body" else None
        if said is None:
            continue
        person = next((p for p in found.persons if said.end() <= p.start < said.end() + _REACH), None)
        if person and not re.search(r"[,.;:]\s", found.view[said.end() : person.start]):
            return person.start, person.end
    return None


def _head_in_title(found: Findings) -> Span | None:
    """`Thủ tướng A họp khẩn …`: the person whom the headline names first as holding the meeting."""
    title = find_headline(found)
    first = next((p for p in found.persons if title and title[0] <= p.start < title[1]), None)
    if title is None or first is None or "," in found.view[title[0] : first.start]:
        return None
    return (first.start, first.end) if _HOLDS_IT.match(found.view, first.end, title[1]) else None


def _office_in_chair(found: Findings, lead: Sequence[Span]) -> Span | None:
    """The signer, where the opening has only his office chair (`Giám đốc chủ trì họp giao ban`)."""
    if found.foot.name is None or not found.foot.offices or found.foot.authority:
        return None
    signing = natural_office(found.view[slice(*found.foot.offices[-1])].strip()).lower()
    for a, b in lead:
        for office in found.offices:
            held = found.view[office.start : office.end].lower()
            if a <= office.start < b and held.startswith(signing) and _BODY_CHAIRS.match(found.view, office.end, b):
                return found.foot.name
    return None


def _body_in_chair(found: Findings, lead: Sequence[Span]) -> list[Span]:
    for a, b in lead:
        for body in found.bodies:
            if not a <= body.start < b or _TOLD.search(found.view, max(a, body.start - _REACH), body.start):
                continue
            if _BODY_CHAIRS.match(found.view, body.end, body.end + 90):
                return [(body.start, body.end)]
    for a, b in lead[:1]:
        if re.search(r"[Đđ]ại hội", found.view[a:b]) and (presidium := _PRESIDIUM.search(found.view)):
            return [presidium.span()]
    return []


def _body_that_met(found: Findings, lead: Sequence[Span]) -> list[Span]:
    """A body that met, heard and concluded, no person being said to have chaired it."""
    for a, b in lead:
        for body in found.bodies:
            if a <= body.start < b and _BODY_MEETS.match(found.view, body.end, body.end + 20):
                return [(body.start, body.end)]
    concluding = concluding_body(found)
    return [concluding] if concluding and any(a <= concluding[0] < b for a, b in lead) else []
