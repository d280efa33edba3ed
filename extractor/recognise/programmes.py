"""Programmes: named programmes, projects, schemes, movements and campaigns.

A name starts at its type word (`Chương trình`, `phong trào`) and ends at a mark, at a word that opens a clause or a
period (`giai đoạn`, `trên địa bàn`, `được`), or at a comma or `và` after which something new begins. What follows the
comma decides: a noun of the same kind goes on (`nhà tạm, nhà dột nát`), a verb or another type word does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.core.mentions import EntityMention
from extractor.lexicon.bodies import body_words
from extractor.lexicon.programmes import Family, programme_words
from extractor.recognise.tokens import Phrases, Tokens, tokenise

_LONGEST_NAME = 60  # tokens
_LONGEST_QUOTE = 40
_PRIORITY = 5
_LEAST_WORDS = 3  # of a scheme, campaign or project that is named by its subject alone


class _Grammar(NamedTuple):
    types: Phrases
    national: Phrases
    subjects: Phrases
    movements: Phrases
    projects: Phrases
    coordinates: Phrases
    clauses: Phrases
    kept: Phrases
    ends: Phrases
    first: frozenset[str]


@cache
def _grammar() -> _Grammar:
    words = programme_words()
    return _Grammar(
        types=Phrases(tuple(words.types)),
        national=Phrases(words.national),
        subjects=Phrases([" ".join(tokenise(s).lows) for s in words.subjects]),
        movements=Phrases(words.movement_subjects),
        projects=Phrases([" ".join(tokenise(s).lows) for s in words.project_subjects]),
        coordinates=Phrases(words.coordinates),
        clauses=Phrases(words.clauses),
        kept=Phrases(words.kept),
        ends=Phrases(words.end_phrases),
        first=frozenset(name.split()[0] for name in words.types),
    )


def find_programmes(view: str) -> list[EntityMention]:
    """All named programmes of a matching view in text order."""
    tokens = tokenise(view)
    found: list[EntityMention] = []
    behind, first = 0, _grammar().first
    for index in [at for at, low in enumerate(tokens.lows) if low in first]:
        if index < behind:
            continue
        for start, end, rule in _programmes_at(tokens, index):
            found.append(_mention(tokens, start, end, rule))
            behind = end
    return found


def _mention(tokens: Tokens, start: int, end: int, rule: str) -> EntityMention:
    return EntityMention(
        type="programme", start=tokens.starts[start], end=tokens.ends[end - 1], rule=rule, priority=_PRIORITY
    )


def _programmes_at(tokens: Tokens, at: int) -> Iterator[tuple[int, int, str]]:
    name = _grammar().types.match(tokens.lows, at)
    if name == at or name >= len(tokens.lows):
        return
    family = programme_words().types[" ".join(tokens.lows[at:name])]
    if tokens.lows[name] == ":" and family == "programme":
        yield from _numbered(tokens, name + 1)
        return
    if _is_other(tokens, at, name, family):
        return
    end = _name_end(tokens, name, family)
    if _is_named(tokens, at, name, end, family):
        yield at, end, f"programme.{family}"


def _numbered(tokens: Tokens, at: int) -> Iterator[tuple[int, int, str]]:
    """The names of `02 Chương trình: (1) …; (2) …`."""
    lows = tokens.lows
    while at + 3 < len(lows) and lows[at] == "(" and lows[at + 1].isdigit() and lows[at + 2] == ")":
        end = at + 3
        while end < len(lows) and lows[end] not in (";", ".", "\n", "(", ":"):
            end += 1
        yield at + 3, end, "programme.numbered"
        at = end + 1
        while at < len(lows) and lows[at] in ("và", "\n", ";"):
            at += 1


# -- is it one, is it named --------------------------------------------------------------------------------------------


def _is_other(tokens: Tokens, at: int, name: int, family: Family) -> bool:
    """Whether the words around make it no programme: a plural, a board's name, an agenda (`chương trình làm việc`)."""
    lows, words = tokens.lows, programme_words()
    before = lows[at - 1] if at else ""
    if family == "torn":
        return lows[name] not in words.torn_next or tokens.words[at] != "Chương"
    if family == "project" and (before in ("lý", "bql", "bqlda") or lows[at - 2 : at] == ["chuẩn", "bị"]):
        return True
    if before in words.many or (before.isdigit() and at > 1 and lows[at - 2] != "/"):
        return _grammar().national.match(lows, name) == name or not _has_subject(
            tokens, _grammar().national.match(lows, name)
        )
    barred = words.not_first[family]
    return (
        lows[name] in barred
        or " ".join(lows[name : name + 2]) in barred
        or not (lows[name][0].isalnum() or lows[name] == '"')
    )


