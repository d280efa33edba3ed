"""Deadline or not: what part a date plays in its clause."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from extractor.core.calendar import Day, Expression, Interval, Recurring, Shifted, Stretch
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.lexicon.orders import one_of, order_words
from extractor.resolve.deadline_conditions import is_condition, is_conditional
from extractor.resolve.deadline_effects import is_effect
from extractor.resolve.deadline_openings import opens_step
from extractor.resolve.deadline_settings import DeadlineRole, Setting, any_of, clause_of, opens_clause


def role_of(setting: Setting) -> DeadlineRole:
    """The first reading that holds."""
    for reading, role in _READINGS:
        if reading(setting):
            return role
    return "target" if _is_goal(setting) else "task"


# `Ngày mai trời rét, …`, `từ nay đến 15/10 có mưa lớn`
_WEATHER_NEXT = re.compile(
    r"\s*,?\s*(?:(?:dự\s+báo|có\s+(?:khả\s+năng|thể)|sẽ|còn|tiếp\s+tục|vẫn)\s+){0,3}(?:(?:thời\s+tiết|trời|khu\s+vực|miền|vùng)\s"
    r"(?:[^,.;:]{0,30}\s)?|có\s+|xuất\s+hiện\s+)?(?:mưa|nắng|rét|bão|lũ|dông|giông|lốc|sương|nồm|triều\s+cường|nước\s+(?:lớn|rong|dâng|lên))(?!\w)"
)


def _is_earliest(s: Setting) -> bool:
    """`không xét các đơn gửi sau | ngày 15/3`: what comes later."""
    return s.cue == "" and re.search(r"(?<!\w)(?<!để )sau(?:\s+ngày)?\s*$", s.left) is not None


# `Giữ nguyên mức phí chợ | đến hết năm 2023`
_KEPT = re.compile(r"(?<!\w)(?:giữ\s+nguyên|giữ\s+mức|miễn(?!\s+(?:nhiệm|sao))|tạm\s+hoãn|hoãn|giãn)\s[^.;,]*\Z")


def _is_kept(s: Setting) -> bool:
    return s.cue == "" and _is_end(s.expression) and _KEPT.search(s.left) is not None


def _is_forecast(s: Setting) -> bool:
    return s.cue not in deadline_cues().before and _WEATHER_NEXT.match(s.right) is not None


def _is_cutoff(s: Setting) -> bool:
    if isinstance(s.expression, Interval) and s.expression.last == Shifted("day", 0):
        return True
    if not _is_end(s.expression) or (isinstance(s.expression, Interval) and s.expression.first is not None):
        return False
    if any_of("cutoff_before", r"%s\s*$").search(s.left) or is_condition(s):
        return True
    if s.cue == "" and _AS_OF.search(s.left) and _AT_END.match(s.right):
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


# `báo cáo tình hình thiệt hại | đến ngày 20/9/2014`, `kết quả các nội dung đã thực hiện | đến ngày …`
_AS_OF = re.compile(
    r"(?<!\w)(?:kết\s+quả|tình\s+hình|tiến\s+độ|số\s+liệu|thiệt\s+hại|hiện\s+trạng|đã\s+(?:thực\s+hiện|triển\s+khai|giải\s+ngân))"
    r"(?:\s+(?!(?:để|phải|xong|hoàn|gia|kéo|lùi|nộp|gửi|trình|chậm|từ)(?!\w))[^\s,.;:]+){0,8}\s*\Z"
)


def _is_horizon(s: Setting) -> bool:
    """`đề án … đến năm 2030`, `tầm nhìn đến năm 2045`: the end of a plan's name."""
    point = s.expression.last if isinstance(s.expression, Interval) else s.expression
    if not isinstance(point, Stretch) or point.unit not in ("year", "part") or s.cue in deadline_cues().before:
        return False
    if point.first_month == point.last_month:
        return False  # `lùi thời hạn trình Quy hoạch đến năm 2030 đến hết tháng 01/2015`
    if re.search(r"(?:tầm\s+nhìn|định\s+hướng)(?:\s+\S+){0,3}\s*$|(?<!\w)có\s+(?:xét|tính)\s*$", s.left):
        return True
    # `Kế hoạch giảm phát thải, bao gồm khí mê-tan đến năm 2030`: what a plan is about goes on
    clause = clause_of(_GOES_ON_NAMING.sub(" ", _DAY_OF_PAPER.sub(" ", s.left)))
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
_GOES_ON_NAMING = re.compile(r",\s+(?=(?:bao\s+gồm|gồm|kể\s+cả|nhất\s+là)\s)")
# `chuyển đổi số đến năm 2025, định hướng đến năm 2030`
_LOOKS_FURTHER = re.compile(r"\s*,?\s*(?:và\s+)?(?:tầm\s+nhìn|định\s+hướng|có\s+(?:xét|tính)\s+đến\s+năm)(?!\w)")
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
    if _spans_years(s.expression) and s.cue not in deadline_cues().strong:
        return True
    if s.strength == "strong" or _is_milestone(s):
        return False
    if _TIME_OF.search(s.left):
        return True
    named = any_of("occasion", r"%s(?:\s+\S+){0,4}\s*\(?$").search(s.left[-40:]) or re.search(r"(?<!\w)lễ\s*$", s.left)
    return bool(named) and not re.search(r"(?:hoàn thành|xong|hoàn tất)\s+(?:trước|vào)\s+(?:dịp|lễ)", s.left)


