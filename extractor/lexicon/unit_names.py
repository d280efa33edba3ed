"""Names of bodies on the way to one identity: words that count, spellings that are one, what a name opens with.

The table `unit_names.json` knows bodies by name; whatever else opens a name is told by its head. Marks, case, `và`,
`&`, commas and dashes do not count: names are compared by their folded words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from extractor.core.characters import matching_view, without_marks
from extractor.lexicon.abbreviations import abbreviation_key, abbreviations, write_out
from extractor.lexicon.loading import load_json
from extractor.lexicon.syllables import is_syllable

Folded = tuple[str, ...]
MAX_NAME = 400
"""Characters of a name that are looked at: what is longer is no name."""


class Body(msgspec.Struct, frozen=True):
    """A body known by name. `level`: province, district, commune, central, own, holder or none (see the table)."""

    name: str
    kind: str
    level: str
    also: tuple[str, ...] = ()
    key: str = ""
    placed: bool = False

    @property
    def stem(self) -> str:
        """The part of a unit's key that stands before `@`."""
        return self.key or slug(self.name)


class ShortSector(msgspec.Struct, frozen=True):
    """A sector called by its first word, in papers of the days from `since` to `until` (ISO)."""

    short: str
    name: str
    since: str = ""
    until: str = "9999"


class UnitHead(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    kind: str
    level: str


class GroupClass(msgspec.Struct, frozen=True):
    """Words that name members of one class, however many of them are listed."""

    key: str
    name: str
    words: tuple[str, ...]


class GroupWords(msgspec.Struct, frozen=True):
    quantifiers: tuple[str, ...]
    classes: tuple[GroupClass, ...]
    neutral: tuple[str, ...]
    openers: frozenset[str]
    lists: frozenset[str]


class UnitNames(msgspec.Struct, frozen=True):
    """The table `unit_names.json`."""

    about: str
    bodies: tuple[Body, ...]
    ministries: tuple[str, ...]
    sectors: tuple[str, ...]
    short_sectors: tuple[ShortSector, ...]
    heads: tuple[UnitHead, ...]
    outers: tuple[tuple[str, str], ...]
    sector_spellings: dict[str, str]
    party_alone: tuple[str, ...]
    committees: tuple[tuple[str, str], ...]
    organs: tuple[str, ...]
    posts: tuple[str, ...]
    post_bodies: dict[str, str]
    post_words: dict[str, str]
    fused: frozenset[str]
    company_words: tuple[str, ...]
    legal_forms: dict[str, str]
    branches: dict[str, str]
    letters: dict[str, str]
    villages: tuple[str, ...]
    honorifics: tuple[str, ...]
    groups: GroupWords


@cache
def unit_names() -> UnitNames:
    """The table, read once."""
    return load_json("unit_names.json", UnitNames)


class Word(msgspec.Struct, frozen=True):
    """A word of a name: as written, in lower case with its marks, and folded; `start`, `end` in the line; `apart`: a
    comma stands before it."""

    text: str
    marked: str
    folded: str
    start: int
    end: int
    apart: bool = False


_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BRACKETS = re.compile(r"\([^()]*\)")
SILENT = frozenset(["va", "&"])


def slug(name: str) -> str:
    """The name as the readable part of a key: folded words joined by dashes."""
    return "-".join(word.folded for word in words_of(name))


def words_of(line: str) -> tuple[Word, ...]:
    """The words of a line; an apostrophe inside a word is dropped from the folded form (`B'Lao` → `blao`)."""
    line = unicodedata.normalize("NFC", line)
    view = matching_view(line)
    found: list[Word] = []
    for match in _WORD.finditer(view):
        start, end = match.span()
        marked = match.group().lower()
        folded = re.sub(r"[^0-9a-z]", "", without_marks(match.group()))
        if folded:
            before = view[found[-1].end : start] if found else ""
            found.append(Word(line[start:end], marked, folded, start, end, "," in before or ";" in before))
    return tuple(found)


def loose(words: tuple[Word, ...]) -> Folded:
    """The folded words that count in comparing names: without `và`."""
    return tuple(w.folded for w in words if w.folded not in SILENT)


def typed_bare(words: tuple[Word, ...]) -> bool:
    """Whether a name was typed without any marks, as in a search."""
    return all(w.text.isascii() for w in words)


@lru_cache(maxsize=4096)
def loose_words(name: str) -> Folded:
    """`loose` of a name."""
    return loose(words_of(name))


@cache
def _lower_case_codes() -> dict[str, str]:
    """Folded letters of an abbreviation that is no syllable → what it stands for."""
    found: dict[str, str] = {}
    for entry in abbreviations():
        code = without_marks(abbreviation_key(entry.short))
        if entry.kind in ("body", "sector") and not entry.ambiguous and code not in found and not is_syllable(code):
            found[code] = entry.full
    return found


@cache
def _sector_codes() -> dict[str, str]:
    """Folded letters of a sector, for a place where only a sector can stand (`sở tp`)."""
    found: dict[str, str] = {}
    for entry in abbreviations():
        if entry.kind == "sector":
            found.setdefault(without_marks(abbreviation_key(entry.short)), entry.full)
    return found


BEFORE_SECTOR = frozenset(["so", "phong", "bo"])
_RUN = 4


def _codes_written_out(line: str) -> str:
    """`line` with abbreviations typed without capitals written out: `so nn&ptnt` → `so Nông nghiệp và …`."""
    words = words_of(line)
    out: list[str] = []
    at, i = 0, 0
    while i < len(words):
        size = min(_RUN, len(words) - i)
        full = None
        while size and full is None:
            code = "".join(w.folded for w in words[i : i + size] if w.folded not in SILENT)
            full = _lower_case_codes().get(code)
            if full is None and i and words[i - 1].folded in BEFORE_SECTOR:
                full = _sector_codes().get(code)
            size -= full is None
        if full is not None:
            out += [line[at : words[i].start], full]
            at = words[i + size - 1].end
        i += max(size, 1)
    return "".join([*out, line[at:]])


_DIVISION = re.compile(r"^P\. ?(?=\w)")


_FIRM = re.compile(r"(?i:công ty|cong ty|cty|doanh nghiệp|hợp tác xã)")


@cache
def _legal_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Short words of a firm's name, in any case, and what they stand for."""
    full = {short.lower(): name for short, name in unit_names().legal_forms.items()}
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, full))})(?!\w)"), full


