"""Dates inside conditions: which ones are meant, or what follows if nothing is done by then."""

from __future__ import annotations

import re

from extractor.lexicon.deadline_cues import deadline_cues
from extractor.resolve.deadline_settings import Setting, any_of, clause_of, opens_clause

# `miễn tiền thuê cho tiểu thương di dời trước ngày 20/5`: who gets it
_WHO_GETS_IT = re.compile(
    r"(?<!\w)(?:miễn|giảm|hỗ\s+trợ|thưởng|trợ\s+cấp|ưu\s+đãi|cộng\s+điểm|áp\s+dụng)(?!\w)[^.;]{0,60}?\s(?:cho|đối\s+với)\s+"
    r"(?:[^\s,.;]+\s+){1,5}?(?:di\s+dời|ký|nộp|đăng\s+ký|bàn\s+giao|tháo\s+dỡ|hoàn\s+thành|đóng|mua|sinh|nghỉ|nhập\s+ngũ"
    r"|tốt\s+nghiệp|vào\s+làm|tham\s+gia|chuyển|về)(?!\w)(?:\s+[^\s,.;]+){0,4}\s*\Z"
)
_SHORT_OF = re.compile(r"^[^.;,]{0,50}?(?<!\w)(?:chưa|không(?!\s+(?:để|còn|được|quá|dưới))|vẫn|dưới|thấp\s+hơn)(?!\w)")


# `nếu được bàn giao mặt bằng trong quý III, nhà thầu …`: the clause of the condition ends behind the date
_IF = re.compile(
    r"(?<!\w)(?:nếu|giả\s+sử|một\s+khi|(?:trong\s+)?trường\s+hợp|hễ)(?!\w)(?P<clause>(?:(?!(?<!\w)thì(?!\w))[^,;])*)$"
)
_CLAUSE_ENDS = re.compile(r"[^,.;:]{0,60}?(?:,|(?<!\w)thì(?!\w))")
_HANDED = re.compile(
    r"(?<!\w)(?:gửi|báo\s+cáo|trình|nộp|phản\s+hồi|liên\s+hệ|đăng\s+ký|đề\s+nghị|yêu\s+cầu|phải|góp\s+ý)(?!\w)"
)
_LACKING = re.compile(r"(?<!\w)(?:chưa|không|chậm)(?!\w)")
# `thuê bao chưa chuẩn hóa trước ngày 15/6 sẽ bị khóa`, `hồ sơ nhận trước ngày 01/4 giải quyết theo quy định cũ`
_CONSEQUENCE = re.compile(
    r"\s*(?:thì\s+)?(?:(?:sẽ\s+)?bị|(?:được\s+|sẽ\s+|thì\s+)?(?:coi|xem)(?:\s+như)?\s+là|(?:coi|xem)\s+như"
    r"|(?:được\s+|thì\s+|sẽ\s+|vẫn\s+|tiếp\s+tục\s+)*(?:giải\s+quyết|áp\s+dụng|thực\s+hiện|xử\s+lý|tính|hưởng)\s+theo"
    r"|(?:thì|sẽ)?\s*không\s+(?:được\s+)?(?:xét|giải\s+quyết|nhận|tiếp\s+nhận|thanh\s+toán|hỗ\s+trợ|tính))(?!\w)"
)
_ASKED = re.compile(r"(?<!\w)(?:yêu\s+cầu|đề\s+nghị|giao|phải|hứa|cam\s+kết)(?!\w)")
_CLEARED = re.compile(r"(?<!\w)(?:dứt\s+điểm|giải\s+quyết|xử\s+lý|thu\s+hồi|khắc\s+phục|chấm\s+dứt)(?!\w)")
# `đến 30/9 dự án nào giải ngân dưới 60% thì cắt vốn`
_WHICH = re.compile(
    r"\s*(?:(?:,\s*)?(?:những\s+|các\s+)?(?:[^\s,.;:]+\s+){1,4}nào(?!\w)(?!\s+cũng)[^.;,]{0,60}?(?<!\w)(?:coi|xem)\s+như"
    r"|(?:những\s+|các\s+)?(?:[^\s,.;:]+\s+){1,4}nào(?!\w)(?!\s+cũng)[^.;]{0,40}?"
    r"(?<!\w)(?:chưa|không|dưới|thấp|kém|vẫn|còn|chậm))(?!\w)"
)


