"""Set phrases by which the parts of an official page are known: national title, motto, recipients, authority, stamps.

Source: NĐ 30/2020, Phụ lục I; HD 36-HD/VPTW for the Party.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from extractor.core.characters import BULLETS, LOST_BULLETS, matching_view
from extractor.lexicon.loading import load_json


class PageMarks(msgspec.Struct, frozen=True):
    national_title: tuple[str, ...]
    party_title: tuple[str, ...]
    motto: tuple[str, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    offices: tuple[str, ...]
    type_words: frozenset[str]
    body_openers: tuple[str, ...]
    appendix: tuple[str, ...]
    paragraph_openers: tuple[str, ...]
    wrap_leaders: frozenset[str]
    unfinished: frozenset[str]
    dash_pairs: tuple[tuple[str, str], ...]
    stamp_lines: tuple[str, ...]
    stamp_anchors: tuple[str, ...]
    mail_stamp: tuple[str, ...]
    stamped_words: tuple[str, ...]


@cache
def page_marks() -> PageMarks:
    return load_json("page_marks.json", PageMarks)


@lru_cache(maxsize=8192)
def level(text: str) -> str:
    """Lower case in `matching_view`, of the same length. Remembered, as each line is asked about often."""
    return matching_view(text).lower()


def _spaced(phrases: tuple[str, ...]) -> str:
    # the blanks of a phrase may be doubled or missing (scans: "ỦYBAN")
    return "|".join(r"\s*".join(map(re.escape, phrase.split())) for phrase in phrases)


@cache
def title_right() -> re.Pattern[str]:
    """The first line of the right column of a header, anywhere in a levelled line."""
    marks = page_marks()
    return re.compile(_spaced(marks.national_title + marks.party_title))


@cache
def motto() -> re.Pattern[str]:
    return re.compile(r"độc\s*lập\s*[-–]\s*tự\s*do\s*[-–]\s*hạnh\s*phúc")


DATE_LINE = re.compile(
    r"(?:[^\W\d_][^,;:]{1,40},\s*)?ngày\s*[\d.… ]{0,12}\s*tháng\s*[\d.… ]{0,12}\s*năm\s*[\d.… ]{0,10}\s*$"
)
"""A levelled line that is place and date of issue."""

NUMBER_LINE = re.compile(r"^\s*số\s*:?\s*[\d.… ]*[a-zđ]?\s*[-/–]\s*\S|^\s*số\s*:\s*\S*")
"""A levelled line that is the number of the document."""


@cache
def recipients_head() -> re.Pattern[str]:
    return re.compile(r"^[\W_]{0,6}(?:" + _spaced(page_marks().recipients) + r")\s*:?[\W_]*")


@cache
def authority_mark() -> re.Pattern[str]:
    """A line that opens or belongs to a signature: `TM. …`, `KT. CHỦ TỊCH`, or an office in capitals."""
    marks = page_marks()
    signs = "|".join(re.escape(mark.upper()) for mark in sorted(marks.authority, key=len, reverse=True))
    offices = "|".join(re.escape(office.upper()) for office in sorted(marks.offices, key=len, reverse=True))
    return re.compile(rf"(?:(?:{signs})(?:\s*[./]\s*|\s+)(?=[A-ZĐÀ-Ỹ]{{2}})|(?:Q\.\s*)?(?:{offices})(?![\w]))")


@cache
def stamp_line() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in page_marks().stamp_lines))


@cache
def stamp_anchor() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in page_marks().stamp_anchors))


@cache
def body_opener() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:" + _spaced(page_marks().body_openers) + r")(?!\w)")


@cache
def appendix_head() -> re.Pattern[str]:
    return re.compile(r"\W{0,3}(?:" + _spaced(page_marks().appendix) + r")(?!\w)")


@cache
def _paragraph_openers() -> re.Pattern[str]:
    return re.compile(r"(?:" + _spaced(page_marks().paragraph_openers) + r")(?!\w)")


def opens_paragraph(text: str) -> bool:
    """Whether a line begins as the set paragraphs of a notice do (`Nay thông báo …`, `Trên đây là …`)."""
    return bool(_paragraph_openers().match(level(text)))


@cache
def _dash_rights() -> dict[str, tuple[str, ...]]:
    rights: dict[str, tuple[str, ...]] = {}
    for left, right in page_marks().dash_pairs:
        rights[right] = (*rights.get(right, ()), left)
    return rights


def continues_dash_name(before: str, after: str) -> bool:
    """Whether a dash between `before` and `after` (levelled) belongs to a name: `Lao động | Thương binh`."""
    return any(
        after.startswith(right) and any(before.endswith(left) for left in lefts)
        for right, lefts in _dash_rights().items()
    )


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals (at least two of them)."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


_ITEM = re.compile(
    rf"""(?:[-–—+*{BULLETS}]+\s+\S          # - việc, + việc
      | [-–—+{BULLETS}][^\W\d]              # -việc
      | [{LOST_BULLETS}]\s+[A-ZĐÀ-Ỹ]
"""
    r"""      | [a-zđ][-,]\s+[A-ZĐÀ-Ỹ]               # a- Việc, a, Việc
      | \(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*\S   # a) (1) ii)
      | \d{1,2}(?:\.\d{1,2}){0,4}\.\s*[^\W\d]      # 1. 1.1. 1.Nội
      | \d{1,2}(?:\.\d{1,2}){1,4}\s+[^\W\d]        # 1.1 Nội
      | [a-zđA-ZĐ]\.\s+\S
      | [IVXLC]{1,6}\s?[.)]\s*[^\W\d]
      | (?:\d{1,2}|[a-zđA-ZĐ]|[IVXLC]{1,6})\s?[/\-–]\s+\S
      | [IVXLC]{1,6}\s?[/\-–][^\W\d]
      | (?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Bước|Phụ\slục|PHỤ\sLỤC)
        \s+(?:thứ\s+)?(?:\d{1,3}|[IVXLC]{1,6})\s*(?:[.:]|$)
    )""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"\(?[\da-zđ]")
