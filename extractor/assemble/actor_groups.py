"""Doers that are many: collective ones (`các sở, ngành`), branches (`ngành Y tế`), and the single body beside them."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_index import Actor, ActorIndex, Member, word_at
from extractor.assemble.actor_kinds import end_of_kind
from extractor.assemble.actor_tails import (
    DONE_TO,
    end_of_above,
    end_of_attributes,
    end_of_charge_of_many,
    end_of_clause,
    end_of_description,
    end_of_house,
    end_of_levels,
    end_of_numbers,
    end_of_obliged,
    end_of_own_level,
    end_of_place,
    end_of_project,
    end_of_range,
    end_of_spread,
    end_of_tail,
    end_of_told,
    main_verb,
    then_another,
)
from extractor.core.characters import UPPER
from extractor.core.cued import cued
from extractor.core.mentions import EntityMention
from extractor.lexicon.actors import actor_words, group_openers, group_pattern
from extractor.lexicon.bodies import topic_pattern
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_BLANK = re.compile(r"\s+")
_CAPITAL = re.compile(rf"\s+[{UPPER}]")
_FIRST_TWO_WORDS = re.compile(r"^\S+\s+\S+")
_WORD = r"[^\s,.;:()]+"
_MANY = re.compile(r"(?:chủ|hộ|người|doanh nghiệp|nhà thầu|nhà đầu tư|hợp tác xã|cán bộ|đảng viên)(?!\w)")
_QUANTIFIED = re.compile(r"(?<!\w)(?:các|những|mỗi|từng)\s")
# `nhà thầu Sơn Hải`, `liên danh Vietur`: a name that no list knows
_MAY_BE_CALLED = re.compile(
    r"(?:nhà thầu|liên danh|nhà đầu tư|chủ đầu tư|đơn vị|doanh nghiệp|công ty|tập đoàn|hợp tác xã|tư vấn"
    r"|hộ kinh doanh)(?!\w)"
)
# `nhà thầu các gói thầu đang chậm tiến độ`, `chủ đầu tư các dự án`
_BUILDS = re.compile(r"(?:các |những )?(?:nhà thầu|chủ đầu tư|tư vấn giám sát|đơn vị thi công)(?!\w)")
_OF_WORKS = re.compile(r"\s+(?:của\s+)?(?:các|những|\d+)\s+(?:gói thầu|dự án|công trình|hạng mục)(?!\w)")
_EACH = re.compile(r"(?:mỗi|từng)\s")
_OF_LEVEL = re.compile(r"\s(?:xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|địa phương)$")
_ACTED_ON = re.compile(
    r"(?:các|những|số|mọi)\s+(?:hộ|hộ dân|hộ gia đình|đối tượng|cá nhân|công trình|dự án|gói thầu)(?!\w)"
)
_DONE_UPON = re.compile(
    r"(?:\s+(?:còn lại|này|đó|không [^,.;:]{2,30}?|chưa [^,.;:]{2,30}?|cố tình [^,.;:]{2,30}?))?\s+(?:thì\s+)?"
    r"(?:phải\s+|kiên quyết\s+|kịp thời\s+|tiếp tục\s+|tổ chức\s+)*"
    r"(?:cưỡng chế|thu hồi|xử phạt|xử lý nghiêm|vận động|kiểm đếm|bồi thường|chi trả|bảo vệ thi công|cắt (?:giảm|vốn)"
    r"|điều chuyển|chấm dứt)(?!\w)"
)
_WHERE_IT_IS = re.compile(r"\s+nơi\s+(?:có|xảy ra|để xảy ra|đặt|đóng|thực hiện|triển khai|cư trú)\s")
_SEVERAL = re.compile(r"(?:các|những)\s")
_SOME = re.compile(r"\s+nào\s")
# `huyện đoàn, thị đoàn, thành đoàn`, `Huyện ủy, Thành ủy`: one group
_SLASHED = cued(r"[^\W\d_]+(?:\s[^\W\d_]+)?\s?/\s?[^\W\d_]", "/")  # `Khoa/Phòng`, which no opening word tells
_COMMITTEES = re.compile(
    r"(?:tỉnh|huyện|thị|thành|quận|xã)\s+(ủy|đoàn|hội)(?:\s*(?:,|và|,\s*và)\s*(?:tỉnh|huyện|thị|thành|quận|đảng)\s+\1)+"
    r"(?!\w)(?=\s+[a-zđ]|\s*[.,;:]|\s*$)(?:\s+(?:trực thuộc|toàn tỉnh|trong tỉnh)(?!\w)(?:\s+\w+\s+ủy(?!\w))?)?"
)
_TEAM_OF = re.compile(r"\s+của\s+(?:đồng chí\s+)?(?=\S)")
_TEAM = re.compile(r"(?:tổ|đoàn|ban|nhóm|hội đồng|văn phòng|bộ phận|cơ quan)(?!\w)")
_BLOCKS = ("mặt trận", "đoàn thể", "chính quyền", "đảng", "nội chính", "cơ quan", "trường học", "doanh nghiệp")
_WITHIN_HOUSE = re.compile(r"\s(?:(?:trực )?thuộc|của)\s+\Z")
_REACH_OF_BODY = 90  # characters


def read_group(index: ActorIndex, at: int, end: int) -> Member | None:
    """A body or a collective doer, whichever reaches further."""
    member = _read_group(index, at, end)
    if member is None or len(member[0]) > 1 or not _TEAM.match(index.lower, at, end):
        return member
    # `Tổ công tác của Thủ tướng`, `Hội đồng bồi thường dự án tuyến tránh`
    first, behind = member[0][0], member[1]
    of = _TEAM_OF.match(index.lower, first.end, end)
    office = index.offices.get(of.end()) if of else None
    stop = office.end if office and office.end <= end else end_of_project(index, first.end, end)
    return ([Actor(at, stop)], end_of_tail(index, stop, end)) if stop > first.end else (member[0], behind)


def _read_group(index: ActorIndex, at: int, end: int) -> Member | None:
    if committees := _COMMITTEES.match(index.lower, at, end):
        return [Actor(at, committees.end())], end_of_tail(index, committees.end(), end)
    opens = word_at(index, at) in group_openers() or _SLASHED.match(index.lower, at, end) is not None
    group = group_pattern().match(index.lower, at, end) if opens else None
    name = _start_of_name(index, group.end()) if group else at
    house = index.bodies.get(name) if group and at < name < group.end() else None
    if house and house.end <= end and _WITHIN_HOUSE.search(index.lower, at, name):
        return _collective(index, at, house.end, end)  # `cơ quan chuyên môn thuộc Bộ | Xây dựng`
    if group and name < group.end() and "," in index.view[at:name]:
        group = group_pattern().match(index.lower, at, name)  # `các ban Đảng, Văn phòng Tỉnh | ủy`
    reach = group.end() if group else at
    body = index.bodies.get(at)
    if body is not None and body.end <= end and (group is None or body.end >= reach):
        return _body(index, body, end)
    branch = _generic().match(index.view, at, end) or _branch().match(index.lower, at, end)
    if branch and (group is None or branch.end() > reach):
        return [Actor(at, branch.end())], branch.end()
    if many := _end_of_many(index, at, end):
        return [Actor(at, many)], end_of_tail(index, many, end)
    return _collective(index, at, reach, end) if reach > at else None


def _start_of_name(index: ActorIndex, at: int) -> int:
    """The start of the name that `at` lies in."""
    while at in index.inside:
        at -= 1
    return at


def _body(index: ActorIndex, body: EntityMention, end: int) -> Member:
    if whole := next((name for name in index.in_full if index.lower.startswith(name, body.start, end)), None):
        stop = body.start + len(whole)
        return [Actor(body.start, stop)], end_of_tail(index, stop, end)
    if spread := end_of_spread(index, body.end, end):
        spread = end_of_range(index, spread, end)
        return [Actor(body.start, spread)], end_of_tail(index, spread, end)
    name = body.name if body.rule.startswith("list") else None
    stop = body.end if name else end_of_levels(index, end_of_house(index, body.end, end), end)
    stop = stop if name else end_of_own_level(index, stop, end)
    if not name and _OF_LEVEL.search(index.lower, body.start, stop):
        stop = _end_of_where(index, stop, end)
    return [Actor(body.start, stop, name)], end_of_tail(index, stop, end)


def _end_of_where(index: ActorIndex, stop: int, end: int) -> int:
    """Behind what happens where the body is: `UBND xã | nơi có dự án phải bàn giao …`."""
    if not _WHERE_IT_IS.match(index.lower, stop, end):
        return stop
    return max(end_of_clause(index, stop, end), end_of_obliged(index, stop, end))


def _collective(index: ActorIndex, at: int, stop: int, end: int) -> Member | None:
    """The collective doer [at, stop) with what tells which are meant."""
    capital = _CAPITAL.match(index.view, stop, end)
    if capital and _single().fullmatch(index.lower, at, stop) and not _MAY_BE_CALLED.match(index.lower, at):
        return None  # `Ban Chỉ huy …`, `Phường Bắc Giang`: the opening of a name
    if capital and _QUANTIFIED.search(index.lower, at, stop) and (kind := end_of_kind(index, stop, end)) > stop:
        return [Actor(at, kind)], end_of_tail(index, kind, end)
    stop = end_of_levels(index, stop, end)
    stop = end_of_place(index, end_of_numbers(index, stop, end), end)
    stop = end_of_above(index, stop, end)
    stop = end_of_attributes(index, stop, end)
    if works := _OF_WORKS.match(index.lower, stop, end) if _BUILDS.match(index.lower, at, stop) else None:
        which = max(end_of_clause(index, works.end(), end), end_of_told(index, works.end(), end))
        return [Actor(at, which)], end_of_tail(index, which, end)
    if _SEVERAL.match(index.lower, at, stop):
        stop = end_of_charge_of_many(index, stop, end)
    which_are_meant = _end_of_those_meant(index, at, stop, end)
    if which_are_meant is None:
        return None
    stop = end_of_range(index, which_are_meant, end)
    stop = end_of_description(index, at, end_of_house(index, stop, end), end)
    if _ACTED_ON.match(index.lower, at, stop) and _DONE_UPON.match(index.lower, stop, end):
        return None  # `các hộ không đồng thuận | tổ chức cưỡng chế trước 30/9`
    return [Actor(at, stop)], end_of_tail(index, stop, end)


def _end_of_those_meant(index: ActorIndex, at: int, stop: int, end: int) -> int | None:
    """Behind what tells which of the group [at, stop) are meant; None where something is done to them or by others."""
    if some := _some_of_many().match(index.lower, at, end):
        return end_of_clause(index, some.end(), end)  # `Người đứng đầu đơn vị nào để chậm trễ …`
    if then := _some_then().match(index.lower, stop, end):
        return then.end()  # `Đơn vị nào có vướng mắc thì báo …`
    if DONE_TO.match(index.lower, stop, end):
        return None
    if _SOME.match(index.lower, stop, end):
        clause = end_of_clause(index, stop, end)  # `Đơn vị nào chậm giải ngân …`
        return None if then_another(index, clause, end) else clause  # `Đơn vị nào chậm thì người đứng đầu phải …`
    if _single().match(index.lower, at, stop) and not _QUANTIFIED.search(index.lower, at, stop):
        blank = _BLANK.match(index.view, stop, end)
        place = index.places.get(blank.end()) if blank else None
        if place:
            return place.end if place.end <= end else stop  # `Cử tri xã Hòa Liên`
        stop = _end_of_where(index, stop, end)
        # `Chủ hộ có nhà trong hành lang phải …`
        return end_of_obliged(index, stop, end) if _MANY.match(index.lower, at, stop) else stop
    if _EACH.match(index.lower, at, stop):
        return end_of_obliged(index, stop, end)  # `mỗi xã có ít nhất …` tells what each is to have
    return end_of_clause(index, stop, end)


def _end_of_many(index: ActorIndex, at: int, end: int) -> int | None:
    """The end of `Sở Y tế các tỉnh, thành phố`, where no verb stands inside."""
    head = _one_of_many().match(index.lower, at, min(end, at + _REACH_OF_BODY))
    spread = end_of_spread(index, head.end(), end) if head else None
    if head is None or spread is None:
        return None
    named = head.end("head") == head.end()  # `Điện lực các huyện`
    if named and group_pattern().match(index.lower, at, end):
        return None  # `Đảng ủy các xã ven biển`
    behind = head.end("head") + 1
    sector = (
        named
        or _sector().fullmatch(index.lower, behind, head.end())
        or topic_pattern().fullmatch(index.view, behind, head.end())
    )
    if not sector and _verb_inside().search(_FIRST_TWO_WORDS.sub("", index.view[at : head.end()])):
        return None
    return end_of_clause(index, end_of_range(index, spread, end), end)


@cache
def _some_of_many() -> re.Pattern[str]:
    words = actor_words()
    return re.compile(rf"{one_of(words.heads)}\s+{one_of(words.units)}(?=\s+nào\s)")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(one_of(actor_words().singles))


@cache
def _one_of_many() -> re.Pattern[str]:
    word = rf"(?:phòng,(?=\s+chống\s)|{_WORD})"  # `Ban Chỉ huy Phòng, chống thiên tai | các cấp`
    return re.compile(rf"(?P<head>{one_of(actor_words().many)})(?:\s+{word}){{0,11}}?(?=\s+(?:các|một số)\s)")


@cache
def _sector() -> re.Pattern[str]:
    return re.compile(one_of(actor_words().sectors))


@cache
def _verb_inside() -> re.Pattern[str]:
    return re.compile(rf"\s{one_of(order_words().verbs)}")


@cache
def _some_then() -> re.Pattern[str]:
    # what befalls them, so that they come forward themselves; `nhà thầu nào chậm thì xử phạt` is done to them
    need = (
        r"(?:có (?:vướng mắc|khó khăn|nhu cầu|ý kiến|phát sinh|thay đổi|đề xuất|kiến nghị)"
        r"|gặp|cần|muốn|vướng|chưa rõ)(?!\w)"
    )
    return re.compile(rf"\s+nào\s{need}[^,.;:()]{{0,60}}?(?=\s+thì\s+{main_verb()})")


@cache
def _generic() -> re.Pattern[str]:
    """`sở tài chính`, `các phòng văn hóa - xã hội cấp xã`: offices of a kind in small letters, none of them by name."""
    return re.compile(
        rf"(?:[Cc]ác\s+)?(?:sở|phòng|chi cục|cục|vụ)\s+{one_of(actor_words().sectors)}"
        r"(?:\s+(?:cấp\s+)?(?:tỉnh|huyện|thành phố|xã|phường))?(?!\w)"
    )


@cache
def _branch() -> re.Pattern[str]:
    """`ngành Y tế`; `lực lượng …`, `chủ đầu tư …` up to the verb that tells what they are to do."""
    words = order_words()
    sector = rf"(?:toàn\s+)?ngành\s+{one_of(actor_words().sectors)}(?:\s+(?:tỉnh|huyện|thành phố))?"
    # `khối dân vận xã`, `khối Mặt trận, đoàn thể`: those of one kind of work together
    block = (
        rf"khối\s+{one_of((*actor_words().sectors, *_BLOCKS))}(?:(?:\s*,\s*|\s+và\s+){one_of(_BLOCKS)})*"
        r"(?:\s+(?:tỉnh|huyện|thành phố|xã|phường|thôn))?"
    )
    head = r"(?:(?:toàn\s+)?ngành|ban quản lý|ban quản trị|phân xưởng|lực lượng|chủ đầu tư)"
    no_verb = rf"(?!giao {one_of(clause_words().not_given)})"  # `lực lượng Cảnh sát giao thông`
    verb = no_verb + one_of(("cần", "phải", *words.verbs, *words.adverbs))
    next_verb = no_verb + one_of(("cần", "phải", "có trách nhiệm", *words.adverbs, *words.verbs))
    force = rf"lực lượng\s+{one_of(actor_words().sectors)}(?=\s+{next_verb}|\s*[,.;:)]|\s*$)"
    paper = (
        r"(?:báo cáo|đề án|kế hoạch|nghị quyết|tờ trình|văn bản|văn kiện|phương án|quy hoạch|quy chế|dự án|chương trình"
        r"|hồ sơ|nội dung|chính sách)"
    )
    work = r"(?:xây dựng|soạn thảo|lập|trình|biên soạn|chuẩn bị|thẩm định|thẩm tra|chủ trì xây dựng|tham mưu xây dựng)"
    maker = rf"(?:các\s+)?(?:cơ quan|đơn vị|bộ phận)\s+{work}\s+(?:dự thảo\s+)?{paper}"
    # `đội ngũ tuyên truyền viên, báo cáo viên của tỉnh | cần nắm bắt …`
    staff_word = r"(?!(?:được|là|có(?! uy tín)|đã|đang|để|trong|cho|với|về)\s)[^\s.;:()]+"
    staff = rf"đội ngũ(?:\s+{staff_word}){{1,9}}?(?<!,)(?!\s+(?:\w+ \w+ viên(?!\w)|(?:phải|cần) được\s))"
    named = rf"{head}\s+(?!{verb}){_WORD}(?:\s+{_WORD}){{0,4}}?(?<!\sgiao)"
    # the long list of verbs stands behind all of them once: it is what takes time to compile
    return re.compile(rf"{sector}|{block}|{force}|(?:{maker}|{staff}|{named})(?=\s+{next_verb})")
