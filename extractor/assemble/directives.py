"""Orders of a document: each line read in its place, cut, framed, with doers, deadline and who gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.assemble.frames import Frame, opens_with_verb, read_frame
from extractor.assemble.labelled import Labelled, read_labelled
from extractor.assemble.ranks import asks_upward, rank_of
from extractor.assemble.roles import as_assignees, find_coordinators
from extractor.assemble.scope import Scope, read_scope
from extractor.assemble.tables import Row, read_task_tables
from extractor.assemble.segments import cut_between, cut_sentence
from extractor.core.document import Paragraph
from extractor.core.record import Anchor, Assignee, Deadline, Directive, DirectiveKind, Figure, Time
from extractor.lexicon.orders import one_of, order_words
from extractor.resolve.deadlines import DeadlineCandidate
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences
from extractor.structure.words import starts_with_verb


class Grounds(msgspec.Struct, frozen=True):
    """All that directives are read from."""

    text: str
    index: ActorIndex
    lines: tuple[Line, ...]
    paragraphs: Sequence[Paragraph]
    deadlines: Sequence[DeadlineCandidate]
    figures: Sequence[Figure]
    times: Sequence[Time]
    official: bool
    framed: bool  # letterhead, foot or list labels show that the text is a document and no loose sentence
    anchor: Anchor
    issuer: str | None
    giver: tuple[int, int] | None  # whose orders a notice hands on


class _Draft(msgspec.Struct):
    """A directive in the making; grows while clauses join it."""

    kind: DirectiveKind
    start: int
    end: int
    rule: str
    confidence: float
    leads: tuple[Actor, ...]
    inherited: bool
    speaker: tuple[int, int] | None
    line: int
    coordinators: tuple[Actor, ...] = ()
    deadline_at: tuple[int, int] | None = None  # a slot of its own that holds the deadline


# a sentence that only opens what follows it
_OPENS = re.compile(r"(?:yêu cầu|đề nghị|chỉ đạo|kết luận|ý kiến|nhấn mạnh|như sau|sau đây|sau|giao|nhiệm vụ|nội dung|chỉ rõ|quán triệt|phấn đấu|lưu ý)\s*:\s*$")
_SILENT = ("header", "recipients", "signature", "caption")
_KIND: dict[str, DirectiveKind] = {"decision": "decision", "petition": "petition", "commitment": "commitment", "target": "target"}
_CONFIDENCE = {"assigned": 0.95, "modal": 0.9, "bare": 0.88, "imperative": 0.82, "loose": 0.65, "decision": 0.85, "petition": 0.85, "commitment": 0.85, "target": 0.75}
# their subject is a thing, not a doer: nothing is inherited from them, and to them only from a heading
_OWN_SUBJECT = frozenset({"order: nominal subject", "order: modal inside"})
# `Bệnh viện kiến nghị:` asks; `Về kiến nghị của tỉnh` opens the answers to what was asked
_ASKS_FRONT = re.compile(r"(?!(?:về|đối với|giải quyết|trả lời|xử lý|các|một số|những)\s).{0,80}(?:kiến nghị|đề xuất)(?!\w)[^.;]{0,80}$")
_AIMS_FRONT = re.compile(r"(?:phấn đấu|mục tiêu|chỉ tiêu)[^.;:]{0,60}:\s*$")
_OF_DUTY = re.compile(r"(?:trách nhiệm|vai trò)(?:[^.;:]{0,30}?)\s+của\s+")
_TOPIC = re.compile(r"(?:(?:các )?(?:kiến nghị|đề nghị|đề xuất) của|(?:ý kiến )?chỉ đạo của|kết luận của|ý kiến của|về|đối với|liên quan(?: đến| tới)?|riêng(?: về| đối với)?|trong)\s(?:[^;.]|(?<=tx)\.|(?<=tp)\.){3,500}?:\s+(?=\S)")
_HEAD_WORDS = re.compile(r"(?:(?:về\s+)?(?:nhiệm vụ|trách nhiệm|phần việc)\s+(?:cụ thể\s+)?của\s+|(?:đối với|về phía|giao(?: cho)?|yêu cầu|đề nghị|phân công|riêng|các)\s+)?")
_AIM = re.compile(r"đặt mục tiêu(?!\w)|chỉ tiêu (?:đặt ra|phấn đấu) là(?!\w)|mục tiêu đặt ra(?!\w)|(?:mục tiêu\s+)?phấn đấu(?!\w)|mục tiêu\s+(?:là|của|hoàn thành|thu|đạt|đến|trở thành|phấn đấu|đặt ra|trong|năm|giảm|tăng)(?!\w)|mục tiêu\s*:|quyết tâm(?:\s+phấn đấu)?(?=\s+(?:đến|hoàn thành|đạt|về đích))")
_AIM_INSIDE = re.compile(r"(?:để|nhằm|nếu|đã|tinh thần|nỗ lực|và|đạt)\s+$|(?:để|nhằm)\s+[^,.;]{0,30}$")
_MATTER = re.compile(r"(?:trong\s+)?(?:việc|quá trình|công tác)\s")
_FALLS_SHORT = re.compile(r"(?:vẫn còn|còn bất cập|còn chậm|còn hạn chế|còn thấp|chưa cao|chưa thực sự|chưa đạt yêu cầu)(?!\w)")
_REACHED = re.compile(r"\b(?:đạt|đúng hạn|chiếm|bằng|tăng|giảm|so với|còn|trị giá|tổng số|tổng tiền|vượt)\b")
_EARLIER = re.compile(r"(?:trước đó|trước đây|trước kia|năm ngoái|tháng trước|tuần trước|lẽ ra|đáng lẽ|giá như)(?!\w)")
_JOINS_IN = re.compile(r"\s*\(\s*(?:cơ quan |đơn vị )?phối hợp\s*\)")  # `Sở Xây dựng (phối hợp)`
_PROMISE = re.compile(r"\s+sẽ(?!\w)")
_PLAN = re.compile(r"dự kiến\s*,?\s*")
_DONE = re.compile(r"(?:hoàn thành|xong|thời (?:gian|hạn)(?: hoàn thành)?|hạn hoàn thành)(?!\w)")
_PAST = re.compile(rf"(?:{one_of(order_words().past)}|{one_of(order_words().praise)}|{one_of(order_words().shortcomings)})")
_JUDGED = re.compile(rf"(?:{one_of(order_words().praise)}|{one_of(order_words().shortcomings)})")
_PERFECT = re.compile(r"(?<!nêu )(?<!điều )\bđã\s+(?!được|đề ra|đạt được|nêu|giao|ban hành|phê duyệt|có|đăng ký|xác định|ký|cam kết|chỉ ra|quy định|thống nhất|hoàn thiện|hoàn thành|bàn giao|phân bổ|triển khai,)")


def assemble_directives(grounds: Grounds) -> tuple[Directive, ...]:
    """The directives of the document in text order."""
    drafts: list[_Draft] = []
    scope = Scope()
    fronts = _fronts(grounds)
    tables = read_task_tables(grounds.index, grounds.paragraphs)
    for number, line in enumerate(grounds.lines):
        if line.start in tables.cells:
            if row := tables.rows.get(line.start):
                drafts.append(_from_row(row, number))
            continue
        if line.part in _SILENT or _is_topic(grounds, number):
            if line.part == "body":
                scope = read_scope(grounds.index, line.content, line.end, scope, True)
            continue
        carried: tuple[Actor, ...] = fronts.get(number, ())
        for nth, (start, end) in enumerate(split_sentences(grounds.index.view, line.content, line.end)):
            slot = read_labelled(grounds.index, start, end)
            if slot and slot.slot == "task" and line.part == "tasks":
                front = fronts.get(number, ())
                drafts.append(_Draft("task", slot.start, slot.end, "order: labelled slot", 0.85, front, bool(front), None, number))
                continue
            if slot and drafts and _same_item(grounds, drafts[-1].line, number):
                _fill(drafts[-1], slot)
                continue
            if line.part == "body":
                scope = read_scope(grounds.index, start, end, scope, nth == 0)
            if _only_opens(grounds, line, start, end):
                continue
            made = _sentence(grounds, line, number, start, end, scope, carried, fronts.get(number, ()))
            if not made and line.label and _has_slots(grounds, number):
                made = [_Draft("task", start, end, "order: item with slots", 0.75, fronts.get(number, ()), bool(fronts.get(number)), None, number)]
            drafts += made
            if made:
                carried = fronts.get(number, ()) if made[-1].kind == "decision" or made[-1].rule in _OWN_SUBJECT else made[-1].leads
    return tuple(_finish(grounds, draft) for draft in drafts)


def _from_row(row: Row, number: int) -> _Draft:
    """A row of a task table is an order as it stands."""
    draft = _Draft("task", row.start, row.end, "order: table row", 0.9, (), False, None, number)
    for slot in row.slots:
        _fill(draft, slot)
    return draft


def _fill(draft: _Draft, slot: Labelled) -> None:
    """A labelled slot belongs to the order above it."""
    if slot.slot == "lead" and slot.doers:
        draft.leads, draft.inherited = slot.doers.actors, False
    elif slot.slot == "coordinate" and slot.doers:
        draft.coordinators = slot.doers.actors
    elif slot.slot == "deadline":
        draft.deadline_at = (slot.start, slot.end)


def _same_item(grounds: Grounds, owner: int, number: int) -> bool:
    """Whether line `number` still belongs to the item at line `owner`: nothing but its slots stands between."""
    return all(_has_slot(grounds, between) for between in range(owner + 1, number))


def _has_slots(grounds: Grounds, number: int) -> bool:
    """Whether the next line fills a slot of line `number`."""
    return number + 1 < len(grounds.lines) and _has_slot(grounds, number + 1)


def _has_slot(grounds: Grounds, number: int) -> bool:
    line = grounds.lines[number]
    slot = read_labelled(grounds.index, line.content, line.end)
    return slot is not None and slot.slot != "task"


def _only_opens(grounds: Grounds, line: Line, start: int, end: int) -> bool:
    """Whether a sentence only opens what follows it: `… yêu cầu:`, `Phân công xử lý các dự án vướng mắc:`."""
    if _OPENS.search(grounds.index.lower, start, end):
        return True
    return line.lead_in and end == line.end and end - start < 90 and not _measured(grounds, start, end)


def _is_topic(grounds: Grounds, number: int) -> bool:
    """Whether a line only opens what stands under it."""
    line = grounds.lines[number]
    has_children = any(other.parent == number for other in grounds.lines[number + 1 : number + 3])
    return has_children and (line.lead_in or line.heading)


def _fronts(grounds: Grounds) -> dict[int, tuple[Actor, ...]]:
    """For each line the doers that its nearest heading or lead-in names."""
    own: dict[int, tuple[Actor, ...]] = {}
    found: dict[int, tuple[Actor, ...]] = {}
    for number, line in enumerate(grounds.lines):
        if line.parent is not None:
            inherited = own.get(line.parent) or found.get(line.parent)
            if inherited:
                found[number] = inherited
        if line.lead_in or line.heading:
            if named := _named_in_front(grounds, line):
                own[number] = named
    return found


def _named_in_front(grounds: Grounds, line: Line) -> tuple[Actor, ...]:
    """The doers of a heading (`2. Sở Tài chính:`, `Đối với UBND huyện`) or of a lead-in (`Yêu cầu các xã …:`)."""
    index = grounds.index
    head = _HEAD_WORDS.match(index.lower, line.content, line.end)
    for at in {head.end() if head else line.content, line.content}:
        doers = read_actors(index, at, line.end)
        if doers and not index.view[doers.end : line.end].strip(" :.*;"):
            return doers.actors
    if line.lead_in and line.part != "opening":
        sentences = split_sentences(index.view, line.content, line.end)
        frame = read_frame(index, *sentences[-1]) if sentences else None
        if frame and frame.force in ("assigned", "modal", "bare"):
            return frame.leads
    if line.lead_in and line.part == "opening":
        sentences = split_sentences(index.view, line.content, line.end)
        frame = read_frame(index, *sentences[-1]) if sentences else None
        if frame and frame.force == "assigned":
            return frame.leads
    return ()


def _sentence(grounds: Grounds, line: Line, number: int, start: int, end: int, scope: Scope, carried: tuple[Actor, ...], front: tuple[Actor, ...]) -> list[_Draft]:
    """The orders of one sentence."""
    index = grounds.index
    if topic := _TOPIC.match(index.lower, start, end):
        if doers := _doers_of_topic(grounds, start, topic.end()):
            carried = front = doers
        start = topic.end()
    drafts: list[_Draft] = []
    for nth, (a, b) in enumerate(cut_sentence(index, start, end)):
        frame = _in_charge(grounds, line, read_frame(index, a, b)) or _unknown_verb(grounds, line, nth, a, b, carried)
        whole = a if drafts else _lead_up(grounds, start, a)
        kind = _kind(grounds, line, number, frame, whole, b, scope, drafts[-1].kind if drafts else None)
        if kind == "task" and not drafts and nth and frame is not None and frame.speaker is None and frame.force in ("imperative", "loose"):
            kind = None  # goes on with a clause that was no order
        if kind is None:
            if drafts and drafts[-1].kind == "commitment" and _due_in(grounds, a, b):
                drafts.append(msgspec.structs.replace(drafts[-1], start=a, end=b, inherited=True))
            elif drafts:
                drafts[-1].end = b
            continue
        own_subject = frame is not None and frame.rule in _OWN_SUBJECT
        heirs = front if own_subject else drafts[-1].leads if drafts else carried
        if kind == "target":
            a = whole  # whose aim it is stands in the clauses before it
        draft = _draft(grounds, frame, kind, a, b, number, heirs, front, scope)
        if kind == "target" and line.parent is not None and _aimed_above(grounds, line) and not _deadlines_in(grounds, draft):
            draft.deadline_at = (grounds.lines[line.parent].content, grounds.lines[line.parent].end)
        if draft.start == a and kind != "target":
            draft.start = whole
        if drafts and _joins(grounds, drafts[-1], draft, frame):
            drafts[-1].end = draft.end
        else:
            drafts.append(draft)
    if drafts and grounds.index.view[drafts[-1].end : end].strip(" ;,.") == "":
        drafts[-1].end = end
    return [piece for draft in drafts for piece in _by_deadline(grounds, draft)]


def _doers_of_topic(grounds: Grounds, start: int, end: int) -> tuple[Actor, ...]:
    """`Đối với Phòng Tư pháp: …` names who is to do it; `Đối với công tác tiêm phòng: …` does not."""
    opening = _TOWARDS.match(grounds.index.lower, start, end)
    doers = read_actors(grounds.index, opening.end(), end) if opening else None
    return doers.actors if doers and grounds.index.view[doers.end : end].strip() == ":" else ()


def _due_in(grounds: Grounds, a: int, b: int) -> bool:
    return any(a <= c.deadline.start < b and c.strength == "strong" for c in grounds.deadlines)


def _in_charge(grounds: Grounds, line: Line, frame: Frame | None) -> Frame | None:
    """In a notice's tasks `Đồng chí A chỉ đạo phòng B rà soát …` is a duty of A, not an order that A gives."""
    if frame is None or frame.speaker is None or not grounds.framed or line.part != "tasks" or not _HAS_OTHERS_DO.match(frame.rule):
        return frame
    return msgspec.structs.replace(frame, force="bare", rule="order: doer has others do it", leads=(Actor(*frame.speaker),), speaker=None)


