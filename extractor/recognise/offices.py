"""Offices: role phrases such as `Phó Bí thư Thường trực Tỉnh ủy` or `Giám đốc các Sở: Tài chính, Xây dựng`.

An office is a head (`Chủ tịch`), what qualifies it (`Thường trực`) and its body (`UBND tỉnh`). Heads without a body of
their own share the next one's (`Bí thư, Chủ tịch UBND các xã`) and make one phrase with it. Where the body ends and a
person's name begins (`Chủ tịch HĐND tỉnh | Triệu Đình Lê`) is settled with surnames and the table of units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.core.mentions import EntityMention, OfficeMention
from extractor.lexicon.admin_units import find_units
from extractor.lexicon.names import name_words
from extractor.lexicon.offices import heads, office_words
from extractor.recognise.tokens import Phrases, Tokens, tokenise

_LONGEST_NAME = 6  # syllables of a capitalised run that are looked at
_LONGEST_NUMBER = 3  # digits of a numbered body (Quân khu 5, Tổ 12)
_LONGEST_SUBJECT = 14  # words of a body named by a free subject (Ban Chỉ đạo …)


class _Grammar(NamedTuple):
    heads: Phrases
    complete: frozenset[str]
    needs_body: Phrases
    leaders: Phrases
    beside: Phrases
    fused: Phrases
    after: Phrases
    committees: Phrases
    closed: Phrases
    boards: Phrases
    types: Phrases
    open_types: Phrases
    sectors: Phrases
    units: Phrases
    groups: Phrases
    group_tails: Phrases
    body_tails: Phrases
    stops: Phrases
    firsts: frozenset[str]


@cache
def _grammar() -> _Grammar:
    words = office_words()
    starting = (*heads(), *words.needs_body, *words.leaders, *words.fused, *words.in_apposition, "thường trực")
    codes = (code.lower() for code in words.codes | words.code_heads)
    return _Grammar(
        heads=_phrases(heads()),
        complete=words.complete,
        needs_body=_phrases(words.needs_body),
        leaders=_phrases(words.leaders),
        beside=_phrases(words.in_apposition),
        fused=_phrases(words.fused),
        after=_phrases(words.after),
        committees=_phrases(words.committees),
        closed=_phrases(words.closed),
        boards=_phrases(words.boards),
        types=_phrases(words.types),
        open_types=_phrases(words.open_types),
        sectors=_phrases(words.sectors),
        units=_phrases(words.units),
        groups=_phrases(words.groups),
        group_tails=_phrases(words.group_tails),
        body_tails=_phrases(words.body_tails),
        stops=_phrases(words.stops),
        firsts=frozenset(phrase.split()[0] for phrase in (*starting, *codes)),
    )


def _phrases(written: Sequence[str]) -> Phrases:
    return Phrases([" ".join(tokenise(phrase).lows) for phrase in written])


class _Page(NamedTuple):
    """Tokens with a stop at the end, and where known bodies end by where they start (token indices)."""

    tokens: Tokens
    bodies: dict[int, int]


class _Office(NamedTuple):
    """One office as token indices [start, end), `head_end` between; `own_body` where it needs no other's."""

    start: int
    end: int
    rule: str
    own_body: bool
    plural: bool
    bodies_count: bool


def find_offices(view: str, organisations: Sequence[EntityMention]) -> list[OfficeMention]:
    """All role phrases of a matching view in text order; `organisations` tell how far bodies reach."""
    tokens = tokenise(view)
    page = _Page(tokens, _body_ends(tokens, organisations))
    firsts = _grammar().firsts
    found: list[_Office] = []
    index, count = 0, len(tokens.lows)
    while index < count:
        if tokens.lows[index] in firsts:
            office = _office_at(page, index)
            if office is not None:
                found.append(office)
                index = office.end
                continue
        index += 1
    return [_mention(page, group) for group in _coordinated(page, found)]