@cache
def _branches() -> re.Pattern[str]:
    """A short form that means a branch where a place follows (`VNPT Điện Biên`)."""
    return re.compile(rf"(?i)(?<!\w)({'|'.join(unit_names().branches)})(?=\s+\w)")


@cache
def _letters() -> re.Pattern[str]:
    """Letters of rooms and agencies that stand for words in their names alone (`Phòng KHTH`)."""
    longest_first = sorted(unit_names().letters, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


# the words for a level in letters: `UBND Tp. Lào Cai`, `Công an TP`, `UBND P. Bến Nghé`, `UBND H. Củ Chi`
_CITY = re.compile(r"(?<!\w)(?:TP|Tp|tp)(?:\. ?| ?(?=[^\W\d_a-z])|$)")
_SHORT_LEVEL = re.compile(r"(?<=\w )([PHQX])\. ?(?=[^\W_a-z])")
_SHORT_LEVELS = {"P": "phường ", "H": "huyện ", "Q": "quận ", "X": "xã "}


def _levels_written_out(line: str) -> str:
    line = _CITY.sub("thành phố ", line).strip() if not _JUSTICE.search(line) else line
    return _SHORT_LEVEL.sub(lambda m: _SHORT_LEVELS[m.group(1)], line)


_JUSTICE = re.compile(r"(?i)(?<!\w)(?:sở|phòng|bộ) TP")


@lru_cache(maxsize=8192)
def written_line(name: str) -> str:
    """A name with abbreviations written out, brackets and blanks levelled; at most `MAX_NAME` characters are read."""
    line = " ".join(unicodedata.normalize("NFC", name[:MAX_NAME]).split())
    line = " ".join(_BRACKETS.sub(" ", line).split()) or line
    line = _letters().sub(lambda m: unit_names().letters[m.group()], _levels_written_out(line))
    line = _DIVISION.sub("Phòng ", line)
    line = _branches().sub(lambda m: unit_names().branches[m.group().upper()], line)
    if _FIRM.search(line):
        pattern, full = _legal_forms()
        line = pattern.sub(lambda m: full[m.group().lower()], line)
    return _codes_written_out(write_out(line))
