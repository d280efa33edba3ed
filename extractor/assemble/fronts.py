"""Doers named in front of an order: by the heading or lead-in above, by the topic or the address at its head."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.assigning import read_assigned
from extractor.assemble.frames import read_frame
from extractor.assemble.grammar import grammar
from extractor.assemble.grounds import Grounds, is_named
from extractor.assemble.petitions import asked_in_lead_in
from extractor.assemble.roles import find_coordinators
from extractor.assemble.works import is_built
from extractor.lexicon.actors import actor_words
from extractor.lexicon.orders import one_of
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences

_HEAD_WORDS = re.compile(
    r"(?:(?:về\s+)?(?:(?:các|những|một số)\s+)?(?:nhiệm vụ|trách nhiệm|phần việc|công việc|nội dung công việc)"
    r"(?:(?:,|\s+và|\s*-)\s+(?:trách nhiệm|giải pháp|nhiệm vụ|quyền hạn))?"
    r"(?:\s+(?:cụ thể|chủ yếu|trọng tâm|trọng điểm|chính|cơ bản|trước mắt|cấp bách|thường xuyên|riêng))*\s+của\s+"
    r"|(?:đối với|về phía|giao(?: cho)?|yêu cầu|đề nghị|phân công|riêng|các)\s+)?"
)
# `Bể chứa - phần việc của UBND các huyện`, `Đường liên thôn (giao UBND xã)`: whose the matter of a heading is
_WHOSE = re.compile(
    r"[^.;:()]{2,80}?(?:\s[-–]\s|\s*\(|:\s+|,\s+)(?:là\s+|thuộc\s+|do\s+)?"
    r"(?:(?:phần|phần việc|việc|công việc|nhiệm vụ|trách nhiệm|phần lo)\s+(?:của|thuộc|bên)"
    r"|giao(?: cho)?|phân công(?: cho)?|đầu mối(?: là)?|đơn vị (?:thực hiện|chủ trì|lo)|chủ trì|ai lo)(?:\s*:)?\s+"
)
_INTRODUCES = re.compile(
    r"(?:,\s*)?(?:với (?:vai trò|tư cách|chức năng|trách nhiệm) [^:]*|là (?:cơ quan|đơn vị) [^:]*|cụ thể"
    r"|được (?:giao|phân công)(?: (?:nhiệm vụ|trách nhiệm|các nhiệm vụ|thực hiện|chủ trì))*(?: sau(?: đây)?)?"
    r"|(?:có|chịu) (?:trách nhiệm|nhiệm vụ)(?: sau(?: đây)?)?|lãnh đạo|chỉ đạo|lãnh đạo, chỉ đạo|thực hiện|chủ trì"
    r"|(?:cần |phải )?(?:tập trung|quan tâm|khẩn trương|nghiêm túc|tiếp tục|chủ động|tích cực)(?!\w)[^.;:]{0,90}"
    r"|(?:tổ chức |triển khai )?(?:thực hiện|triển khai)(?: (?:tốt |ngay )?(?:các |một số )?(?:nội dung|nhiệm vụ|việc)"
    r"[^.;:]{0,40})?)$"
)
_HAS_THEM_DO = re.compile(r"(?:chỉ đạo|đôn đốc|hướng dẫn|lãnh đạo, chỉ đạo|quán triệt|yêu cầu)\s(?!.*\sgiao\s)")
_TELLS = re.compile(r"(?<!theo )(?<!đáp ứng )(?:yêu cầu|đề nghị|giao|phân công|chỉ thị)(?=\s)")
_DIRECTS = re.compile(r"(?<!sự )(?:chỉ đạo|quán triệt)(?=\s)")  # only where `như sau` stands right behind whom
_AS_FOLLOWS = re.compile(
    r"\s*,?\s*(?:(?:triển khai |tổ chức )?thực hiện\s+[^.,;:]{0,40}?)?(?:như sau|sau đây|sau)?\s*:\s*$"
)
_DEMANDS_LIST = re.compile(
    r"\s+(?:(?:đã|cũng|tiếp tục|có ý kiến|thống nhất)\s+)*(?:yêu cầu|đề nghị|giao|phân công|kết luận|nhấn mạnh|lưu ý)"
    r"(?:\s+(?:(?:một số|các|những|mấy) (?:nội dung|việc|vấn đề|điểm)|như sau|sau đây|sau|cụ thể)"
    r"[^,.;:]{0,20})*\s*:\s*$"
)
# `Thường trực Tỉnh ủy lưu ý Đảng ủy UBND tỉnh quan tâm lãnh đạo:`: who speaks is not told what he lists himself
_DEMANDS_OF = re.compile(
    r"\s+(?:(?:đã|cũng|đồng thời|tiếp tục|xin)\s+)*"
    r"(?:yêu cầu|đề nghị|lưu ý|nhắc nhở|nhắc|nhấn mạnh|kiến nghị)(?!\w)"
)
_TOLD_BY = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|lưu ý|nhắc nhở|nhắc)\s+(?:đối với\s+|với\s+)?")
_NAME_REACH = 90  # characters of who demands
_BEGS = re.compile(r"(?<!\w)kính (?:đề nghị|trình|mong)\s")
_COLLECTIVE = re.compile(
    r"(?:các|những|mỗi|từng|toàn thể) (?:ban|sở|bộ|ngành|cơ quan|đơn vị|địa phương|xã|phường|huyện|thôn"
    r"|chủ đầu tư|nhà thầu|đảng ủy|cấp ủy|đảng bộ|chi bộ|hội|đoàn thể|doanh nghiệp|phòng|lực lượng|trường"
    r"|nhà trường|tổ chức)(?!\w)"
)
_MANY = re.compile(r"(?:các|những|mỗi|từng)\s+(?=\S)")
_COMMA = re.compile(r"[^,.;:]{0,40}?,\s+")
_WORKS_WITH = re.compile(r",?\s*(?:(?:chủ trì|phối hợp|cùng)(?:\s*,\s*|\s+)){1,3}(?:với\s+)?")
_TASKS_THAT = re.compile(
    r"(?:nhiệm vụ|giải pháp|nội dung|công việc|phần việc|vấn đề|việc)"
    r"(?: (?:trọng tâm|chủ yếu|cụ thể|cấp bách|trước mắt|lớn|sau))* (?:mà )?(?=\S)"
)
_NEED = re.compile(r"\s*(?:cần|phải|có trách nhiệm)(?!\w)")
_LONGEST_TAIL = 9  # words
_GIVER_TELLS = re.compile(
    r",\s+(?=Thủ tướng|Phó|Chủ tịch|Bí thư|Bộ trưởng|Giám đốc|Thường trực|UBND|chủ tịch|bí thư|phó|lãnh đạo"
    r"|đồng chí|ông|bà)"
    r"[^,.;:\"]{2,80}?\s(?:(?:cũng|đã|tiếp tục)\s)*"
    r"(?:yêu cầu|đề nghị|giao(?! (?:cho|ban|lưu|tiếp|dịch))|lưu ý|nhắc nhở|nhắc|dặn|dặn dò|căn dặn"
    r"|quán triệt|chỉ đạo)(?!\w)"
)
# `1. Anh Khởi, công chức Địa chính`, `2. Bà Lan - Trưởng phòng`: what the person is, and nothing said of him
_WHAT_HE_IS = re.compile(r"\s*(?:,|[-–]|\()\s*(?P<post>[^.;:!?]{2,90}?)\)?\s*:?\s*$")
_SAYS_OF_HIM = re.compile(
    r"(?<!\w)(?:phải|cần|đã|đang|sẽ|được|bị|là|không|yêu cầu|đề nghị|giao|kết luận|chỉ đạo"
    r"|phát biểu|nói|báo cáo|cùng|với)(?!\w)"
)
_LONGEST_POST = 14  # words
_TOWARDS = re.compile(r"(?:còn\s+|riêng\s+)?(?:với|đối với|về phía|riêng|về phần)\s+")


def doers_above(grounds: Grounds) -> dict[int, tuple[Actor, ...]]:
    """For each line the doers that its nearest heading or lead-in names."""
    own: dict[int, tuple[Actor, ...]] = {}
    found: dict[int, tuple[Actor, ...]] = {}
    for number, line in enumerate(grounds.lines):
        if line.parent is not None and (above := own.get(line.parent) or found.get(line.parent)):
            found[number] = () if _opens_part(grounds, line) else above
        if (line.lead_in or line.heading) and (named := _named_in(grounds, line)):
            if number in found and found[number] and _HAS_THEM_DO.match(grounds.index.lower, line.content, line.end):
                continue  # `2. Chỉ đạo các trường:` below those who are told so: it is theirs to see to
            own[number] = named
    return found


def partners_above(grounds: Grounds, doers: dict[int, tuple[Actor, ...]]) -> dict[int, tuple[Actor, ...]]:
    """For each line with `doers` above it, those with whom the same lead-in has them work.

    `Sở A chủ trì, phối hợp với Sở B, Sở C:` holds for every item below it.
    """
    own: dict[int, tuple[Actor, ...]] = {}
    found: dict[int, tuple[Actor, ...]] = {}
    for number, named in doers.items():
        above = grounds.lines[number].parent if named else None
        while above is not None and not grounds.lines[above].start <= named[0].start < grounds.lines[above].end:
            above = grounds.lines[above].parent
        if above is None:
            continue
        line = grounds.lines[above]
        if above not in own:
            beside = find_coordinators(grounds.index, named[0].start, line.end, named) if line.lead_in else ()
            own[above] = tuple(partner for partner in beside if all(partner.start != doer.start for doer in named))
        if own[above]:
            found[number] = own[above]
    return found


def _opens_part(grounds: Grounds, line: Line) -> bool:
    """Whether a line is the heading of a part (`II. MỤC TIÊU`): what opens the document orders nothing in it."""
    return line.heading and not line.lead_in and grounds.index.view[line.content : line.end].isupper()


def _named_in(grounds: Grounds, line: Line) -> tuple[Actor, ...]:
    """The doers of a heading (`2. Sở Tài chính:`, `Đối với UBND huyện`) or of a lead-in (`Yêu cầu các xã …:`)."""
    index = grounds.index
    head = _HEAD_WORDS.match(index.lower, line.content, line.end)
    # `các` belongs to a group and not to a list with a shared head: so the line is read from its first word before
    for at in (line.content, head.end() if head else line.content):
        if named := _whole(grounds, line, at):
            return named
    whose = _WHOSE.match(index.lower, line.content, line.end) if line.heading or line.lead_in else None
    if whose and (named := _whole(grounds, line, whose.end())):
        return named
    sentences = split_sentences(index.view, line.content, line.end) if line.lead_in else []
    if sentences and _BEGS.search(index.lower, *sentences[-1]) and (asked := asked_in_lead_in(grounds, line)):
        return asked
    if sentences and _who_demands(grounds, *sentences[-1]):
        return ()
    if sentences and (seeing := _told_to_see_to(grounds, *sentences[-1])):
        return seeing
    if sentences and (needing := _needing(grounds, *sentences[-1])):
        return needing
    frame = read_frame(index, *sentences[-1]) if sentences else None
    # the opening of a document tells who met and what it is about: only an order in so many words counts there
    orders = ("assigned",) if line.part == "opening" else ("assigned", "modal", "bare")
    if frame and frame.force in orders and frame.leads:
        return frame.leads
    return _told_last(grounds, *sentences[-1]) if sentences else ()


def _told_to_see_to(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Thường trực Tỉnh ủy lưu ý Đảng ủy UBND tỉnh quan tâm lãnh đạo:`: whom a lead-in names behind its verb, where
    nothing but how they set to work follows."""
    for told in _TOLD_BY.finditer(grounds.index.lower, start, end):
        doers = read_actors(grounds.index, told.end(), end)
        rest = grounds.index.lower[doers.end : end].strip(" :.*;") if doers else "."
        if doers and (not rest or _INTRODUCES.match(rest)):
            return doers.actors
    return ()


