"""Deadline or not: what part a date plays in its clause."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Literal

import msgspec

from extractor.core.calendar import Day, Expression, Interval, Recurring, Shifted, Stretch
from extractor.lexicon.deadline_cues import deadline_cues

# task: a due date of an order · target: of a goal · period: what a figure or plan covers · cutoff: as-of ·
# condition: which ones are meant ·
# effect: in force from or until · horizon: part of a name · schedule: when something takes place · occasion: a feast
DeadlineRole = Literal["task", "target", "period", "cutoff", "condition", "effect", "horizon", "schedule", "occasion"]
Strength = Literal["strong", "weak"]


class Setting(msgspec.Struct, frozen=True):
    """A date in its clause. `left` ends right before the deadline's cue words, `right` starts after the date.

    Both stop at the sentence's ends and are lower case. `cue` is the cue that was found, `due` the day it gives.
    """

    left: str
    right: str
    cue: str
    strength: Strength
    expression: Expression
    due: dt.date | None
    anchor: dt.date | None


@cache
def any_of(field: str, shape: str) -> re.Pattern[str]:
    """A pattern of the words of one field of the cue table, set into `shape` at `%s`."""
    words = sorted(getattr(deadline_cues(), field), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(shape % rf"(?<!\w)(?:{alternatives})(?!\w)")


def clause_of(left: str) -> str:
    """The clause so far: after the last comma, semicolon, colon or bracket."""
    return re.split(r"[,;:(]\s|[-•+]\s(?=[A-ZĐ])", left)[-1]


def role_of(setting: Setting) -> DeadlineRole:
    """The first reading that holds."""
    for reading, role in _READINGS:
        if reading(setting):
            return role
    return "target" if _is_goal(setting) else "task"


def _is_effect(s: Setting) -> bool:
    if s.cue in deadline_cues().before + deadline_cues().strong:
        # `không để xuống giống trước ngày …` says when it may start, not when it is due
        return s.cue == "trước" and bool(re.search(r"(?:không\s+(?:để|được|cho)|cấm)\s[^,;]{0,60}\Z", s.left))
    if _PUT_OFF.search(s.left) or (_LEFT_TILL.search(s.left) and _ONLY_THEN.match(s.right)):
        return True
    if s.cue == "từ":
        return not (isinstance(s.expression, Interval) and s.expression.last is not None)
    started = isinstance(s.expression, Interval) and s.expression.last is None
    if re.search(r"(?<!\w)(?:hợp đồng|giấy phép|hiệu lực|giá trị|thời hạn (?:thuê|sử dụng))\s*$", s.left):
        return True  # `đã có hợp đồng đến tháng 6/2021`
    if any_of("effect", r"%s(?:\s+(?:kể|thi hành|cho|thực hiện))?\s*$").search(s.left):
        return True
    if _TERM_RUNS.search(s.left) or _REFUSED.search(s.left):
        return True
    return started or bool(re.search(r"kể\s+từ\s*$", s.left))


# `không để dồn | vào cuối năm`: when it is not to be done
_PUT_OFF = re.compile(
    r"(?<!\w)(?:không\s+(?:để|được|thể)|tránh|chống|khỏi|tình\s+trạng|đừng\s+để)\s+(?:[^\s,.;]+\s+){0,4}?"
    r"(?:dồn|kéo|chuyển|sang|lùi|đợi|chờ|để|dây\s+dưa|tồn\s+đọng)(?:\s+(?:dài|việc|dồn|ứ|lại|toa))?\s*\Z"
)
# `kéo dài thời gian thuê đất thêm 05 năm, đến năm 2022`: how long a right lasts
_TERM_RUNS = re.compile(
    r"(?<!\w)(?:thuê|cho\s+thuê|vay|cho\s+vay|mượn|khai\s+thác|sử\s+dụng\s+đất|giấy\s+phép|bảo\s+hành|bảo\s+lãnh|biệt\s+phái|nghỉ|đình\s+chỉ|tạm\s+dừng"
    r"|bổ\s+nhiệm|giữ\s+chức)(?!\w)[^.;]{0,60}?(?:\d+|một|hai|ba|năm|mười)\s+(?:năm|tháng|ngày)\s*,?\s*\(?\s*(?:tức\s+|kể\s+)?\Z"
    r"|(?<!\w)(?:gia\s+hạn|kéo\s+dài)\s+(?:[^\s,.;]+\s+){0,3}?(?:giấy\s+phép|(?:thời\s+(?:hạn|gian)\s+)?(?:thuê|khai\s+thác"
    r"|sử\s+dụng\s+đất|lưu\s+hành|cho\s+vay|giữ\s+chức|hoạt\s+động\s+của))(?!\w)[^.;,]{0,60}\Z"
)
# `không để đến cuối năm mới trả lại`
_LEFT_TILL = re.compile(r"(?<!\w)(?:không|đừng|chớ)\s+(?:được\s+)?(?:để|đợi|chờ)\s*\Z")
_ONLY_THEN = re.compile(r"(?:\s+[^\s,.;]+){0,3}?\s+(?:mới|rồi)(?!\w)")
# `miễn tiền thuê cho tiểu thương di dời trước ngày 20/5`: who gets it
_WHO_GETS_IT = re.compile(
    r"(?<!\w)(?:miễn|giảm|hỗ\s+trợ|thưởng|trợ\s+cấp|ưu\s+đãi|cộng\s+điểm|áp\s+dụng)(?!\w)[^.;]{0,60}?\s(?:cho|đối\s+với)\s+"
    r"(?:[^\s,.;]+\s+){1,5}?(?:di\s+dời|ký|nộp|đăng\s+ký|bàn\s+giao|tháo\s+dỡ|hoàn\s+thành|đóng|mua|sinh|nghỉ|nhập\s+ngũ"
    r"|tốt\s+nghiệp|vào\s+làm|tham\s+gia|chuyển|về)(?!\w)(?:\s+[^\s,.;]+){0,4}\s*\Z"
)
# `chưa xem xét đề nghị kéo dài … đến năm 2030`: what is refused has no day
_REFUSED = re.compile(
    r"(?<!\w)(?:chưa|không)\s+(?:xem\s+xét|đồng\s+ý|chấp\s+thuận|thống\s+nhất|giải\s+quyết|cho\s+phép)(?!\w)[^.;]{0,120}\Z"
)


def _is_cutoff(s: Setting) -> bool:
    if isinstance(s.expression, Interval) and s.expression.last == Shifted("day", 0):
        return True
    if not _is_end(s.expression) or (isinstance(s.expression, Interval) and s.expression.first is not None):
        return False
    if any_of("cutoff_before", r"%s\s*$").search(s.left) or _is_condition(s):
        return True
    ahead = s.due is not None and s.anchor is not None and s.due > s.anchor
    clause = s.right[:90]
    done = any_of("done", "%s").search(clause)
    to_do = any_of("still_to_do", "%s").search(clause)
    told = bool(done) and (to_do is None or (done is not None and done.start() < to_do.start()))
    if ahead:
        return False
    if any_of("goal", "%s").search(clause_of(s.left)) or any_of("still_to_do", r"%s\s*$").search(s.left):
        return False
    return told or (s.due is not None and s.anchor is not None and not to_do)


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


def _is_conditional(s: Setting) -> bool:
    """A date inside a condition, or that tells which ones are meant: no time by which an order is done."""
    if _BEARS_TERM.search(s.left) and s.cue not in deadline_cues().before:
        return True
    if (found := _IF.search(s.left)) and _CLAUSE_ENDS.match(s.right):
        clause = found["clause"]
        return not _HANDED.search(clause) or bool(_LACKING.search(clause))
    if _CONSEQUENCE.match(s.right) and not _ASKED.search(s.left):
        return True
    if _WHO_GETS_IT.search(s.left) and re.match(r"\s*(?:$|[.,;])", s.right):
        return True
    if any_of("run_out", r"%s\s*$").search(s.left) and not _CLEARED.search(clause_of(s.left)):
        return True  # `gia hạn các hiệp định hết hạn trong năm 2023`
    opens = _opens_clause(clause_of(s.left))
    return s.cue not in deadline_cues().before and opens and bool(_WHICH.match(s.right))


def _is_condition(s: Setting) -> bool:
    """`các dự án đến ngày 31/10 giải ngân dưới 50%`, `nếu đến 30/9 không khắc phục thì …`: which ones, not when."""
    if not _SHORT_OF.match(s.right):
        return False
    if re.search(r"(?<!\w)(?:nếu|trường hợp|khi)(?:\s[^,.;]{0,40})?\s*$", s.left):
        return True
    which = r"%s(?:\s+(?:nào|mà|có|nếu|thi công|đầu tư|thành phần)){0,2}\s*$"
    return any_of("measured", which).search(s.left) is not None


def _is_horizon(s: Setting) -> bool:
    """`đề án … đến năm 2030`, `tầm nhìn đến năm 2045`: the end of a plan's name."""
    point = s.expression.last if isinstance(s.expression, Interval) else s.expression
    if not isinstance(point, Stretch) or point.unit not in ("year", "part") or s.cue in deadline_cues().before:
        return False
    if re.search(r"(?:tầm\s+nhìn|định\s+hướng)(?:\s+\S+){0,3}\s*$", s.left):
        return True
    clause = clause_of(_DAY_OF_PAPER.sub(" ", s.left))
    if not isinstance(s.expression, Interval) or s.expression.first is not None or not clause.strip():
        return False
    if _LOOKS_FURTHER.match(s.right) and not any_of("goal", "%s").search(clause):
        return True
    names = list(any_of("horizon_names", "%s").finditer(clause))
    # the syllable `trình` of a noun is no verb
    verbs = re.sub(r"(?:chương|công|quy|tờ) trình", lambda m: "-" * len(m[0]), clause)
    wants = list(any_of("finish", "%s").finditer(verbs)) + list(any_of("goal", "%s").finditer(verbs))
    if names and _SET_BY.match(s.right):
        return True  # `… chỉ tiêu giảm nghèo đến năm 2025 theo Kế hoạch số …`
    return bool(names) and not any(m.start() > names[-1].start() for m in wants)