_HAS_OTHERS_DO = re.compile(r"speaker order: (?:chỉ đạo|phân công|đôn đốc)")


def _lead_up(grounds: Grounds, start: int, at: int) -> int:
    """Where the clause begins that leads up to an order at `at`: behind the last semicolon before it."""
    semicolon = grounds.index.view.rfind(";", start, at)
    begin = semicolon + 1 if semicolon >= 0 else start
    while begin < at and grounds.index.view[begin].isspace():
        begin += 1
    return begin


def _unknown_verb(grounds: Grounds, line: Line, nth: int, a: int, b: int, carried: tuple[Actor, ...]) -> Frame | None:
    """A list item among tasks that opens with a verb no list knows."""
    index = grounds.index
    if line.part != "tasks" or line.label is None or nth or a > line.content + 2 or a in index.names or a in index.bodies:
        return None
    known = bool(carried) and opens_with_verb(index, a, b)  # one syllable under a heading that names the doer
    if not index.view[a : a + 1].isupper() or not (known or starts_with_verb(index.view[a:b])):
        return None
    return Frame("imperative", "order: verb by its word class", a, (), None, a)


def _kind(grounds: Grounds, line: Line, number: int, frame: Frame | None, a: int, b: int, scope: Scope, going_on: DirectiveKind | None) -> DirectiveKind | None:
    """What the stretch is where it stands, or None."""
    if _aims(grounds, frame, a, b) or (line.part == "targets" or _aimed_above(grounds, line)) and _measured(grounds, a, b) and (frame is None or frame.force != "assigned"):
        return "target"
    if frame is None:
        return None
    if going_on == "petition" and (frame.force in ("bare", "decision") or frame.speaker is None and _POLITE.match(frame.rule)):
        return "petition"
    if frame.force == "decision" and frame.leads and line.part == "tasks" and _due_in(grounds, a, b) and _others_duty(grounds, frame.leads):
        return "task"  # `Ban Quản lý dự án phê duyệt phương án trước ngày …`: a duty, no decision of the meeting
    if frame.force in _KIND:
        return _KIND[frame.force] if _heard(grounds, line, frame, a, b, scope, going_on) else None
    if not _heard(grounds, line, frame, a, b, scope, going_on):
        return None
    if line.part == "body" and frame.force == "bare" and scope.voice != "orders" and _PROMISE.match(grounds.index.lower, frame.leads[-1].end):
        return "commitment"
    if frame.force == "assigned" and _POLITE.match(frame.rule) and _asks_up(grounds, frame, a, b, scope):
        return "petition"
    if scope.voice == "asks" and line.part == "body" and frame.force in ("bare", "imperative"):
        return "petition"
    if grounds.official and _asked_above(grounds, number):
        return "petition"
    return "task"