def _has_subject(tokens: Tokens, at: int) -> bool:
    start = at + 1 if tokens.lows[at : at + 1] == ["về"] else at
    return _grammar().subjects.match(tokens.lows, start) > start


def _is_named(tokens: Tokens, at: int, name: int, end: int, family: Family) -> bool:
    lows, words = tokens.lows, tokens.words
    if end == name:
        return False
    quoted = '"' in lows[name:end]
    if family == "scheme" and (_has_document_number(tokens, name) or not (quoted or words[at][:1].isupper())):
        return False
    numbered = end == name + 1 and any(c.isdigit() for c in lows[name])
    if numbered:
        return family in ("programme", "scheme") and words[at][:1].isupper() and len(lows[name]) <= 4
    if family in ("programme", "torn"):
        return _is_named_programme(tokens, name, end, quoted)
    if quoted:
        return True
    if family == "movement":
        return _is_named_movement(tokens, name, end)
    if family == "project":
        return _is_named_project(tokens, at, name, end)
    return end - name >= _LEAST_WORDS or (words[name][:1].isupper() and end - name >= 2)


def _is_named_programme(tokens: Tokens, name: int, end: int, quoted: bool) -> bool:
    national = _grammar().national.match(tokens.lows, name)
    if national == end:
        return False
    return quoted or end - name >= 2 or tokens.words[name].isupper()


def _is_named_project(tokens: Tokens, at: int, name: int, end: int) -> bool:
    """By a proper name, by letters (`Dự án LRAMP`), by a subject of the table, or as a title with a capital in mid
    sentence (`theo Dự án phát triển dược liệu quý`)."""
    lows, words = tokens.lows, tokens.words
    if end == name + 1:
        return (
            words[name].isupper() and len(words[name]) >= _LEAST_WORDS and lows[name] not in programme_words().finance
        )
    if any(w[:1].isupper() or w[:1].isdigit() for w in words[name + 1 : end]):
        return end - name >= _LEAST_WORDS
    if _grammar().projects.match(lows, name) == end:
        return True
    titled = words[at][:1].isupper() and at > 0 and (lows[at - 1].isalpha() or words[name][:1].isupper())
    return titled and end - name > _LEAST_WORDS


def _is_named_movement(tokens: Tokens, name: int, end: int) -> bool:
    words = programme_words()
    start = name
    competition = words.competition.split()
    if tokens.lows[name : name + 2] == competition:
        start = name + 2
        if start == end:
            return False
    if _grammar().movements.match(tokens.lows, start) > start:
        return True
    return tokens.words[start][:1].isupper() and end - start >= 2


def _has_document_number(tokens: Tokens, at: int) -> bool:
    lows = tokens.lows
    return lows[at].isdigit() and at + 1 < len(lows) and lows[at + 1] in ("-", "/")


# -- how far the name goes ---------------------------------------------------------------------------------------------


def _name_end(tokens: Tokens, name: int, family: Family) -> int:
    lows = tokens.lows
    index = max(name, _grammar().projects.match(lows, name)) if family == "project" else name
    while index < len(lows) and index - name < _LONGEST_NAME:
        low = lows[index]
        if low == '"':
            return _quote_end(tokens, index) or index
        if low[0].isalnum():
            if index > name and (_ends(tokens, name, index) or _leaves_proper_name(tokens, name, index, family)):
                break
            index += 1
        elif low in (",", "-", "&", "/", ".") or low == "+":
            if not _mark_goes_on(tokens, name, index):
                break
            index += 1
        elif low == "(" and (behind := _bracketed_place(tokens, index)):
            index = behind
        elif low == "(" and lows[index + 1 : index + 3] == ["giai", "đoạn"] and lows[index + 4 : index + 5] == [")"]:
            return index + 5
        else:
            break
    while index > name and lows[index - 1] in ("và", ",", "-", "về", "cho", "&", "/"):
        index -= 1
    return index


