"""Legal references: documents named by type with number, date and issuer.

`find_references` goes over the type words from left to right; behind each it reads, in the orders in use, number,
date and issuer, then the further numbers of a list (`các Công văn: số …; số …`). Laws and resolutions of congresses
need no number. What has neither is no reference: the document's own name, open plurals, common nouns.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.core.mentions import EntityMention
from extractor.lexicon.alternation import first_words
from extractor.lexicon.doc_types import DocType, doc_type_table, doc_types
from extractor.lexicon.document_numbers import DocumentNumber, parse_number, read_number
from extractor.lexicon.issuing_bodies import any_of, read_body
from extractor.lexicon.units import longest_phrase, units
from extractor.recognise.reference_laws import read_charter, read_law
from extractor.recognise.reference_parts import congress_end, find_date, plenum_end, year_end
from extractor.recognise.tokens import opened_by

__all__ = ["DocumentNumber", "find_references", "parse_number"]

_LAWS = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
# Types whose bare number is a serial number of a plan or a part, no document number (`Dự án số 3`, `Chương trình 135`).
_SERIAL = frozenset(
    {"dự án", "chương trình", "đề án", "phương án", "quy hoạch", "hợp đồng", "chiến lược", "thư", "bản sao"}
)
# Types that one may cite by their issuer alone; a `thông báo` or `kết luận` of a body is mostly the document itself.
_WEIGHTY = frozenset({"nghị quyết", "chỉ thị", "nghị định", "thông tư", "quyết định", "công điện"})
_VAGUE = frozenset({"Trung ương", "Tỉnh", "Đảng", "Thủ tướng", "HĐND", "UBND"})
_OPEN_PLURAL = re.compile(r"(?<!\w)(?:các|những|nhiều|một số|mọi|mỗi|từng|dự thảo|ban hành|theo đề nghị)(?!\w)", re.I)
_HEADING = re.compile(r"\n?[A-ZĐÀ-Ỹ ]+\n")
_RESTS_ON = re.compile(r"(?:[Cc]ăn cứ|[Tt]hực hiện) $")
_LABEL = re.compile(r"\s{0,2}[,:(]?\s{0,2}(?:[Ss]ố|SỐ)(?!\w)\s{0,2}:?\s{0,2}")
_SHORT = re.compile(r"\d{1,4}[a-zđ]?(?![^\W_])(?!\s?[/%]|[.,]\d|\s?-\s?\d)")
_OF = re.compile(r"(?:\s?,)?\s{1,2}(?:của|do)\s{1,2}")
_AMENDED = re.compile(r"\s?\((?:sửa đổi|bổ sung|sửa đổi, bổ sung|thay thế)\)")
_NEXT = re.compile(r"\s{0,2}(?:[;,]\s{0,2}(?:và\s{1,2})?|và\s{1,2})")
_SUBJECT = re.compile(r"(?:\s{1,2}[a-zà-ỹđ][\w,]*){1,10}?(?=\s{1,2}số\s{0,2}:?\s{0,2}\d)")
_OWN_LINE = re.compile(r"[\s*|#]*(?:số|SỐ|Số)\s*:?\s*$")
_LETTERHEAD = re.compile(r"(?<!\w)S[ốỐ]\s?:\s*$")
_PLURAL = re.compile(r"(?:các|những|hai|ba|bốn|các văn bản|\d+)\s{1,2}$", re.I)


class _Found(msgspec.Struct, frozen=True):
    """What was read behind a type word; `end` is the end of the span."""

    end: int
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    full: bool = False
    rule: str = "reference.number"


@cache
def _type_words() -> re.Pattern[str]:
    names = any_of(tuple(kind.name for kind in doc_type_table().types))
    short = "|".join(sorted({a for kind in doc_type_table().types for a in kind.abbreviations}, key=len, reverse=True))
    return re.compile(rf"(?<![\w/-])(?:({names})|({short}))(?![\w/]|-\w)")


@cache
def _type_openers() -> frozenset[str]:
    """The first words, in lower case, of all that `_type_words` can match."""
    types = doc_type_table().types
    return first_words(word for kind in types for word in (kind.name, *kind.abbreviations))


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(rf"(?:\s{{1,2}}{any_of(doc_type_table().modifiers)}(?!\w)){{0,3}}")


@cache
def _by_abbreviation() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in doc_type_table().types:
        for short in kind.abbreviations:
            found.setdefault(short, kind.name)
    return found


def find_references(view: str) -> list[EntityMention]:
    """All legal references of a matching view in order of their spans, which do not overlap."""
    found: list[EntityMention] = []
    last = 0
    for word in opened_by(_type_openers(), _type_words(), view):
        if word.start() < last:
            continue
        name = re.sub(r"\s+", " ", word.group(1).lower()) if word.group(1) else _by_abbreviation()[word.group(2)]
        mentions = _read_reference(view, word, doc_types()[name])
        if mentions:
            found += mentions
            last = mentions[-1].end
    return sorted(found + _bare_numbers(view, found), key=lambda mention: mention.start)


def _read_reference(view: str, word: re.Match[str], kind: DocType) -> list[EntityMention]:
    if kind.name in _LAWS:
        law = read_law(view, word.start(), word.end(), kind.name)
        return [law] if law else []
    if kind.name == "điều lệ" and (charter := read_charter(view, word.start(), word.end())):
        return [charter]
    at = _modifiers().match(view, word.end()).end()  # type: ignore[union-attr]
    read = (
        _read_congress(view, at, kind)
        or _read_numbered(view, word, at, kind)
        or _read_dated(view, word, at)
        or _read_issued(view, word, at, kind)
    )
    if read is None:
        return []
    first = _mention(word.start(), kind.name, read)
    return [first, *_read_list(view, word, kind, read)]


def _mention(start: int, doc_type: str, read: _Found) -> EntityMention:
    return EntityMention(
        type="legal_ref",
        start=start,
        end=read.end,
        rule=read.rule,
        priority=2 if read.full else 1,
        doc_type=doc_type,
        number=read.number,
        date=read.date,
        issuer=read.issuer,
    )


def _read_congress(view: str, at: int, kind: DocType) -> _Found | None:
    """`Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV`, `Nghị quyết Trung ương 4 khóa XII`: the issuer is the name."""
    if kind.name not in ("nghị quyết", "kết luận"):
        return None
    of = _OF.match(view, at)
    start = of.end() if of else at + len(view[at : at + 2]) - len(view[at : at + 2].lstrip())
    end = congress_end(view, start) or plenum_end(view, start)
    if end is None or start == at:
        return None
    return _Found(end, issuer=_clean(view[start:end]), rule="reference.congress")


def _read_numbered(view: str, word: re.Match[str], at: int, kind: DocType) -> _Found | None:
    """Number, then date and issuer; the issuer or a few words of subject may stand before the number."""
    issuer, start = None, at
    of = _OF.match(view, at)
    body = read_body(view, of.end()) if of else None
    if of and body and _LABEL.match(view, body):
        issuer, start = _clean(view[of.end() : body]), body
    read = _read_number(view, start)
    if read is None and issuer is None:
        subject = _SUBJECT.match(view, at)
        read = _read_number(view, subject.end()) if subject else None
        if read is not None and not read.full:
            return None
    if read is None:
        return None
    whole = _read_tail(view, read)
    if issuer and whole.issuer is None:
        whole = msgspec.structs.replace(whole, issuer=issuer)
    if not read.full and not _is_short_reference(view, word, at, kind, read, whole):
        return None
    return whole


def _read_number(view: str, at: int) -> _Found | None:
    label = _LABEL.match(view, at)
    start = label.end() if label else at + len(view[at : at + 3]) - len(view[at : at + 3].lstrip(" \n(:"))
    if start == at:
        return None
    full = read_number(view, start)
    if full is not None:
        return _Found(full[1], number=full[0].canonical, full=True)
    short = _SHORT.match(view, start)
    return _Found(short.end(), number=short.group()) if short else None


def _is_short_reference(view: str, word: re.Match[str], at: int, kind: DocType, read: _Found, whole: _Found) -> bool:
    """Whether a type word with a bare number names a document: `Nghị quyết 19`, but not `báo cáo 6 tháng`."""
    labelled = _LABEL.match(view, at) is not None
    tailed = whole.end > read.end
    if word.group(2) and not (labelled or tailed):
        return False
    if kind.name in _SERIAL:
        return False
    following = [w.lower() for w in re.findall(r"[^\W\d_]+", _same_clause(view, read.end))]
    if not tailed and following:
        counted = longest_phrase(units().nouns, following) or longest_phrase(units().time_units, following)
        capital = re.match(r"\s+[A-ZĐÀ-Ỹ]", view[read.end : read.end + 3])
        if counted and not capital and not labelled:
            return False
    year = read.number is not None and re.fullmatch(r"(?:19|20)\d\d", read.number) is not None
    if labelled:
        return not (year and not tailed)
    capitalised = view[word.start()].isupper()
    return (kind.short and capitalised and not year) or (
        tailed and not year and (capitalised or whole.issuer is not None)
    )


def _same_clause(view: str, at: int) -> str:
    """The next words up to a mark, at most 40 characters."""
    return re.match(r"[^,;.:()\n]{0,40}", view[at : at + 40]).group()  # type: ignore[union-attr]


_LEVEL_ENDS_LINE = re.compile(r"\b(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn)(?P<line>\s*\n)")


def _read_tail(view: str, read: _Found) -> _Found:
    """Date and issuer behind a number, in either order."""
    end, date, issuer = read.end, None, None
    dated = find_date(view, end)
    if dated:
        date, end = dated
    end = year_end(view, end) or end if read.full and not dated else end
    amended = _AMENDED.match(view, end)
    of = _OF.match(view, amended.end() if amended else end)
    start = of.end() if of else end + 1
    plenum = plenum_end(view, start) if view[end : end + 1].isspace() else None
    if of is not None or plenum is not None:
        body = plenum or read_body(view, start)
        if body is not None and (ends := _LEVEL_ENDS_LINE.search(view, start, body)):
            body = ends.start("line")  # `… của UBND tỉnh` / `Thực hiện tốt …`: the next paragraph names no place
        if body is not None:
            issuer, end = _clean(view[start:body]), body
            dated_after = find_date(view, end) if not dated else None
            if dated_after:
                date, end = dated_after
    return msgspec.structs.replace(read, end=end, date=date, issuer=issuer)


def _read_dated(view: str, word: re.Match[str], at: int) -> _Found | None:
    """A type with a full date but no number: `Công văn ngày 12/5/2023 của Sở Y tế`, `Kết luận của … ngày …`."""
    if not word.group(1) or not view[word.start()].isupper():
        return None
    whole = _read_tail(view, _Found(at))
    if whole.date is None or (whole.issuer is None and re.match(r"\s*,", view[at : at + 3])):
        return None
    if whole.issuer is None and re.search(r"(?:^|[.;:\n-])\s*$", view[max(0, word.start() - 4) : word.start()]):
        return None
    return msgspec.structs.replace(whole, rule="reference.date")


def _read_issued(view: str, word: re.Match[str], at: int, kind: DocType) -> _Found | None:
    """A type of weight with its issuer alone (`Nghị quyết của HĐND tỉnh`), singular and capitalised; a conclusion only
    where something rests on it (`căn cứ kết luận của Thường trực Huyện ủy`). A heading is the document's own name."""
    if not word.group(1) or at != word.end() or _HEADING.match(view[max(0, word.start() - 1) : at + 1]):
        return None
    rests = kind.name == "kết luận" and _RESTS_ON.search(view[max(0, word.start() - 12) : word.start()])
    if not rests and (kind.name not in _WEIGHTY or not view[word.start()].isupper()):
        return None
    whole = _read_tail(view, _Found(at))
    before = re.split(r"[.;:\n]", view[max(0, word.start() - 60) : word.start()])[-1]
    if whole.issuer is None or whole.issuer in _VAGUE or _OPEN_PLURAL.search(before):
        return None
    return msgspec.structs.replace(whole, rule="reference.issuer")


