"""The foot of an official document: "Nơi nhận" and the signature block (Nghị định 30/2020, Phụ lục I, ô 7 and 9b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from extractor.core.characters import UPPER
from extractor.core.document import Paragraph, SourceText
from extractor.lexicon.alternation import alternation
from extractor.lexicon.names import name_words
from extractor.lexicon.official_form import official_form
from extractor.structure.spans import Span, trim

_RECIPIENTS = re.compile(r"^\W*Nơi\s+nhận\s*:?\W*", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"^\W*(?:(?:T/?M|K/?T|T/?L|TUQ|T/?U/?Q|T\.M|K\.T|T\.L|Q)\s*[./]\s*(?=\S)"
    rf"|(?:T/M|K/T|T/L|TUQ|TM|KT|TL)\s+(?=[{UPPER}]))"
)
_TITLES = re.compile(
    r"(?:(?:Thượng|Trung|Đại|Thiếu)\s+(?:tướng|tá|úy|tướng)\s+|(?:(?:PGS|GS|TSKH|TS|ThS|Ths|BSCKI{1,2}|BS|KS|DS|LS|CN|NGƯT|TTƯT)"
    r"(?:\s?CKI{1,2})?[.,]?\s*)+)"
)  # rank or degrees before a name
_NAME = re.compile(rf"^\W*(?:{_TITLES.pattern})?[{UPPER}][\w'’]*(?:\s+[{UPPER}][\w'’]*){{1,5}}\W*$")
_SIGNED = re.compile(r"^\W*\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ|Ký tên)[^)]{0,30}\)?\W*$")
_APPENDIX = re.compile(r"^\W*(?:PHỤ LỤC|DANH MỤC|DANH SÁCH|BIỂU|BẢNG)(?!\w)")
_BULLET = re.compile(r"^\s*[-–—+*•]\s*")
_NUMBER = re.compile(r"^\W*Số\s*:?\s*\d")
_HEAD = 12  # paragraphs in which the head ends
_LAST_ENTRY = "Lưu"  # by custom
_ABOVE, _REACH = 8, 40  # paragraphs: the signature above "Nơi nhận", the foot above the end
_BELOW = 14  # paragraphs from the last entry in which the signature stands
_LONGEST_OFFICE = 90  # characters
_MOST_OFFICE_WORDS = 6
_FOR_ANOTHER = re.compile(r"(?i:k/?t)\W")


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
    heads = (i for i in range(len(lines) - 1, -1, -1) if _RECIPIENTS.match(view[lines[i].start : lines[i].end]))
    first = next(heads, None)
    recipients, used = _recipients(lines, first, view) if first is not None else ((), frozenset[int]())
    since, until = max(len(lines) - _REACH, _below_head(lines, view)), len(lines)
    if first is not None:
        since, until = first - _ABOVE, max(used) + _BELOW
    window = [p for i, p in enumerate(lines) if since <= i < until and i not in used]
    authority, offices, name = _signature(_before_appendix(window, view), view)
    starts = [span[0] for span in (authority, *offices, name) if span]
    if first is not None:
        starts.append(lines[first].start)
    return Foot(min(starts) if starts else None, recipients, authority, offices, name)


def _below_head(lines: Sequence[Paragraph], view: str) -> int:
    """The index of the first paragraph below the number and the type, above which nobody signs."""
    head = (i for i, p in enumerate(lines[:_HEAD]) if _NUMBER.match(view[p.start : p.end]) or _is_type(view, p))
    return max(head, default=-1) + 1


def _is_type(view: str, paragraph: Paragraph) -> bool:
    return _type().fullmatch(view[paragraph.start : paragraph.end].strip(" *")) is not None


def _before_appendix(window: Sequence[Paragraph], view: str) -> Sequence[Paragraph]:
    """The paragraphs before the first that opens an appendix: its tables name offices too."""
    appendix = (i for i, p in enumerate(window) if _APPENDIX.match(view[p.start : p.end]))
    return window[: next(appendix, len(window))]


def _recipients(lines: Sequence[Paragraph], first: int, view: str) -> tuple[tuple[Span, ...], frozenset[int]]:
    """The entries from lines[first] on, and the indexes of the lines that hold them."""
    head = _RECIPIENTS.match(view[lines[first].start : lines[first].end])
    assert head
    found = _entry(view, lines[first].start + head.end(), lines[first].end)
    used = {first}
    for index in range(first + 1, len(lines)):
        paragraph = lines[index]
        line = view[paragraph.start : paragraph.end]
        if paragraph.region == "signature":
            continue
        bullet = _BULLET.match(line)
        if _opens_signature(line) or (bullet is None and found and _follows_entries(line, view, found[-1])):
            break
        used.add(index)
        if bullet is None and found and line.strip()[:1].islower():
            found[-1] = (found[-1][0], paragraph.end)  # the entry goes on
        else:
            found += _entry(view, paragraph.start + (bullet.end() if bullet else 0), paragraph.end)
    return tuple(found), frozenset(used)


def _opens_signature(line: str) -> bool:
    return bool(_AUTHORITY.match(line) or (_office().match(line) and line.strip(" *").isupper()))


def _follows_entries(line: str, view: str, last: Span) -> bool:
    """Whether a line without bullet stands behind the entries: the signer's name, or anything below `Lưu: …`."""
    return bool(_NAME.match(line) or _SIGNED.match(line) or view.startswith(_LAST_ENTRY, last[0]))


