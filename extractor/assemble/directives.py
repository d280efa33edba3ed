"""Orders of a document: each line read in its place, cut, framed, with doers, deadline and who gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.clauses import OWN_SUBJECT, SHARES_ON, read_sentence
from extractor.assemble.drafts import Doers, Draft, filled, slot_draft
from extractor.assemble.due import deadlines_of
from extractor.assemble.frames import read_frame
from extractor.assemble.fronts import doers_above, givers_above, partners_above
from extractor.assemble.grammar import skip
from extractor.assemble.grounds import Grounds, Place, is_measured
from extractor.assemble.headline import is_headline_alone
from extractor.assemble.labelled import Labelled, read_labelled, read_slots
from extractor.assemble.roles import as_assignees, find_coordinators, only_joins_in
from extractor.assemble.said_tails import Tail, scope_of_tail, split_said
from extractor.assemble.scope import Scope, only_tells_of_paper, read_scope
from extractor.assemble.second_opinion import Sentence, weigh
from extractor.assemble.tables import Row, read_task_tables
from extractor.assemble.takers import in_last_bracket
from extractor.assemble.told_lists import told_under_headings
from extractor.core.record import Assignee, Directive
from extractor.learned.models import Models
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.outline import Line
from extractor.structure.sentences import split_sentences

__all__ = ["Grounds", "assemble_directives"]

_SILENT = ("header", "recipients", "signature", "caption")
_OPENS = re.compile(rf"{one_of(order_words().opening)}\s*:\s*$")
_ADDRESS = re.compile(r"kính (?:gửi|trình)\s*:\s*$")
# whose report it is, before its first sentence: `(GLO)- Phát biểu kết luận …`, `TPO - Ngày 20/9, …`
_SOURCE_TAG = re.compile(
    r"\(\s*[^\W\d_][\w.]{1,24}(?:\s+\w[\w.]{0,12}){0,2}\s*\)\s*[-–]+\s*"
    r"|\w[\w-]{1,20}\.(?:vn|VN)\s*[-–]+\s+"
    r"|(?:PV|Phóng viên|Nhóm PV|Nhóm phóng viên|CTV)\s[^:.;,\n]{2,70}:\s+"  # `PV A tại Huế: …`
    r"|[A-ZĐ]{2,7}\s*[-–]+\s+"
    r"(?=(?:Ngày|Sáng|Trưa|Chiều|Tối|Hôm|Vừa|Mới|Trong|Tại|Theo|Sau|Trước|Phát biểu|Kết luận|Kiểm tra|Đến)\s)"
)
# signs that a page sets before its paragraphs: `📋 Bộ A được giao …`
_SIGNS = re.compile(r"(?:[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*|\d\ufe0f?\u20e3\s*)+(?=\w)")
_SHORT = 90  # a lead-in that long tells something itself
# what an order holds above all stands in the list below it
_WITHIN = re.compile(r"[,;.]\s*(?:trong đó|nhất là|đặc biệt là|cụ thể|chú trọng|lưu ý)(?!\w)[^.;:]{0,60}:\s*$")
_ONLY_LIST = re.compile(r"(?:nhiệm vụ|nội dung|công việc|giải pháp|biện pháp|việc)(?:\s(?:\w+\s?){0,4})?$")
_SHORTEST_IN_CAPITALS = 4
_FROM_A_LAW = re.compile(
    r"\"\s*(?:(?:điều|khoản|điểm|mục|chương)\s+[\dIVXa-zđ]+|\d{1,2}(?:\.\d{1,2})*\s*[.)]|[a-zđ]{1,2}\s*\))",
    re.IGNORECASE,
)
_REPORT_ON = re.compile(
    r"(?:yêu cầu|đề nghị)\s[^.;:]{3,160}?\s(?:báo cáo|cung cấp|thống kê|góp ý|tham gia ý kiến|cho ý kiến|đăng ký)\s"
    r"[^.;:]{4,200}?(?:theo|về|gồm|với|cụ thể)\s(?:các |một số |những )?"
    r"(?:nội dung|thông tin|số liệu|chỉ tiêu|vấn đề|mẫu|đề cương)[^.;:]{0,30}\s*:\s*$"
)
_MOST_BELOW = 8
_LONGEST_CITATION = 30  # lines
# `Đơn vị nào trễ hẹn thì người đứng đầu viết kiểm điểm`: who is told there is told nothing more by what follows
_OF_ANY = re.compile(r"(?:\w+ ){1,3}nào\s[^.;:]{3,120}?\sthì\s")
_LEAST_TOLD = 6  # words of such an order
_FIRST_PERSON = ("tôi", "chúng tôi")
_COURTESY = re.compile(r"\A(?:đồng chí|đ/c|ông|bà)\s+", re.IGNORECASE)
_CHAIRS = re.compile(r"\s*\(\s*(?:cơ quan |đơn vị )?chủ trì\s*\)")
_JOINS_IN = re.compile(r"\s*\(\s*(?:cơ quan |đơn vị )?phối hợp\s*\)")  # `Sở Xây dựng (phối hợp)`


def assemble_directives(grounds: Grounds, models: Models | None = None) -> tuple[Directive, ...]:
    """The directives of the document in text order; `models` speak beside the rules and say how sure they are."""
    models = models or Models()
    drafts: list[Draft] = []
    read: list[Sentence] = []
    scope = Scope()
    fronts, givers = doers_above(grounds), givers_above(grounds)
    tables = read_task_tables(grounds.index, grounds.paragraphs)
    passed_over = _cited(grounds) | told_under_headings(grounds)
    for number, line in enumerate(grounds.lines):
        if line.start in tables.cells:
            if row := tables.rows.get(line.start):
                drafts.append(_row_draft(row, line, number))
        elif (
            line.part in _SILENT
            or _is_addressed(grounds, line)
            or _is_shouted(grounds, line)
            or number in passed_over
            or (number == 0 and is_headline_alone(grounds))
        ):
            continue
        elif asks := _asks_for_report(grounds, number):
            # what stands before it in its sentence is the basis: `Thực hiện Chương trình …; Bộ A đề nghị …:`
            drafts += _read_item(grounds, Place(asks, number, scope, (), ()), *_last_sentence(grounds, line))[-1:]
        elif _is_topic(grounds, number) and not _tells_before(grounds, line) and not _orders_too(grounds, line):
            if line.part == "body":
                scope = read_scope(grounds.index, line.content, line.end, scope, True)
        else:
            front = fronts.get(number, ())
            place = Place(line, number, scope, front, front, givers.get(number))
            drafts[-1:], scope = _read_line(grounds, place, drafts[-1:], read)
    partners = partners_above(grounds, fronts)
    made = weigh(grounds, drafts, read, models)
    return tuple(_finish(grounds, _with_partners(draft, fronts, partners)) for draft in made)


def _with_partners(draft: Draft, fronts: dict[int, Doers], partners: dict[int, Doers]) -> Draft:
    """The order of an item with those who join in by its lead-in, where it is for whoever that lead-in names."""
    if draft.kind != "task" or draft.coordinators or not draft.inherited or draft.leads != fronts.get(draft.line):
        return draft
    beside = partners.get(draft.line, ())
    return msgspec.structs.replace(draft, coordinators=beside, joined=True) if beside else draft


def _row_draft(row: Row, line: Line, number: int) -> Draft:
    """A row of a task table is an order as it stands, without its bullet."""
    draft = Draft("task", min(line.content, row.end), row.end, "order: table row", 0.9, number)
    for slot in row.slots:
        draft = filled(draft, slot)
    return draft


def _is_addressed(grounds: Grounds, line: Line) -> bool:
    """Whether a line only names whom a letter goes to, below `Kính gửi:`."""
    if line.parent is None:
        return False
    above = grounds.lines[line.parent]
    if not above.lead_in or not _ADDRESS.match(grounds.index.lower, above.content, above.end):
        return False
    # without a label it does right below, and behind another that ends as the members of a list do
    between = grounds.index.view[above.end : line.start].strip()
    return line.label is not None or not between or between.endswith((";", ","))


def _is_shouted(grounds: Grounds, line: Line) -> bool:
    """Whether a line is a few words in capitals: (half of) a heading, never an order (`YÊU CẦU`)."""
    words = grounds.index.view[line.content : line.end].strip(" .:*")
    return words.isupper() and len(words.split()) <= _SHORTEST_IN_CAPITALS


def _cited(grounds: Grounds) -> frozenset[int]:
    """The lines of a notice that are quoted from a law, from the one that opens with a quotation mark on."""
    if not grounds.official:
        return frozenset()
    cited: set[int] = set()
    opened: list[int] = []
    for number, line in enumerate(grounds.lines):
        words = grounds.index.view[line.start : line.end].strip()
        if not opened and not (words.startswith('"') and _FROM_A_LAW.match(words)):
            continue
        opened.append(number)
        if words.rstrip(" .;").endswith('"'):
            cited.update(opened)
            opened = []
        elif len(opened) > _LONGEST_CITATION:
            opened = []
    return frozenset(cited)


def _is_topic(grounds: Grounds, number: int) -> bool:
    """Whether a line only opens what stands under it."""
    line = grounds.lines[number]
    has_children = any(other.parent == number for other in grounds.lines[number + 1 : number + 3])
    return has_children and (line.lead_in or line.heading)


def _asks_for_report(grounds: Grounds, number: int) -> Line | None:
    """A lead-in that is the order itself, as its list only names what to report on; read among the tasks.

    `Đề nghị các trường báo cáo tình hình thực hiện theo các nội dung sau:` / `1. Công tác chỉ đạo …`.
    """
    line = grounds.lines[number]
    if not grounds.official or not line.lead_in or line.part not in ("opening", "tasks"):
        return None
    if not _REPORT_ON.search(grounds.index.lower, *_last_sentence(grounds, line)):
        return None
    below = [other for other in grounds.lines[number + 1 : number + 1 + _MOST_BELOW] if other.parent == number]
    if not below or any(read_frame(grounds.index, other.content, other.end) for other in below):
        return None
    return msgspec.structs.replace(line, part="tasks")


def _last_sentence(grounds: Grounds, line: Line) -> tuple[int, int]:
    return (split_sentences(grounds.index.view, line.content, line.end) or [(line.content, line.end)])[-1]


def _tells_before(grounds: Grounds, line: Line) -> bool:
    """Whether sentences of their own stand before the one that opens a list."""
    return line.lead_in and len(split_sentences(grounds.index.view, line.content, line.end)) > 1


def _orders_too(grounds: Grounds, line: Line, start: int | None = None) -> bool:
    """Whether a lead-in of tasks is an order itself: `Giao Sở A rà soát các chợ tạm …, trong đó lưu ý:`."""
    start = line.content if start is None else start
    within = _WITHIN.search(grounds.index.lower, start, line.end) if line.lead_in and line.part == "tasks" else None
    frame = read_frame(grounds.index, start, within.start()) if within else None
    if within is None or frame is None or frame.force not in ("assigned", "modal", "bare", "imperative"):
        return False
    behind = max((lead.end for lead in frame.leads), default=frame.at)
    told = grounds.index.lower[max(behind, frame.at) : within.start()]
    return len(told.split()) >= _LEAST_TOLD and not _ONLY_LIST.search(told)


def _read_line(grounds: Grounds, place: Place, last: list[Draft], read: list[Sentence]) -> tuple[list[Draft], Scope]:
    """What stands in the place of the `last` order, if there is one, once the line is read; and who speaks then.

    Sentences that were read are added to `read`.
    """
    line, drafts = place.line, list(last)
    for nth, (start, end, tail) in enumerate(_utterances(grounds, line)):
        slots = read_slots(grounds.index, start, end)
        if slots and slots[0].slot == "task" and line.part == "tasks":
            drafts.append(slot_draft(slots[0].start, slots[0].end, "order: labelled slot", 0.85, place))
            continue
        if slots and line.part == "tasks" and read and _is_item_of(place, drafts, read[-1]):
            drafts.append(slot_draft(read[-1].start, read[-1].end, "order: item with slots", 0.75, place))
            read[-1] = msgspec.structs.replace(read[-1], made=(drafts[-1],))
        if slots and drafts and _same_item(grounds, drafts[-1].line, place.number):
            drafts[-1] = _filled_in(drafts[-1], slots, place.number)
            continue
        if line.part == "body":
            start = skip(_SOURCE_TAG, grounds.index.view, start, end) if nth == 0 else start
            start = skip(_SIGNS, grounds.index.view, start, end)
            scope = read_scope(grounds.index, start, end, place.scope, nth == 0)
            scope = scope_of_tail(grounds.index, tail, start, end, place.scope) if tail else scope
            place = msgspec.structs.replace(place, scope=scope)
            if only_tells_of_paper(grounds.index, start, end):
                continue
        if _only_opens(grounds, place.line, start, end):
            continue
        if nth and _joins_before(grounds, place, drafts, start, end):
            drafts[-1] = msgspec.structs.replace(drafts[-1], end=end)
            continue
        made = _read_item(grounds, place, start, end)
        read.append(Sentence(start, end, place, bool(made)))
        if made and line.part == "body" and scope.voice == "none" and made[-1].rule.startswith(SHARES_ON):
            scope = Scope("orders", made[-1].speaker)  # `Thủ tướng chia buồn và giao …`: he goes on
            place = msgspec.structs.replace(place, scope=scope)
        if made:
            drafts += made
            place = msgspec.structs.replace(place, carried=_handed_on(grounds, place, made[-1]))
        elif nth == 0 and (doers := _line_of(grounds, place, start, end)):
            place = msgspec.structs.replace(place, carried=doers)
    return drafts, place.scope


def _utterances(grounds: Grounds, line: Line) -> Iterable[tuple[int, int, Tail | None]]:
    """The sentences of a line; in a report without the tails that tell who said them, each with its tail."""
    if line.part == "body" and not grounds.official:
        return split_said(grounds.index, line.content, line.end)
    return ((start, end, None) for start, end in split_sentences(grounds.index.view, line.content, line.end))


def _joins_before(grounds: Grounds, place: Place, drafts: list[Draft], start: int, end: int) -> bool:
    """Whether a sentence right behind a task only says who joins in: `Vận động hộ A: UBND xã. Mặt trận đi cùng.`"""
    last = drafts[-1] if drafts else None
    if last is None or last.line != place.number or last.kind != "task" or not last.leads:
        return False
    beside = not grounds.index.view[last.end : start].strip(" .")
    return beside and only_joins_in(grounds.index, start, end)


def _line_of(grounds: Grounds, place: Place, start: int, end: int) -> Doers:
    """The doers whose line it is, though its first sentence orders nothing: `Trạm Y tế: còn thiếu bác sĩ. Sớm …`."""
    if not grounds.official or place.line.part != "tasks":
        return ()
    doers = read_actors(grounds.index, start, end)
    return doers.actors if doers and grounds.index.view.startswith(":", doers.end) else ()


def _is_item_of(place: Place, drafts: list[Draft], before: Sentence) -> bool:
    """Whether the sentence before the slots in their line is an order by them alone: its own words made none."""
    same_line = before.place.number == place.number and not before.made
    return same_line and (not drafts or drafts[-1].line != place.number)


def _filled_in(draft: Draft, slots: Sequence[Labelled], number: int) -> Draft:
    """The order with its slots; those in its own line belong to its words."""
    for slot in slots:
        draft = filled(draft, slot)
    return msgspec.structs.replace(draft, end=slots[-1].end) if draft.line == number else draft


def _read_item(grounds: Grounds, place: Place, start: int, end: int) -> list[Draft]:
    """The orders of one sentence; where slots fill an item in, it is one whatever its words."""
    made = read_sentence(grounds, place, start, end)
    if not made and place.line.label and _has_slot(grounds, place.number + 1):
        return [slot_draft(start, end, "order: item with slots", 0.75, place)]
    return _with_last_bracket(grounds, made, start, end)


def _with_last_bracket(grounds: Grounds, made: list[Draft], start: int, end: int) -> list[Draft]:
    """`Kiểm tra …; xử lý nợ quá hạn (các huyện).`: the bracket at the end tells who does all of it."""
    if not made or any(draft.kind != "task" or (draft.leads and not draft.inherited) for draft in made):
        return made
    doers = in_last_bracket(grounds.index, start, end)
    return [msgspec.structs.replace(draft, leads=doers, inherited=False) for draft in made] if doers else made


def _handed_on(grounds: Grounds, place: Place, last: Draft) -> tuple[Actor, ...]:
    """The doers that the next sentence of the line can take over."""
    if _OF_ANY.match(grounds.index.lower, last.start):
        return place.carried
    if last.rule in OWN_SUBJECT and last.leads and not last.inherited:
        return last.leads  # `Về phía các tỉnh, Thủ tướng giao rà soát …. Khẩn trương …`
    return place.front if last.kind == "decision" or last.rule in OWN_SUBJECT else last.leads


def _only_opens(grounds: Grounds, line: Line, start: int, end: int) -> bool:
    """Whether a sentence only opens what follows it: `… yêu cầu:`, `Phân công xử lý các dự án vướng mắc:`."""
    if end == line.end and _orders_too(grounds, line, start):
        return False
    if _OPENS.search(grounds.index.lower, start, end):
        return True
    if not line.lead_in or end != line.end:
        return False
    return start > line.content or (end - start < _SHORT and not is_measured(grounds, start, end))


def _same_item(grounds: Grounds, owner: int, number: int) -> bool:
    """Whether line `number` still belongs to the item at line `owner`: nothing but its slots stands between."""
    return all(_has_slot(grounds, line) for line in range(owner + 1, number))


def _has_slot(grounds: Grounds, number: int) -> bool:
    """Whether there is a line `number` and it fills in an item above it."""
    if number >= len(grounds.lines):
        return False
    line = grounds.lines[number]
    slot = read_labelled(grounds.index, line.content, line.end)
    return slot is not None and slot.slot != "task"


def _finish(grounds: Grounds, draft: Draft) -> Directive:
    deadlines = deadlines_of(grounds, draft)
    return Directive(
        kind=draft.kind,
        start=draft.start,
        end=draft.end,
        text=grounds.text[draft.start : draft.end],
        rule=draft.rule,
        assignees=_assignees(grounds, draft),
        deadline=deadlines[0] if deadlines else None,
        issued_by=_issued_by(grounds, draft),
        section=draft.line,
        confidence=draft.confidence,
    )


def _assignees(grounds: Grounds, draft: Draft) -> tuple[Assignee, ...]:
    """Who leads, then who joins in; a lead of whom the words say that it joins in does only that."""
    inside: tuple[Actor, ...] = ()
    if draft.kind != "decision":
        inside = find_coordinators(grounds.index, draft.start, draft.end, draft.leads)
    named = {grounds.index.lower[a.start : a.end] for a in inside}
    beside = tuple(a for a in draft.coordinators if grounds.index.lower[a.start : a.end] not in named)
    leads = tuple(a for a in draft.leads if all(a.start != c.start for c in (*inside, *beside)))
    aside = _marked_aside(grounds, leads)
    leads = tuple(a for a in leads if a not in aside)
    return (
        *as_assignees(grounds.text, leads, "lead", inherited=draft.inherited),
        *as_assignees(grounds.text, (*aside, *inside), "coordinate"),
        *as_assignees(grounds.text, beside, "coordinate", inherited=draft.joined),
    )


def _marked_aside(grounds: Grounds, leads: Doers) -> Doers:
    """Those of a list whom a bracket says to join in: `Sở A (chủ trì), Sở B, Sở C (phối hợp)` marks all behind the one
    that chairs."""
    lower = grounds.index.lower
    chairs = [n for n, lead in enumerate(leads) if _CHAIRS.match(lower, lead.end)]
    joins = [n for n, lead in enumerate(leads) if _JOINS_IN.match(lower, lead.end)]
    return tuple(
        lead
        for n, lead in enumerate(leads)
        if n in joins or (n not in chairs and any(chair < n for chair in chairs) and any(n < join for join in joins))
    )


def _issued_by(grounds: Grounds, draft: Draft) -> str | None:
    """Who gives the order: the speaker, else whoever's orders a notice hands on, else whose notice it is."""
    giver = draft.speaker or grounds.giver
    if giver and grounds.official and grounds.index.lower[slice(*giver)].startswith(_FIRST_PERSON):
        giver = grounds.giver  # `Tôi yêu cầu …`: who writes
    if giver:
        name = " ".join(grounds.text[slice(*giver)].split())
        bare = _COURTESY.sub("", name)
        return bare if bare[:1].isupper() else name  # `đồng chí Bí thư Huyện ủy`: the office alone
    return grounds.issuer if grounds.official else None