def _read_list(view: str, word: re.Match[str], kind: DocType, first: _Found) -> list[EntityMention]:
    """The further numbers of a list behind one type word; each is a reference of its own."""
    found: list[EntityMention] = []
    if first.number is None:
        return found
    plural = _PLURAL.search(view[max(0, word.start() - 16) : word.start()]) is not None
    end = first.end
    while True:
        joint = _NEXT.match(view, end)
        if joint is None:
            return found
        label = re.compile(r"(?:[Ss]ố)(?!\w)\s{0,2}:?\s{0,2}").match(view, joint.end())
        start = label.end() if label else joint.end()
        number = read_number(view, start)
        if number is not None:
            read = _read_tail(view, _Found(number[1], number=number[0].canonical, full=True, rule="reference.list"))
        else:
            short = _SHORT.match(view, start)
            if short is None or first.full or _counts(view, short.end()):
                return found
            read = _read_tail(view, _Found(short.end(), number=short.group(), rule="reference.list"))
            if not (plural or label or read.issuer):
                return found
        found.append(_mention(joint.end(), kind.name, read))
        end = read.end


def _counts(view: str, at: int) -> bool:
    following = [w.lower() for w in re.findall(r"[^\W\d_]+", _same_clause(view, at))]
    return bool(longest_phrase(units().nouns, following) or longest_phrase(units().time_units, following))


