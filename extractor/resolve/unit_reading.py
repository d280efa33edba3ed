"""A name of a body taken apart: who acts for it (post, organ), what it is, and where the name says that it belongs.

Giám đốc | Sở Tài chính | tỉnh Lào Cai          Ban Thường vụ | Huyện ủy | Duy Tiên
post       body           place                  organ           body      place
"""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.unit_bodies import head_of, known_body, opening_phrase
from extractor.lexicon.unit_names import (
    Body,
    UnitHead,
    loose,
    loose_words,
    slug,
    typed_bare,
    unit_names,
    words_of,
    written_line,
)
from extractor.resolve.unit_tails import Place, Words, cut_tail, is_province, level_word, tail, text_of

AUTHORITIES = "chinh-quyen"
"""Stem of a territory that acts (`xã Hướng Phùng`, `chính quyền huyện`)."""
PARTY = "dang-uy"
"""Stem of a Party committee of any level: `Tỉnh ủy`, `Thành ủy`, `Huyện ủy`, `Đảng ủy`."""


class Named(msgspec.Struct, frozen=True):
    """`stem` is the key without its place, `title` the name without it; `level` as in `unit_names.json`, or `village`.

    `placed`: the full name ends with the place. `known`: it is in the table or opens with a known head. `of`: the word
    by which it names the body that it is a part of (`so` in `Thanh tra Sở`). The level `unsaid` is that of a bare head
    (`công ty`), which may be any. `listed`: every word is accounted for, by a list or as a place.
    """

    stem: str
    title: str
    kind: str
    level: str
    place: Place | None = None
    post: str | None = None
    placed: bool = False
    known: bool = True
    of: str | None = None
    listed: bool = False


def read_name(text: str, day: str | None = None) -> Named:
    """What a name says. `day` (ISO) is that of its document; without any knowledge the kind is `other`."""
    line = written_line(text)
    words = words_of(line)
    if (honorific := opening_phrase(words, "honorifics")) is not None and honorific[1] < len(words):
        words = words[honorific[1] :]
    found = _body(line, words, day)
    return found if found is not None else Named(slug(line), _title(line, words), "other", "holder", known=False)


def _body(line: str, words: Words, day: str | None, depth: int = 0) -> Named | None:
    if not words or depth > 4:
        return None
    return (
        _known(line, words, day, whole=True)
        or _part(line, words, day, depth)
        or _committee(words)
        or _territory(words)
        or _for_another(line, words, day, depth)
        or _inside_another(line, words, day, depth)
        or _known(line, words, day, whole=False)
        or _village(line, words)
        or _by_head(line, words)
    )


def _known(line: str, words: Words, day: str | None, *, whole: bool) -> Named | None:
    """A body of the table with nothing but a place behind it; not `whole`: its name goes on in free words."""
    known = known_body(words, day)
    if known is None:
        return None
    body, rest = known.body, words[known.size :]
    if [w.folded for w in rest[:2]] == ["chi", "nhanh"]:
        rest = rest[2:]
    place = tail(rest)
    if place is not None and place.word is None and body.level in ("none", "province") and not is_province(rest):
        place = None  # `Báo Đồng Khởi`: a name, no place
    if rest and place is None:
        return None if whole else _longer(line, words, body)
    return Named(body.stem, body.name, body.kind, body.level, place, placed=body.placed, listed=True)


_HOUSES = (
    "tổng công ty", "công ty", "tập đoàn", "bệnh viện", "trung tâm", "ủy ban", "tổng cục", "chi cục", "liên minh",
    "trường", "khoa", "hội", "cục", "bộ", "sở",
)  # fmt: skip


_ONE_WORD_WITH = frozenset(
    [
        "môi",
        "thị",
        "công",
        "hiện",
        "xã",
        "cơ",
        "cán",
        "nội",
        "nam",
        "bắc",
        "trung",
        "đường",
        "đại",
        "tiến",
        "quốc",
        "học",
    ]
)
"""Before the last word they make another word of it: `Môi trường`, `xã hội`, `đường bộ`, `cơ sở`."""


