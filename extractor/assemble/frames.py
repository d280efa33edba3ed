"""The frame of an order: which words make it one, who is told, with whom.

`read_frame` looks at one stretch of text and says what it would be as an order. Whether it is one where it stands
(tasks or assessment, whose words) is for `assemble.directives` to decide.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extractor.assemble.actors import Actor, ActorIndex, ActorList, inside_name, read_actors
from extractor.core.characters import UPPER, without_marks
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

Force = Literal["assigned", "modal", "bare", "imperative", "loose", "decision", "target", "petition", "commitment"]


class Frame(msgspec.Struct, frozen=True):
    """What makes a stretch of text an order.

    `force`: assigned (`giao A V`), modal (`A cần V`), bare (`A V`), imperative (`V`), loose (`… phải …` without a doer
    beside it), or the kind itself where the words name it. `start` is where its own words begin (behind a speaker's
    `nhấn mạnh:`); `speaker` the span of who gives it.
    """

    force: Force
    rule: str
    start: int
    leads: tuple[Actor, ...] = ()
    speaker: tuple[int, int] | None = None
    at: int = 0  # where the words that made it an order stand


class _Grammar(msgspec.Struct, frozen=True):
    discourse: re.Pattern[str]
    assign: re.Pattern[str]
    predicate: re.Pattern[str]
    verb: re.Pattern[str]
    modal: re.Pattern[str]
    speak: re.Pattern[str]
    decide: re.Pattern[str]
    petition: re.Pattern[str]
    praise: re.Pattern[str]
    commit: re.Pattern[str]
    aim: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = order_words()
    verb = one_of(words.verbs)
    adverb = one_of(words.adverbs)
    return _Grammar(
        discourse=re.compile(rf"(?:{one_of(words.discourse)})\s*,?\s*:?\s*"),
        assign=re.compile(rf"(?:trân trọng\s+|kính\s+|đồng thời\s+|tiếp tục\s+|cũng\s+|thống nhất\s+|nhất trí\s+|đồng ý\s+|và\s+)*{one_of(words.assigning)}\s*(?:đối với\s+|tới\s+|cho\s+)?(?:trách nhiệm\s+)?:?\s*"),
        predicate=re.compile(rf"\s*,?\s*(?:mỗi (?:đơn vị|bên|cơ quan|xã|huyện|ngành|nơi)\s+)?(?:{one_of(words.weak)}\s+)*(?:{adverb}|{verb}|cùng(?:\s+với)?|cần|phải|không|đồng chủ trì|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối|chịu trách nhiệm)|là đầu mối|theo chức năng|căn cứ|theo|trong|trước|chậm nhất|định kỳ|hằng|hàng|từ nay|từ ngày|sau khi|khi|trên cơ sở|đến|ngay)(?!\w)"),
        verb=re.compile(rf"(?:{one_of(('không', 'tuyệt đối không', 'nghiêm cấm', 'chủ động', 'kịp thời', 'sớm', 'tích cực', 'khẩn trương'))}(?:\s*,\s*|\s+))*{verb}"),
        modal=re.compile(r"(?:cũng\s+)?(?:cần phải|cần|phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\s+(?:thiết|chăng|cù|kíp|nhiều|thời gian|khoảng|thêm|kinh phí|vốn|tiền))(?!\w)"),
        speak=re.compile(rf"\s*,?\s*(?:(?:cũng|đã|tiếp tục|còn|vừa|đồng thời|đặc biệt|có ý kiến|thẳng thắn|yêu cầu và|trân trọng|kính)\s+)*(?:(?:ký|ban hành|có|gửi|phát đi)\s+(?:ban hành\s+)?(?:văn bản|công văn|công điện|thông báo|chỉ thị|kết luận)[^,.;:]{{0,60}}?\s+)?(?P<verb>{one_of(words.speaking)})"),
        decide=re.compile(rf"(?:(?:cũng|đã|cơ bản)\s+)*(?P<verb>{one_of(words.deciding)})"),
        petition=re.compile(rf"(?:(?:cũng|đã|trân trọng|tiếp tục)\s+)*(?P<verb>{one_of(words.petitioning)})"),
        praise=re.compile(one_of(words.praising)),
        commit=re.compile(rf"(?:(?:cũng|đã)\s+)*(?P<verb>{one_of(words.committing)})"),
        aim=re.compile(rf"(?:{one_of(words.aiming)})"),
    )  # fmt: skip


_ADVERBIAL = re.compile(
    r"(?:với|trên|để|nhằm|trong|tại|đối với|về|qua|căn cứ|khi|nếu|trường hợp|từ|sau|trước|đến|hằng|hàng|định kỳ|cùng với|bên cạnh|theo|do|chậm nhất|ngay|riêng|còn đối với|còn với|liên quan|quá thời hạn|quá hạn|cũng tại|cũng trong|cũng theo|ở lĩnh vực|văn bản nêu|thông báo nêu|công văn nêu|công điện nêu|chỉ thị nêu|phát biểu|kết luận|nhấn mạnh|dự kiến|song song|thông qua|ngoài|giai đoạn|sáng|chiều|ngày|đánh giá cao|ghi nhận|biểu dương|cơ bản|nhận thức|xác định|mục tiêu|đồng tình|giải đáp|trao đổi|đây là|vì|bởi|nhân|dịp|tiếp thu|chỉ đạo tại|cho rằng|nhận định)(?!\w)"
)
_CITES = re.compile(r"(?:theo|căn cứ|về|xét|thực hiện|trên cơ sở)(?!\w)(?! đó)")
_HARD_ASSIGN = re.compile(r"nghiêm cấm|nhắc|giao|phân công|yêu cầu|đề nghị|lưu ý|nhắc nhở|chỉ đạo|ủy quyền|kêu gọi|cử|chỉ định|cho phép|quán triệt|mong|khuyến khích|mời")
_PASSIVE = re.compile(r"\s*(?:được|sẽ được)\s+(?:phân công|yêu cầu|đề nghị|chỉ đạo|giao(?:\s+nhiệm vụ)?|giao chủ trì|chỉ định)(?!\w)(?!\s+(?:thực hiện tốt|hoàn thành))")
_NOT_NOW = re.compile(r"\s*,?\s*(?:đã|đang|vừa|mới|từng|được|bị|có|là|còn|chưa|vẫn|gồm|cho biết|báo cáo rằng|của|tại buổi|tham dự|dự)(?!\w)(?!\s+(?:trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|phương án|biện pháp|văn bản|phân công|giao|đầu mối|(?:cơ quan|đơn vị) (?:chủ trì|đầu mối|chịu trách nhiệm|thường trực|phối hợp|tham mưu)))")
_SAYS = re.compile(r"\s*,?\s*(?:(?:cũng|đã|còn|vừa|đồng thời|đặc biệt)\s+)*(?:phát biểu|kết luận|nhấn mạnh|khẳng định|cho biết|cho rằng|nêu rõ|nêu|đánh giá cao|ghi nhận|biểu dương|bày tỏ|nhận thấy|nhận định|chỉ rõ|chia sẻ|cảm ơn|thông tin|gợi mở|tin tưởng|phê bình|cho hay|lo ngại|lo|dự và|đến dự)(?!\w)")
_CHAIRS = re.compile(r"\s*,?\s*(?:đã\s+|đồng\s+)?chủ trì\s+(?:cuộc|buổi|hội nghị|phiên|họp|lễ|kỳ|tiếp|hội thảo)(?!\w)")
_LOOSE = re.compile(r"(?<!không )(?<!chẳng )(?<!việc )(?<!lực )(?<!là )\b(?:cần phải|cần|phải)(?!\s+(?:thiết|chăng|cù|kíp|hỗ trợ với|đến|chi|vốn|làm để|nhiều|thời gian|khoảng|thêm|kinh phí|tiền|gánh|chịu cảnh|chờ|đi bộ|sống))(?!\w)")
_LOOSE_IS = re.compile(r"\bviệc (?:cần|phải) làm(?: ngay)? là\s+|\b(?:nhiệm vụ|yêu cầu|vấn đề|điều|việc)\s+(?:quan trọng|trọng tâm|đặt ra|cấp bách|trước mắt|then chốt|hàng đầu)[^,.;]{0,30}\s+là\s+(?:phải|cần|tập trung|đẩy mạnh|làm sao|không để)\s+")
_NOMINAL = re.compile(r"(?:quá trình|việc|công tác|nội dung|các nội dung|kế hoạch|phương án|hồ sơ|thời gian|tiến độ)\s[^,.;:]{0,90}?(?:bảo đảm|đảm bảo)(?!\w)")


def read_frame(index: ActorIndex, start: int, end: int) -> Frame | None:
    """What [start, end) would be as an order, or None where nothing in it orders."""
    grammar = _grammar()
    begin = _skip_discourse(index, start, end)
    cited = _CITES.match(index.lower, begin, end) is not None
    for position in _entries(index, begin, end):
        for reader in (_commitment, _spoken, _petitioning, _assigned, _acting, _deciding, _imperative, _by_whom):
            if reader is _imperative and cited and position > begin:
                continue  # `Theo … về việc sửa đổi, bổ sung …`: the verb belongs to what is cited
            if frame := reader(index, grammar, start, position, end):
                return frame
    return _loosely(index, grammar, start, begin, end)


def opens_with_verb(index: ActorIndex, start: int, end: int) -> bool:
    """Whether a verb of the word list stands first in [start, end), outside any name."""
    return not inside_name(index, start + 1) and bool(_grammar().verb.match(index.lower, start, end))


def _skip_discourse(index: ActorIndex, at: int, end: int) -> int:
    pattern = _grammar().discourse
    while (match := pattern.match(index.lower, at, end)) and match.end() > at:
        at = match.end()
    return at


def _entries(index: ActorIndex, begin: int, end: int) -> list[int]:
    """Where the main clause can begin: at once, behind an opening date, or behind the commas of opening adverbials."""
    entries = [begin]
    limit = min(end, begin + 420)
    at = begin
    while len(entries) < 8:
        step = _behind_time(index, at, limit) or _behind_participle(index, at, limit) or (_next_break(index.view, at, limit) if _ADVERBIAL.match(index.lower, at, limit) else None)
        if step is None:
            break
        if entries == [begin] and _behind_participle(index, at, limit) == step:
            entries = []  # the verb that opens the sentence only leads up to its subject
        at = _skip_discourse(index, step, end)
        entries.append(at)
        # the parts of one opening adverbial are joined by commas (`Với tinh thần khẩn trương, quyết liệt, …`)
        while _main_clause(index, at, end) is None and (comma := _next_break(index.view, at, limit)) and len(index.view[at:comma].split()) <= 6:
            at = _skip_discourse(index, comma, end)
            entries.append(at)
    if (then := _behind_condition(index, begin, limit)) and then not in entries:
        entries.append(then)
    return sorted(entries)


_CONDITION = re.compile(r"[^.;:\"]{6,160}?\s+thì\s+(?!nói|cho|lo|kể|bảo|đề nghị|kiến nghị|băn khoăn)")


def _behind_condition(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind `… thì`: `Dự án không có khối lượng thì chủ động đề xuất cắt vốn`."""
    match = _CONDITION.match(index.lower, at, limit)
    return match.end() if match else None


