"""Decisions: `Thống nhất chủ trương …`, `Đồng ý …`."""

from __future__ import annotations

import re
from functools import cache

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.assigning import read_assigned
from extractor.assemble.frame import Frame
from extractor.assemble.grammar import GAP, grammar, skip
from extractor.core.cued import cued
from extractor.lexicon.orders import one_of, order_words

# agreeing with what was said decides nothing, unless something was proposed
_AGREES_WITH = re.compile(
    r"(?:với\s+)?(?:các\s+|(?<=với )nội dung\s+|những\s+)*"
    r"(?:báo cáo|đánh giá|nhận định|nhận xét|giải trình|phân tích|quan điểm|tham luận"
    r"|ý kiến (?:phát biểu|đánh giá|của)|kết quả"
    r"|(?:nội dung |vấn đề )?(?:thảo luận|được (?:thảo luận|báo cáo|nêu)|nêu trên|trình bày))(?!\w)"
    r"(?![^.;:]*(?:đề xuất|kiến nghị|phương án|chủ trương))"
)
# `Ban Thường vụ thống nhất, các chỉ tiêu so với cùng kỳ đều tăng`: how things stand
_STATES_RESULT = re.compile(
    r"(?:,| rằng| là)\s+(?:các|những|kết quả|tình hình|công tác|việc)\s[^.;:]{3,200}?\s(?:đều|đã|cơ bản|tiếp tục)\s"
    r"(?:tăng|giảm|đạt|được|hoàn thành|ổn định|bảo đảm|đảm bảo|có|vượt)(?!\w)"
)
_NOUN_GOES_ON = re.compile(r"(?:này|số|trên|đó|của|và|hóa|cao|trong|về|đồng bộ|kết luận|nhận thức|với nhau)(?!\w)")
RULING = "decision: ruling"
# `Chi bộ nào không nộp thì không xét …`: what follows from it, ruled for all
_SANCTION = re.compile(
    r"[^.;:]{3,120}?\s(?:thì\s+)?(?<!bị )"
    r"(không xét|không xếp loại|không công nhận|trừ (?:điểm|thi đua|thưởng|\d)|cắt (?:thi đua|danh hiệu|thưởng)"
    r"|hạ (?:một|\d+) bậc|(?<=thì )(?:sẽ )?bị (?:hạ|trừ|cắt|xử lý|xem xét|kiểm điểm|phê bình)[^,.;]{0,20})(?!\w)"
)
# `Ai kê khống thì người đứng đầu chịu trách nhiệm`: what those at fault are to expect, whoever sees to it
_AT_FAULT = re.compile(
    r"(?:(?:từ nay|kể từ nay|đến|hết|sau|quá)\s[^,;:.]{0,30}?,?\s*)?"
    r"(?:ai|nếu|trường hợp|tái phạm|vi phạm|cố tình|quá hạn"
    r"|(?:đơn vị|cơ quan|tập thể|cá nhân|tổ chức|địa phương)(?= (?:chậm|để|vi phạm|không|nào))"
    r"|(?:(?:các|những) )?(?:dự án|công trình|gói thầu|nhà thầu|nhà đầu tư|doanh nghiệp)(?= [^,;:]{3,90}\sthì\s)"
    r"|(?!khi |lúc |mặt |chừng )\w+(?: \w+)?(?= nào\s))\s"
    r"[^;:]{3,140}?(?:\s+thì|,|:)\s+(?P<then>(?:[^,;:.]{2,60}?\s(?=sẽ\s)"
    r"|(?:tôi|chúng tôi|bộ|tỉnh|huyện|xã|sở|công ty)\s+)?"
    r"(?:(?:sẽ|phải|kiên quyết|bị|cũng)\s+)*"
    r"(?:(?:cắt|thu hồi) (?:giảm )?(?:vốn|thi đua|danh hiệu|thưởng|giấy)|cắt giảm(?=\W*$)"
    r"|hạ \w+ bậc|hạ bậc|trừ (?:điểm|thi đua|thưởng|\d)"
    r"|(?:xem xét|xử lý)[^,;:.]{0,20}? (?:trách nhiệm|kỷ luật)"
    r"|kiểm điểm(?= (?:tập thể|cá nhân|người|trách nhiệm|lãnh đạo))"
    r"|(?<!bị )kỷ luật|không xét|không xếp loại|phê bình(?= toàn| trước| trong)"
    r"|(?:không|chưa) (?:được )?(?:đưa vào|cho vào|xem xét|đề bạt|bổ nhiệm|quy hoạch|kết nạp|giới thiệu"
    r"|luân chuyển|công nhận)"
    r"|đưa (?:tên|vào danh sách|ra khỏi)|rút khỏi|cấm (?:đấu thầu|tham gia)"
    r"|(?:không|chưa) (?:được |cho )?(?:giao|bố trí|phân bổ|cấp|nghiệm thu|thanh toán|khen thưởng|tạm ứng)"
    r"|(?:coi|xem|tính) như (?:là )?(?:vắng|không|chưa|đã|bỏ|tự|từ chối|đồng ý|thống nhất)"
    r"|(?:người đứng đầu|thủ trưởng|tập thể|cấp trưởng|lãnh đạo)(?: \w+){0,2}? "
    r"(?:phải )?chịu trách nhiệm(?=\W*$))(?!\w))"
)
# `Bến nào thiếu phao thì thu giấy phép`: a rule where it opens its sentence; behind a doer it is a part of his work
_SHUT_OUT = re.compile(
    r"(?:(?!khi |lúc |mặt |chừng |nếu |đến |ngày |tháng )\w+(?: \w+){0,2}? nào|ai)\s[^;:]{3,120}?\s+thì\s+(?P<then>"
    r"(?:(?:sẽ|kiên quyết|bị|cũng)\s+)*(?:(?:thu hồi|thu|rút|tước|tịch thu|cắt) (?:giấy|thẻ|bằng|phép|sổ|quyền|đất|chỗ"
    r"|phù hiệu|hợp đồng|mặt bằng|sạp|quầy|suất|phần)|(?:không|khỏi) (?:được |cho )?(?:chạy|hoạt động|mở cửa|kinh doanh"
    r"|vào|buôn bán|xuất bến|ra khơi|nhận)|đóng cửa|đình chỉ|dừng hoạt động|cưỡng chế"
    r"|(?:chấm dứt|cắt|hủy|thanh lý) (?:hợp đồng|thỏa thuận|kết quả|tư cách)|hủy thầu|thay (?:nhà thầu|người khác)"
    r"|loại (?:khỏi|ra|tên|hồ sơ)|(?:cẩu|kéo|tạm giữ|giữ) (?:xe|tàu|ghe|phương tiện)|trả (?:về|lại) hồ sơ"
    r"|xóa tên|gạch tên|mất (?:lượt|suất|phần|quyền))(?!\w))"
)
_LAPSES = cued(
    r"[^.;:]{3,260}?\s(?:được |sẽ )?(?:xem như|coi như|xem là|coi là|đương nhiên|mặc nhiên)\s(?:[^.;:]{2,90}?\s)?"
    r"(?:hết|không còn|không có|vô|mất)\s?(?:hiệu lực|giá trị)(?!\w)",
    *("xem như", "coi như", "xem là", "coi là", "đương nhiên", "mặc nhiên"),
)
_STAYS = re.compile(r"(?!giữ nguyên)[^,.;:]{3,70}?\s(?:giữ nguyên|tạm dừng (?:gia hạn|cấp|tiếp nhận|xem xét))(?!\w)")
_FOR_OTHERS = ("quyết định", "phê duyệt", "thông qua", "chấp thuận", "cho phép", "cho chủ trương")
_ONLY_VERB = re.compile(r"(?:không|chưa|cho|chấp)\s")  # `chưa xem xét trong đợt này`
_IN_PRINCIPLE = re.compile(r"(?:về|trong)\s+(?:chủ trương|nguyên tắc)")


