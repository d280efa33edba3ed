"""Who is meant: coordinated lists of bodies, office-holders, persons and collective doers at one place of the text."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_again import read_again
from extractor.assemble.actor_bodies import read_elided, read_shared_head
from extractor.assemble.actor_groups import read_group
from extractor.assemble.actor_index import Actor, ActorIndex, ActorList, Member, index_actors, inside_name, word_at
from extractor.assemble.actor_offices import read_office, read_person
from extractor.assemble.actor_places import read_places
from extractor.assemble.actor_small import opens_with_job, read_small
from extractor.assemble.actor_tails import end_of_description, end_of_tail
from extractor.assemble.grammar import grammar
from extractor.core.characters import UPPER
from extractor.lexicon.actors import actor_words, first_words, group_openers, small_openers
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

__all__ = [
    "Actor",
    "ActorIndex",
    "ActorList",
    "index_actors",
    "inside_name",
    "may_open",
    "read_actors",
    "read_small_doer",
]


_COURTESY = re.compile(
    r"(?i:(?:các\s+)?(?:(?:ông|bà|anh|chị|thầy|cô)(?:,\s*|\s*/\s*|\s+và\s+|\s*\()(?:bà|ông|chị|anh|cô|thầy)\)?"
    r"|đồng chí|đ/c|ông|bà|anh|chị|thầy|cô|chú|bác(?! (?:sĩ|sỹ|bỏ)(?!\w))|dì|cậu|mợ|thím|cụ(?! thể)|bạn|em)\s*:?\s+)"
    # `BS.CKII`, `ThS.`, `ĐD`: short forms of degrees and jobs
    rf"|(?:(?=\w{{1,8}}[.\s])[{UPPER}]\w{{0,3}}?[{UPPER}]\w{{0,5}}[.\s]+(?:I{{1,3}}\s+)?){{1,4}}"
    r"|(?:(?i:Luật sư|Bác sĩ|Bác sỹ|Y sĩ|Y sỹ|Y tá|Hộ lý|Hộ sinh|Dược sĩ|Kỹ sư|Tiến sĩ|Thạc sĩ|Giáo sư|Điều dưỡng"
    r"|Nhà giáo|Nghệ nhân"
    r"|Đại tướng|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))[.\s]+)+"
)
_OF_HOUSE = re.compile(
    r"(?:các\s+)?(?:anh,? chị|anh em|anh|chị|cô chú|đồng chí|đ/c|bạn)\s+(?:em\s+)?(?:bên|ở|phía|dưới)\s+"
)
_BRACKETED = re.compile(rf"\s*\(\s*(?:{_COURTESY.pattern})")
_FURTHER = re.compile(rf"\s*(?:,|;|và)\s*(?:{_COURTESY.pattern})?")  # `(đồng chí Lương, đồng chí Mừng)`
_REPRESENTS = re.compile(
    r"(?i:đại diện|lãnh đạo|người đại diện|thay mặt"
    r"|(?:cơ quan|bộ phận|đơn vị) (?:thường trực|thư ký|đầu mối)(?: của)?)\s+"
)
_LEADS_HOUSE = re.compile(r"(?:đại diện )?lãnh đạo\s+(?!(?:các|những|thực hiện|công tác|chỉ đạo)\s)")
_WITHIN = re.compile(r"(?:trong|thuộc)\s+")
_COMMITTEE = re.compile(r"(?:ban )?(?:thường trực|thường vụ|chấp hành)(?!\w)|btv|bch|tt (?:hđnd|huyện ủy)")
_GOES_ON = (" trực thuộc", " thuộc", " liên quan")  # of many, which other readers know to their end
_AGENCY = re.compile(r"(?i:cơ quan)\s+")  # `cơ quan Thi hành án dân sự`
_OF_CAPITAL = re.compile(r"(?:phần\s+)?vốn\s+(?:[nN]hà nước\s+)?(?:của\s+\w+\s+)?tại\s+")
_SEPARATOR = re.compile(r"\s*(?:,\s*và|,|;|và|cũng như|\+)\s+|\s*,\s*|\s+-\s+", re.IGNORECASE)
# what the body before the comma is besides: `Công ty A, đơn vị đang quản lý tuyến ống, thay …`
_ALSO_IS = re.compile(
    r"(?:là\s+)?(?:đơn vị|cơ quan|doanh nghiệp|địa phương|nơi|bên|những người|người)\s+"
    r"(?:đang|đã|được|vừa|từng|trực tiếp|chịu trách nhiệm|quản lý)\s[^.;:]{3,110}?,\s"
)
_SINGLED = re.compile(r",\s*(?:nhất là|đặc biệt là|trong đó có|trực tiếp là|trước hết là)\s+(?=\S)")
# in what role they do it: `Sở Xây dựng, với vai trò cơ quan thường trực, phải …`
_IN_ROLE = re.compile(
    r",?\s+(?:với|trong|trên) (?:vai trò|tư cách|cương vị)\s[^.;:]{2,110}?"
    r"(?=,\s|\s+(?:cần|phải|có trách nhiệm|chịu trách nhiệm|khẩn trương|chủ động|tiếp tục)(?!\w))"
)
_MODAL_REACH = 20  # characters of an obligation
_NAMED_BY_WORK = re.compile(
    r"(?:đội|tổ|ban quản lý|trung tâm|xí nghiệp|trạm|phân xưởng|chi nhánh|nhà máy|đoàn|hội đồng)(?!\w)"
)
_LONGEST_REST = 4  # words of a name behind the part that a list knows
_UNDER_OTHERS = re.compile(
    r"(?:ban quản lý|ban qlda|bql|trung tâm|công ty|chi nhánh|chi cục|cục|vụ|phòng|viện|xí nghiệp|nhà máy|bệnh viện"
    r"|trường)(?!\w)"
)
_ABOVE_OTHERS = re.compile(r"(?:bộ|sở|ubnd|tổng công ty|tập đoàn|tổng cục|cục|đại học|công an)(?!\w)")
_SUCH = re.compile(
    r"(?:các|những)\s+(?:đơn vị|cơ quan|cơ quan, đơn vị|phòng, ban|phòng ban|sở, ngành|ngành|địa phương)"
)
_COLON = re.compile(r"\s*:\s*")
_QUANTIFIED = re.compile(r"(?:các|những|toàn thể|tất cả)\s")
_EACH = ("mỗi ", "từng ")  # opens a sentence of its own, no further doer but of `mỗi hộ, mỗi người dân`
# first words of what the patterns of this module and its readers find, beside those of the lists
_OPENERS = (
    "các những hai ba cả bốn sáu bảy tám chín mười anh cô đồng đ bạn ông bà chị thầy em chú bác dì cậu mợ thím cụ"
    " thượng trung thiếu luật y hộ dược kỹ tiến thạc giáo điều nghệ ngành toàn tỉnh huyện thị thành quận xã sở"
    " phòng chi cục vụ ban phân lực chủ cơ đơn bộ đội đại lãnh người thay"
)
_SLASH_REACH = 40  # characters of `cơ quan/đơn vị` to its slash and beyond
_READERS = (read_again, read_person, read_office, read_shared_head, read_places, read_group, read_small)


def read_actors(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """The list of doers that starts exactly at `at`, as long as it goes on, or None."""
    key = at, end
    if key not in index.lists:
        index.lists[key] = _list_at(index, at, end)
    return index.lists[key]


def _list_at(index: ActorIndex, at: int, end: int) -> ActorList | None:
    member = _read_member(index, at, end)
    if member is None:
        return None
    found, position = _with_person(index, member)
    if (told := _named_behind_group(index, found, position, end)) is not None:
        return told
    while separator := _SEPARATOR.match(index.view, position, end):
        if "," in separator.group() and _ALSO_IS.match(index.lower, separator.end(), end):
            break
        if above := _end_of_superior(index, found[-1], separator, end):
            found = [*found[:-1], Actor(found[-1].start, above)]
            position = end_of_tail(index, above, end)
            continue
        apart = index.lower.startswith(_EACH, separator.end()) and not index.lower.startswith(_EACH, at)
        member = None if apart else _read_member(index, separator.end(), end) or _each_of_people(index, separator, end)
        if (member is None or separator.end() not in index.bodies) and (
            elided := read_elided(index, found[-1], separator.end(), end)
        ):
            member = [elided], end_of_tail(index, elided.end, end)
        if member is None and (longer := _end_of_unquantified(index, found, separator.end(), end)):
            opens = _QUANTIFIED.match(index.lower, found[-1].start, found[-1].end)
            found = [*found[:-1], Actor(found[-1].start, longer)] if opens else [*found, Actor(separator.end(), longer)]
            position = end_of_tail(index, longer, end)
            continue
        if member is None:
            break
        more, position = _with_person(index, member)
        found = [*found, *more]
    if singled := _SINGLED.match(index.lower, position, end):
        member = _read_member(index, singled.end(), end)
        # with a comma behind it, it is an insertion: `các xã, nhất là xã A, …`
        if member and not index.view.startswith(",", member[1]) and _does_or_must(index, member[1], end):
            named = [doer for doer in member[0] if doer.start in index.bodies]
            return ActorList((*found, *named), at, member[1])
    if role := _IN_ROLE.match(index.lower, position, end):
        position = role.end()
    return ActorList(tuple(found), at, position)


def _named_behind_group(index: ActorIndex, found: list[Actor], position: int, end: int) -> ActorList | None:
    """`các đơn vị: | Phòng Tài chính, Thanh tra huyện kiểm tra …`: the group is told by name behind its colon."""
    if len(found) != 1 or not _SUCH.fullmatch(index.lower, found[0].start, found[0].end):
        return None
    colon = _COLON.match(index.view, position, end)
    named = read_actors(index, colon.end(), end) if colon else None
    if named is None or len(named.actors) < 2 or named.actors[0].start not in index.bodies:
        return None
    return ActorList(named.actors, found[0].start, named.end) if _does_or_must(index, named.end, end) else None


def _end_of_unquantified(index: ActorIndex, found: list[Actor], at: int, end: int) -> int | None:
    """The end of the next kind of a group that goes on without `các`: `Các cơ quan Đảng, | trường học, bệnh viện …`."""
    if found[-1].name is not None or found[-1].start in index.bodies:
        return None
    if not any(_QUANTIFIED.match(index.lower, doer.start, doer.end) for doer in found):
        return None
    kind = _unquantified().match(index.lower, at, end)
    return kind.end() if kind else None


@cache
def _unquantified() -> re.Pattern[str]:
    words = actor_words()
    people = frozenset((*words.people, *words.jobs, *words.things, "đồng chí", "cá nhân"))
    several = tuple(word for word in words.units if " " in word and word not in people)
    kind = rf"{one_of((*several, 'doanh nghiệp'))}(?:\s+{one_of((*words.modifiers, *words.units))})*"
    return re.compile(rf"{kind}(?=\s*(?:,|và)\s|\s+trên địa bàn|{grammar().predicate.pattern})")


def _end_of_superior(index: ActorIndex, last: Actor, separator: re.Match[str], end: int) -> int | None:
    """`Ban Quản lý dự án 85 | - Bộ Giao thông vận tải`: the end of the body that the last doer is under."""
    above = index.bodies.get(separator.end()) if "-" in separator.group() and last.end == separator.start() else None
    if above is None or above.end > end or not _UNDER_OTHERS.match(index.lower, last.start):
        return None
    head = _ABOVE_OTHERS.match(index.lower, above.start)
    return above.end if head and not index.lower.startswith(head.group(), last.start) else None


def _each_of_people(index: ActorIndex, separator: re.Match[str], end: int) -> Member | None:
    """`mỗi hộ gia đình, | mỗi người dân tự giác …`: people, who alone open no list."""
    people = _one_of_people().match(index.lower, separator.end(), end)
    return ([Actor(people.start(), people.end())], people.end()) if people else None


@cache
def _one_of_people() -> re.Pattern[str]:
    return re.compile(rf"(?:mỗi|từng)\s+{one_of(actor_words().people)}")


def read_small_doer(index: ActorIndex, at: int, modal: int) -> ActorList | None:
    """People by their job (`thú y xã`) whose name ends where an obligation begins at `modal`."""
    if not opens_with_job(index, at):
        return None
    member = read_small(index, at, min(len(index.view), modal + _MODAL_REACH))
    return ActorList(tuple(member[0]), at, member[1]) if member and member[1] <= modal else None


def _does_or_must(index: ActorIndex, at: int, end: int) -> bool:
    """Whether a verb or an obligation follows at once."""
    return grammar().predicate.match(index.lower, at, end) is not None


def _with_person(index: ActorIndex, member: Member) -> Member:
    """`Phòng Kinh tế (đồng chí Khanh)`: who does it there is told too."""
    found, position = member
    opens = _BRACKETED.match(index.view, found[-1].end, position)
    while opens and (person := read_person(index, opens.end(), position)):
        found = [*found, *person[0]]
        opens = _FURTHER.match(index.view, person[1], position)
        if index.view[person[1] : position].strip() == ")":
            return found, position
    return member


def _read_member(index: ActorIndex, at: int, end: int) -> Member | None:
    key = at, end
    if key not in index.members:
        index.members[key] = _member_at(index, at, end) if may_open(index, at, end) else None
    return index.members[key]


def may_open(index: ActorIndex, at: int, end: int) -> bool:
    """Whether a doer can start at `at`: asked before the readers, since most words open none.

    What was recognised can, and so can capitals (`BS. An`), a number, a word of the lists and one before a slash.
    """
    if index.view[at : at + 1].isupper():
        return True
    if at in index.bodies or at in index.offices or at in index.persons or at in index.places:
        return True
    word = word_at(index, at)
    return word in _openers() or word.isdecimal() or "/" in index.view[at : min(end, at + _SLASH_REACH)]


@cache
def _openers() -> frozenset[str]:
    many = first_words(actor_words().many)
    return group_openers() | small_openers() | many | frozenset(_OPENERS.split())


def _member_at(index: ActorIndex, at: int, end: int) -> Member | None:
    if (beside := _OF_HOUSE.match(index.lower, at, end)) and beside.end() in index.bodies:
        return _read_member(index, beside.end(), end)  # `các anh bên Phòng A`: the house does it
    courtesy = _COURTESY.match(index.view, at, end)
    if courtesy and (person := read_person(index, courtesy.end(), end)):
        return person
    if courtesy and (led := _who_leads(index, at, courtesy.end(), end) or _who_sits(index, at, courtesy.end(), end)):
        return led
    for reader in _READERS:
        if member := reader(index, at, end):
            return _longer_name(index, at, end, member) if reader is read_group else member
    if represented := _represented(index, at, end):
        return represented
    return _addressed(index, at, courtesy.end(), end) if courtesy else None


def _longer_name(index: ActorIndex, at: int, end: int, member: Member) -> Member:
    """The body with the rest of a name that no list knows: `ban điều hành | khu phố giám sát …`."""
    (first, *others), position = member
    if others or first.name is not None or position != first.end or not first.end < end:
        return member
    if index.view[first.end] != " " or grammar().predicate.match(index.lower, first.end, end):
        return member
    if grammar().decide.match(index.lower, first.end + 1, end):
        return member  # `Ban Thường vụ | đồng ý đắp thêm đập`
    if _said_of_doers().match(index.lower, first.end, end):
        return member  # `do Phòng Kinh doanh | đứng đầu`, `Hội Phụ nữ | đi cùng`
    asks = grammar().petition.match(index.lower, first.end + 1, end)
    if first.start in index.bodies and not asks and starts_with_verb(index.view[first.end + 1 : end]):
        return member  # `Đội Công trình công cộng | hốt mỗi đêm một lượt`
    longer = read_small(index, at, end)
    more = len(index.view[first.end : longer[0][0].end].split()) if longer else 0
    if longer and 0 < more <= _LONGEST_REST:
        return longer
    # `Đội Quản lý vận hành lưới điện cao | thế kiểm tra …`: the name goes on to the verb
    stop = end_of_description(index, at, first.end, end) if _NAMED_BY_WORK.match(index.lower, at) else first.end
    told = any(first.end <= time < stop for time in index.times)  # `Trung tâm Y tế | sáng nay kiểm tra …`
    if told or not 0 < len(index.view[first.end : stop].split()) <= _LONGEST_REST:
        return member
    return [Actor(at, stop)], end_of_tail(index, stop, end)


@cache
def _said_of_doers() -> re.Pattern[str]:
    words = order_words()
    return re.compile(rf"\s+(?:được\s+(?:mời|nhờ)|{one_of((*words.taking_on, *words.joining_in))})(?!\w)")


def _represented(index: ActorIndex, at: int, end: int) -> Member | None:
    """The body or group behind `đại diện`, `lãnh đạo`, `cơ quan`."""
    agency = _AGENCY.match(index.view, at, end)
    if agency and (named := index.bodies.get(agency.end())) and named.end <= end:
        return [Actor(at, named.end)], end_of_tail(index, named.end, end)
    words = _REPRESENTS.match(index.view, at, end)
    if words is None:
        return None
    capital = _OF_CAPITAL.match(index.view, words.end(), end)
    body = index.bodies.get(capital.end() if capital else words.end())
    if body and body.end <= end:
        return [Actor(at, body.end)], end_of_tail(index, body.end, end)
    return read_group(index, words.end(), end)


def _who_leads(index: ActorIndex, at: int, behind: int, end: int) -> Member | None:
    """Those who head one house, with their courtesy: `các đồng chí lãnh đạo cơ quan`, `… lãnh đạo Phòng A`."""
    words = _LEADS_HOUSE.match(index.lower, behind, end)
    if words is None:
        return None
    office = index.offices.get(at) or index.offices.get(behind)
    body = index.bodies.get(words.end())
    if office and body and body.end < office.end <= end:  # `các đồng chí lãnh đạo Huyện ủy, HĐND, UBND huyện`
        return [Actor(at, office.end)], end_of_tail(index, office.end, end)
    if body is None or body.end > end:
        unit = _unit().match(index.lower, words.end(), end)
        stop = unit.end() if unit and not index.lower.startswith(_GOES_ON, unit.end()) else None
    else:
        stop = body.end
    return ([Actor(at, stop)], end_of_tail(index, stop, end)) if stop else None


def _who_sits(index: ActorIndex, at: int, behind: int, end: int) -> Member | None:
    """Those who sit on one committee, with their courtesy: `các đồng chí Thường trực Đảng ủy`."""
    within = _WITHIN.match(index.lower, behind, end)
    place = within.end() if within else behind
    body = index.bodies.get(place)
    if body is None or body.end > end or not (within or _COMMITTEE.match(index.lower, place, end)):
        return None
    return [Actor(at, body.end)], end_of_tail(index, body.end, end)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"{one_of(actor_words().units)}(?=\s+[^\W\d_]|\s*[,.;:)]|\s*$)")


def _addressed(index: ActorIndex, at: int, behind: int, end: int) -> Member | None:
    """A group or an office with its courtesy word, which stays with it (`Đồng chí Bí thư, Chủ tịch UBND các xã`)."""
    member = read_group(index, behind, end)
    office = read_office(index, behind, end)
    if office and (member is None or office[0][-1].end > member[0][-1].end):
        member = office  # `đồng chí Đảng ủy | viên phụ trách thôn`
    if member is None:
        return None
    (first, *others), position = member
    if first.start in index.persons:
        return member
    return [Actor(at, first.end, first.name), *others], position
