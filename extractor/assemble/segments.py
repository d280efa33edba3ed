"""Cutting a sentence where another order can begin: at `;`, at a new doer, between two deadlines.

Cuts are offers: `assemble.directives` joins again what has one doer, one kind and one deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.announcing import opens_with_news
from extractor.assemble.brackets import outside_brackets
from extractor.assemble.decisions import read_sanction
from extractor.assemble.entries import find_entries, inside_group
from extractor.assemble.favours import cuts_before_favours
from extractor.assemble.grammar import COMPANY, EVERYDAY, grammar, skip
from extractor.assemble.handovers import SQUAD, cuts_at_handovers
from extractor.assemble.pointing import cuts_between_bearers
from extractor.assemble.semicolons import AIM_WORDS, ASSIGN, OPENING, ORDERS, Span, cut_at_semicolons, ends_with_doers
from extractor.assemble.set_apart import cuts_before_matters, goes_to_work
from extractor.assemble.shares import cuts_between_shares
from extractor.core.cued import cued
from extractor.lexicon.actors import actor_words
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

_TURN = re.compile(
    r"(?:,|\s(?:và|đồng thời|đặc biệt|rồi))\s+"
    r"(?:(?:đồng thời|và|rồi|sau đó|song|nhưng|tuy nhiên|do đó|vì vậy|cùng với đó"
    r"|trong đó|trong khi(?: đó)?|riêng|còn trước mắt|còn|trực tiếp|đặc biệt là|nhất là)\s+)?"
)
_PRONOUN = re.compile(r"(?:ông|bà|đồng chí|anh|chị|tôi)(?=\s)")
_MODAL = re.compile(r"\s*,?\s*(?:cần|phải|có trách nhiệm|chịu trách nhiệm|chủ trì)(?!\w)")
_BEHIND_TIME = re.compile(r",?\s+")
_QUANTIFIED = re.compile(r"(?:các|mỗi|từng|mọi|toàn)\s")
_COLON = re.compile(r":\s+(?=\S)")
_AIMS_FIRST = re.compile(r"(?:phấn đấu|quyết tâm|mục tiêu(?: là)?)(?!\w)")
_AIM = cued(rf"(?:,|;|\svà)\s+(?={AIM_WORDS})", *("phấn đấu", "quyết tâm", "mục tiêu"))
_AIM_FIRST = re.compile(r"(?:để|nhằm|với mục (?:đích|tiêu))(?!\w)")
_PROMISE = cued(
    r"(?:,\s+(?:và\s+|đồng thời\s+|cũng\s+|rồi\s+|sau đó\s+)*|\s(?:và|rồi)\s+(?:cũng\s+)?)"
    r"(?=(?:xin\s+)?(?:cam kết|hứa)\s)"
    r"|(?:,\s+(?:và\s+|đồng thời\s+|cũng\s+)*|\s+và\s+)(?=khẳng định sẽ\s)",
    *("cam kết", "hứa", "khẳng định sẽ"),
)
# `…, đồng thời xin Phòng ứng trước 12 triệu`: what is asked for behind what was promised or told
_BEGS = re.compile(
    r"(?:,\s+(?:(?:đồng thời|và|cũng|song|nhưng|ngoài ra)\s+)+|\s(?:đồng thời|và)\s+)"
    r"(?=(?:kính xin|xin|kính mong|kính đề nghị|kiến nghị)\s)"
)
_PLEA = re.compile(
    r"[,;]\s+(?:(?:và|đồng thời|nhưng|song|đổi lại|bù lại|ngược lại)\s*,?\s+)*(?=(?P<asks>(?:chỉ\s+|cũng\s+"
    r"|rất\s+)?(?:xin|mong|kiến nghị|đề nghị)\s+))"
)
_PROMISED = re.compile(r"(?<!\w)(?:cam kết|hứa)(?!\w)")
_JOINED = re.compile(r"\s*(?:,|và|;)\s*")
_INLINE_LABEL = re.compile(r"(?:\((?:\d{1,2}|[ivx]{1,4})\)|[a-zđ]\))\s+(?=\S)")
# the comma only parts the verb of speaking from what is said: `Chủ tịch tỉnh đề nghị, Sở A cần …`
_SAID = re.compile(r"(?:yêu cầu|đề nghị|chỉ đạo|giao|nhấn mạnh|lưu ý|nêu rõ|khẳng định|cho rằng|quán triệt)$")
_IS_DONE = re.compile(r"\s+(?:thì\s+)?(?:phải\s+)?(?:xong|chậm nhất|trước|trong)\s")  # `riêng xã A xong trước 05/12`
_DEMAND = re.compile(r",\s+(?:(?:đồng thời|nhưng|song|và)\s+)?(?=yêu cầu\s)")
# `…, chưa xem xét trong đợt này`, `…, thống nhất đề nghị khen thưởng`: something is decided behind what was told
_DECIDED = re.compile(
    r",\s+(?:(?:và|nên|do đó|vì vậy|đồng thời|song|nhưng)\s+)?"
    r"(?=(?:chưa|không) (?:xem xét|chấp thuận|đồng ý|nhất trí|thống nhất)(?!\w)"
    r"|(?:thống nhất|nhất trí|đồng ý) (?:chủ trương|đề nghị|về chủ trương|về nguyên tắc)(?!\w))"
)
_SINGLES_OUT = re.compile(r"nhất là|đặc biệt là|trong đó")
_THEN = re.compile(r"(?:ai|nếu|\w+(?: \w+)? nào)\s[^,;:]{3,120}?\s(?:thì|,)\s*")
_FAULT = re.compile(r"(?:,|;)\s+(?=(?:ai|nếu|\w+(?: \w+)? nào)\s)")
_ON_CONDITION = re.compile(
    r"\s*(?:(?:trong |mỗi |sau |trước )?(?:khi|nếu|trường hợp)|ngoài|trừ|ngoại trừ|không kể|(?:riêng )?đối với"
    r"|(?:quá|hết) (?:thời hạn|hạn|thời gian)"
    r"|(?!ai)\w+(?:,? \w+){0,2}? nào)\s(?:(?!\sthì\s)[^.;:])+,?"
)
_COUNTED = re.compile(r";\s*\((?:\d{1,2}|[ivx]{1,4})\)\s*")
_GOES_TO = re.compile(r"(?:đến|tới|xuống|lên|về|ra|vào|sang) (?:tận|từng|tại|thẳng)(?!\w)")
_OWN_CLAUSE = 2  # words of a clause with its own verb
_BESIDE_OTHERS = 4  # … before those who only join in: `Phòng A chủ trì, Công an huyện cùng tham gia`
# `…, phối hợp với Sở A, Sở B kiểm tra`: the second body may be an object too
_BY_SHARE = re.compile(
    r"\s+theo (?:lĩnh vực|địa bàn|chức năng|nhiệm vụ|phạm vi|thẩm quyền)(?: (?:được )?(?:phụ trách|phân công"
    r"|được giao))?"
)
_NEEDS_OBJECT = re.compile(r"(?:với|cùng|gửi|báo cáo|trình|tham mưu|giúp|đề nghị)\s+[^,;]{0,60}$")
_LIST_REACH = 200  # characters
# `Bí thư A yêu cầu, trong thời gian tới, | Hội B cần …`
_SAYS_WHEN = re.compile(
    r"\s(?:yêu cầu|đề nghị|lưu ý|nhấn mạnh|chỉ đạo|mong muốn|cho rằng)\s*(?:,|rằng|:)?\s*(?:rằng\s*,?\s*)?"
    r"(?:trong |từ |ngay |trước )?(?:thời gian (?:tới|sắp tới|này)|nay|những (?:tháng|năm|ngày) (?:tới|cuối năm"
    r"|còn lại)|năm \d{4}"
    r"|giai đoạn tới|nhiệm kỳ tới|quý \w+|tháng \d+|mắt)[^,.;:]{0,40}$"
)
# whom the rest falls to: `…, còn rãnh thì nhà thầu phải lấp`, `…, còn Đội Quản lý thị trường thì đi chợ`
_THE_REST = cued(r",\s+(?=(?:còn|riêng)\s+[^,.;:\"]{2,40}?\s+thì\s+(?P<who>\S))", "thì")
_THEN_DOES = re.compile(
    r"\s+thì\s+(?!(?:đã|đang|vẫn|chưa|mới|còn|được|bị|có|là|không|lại|cho rằng|nói|cho biết|kể|hỏi|bảo|sẽ)(?!\w))"
)
_BOUND = re.compile(
    r"(?:(?:xong|chậm nhất|muộn nhất|trước|trong|đến|hết|vào|sau|ngay|là|khoảng|vòng|thời hạn|cuối giờ|sáng"
    r"|chiều)\s+){1,4}"
)
_RUNS_ON = re.compile(r"(?:\s+(?:nữa|tới|sau|này))?\s*,?\s*(?:thì\s+)?")
# of the clause that follows: `…, trong khi`, `… trước ngày 15/8 và`, `…; (2)`
_LINK_ENDS = ("khi", "đó", "và", "rồi", "thời", ")", "-", "–")
_LINK_LEFT = re.compile(r",\s+trong khi(?: đó)?$|\s[-–]$|,?\s+(?:và|rồi|đồng thời)$|[;,]\s*\((?:\d{1,2}|[ivx]{1,4})\)$")


def cut_sentence(index: ActorIndex, start: int, end: int) -> list[Span]:
    """The stretches of [start, end) that can be orders of their own, in order and without gaps but blanks and marks."""
    parts: list[Span] = []
    for a, b in cut_at_semicolons(index, start, end):
        parts += _at_turns(index, a, b)
    return [(a, b) for a, b in (trim(index.view, a, b) for a, b in parts) if a < b]


def _at_turns(index: ActorIndex, start: int, end: int) -> list[Span]:
    """[start, end) cut where another doer or an aim follows, outside brackets and quotes."""
    first = read_actors(index, skip(OPENING, index.lower, start, end), end)
    turns = _TURN.finditer(index.lower, max(start + 1, first.end if first else 0), end)
    cuts = [start]
    for turn in outside_brackets(index.view, start, turns):
        leads_up = first is None and len(cuts) == 1  # `Đi vào từng việc cụ thể, Thủ tướng giao …`
        if leads_up and _AIM_FIRST.match(index.lower, start) and not opens_with_news(index, start, end):
            continue  # `Nhằm chủ động ứng phó, giảm thiệt hại, yêu cầu các xã …`: an aim is no order
        if turn.start() > cuts[-1] and _turns_to_another(index, turn, cuts[-1], end, leads_up=leads_up):
            at_comma = turn.start() + (1 if turn.group().startswith(",") else 0)
            by_itself = "trong khi" in turn.group() or (turn.group().strip() == "và" and turn.end() in index.bodies)
            cuts.append(turn.end() if by_itself else at_comma)
    for aim in outside_brackets(index.view, start, _AIM.finditer(index.lower, start + 1, end)):
        cuts.append(aim.start() + 1)
        if counted := _COUNTED.search(index.view, aim.end(), end):
            cuts.append(counted.start())  # `…; phấn đấu đạt 60%; (2) Đẩy nhanh …`: the list goes on behind the aim
    cuts += [
        colon.end()
        for colon in outside_brackets(index.view, start, _COLON.finditer(index.view, start + 1, end))
        if _sets_to_work(index, start, colon, end)
    ]
    if _opens_with_decision(index, start, end):
        cuts += [
            turn.end() for turn in outside_brackets(index.view, start, _DEMAND.finditer(index.lower, start + 1, end))
        ]
    cuts += [
        promise.end() for promise in outside_brackets(index.view, start, _PROMISE.finditer(index.lower, start + 1, end))
    ]
    cuts += [
        begs.start() + begs.group().startswith(",")
        for begs in outside_brackets(index.view, start, _BEGS.finditer(index.lower, start + 1, end))
        if _asks_somebody(index, begs.end(), end)
    ]
    cuts += [plea.end() for plea in _pleas_behind_promise(index, start, end)]
    cuts += [cut.end() for cut in outside_brackets(index.view, start, _DECIDED.finditer(index.lower, start + 1, end))]
    cuts += [
        fault.start() + 1
        for fault in outside_brackets(index.view, start, _FAULT.finditer(index.lower, start + 1, end))
        if read_sanction(index, fault.end(), fault.end(), end) or _then_somebody(index, fault.end(), end)
    ]
    cuts += [
        rest.end()
        for rest in outside_brackets(index.view, start, _THE_REST.finditer(index.lower, start + 1, end))
        if (told := read_actors(index, rest.start("who"), end)) and _must(index, told.end, end)
    ]
    finders = (cuts_between_shares, cuts_before_favours, cuts_before_matters, cuts_at_handovers, cuts_between_bearers)
    for find in finders:
        cuts += find(index, start, end)
    cuts = [*sorted(set(cuts)), end]
    if (
        len(cuts) > 2
        and _ON_CONDITION.fullmatch(index.lower, start, cuts[1])
        and not _somebody_did(index, start, cuts[1])
    ):
        del cuts[1]  # `Khi có mưa lớn, giao UBND xã …`: what happens leads up to the order
    return list(pairwise(cuts))


def _asks_somebody(index: ActorIndex, at: int, end: int) -> bool:
    """Whether `xin`, `kiến nghị` stands at `at` before whoever is asked, if by kind alone (`xin huyện cấp …`)."""
    asks = grammar().petition.match(index.lower, at, end)
    if asks is None:
        return False
    whom = asks.end() + 1
    return read_actors(index, whom, end) is not None or index.lower[whom:end].startswith(
        tuple(f"{h} " for h in _houses())
    )


def _pleas_behind_promise(index: ActorIndex, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where what is asked in return for a promise begins: `huyện cam kết trình đề án, | chỉ xin tỉnh cho thêm …`."""
    for plea in outside_brackets(index.view, start, _PLEA.finditer(index.lower, start + 1, end)):
        if _PROMISED.search(index.lower, start, plea.start()) and read_actors(index, plea.end("asks"), end):
            yield plea


