"""Shapes that names of bodies and places share: wrapped lines, runs of capitalised words, known place names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.core.record import Level
from extractor.lexicon.admin_units import find_units, upper_units
from extractor.lexicon.names import name_words
from extractor.lexicon.orders import one_of, order_words

# capitals of the Vietnamese alphabet, for a character class; ranges would let lower case in
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
WORD = re.compile(r"\w+(?:['’]\w+)*")
BLANK = re.compile(r" {1,2}")
# a word of a name and what joins the next one to it
_JOINED = re.compile(rf"({WORD.pattern})({BLANK.pattern})?")
_DASHED = re.compile(rf"({WORD.pattern})( ?- ?|{BLANK.pattern})?")
_LEVEL_START = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|VÀ|HUY|CỘNG SẢN)(?! (?:ỦY|ĐOÀN)(?!\w))(?!\w)"
)
_UNFINISHED = re.compile(r"(?:^|[ (])(?:và|của|các|tại|với|do|&)$", re.IGNORECASE)
_PROSE = 24  # characters of a line that may be one of running text; cells of a table are mostly shorter
_NO_NAME_WORD = frozenset(("Và", "Các", "Của"))
_NATION = re.compile(r"(?i:cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam)")
_COLUMNS = re.compile(r"\S {3}")
_NOT_BREAK = re.compile(r"[^\n]")
_CLOSED = re.compile(r"[.;:!?…*|]$")

LEVELS: dict[str, Level] = {
    "tỉnh": "province",
    **dict.fromkeys(("huyện", "huyện đảo", "quận", "thị xã", "tx", "thành phố", "tp"), "district"),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), "commune"),
}
LEVEL_WORD = re.compile(
    r"(?i:tỉnh|thành phố|huyện đảo|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu)(?!\w)"
    r"|(?<!\w)(?:T[Pp](?:\.|(?!\w))|TX(?:\.|(?!\w)))"
)


SHORT_UNITS = {"Q": "quận", "H": "huyện", "P": "phường", "X": "xã", "TT": "thị trấn", "TX": "thị xã"}
"""The letters that stand for the word of a unit before its name (`P.Tân Định`)."""


@cache
def capital_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""A pattern in which `\p{Lu}` stands for a capital letter of the Vietnamese alphabet."""
    return re.compile(source.replace(r"\p{Lu}", f"[{UPPER}]"), flags)


_LONGEST_CODE = 5
_FARM = re.compile(r"(?:Nông trường|nông trường|NT\.?|N\.T\.?) ")  # thị trấn Nông trường Mộc Châu


@cache
def _order() -> re.Pattern[str]:
    words = order_words()
    several = tuple(verb for verb in words.verbs if " " in verb)
    return re.compile(one_of((*several, *words.adverbs)), re.IGNORECASE)


def opens_order(text: str, at: int) -> bool:
    """Whether an order begins at `at` (`các xã: Tăng cường tuần tra`): behind a colon it is no name of a list."""
    order = _order().match(text, at)
    return order is not None and not _next_name().match(text, order.end())  # `các Bộ: Xây dựng, Tài chính`


@cache
def _next_name() -> re.Pattern[str]:
    return capital_pattern(r"(?: ?, ?| và | & |, và )\p{Lu}| ?\(")


class PlaceName(NamedTuple):
    """A bare place name in a text and the level it stands at; `known` when the table of units has it."""

    end: int
    level: Level
    known: bool


@lru_cache(maxsize=2)  # bodies and places are read from the same
def join_wraps(view: str) -> str:
    """`view` with a blank for each line break that stands inside a sentence or a letterhead, and the national title
    (which is no entity) blotted out; same length.

    A cleaned text has one paragraph a line and the cells of a table as lines, so only a line that cannot be over is
    joined to the next.
    """
    lines = view.split("\n")
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        out += [line, " " if _wraps(line.strip(), following.strip()) else "\n"]
    return _NATION.sub(lambda title: _NOT_BREAK.sub(".", title[0]), "".join(out[:-1]))