def _part(line: str, words: Words, day: str | None, depth: int) -> Named | None:
    """`Văn phòng Bộ`, `Thanh tra Sở`, `Đảng ủy Công ty`: a part of a body that is named by its first word alone."""
    for house in _HOUSES:
        size = len(house.split())
        if len(words) <= size or " ".join(w.marked for w in words[-size:]) != house:
            continue
        if size == 1 and (words[-1].text[0].islower() or words[-2].marked in _ONE_WORD_WITH):
            continue
        inner = _body(line, words[:-size], day, depth + 1)
        if inner is None or not inner.known or inner.place is not None or inner.level in ("central", "province"):
            return None
        return msgspec.structs.replace(inner, title=_title(line, words), level="holder", of=slug(house), placed=False)
    return None


def _longer(line: str, words: Words, body: Body) -> Named | None:
    head = head_of(words)
    if body.level == "central" and head is None:
        return None
    cut, place = cut_tail(words, bare=body.kind != "company")
    level = body.level if head is None else head[0].level
    kind = body.kind if head is None else head[0].kind
    return Named("-".join(loose(cut)), _title(line, cut), kind, level, place)


def _committee(words: Words) -> Named | None:
    """`Tỉnh ủy`, `Huyện đoàn Duy Tiên`, `Đảng bộ xã Gia Phú`: one committee of the Party, or of the Youth Union."""
    found = opening_phrase(words, "committees")
    if found is not None:
        name, size = found
        word = dict(unit_names().committees)[name]
        place = tail(words[size:]) if words[size:] else Place(word)
        if place is None:
            return None
        if place.word is None or place.word != word:
            place = Place(word, place.name, place.above)
        if name.endswith("đoàn"):
            union = "Đoàn Thanh niên Cộng sản Hồ Chí Minh"
            return Named("doan-thanh-nien", union, "union", "own", place, placed=True, listed=True)
        return Named(PARTY, name, "party", "own", place, placed=True, listed=True)
    opening = tuple(w.folded for w in words[:2])
    if opening not in (("dang", "uy"), ("dang", "bo")) or words[0].marked not in ("đảng", "dang"):
        return None
    place = tail(words[2:]) if words[2:] else None
    if words[2:] and place is None:
        return None
    return Named(PARTY, "Đảng ủy", "party", "own", place, placed=True, listed=True)


_LEADS = ("toàn", "chính quyền", "cấp ủy chính quyền", "cả", "toàn thể", "cấp ủy")


def _territory(words: Words) -> Named | None:
    """`xã Hướng Phùng`, `chính quyền huyện`, `toàn tỉnh`, `Cà Mau`: a territory that stands for its authorities."""
    said = [w.folded if typed_bare(words) else w.marked for w in words if w.folded != "va"]
    leads = [(loose_words if typed_bare(words) else str.split)(lead) for lead in _LEADS]
    size = max((len(lead) for lead in leads if said[: len(lead)] == list(lead)), default=0)
    rest = words[size:]
    if level_word(rest) is not None:
        place = tail(rest)
    else:
        place = Place(None, text_of(rest)) if rest and is_province(rest) else None
    return (
        None
        if place is None
        else Named(AUTHORITIES, "chính quyền", "authorities", "own", place, placed=True, listed=True)
    )


def _for_another(line: str, words: Words, day: str | None, depth: int) -> Named | None:
    """A post or an organ: its body is the unit."""
    for kind in ("posts", "organs"):
        found = opening_phrase(words, kind)
        if found is None:
            continue
        phrase, size = found
        rest = words[size:]
        if rest and rest[0].folded == "cua":
            rest = rest[1:]
        if (body := _headed(line, phrase, rest, day, depth)) is not None:
            post = f"{phrase} {_fused(rest)}" if phrase in unit_names().fused else phrase
            return msgspec.structs.replace(body, post=f"{post}, {body.post}" if body.post else post)
    return None


def _fused(rest: Words) -> str:
    return " ".join(w.text for w in rest[: 2 if rest[0].folded in ("van", "thanh", "dai", "to", "cong") else 1])


def _headed(line: str, phrase: str, rest: Words, day: str | None, depth: int) -> Named | None:
    names = unit_names()
    if not rest:
        alone = names.post_words.get(phrase)
        body = alone and _body(alone, words_of(alone), day, depth + 1)
        if body:
            return body
        party = phrase in ("Bí thư", "Phó Bí thư", "Ban Thường vụ", "Thường vụ")
        return Named(PARTY, "Đảng ủy", "party", "own", placed=True) if party else None
    stem_name = names.post_bodies.get(phrase)
    if stem_name is not None and (level_word(rest) is not None or is_province(rest)):
        return _body(stem_name, (*words_of(stem_name), *rest), day, depth + 1)
    return _body(line, rest, day, depth + 1)


