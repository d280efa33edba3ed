"""Who wrote a report and for whom: the lines at its end, the source in brackets at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assemble.findings import Findings
from extractor.core.characters import UPPER
from extractor.lexicon.admin_units import upper_units
from extractor.structure.outline import Line
from extractor.structure.page_date import is_page_line
from extractor.structure.spans import Span

_LAST_LINES, _FIRST_LINES = 5, 4  # where a byline can stand
_LONGEST = 140  # characters of such a line

# a pen name is a name: one to five capitalised words, initials before them
_NAME = (
    rf"(?:[{UPPER}]\.\s?){{0,3}}[{UPPER}][\w'’]*(?:\s+[{UPPER}][\w.'’]*){{0,4}}"
    rf"|[{UPPER}]\w?(?:\.\s?[{UPPER}]\w?){{1,3}}"
)
_NAMES = rf"(?:{_NAME})(?:\s*(?:[-–&,]|và)\s*(?:{_NAME})){{0,3}}"
_OFFICES = (  # words that open the name of an editorial office
    r"(?:Báo|Đài|Trung tâm|Cổng|Tạp chí|Truyền hình|Thông tấn|TTXVN|Ban Biên tập|Phòng|Văn phòng|VP|Liên minh|Hội|Sở"
    r"|Ban"
    r"|UBND|Công an|Bộ|Cục|Chi cục|Trường|VH-TT|VHTT|TTVH|Trung tâm VH|Thành đoàn|Tỉnh đoàn|Huyện đoàn|Công đoàn)\b"
)
_MADE = r"(?:thực hiện|tổng hợp|t/h|ghi|lược ghi|ghi chép|biên tập|sưu tầm)"
_AUTHOR_LINE = re.compile(
    rf"^\W*(?:Theo\s+(?=[^()]*\())?(?P<author>{_NAMES})\s*(?:{_MADE}|\((?:{_MADE}|(?:[Tt]heo\s+)?(?P<source>[^()]{{2,60}}))\))?\W*$"
)
# `Ma Thúy Hòa - Báo Tuyên Quang`, `Nguyễn A/Đài PT-TH tỉnh`
_AUTHOR_AND_SOURCE = re.compile(
    rf"^\W*(?P<author>{_NAMES})\s*(?:[-–/(|]\s*(?:Theo\s+)?(?P<source>{_OFFICES}[^.()]{{1,70}})"
    r"|/\s*(?P<site>[\w-]+\.(?:vn|VN|com|net|org)(?:\.vn)?|[A-ZĐ]{2,8}\+?))\W*$",
)
_NEWS_LINE = re.compile(
    r"^\W*(?:Tin|Bài|Tin bài|Tin, bài|BT|Bt|Thực hiện|Tác giả|Nguồn tin|Nguồn|Người viết)"
    r"(?:\s*(?:,|và|&|-)\s*(?:ảnh|bài|ảnh minh họa|clip|video))*\s*:\s*(?:Theo\s+(?P<told>[^.(]{2,60})"
    r"|(?P<author>[^.()|]{2,60}?)\s*(?:\((?:Theo\s+)?(?P<source>[^()]{2,60})\)|\|\s*Ảnh\s*:[^|]*)?\W*$)",
    re.IGNORECASE,
)
# `Đăng ngày 27/5/2022 | Tác giả: A | Nguồn: Báo B` at the head of a page
_HEAD_FIELD = re.compile(
    rf"(?:[Tt]ác giả|[Nn]gười viết|[Bb]ởi)\s*:\s*(?P<author>{_NAMES})(?=\s*(?:[|•·\n]|$))"
    r"|(?:[Nn]guồn|[Tt]heo)\s*:\s*(?P<source>[^|•·\n]{2,60}?)(?=\s*(?:[|•·\n]|$))"
)
# `Tác giả: Nguyễn Văn A – Bí thư Đảng ủy`
_POST_BEHIND = re.compile(
    rf"(?P<name>{_NAME})\s*(?:[-–,]|\s)\s*"
    r"(?:Bí thư|Phó|Chủ tịch|CT|PCT|Giám đốc|Trưởng|Cán bộ|Công chức|Chuyên viên|CB|CC)(?!\w)"
)
_STOPPED_NAME = re.compile(rf"\W*(?:{_NAME})\.\s*")
_NO_SOURCE = re.compile(r"CTV|TTV|PV|Cộng tác viên|Phóng viên")
_BY_TRADE = re.compile(r"(?:CTV|TTV|PV|Cộng tác viên|Phóng viên|Nhóm PV|Nhóm phóng viên)\s*[:.]?\s+(?=\S)")
_PAPER = re.compile(r"\W*(?P<paper>(?:Báo|Đài|Tạp chí|Cổng)\s[^|•·\d\n]{2,50}?)\s*[|•·–-]\s*(?=\D{0,20}\d)")
_INITIALS = re.compile(rf"[{UPPER}]\w?(?:\.\s?[{UPPER}]\w?){{1,3}}\.?")
_GENRE_LINE = re.compile(
    r"^\W*(?:Ghi chép|Phóng sự|Bút ký|Ký sự|Bài|Tùy bút|Tản văn|Phỏng vấn)(?:\s+ảnh)?\s+(?:của\s+)?"
    rf"(?P<author>{_NAMES})\W*$"
)
_SOURCE_LINE = re.compile(
    rf"^\W*(?:(?:\()?(?:Theo|Nguồn:?)\s+(?!CV|Công văn|Văn bản|Thông báo|Quyết định)"
    rf"(?P<source>[{UPPER}][^.():]{{1,60}}(?=:\s*https?:)|[{UPPER}][^.()]{{1,60}}|[\w.]+\.vn)(?::\s*https?:\S+)?"
    r"|\((?P<agency>(?:TTXVN|[A-ZĐ]{2,8})(?:/[\w+.]{2,16})?)\)"
    rf"|(?P<paper>(?:Báo|Đài|Tạp chí|Cổng)\s[^.,()]{{2,60}})(?:,?\s+(?:số (?:ra )?)?ngày\s[\d/.-]+)?)\W*$"
)
_LEAD_SOURCE = re.compile(
    r"^\W*(?:(?:[^()\n]{2,40}\s)?\((?P<source>[A-ZĐa-z][\w.\s]{1,24})\)|(?P<letters>[A-ZĐ]{2,7}|[A-ZĐ][\w-]{1,20}\.(?:vn|VN)))\s*[-–]\s"
    r"|^\W*(?P<site>[A-ZĐ]{3,5})\s+(?=(?:Ngày|Sáng|Chiều|Tối|Trưa)\s(?:nay|qua|\d))"
    r"|^\W*\((?P<paper>[A-ZĐ]{2,8})\)\s+(?=Ngày|Sáng|Chiều|Tối|Trưa|Vừa|Trong|Hôm)"
)
_PATTERNS = (_NEWS_LINE, _GENRE_LINE, _SOURCE_LINE, _AUTHOR_AND_SOURCE, _AUTHOR_LINE)
_PARTS = {
    "author": "author",
    "source": "source",
    "told": "source",
    "paper": "source",
    "letters": "source",
    "site": "source",
    "agency": "source",
}


def find_byline(found: Findings) -> dict[str, Span]:
    """Where `author` and `source` are told, each where it is."""
    body = [line for line in found.lines if line.part in ("body", "caption")]
    spans: dict[str, Span] = {}
    foot = _behind_text(found, body)
    for line in body[-_LAST_LINES:]:
        for part, span in _read(found, line, line in foot).items():
            spans.setdefault(part, span)
    for line in body[:_FIRST_LINES]:
        if is_page_line(found.view[line.start : line.end]):
            if paper := _PAPER.match(found.view, line.start, line.end):
                spans.setdefault("source", paper.span("paper"))
            for field in _HEAD_FIELD.finditer(found.view, line.start, line.end):
                spans.setdefault(field.lastgroup or "", field.span(field.lastgroup or 0))
    if "source" not in spans:
        leads = ((line, _LEAD_SOURCE.match(found.view[line.start : line.end])) for line in body[:_FIRST_LINES])
        spans |= next((_parts(line, match) for line, match in leads if match), {})
    return spans


def _behind_text(found: Findings, body: Sequence[Line]) -> Sequence[Line]:
    """The lines behind the last sentence: only there a name by itself signs."""
    for nth in range(len(body) - 1, 0, -1):
        line = found.view[body[nth].start : body[nth].end].rstrip()
        if _STOPPED_NAME.fullmatch(line):
            continue
        if len(line) > _LONGEST or line.endswith((".", "!", "?", '."', '!"', '"', "…")):
            return body[nth + 1 :]
    return ()


def _read(found: Findings, line: Line, at_foot: bool) -> dict[str, Span]:
    """What one line tells, by the first pattern that it fits."""
    text = found.view[line.start : line.end]
    if len(text) > _LONGEST or (not at_foot and is_page_line(text)):
        return {}
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        spans = _parts(line, match)
        if "source" in spans and _NO_SOURCE.fullmatch(found.view, *spans["source"]):
            spans.pop("source")
        alone = pattern is _AUTHOR_LINE and "source" not in spans
        if alone and not _signs(found, spans["author"], at_foot):
            continue
        return {part: (start, end) for part, (start, end) in spans.items() if start < end}
    return {}


def _parts(line: Line, match: re.Match[str]) -> dict[str, Span]:
    return {_PARTS[group]: _within(line, match, group) for group, text in match.groupdict().items() if text}


def _within(line: Line, match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    start = opens.end() if (opens := _BY_TRADE.match(match.string, start, end)) else start
    if group == "author" and (held := _POST_BEHIND.match(match.string, start, end)):
        end = held.end("name")
    while end > start and match.string[end - 1] in " .,;-":
        end -= 1
    return line.start + start, line.start + end


def _signs(found: Findings, span: Span, at_foot: bool) -> bool:
    """Whether the names of a line are the author's: persons, or at the foot anything that is no body and no place."""
    if any(p.start <= span[0] + 1 and p.end >= span[1] - 1 for p in found.persons):
        return True
    name = found.view[slice(*span)]
    body = any(b.start < span[1] and span[0] < b.end for b in found.bodies)
    named = " " in name or _INITIALS.fullmatch(name) is not None
    return at_foot and named and not body and not _is_province(name) and not re.match(_OFFICES, name)


def _is_province(name: str) -> bool:
    return any(unit.level == "province" for unit in upper_units(name))