_POLITE = re.compile(r"(?:speaker )?order: (?:đề nghị|kính đề nghị|đề xuất|mong)")
_FAVOUR = re.compile(r"\s*,?\s*(?:xem xét|quan tâm|sớm|cho phép|cho chủ trương|hỗ trợ|bố trí kinh phí|bố trí vốn|tháo gỡ|tạo điều kiện|sớm phê duyệt|bổ sung)(?!\w)")


def _others_duty(grounds: Grounds, doers: tuple[Actor, ...]) -> bool:
    """Whether the doers are bodies other than the one whose conclusion it is."""
    giver = grounds.text[grounds.giver[0] : grounds.giver[1]] if grounds.giver else ""
    own = {name.lower() for name in (giver, grounds.issuer or "")}
    return any(d.start in grounds.index.bodies for d in doers) and not any(n.lower() in own for n in _names(grounds, doers))


def _asks_up(grounds: Grounds, frame: Frame, a: int, b: int, scope: Scope) -> bool:
    """Whether a polite order goes upwards; where the speaker's level is unknown, a favour asked of a high body does."""
    speaker = _speaker_standing(grounds, frame, scope)
    addressed = _names(grounds, frame.leads)
    if any(asks_upward(speaker, name) for name in addressed):
        return True
    if frame.speaker and _has_no_office(grounds, frame.speaker):
        return True
    if grounds.official and frame.speaker is None or rank_of(speaker) is not None or scope.voice == "orders" and scope.by != frame.speaker:
        return False
    return any((rank_of(name) or 0) >= 3 for name in addressed) and bool(_FAVOUR.match(grounds.index.lower, frame.leads[-1].end, b))


