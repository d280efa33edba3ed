"""Who takes on an order that opens with its verb: `Thanh tra …: Phòng A chủ trì`, `… (Sở B, Sở C)`, `… do D làm`."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actor_cells import read_cell
from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.assemble.grammar import grammar
from extractor.lexicon.actors import actor_words
from extractor.lexicon.orders import one_of, order_words

_THIS_WORK = r"(?:(?:phần |khâu )?(?:việc|chuyện|khâu|phần|mảng)(?: này| đó| ấy)\s+)"
_TAKES_PLACE = re.compile(
    rf"(?:[:;(]|\s[-–])\s*{_THIS_WORK}?(?:(?:do|để|giao)\s+)?|,\s*{_THIS_WORK}?(?:do\s+|giao\s+|để\s+)"
    rf"|,\s*{_THIS_WORK}|(?<!\w)(?:do|của)\s+"
)
_SENDS = re.compile(r"\s+(?:phải\s+|cần\s+)?(?:gửi|nộp|chuyển|báo về|nhập)(?!\w)")
_TAKES_ON = re.compile(
    r"(?:\s*,\s+[^,.;:()]{3,60}(?=,)|\s*,(?=\s))?,?"  # `anh A, Trưởng phòng B, đứng ra lo`
    r"\s+(?:làm\s+)?(?:chủ trì|đầu mối|chịu trách nhiệm(?:\s+(?:chính|thực hiện|chủ trì))?|phụ trách|thực hiện"
    rf"|đảm nhận|{one_of(order_words().taking_on)})\s*(?:[,;.)]|$)"
)
# `…, trách nhiệm của nhà thầu.`: named last, without a verb of his own
_IN_CHARGE = re.compile(
    r"(?:[,;(]|\s[-–])\s*(?:(?:phần )?trách nhiệm|phần việc|phận sự)(?: này)?\s+(?:là\s+)?"
    r"(?:(?:của|về|thuộc(?: về)?|ở)\s+)?(?!của|về|thuộc|là|với|cao|chính trị|đến|cho|tham mưu|được|phải|đối)(?=\S)"
)
# `Quét hồ sơ người có công, đầu mối là Trung tâm A, có Phòng B phối hợp`
_POINTED_AT = re.compile(
    r"(?:[,;(]|\s[-–])\s*(?:(?:cơ quan|đơn vị|bên|lực lượng)\s+)?(?:đầu mối|nòng cốt|chủ lực|chủ công|đứng mũi|đứng đầu"
    r"|cầm trịch|chủ trì|chịu trách nhiệm(?: chính)?|làm chính|lo chính)\s+(?:vẫn\s+|sẽ\s+)?(?:là|do|giao(?: cho)?)\s+"
    r"(?=\S)"
)
_POINT_ENDS = re.compile(r"\s*(?:[.;,)]|$)")
_SENTENCE_ENDS = re.compile(r"\s*\)?\s*(?:[.;]|$)")
_OWN_PART = re.compile(
    r"\s+(?:(?:chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|là đầu mối|làm đầu mối|chủ trì)\s+)?"
    r"(?:tổng hợp|theo dõi|đôn đốc|hướng dẫn|kiểm tra|giám sát|thẩm định|báo cáo|tiếp nhận|cung cấp|bố trí)(?!\w)"
)
_BRACKET = re.compile(r"\(\s*(?P<inside>[^()]{3,160}?)\s*\)(?=\s*(?:[.;,]|$))")
_JOINS_IN = re.compile(r"(?:phối hợp|tham gia)\s*\)$")
_BARE_OFFICE = re.compile(r"(?:Tổ|Đội|Ban|Phòng|Khoa|Trạm|Xưởng|Bộ phận|Văn phòng|Hội|Chi bộ|Trung tâm|Xí nghiệp)\s")
_ON_CONDITION = re.compile(r"(?:trong )?(?:trường hợp|nếu|khi)\s+")
_MEETS = re.compile(
    r"\s+(?:phải|cần|gặp|vướng|muốn|có (?:nhu cầu|khó khăn|vướng mắc|phát sinh|thay đổi|điều chỉnh|biến động)"
    r"|(?:không|chưa) (?:thể|hoàn thành|thực hiện|bố trí|giải ngân|đủ))(?!\w)"
    r"[^.;:]*?(?:\sthì\s|,\s+(?:phải |cần |yêu cầu )?)"
)
# `Đơn vị nào chưa báo cáo thì gửi ngay …`: what tells which are meant belongs to them
_DONE_TO_THEM = re.compile(
    r"\sthì\s+(?:kiên quyết\s+|bị\s+|sẽ\s+)*(?:xử phạt|xử lý|phạt|kỷ luật|thu hồi|rút|tịch thu|lập biên bản"
    r"|đóng cửa|gạch tên|nêu tên|cắt|thay thế|thay|đình chỉ|chấm dứt"
    r"|phê bình|nhắc nhở|loại|cưỡng chế|trừ|hạ|không (?:xét|khen|công nhận|bố trí|cho))(?!\w)"
)
_WHICH = re.compile(
    r"(?:(?:trong )?(?:trường hợp|nếu|khi)\s+)?"
    r"(?P<who>(?!dự án|công trình|nội dung|vấn đề|việc|khâu|nơi)\w+(?:,? \w+){0,4}? nào\s[^.;:]{3,120}?)\s+thì\s"
)
# `… phải được chủ đầu tư khắc phục xong`, `phương án phải do Sở A thẩm định`
_MUST_BE_BY = re.compile(r"(?<!\w)(?:phải|cần|sẽ)\s+(?:được|do)\s+(?:chính\s+|đích thân\s+)?(?=\S)")
# `Hồ sơ còn lại được Phòng A thẩm định xong trong tuần này`
_IS_DONE_BY = re.compile(r"(?:(?!\s(?:đã|đang|từng|vừa)\s)[^,.;:]){4,110}?(?<!đã)(?<!mà)\sđược\s+(?=\S)")
# what somebody above has to say to it is a condition and nobody's task
_GRANTS = re.compile(
    r"\s+(?:xem xét|chấp thuận|chấp nhận|phê duyệt|đồng ý|cho phép|cho chủ trương|thông qua|quyết định|công nhận"
    r"|thống nhất|nhất trí|cấp|ghi nhận|ủy quyền|giao|phân công|yêu cầu|chỉ đạo|bầu|tín nhiệm|bổ nhiệm|hưởng|biết"
    r"|thụ hưởng)(?!\w)"
)
# `Việc thẩm định được thực hiện bởi Sở A`
_DONE_BY = re.compile(
    r"(?<!\w)(?:được|do)\s+(?:thực hiện|tiến hành|triển khai|đảm nhận|đảm nhiệm|lập|thẩm định|kiểm tra|giám sát"
    r"|tổ chức|quản lý)\s+bởi\s+"
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[,.;]|$|và\s)")
_ASKS_FAVOUR = re.compile(r"(?:nhờ|phiền)\s+(?=\S)")  # `Nhờ Phòng Kế toán đối chiếu giúp`
_LAST = re.compile(r":\s*(?=\S)")
# what stands before the colon announces a list or an address, and no work
_ANNOUNCES = re.compile(
    r"(?:(?:gồm|là|về|cho|với|gửi|nhận|sau|đến|của|tới|tại|tên|mời|cùng|theo|do|và|như|từ|ở"
    r"|chủ trì|phối hợp|cụ thể|đây)"
    r"|(?:các|những|một số|hai|ba|bốn|\d+) \w+(?: \w+){0,4}(?<!còn lại)(?<! này)(?<! đó)(?<! ấy)(?<! trên)"
    r"|(?:đơn vị|cơ quan|địa chỉ|thành phần|nơi|đầu mối|thành viên|tổ chức|địa phương|phòng|ban|sở|ngành|xã|phường)"
    r"(?: \w+){0,3})$"
)
_SHORTEST_WORK = 3  # words before such a colon
_GROUP_OF_BODIES = re.compile(
    r"(?:các|những|mọi)\s+"
    r"(?:sở|bộ|ban|ngành|địa phương|đơn vị|cơ quan|xã|huyện|phường|tỉnh|phòng|chủ đầu tư|trường)(?!\w)"
)
_LONGEST_DOER, _LONGEST_BODY = 14, 120


# `dẹp bãi giữ xe, Công an xã làm chính`: words that leave no doubt, so that nothing needs to say which work
_IN_THE_LEAD = re.compile(
    r"\s+(?:làm chính|đứng đầu|đứng mũi|đứng ra (?:lo|làm|nhận)|(?:làm |là )?(?:đơn vị |cơ quan )?chủ trì|(?:làm "
    r"|là )?đầu mối"
    r"|chịu trách nhiệm(?: (?:chính|chung))?|lo liệu|lo hết|cáng đáng)\s*(?:[,;.)]|$)"
)
_COMMA = re.compile(r"[,;]\s+(?=\S)")


def _led_behind_comma(index: ActorIndex, start: int, end: int) -> tuple[Actor, ...]:
    for comma in _COMMA.finditer(index.lower, start, end):
        doers = read_actors(index, comma.end(), end)
        if doers and _IN_THE_LEAD.match(index.lower, doers.end, end):
            return doers.actors
    return ()


def find_takers(index: ActorIndex, start: int, end: int) -> tuple[Actor, ...]:
    """The doers named behind the verb that opens an order, where words or brackets say that they are to do it."""
    for match in _TAKES_PLACE.finditer(index.lower, start, end):
        doers = read_actors(index, match.end(), end)
        if doers and _TAKES_ON.match(index.lower, doers.end, end):
            return doers.actors
        # `Báo cáo tháng của các HTX gửi về …`
        if doers and match.group().strip() == "của" and _SENDS.match(index.lower, doers.end, end):
            return doers.actors
        # behind a topic: `Dồn điền đổi thửa: đồng chí A hoàn chỉnh …`
        if doers and match.group().startswith(":") and grammar().predicate.match(index.lower, doers.end, end):
            return doers.actors
    if others := (
        _named_in_passive(index, start, end) or _named_last(index, start, end) or _led_behind_comma(index, start, end)
    ):
        return others
    for point in _POINTED_AT.finditer(index.lower, start, end):
        doers = read_actors(index, point.end(), end)
        if doers and _POINT_ENDS.match(index.lower, doers.end, end):
            return doers.actors
    for charge in _IN_CHARGE.finditer(index.lower, start, end):
        doers = read_actors(index, charge.end(), end)
        if doers and _SENTENCE_ENDS.match(index.lower, doers.end, end):
            return doers.actors
    return in_last_bracket(index, start, end)


def _named_in_passive(index: ActorIndex, start: int, end: int) -> tuple[Actor, ...]:
    """`Báo cáo phải được các xã gửi về …`, `Nhờ Phòng Kế toán đối chiếu …`: who is to do it stands before its verb."""
    favour = _ASKS_FAVOUR.match(index.lower, start, end)
    for by in (favour,) if favour else _MUST_BE_BY.finditer(index.lower, start, end):
        doers = read_actors(index, by.end(), end)
        if doers is None or _GRANTS.match(index.lower, doers.end, end):
            continue
        if grammar().predicate.match(index.lower, doers.end, end):
            return doers.actors
    passive = _IS_DONE_BY.match(index.lower, start, end)
    if passive and not grammar().verb.match(index.lower, start, end):
        doers = read_actors(index, passive.end(), end)
        works = doers and grammar().predicate.match(index.lower, doers.end, end)
        if doers and works and not _GRANTS.match(index.lower, doers.end, end):
            return doers.actors
    for by in _DONE_BY.finditer(index.lower, start, end):
        doers = read_actors(index, by.end(), end)
        if doers and _CLAUSE_ENDS.match(index.lower, doers.end, end):
            return doers.actors
    return ()


_IS_TOLD_OF = re.compile(r"\s(?:được (?!giao|phân công)|đã|đang|chưa|là)\s?\w")


def _named_last(index: ActorIndex, start: int, end: int) -> tuple[Actor, ...]:
    """`Dọn kho số 2, xong trước 15/4: Phòng Kế hoạch.`: nothing but who is to do it stands behind the colon."""
    for colon in _LAST.finditer(index.view, start, end):
        work = index.lower[start : colon.start()].rstrip()
        if len(work.split()) < _SHORTEST_WORK or _ANNOUNCES.search(work):
            return ()
        doers = read_actors(index, colon.end(), end)
        if doers and not index.view[doers.end : end].strip(" ./;"):
            return tuple(doer for doer in doers.actors if _can_take(index, doer, last=True))
    return ()


def in_last_bracket(index: ActorIndex, start: int, end: int, *, part: bool = False) -> tuple[Actor, ...]:
    """`Sửa dứt điểm máy bơm trước ngày 19/1 (Xưởng cơ khí, Tổ điện).`: nothing else stands in the bracket.

    With `part`, also who does only a part of it: `Báo cáo hằng tháng (Sở A chịu trách nhiệm tổng hợp chung).`
    """
    for bracket in _BRACKET.finditer(index.lower, start, end):
        if _ends_body(index, start, bracket.start()) or _JOINS_IN.search(bracket.group()):
            continue
        inside, stop = bracket.span("inside")
        if _IS_TOLD_OF.search(index.lower, inside, stop):
            continue  # `(Đảng bộ xã A được chọn làm điểm, hoàn thành trước ngày 10/3)`
        first = read_actors(index, inside, stop)
        if first and not part and _does_a_part(index, first.end, stop):
            continue
        doers = read_cell(index, inside, stop) if first or _BARE_OFFICE.match(index.view, inside, stop) else None
        last = not index.view[bracket.end() : end].strip(" .;")
        if doers and all(_can_take(index, doer, last=last) for doer in doers.actors):
            return doers.actors
    return ()


def _does_a_part(index: ActorIndex, at: int, stop: int) -> bool:
    """Whether what follows a doer in its bracket is a duty of its own, and not that it does the whole."""
    return not _TAKES_ON.fullmatch(index.lower, at, stop) and _OWN_PART.match(index.lower, at, stop) is not None


def _can_take(index: ActorIndex, doer: Actor, *, last: bool) -> bool:
    """Places in brackets tell where; in the middle of a sentence only bodies by name tell who."""
    if doer.start in index.places or doer.name is not None:
        return False
    named = doer.start in index.bodies or doer.start in index.persons
    return (last or named) and _is_short(index, doer)


def _is_short(index: ActorIndex, doer: Actor) -> bool:
    return len(index.view[doer.start : doer.end].split()) <= _LONGEST_DOER


def _ends_body(index: ActorIndex, start: int, at: int) -> bool:
    """Whether a body ends before `at`: what stands in brackets behind it is a part of it (`gửi Sở A (Phòng B)`)."""
    stop = at
    while stop > start and index.view[stop - 1].isspace():
        stop -= 1
    return any(
        (body := index.bodies.get(place) or index.offices.get(place)) is not None and body.end == stop
        for place in range(max(start, stop - _LONGEST_BODY), stop)
    )


def met_by_condition(index: ActorIndex, start: int, end: int) -> tuple[Actor, ...]:
    """`Trường hợp các sở, ngành phải điều chỉnh kế hoạch thì báo cáo …`: who meets the condition does what follows."""
    which = _WHICH.match(index.lower, start, end)
    done_to = which is not None and _DONE_TO_THEM.search(index.lower, which.end("who"), end)
    told = which and (
        read_actors(index, which.start("who"), which.end("who"))
        or _some_bodies().match(index.lower, which.start("who"))
        or _ONE_OF_THEM.match(index.lower, which.start("who"))
    )
    if which and told and not done_to:
        # `Đơn vị nào chậm thì người đứng đầu phải kiểm điểm`
        others = read_actors(index, which.end(), end)
        return others.actors if others else (Actor(*which.span("who")),)
    opens = _ON_CONDITION.match(index.lower, start, end)
    doers = read_actors(index, opens.end(), end) if opens else None
    meets = _MEETS.match(index.lower, doers.end, end) if doers else None
    if doers is None or meets is None:
        return ()
    known = all(
        doer.start in index.bodies or doer.start in index.offices or _is_group(index, doer) for doer in doers.actors
    )
    return doers.actors if known else ()


# one of many, which alone is read as no doer
_ONE_OF_THEM = re.compile(
    r"(?:ấp|khóm|khu phố|tổ dân phố|tổ|đội|phòng|khoa|trạm|trường|xã|phường|huyện|sở|ngành|hội|chi bộ|đoàn thể"
    r"|cơ sở|chủ \w+"
    r"|hộ|gia đình|anh|chị|anh chị|anh em|đồng chí|ai|người)\s+nào\s"
)
_KIND = re.compile(r"(?:(?:những|các)\s+)?(?P<kind>\w+(?: \w+){0,2}?) nào\s")


def one_of_those_above(index: ActorIndex, start: int, end: int, above: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`4. Các trưởng ấp` / `Ấp nào còn đất công thì kê ra …`: which of those that a heading names are to do it."""
    met = met_by_condition(index, start, end)
    kind = _KIND.match(index.lower, start, end) if len(met) == 1 and met[0].start == start else None
    if kind is None or len(above) != 1 or not index.lower.startswith(("các ", "những "), above[0].start):
        return ()
    words = index.lower[above[0].start : above[0].end].split()
    return met if kind["kind"].split()[0] in words else ()


@cache
def _some_bodies() -> re.Pattern[str]:
    """`Sở, ngành nào`, `cán bộ, công chức nào`: of those who can be told, which are read as no doer together."""
    words = actor_words()
    kind = one_of((*words.units, *words.singles, *words.people, *words.jobs, *words.bearers, *words.territories))
    several = rf"{kind}(?:\s*(?:,|và|,\s*và|hoặc)\s*{kind})+"
    return re.compile(rf"(?:(?:những|các)\s+)?{several}(?:\s\w+){{0,2}}?\s+nào\s")


def _is_group(index: ActorIndex, doer: Actor) -> bool:
    return _GROUP_OF_BODIES.match(index.lower, doer.start, doer.end) is not None