def _must(index: ActorIndex, at: int, end: int) -> bool:
    """Whether an obligation or a verb of an order stands at `at`, behind whoever it is for."""
    return bool(_MODAL.match(index.lower, at, end) or _obliged_verb().match(index.lower, at, end))


def _somebody_did(index: ActorIndex, start: int, end: int) -> bool:
    """`Sau khi nghe tin, Chủ tịch tỉnh thăm gia đình | và yêu cầu …`: one in office is told to have done something."""
    commas = (comma.end() for comma in _JOINED.finditer(index.view, start, end) if "," in comma.group())
    return any(at in index.offices or at in index.persons for at in commas)


def _then_somebody(index: ActorIndex, start: int, end: int) -> bool:
    """`…, xã nào để xe quá tải thì Chủ tịch UBND xã giải trình`: another is told what to do then."""
    then = _THEN.match(index.lower, start, end)
    told = read_actors(index, then.end(), end) if then else None
    if told is None or not (told.start in index.bodies or told.start in index.offices):
        return False
    return _obliged_verb().match(index.lower, told.end, end) is not None


def _opens_with_decision(index: ActorIndex, start: int, end: int) -> bool:
    """Whether something is agreed or allowed first in [start, end) (`Cho phép khoa A …, yêu cầu thu đúng giá`)."""
    return grammar().decide.match(index.lower, start, end) is not None