_SET_BY = re.compile(
    r"\s*,?\s*(?:(?:đã\s+)?(?:được\s+)?(?:nêu|đề\s+ra|giao|xác\s+định|quy\s+định)\s+)?(?:theo|tại)\s+"
    r"(?:kế\s+hoạch|nghị\s+quyết|quyết\s+định|đề\s+án|chương\s+trình|quy\s+hoạch|chỉ\s+thị|kết\s+luận)(?!\w)"
)


# the comma before the day of a paper ends no clause: `Nghị quyết số 05-NQ/TU, ngày 28/9/2021 của …`
_DAY_OF_PAPER = re.compile(r",\s+(?=ngày\s+\d{1,2}[/-]\d{1,2}[/-]\d{4})")
# `chuyển đổi số đến năm 2025, định hướng đến năm 2030`
_LOOKS_FURTHER = re.compile(r"\s*,?\s*(?:và\s+)?(?:tầm\s+nhìn|định\s+hướng)(?!\w)")
# `nhiệm vụ tháng 5 và các tháng tiếp theo`: no end
_GOES_ON = re.compile(
    r"\s*,?\s*và\s+(?:(?:các|những)\s+)?(?:ngày|tuần|tháng|quý|năm|thời\s+gian|giai\s+đoạn)\s+"
    r"(?:tiếp\s+theo|kế\s+tiếp|sắp\s+tới|tới|sau)(?!\w)"
)
# `làm căn cứ xếp loại đảng viên cuối năm`
_JUDGED = re.compile(
    r"(?<!\w)(?:căn\s+cứ|cơ\s+sở|tiêu\s+chí|điều\s+kiện|gắn\s+với)\s(?:[^.;:,]{0,30}\s)?"
    r"(?:xếp\s+loại|đánh\s+giá|bình\s+xét|thi\s+đua|khen\s+thưởng|phân\s+loại)(?:\s+[^\s.;:]+){0,5}\s*$"
)
# `tại hội nghị tổng kết năm học 2023-2024`, `tại kỳ họp thường lệ cuối năm 2018`: what the meeting is called
_OF_MEETING = re.compile(
    r"(?<!\w)(?:tại|ở|trong|của|sau|từ)\s+(?:hội\s+nghị|kỳ\s+họp|phiên\s+họp|cuộc\s+họp|buổi|lễ|đại\s+hội|hội\s+thảo)"
    r"(?:\s+(?!(?:vào|trước|đến|trong|từ|hết|báo|trình|gửi)(?!\w))[^\s.,;:()]+){0,6}\s*$"
)


