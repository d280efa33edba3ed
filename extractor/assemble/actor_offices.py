"""Doers that are one man or woman: a person with the offices beside the name, an office alone."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import Actor, ActorIndex, Member
from extractor.assemble.actor_kinds import end_of_kind
from extractor.assemble.actor_tails import (
    end_of_above,
    end_of_charge,
    end_of_clause,
    end_of_description,
    end_of_levels,
    end_of_range,
    end_of_tail,
)
from extractor.core.mentions import OfficeMention
from extractor.lexicon.actors import actor_words, group_pattern
from extractor.lexicon.bodies import sector_pattern
from extractor.lexicon.orders import one_of, order_words

_APPOSITION = re.compile(r"\s*(?:,|-|–|\()\s*(?:kiêm\s+|là\s+)?")
_BLANK = re.compile(r"\s+")
_COLON = re.compile(r"\s*:\s*")
_GAP = re.compile(r"\s*(?:,|và|,\s*và)\s+")
_OF_SOME = re.compile(r"\s+(?:nơi|để xảy ra|nào)(?!\w)")
# `Người đứng đầu đơn vị nào để chậm trễ …`
_UNIT_OF_SOME = re.compile(
    r"\s+(?:cơ quan|đơn vị|địa phương|tổ chức|cấp ủy|xã|phường|huyện|ngành|phòng|khoa)(?=\s+(?:nào|đó|ấy)(?!\w))"
)
_THERE = re.compile(r"\s+(?:(?:nơi|ở|của|tại)\s+)(?:đó|ấy|xã đó|địa phương đó|đơn vị đó)(?!\w)")
_OF_HOUSE = re.compile(
    r"(?<=giám đốc)\s+(?:nông trường|lâm trường|xí nghiệp|nhà máy|trung tâm|bệnh viện|công ty|chi nhánh|ban|viện"
    r"|hợp tác xã)"
    r"(?=\s+(?!quản lý|điều hành)[a-zà-ỹđ])"
)
# `Chủ tịch UBND xã đó`
_OF_THAT = re.compile(
    r"(?:(?<=xã)|(?<=phường)|(?<=huyện)|(?<=tỉnh)|(?<=đơn vị)|(?<=cơ quan)|(?<=sở)|(?<=phòng)|(?<=địa phương)"
    r"|(?<=tổ chức)|(?<=ngành)|(?<=khoa))\s+(?:đó|ấy)(?!\w)"
)
_OF_MANY = re.compile(r"\s+(?:có|phụ trách|được phân công|được giao)(?!\w)")
# `bí thư huyện ủy, thị ủy`
_SHARED_BODIES = re.compile(
    r"(?<=ủy)(?:\s*(?:,|và)\s*(?:tỉnh|huyện|thị|thành|quận|đảng)\s+ủy(?!\w))+(?=\s+[a-zđ]|\s*[,;:.]|\s*$)"
)
_NUMBERED = re.compile(r"\s+số\s+\d{1,3}(?!\w|[.,/]\d)")  # `Tổ trưởng tổ dân phố số 5`
_SEATED = re.compile(r"(?:ủy|ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân)$")
_MANY_OF_A_KIND = re.compile(r"\scác (?:trường|trung tâm|trạm|hạt|chi cục|phòng|đồn|đội|ban|bệnh viện|công ty)$")
_CENTRAL = re.compile(r"\s+trực thuộc trung ương(?!\w)")
_MOST_TITLES = 6  # before one name
_AT_HOUSE = re.compile(r"\s+(?:ở|bên|tại|phía|dưới|trên|thuộc|của|trực)\s+(?=\S)")


def read_person(index: ActorIndex, at: int, end: int) -> Member | None:
    """A person with the offices behind the name (`Nguyễn Văn A, Chủ tịch UBND tỉnh`)."""
    mention = index.persons.get(at)
    if mention is None or mention.end > end:
        return None
    position = mention.end
    while (gap := _APPOSITION.match(index.view, position, end)) and (office := index.offices.get(gap.end())):
        position = office.end
        if gap.group().strip().startswith("(") and index.view[position : position + 1] == ")":
            position += 1
    if position == mention.end and (job := _job_behind().match(index.lower, position, end)):
        position = job.end()
    if position == mention.end and (house := _AT_HOUSE.match(index.lower, position, end)):
        body = index.bodies.get(house.end())  # `anh Nhàn ở Phòng Kinh tế lo …`
        position = body.end if body and body.end <= end else position
    return [Actor(mention.start, mention.end)], position


def read_office(index: ActorIndex, at: int, end: int) -> Member | None:
    """An office, or several that stand in one phrase; the person where titles lead up to a name."""
    office = index.offices.get(at)
    if office is None or office.end > end:
        return None
    told = _named_behind(index, office.end, end) or _behind_titles(index, office, end) or _with_seat(index, office, end)
    if told:
        return told
    group = group_pattern().match(index.lower, at, end)
    if group and _cuts_office(index, office, group.end()):
        group = None
    stop = _end_of_seats(index, office, group.end() if group else None, end)
    if apart := _told_apart(index, at, stop, end):
        return [Actor(at, apart)], end_of_tail(index, apart, end)
    stop = unit.end() if (unit := _UNIT_OF_SOME.match(index.lower, stop, end)) else stop
    of_some = _OF_SOME.match(index.lower, stop, end) or (office.plural and _OF_MANY.match(index.lower, stop, end))
    if of_some and (clause := end_of_clause(index, stop, end)) > stop:
        return [Actor(at, clause)], end_of_tail(index, clause, end)
    if office.plural and group is None and (behind := end_of_description(index, at, stop, end)) > stop:
        return [Actor(at, behind)], end_of_tail(index, behind, end)  # `Các trưởng khoa lâm sàng rà soát …`
    house = _OF_HOUSE.match(index.lower, stop, end) if not office.plural and group is None else None
    # `Giám đốc nông trường báo cáo …`
    if (charge := house.end() if house else end_of_charge(index, stop, end)) > stop:
        return [Actor(at, charge)], end_of_tail(index, charge, end)
    if group and group.end() >= office.end and "," in group.group():
        return [Actor(at, stop)], end_of_tail(index, stop, end)  # `Bí thư chi bộ, tổ trưởng tổ dân phố`: one group
    return _single_offices(index, office, at, stop), end_of_tail(index, stop, end)


def _cuts_office(index: ActorIndex, first: OfficeMention, stop: int) -> bool:
    """`Bí thư Đảng ủy, Chủ tịch UBND xã | Mường Hum`: a collective doer would end inside a further office."""
    offices = (index.offices.get(at) for at in range(first.end, stop))
    return any(office is not None and office.end > stop for office in offices)


def _end_of_seats(index: ActorIndex, office: OfficeMention, group: int | None, end: int) -> int:
    """Behind the bodies and levels at which an office is held; `group` is where a collective doer would end."""
    stop = office.end
    if group is not None:
        stop = end_of_above(index, max(stop, group), end)
    if _MANY_OF_A_KIND.search(index.lower, office.start, stop):
        stop = end_of_kind(index, stop, end)  # `Hiệu trưởng các trường | THPT`
    # `Giám đốc các Sở: Tài chính, Xây dựng, Công Thương`
    while (gap := _GAP.match(index.view, stop, end)) and (more := index.bodies.get(gap.end())):
        if not more.rule.startswith("list"):
            break
        stop = more.end
    if office.plural and stop == office.end:
        stop = _end_of_ministers(index, office, end)
    stop = end_of_range(index, end_of_levels(index, stop, end), end)
    central = _CENTRAL.match(index.lower, stop, end)
    return central.end() if central else stop


def _end_of_ministers(index: ActorIndex, office: OfficeMention, end: int) -> int:
    """`Các Bộ trưởng: Xây dựng, Công Thương, Y tế`: behind the last of the ministries that are listed."""
    stop = office.end
    colon = _COLON.match(index.view, stop, end) if index.lower.endswith("bộ trưởng", office.start, stop) else None
    at = colon.end() if colon else end
    while at < end and (sector := sector_pattern().match(index.view, at, end)):
        stop = sector.end()
        gap = _GAP.match(index.view, stop, end)
        at = gap.end() if gap else end
    return stop


def _told_apart(index: ActorIndex, at: int, stop: int, end: int) -> int | None:
    """The end of an office that words right behind it tell from others: there, of that unit, by its number."""
    unit = _UNIT_OF_SOME.match(index.lower, stop, end)
    # `nơi nào để xảy ra, Chủ tịch huyện nơi đó …`, `Thủ trưởng đơn vị đó`
    there = _THERE.match(index.lower, stop, end) or _OF_THAT.match(index.lower, unit.end() if unit else stop, end)
    told = there or _NUMBERED.match(index.lower, stop, end) or _SHARED_BODIES.match(index.lower, stop, end)
    return told.end() if told else None


def _named_behind(index: ActorIndex, at: int, end: int) -> Member | None:
    """The person whose name follows a title without a comma."""
    blank = _BLANK.match(index.view, at, end)
    return read_person(index, blank.end(), end) if blank else None


def _with_seat(index: ActorIndex, office: OfficeMention, end: int) -> Member | None:
    """`Bí thư Đảng ủy | Phong Hải`: the place of a committee whose name no list knows."""
    seat = index.places.get(office.end + 1)
    if seat is None or seat.end > end or not _SEATED.search(index.lower, office.start, office.end):
        return None
    return [Actor(office.start, seat.end)], seat.end


def _behind_titles(index: ActorIndex, office: OfficeMention, end: int) -> Member | None:
    """The person behind stacked titles: `Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Nguyễn Văn A`."""
    for _ in range(_MOST_TITLES):
        comma = _APPOSITION.match(index.view, office.end, end)
        following = index.offices.get(comma.end()) if comma else None
        if following is None or following.end > end:
            return None
        office = following
        if person := _named_behind(index, office.end, end):
            return person
    return None


def _single_offices(index: ActorIndex, office: OfficeMention, at: int, stop: int) -> list[Actor]:
    """`Chánh Văn phòng, Giám đốc Sở …` are two; bare titles share the body that follows (`Bí thư, Chủ tịch UBND`)."""
    parts = [p for p in office.parts if p[0] >= at]
    if len(parts) < 2 or any(_bare_title().fullmatch(index.view, *p) for p in parts[:-1]):
        return [Actor(at, stop)]
    starts = [at, *(start for start, _ in parts[1:])]
    ends = [*(end for _, end in parts[:-1]), stop]
    return [Actor(start, end) for start, end in zip(starts, ends, strict=True)]


@cache
def _job_behind() -> re.Pattern[str]:
    """What one is, without an office: `Hà – công chức Địa chính`, `Lý kế toán`, `Inh (y tế)`, `Tuấn phòng KH-KT`."""
    words, orders = actor_words(), order_words()
    word = r"[^\s,.;:()\"]+"
    verb = rf"(?=\s+{one_of(('cần', 'phải', *orders.adverbs, *orders.verbs))})"
    job = one_of(
        (*words.jobs, *words.people, *words.small_offices, "phó", "trưởng", "trợ lý", "chuyên viên", "phụ trách")
    )
    return re.compile(
        rf"\s*\([^()]{{1,40}}\)|\s+[-–]\s+{word}(?:\s+{word}){{0,5}}?{verb}|\s+{job}(?:\s+{word}){{0,4}}?{verb}"
    )


@cache
def _bare_title() -> re.Pattern[str]:
    titles = one_of(actor_words().bare_titles)
    return re.compile(rf"(?:các\s+)?(?:đồng chí\s+)?(?:phó\s+)?{titles}(?:\s+thường trực)?", re.IGNORECASE)
