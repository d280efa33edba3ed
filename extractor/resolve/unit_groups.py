"""Groups of bodies (`các sở, ban, ngành`, `UBND các xã, phường`): one key for all ways to list the same members."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.unit_bodies import known_body, opening_phrase
from extractor.lexicon.unit_names import (
    Folded,
    GroupClass,
    Word,
    loose,
    loose_words,
    typed_bare,
    unit_names,
    words_of,
    written_line,
)
from extractor.resolve.unit_reading import AUTHORITIES, PARTY, Named, read_name

Words = tuple[Word, ...]

PARTS = re.compile(r"\s*[,/;]\s*(?:và\s+)?|\s+(?:và|hoặc|&)\s+")
_WHICH = re.compile(r"(?<!\w)(?:nơi|nào|chưa|còn|được|bị|đạt|đang|để xảy ra|trong diện|vắng)(?!\w)")
_LEVEL = re.compile(r"(?<!\w)cấp (?:tỉnh|huyện|xã)(?!\w)")
_HONORIFIC = re.compile(r"^\s*(?:đồng chí|đ/c)\s+", re.IGNORECASE)
_COUNT = re.compile(r"\d+%? ")


class Group(msgspec.Struct, frozen=True):
    stem: str
    name: str
    post: str | None = None
    level: str = "own"


@cache
def _quantifier() -> re.Pattern[str]:
    words = sorted(unit_names().groups.quantifiers, key=len, reverse=True)
    return re.compile(rf"(?i:{'|'.join(words)})(?!\w)\s*")


@cache
def _inner() -> re.Pattern[str]:
    """`các` (or a number) behind a head, before what stands in many places."""
    words = sorted(
        {
            w
            for c in unit_names().groups.classes
            if c.key in ("tinh", "huyen", "xa", "thon", "dia-phuong")
            for w in c.words
        }
        - {"khu", "thị", "thành", "TP"}
        | {"cấp", "sở", "phòng", "đơn vị", "khoa", "trường", "xa", "huyen", "tinh"},
        key=len,
        reverse=True,
    )
    return re.compile(rf"(?<=\w)\s+(?:các|cac|những|mỗi|từng|\d+)\s+(?=(?:{'|'.join(words)})(?!\w))", re.IGNORECASE)


def inner_many(view: str) -> re.Match[str] | None:
    """Where `các` stands behind a head; a number before a place's name is no count (`Thuế cơ sở 3 tỉnh Lào Cai`)."""
    found = _inner().search(view)
    if found is None or not found.group().strip().isdigit():
        return found
    words = view[found.end() :].split()
    return None if len(words) > 1 and words[1][0].isupper() else found


def read_group(text: str, day: str | None = None) -> Group | None:
    """The group that a name means; None where it names one body."""
    line = written_line(text)
    view = matching_view(line)
    quantified = _quantifier().match(view) or _COUNT.match(view)
    inner = inner_many(view)
    if quantified:
        return _group(_HONORIFIC.sub("", line[quantified.end() :]), None, day, line)
    if inner:
        return _group(line[inner.end() :], line[: inner.start()], day, line)
    if (post := _post_of_many(line)) is not None:
        return _group(line[post[1] :], line[: post[0]], day, line)
    if (level := _LEVEL.search(view)) is not None and _many_at(view, level):
        return _group(line[level.start() :], line[: level.start()].strip() or None, day, line)
    if _lists(view) or _WHICH.search(view) or _general(line):
        return _listed(_HONORIFIC.sub("", line), day)
    return None


def _post_of_many(line: str) -> tuple[int, int] | None:
    """Where the post ends and the bodies begin in `Giám đốc các bệnh viện`."""
    words = words_of(line)
    post = opening_phrase(words, "posts")
    if post is None or len(words) <= post[1] + 1 or words[post[1]].marked not in ("các", "những"):
        return None
    return words[post[1] - 1].end, words[post[1] + 1].start


_OF_A_LEVEL = re.compile(
    r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|chính quyền|công an|đảng ủy|cấp ủy)$", re.IGNORECASE
)


def _many_at(view: str, level: re.Match[str]) -> bool:
    """`UBND cấp tỉnh` are many; `Ban Chỉ đạo cấp tỉnh` is one."""
    return (
        "tỉnh" not in level.group()
        or not view[: level.start()].strip()
        or bool(_OF_A_LEVEL.search(view[: level.start()].strip()))
    )


def _lists(view: str) -> bool:
    """Two or more words for units side by side (`xã, thị trấn`; `Chủ tịch UBND huyện, thị xã`)."""
    first, *others = PARTS.split(view.lower())
    units = unit_names().groups.lists
    words = first.split()
    endings = (first, " ".join(words[-2:]), *words[-1:])
    return bool(others) and all(part in units for part in others) and any(ending in units for ending in endings)


def _general(line: str) -> bool:
    """A noun for many (`chủ đầu tư`, `Nhà thầu`), no name: no capital behind the first letter, two words or more."""
    words = words_of(line)
    if len(words) < 2 or any(w.text[0].isupper() or w.text[0].isdigit() for w in words[1:]):
        return False
    named = read_name(line)
    return not named.known


def _listed(line: str, day: str | None) -> Group:
    """A list without `các`: what stands before its first member is the head (`Chủ tịch UBND` + `huyện, thị xã`)."""
    view = matching_view(line).lower()
    first = PARTS.split(view)[0]
    units = sorted(unit_names().groups.lists, key=len, reverse=True)
    member = next((u for u in units if first.endswith(" " + u)), None)
    if member is None or not _lists(matching_view(line)):
        return _group(line, None, day, line)
    at = len(first) - len(member)
    return _group(line[at:], line[:at].strip(), day, line)


