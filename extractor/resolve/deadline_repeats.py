"""Deadlines that come again: frequencies, and the days that stand apart from them in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from extractor.core.calendar import Recurring
from extractor.core.characters import lower_case
from extractor.core.cued import cued
from extractor.core.record import Deadline
from extractor.lexicon.calendar_words import calendar_words
from extractor.lexicon.deadline_cues import deadline_cues
from extractor.resolve.deadline_candidates import DeadlineCandidate, deadline_at
from extractor.resolve.deadline_places import Place, sentence_around
from extractor.resolve.deadline_settings import DeadlineRole, Strength


def recurring_candidate(view: str, text: str, place: Place) -> DeadlineCandidate:
    """The repetition itself as a deadline."""
    value = place.expression.value  # type: ignore[union-attr]
    strength: Strength = (
        "strong" if "BY" in value or place.cue in (*deadline_cues().strong, *deadline_cues().before) else "weak"
    )
    left = view[place.sentence[0] : place.start].lower()
    if view[place.start : place.mention.end].lower().startswith("định kỳ"):
        left = left.removesuffix("theo ")  # `báo cáo theo định kỳ 6 tháng` tells when
    right = view[place.mention.end : place.sentence[1]].lower()
    deadline = deadline_at(text, place.start, place.mention.end, recurrence=value)
    # `gửi kế hoạch giám sát | trước ngày 15 mỗi tháng`: a bound belongs to the order
    bounded = view[place.start : place.mention.end].lower().startswith(("trước ", "chậm nhất ", "muộn nhất "))
    role: DeadlineRole = (
        "period"
        if _is_rate(left, right, bounded=bounded) or _IN_FORCE.search(left) or _OPENING_HOURS.search(left)
        else "task"
    )
    return DeadlineCandidate(place.start, place.mention.end, deadline, strength, role, place.index)


def _is_rate(left: str, right: str, *, bounded: bool) -> bool:
    """`giải pháp cho từng năm`, `kế hoạch hằng năm`, `bình quân mỗi năm`: says how much or of what, not when."""
    if re.search(r"(?:cho|theo|của|bình\s+quân|trung\s+bình|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|nhiệm\s+vụ)\s*$", left):
        return True
    if _NAMES_PLAN.search(left) and not bounded:
        return True
    if re.search(r"(?<!\w)(?:quá|trên|hơn|dưới|gần|khoảng)\s+[\d.,]+\s+[^\s\d]+\s*$", left):
        return True  # `quá 5 lượt mỗi tháng`
    return bool(
        re.match(
            r"\s*(?:(?:là|làm)\s+(?:ngày|tháng|tuần)|(?:cho\s+)?(?:mỗi|một|từng)\s+(?:hộ|người|em|cháu|suất|khẩu|nhà|xã|thôn)|tăng|giảm|đạt|có\s+khoảng|trung\s+bình|bình\s+quân)(?!\w)",
            right,
        )
    )


# `kế hoạch 5 năm và hằng năm`, `chương trình công tác hằng tháng, hằng quý`, `dự toán chi thường xuyên hằng năm`
_NAMES_PLAN = re.compile(
    r"(?<!\w)(?<!phòng )(?<!ban )(?<!tổ )"
    r"(?:kế\s+hoạch|dự\s+toán|chương\s+trình|chỉ\s+tiêu|nghị\s+quyết|ngân\s+sách|nhiệm\s+vụ)"
    r"(?:\s+(?!(?:và|lúc|hồi|để|cho|theo|được|đã|vào|trong|báo|gửi|trình|nộp|tổng|định|ít|tối|thì|phải|sẽ|do|với)(?!\w))[^\s,.;:()]+){0,4}"
    r"(?:\s*(?:,|và|hoặc|,\s*và)\s+(?:(?:hằng|hàng)\s+(?:tuần|tháng|quý)|\d+\s+(?:tháng|năm)|trung\s+hạn|dài\s+hạn)){0,3}"
    r"(?:\s*(?:,|và|hoặc|,\s*và))?\s*\Z"
)
# `áp dụng từ ngày 16/4 đến ngày 15/10 hằng năm`: when a rule is in force
_IN_FORCE = re.compile(
    r"(?<!\w)(?:áp\s+dụng|có\s+hiệu\s+lực|mùa|thời\s+gian|giờ\s+làm\s+việc)(?!\w)[^.;]{0,40}?(?<!\w)từ\s+(?:ngày\s+|tháng\s+)?\d{1,2}"
    r"(?:\s*/\s*\d{1,2}|\s+tháng\s+\d{1,2})?\s*(?:đến|-)(?:\s+hết)?\s*\Z"
)
# `thu gom từ 15 giờ | đến 19 giờ hàng ngày`, `kéo dài thời gian thông quan đến 22h00 hàng ngày`
_OPENING_HOURS = re.compile(
    r"(?<!\w)(?:từ\s+\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}|(?:thời\s+gian|giờ|kéo\s+dài|mở\s+cửa|phục\s+vụ|hoạt\s+động)[^.;,]{0,60}?)\s*"
    r"(?:đến|tới|-)\s*\Z"
)
_BARE_DAY = re.compile(
    r"(?<!\w)(?:chậm\s+nhất(?:\s+là)?|trước|vào|đến|muộn\s+nhất)\s+ngày\s+(?P<day>\d{1,2}(?:(?:\s*,\s*|\s+và\s+)(?:ngày\s+)?\d{1,2}(?!\d|/|\.\d)){0,3})"
    r"(?!\d|[/.-]\d|\s*(?:tháng(?!\s+sau(?!\w))|/))(?:\s+tháng\s+sau(?!\w))?",
    re.I,
)
_BARE_WEEKDAY = re.compile(
    r"(?<!\w)(?:chậm\s+nhất(?:\s+là)?|trước|vào|định\s+kỳ)\s+(?:\d{1,2}\s*(?:h|giờ)\s*\d{0,2}\s+)?(?:(?:sáng|chiều)\s+)?"
    r"(?:ngày\s+)?(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>chủ\s+nhật))(?!\w)",
    re.I,
)
# `Mỗi năm 02 lần vào tháng 6 và tháng 12`
_BARE_MONTHS = re.compile(
    r"(?<!\w)(?:vào|trong)\s+(?:các\s+)?(?P<months>tháng\s+\d{1,2}(?:(?:\s*,\s*|\s+và\s+)(?:tháng\s+)?\d{1,2}){0,4})"
    r"(?!\d|[/.-]\d|\s+năm\s+\d)",
    re.I,
)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def bare_days(view: str, text: str, places: Sequence[Place]) -> list[DeadlineCandidate]:
    """`Hằng tháng, … báo cáo … trước ngày 20`: frequency and day stand apart in one sentence."""
    found = []
    for place in places:
        value = getattr(place.expression, "value", "") if isinstance(place.expression, Recurring) else ""
        pattern = {"FREQ=MONTHLY": _BARE_DAY, "FREQ=WEEKLY": _BARE_WEEKDAY, "FREQ=YEARLY": _BARE_MONTHS}.get(value)
        if pattern is None:
            continue
        for match in pattern.finditer(view, *place.sentence):
            if place.mention.start < match.end() and match.start() < place.mention.end:
                continue
            if value == "FREQ=MONTHLY":
                days = [int(day) for day in re.findall(r"\d+", match["day"])]
                if not all(1 <= day <= 31 for day in days):
                    continue
                part = "BYMONTHDAY=" + ",".join(map(str, days))
            elif value == "FREQ=YEARLY":
                months = [int(month) for month in re.findall(r"\d+", match["months"])]
                if max(months) > 12 or not min(months):
                    continue
                part = "BYMONTH=" + ",".join(map(str, months))
            else:
                part = f"BYDAY={_WEEKDAYS[calendar_words().weekdays[(match['day'] or 'chủ nhật').lower()]]}"
            deadline = deadline_at(text, match.start(), match.end(), recurrence=f"{value};{part}")
            found.append(DeadlineCandidate(match.start(), match.end(), deadline, "strong", "task", place.index))
    return found


# `Hộ chăn nuôi rắc vôi chuồng trại | 2 lần/tuần.`; `tăng lên 02 lần/ngày` says how much
_TURNS_IN = cued(
    r"(?<!\w)(?<!lên )(?<!quá )(?<!trên )(?<!dưới )(?<!hơn )(?<!bình quân )(?<!trung bình )(?<!khoảng )"
    r"(?:(?:ít\s+nhất|tối\s+thiểu|không\s+dưới)\s+)?(?:0?[2-9]|[1-3]\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s?(?:lần|lượt|cữ|bận)"
    r"\s?(?:/\s?|\s(?:trong\s)?(?:mỗi|một|1)\s)(?P<unit>ngày|tuần|tháng|quý|năm)(?=\s*(?:[.;\n]|$))",
    *("lần", "lượt", "cữ", "bận"),
)
_UNITS = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "quý": "MONTHLY;INTERVAL=3", "năm": "YEARLY"}
_NO_DUTY = re.compile(r"(?<!\w)(?:đã|bị|được|vi\s+phạm|xảy\s+ra|giảm|tăng|nếu|quá|chỉ|mới|còn|uống|ăn|tiêm)(?!\w)")


def turn_candidates(view: str, text: str, found: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """`tuần tra rừng 3 lần/tuần.`: a figure, and how often the work comes, where the sentence sets no other time."""
    lower, turns = lower_case(view), []
    for match in _TURNS_IN.finditer(lower):
        first, last = sentence_around(view, *match.span())
        beside = any(first <= c.start < last and (c.strength == "strong" or c.deadline.recurrence) for c in found)
        if beside or _NO_DUTY.search(lower, first, match.start()):
            continue
        deadline = deadline_at(text, *match.span(), recurrence=f"FREQ={_UNITS[match['unit']]}")
        turns.append(DeadlineCandidate(*match.span(), deadline, "weak", "task"))
    return turns


def without_repetition(view: str, text: str, candidates: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """Of a plain frequency and a more exact one, or a day of the year, in one sentence the exact one remains."""
    starts = [candidate.start for candidate in candidates]
    kept: list[DeadlineCandidate] = []
    for candidate in candidates:
        if candidate.deadline.recurrence is None and not _is_day_of_year(view, candidate):
            kept.append(candidate)
            continue
        first, last = sentence_around(view, candidate.start, candidate.end)
        beside = candidates[bisect_left(starts, first) : bisect_left(starts, last)]
        rule = candidate.deadline.recurrence
        if rule is None:
            kept.append(_yearly(view, candidate, beside))
        elif "BY" in rule or not _is_refined(view, candidate, beside):
            kept.append(candidate)
    return _half_years(view, text, kept)


_BY_DAY = re.compile(r"FREQ=YEARLY;BYMONTH=(\d+);BYMONTHDAY=(\d+)")
_HALF_YEARLY = re.compile(r"(?<!\w)(?:định\s+kỳ\s+)?(?:0?6|sáu)\s+tháng\s*\(\Z", re.I)
_ONE_DUTY = 60  # characters between the two dates


def _half_years(view: str, text: str, candidates: Sequence[DeadlineCandidate]) -> list[DeadlineCandidate]:
    """`định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12)`: one rule, on both days."""
    kept: list[DeadlineCandidate] = []
    for candidate in candidates:
        last = kept[-1] if kept else None
        first, second = (_BY_DAY.fullmatch(c.deadline.recurrence or "") if c else None for c in (last, candidate))
        if last and first and second and first[2] == second[2] and first[1] != second[1]:
            between = view[last.end : candidate.start]
            if len(between) <= _ONE_DUTY and not re.search(r"[.;\n]", between):
                months = ",".join(sorted({first[1], second[1]}, key=int))
                rule = f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={first[2]}"
                opens = _HALF_YEARLY.search(view, max(0, last.start - _ONE_DUTY), last.start)
                start, end = opens.start() if opens else last.start, candidate.end + view.startswith(")", candidate.end)
                deadline = deadline_at(text, start, end, recurrence=rule)
                kept[-1] = msgspec.structs.replace(last, start=start, end=end, deadline=deadline)
                continue
        kept.append(candidate)
    return kept


def _is_refined(view: str, plain: DeadlineCandidate, beside: Sequence[DeadlineCandidate]) -> bool:
    """Whether a candidate of the same sentence says the plain frequency more exactly."""
    frequency = plain.deadline.recurrence or ""
    for other in beside:
        rule = other.deadline.recurrence or ""
        if "BY" in rule and rule.split(";")[0] == frequency.split(";")[0]:
            return True
        if frequency == "FREQ=MONTHLY;INTERVAL=3" and "BYMONTH=" in rule:
            return True
        if frequency == "FREQ=MONTHLY;INTERVAL=6" and _in_brackets(view, plain, other):
            return True
        if frequency == "FREQ=YEARLY" and _is_day_of_year(view, other):
            return True
    return False


def _in_brackets(view: str, plain: DeadlineCandidate, other: DeadlineCandidate) -> bool:
    """`định kỳ 6 tháng (trước ngày 15/6)`."""
    return view[plain.end : other.start].strip() == "(" and _is_day_of_year(view, other)


def _is_day_of_year(view: str, candidate: DeadlineCandidate) -> bool:
    """`trước 15/12`, without a year."""
    said = view[candidate.start : candidate.end].lower()
    named = re.search(r"\d{1,2}\s*(?:/|tháng)\s*\d{1,2}", said) and not re.search(r"(?:19|20)\d\d", said)
    return bool(named) and candidate.deadline.recurrence is None and candidate.strength == "strong"


_SHARES_YEARS = re.compile(r"\s*(?:,|;|và|, và)\s+(?:[^\s,.;]+\s+){0,6}", re.I)


def _yearly(view: str, candidate: DeadlineCandidate, beside: Sequence[DeadlineCandidate]) -> DeadlineCandidate:
    """`Hằng năm, … trước ngày 15/12` → every year on that day."""
    yearly = any(
        (c.deadline.recurrence == "FREQ=YEARLY" and c.start < candidate.start)
        # `định kỳ 6 tháng (trước ngày 15/6)`
        or (c.deadline.recurrence == "FREQ=MONTHLY;INTERVAL=6" and view[c.end : candidate.start].strip() == "(")
        # `báo cáo 6 tháng trước ngày 15/6 và báo cáo năm trước ngày 15/12 hằng năm`
        or ("BYMONTHDAY" in (c.deadline.recurrence or "") and _SHARES_YEARS.fullmatch(view, candidate.end, c.start))
        for c in beside
    )
    numbers = re.search(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})", view[candidate.start : candidate.end], re.I)
    if not yearly or not numbers:
        return candidate
    rule = f"FREQ=YEARLY;BYMONTH={int(numbers[2])};BYMONTHDAY={int(numbers[1])}"
    old = candidate.deadline
    return msgspec.structs.replace(candidate, deadline=Deadline(old.text, old.start, old.end, recurrence=rule))