def _turns_to_another(index: ActorIndex, turn: re.Match[str], last: int, end: int, *, leads_up: bool) -> bool:
    """Whether another doer is told something behind the turn; `last` is where the clause before it begins."""
    at, behind_comma = turn.end(), turn.group().startswith(",")
    if behind_comma and inside_group(index, max(last, turn.start() - _LIST_REACH), at, end):
        return False  # `UBND các tỉnh, thành phố chỉ đạo …`
    if behind_comma and (dated := _behind_time(index, at, end)) is not None:
        told = read_actors(index, dated, end)  # `các trường niêm yết giá, 10 ngày nữa Phòng A kiểm tra`
        return told is not None and _each_does_its_own(index, last, turn.start(), told, end)
    assign = ASSIGN.match(index.lower, at, end)
    told = read_actors(index, assign.end() if assign else at, end)
    if told is not None and assign and _SHARED_OUT.match(index.lower, turn.start()):
        return not _IN_TITLE.search(index.lower, last, turn.start())
    if told is not None and assign and ends_with_doers(index, last, turn.start()):
        return False  # `Thủ tướng yêu cầu các bộ và đề nghị Bí thư các tỉnh tập trung …`: all are told the same
    if told is not None and assign and behind_comma and _is_subject(index, last, turn.start()):
        return False  # `Đồng chí A, Phó Chủ tịch UBND huyện, yêu cầu …`
    if told is None or assign:
        return told is not None and not _hands_down(index, turn, last) and not _only_verbs(index, last, turn)
    if _SINGLES_OUT.search(turn.group()) and (
        index.view.startswith(",", told.end) or _goes_on_from_doers(index, (last, end), turn.start(), told.end)
    ):
        return False  # `Các huyện, nhất là A và B, phải …`, `các sở, nhất là Sở A cần …`
    before = (index.lower, last, turn.start())
    if not behind_comma and _ends_with_time(index, last, turn.start()):
        return _is_body(index, told) and _each_does_its_own(index, last, turn.start(), told, end)
    if not behind_comma or _SAID.search(*before) or _SAYS_WHEN.search(*before):
        return False
    if (orders := ORDERS.match(index.lower, told.end, end)) and read_actors(index, orders.end(), end):
        # `phối hợp với Bộ A, Bộ B và UBND các tỉnh chỉ đạo Cục C …`: one list
        return not leads_up and not _goes_on_from_doers(index, (last, end), turn.start(), told.end)
    return _opens_own_clause(index, turn, (last, end), told)