def _spans_years(expression: Expression) -> bool:
    """`(11/6/1948 - 11/6/2018)`: an anniversary."""
    if not (_are_days(expression) and isinstance(expression, Interval)):
        return False
    first, last = expression.first, expression.last
    assert isinstance(first, Day) and isinstance(last, Day)
    return bool(first.year and last.year and last.year - first.year >= _ANNIVERSARY)


_ANNIVERSARY = 4  # years


def _is_schedule(s: Setting) -> bool:
    if s.strength == "strong" and not s.cue.startswith(("đúng", "kịp")):
        return False
    if any_of("schedule", r"%s(?:\s+trong)?(?:\s+(?:hai|ba|bốn|\d{1,2})(?:\s+ngày)?,?)?\s*$").search(
        s.left
    ) and isinstance(s.expression, Day | Interval | Stretch):
        return True
    if s.cue == "" and _are_days(s.expression) and _GATHERING_OF_DAYS.search(s.left):
        return True  # `phương án dự phòng cho kỳ thi ngày 07 và 08/7`
    if s.cue == "vào" and not _is_past(s) and not _told(s) and (_REACHED.search(s.left) or _hands_over(s)):
        return False
    if s.cue == "" and not _is_past(s) and (_is_promised(s) or _is_handed_in(s) or _is_milestone(s)):
        return False
    if s.cue == "" and not _is_past(s) and _AT_END.match(s.right) and _MUST_REACH.search(s.left):
        return False
    if s.cue in ("", "vào") and is_near(s.expression):
        return not _is_past(s)
    return isinstance(s.expression, Day) and s.cue in ("", "vào", "từ") and (not _in_cell(s) or _is_past(s))


_GATHERING_OF_DAYS = re.compile(
    r"(?<!\w)(?:kỳ\s+(?:thi|họp)|hội\s+(?:nghị|thảo|thi|diễn)|đại\s+hội|lễ\s+hội|(?:phiên|cuộc|buổi)\s+\w+|đợt\s+thi)"
    r"(?:\s+[^\s,.;:()]+){0,3}\s*\Z"
)


def _are_days(expression: Expression) -> bool:
    return isinstance(expression, Interval) and isinstance(expression.first, Day) and isinstance(expression.last, Day)


def is_near(expression: Expression) -> bool:
    """`thứ Sáu`, `mai`, `chiều nay`, `tuần tới`: a day or week told from the one on which the order is given."""
    if not isinstance(expression, Shifted) or expression.unit not in ("day", "week") or expression.open_start:
        return False
    return expression.shift >= 0 and expression.part is None


_HANDS_OVER = re.compile(
    r"(?:^|(?<!\w)(?:phải|yêu\s+cầu|đề\s+nghị|giao|cần)\s)(?:[^.;,]{0,60}\s)?"
    r"(?:chuyển|gửi|nộp|trình|bàn\s+giao|giao\s+nộp|báo\s+cáo|trả|công\s+bố)\s[^.;,]{2,90}\Z"
)


def _hands_over(s: Setting) -> bool:
    """`đề nghị chuyển bản gốc cho bộ phận lưu trữ | vào lúc 10 giờ ngày 18/11`."""
    return _HANDS_OVER.search(clause_of(s.left)) is not None and not any_of("gatherings", _JUST_BEFORE).search(s.left)


