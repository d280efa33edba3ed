"""Doers that no list names, told by their head and what follows: `Chủ mỏ đá … phải …`, `Thợ máy đóng cống …`."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from extractor.assemble.actor_index import Actor, ActorIndex
from extractor.assemble.actor_tails import then_another
from extractor.assemble.actors import read_actors
from extractor.assemble.norms import states_rule
from extractor.lexicon.actors import actor_words, bearer_pattern
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import first_verb, starts_with_verb

_REACH = 110  # characters of such a phrase
_MOST_WORDS = 12
_MODAL = re.compile(
    r"\s+(?:cần phải|cần|phải|không được(?!\s+(?:bồi thường|hỗ trợ|hưởng|đền bù|cấp|giao|thông báo|biết))"
    r"|tuyệt đối không|có trách nhiệm|có nhiệm vụ(?! (?:chậm|quá hạn|chưa|tồn đọng|trễ))|khẩn trương|nghiêm túc)(?!\w)"
    r"(?!\s+(?:được|bị|chịu (?:cảnh|thiệt|nhiều)|thiết|trải qua|đối mặt|vượt qua|đi vay|nhập viện|là|đủ|đáp ứng|kèm|gồm"
    r"|có(?! mặt| báo cáo| văn bản| kế hoạch| phương án| biện pháp| giải pháp| trách nhiệm))(?!\w))"
)
_MANNER = ("khẩn trương", "nghiêm túc")
_DONE = re.compile(r"\s(?:đã|đang|vừa|luôn|đều)\s")
_STOPS = re.compile(r"[,.;:()\"]|\n")
_WHICH = re.compile(r"(?:nào|này|đó|ấy)(?!\w)")
_OBLIGES = re.compile(r"\b(?:phải|cần)(?!\w)")  # the main verb stands behind it
_SELF = re.compile(r"\s(?:này|đó|ấy|tôi|mình|ta|và|vừa|thường)$")
_ON_CONDITION = re.compile(r"\sthì(?!\w)")
_WORD_START = re.compile(r"(?<=\s)(?=\S)")
_LONGEST_NAME = 6  # words behind the head
_LIST = re.compile(r"\s*(?:,\s*và|,|\svà)\s+")
# what stands between the doer and its duty: `Thuyền trưởng trước khi ra khơi phải …`
_ON_OCCASION = re.compile(
    r"\s+(?:(?:trước|sau|mỗi) khi|khi|nếu|trong (?:thời gian|quá trình|ca|tuần|tháng|ngày)|hằng"
    r"|hàng (?:ngày|tuần|tháng|quý|năm)"
    r"|mỗi|định kỳ|thường xuyên|luôn|cũng|vẫn|đều|nhất thiết|bắt buộc|thì)(?!\w)"
)
# words of a clause of its own: the phrase before the modal is then no subject
_CLAUSE = re.compile(
    r"\s(?:là|rằng|mà|vì|nhưng|nên|để|cho thấy|cho|khiến|buộc|biết|xác định|nhận thấy|thấy|song|việc|lại|do)(?!\w)"
)
_FORCED_REACH = 40  # characters
_FORCED = re.compile(r"(?:tổ chức\s+)?(?:cưỡng chế|xử phạt|thu hồi|kiểm đếm|vận động)(?!\w)")
_HOUSEHOLDS = re.compile(r"(?:(?:các|những|số|mọi)\s+)?(?:hộ|đối tượng|cá nhân)(?!\w)")
_NO_DEED = re.compile(
    r"(?:và|hoặc|các|những|là|có(?! mặt| báo cáo| văn bản| kế hoạch| phương án)|được|bị"
    r"|còn|thuộc|nằm|gồm|đạt|chiếm|hết|mất|tăng|giảm|lên(?! lớp)|xuống"
    r"|ra đời|đã|đang|vừa|mới|sẽ|chưa|muốn|nói|nghĩ|kể|biết|thấy|sống|chết"
    r"|ở|về|đến|tới|từ|vượt|thiếu|dư|phát sinh|xảy ra)(?!\w)"
)


def read_obliged(index: ActorIndex, at: int, end: int) -> tuple[list[Actor], int] | None:
    """Whoever is told at `at` by a phrase right before an obligation, and the offset of what it opens with."""
    modal = None if at in index.places else _MODAL.search(index.lower, at, min(end, at + _REACH))
    if (
        modal is None
        or not bearer_pattern().match(index.lower, at, end)
        or _CLAUSE.search(index.lower, at, modal.start())
    ):
        return None
    if _at_work().match(index.lower, at, modal.start()):
        return None  # `các xã gửi danh sách hộ | cần giúp`: what they are to do stands before it
    if modal.group().strip() in _MANNER and _DONE.search(index.lower, at, modal.start()):
        return None  # `Các xã đã thực hiện | nghiêm túc …`
    if states_rule(index, at, end) or _SELF.search(index.lower, at, modal.start()):
        return None
    then = _ON_CONDITION.search(index.lower, at, modal.start())
    if then and then_another(index, then.start(), end):
        return None  # `Đơn vị nào chậm thì người đứng đầu phải …`
    if len(index.view[at : modal.start()].split()) > _MOST_WORDS or _tells().search(index.lower, at, modal.start()):
        return None
    actors = _members(index, at, modal.start())
    return (actors, modal.start() + 1) if actors else None


@cache
def _at_work() -> re.Pattern[str]:
    """Those who govern, with a verb of office work right behind them and what it is about."""
    who = (
        r"(?:các|mỗi|từng)\s+(?:xã|phường|thị trấn|huyện|địa phương|sở|ngành|tỉnh)(?:,\s+(?:xã|phường|thị trấn|ngành))*"
    )
    fails = (
        r"(?![^,.;:]{0,40}(?:chậm|thiếu|sai|muộn|trễ)(?!\w))"  # `các xã lập hồ sơ chậm phải kiểm điểm`: which are meant
    )
    return re.compile(rf"{who}\s+{one_of(actor_words().clerk_verbs)}\s+{fails}\S")


def _members(index: ActorIndex, at: int, stop: int) -> list[Actor]:
    """The members of [at, stop), a list of such phrases; none where something else is in it."""
    actors: list[Actor] = []
    while head := bearer_pattern().match(index.lower, at, stop):
        gaps = (gap for gap in _LIST.finditer(index.lower, head.end(), stop))
        gap = next((gap for gap in gaps if bearer_pattern().match(index.lower, gap.end(), stop)), None)
        last = gap.start() if gap else stop
        if _STOPS.search(index.view, head.end(), last):
            return []
        occasion = _ON_OCCASION.search(index.lower, head.end(), last)
        actors.append(Actor(at, occasion.start() if occasion else last))
        if gap is None:
            return _as_one_group(index, actors)
        at = gap.end()
    return []


def _as_one_group(index: ActorIndex, actors: list[Actor]) -> list[Actor]:
    """`cán bộ, viên chức`: kinds of people with nothing else said of any of them are one group."""
    bare = len(actors) > 1 and all(_kind_of_people().fullmatch(index.lower, doer.start, doer.end) for doer in actors)
    return [Actor(actors[0].start, actors[-1].end)] if bare else actors


@cache
def _kind_of_people() -> re.Pattern[str]:
    words = actor_words()
    return re.compile(rf"(?:(?:các|mọi|mỗi|toàn thể)\s+)?{one_of((*words.people, *words.jobs))}")


def read_doing(index: ActorIndex, at: int, end: int) -> tuple[Actor, int] | None:
    """Whoever does something at `at` (`Thợ vận hành cống đóng cửa cống …`), and the offset of the verb."""
    if at in index.places or at in index.bodies or at in index.offices or at in index.persons:
        return None
    head = bearer_pattern().match(index.lower, at, end)
    if head is None or states_rule(index, at, end):
        return None
    doers = read_actors(index, at, end)
    verb = _verb_of(index, max(head.end(), doers.end if doers else at), end)
    if (
        verb is None
        or _OBLIGES.search(index.lower, at, end)
        or _NO_DEED.match(index.lower, verb)
        or _tells().match(index.lower, verb)
    ):
        return None
    if _FORCED.search(index.lower, verb, min(end, verb + _FORCED_REACH)) and _HOUSEHOLDS.match(index.lower, at):
        return None  # `Các hộ không đồng thuận tổ chức cưỡng chế …`: it is done to them
    if index.lower.startswith(_MANNER, verb) and _DONE.search(index.lower, at, verb):
        return None
    if _CLAUSE.search(index.lower, at, verb) or _ON_CONDITION.search(index.lower, verb, end):
        return None
    return Actor(at, len(index.view[:verb].rstrip())), verb


def _verb_of(index: ActorIndex, at: int, end: int) -> int | None:
    """The first verb behind the head that ends at `at`: the next word, one of the list, or one by its word class."""
    stop = _STOPS.search(index.view, at, end)
    end = stop.start() if stop else end
    behind = at + 1
    if behind >= end or index.view[at] != " " or _WHICH.match(index.lower, behind):
        return None
    if not _attributes().match(index.lower, behind) and starts_with_verb(index.view[behind:end]):
        return behind
    for word in islice(_WORD_START.finditer(index.view, behind, end), _LONGEST_NAME):
        if _attributes().match(index.lower, word.start()):
            continue
        if index.view[word.start()].islower() and _verbs().match(index.lower, word.start(), end):
            return word.start()
    found = first_verb(index.view[behind:end])
    if found is None or not index.view[behind + found].islower():
        return None
    return None if _attributes().match(index.lower, behind + found) else behind + found


@cache
def _attributes() -> re.Pattern[str]:
    """Verbs that go on with a name (`Tổ tư vấn …`, `công ty cổ phần …`)."""
    return re.compile(one_of(actor_words().name_verbs))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(one_of(tuple(verb for verb in order_words().verbs if " " in verb)))


@cache
def _tells() -> re.Pattern[str]:
    """What makes the phrase before a modal somebody's words or an order to somebody else."""
    words = order_words()
    others = ("hướng dẫn", "đôn đốc", "vận động", "nhắc", "dặn", "yêu cầu", "đề nghị", "chỉ đạo")
    return re.compile(
        r"\b(?!giao (?:thông|dịch)|(?:hướng dẫn|báo cáo|tuyên truyền) viên)"
        + one_of((*words.speaking, *clause_words().tellings, *others))
    )