# `thông xe kỹ thuật dịp 19/8`: the feast is the day by which it is to be reached
_MILESTONE = re.compile(
    r"(?<!\w)(?:hoàn\s+thành|hoàn\s+tất|xong|thông\s+xe|thông\s+tuyến|khánh\s+thành|khởi\s+công|khai\s+trương|bàn\s+giao"
    r"|gắn\s+biển|ra\s+mắt|đưa(?:\s+[^\s,.;:]+){0,8}\s+vào\s+(?:sử\s+dụng|khai\s+thác|vận\s+hành|hoạt\s+động))"
    r"(?:\s+[^\s,.;:]+){0,8}?\s+(?:vào\s+|đúng\s+|trong\s+|nhân\s+)?dịp(?:\s+(?:đại\s+)?lễ|\s+tết|\s+nghỉ\s+lễ)?"
    r"(?:\s+(?:quốc\s+khánh|cách\s+mạng\s+tháng\s+tám|(?:kỷ\s+niệm|chào\s+mừng|mừng)(?:\s+[^\s,.;]+){0,5}))?\s*$"
)


def _is_milestone(s: Setting) -> bool:
    return not _is_past(s) and not _told(s) and _MILESTONE.search(s.left) is not None


_TIME_OF = re.compile(r"(?<!\w)(?:là|vào|đúng|trùng)\s+(?:thời\s+(?:điểm|gian)|mùa|giai\s+đoạn)(?!\w)[^.;:]{0,40}$")


