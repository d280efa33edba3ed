"""The card of the document: of a notice from its head and foot, of a report from headline, lead and byline."""

from __future__ import annotations

import re
from extractor.core.characters import UPPER
from extractor.assemble.findings import Findings
from extractor.assemble.meeting import find_meeting
from extractor.core.record import Byline, Card, Evidence, Genre, Meeting, Signer
from extractor.lexicon.doc_types import doc_type_of_heading
from extractor.recognise.references import parse_number
from extractor.structure.foot import Foot
from extractor.structure.outline import Line

Span = tuple[int, int]


class _Fields:
    """Values of the card with the evidence of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.evidence: dict[str, Evidence] = {}

    def take(self, path: str, span: Span | None) -> str | None:
        if span is None or span[0] >= span[1]:
            return None
        raw = self.text[span[0] : span[1]]
        self.evidence[path] = Evidence(span[0], span[1], raw)
        return " ".join(raw.replace("*", " ").split())


def assemble_card(genre: Genre, found: Findings, *, meeting_date: str | None, issued_on: str | None, published: str | None) -> Card:
    """The card; the ISO dates are of the meeting, of the head's date line and of publication, each where known."""
    fields = _Fields(found.text)
    meeting, spans = find_meeting(found, genre, meeting_date)
    for path, span in spans.items():
        fields.take(path, span)
    if genre == "notice":
        return _notice(found, fields, meeting, issued_on or published)
    return _report(found, fields, meeting, published)


def _notice(found: Findings, fields: _Fields, meeting: Meeting | None, issued_on: str | None) -> Card:
    head, foot = found.head, found.foot
    number = fields.take("number", head.number)
    parsed = parse_number(number) if number else None
    type_word = fields.take("doc_type", head.doc_type)
    doc_type = doc_type_of_heading(type_word) if type_word else None
    if doc_type is None and parsed is not None:
        doc_type = parsed.doc_type
    if doc_type is None and (head.subject or (parsed is not None and parsed.ordinal)):
        doc_type = "công văn"
    title = fields.take("title", head.title)
    if issued_on:
        fields.take("issued_on", head.date)
    return Card(
        genre="notice",
        doc_type=doc_type,
        number=parsed.canonical if parsed is not None and parsed.ordinal else None,
        title=title,
        issuer=fields.take("issuer", _issuer(found)),
        issued_on=issued_on,
        issued_at=fields.take("issued_at", head.place),
        urgency=fields.take("urgency", head.urgency),
        signer=_signer(fields, foot),
        recipients=tuple(r for n, span in enumerate(foot.recipients) if (r := fields.take(f"recipients.{n}", span))),
        byline=None,
        meeting=meeting,
        evidence=fields.evidence,
    )


_BODY_HEAD = re.compile(
    r"(?:ỦY BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BAN|VĂN PHÒNG|HUYỆN ỦY|TỈNH ỦY|THÀNH ỦY|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|BỘ|CHI CỤC|CỤC|TỔNG CỤC|TRƯỜNG|HỌC VIỆN|ĐẠI HỌC|BỆNH VIỆN|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|TRUNG TÂM|HỘI|THƯỜNG TRỰC|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|CÔNG AN|PHÒNG|VIỆN|NGÂN HÀNG|KHO BẠC|BẢO HIỂM|THANH TRA|TÒA ÁN|QUỐC HỘI|ĐOÀN|LIÊN ĐOÀN|MẶT TRẬN|CHI BỘ|ĐÀI|BÁO|TỔ|THUẾ|HẢI QUAN)(?!\w)"
)


def _issuer(found: Findings) -> Span | None:
    """The lowest body of the letterhead; without one, the body whose conclusion it is."""
    lines = found.head.letterhead
    concluding = _concluding_body(found)
    if not lines:
        return concluding
    last = len(lines) - 1
    while last > 0 and not _BODY_HEAD.match(found.view[lines[last][0] : lines[last][1]].strip(" *")):
        last -= 1
    # a first line that breaks off (`VĂN PHÒNG` / `ỦY BAN NHÂN DÂN`) belongs to the name
    while last > 0 and _breaks_off(found.view[lines[last - 1][0] : lines[last - 1][1]]):
        last -= 1
    span = (lines[last][0], lines[-1][1])
    name = found.view[span[0] : span[1]].upper()
    if concluding and re.search(r"(?:HUYỆN|TỈNH|THÀNH|THỊ|QUẬN|ĐẢNG) ỦY", name) and re.match(r"(?:ban\s+)?thường (?:trực|vụ)", found.view[concluding[0] : concluding[1]].lower()):
        return concluding
    return span


def giver_of(found: Findings) -> Span | None:
    """Who gives the orders of a notice: the person whose conclusion the title or the hinge tells, else the body."""
    zones = [found.head.title] if found.head.title else []
    zones += [(line.start, line.end) for line in found.lines if line.part == "opening" and line.lead_in]
    for start, end in reversed(zones):
        inside = [p for p in found.persons if start <= p.start and p.end <= end]
        if inside and re.search(r"(?:kết luận|ý kiến|chỉ đạo|yêu cầu|giao)", found.view[start:end].lower()):
            return inside[-1].start, inside[-1].end
    for start, end in reversed(zones):
        for office in found.offices:
            if start <= office.start and office.end <= end and _CONCLUDES.match(found.view[office.end : end].lower()):
                return office.start, office.end
    return _concluding_body(found)


