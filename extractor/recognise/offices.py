"""Offices: role phrases such as `Phó Bí thư Thường trực Tỉnh ủy` or `Giám đốc các Sở: Tài chính, Xây dựng`.

An office is a head (`Chủ tịch`), what qualifies it (`Thường trực`) and its body (`UBND tỉnh`). Heads without a body of
their own share the next one's (`Bí thư, Chủ tịch UBND các xã`) and make one phrase with it. Where the body ends and a
person's name begins (`Chủ tịch HĐND tỉnh | Triệu Đình Lê`) is settled with surnames and the table of units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractor.core.mentions import EntityMention, OfficeMention
from extractor.lexicon.offices import office_words
from extractor.recognise.office_bodies import MANY, body_begins, body_end, list_end, stands_apart, subject_end
from extractor.recognise.office_grammar import BodyPage, grammar_of_bodies
from extractor.recognise.office_places import begins_name, ends_a_name, level_end, place_end, without_name
from extractor.recognise.tokens import Tokens, tokenise


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
    page = BodyPage(tokens, _body_ends(tokens, organisations))
    firsts = grammar_of_bodies().firsts
    found: list[_Office] = []
    behind = 0
    for index in [at for at, low in enumerate(tokens.lows) if low in firsts]:
        office = _office_at(page, index) if index >= behind else None
        office = _without_verb(page, office) if office else None
        if office is not None:
            found.append(office)
            behind = office.end
    groups = list(_coordinated(page, found))
    floors = [0, *(group[-1].end for group in groups)]
    return [_mention(page, group, floor) for group, floor in zip(groups, floors, strict=False)]


def _body_ends(tokens: Tokens, organisations: Sequence[EntityMention]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for mention in organisations:
        first = bisect_left(tokens.starts, mention.start)
        last = bisect_left(tokens.starts, mention.end)
        if first < last:
            ends[first] = max(ends.get(first, 0), last)
    return ends


def _office_at(page: BodyPage, at: int) -> _Office | None:
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    word = page.tokens.words[at]
    words = office_words()
    if word in words.codes and not _in_a_number(page, at):
        end = body_end(page, at + 1) if body_begins(page, at + 1) else at + 1
        shares = end == at + 1 and word in ("CVP", "PCVP", "BTCN", "PCN")
        return _Office(at, end, "office.code", not shares, _is_plural(page, at, at + 1), False)
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


def _without_verb(page: BodyPage, office: _Office) -> _Office:
    """`bí thư chi bộ xóm | tổ chức họp dân`: behind a level or a name `tổ chức` is what the holder does."""
    lows, words = page.tokens.lows, page.tokens.words
    at = office.end - 2
    if at <= office.start + 1 or words[at : office.end] != ["tổ", "chức"]:
        return office
    before = lows[at - 1]
    ends = before in office_words().units or words[at - 1][:1].isupper() or before.isdigit()
    return office._replace(end=at) if ends else office


def _in_a_number(page: BodyPage, at: int) -> bool:
    """Whether the code is part of a document number (`21/2024/QĐ-TTg`)."""
    tokens = page.tokens
    return at > 0 and tokens.lows[at - 1] in ("-", "/") and tokens.ends[at - 1] == tokens.starts[at]


def _is_something_else(page: BodyPage, at: int, end: int) -> bool:
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


def _headed(page: BodyPage, at: int, end: int, needed: bool) -> _Office | None:
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    complete = " ".join(lows[at:end]) in grammar.complete
    typed = lows[end - 1] in _HEAD_TYPES
    end = _qualified(page, end)
    stop = body_end(page, end)
    if stop == end and lows[end - 1] in office_words().units:
        stop = place_end(page, end, after_unit=True)
    if (
        stop == end
        and typed
        and end < len(lows)
        and page.tokens.words[end][:1].isupper()
        and not begins_name(page, end)
    ):
        stop = subject_end(page, end)
    inner = max((page.bodies.get(i, 0) for i in range(at + 1, end)), default=0)
    if inner > stop:  # the head's last words begin the body: Trưởng [Ban Tuyên giáo Tỉnh ủy], Chánh [Văn phòng …]
        stop = without_name(page, at + 1, inner)
    if stop <= end and needed:
        return None
    return _Office(
        _with_before(page, at), max(stop, end), "office.head", complete or stop > end, _is_plural(page, at, end), False
    )


_HEAD_TYPES = frozenset(("phòng", "ban", "khoa", "trạm", "đoàn", "tổ"))  # Trưởng phòng | Tổng hợp


def _qualified(page: BodyPage, end: int) -> int:
    grammar, lows = grammar_of_bodies(), page.tokens.lows
    while (after := grammar.after.match(lows, end)) > end:
        end = after
    if lows[end : end + 2] == ["phụ", "trách"]:  # a body in charge, or a mark: else it is the verb
        closes = end + 2 >= len(lows) or not lows[end + 2][0].isalnum()
        if closes or (page.tokens.words[end + 2][:1].isupper() and body_begins(page, end + 2)):
            return end + 2
    return end


def _with_before(page: BodyPage, at: int) -> int:
    lows = page.tokens.lows
    if at > 0 and lows[at - 1] in office_words().before:
        return at - 1
    if at > 1 and lows[at - 1] == "." and lows[at - 2] == "q":
        return at - 2
    return at


def _is_plural(page: BodyPage, at: int, end: int) -> bool:
    lows = page.tokens.lows
    start = _with_before(page, at)
    if start > 1 and lows[start - 2 : start] == ["đồng", "chí"]:
        start -= 2
    elif start > 2 and lows[start - 3 : start] in (["đ", "/", "c"], ["đ", ".", "c"]):
        start -= 3
    return (start > 0 and lows[start - 1] in MANY) or (end < len(lows) and lows[end] in MANY)


def _code_head(page: BodyPage, at: int) -> _Office | None:
    stop = body_end(page, at + 1)
    lows = page.tokens.lows
    beside = at > 0 and lows[at - 1] in (",", "các", ":") and page.tokens.words[at] in ("PCT", "PGĐ", "PBT")
    ahead = lows[at + 1 : at + 3]
    coordinated = ahead[:1] == [","] and (ahead[1:] == ["các"] or ahead[1:] in (["pct"], ["pgđ"], ["pbt"]))
    if stop > at + 1 or beside or coordinated:
        return _Office(at, stop, "office.code", stop > at + 1, _is_plural(page, at, at + 1), False)
    return None


def _leaders(page: BodyPage, at: int, end: int) -> _Office | None:
    """`lãnh đạo UBND huyện`, `Thủ trưởng các cơ quan: A, B`: the bodies inside stay entities of their own."""
    lows = page.tokens.lows
    stop = body_end(page, end)
    if stop == end and end < len(lows) and lows[end] == ":":
        stop = list_end(page, end + 1)
        stop = end if stop == end + 1 else stop
    if stop == end:
        stop = level_end(page, end)
    if stop > end:
        while (
            stop + 1 < len(lows)
            and lows[stop] in (",", "và")
            and body_begins(page, stop + 1)
            and not stands_apart(page, stop + 1)
        ):
            stop = body_end(page, stop + 1)
        return _Office(at, stop, "office.leaders", True, True, True)
    if lows[at] == "người":
        return _Office(at, end, "office.leaders", True, False, False)
    return None


def _fused(page: BodyPage, at: int) -> _Office | None:
    """`Trưởng Phòng Nội vụ`, `Phó Trưởng các phòng: …`, `Phó Văn phòng`: head and body share no word."""
    grammar, tokens = grammar_of_bodies(), page.tokens
    end = grammar.fused.match(tokens.lows, at)
    if end == at or end >= len(tokens.lows):
        return None
    following = tokens.lows[end]
    if following not in MANY and not (tokens.words[end][:1].isupper() and body_begins(page, end)):
        return None
    stop = body_end(page, end)
    if stop == end:
        return None
    return _Office(_with_before(page, at), stop, "office.fused", True, _is_plural(page, at, end), False)


def _beside_name(page: BodyPage, at: int) -> _Office | None:
    """Lesser roles count only in apposition: `Giàng A Sử, cán bộ xã`."""
    grammar, tokens = grammar_of_bodies(), page.tokens
    end = grammar.beside.match(tokens.lows, at)
    if end == at or at < 2 or tokens.lows[at - 1] not in (",", "-", "(") or not ends_a_name(page, at - 1):
        return None
    stop = body_end(page, end)
    if stop == end and tokens.lows[end - 1] not in ("viên", "sĩ"):
        return None
    return _Office(at, stop, "office.apposition", True, False, True)


def _coordinated(page: BodyPage, found: Sequence[_Office]) -> list[list[_Office]]:
    """Offices whose body stands only with a later one join it: `Chủ tịch, các Phó Chủ tịch UBND xã`."""
    groups: list[list[_Office]] = []
    for office in found:
        if groups and not groups[-1][-1].own_body and _joins(page, groups[-1][-1], office):
            groups[-1].append(office)
        else:
            groups.append([office])
    return groups


def _joins(page: BodyPage, left: _Office, right: _Office) -> bool:
    between = page.tokens.lows[left.end : right.start]
    return (
        bool(between)
        and between[0] in (",", "và", "-", "/", "hoặc")
        and set(between[1:]) <= {"các", "và", "đồng", "chí"}
    )


def _in_body(page: BodyPage, first: int, at: int) -> bool:
    """Whether the token stands in a body with a name of its own (`các` in `… và các Khu công nghiệp`)."""
    return any(page.bodies.get(i, 0) > at for i in range(first, at))


def _mention(page: BodyPage, group: Sequence[_Office], floor: int) -> OfficeMention:
    """The offices of `group` as one mention; what stands before `floor` belongs to the mention before it."""
    starts, ends, lows = page.tokens.starts, page.tokens.ends, page.tokens.lows
    start, end = group[0].start, group[-1].end
    plural = any(office.plural for office in group) or any(
        lows[i] in MANY
        for office in group
        for i in range(office.start, office.end)
        if not _in_body(page, office.start, i)
    )
    if group[0].plural:
        if start > 1 and lows[start - 2 : start] == ["đồng", "chí"]:
            start -= 2
        elif start > 2 and lows[start - 3 : start] in (["đ", "/", "c"], ["đ", ".", "c"]):
            start -= 3
        if start > 0 and lows[start - 1] in MANY:
            start -= 1
        start = max(start, floor)
    return OfficeMention(
        start=starts[start],
        end=ends[end - 1],
        rule=group[0].rule,
        plural=plural,
        bodies_count=any(office.bodies_count for office in group),
        parts=tuple((starts[office.start], ends[office.end - 1]) for office in group),
    )