def _leaves_proper_name(tokens: Tokens, name: int, at: int, family: Family) -> bool:
    """Whether a word in lower case stands behind a proper name, which it cannot go on: `dự án kè hồ An Phụ | áp sai …`,
    `chương trình OCOP | hồi tháng 11`."""
    words, low = tokens.words, tokens.lows[at]
    before = words[at - 1]
    if not words[at][:1].islower() or not (before[:1].isupper() or before.isdigit()):
        return False
    begun = before.lower() in programme_words().begun and not words[at - 2][:1].isupper()
    if begun or f"{before} {low}".lower() in body_words().pairs:
        return False
    if at - 1 == name:
        if _is_national(tokens, name):
            return False
        return before.isupper() and len(before) >= _LEAST_WORDS and family != "movement"
    if family != "project" or not (words[at - 2][:1].isupper() or words[at - 2] == "-" or before[-1:].isdigit()):
        return before[1:2].isdigit() and family == "project" and low not in programme_words().joiners
    if low == "đoạn":
        following = words[at + 1 : at + 2]
        through = tokens.lows[at + 1 : at + 2] == ["qua"] and tokens.lows[at + 2 : at + 4] != ["địa", "bàn"]
        named = any(word[:1].isupper() for word in words[at + 2 : at + 5])
        return not (following and (following[0][:1].isupper() or following[0].lower() == "từ" or (through and named)))
    return low not in programme_words().joiners


def _bracketed_place(tokens: Tokens, at: int) -> int:
    """The index behind `(tỉnh Lạng Sơn)` where the name goes on or is closed with its other end's province, else 0."""
    lows = tokens.lows
    close = next((i for i in range(at + 2, min(at + 7, len(lows))) if lows[i] == ")"), 0)
    if not close or not all(tokens.words[i][:1].isupper() or lows[i] in _UNITS for i in range(at + 1, close)):
        return 0
    goes_on = lows[close + 1 : close + 2] == ["-"]
    closes = any(lows[i : i + 2] == [")", "-"] for i in range(max(0, at - 12), at))
    return close + 1 if goes_on or closes else 0


_UNITS = frozenset(("tỉnh", "thành", "phố", "huyện", "xã", "thị", "phường", "quận", "trấn", "tp", "."))


def _quote_end(tokens: Tokens, at: int) -> int:
    """The index after the closing quote mark, 0 where none stands in the line."""
    for index in range(at + 1, min(at + _LONGEST_QUOTE, len(tokens.lows))):
        if tokens.lows[index] == "\n":
            return 0
        if tokens.lows[index] == '"':
            return index + 1
    return 0


def _ends(tokens: Tokens, name: int, at: int) -> bool:
    """Whether the word at `at` stands outside the name that began at `name`."""
    lows, grammar = tokens.lows, _grammar()
    low = lows[at]
    if low == "và":
        return not _and_goes_on(tokens, name, at)
    if low == "năm":
        return at + 1 < len(lows) and (lows[at + 1].isdigit() or lows[at + 1] in ("nay", "tới", "học", "qua", "trước"))
    if low.isdigit():
        if lows[at + 1 : at + 2] and lows[at + 1] in _THOUSANDS:  # a sum of money, not `1 tỷ cây xanh`
            return at + 2 >= len(lows) or lows[at + 2] in ("đồng", "usd") or not lows[at + 2][0].isalnum()
        return at + 1 < len(lows) and lows[at + 1] in _MEASURES
    if grammar.types.match(lows, at) > at and tokens.words[at] != "Chương":
        return True
    if not tokens.words[at][:1].isupper() and grammar.ends.match(lows, at) > at and at - name > 1:
        return True
    if _is_national(tokens, name) and low in _LEVELS and lows[at - 1] not in ("cấp", "của"):
        following = lows[at + 1 : at + 2] or ["."]
        return (
            not following[0][0].isalnum()
            or tokens.words[at + 1][:1].isupper()
            or following[0] in ("giao", "phân", "cấp")
        )
    if low == "từ" and _runs_between(tokens, at):
        return False
    if low in _ONWARD and any(lows[i] == "từ" and _runs_between(tokens, i) for i in range(name, at)):
        return False
    if low not in programme_words().ends or tokens.words[at][:1].isupper():
        return low == "ngày" or low == "tháng"
    if grammar.kept.match(lows, at) > at:
        return False
    return grammar.kept.match(lows, at - 1) <= at


