"""Orders that open with their doer: `A cần V`, `A chủ trì V`, `A V`, `A được phân công V`, `… do A đảm nhận`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.assemble.actor_phrases import read_obliged
from extractor.assemble.actors import Actor, ActorIndex, ActorList, read_actors
from extractor.assemble.announcing import asks_others
from extractor.assemble.asking import read_asked
from extractor.assemble.assigning import tells_state
from extractor.assemble.decisions import states_result
from extractor.assemble.entries import find_entries
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import CHAIRS, EVERYDAY, GAP, grammar, skip
from extractor.assemble.pointing import opens_duty
from extractor.assemble.speakers import is_concerned, is_human
from extractor.assemble.together import does_together
from extractor.core.characters import UPPER
from extractor.core.cued import cued
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words
from extractor.structure.words import starts_with_verb

PASSIVE = "order: được phân công"
_PASSIVE = re.compile(
    # by whom stands between: `Công ty A được huyện đề nghị mở cống`
    r"\s*(?:(?:cũng|thì|còn|đồng thời)\s+){0,2}(?:được|sẽ được)\s+"
    r"(?:(?:tỉnh|huyện|xã|phường|thành phố|bộ|sở|ubnd \w+|lãnh đạo \w+|ban chỉ đạo|hội nghị)\s+)?"
    r"(?:phân công|yêu cầu|đề nghị|mời|nhờ|chỉ đạo|giao(?:\s+(?:nhiệm vụ|việc))?|giao chủ trì|chỉ định|lệnh|ra lệnh"
    r"|phân việc|cắt việc|dặn|căn dặn|khoán việc)"
    r"(?!\w)(?!\s+(?:chỉ tiêu|kế hoạch (?:vốn|năm)|dự toán|vốn|tổng|biên chế|đất|làm chủ đầu tư|\d)(?!\w))"
    r"(?!\s+(?:dự|họp|tham dự|phát biểu|làm việc|lên|thực hiện tốt|hoàn thành|giữ chức"
    r"|làm (?:bí thư|chủ tịch|phó|giám đốc|(?:tổ |đội )?trưởng)))"
)
# `Chị Ngân, Phó Trưởng phòng Văn hóa, | được giao rà lại …`
_POST = re.compile(r"\s*,\s*[^,.;:\"]{3,70},(?=\s*(?:sẽ )?được\s)")
# `Đoàn kiểm tra hôm thứ Năm phát hiện …`: what was done on a day gone by
_ON_A_DAY_GONE = re.compile(r"(?:[^,.;:]{0,40}\s)?hôm (?:qua|kia|trước|rồi|nọ|đó|ấy|thứ|chủ nhật|\d)(?!\w)")
# `Chủ tịch UBND xã là trưởng ban chỉ đạo, chịu trách nhiệm …`
_IS_AND_MUST = re.compile(
    r"\s+(?:là|làm)\s[^,.;:]{3,60},\s*(?:và\s+|trực tiếp\s+)?(?:chịu trách nhiệm(?! (?:do|vì)(?!\w))"
    r"|có trách nhiệm)(?!\w)"
)
# `Các đồng chí được phân công phụ trách xã đã bám bản`: what they were told stands beside what they did
_HAVE_DONE = re.compile(
    r"[^.;:,]{0,70}?(?<!nội dung)(?<!nhiệm vụ)(?<!việc)(?<!kế hoạch)(?<!phương án)(?<!vấn đề)"
    r"\s(?:đã|luôn|thường xuyên bám|đều)\s"
)
_CODE = re.compile(rf"(?<!\w)[{UPPER}]{{1,4}}\d{{1,2}}(?!\w)")
_CODES = re.compile(rf"{_CODE.pattern}(?:\s*(?:,|;|và|\+)\s*{_CODE.pattern})*\s*:\s*")
_COLON = re.compile(r"\s*(?:\([^()\n]{2,60}\)\s*)?:\s*")  # `Sở A (đến 30/6): …`
_INSERTION = re.compile(
    r",\s*(?:nhất là|đặc biệt|trong đó|căn cứ|trên cơ sở|theo|với|ngoài|tùy theo|trong phạm vi|nhân"
    r"|bằng (?:hình thức|nhiều|mọi|các)"
    r"|thông qua|tùy (?:tình hình|điều kiện))(?!\w)"
)
# `Bộ Xây dựng, cơ quan được giao làm đầu mối, lập …`
_APPOSITION = re.compile(
    r"\s*,\s*(?:là\s+)?(?:cơ quan|đơn vị|những người|người|những đơn vị|nơi|bên|chủ nhiệm|thành viên)\s"
    r"(?P<told>[^.;:]{3,110}?),(?=\s)"
)
_BETWEEN_DASHES = re.compile(r"\s+[-–]\s+[^-–.;:\n]{3,80}?\s+[-–](?=\s)")  # `đồng chí A - Chủ tịch Hội B - lo việc …`
_DASH = re.compile(r"\s+[-–](?=\s)")
# `Sở A với huyện B làm …`
_BESIDE = re.compile(r"\s+(?:và|cùng|với)\s+(?=\S)")
_SPEECH = re.compile(r"[^.;:\"]{2,70}:\s*\"?\s*")
_FROM = re.compile(r"(?:từ|trước|trong|đến|sau|hết|vào|chậm nhất|muộn nhất|ngay)\s+")
_SEES_TO = re.compile(
    r"\s+lo (?:luôn |thêm |phần |khâu |việc )?(?!(?:lắng|ngại|sợ|âu|xa|nhất|rằng|là|sẽ|không|chưa|bị|về|khi|nếu|vì"
    r"|mất|trễ|thiếu|thay|con|cháu)(?!\w))(?:\w+)(?: (?!(?:sẽ|không|chưa|bị|mất|vỡ|trễ|tràn|sập|chậm|thiếu"
    r"|hỏng|hư|đã|đang|lại|quá)(?!\w))\w+){0,6}\s*(?:[,.;]|$)"
)
_EACH_SIDE = re.compile(r"mỗi (?:bên|đơn vị|cơ quan|ngành|người|đồng chí|xã|phường|ấp|thôn)\s+")  # `A, B: mỗi bên cử …`
_BEGS = re.compile(r"\s*:\s*(?:đề nghị|kiến nghị|đề xuất|xin|mong)(?: với| cho)?\s+")
_ONE_OF_MANY = re.compile(
    r"(?:đơn vị|cơ quan|địa phương|tổ chức|cá nhân|người|hộ|chủ đầu tư|chủ hộ|doanh nghiệp|nhà thầu|chi bộ|cán bộ"
    r"|đảng viên|xã|phường|phòng|khoa|trường)"
)
_THEN = re.compile(
    r"\s+(?:được|không|chưa|có|để|còn|đã|muốn|bị|mà|vi phạm|chậm|thiếu)\s[^.;:,]{3,110}?(?P<then>\s+thì)(?=\s)"
)
_CHIEF = re.compile(r"(?:thủ trưởng|người đứng đầu|lãnh đạo|hiệu trưởng|trưởng)\s")
_IF = re.compile(r"\s*,?\s*(?:nếu|khi|trường hợp|trong trường hợp)\s[^.;:]{3,100}?\s+thì(?=\s)|\s+thì(?=\s)")
# what one person says or owns up to, and no work of an office
# `Ông Thuần nhận lời, bảo Phòng A khảo sát`: how somebody takes what he heard, before he orders
_TAKES_IT_IN = re.compile(
    r"\s+(?:(?:liền|cũng|chỉ|khẽ|vui vẻ|lập tức)\s+)*(?:nhận lời|gật đầu|lắc đầu|mỉm cười|cười|ngắt lời|xua tay"
    r"|trầm ngâm"
    r"|gấp sổ"
    r"|nghe (?:xong|hết)|xem (?:xong|qua)|đọc (?:xong|qua)|gạt đi|đứng dậy|quay lại)\s*(?:,|\.|và\s|rồi\s)"
)
_SAYS_OF_ITSELF = re.compile(
    r"\s*,?\s*(?:(?:cũng|đã|thì|còn|liền|ngay)\s+)*(?:cho ý kiến (?:cụ thể|về|chỉ đạo|từng)|báo nhanh|báo tin"
    r"|thông báo (?=[^,.;:]{2,60}\s(?:đã|đang|vừa|sẽ|có|là)\s)"
    r"|(?:xin )?(?:thay mặt [^,.;:]{3,40} )?nhận (?:phần |một phần |hết |toàn bộ )?"
    r"(?:trách nhiệm|khuyết điểm|thiếu sót|lỗi)"
    r"|báo cáo(?=\s(?:là |rằng )?(?:xã|huyện|tỉnh|phường|thôn|toàn|hiện|đến nay|đơn vị|công ty|nhà thầu"
    r"|nhà trường|còn|mới)\s)"
    r"|bổ sung\s*:|nói (?:gọn|thêm|ngay|luôn)|phản ánh|nêu (?:tình trạng|thực trạng|khó khăn|vướng mắc|thực tế))(?!\w)"
)
_DONE_BY = re.compile(r"[^.;:\"]{8,160}?\s(?:sẽ\s+|phải\s+)?do\s+(?:đích thân\s+|chính\s+|trực tiếp\s+)*")
# `UBND tỉnh ban hành Công văn số 404 thông báo …`: the paper is out
_PUT_OUT = re.compile(
    r"\s+(?:ban hành|ký ban hành|có|ký|gửi|ra|phát đi)\s+"
    r"(?:văn bản|công văn|thông báo|công điện|chỉ thị|kế hoạch|quyết định)"
    r"\s+(?:hỏa tốc\s+|khẩn\s+)?(?:số\s*:?\s*)?\d"
)
_STILL = re.compile(
    r"\s(?:vẫn|đang|vẫn đang|(?<!nguồn )(?<!quản lý )(?<!huy động )vốn|lâu nay|xưa nay|trước nay|từ lâu)\s*$"
)  # `Ba chốt ở Quốc lộ 60 vẫn đang | trực …`
_HEARS = re.compile(r"\s+(?:đã\s+)?nghe\s(?!lại)")
# `Ban Tổ chức trình việc điều động đồng chí A. Thường trực đồng ý …`: what was put before those who decide behind it
_SUBMITTED = re.compile(
    r"\s+(?:trình|xin ý kiến|báo cáo xin ý kiến)\s[^.;]{3,160}\.\s+(?:thường trực|ban thường vụ|ban chấp hành"
    r"|chủ tịch|ubnd|hội nghị|hội đồng|ban giám đốc|giám đốc)"
    r"[^.;]{0,60}?\s(?:đồng ý|nhất trí|thống nhất|chấp thuận|cơ bản|chưa|không)(?!\w)"
)
# `Đà Lạt tiếp tục ghi nhận 12 ổ dịch`
_COUNTS_CASES = re.compile(
    r"\s+(?:(?:tiếp tục|cũng|vẫn|đã|chỉ)\s+)*(?:ghi nhận|phát hiện|xảy ra|xuất hiện)\s+(?:thêm\s+)?"
    r"(?:số (?:ca|vụ|người|trường hợp|F0)|(?:tổng (?:cộng|số) |hơn |gần |trên |khoảng )?\d"
    r"|(?:hàng|nhiều) (?:trăm|chục|nghìn)|nhiều (?:ca|vụ|ổ))",
    re.IGNORECASE,
)
_OWNS_UP = cued(
    r"[^.;:,]{0,60}?\s*,?\s*(?:đã\s+|cũng\s+)*\bxin (?:nghiêm túc )?"
    r"(?:rút kinh nghiệm|nhận (?:lỗi|khuyết điểm|thiếu sót)|lỗi)(?!\w)",
    "xin ",
)
# `Nhà thầu A báo cáo móng trụ đã xong 90%`: how something stands
_REPORTS_THAT = re.compile(
    r"\s+(?:báo cáo|thông báo|phản ánh)(?: là| rằng)?\s+"
    r"(?P<what>(?!kết quả|tình hình|danh sách|số liệu|các|những|tiến độ|nội dung|kịp thời|ngay|bằng|đầy đủ|về|với"
    r"|cho|lên|đến|cấp"
    r"|thường|trực|lãnh đạo|cơ quan|hằng|hàng|trước|định kỳ|và|hoặc)[^,.;:]{2,60}?)\s(?:đã|đang|mới|vẫn|chưa)\s"
)
# `Khi có ý kiến của Bộ, Tổng cục sẽ có văn bản hướng dẫn`: told of what is to come, unless by a date
_ANNOUNCES = re.compile(
    r"\s+sẽ\s+(?:(?:tiếp tục|kịp thời|sớm)\s+)*(?:có|ban hành|gửi)\s+"
    r"(?:văn bản|hướng dẫn|thông báo|ý kiến|công văn)(?!\w)"
)
_HOPES_FOR = re.compile(r"\s+(?:rất\s+)?mong(?: muốn)?\s+(?:(?:tiếp tục|sớm|sẽ)\s+)*nhận được(?!\w)")
# `Huyện ủy A chỉ đạo, đại hội chi bộ hoàn thành …`: the comma parts the frame from what is said
_DIRECTS_THAT = re.compile(r"\s+(?:(?:đã|cũng)\s+)?(?:chỉ đạo|quán triệt),\s+")
_IS_AN_EXAMPLE = re.compile(r"\s*,?\s*(?:cần |phải )?nêu (?:cao|gương)(?!\w)")
_LED_BY = re.compile(
    r"(?:đoàn|tổ công tác|hội nghị|cuộc|buổi|phiên|kỳ họp|lễ|chương trình|ban chỉ đạo|hội đồng)\s[^,.;:]{0,60}?do\s"
)
# `định kỳ 6 tháng, năm (hoặc đột xuất) báo cáo`
_OFTEN = re.compile(r"(?:định kỳ|hằng|hàng|mỗi)\s")
_MORE_OFTEN = re.compile(
    r"(?:\s*(?:,|và|hoặc|,\s*và)\s+(?:(?:hằng|hàng)\s+)?"
    r"(?:(?:0?\d{1,2}\s+|nửa\s+|cả\s+|một\s+)?(?:tuần|tháng|quý|năm)|đột xuất|khi (?:có|được) yêu cầu)(?!\w)){1,4}"
)
# `Điện lực A nhận trách nhiệm, cam kết …`; `nhận trách nhiệm hướng dẫn hộ nghèo` is work
_TAKES_BLAME = re.compile(
    r"\s*,?\s*(?:(?:cũng|đã|liền|xin|thẳng thắn)\s+)*nhận (?:trách nhiệm(?:\s*(?:[,.;]|$)"
    r"|\s(?:và|về|vì|do|trước|khi|để)(?!\w))"
    r"|(?:phần |một phần |hết )?(?:khuyết điểm|lỗi|thiếu sót|chậm|sai)(?!\w))"
)
_REST_DOES = re.compile(
    r"\s+thì\s+(?!(?:đã|đang|vẫn|chưa|mới|còn|được|bị|có|là|không|lại|cho rằng|nói|cho biết|kể|hỏi|bảo|sẽ|cam kết"
    r"|hứa|xin|thừa nhận|báo cáo|nêu)(?!\w))"
)
_TAKES_ON = re.compile(
    r"\s+(?:đảm nhận|đảm nhiệm|đảm trách|phụ trách|chủ trì(?!\s+(?:cuộc|buổi|hội nghị|phiên|họp))|chịu trách nhiệm"
    rf"|thực hiện|làm đầu mối|tham mưu|cắt cử|chuẩn bị|bảo đảm|(?:đi |trực tiếp )?kiểm tra"
    rf"|(?!làm chủ|quản lý|đứng đầu){one_of(order_words().taking_on)})(?!\w)"
)

_TOLD = (_HEARS, _PUT_OUT, _HOPES_FOR, _TAKES_BLAME, _COUNTS_CASES)


_DOES_IT = re.compile(
    r"\s+(?:phải\s+|sẽ\s+|cử người\s+)?(?:chặn|canh|gác|canh gác|dọn|sửa|vá|đào|chở|đưa|đón|soạn|thảo|trả"
    r"|chi|chi trả|đọc|phát|đo|vẽ"
    r"|mở|đóng|cắt|trông|dẫn|nhập|in|dán|gom|thu gom|rà|rà soát|đôn đốc|kiểm đếm|bố trí|điều phối|hướng dẫn|tổng hợp"
    r"|theo dõi|giám sát|thẩm định|tiếp nhận|giải quyết|xử lý|khắc phục|lắp đặt|thay|xây|trồng|tưới|bơm|chốt|trực)"
    r"(?!\w)(?:\s+(?!mà|nên|được|là|đã|đang)[^\s,.;:]+){0,4}\s*(?:[.;,\"]|$)"
)


def read_acting(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`A cần V`, `A chủ trì V`, `A V`, `A được phân công V`."""
    doers = read_actors(index, at, end)
    if doers is None:
        return _by_code(index, start, at, end) or _obliged(index, start, at, end)
    if is_concerned(index, start, at, doers.end, end) and grammar().assign.match(
        index.lower, skip(GAP, index.lower, doers.end, end), end
    ):
        return None
    doers = _of_condition(index, doers, end) or _behind_told(index, doers, end)
    behind_post = skip(_POST, index.lower, doers.end, end) if doers.start in index.persons else doers.end
    if told := _PASSIVE.match(index.lower, behind_post, end):
        if _HAVE_DONE.match(index.lower, told.end(), end):
            return None
        return Frame("modal", PASSIVE, start, doers.actors, None, at)
    doers, behind = _behind_times(index, doers, end)
    if condition := _IF.match(index.lower, doers.end, end):  # `Các ngành nếu vượt thẩm quyền thì báo cáo …`
        doers = msgspec.structs.replace(doers, end=condition.end())
        behind = condition.end() + 1
    if grammar().modal.match(index.lower, behind, end) or _IS_AND_MUST.match(index.lower, doers.end, end):
        return Frame("modal", "order: doer + modal", start, doers.actors, None, at)
    if _ON_A_DAY_GONE.match(index.lower, doers.start, doers.end):
        return None
    if said := _behind_colon(index, start, at, doers, end):
        return said
    if _does_or_did(index, at, doers, end):
        return _obliged(index, start, at, end) if _CHIEF.match(index.lower, at) and len(doers.actors) == 1 else None
    rule = _how_told(index, doers, end)
    # `Đơn vị tư vấn giám sát phải …`: the verb belongs to the name
    if rule in (None, "order: doer + verb") and not _is_named(index, doers):
        frame = _obliged(index, start, at, end)
        return frame or (Frame("bare", rule, start, doers.actors, None, at) if rule else None)
    return Frame("bare", rule, start, doers.actors, None, at) if rule else None