_JUST_BEFORE = r"%s(?:\s+[^\s,.;]+){0,4}\s*\Z"
# `Đường tránh phải thông xe | ngày 30/4 này`
_MUST_REACH = re.compile(
    r"(?<!\w)(?:phải|yêu\s+cầu|đề\s+nghị|giao|cần)\s(?:[^.;,:]{0,80}\s)?(?:hoàn\s+thành|hoàn\s+tất|xong|dứt\s+điểm|thông\s+xe|thông\s+tuyến"
    r"|hợp\s+long|khánh\s+thành|khởi\s+công|khai\s+trương|bàn\s+giao|đóng\s+điện|cắt\s+băng|vận\s+hành|hoạt\s+động|chạy\s+thử|trả)"
    r"(?:\s+(?!(?:của|tại|hội|lễ|họp|kỳ)(?!\w))[^\s,.;:]+){0,6}\s+\Z"
)
# `phải đạt tối thiểu 25% | vào 31/3`
_REACHED = re.compile(
    r"(?<!\w)(?:phải|cần|bảo\s+đảm|đảm\s+bảo|phấn\s+đấu|yêu\s+cầu)\s(?:[^.;,]{0,60}\s)?(?:đạt|giải\s+ngân|hoàn\s+thành|xong|đủ)(?!\w)[^.;,]{0,60}\Z"
)
_DONE_THEN = re.compile(
    r"\s+(?:báo\s+cáo|trình|gửi|nộp|chốt|công\s+bố|bàn\s+giao|hoàn\s+thành|hoàn\s+tất|xong"
    r"|ban\s+hành|phát\s+hành|đóng\s+sổ|khóa\s+sổ|chuyển|giao\s+nộp|niêm\s+yết|quyết\s+toán|thanh\s+toán|trả|cấp)(?!\w)"
)


def _is_promised(s: Setting) -> bool:
    """`…, ngày 24/4 báo cáo bằng văn bản`, `ngày 16/9 sẽ đưa trò trở lại lớp`, `hết tháng 10 là chốt sổ`."""
    if isinstance(s.expression, Day) and s.left.rstrip().endswith((",", ";")) and _DONE_THEN.match(s.right):
        return not _told(s)
    if opens_step(s):
        return not _told(s)
    if re.search(r"(?<!\w)(?<!lời )(?<!bản )(?:hứa|cam\s+kết)(?!\w)", clause_of(s.left)) and not _AT_END.match(s.right):
        return not _told(s)
    if re.match(r"\s*,?\s*(?:(?:thì|là|cũng)\s+)?(?:sẽ|phải)(?!\w)", s.right):
        return True
    return bool(re.match(r"\s*(?:thì|là)\s+(?:chốt|xong|hết|nộp|báo|trình|gửi|hoàn|khóa|đóng)(?!\w)", s.right))


_AT_END = re.compile(r"\s*(?:$|[.,;)]|\()")
_OCCASION = re.compile(
    r"(?<!\w)(?:họp|nghị|lễ|mạc|ban|việc|đợt|bản|văn|(?<!thẩm )(?<!giám )(?<!kiểm )định|kỳ|ngày"
    r"|vụ|trận|bão|sự kiện|tin|báo)\s*$"
)


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


def _is_of_the_account(s: Setting) -> bool:
    """A stretch that tells of which time something is told, whatever cue stands before it."""
    if not isinstance(s.expression, Shifted | Stretch):
        return False
    if _BLAMED.search(s.left) or (s.cue.startswith("định kỳ") and isinstance(s.expression, Stretch)):
        return True  # `buổi tiếp công dân định kỳ tháng 4/2021`
    told = _TELLS_OF_IT.search(s.left) is not None and _is_own_time(s.expression)
    return told and not _MUST_BE.match(s.right)


def _is_period(s: Setting) -> bool:
    """A period that names a plan or says what a figure covers."""
    if s.strength == "strong" or isinstance(s.expression, Recurring) or _is_milestone(s):
        return False
    if s.cue == "" and not isinstance(s.expression, Day) and (_OF_MEETING.search(s.left) or _JUDGED.search(s.left)):
        return True
    if s.cue in ("", "vào") and is_near(s.expression) and not _is_past(s) and not _told(s):
        return False
    clause = clause_of(s.left)
    if _must_be_met(s):
        return False
    if _is_running_total(s.expression):
        to_come = s.due is not None and s.anchor is not None and s.due - s.anchor > _WELL_AHEAD
        ahead = to_come and (s.cue == "trong" or (opens_clause(clause) and bool(_MUST.match(s.right))))
        return not ahead and not re.search(r"(?:hoàn thành|xong|hoàn tất)\s+(?:trong\s+)?$", clause)
    if isinstance(s.expression, Interval) and isinstance(s.expression.first, Day):
        return _is_past(s) or _told(s) or _COUNTED_OVER.search(s.left) is not None
    if any_of("goal", "%s").search(clause) or re.search(r"(?:hoàn thành|xong|hoàn tất)(?:\s+\S+){0,25}\s*$", clause):
        return s.cue == "" and not _is_end(s.expression) and not _is_finish(s, clause)
    if s.cue == "":
        return _is_bare_period(s, clause)
    if _told(s) or _is_past(s):
        return True
    if opens_clause(clause):
        return False
    return s.cue in ("trong", "qua", "từ") and _is_years(s.expression)