def _runs_between(tokens: Tokens, at: int) -> bool:
    """Whether `từ` opens the two ends of a road or a line: `từ thành phố Thái Bình đi cầu Nghìn`."""
    words, lows = tokens.words[at + 1 : at + 12], tokens.lows[at + 1 : at + 12]
    other = next((i for i, low in enumerate(lows) if low in _ONWARD), 0)
    place = any(word[:1].isupper() for word in words[other + 1 : other + 5])
    return bool(other) and place and any(word[:1].isupper() for word in words[:other]) and lows[0] != "ngày"


_ONWARD = frozenset(("đi", "đến", "tới"))
_LEVELS = frozenset(("tỉnh", "huyện", "xã", "phường", "quận"))
_THOUSANDS = frozenset(("tỷ", "triệu", "tỉ", "nghìn", "ngàn"))
_MEASURES = frozenset(("đồng", "ha", "%", "km", "hộ", "xã"))


def _mark_goes_on(tokens: Tokens, name: int, mark: int) -> bool:
    lows, words = tokens.lows, tokens.words
    if mark + 1 >= len(lows) or mark == name or not lows[mark + 1][0].isalnum():
        return False
    if lows[mark] == ".":
        return lows[mark - 1] in ("tp", "tx", "tt")
    if lows[mark] == "-" and _joins_ends(tokens, mark):
        return True
    if lows[mark] != ",":
        return (words[mark + 1][:1].isupper() or not words[mark - 1][:1].isupper()) and not _new_clause(
            tokens, mark + 1
        )
    if words[mark + 1][:1].isupper() and not words[mark + 1].isupper():
        return False
    following = mark + 1
    if _grammar().types.match(lows, following) > following:
        return False
    if _is_national(tokens, name) and _grammar().subjects.match(lows, following) > following:
        return True
    if _grammar().coordinates.match(lows, following) > following:
        return True
    return lows[following] in lows[name:mark] and not _new_clause(tokens, following)


def _joins_ends(tokens: Tokens, mark: int) -> bool:
    """Whether a dash stands between two proper names: `Cát Tiến - Đề Gi`."""
    words = tokens.words
    following = words[mark + 2 : mark + 3]
    proper = words[mark + 1].istitle() and (not following or not following[0][:1].islower())
    return proper and words[mark - 1][:1].isupper() and not _grammar().types.match(tokens.lows, mark + 1) > mark + 1


def _and_goes_on(tokens: Tokens, name: int, mark: int) -> bool:
    lows, words = tokens.lows, tokens.words
    following = mark + 1
    if following >= len(lows) or not lows[following][0].isalnum() or mark == name + 1:
        return False
    if (
        _grammar().subjects.match(lows, following) > following
        or _grammar().coordinates.match(lows, following) > following
    ):
        return True
    behind_proper = words[mark - 1][:1].isupper() or words[mark - 1].isdigit()
    if behind_proper and words[following][:1].islower():
        return False
    if words[following][:1].isupper():
        return words[mark - 1][:1].isupper() and not _new_clause(tokens, following) and not words[following].isupper()
    return not _new_clause(tokens, following)


def _is_national(tokens: Tokens, name: int) -> bool:
    return _grammar().national.match(tokens.lows, name) > name


def _new_clause(tokens: Tokens, at: int) -> bool:
    grammar = _grammar()
    return grammar.clauses.match(tokens.lows, at) > at or grammar.types.match(tokens.lows, at) > at