def _body_ends(tokens: Tokens, organisations: Sequence[EntityMention]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for mention in organisations:
        first = bisect_left(tokens.starts, mention.start)
        last = bisect_left(tokens.starts, mention.end)
        if first < last:
            ends[first] = max(ends.get(first, 0), last)
    return ends


# -- heads ---------------------------------------------------------------------------------------------------------


def _office_at(page: _Page, at: int) -> _Office | None:
    grammar, lows = _grammar(), page.tokens.lows
    word = page.tokens.words[at]
    words = office_words()
    if word in words.codes and not _in_a_number(page, at):
        return _Office(at, at + 1, "office.code", word not in ("CVP", "PCVP", "BTCN", "PCN"), False, False)
    if word in words.code_heads:
        return _code_head(page, at)
    end = grammar.heads.match(lows, at)
    needs = grammar.needs_body.match(lows, at)
    leads = grammar.leaders.match(lows, at)
    if _is_something_else(page, at, max(end, needs, leads)):
        return None
    if leads > max(end, needs):
        return _leaders(page, at, leads)
    if end > at or needs > at:
        return _headed(page, at, max(end, needs), needed=needs > end)
    return _fused(page, at) or _beside_name(page, at)


def _in_a_number(page: _Page, at: int) -> bool:
    """Whether the code is part of a document number (`21/2024/QĐ-TTg`)."""
    tokens = page.tokens
    return at > 0 and tokens.lows[at - 1] in ("-", "/") and tokens.ends[at - 1] == tokens.starts[at]


def _is_something_else(page: _Page, at: int, end: int) -> bool:
    """Whether the word before makes the head part of something else (`Ban Bí thư`, `công tác lãnh đạo`)."""
    if at == 0:
        return False
    lows = page.tokens.lows
    before = lows[at - 1]
    rules = office_words().not_after
    for stop in (end, at + 1, at + 2):
        blocked = rules.get(" ".join(lows[at:stop]))
        if blocked and (before in blocked or f"{lows[at - 2]} {before}" in blocked):
            return True
    return False


def _headed(page: _Page, at: int, end: int, needed: bool) -> _Office | None:
    grammar, lows = _grammar(), page.tokens.lows
    complete = " ".join(lows[at:end]) in grammar.complete
    typed = lows[end - 1] in _HEAD_TYPES
    end = _qualified(page, end)
    stop = _body(page, end)
    if stop == end and lows[end - 1] in office_words().units:
        stop = _place(page, end, after_unit=True)
    if (
        stop == end
        and typed
        and end < len(lows)
        and page.tokens.words[end][:1].isupper()
        and not _begins_name(page, end)
    ):
        stop = _subject(page, end)
    inner = max((page.bodies.get(i, 0) for i in range(at + 1, end)), default=0)
    if inner > stop:  # the head's last words begin the body: Trưởng [Ban Tuyên giáo Tỉnh ủy], Chánh [Văn phòng …]
        stop = _without_name(page, at + 1, inner)
    if stop <= end and needed:
        return None
    return _Office(
        _with_before(page, at), max(stop, end), "office.head", complete or stop > end, _is_plural(page, at, end), False
    )


_HEAD_TYPES = frozenset(("phòng", "ban", "khoa", "trạm", "đoàn", "tổ"))  # Trưởng phòng | Tổng hợp


def _qualified(page: _Page, end: int) -> int:
    grammar, lows = _grammar(), page.tokens.lows
    while (after := grammar.after.match(lows, end)) > end:
        end = after
    if lows[end : end + 2] == ["phụ", "trách"]:  # a body in charge, or a mark: else it is the verb
        closes = end + 2 >= len(lows) or not lows[end + 2][0].isalnum()
        if closes or (page.tokens.words[end + 2][:1].isupper() and _body_begins(page, end + 2)):
            return end + 2
    return end


def _with_before(page: _Page, at: int) -> int:
    lows = page.tokens.lows
    if at > 0 and lows[at - 1] in office_words().before:
        return at - 1
    if at > 1 and lows[at - 1] == "." and lows[at - 2] == "q":
        return at - 2
    return at


def _is_plural(page: _Page, at: int, end: int) -> bool:
    lows = page.tokens.lows
    start = _with_before(page, at)
    if start > 1 and lows[start - 2 : start] == ["đồng", "chí"]:
        start -= 2
    elif start > 2 and lows[start - 3 : start] in (["đ", "/", "c"], ["đ", ".", "c"]):
        start -= 3
    return (start > 0 and lows[start - 1] in _MANY) or (end < len(lows) and lows[end] in _MANY)


_MANY = frozenset(("các", "những", "từng", "mỗi"))


def _code_head(page: _Page, at: int) -> _Office | None:
    stop = _body(page, at + 1)
    lows = page.tokens.lows
    beside = at > 0 and lows[at - 1] in (",", "các", ":") and page.tokens.words[at] in ("PCT", "PGĐ", "PBT")
    ahead = lows[at + 1 : at + 3]
    coordinated = ahead[:1] == [","] and (ahead[1:] == ["các"] or ahead[1:] in (["pct"], ["pgđ"], ["pbt"]))
    if stop > at + 1 or beside or coordinated:
        return _Office(at, stop, "office.code", stop > at + 1, _is_plural(page, at, at + 1), False)
    return None


def _leaders(page: _Page, at: int, end: int) -> _Office | None:
    """`lãnh đạo UBND huyện`, `Thủ trưởng các cơ quan: A, B`: the bodies inside stay entities of their own."""
    lows = page.tokens.lows
    stop = _body(page, end)
    if stop == end and end < len(lows) and lows[end] == ":":
        stop = _listed(page, end + 1)
        stop = end if stop == end + 1 else stop
    if stop == end:
        stop = _level(page, end)
    if stop > end:
        while stop + 1 < len(lows) and lows[stop] in (",", "và") and _body_begins(page, stop + 1):
            stop = _body(page, stop + 1)
        return _Office(at, stop, "office.leaders", True, True, True)
    if lows[at] == "người":
        return _Office(at, end, "office.leaders", True, False, False)
    return None


def _fused(page: _Page, at: int) -> _Office | None:
    """`Trưởng Phòng Nội vụ`, `Phó Trưởng các phòng: …`, `Phó Văn phòng`: head and body share no word."""
    grammar, tokens = _grammar(), page.tokens
    end = grammar.fused.match(tokens.lows, at)
    if end == at or end >= len(tokens.lows):
        return None
    following = tokens.lows[end]
    if following not in _MANY and not (tokens.words[end][:1].isupper() and _body_begins(page, end)):
        return None
    stop = _body(page, end)
    if stop == end:
        return None
    return _Office(_with_before(page, at), stop, "office.fused", True, _is_plural(page, at, end), False)


def _beside_name(page: _Page, at: int) -> _Office | None:
    """Lesser roles count only in apposition: `Giàng A Sử, cán bộ xã`."""
    grammar, tokens = _grammar(), page.tokens
    end = grammar.beside.match(tokens.lows, at)
    if end == at or at < 2 or tokens.lows[at - 1] not in (",", "-", "(") or not _ends_a_name(page, at - 1):
        return None
    stop = _body(page, end)
    if stop == end and tokens.lows[end - 1] not in ("viên", "sĩ"):
        return None
    return _Office(at, stop, "office.apposition", True, False, True)


def _ends_a_name(page: _Page, end: int) -> bool:
    words = page.tokens.words
    first = end
    while first > 0 and end - first < _LONGEST_NAME and _is_name_word(words[first - 1]):
        first -= 1
    return end - first >= 2 and any(words[i].lower() in name_words().surnames for i in range(first, end - 1))


# -- bodies --------------------------------------------------------------------------------------------------------


def _body(page: _Page, at: int) -> int:
    """The index after the body that starts at `at`, `at` itself where none does."""
    lows = page.tokens.lows
    if at >= len(lows):
        return at
    if lows[at] in _MANY:
        return _plural_body(page, at)
    if at in page.bodies:
        return _tail(page, _without_name(page, at, page.bodies[at]))
    end = _named_body(page, at)
    return _tail(page, end) if end > at else _level(page, at)


def _body_begins(page: _Page, at: int) -> bool:
    grammar, lows = _grammar(), page.tokens.lows
    if at >= len(lows):
        return False
    known = (grammar.committees, grammar.closed, grammar.boards, grammar.types)
    return at in page.bodies or any(phrases.match(lows, at) > at for phrases in known)


def _named_body(page: _Page, at: int) -> int:
    grammar, tokens = _grammar(), page.tokens
    end = grammar.closed.match(tokens.lows, at)
    if end > at:
        return end
    if not _may_begin_body(page, at):
        return at
    end = grammar.boards.match(tokens.lows, at)
    if end > at:
        return _after_board(page, end)
    end = grammar.committees.match(tokens.lows, at)
    if end > at:
        return _after_committee(page, end)
    end = grammar.types.match(tokens.lows, at)
    if end > at:
        return _after_type(page, at, end)
    return _sector(page, at)


def _may_begin_body(page: _Page, at: int) -> bool:
    """A surname that is also a body's word (`Đoàn`, `Ban`) begins no body where a name follows."""
    return not _begins_name(page, at)


def _after_board(page: _Page, end: int) -> int:
    """Further boards, committees, sectors and the level: `Ủy ban Kiểm tra Tỉnh ủy`, `HĐND và UBND xã`."""
    grammar, lows = _grammar(), page.tokens.lows
    for known in (grammar.closed, grammar.boards, grammar.committees):
        more = known.match(lows, end)
        if more > end:
            return more if known is grammar.closed else _after_board(page, more)
    if end + 1 < len(lows) and lows[end] in (",", "và", "-", "&") and grammar.boards.match(lows, end + 1) > end + 1:
        return _after_board(page, grammar.boards.match(lows, end + 1))
    if end < len(lows) and lows[end] in _MANY:
        return _plural_body(page, end)
    if _is_number(page, end):
        return end + 1
    level = _level(page, end)
    if level > end:
        return level
    more = _sector(page, end)
    return _level(page, more) if more > end else _after_committee(page, end)


def _after_committee(page: _Page, end: int) -> int:
    """`Tỉnh ủy Quảng Ninh`, `Đảng ủy UBND tỉnh`, `Đảng ủy các xã`."""
    lows = page.tokens.lows
    if end < len(lows) and lows[end] in _MANY:
        return _plural_body(page, end)
    place = _known_place(page, end)
    if place > end or _begins_name(page, end):
        return place
    more = _named_body(page, end) if _body_begins(page, end) else end
    if more > end:
        return more
    return _level(page, end)


def _after_type(page: _Page, start: int, end: int) -> int:
    grammar, lows = _grammar(), page.tokens.lows
    sector = grammar.sectors.match(lows, end)
    if sector > end:
        return _after_committee(page, sector)
    if grammar.open_types.match(lows, start) == end or page.tokens.words[start][:1].isupper():
        return _subject(page, end)
    level = _level(page, end)
    return level if level > end else (_known_place(page, end) if end < len(lows) else end)


def _sector(page: _Page, at: int) -> int:
    end = _grammar().sectors.match(page.tokens.lows, at)
    if end == at or not page.tokens.words[at][:1].isupper():
        return at
    return _after_committee(page, end)


def _subject(page: _Page, at: int) -> int:
    """The free part of a body's name, up to a verb, a mark, or a person's name."""
    lows = page.tokens.lows
    grammar = _grammar()
    index = at
    while index < len(lows) and index - at < _LONGEST_SUBJECT:
        low = lows[index]
        if grammar.committees.match(lows, index) > index:
            return _after_committee(page, grammar.committees.match(lows, index))
        unit = _level(page, index)
        if unit > index:
            return unit
        school = _school_name(page, index)
        if school > index:
            index = school
            continue
        if low == "\n" or _begins_name(page, index) or _stops(page, index):
            break
        if low in (",", "và", "-", "&"):
            if not _continues(page, at, index):
                break
        elif not (low[:1].isalnum()):
            break
        index += 1
    return index


def _school_name(page: _Page, at: int) -> int:
    """The end of the name a school bears (`THPT Lê Quý Đôn`), `at` where no school stands before."""
    if page.tokens.lows[at - 1] not in _SCHOOLS or not _begins_name(page, at):
        return at
    run = _run(page, at)
    return next((i for i in range(at + 2, run) if _begins_name(page, i)), run)


_SCHOOLS = frozenset(("thpt", "thcs", "học", "non", "ptdtnt", "ptdtbt", "trường", "chuyên", "trú"))


def _stops(page: _Page, at: int) -> bool:
    """Whether a verb or the like ends the name; a capital makes it part of the name unless all are capitals."""
    word = page.tokens.words[at]
    if _grammar().stops.match(page.tokens.lows, at) == at:
        return False
    return not word[:1].isupper() or page.tokens.lows[at] in ("chương", "dự", "đề")


def _continues(page: _Page, start: int, mark: int) -> bool:
    """Whether a name goes on after a comma, dash or `và`: the next word is of the same kind."""
    lows, words = page.tokens.lows, page.tokens.words
    if (
        mark == start
        or mark + 1 >= len(lows)
        or _begins_name(page, mark + 1)
        or _grammar().heads.match(lows, mark + 1) > mark + 1
    ):
        return False
    following = words[mark + 1]
    if lows[mark] == ",":
        return lows[mark + 1] in lows[start:mark]
    if lows[mark] == "và":
        return following[:1].isupper() and not _body_begins(page, mark + 1)
    return following[:1].isalnum()


_RUN_ON = frozenset(("ban", "ngành", "đoàn", "địa", "đơn"))  # sở, ban ngành


def _plural_body(page: _Page, at: int) -> int:
    """`các cơ quan, đơn vị`, `các Sở: Tài chính, Xây dựng`, `các huyện, thị xã, thành phố trực thuộc tỉnh`."""
    grammar, lows = _grammar(), page.tokens.lows
    end = index = at + 1
    while index < len(lows):
        more = grammar.groups.match(lows, index)
        if more == index:
            break
        end = more
        if more < len(lows) and lows[more] in (",", "và", "-", "/"):
            index = more + 1
        elif more < len(lows) and lows[more] in _RUN_ON and grammar.groups.match(lows, more) > more:
            index = more
        else:
            break
    if end == at + 1:
        return page.bodies.get(end, at)
    end = grammar.group_tails.match(lows, end)
    if end < len(lows) and lows[end] == ":":
        listed = _listed(page, end + 1)
        return listed if listed > end + 1 else end
    return _listed(page, end) if grammar.sectors.match(lows, end) > end else end


def _listed(page: _Page, at: int) -> int:
    """Bodies after a colon: `Tài chính, Xây dựng và Công Thương`; `at` where there is none."""
    grammar, lows, words = _grammar(), page.tokens.lows, page.tokens.words
    end = index = at
    while index < len(lows):
        if _grammar().heads.match(lows, index) > index:
            break
        more = max(page.bodies.get(index, 0), grammar.sectors.match(lows, index) if words[index][:1].isupper() else 0)
        if more <= index and words[index][:1].isupper() and _body_begins(page, index):
            more = _named_body(page, index)
        if more <= index:
            break
        end = _level(page, more)
        if end < len(lows) and lows[end] in (",", "và"):
            index = end + 1
        else:
            break
    return end


def _level(page: _Page, at: int) -> int:
    """`tỉnh`, `huyện Bình Sơn`, `cấp huyện`, `thành phố Cẩm Phả`; `at` where no unit word stands."""
    lows = page.tokens.lows
    if at >= len(lows) or _grammar().committees.match(lows, at) > at:
        return at
    start = at + 1 if lows[at] == "cấp" else at
    end = _grammar().units.match(lows, start)
    if end == start:
        return at
    if lows[end - 1] in ("tp", "tx", "tt") and end < len(lows) and lows[end] == ".":
        end += 1
    return _place(page, end, after_unit=True)


def _known_place(page: _Page, at: int) -> int:
    return _place(page, at, after_unit=False)


def _tail(page: _Page, end: int) -> int:
    more = _grammar().body_tails.match(page.tokens.lows, end)
    return _place(page, more, after_unit=True) if more > end else end


# -- places and names ----------------------------------------------------------------------------------------------


def _is_name_word(word: str) -> bool:
    return word[:1].isalpha() and word[:1].isupper()


def _run(page: _Page, at: int) -> int:
    """The end of the run of capitalised words from `at`."""
    words = page.tokens.words
    end = at
    while end < len(words) and end - at < _LONGEST_NAME and _is_name_word(words[end]):
        end += 1
    return end


_NAME_WORDS_TOO = frozenset(
    (
        "mai",
        "hà",
        "sơn",
        "lâm",
        "hồ",
        "cao",
        "kim",
        "thái",
        "châu",
        "giang",
        "phú",
        "yên",
        "ninh",
        "thạch",
        "danh",
        "bá",
        "từ",
    )
)


def _begins_name(page: _Page, at: int) -> bool:
    """Whether a person's name begins here: a surname and two more syllables, or one, and no unit of that name."""
    words, lows = page.tokens.words, page.tokens.lows
    if at >= len(words) or lows[at] not in name_words().surnames or not _is_name_word(words[at]):
        return False
    if at > 0 and _is_name_word(words[at - 1]) and lows[at] in _NAME_WORDS_TOO:
        return False
    end = _run(page, at)
    if end - at < 2 or (lows[at + 1] not in name_words().middles and lows[at] not in name_words().common_surnames):
        return False
    if lows[at + 1] in name_words().surnames and end - at == 2 and find_units(" ".join(words[at:end])):
        return False
    return end - at >= 3 or not find_units(" ".join(words[at:end]))


def _is_number(page: _Page, at: int) -> bool:
    """The number of a numbered body or quarter (`Quân khu 5`, `ấp 7`), no count (`Chủ tịch 12 xã`)."""
    lows = page.tokens.lows
    if at >= len(lows) or not lows[at].isdigit() or len(lows[at]) > _LONGEST_NUMBER:
        return False
    return (
        at + 1 >= len(lows)
        or not lows[at + 1][0].isalnum()
        or page.tokens.words[at + 1][0].isupper()
        or _stops(page, at + 1)
    )


def _place(page: _Page, at: int, after_unit: bool) -> int:
    """The end of the place name at `at`: a known unit, or after a unit word any short name that is no person's."""
    lows = page.tokens.lows
    if after_unit and _is_number(page, at):
        return at + 1
    run = _run(page, at)
    if run == at:
        return at
    known = _longest_unit(page, at, run)
    surname = lows[at] in name_words().common_surnames
    if known > at:
        rest = run - known
        if rest in (0,) or not (surname and run - at in (3, 4)) or (rest > 1 and lows[known] in name_words().surnames):
            return known
        return at
    if not after_unit:
        return at
    for split in range(at + 1, min(run - 1, at + 3)):
        if lows[split] in name_words().common_surnames and not surname:
            return split
    if surname or (lows[at] in name_words().surnames and run - at > 2):
        return at
    return run if run - at <= 4 else at


def _longest_unit(page: _Page, at: int, run: int) -> int:
    words = page.tokens.words
    if run < len(words) - 1 and words[run] == "-":  # Bà Rịa - Vũng Tàu
        both = _run(page, run + 1)
        if find_units(" ".join(words[at : min(both, run + 3)])):
            return min(both, run + 3)
    for end in range(min(run, at + 4), at, -1):
        if find_units(" ".join(words[at:end])):
            return end
    return at


def _without_name(page: _Page, start: int, end: int) -> int:
    """The end of a body without a person's name that was taken for its place (`HĐND tỉnh Triệu Đình Lê`)."""
    lows = page.tokens.lows
    for index in range(start + 1, end - 1):
        if lows[index - 1] in ("tỉnh", "huyện", "xã", "ủy", "phường", "phố", "quận", "tài") and _begins_name(
            page, index
        ):
            return index if _place(page, index, after_unit=True) == index else end
    return end


# -- phrases -------------------------------------------------------------------------------------------------------


def _coordinated(page: _Page, found: Sequence[_Office]) -> list[list[_Office]]:
    """Offices whose body stands only with a later one join it: `Chủ tịch, các Phó Chủ tịch UBND xã`."""
    groups: list[list[_Office]] = []
    for office in found:
        if groups and not groups[-1][-1].own_body and _joins(page, groups[-1][-1], office):
            groups[-1].append(office)
        else:
            groups.append([office])
    return groups


def _joins(page: _Page, left: _Office, right: _Office) -> bool:
    between = page.tokens.lows[left.end : right.start]
    return (
        bool(between)
        and between[0] in (",", "và", "-", "/", "hoặc")
        and set(between[1:]) <= {"các", "và", "đồng", "chí"}
    )


def _in_body(page: _Page, first: int, at: int) -> bool:
    """Whether the token stands in a body with a name of its own (`các` in `… và các Khu công nghiệp`)."""
    return any(page.bodies.get(i, 0) > at for i in range(first, at))


def _mention(page: _Page, group: Sequence[_Office]) -> OfficeMention:
    starts, ends, lows = page.tokens.starts, page.tokens.ends, page.tokens.lows
    start, end = group[0].start, group[-1].end
    plural = any(office.plural for office in group) or any(
        lows[i] in _MANY
        for office in group
        for i in range(office.start, office.end)
        if not _in_body(page, office.start, i)
    )
    if group[0].plural:
        if start > 1 and lows[start - 2 : start] == ["đồng", "chí"]:
            start -= 2
        elif start > 2 and lows[start - 3 : start] in (["đ", "/", "c"], ["đ", ".", "c"]):
            start -= 3
        if start > 0 and lows[start - 1] in _MANY:
            start -= 1
    return OfficeMention(
        start=starts[start],
        end=ends[end - 1],
        rule=group[0].rule,
        plural=plural,
        bodies_count=any(office.bodies_count for office in group),
        parts=tuple((starts[office.start], ends[office.end - 1]) for office in group),
    )