_CONCLUDES = re.compile(r"\s*,?\s*(?:đã\s+|có\s+|ý kiến\s+)*(?:kết luận|chỉ đạo|thống nhất|yêu cầu|tại\s)")


def _breaks_off(line: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:VĂN PHÒNG|BAN CHỈ ĐẠO|BAN QUẢN LÝ|ĐẢNG ỦY|BAN CÁN SỰ ĐẢNG|THƯỜNG TRỰC|BAN THƯỜNG VỤ|BAN CHẤP HÀNH)\W*", line.strip()))


def _concluding_body(found: Findings) -> Span | None:
    """The body in `Kết luận của …` of the title, or the one that `kết luận như sau` in the opening."""
    zones: list[Span] = [found.head.title] if found.head.title else []
    zones += [(line.start, line.end) for line in found.lines if line.part == "opening" and line.lead_in]
    for zone in zones:
        for body in found.bodies:
            if zone[0] <= body.start and body.end <= zone[1]:
                before = found.view[zone[0] : body.start].lower()
                after = found.view[body.end : zone[1]].lower()
                if re.search(r"(?:kết luận|ý kiến(?: chỉ đạo)?|thông báo)\s+của\s+(?:đồng chí\s+|các đồng chí\s+)?$", before) or re.match(
                    r"\s*,?\s*(?:đã\s+|có\s+|thống nhất\s+|cơ bản\s+|ý kiến\s+|và\s+|cho\s+)*(?:kết luận|thống nhất|ý kiến|chỉ đạo)[^.]*(?:như sau|:)", after
                ):
                    return body.start, body.end
    closing = next((line for line in found.lines if line.part == "closing"), None)
    if closing:
        for body in found.bodies:
            if closing.start <= body.start < closing.end:
                return body.start, body.end
    return None


def _signer(fields: _Fields, foot: Foot) -> Signer | None:
    name = fields.take("signer.name", foot.name)
    authority = fields.take("signer.authority", foot.authority)
    office = fields.take("signer.position", foot.offices[-1] if foot.offices else None)
    if name is None and authority is None and office is None:
        return None
    return Signer(name=name.title() if name and name.isupper() else name, position=_natural(office), authority=authority)


def _natural(office: str | None) -> str | None:
    """An office in capitals as it is written in a sentence (`CHÁNH VĂN PHÒNG` → `Chánh Văn phòng`)."""
    if office is None:
        return None
    text = re.sub(r"^(?:K/?T|T/?L|TUQ|Q)\s*[./]\s*", "", office)
    if not text.isupper():
        return text
    lowered = text.lower()
    for word in ("văn phòng", "thường trực", "chánh", "phó", "chủ tịch", "bí thư", "giám đốc", "bộ trưởng", "chủ nhiệm", "trưởng", "thủ tướng", "cục trưởng"):
        lowered = re.sub(rf"\b{word}\b", word[0].upper() + word[1:], lowered)
    return lowered[:1].upper() + lowered[1:]


_AUTHOR_LINE = re.compile(
    rf"^\W*(?P<author>(?:[{UPPER}][\w.'’]*\s*){{1,5}}?(?:[-–&,]\s*(?:[{UPPER}][\w.'’]*\s*){{1,5}})?)\s*(?:\((?:[Tt]heo\s+)?(?P<source>[^()]{{2,60}})\))?\W*$"
)
# `Ma Thúy Hòa - Báo Tuyên Quang`, `Nguyễn A/Đài PT-TH tỉnh`
_AUTHOR_AND_SOURCE = re.compile(rf"^\W*(?P<author>(?:[{UPPER}][\w.'’]*\s*){{1,5}}?)\s*[-–/(|]\s*(?:Theo\s+)?(?P<source>(?:Báo|Đài|Trung tâm|Cổng|Tạp chí|Truyền hình|Thông tấn|TTXVN|Ban Biên tập|Phòng|Văn phòng|VP)\b[^.()]{{1,70}})\W*$")
_NEWS_LINE = re.compile(r"^\W*(?:(?:Tin|Bài|Tin bài|Tin, bài|BT|Bt|Thực hiện|Tác giả|Nguồn)(?:\s*(?:,|và|&|-)\s*(?:ảnh|bài|ảnh minh họa))?)\s*:\s*(?:Theo\s+(?P<source>[^.(]{2,60})|(?P<author>[^.()]{2,60}))", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"^\W*(?:\()?(?:Theo|Nguồn:?)\s+(?P<source>[A-ZĐ][^.()]{1,60}|[\w.]+\.vn)\W*$")
_LEAD_SOURCE = re.compile(r"^\W*\((?P<source>[A-ZĐa-z][\w.\s]{1,24})\)\s*[-–]")


