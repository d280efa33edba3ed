"""The bodies of offices: how far `UBND huyện Bình Sơn` or `các Sở: Tài chính, Xây dựng` reaches after a head.

Where known organisations are handed in they lead; else the words of the table do.
"""

from __future__ import annotations

from functools import cache

from extractor.lexicon.offices import office_words
from extractor.lexicon.orders import order_words
from extractor.recognise.office_grammar import BodyPage, grammar_of_bodies, stops_name
from extractor.recognise.office_places import (
    SCHOOLS,
    begins_name,
    is_number,
    known_place,
    level_end,
    name_run,
    place_end,
    without_name,
)

_LONGEST_SUBJECT = 14  # words of a body named by a free subject (Ban Chỉ đạo …)
MANY = frozenset(("các", "những", "từng", "mỗi"))
_RUN_ON = frozenset(("ban", "ngành", "đoàn", "địa", "đơn"))  # sở, ban ngành


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


def stands_apart(page: BodyPage, at: int) -> bool:
    """Whether a standing committee begins there, which nobody leads: `lãnh đạo UBND, | Thường trực HĐND`."""
    lows = page.tokens.lows
    at += lows[at : at + 1] == ["ban"]
    return lows[at : at + 2] == ["thường", "trực"]


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
    joined = end + 1 < len(lows) and lows[end] in (",", "và", "-", "&") and not stands_apart(page, end + 1)
    if joined and grammar.boards.match(lows, end + 1) > end + 1:
        return _after_board(page, grammar.boards.match(lows, end + 1))
    if end < len(lows) and lows[end] in MANY:
        return _plural_body(page, end)
    if is_number(page, end):
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
    place = known_place(page, end)
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
    return level if level > end else (known_place(page, end) if end < len(lows) else end)


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
        if low == "\n" or begins_name(page, index) or stops_name(page, index):
            break
        if low in (",", "và", "-", "&"):
            within = lows[index - 1 : index + 2] == ["phòng", ",", "chống"]  # `Ban Chỉ huy Phòng, chống thiên tai`
            if not within and not _continues(page, at, index):
                break
        elif not (low[:1].isalnum()):
            break
        index += 1
    return index


def _school_name(page: BodyPage, at: int) -> int:
    """The end of the name a school bears (`THPT Lê Quý Đôn`), `at` where no school stands before."""
    if page.tokens.lows[at - 1] not in SCHOOLS or not begins_name(page, at):
        return at
    run = name_run(page, at)
    return next((i for i in range(at + 2, run) if begins_name(page, i)), run)


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
        if goes_on and known_place(page, index) <= index:
            break  # `UBND các xã: Rà soát …`
        end = more
        if end >= len(lows) or lows[end] not in (",", "và"):
            break
        index = end + 1
    return end


def _tail(page: BodyPage, end: int) -> int:
    more = grammar_of_bodies().body_tails.match(page.tokens.lows, end)
    return place_end(page, more, after_unit=True) if more > end else end
