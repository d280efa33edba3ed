"""The orders of one sentence, read clause by clause."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.assemble.acting import PASSIVE
from extractor.assemble.actor_phrases import read_doing
from extractor.assemble.actors import Actor, read_actors
from extractor.assemble.aims import aims_above
from extractor.assemble.asking import ASKED
from extractor.assemble.assigning import read_assigned, tells_state
from extractor.assemble.decisions import only_agrees, read_lapse, read_ruling, read_sanction, read_shut_out
from extractor.assemble.drafts import Draft, make_draft
from extractor.assemble.due import deadlines_of, split_by_deadline
from extractor.assemble.entries import find_entries, skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.frames import opens_with_verb, read_frame
from extractor.assemble.fronts import doers_of_topic
from extractor.assemble.grammar import grammar
from extractor.assemble.grounds import Grounds, Place, candidates_in, figures_in, is_due, is_named, is_to_come, times_in
from extractor.assemble.imperatives import states_of_itself
from extractor.assemble.joining import joins, sets_own_date
from extractor.assemble.kinds import kind_of
from extractor.assemble.lone import beside_deadlines, is_lone_order
from extractor.assemble.named_demands import NAMED_DEMAND
from extractor.assemble.norms import cites_rule, states_rule, tells_whom_to_ask
from extractor.assemble.past import falls_short, is_judged
from extractor.assemble.petitions import listed_request, told_to_ask, words_before
from extractor.assemble.quoted import is_all_quoted, may_order, quoted_behind_colon, said_behind_quote
from extractor.assemble.segments import cut_sentence
from extractor.assemble.set_apart import who_sees_to
from extractor.assemble.speech import DEMANDED, read_demanded
from extractor.assemble.topics import topic_end
from extractor.assemble.turning_to import find_turned_to
from extractor.core.record import DirectiveKind
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

# their subject is a thing, not a doer: nothing is inherited from them, and to them only from a heading
OWN_SUBJECT = frozenset({"order: nominal subject", "order: modal inside", DEMANDED, NAMED_DEMAND})
_GOES_ON = re.compile(
    r"(?<!\w)(?:đã|đang|vừa|hiện|hiện nay|qua|nhờ đó|qua đó|nhờ vậy|so với|từng|luôn|vẫn|rất|khá"
    r"|cho thấy|bình quân|phần lớn|đa số|chủ yếu|chưa|thiếu)(?!\w)"
)
_FORETELLS = re.compile(r"(?:dự kiến|dự báo|ước tính|ước|nhìn chung|nói chung)(?!\w)")
_ABOUT = re.compile(r"về (?!đích|tới|đến|nước|quê|kịp|trước|sau)")  # `+ Về lao động, môi trường`: a topic
# `Qua kiểm tra, …`, `Sau ba năm thực hiện …`: words that only look like a verb to whoever tells their class
_LEADS_UP = re.compile(
    r"(?:qua|sau|trước|vào(?! (?:cuộc|sổ))|trong|trên|dưới|ngoài|theo(?! (?:dõi|sát))|vì|do|từ|với|tại|bởi|nhờ"
    r"|kể từ|nhân dịp"
    r"|đến (?:nay|hết|cuối|thời điểm)|tính đến|nhìn chung)\s"
)
_WAS_HEARD = re.compile(r":[^.;:]{0,40}?\s(?:đã|vừa)\s")  # `Báo cáo về đất đai: Hội nghị đã nghe`
# `mới đạt 61% so với mục tiêu`, `toàn tỉnh đã giảm 2.095 xóm`
_TELLS_RESULT = re.compile(
    r"(?<!\w)(?:mới|chỉ|đã|ước|đều) (?:đạt|giảm|tăng|được|có|còn|bằng)(?: \w+)? \d"
    r"|\bso với (?:cùng kỳ|mục tiêu|kế hoạch|năm)"
)
_AT_LEAST = re.compile(
    r"(?:ít nhất|tối thiểu|không quá|tối đa|chậm nhất)(?!\w)|/(?:ngày|tuần|tháng|lượt|buổi)|(?:hàng|hằng|mỗi) "
)
_LEADS_ON = ("chỉ đạo", "phân công", "đôn đốc")
BY_A_DATE = "order: by a date"
_AT_TIMES = re.compile(r"(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm|đêm|sáng|ca)(?!\w)|(?:muộn|chậm) nhất ")
# what stands behind the quote that gives the words of an order
_WHO_SAID = re.compile(
    rf"\"\s*(?:[-–,.]\s*)*(?=(?:đó|đây|ông|bà|đồng chí|đ/c|anh|chị|vị|phó|bí thư|chủ tịch|thủ tướng|bộ trưởng"
    r"|thứ trưởng|giám đốc|tổng|trưởng|lãnh đạo|người đứng đầu|cục trưởng|thường trực|đại biểu|là)\s"
    rf"[^\";:]{{0,110}}?{one_of((*order_words().speaking, 'nói', 'chỉ đạo', 'đề nghị', 'bày tỏ', 'giao việc'))}"
    r"[^\";:]{0,120}$)"
)
_STRESSES = re.compile(r"(?<!\w)(?:nhấn mạnh|lưu ý|yêu cầu|chỉ đạo|chỉ rõ|quán triệt|khẳng định)[^,.;:]{0,60}:\s")
_I_WILL = re.compile(r"(?<!\w)(?:tôi|chúng tôi) sẽ(?! (?:được|có|là|bị)(?!\w))")
_ASKS_ON = (
    "order: đề nghị",
    "order: và đề",
    "order: đồng thời đề",
    "order: yêu cầu",
)  # `… phản ánh thiếu rơm và đề nghị xã cho mượn bạt`
ORDERS_ON = tuple(
    f"order: {joint}{verb}" for joint in ("và ", "đồng thời ", "") for verb in ("yêu", "giao", "chỉ đạo", "bảo")
)
SHARES_ON = (*ORDERS_ON, PASSIVE)  # `Phòng A được giao …, hạn cuối là 20/6. Phòng B phải …`
_LAMENTS = re.compile(
    r"\s(?:phản ánh|than|kể|cho biết|cho hay|nêu|báo cáo|lo|băn khoăn|bày tỏ|trình bày|bức xúc)(?!\w)"
)
_LEAST_WORDS = 4  # beside times
_DONE_ALL = re.compile(
    r";\s*(?:tất cả\s+|các (?:việc|nội dung|nhiệm vụ)(?: này| trên| nêu trên)?\s+|yêu cầu\s+|phải\s+)*"
    r"(?:hoàn thành|hoàn tất|xong|(?:thời gian|thời hạn)(?: hoàn thành| thực hiện)?)\s*:?\s*(?:xong\s+)?$"
)
_DONE_ALL_SAID = re.compile(r"(?:hoàn thành|hoàn tất|xong|thời (?:gian|hạn)(?: hoàn thành| thực hiện)?)(?!\w)")
_WORD = re.compile(r"\w+")
# how a project or a law stands: `tổng mức đầu tư …`, `có hiệu lực từ …`, `theo kế hoạch sẽ …`
_TELLS_PLAN = re.compile(
    r"(?<!\w)(?:tổng mức|tổng vốn|quy mô|công suất|có hiệu lực|hết hiệu lực"
    r"|được|bị|sẽ|(?<!cụ thể )(?<!nhất )(?<!hạn )(?<!cuối )(?<!chót )"
    r"là(?! (?:hạn|thời hạn|ngày cuối|chậm nhất|muộn nhất)(?!\w))"
    r"|thuộc|do đó|lý do|nguyên nhân"
    r"|thời tiết|dự báo|cho biết|cho rằng|đánh giá|báo cáo của|có \d[\d.,]*|diễn ra|khai mạc|kỷ niệm|số liệu)(?!\w)"
)
# `BHXH tỉnh có văn bản kiến nghị cơ quan quản lý …`: to write so is its duty
_BY_LETTER = re.compile(
    r"(?:có|bằng|ban hành|gửi) (?:văn bản|tờ trình|báo cáo|công văn)(?: gửi)? (?:kiến nghị|đề nghị|đề xuất)$"
)
# `Bà con chưa làm căn cước thì tới trụ sở ấp`: who is told
_WHOEVER_THEN = re.compile(r"[^.;:]{0,80}?\s(?:chưa|còn|nào|vẫn|đang|đã|được|thiếu|có|muốn)\s[^.;:]{0,80}?\sthì\s")
_HAS_OTHERS_DO = tuple(f"speaker order: {word}" for word in _LEADS_ON)


def read_sentence(grounds: Grounds, place: Place, start: int, end: int) -> list[Draft]:
    """The orders of the sentence [start, end)."""
    if tells_whom_to_ask(grounds.index, start, end):
        return []
    due_at = None
    turned = find_turned_to(grounds.index, start, end)
    words = _opens_words(grounds, place, start, end) if turned is None else None
    if words is not None:
        start = words
    elif turned is None and (behind := topic_end(grounds, start, end)) is not None:
        due_at = _date_of_topic(grounds, start, behind)
        if doers := doers_of_topic(grounds, start, behind):
            place = msgspec.structs.replace(place, front=doers, carried=doers)
        start = behind
    elif place.scope.voice == "orders" and is_all_quoted(grounds.index, start, end):
        start += 1  # clauses are cut within the quote as anywhere else
    drafts: list[Draft] = []
    for nth, clause in enumerate(_with_times_ahead(grounds, cut_sentence(grounds.index, start, end))):
        last = drafts[-1] if drafts else None
        drafts[-1:] = _read_on(grounds, place, last, nth, start, clause)
    drafts = _on_his_word(drafts)
    if drafts and grounds.index.view[drafts[-1].end : end].strip(" ;,.") == "":
        drafts[-1] = msgspec.structs.replace(drafts[-1], end=end)
    drafts = [_within_quote(grounds, place, draft, end) for draft in drafts]
    drafts = _due_together(grounds, drafts)
    if due_at and drafts and not (drafts[0].deadline_at or deadlines_of(grounds, drafts[0])):
        drafts[0] = msgspec.structs.replace(drafts[0], deadline_at=due_at)
    return [piece for draft in drafts for piece in split_by_deadline(grounds, draft)]


def _opens_words(grounds: Grounds, place: Place, start: int, end: int) -> int | None:
    """Where the words begin that somebody in office says in quotes, where nobody is told before the colon.

    `Đứng ngay Km14, ông Trực gọi từng người lại giao việc: "| Sở Giao thông vận tải mở một làn …`
    """
    quoted = quoted_behind_colon(grounds.index, start, end) if place.scope.voice == "orders" else None
    if quoted is None or not may_order(grounds.index, quoted.told):
        return None
    told = (
        read_actors(grounds.index, word.start(), quoted.told[1])
        for word in _WORD.finditer(grounds.index.view, *quoted.told)
    )
    return None if any(doers and is_named(grounds, doers.actors[0]) for doers in told) else quoted.words


def _with_times_ahead(grounds: Grounds, clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The clauses, each with the time that was cut off before it: `…; sau 3 ngày kể từ khi nhận, | Phòng B trả lời`."""
    joined: list[tuple[int, int]] = []
    for start, end in clauses:
        if len(joined) > 1 and _is_time_alone(grounds, *joined[-1]):
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _is_time_alone(grounds: Grounds, start: int, end: int) -> bool:
    deadlines = [c for c in candidates_in(grounds, start, end) if c.strength == "strong" and c.end <= end]
    if not deadlines or start != deadlines[0].start:
        return False
    return not grounds.index.view[deadlines[-1].end : end].strip(" ,")


