"""What a report tells of the day itself: scenes, ceremonies, results and what things demand, among somebody's orders.

`Cuối hội nghị, xã trao giấy khen …` opens with a doer and a verb as an order does, and stands beside orders.
"""

from __future__ import annotations

import re

from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, Place, figures_in, is_due
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of

_WORDS = clause_words()
_SCENE = re.compile(rf"{one_of(_WORDS.scenes)}(?:\s[^,.;:]{{1,80}})?,\s*$")
_URGENT = re.compile(rf"\s*(?:(?:tiếp tục|tập trung|cùng|trực tiếp)\s+)*{one_of(_WORDS.urgent)}")
_URGED = re.compile(r"(?<!\w)(?:phải|cần|khẩn trương|tuyệt đối|bảo đảm|đảm bảo|không để|không được)(?!\w)")
_OWED = re.compile(one_of(_WORDS.owed_results))
_CEREMONY = re.compile(
    rf"\s*(?:(?:cũng|tiếp tục|lần lượt|đã|long trọng|vinh dự|tổ chức)\s+)*{one_of(_WORDS.ceremonies)}"
)
_THING = re.compile(rf"{one_of(_WORDS.things_demanding)}(?:\s[^,.;:]{{1,60}}?)?\s(?:yêu cầu|đòi hỏi)(?!\w)")
_SOME = re.compile(rf"{one_of(_WORDS.some_of_many)}\s")
# `Trong 10 năm, huyện huy động 1.870 tỷ đồng`
_STRETCH = re.compile(
    r"(?:trong|sau|qua|hơn|gần)\s+(?:hơn |gần )?(?:\d+|\w+)\s+năm(?: qua)?(?:\s\([^()]{4,30}\))?\s*,\s*"
)
# `Đoàn công tác tiếp tục khảo sát tại huyện A`
_VISITS = re.compile(
    r"(?:các )?(?:đoàn|tổ) (?:công tác|kiểm tra|giám sát|khảo sát|đại biểu|liên ngành)[^,.;:]{0,40}?"
    r"\s(?:tiếp tục |cũng |trực tiếp |lần lượt )*"
    r"(?:khảo sát|thăm|làm việc|đi|đến|tới|tham quan|nghe|ghi nhận|kiểm tra (?:thực tế|hiện trường|tại))(?!\w)"
)
# `Thảo luận tại tổ, các đại biểu đề nghị …`: the verb that opens it is theirs
_DELEGATES_SAY = re.compile(
    r"[^.;:]{0,70}?,\s+(?:các|đa số|nhiều|một số|đại diện)(?: các)? (?:vị )?(?:đại biểu|ý kiến|cử tri|tham luận)\s"
    r"[^.;:]{0,60}?\b(?:đề nghị|cho rằng|kiến nghị|nêu|phản ánh|bày tỏ|đánh giá|quan tâm|đề xuất|nhất trí)(?!\w)"
)
# `Lãnh đạo huyện A phản ánh xe tải làm hỏng đường`, but not `các xã phản ánh kịp thời về huyện`
_TELLS_THAT = re.compile(
    r"\s+(?:cũng\s+)?phản ánh(?!\s(?:kịp thời|đúng|trung thực|đầy đủ|tới|đến|về|với|cho|ngay))(?!\w)"
)
# `Thủ tướng gửi công điện tới các bộ: A, B; UBND các tỉnh: C, D …`: to whom a paper went
_SENT_TO = re.compile(
    r"[^.\n]{3,240}?\sgửi (?:công điện|công văn|văn bản|thông báo|chỉ thị)(?: \w+)?(?: số \S+)? (?:tới|đến|cho|các)\s"
    r"(?:(?!yêu cầu|đề nghị|giao )[^.\n]){2,400}[;,]\s*"
)
_AT_MEETING = (
    r"(?:phát biểu |thảo luận |trao đổi |báo cáo |trình bày |chia sẻ )?"
    r"(?:tại|trong|qua|sau|mở đầu|kết thúc|bước vào|tiếp tục) (?:các )?"
    r"(?:hội nghị|buổi|cuộc|phiên|kỳ họp|đây(?=,)|phần|chương trình|diễn đàn|lễ|đại hội|quá trình"
    r"|thảo luận)(?:\s[^,.;:]{1,60})?,\s+"
)
_SAYS_THERE = (
    r"(?:(?:đã|cũng|được|tập trung|thẳng thắn|sôi nổi|cùng|lần lượt|nhiệt tình)\s+)*"
    r"(?:nghe|nêu|phát biểu|trao đổi|thảo luận|đặt (?:ra )?(?:các |nhiều |\d+ )?câu hỏi|bày tỏ|đóng góp|tham gia"
    r"|phản ánh|chia sẻ|chất vấn|có (?:nhiều |một số |các |\d+ )?(?:lượt )?(?:ý kiến|câu hỏi|tham luận|đại biểu)"
    r"|trình bày"
    r"|báo cáo (?:tóm tắt|sơ bộ|nhanh|kết quả|tình hình|dự kiến|dự thảo|nội dung|tham luận|về)|giải trình|giải đáp"
    r"|trả lời"
    r"|tham luận|làm rõ|thông tin|thông báo|thông qua|tặng|trao|công bố|ghi nhận|lắng nghe|tiếp thu|chứng kiến"
    r"|xem)(?!\w)"
)
_THOSE_THERE = (
    r"(?:(?:các|nhiều|một số|đa số|đại diện|đông đảo|đồng chí|thay mặt|lãnh đạo|toàn thể|đã có|có) )*"
    r"(?:đại biểu|cử tri|hội viên|nông dân|người dân|nhân dân|cán bộ|ý kiến|thành viên|bà con|đảng viên|đoàn viên"
    r"|thư ký|doanh nghiệp"
    r"|tổ chức|hộ|công nhân|người lao động|đơn vị|địa phương|xã|phường|huyện|sở|ngành|phòng|ban|cơ quan|đoàn"
    r"|hội nghị|ubnd|hđnd|đảng ủy"
    r"|văn phòng|công an|trung tâm|ông|bà|anh|chị|giám đốc|chủ tịch|bí thư|trưởng|phó|(?:đại|thượng|trung"
    r"|thiếu) (?:tướng|tá)|\d+)(?!\w)"
)
# `Tại hội nghị, cử tri đã có nhiều ý kiến về …`: what those who were there did
_TELLS_MEETING = re.compile(rf"{_AT_MEETING}{_THOSE_THERE}[^.;:]{{0,140}}?\s{_SAYS_THERE}")
# `Các kiến nghị của cử tri đã được lãnh đạo xã giải trình, …`
_WAS_ANSWERED = re.compile(
    r"[^.;:]{0,160}?(?<!\w)(?:ý kiến|kiến nghị|câu hỏi|phản ánh|vấn đề|nội dung|thắc mắc|vướng mắc)(?!\w)[^.;:]{0,120}?"
    r"\s(?:(?:đã|đều|cũng)\s)+được\s[^.;:]{0,120}?"
    r"(?:tiếp thu|giải trình|ghi nhận|tổng hợp|trả lời|giải đáp|làm rõ|chuyển|giải thích|thông tin|trao đổi)(?!\w)"
)
# `Trong tuần, Bộ A làm việc với các tỉnh để …`: where somebody was
_WAS_THERE = re.compile(
    r"(?:trong (?:tuần|tháng|ngày|buổi \w+|(?:các|hai|ba|\d+) ngày)|cùng ngày|vừa qua|mới đây|thời gian qua|trước đó"
    r"|(?:sáng|trưa|chiều|tối|ngày|hôm)\s[^,.;:]{1,30})\s*,\s[^.;]{3,260}?"
    r"\s(?:(?:đã|cũng|có|tiếp tục|chủ trì|tổ chức|trực tiếp|đến|tới)\s+)*"
    r"(?:làm việc với|buổi làm việc|họp (?:với|bàn|khẩn)|kiểm tra (?:thực tế|hiện trường|tại|tình hình|tiến độ)"
    r"|thăm|dự|khảo sát|thị sát|tiếp (?:xúc|đoàn)|hội nghị|cuộc họp|phiên họp|lễ)(?!\w)"
)
_ASKED_THERE = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|kiến nghị|giao|phải|cần|chỉ đạo|lưu ý|nhấn mạnh|thống nhất|đề xuất|phân công"
    r"|cam kết)(?!\w)"
)
_HAS_DONE = re.compile(r"\s+(?:cũng |đều )?(?:đã|vừa)\s(?![^.;]*(?<!\w)(?:tiếp tục|sớm|giao|phân công)(?!\w))")
_WILL = re.compile(r"\s+sẽ\s")
_OF_HOUSE = re.compile(r"(?:lãnh đạo|đại diện|thường trực|văn phòng)\s+")
_CAPTION = 130  # characters
_SHOWN = re.compile(
    r"[^,.;:]{3,80}?\s(?:kiểm tra|thị sát|khảo sát|thăm|dự|phát biểu|trao đổi|kết luận|tặng|trao|nêu|kiến nghị"
    r"|tham quan"
    r"|trả lời|chúc|động viên)(?!\w)"
)
_PRESSES = re.compile(
    r"(?<!\w)(?:phải|cần|khẩn trương|tuyệt đối|bảo đảm|đảm bảo|không để|không được|ngay|kịp thời|tập trung"
    r"|tăng cường|chủ động|tiếp tục"
    r"|yêu cầu|đề nghị|giao|chủ trì|phối hợp|báo cáo|có trách nhiệm|nghiêm túc|thường xuyên|rà soát)(?!\w)"
)
_OPENING = 120  # characters in which the doer of a scene is named