# `phê bình Ban Quản lý dự án chậm giải ngân | trong quý I`
_BLAMED = re.compile(
    r"(?<!\w)(?:phê\s+bình|nhắc\s+nhở|khiển\s+trách|rút\s+kinh\s+nghiệm|ghi\s+nhận|đánh\s+giá\s+cao)\s"
    r"(?:(?!(?<!\w)(?:yêu\s+cầu|đề\s+nghị|giao|phải|hoàn\s+thành|xong)(?!\w))[^.;,])*\Z"
)
# `báo cáo tiến độ thực hiện các nhiệm vụ | trong tuần`, `đánh giá kết quả thực hiện nhiệm vụ | trong tháng`
_TELLS_OF_IT = re.compile(
    r"(?<!\w)(?:kết\s+quả|tình\s+hình|tiến\s+độ|đánh\s+giá|tổng\s+kết|sơ\s+kết|kiểm\s+điểm)(?:\s+[^\s,.;:]+){0,6}?"
    r"\s+(?:hoạt\s+động|công\s+tác|nhiệm\s+vụ|diễn\s+biến)"
    r"(?:\s+(?!(?:để|và\s+(?:báo|gửi|hoàn)|phải|xong|hoàn|về|cho|lên|gửi|nộp|trình)(?!\w))[^\s,.;:]+){0,6}\s*\Z"
)


def _is_own_time(expression: Expression) -> bool:
    """`trong tuần`, `trong tháng`, `trong năm`: the time of the document, by no name."""
    if isinstance(expression, Shifted):
        return expression.shift == 0 and expression.unit in ("week", "month", "quarter") and not expression.open_start
    return isinstance(expression, Stretch) and expression.unit == "year" and expression.year_shift == 0


_COUNTED_OVER = re.compile(r"(?<!\w)(?:(?:số\s+liệu|lũy\s+kế|thống\s+kê)[^.;,]{0,30}|tính)\s*\Z")


def _is_bare_period(s: Setting, clause: str) -> bool:
    """Whether a stretch of time without a cue word only names a plan or says what a figure covers."""
    if isinstance(s.expression, Day):
        return False
    if _is_past(s):
        return True
    if opens_step(s) and not _told(s):
        return False
    part = _is_part(s.expression)
    if part and _AT_END.match(s.right) and _FINISHES.search(clause):
        return False
    if _in_cell(s) or _is_end(s.expression) or (part and _is_handed_in(s)):
        return False
    ahead = s.right.lstrip().startswith(",") or _is_promised(s) or _is_step(s) or _is_done_then(s)
    if _PROMISES.search(s.left) and _is_promised(s):
        return False
    return not (opens_clause(clause) and ahead and not _told(s))


def _is_done_then(s: Setting) -> bool:
    """`Quý I/2023 | xong phần móng`; of a year only the aim is told (`phấn đấu …, năm 2022 hoàn thành toàn bộ`)."""
    short = isinstance(s.expression, Stretch) and s.expression.unit in ("month", "quarter", "part")
    return (
        short
        and not _is_past(s)
        and re.match(r"\s+(?:xong|hoàn\s+thành|hoàn\s+tất|dứt\s+điểm)(?!\w)", s.right) is not None
    )


def _is_step(s: Setting) -> bool:
    """`…, tháng 8 đưa ra chạy thử, tháng 10 đánh giá`: a month or quarter to come, right before what is done in it."""
    if not isinstance(s.expression, Stretch | Shifted) or s.due is None or s.anchor is None:
        return False
    short = isinstance(s.expression, Shifted) or s.expression.unit in ("month", "quarter", "part")
    return short and s.due >= s.anchor and _verb_next().match(s.right) is not None


@cache
def _verb_next() -> re.Pattern[str]:
    return re.compile(rf"\s+{one_of(order_words().verbs)}(?!\s+(?:này|tới|sau|trước)(?!\w))")


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
    (is_conditional, "condition"),
    (is_effect, "effect"),
    (_is_forecast, "period"),
    (_is_earliest, "effect"),
    (_is_kept, "period"),
    (_is_cutoff, "cutoff"),
    (_is_horizon, "horizon"),
    (_is_occasion, "occasion"),
    (_has_no_end, "period"),
    (_is_of_the_account, "cutoff"),
    (_is_period, "period"),
    (_is_schedule, "schedule"),
)
