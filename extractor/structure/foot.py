"""The foot of an official document: "Nơi nhận" and the signature block (Nghị định 30/2020, Phụ lục I, ô 7 and 9b)."""

from __future__ import annotations

import re

import msgspec

from extractor.core.characters import UPPER
from extractor.core.document import Paragraph, SourceText

Span = tuple[int, int]

_RECIPIENTS = re.compile(r"^\W*Nơi\s+nhận\s*:?\W*", re.IGNORECASE)
_AUTHORITY = re.compile(rf"^\W*(?:(?:T/?M|K/?T|T/?L|TUQ|T/?U/?Q|T\.M|K\.T|T\.L|Q)\s*\.\s*(?=\S)|(?:T/M|K/T|T/L|TUQ|TM|KT|TL)\s+(?=[{UPPER}]))")
_OFFICE = re.compile(
    r"^\W*(?:K/?T\.?\s*|Q\.\s*)?(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|CHÁNH VĂN PHÒNG|CHÁNH VP|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|THỦ TƯỚNG|CHÁNH THANH TRA|CHÁNH ÁN|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG\b|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|ỦY VIÊN|THƯỜNG TRỰC|TỔNG BIÊN TẬP|TỔNG THANH TRA|THỐNG ĐỐC|CHỈ HUY TRƯỞNG|TỔNG THƯ KÝ|THƯ KÝ|VỤ TRƯỞNG|PHÓ\b)",
)
_NAME = re.compile(rf"^\W*(?:(?:Thượng|Trung|Đại|Thiếu)\s+\w+\s+)?[{UPPER}][\w'’]*(?:\s+[{UPPER}][\w'’]*){{1,5}}\W*$")
_SIGNED = re.compile(r"^\W*\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ|Ký tên)[^)]{0,30}\)?\W*$")
_BULLET = re.compile(r"^\s*[-–—+*•]\s*")


class Foot(msgspec.Struct, frozen=True):
    """Spans of recipients (bullets left out) and of the signature block; `start` is where the foot begins."""

    start: int | None = None
    recipients: tuple[Span, ...] = ()
    authority: Span | None = None  # `TL. CHỦ TỊCH`
    offices: tuple[Span, ...] = ()  # lines that name the signer's office
    name: Span | None = None


def find_foot(source: SourceText, view: str) -> Foot:
    """The foot of `source`: the last "Nơi nhận" with its entries, and the signature block before or behind it."""
    lines = [p for p in source.paragraphs if view[p.start : p.end].strip()]
    first = next((i for i in range(len(lines) - 1, -1, -1) if _RECIPIENTS.match(view[lines[i].start : lines[i].end])), None)
    recipients, used = _recipients(lines, first, view) if first is not None else ([], set())
    window = [(i, p) for i, p in enumerate(lines) if i not in used and (first is None or i >= first - 8) and i >= len(lines) - 40]
    authority, offices, name = _signature(window, view)
    starts = [span[0] for span in (authority, *offices, name) if span]
    if first is not None:
        starts.append(lines[first].start)
    return Foot(min(starts) if starts else None, tuple(recipients), authority, tuple(offices), name)


def _recipients(lines: list[Paragraph], first: int, view: str) -> tuple[list[Span], set[int]]:
    found: list[Span] = []
    used = {first}
    head = _RECIPIENTS.match(view[lines[first].start : lines[first].end])
    assert head
    found += _entry(view, lines[first].start + head.end(), lines[first].end)
    for index in range(first + 1, len(lines)):
        line = view[lines[index].start : lines[index].end]
        if lines[index].region == "signature":
            continue
        if _AUTHORITY.match(line) or _OFFICE.match(line) and line.strip(" *").isupper():
            break
        bullet = _BULLET.match(line)
        if bullet is None and found and (_NAME.match(line) or _SIGNED.match(line) or _closed(view, found[-1])):
            break
        used.add(index)
        if bullet is None and found and line.strip()[:1].islower():
            found[-1] = (found[-1][0], lines[index].end)
            continue
        found += _entry(view, lines[index].start + (bullet.end() if bullet else 0), lines[index].end)
    return found, used


def _closed(view: str, span: Span) -> bool:
    """Whether this entry is the last one by custom (`Lưu: …`)."""
    return view[span[0] : span[0] + 3] == "Lưu"


def _entry(view: str, start: int, end: int) -> list[Span]:
    while start < end and view[start] in " \t-–—*•+":
        start += 1
    while end > start and view[end - 1] in " \t;,.*":
        end -= 1
    return [(start, end)] if end > start else []


def _signature(window: list[tuple[int, Paragraph]], view: str) -> tuple[Span | None, list[Span], Span | None]:
    authority: Span | None = None
    offices: list[Span] = []
    name: Span | None = None
    for _, paragraph in window:
        line = view[paragraph.start : paragraph.end]
        span = _strip(view, paragraph.start, paragraph.end)
        if span[0] >= span[1] or _SIGNED.match(line):
            continue
        if _AUTHORITY.match(line) and line.strip(" *").upper() == line.strip(" *"):
            if authority is None:
                authority, offices, name = span, [], None
            else:
                offices.append(span)
        elif _OFFICE.match(line) and line.strip(" *").isupper() and len(line) < 90:
            offices.append(span)
            name = None
        elif (authority or offices) and name is None and _NAME.match(line) and not line.strip(" *").startswith("Nơi"):
            name = span
    return authority, offices, name if (authority or offices) else None


def _strip(view: str, start: int, end: int) -> Span:
    while start < end and view[start] in " \t*_|":
        start += 1
    while end > start and view[end - 1] in " \t*_|":
        end -= 1
    return start, end
