"""Aims: `phấn đấu năm 2026 giảm 2% hộ nghèo`; which stretch states one, where it begins and whose it is."""

from __future__ import annotations

import re

from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import GAP, skip
from extractor.assemble.grounds import Grounds, candidates_in, figures_in, is_due, is_measured
from extractor.structure.outline import Line

_AIM = re.compile(
    r"(?=[đcmpq])(?:đặt mục tiêu(?!\w)"
    r"|chỉ tiêu (?:(?:năm nay|cả năm|của (?:tỉnh|huyện|xã|phường|ngành|đơn vị)|năm sau|đề ra) (?:là|phải)"
    r"|(?:đặt ra|phấn đấu) là|đến|đặt ra đến|(?:quý|năm) [\divx/]+ (?:là|phải))(?!\w)"
    r"|mục tiêu đặt ra(?!\w)"
    r"|(?:tỉnh|huyện|xã|thành phố|phường|công ty|chúng tôi)\s+(?:(?:đang|sẽ|cũng)\s+)*(?:nhắm(?: tới| đến)?"
    r"|đặt mốc|đặt đích|ra hẹn|hướng tới mốc)(?=\s)"
    r"|(?:mục tiêu\s+)?phấn đấu(?!\w)"
    r"|mục tiêu\s+(?:là|của|hoàn thành|thu|đạt|đến|trở thành|phấn đấu|đặt ra|trong|năm|giảm|tăng|đưa|xóa|nâng)(?!\w)"
    r"|mục tiêu\s*:"
    r"|quyết tâm(?:\s+phấn đấu)?(?=\s+(?:đến|hoàn thành|đạt|về đích|giải ngân|xóa|thu|giảm|tăng|đưa|giữ)))"
)
# `… để đạt mục tiêu …`, `đã phấn đấu …`: the aim is told of inside something else
_INSIDE = re.compile(r"(?:để|nhằm|nếu|đã|tinh thần|nỗ lực|và|đạt)\s+$|(?:những|các|về) $|(?:để|nhằm)\s+[^,.;]{0,30}$")
# `Mục tiêu 2 xã về đích coi như chỉ đạt một nửa`: how an aim fared
_FELL_SHORT = re.compile(
    r"(?:\b(?:coi như|mới chỉ|chỉ mới|mới|chỉ|khó|không thể|đã không|chưa)\s+)+(?:đạt|hoàn thành|về đích|cán đích"
    r"|thực hiện)"
    r"(?: được)?(?: \d| (?:một|hơn|gần|khoảng|phân nửa|non|chừng|bằng)(?!\w)|\W*$)"
)
_HAD_DONE = re.compile(
    r"[^.;:]{3,260}?\sđã (?:chỉ đạo|triển khai|tổ chức|tập trung|huy động|xây dựng kế hoạch)\s[^.:]*;\s*"
)
_HAS_SET = re.compile(r"(?<!\w)đã (?:đề ra|thông qua|ban hành|biểu quyết|xác định)(?!\w)")
_DRAFT = re.compile(r"dự thảo (?:kế hoạch|nghị quyết|báo cáo|đề án|chương trình|tờ trình|quyết định)(?!\w)")
# `… thống nhất kế hoạch giám sát vốn năm 2021`: a paper by its subject
_NOUN = re.compile(
    r"(?:kế hoạch|chương trình|đề án|báo cáo|tờ trình|nghị quyết) (?:giám sát|về|kết quả|công tác|phát triển)(?!\w)"
)
_PLAN = re.compile(r"dự kiến\s*,?\s*")
_MEANS_TO = re.compile(r"\s+(?:(?:cũng|đang|đã|sẽ)\s+)*(?:dự kiến|dự định|có kế hoạch|lên kế hoạch)(?!\w)")
_WILL_AS_PLANNED = re.compile(r"theo (?:kế hoạch|lịch|dự kiến|chương trình)\s*,\s*[^,;:]{3,80}?\ssẽ\s")
_BY_THEN = re.compile(r"(?:(?:đến|hết|trong|trước|cuối|chậm nhất)\s+)*")
_REACHES = re.compile(
    r"\s*,?\s*(?:(?:phải|cơ bản|toàn huyện|toàn tỉnh|toàn xã)\s+)*"
    r"(?:đạt|giải ngân|hoàn thành|thu hoạch|gieo|thu|giảm|tăng|xử lý|tiêm)(?!\w)"
)
_ALL_OF = re.compile(r"(?:[^,;:]{3,40},\s*)?100\s*%\s+(?:số\s+)?")
_ABOVE = re.compile(r"(?:phấn đấu|mục tiêu|chỉ tiêu)[^.;:]{0,60}:\s*$")
_TASKS_FOR_IT = re.compile(r"(?:yêu cầu|giao|đề nghị|nhiệm vụ|giải pháp)(?!\w)")
_REACHED = re.compile(r"\b(?:đạt|còn|chiếm|được|đã|có|giảm còn)\b")
_ACCORDING = re.compile(r"(?:theo|căn cứ|thực hiện)\s[^,;]*,\s*")
_ABOUT = re.compile(r"(?:riêng\s+)?(?:đối với|với|về|riêng)\s")
_COMMA = re.compile(r",\s+")
_FIRST_COMMA = re.compile(r"[^,;.]{0,40},\s+")
_WORD = re.compile(r"(?:^|(?<=[\s,]))(?=\S)")


