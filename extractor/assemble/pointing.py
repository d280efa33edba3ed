"""Duties told with whoever has them: `Đầu mối … là Sở A`, `Việc … giao cho Văn phòng B`, `Nhiệm vụ của C là …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.assemble.actor_index import word_at
from extractor.assemble.actors import Actor, ActorIndex, ActorList, read_actors
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import EVERYDAY, grammar, skip
from extractor.assemble.set_apart import goes_to_work
from extractor.lexicon.actors import small_openers
from extractor.structure.words import starts_with_verb

_OPENS = re.compile(
    r"(?:(?:còn|riêng)\s+)?(?:việc|công việc|phần việc|nhiệm vụ|trách nhiệm|công tác|chuyện|khâu|phần|mảng|vụ|khoản)\s+"
    r"(?!này\b(?! được (?:giao|phân công)))(?=\S)"
)
_GIVEN = re.compile(
    r",?\s(?:được\s+)?(?:giao|phân công|khoán|để|nhường|dành)\s+"
    r"(?:(?:hẳn|luôn|trọn|hết|thẳng|lại)\s+)?(?:cho\s+)?(?=\S)"
)
# `Nhiệm vụ trước mắt của Sở Du lịch là hoàn thiện đề án`
_DUTY_OF = re.compile(
    r"(?:nhiệm vụ|trách nhiệm|phần việc|công việc|việc)"
    r"(?:\s+(?:chính|chủ yếu|cụ thể|trọng tâm|trước mắt|quan trọng|hàng đầu|cấp bách|đầu tiên|lúc này))*\s+của\s+(?=\S)"
)
_IS_TO = re.compile(
    r"(?:\s+(?:lúc này|hiện nay|thời gian tới|trong thời gian tới|sắp tới|từ nay đến cuối năm))?"
    r"\s+(?:phải\s+)?là\s+(?:phải\s+)?"
    r"(?!của|rất|hết sức|vô cùng|không nhỏ|nặng nề|một|những)(?=\S)"
)
_TELLS_SOMETHING_ELSE = re.compile(
    r"(?<!\w)(?:đã|từng|trước đây|vốn|lâu nay|nếu|như|rằng|vì|do|không phải)(?!\w)|[;:\"]"
)
_UNTIL = re.compile(r"\s+(?:(?:từ nay|từ giờ|kể từ nay)\s+)?(?:(?:cho )?(?:tới|đến|trong|trước|hết|ngay)\s+)*")
# `Văn bản xin kinh phí được ông giao Sở Tài chính soạn`, `khoản này do Chủ tịch giao Phòng A lo`
_GIVEN_BY = re.compile(
    r"[^.;:\",]{3,140}?\s(?:được|do)\s+(?P<by>ông|bà|đồng chí|anh|chị|chủ tịch|phó chủ tịch|bí thư|thủ tướng"
    r"|bộ trưởng|tỉnh|huyện|xã)"
    r"(?:\s+[^\s,.;:]+){0,4}?\s+(?:giao|phân công|cử|chỉ định)\s+(?:cho\s+)?(?=\S)"
)
_WAS = re.compile(r"(?<!\w)(?:đã|từng|vừa|trước đây|trước đó|vốn)(?!\w)")
_HAD_BEEN = re.compile(r"(?<!\w)(?:đã|từng|trước đây|vốn|vừa|lâu nay)(?:\s+được)?\s*$")
_IS_OVER = re.compile(r"\s(?:đã|vừa|đang|vẫn|chưa|mới)\s")  # `vụ việc được giao cho Công an làm rõ và đã có kết luận`
_POINT = re.compile(
    r"(?:[^.;:\"]{0,80}?(?:\sthì|,)\s+)?(?:(?:cơ quan|đơn vị|lực lượng)\s+)?"
    r"(?:đầu mối|nòng cốt|chủ lực|chủ công|đứng mũi|đứng đầu việc|cầm trịch)\s+"
    r"(?:(?!(?:là|này)\b)[^.;:\"]{4,120}?,?\s+)?là\s+"
    # `Người theo dõi kết luận này là chị A`; whom one asks, or who signs, is told nothing
    r"|(?:còn\s+|riêng\s+)?(?:người|cán bộ|đơn vị|cơ quan|bên|phòng)\s+(?:sẽ\s+|được giao\s+|trực tiếp\s+)*"
    r"(?:theo dõi|phụ trách|chịu trách nhiệm|lo|trực|đứng ra|nhận|giữ|tiếp nhận|đôn đốc|cầm trịch|tổng hợp"
    r"|chấp bút|soạn|làm"
    r"|thực hiện|trông coi|coi|ghi|thu|gom|chốt|kiểm|kiểm tra|thẩm định|giám sát|nhắc|nhắc việc|dẫn|hướng dẫn)(?!\w)"
    r"(?:(?!\s(?:đã|đang|từng|trước|cũ)\s)[^.;:\",]){2,120}?,?\s+là\s+(?!người|một|ai|do)"
)
# `Trách nhiệm của tổ bảo vệ: khóa cổng phụ từ 22 giờ`
_COLON = re.compile(r"\s*:\s*")
# `Ký duyệt giáo án là việc của các tổ trưởng`
_IS_OF = re.compile(
    r"\s(?:sẽ\s+|vẫn\s+|phải\s+)?(?:là|thuộc)\s+"
    r"(?:(?P<duty>(?:phần )?(?:việc|trách nhiệm|nhiệm vụ)|phận sự|công việc|phần)\s+(?:(?:chính|riêng|chung)\s+)?)?"
    r"(?:của\s+|(?<=thuộc )về\s+|thuộc\s+(?:về\s+)?)(?:chính\s+)?(?=\S)"
)
_EACH = re.compile(r"(?:các|từng|mỗi|mấy|toàn thể)\s+")
_GAP = re.compile(r"\s*,?\s*")
_BOUND = re.compile(r"(?:(?:từ|trước|trong|đến|sau|hết|vào|chậm nhất|muộn nhất|ngay)\s+)*")
# `không cắt điện`, `chỉ mở cửa phụ`, `thôi thu phí`
_REFRAINS = re.compile(
    r"(?:không|chỉ|thôi|ngưng|ngừng|đừng)\s+(?!(?:có|còn|đạt|đủ|đúng|biết|thấy|kịp|ai|thể|ít|phải|là|mới)(?!\w))\w"
)
_STATES = re.compile(
    r"(?:có|là|được|bị|đã|đang|còn|chưa|vẫn|mới|sẽ|đạt|gồm|tăng|giảm|chiếm|thiếu|thừa|cho biết|nói|nêu)(?!\w)"
)
_NAME = re.compile(r"[^\s,.;:()\"]+(?: [^\s,.;:()\"]+){0,6}(?=\s*:)")
_WORK = re.compile(r"(?:(?:còn|riêng|và)\s+)?(?:việc|phần|khâu|mảng|chuyện|công việc|phần việc)\s+(?!này|đó|ấy)")
_LINK = re.compile(r"(?:còn|riêng|và)\s+")
_PARTS = re.compile(r",\s+(?:và\s+)?")
_REST = re.compile(r"\s*(?:\([^()\n]*\)\s*)?(?:[.;:,\"]|$)")


def read_pointed(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """A duty whose bearer is named last, and by name; None for what was so given before."""
    if point := _POINT.match(index.lower, at, end):
        return _borne(index, start, at, point.end(), end, "order: đầu mối là")
    if by_him := _given_by_him(index, start, at, end):
        return by_him
    if not _OPENS.match(index.lower, at, end):
        return None
    for given in _GIVEN.finditer(index.lower, at, end):
        if _HAD_BEEN.search(index.lower, at, given.start()):
            return None
        if frame := _borne(index, start, at, given.end(), end, "order: việc giao cho"):
            return frame
        doers = read_actors(index, given.end(), end)
        works = doers and (goes_to_work(index, doers, end) or EVERYDAY.match(index.lower, doers.end, end))
        if doers and works and _is_named(index, doers) and not _IS_OVER.search(index.lower, doers.end, end):
            # `Khâu nghiệm thu được giao cho Thanh tra tỉnh xem lại`
            return Frame("bare", "order: việc giao cho", start, doers.actors, None, at)
    return None


def read_duty_of(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Nhiệm vụ của Sở A là hoàn thiện đề án`: a verb tells what the duty of somebody named is."""
    duty = _DUTY_OF.match(index.lower, at, end)
    doers = (read_actors(index, duty.end(), end) or _small_before_colon(index, duty.end(), end)) if duty else None
    if doers and (colon := _COLON.match(index.view, doers.end, end)):
        does = opens_duty(index, colon.end(), end)
        return Frame("modal", "order: nhiệm vụ của", start, doers.actors, None, at) if does else None
    is_to = _IS_TO.match(index.lower, doers.end, end) if doers else None
    if doers and is_to is None and (behind := _behind_time(index, doers.end, end)):
        is_to = _IS_TO.match(index.lower, behind, end)  # `Việc của Sở A từ nay tới 15/6 là ngồi với dân`
    if doers is None or is_to is None:
        return None
    known = grammar().verb.match(index.lower, is_to.end(), end) is not None
    if not known and not (_is_named(index, doers) and starts_with_verb(index.view[is_to.end() : end])):
        return None
    return Frame("modal", "order: nhiệm vụ của", start, doers.actors, None, at)