def _needing(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`… nhấn mạnh một số nhiệm vụ trọng tâm xã cần triển khai:`: those whose tasks the list names."""
    for tasks in _TASKS_THAT.finditer(grounds.index.lower, start, end):
        doers = read_actors(grounds.index, tasks.end(), end)
        if doers and _NEED.match(grounds.index.lower, doers.end, end):
            return doers.actors
    return ()


def _told_last(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Để khắc phục …, phấn đấu …, Ban Thường vụ yêu cầu các cấp ủy …:`: who is told stands last."""
    for told in reversed(list(_TELLS.finditer(grounds.index.lower, start, end))):
        frame = read_assigned(grounds.index, told.start(), told.start(), end)
        if frame is not None:
            return frame.leads
    directs = list(_DIRECTS.finditer(grounds.index.lower, start, end))[-1:]
    doers = read_actors(grounds.index, directs[0].end() + 1, end) if directs else None
    return doers.actors if doers and _AS_FOLLOWS.match(grounds.index.lower, doers.end, end) else ()


def _who_demands(grounds: Grounds, start: int, end: int) -> tuple[int, int] | None:
    """Whoever demands what is listed below, of nobody in these words (`Phòng Giáo dục yêu cầu:`)."""
    demands = _DEMANDS_LIST.search(grounds.index.lower, start, end)
    if demands is None:
        return None
    for at in range(demands.start() - 1, max(start, demands.start() - _NAME_REACH) - 1, -1):
        doers = (
            read_actors(grounds.index, at, demands.start())
            if at == start or not grounds.index.view[at - 1].isalnum()
            else None
        )
        if doers and doers.end >= demands.start() - 1 and is_named(grounds, doers.actors[0]):
            return doers.actors[-1].start, doers.actors[-1].end
    return None


def givers_above(grounds: Grounds) -> dict[int, tuple[int, int]]:
    """For each line the person or office whose words a lead-in right above it gives (`Thủ tướng A giao Bộ B:`)."""
    index = grounds.index
    own: dict[int, tuple[int, int] | None] = {}
    found: dict[int, tuple[int, int]] = {}
    for number, line in enumerate(grounds.lines):
        above = own.get(line.parent) if line.parent is not None else None
        if above:
            found[number] = own[number] = above
        if line.lead_in and line.part == "tasks":
            sentences = split_sentences(index.view, line.content, line.end)
            if sentences and (demands := _who_demands(grounds, *sentences[-1])):
                own[number] = demands
                continue
            frame = read_frame(index, *sentences[-1]) if sentences else None
            if frame and frame.speaker and any(at in index.persons for at in range(*frame.speaker)):
                own[number] = frame.speaker
    return found


def _whole(grounds: Grounds, line: Line, at: int) -> tuple[Actor, ...]:
    """The doers that fill the line from `at` on, but for what introduces the list or tells which are meant."""
    index = grounds.index
    doers = read_actors(index, at, line.end)
    if doers is None or (line.heading and is_built(index, doers.start)):
        return ()
    if _DEMANDS_OF.match(index.lower, doers.end, line.end):
        return ()
    if person := _with_post(grounds, line, doers.actors[0]):
        return (person,)
    rest = index.lower[doers.end : line.end].strip(" :.*;)")
    if not rest or _INTRODUCES.match(rest) or (line.lead_in and _WORKS_WITH.match(rest)):
        return doers.actors
    last = doers.actors[-1]
    if line.label and line.lead_in and is_named(grounds, doers.actors[0]) and len(rest.split()) <= _LONGEST_TAIL:
        return doers.actors
    # `Các công ty khai thác công trình thủy lợi:`; a heading is no sentence, so nothing is said of them
    group = last.name is None and last.end == doers.end and not is_named(grounds, last)
    if not group or len(rest.split()) > _LONGEST_TAIL or "," in rest or "." in rest:
        return ()
    stop = last.end + len(index.view[last.end : line.end].rstrip(" :.*;"))
    return (*doers.actors[:-1], Actor(last.start, stop))


def _with_post(grounds: Grounds, line: Line, first: Actor) -> Actor | None:
    """`1. Anh Khởi, công chức Địa chính`: one person over what he is told, with the post that he has."""
    index = grounds.index
    person = index.persons.get(first.start)
    post = _WHAT_HE_IS.match(index.lower, first.end, line.end) if person and first.end <= person.end else None
    if post is None or _SAYS_OF_HIM.search(post["post"]) or len(post["post"].split()) > _LONGEST_POST:
        return None
    behind = range(post.start("post"), line.end)
    return None if any(at in index.persons for at in behind) else first


def doers_of_topic(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Đối với Phòng Tư pháp: …` names who is to do it; `Đối với công tác tiêm phòng: …` does not."""
    towards = _TOWARDS.match(grounds.index.lower, start, end)
    doers = read_actors(grounds.index, towards.end(), end) if towards else None
    if doers is None:
        return ()
    rest = grounds.index.view[doers.end : end].strip()
    if rest == ":":
        return doers.actors
    if told_apart := _which_of_many(grounds, doers.actors[-1], end):
        return (*doers.actors[:-1], told_apart)
    # a body whose name no list knows to its end
    first = doers.actors[0]
    short = first.start in grounds.index.bodies and len(rest.split()) <= _LONGEST_TAIL and not set(rest) & set(",;.")
    return (Actor(first.start, first.end + len(grounds.index.view[first.end : end].rstrip(" :"))),) if short else ()


def _which_of_many(grounds: Grounds, last: Actor, end: int) -> Actor | None:
    """`Đối với các thôn chưa có nhà văn hóa:`: with what tells which of many are meant; things do nothing."""
    lower = grounds.index.lower
    which = _which().match(lower, last.end, end)
    many = _MANY.match(lower, last.start)
    thing = many and _thing().match(lower, many.end(), last.end)
    return Actor(last.start, which.end()) if which and many and not thing else None


@cache
def _which() -> re.Pattern[str]:
    words = actor_words()
    return re.compile(rf"\s+{one_of((*words.conditions, *words.relatives))}(?:\s+[^\s,.;:()]+){{1,9}}(?=\s*[:,])")


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"\s*{one_of(actor_words().things)}")


def _goes_to_work(grounds: Grounds, at: int, end: int) -> bool:
    """Whether a comma and a verb follow at once."""
    comma = _COMMA.match(grounds.index.lower, at, end)
    return comma is not None and grammar().predicate.match(grounds.index.lower, comma.end() - 1, end) is not None


def addressed_first(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Với Ngân hàng Nhà nước, Thủ tướng lưu ý phải …`: whom the order is for stands at its head."""
    towards = _TOWARDS.match(grounds.index.lower, start, end)
    doers = read_actors(grounds.index, towards.end(), end) if towards else None
    view = grounds.index.view
    if (
        doers is not None
        and _COLLECTIVE.match(grounds.index.lower, doers.start)
        and _goes_to_work(grounds, doers.end, end)
    ):
        # `Đối với các ban tham mưu của Tỉnh ủy, tập trung …`, `Đối với các xã chưa hoàn thành, báo cáo …`
        told_apart = _which_of_many(grounds, doers.actors[-1], end)
        return (*doers.actors[:-1], told_apart) if told_apart else doers.actors
    for nth, doer in enumerate(doers.actors if doers else (), start=1):
        if _GIVER_TELLS.match(view, doer.end, end):
            return doers.actors[:nth] if doers else ()  # `Về phía các địa phương, Thủ tướng giao nhiệm vụ …`
    if doers is None or not (doers.actors[0].name or is_named(grounds, doers.actors[0])):
        return ()
    if len(doers.actors) > 1 and view[doers.end : end].lstrip().startswith((",", ":")):
        return doers.actors  # `Đối với Bộ A, Bộ B, kiểm soát chặt …`
    first = doers.actors[:1]
    return first if view[first[0].end : end].lstrip().startswith((",", ":")) else ()
