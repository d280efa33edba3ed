"""What a sentence sets apart for somebody: `…, còn danh mục do Sở A chốt`, `…, rác thì Đội B hốt`.

The matter stands first, whoever sees to it behind it, and a verb of any kind last. `shares` reads parts of one work by
their words (`phần`, `khâu`); here the matter may be anything, so what parts it from the clause before must say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.assemble.actors import ActorIndex, ActorList, inside_name, read_actors
from extractor.assemble.decisions import read_sanction
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import grammar
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

_COMMA = re.compile(r"(?:,|\s[-–])\s+(?:(?:và|nhưng)\s+)?(?=\S)")
_MARKED = re.compile(r"(?:còn|riêng|riêng về|còn về|còn lại)\s+(?:với\s+|đối với\s+|cái\s+|chuyện\s+)?(?=\S)")
# between the matter and whoever sees to it
_LINK = re.compile(
    r"\s+(?:(?P<then>thì\s+(?:giao\s+(?:cho\s+)?|để\s+(?:cho\s+)?|nhờ\s+|do\s+)?)|(?P<by>do|để|giao(?:\s+cho)?)\s+)"
    r"(?=\S)"
)
_IS_WORK_OF = re.compile(
    r"\s+(?:là|thuộc)\s+(?:việc|phần|phần việc|chuyện|phận sự|(?P<duty>trách nhiệm|nhiệm vụ))\s+(?:của|bên)\s+(?=\S)"
)
_LINKS = re.compile(r"\s(?:thì|(?:là|thuộc)\s+(?:việc|phần|chuyện|phận|trách|nhiệm))\s")
_MARK_LEFT = re.compile(r"(?:còn|riêng)\s+(?:(?:với|đối với|cái|chuyện)\s+)?\Z")
_MARK_REACH = 20  # characters
_WORD = re.compile(r"\s+(?=\S)")
_STOP = re.compile(r"[;:\"]|\.(?!\d)")
_LONGEST = 14  # words of the matter
# such a word makes the stretch before the doer a clause, or the doer a part of the matter
_NO_MATTER = re.compile(
    r"(?<!\w)(?:đã|đang|vừa|từng|phải|cần|là|rằng|mà|nên|vì|bởi|nếu|khi|nhưng|được|bị|không|chưa|cho rằng|theo|phối hợp"
    r"|do|nào)(?!\w)"
)
# `số hộ chưa có bồn thì Phòng A rà`: what is said of people or things tells which of them are meant
_WHICH = re.compile(r"(?:số|những|các|mấy|nhóm|phần|hộ|nơi|chỗ|ai|trường hợp)\s")
_NO_CLAUSE_OF_WHICH = re.compile(r"(?<!\w)(?:phải|cần|là|rằng|vì|bởi|nếu|khi|nhưng|cho rằng|theo|phối hợp|do)(?!\w)")
# `…, tiền in để UBND xã lo`
_LEFT_TO = re.compile(r"\s+(?:để|giao(?:\s+cho)?|nhờ)\s+(?=\S)")
_SHORT = 5  # words of a matter that nothing else sets apart
_TIES = re.compile(
    r"(?:^|\s)(?:của|với|cho|tại|và|hoặc|ở|từ|đến|tới|về|theo|giữa|trong|trên|dưới|là|như|gửi|trình|báo cáo|xin|ý kiến"
    r"|đề nghị|yêu cầu|chỉ đạo|mời|cùng|bên|thuộc|qua|bằng|gồm|các|những|nghe|so|sang|vào|lên|xuống|giúp|đề xuất"
    r"|kiến nghị|cạnh|gần|trước|sau|nhất|hơn|mà|,)$"
)
_DOES_NOT = re.compile(
    r"\s*,?\s*(?:(?:cũng|thì|đều)\s+)*(?:đã|đang|vừa|vẫn|chưa|mới|còn|được|bị|có|là|không|lại|sẽ|hay|cho rằng|nói"
    r"|cho biết|kể|hỏi|bảo|than|thấy|cam kết|hứa|xin|thừa nhận|nêu|phản ánh|lo ngại|lo lắng|cho hay|mong|muốn"
    r"|thích|biết"
    r"|đạt|tăng|giảm|chiếm|thuộc|gồm|nằm|nay)(?!\w)"
)
# which one is meant, and nothing that is to be done: `các tuyến do huyện quản lý`
_TELLS_WHICH = re.compile(
    r"\s+(?:(?:trực tiếp|cùng|đồng)\s+)*(?:quản lý|làm chủ|đầu tư|sở hữu|ban hành|phát động|tổ chức|tài trợ|sáng lập"
    r"|thành lập|khởi xướng|sản xuất|trồng|nuôi|để lại|gây|ra|đề xuất|kiến nghị|đề nghị|nêu|quyết định|quy định"
    r"|phê duyệt"
    r"|chủ trì(?! (?:,|phối hợp|tham mưu|xây dựng|soạn))|bầu|khai thác|vận hành|đứng tên|cung cấp|tặng|trao|đăng cai"
    r"|công bố|cấp phép|ký|giao|đề ra|xây dựng kế hoạch|phân bổ|duyệt|chỉ đạo|yêu cầu|phân công|chuyển đến"
    r"|gửi đến)(?!\w)"
)
_OBLIGED = re.compile(r"\s*(?:(?:phải|trực tiếp|tự|chủ động|lo|đứng ra|cứ)\s+)*")
_REST = re.compile(r"\s*(?:\([^()\n]*\)\s*)?(?:[.;,]|$)")
_COMMITTEES = re.compile(r"(?:ubnd|ủy ban nhân dân) (?:các|mỗi|từng) ")
_THEN = re.compile(r"\sthì\s+(?:phải\s+|cứ\s+)?(?=\S)")
_THIS = re.compile(r"(?:việc|chuyện|khoản|phần|cái) (?:này|đó|ấy)\s+(?:thì\s+)?(?=\S)")
_LEAST_BEFORE = 3  # words of the clause that the comma ends
_REACH, _REACH_OF_DOER = 600, 160  # characters: a sentence without end is looked at piece by piece


def read_set_apart(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`còn danh mục tuyến do Sở A chốt`: a matter and whoever sees to it, where a comma or semicolon sets it apart."""
    if at != start:
        return None  # behind what leads up to it a verb opens the clause: `định kỳ hằng quý gửi Sở A tổng hợp`
    marked = _MARKED.match(index.lower, at, end)
    behind = marked.end() if marked else at
    before = index.view[:start].rstrip()[-1:]
    doers = who_sees_to(index, behind, end, apart=bool(marked) or before == ";") or _left_to(index, behind, end)
    return Frame("bare", "order: matter + doer", start, doers.actors, None, at) if doers else None