def _has_no_office(grounds: Grounds, span: tuple[int, int]) -> bool:
    """A named person of whom no office is told anywhere: one of the people, who can only ask."""
    name = grounds.text[span[0] : span[1]]
    mentions = [m for m in grounds.index.persons.values() if grounds.text[m.start : m.end] == name]
    return bool(mentions) and not any(m.positions for m in mentions)


def _speaker_standing(grounds: Grounds, frame: Frame, scope: Scope) -> str | None:
    """Words that tell the speaker's level: the offices of a person, the name of a body."""
    span = frame.speaker or scope.by
    if span is None:
        return grounds.issuer if grounds.official else None
    name = grounds.text[span[0] : span[1]]
    offices = [p for m in grounds.index.persons.values() if grounds.text[m.start : m.end] == name for p in m.positions]
    return ", ".join(offices) or name


def _aimed_above(grounds: Grounds, line: Line) -> bool:
    """Whether the lead-in above sets aims (`Đến năm 2025, phấn đấu:`)."""
    if line.parent is None:
        return False
    above = grounds.lines[line.parent]
    return above.lead_in and bool(_AIMS_FRONT.search(grounds.index.lower, above.content, above.end))


def _asked_above(grounds: Grounds, number: int) -> bool:
    """Whether the heading or lead-in above says that what follows is asked for (`Bệnh viện kiến nghị:`)."""
    line = grounds.lines[number]
    if line.parent is None:
        return False
    above = grounds.lines[line.parent]
    return (above.lead_in or above.heading) and bool(_ASKS_FRONT.match(grounds.index.lower[above.content : above.end].rstrip(" :")))


