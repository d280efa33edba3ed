"""Lists of a report that stand under a heading of results: `Những kết quả đã đạt được` / `• Hoàn thành cầu cảng`."""

from __future__ import annotations

import re

from extractor.assemble.grounds import Grounds
from extractor.structure.outline import Line

_OF_RESULTS = re.compile(
    r"[\W_]*(?:(?:về|những|các|một số|nhiều|tổng hợp|điểm lại)\s+)*"
    r"(?:(?:kết quả|thành tựu|thành tích|thành quả|dấu ấn|điểm sáng|hạn chế|tồn tại|khó khăn|vướng mắc|bất cập"
    r"|hiện trạng|thực trạng|bối cảnh|tiến độ (?:hiện tại|hiện nay)|tình hình (?:hiện tại|hiện nay|thực hiện))(?!\w)"
    r"|(?:hạng mục|công việc|phần việc|nội dung|nhiệm vụ|mốc|việc)(?: [^\W\d]+){0,2} đã (?:được )?"
    r"(?:đạt|làm|hoàn thành|xong|thực hiện|triển khai))"
)
_TO_COME = re.compile(r"(?<!\w)(?:cần|phải|giải pháp|yêu cầu|tới|tiếp theo|tháo gỡ|khắc phục|xử lý|giải quyết)(?!\w)")
_LONGEST = 120  # characters of such a heading


def told_under_headings(grounds: Grounds) -> frozenset[int]:
    """The items of a report's lists whose heading says that they tell what was reached, or what is lacking."""
    if grounds.official:
        return frozenset()
    told: set[int] = set()
    under = False
    for number, line in enumerate(grounds.lines):
        if line.label is None:
            under = _heads_results(grounds, line)
        elif under:
            told.add(number)
    return frozenset(told)


def _heads_results(grounds: Grounds, line: Line) -> bool:
    if line.part != "caption" and not line.lead_in and not line.heading:
        return False
    lower = grounds.index.lower
    if line.end - line.start > _LONGEST or _TO_COME.search(lower, line.start, line.end):
        return False
    return _OF_RESULTS.match(lower, line.start, line.end) is not None
