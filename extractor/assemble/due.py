"""Deadlines that hold for an order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from extractor.assemble.deadline_cells import read_alone
from extractor.assemble.deadline_cuts import cut_between, says_next_step
from extractor.assemble.drafts import Draft
from extractor.assemble.grounds import Grounds, candidates_ending_in, candidates_in, times_in
from extractor.core.record import Deadline, Time
from extractor.lexicon.orders import one_of, order_words
from extractor.resolve.deadline_candidates import DeadlineCandidate
from extractor.resolve.deadline_settings import any_of
from extractor.structure.words import starts_with_verb

_LED_UP = re.compile(
    r"\W*(?:sau khi|sau|qua|tại|trên cơ sở|ghi nhận|đánh giá|nghe|tiếp thu|căn cứ"
    r"|trước (?:thực trạng|tình hình|tình trạng|những)|từ thực tế|biểu dương|chia sẻ|phát biểu|kết luận)(?!\w)"
)
_AIMS = re.compile(r"\s*,?\s*(?:phấn đấu|mục tiêu|quyết tâm|dự kiến)")
_AIMING = ("phấn đấu", "mục tiêu", "mục tiêu của", "dự kiến", "chỉ tiêu của")
_WITHIN = ("trong năm", "trong tháng", "trong quý", "ngay trong", "vào ngày", "vào sáng", "vào chiều")
_WITHIN_PART = re.compile(r"trong\s+(?:giai\s+đoạn|(?:nửa|những|các|\w+)\s+(?:tháng|quý|năm|đầu|cuối))(?!\w)")
_PURPOSE = re.compile(
    r"\s*,?\s*(?:để|nhằm|theo|làm\s+cơ\s+sở|bảo\s+đảm|đảm\s+bảo|phục\s+vụ|không\s+để|trong\s+đó|cụ\s+thể|riêng"
    r"|mỗi\s+năm|bình\s+quân)(?!\w)"
)
# `Sáng nay (29/5), tại cuộc họp giao ban, Chủ tịch A yêu cầu …`: when he said it
_THAT_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|ngày|hôm)(?!\w)")
_OPENING = 6  # characters
_NOT_DONE = re.compile(r"(?:nguy cơ|khả năng|khó)(?: cao| lớn)?(?: không| chưa| chậm)? hoàn thành [^,.;:]*$")
_ATTRIBUTE = re.compile(rf"{one_of(order_words().attributes)}[^,.;]{{0,30}}$")
_ATTRIBUTE_REACH = 45
_REST = re.compile(r"\s*(?:\([^()\n]*\))?[\s.;,/]*\Z")
_HELD = re.compile(
    r"(?<!\w)(?:diễn\s+ra|được\s+tổ\s+chức|khai\s+mạc|xảy\s+ra|phát\s+hiện)"
    r"(?:\s+trong)?(?:\s+(?:hai|ba|bốn|\d{1,2})(?:\s+ngày)?,?)?\s*$"
)  # when something else is
_ON_OCCASION = re.compile(r"\s*,?\s*(?:nhân|chào\s+mừng|mừng|để|nhằm|tại|theo|với\s+sự)(?!\w)")
# `làm gọn trong năm 2014, không chia hai giai đoạn`: the clause of the day ends, another one follows
_NEXT_CLAUSE = re.compile(r"\s*[,;]\s")
# `Hội đồng bồi thường tổ chức bốc thăm đợt 1 | ngày 20/12 tại nhà văn hóa xã`
_HOLDS = re.compile(r"(?<!\w)tổ chức\s+(?!(?:thực hiện|triển khai)(?!\w))[^\s,.;:]+(?:\s+[^\s,.;:]+){0,6}\s+\Z")
_AT_PLACE = re.compile(r"\s*(?:tại|ở)\s|[\s.;,/]*\Z")
_PLANNED = re.compile(
    r"(?<!\w)dự kiến(?:\s+(?:sẽ|được|tổ chức|diễn ra|tiến hành|khai mạc|họp|quay lại|trong|lại)){1,4}\s+\Z"
)
# `chuẩn bị cho hội nghị ngày 25/11`: the day is the meeting's
_GATHERING = r"%s(?:\s+[^\s,.;]+){0,3}\s*$"


def deadlines_of(grounds: Grounds, draft: Draft) -> list[Deadline]:
    """The deadlines that hold for the order, strong ones before weak ones, each value once in a row."""
    if draft.deadline_at and (slot := _in_slot(grounds, *draft.deadline_at)):
        return slot[:1]
    inside = [c for c in candidates_in(grounds, draft.start, draft.end) if c.deadline.end <= draft.end]
    inside = [c for c in inside if not _leads_up(grounds, draft, c) and not _is_missed(grounds, c)]
    if draft.kind == "task" and _FORBIDS.match(grounds.index.lower, draft.start, draft.end):
        inside = [c for c in inside if not _FROM_TO.match(grounds.index.lower, c.start, c.deadline.end)]
    inside = [c for c in inside if not _TERM.match(grounds.index.lower, c.start, c.deadline.end)]
    # `tuần hai lượt, cho tới hết tháng 6`: how long it is kept up
    inside = [c for c in inside if not (grounds.index.lower.endswith("cho ", 0, c.start) and _recurs_before(inside, c))]
    own = [c for c in inside if c.role in ("task", "target")]
    strong = [c for c in own if c.strength == "strong"]
    if strong and draft.kind == "target":
        # `năm 2026 kết nạp 420 đảng viên, trong quý II đạt 45%`: the aim has a period of its own before it
        aims = [c for c in inside if c.role in ("period", "horizon") and _beside_aim(grounds, c.deadline)]
        strong = sorted([*strong, *aims], key=lambda c: c.start)
    if draft.kind == "task" and (fronted := _each_in_front(grounds, draft, inside, own)):
        return fronted
    if strong and draft.kind == "task":
        strong += [c for c in own if _handed_in_later(grounds, c, strong[-1], draft) or _recurs_then(grounds, c, draft)]
        strong = [*(c for c in own if _step_before(grounds, c, strong[0])), *strong]
    if strong and draft.kind in ("task", "commitment"):
        strong += [c for c in _steps_behind(grounds, draft, inside, strong[-1]) if c not in strong]
    if strong and all(c.deadline.recurrence for c in strong):
        strong = [c for c in own if c.deadline.recurrence]  # `giao ban hằng tuần, cuối mỗi tháng báo cáo`
    return _narrowed(grounds, draft, _each_once(strong or own or _by_their_place(grounds, draft, inside)))


def _each_in_front(
    grounds: Grounds, draft: Draft, inside: Sequence[DeadlineCandidate], own: Sequence[DeadlineCandidate]
) -> list[Deadline]:
    """`Chậm nhất 12/3 gửi giấy mời, ngày 15/3 chuẩn bị xong tài liệu`: where each step opens with its day."""
    lower, day = grounds.index.lower, (grounds.anchor.date or "")[:10]
    if not own or own[0].start != draft.start or not own[0].deadline.due:
        return []
    steps = [own[0]]
    for c in inside:
        later = c.deadline.due is not None and c.deadline.due > max(day, steps[-1].deadline.due or "")
        opens = c.start > steps[-1].end and lower[steps[-1].end : c.start].rstrip().endswith((",", ";", ", và", "; và"))
        if (
            c.role in ("task", "target", "schedule", "period")
            and later
            and opens
            and _STEP.match(lower, c.deadline.end)
        ):
            steps.append(c)
    return [c.deadline for c in steps] if len(steps) > 1 else []


_STEP = re.compile(rf"\s+(?:phải\s+|cần\s+)?{one_of(order_words().verbs)}")


def _recurs_before(inside: Sequence[DeadlineCandidate], last: DeadlineCandidate) -> bool:
    return any(c.deadline.recurrence is not None and c.start < last.start for c in inside)


# `Không cắt điện từ ngày 1/9 đến hết ngày 3/9`: how long something is forbidden, not by when it is done
_FORBIDS = re.compile(r"(?:tuyệt đối\s+)?(?:không(?!\s+(?:để|quá|chậm))|nghiêm cấm|cấm)\s")
_FROM_TO = re.compile(r"(?:kể\s+)?từ\s[^.;]{1,40}?\sđến\s")
_TERM = re.compile(r"nhiệm kỳ\s")  # `Đại hội lần thứ XIV, nhiệm kỳ 2012 - 2017 phải …`: which congress is meant
_AT_THE_LATEST = re.compile(r"(?:chậm|muộn|trễ)\s+nhất(?!\w)")


def _narrowed(grounds: Grounds, draft: Draft, deadlines: list[Deadline]) -> list[Deadline]:
    """`Trong tháng 6, … phải chọn xong, chậm nhất ngày 25`: the day within the stretch that opens the order."""
    if len(deadlines) != 2 or deadlines[0].start != draft.start:
        return deadlines
    first, second = deadlines
    latest = _AT_THE_LATEST.match(grounds.index.lower, second.start) is not None
    within = bool(first.due and second.due and first.due[:7] == second.due[:7] and second.due <= first.due)
    return [second] if latest and within else deadlines


_ON_A_DAY = re.compile(r"(?:ngày\s+|(?:sáng|chiều)\s+)?\d")
_AND_THEN = re.compile(r"\s*(?:[,;]|,?\s*và)\s")


def _handed_in_later(grounds: Grounds, candidate: DeadlineCandidate, last: DeadlineCandidate, draft: Draft) -> bool:
    """`gửi lấy ý kiến trong ngày 16/7, hoàn thiện và trình UBND tỉnh ngày 18/7`: the second step closes the order."""
    due, before = candidate.deadline.due, last.deadline.due
    if candidate.strength == "strong" or not due or not before or due <= before or candidate.start < last.end:
        return False
    lower = grounds.index.lower
    said = _AND_THEN.match(lower, last.end) and _ON_A_DAY.match(lower, candidate.start)
    return bool(said) and _REST.match(lower, candidate.end, draft.end) is not None


def _recurs_then(grounds: Grounds, candidate: DeadlineCandidate, draft: Draft) -> bool:
    """`trình đề án tại phiên họp tháng 4, sau đó hằng quý báo cáo`: what recurs as the next step."""
    recurs = candidate.strength != "strong" and candidate.deadline.recurrence is not None
    return recurs and says_next_step(grounds.index, draft.start, candidate.start)


_THEN = re.compile(r"\s*\)?\s*,?\s*(?:rồi|sau đó|xong(?: rồi)?|tiếp đó)\s")


def _step_before(grounds: Grounds, candidate: DeadlineCandidate, first: DeadlineCandidate) -> bool:
    """`Chốt giá với nhà thầu chiều nay, rồi ký hợp đồng chậm nhất thứ năm`: the day of the step before the next one."""
    due, then = candidate.deadline.due, first.deadline.due
    if candidate.strength == "strong" or not due or not then or due >= then or candidate.end > first.start:
        return False
    return _THEN.match(grounds.index.lower, candidate.deadline.end, first.start) is not None


def _steps_behind(
    grounds: Grounds, draft: Draft, inside: Sequence[DeadlineCandidate], last: DeadlineCandidate
) -> list[DeadlineCandidate]:
    """`Mở một làn chậm nhất ngày 5/11, | hết tuần sau trả lại đủ hai làn`: later days that open further steps."""
    lower, steps = grounds.index.lower, list[DeadlineCandidate]()
    for c in inside:
        before = (steps or [last])[-1]
        later = c.deadline.due and before.deadline.due and c.deadline.due > before.deadline.due
        if c.strength == "strong" or not later or c.start < before.end or c.role not in _STEP_ROLES:
            continue
        opens = _STEP_OPENS.search(lower, before.end, c.start)
        if opens and c.end < draft.end and starts_with_verb(grounds.index.view[c.end : draft.end].lstrip(" ,")):
            steps.append(c)
    return steps


_STEP_ROLES = ("task", "target", "schedule", "period")
_STEP_OPENS = re.compile(r"(?:[,;]|\srồi|\ssau đó)\s+(?:(?:và|rồi|sau đó|tiếp đó|sang|đến|tới)\s+)*\Z")


def _leads_up(grounds: Grounds, draft: Draft, candidate: DeadlineCandidate) -> bool:
    """`Sau khi đánh giá nhiệm vụ trong tháng 6, ông A yêu cầu …`: a time before who speaks, of what led up to it."""
    if draft.speaker is None or not draft.start <= candidate.start < draft.speaker[0]:
        return False
    opens = candidate.start - draft.start <= _OPENING and _THAT_DAY.match(grounds.index.lower, candidate.start)
    return bool(opens) or _LED_UP.match(grounds.index.lower, draft.start, candidate.start) is not None


def _is_missed(grounds: Grounds, candidate: DeadlineCandidate) -> bool:
    """`nhiệm vụ có nguy cơ không hoàn thành trong năm 2020`: by when it will not be done."""
    lower = grounds.index.lower
    return _NOT_DONE.search(lower[max(0, candidate.start - 40) : candidate.deadline.end]) is not None


def value_of(deadline: Deadline) -> tuple[str | None, str | None, str | None]:
    """When it is, whatever words say so."""
    return deadline.due, deadline.recurrence, deadline.offset


def split_by_deadline(grounds: Grounds, draft: Draft) -> list[Draft]:
    """An order for each of the deadlines that its words set; all are for the doers of the first."""
    deadlines = deadlines_of(grounds, draft)
    if draft.deadline_at or not (deadlines or _other_dates(grounds, draft, ())):
        return [draft]
    marks = sorted([*deadlines, *_other_dates(grounds, draft, deadlines)], key=lambda d: d.start)
    marks = [
        mark
        for mark in marks
        if not _in_bracket(grounds.index.view, draft.start, mark.start) or _THEN.match(grounds.index.lower, mark.end)
    ] or marks[:1]
    first, *others = cut_between(grounds.index, (draft.start, draft.end), marks)
    inherited = draft.inherited or bool(draft.leads)
    return [
        msgspec.structs.replace(draft, start=first[0], end=first[1]),
        *(msgspec.structs.replace(draft, start=a, end=b, inherited=inherited) for a, b in others),
    ]


def _in_bracket(view: str, start: int, at: int) -> bool:
    """Whether a bracket opened behind `start` is still open: `… trong tháng 5 (riêng xã A trước ngày 10/3)`."""
    return view.count("(", start, at) > view.count(")", start, at)


def opens_with_condition(grounds: Grounds, draft: Draft) -> bool:
    """`đến 30/9 dự án nào chậm thì cắt vốn`: a rule of its own, though it has no deadline."""
    return any(c.role == "condition" and c.start == draft.start for c in candidates_in(grounds, draft.start, draft.end))


def _other_dates(grounds: Grounds, draft: Draft, deadlines: Sequence[Deadline]) -> list[Deadline]:
    """Dates by which nothing is to be done, which set a clause apart: `…, đến 30/9 dự án nào chậm thì cắt vốn`."""
    told = [c.deadline for c in candidates_in(grounds, draft.start, draft.end) if c.role == "condition"]
    repeats = [d.end for d in deadlines if d.recurrence]
    lower = grounds.index.lower
    return [
        d
        for d in told
        if lower[draft.start : d.start].rstrip().endswith((",", ";")) or any(end < d.start for end in repeats)
    ]


def _in_slot(grounds: Grounds, start: int, end: int) -> list[Deadline]:
    """What stands in a slot made for a deadline: one with words of its own, else any date."""
    if alone := read_alone(grounds.index.view, start, end, grounds.anchor):
        return [msgspec.structs.replace(alone, text=grounds.text[alone.start : alone.end])]
    worded = [c.deadline for c in candidates_ending_in(grounds, start, end) if c.role != "effect"]
    found = worded or [_plain_deadline(t) for t in times_in(grounds, start, end) if not _begins(grounds, t)]
    # `Quý III và tháng 10, 11/2024`: with the last of them
    while len(found) > 1 and _is_list(grounds, *found[:2]):
        found = found[1:]
    return found


_LISTED = re.compile(r"\s*(?:,|;|và|, và|&)\s*")


def _is_list(grounds: Grounds, first: Deadline, second: Deadline) -> bool:
    between = _LISTED.fullmatch(grounds.index.lower, first.end, second.start)
    return bool(between and first.due and second.due and second.due > first.due and second.bound == first.bound)


def _begins(grounds: Grounds, time: Time) -> bool:
    """`Từ năm học 2021 - 2022`: when it begins; no time is said by which it is done."""
    return grounds.index.lower.endswith("từ ", 0, time.start) and not time.text.lower().startswith("từ")


def _plain_deadline(time: Time) -> Deadline:
    """A date in a slot made for one is a deadline without further words."""
    return Deadline(
        time.text,
        time.start,
        time.end,
        due=time.to,
        bound="by" if time.to or time.type == "duration" else None,
        last_day=time.to[:10] if time.to else None,
        offset=time.value if time.type == "duration" else None,
        recurrence=time.value if time.type == "recurring" else None,
    )


def _each_once(candidates: Iterable[DeadlineCandidate]) -> list[Deadline]:
    chosen: list[Deadline] = []
    for candidate in candidates:
        if not chosen or value_of(chosen[-1]) != value_of(candidate.deadline):
            chosen.append(candidate.deadline)
    return chosen


def _by_their_place(grounds: Grounds, draft: Draft, inside: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """Periods that are no deadlines by their own words, but where they stand."""
    if draft.kind == "target":
        periods = [c for c in inside if c.role in ("period", "horizon")]
        planned = [c for c in inside if c.role == "schedule" and _is_planned(grounds, draft, c)]
        return [c for c in periods if c.start == draft.start or _beside_aim(grounds, c.deadline)] or planned
    if draft.kind in ("task", "decision", "commitment", "petition"):
        return [
            c
            for c in inside
            if c.role in ("period", "schedule")
            and not _HELD.search(grounds.index.lower, max(draft.start, c.start - _ATTRIBUTE_REACH), c.start)
            and (_closes(grounds, c.deadline, draft.end) or (c.role == "schedule" and _takes_place(grounds, c, draft)))
        ]
    return []


def _is_planned(grounds: Grounds, draft: Draft, candidate: DeadlineCandidate) -> bool:
    """`Cuộc đối thoại sau dự kiến tổ chức vào ngày 15/7`: the day that the plan itself names."""
    due, day = candidate.deadline.due, grounds.anchor.date
    ahead = due is not None and day is not None and due[:10] >= day[:10]
    return ahead and _PLANNED.search(grounds.index.lower, draft.start, candidate.start) is not None


def _beside_aim(grounds: Grounds, deadline: Deadline) -> bool:
    """`năm 2026 phấn đấu …`, `phấn đấu năm 2026 …`: the period of the aim itself."""
    lower = grounds.index.lower
    if _AIMS.match(lower, deadline.end, deadline.end + 20):
        return True
    at = deadline.start
    while at and lower[at - 1] in " ,:":
        at -= 1
    return lower.endswith(_AIMING, 0, at)


def _takes_place(grounds: Grounds, candidate: DeadlineCandidate, draft: Draft) -> bool:
    """`Sáng 12/10 các ấp ra quân …`, `… phun khử khuẩn vào thứ Bảy, ngày 22/11 (Trạm Y tế)`: when it is done."""
    lower, deadline = grounds.index.lower, candidate.deadline
    day, due = grounds.anchor.date, deadline.due
    if due is None or day is None or len(day) < 10 or due[:10] < day[:10]:
        return False
    if not lower[draft.start : candidate.start].strip(" -+•*") or lower.startswith("vào dịp", candidate.start):
        return True
    near = max(draft.start, candidate.start - _ATTRIBUTE_REACH)
    if _HOLDS.search(lower, draft.start, candidate.start) and _AT_PLACE.match(lower, deadline.end, draft.end):
        return True
    if any_of("gatherings", _GATHERING).search(lower, near, candidate.start):
        return False
    if _NEAR.match(lower, deadline.start, deadline.end) and _is_clause_of_day(lower, deadline, draft):
        return True
    rest = _REST.match(lower, deadline.end, draft.end)
    if rest is None and lower.startswith("vào", candidate.start):
        rest = _ON_OCCASION.match(lower, deadline.end, draft.end) or _NEXT_CLAUSE.match(lower, deadline.end, draft.end)
    return rest is not None and not _ATTRIBUTE.search(
        lower, max(0, candidate.start - _ATTRIBUTE_REACH), candidate.start
    )


# a day of those to come, as it is said at a meeting
_NEAR = re.compile(
    r"(?:vào\s+)?(?:(?:rạng\s+)?sáng|trưa|chiều|tối|đêm|hôm|ngày)?\s*(?:nay|mai|mốt|thứ\s+\w+|chủ\s+nhật|tuần)(?!\w)"
)
_CLAUSE_BEFORE = re.compile(r"[,;:(]\s+(?:thì\s+|đến\s+|tới\s+)?\Z")


def _is_clause_of_day(lower: str, deadline: Deadline, draft: Draft) -> bool:
    """`…, thứ Sáu dò lại, …`, `…, mai có dự toán`, `qua đảo tuần này, ở lại …`: a clause begins or ends so."""
    opens = _CLAUSE_BEFORE.search(lower, max(draft.start, deadline.start - _OPENING - 2), deadline.start)
    return bool(opens) or _NEXT_CLAUSE.match(lower, deadline.end, draft.end) is not None


def _closes(grounds: Grounds, deadline: Deadline, end: int) -> bool:
    """`… trong năm 2026.` at the end of an order, not inside an attribute (`danh sách được hỗ trợ trong năm 2022`)."""
    lower = grounds.index.lower
    ahead = deadline.due is not None and (day := grounds.anchor.date) is not None and deadline.due[:10] >= day[:10]
    exact = lower.startswith(_WITHIN, deadline.start)
    within = ahead and (exact or _WITHIN_PART.match(lower, deadline.start, deadline.end) is not None)
    purpose = (exact or lower.startswith(",", deadline.end)) and _PURPOSE.match(lower, deadline.end, end)
    goes_on = purpose or (ahead and _NEXT_CLAUSE.match(lower, deadline.end, end))
    if not within or (lower[deadline.end : end].strip(" .;,/") and not goes_on):
        return False
    return not _ATTRIBUTE.search(lower, max(0, deadline.start - _ATTRIBUTE_REACH), deadline.start)