def _entry(view: str, start: int, end: int) -> list[Span]:
    span = trim(view, start, end, left="-–—*•+", right=";,.*")
    return [span] if span[0] < span[1] else []


def _signature(window: Sequence[Paragraph], view: str) -> tuple[Span | None, tuple[Span, ...], Span | None]:
    """Authority, offices and name; the name stands below the last office."""
    authority: Span | None = None
    offices: list[Span] = []
    name: Span | None = None
    pending: Span | None = None  # an office in small letters, which counts once a name stands below it
    for paragraph in window:
        line = view[paragraph.start : paragraph.end]
        bare = line.strip(" *")
        span = trim(view, paragraph.start, paragraph.end, "*_|", "*_|")
        if span[0] >= span[1] or _SIGNED.match(line):
            continue
        if _AUTHORITY.match(line) and bare.upper() == bare:
            if authority is None:
                authority, offices, name = span, [], None
            else:
                offices.append(span)
        elif _office().match(line) and bare.isupper() and not bare.endswith(":") and len(line) < _LONGEST_OFFICE:
            offices.append(span)
            name = None
        elif name is None and _is_office_in_small(bare) and (not offices or _FOR_ANOTHER.match(view, offices[-1][0])):
            if authority or paragraph.region == "signature":
                offices.append(span)
            else:
                pending = span
        elif pending and name is None and _NAME.match(line) and bare.lower().split()[0] in name_words().surnames:
            offices, name, pending = [pending], span, None
        elif (
            name is None
            and _NAME.match(line)
            and not bare.endswith(":")
            and not _type().fullmatch(bare)
            and (authority or offices or _is_signer(paragraph, bare))
        ):
            if bare.startswith("Nơi"):
                continue
            title = _TITLES.match(view, *span)
            name = (title.end(), span[1]) if title else span
    return authority, tuple(offices), name


def _is_office_in_small(bare: str) -> bool:
    """`Chánh Văn phòng`, `KT. Chủ tịch`: the line of an office that was not set in capitals."""
    if bare.endswith((":", ".", ";", ",")):
        return False
    short = 1 < len(bare.split()) <= _MOST_OFFICE_WORDS and bare[:1].isupper() and not bare.isupper()
    return short and _office().match(bare.upper()) is not None


def _is_signer(paragraph: Paragraph, bare: str) -> bool:
    """Whether a name without an office above it (a seal may cover that) is the signer's, by its place and surname."""
    words = bare.lower().split()
    return paragraph.region == "signature" and len(words) > 1 and words[0] in name_words().surnames


@cache
def _type() -> re.Pattern[str]:
    """A type of document, as it stands above the title (`CÔNG ĐIỆN`): no name."""
    return re.compile(alternation(official_form().type_lines))


@cache
def _office() -> re.Pattern[str]:
    signers = alternation(official_form().signers)
    return re.compile(rf"^\W*(?:K/?T\.?\s*|Q\.\s*)?(?:PHÓ |QUYỀN )?(?:{signers}|TRƯỞNG\b|PHÓ\b)")