def _heard(grounds: Grounds, line: Line, frame: Frame, a: int, b: int, scope: Scope, going_on: DirectiveKind | None) -> bool:
    """Whether the words count as an order in this part of this document."""
    if _told_as_past(grounds, line, frame, a, b):
        return False
    strong = frame.force in ("assigned", "petition", "commitment")
    if line.part in ("opening", "assessment"):
        return frame.force in ("petition", "commitment") and frame.speaker is not None and frame.at - a < 120
    if line.part == "closing":
        return frame.force == "assigned" and frame.at - line.content < 40
    if line.part in ("tasks", "targets"):
        if frame.force == "imperative" and _FALLS_SHORT.search(grounds.index.lower, a, b):
            return False
        framed = grounds.framed or bool(_MATTER.match(grounds.index.lower, a, b))
        return frame.force != "loose" or framed and not _JUDGED.search(grounds.index.lower, a, b)
    if strong and (frame.speaker is not None or scope.voice in ("orders", "asks")):
        return True
    if frame.force == "commitment" and scope.voice == "reports":
        return True
    if frame.force == "decision":
        return frame.speaker is not None or scope.voice == "orders"
    if going_on:
        return frame.force != "loose"
    if frame.force == "bare" and scope.voice != "orders" and _PROMISE.match(grounds.index.lower, frame.leads[-1].end):
        return scope.voice == "reports" or _due_in(grounds, a, b)
    if frame.rule == "order: modal inside" and grounds.index.view.count('"', line.content, a) % 2 == 1:
        return False  # a saying in quotes
    return scope.voice in ("orders", "asks")


def _told_as_past(grounds: Grounds, line: Line, frame: Frame, a: int, b: int) -> bool:
    """Praise, results and shortcomings (`đã chỉ đạo …`, `còn chậm`) are no orders, whatever verbs they hold."""
    lower = grounds.index.lower
    if _EARLIER.match(lower, a, b) or _opens_in_the_past(grounds, a):
        return True
    lead = lower[frame.at : frame.at + 60]
    if frame.force in ("assigned", "petition", "commitment"):
        return bool(re.match(r"(?:đã|được)\s", lower[max(a, frame.at - 4) : frame.at + 1].strip() + " ")) and frame.speaker is None
    if frame.force == "decision":
        return False
    if frame.force in ("imperative", "loose", "bare") and re.match(r"(?:đánh giá cao|ghi nhận|biểu dương|hoan nghênh|cảm ơn|chúc mừng|phê bình)(?!\w)", lead):
        return True
    before = lower[a : frame.at]
    if re.search(r"\bđã\b", before) and frame.force != "modal":
        return True
    if frame.force == "bare" and frame.speaker is None and not (line.part == "tasks" and line.label) and _tells_results(grounds, a, b):
        return True
    return frame.force in ("imperative", "bare") and bool(_PAST.match(lower, a, b) and _PERFECT.search(lower, a, b))