def _due_together(grounds: Grounds, drafts: list[Draft]) -> list[Draft]:
    """`Sở A kiểm tra …; Sở B kiểm tra …; hoàn thành trước ngày 20/3`: what closes the sentence holds for all of it."""
    if len(drafts) < 2 or drafts[-1].deadline_at or not (own := deadlines_of(grounds, drafts[-1])):
        return drafts
    last, whole = drafts[-1], own[-1]
    before = _DONE_ALL.search(grounds.index.lower, last.start, whole.start) is not None or (
        _DONE_ALL_SAID.match(grounds.index.lower, whole.start) is not None
        and grounds.index.view[last.start : whole.start].rstrip().endswith(";")
    )
    if len(own) > 1 or not before or grounds.index.view[whole.end : last.end].strip(" .;/"):
        return drafts
    return [
        msgspec.structs.replace(draft, deadline_at=(whole.start, whole.end))
        if draft.kind == "task" and not draft.deadline_at and not deadlines_of(grounds, draft)
        else draft
        for draft in drafts[:-1]
    ] + [last]


def _date_of_topic(grounds: Grounds, start: int, behind: int) -> tuple[int, int] | None:
    """`Trong tháng 8/2023: UBND xã A …`, `Thời gian thực hiện: từ 05/9 đến 30/9, giao …`: the date before the order."""
    for candidate in candidates_in(grounds, start, behind):
        opens = candidate.start == skip_discourse(grounds.index, start, behind)
        if opens and candidate.strength == "strong" and candidate.role in ("task", "target"):
            return candidate.start, max(candidate.end, behind)
    return None