def _opens_own_clause(index: ActorIndex, turn: re.Match[str], clause: Span, told: ActorList) -> bool:
    """Whether the doers behind a comma open a clause of their own, with an obligation, a date or a verb."""
    last, end = clause
    if _takes_the_rest(index, last, turn.start(), told, end):
        return True
    if not _can_open_clause(index, turn.end(), turn.group()) and not _is_one_person(index, told):
        # `xã lo mặt bằng, huyện lo tiền`, `Đội 1 vét mương, Đội 2 đắp bờ`
        single = _is_house(index, told) or _is_squad(index, told)
        return single and _each_does_its_own(index, last, turn.start(), told, end)
    if _goes_on_with_list(index, turn, clause, told):
        return False
    if turn.group().rstrip().endswith("còn") and _is_body(index, told) and _THEN_DOES.match(index.lower, told.end, end):
        return True  # `…, còn Đội Quản lý thị trường thì đi chợ`
    if turn.group().rstrip().endswith(("còn", "còn trước mắt")) and _is_body(index, told):
        return _obliged_verb().match(index.lower, told.end, end) is not None  # `…, còn trước mắt Bộ Chỉ huy A cho …`
    obliged = _MODAL.match(index.lower, told.end, end) is not None and not _ends_name(index, turn.start())
    if obliged or _have_own_dates(index, last, turn.start(), told.end, end):
        return True
    return _each_does_its_own(index, last, turn.start(), told, end)