def _opens_in_the_past(grounds: Grounds, a: int) -> bool:
    """Whether the clause opens with a time that was over when the document was written (`Năm 2015, tỉnh giao …`)."""
    opening = next((t for t in grounds.times if a <= t.start <= a + 4 and t.type in ("date", "period")), None)
    day = (grounds.anchor.date or "")[:10]
    return opening is not None and len(day) == 10 and opening.to is not None and opening.to[:10] < day[:4] + "-01-01"


def _tells_results(grounds: Grounds, a: int, b: int) -> bool:
    """Two figures or more and no deadline: what has been reached (`xã tiếp nhận 2.946 hồ sơ, trả đúng hạn 97,3%`)."""
    figures = sum(a <= f.start < b for f in grounds.figures)
    due = any(a <= c.deadline.start < b and c.strength == "strong" and c.role in ("task", "target") for c in grounds.deadlines)
    return figures >= 2 and not due and bool(_REACHED.search(grounds.index.lower, a, b))


def _aims(grounds: Grounds, frame: Frame | None, a: int, b: int) -> bool:
    """A stated aim with a measure or a date that nobody is told by name to reach."""
    lower = grounds.index.lower
    if frame is not None and frame.force in ("assigned", "petition", "commitment"):
        return False
    if not _measured(grounds, a, b):
        return False
    if plan := _PLAN.match(lower, a, b):
        doers = read_actors(grounds.index, plan.end(), b)
        return doers is not None and any(a <= c.deadline.start < b for c in grounds.deadlines)
    match = _AIM.search(lower, a, b)
    if match is None or _AIM_INSIDE.search(lower[max(a, match.start() - 40) : match.start()]):
        return False
    if frame is not None and frame.force == "modal" and match.start() > frame.at:
        return False
    return True


def _measured(grounds: Grounds, a: int, b: int) -> bool:
    return any(a <= f.start < b for f in grounds.figures) or any(a <= c.deadline.start < b for c in grounds.deadlines)


def _draft(grounds: Grounds, frame: Frame | None, kind: DirectiveKind, a: int, b: int, number: int, carried: tuple[Actor, ...], front: tuple[Actor, ...], scope: Scope) -> _Draft:
    force = frame.force if frame else "target"
    start = frame.start if frame and kind != "target" else a
    leads = frame.leads if frame else ()
    inherited = False
    if kind == "target":
        start, leads = _target(grounds, frame, a, b)
    if carried and frame and frame.speaker is None and kind == "task" and _nested(frame):
        leads = ()  # whom the doer in charge is to direct stands on a second level
    if front and frame and frame.rule == "order: doer before modal" and not any(_is_name(grounds, lead) for lead in leads):
        leads = ()  # `không để bệnh viện phải …` under a heading that names the doer
    if not leads and kind == "task" and (addressed := _addressed_first(grounds, a, b)):
        leads = addressed
    if not leads and kind != "decision" and not (kind == "target" and grounds.index.lower.startswith("mục tiêu", a) and not front):
        leads, inherited = carried, bool(carried)
    if not leads and kind == "task" and (duty := _OF_DUTY.search(grounds.index.lower, a, min(b, a + 120))):
        named = read_actors(grounds.index, duty.end(), b)
        leads = named.actors if named else ()
    if kind == "decision":
        leads = ()
    if kind == "commitment" and not leads and scope.by:
        leads, inherited = (Actor(*scope.by),), True
    return _Draft(
        kind, start, b, frame.rule if frame else "target", _CONFIDENCE["target" if kind == "target" else force], leads, inherited,
        _giver(grounds, frame, scope), number,
    )  # fmt: skip


_PRONOUNS = frozenset(("đồng chí", "ông", "bà"))


def _giver(grounds: Grounds, frame: Frame | None, scope: Scope) -> tuple[int, int] | None:
    """Who gives the order; a pronoun stands for the speaker named before."""
    speaker = frame.speaker if frame else None
    if speaker is None or (scope.by and grounds.index.lower[slice(*speaker)] in _PRONOUNS):
        return scope.by
    return speaker


_TOWARDS = re.compile(r"(?:còn\s+|riêng\s+)?(?:với|đối với|về phía|riêng|về phần)\s+")