def _on_his_word(drafts: list[Draft]) -> list[Draft]:
    """Whoever speaks at the head of a sentence goes on to its end: `Bí thư yêu cầu: các ban …; các xã …`."""
    by = drafts[0].speaker if drafts else None
    return [draft if draft.speaker or not by else msgspec.structs.replace(draft, speaker=by) for draft in drafts]


def _within_quote(grounds: Grounds, place: Place, draft: Draft, end: int) -> Draft:
    """The order without who said it: `"Các xã phải …", Bí thư Tỉnh ủy nhấn mạnh.`"""
    view = grounds.index.view
    if view.startswith('"', draft.start) and view.count('"', draft.start, draft.end) == 1:
        draft = msgspec.structs.replace(draft, start=draft.start + 1)  # the quote ends in a later sentence
    elif (
        draft.start > place.line.content
        and view[draft.start - 1] == '"'
        and view.count('"', draft.start, draft.end) == 1
    ):
        closes = view.find('"', draft.start)
        if not view[closes : draft.end].strip('".,; '):
            draft = msgspec.structs.replace(draft, end=closes)
    said = _WHO_SAID.search(grounds.index.lower, draft.start, end) or said_behind_quote(grounds.index, draft.start, end)
    if said is None or view.count('"', place.line.content, said.start()) % 2 == 0:
        return draft
    start = draft.start + 1 if view.startswith('"', draft.start) else draft.start
    return msgspec.structs.replace(draft, start=start, end=min(draft.end, said.start()))