def _takes_the_rest(index: ActorIndex, start: int, comma: int, told: ActorList, end: int) -> bool:
    """`Ban Dân vận soạn tờ hỏi đáp, khối dân vận xã thì đến tận nhà`: `thì` sets the one off against the other."""
    if not _THEN_DOES.match(index.lower, told.end, end) or _on_condition().search(index.lower, told.start, told.end):
        return False
    first = _told_first(index, start, comma)
    if first is None or len(index.view[first.end : comma].split()) < _OWN_CLAUSE:
        return False
    then = index.lower.index("thì", told.end) + 4
    starts = _obliged_verb().match(index.lower, then - 1, end) or _GOES_TO.match(index.lower, then, end)
    return bool(starts or starts_with_verb(index.view[then:end])) and _works(index, first, first.end, comma)


@cache
def _on_condition() -> re.Pattern[str]:
    """`xã nào chậm thì …`, `nhà thầu vi phạm thì …`, `hộ nghèo thì …`: on what condition, no other doer."""
    which = ("nào", "ai", "hộ", "bà con", "người", "em", "cháu", "học sinh")
    return re.compile(rf"(?<!\w){one_of((*which, *actor_words().conditions))}")


def _behind_time(index: ActorIndex, at: int, end: int) -> int | None:
    """Behind the time that opens the clause at `at`, with the words that bound it; None where none does."""
    stop = index.times.get(at) or index.times.get(skip(_BOUND, index.lower, at, end))
    return skip(_RUNS_ON, index.lower, stop, end) if stop else None