def _is_occasion(s: Setting) -> bool:
    if s.strength == "strong" or _is_milestone(s):
        return False
    if _TIME_OF.search(s.left):
        return True
    named = any_of("occasion", r"%s(?:\s+\S+){0,4}\s*\(?$").search(s.left[-40:]) or re.search(r"(?<!\w)lễ\s*$", s.left)
    return bool(named) and not re.search(r"(?:hoàn thành|xong|hoàn tất)\s+(?:trước|vào)\s+(?:dịp|lễ)", s.left)


def _is_schedule(s: Setting) -> bool:
    if s.strength == "strong" and not s.cue.startswith(("đúng", "kịp")):
        return False
    if any_of("schedule", r"%s(?:\s+trong)?(?:\s+(?:hai|ba|bốn|\d{1,2})(?:\s+ngày)?,?)?\s*$").search(
        s.left
    ) and isinstance(s.expression, Day | Interval | Stretch):
        return True
    if s.cue == "vào" and not _is_past(s) and not _told(s) and (_REACHED.search(s.left) or _hands_over(s)):
        return False
    if s.cue == "" and not _is_past(s) and (_is_promised(s) or _is_handed_in(s) or _is_milestone(s)):
        return False
    return isinstance(s.expression, Day) and s.cue in ("", "vào", "từ") and (not _in_cell(s) or _is_past(s))


