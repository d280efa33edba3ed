"""Laws, codes, ordinances and the constitution: referred to by name, with or without year and number."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.mentions import EntityMention
from extractor.lexicon.doc_types import doc_type_table
from extractor.lexicon.document_numbers import read_number
from extractor.lexicon.issuing_bodies import any_of
from extractor.recognise.reference_parts import find_date

_LABEL = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:[Ss]ố)(?!\w)\s{0,2}:?\s{0,2}")
_YEAR = re.compile(r"\s{0,2},?\s{0,2}\(?(?:năm\s{1,2})?(?:19|20)\d\d(?![\d/])(?!\s?-\s?\d)\)?")
_AMENDING = re.compile(
    r"\s{1,2}[Ss]ửa\s{1,2}đổi(?:,\s{0,2}bổ\s{1,2}sung)?(?:\s{1,2}một\s{1,2}số\s{1,2}điều)?(?:\s{1,2}của)?(?:\s{1,2}các)?(?:\s{1,2}(?:Bộ\s{1,2})?[Ll]uật)?"
)
_AMENDED = re.compile(r"\s{0,2}\((?:sửa\s{1,2}đổi|sửa\s{1,2}đổi,\s{0,2}bổ\s{1,2}sung|mới)\)")
# what a charter is of: `Điều lệ Đảng`, `Điều lệ Công đoàn Việt Nam`
_CHARTER = re.compile(
    r"\s{1,2}(?:Đảng(?!\s{1,2}(?:bộ|ủy|viên))(?:\s{1,2}Cộng\s{1,2}sản\s{1,2}Việt\s{1,2}Nam)?"
    r"|Công\s{1,2}đoàn\s{1,2}Việt\s{1,2}Nam|Mặt\s{1,2}trận\s{1,2}Tổ\s{1,2}quốc\s{1,2}Việt\s{1,2}Nam|MTTQ\s{1,2}Việt\s{1,2}Nam"
    r"|Đoàn(?:\s{1,2}TNCS\s{1,2}Hồ\s{1,2}Chí\s{1,2}Minh)?|Hội(?:\s{1,2}\w+){1,6}?\s{1,2}Việt\s{1,2}Nam)(?!\w)"
)
_OF_ASSEMBLY = re.compile(
    r"\s{1,2}của\s{1,2}(Quốc\s{1,2}hội|Ủy\s{1,2}ban\s{1,2}[Tt]hường\s{1,2}vụ\s{1,2}Quốc\s{1,2}hội)(?!\w)"
)
# A law the table does not know: capitalised, and closed by a year, a number or a date within twelve words.
_UNKNOWN = re.compile(
    r"\s{1,2}[A-ZĐÂÔƠƯ][\wà-ỹ]*(?:,?\s{1,2}(?!(?:trong|đến|từ|quy|ngày|theo|năm|tại|đã|được)(?!\w))[^\W\d_]+){0,12}?"
    r"(?=\s{1,2}(?:năm\s{1,2})?(?:19|20)\d\d(?!\d)|\s{1,2}\(?số\s{1,2}\d|\s{1,2}ngày\s{1,2}\d)"
)


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,2}}{any_of(doc_type_table().law_names)}(?!\w)")


def read_charter(view: str, start: int, at: int) -> EntityMention | None:
    """The charter of the Party, the Front or a union, whose type word stands at [start, at)."""
    whose = _CHARTER.match(view, at)
    if not whose or not view[start].isupper():
        return None
    return EntityMention("legal_ref", start, whose.end(), "reference.charter", priority=1, doc_type="điều lệ")


def read_law(view: str, start: int, at: int, kind: str) -> EntityMention | None:
    """The reference whose type word stands at [start, at), or None where it names no definite law."""
    end, named = at, False
    amending = _AMENDING.match(view, end) if kind != "hiến pháp" else None
    known = _known().match(view, amending.end() if amending else end)
    if known and known.group().strip()[0].isupper():
        end, named = known.end(), True
    elif kind != "hiến pháp" and view[start].isupper():
        unknown = _UNKNOWN.match(view, end)
        end = unknown.end() if unknown else end
    elif kind == "hiến pháp" and not view[start].isupper():
        return None
    number, date, issuer = None, None, None
    label = _LABEL.match(view, end)
    read = read_number(view, label.end()) if label else None
    if read:
        number, end = read[0].canonical, _after_bracket(view, end, read[1])
    year = _YEAR.match(view, end)
    if year and (end > at or kind == "hiến pháp"):
        end = year.end() - (year.group().endswith(")") and "(" not in year.group())
    if number is None:
        label = _LABEL.match(view, end)
        read = read_number(view, label.end()) if label else None
        if read:
            number, end = read[0].canonical, _after_bracket(view, end, read[1])
    dated = find_date(view, end) if end > at else None
    if dated:
        date, end = dated
    if not (named or number or date or (year and end > at)):
        return None
    amended = _AMENDED.match(view, end) if named else None
    end = amended.end() if amended else end
    assembly = _OF_ASSEMBLY.match(view, end)
    if assembly:
        issuer, end = re.sub(r"\s+", " ", assembly.group(1)), assembly.end()
    return EntityMention(
        type="legal_ref",
        start=start,
        end=end,
        rule="reference.law",
        priority=1,
        doc_type=kind,
        number=number,
        date=date,
        issuer=issuer,
    )


def _after_bracket(view: str, opened: int, end: int) -> int:
    """The end with a closing bracket where one was opened before the number."""
    return end + 1 if "(" in view[opened:end] and view[end : end + 1] == ")" else end