def _behind_time(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind a calendar expression that opens the clause without a comma (`Mỗi quý khảo sát …`)."""
    stop = index.times.get(at)
    if stop is None or stop >= limit:
        return None
    gap = re.compile(r"\s*,?\s*").match(index.view, stop, limit)
    return gap.end() if gap else stop


_PARTICIPLE = re.compile(r"(?:tiếp tục\s+|cơ bản\s+)?(?:thực hiện|triển khai|đánh giá|phát biểu|kết luận|tiếp thu|ghi nhận|biểu dương|căn cứ|chia sẻ|trả lời|giải trình|làm rõ|thông tin|kiểm tra|chứng kiến|đồng tình|nhất trí với|cho ý kiến|nhấn mạnh|khẳng định|nêu|nhận định|tham dự|dự|chủ trì|chương trình|làm việc|trao đổi|báo cáo|xem xét|tiếp|thăm|chỉ rõ|lưu ý|ngoài)(?!\w)")


def _behind_participle(index: ActorIndex, at: int, limit: int) -> int | None:
    """Behind a phrase that only leads up to the subject (`Triển khai nhiệm vụ này, các địa phương đã …`).

    One that no list knows does so where a person speaks behind its comma (`Phản hồi ngay tại chỗ, Giám đốc … cam kết`).
    """
    listed = _PARTICIPLE.match(index.lower, at, limit) is not None
    if not listed and (index.view.startswith('"', at) or (read_actors(index, at, limit) and not index.lower.startswith("thay mặt", at))):
        return None
    grammar = _grammar()
    step = at
    while comma := _next_break(index.view, step, limit):
        step = comma
        doers = read_actors(index, step, limit)
        if not listed and (doers is None or not _is_human(index, step, doers)):
            if doers is None and step == comma and _PRONOUN.match(index.lower, step, limit):
                return step
            continue
        if doers is None:
            if _PRONOUN.match(index.lower, step, limit):
                return step
            continue
        gap = re.compile(r"\s*,?\s*").match(index.lower, doers.end, limit)
        behind = gap.end() if gap else doers.end
        if any(p.match(index.lower, behind, limit) for p in (grammar.speak, grammar.decide, grammar.commit, grammar.modal)) or re.match(r"(?:đã|cũng|sẽ)\s", index.lower[behind : behind + 5]):
            if not (index.lower.startswith("báo cáo", behind) or index.lower.startswith("thống nhất", behind) and "phối hợp" in index.lower[at:step]):
                return step
    return None


def _main_clause(index: ActorIndex, at: int, end: int) -> int | None:
    grammar = _grammar()
    if read_actors(index, at, end) or grammar.verb.match(index.lower, at, end) or grammar.modal.match(index.lower, at, end):
        return at
    return None


def _next_break(view: str, at: int, end: int) -> int | None:
    """The offset behind the next comma that stands in no quotes, brackets or number."""
    depth = 0
    quoted = False
    for i in range(at, end):
        char = view[i]
        if char == '"':
            quoted = not quoted
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in ",:" and not depth and not quoted and not (view[i - 1 : i].isdigit() and view[i + 1 : i + 2].isdigit()):
            behind = i + 1
            while behind < end and view[behind].isspace():
                behind += 1
            return behind
    return None


_PRONOUN = re.compile(r"(?:đồng chí|ông|bà|hội nghị|phiên họp|kỳ họp|cuộc họp|buổi họp|buổi làm việc|đại hội|các đại biểu|người đứng đầu [^,.;:]{3,60}?|vị \w+ \w+)(?=\s+(?:cũng|đã|còn|tiếp tục|đặc biệt|yêu cầu|đề nghị|nhấn mạnh|lưu ý|giao(?! ban(?! (?:cán sự|chấp hành|thường vụ|quản|chỉ|tổ chức|tuyên|dân vận|nội chính|giám|kinh tế|pháp|xây dựng đảng|đại diện|điều hành|tiếp)))|chỉ đạo|đồng ý|thống nhất|nhất trí|kết luận|khẳng định|nêu|cho rằng|mong|quán triệt|phân công|chốt|dặn|căn dặn)(?!\w))")
_NESTED = re.compile(r"(?:chỉ đạo|phân công|lưu ý|nhắc nhở|khuyến khích|cử|mời|kêu gọi|quán triệt)(?!\w)")


def _spoken(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`Chủ tịch UBND tỉnh A yêu cầu B V`, `A nhấn mạnh: …`, `A thống nhất …`, `Đồng chí đề nghị B V`."""
    speaker, behind, collective = _who_speaks(index, at, end)
    if speaker is None:
        return None
    subject = read_actors(index, at, end)
    match = grammar.speak.match(index.lower, behind, end) or _deciding_verb(index, grammar, behind, end)
    if match is None:
        return None
    verb_at = match.start("verb")
    if collective and _NESTED.match(index.lower, verb_at):
        return None  # a body that has others do it is the doer itself
    if assigned := _assigned(index, grammar, start, verb_at, end):
        return msgspec.structs.replace(assigned, speaker=speaker, rule="speaker " + assigned.rule)
    if grammar.decide.match(index.lower, verb_at, end):
        decided = _deciding(index, grammar, start, verb_at, end)
        return msgspec.structs.replace(decided, speaker=speaker, leads=subject.actors if subject and decided.force == "decision" else decided.leads) if decided else None
    if petition := grammar.petition.match(index.lower, verb_at, end):
        return _asked(index, start, petition.end(), end, speaker)
    if grammar.praise.match(index.lower, verb_at, end):
        return None
    if _TELLS_OF.match(index.lower, verb_at) and (promise := _promise_told(index, grammar, start, match.end(), end)):
        return promise
    return _reported(index, grammar, start, match.end(), end, speaker)


_TELLS_OF = re.compile(r"(?:cho biết|thông tin|báo cáo|khẳng định|chia sẻ|nói|cho hay)(?!\w)")


def _promise_told(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`Bà X cho biết Sở Y cam kết …`: what is told is another's promise."""
    gap = re.compile(r"\s*(?:thêm|rằng|là|,|:)*\s*").match(index.lower, at, end)
    inside = gap.end() if gap else at
    promise = _commitment(index, grammar, inside, inside, end)
    return promise if promise and promise.leads else None


_INSERTION = re.compile(r",\s*[^,.;:\"]{3,70},\s*")


def _who_speaks(index: ActorIndex, at: int, end: int) -> tuple[tuple[int, int] | None, int, bool]:
    """Span of the speaker, the offset behind, and whether it is a body rather than a person or an office."""
    if subject := read_actors(index, at, end):
        last = subject.actors[-1]
        human = _is_human(index, at, subject)
        inserted = _INSERTION.match(index.view, subject.end, end)
        behind = inserted.end() - 1 if inserted and _grammar().speak.match(index.lower, inserted.end(), end) else subject.end
        return (last.start, last.end), behind, not human
    if pronoun := _PRONOUN.match(index.lower, at, end):
        return pronoun.span(), pronoun.end(), False
    return None, at, False


def _is_human(index: ActorIndex, at: int, doers: ActorList) -> bool:
    """Whether the last of the doers at `at` is a person or the holder of one office."""
    last = doers.actors[-1]
    office = index.offices.get(at)
    return any(last.start <= p < last.end for p in index.persons) or (office is not None and not office.plural)


def _deciding_verb(index: ActorIndex, grammar: _Grammar, behind: int, end: int) -> re.Match[str] | None:
    gap = re.compile(r"\s*,?\s*").match(index.lower, behind, end)
    return grammar.decide.match(index.lower, gap.end() if gap else behind, end)


def _asked(index: ActorIndex, start: int, at: int, end: int, speaker: tuple[int, int] | None) -> Frame:
    gap = re.compile(r"\s*(?:với|đến|tới|lên|cho)?\s*:?\s*").match(index.lower, at, end)
    addressed = read_actors(index, gap.end() if gap else at, end)
    if gap and addressed and index.view[gap.start() : gap.end()].strip().endswith(":"):
        start = gap.end()  # what is asked for begins behind the colon, with whom it is asked of
    return Frame("petition", "petition: speaker asks", start, addressed.actors if addressed else (), speaker, at)


_PETITION_FIRST = re.compile(r"(?:đề xuất,\s*)?(?:đề xuất(?=[^.;]{3,80}\s(?:sớm|xem xét|quan tâm|cho phép|hỗ trợ|bố trí))|kiến nghị|kính đề nghị|xin kiến nghị|trân trọng đề nghị)(?:\s+(?:với|đến|tới))?\s*:?\s+")


def _petitioning(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    match = _PETITION_FIRST.match(index.lower, at, end)
    if match is None or (addressed := read_actors(index, match.end(), end)) is None:
        return None
    return Frame("petition", "petition: kiến nghị", start, addressed.actors, None, at)


def _reported(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int, speaker: tuple[int, int]) -> Frame | None:
    """What a speaker stresses: behind `:` an order of its own, otherwise one only where it obliges."""
    gap = re.compile(r"[^:,.;]{0,90}?:\s*(?:\(\d{1,2}\)\s*|[a-zđ]\)\s+)?").match(index.view, at, end)
    if gap:
        inner = read_frame(index, gap.end(), end)
        return msgspec.structs.replace(inner, speaker=speaker) if inner else None
    comma = re.compile(r"\s*(?:rằng|là|việc|,|thêm)?\s*,?\s*").match(index.lower, at, end)
    inside = comma.end() if comma else at
    for position in _entries(index, inside, end):
        if frame := _acting(index, grammar, start, position, end):
            if frame.force == "modal":
                return msgspec.structs.replace(frame, speaker=speaker, start=start)
    loose = _loosely(index, grammar, start, inside, end)
    return msgspec.structs.replace(loose, speaker=speaker) if loose else None


_FALSE_GIAO = re.compile(r"(?:\w+ )?[Gg]iao (?:ban|đất|rừng|khoán|chỉ tiêu|kế hoạch|vốn|dự toán|mặt bằng|thông|dịch|lưu|nhận|tiếp|thoa|thừa|quân|thương)(?!\w)")


@cache
def _unlisted_name() -> re.Pattern[str]:
    words = order_words()
    return re.compile(rf"[{UPPER}][^\s,.;:()\"]*(?:\s+[^\s,.;:()\"]+){{0,7}}?(?=\s+(?:cần|phải|{one_of(words.verbs)}|{one_of(words.adverbs)})(?!\w))")


def _unlisted(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """A doer that no list knows, told by its capital and the verb behind it (`Phân xưởng Khai thác 3 lắp …`)."""
    name = _unlisted_name().match(index.view, at, end)
    return ActorList((Actor(name.start(), name.end()),), name.start(), name.end()) if name else None


def _assigned(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`Giao A V`, `Yêu cầu các xã V`, `đề nghị B V`."""
    match = grammar.assign.match(index.lower, at, end)
    if match is None or not _HARD_ASSIGN.search(index.lower, at, match.end()):
        return None
    told = read_actors(index, match.end(), end)
    if told is None:
        # `yêu cầu từ nay đến ngày 30/6, các bộ, địa phương …`: dates and adverbials first
        later = [t for e in _entries(index, match.end(), end)[1:] if (t := read_actors(index, e, end))]
        told = later[0] if later else _unlisted(index, match.end(), end)
    if told is None or _FALSE_GIAO.match(index.view, at, end) or not _predicate_follows(index, grammar, told, end):
        return None
    words = match.group().split()
    if words[-1].endswith(":"):
        start = match.end()  # what orders stays outside where a colon closes it
    return Frame("assigned", "order: " + " ".join(words[:2]).rstrip(":"), start, told.actors, None, at)


def _predicate_follows(index: ActorIndex, grammar: _Grammar, told: ActorList, end: int) -> bool:
    """Whether a doer is followed by what it is to do; at the end of a lead-in nothing need follow."""
    rest = index.view[told.end : end].strip(" .;")
    if not rest or rest.startswith(":"):
        return True
    return grammar.predicate.match(index.lower, told.end, end) is not None or rest[0] in ",(" or not _NOT_NOW.match(index.lower, told.end, end)


def _acting(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`A cần V`, `A chủ trì V`, `A V`, `A được phân công V`."""
    doers = read_actors(index, at, end)
    if doers is None:
        return None
    if _PASSIVE.match(index.lower, doers.end, end):
        return Frame("modal", "order: được phân công", start, doers.actors, None, at)
    modal = re.compile(r"\s*,?\s*").match(index.lower, doers.end, end)
    behind = modal.end() if modal else doers.end
    if (stop := index.times.get(behind)) and stop < end:  # `UBND các xã mỗi tháng kiểm tra …`
        doers = msgspec.structs.replace(doers, end=stop)
        behind = stop + 1
    if grammar.modal.match(index.lower, behind, end):
        return Frame("modal", "order: doer + modal", start, doers.actors, None, at)
    if colon := re.compile(r"\s*:\s*").match(index.view, doers.end, end):
        if grammar.verb.match(index.lower, colon.end(), end) or grammar.modal.match(index.lower, colon.end(), end):
            return Frame("bare", "order: doer: verb", start, doers.actors, None, at)
    if _CHAIRS.match(index.lower, doers.end, end):
        return None
    if _NOT_NOW.match(index.lower, doers.end, end) or (says := _SAYS.match(index.lower, doers.end, end)) and not _tells(says, index, at):
        return None
    if grammar.predicate.match(index.lower, doers.end, end):
        return Frame("bare", "order: doer + verb", start, doers.actors, None, at)
    return _interrupted(index, grammar, start, at, doers, end) or _by_word_class(index, start, at, doers, end)


def _tells(says: re.Match[str], index: ActorIndex, at: int) -> bool:
    """`Đài tỉnh, Báo A thông tin kịp thời`: telling is the duty of a body whose work it is."""
    return says.group().strip(" ,") in ("thông tin", "chia sẻ", "nêu") and at in index.bodies


_DONE_BY = re.compile(r"[^.;:\"]{8,160}?\s(?:sẽ\s+|phải\s+)?do\s+")
_TAKES_ON = re.compile(r"\s+(?:đảm nhận|đảm nhiệm|đảm trách|phụ trách|chủ trì(?!\s+(?:cuộc|buổi|hội nghị|phiên|họp))|chịu trách nhiệm|thực hiện|lo|làm đầu mối|tham mưu)(?!\w)")


def _by_whom(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`Việc đưa người già ra khỏi vùng nguy hiểm do Đoàn Thanh niên xã đảm nhận`."""
    match = _DONE_BY.match(index.lower, at, end)
    doers = read_actors(index, match.end(), end) if match else None
    if match is None or doers is None or not _TAKES_ON.match(index.lower, doers.end, end):
        return None
    return Frame("bare", "order: do … đảm nhận", start, doers.actors, None, match.end())


def _interrupted(index: ActorIndex, grammar: _Grammar, start: int, at: int, doers: ActorList, end: int) -> Frame | None:
    """`Đảng ủy các xã, đặc biệt đối với các xã …, tập trung …`: the verb stands behind an insertion."""
    if index.view[doers.end : doers.end + 1] != ",":
        return None
    inserted = re.compile(r",\s*(?:nhất là|đặc biệt|trong đó|căn cứ|trên cơ sở|theo|với|ngoài|tùy theo|trong phạm vi|nhân)(?!\w)").match(index.lower, doers.end, end)
    if inserted is None:
        return None
    return Frame("bare", "order: doer + insertion + verb", start, doers.actors, None, at)


def _by_word_class(index: ActorIndex, start: int, at: int, doers: ActorList, end: int) -> Frame | None:
    """A named doer and a verb that no list knows (`Công an xã nhắc loa ba lần một ngày`)."""
    first = doers.actors[0].start
    named = first in index.bodies or first in index.offices or first in index.persons
    if not named or index.lower.startswith(" là ", doers.end) or not starts_with_verb(index.view[doers.end : end].lstrip(" ,")):
        return None
    return Frame("bare", "order: doer + verb by its word class", start, doers.actors, None, at)


def _deciding(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    match = grammar.decide.match(index.lower, at, end)
    if match is None:
        return None
    if assigned := _assigned(index, grammar, start, match.end() + 1, end):
        return assigned
    rest = index.lower[match.end() : end].lstrip(" ,:")
    if re.match(r"(?:với\s+)?(?:các\s+|(?<=với )nội dung\s+|những\s+)*(?:báo cáo|đánh giá|nhận định|ý kiến (?:phát biểu|đánh giá|của)|kết quả)(?!\w)(?![^.;]*(?:đề xuất|kiến nghị|phương án|chủ trương))", rest):
        return None
    if re.match(r"(?:này|số|trên|đó|của|và|hóa|cao|trong|về|đồng bộ|kết luận|nhận thức|với nhau)(?!\w)", rest) and not re.match(r"(?:về|trong)\s+(?:chủ trương|nguyên tắc)", rest):
        return None
    return Frame("decision", "decision: " + match.group("verb"), start, (), None, at)


def _commitment(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`A cam kết V`, `ông B hứa: Sở sẽ V`: bound is the body named behind the verb, else whoever speaks."""
    speaker, behind, _ = _who_speaks(index, at, end)
    gap = re.compile(r"\s*,?\s*").match(index.lower, behind, end)
    match = grammar.commit.match(index.lower, gap.end() if gap else behind, end)
    if match is None:
        return None
    link = re.compile(r"\s*(?:rằng|(?:với|trước) [^,:;]{3,60}|,|:|\"|sẽ)*\s*").match(index.lower, match.end(), end)
    bound = read_actors(index, link.end(), end) if link else None
    leads = bound.actors if bound else ()
    if not leads and speaker:
        leads = (_body_spoken_for(index, at, speaker),)
    return Frame("commitment", "commitment: " + match.group("verb"), start, leads, speaker, at)


_FIRM = re.compile(r"(?:Công ty|Tổng công ty|Tập đoàn|Điện lực|Ngân hàng|Liên danh|Xí nghiệp|Hợp tác xã)\s")


def _body_spoken_for(index: ActorIndex, at: int, speaker: tuple[int, int]) -> Actor:
    """Whom a promise binds: the body that a representative or a named office-holder speaks for, else the speaker."""
    represents = re.compile(r"(?:đại diện|lãnh đạo)\s").match(index.lower, at)
    for body in index.bodies.values():
        near = at <= body.start < speaker[1] + 60 and "\n" not in index.view[at : body.start]
        if near and (represents or _FIRM.match(index.view, body.start)):
            return Actor(body.start, body.end)
    return Actor(*speaker)


def _imperative(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    if grammar.modal.match(index.lower, at, end):
        return Frame("imperative", "order: modal first", start, (), None, at)
    if at in index.bodies or at in index.offices or at in index.persons:
        return None  # `Thường trực Tỉnh ủy …` is no `thường trực …`
    if _PREAMBLE.match(index.lower, at, end) or _CHAIRS.match(index.lower, at, end):
        return None
    if grammar.decide.match(index.lower, at, end):
        return None  # `Nhất trí với đánh giá …` decides nothing and orders nothing
    match = grammar.verb.match(index.lower, at, end)
    if match is None:
        return _misspelt(index, start, at, end)
    object_at = match.end() + 1
    named_object = object_at in index.bodies or object_at in index.offices  # `Trình Sở Xây dựng …`
    if " " not in match.group() and match.group() not in _PLAIN_ORDERS and not named_object and not starts_with_verb(index.view[at:end]):
        return None  # `Chi phí …`, `Cấp ủy …`: a syllable that opens a noun
    if _only_names(index, match.end(), end):
        return None  # `Thực hiện Quy định số … và Quyết định số …`: a preamble
    if at in index.names or at in index.times or _NO_ORDER.match(index.lower, match.end(), end):
        return None
    return Frame("imperative", "order: verb first", start, (), None, at)


_PLAIN_ORDERS = frozenset({"cấm", "trình", "gửi", "nộp", "lập", "cử"})  # open no noun of two syllables that orders begin with
_PREAMBLE = re.compile(r"(?:tính đến|tính từ|xét (?:đề nghị|thấy|tờ trình|báo cáo)|theo|căn cứ|kể từ|được biết|nhận thấy)(?!\w)")
_NO_ORDER = re.compile(
    r"\s*(?:của|là|giữa|số|này)(?!\w)|\s*(?:được|đã|bị|có (?:ông|bà|đồng chí|các))(?!\w)|[^,;:]{0,40}?\scó (?:ông|bà|đồng chí|các đồng chí)\s|[^,;:]{0,60}?\s(?:đã được|đã có|đã hoàn thành|đã đạt|đạt (?:trên|khoảng|gần|hơn)?\s*\d)"
)


def _only_names(index: ActorIndex, at: int, end: int) -> bool:
    """Whether nothing but references follows."""
    gap = re.compile(r"[\s,;.]*(?:và\s+)?(?:các\s+)?")
    position, found = at, False
    while (step := gap.match(index.view, position, end)) and (name := index.names.get(step.end())):
        position, found = name.end, True
    return found and not index.view[position:end].strip(" .;,")


@cache
def _unmarked_verbs() -> re.Pattern[str]:
    return re.compile(one_of(tuple(without_marks(v) for v in order_words().verbs if " " in v)))


def _misspelt(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """A capital that opens a verb with a wrong mark (`Quán tâm làm tốt …`): verbs of two syllables only."""
    if at in index.names or at in index.bodies or not index.view[at : at + 1].isupper() or not _unmarked_verbs().match(without_marks(index.view[at : min(end, at + 40)])):
        return None
    return Frame("imperative", "order: misspelt verb first", start, (), None, at)


def _loosely(index: ActorIndex, grammar: _Grammar, start: int, at: int, end: int) -> Frame | None:
    """`… phải …`, `… cần …` somewhere in the clause; the doer is whoever stands right before the modal."""
    if _NOMINAL.match(index.lower, at, end):
        return Frame("loose", "order: nominal subject", start, (), None, at)
    if _NORM.match(index.lower, at, end):
        return None
    for match in _LOOSE.finditer(index.lower, at, end):
        if doers := _doers_before(index, at, match.start()):
            return Frame("loose", "order: doer before modal", start, doers.actors, None, match.start())
        if _ADVERBIAL.match(index.lower, at, match.start()) and "," not in index.view[at : match.start()]:
            return Frame("imperative", "order: modal first", start, (), None, match.start())
        return Frame("loose", "order: modal inside", start, (), None, match.start())
    if match := _LOOSE_IS.search(index.lower, at, end):
        return Frame("loose", "order: the task is", start, (), None, match.start())
    return None


# what a rule demands of papers and applicants, not of an office
_NORM = re.compile(r"(?:các\s+)?(?:hồ sơ|đơn|mẫu|người|tổ chức, cá nhân|cá nhân|thí sinh|ứng viên|học viên|sản phẩm|tờ khai|văn bản|phương tiện|cơ sở)\s[^,.;:]{0,80}?\bphải\s+(?:có|đủ|kèm|ghi|bao gồm|là|nộp|đáp ứng|được)(?!\w)")


def _doers_before(index: ActorIndex, at: int, modal: int) -> ActorList | None:
    """The list of doers that ends where the modal begins."""
    floor = max(at, modal - 160)
    for match in re.finditer(r"(?:^|(?<=[\s,;(\"]))(?=\S)", index.view[floor:modal]):
        doers = read_actors(index, floor + match.start(), modal)
        if doers and not index.view[doers.end : modal].strip(" ,"):
            return doers
    return None