def _is_subject(index: ActorIndex, start: int, comma: int) -> bool:
    """Whether a person or the holder of an office is named where a main clause can begin and up to the comma."""
    for at in find_entries(index, start, comma):
        doers = read_actors(index, at, comma)
        if doers is not None and skip(COMPANY, index.lower, doers.end, comma) == comma:
            last = doers.actors[-1].start
            return last in index.persons or last in index.offices or at in index.offices
    return False


def _goes_on_from_doers(index: ActorIndex, clause: Span, comma: int, stop: int) -> bool:
    """Whether a list of doers stands right before the comma and reaches over it to `stop`."""
    floor, end = max(clause[0], comma - _LIST_REACH), clause[1]
    starts = (word.end() for word in re.finditer(r"(?:^|\s)(?=\S)", index.view[floor:comma]))
    reads = (read_actors(index, floor + at, end) for at in starts)
    return any(doers is not None and doers.start < comma and doers.end == stop for doers in reads)


# a group that stands first in its clause, or right behind the verb of whoever speaks
# `ban hành Quy chế hoạt động | và phân công nhiệm vụ cho …`: what the paper is called
_SHARED_OUT = re.compile(r"\s(?:và)\s+(?:phân công|giao)\s+(?:nhiệm vụ|trách nhiệm|công việc)(?!\w)")
# whom a body has do its work: `UBND xã lập danh sách hộ phải di dời, giao xóm trưởng báo từng hộ`
_BELOW = re.compile(
    r"[,;]\s+(?:giao|phân công|cử)(?: cho| trách nhiệm cho| nhiệm vụ cho)? (?:các |từng |mỗi )?(?:xóm trưởng"
    r"|thôn trưởng|trưởng (?:thôn|bản|xóm"
    r"|ấp|khóm|khu|buôn|làng)|tổ trưởng|tổ dân phố|cán bộ|công chức|viên chức|giáo viên|nhân viên|đảng viên|đoàn viên"
    r"|dân quân|bộ phận|chi đoàn|chi hội|thành viên|công an viên|hộ|cộng tác viên)(?!\w)"
)
_IN_TITLE = re.compile(r"(?:quy chế|về việc|chương trình|kế hoạch|quy định|thành lập|kiện toàn)\s[^,;:]{0,90}$")
_GROUP_OPENS = re.compile(
    r"(?:^\s*|[:\"]\s*|(?:do đó|vì vậy|theo đó|đồng thời|bên cạnh đó),?\s+"
    r"|(?:nhấn mạnh|yêu cầu|đề nghị|lưu ý|khẳng định|cho rằng|nêu rõ|rằng),?\s+)(?P<who>(?:các|những|mỗi|từng)\s)"
)


def _only_verbs(index: ActorIndex, last: int, turn: re.Match[str]) -> bool:
    """`Huy động và phân công các hội …`, `Rà soát, yêu cầu các hộ …`: verbs before the turn that share its object."""
    begin = last + 1 if index.view.startswith(",", last) else last
    return _verbs_alone().fullmatch(index.lower[begin : turn.start()].strip()) is not None


@cache
def _verbs_alone() -> re.Pattern[str]:
    words = order_words()
    verb = rf"(?!{one_of(words.praising)})(?:{one_of(words.adverbs)}\s+)*{one_of(words.verbs)}"
    return re.compile(rf"{verb}(?:\s*(?:,|và|,\s*và)\s*{verb})*")


def _hands_down(index: ActorIndex, turn: re.Match[str], last: int) -> bool:
    """Whether a body by name only has people of its own do a part of its work behind the turn."""
    if not _BELOW.match(index.lower, turn.start()):
        return False
    doers = read_actors(index, last, turn.start())
    return doers is not None and _obliged_verb().match(index.lower, doers.end, turn.start()) is not None


