"""Where the main clause of a sentence can begin: behind link words, dates, opening adverbials, lead-ups, conditions."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.grammar import GAP, grammar, skip
from extractor.assemble.speakers import is_human
from extractor.core.cued import cued
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

_REACH = 420  # characters in which a main clause must have begun
_MOST = 8
_WHICHEVER_REACH = 110  # characters
_THIS = re.compile(
    r"(?:các |những )?(?:việc|nội dung|phần việc|nhiệm vụ|vấn đề|phần|công việc) (?:này|đó|trên|nêu trên)\s*,?\s+"
)
_WHICHEVER = re.compile(r"(?:ai|\w+(?: \w+){0,2}? nào)\s")
# `Thủ trưởng đơn vị đó`, `Chủ tịch UBND xã ấy`, but not `đơn vị đó`
_OF_THAT = re.compile(
    r"(?:thủ trưởng|người đứng đầu|lãnh đạo|chủ tịch|bí thư|giám đốc|trưởng|hiệu trưởng|tổ trưởng|chủ|cấp trưởng)\s"
    r"[^,.;:]{0,60}?(?:đó|ấy|nơi đó|này)(?!\w)"
)
# what is handed in: `Kết quả cả đợt, các xã gửi về Văn phòng`, `Danh sách hộ, trưởng các ấp nộp trước 20/5`
_HANDED_IN = re.compile(
    r"(?:(?:riêng|còn) )?(?:kết quả|báo cáo|danh sách|hồ sơ|số liệu|biểu|biểu mẫu|phiếu|nhu cầu|kế hoạch|ý kiến"
    r"|vướng mắc|đăng ký|chứng từ|bảng \w+|biên bản|sổ sách|tài liệu|minh chứng|đơn|văn bản|tiền|quỹ)(?!\w)"
)
_HAND_IN = re.compile(
    r"\s*,?\s*(?:phải\s+|cần\s+|tổng hợp\s+|lập\s+)*(?:gửi|gởi|nộp|báo|báo cáo|trình|chuyển|đưa|giao|bàn giao)(?!\w)"
    r"(?![^.;]*\s(?:đạt|đã|được|xong|tăng|giảm|đủ)\s)"
)
_LONGEST_PART = 6  # words of one part of an adverbial

_CONDITION = cued(r"[^.;:\"]{2,160}?\s+thì\s+(?!nói|cho|lo|kể|bảo|đề nghị|kiến nghị|băn khoăn)", "thì")
_TIME_OPENS = re.compile(
    r"(?:(?:đầu|cuối|hết) (?:giờ|buổi)(?: hành chính| làm việc)?"
    r"|định kỳ|vào|trước|trong|ngay|đến|từ|hết|cuối|đầu|sáng|trưa|chiều|tối|chậm nhất(?: là| vào)?|muộn nhất"
    r"|hạn (?:chót|cuối(?: cùng)?)(?: là| vào)?)\s+"
)
_FROM_NOW = re.compile(r"\s+(?:nữa|tới)(?!\w)")  # `Mười ngày nữa Sở A kiểm tra`
_RECURS = re.compile(r"(?:định kỳ\s+)?(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)(?!\w)")
_ALONE = re.compile(
    r"(?:còn\s+)?(?:riêng\s+(?:đối với\s+|với\s+)?|(?:phần|số)\s+còn\s+(?:lại|thiếu)\s*,?\s+|còn\s+(?:trước mắt\s+)?)"
)
_ACHIEVED = re.compile(
    r"(?:phát huy|kế thừa|tiếp nối|từ|trên cơ sở)\s(?:những |các )?"
    r"(?:kết quả|thành tích|thành quả|thành tựu|kinh nghiệm)"
    r"[^,.;:]{0,40}?(?:đạt được|có được|vừa qua|thời gian qua)\s"
)
_TOWARDS = re.compile(r"(?:riêng |còn )?đối với ")
_MATTER = re.compile(
    r"(?:(?:riêng |còn )?(?:đối với|về)|riêng) (?:công tác|việc|nội dung|kế hoạch|đề nghị|dự án|vấn đề|các|những"
    r"|lĩnh vực)(?!\w)"
)
_GIVES = re.compile(r"(?:giao|yêu cầu|đề nghị|phân công)\s+(?:cho\s+)?")
_REASON = cued(
    r"[^.;:\"\n]{8,220}?\s(?:chính vì (?:vậy|thế)|(?:do|vì|bởi) (?:vậy|thế)|do đó)\s*,?\s+",
    "vậy",
    "thế",
    "do đó",
)
_TOPIC = re.compile(r"(?!\w+ (?:này|đó) )(?:riêng |còn )?[^\W\d_]+(?: \w[\w.%]*){0,10},\s+")
# `Riêng việc cấp đăng ký phương tiện đề nghị Sở A hướng dẫn`
_GIVEN_LATE = re.compile(
    r"(?:riêng|còn|về|đối với|phần|việc)\s[^,.;:]{6,90}?\s(?=(?:giao|đề nghị|yêu cầu|phân công)\s)"
)
# `Quá trình triển khai gặp khó khăn, vướng mắc đề nghị các đơn vị phản ánh …`
_MET_LATE = re.compile(
    r"(?:(?:trong\s+)?quá trình\s[^.;:]{3,50}?\s)?(?:(?:nếu|trường hợp|mọi|các|những|khi|có|gặp|phát sinh)\s+)+"
    r"(?:khó khăn|vướng mắc|phát sinh|vấn đề|ý kiến|nội dung|thắc mắc)[^.;:]{0,70}?\s"
    r"(?=(?:giao|đề nghị|yêu cầu)\s)"
)
_NO_ORDER = re.compile(
    r"(?:việc|theo|của|được|đã|nội dung|các|những|kiến nghị|văn bản|tờ trình|đáp ứng|bàn|chuyển|và|có|công văn|chưa)\s$"
)
_DONE_BY = re.compile(r"(?<!\w)((?:được|bị)\s+)[^,.;:]{2,80},\s*$")
_AGENT_REACH = 100  # characters
_OPENS_GROUP = re.compile(r"(?<!\w)(?:các|những|mọi|lãnh đạo|thủ trưởng|giám đốc|chủ tịch|ubnd|ủy ban)\s")
_QUOTE = re.compile(r'"\s*(?=\S)')
_GROUP = re.compile(r"các\s")
_LEAST_TOPIC = 3  # words of a topic before a group
_AUXILIARY = re.compile(r"(?:đã|cũng|sẽ)\s")


def skip_discourse(index: ActorIndex, at: int, end: int) -> int:
    """Behind the words that link a sentence to the one before (`Cùng với đó, …`)."""
    pattern = grammar().discourse
    at = skip(_QUOTE, index.view, at, end)
    while (match := pattern.match(index.lower, at, end)) and match.end() > at:
        if index.times.get(at, 0) >= match.end():
            break  # `Thứ Sáu hằng tuần …` counts no sixth item
        at = match.end()
    return at


def find_entries(index: ActorIndex, begin: int, end: int) -> list[int]:
    """The offsets where the main clause of [begin, end) can begin, in order."""
    key = begin, end
    if key not in index.entries:
        index.entries[key] = _entries_of(index, begin, end)
    return index.entries[key]


def _entries_of(index: ActorIndex, begin: int, end: int) -> list[int]:
    limit = min(end, begin + _REACH)
    if then := _behind_whichever_then(index, begin, limit):
        return [then]
    if achieved := _behind_achieved(index, begin, limit) or _behind_matter(index, begin, limit):
        return [achieved]
    entries = [begin]
    at = begin
    while len(entries) < _MOST:
        led_up = _behind_lead_up(index, at, limit)
        step = _behind_time(index, at, limit) or led_up or _behind_adverbial(index, at, limit)
        if step is None:
            break
        if entries == [begin] and led_up == step:
            entries = []  # the verb that opens the sentence only leads up to its subject
        at = skip_discourse(index, step, end)
        entries.append(at)
        # the parts of one opening adverbial are joined by commas (`Với tinh thần khẩn trương, quyết liệt, …`)
        while not _opens_main_clause(index, at, end) and (comma := _behind_short_part(index, at, limit)):
            at = skip_discourse(index, comma, end)
            entries.append(at)
    for step in (
        _behind_condition(index, begin, limit),
        _behind_alone(index, begin, limit),
        _behind_whichever(index, begin, limit),
        _behind_this(index, begin, limit),
        _behind_topic(index, begin, limit),
        _behind_aim(index, begin, limit),
        _behind_towards(index, begin, limit),
        _behind_reason(index, begin, limit),
    ):
        if step and step not in entries:
            entries.append(step)
    return sorted(entries)


AIM = re.compile(r"(?:để|nhằm|với mục (?:đích|tiêu))(?!\w)")


def _behind_condition(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind `… thì`: `Dự án không có khối lượng thì chủ động đề xuất cắt vốn`."""
    match = _CONDITION.match(index.lower, at, limit)
    return match.end() if match else None