_DIGITS = re.compile(r"\d(?<![\w/.,-]\d)\d{0,4}(?=[a-zđ]?\s?[/-])")


def _bare_numbers(view: str, taken: list[EntityMention]) -> list[EntityMention]:
    """Full numbers without a type word (`theo 1719/QĐ-TTg`); the number line of a letterhead is the document's own."""
    found: list[EntityMention] = []
    spans = iter(taken)
    busy = next(spans, None)
    last = 0
    for digits in _DIGITS.finditer(view):
        while busy is not None and busy.end <= digits.start():
            busy = next(spans, None)
        if digits.start() < last or (busy is not None and busy.start <= digits.start()):
            continue
        number = read_number(view, digits.start())
        if number is None or number[0].body is None or (number[0].doc_type is None and number[0].year is None):
            continue
        label = re.search(r"(?<!\w)số\s{0,2}:?\s{0,2}$", view[max(0, digits.start() - 8) : digits.start()])
        line = view[max(0, digits.start() - 80) : digits.start()].rpartition("\n")[2]
        if (
            _OWN_LINE.match(line)
            or _LETTERHEAD.search(line)
            or not line.strip(" -*|#+")
            or (number[0].doc_type == "công văn" and label is None)
        ):
            continue
        read = _read_tail(view, _Found(number[1], number=number[0].canonical, rule="reference.bare"))
        start = digits.start() - (len(label.group()) if label else 0)
        found.append(_mention(start, number[0].doc_type or "văn bản", read))
        last = read.end
    return found


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()