def _by_code(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`P2, P7: rà soát …`: offices by their codes, at the head of an item."""
    codes = _CODES.match(index.view, at, end)
    if (
        codes is None
        or at in index.names
        or at in index.places
        or not grammar().verb.match(index.lower, codes.end(), end)
    ):
        return None
    doers = tuple(Actor(code.start(), code.end()) for code in _CODE.finditer(index.view, at, codes.end()))
    return Frame("bare", "order: doer: verb", start, doers, None, at)


def _behind_colon(index: ActorIndex, start: int, at: int, doers: ActorList, end: int) -> Frame | None:
    """`Đồng chí A: đề nghị …`, `Sở Y tế: Kiểm tra …`, `Ông A bổ sung: Sở B kiểm tra …`."""
    if is_human(index, at, doers) and (begs := _BEGS.match(index.lower, doers.end, end)):
        last = doers.actors[-1]
        return read_asked(index, begs.end(), begs.end(), end, (last.start, last.end))
    if _told_by_colon(index, doers, end):
        return Frame("bare", "order: doer: verb", start, doers.actors, None, at)
    return _told_another(index, at, doers, end)


def _behind_told(index: ActorIndex, doers: ActorList, end: int) -> ActorList:
    """The doers with what stands between them and their verb: what they are besides, with whom they do it."""
    if not _is_named(index, doers):
        return doers
    told = _APPOSITION.match(index.lower, doers.end, end) or _between_dashes(index, doers, end)
    if told and grammar().predicate.match(index.lower, told.end(), end):
        return msgspec.structs.replace(doers, end=told.end() - 1)
    beside = _BESIDE.match(index.lower, doers.end, end)
    partner = read_actors(index, beside.end(), end) if beside else None
    if partner and grammar().predicate.match(index.lower, partner.end, end):
        return msgspec.structs.replace(doers, end=partner.end)
    return doers


def _between_dashes(index: ActorIndex, doers: ActorList, end: int) -> re.Match[str] | None:
    """What stands between dashes behind a name; where it was read with the name, the dash that closes it."""
    last = doers.actors[-1]
    told = " - " in index.view[last.end : doers.end].replace("–", "-")
    return (_DASH if told else _BETWEEN_DASHES).match(index.view, doers.end, end)


def _obliged(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Chủ mỏ đá Lèn Cờ phải …`: any phrase for people or a body, right before an obligation."""
    obliged = read_obliged(index, at, end)
    return Frame("modal", "order: somebody + modal", start, tuple(obliged[0]), None, at) if obliged else None


def _of_condition(index: ActorIndex, doers: ActorList, end: int) -> ActorList | None:
    """`Đơn vị được giao vốn mà không giải ngân được | thì đề xuất …`: what is said of one of many tells which."""
    if len(doers.actors) != 1 or not _ONE_OF_MANY.fullmatch(index.lower, doers.start, doers.end):
        return None
    then = _THEN.match(index.lower, doers.end, end)
    if then is None or not grammar().predicate.match(index.lower, then.end(), end):
        return None
    return ActorList((Actor(doers.start, then.start("then")),), doers.start, then.end())


def _is_named(index: ActorIndex, doers: ActorList) -> bool:
    first = doers.actors[0].start
    return first in index.bodies or first in index.offices or first in index.persons


def _told_by_colon(index: ActorIndex, doers: ActorList, end: int) -> bool:
    """`Sở Y tế: Kiểm tra …`."""
    words = grammar()
    colon = _COLON.match(index.view, doers.end, end)
    if colon is None:
        return False
    at = skip(_EACH_SIDE, index.lower, colon.end(), end)
    if doers.start in index.bodies and (at in index.times or skip(_FROM, index.lower, at, end) in index.times):
        return opens_duty(index, at, end)  # `Công ty Điện lực A: từ 22/6 đến 28/6 không cắt điện`
    return any(p.match(index.lower, at, end) for p in (words.verb, words.modal)) or does_together(index, at, end)


def _ends_in_speaker(index: ActorIndex, doers: ActorList, end: int) -> bool:
    """`… của UBND tỉnh và các sở, địa phương, Bí thư Tỉnh ủy A yêu cầu, …`: the last of them speaks, to nobody here."""
    last = doers.actors[-1]
    if len(doers.actors) < 2 or last.start not in index.persons or doers.actors[-2].start in index.persons:
        return False
    said = grammar().speak.match(index.lower, doers.end, end)
    return said is not None and said.group("verb") in clause_words().pronoun_orders


def _does_or_did(index: ActorIndex, at: int, doers: ActorList, end: int) -> bool:
    """Whether the clause reports: its doer chairs a meeting, has done something or says something."""
    if _ends_in_speaker(index, doers, end) or _STILL.search(index.lower[at : doers.end]):
        return True
    if asks_others(index, doers.end):
        return True
    if CHAIRS.match(index.lower, doers.end, end) or tells_state(index, doers.end, end):
        return True
    if states_result(index, skip(GAP, index.lower, doers.end, end), end):
        return True
    announces = _ANNOUNCES.match(index.lower, doers.end, end)
    if announces and not any(announces.end() <= time < end for time in index.times):
        return True
    if any(cue.match(index.lower, doers.end, end) for cue in _TOLD):
        return True
    directs = _DIRECTS_THAT.match(index.lower, doers.end, end)
    if directs and not grammar().predicate.match(index.lower, directs.end() - 1, end):
        return True
    if _SUBMITTED.match(index.lower, doers.end) or _OWNS_UP.match(index.lower, at, end):
        return True
    reports = _REPORTS_THAT.match(index.lower, doers.end, end)
    if reports and read_actors(index, reports.start("what"), end) is None:
        return True
    if is_human(index, at, doers) and _only_speaks().match(index.lower, doers.end, end):
        return not _IS_AN_EXAMPLE.match(index.lower, doers.end, end)
    if is_human(index, at, doers) and any(
        cue.match(index.lower, doers.end, end) for cue in (_TAKES_IT_IN, _SAYS_OF_ITSELF)
    ):
        return True
    says = None if _IS_AN_EXAMPLE.match(index.lower, doers.end, end) else _says().match(index.lower, doers.end, end)
    # `Đài tỉnh, Báo A thông tin kịp thời`: telling is the duty of a body whose work it is
    word = says.group().strip(" ,") if says else ""
    duty = word in ("thông tin", "chia sẻ", "nêu") and at in index.bodies
    duty = duty or (word == "lo" and (not is_human(index, at, doers) or _sees_to_it(index, doers, end)))
    return says is not None and not duty


def _sees_to_it(index: ActorIndex, doers: ActorList, end: int) -> bool:
    """`Chị Bảy lo dầu`, and not `Chị Bảy lo nước tràn vào nhà`: a thing to see to, and nothing to be afraid of."""
    return doers.actors[0].start in index.persons and _SEES_TO.match(index.lower, doers.end, end) is not None


def _told_another(index: ActorIndex, at: int, doers: ActorList, end: int) -> Frame | None:
    """What a person tells somebody else behind a colon (`Ông A bổ sung: Sở B kiểm tra …`)."""
    colon = _SPEECH.match(index.view, doers.end, end) if is_human(index, at, doers) else None
    if colon is None or read_actors(index, colon.end(), end) is None:
        return None
    told = read_acting(index, colon.end(), colon.end(), end)
    last = doers.actors[-1]
    return msgspec.structs.replace(told, speaker=(last.start, last.end)) if told else None


@cache
def _only_speaks() -> re.Pattern[str]:
    """A verb of saying that is no work of an office."""
    words = order_words()
    spoken = tuple(verb for verb in (*words.speaking, *words.thanking) if verb not in clause_words().office_work)
    return re.compile(rf"\s*,?\s*(?:(?:thì|cũng|còn|đồng thời|đặc biệt)\s+)*{one_of(spoken)}")


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*{one_of(order_words().thanking)}")


@cache
def _says() -> re.Pattern[str]:
    adverbs = r"(?:cũng|đã|còn|vừa|đồng thời|đặc biệt)\s+"
    return re.compile(rf"\s*,?\s*(?:{adverbs})*{one_of(clause_words().tellings)}")


def _how_told(index: ActorIndex, doers: ActorList, end: int) -> str | None:
    """The rule by which what follows the doers is their duty."""
    rest = _REST_DOES.match(index.lower, doers.end, end) if index.lower.endswith("còn ", 0, doers.start) else None
    if rest and _is_named(index, doers) and starts_with_verb(index.view[rest.end() : end]):
        return "order: doer + verb"  # `…, còn Đội Quản lý thị trường thì đi chợ`
    if grammar().predicate.match(index.lower, doers.end, end):
        return "order: doer + verb"
    if (_is_named(index, doers) or index.view[doers.start].isupper()) and EVERYDAY.match(index.lower, doers.end, end):
        return "order: doer + verb"
    if doers.start in index.bodies and _plain_deed().match(index.lower, doers.end, end):
        return "order: doer + verb"
    if _INSERTION.match(index.lower, doers.end, end):
        # `Đảng ủy các xã, đặc biệt đối với các xã …, tập trung …`: the verb stands behind an insertion
        return "order: doer + insertion + verb"
    if not _is_named(index, doers) or index.lower.startswith(" là ", doers.end):
        return None
    # a verb that no list knows (`Công an xã nhắc loa ba lần một ngày`); thanks close a letter
    known = not _thanks().match(index.lower, doers.end, end) and starts_with_verb(
        index.view[doers.end : end].lstrip(" ,")
    )
    return "order: doer + verb by its word class" if known else None


def read_by_whom(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Việc đưa người già ra khỏi vùng nguy hiểm do Đoàn Thanh niên xã đảm nhận`."""
    match = _DONE_BY.match(index.lower, at, end)
    doers = read_actors(index, match.end(), end) if match else None
    if (
        match is None
        or doers is None
        or _has_subject(index, at, match.end())
        or not (_TAKES_ON.match(index.lower, doers.end, end) or _does_it(index, doers, end))
    ):
        return None
    if _LED_BY.match(index.lower, at, end):
        return None  # `đoàn công tác do Bộ trưởng A chủ trì`
    return Frame("bare", "order: do … đảm nhận", start, doers.actors, None, match.end())


def _does_it(index: ActorIndex, doers: ActorList, end: int) -> bool:
    """`xe tải nặng giờ tan ca do Công an huyện chặn`: a plain deed ends the clause; not `do Sở A quản lý`."""
    known = (index.bodies, index.offices, index.persons)
    return any(doers.start in group for group in known) and _DOES_IT.match(index.lower, doers.end, end) is not None


@cache
def _plain_deed() -> re.Pattern[str]:
    """`Đội Quản lý đường bộ | đổ thêm đá`, and no set phrase in which the verb tells how something is."""
    words = order_words()
    no_deed = r"(?:xô|đầu|thứ|ảnh hưởng|dẫn|mới|được|là|ra|vỡ|khách|nhận|đến|phiếu|hoang|sang|không|thiệt|bệnh|chức)"
    return re.compile(rf"\s+(?:{one_of(words.weak)}\s+)*{one_of(words.plain_deeds)}(?!\s+{no_deed}(?!\w))(?=\s+\w)")


def _behind_times(index: ActorIndex, doers: ActorList, end: int) -> tuple[ActorList, int]:
    """The doers with when they act (`UBND các xã mỗi tháng kiểm tra …`), and where the verb may begin."""
    behind = skip(GAP, index.lower, doers.end, end)
    stop = index.times.get(behind)
    if not stop or stop >= end:
        return doers, behind
    more = _MORE_OFTEN.match(index.lower, stop, end) if _OFTEN.match(index.lower, behind) else None
    stop = more.end() if more else stop
    return msgspec.structs.replace(doers, end=stop), stop + 1


def _has_subject(index: ActorIndex, at: int, stop: int) -> bool:
    """`Ngày 27/6, tỉnh tổ chức giải do Sở A chủ trì`: somebody does something before `do`, and Sở A is told nothing."""
    for entry in find_entries(index, at, stop):
        doers = read_actors(index, entry, stop)
        if doers and doers.end < stop and grammar().predicate.match(index.lower, doers.end, stop):
            return True
    return False