def _read_on(
    grounds: Grounds, place: Place, last: Draft | None, nth: int, opening: int, clause: tuple[int, int]
) -> list[Draft]:
    """What stands in the place of the order `last` once the `nth` clause of the sentence is read behind it."""
    start, end = clause
    frame = _in_charge(grounds, place, read_frame(grounds.index, start, end))
    frame = _ruling(grounds, place, frame, start, end) or _own_words(grounds, place, frame, end) or frame
    frame = frame or _somebody_does(grounds, place, nth, start, end) or _unknown_verb(grounds, place, nth, start, end)
    frame = frame or _by_a_date(grounds, place, nth, start, end) or _own_promise(grounds, place, start, end)
    told = last.leads if last and last.kind == "task" else ()
    frame = listed_request(grounds, place, frame, start) or told_to_ask(grounds, place, frame, start, told) or frame
    speaks_on = frame is not None and frame.force in ("commitment", "petition") and frame.speaker is None
    asks_on = frame is not None and last is None and frame.speaker is None and frame.rule in _ASKS_ON
    if frame is not None and asks_on and start > opening and place.scope.voice != "orders":
        frame = _spoken_on(grounds, frame, opening, start)
        if _LAMENTS.search(grounds.index.lower, opening, start):
            frame = msgspec.structs.replace(frame, force="petition")
    if frame is not None and last is None and start > opening and _orders_on(grounds, place, frame, opening, start):
        frame = _spoken_on(grounds, frame, opening, start)
    if frame is not None and speaks_on and start > opening:
        frame = _spoken_on(grounds, frame, opening, start)
        speaks_on = frame.force == "commitment" or frame.speaker is not None
    rules = frame is not None and frame.force == "decision"
    turns_to_ask = asks_on or (frame is not None and frame.force == "assigned" and place.scope.voice == "reports")
    dated = last is None and is_due(grounds, opening, start) and not _words_beside_times(grounds, opening, start)
    alone = last or speaks_on or rules or (turns_to_ask and not dated)  # `trước ngày 20/12, đề nghị …` goes together
    whole = start if alone else _lead_up(grounds, opening, start)
    kind = kind_of(grounds, place, frame, whole, end, last.kind if last else None)
    asked_for = kind in ("task", "petition")
    if kind is None or (asked_for and last is None and nth > 0 and _only_goes_on(grounds, place, frame, opening)):
        return _without_order(grounds, place, last, frame, start, end)
    heirs = last.leads if last else place.carried
    if frame is not None and frame.rule in OWN_SUBJECT:
        heirs = place.front
    new = _made(grounds, place, frame, kind, (start, end), whole, heirs)
    if last is None:
        return [new]
    if new.speaker is None and last.speaker is not None:
        new = msgspec.structs.replace(new, speaker=last.speaker)
    if joins(grounds, last, new, frame):
        return [msgspec.structs.replace(last, end=new.end)]
    return [last, new]


