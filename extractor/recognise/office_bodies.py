"""The bodies of offices: how far `UBND huyện Bình Sơn` or `các Sở: Tài chính, Xây dựng` reaches after a head.

Where known organisations are handed in they lead; else the words of the table do. A body ends where a person's name
begins: a surname with one or more syllables after it that is no administrative unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.lexicon.admin_units import find_units
from extractor.lexicon.names import name_words
from extractor.lexicon.offices import heads, office_words
from extractor.lexicon.orders import order_words
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
def grammar_of_bodies() -> _Grammar:
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


class BodyPage(NamedTuple):
    """Tokens with a stop at the end, and where known bodies end by where they start (token indices)."""

    tokens: Tokens
    bodies: dict[int, int]


MANY = frozenset(("các", "những", "từng", "mỗi"))


def ends_a_name(page: BodyPage, end: int) -> bool:
    words = page.tokens.words
    first = end
    while first > 0 and end - first < _LONGEST_NAME and _is_name_word(words[first - 1]):
        first -= 1
    return end - first >= 2 and any(words[i].lower() in name_words().surnames for i in range(first, end - 1))


def body_end(page: BodyPage, at: int) -> int:
    """The index after the body that starts at `at`, `at` itself where none does."""
    lows = page.tokens.lows
    if at >= len(lows):
        return at
    if lows[at] in MANY:
        return _plural_body(page, at)
    if at in page.bodies:
        end = without_name(page, at, page.bodies[at])
        if ":" in lows[at:end] and end < len(lows) and lows[end] in (",", "và"):  # UBND các huyện: A, B
            return max(list_end(page, end + 1), _places_end(page, end + 1), end)
        return _tail(page, end)
    end = _named_body(page, at)
    return _tail(page, end) if end > at else level_end(page, at)


def body_begins(page: BodyPage, at: int) -> bool:
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    if at >= len(lows):
        return False
    known = (grammar.committees, grammar.closed, grammar.boards, grammar.types)
    return at in page.bodies or any(phrases.match(lows, at) > at for phrases in known)


def _named_body(page: BodyPage, at: int) -> int:
    grammar, tokens = grammar_of_bodies(), page.tokens
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


def _may_begin_body(page: BodyPage, at: int) -> bool:
    """A surname that is also a body's word (`Đoàn`, `Ban`) begins no body where a name follows."""
    return not begins_name(page, at)


def _after_board(page: BodyPage, end: int) -> int:
    """Further boards, committees, sectors and the level: `Ủy ban Kiểm tra Tỉnh ủy`, `HĐND và UBND xã`."""
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    for known in (grammar.closed, grammar.boards, grammar.committees):
        more = known.match(lows, end)
        if more > end:
            return more if known is grammar.closed else _after_board(page, more)
    if end + 1 < len(lows) and lows[end] in (",", "và", "-", "&") and grammar.boards.match(lows, end + 1) > end + 1:
        return _after_board(page, grammar.boards.match(lows, end + 1))
    if end < len(lows) and lows[end] in MANY:
        return _plural_body(page, end)
    if _is_number(page, end):
        return end + 1
    level = level_end(page, end)
    if level > end:
        return level
    more = _sector(page, end)
    return level_end(page, more) if more > end else _after_committee(page, end)


def _after_committee(page: BodyPage, end: int) -> int:
    """`Tỉnh ủy Quảng Ninh`, `Đảng ủy UBND tỉnh`, `Đảng ủy các xã`."""
    lows = page.tokens.lows
    if end < len(lows) and lows[end] in MANY:
        return _plural_body(page, end)
    place = _known_place(page, end)
    if place > end or begins_name(page, end):
        return place
    level = level_end(page, end)
    if level > end:
        return level
    return _named_body(page, end) if body_begins(page, end) else end


def _after_type(page: BodyPage, start: int, end: int) -> int:
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    sector = grammar.sectors.match(lows, end)
    if sector > end:
        return _after_committee(page, sector)
    if grammar.open_types.match(lows, start) == end or page.tokens.words[start][:1].isupper():
        return subject_end(page, end)
    if lows[end - 1] in office_words().units:
        return place_end(page, end, after_unit=True)
    level = level_end(page, end)
    return level if level > end else (_known_place(page, end) if end < len(lows) else end)