def _goes_on_with_list(index: ActorIndex, turn: re.Match[str], clause: Span, told: ActorList) -> bool:
    """Whether the doers behind the comma end a list that begins before it (`Sở A, các ngành, địa phương cần …`)."""
    last, end = clause
    floor = max(last, turn.start() - _LIST_REACH)
    starts = (at for group in (index.bodies, index.offices) for at in group if floor <= at < turn.start())
    if any((doers := read_actors(index, at, told.end)) and doers.end == told.end for at in starts):
        return True
    opens = _GROUP_OPENS.search(index.lower[last : turn.start()])  # `Các bộ, ngành, các địa phương phải …`
    group = read_actors(index, last + opens.start("who"), end) if opens else None
    return group is not None and group.end == told.end


def _each_does_its_own(index: ActorIndex, start: int, comma: int, told: ActorList, end: int) -> bool:
    """`Sở A hướng dẫn tỉnh về …, Sở B cân đối vốn …`: each clause has a body by name and its verb."""
    first = _told_first(index, start, comma)
    if first is None and (colon := index.view.rfind(": ", start, comma)) >= 0:
        first = _told_first(index, colon + 2, comma)  # `Về giá cả, ông nói: các chợ treo bảng giá, 10 ngày nữa …`
    if first is None or _ends_name(index, comma):
        return False
    apart = _is_body(index, first) and _is_group_apart(index, told, (start, end), comma)
    apart = apart or (_is_house(index, told) and (_is_body(index, first) or _is_house(index, first)))
    each = _is_single(index, first) and _is_single(index, told)  # `anh A lo máy bơm, chị B lo dầu`
    if not _is_body(index, told) and not (apart or each):
        return False
    joins_in = _joins_in().match(index.lower, told.end, end) is not None
    least = _BESIDE_OTHERS if joins_in else _OWN_CLAUSE
    if len(index.view[first.end : comma].split()) < least or not _works(index, told, told.end, end):
        return False
    own = _works(index, first, skip(_BY_SHARE, index.lower, first.end, comma), comma) or _agrees(index, first, comma)
    return own and not _NEEDS_OBJECT.search(index.lower, first.end, comma) and not _ends_body(index, comma)


@cache
def _joins_in() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:cùng\s+)?{one_of(order_words().joining_in)}")


def _sets_to_work(index: ActorIndex, start: int, colon: re.Match[str], end: int) -> bool:
    """`Phấn đấu có 1.500 hộ sắm ống hồ: | Hội Nông dân vận động, …`: behind an aim, whoever works for it."""
    if not _AIMS_FIRST.match(index.lower, start, colon.start()):
        return False
    told = read_actors(index, colon.end(), end)
    return told is not None and _is_body(index, told) and _works(index, told, told.end, end)


def _ends_with_time(index: ActorIndex, start: int, stop: int) -> bool:
    """`… trong ngày 08/7 | và Hội Phụ nữ huyện chia từng nhà`: a date closes the clause before `và`."""
    return any(start <= time < stop and behind == stop for time, behind in index.times.items())


def _works(index: ActorIndex, doers: ActorList, behind: int, end: int) -> bool:
    """Whether a verb follows the doers: one of the list, behind a body by name any verb (`Hội A cho mượn vốn`)."""
    listed = _obliged_verb().match(index.lower, behind, end) or EVERYDAY.match(index.lower, behind, end)
    return listed is not None or (behind == doers.end and _is_body(index, doers) and goes_to_work(index, doers, end))


def _agrees(index: ActorIndex, doers: ActorList, end: int) -> bool:
    """`Ban Thường vụ đồng ý đắp đập tạm, UBND huyện ký lệnh …`: what is decided, and behind it who is told."""
    return grammar().decide.match(index.lower, doers.end + 1, end) is not None


def _is_house(index: ActorIndex, told: ActorList) -> bool:
    """Whether a single doer is called by its kind alone: `xã lo mặt bằng, huyện lo tiền`."""
    return len(told.actors) == 1 and index.lower[told.start : told.end] in _houses()


def _is_one_person(index: ActorIndex, told: ActorList) -> bool:
    return len(told.actors) == 1 and told.actors[0].start in index.persons