def _sentence(lower: str, at: int) -> int:
    """Where the sentence begins that `at` stands in."""
    return max(lower.rfind("\n", 0, at) + 1, lower.rfind(". ", 0, at) + 2)


def tells_scene(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether [start, end), in the running text of a report, tells what took place or what is so by itself."""
    if place.line.part != "body" or grounds.official or frame.force not in ("bare", "imperative", "loose"):
        return False
    if is_due(grounds, start, end):
        return False
    lower = grounds.index.lower
    if _THING.match(lower, start, end) or _OWED.match(lower, start, end):
        return True
    if frame.speaker is None and start == _sentence(lower, start) and tells_meeting(grounds, start, end):
        return True
    if frame.force == "imperative" and frame.speaker is None and _DELEGATES_SAY.match(lower, start, end):
        return True
    if frame.force != "bare" or not frame.leads:
        return False
    return _is_caption(grounds, place, start, end) or _tells_of_doer(grounds, place, frame, start, end)


def _tells_of_doer(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether a sentence that opens with its doer tells what that one did."""
    lower = grounds.index.lower
    if _SENT_TO.fullmatch(lower, _sentence(lower, start), frame.leads[0].start):
        return True
    behind = frame.leads[-1].end
    done = _HAS_DONE.match(lower, behind, end) or " đã " in lower[frame.leads[0].start : behind]
    if done and not _URGED.search(lower, behind, end):
        return True
    if _CEREMONY.match(lower, behind, end) or _TELLS_THAT.match(lower, behind, end):
        return True
    if _URGENT.match(lower, behind, end) or _URGED.search(lower, behind, end):
        return False
    first = frame.leads[0].start
    if _SOME.match(lower, first, end) or _VISITS.match(lower, first, end) or _told_of_itself(lower, place, frame):
        return True
    if first - start <= _OPENING and _SCENE.fullmatch(lower, start, first):
        return True
    return _STRETCH.fullmatch(lower, start, first) is not None and bool(figures_in(grounds, first, end))


def _is_caption(grounds: Grounds, place: Place, start: int, end: int) -> bool:
    """`Lãnh đạo huyện kiểm tra thực địa.`: a few words alone in their line, below a picture, that press nobody."""
    line = place.line
    alone = start <= line.content and not grounds.index.view[end : line.end].strip(" .…*")
    if not alone or line.label or line.parent is not None or end - start > _CAPTION:
        return False
    shown = _SHOWN.match(grounds.index.lower, start, end)
    return shown is not None and _PRESSES.search(grounds.index.lower, start, end) is None


def tells_meeting(grounds: Grounds, start: int, end: int) -> bool:
    """Whether [start, end) tells how those at a meeting spoke or that they were answered, not what was asked."""
    lower = grounds.index.lower
    if _WAS_ANSWERED.match(lower, start, end):
        return True
    if _WAS_THERE.match(lower, start, end):
        return _ASKED_THERE.search(lower, start, end) is None
    told = _TELLS_MEETING.match(lower, start, end)
    return told is not None and _ASKED_THERE.search(lower, start, told.end()) is None


def _told_of_itself(lower: str, place: Place, frame: Frame) -> bool:
    """`Hội A phân công mỗi chi hội …`: whose verb of ordering it is tells how he goes about his work."""
    by = place.scope.by
    if by is None or place.scope.voice != "orders":
        return False  # `Lãnh đạo huyện A phản ánh …; đề nghị …` goes on asking
    if any(lead.start == by[0] and lead.end == by[1] for lead in frame.leads):
        return True
    # `UBND tỉnh ban hành kế hoạch …. Lãnh đạo UBND tỉnh sẽ trả lời tại chỗ`
    own = lower[slice(*by)]
    names = (_OF_HOUSE.sub("", lower[lead.start : lead.end]) for lead in frame.leads)
    return own in names and _WILL.match(lower, frame.leads[-1].end) is not None
