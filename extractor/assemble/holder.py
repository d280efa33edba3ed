"""Whose meeting a report tells of: a delegation, the body that holds it, the body that the chair heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.assemble.findings import Findings
from extractor.assemble.headline import find_headline
from extractor.assemble.letterhead import Named, words_in
from extractor.core.characters import UPPER
from extractor.core.mentions import EntityMention, OfficeMention
from extractor.structure.outline import Line
from extractor.structure.spans import Span

_DELEGATION = re.compile(
    r"(?<!\w)(?:[Đđ]oàn (?:công tác|kiểm tra|giám sát|khảo sát|thẩm định|thanh tra)(?: liên ngành"
    r"| chuyên đề)?(?: số \d{1,2})?"
    r"(?: (?:của )?(?:TP\.?\s?HCM|TPHCM|(?:tỉnh|huyện|thành phố|thị xã|xã|phường|Bộ|Chính phủ)(?!\w)))?"
    r"|(?P<force>Tổ (?:công tác|giám sát|kiểm tra)(?: liên ngành)? số \d{1,2})(?!\w)"
    r"|(?P<deputies>[Tt]ổ đại biểu(?: số \d{1,2})?(?: đơn vị (?:bầu cử )?số \d{1,2})?"
    r" (?:HĐND|Hội đồng nhân dân(?: \(HĐND\))?|Quốc hội)(?: (?:tỉnh|huyện|thành phố|thị xã|xã|phường)(?!\w))?"
    r"|(?<!rưởng )(?<!viên )Đoàn (?:ĐBQH|đại biểu Quốc hội)(?: (?:tỉnh|thành phố)(?!\w))?))"
)
_LED_BY = re.compile(
    r"[^.;]{0,30}?\s(?:do|gồm|có|đã|đến|tới|có buổi|kiểm tra|làm việc|khảo sát|giám sát|tiếp xúc|tiến hành|tổ chức"
    r"|họp|về|vừa|yêu cầu|đề nghị|ghi nhận)\s"
)
_SEVERAL = re.compile(r"(?:\d|các|những|hai|ba|bốn|thành lập|một số|nhiều|tham gia)\s+$", re.IGNORECASE)
_OF_BODY = re.compile(r" (?:của )?")
# `UBND huyện A, tỉnh B phối hợp với Sở C tổ chức …`
_TERM = r"(?:\s*,?\s*(?:[Kk]hóa|[Nn]hiệm kỳ)\s[\w\s-]{1,24}?(?=,|\s[a-zđ]))*"
_WHERE = r"(?:,\s*(?:huyện|tỉnh|thành phố|thị xã|xã|phường)\s[^,.;]{2,30})?(?:\([^)]{2,40}\)\s*)?"
_TOGETHER = r"(?:(?:vừa |đã )?phối hợp (?:với|cùng)[^.;]{3,120}?)?"
_HOLDS = re.compile(
    rf"{_TERM}\s*{_WHERE}{_TOGETHER}"
    r"[^.,;]{0,60}?(?:tổ chức|chủ trì|làm việc|họp|khảo sát|kiểm tra|có buổi|làm trưởng đoàn|mở|bước vào|triệu tập"
    r"|khai mạc|tiếp xúc|tiếp công dân|giao ban|đối thoại|tiếp tục (?:ngày|phiên|chương trình|kỳ họp|thảo luận))(?!\w)"
)
# `Ban Chỉ đạo thực hiện Nghị quyết số 57 của Đảng ủy xã A tổ chức …`
_CARRIES_OUT = re.compile(
    r" (?:thực hiện|triển khai) (?:Nghị quyết|Chỉ thị|Đề án|Chương trình|Kế hoạch|Kết luận|Quyết định|Cuộc vận động"
    r"|[Pp]hong trào)"
    r"[^,.;:]{3,120}?(?=\s(?:đã |vừa )?(?:tổ chức|họp|chủ trì|có buổi|do))"
    r"| năm \d{4}(?: (?:tỉnh|thành phố|huyện|thị xã|xã|phường) [^,.;:]{2,40}?)?(?=\s(?:do|đã|vừa|tổ chức|họp)\s)"
    r"| Kỳ thi [^,.;:]{3,80}?(?=\s(?:do|đã|vừa|tổ chức|họp))"
)
_HEADED_BY = re.compile(
    r"\s+do\s[^.;\n]{3,160}?\s(?:làm (?:trưởng đoàn|Trưởng đoàn|tổ trưởng|Tổ trưởng)|dẫn đầu)(?!\w)"
)
_COMMITTEE = re.compile(r"(?:Ban [Cc]hỉ đạo|BCĐ|Tổ công tác|Tiểu ban|Hội đồng)(?!\w)")
_WRITES = re.compile(
    r"\s*(?:\([^()]{2,30}\)\s*)?,?\s*(?:(?:vừa|mới|đã)\s+(?=\w))?(?:có|ký|ban hành|gửi|phát đi"
    r"|công bố)\s+(?:ban hành\s+)?"
    r"(?:văn bản|thông báo|công văn|công điện|chỉ thị|kế hoạch|quyết định|kết luận)"
    r"|\s*(?:đã\s+|vừa\s+)?(?:truyền đạt|thông báo)\s+(?:ý kiến|kết luận|chỉ đạo)",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(
    r"(?:họp|giao ban|hội nghị|phiên họp|đại hội(?: đại biểu)?)\s+"
    r"(?:(?:thường kỳ|thường lệ|chuyên đề|bất thường|tập thể|(?:lần )?thứ [^\W_]+(?: (?:một|hai|ba|tư|bốn|năm|sáu"
    r"|bảy|tám|chín|mười))?)\s+){0,2}"
    r"(?:[^.,;]{0,25}\scủa\s+|của\s+)?$",
    re.IGNORECASE,
)
# `buổi làm việc của Thường trực Tỉnh ủy với …`, `hội nghị đối thoại do UBND tỉnh tổ chức chiều 15/4`
_OF_TALKS = re.compile(r"(?:buổi|cuộc) (?:làm việc|họp|gặp|đối thoại|kiểm tra) của\s+$", re.IGNORECASE)
_WITH_WHOM = re.compile(r"\s+với\s")
_BY = re.compile(
    r"(?:hội nghị|cuộc họp|phiên họp|buổi|diễn đàn|tọa đàm|đối thoại)[^.;:]{0,180}\s(?:do|được)\s+$", re.IGNORECASE
)
_HELD_ON = re.compile(r"\s+(?:đã |vừa )?(?:tổ chức|chủ trì)(?: vào)? (?:sáng|chiều|tối|ngày|hôm)(?!\w)")
_PAPER_OF = re.compile(
    r"(?:nghị quyết|văn kiện|chỉ thị|báo cáo)\s[^.;]{0,90}?đại hội\s+(?:đại biểu\s+)?$", re.IGNORECASE
)
# `sau Kỳ họp thứ 4, Quốc hội khóa XV, đại biểu tiếp xúc cử tri …`
_LEANT_ON = re.compile(
    r"(?:cho|chuẩn bị|trước|sau|phục vụ|trình|kết quả|nội dung|đến|gửi|từ|tới|nghị quyết|của) (?:các )?"
    r"(?:kỳ họp|phiên họp|hội nghị|đại hội)\s[^.;,]{0,40}$",
    re.IGNORECASE,
)
_AT_IT = re.compile(r"(?:^|\n)\W*Tại (?:phiên họp|hội nghị|cuộc họp|kỳ họp|buổi làm việc)[^.;\n]*,\s*$", re.IGNORECASE)
_SAYS_THERE = re.compile(
    r"\s+(?:đã |cũng )?(?:đề nghị|yêu cầu|thống nhất|xem xét|thảo luận|cho ý kiến|nghe|nhấn mạnh|quyết định"
    r"|lưu ý)(?!\w)"
)
_PAST_SESSION = re.compile(r"(?:sau|trước|kết quả)\s+kỳ h[ọợ]p\s[^.;,]{2,24},\s*$", re.IGNORECASE)
# before a body that only takes part
_COMPANION = re.compile(
    r"(?<!\w)(?:với|cùng|và|của|đại diện|lãnh đạo|theo|tại|gồm|có|thuộc|về|cho|là|do|nghe"
    r"|giao|yêu cầu|đề nghị|phân công|chỉ đạo|hướng dẫn|vận động|mời|lưu ý|để|giúp|cơ sở)\s+(?:các\s+)?$|,\s*$",
    re.IGNORECASE,
)
# time and place before the subject of a sentence
_ADVERB = re.compile(
    r"(?:^|[.;]\s|\)\s*-\s*|\w\s+[-–]\s+)\W*"
    r"(?:[^.;]{0,120}?\d[\d/.-]*[^.;,]{0,12}|[^.;]{0,80}(?:tại|thực hiện|chủ trì)\s[^.;]{2,120}|\w+"
    r"|(?:vừa|mới|hôm|tuần|tháng) (?:qua|rồi|đây)),\s*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(rf"[{UPPER}]{{2,6}}\s[-–]\s")
_GENERIC = re.compile(r"(?<!\w)(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|ủy)$")
_CALLED = re.compile(rf"(?:\s[{UPPER}][\w’'-]*){{1,4}}")
_BODY = r"(?:UBND|HĐND|Ủy ban|Huyện ủy|Tỉnh ủy|Thành ủy|Thị ủy|Quận ủy|Đảng ủy|Quốc hội|Hội|Liên minh|Liên đoàn)"
_SECRETARY = re.compile(r"Bí thư\s+(?=\S)")
_CHAIRMAN = re.compile(rf"(?:Phó\s+)?[Cc]hủ tịch(?:\s+[Tt]hường trực)?\s+(?={_BODY})")
_DEPUTY = re.compile(r"Phó [Bb]í thư(?:\s+[Tt]hường trực)?\s+(?=\S)")
_DIRECTOR = re.compile(
    r"(?:Phó\s+)?(?:Giám đốc|Bộ trưởng|Thứ trưởng|Chánh Thanh tra|Cục trưởng|Tổng Giám đốc)\s+"
    r"(?=(?:Sở|Bộ|Công ty|Tổng|Thanh tra|Cục)\s)"
)
_HONOURED = re.compile(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+$")
_HEADS = (_SECRETARY, _CHAIRMAN, _DEPUTY, _DIRECTOR)
_OFFICE_HOLDS = re.compile(
    rf"(?:\s[{UPPER}]\w*){{0,5}}[^.;:\n]{{0,90}}?\s(?:đã |vừa |trực tiếp )?(?:có buổi|có cuộc|chủ trì|đối thoại"
    rf"|gặp gỡ|tiếp công dân"
    r"|tiếp xúc|làm việc|tổ chức)(?!\w)"
)
_SESSION = re.compile(
    r"(?:kỳ họp (?:thứ|thường lệ|chuyên đề|bất thường)|phiên (?:chất vấn|giải trình))(?!\w)", re.IGNORECASE
)
_COUNCIL = re.compile(r"(?:Phó\s+)?[Cc]hủ tịch(?:\s+[Tt]hường trực)?\s+(?=(?:HĐND|Hội đồng nhân dân)(?!\w))")
_RUNS = re.compile(
    r"(?:[Pp]hó\s+)?(?:Tổ t|[Tt])rưởng (?=(?:[Bb]an (?:[Cc]hỉ đạo|[Cc]hỉ huy)|BCĐ|BCH|Tổ công tác|Hội đồng"
    r"|Tiểu ban)(?!\w))"
)
_GOVERNMENT = re.compile(r"(?:Phó )?Thủ tướng(?: Chính phủ)?")
_ORDERS = re.compile(
    rf"(?:\s+[{UPPER}]\w*){{0,5}}\s*,?\s*(?:(?:vừa|đã|cũng)\s+)*"
    r"(?:yêu cầu|chỉ đạo|đề nghị|giao|có (?:ý kiến chỉ đạo|chỉ đạo|công văn|văn bản)|ký|ban hành)(?!\w)"
)
# `Theo đó, Ban Thường vụ Huyện ủy đề nghị cấp ủy các chi bộ …`
_GIVES = re.compile(r"\s+(?:(?:vừa|đã|cũng)\s+)?(?:yêu cầu|đề nghị|giao|chỉ đạo)\s+(?!đất|thông|lưu|ban)\w")
_OPENS = re.compile(
    r"\W*(?:(?:Theo (?:đó|(?:văn bản|công văn|công điện|chỉ thị)[^,]{3,60})|Cụ thể"
    r"|Ngày [\d/.-]+|Mới đây|Vừa qua|Sau khi [^,]{3,40}),\s+"
    r"|(?:Phát biểu|Kết luận)[^,.;]{3,70}?,?\s+(?=$))?"
)
_LEAD, _FURTHER = 3, 8  # paragraphs of a report
_AT_NAME = 16  # characters
_APPOSITION = 240  # characters behind a name in which its offices stand


def find_holder(found: Findings, chairs: Sequence[Span], held: bool) -> Named | None:
    """The body whose meeting it is, `held` saying that the report tells of one; else the one that wrote."""
    lead = [line for line in found.lines if line.part == "body"][:_LEAD]
    offices = _offices_of_chair(found, chairs)
    span = (_holder(found, lead) or _run_by_chair(found, offices)) if held else None
    if (writer := _writer(found, lead)) and (span is None or writer < span):
        span = writer  # `Văn phòng A vừa phát đi công văn … tại hội nghị của B`
    if span is None and held and (headline := find_headline(found)):
        span = next((body for body in _holders(found, *headline) if body[0] == headline[0]), None)
    if span is None:
        span = _of_meeting(found, lead, offices) if held else _without_meeting(found, lead)
    span = _in_full(found, span) if span else None
    return Named(words_in(found, *span), span) if span else None


def _of_meeting(found: Findings, lead: Sequence[Line], offices: Sequence[OfficeMention]) -> Span | None:
    """The body that the chair heads, else that of whoever is told by his office to hold it or to order there."""
    council = _council(found, lead, offices)
    told = council or _headed_by_chair(found, offices) or _of_office(found, lead)
    return told or _of_who_orders(found, [line for line in found.lines if line.part == "body"][:_FURTHER])


def _council(found: Findings, lead: Sequence[Line], offices: Sequence[OfficeMention]) -> Span | None:
    """The council of the people, where its session is told of and its chairman, whatever else he is, leads it."""
    if not lead or not _SESSION.search(found.view, lead[0].start, lead[-1].end):
        return None
    for start, end in (part for office in offices for part in office.parts or ((office.start, office.end),)):
        if title := _COUNCIL.match(found.view, start, end):
            return title.end(), end
    return None


def _without_meeting(found: Findings, lead: Sequence[Line]) -> Span | None:
    """A delegation that inspects, or the body of whoever orders."""
    for line in lead[:2]:
        visiting = next(_delegations(found, line), None)
        if visiting and found.view.count('"', line.start, visiting[0]) % 2 == 0:
            return _by_headline(found, visiting)
    return _of_who_orders(found, lead)


def _by_headline(found: Findings, span: Span) -> Span:
    """`đoàn giám sát` as the headline names it: `Đoàn giám sát của HĐND thành phố`."""
    title = find_headline(found)
    line = next((line for line in found.lines if title and line.start <= title[0] < line.end), None)
    named = next(_delegations(found, line), None) if line else None
    short = found.view[slice(*span)].lower()
    return named if named and found.view[slice(*named)].lower().startswith(f"{short} ") else span


def _of_office(found: Findings, lead: Sequence[Line]) -> Span | None:
    """`Bí thư Huyện ủy A và Chủ tịch UBND A có buổi đối thoại …`: the body of who holds it, named by office alone."""
    for line in lead:
        for office in found.offices:
            if not line.start <= office.start < line.end or office.plural:
                continue
            title = next((t for rank in _HEADS if (t := rank.match(found.view, office.start, office.end))), None)
            before = found.view[line.start : office.start]
            before = _HONOURED.sub("", before)
            if title and (not before.strip() or _ADVERB.search(before)) and _OFFICE_HOLDS.match(found.view, office.end):
                return title.end(), office.end
    return None


def _in_full(found: Findings, span: Span) -> Span:
    """`UBND phường` by the one longer name that the text has for it: `UBND phường Phú Lợi`."""
    name = found.view[slice(*span)].lower()
    if not _GENERIC.search(name):
        return span
    longer = [
        (body.start, body.end)
        for body in found.bodies
        if found.view[body.start : body.end].lower().startswith(f"{name} ")
        and _CALLED.fullmatch(found.view, body.start + len(name), body.end)
    ]
    names = {" ".join(found.view[slice(*other)].lower().split()) for other in longer}
    return longer[0] if len(names) == 1 else span


def _holder(found: Findings, lead: Sequence[Line]) -> Span | None:
    """The delegation or body that comes first as the subject of its sentence."""
    for line in lead:
        spans = [*_delegations(found, line), *_holders(found, line.start, line.end)]
        if spans:
            return min(spans)
    return None


def _delegations(found: Findings, line: Line) -> Iterator[Span]:
    for match in _DELEGATION.finditer(found.view, line.start, line.end):
        before = found.view[max(line.start, match.start() - 200) : match.start()]
        if _SEVERAL.search(before):
            continue  # `thành lập 2 đoàn kiểm tra việc …`
        if match["deputies"] and _COMPANION.search(before) and not _ADVERB.search(before):
            continue  # `lãnh đạo HĐND, Đoàn ĐBQH tỉnh đã dự`
        named = next((b for b in found.bodies if b.start == match.start()), None)
        end = max(match.end(), named.end if named else 0)
        if (of := _OF_BODY.match(found.view, end)) and (whose := _body_at(found, of.end())):
            end = whose.end  # `Đoàn giám sát của Ban Pháp chế HĐND tỉnh`
        if _LED_BY.match(found.view, end, line.end):
            yield match.start(), end


def _body_at(found: Findings, at: int) -> EntityMention | None:
    return next((body for body in found.bodies if body.start == at), None)


def _holders(found: Findings, start: int, end: int) -> Iterator[Span]:
    for body in found.bodies:
        if body.start == start and _DATELINE.match(found.view, start, body.end + 4):
            continue  # `ĐNO - UBND phường A vừa tổ chức …`: the paper itself
        if start <= body.start < end and _holds(found.view, start, body):
            task = _COMMITTEE.match(found.view, body.start) and _CARRIES_OUT.match(found.view, body.end, end)
            yield body.start, task.end() if task else body.end


def _holds(view: str, start: int, body: EntityMention) -> bool:
    """Whether the words around tell that the body holds a meeting."""
    before = view[max(start, body.start - 200) : body.start]
    if _PAST_SESSION.search(before) or _LEANT_ON.search(before):
        return False
    if _AT_IT.search(before) and _SAYS_THERE.match(view, body.end):
        return True
    if _OF_MEETING.search(before) and not _PAPER_OF.search(before):
        return True
    if _OF_TALKS.search(before) and _WITH_WHOM.match(view, body.end):
        return True
    if _BY.search(before) and _HELD_ON.match(view, body.end):
        return True
    if _COMPANION.search(before) and not _ADVERB.search(before):
        return False
    task = _CARRIES_OUT.match(view, body.end) if _COMMITTEE.match(view, body.start) else None
    behind = task.end() if task else body.end
    if _HEADED_BY.match(view, behind):
        return True
    return _HOLDS.match(view, behind, behind + 240) is not None


def _writer(found: Findings, lead: Sequence[Line]) -> Span | None:
    for line in lead:
        for body in found.bodies:
            if line.start <= body.start < line.end and _WRITES.match(found.view, body.end, line.end):
                return body.start, body.end
    return None


def _of_who_orders(found: Findings, lead: Sequence[Line]) -> Span | None:
    """`Chủ tịch UBND tỉnh A yêu cầu …`, where no meeting is told of: the body that he heads."""
    for line in lead:
        for office in found.offices:
            if line.start <= office.start < line.end and not office.plural:
                before = _HONOURED.sub("", found.view[line.start : office.start])
                title = _CHAIRMAN.match(found.view, office.start, office.end)
                orders = title and _ORDERS.match(found.view, office.end, line.end)
                if title and orders and _OPENS.fullmatch(before):
                    return title.end(), office.end
        if body := _body_that_orders(found, line):
            return body
    return None


def _body_that_orders(found: Findings, line: Line) -> Span | None:
    """`Theo đó, Ban Thường vụ Huyện ủy đề nghị …`: the body that opens a line as the one that gives orders."""
    for body in found.bodies:
        gives = line.start <= body.start < line.end and _GIVES.match(found.view, body.end, line.end)
        if gives and _OPENS.fullmatch(found.view[line.start : body.start]):
            return body.start, body.end
    return None


def _offices_of_chair(found: Findings, chairs: Sequence[Span]) -> list[OfficeMention]:
    """The offices that stand with the name of the first in the chair: before it, and behind it to the next name."""
    person = next((p for p in found.persons if chairs and p.start == chairs[0][0]), None)
    if person is None:
        return []
    following = next((p.start for p in found.persons if p.start >= person.end), len(found.view))
    stop = min(following, person.end + _APPOSITION)
    full = re.search(r"[.;\n]", found.view[person.end : stop])
    stop = person.end + full.start() if full else stop
    around = [o for o in found.offices if person.start - 90 <= o.start < stop]
    return [o for o in around if o.start >= person.end or _joins(found.view[o.end : person.start])]


def _joins(between: str) -> bool:
    """Whether an office before the name is the person's: only further offices stand between."""
    return len(between) < 80 and not re.search(r"[.;]|\s(?:và|cùng|với)\s", between)


def _names(found: Findings, office: OfficeMention) -> bool:
    """Whether a person's name stands right at an office: `trình … do Phó Thủ tướng đứng đầu` names nobody."""
    return any(0 <= p.start - office.end < _AT_NAME or 0 <= office.start - p.end < _AT_NAME for p in found.persons)


def _run_by_chair(found: Findings, offices: Sequence[OfficeMention]) -> Span | None:
    """The steering committee or task force that the chair runs (`Trưởng Ban Chỉ đạo …`)."""
    for office in offices:
        if run := _RUNS.match(found.view, office.start, office.end):
            return run.end(), office.end
    return None


def _headed_by_chair(found: Findings, offices: Sequence[OfficeMention]) -> Span | None:
    """The body that the chair heads: as its secretary, chairman, deputy secretary or director, in this order."""
    for rank in _HEADS:
        for start, end in (part for office in offices for part in office.parts or ((office.start, office.end),)):
            if title := rank.match(found.view, start, end):
                return title.end(), end
    if any(_GOVERNMENT.fullmatch(found.view, office.start, office.end) for office in offices if _names(found, office)):
        named = re.search(r"(?<!\w)Chính phủ(?!\w)", found.view)
        return named.span() if named else None
    return None