def _orders_on(grounds: Grounds, place: Place, frame: Frame, opening: int, start: int) -> bool:
    """Whether one in office who is told to have done something goes on to order.

    `Thủ tướng gửi lời chia buồn tới các gia đình và yêu cầu tỉnh …`; not `Huyện đã họp dân và giao các thôn …`.
    """
    if frame.force != "assigned" or frame.speaker is not None or not frame.rule.startswith(ORDERS_ON):
        return False
    if place.scope.voice == "reports" and opening > place.line.content:
        return False
    index = grounds.index
    for at in find_entries(index, skip_discourse(index, opening, start), start):
        if doers := read_actors(index, at, start):
            last = doers.actors[-1].start
            office = index.offices.get(at) or index.offices.get(last)
            return last in index.persons or (office is not None and not office.plural)
    return False


def _spoken_on(grounds: Grounds, frame: Frame, opening: int, start: int) -> Frame:
    """The promise or request of whoever the sentence speaks of (`Chủ tịch xã nhận lỗi, xin hứa …`)."""
    for at in find_entries(grounds.index, skip_discourse(grounds.index, opening, start), start):
        if doers := read_actors(grounds.index, at, start):
            last = doers.actors[-1]
            leads = frame.leads or ((last,) if frame.force == "commitment" else ())
            return msgspec.structs.replace(frame, leads=leads, speaker=(last.start, last.end))
    return frame