_HANDS_OVER = re.compile(
    r"(?:^|(?<!\w)(?:phải|yêu\s+cầu|đề\s+nghị|giao|cần)\s)(?:[^.;,]{0,60}\s)?"
    r"(?:chuyển|gửi|nộp|trình|bàn\s+giao|giao\s+nộp|báo\s+cáo|trả|công\s+bố)\s[^.;,]{2,90}\Z"
)


def _hands_over(s: Setting) -> bool:
    """`đề nghị chuyển bản gốc cho bộ phận lưu trữ | vào lúc 10 giờ ngày 18/11`."""
    return _HANDS_OVER.search(clause_of(s.left)) is not None and not any_of("gatherings", _JUST_BEFORE).search(s.left)


_JUST_BEFORE = r"%s(?:\s+[^\s,.;]+){0,4}\s*\Z"
# `phải đạt tối thiểu 25% | vào 31/3`
_REACHED = re.compile(
    r"(?<!\w)(?:phải|cần|bảo\s+đảm|đảm\s+bảo|phấn\s+đấu|yêu\s+cầu)\s(?:[^.;,]{0,60}\s)?(?:đạt|giải\s+ngân|hoàn\s+thành|xong|đủ)(?!\w)[^.;,]{0,60}\Z"
)
_DONE_THEN = re.compile(
    r"\s+(?:báo\s+cáo|trình|gửi|nộp|chốt|công\s+bố|bàn\s+giao|hoàn\s+thành|hoàn\s+tất|xong"
    r"|ban\s+hành|phát\s+hành|đóng\s+sổ|khóa\s+sổ)(?!\w)"
)


def _is_promised(s: Setting) -> bool:
    """`…, ngày 24/4 báo cáo bằng văn bản`, `ngày 16/9 sẽ đưa trò trở lại lớp`, `hết tháng 10 là chốt sổ`."""
    if isinstance(s.expression, Day) and s.left.rstrip().endswith((",", ";")) and _DONE_THEN.match(s.right):
        return not _told(s)
    if re.search(r"(?<!\w)(?:hứa|cam\s+kết)(?!\w)", clause_of(s.left)) and not _AT_END.match(s.right):
        return not _told(s)
    if re.match(r"\s*,?\s*(?:(?:thì|là|cũng)\s+)?(?:sẽ|phải)(?!\w)", s.right):
        return True
    return bool(re.match(r"\s*(?:thì|là)\s+(?:chốt|xong|hết|nộp|báo|trình|gửi|hoàn|khóa|đóng)(?!\w)", s.right))


_AT_END = re.compile(r"\s*(?:$|[.,;)]|\()")
_OCCASION = re.compile(r"(?<!\w)(?:họp|nghị|lễ|mạc|ban|việc|đợt|bản|văn|định|kỳ|ngày|vụ|trận|bão|sự kiện|tin|báo)\s*$")


def _is_handed_in(s: Setting) -> bool:
    """`…, gửi UBND xã ngày 15/10.`, `báo cáo Thường trực Tỉnh ủy đầu tháng 8`: when, with no word between."""
    if not _AT_END.match(s.right) or _OCCASION.search(s.left):
        return False
    handed = any_of("finish", r"%s(?:\s+[^\s,;:.]+){0,9}\s*$").search(clause_of(s.left))
    return handed is not None and not _told(s)


def _is_handed_in_then(s: Setting) -> bool:
    """A day right behind what is handed in: as firm as one with a bound."""
    return s.cue == "" and isinstance(s.expression, Day) and not _is_past(s) and _is_handed_in(s)


