"""Who is meant: coordinated lists of bodies, office-holders, persons and collective doers at one place of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from extractor.core.characters import UPPER
from extractor.core.mentions import EntityMention, OfficeMention, TimeMention
from extractor.lexicon.actors import actor_words, group_pattern
from extractor.lexicon.orders import one_of, order_words


class Actor(msgspec.Struct, frozen=True):
    """One member of a list of doers. `name` is written out where the list shares a head (`Bộ Công an`)."""

    start: int
    end: int
    name: str | None = None


class ActorList(msgspec.Struct, frozen=True):
    """Coordinated doers; `end` is the offset behind the last one and what belongs to it (brackets, positions)."""

    actors: tuple[Actor, ...]
    start: int
    end: int


class ActorIndex(msgspec.Struct, frozen=True):
    """Mentions by the offset where they start, for `read_actors`; `lower` is the matching view in lower case."""

    view: str
    lower: str
    bodies: dict[int, EntityMention]
    offices: dict[int, OfficeMention]
    persons: dict[int, EntityMention]
    places: dict[int, EntityMention]
    names: dict[int, EntityMention]  # references and programmes: no doers, but no verbs either
    times: dict[int, int]  # start → end of calendar expressions


_COURTESY = re.compile(
    r"(?i:(?:các\s+)?(?:đồng chí|đ/c|ông|bà|anh|chị|thầy|cô)\s*:?\s+)|(?:(?:PGS|GS|TS|ThS|BS|BSCK\s?I+|CN|KS|Luật sư|Bác sĩ|Đại tướng|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))[.\s]+)+"
)
_REPRESENTS = re.compile(r"(?i:đại diện|lãnh đạo|người đại diện|thay mặt)\s+")
_BRACKET = re.compile(r"\s*\([^()]{0,200}\)")
_APPOSITION = re.compile(r"\s*(?:,|-|–|\()\s*(?:kiêm\s+|là\s+)?")
_SEPARATOR = re.compile(r"\s*(?:,\s*và|,|;|và|\+)\s+|\s*,\s*|\s+-\s+", re.IGNORECASE)
_PLURAL_PLACES = re.compile(rf"(?i:các|những|hai|ba|\d+)\s+(?i:(huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|quận|đặc khu|thôn|bản|xóm|ấp|khóm|buôn|khu phố|tổ dân phố))\s*:?\s+(?=[{UPPER}])")
_NEXT_PLACE = re.compile(r"\s*(?:,|;|và|,\s*và)\s+(?:(huyện|xã|phường|thị trấn|thị xã|thành phố|TP\.?)\s+)?")
_SHARED_BODY = re.compile(rf"((?:UBND|Ủy ban nhân dân|Đảng ủy|Công an|HĐND)\s+)(?:các\s+)?(?=(?:huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|quận|đặc khu)\s*:?\s+[{UPPER}])")
_PROPER = re.compile(rf"[{UPPER}][\w'’]*(?:\s+[{UPPER}][\w'’]*){{0,3}}")
# a body of which there are many: `Sở Y tế các tỉnh, thành phố`
_OF_MANY = re.compile(r"\s+(?:các|một số|những)\s+(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|địa phương|đặc khu)(?!\w)(?:\s*(?:,|và)\s*(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)(?!\w))*(?:\s+(?:phía|ven|vùng|trong|trên địa bàn|liên quan|trực thuộc)(?!\w)(?:\s+[^\s,.;:]+){0,2})?")
_TAIL = re.compile(r"(?:\s+(?:có\s+)?liên quan)|\s+trên địa bàn(?:\s+(?:toàn\s+)?(?:tỉnh|huyện|thành phố|xã|phường)(?!\w))?")


def index_actors(
    view: str, bodies: Iterable[EntityMention], offices: Iterable[OfficeMention], entities: Sequence[EntityMention], times: Iterable[TimeMention]
) -> ActorIndex:
    """An index of all mentions that can name a doer. `bodies` are all organisations found, `entities` what stands."""
    return ActorIndex(
        view,
        view.lower() if len(view.lower()) == len(view) else "".join(c.lower() if len(c.lower()) == 1 else c for c in view),
        {b.start: b for b in bodies},
        {o.start: o for o in offices},
        {e.start: e for e in entities if e.type == "person"},
        {e.start: e for e in entities if e.type == "location"},
        {e.start: e for e in entities if e.type in ("legal_ref", "programme")},
        {t.start: t.end for t in times},
    )


def inside_name(index: ActorIndex, at: int) -> bool:
    """Whether the offset lies within a body, office, person or named programme, not at its start."""
    groups = (index.bodies, index.offices, index.persons, index.names)
    return any(m.start < at < m.end for group in groups for m in group.values())


def read_actors(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """The list of doers that starts exactly at `at`, as long as it goes on, or None."""
    found: list[Actor] = []
    position = at
    while True:
        member = _read_member(index, position, end)
        if member is None:
            break
        actors, position = member
        found += actors
        separator = _SEPARATOR.match(index.view, position, end)
        if separator is None:
            break
        following = _read_member(index, separator.end(), end)
        if following is None or index.lower.startswith(("mỗi ", "từng "), separator.end()):
            break
        position = separator.end()
    if not found:
        return None
    return ActorList(tuple(found), at, position)


def _read_member(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    courtesy = _COURTESY.match(index.view, at, end)
    if courtesy and (person := _person(index, courtesy.end(), end)):
        return person
    for reader in (_person, _office, _shared_head, _places, _longest):
        if member := reader(index, at, end):
            return member
    for_others = _REPRESENTS.match(index.view, at, end)
    if for_others and (body := index.bodies.get(for_others.end())) and body.end <= end:
        return [Actor(at, body.end)], _behind(index, body.end, end)
    if for_others and (group := _longest(index, for_others.end(), end)):
        return group
    if courtesy and (member := _longest(index, courtesy.end(), end) or _office(index, courtesy.end(), end)):
        actors, position = member
        # the courtesy word stays with an office (`Đồng chí Bí thư, Chủ tịch UBND các xã`)
        return [Actor(at, actors[0].end, actors[0].name), *actors[1:]], position
    return None


def _person(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    mention = index.persons.get(at)
    if mention is None or mention.end > end:
        return None
    position = mention.end
    while (gap := _APPOSITION.match(index.view, position, end)) and (office := index.offices.get(gap.end())):
        position = office.end
        if index.view[gap.start() : gap.end()].strip().startswith("(") and index.view[position : position + 1] == ")":
            position += 1
    return [Actor(mention.start, mention.end)], position


def _office(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    office = index.offices.get(at)
    if office is None or office.end > end:
        return None
    blank = re.compile(r"\s+").match(index.view, office.end, end)
    if blank and (person := _person(index, blank.end(), end)):
        return person
    if stacked := _behind_titles(index, office, end):
        return stacked
    group = group_pattern().match(index.lower, at, end)
    stop = max(office.end, group.end() if group else 0)
    # `Giám đốc các Sở: Tài chính, Xây dựng, Công Thương`
    while (gap := re.compile(r"\s*(?:,|và|,\s*và)\s+").match(index.view, stop, end)) and (more := index.bodies.get(gap.end())) and more.rule.startswith("list"):
        stop = more.end
    return _split_office(index, office, at, stop), _behind(index, stop, end)


_MOST_TITLES = 6  # before one name


def _behind_titles(index: ActorIndex, office: OfficeMention, end: int) -> tuple[list[Actor], int] | None:
    """The person behind stacked titles: `Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Nguyễn Văn A`."""
    for _ in range(_MOST_TITLES):
        comma = _APPOSITION.match(index.view, office.end, end)
        following = index.offices.get(comma.end()) if comma else None
        if following is None or following.end > end:
            return None
        office = following
        blank = re.compile(r"\s+").match(index.view, office.end, end)
        if blank and (person := _person(index, blank.end(), end)):
            return person
    return None


_BARE_TITLE = re.compile(r"(?:(?:các\s+)?(?:đồng chí\s+)?)?(?:phó\s+)?(?:bí thư|chủ tịch|trưởng ban|trưởng phòng|giám đốc|thủ trưởng|hiệu trưởng|chánh án|viện trưởng|bộ trưởng|trưởng|ct|pct|cvp|pcvp)(?:\s+thường trực)?", re.IGNORECASE)


def _split_office(index: ActorIndex, office: OfficeMention, at: int, stop: int) -> list[Actor]:
    """`Chánh Văn phòng, Giám đốc các Sở …` are two; bare titles share the body that follows (`Bí thư, Chủ tịch UBND`)."""
    parts = [p for p in office.parts if p[0] >= at]
    if len(parts) < 2 or any(_BARE_TITLE.fullmatch(index.view, *p) for p in parts[:-1]):
        return [Actor(at, stop)]
    return [Actor(at if n == 0 else a, stop if n == len(parts) - 1 else b) for n, (a, b) in enumerate(parts)]


_QUANTIFIED = re.compile(r"(?i:các|những|hai|ba)\s+")


def _shared_head(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    """`các Bộ: Quốc phòng, Công an`: members with the head as it is written before the first of them."""
    quantified = _QUANTIFIED.match(index.view, at, end)
    position = quantified.end() if quantified else at
    members: list[EntityMention] = []
    while (body := index.bodies.get(position)) and body.rule.startswith("list") and body.end <= end:
        members.append(body)
        gap = re.compile(r"\s*(?:,|;|và|,\s*và)\s+").match(index.view, body.end, end)
        if gap is None:
            break
        position = gap.end()
    if not members or len(members) == 1 and not quantified:
        return None
    head = _head_as_written(index, members)
    first = re.sub(r"\s*:\s*|\s+(?:các|những)\s+", " ", index.view[members[0].start : members[0].end])
    names = [first, *(f"{head} {index.view[m.start : m.end]}" if head else m.name for m in members[1:])]
    return [Actor(m.start, m.end, name) for m, name in zip(members, names, strict=True)], members[-1].end


def _head_as_written(index: ActorIndex, members: list[EntityMention]) -> str | None:
    """What the members share (`UBND xã` of `UBND các xã: A, B`), or None where the first name does not show it."""
    first = index.view[members[0].start : members[0].end]
    if ":" in first:
        head = first.split(":")[0]
    elif len(members) > 1 and members[0].name and members[1].name:
        own = _own_part(members[0].name, members[1].name)
        head = first[: -len(own)] if own and first.endswith(own) else ""
    else:
        head = ""
    return re.sub(r"(?:^|\s)(?:các|những|hai|ba)(?=\s)", "", head).strip(" :") or None


def _own_part(name: str, other: str) -> str:
    """The words of `name` behind what it shares with `other`."""
    mine, theirs = name.split(), other.split()
    shared = next((n for n, (x, y) in enumerate(zip(mine, theirs, strict=False)) if x != y), min(len(mine), len(theirs)))
    return " ".join(mine[shared:])


def _longest(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    """A body or a collective doer, whichever reaches further."""
    body = index.bodies.get(at)
    group = group_pattern().match(index.lower, at, end)
    if body is not None and body.end <= end and (group is None or body.end >= group.end()):
        name = body.name if body.rule.startswith("list") else None
        stop = body.end
        if spread := _OF_MANY.match(index.lower, stop, end):
            return [Actor(at, spread.end())], _behind(index, spread.end(), end)
        return [Actor(at, stop, name)], _behind(index, stop, end)
    if (branch := _branch().match(index.lower, at, end)) and (group is None or branch.end() > group.end()):
        return [Actor(at, branch.end())], branch.end()
    if many := _body_of_many(index, at, end):
        return [Actor(at, many)], _behind(index, many, end)
    if group is None or group.end() <= at:
        return None
    if _single().fullmatch(index.lower, at, group.end()) and re.compile(rf"\s+[{UPPER}]").match(index.view, group.end(), end):
        return None  # `Ban Chỉ huy …`, `Phường Bắc Giang`: the opening of a name
    one = _single().match(index.lower, at, group.end())
    stop = group.end() if one else _with_relative_clause(index, group.end(), end)
    blank = re.compile(r"\s+").match(index.view, stop, end)
    if one and blank and (place := index.places.get(blank.end())) and place.end <= end:
        stop = place.end  # `Cử tri xã Hòa Liên`
    return [Actor(at, stop)], _behind(index, stop, end)


_MANY_BODIES = re.compile(
    r"(?:sở|phòng|chi cục|công an|tòa án|viện kiểm sát|hội|đoàn|bộ chỉ huy|ban chỉ huy|ban quản lý|trung tâm|trường|đảng ủy|ban tổ chức|ủy ban kiểm tra|văn phòng|hạt|trạm|bảo hiểm xã hội|ngân hàng)(?:\s+[^\s,.;:()]+){1,7}?(?=\s+(?:các|một số)\s)"
)


def _body_of_many(index: ActorIndex, at: int, end: int) -> int | None:
    """The end of `Sở Y tế các tỉnh, thành phố`, where no verb stands inside."""
    head = _MANY_BODIES.match(index.lower, at, min(end, at + 90))
    if head is None or not (spread := _OF_MANY.match(index.lower, head.end(), end)):
        return None
    inside = index.lower[at : head.end()]
    return None if re.search(rf"\s(?:{one_of(order_words().verbs)})", re.sub(r"^\S+\s+\S+", "", inside)) and " " in inside else spread.end()


@cache
def _single() -> re.Pattern[str]:
    return re.compile(one_of(actor_words().singles))


@cache
def _relative_clause() -> re.Pattern[str]:
    words = order_words()
    main = rf"(?:cần|phải|có trách nhiệm|chịu trách nhiệm|không được|tuyệt đối|{one_of(words.adverbs)}|{one_of(words.verbs)})"
    return re.compile(rf"\s+(?:có|được|thuộc|nằm|đang|đóng|phụ trách|quản lý|ở|tại|sử dụng|trực tiếp quản lý)\s+[^\s,.;:()]+(?:\s+[^\s,.;:()]+){{0,8}}?(?=\s+{main}(?!\w))")


_SECTORS = (
    "lao động - thương binh và xã hội", "lao động, thương binh và xã hội", "giáo dục và đào tạo", "nông nghiệp và môi trường",
    "nông nghiệp và phát triển nông thôn", "tài nguyên và môi trường", "thông tin và truyền thông", "khoa học và công nghệ",
    "văn hóa, thể thao và du lịch", "giao thông vận tải", "bảo hiểm xã hội", "kiểm sát", "kiểm lâm", "thủy sản", "thủy lợi",
    "giáo dục", "nông nghiệp", "y tế", "công an", "quân đội", "văn hóa", "tài chính", "thuế", "hải quan", "điện lực", "điện",
    "than", "xây dựng", "công thương", "du lịch", "ngân hàng", "tòa án", "nội vụ", "tư pháp", "thanh tra", "tuyên giáo", "dân vận",
    "ngoại vụ", "kế hoạch", "thống kê", "thú y", "đường sắt", "hàng không", "lâm nghiệp", "chăn nuôi", "trồng trọt", "cao su",
)  # fmt: skip


@cache
def _branch() -> re.Pattern[str]:
    words = order_words()
    sectors = rf"(?:toàn\s+)?ngành\s+(?:{'|'.join(_SECTORS)})(?!\w)(?:\s+(?:tỉnh|huyện|thành phố))?"
    return re.compile(rf"{sectors}|(?:(?:toàn\s+)?ngành|ban quản lý|ban quản trị|phân xưởng|lực lượng|chủ đầu tư)\s+(?!(?:cần|phải|{one_of(words.verbs)}|{one_of(words.adverbs)})(?!\w))[^\s,.;:()]+(?:\s+[^\s,.;:()]+){{0,4}}?(?=\s+(?:cần|phải|có trách nhiệm|{one_of(words.adverbs)}|{one_of(words.verbs)})(?!\w))")


# what has not been done tells which are meant only where an obligation follows
_UNDONE = re.compile(r"\s+(?:chưa|đã|bị|không)\s+[^\s,.;:()]+(?:\s+[^\s,.;:()]+){0,8}?(?=\s+(?:cần|phải)(?!\w))")


def _with_relative_clause(index: ActorIndex, at: int, end: int) -> int:
    """Behind what tells which of a group are meant (`các xã có tuyến đi qua`), where a main verb follows it."""
    if re.compile(r"\s+(?:có trách nhiệm|có nhiệm vụ|có kế hoạch|có giải pháp|có phương án|có biện pháp|có văn bản|được yêu cầu|được đề nghị|được chỉ đạo|được giao (?:chủ trì|nhiệm vụ|làm|phụ trách|tham mưu|xây dựng|thực hiện)|được phân công|đã|đang)(?!\w)").match(index.lower, at, end):
        return at
    clause = _relative_clause().match(index.lower, at, min(end, at + 120)) or _UNDONE.match(index.lower, at, min(end, at + 120))
    return clause.end() if clause else at


def _places(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    """`các huyện Đầm Hà, Hải Hà và Tiên Yên`, `UBND các xã A, B`, `xã Bản Pắc`: each a doer, written out."""
    shared = _SHARED_BODY.match(index.view, at, end)
    head = shared.group(1) if shared else ""
    plural = _PLURAL_PLACES.match(index.view, shared.end(1) if shared else at, end)
    if plural is None:
        place = index.places.get(at)
        return ([Actor(at, place.end)], _behind(index, place.end, end)) if place and place.end <= end else None
    unit = plural.group(1)
    actors: list[Actor] = []
    position = plural.end()
    while name := _PROPER.match(index.view, position, end):
        actors.append(Actor(name.start(), name.end(), f"{head}{unit} {name.group()}"))
        separator = _NEXT_PLACE.match(index.view, name.end(), end)
        position = name.end()
        if separator is None or not _PROPER.match(index.view, separator.end(), end) or any(separator.end() in m for m in (index.bodies, index.offices, index.persons)):
            break
        unit = separator.group(1) or unit
        position = separator.end()
    return (actors, position) if actors else None


def _behind(index: ActorIndex, at: int, end: int) -> int:
    """Behind what belongs to a doer without being its name: a bracket, `liên quan`."""
    if bracket := _BRACKET.match(index.view, at, end):
        at = bracket.end()
    if tail := _TAIL.match(index.lower, at, end):
        at = tail.end()
    return at