_PROPOSES = re.compile(
    r"(?:[^.;:,]{2,60}?\s)?(?:thống nhất|nhất trí|đồng ý)\s+(?:đề nghị|trình|giới thiệu)\s[^.;:]{2,90}?\s"
    r"(?:tặng|khen thưởng|xét tặng|công nhận|kết nạp|bổ nhiệm|chuẩn y|phong tặng|truy tặng)(?!\w)"
)


@cache
def ruling_words() -> re.Pattern[str]:
    """What opens a ruling: `chưa xét`, `cho dời`, `miễn thu`."""
    return re.compile(one_of(order_words().ruling))


def read_ruling(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """What is ruled without a doer: `Thi hành kỷ luật …`, `Cho học sinh nghỉ học …`, `Mức thu giữ nguyên …`."""
    if sanction := _SANCTION.match(index.lower, at, end):
        return Frame("decision", RULING, start, (), None, sanction.start(1))
    rules = ruling_words().match(index.lower, at, end) or _STAYS.match(index.lower, at, end)
    if rules is None or read_actors(index, at, end):
        return None
    return Frame("decision", RULING, start, (), None, at)


def read_lapse(index: ActorIndex, start: int, end: int) -> Frame | None:
    """`Các giấy mời trước đây xem như hết hiệu lực`: what holds no longer, as nobody has to see to it."""
    return Frame("decision", RULING, start, (), None, start) if _LAPSES.match(index.lower, start, end) else None


_REFUSED = re.compile(
    r"(?:các |những )?(?:đề nghị|đề xuất|kiến nghị|yêu cầu|phương án|việc xin)\s[^.;:]{5,140}?\s(?P<then>(?:chưa"
    r"|không) được "
    r"(?:chấp thuận|đồng ý|chấp nhận|xem xét|thông qua|phê duyệt|duyệt))(?!\w)"
)


def read_refusal(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Đề nghị mở đường tránh chưa được chấp thuận`: what was asked for and is not granted."""
    refused = _REFUSED.match(index.lower, at, end)
    return Frame("decision", RULING, start, (), None, refused.start("then")) if refused else None


def read_sanction(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Dự án nào giải ngân dưới 60% thì cắt vốn`: what follows for those at fault, told nobody to carry out."""
    fault = _AT_FAULT.match(index.lower, at, end)
    if fault is None:
        return None
    return Frame("decision", RULING, start, (), None, fault.start("then"))


def read_shut_out(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Bến nào vẫn thiếu phao thì thu giấy phép`: what follows for those at fault, ruled in a sentence of its own."""
    ruled = _SHUT_OUT.match(index.lower, at, end)
    return Frame("decision", RULING, start, (), None, ruled.start("then")) if ruled else None


def read_decision(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """`Thống nhất …`, `Đồng ý …`; `Thống nhất giao A V` is an order."""
    match = grammar().decide.match(index.lower, at, end)
    if match is None:
        return None
    if proposes(index, at, end):
        return Frame("decision", "decision: " + match.group("verb"), start, (), None, at)
    if assigned := read_assigned(index, start, match.end() + 1, end):
        return assigned
    if match.group("verb") in _FOR_OTHERS and index.view.startswith((",", ";"), match.end()):
        return None  # `để trình Thủ tướng xem xét, quyết định, Văn phòng …`: what somebody above will do
    if states_result(index, at, end):
        return None
    rest = index.lower[match.end() : end].lstrip(" ,:")
    if _AGREES_WITH.match(rest) or (_noun_goes_on(match.group("verb"), rest) and not _IN_PRINCIPLE.match(rest)):
        return None
    return Frame("decision", "decision: " + match.group("verb"), start, (), None, at)


def states_result(index: ActorIndex, at: int, end: int) -> bool:
    """`thống nhất, các chỉ tiêu đều tăng`: whether what stands at `at` agrees on how things stand."""
    agrees = grammar().decide.match(index.lower, at, end)
    return agrees is not None and _STATES_RESULT.match(index.lower, agrees.end(), end) is not None


def proposes(index: ActorIndex, at: int, end: int) -> bool:
    """`Chi bộ nhất trí đề nghị Đảng ủy tặng giấy khen …`: what is agreed to be proposed, told nobody to do."""
    return _PROPOSES.match(index.lower, at, end) is not None


def only_agrees(index: ActorIndex, start: int, at: int, end: int) -> bool:
    """`Ban Thường vụ cơ bản nhất trí với báo cáo của …`: agreement with what was said, which decides nothing."""
    for place in (start, at):
        doers = read_actors(index, place, end)
        verb_at = skip(GAP, index.lower, doers.end, end) if doers else place
        agrees = grammar().decide.match(index.lower, verb_at, end)
        if agrees and _AGREES_WITH.match(index.lower[agrees.end() : end].lstrip(" ,:")):
            return True
    return False


def _noun_goes_on(verb: str, rest: str) -> bool:
    """Whether the word is a noun here (`quyết định của …`, `thống nhất trong …`)."""
    return _NOUN_GOES_ON.match(rest) is not None and not _ONLY_VERB.match(verb)