# `rà soát các nhiệm vụ có thời hạn hoàn thành trong năm 2025`: which ones
_BEARS_TERM = re.compile(
    r"(?<!\w)(?:nhiệm\s+vụ|nội\s+dung|văn\s+bản|kiến\s+nghị|hồ\s+sơ|dự\s+án|đề\s+án|việc|hợp\s+đồng|khoản)\s"
    r"(?:[^.;:]{0,160}\s)?(?:có|với)\s+(?:thời\s+)?(?:hạn|gian)(?:\s+(?:hoàn\s+thành|thực\s+hiện|xử\s+lý|báo\s+cáo))?\s*$"
)


# `thương thảo lại với nhà thầu, quá 15/9 không xong thì …`: by then the work itself is to be done; `quá 20/6 không trả
# thì cắt điện` is what others are given
_UNFINISHED = re.compile(
    r"\s*(?:mà\s+)?(?:vẫn\s+)?(?:không|chưa)\s+(?:làm\s+|được\s+)?(?:xong|hoàn\s+thành|hoàn\s+tất|dứt\s+điểm|đạt\s+thỏa\s+thuận)(?!\w)"
)


# `con ai sinh | trong tháng 2 | thì đem giấy lên xã`: who is told
_ONE_OF = re.compile(
    r"(?:^|[,;:]\s)[^,;:]{0,40}?(?<!\w)(?:nào|ai|người|hộ|nhà|em|xã|đơn\s+vị|trường\s+hợp)(?!\w)[^,;:]{0,60}?\s"
    r"(?:sinh|mất|cưới|về|đến|tới|ký|mua|nhập|vào|thi|tốt\s+nghiệp|nghỉ|bị|có|được|đã|chuyển)(?:\s+[^\s,;:]+){0,6}\s*\Z"
)
_THEN_RIGHT = re.compile(r"\s+thì(?!\w)")


def is_conditional(s: Setting) -> bool:
    """A date inside a condition, or that tells which ones are meant: no time by which an order is done."""
    if _BEARS_TERM.search(s.left) and s.cue not in deadline_cues().before:
        return True
    if (found := _IF.search(s.left)) and _CLAUSE_ENDS.match(s.right):
        clause = found["clause"]
        return not _HANDED.search(clause) or bool(_LACKING.search(clause))
    if _ONE_OF.search(s.left) and _THEN_RIGHT.match(s.right):
        return True
    if _CONSEQUENCE.match(s.right) and not _ASKED.search(s.left):
        return True
    if _WHO_GETS_IT.search(s.left) and re.match(r"\s*(?:$|[.,;])", s.right):
        return True
    if any_of("run_out", r"%s\s*$").search(s.left) and not _CLEARED.search(clause_of(s.left)):
        return True  # `gia hạn các hiệp định hết hạn trong năm 2023`
    if s.cue == "quá" and (_UNFINISHED.match(s.right) is None or opens_clause(s.left)):
        return True
    opens = opens_clause(clause_of(s.left))
    return s.cue not in deadline_cues().before and opens and bool(_WHICH.match(s.right))


def is_condition(s: Setting) -> bool:
    """`các dự án đến ngày 31/10 giải ngân dưới 50%`, `nếu đến 30/9 không khắc phục thì …`: which ones, not when."""
    if not _SHORT_OF.match(s.right):
        return False
    if re.search(r"(?<!\w)(?:nếu|trường hợp|khi)(?:\s[^,.;]{0,40})?\s*$", s.left):
        return True
    which = r"%s(?:\s+(?:nào|mà|có|nếu|thi công|đầu tư|thành phần)){0,2}\s*$"
    return any_of("measured", which).search(s.left) is not None