_LETTERED = re.compile(r"\(?[a-zđ][).]")
_ASKS_LETTER = re.compile(r"(?<!\w)(?:điểm|mục|khoản|loại|hạng|khu|tổ|nhóm|phụ lục|và|từ|đến)$")
_ROMAN = re.compile(r"[IVXLC]{1,6}\s?[.)/]")
_ASKS_ROMAN = re.compile(r"(?:khóa|quý|lần thứ|đại hội|hạng|vùng|khu vực|loại|cấp)$")
_DASHED = re.compile(r"[-–—]\s+")
_LAST_WORD = re.compile(r"\w+$")

SENTENCE_ENDS = (".", ";", ":", "!", "?", "…", ".”", '."', "!”", "?”", ".)", ";”")


def ends_sentence(text: str) -> bool:
    """Whether a line closes a sentence, a clause of a list, or a lead-in."""
    return text.rstrip().endswith(SENTENCE_ENDS)


def opens_item(text: str, before: str | None = None, wrapped: bool = False) -> bool:
    """Whether a line opens a list item or a numbered heading.

    `before` is the line above; `wrapped` says that lines of this text are broken anywhere: then a dash inside a name
    (`Lao động | - Thương binh`) or a number after its noun (`trong tháng | 12. Giao`) goes on with the sentence.
    """
    if not _ITEM.match(text):
        return False
    if before is None or not wrapped or ends_sentence(before):
        return True
    view = level(before).rstrip()
    dash = _DASHED.match(text)
    if dash:
        after = level(text[dash.end() :])
        return not (continues_dash_name(view, after) or (view[-1:].isdigit() and after[:1].isdigit()))
    if _LETTERED.match(text):
        return not _ASKS_LETTER.search(view)  # `UBND các xã, phường | a) Huy động …` is an item
    return not ((_NUMBERED.match(text) and asks_number(before)) or (_ROMAN.match(text) and asks_roman(before)))


def opens_dash(text: str) -> bool:
    """Whether a line starts with a dash that stands alone."""
    return bool(_DASHED.match(text))


def asks_roman(before: str) -> bool:
    """Whether a line ends in a word that a Roman numeral follows (`… Quốc hội khóa`)."""
    return _ASKS_ROMAN.search(level(before).rstrip()) is not None


def asks_number(before: str) -> bool:
    """Whether a line ends in a word that a number or sign must follow (`… trong tháng`, `… tại khoản`)."""
    last = _LAST_WORD.search(level(before).rstrip())
    return last is not None and last.group() in page_marks().wrap_leaders