def _group(members: str, head: str | None, day: str | None, line: str) -> Group:
    classes, rests = _classes(members)
    named, title, post = _head(head, day) if head else (None, None, None)
    if named == PARTY and {"huyen-uy", "dang-uy"} & set(classes):
        named, title = None, None
    stem = ".".join(["cac", *([named] if named else []), *classes, *rests])
    many_places = named is None and "so-nganh" in classes and "sở" in matching_view(members).lower().split()[0]
    return Group(stem, _name(line, title, classes, rests), post, "province" if many_places else "own")


_WITH_BODY = frozenset(["Chủ tịch", "Phó Chủ tịch", "chủ tịch", "Bí thư", "bí thư", "Phó Bí thư"])
"""Posts that name their body with the place alone: `Chủ tịch các xã` are those of the committees."""


def _head(head: str, day: str | None) -> tuple[str | None, str | None, str | None]:
    """The stem and the name of the bodies in many places, and the post that acts for them."""
    if any(loose_words(head) == loose_words(post) for post in unit_names().posts) and head not in _WITH_BODY:
        return None, None, head
    named = read_name(f"{head} xã", day)
    if not (named.known and named.place is not None and named.place.name is None):
        named = read_name(head, day)
    if named.known:
        if named.stem == AUTHORITIES:
            return None, None, named.post
        return named.stem, named.title, named.post
    return "-".join(loose_words(head)), head, None


@cache
def _class_words() -> dict[tuple[str, ...], GroupClass]:
    """Marked and folded words → class; folded ones that two classes share (`ban`, `bản`) are the first one's."""
    found: dict[tuple[str, ...], GroupClass] = {}
    for c in unit_names().groups.classes:
        for word in c.words:
            found.setdefault(loose_words(word), c)
    for c in unit_names().groups.classes:
        for word in c.words:
            if not word.isascii():
                found[tuple(w.marked for w in words_of(word) if w.marked != "và")] = c
    return found


@cache
def _neutral() -> frozenset[tuple[str, ...]]:
    return frozenset(loose_words(word) for word in unit_names().groups.neutral)


def _classes(members: str) -> tuple[list[str], list[str]]:
    """Keys of the classes that are listed, in order of the alphabet, and what tells which of them are meant."""
    whole = words_of(members)
    if (body := known_body(whole)) is not None and body.size == len(whole):
        return [], [body.body.stem]
    found: dict[str, str] = {}
    rests: list[str] = []
    for part in PARTS.split(members):
        key, said, rest = _member(words_of(_quantifier().sub("", part, count=1) if _quantifier().match(part) else part))
        if key is not None:
            found.setdefault(key, said)
        if rest:
            rests.append("-".join(rest))
    keys = set(found)
    if "tinh" in keys and found.get("huyen", "").startswith(("thanh", "tp")):
        keys.discard("huyen")
    if keys & {"bo-nganh", "cap-nganh", "phong"}:
        keys.discard("so-nganh")
    return sorted(keys), rests


def _member(read: Words) -> tuple[str | None, str, Folded]:
    """The class that one of a list belongs to, the words that say so, and the words that tell which are meant."""
    words = loose(read)
    marked = words if typed_bare(read) else tuple(w.marked for w in read if w.folded != "va")
    size = next((n for n in range(len(words), 0, -1) if marked[:n] in _class_words()), 0)
    known = _class_words()[marked[:size]] if size else None
    if known is not None and not _may_follow(known, marked[size:]):
        known, size = None, 0
    if known is None and (body := known_body(read)) is not None and body.size == len(read):
        return None, "", (body.body.stem,)
    rest = words[size:]
    while endings := [len(n) for n in _neutral() if n and rest[-len(n) :] == n]:
        rest = rest[: -max(endings)]
    return (known.key if known is not None else None), " ".join(words[:size]), rest


_OPEN_CLASSES = frozenset(["tinh", "huyen", "xa", "thon", "dia-phuong", "co-quan-don-vi", "chu-dau-tu", "cap-uy"])


def _may_follow(known: GroupClass, rest: tuple[str, ...]) -> bool:
    """Whether the words behind a class tell which of its members are meant, and make no other word of it (`bộ môn`)."""
    if not rest or rest[0] in unit_names().groups.openers or any(rest[-len(n) :] == n for n in _marked_neutral()):
        return True
    return known.key in _OPEN_CLASSES and rest[0] not in ("ủy", "đoàn", "hội", "viên", "trưởng")


@cache
def _marked_neutral() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.marked for w in words_of(word)) for word in unit_names().groups.neutral)


def _name(line: str, head: str | None, classes: list[str], rests: list[str]) -> str:
    """The usual name where the members are of one known class, else as written."""
    if len(classes) == 1 and not rests:
        name = next(c.name for c in unit_names().groups.classes if c.key == classes[0])
        return f"{head} {name}" if head else name
    return line[:1].lower() + line[1:] if _quantifier().match(matching_view(line)) else line


def as_named(group: Group) -> Named:
    """The group as a name that belongs to the place of its document."""
    level = "none" if {"tinh", "bo-nganh"} & set(group.stem.split(".")) else group.level
    return Named(group.stem, group.name, "group", level, post=group.post)