def _addressed_first(grounds: Grounds, a: int, b: int) -> tuple[Actor, ...]:
    """`Với Ngân hàng Nhà nước, Thủ tướng lưu ý phải …`: whom the order is for stands at its head."""
    towards = _TOWARDS.match(grounds.index.lower, a, b)
    doers = read_actors(grounds.index, towards.end(), b) if towards else None
    named = tuple(d for d in doers.actors[:1] if _is_name(grounds, d)) if doers else ()
    return named if named and grounds.index.view[named[0].end : b].lstrip().startswith((",", ":")) else ()


def _is_name(grounds: Grounds, actor: Actor) -> bool:
    index = grounds.index
    return actor.start in index.bodies or actor.start in index.offices or actor.start in index.persons


def _nested(frame: Frame) -> bool:
    return frame.force == "assigned" and frame.rule.startswith(("order: chỉ đạo", "order: phân công", "order: yêu cầu", "order: lưu ý", "order: cử", "order: mời", "order: quán triệt", "order: khuyến khích", "order: nhắc nhở"))


def _target(grounds: Grounds, frame: Frame | None, a: int, b: int) -> tuple[int, tuple[Actor, ...]]:
    """Where the aim begins and whose it is: the doer named before it, else the one right behind."""
    index = grounds.index
    match = _AIM.search(index.lower, a, b)
    if match is None:
        plan = _PLAN.match(index.lower, a, b)
        doers = read_actors(index, plan.end(), b) if plan else None
        return a, doers.actors if doers else ()
    # clauses that state figures already reached stay outside
    start = a
    for comma in re.finditer(r",\s+", index.view[a : match.start()]):
        if re.search(r"\b(?:đạt|còn|chiếm|được|đã|có|giảm còn)\b", index.lower[start : a + comma.start()]) and any(start <= f.start < a + comma.start() for f in grounds.figures):
            start = a + comma.end()
    if frame and frame.leads:
        return start, frame.leads
    return start, _subject(index, start, match.start(), a) or _subject_after(index, match.end(), b)


_ACCORDING = re.compile(r"(?:theo|căn cứ|thực hiện)\s[^,;]*,\s*")


def _subject(index: ActorIndex, start: int, stop: int, floor: int) -> tuple[Actor, ...]:
    for low in (start, floor):
        cited = _ACCORDING.match(index.lower, low, stop)
        low = cited.end() if cited else low
        for match in re.finditer(r"(?:^|(?<=[\s,]))(?=\S)", index.view[low:stop]):
            doers = read_actors(index, low + match.start(), stop)
            if doers:
                return doers.actors
    return ()


def _subject_after(index: ActorIndex, at: int, end: int) -> tuple[Actor, ...]:
    comma = re.compile(r"[^,;.]{0,40},\s+").match(index.view, at, end)
    for position in ([comma.end()] if comma else []) + [at + 1]:
        if doers := read_actors(index, position, end):
            return doers.actors
    return ()


def _joins(grounds: Grounds, last: _Draft, new: _Draft, frame: Frame | None) -> bool:
    """One doer, one kind, one deadline: one directive."""
    if _only_leads(grounds, last) and frame is not None and frame.leads and grounds.index.lower.startswith(" phối hợp", frame.leads[-1].end):
        return True  # `A chủ trì; B, C phối hợp …`
    if new.kind != last.kind:
        # what goes on without a doer of its own belongs to the decision, request or promise before it
        return last.kind in ("decision", "petition", "commitment") and new.kind == "task" and frame is not None and frame.force in ("imperative", "loose")
    if frame is not None and _nested(frame) and frame.speaker is None and last.leads and ";" not in grounds.index.view[last.end : new.start]:
        return True  # whom the doer is to direct
    if frame is not None and frame.leads and not new.inherited and _names(grounds, frame.leads) != _names(grounds, last.leads):
        return False
    theirs = _deadlines_in(grounds, new)
    if theirs and not _DONE.match(grounds.index.lower, new.start) and not _bracketed(grounds, theirs[-1], new.end):
        mine = _deadlines_in(grounds, last)
        return bool(mine) and _key(mine[-1]) == _key(theirs[0])
    return True


def _bracketed(grounds: Grounds, deadline: Deadline, end: int) -> bool:
    """`… (trước ngày 10/02/2025)./.`: a deadline in brackets at the end covers the whole sentence."""
    view = grounds.index.view
    return view[: deadline.start].rstrip().endswith("(") and not view[deadline.end : end].strip(" ).;/")


def _only_leads(grounds: Grounds, draft: _Draft) -> bool:
    return grounds.index.lower[draft.start : draft.end].rstrip(" ,;").endswith(("chủ trì", "làm đầu mối", "đầu mối"))


def _names(grounds: Grounds, actors: tuple[Actor, ...]) -> list[str]:
    return [a.name or grounds.text[a.start : a.end] for a in actors]