Doers = tuple[Actor, ...]


def is_aim(grounds: Grounds, line: Line, frame: Frame | None, start: int, end: int) -> bool:
    """Whether [start, end) states an aim: in so many words, or by a measure where the document lists its aims."""
    if _states_aim(grounds, frame, start, end):
        return True
    listed = line.part == "targets" or aims_above(grounds, line)
    return listed and is_measured(grounds, start, end) and (frame is None or frame.force != "assigned")


def _states_aim(grounds: Grounds, frame: Frame | None, start: int, end: int) -> bool:
    """A stated aim with a measure or a date that nobody is told by name to reach."""
    lower = grounds.index.lower
    if frame is not None and frame.force in ("assigned", "petition", "commitment"):
        return False
    if not is_measured(grounds, start, end):
        return False
    if plan := _PLAN.match(lower, start, end):
        planned = read_actors(grounds.index, _behind_day(grounds.index, plan.end(), end), end) is not None
        return planned and bool(candidates_in(grounds, start, end))
    if frame is not None and frame.force == "bare" and _WILL_AS_PLANNED.match(lower, start, end):
        return bool(candidates_in(grounds, start, end))
    if _sets_share(grounds, frame, start, end) or _plans_by_a_day(grounds, frame, start, end):
        return True
    aim = _AIM.search(lower, start, end)
    if aim is not None and not is_measured(grounds, aim.start(), end) and not candidates_in(grounds, start, end):
        return False  # `Ông tặng quà 5 gia đình, động viên các gia đình phấn đấu vươn lên`
    if aim is not None and _HAS_SET.search(lower, start, aim.start()) and not is_measured(grounds, aim.start(), end):
        return False  # `Đại hội đã đề ra Nghị quyết nhiệm kỳ 2025 - 2027, quyết tâm hoàn thành …`
    if aim is None or _INSIDE.search(lower[max(start, aim.start() - 40) : aim.start()]):
        return False
    if _FELL_SHORT.search(lower, aim.end(), end):
        return False
    if _told_of_before(grounds, start):
        return False
    if frame is not None and frame.leads and aim.end() <= frame.leads[0].start and _ABOUT.match(lower, start):
        return False  # `Đối với các xã phấn đấu về đích năm nay, Văn phòng Điều phối bám sát …`
    return not (frame is not None and frame.force == "modal" and aim.start() > frame.at)


def _plans_by_a_day(grounds: Grounds, frame: Frame | None, start: int, end: int) -> bool:
    return bool(plans_of(grounds, frame, start, end)) and is_due(grounds, start, end)


def plans_of(grounds: Grounds, frame: Frame | None, start: int, end: int) -> Doers:
    """Those of whom a report only tells what they mean to do: `UBND huyện dự kiến tổ chức …`."""
    if grounds.official or (frame is not None and frame.force != "bare"):
        return ()
    doers = read_actors(grounds.index, start, end) if frame is None else None
    leads = frame.leads if frame else doers.actors if doers else ()
    return leads if leads and _MEANS_TO.match(grounds.index.lower, leads[-1].end) else ()


def _told_of_before(grounds: Grounds, start: int) -> bool:
    """`Công an tỉnh đã chỉ đạo …; phấn đấu giảm tai nạn`, `Dự thảo Kế hoạch …`: an aim inside what is told of."""
    line = grounds.index.view.rfind("\n", 0, start) + 1
    floor = max(line, grounds.index.view.rfind(". ", line, start) + 2)
    if _DRAFT.match(grounds.index.lower, start) or _NOUN.match(grounds.index.lower, start):
        return True
    return not grounds.official and floor < start and _HAD_DONE.fullmatch(grounds.index.lower, floor, start) is not None