def _in_charge(grounds: Grounds, place: Place, frame: Frame | None) -> Frame | None:
    """In a notice's tasks `Đồng chí A chỉ đạo phòng B rà soát …` is a duty of A, not an order that A gives."""
    if frame is None or frame.speaker is None:
        return frame
    listed = place.line.label is not None and place.scope.voice == "orders"  # under `Thủ tướng yêu cầu:`
    if not listed and not (grounds.framed and place.line.part == "tasks"):
        return frame
    # `Ban Tổ chức đề xuất luân chuyển 05 công chức`: its work, asked of nobody
    before = words_before(grounds, frame.at)
    works_out = frame.rule == ASKED and ((not frame.leads and before.endswith("đề xuất")) or _BY_LETTER.search(before))
    leads_on = frame.rule == DEMANDED and grounds.index.lower.startswith(_LEADS_ON, frame.at)
    if not works_out and not leads_on and not frame.rule.startswith(_HAS_OTHERS_DO):
        return frame
    leads = (Actor(*frame.speaker),)
    return msgspec.structs.replace(frame, force="bare", rule="order: doer has others do it", leads=leads, speaker=None)


def _own_words(grounds: Grounds, place: Place, frame: Frame | None, end: int) -> Frame | None:
    """In a report `UBND tỉnh chỉ đạo sơ tán dân …` is no duty of the body that says it."""
    if frame is None or frame.force != "bare" or frame.speaker is not None or place.line.part != "body":
        return None
    by = place.scope.by
    if by is None or len(frame.leads) != 1 or (frame.leads[0].start, frame.leads[0].end) != by:
        return None
    index = grounds.index
    said = grammar().speak.match(index.lower, by[1], end)
    if said is None or said.group("verb") not in order_words().demanding:
        return None
    if told := read_assigned(index, frame.start, said.start("verb"), end):
        return msgspec.structs.replace(told, speaker=by, rule="speaker " + told.rule)
    demanded = read_demanded(index, frame.start, said, end, by)
    if demanded is None and said.group("verb") == "yêu cầu":  # `Bộ A yêu cầu nội dung thanh tra tập trung vào …`
        return Frame("assigned", DEMANDED, frame.start, (), by, said.start("verb"))
    return demanded


def _ruling(grounds: Grounds, place: Place, frame: Frame | None, start: int, end: int) -> Frame | None:
    """What a notice rules where nobody is in charge of it: no task of anybody."""
    listed = grounds.framed and place.line.part == "tasks"
    if (listed or place.scope.voice == "orders") and (
        frame is None or frame.speaker is None or frame.force == "imperative"
    ):
        begin = skip_discourse(grounds.index, start, end)
        if (frame is None or frame.force != "assigned") and (
            sanction := read_sanction(grounds.index, start, begin, end)
        ):
            return sanction
        opens = grounds.index.view[:start].rstrip()[-1:] not in (";", ",")
        if opens and (shut_out := read_shut_out(grounds.index, start, begin, end)):
            return shut_out
    if frame is not None and frame.force == "assigned" and frame.speaker is not None:
        colon = grounds.index.view.find(": ", frame.at, frame.leads[0].start + 1 if frame.leads else end)
        if colon >= 0 and (sanction := read_sanction(grounds.index, colon + 2, colon + 2, end)):
            return msgspec.structs.replace(sanction, speaker=frame.speaker)
    if grounds.official and (lapsed := read_lapse(grounds.index, start, end)):
        return lapsed
    if not listed:
        return None
    if frame is not None and (frame.leads or frame.force not in ("imperative", "loose")):
        return None
    ruling = read_ruling(grounds.index, start, skip_discourse(grounds.index, start, end), end)
    return None if ruling and ruling.at == ruling.start and place.front else ruling


def _unknown_verb(grounds: Grounds, place: Place, nth: int, start: int, end: int) -> Frame | None:
    """A list item among tasks that opens with a verb no list knows."""
    index, line = grounds.index, place.line
    if line.part != "tasks" or line.label is None or nth or start > line.content + 2:
        return None
    if start in index.names or start in index.bodies or not index.view[start : start + 1].isupper():
        return None
    if _ABOUT.match(index.lower, start, end) or _LEADS_UP.match(index.lower, start, end):
        return None
    if states_of_itself(index, start, end) or states_rule(index, start, end) or _FORETELLS.match(index.lower, start):
        return None
    if _WAS_HEARD.search(index.lower, start, end) or _TELLS_RESULT.search(index.lower, start, end):
        return None
    # a known verb is no order by itself, but one syllable under a heading that names the doer is
    known = bool(place.carried) and opens_with_verb(index, start, end)
    if not known and not starts_with_verb(index.view[start:end]):
        return None
    return Frame("imperative", "order: verb by its word class", start, at=start)