def _key(deadline: Deadline) -> tuple[str | None, str | None, str | None]:
    return deadline.due, deadline.recurrence, deadline.offset


def _deadlines_in(grounds: Grounds, draft: _Draft) -> list[Deadline]:
    """The deadlines that hold for the order, strong ones before weak ones, each value once in a row."""
    if draft.deadline_at:
        a, b = draft.deadline_at
        slot = [c.deadline for c in grounds.deadlines if a < c.deadline.end <= b] or [_plain_deadline(t) for t in grounds.times if a <= t.start < b]
        if slot:
            return slot[:1]
    inside = [c for c in grounds.deadlines if draft.start <= c.deadline.start and c.deadline.end <= draft.end]
    strong = [c for c in inside if c.strength == "strong" and c.role in ("task", "target")]
    weak = [c for c in inside if c.strength == "weak" and c.role in ("task", "target")]
    if draft.kind == "target" and not strong and not weak:
        weak = [c for c in inside if c.role in ("period", "horizon") and _beside_aim(grounds, c.deadline)]
    if draft.kind == "task" and not strong and not weak:
        weak = [c for c in inside if c.role in ("period", "schedule") and _closes_clause(grounds, c.deadline, draft.end)]
    chosen: list[Deadline] = []
    for candidate in strong or weak:
        if not chosen or _key(chosen[-1]) != _key(candidate.deadline):
            chosen.append(candidate.deadline)
    return chosen


def _beside_aim(grounds: Grounds, deadline: Deadline) -> bool:
    """`năm 2026 phấn đấu …`, `phấn đấu năm 2026 …`: the period of the aim itself."""
    lower = grounds.index.lower
    return bool(re.match(r"\s*,?\s*(?:phấn đấu|mục tiêu|quyết tâm)", lower[deadline.end : deadline.end + 20])) or lower[: deadline.start].rstrip(" ,").endswith(("phấn đấu", "mục tiêu"))


_ATTRIBUTE = re.compile(r"(?:được|đã|kế hoạch|chỉ tiêu|nhiệm vụ|dự toán|tiêu chí|danh sách|vốn|kết quả|giai đoạn|số liệu)(?!\w)[^,.;]{0,30}$")


def _closes_clause(grounds: Grounds, deadline: Deadline, end: int) -> bool:
    """`… trong năm 2026.` at the end of an order, not inside an attribute (`danh sách được hỗ trợ trong năm 2022`)."""
    lower = grounds.index.lower
    if not lower.startswith(("trong năm", "trong tháng", "trong quý", "ngay trong", "vào ngày", "vào sáng", "vào chiều"), deadline.start) or lower[deadline.end : end].strip(" .;,/"):
        return False
    return not _ATTRIBUTE.search(lower, max(0, deadline.start - 45), deadline.start)


def _plain_deadline(time: Time) -> Deadline:
    """A date in a slot made for one is a deadline without further words."""
    recurrence = time.value if time.type == "recurring" else None
    return Deadline(time.text, time.start, time.end, due=time.to, bound="by" if time.to else None, last_day=time.to[:10] if time.to else None, recurrence=recurrence)


def _by_deadline(grounds: Grounds, draft: _Draft) -> list[_Draft]:
    deadlines = _deadlines_in(grounds, draft)
    if not deadlines or draft.deadline_at:
        return [draft]
    pieces = []
    for nth, (a, b) in enumerate(cut_between(grounds.index, (draft.start, draft.end), deadlines)):
        pieces.append(msgspec.structs.replace(draft, start=a, end=b, inherited=draft.inherited or (nth > 0 and bool(draft.leads))))
    return pieces


def _finish(grounds: Grounds, draft: _Draft) -> Directive:
    deadlines = _deadlines_in(grounds, draft)
    coordinators = () if draft.kind == "decision" else find_coordinators(grounds.index, draft.start, draft.end, draft.leads)
    coordinators += draft.coordinators
    leads = tuple(a for a in draft.leads if all(a.start != c.start for c in coordinators))
    aside = tuple(a for a in leads if _JOINS_IN.match(grounds.index.lower, a.end))
    leads, coordinators = tuple(a for a in leads if a not in aside), (*aside, *coordinators)
    assignees: tuple[Assignee, ...] = as_assignees(grounds.text, leads, "lead", inherited=draft.inherited)
    assignees += as_assignees(grounds.text, coordinators, "coordinate")
    giver = draft.speaker or grounds.giver
    issued_by = " ".join(grounds.text[giver[0] : giver[1]].split()) if giver else grounds.issuer if grounds.official else None
    return Directive(
        kind=draft.kind, start=draft.start, end=draft.end, text=grounds.text[draft.start : draft.end], rule=draft.rule,
        assignees=assignees, deadline=deadlines[0] if deadlines else None, issued_by=issued_by, section=draft.line,
        confidence=draft.confidence,
    )  # fmt: skip