def opens_duty(index: ActorIndex, at: int, end: int) -> bool:
    """Whether what is to be done, or not to be, stands behind the colon of whose duty it is, or behind its time."""
    timed = index.times.get(at) or index.times.get(skip(_BOUND, index.lower, at, end))
    at = skip(_GAP, index.lower, timed, end) if timed and timed < end else at
    words = grammar()
    if any(opens.match(index.lower, at, end) for opens in (words.verb, words.modal, _REFRAINS)):
        return True
    return not _STATES.match(index.lower, at, end) and starts_with_verb(index.view[at:end])


def _small_before_colon(index: ActorIndex, at: int, end: int) -> ActorList | None:
    """`Trách nhiệm của | tổ bảo vệ: …`: an office or people by their job, which nothing but the colon ends."""
    opens = word_at(index, skip(_EACH, index.lower, at, end))
    name = _NAME.match(index.view, at, end) if opens in small_openers() else None
    return ActorList((Actor(*name.span()),), at, name.end()) if name else None


def read_whose(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Ký duyệt giáo án là việc của các tổ trưởng`, `Việc bịt đường mòn là của Bộ A`: whose work it is, is told it."""
    whose = _IS_OF.search(index.lower, at, end)
    if whose is None or _TELLS_SOMETHING_ELSE.search(index.lower, at, whose.start()):
        return None
    work = _WORK.match(index.lower, at, end)
    verb = grammar().verb.match(index.lower, skip(_LINK, index.lower, at, end), end)
    if not (work or verb or (whose["duty"] and whose["duty"].endswith("việc"))):
        return None  # `Khu đất sau chợ là của xã`: what belongs to somebody
    return _borne(index, start, at, whose.end(), end, "order: là việc của")


def cuts_between_bearers(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """`Việc A là của X, | việc B là của Y`: where what falls to the next one begins."""
    behind: int | None = None
    for whose in _IS_OF.finditer(index.lower, start, end):
        if behind and (comma := _PARTS.search(index.lower, behind, whose.start())):
            yield comma.start() + 1
        doers = read_actors(index, whose.end(), end)
        behind = doers.end if doers and _REST.match(index.view, doers.end, end) else None


def _given_by_him(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Văn bản xin kinh phí được ông giao Sở Tài chính soạn`: the work stands first, who gives it in the middle."""
    given = _GIVEN_BY.match(index.lower, at, end)
    doers = read_actors(index, given.end(), end) if given else None
    if given is None or doers is None or not _is_named(index, doers) or _WAS.search(index.lower, at, given.end()):
        return None
    does = grammar().predicate.match(index.lower, doers.end, end) or starts_with_verb(index.view[doers.end + 1 : end])
    return Frame("assigned", "order: được … giao", start, doers.actors, given.span("by"), at) if does else None


def _behind_time(index: ActorIndex, at: int, end: int) -> int | None:
    """The blank behind the time at `at`, with the words that bound it."""
    opens = _UNTIL.match(index.lower, at, end)
    stop = index.times.get(at + 1) or (index.times.get(opens.end()) if opens else None)
    return stop if stop and stop < end else None


def _borne(index: ActorIndex, start: int, at: int, behind: int, end: int, rule: str) -> Frame | None:
    doers = read_actors(index, behind, end)
    if doers is None or not _is_named(index, doers) or not _REST.match(index.view, doers.end, end):
        return None
    return Frame("bare", rule, start, doers.actors, None, at)


def _is_named(index: ActorIndex, doers: ActorList) -> bool:
    first = doers.actors[0].start
    listed = first in index.bodies or first in index.offices or first in index.persons
    return listed or index.view[first].isupper()  # `Ban Quản lý chợ`