def _inside_another(line: str, words: Words, day: str | None, depth: int) -> Named | None:
    """`Văn phòng Tỉnh ủy`, `Đảng ủy Sở Tài chính`: a body that belongs to the one behind it, at the same place."""
    found = opening_phrase(words, "outers")
    if found is None:
        return None
    name, size = found
    kind = dict(unit_names().outers)[name]
    rest = words[size + 1 :] if words[size : size + 1] and words[size].folded == "cua" else words[size:]
    if name in unit_names().party_alone and (not rest or level_word(rest) is not None):
        place = tail(rest) if rest else None
        return Named(f"{slug(name)}-{PARTY}", name, "party", "own", place, placed=True)
    if not rest or rest[0].apart:
        return None
    inner = _body(line, rest, day, depth + 1)
    if inner is None or not inner.known or inner.stem == AUTHORITIES or inner.post is not None:
        return None
    outer = _SAME_OUTER.get(name, name)
    title = outer if inner.stem == PARTY else f"{outer} {inner.title}"
    return Named(
        f"{slug(outer)}-{inner.stem}", title, kind, inner.level, inner.place, placed=inner.placed, listed=inner.listed
    )


_SAME_OUTER = {"Đảng bộ": "Đảng ủy", "Ban Cán sự": "Ban Cán sự đảng", "UBKT": "Ủy ban Kiểm tra"}


def _village(line: str, words: Words) -> Named | None:
    for village in unit_names().villages:
        size = len(village.split())
        if " ".join(w.marked for w in words[:size]) != village.lower():
            continue
        name = words[size + 1 :] if words[size : size + 1] and words[size].marked == "số" else words[size:]
        if name and (name[0].text[0].isupper() or name[0].text[0].isdigit()):
            stem = "-".join((*loose(words[:size]), *loose(name)))
            return Named(stem, f"{village} {text_of(name)}", "village", "village")
    return None


def _by_head(line: str, words: Words) -> Named | None:
    found = head_of(words)
    if found is None:
        return None
    head, size = found
    cut, place = cut_tail(words, bare=head.kind != "division", least=size)
    if head.level == "none" and place is not None and place.word is None and not _general(cut[size:]):
        cut, place = words, None  # `Công ty Dệt Hòa Bình`: part of its own name
    level = _level(head, cut, size) if place is None else head.level
    return Named("-".join(loose(cut)), _title(line, cut), head.kind, level, place)


def _level(head: UnitHead, words: Words, size: int) -> str:
    """The level of a body that names no place, `size` words of it being the head."""
    if tuple(w.folded for w in words[-2:]) == ("viet", "nam"):
        return "central"
    if head.level == "none" and _general(words[size:]):
        return "province"
    if head.kind == "project_board":  # `Ban QLDA 85`: the ministry numbers its own
        return "none" if len(words) == size + 1 and words[-1].folded.isdigit() else head.level
    several = head.level != "holder" or words[0].marked in _SEVERAL_INSIDE
    return "unsaid" if len(words) == size <= 2 and head.level != "central" and several else head.level


_SEVERAL_INSIDE = frozenset(["phòng", "khoa", "tổ", "đội", "vụ", "xưởng", "phân", "bộ", "xí", "chi", "trại"])
"""First words of what a house has several of: bare, they name none of them."""


@cache
def _business() -> frozenset[str]:
    return frozenset(word for phrase in unit_names().company_words for word in loose_words(phrase))


def _general(words: Words) -> bool:
    """Whether the name of a firm says only what it does (`Công ty Thủy lợi`): then it is that of its province."""
    return bool(words) and all(w.folded in _business() or w.folded == "va" for w in words)


def _title(line: str, words: Words) -> str:
    """The words as they stand, tones in today's place."""
    title = matching_view(line[words[0].start : words[-1].end] if words and words[-1].end <= len(line) else line)
    return title[:1].upper() + title[1:]
