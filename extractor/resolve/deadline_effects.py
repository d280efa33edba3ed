"""Dates from which, or until which, something holds: no time by which work is done."""

from __future__ import annotations

import re

from extractor.core.calendar import Interval
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.resolve.deadline_settings import Setting, any_of


def is_effect(s: Setting) -> bool:
    """`có hiệu lực từ …`, `cho thuê 05 năm, đến năm 2022`, `không để dồn vào cuối năm`."""
    if s.cue in deadline_cues().before + deadline_cues().strong:
        # `không để xuống giống trước ngày …` says when it may start, not when it is due
        return s.cue == "trước" and bool(
            re.search(
                r"(?:không\s+(?:để|được|cho)|(?<!báo )(?<!biển )(?<!bảng )(?<!lệnh )(?<!tin )cấm)\s[^,;]{0,60}\Z",
                s.left,
            )
        )
    if _MOVED.search(s.left) and not _DUE_ANYHOW.search(s.left):
        return True
    if _PUT_OFF.search(s.left) or (_LEFT_TILL.search(s.left) and _ONLY_THEN.match(s.right)):
        return True
    if s.cue == "từ":
        return not (isinstance(s.expression, Interval) and s.expression.last is not None)
    started = isinstance(s.expression, Interval) and s.expression.last is None
    if re.search(r"(?<!\w)(?:hợp đồng|giấy phép|hiệu lực|giá trị|thời hạn (?:thuê|sử dụng))\s*$", s.left):
        return True  # `đã có hợp đồng đến tháng 6/2021`
    if _ON_LEAVE.search(s.left) and isinstance(s.expression, Interval):
        return True
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
# `lùi thời điểm áp dụng … | đến tháng 6/2025`: when something will begin, and no day by which it is decided
_MOVED = re.compile(
    r"(?<!\w)(?:lùi|hoãn|dời|tạm\s+hoãn)\s+(?:[^\s,.;]+\s+){0,1}?(?:thời\s+điểm|ngày|kỳ\s+họp|hội\s+nghị|lịch|lễ|đại\s+hội|cuộc\s+thi|kỳ\s+thi|việc)(?!\w)[^.;]{0,120}\Z"
)
_DUE_ANYHOW = re.compile(r"(?:hoàn\s+thành|nộp|trình|báo\s+cáo|xong)[^.;]{0,60}\Z")
# `kéo dài thời gian thuê đất thêm 05 năm, đến năm 2022`: how long a right lasts
_TERM_RUNS = re.compile(
    r"(?<!\w)(?:thuê|cho\s+thuê|vay|cho\s+vay|mượn|khai\s+thác|sử\s+dụng\s+đất|giấy\s+phép|bảo\s+hành|bảo\s+lãnh|biệt\s+phái|nghỉ|đình\s+chỉ|tạm\s+dừng"
    r"|bổ\s+nhiệm|giữ\s+chức)(?!\w)[^.;]{0,60}?(?:\d+|một|hai|ba|năm|mười)\s+(?:năm|tháng|ngày)\s*,?\s*\(?\s*(?:tức\s+|kể\s+)?\Z"
    r"|(?<!\w)(?:gia\s+hạn|kéo\s+dài)\s+(?:[^\s,.;]+\s+){0,3}?(?:giấy\s+phép|(?:thời\s+(?:hạn|gian)\s+)?(?:thuê|khai\s+thác"
    r"|sử\s+dụng\s+đất|lưu\s+hành|cho\s+vay|giữ\s+chức|hoạt\s+động\s+của))(?!\w)[^.;,]{0,60}\Z"
)
# `cho ông A nghỉ phép | từ ngày 10/12 đến ngày 14/12`
_ON_LEAVE = re.compile(
    r"(?<!\w)(?:nghỉ\s+(?:phép|việc\s+riêng|thai\s+sản|ốm|không\s+lương)|đi\s+(?:công\s+tác|nước\s+ngoài)|vắng\s+mặt)"
    r"(?:\s+[^\s,.;:]+){0,3}\s*\Z",
    re.I,
)
# `không để đến cuối năm mới trả lại`
_LEFT_TILL = re.compile(r"(?<!\w)(?:không|đừng|chớ)\s+(?:được\s+)?(?:để|đợi|chờ)\s*\Z")
_ONLY_THEN = re.compile(r"(?:\s+[^\s,.;]+){0,3}?\s+(?:mới|rồi)(?!\w)")
# `chưa xem xét đề nghị kéo dài … đến năm 2030`: what is refused has no day
_REFUSED = re.compile(
    r"(?<!\w)(?:chưa|không)\s+(?:xem\s+xét|đồng\s+ý|chấp\s+thuận|thống\s+nhất|giải\s+quyết|cho\s+phép)(?!\w)[^.;]{0,120}\Z"
)