def _wraps(line: str, following: str) -> bool:
    if not line or not following or not following[0].isalpha() or "@" in following or _CLOSED.search(line):
        return False
    if line.isupper() and following.isupper():
        return bool(_LEVEL_START.match(following))
    if following[0].islower() or (following[0] == "V" and following.startswith("Và ")):
        return len(line) > _PROSE and not re.match(r"[a-zđ][.)]", following)
    return not _COLUMNS.search(line) and bool(_UNFINISHED.search(line))


def capital_run(text: str, start: int, most: int = 6, digits: bool = False, dash: bool = False) -> list[int]:
    """Ends of the words of a run of capitalised words at `start`.

    `digits` lets numbers go on a run, `dash` lets dashes join (`Bà Rịa - Vũng Tàu`, but also two places of a road).
    """
    ends: list[int] = []
    at, joined = start, (_DASHED if dash else _JOINED).match
    while len(ends) < most:
        opens = text[at : at + 1]
        if not (opens.isupper() or (digits and ends and opens.isdigit())):
            break
        word = joined(text, at)
        if not word or word[1] in _NO_NAME_WORD:
            break
        ends.append(word.end(1))
        at = word.end(2)
        if at < 0:
            break
    return ends


def _could_be_person(run: str) -> bool:
    words = run.casefold().split()
    return len(words) >= 3 and (words[0] in name_words().common_surnames or words[1] in ("văn", "thị"))


def _levels(name: str, level: Level) -> bool:
    return any(
        unit.level == level for unit in (find_units(name, "commune") if level == "commune" else upper_units(name))
    )


_NUMBER_NAME = re.compile(r"\d{1,2}(?![\w/])")


def place_after(text: str, start: int, word: str) -> PlaceName | None:
    """The place name that follows the unit word `word` (lower case) at `start`, or None.

    The longest known name wins, so that `tỉnh Nguyễn Văn A` and `huyện Bình Sơn Nguyễn Văn A` keep the person out. An
    unknown name is taken unless it looks like a person; provinces are all known.
    """
    level = LEVELS[word]
    farm = _FARM.match(text, start) if word == "thị trấn" else None
    if farm and (named := known_upper_name(text, farm.end()) or place_after(text, farm.end(), "xã")):
        return PlaceName(named.end, level, True)
    number = _NUMBER_NAME.match(text, start) if word in ("quận", "phường") else None
    if number:
        return PlaceName(number.end(), level, True)
    ends = capital_run(text, start, 5, dash=True)
    city = word in ("thành phố", "tp")
    for end in reversed(ends):
        name = text[start:end]
        if city and _levels(name, "province"):
            known = upper_units(name)
            towns = any(u.level == "district" and u.word == "thành phố" for u in known)
            cities = any(u.level == "province" and u.word == "thành phố" for u in known)
            return PlaceName(end, "province" if cities or not towns else "district", True)
        if _levels(name, level):
            more = re.match(r" (?:\d{1,2}|[IVX]{1,4})(?![\w/%.,]*\d)(?!\w)", text[end:]) if level == "commune" else None
            numbered = end + more.end() if more and find_units(text[start : end + more.end()], "commune") else end
            return PlaceName(numbered, level, True)
    ends = capital_run(text, start, 5)
    if level == "province" or not ends or _could_be_person(text[start : ends[-1]]):
        return None
    last = ends[min(len(ends), 3) - 1]
    if text[start:last].isupper() and last - start <= _LONGEST_CODE and text[max(0, start - 3) : start].islower():
        return None  # 75 xã ATK
    return PlaceName(last, level, False)


def known_upper_name(text: str, start: int, most: int = 5) -> PlaceName | None:
    """The longest known name of a province or district at `start`."""
    for end in reversed(capital_run(text, start, most, dash=True)):
        if units := upper_units(text[start:end]):
            level: Level = "province" if any(u.level == "province" for u in units) else "district"
            return PlaceName(end, level, True)
    return None