def _in_cell(s: Setting) -> bool:
    """Alone in a table cell or in brackets; a date with a clock alone on its line is the date line of a page."""
    alone = bool(re.search(r"(?:^|[|(\t])\s*$", s.left)) and bool(re.match(r"\s*(?:$|[|)\t])", s.right))
    # the last of `việc – nơi làm – T7/2019`
    alone = alone or (bool(re.search(r"\s[–—-]\s+$", s.left)) and not s.right.strip(" ./"))
    dated = isinstance(s.expression, Day) and s.expression.hour is not None and not s.left.strip()
    return alone and not dated


def _has_no_end(s: Setting) -> bool:
    return s.cue not in deadline_cues().before and _GOES_ON.match(s.right) is not None


def _is_period(s: Setting) -> bool:
    """A period that names a plan or says what a figure covers."""
    if s.strength == "strong" or isinstance(s.expression, Recurring) or _is_milestone(s):
        return False
    if s.cue == "" and not isinstance(s.expression, Day) and (_OF_MEETING.search(s.left) or _JUDGED.search(s.left)):
        return True
    clause = clause_of(s.left)
    if _must_be_met(s):
        return False
    if _is_running_total(s.expression):
        to_come = s.due is not None and s.anchor is not None and s.due - s.anchor > _WELL_AHEAD
        ahead = to_come and (s.cue == "trong" or (_opens_clause(clause) and bool(_MUST.match(s.right))))
        return not ahead and not re.search(r"(?:hoàn thành|xong|hoàn tất)\s+(?:trong\s+)?$", clause)
    if isinstance(s.expression, Interval) and isinstance(s.expression.first, Day):
        return _is_past(s) or _told(s) or _COUNTED_OVER.search(s.left) is not None
    if any_of("goal", "%s").search(clause) or re.search(r"(?:hoàn thành|xong|hoàn tất)(?:\s+\S+){0,25}\s*$", clause):
        return s.cue == "" and not _is_end(s.expression) and not _is_finish(s, clause)
    if s.cue == "":
        return _is_bare_period(s, clause)
    if _told(s) or _is_past(s):
        return True
    if _opens_clause(clause):
        return False
    return s.cue in ("trong", "qua", "từ") and _is_years(s.expression)


_COUNTED_OVER = re.compile(r"(?<!\w)(?:(?:số\s+liệu|lũy\s+kế|thống\s+kê)[^.;,]{0,30}|tính)\s*\Z")


def _is_bare_period(s: Setting, clause: str) -> bool:
    """Whether a stretch of time without a cue word only names a plan or says what a figure covers."""
    if isinstance(s.expression, Day):
        return False
    if _is_past(s):
        return True
    part = _is_part(s.expression)
    if part and _AT_END.match(s.right) and _FINISHES.search(clause):
        return False
    if _in_cell(s) or _is_end(s.expression) or (part and _is_handed_in(s)):
        return False
    ahead = s.right.lstrip().startswith(",") or _is_promised(s)
    if _PROMISES.search(s.left) and _is_promised(s):
        return False
    return not (_opens_clause(clause) and ahead and not _told(s))


# `Đại tá A hứa | quý III sẽ tặng xã hai căn nhà`
_PROMISES = re.compile(
    r"(?<!\w)(?<!lời )(?:hứa|xin\s+hứa|cam\s+kết|khẳng\s+định|bảo\s+đảm|thống\s+nhất)"
    r"(?:\s+(?:với|rằng|là|ngay|trong)(?:\s+[^\s,.;:]+){0,4}?)?,?\s*\Z"
)


def _must_be_met(s: Setting) -> bool:
    """`yêu cầu ba tháng cuối năm phải giải ngân hết`."""
    named = isinstance(s.expression, Interval) and s.cue == ""
    return _MUST_BE.match(s.right) is not None and not (named or _is_past(s) or _told(s))