def _somebody_does(grounds: Grounds, place: Place, nth: int, start: int, end: int) -> Frame | None:
    """A sentence among a notice's tasks that opens with somebody no list knows, or with a verb no list knows."""
    index = grounds.index
    if not grounds.framed or place.line.part != "tasks" or nth or states_of_itself(index, start, end):
        return None
    if is_judged(grounds, start, end) or falls_short(grounds, start, end) or _GOES_ON.search(index.lower, start, end):
        return None
    if cites_rule(index, skip_discourse(index, start, end), end) and not is_to_come(grounds, start, end):
        return None  # `Theo luật, người được cách ly có nghĩa vụ chấp hành`
    if (
        figures_in(grounds, start, end)
        and not is_to_come(grounds, start, end)
        and not _AT_LEAST.search(index.lower, start, end)
    ):
        return None  # `Học sinh ăn bán trú 320 em`
    for at in find_entries(index, skip_discourse(index, start, end), end):
        if doing := read_doing(index, at, end):
            return Frame("bare", "order: somebody + verb", start, (doing[0],), None, at)
    return None


def _words_beside_times(grounds: Grounds, begin: int, end: int) -> int:
    """Words of [begin, end) that no time and no deadline holds: these alone ask for nothing."""
    index, count, at = grounds.index, 0, begin
    limits = {c.start: c.end for c in candidates_in(grounds, begin, end) if c.strength == "strong"}
    while word := _WORD.search(index.view, at, end):
        held = limits.get(word.start()) or index.times.get(word.start())
        count += held is None
        at = held or word.end()
    return count


def _by_a_date(grounds: Grounds, place: Place, nth: int, start: int, end: int) -> Frame | None:
    """A clause that sets a date to come and tells nothing: `05 trạm còn lại đóng điện trong tháng 7`.

    Among a notice's tasks; in a report where somebody gives orders and a doer is named.
    """
    index = grounds.index
    lone = is_lone_order(grounds, place, start, end)
    listed = lone or (grounds.framed and place.line.part == "tasks")
    if not listed and not (place.line.part == "body" and place.scope.voice == "orders"):
        return None
    recurs = nth == 0 and _AT_TIMES.match(index.lower, skip_discourse(index, start, end), end)
    if not recurs and not is_to_come(grounds, start, end) and not lone:
        return None
    if is_judged(grounds, start, end) or falls_short(grounds, start, end) or states_rule(index, start, end):
        return None
    must = lone and "phải" in index.lower[start:end]
    said = beside_deadlines(grounds, start, end) if lone else index.lower[start:end]
    if lone and (then := _WHOEVER_THEN.match(said)):
        said = said[then.end() :]
    if _GOES_ON.search(said) or (not must and _TELLS_PLAN.search(said)):
        return None
    begin = skip_discourse(index, start, end)
    if (
        _FORETELLS.match(index.lower, begin)
        or states_of_itself(index, begin, end)
        or only_agrees(index, start, begin, end)
    ):
        return None
    if _words_beside_times(grounds, begin, end) < _LEAST_WORDS:
        return None
    for at in find_entries(index, begin, end):
        doers = read_actors(index, at, end)
        if doers and not tells_state(index, doers.end, end):
            return Frame("bare", BY_A_DATE, start, doers.actors, None, at)
    if listed and (
        told := who_sees_to(index, begin, end, apart=True)
    ):  # `Gạo cho vùng phong tỏa do Phòng A mua ngày mai`
        return Frame("bare", BY_A_DATE, start, told.actors, None, begin)
    return Frame("imperative", BY_A_DATE, start, (), None, begin) if listed else None