def _sector(page: BodyPage, at: int) -> int:
    end = grammar_of_bodies().sectors.match(page.tokens.lows, at)
    if end == at or not page.tokens.words[at][:1].isupper():
        return at
    return _after_committee(page, end)


def subject_end(page: BodyPage, at: int) -> int:
    """The free part of a body's name, up to a verb, a mark, or a person's name."""
    lows = page.tokens.lows
    grammar = grammar_of_bodies()
    index = at
    while index < len(lows) and index - at < _LONGEST_SUBJECT:
        low = lows[index]
        if grammar.committees.match(lows, index) > index:
            return _after_committee(page, grammar.committees.match(lows, index))
        unit = level_end(page, index)
        if unit > index:
            return unit
        school = _school_name(page, index)
        if school > index:
            index = school
            continue
        if low == "\n" or begins_name(page, index) or _stops(page, index):
            break
        if low in (",", "và", "-", "&"):
            if not _continues(page, at, index):
                break
        elif not (low[:1].isalnum()):
            break
        index += 1
    return index


def _school_name(page: BodyPage, at: int) -> int:
    """The end of the name a school bears (`THPT Lê Quý Đôn`), `at` where no school stands before."""
    if page.tokens.lows[at - 1] not in _SCHOOLS or not begins_name(page, at):
        return at
    run = _run(page, at)
    return next((i for i in range(at + 2, run) if begins_name(page, i)), run)


_SCHOOLS = frozenset(("thpt", "thcs", "học", "non", "ptdtnt", "ptdtbt", "trường", "chuyên", "trú"))


def _stops(page: BodyPage, at: int) -> bool:
    """Whether a verb or the like ends the name; a capital makes it part of the name unless all are capitals."""
    word = page.tokens.words[at]
    if grammar_of_bodies().stops.match(page.tokens.lows, at) == at:
        return False
    return not word[:1].isupper() or page.tokens.lows[at] in ("chương", "dự", "đề")


def _continues(page: BodyPage, start: int, mark: int) -> bool:
    """Whether a name goes on after a comma, dash or `và`: the next word is of the same kind."""
    lows, words = page.tokens.lows, page.tokens.words
    if (
        mark == start
        or mark + 1 >= len(lows)
        or begins_name(page, mark + 1)
        or grammar_of_bodies().heads.match(lows, mark + 1) > mark + 1
    ):
        return False
    following = words[mark + 1]
    if lows[mark] == ",":
        return lows[mark + 1] in lows[start:mark]
    if lows[mark] == "và":
        return following[:1].isupper() and not body_begins(page, mark + 1)
    return following[:1].isalnum()


_RUN_ON = frozenset(("ban", "ngành", "đoàn", "địa", "đơn"))  # sở, ban ngành


def _plural_body(page: BodyPage, at: int) -> int:
    """`các cơ quan, đơn vị`, `các Sở: Tài chính, Xây dựng`, `các huyện, thị xã, thành phố trực thuộc tỉnh`."""
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    end = index = at + 1
    while index < len(lows):
        more = grammar.groups.match(lows, index)
        if more == index:
            break
        territory = grammar.units.match(lows, at + 1) > at + 1
        if territory and grammar.units.match(lows, index) == index:  # các huyện, thành phố | , đơn vị liên quan
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
        if " ".join(lows[end + 1 : end + 3]) in _orders():
            return end  # `Hiệu trưởng các trường: Tổ chức họp …`
        listed = max(list_end(page, end + 1), _places_end(page, end + 1))
        return listed if listed > end + 1 else end
    return list_end(page, end) if grammar.sectors.match(lows, end) > end else end


@cache
def _orders() -> frozenset[str]:
    words = order_words()
    return frozenset(phrase for phrase in (*words.verbs, *words.adverbs) if phrase.count(" ") == 1)


def list_end(page: BodyPage, at: int) -> int:
    """Bodies after a colon: `Tài chính, Xây dựng và Công Thương`; `at` where there is none."""
    grammar, lows, words = grammar_of_bodies(), page.tokens.lows, page.tokens.words
    end = index = at
    while index < len(lows):
        if grammar_of_bodies().heads.match(lows, index) > index:
            break
        more = max(page.bodies.get(index, 0), grammar.sectors.match(lows, index) if words[index][:1].isupper() else 0)
        if more <= index and words[index][:1].isupper() and body_begins(page, index):
            more = _named_body(page, index)
        if more <= index:
            break
        end = level_end(page, more)
        if end < len(lows) and lows[end] in (",", "và"):
            index = end + 1
        else:
            break
    return end