_FINISHES = re.compile(r"(?:hoàn thành|xong|hoàn tất)(?:\s+[^\s,;:.]+){0,8}\s*$")
# `các xã trong năm 2022 phải xóa xong`, `đầu tháng 6 tới các anh phải xong`
_MUST_BE = re.compile(r"\s*(?:[^\s,.;:()]+\s+){0,4}?(?:phải|nhất\s+định)(?!\w)(?!\s+(?:được\s+)?quán\s+triệt)")
_MUST = re.compile(r"\s*,[^.;:,]{3,120}?(?<!\w)(?:phải|hoàn\s+thành|xong)(?!\w)")  # `6 tháng đầu năm 2020, xã phải …`
_WELL_AHEAD = dt.timedelta(days=45)


def _is_finish(s: Setting, clause: str) -> bool:
    """`hoàn thành tháng 8`, `xong quý III.`: the month right behind the end of the work."""
    done = re.search(r"(?:hoàn thành|xong|hoàn tất|kết thúc|khởi công|thông xe|bàn giao)\s*$", clause)
    return done is not None and bool(_AT_END.match(s.right)) and not _is_past(s)


def _is_running_total(expression: Expression) -> bool:
    """`5 tháng đầu năm`: what a report covers."""
    return isinstance(expression, Stretch) and expression.unit == "months" and expression.first_month == 1


def _opens_clause(clause: str) -> bool:
    return not re.sub(r"^[\s\d.)•+*-]+|cụ thể|trước mắt|ngay|riêng|(?:bước\s+)?sang", "", clause).strip()


def _is_part(expression: Expression) -> bool:
    """`đầu tháng 8`, `giữa quý này`."""
    if isinstance(expression, Shifted):
        return expression.part is not None
    return isinstance(expression, Stretch) and expression.unit == "part"


def _is_end(expression: Expression) -> bool:
    """`đến …`, `hết …`, `cuối …`: the words themselves name an end."""
    if isinstance(expression, Interval):
        return expression.first is None or isinstance(expression.first, Shifted)
    return isinstance(expression, Stretch | Shifted) and expression.open_start


def _is_years(expression: Expression) -> bool:
    if isinstance(expression, Interval):
        return isinstance(expression.first, Stretch) and expression.first.unit == "year"
    if not isinstance(expression, Stretch):
        return False
    # `trong ba tháng cuối năm` is time that is left, `trong 6 tháng đầu năm` a period of account
    return expression.unit == "year" or (expression.unit == "months" and expression.first_month == 1)


_TOLD_BEHIND = re.compile(
    r"[^.;]{0,60}?(?<!\w)(?:đã|mới đạt|ước đạt|giải ngân được"
    r"|được\s+(?:giao|phân\s+bổ|bố\s+trí|cấp|phê\s+duyệt)\s+(?:chỉ\s+tiêu|kế\s+hoạch|dự\s+toán|vốn|kinh\s+phí|tổng|hơn|gần|\d))(?!\w)"
)


def _told(s: Setting) -> bool:
    """The clause tells what has been done."""
    clause = clause_of(s.left)
    if re.search(r"(?<!\w)(?:đã|vừa|được)(?!\w)(?!\s+giao)", clause):
        return True
    return bool(_TOLD_BEHIND.match(s.right))


def _is_past(s: Setting) -> bool:
    return s.due is not None and s.anchor is not None and s.due < s.anchor


def _is_goal(s: Setting) -> bool:
    near = s.left[-70:]
    return bool(any_of("goal", "%s").search(near)) or bool(re.match(r"\s*,?\s*(?:phấn đấu|mục tiêu|dự kiến)", s.right))


_READINGS: tuple[tuple[Callable[[Setting], bool], DeadlineRole], ...] = (
    (_is_conditional, "condition"),
    (_is_effect, "effect"),
    (_is_cutoff, "cutoff"),
    (_is_horizon, "horizon"),
    (_is_occasion, "occasion"),
    (_has_no_end, "period"),
    (_is_period, "period"),
    (_is_schedule, "schedule"),
)