def _is_squad(index: ActorIndex, told: ActorList) -> bool:
    return len(told.actors) == 1 and SQUAD.fullmatch(index.view, told.start, told.end) is not None


def _is_single(index: ActorIndex, told: ActorList) -> bool:
    """Whether one person, one squad or one body alone is told."""
    one_body = len(told.actors) == 1 and _is_body(index, told)
    return one_body or _is_one_person(index, told) or _is_squad(index, told)


@cache
def _houses() -> frozenset[str]:
    return frozenset(clause_words().houses)


def _is_group_apart(index: ActorIndex, told: ActorList, clause: Span, comma: int) -> bool:
    """`Trung tâm A hướng dẫn thời gian cách ly, các xã củng cố tổ chăm sóc`: a group that ends no list before it."""
    if not index.lower.startswith("các ", told.start) or index.view.startswith(",", told.end):
        return False
    return not _goes_on_from_doers(index, clause, comma, told.end)


def _told_first(index: ActorIndex, start: int, stop: int) -> ActorList | None:
    """Who is told in [start, stop): behind `giao`, also where it stands behind who gives the order."""
    first = read_actors(index, skip(OPENING, index.lower, start, stop), stop)
    if first is None and (
        timed := index.times.get(start) or index.times.get(skip(_BOUND, index.lower, start, stop))
    ):  # `Hằng tuần, các chủ đầu tư gửi …`
        first = read_actors(index, skip(_BEHIND_TIME, index.view, timed, stop), stop)
    speaks = _PRONOUN.match(index.lower, start, stop)
    if first or speaks:
        orders = ORDERS.match(index.lower, first.end if first else skip(_PRONOUN, index.lower, start, stop), stop)
    else:  # `Trong chuyến kiểm tra, Phó Chủ tịch A lưu ý xã …`
        orders = ORDERS.search(index.lower, start, stop)
    return (read_actors(index, orders.end(), stop) if orders else None) or first


def _is_body(index: ActorIndex, doers: ActorList) -> bool:
    """Whether a body or a person is named (`Chị Nga kế toán đối chiếu công nợ, anh Lộc đóng dấu`)."""
    return doers.start in index.bodies or doers.actors[0].start in index.persons


def _ends_body(index: ActorIndex, comma: int) -> bool:
    """Whether a body's name ends at the comma: what follows may go on with a list."""
    at = comma - 1
    while at in index.inside:
        at -= 1
    return at in index.bodies and index.bodies[at].end == comma


def _have_own_dates(index: ActorIndex, start: int, comma: int, told: int, end: int) -> bool:
    """Doers with a date each: `huyện A hoàn thành trước 15/9, huyện B hoàn thành trước 30/9`."""
    if not _obliged_verb().match(index.lower, told, end) and not _IS_DONE.match(index.lower, told, end):
        return False
    return any(start <= t < comma for t in index.times) and any(told <= t < end for t in index.times)


@cache
def _obliged_verb() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:thì\s+)?(?:(?:phải|cần)\s+)?{one_of(order_words().verbs)}")


def _can_open_clause(index: ActorIndex, at: int, turn: str) -> bool:
    """A doer that can open a clause: a name, an office, a quantified group, or one led in by `trực tiếp`."""
    named = at in index.bodies or at in index.offices or at in index.persons
    return named or _QUANTIFIED.match(index.lower, at) is not None or turn.strip(", ") != ""


def _ends_name(index: ActorIndex, comma: int) -> bool:
    """Whether a person's name or another position ends at the comma: what follows is a title."""
    at = comma
    while at == comma or at in index.inside:
        at -= 1
        if any(m is not None and m.end == comma for m in (index.persons.get(at), index.offices.get(at))):
            return True
    return False


def trim(view: str, start: int, end: int) -> Span:
    while start < end and view[start] in " \t\n,;":
        start += 1
    if (count := _INLINE_LABEL.match(view, start, end)) and count.end() < end:
        start = count.end()
    while end > start and view[end - 1] in " \t\n,;":
        end -= 1
    links = view.endswith(_LINK_ENDS, start, end)
    if links and (link := _LINK_LEFT.search(view, max(start, end - 16), end)) and link.start() > start:
        end = link.start()
    return start, end
