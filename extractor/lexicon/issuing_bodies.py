"""Names of bodies that issue documents, read as they stand behind `của` in a reference.

`data/issuing_bodies.json` holds fixed names, committees with what may stand before and behind them, and sectors of
ministries and departments; one pattern is built from them, so that `của Sở Văn hóa, Thể thao và Du lịch` does not end
at the comma.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.lexicon.alternation import alternation
from extractor.lexicon.loading import load_json

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"


class IssuingBodies(msgspec.Struct, frozen=True):
    """The lists of `issuing_bodies.json`."""

    source: str
    fixed: tuple[str, ...]
    prefixes: tuple[str, ...]
    committees: tuple[str, ...]
    areas: tuple[str, ...]
    sector_heads: tuple[str, ...]
    sectors: tuple[str, ...]
    generic_heads: tuple[str, ...]
    stops: tuple[str, ...]
    levels: frozenset[str]


@cache
def issuing_bodies() -> IssuingBodies:
    """The checked lists."""
    return load_json("issuing_bodies.json", IssuingBodies)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of the words in either case, longest first, blanks as any one or two of white space."""
    alternatives = alternation(words, lambda part: re.escape(part).replace(r"\ ", r"\s{1,2}"))
    return f"(?i:{alternatives})"


# A place name: up to six capitalised syllables; never a document's type or another body's head.
PLACE_NAME = (
    rf"(?!(?:Thông|Nghị|Quyết|Kết|Kế|Công|Chỉ|Báo|Tờ|Hướng|Luật|UBND|HĐND|Sở|Bộ|Ban|Ủy|Hội|Giao|Yêu|Đề|Khóa|Về)(?!\w))"
    rf"[{_UPPER}][\w']*(?:(?:\s|\s?-\s?)(?!(?:Về|Số|Ngày)(?!\w))[{_UPPER}][\w']*){{0,5}}"
)


@cache
def _named_body() -> re.Pattern[str]:
    table = issuing_bodies()
    area = rf"(?:{any_of(table.areas)}(?!\w)(?:\s{{1,2}}{PLACE_NAME})?|{PLACE_NAME})"
    sector = (
        rf"(?:{any_of(table.sector_heads)}\s{{1,2}}(?:{any_of(('trưởng', 'đốc'))}\s)?{any_of(table.sectors)}(?!\w))"
    )
    committee = rf"(?:{any_of(table.prefixes)}\s{{1,2}}){{0,3}}{any_of(table.committees)}(?!\w)"
    term = r"(?:\s{0,2}\(?(?:khóa|Khóa)\s{1,2}[IVXL]+\)?)?"
    return re.compile(
        rf"(?:{committee}(?:\s{{1,2}}(?:{sector}|{area})){{0,2}}"
        rf"|{any_of(('liên bộ', 'liên sở', 'liên ngành'))}:?\s{{1,2}}{any_of(table.sectors)}(?!\w)"
        rf"(?:(?:,|\s?-)\s{{1,2}}{any_of(table.sectors)}(?!\w)){{0,4}}"
        rf"|{sector}(?:\s{{1,2}}{any_of(table.areas)}(?!\w)(?:\s{{1,2}}{PLACE_NAME})?)?"
        rf"|{any_of(table.fixed)}(?!\w){term})"
    )


@cache
def _generic_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(issuing_bodies().generic_heads, key=len, reverse=True))})(?!\w)")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"{any_of(issuing_bodies().stops)}(?!\w)")


_NAME_WORD = re.compile(r"\s{1,2}(?:[-&]\s)?[^\W\d_][\w&']*")


def read_body(view: str, at: int) -> int | None:
    """Where the body's name that begins at `at` ends; None where no body's name begins there."""
    named = _named_body().match(view, at)
    head = _generic_head().match(view, at)
    generic = _generic_end(view, head.end()) if head else None
    if named and (generic is None or named.end() >= generic or not _open_ended(view[at : named.end()])):
        return named.end()
    return generic


def _open_ended(name: str) -> bool:
    """A name that is only a head (`Ban Thường vụ`) may go on."""
    return len(name.split()) < 2


def _generic_end(view: str, at: int) -> int | None:
    """End of a name that only its head tells: up to a stop word or a mark, the last word capitalised or a level."""
    end, last_good, count = at, None, 0
    while count < 9:
        word = _NAME_WORD.match(view, end)
        if word is None or _stop().match(view, word.start() + len(word.group()) - len(word.group().lstrip())):
            break
        end, count = word.end(), count + 1
        text = word.group().strip(" -&\n")
        if text[0].isupper() or text in issuing_bodies().levels:
            last_good = end
    return last_good