def _places_end(page: BodyPage, at: int) -> int:
    """Place names after a colon: `các xã: Tân Lập, Hòa Bình và Minh Đức`; `at` where there is none."""
    lows = page.tokens.lows
    end = index = at
    while index < len(lows):
        more = place_end(page, index, after_unit=True)
        if more <= index or begins_name(page, index):
            break
        goes_on = more < len(lows) and lows[more] != "và" and page.tokens.words[more][:1].islower()
        if goes_on and _known_place(page, index) <= index:
            break  # `UBND các xã: Rà soát …`
        end = more
        if end >= len(lows) or lows[end] not in (",", "và"):
            break
        index = end + 1
    return end


def level_end(page: BodyPage, at: int) -> int:
    """`tỉnh`, `huyện Bình Sơn`, `cấp huyện`, `thành phố Cẩm Phả`; `at` where no unit word stands."""
    lows = page.tokens.lows
    if at >= len(lows) or grammar_of_bodies().committees.match(lows, at) > at:
        return at
    start = at + 1 if lows[at] == "cấp" else at
    end = grammar_of_bodies().units.match(lows, start)
    if end == start:
        return at
    if lows[end - 1] in ("tp", "tx", "tt") and end < len(lows) and lows[end] == ".":
        end += 1
    return place_end(page, end, after_unit=True)


def _known_place(page: BodyPage, at: int) -> int:
    return place_end(page, at, after_unit=False)


def _tail(page: BodyPage, end: int) -> int:
    more = grammar_of_bodies().body_tails.match(page.tokens.lows, end)
    return place_end(page, more, after_unit=True) if more > end else end


def _is_name_word(word: str) -> bool:
    return word[:1].isalpha() and word[:1].isupper()


def _run(page: BodyPage, at: int) -> int:
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


def begins_name(page: BodyPage, at: int) -> bool:
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


def _is_number(page: BodyPage, at: int) -> bool:
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


def place_end(page: BodyPage, at: int, after_unit: bool) -> int:
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
        if (
            rest in (0,)
            or not (surname and run - at in (3, 4))
            or (rest > 1 and known - at > 1 and lows[known] in name_words().surnames)
        ):
            return known
        return at
    if not after_unit:
        return at
    for split in range(at + 1, min(run - 1, at + 3)):
        if lows[split] in name_words().common_surnames and (
            not surname or run - at > 4
        ):  # thôn Trịnh Xuyên | Bùi Văn A
            return split
    if surname or (lows[at] in name_words().surnames and run - at > 2):
        return at
    return run if run - at <= 4 else at


def _longest_unit(page: BodyPage, at: int, run: int) -> int:
    words = page.tokens.words
    if run < len(words) - 1 and words[run] == "-":  # Bà Rịa - Vũng Tàu
        both = _run(page, run + 1)
        if find_units(" ".join(words[at : min(both, run + 3)])):
            return min(both, run + 3)
    for end in range(min(run, at + 4), at, -1):
        if find_units(" ".join(words[at:end])):
            return end
    return at


def without_name(page: BodyPage, start: int, end: int) -> int:
    """The end of a body without a person's name that was taken for its place (`HĐND tỉnh Triệu Đình Lê`)."""
    lows = page.tokens.lows
    for index in range(start + 1, end - 1):
        after_unit = lows[index - 1] in _BEFORE_PLACES and lows[index] != "ban" and _run(page, index) >= end
        if after_unit and place_end(page, index, after_unit=True) == index:
            return index
        if index - start > 2 and _full_name(page, index, end):
            return index
    return end


def _full_name(page: BodyPage, at: int, end: int) -> bool:
    """Whether a full name ends the body behind a name or number of its own: `Xí nghiệp Bình Lục | Trần Văn A`."""
    tokens = page.tokens
    before = tokens.words[at - 1]
    named = before.isdigit() or (_is_name_word(before) and tokens.lows[at - 1] not in _SCHOOLS)
    return (
        named
        and 3 <= end - at <= 4
        and _run(page, at) >= end
        and begins_name(page, at)
        and tokens.lows[at + 1] in _SURE
    )


_SURE = name_words().middles


_BEFORE_PLACES = frozenset(("tỉnh", "huyện", "xã", "ủy", "phường", "phố", "quận", "trấn", "khu"))
