"""Parts of a reference: its date, and the names of congresses and plenary sessions that stand for an issuer."""

from __future__ import annotations

import datetime as dt
import re

from extractor.lexicon.issuing_bodies import PLACE_NAME, read_body

_FULL_DATE = re.compile(
    r"\s{0,2},?\s{0,2}\(?(?:ban\s{1,2}hành\s{1,2}|ký\s{1,2})?ngày\s{0,2}(\d{1,2})\s?"
    r"(?:[/.-]\s?(\d{1,2})\s?[/.-]|tháng\s{1,2}(\d{1,2})\s?,?\s{0,2}năm)\s{0,2}(\d{4})(?!\d)\)?"
)
_BARE_DATE = re.compile(r"\s?,?\s?\(?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)\)?")
_SHORT_DATE = re.compile(r"\s{0,2},?\s{0,2}ngày\s{0,2}\d{1,2}\s?(?:[/.-]\s?\d{1,2}|tháng\s{1,2}\d{1,2})(?![\d/])")
_YEAR = re.compile(r"\s{1,2}năm\s{1,2}(?:19|20)\d\d(?!\d)(?!\s?-\s?\d)")


def find_date(view: str, at: int) -> tuple[str | None, int] | None:
    """ISO date (None where the year is not said) and end of the date that stands at `at`; None without a date."""
    full = _FULL_DATE.match(view, at)
    if full:
        iso = _iso(full.group(1), full.group(2) or full.group(3), full.group(4))
        return (iso, _closed(full)) if iso else None
    bare = _BARE_DATE.match(view, at)
    if bare and bare.group()[0] in " ,(":
        iso = _iso(*bare.groups())
        return (iso, _closed(bare)) if iso else None
    short = _SHORT_DATE.match(view, at)
    return (None, short.end()) if short else None


def _closed(date: re.Match[str]) -> int:
    """The end of a date; a closing bracket belongs to it only with the opening one."""
    text = date.group()
    return date.end() - (text.endswith(")") and "(" not in text)


def _iso(day: str, month: str, year: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


_CONGRESS = re.compile(r"[Đđ]ại\s{1,2}hội(?!\w)(?:\s{1,2}[Đđ]ại\s{1,2}biểu)?(?:\s{1,2}toàn\s{1,2}quốc)?")
_ORDINAL = r"(?:(?:lần\s{1,2}thứ|thứ|khóa)\s{1,2}(?:[IVXLC]+|\d{1,2}|[a-zà-ỹ]+)|[IVXLC]+(?!\w))"
_PARTY = (
    r"(?:(?:của\s{1,2})?Đảng(?!\s{1,2}(?:bộ|viên|các|ủy))"
    r"(?:\s{1,2}toàn\s{1,2}quốc|\s{1,2}Cộng\s{1,2}sản\s{1,2}Việt\s{1,2}Nam)?)"
)
_COMMITTEE = (
    r"(?:của\s{1,2})?[Đđ]ảng\s{1,2}bộ\s{1,2}"
    rf"(?:(?:tỉnh|thành\s{{1,2}}phố|huyện|quận|thị\s{{1,2}}xã|xã|phường|thị\s{{1,2}}trấn|đặc\s{{1,2}}khu|TP\.?|Tỉnh|Thành\s{{1,2}}phố|Huyện|Xã|Phường)"
    rf"(?:\s{{1,2}}{PLACE_NAME})?|Khối\s{{1,2}}[\w ]{{3,40}}?(?=\s{{1,2}}lần)|(?=[A-ZĐ]))(?!(?<=\w)\w)"
)
# A committee may end before the body it belongs to (`Đảng bộ Công an tỉnh`), but never inside a word.
_CONGRESS_PART = re.compile(
    rf"\s{{1,2}}(?:({_COMMITTEE})|({_ORDINAL})(?!\w)|({_PARTY})(?!\w)|(toàn\s{{1,2}}quốc)(?!\w))"
)


def congress_end(view: str, at: int) -> int | None:
    """Where the name of one definite congress ends: `Đại hội Đảng bộ tỉnh lần thứ XV`, `Đại hội XIII của Đảng`.

    Congresses `các cấp`, or named by nothing but `Đảng`, are no definite one.
    """
    head = _CONGRESS.match(view, at)
    if head is None:
        return None
    end, definite = head.end(), False
    for _ in range(4):
        part = _CONGRESS_PART.match(view, end)
        if part is None:
            break
        if part.group(1):
            body = read_body(view, part.end()) if part.end() < len(view) and part.group().endswith(" ") else None
            end = body or part.end()
            definite = definite or not view[part.start() : end].rstrip().endswith("bộ")
            continue
        definite = definite or part.group(2) is not None
        end = part.end()
    if re.match(r"\s{1,2}(?:các|hai)\s{1,2}cấp", view[end : end + 12]) or not definite:
        return None
    return end


_PLENUM = re.compile(
    r"(?:Hội\s{1,2}nghị\s{1,2})?(?:"
    r"(?:Trung\s{1,2}ương|TW|TƯ)\s{1,2}\d{1,2}(?:\s{0,2},?\s{0,2}\(?[Kk]hóa\s{1,2}[IVXL]+(?:\s?,\s?[IVXL]+)*\)?)?"
    r"|(?:lần\s{1,2})?thứ\s{1,2}(?:[a-zà-ỹ]+|\d{1,2}|[IVXL]+),?\s{1,2}(?:của\s{1,2})?(?:Ban\s{1,2}Chấp\s{1,2}hành|BCH)\s{1,2}(?:Trung\s{1,2}ương|TW)(?:\s{1,2}Đảng)?"
    r"(?:\s{0,2},?\s{0,2}\(?[Kk]hóa\s{1,2}[IVXL]+\)?)?)(?!\w)"
)


def plenum_end(view: str, at: int) -> int | None:
    """Where `Trung ương 4 khóa XII`, `Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII` ends."""
    found = _PLENUM.match(view, at)
    return found.end() if found else None


def year_end(view: str, at: int) -> int | None:
    """Where ` năm 2024` at `at` ends; a span of years is no year of a document."""
    found = _YEAR.match(view, at)
    return found.end() if found else None