def _names_day_to_come(grounds: Grounds, start: int, end: int) -> bool:
    day = (grounds.anchor.date or "")[:10]
    return any(time.to is not None and time.to[:10] > day for time in times_in(grounds, start, end))


def _own_promise(grounds: Grounds, place: Place, start: int, end: int) -> Frame | None:
    """`Riêng việc này, tôi sẽ trực tiếp làm việc với … ngày 17/6`: whose conclusion it is binds himself."""
    if place.line.part != "tasks" or not _names_day_to_come(grounds, start, end):
        return None
    # any day to come will do: `tôi sẽ làm việc với nhà thầu ngày 17/6` names no deadline
    promise = _I_WILL.search(grounds.index.lower, start, end)
    return Frame("commitment", "commitment: sẽ", start, (), None, promise.start()) if promise else None


def _lead_up(grounds: Grounds, start: int, at: int) -> int:
    """Where the clause begins that leads up to an order at `at`: behind the last semicolon or `nhấn mạnh:`."""
    view = grounds.index.view
    semicolon = view.rfind(";", start, at)
    begin = semicolon + 1 if semicolon >= 0 else start
    said = _said_colon().search(grounds.index.lower, begin, at)
    begin = said.end() if said and view.find('"', begin, at) < 0 else begin
    while begin < at and view[begin].isspace():
        begin += 1
    return begin


@cache
def _said_colon() -> re.Pattern[str]:
    """The frame of what somebody says: `Bí thư Huyện ủy nhấn mạnh: `."""
    return re.compile(rf"(?<!\w){one_of(order_words().speaking)}(?:\s+(?:rằng|như sau))?\s*:\s+")


def _only_goes_on(grounds: Grounds, place: Place, frame: Frame | None, opening: int) -> bool:
    """Whether a clause without a doer goes on with the one before it, which was no order."""
    if frame is None or frame.speaker is not None or frame.force not in ("imperative", "loose"):
        return False
    if frame.rule == "order: modal first" and place.scope.voice == "orders" and not grounds.official:
        # `A nhấn mạnh: chuyển đổi số là nhiệm vụ lâu dài; cần đẩy mạnh …`
        return _STRESSES.search(grounds.index.lower, opening, frame.at) is None
    return not grammar().assign.match(grounds.index.lower, frame.at)


def _without_order(
    grounds: Grounds, place: Place, last: Draft | None, frame: Frame | None, start: int, end: int
) -> list[Draft]:
    """A clause that orders nothing belongs to the order before it; with a date of its own it is a further one."""
    if last is None:
        return []
    if last.kind in ("task", "commitment") and sets_own_date(grounds, start, end):
        leads = place.front if frame is not None and frame.rule in OWN_SUBJECT else last.leads
        new = msgspec.structs.replace(last, start=start, end=end, leads=leads, inherited=bool(leads))
        return [last, new]
    return [msgspec.structs.replace(last, end=end)]


def _made(
    grounds: Grounds, place: Place, frame: Frame | None, kind: DirectiveKind, clause: tuple[int, int], whole: int,
    heirs: tuple[Actor, ...],
) -> Draft:  # fmt: skip
    """The order of a clause; `whole` is where the words begin that lead up to it."""
    start, end = clause
    if kind == "target":  # whose aim it is stands in the clauses before it
        draft = make_draft(grounds, place, frame, kind, (whole, end), heirs)
        return _with_shared_date(grounds, place, draft)
    draft = make_draft(grounds, place, frame, kind, clause, heirs)
    return msgspec.structs.replace(draft, start=whole) if draft.start == start else draft


def _with_shared_date(grounds: Grounds, place: Place, draft: Draft) -> Draft:
    """`Đến năm 2025, phấn đấu:` holds for all the aims in the list below."""
    parent = place.line.parent
    if parent is None or not aims_above(grounds, place.line) or deadlines_of(grounds, draft):
        return draft
    above = grounds.lines[parent]
    return msgspec.structs.replace(draft, deadline_at=(above.content, above.end))