def cuts_before_matters(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Where a matter is set apart: for another doer, or behind `còn`, `riêng` for the same one by a date of its own."""
    for comma in _COMMA.finditer(index.lower, start + 1, end):
        at = comma.end()
        if index.view.count("(", start, at) > index.view.count(")", start, at):
            continue
        before = index.view[start : min(comma.start(), start + _REACH_OF_DOER)]
        if inside_name(index, at) or len(before.split()) < _LEAST_BEFORE:
            continue
        if _opens_matter_of_another(index, start, comma, end):
            yield comma.start() + 1 if comma.group().startswith(",") else comma.end()


def _opens_matter_of_another(index: ActorIndex, start: int, comma: re.Match[str], end: int) -> bool:
    at = comma.end()
    if marked := _MARKED.match(index.lower, at, end):
        return _is_set_apart(index, marked.end(), end)
    this = _THIS.match(index.lower, at, end)
    if this and _rules(index, start, comma.start()) and _told_this(index, this.end(), end):
        return True
    return _then_somebody(index, at, end)


def _rules(index: ActorIndex, start: int, end: int) -> bool:
    """Whether something is decided or laid down, which nobody does: else `việc này Phòng A lo` tells who does it."""
    return read_sanction(index, start, start, end) is not None or bool(grammar().decide.match(index.lower, start, end))


def _told_this(index: ActorIndex, at: int, end: int) -> bool:
    """`…, việc này Phòng Nội vụ theo dõi`: the matter before the comma, with a doer for it."""
    doers = read_actors(index, at, end)
    return doers is not None and goes_to_work(index, doers, end)


def _is_set_apart(index: ActorIndex, at: int, end: int) -> bool:
    """Whether behind `còn`, `riêng` somebody is told, or the same one by another date."""
    return who_sees_to(index, at, end, apart=True) is not None or _then_by_a_date(index, at, end)


def who_sees_to(index: ActorIndex, at: int, end: int, *, apart: bool) -> ActorList | None:
    """Who is named behind the matter at `at` as the one to see to it, or None.

    Where nothing sets the matter apart, a bare name or `do` behind it more often tells whose it is.
    """
    end = min(end, at + _REACH)
    stop = _STOP.search(index.view, at, end)
    stop_at = stop.start() if stop else end
    if not apart and _LINKS.search(index.lower, at, stop_at) is None:
        return None  # most clauses: asked first, as it is told soonest
    if not _opens_matter(index, at, stop_at):
        return None
    which = _WHICH.match(index.lower, at, stop_at)
    barred = _NO_CLAUSE_OF_WHICH if which else _NO_MATTER
    if which:
        apart = False  # only `thì` ends what is said of them
    by_whom = apart and not _opens_work(index, at, stop_at)
    for words, gap in enumerate(_WORD.finditer(index.view, at, stop_at), start=1):
        if words > _LONGEST or barred.search(index.lower, at, gap.start()):
            return None
        if inside_name(index, gap.end()):
            continue
        doers = _linked(index, gap.start(), stop_at, by_whom=by_whom) or _owed(index, gap.start(), stop_at, apart=apart)
        if doers := doers or (_bare(index, at, gap, stop_at) if apart else None):
            return doers
    return None


def _opens_matter(index: ActorIndex, at: int, end: int) -> bool:
    """Whether no doer and no verb stands at `at`: a clause that opens so tells who or what itself."""
    words = grammar()
    if read_actors(index, at, min(end, at + _REACH_OF_DOER)) or words.modal.match(index.lower, at, end):
        return False
    return at not in index.times and not any(p.match(index.lower, at, end) for p in (words.assign, words.decide))


def _opens_work(index: ActorIndex, at: int, end: int) -> bool:
    """`; sớm cấp kinh phí đo đất do các nông trường trả về`: a verb opens it, so that `do` tells of its object."""
    marked = _MARK_LEFT.search(index.lower, max(0, at - _MARK_REACH), at)
    return marked is None and grammar().predicate.match(index.lower, at, end) is not None


def _linked(index: ActorIndex, at: int, end: int, *, by_whom: bool) -> ActorList | None:
    """Whoever is named behind `thì` at `at`; behind `do`, `để` where nothing else can be meant."""
    link = _LINK.match(index.lower, at, end)
    if link is None or not (link["then"] or by_whom):
        return None
    doers = read_actors(index, link.end(), end)
    return doers if doers and goes_to_work(index, doers, end) else None


def _owed(index: ActorIndex, at: int, end: int, *, apart: bool) -> ActorList | None:
    """Whoever is named behind `là việc của` at `at`; `là trách nhiệm của` more often tells what has always been so."""
    work = _IS_WORK_OF.match(index.lower, at, end)
    doers = read_actors(index, work.end(), end) if work else None
    if work is None or doers is None or not _is_named(index, doers) or not _REST.match(index.view, doers.end, end):
        return None
    return doers if apart or not work["duty"] else None


def _bare(index: ActorIndex, at: int, gap: re.Match[str], end: int) -> ActorList | None:
    """Whoever is named behind the matter without a word between: `còn điện, nước ở đó Điện lực A kéo xong`."""
    if _TIES.search(index.lower, at, gap.start()) or index.view[gap.start() - 1] == ",":
        return None
    if grammar().verb.match(index.lower, at, gap.start()) or _ends_with_verb(index, at, gap.start()):
        return None  # `số lượng luân chuyển báo Phòng A`: the name is whom the verb is for
    doers = read_actors(index, gap.end(), end)
    told = doers and (_is_named(index, doers) or _COMMITTEES.match(index.lower, gap.end()))
    return doers if doers and told and goes_to_work(index, doers, end) else None


def _ends_with_verb(index: ActorIndex, at: int, stop: int) -> bool:
    words = [word.start() + 1 for word in re.finditer(r"\s", index.view[at:stop])][-2:]
    return any(grammar().verb.fullmatch(index.lower, at + word, stop) for word in (0, *words))


def goes_to_work(index: ActorIndex, doers: ActorList, end: int) -> bool:
    """Whether a verb of work follows the doers at once."""
    if _DOES_NOT.match(index.lower, doers.end, end) or _TELLS_WHICH.match(index.lower, doers.end, end):
        return False
    if _takes_on().match(index.lower, doers.end, end):
        return True
    behind = _OBLIGED.match(index.lower, doers.end, end)
    at = behind.end() if behind else doers.end
    if grammar().predicate.match(index.lower, doers.end, end) or grammar().verb.match(index.lower, at, end):
        return True
    return _is_named(index, doers) and starts_with_verb(index.view[at:end])


@cache
def _takes_on() -> re.Pattern[str]:
    return re.compile(rf"\s+{one_of(order_words().taking_on)}\s*(?:[.;,]|$)")


def _then_somebody(index: ActorIndex, at: int, end: int) -> bool:
    """`…, rác thì Đội B hốt`, `…, cơm nước là việc của Hội C`: unmarked, only where words leave no doubt."""
    doers = who_sees_to(index, at, end, apart=False) or _left_to(index, at, end)
    return doers is not None and _is_named(index, doers)


def _left_to(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """`…, tiền in để UBND xã lo`: a few words for the matter, and nothing behind the verb."""
    left = _LEFT_TO.search(index.lower, at, min(end, at + _REACH_OF_DOER))
    if left is None or not _opens_matter(index, at, left.start()) or _opens_work(index, at, left.start()):
        return None
    matter = index.lower[at : left.start()]
    if _THIS.match(f"{matter} x"):
        return None  # `Dựng rạp, chuyện này để UBND xã lo`: the work before it
    if len(matter.split()) > _SHORT or _STOP.search(matter) or "," in matter or _NO_MATTER.search(matter):
        return None
    doers = read_actors(index, left.end(), end)
    return doers if doers and _takes_on().match(index.lower, doers.end, end) else None


def _then_by_a_date(index: ActorIndex, at: int, end: int) -> bool:
    """`…, riêng bảng phân công thì gửi các nơi trong ngày 06/01`: the same doer, another thing, another date."""
    stop = _STOP.search(index.view, at, end)
    stop_at = stop.start() if stop else end
    then = _THEN.search(index.lower, at, stop_at)
    if then is None or _DOES_NOT.match(index.lower, then.end(), stop_at):
        return False
    if not any(then.end() < time < stop_at for time in index.times):
        return False
    return bool(grammar().verb.match(index.lower, then.end(), stop_at)) or starts_with_verb(
        index.view[then.end() : stop_at]
    )


def _is_named(index: ActorIndex, doers: ActorList) -> bool:
    first = doers.actors[0].start
    listed = first in index.bodies or first in index.offices or first in index.persons
    return listed or index.view[first].isupper()  # `còn bảng tải trọng Hạt Quản lý đường bộ thay`