def _behind_time(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind a calendar expression that opens the clause without a comma (`Mỗi quý khảo sát …`)."""
    stop = index.times.get(at) or _behind_prefixed(index, at, limit)
    if stop is None and (recurs := _RECURS.match(index.lower, at, limit)):
        stop = recurs.end()
    if stop is None or stop >= limit:
        return None
    return skip(GAP, index.view, skip(_FROM_NOW, index.lower, stop, limit), limit)


def _behind_prefixed(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind `Định kỳ trước 16 giờ thứ Năm hằng tuần`, where the main clause follows at once."""
    while at not in index.times and (word := _TIME_OPENS.match(index.lower, at, limit)):
        at = word.end()
    stop = index.times.get(at)
    if stop is None or stop >= limit:
        return None
    follows = skip(GAP, index.view, stop, limit)
    comma = "," in index.view[stop:follows]
    return stop if comma or _opens_main_clause(index, follows, limit) else None


def _behind_this(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind what was named before: `việc này giao Phòng Nông nghiệp …`."""
    this = _THIS.match(index.lower, at, limit)
    if this is None:
        return None
    asks = grammar().assign.match(index.lower, this.end(), limit) or index.lower.startswith("do ", this.end())
    return this.end() if asks or read_actors(index, this.end(), limit) else None


def _behind_whichever(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind whom a rule is about, where another is told: `Xã nào để xảy ra vi phạm, Công an huyện …`."""
    comma = _next_break(index.view, at, min(limit, at + _WHICHEVER_REACH))
    if comma is None or index.view.endswith(":", 0, comma - 1) or not _WHICHEVER.match(index.lower, at, comma):
        return None
    then = read_actors(index, comma, limit)
    return comma if then and not index.lower.startswith(" sẽ ", then.end) else None


def _behind_whichever_then(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind `Xã nào để xảy ra vi phạm thì`, where the head of that body is told what to do then."""
    then = _behind_condition(index, at, limit)
    if then is None or not _WHICHEVER.search(index.lower, at, then):
        return None
    head = read_actors(index, then, limit)
    told = head is not None and grammar().predicate.match(index.lower, head.end, limit) is not None
    return then if told and _OF_THAT.search(index.lower, then, limit) else None


def _behind_aim(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind an aim of several parts, where somebody is told (`Để bảo đảm an toàn, giảm thiệt hại, Sở A kiểm tra`)."""
    if not AIM.match(index.lower, at, limit):
        return None
    step = at
    while comma := _next_break(index.view, step, limit):
        step = comma
        doers = read_actors(index, step, limit)
        if (doers and grammar().predicate.match(index.lower, doers.end, limit)) or grammar().assign.match(
            index.lower, step, limit
        ):
            return step
    return None


def _behind_towards(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind `Đối với` before those who are told and what they are to do: `Đối với Mặt trận, các hội tăng cường …`."""
    towards = _TOWARDS.match(index.lower, at, limit)
    doers = read_actors(index, towards.end(), limit) if towards else None
    if towards is None or doers is None or len(doers.actors) < 2 or index.view.startswith(",", doers.end):
        return None
    if doers.start not in index.bodies:
        return None  # `Đối với bà con, ngành Lao động rà soát …`: whom the work is for
    return towards.end() if grammar().predicate.match(index.lower, doers.end, limit) else None


def _behind_matter(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind a matter of several parts, where somebody is told: `Đối với việc giao đất, cấp đất, giao Phòng A rà soát`.

    Where one part of it tells somebody to do something, or urges, that is an order of its own.
    """
    if not _MATTER.match(index.lower, at, limit):
        return None
    step, parts = at, 0
    while comma := _next_break(index.view, step, limit):
        given = _GIVES.match(index.lower, comma, limit)
        if given and read_actors(index, given.end(), limit):
            return comma if parts else None
        doers = read_actors(index, comma, limit)
        urged = _urges().match(index.lower, comma, limit)
        told = doers and not index.view.startswith(",", doers.end)
        if urged or (doers and told and grammar().predicate.match(index.lower, doers.end, limit)):
            return None
        step, parts = comma, parts + 1
    return None


def _behind_reason(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind the reason of an order: `Thời gian còn ít, do vậy các xã khẩn trương …`, `… vì thế yêu cầu A …`."""
    reason = _REASON.match(index.lower, at, limit)
    if reason is None:
        return None
    for step in (reason.end(), _behind_time(index, reason.end(), limit), _behind_adverbial(index, reason.end(), limit)):
        if step is None:
            continue
        if grammar().assign.match(index.lower, step, limit):
            return step
        doers = read_actors(index, step, limit)
        if doers is not None and grammar().predicate.match(index.lower, doers.end, limit):
            return step
    return None


def _behind_achieved(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind what is built on, without a comma: `Phát huy những kết quả đã đạt được các cấp, các ngành cần …`."""
    achieved = _ACHIEVED.match(index.lower, at, limit)
    doers = read_actors(index, achieved.end(), limit) if achieved else None
    if achieved is None or doers is None:
        return None
    return achieved.end() if grammar().modal.match(index.lower, doers.end + 1, limit) else None


def _behind_alone(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind `Riêng` that singles out a doer: `Riêng Sở A hoàn thành …`; one before a topic ends at a comma."""
    alone = _ALONE.match(index.lower, at, limit)
    return alone.end() if alone and read_actors(index, alone.end(), limit) else None


def _behind_topic(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind a bare topic that a body or an order follows: `Kinh phí, Sở A bố trí …`, `việc đăng ký giao Phòng B`."""
    if (given := _GIVEN_LATE.match(index.lower, at, limit)) and not _NO_ORDER.search(index.lower, at, given.end()):
        return given.end()
    if (met := _MET_LATE.match(index.lower, at, limit)) and not index.view[at : met.end()].rstrip().endswith(","):
        return met.end()
    topic = _TOPIC.match(index.lower, at, limit)
    if topic is None or any(place in index.inside for place in range(at, topic.end())):
        return None
    words = grammar()
    if _opens_main_clause(index, at, limit) or words.assign.match(index.lower, at, limit):
        return None
    doers = read_actors(index, topic.end(), limit)
    if doers is None:
        return None
    first = doers.actors[0]
    # an office stands behind its courtesy word (`đồng chí bí thư`)
    named = first.start in index.bodies or any(at in index.offices for at in range(first.start, first.end))
    if not named and _HANDED_IN.match(index.lower, at, limit) and _HAND_IN.match(index.lower, doers.end, limit):
        return topic.end()
    group = _GROUP.match(index.lower, first.start) and words.predicate.match(index.lower, doers.end)
    if not named and not (group and len(topic.group().split()) >= _LEAST_TOPIC):
        return None  # `Kết quả mấy việc trên, các phòng, ngành gửi về Văn phòng …`
    # whatever the body is to do: the verb may be one that no list knows
    return topic.end() if index.view[doers.end : doers.end + 2].strip().islower() else None


def _behind_adverbial(index: ActorIndex, at: int, limit: int) -> int | None:
    if not grammar().lead_up.match(index.lower, at, limit):
        return None
    comma = _next_break(index.view, at, limit)
    while comma and inside_group(index, at, comma, limit):
        comma = _next_break(index.view, comma, limit)
    return comma


@cache
def _urges() -> re.Pattern[str]:
    """`tiếp tục`, `tăng cường`, `cần`: words that open an order."""
    return re.compile(rf"(?:{one_of(order_words().adverbs)}|(?:tăng cường|đẩy mạnh|nâng cao|cần|phải)(?!\w))")


def inside_group(index: ActorIndex, at: int, comma: int, limit: int) -> bool:
    """Whether the comma parts the members of one group: `Khi các sở, ngành, địa phương có thay đổi, …`."""
    for opens in _OPENS_GROUP.finditer(index.lower, at, comma):
        doers = read_actors(index, opens.start(), limit)
        if doers and any(doer.start < comma < doer.end for doer in doers.actors):
            return True
    return False


def _behind_short_part(index: ActorIndex, at: int, limit: int) -> int | None:
    comma = _next_break(index.view, at, limit)
    return comma if comma and len(index.view[at:comma].split()) <= _LONGEST_PART else None


@cache
def _participle() -> re.Pattern[str]:
    return re.compile(rf"(?:tiếp tục\s+|cơ bản\s+)?{one_of(clause_words().participles)}")


def _behind_lead_up(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind a phrase that only leads up to the subject (`Triển khai nhiệm vụ này, các địa phương đã …`).

    One that no list knows does so where a person speaks behind its comma (`Phản hồi ngay tại chỗ, Giám đốc … cam kết`).
    """
    listed = _participle().match(index.lower, at, limit) is not None
    if not listed and _has_subject(index, at, limit):
        return None
    step = at
    while comma := _next_break(index.view, step, limit):
        step = comma
        if _goes_on_with_agents(index, at, step):
            continue
        doers = read_actors(index, step, limit)
        if doers is None:
            if grammar().pronoun.match(index.lower, step, limit):
                return step
        elif (listed or is_human(index, step, doers)) and _is_subject(index, at, step, doers, limit):
            return step
    return None


def _goes_on_with_agents(index: ActorIndex, at: int, step: int) -> bool:
    """`… nhiệm vụ đã được UBND tỉnh, | Chủ tịch UBND tỉnh chỉ đạo`: a list of those by whom something was done."""
    by = _DONE_BY.search(index.lower, max(at, step - _AGENT_REACH), step)
    return by is not None and (by.end(1) in index.bodies or by.end(1) in index.offices)


def _has_subject(index: ActorIndex, at: int, limit: int) -> bool:
    """Whether a quotation, an order to somebody or a doer opens the clause, other than `thay mặt …`."""
    if index.view.startswith('"', at) or grammar().assign.match(index.lower, at, limit):
        return True
    return read_actors(index, at, limit) is not None and not index.lower.startswith("thay mặt", at)


def _is_subject(index: ActorIndex, at: int, step: int, doers: ActorList, limit: int) -> bool:
    """Whether the doers at `step` are the subject that the phrase from `at` leads up to: a main verb follows them."""
    words = grammar()
    behind = skip(GAP, index.lower, doers.end, limit)
    verbs = (words.speak, words.decide, words.commit, words.modal)
    if not any(p.match(index.lower, behind, limit) for p in verbs) and not _AUXILIARY.match(index.lower, behind):
        return False
    if index.lower.startswith("báo cáo", behind):
        return False
    # `Phối hợp với Sở A, Sở B thống nhất …`: what is agreed on is the duty
    return not (index.lower.startswith("thống nhất", behind) and "phối hợp" in index.lower[at:step])


def _opens_main_clause(index: ActorIndex, at: int, end: int) -> bool:
    words = grammar()
    if read_actors(index, at, end):
        return True
    return bool(words.verb.match(index.lower, at, end) or words.modal.match(index.lower, at, end))


_MARK = re.compile(r"[\"(\[)\],:]")


def _next_break(view: str, at: int, end: int) -> int | None:
    """The offset behind the next comma or colon that stands in no quotes, brackets or number."""
    depth = 0
    quoted = False
    for mark in _MARK.finditer(view, at, end):
        char, i = mark.group(), mark.start()
        if char == '"':
            quoted = not quoted
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif not depth and not quoted and not _in_number(view, i):
            behind = i + 1
            while behind < end and view[behind].isspace():
                behind += 1
            return behind
    return None


def _in_number(view: str, at: int) -> bool:
    return view[at - 1 : at].isdigit() and view[at + 1 : at + 2].isdigit()
