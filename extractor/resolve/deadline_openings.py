"""Times that need no bound before them: they open the last step of an order (`…, tuần tới gửi danh sách`)."""

from __future__ import annotations

import re
from functools import cache

from extractor.core.calendar import Day, Expression, Shifted, Stretch, Week
from extractor.lexicon.orders import one_of, order_words
from extractor.resolve.deadline_settings import Setting, any_of

_STEP_ENDS = r"(?:[,;]|:\s*\"|(?<!\w)(?:và|rồi|thì))\s*\Z"
_OPENS_STEP = re.compile(_STEP_ENDS)
_THEN = r"\s+(?:(?:thì|là|phải|sẽ|cần|các\s+(?:anh|chị|đồng\s+chí|đơn\s+vị|địa\s+phương)|anh|chị|xã|huyện|sở)\s+)*"
_MOST_WORDS = 9  # of whoever does it, between the time and what is done


# `…, sang đầu quý sau thì mở lớp`, `…, rồi qua tháng 5 tổng kết`
_PASSES_ON = re.compile(r"(?:[,;:]|(?<!\w)rồi)\s*(?:(?:rồi|và|còn)\s+)?(?:bước\s+)?(?:sang|qua)\s*\Z")


def opens_step(s: Setting) -> bool:
    """`rà soát từng hộ, | tuần tới gửi danh sách`: a time to come that opens a step in which something is handed in."""
    if s.cue not in ("", "vào", "ngay") or not is_point(s.expression):
        return False
    if not _OPENS_STEP.search(s.left) and not _PASSES_ON.search(s.left):
        return False
    if s.due is None or s.anchor is None or s.due < s.anchor:
        return False
    if passes_on(s):
        return True
    if isinstance(s.expression, Shifted) and (hands_in_later(s.right) or _is_done_that_day(s)):
        return True
    return hands_in(s.right)


def passes_on(s: Setting) -> bool:
    """`vá xong trước ngày 15, sang | tháng sau thì mở lớp`: the next step, with the time it is left to."""
    return is_point(s.expression) and _PASSES_ON.search(s.left) is not None and _acts().match(s.right) is not None


def _is_done_that_day(s: Setting) -> bool:
    """`khỏi làm tờ trình, | 2 giờ chiều nay cho xe lên chở`: the day on which the step is taken."""
    return isinstance(s.expression, Shifted) and s.expression.unit == "day" and _acts().match(s.right) is not None


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"{_THEN}{one_of((*order_words().verbs, 'cho xe', 'cho người', 'cho máy'))}")


def is_point(expression: Expression) -> bool:
    """Whether it is no longer than a quarter: a plan or a period of account is not told by one so short."""
    if isinstance(expression, Stretch):
        return expression.unit in ("month", "quarter", "part")
    if isinstance(expression, Shifted):
        return expression.unit != "year"
    return isinstance(expression, Day | Week)


def hands_in(right: str) -> bool:
    """Whether what stands right behind the time says what is then handed in, answered or checked."""
    return any_of("handing_in", rf"{_THEN}%s").match(right) is not None


def hands_in_later(right: str) -> bool:
    """The same where whoever does it may stand between (`10 ngày nữa Thanh tra huyện kiểm tra`)."""
    return any_of("handing_in", rf"\A(?:\s+[^\s,.;:()\"]+){{0,{_MOST_WORDS}}}?\s+%s").match(right) is not None


def opens_after(said_before: str) -> bool:
    """Whether the words before a length of time end a step of an order, so that the length opens the next one."""
    return bool(said_before.strip(" -+•*.)0123456789")) and _OPENS_STEP.search(said_before) is not None


def closes_account(said_before: str) -> bool:
    """`…, báo cáo kết quả | sau 10 ngày`: the clause before the length hands something in."""
    clause = re.split(r"[,;:]\s|(?<!\w)và\s", said_before)[-1]
    return any_of("handing_in", r"\A\s*%s").match(clause) is not None