def _report(found: Findings, fields: _Fields, meeting: Meeting | None, published: str | None) -> Card:
    author, source = _byline(found, fields)
    author = author or found.author
    return Card(
        genre="news",
        title=_headline(found, fields) or found.title,
        issuer=fields.take("issuer", _holder(found)) if meeting else None,
        issued_on=published,
        byline=Byline(author=author, source=source) if author or source else None,
        meeting=meeting,
        evidence=fields.evidence,
    )


def _byline(found: Findings, fields: _Fields) -> tuple[str | None, str | None]:
    body = [line for line in found.lines if line.part in ("body", "caption")]
    author: str | None = None
    source: str | None = None
    for line in body[-5:]:
        text = found.view[line.start : line.end]
        if len(text) > 140:
            continue
        for pattern in (_NEWS_LINE, _SOURCE_LINE, _AUTHOR_AND_SOURCE, _AUTHOR_LINE):
            if match := pattern.match(text):
                groups = match.groupdict()
                if pattern is _AUTHOR_LINE and not (groups.get("source") or _is_name(found, line, match)):
                    continue
                if groups.get("author") and author is None:
                    author = fields.take("byline.author", _within(line, match, "author"))
                if groups.get("source") and source is None:
                    source = fields.take("byline.source", _within(line, match, "source"))
                break
    if source is None and body:
        for line in body[:4]:
            if match := _LEAD_SOURCE.match(found.view[line.start : line.end]):
                source = fields.take("byline.source", _within(line, match, "source"))
                break
    return author, source


def _within(line: Line, match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    while end > start and match.string[end - 1] in " .,;-":
        end -= 1
    return line.start + start, line.start + end


def _is_name(found: Findings, line: Line, match: re.Match[str]) -> bool:
    start, end = _within(line, match, "author")
    return any(p.start <= start + 1 and p.end >= end - 1 for p in found.persons)


_PAGE_LINE = re.compile(r"(?:ảnh|trang chủ|tin tức|thời sự|chính trị|đăng nhập|chuyên mục|hotline|chủ đề)(?!\w)", re.IGNORECASE)
_AUTO_CAPTION = re.compile(r"^(?P<title>.{20,200}?)\s+-\s+Hình\s+\d+\s*$")


def _headline(found: Findings, fields: _Fields) -> str | None:
    """The first line, where it is a headline: short, before the lead, no sentence with a full stop."""
    for line in found.lines[:5]:
        text = found.view[line.start : line.end].strip(" *#")
        if not text or _PAGE_LINE.match(text) or re.match(r"^[\d\s/:.,-]+(?:\w+)?$", text) or re.match(r"^(?:thứ|chủ nhật|ngày|cập nhật)[\w\s,]*\d", text.lower()):
            continue
        if len(text) <= 220 and not text.endswith((".", ":", ";")) and len(text) >= 12:
            start = line.start + found.view[line.start : line.end].index(text[0])
            return fields.take("title", (start, start + len(text)))
        break
    for line in found.lines:
        if match := _AUTO_CAPTION.match(found.view[line.start : line.end]):
            return fields.take("title", (line.start + match.start("title"), line.start + match.end("title")))
    return None


_HOLDS = re.compile(r"[^.;]{0,80}?(?:tổ chức|chủ trì|làm việc|họp|khảo sát|kiểm tra|đã có buổi|làm trưởng đoàn)(?!\w)")
_WRITES = re.compile(r"\s*,?\s*(?:vừa|mới|đã)\s+(?:có|ký|ban hành|gửi|phát đi)\s+(?:ban hành\s+)?(?:văn bản|thông báo|công văn|công điện|chỉ thị|kế hoạch|quyết định)")
_OF_MEETING = re.compile(r"(?:họp|giao ban|hội nghị|phiên họp)\s+(?:của\s+)?$")


def _holder(found: Findings) -> Span | None:
    """Whose meeting a report tells of: a delegation, the body that holds it or wrote the notice, the chair's own body."""
    lead = [line for line in found.lines if line.part == "body"][:3]
    inside = [b for line in lead for b in found.bodies if line.start <= b.start < line.end]
    for body in inside:
        if found.view[body.start : body.start + 14].lower().startswith("đoàn công tác "):
            return body.start, body.end
    for body in inside:
        after = found.view[body.end : body.end + 90].lower()
        if _WRITES.match(after) or _HOLDS.match(after) and "," not in after.split("tổ chức")[0][:60] or _OF_MEETING.search(found.view[max(0, body.start - 60) : body.start].lower()):
            return body.start, body.end
    return _body_of_chair(found, lead)


def _body_of_chair(found: Findings, lead: list[Line]) -> Span | None:
    """The body that the first office of the chairing person names (`Chủ tịch UBND thành phố`)."""
    for line in lead:
        for office in found.offices:
            if line.start <= office.start < line.end:
                title = re.compile(r"(?:Phó\s+)?(?:Chủ tịch|Bí thư|Phó Bí thư)(?:\s+[Tt]hường trực)?\s+(?=\S)").match(found.view, office.start, office.end)
                return (title.end(), office.end) if title else None
    return None