def _sets_share(grounds: Grounds, frame: Frame | None, start: int, end: int) -> bool:
    """`Hết quý III giải ngân tối thiểu 60%`: by then, of nobody by name, a share is to be reached."""
    if frame is not None and (frame.leads or frame.force not in ("imperative", "loose")):
        return False
    by_then = _BY_THEN.match(grounds.index.lower, start, end)
    stop = grounds.index.times.get(by_then.end()) if by_then else None
    if stop is None or not _not_over(grounds, start, stop):
        return False
    if not _REACHES.match(grounds.index.lower, stop, end):
        return False
    return any(figure.kind == "percent" for figure in figures_in(grounds, stop, end))


def _not_over(grounds: Grounds, start: int, end: int) -> bool:
    """Whether a date that was not over when the document was written can be a deadline in [start, end)."""
    day = (grounds.anchor.date or "")[:10]
    dates = (candidate.deadline.due for candidate in candidates_in(grounds, start, end))
    return any(due and due[:10] > day for due in dates)


def _behind_day(index: ActorIndex, at: int, end: int) -> int:
    """Behind a day that stands at `at`: `Dự kiến 6 giờ sáng 26/8, Sở Chỉ huy họp …`."""
    stop = index.times.get(at)
    return skip(GAP, index.view, stop, end) if stop else at


def aims_above(grounds: Grounds, line: Line) -> bool:
    """Whether the lead-in above sets aims (`Đến năm 2025, phấn đấu:`)."""
    if line.parent is None:
        return False
    above = grounds.lines[line.parent]
    found = _ABOVE.search(grounds.index.lower, above.content, above.end) if above.lead_in else None
    # `Để đạt mục tiêu đó, Ban Thường vụ yêu cầu:` opens tasks
    return found is not None and not _TASKS_FOR_IT.search(found.group())


def read_aim(grounds: Grounds, frame: Frame | None, start: int, end: int) -> tuple[int, tuple[Actor, ...]]:
    """Where the aim begins and whose it is: the doer named before it, else the one right behind."""
    index = grounds.index
    aim = _AIM.search(index.lower, start, end)
    if aim is None:
        plan = _PLAN.match(index.lower, start, end)
        doers = read_actors(index, _behind_day(index, plan.end(), end), end) if plan else None
        if planned := plans_of(grounds, frame, start, end):
            return start, planned
        as_planned = frame and frame.force == "bare" and _WILL_AS_PLANNED.match(index.lower, start, end)
        will = frame.leads if frame and as_planned else ()
        return start, doers.actors if doers else will or _all_of(index, start, end)
    begin = _behind_results(grounds, start, aim.start())
    if frame and frame.leads:
        return begin, frame.leads
    return begin, _subject_before(index, begin, aim.start(), start) or _subject_after(
        index, aim.start(), aim.end(), end
    )


def _all_of(index: ActorIndex, start: int, end: int) -> tuple[Actor, ...]:
    """`100% xã, thị trấn ban hành quy chế`: one group; in `100% hộ dân được …` somebody else sees to it."""
    share = _ALL_OF.match(index.lower, start, end)
    doers = read_actors(index, share.end(), end) if share else None
    if doers is None or index.lower.startswith(" được", doers.end):
        return ()
    return (Actor(doers.actors[0].start, doers.actors[-1].end),)


def _behind_results(grounds: Grounds, start: int, stop: int) -> int:
    """Behind the clauses that state figures already reached: they stay outside the aim."""
    begin = start
    for comma in _COMMA.finditer(grounds.index.view[start:stop]):
        at = start + comma.start()
        if _REACHED.search(grounds.index.lower[begin:at]) and figures_in(grounds, begin, at):
            begin = start + comma.end()
    return begin


def _subject_before(index: ActorIndex, start: int, stop: int, floor: int) -> tuple[Actor, ...]:
    for low in (start, floor):
        cited = _ACCORDING.match(index.lower, low, stop)
        begin = cited.end() if cited else low
        for word in _WORD.finditer(index.view[begin:stop]):
            if doers := read_actors(index, begin + word.start(), stop):
                return doers.actors
    return ()


def _subject_after(index: ActorIndex, start: int, at: int, end: int) -> tuple[Actor, ...]:
    comma = _FIRST_COMMA.match(index.view, at, end)
    # `Phấn đấu đến 15/2 toàn hệ thống …`
    dated = next((stop for place in range(start, at + 2) if (stop := index.times.get(place))), None)
    for position in (*([comma.end()] if comma else ()), at + 1, *([dated + 1] if dated else ())):
        if doers := read_actors(index, position, end):
            return doers.actors
    return ()
