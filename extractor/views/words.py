"""Values in Vietnamese words, as they are written on paper."""

from __future__ import annotations

import math
import re

from extractor.core.record import DirectiveKind, EntityType, FigureKind, Role, TimeType, Witness
from extractor.core.register import OutcomeKind, TaskRow
from extractor.core.status import SOON, ClosedAs, Missing, Rating, Status

KINDS: dict[DirectiveKind, str] = {
    "task": "nhiệm vụ",
    "decision": "quyết định",
    "target": "chỉ tiêu",
    "petition": "kiến nghị",
    "commitment": "cam kết",
}
ENTITIES: dict[EntityType, str] = {
    "person": "người",
    "organization": "cơ quan, tổ chức",
    "location": "địa danh",
    "legal_ref": "văn bản viện dẫn",
    "programme": "chương trình, phong trào",
}
FIGURES: dict[FigureKind, str] = {"money": "tiền", "percent": "tỷ lệ", "ratio": "tỷ số", "quantity": "số lượng"}
TIMES: dict[TimeType, str] = {
    "date": "ngày",
    "period": "khoảng thời gian",
    "duration": "độ dài thời gian",
    "recurring": "định kỳ",
}
ROLES: dict[Role, str] = {"lead": "chủ trì", "coordinate": "phối hợp"}
STATUSES: dict[Status, str] = {
    "overdue": "Quá hạn",
    "due_soon": f"Đến hạn trong {SOON} ngày",
    "in_progress": "Đang thực hiện, còn hạn",
    "standing": "Việc định kỳ",
    "waiting": "Chờ điều kiện",
    "missing": "Chưa có ngày hạn",
    "closed": "Đã kết thúc",
}
CLOSINGS: dict[ClosedAs, str] = {"done": "hoàn thành", "cancelled": "đã hủy", "replaced": "đã thay thế"}
RATINGS: dict[Rating, str] = {"on_time": "đúng hạn", "late": "quá hạn", "unrated": ""}
MISSINGS: dict[Missing, str] = {
    "none_stated": "không nêu thời hạn",
    "not_understood": "có nêu thời hạn nhưng chưa tính được ngày",
}
OUTCOMES: dict[OutcomeKind, str] = {
    "new": "mới",
    "unchanged": "không đổi",
    "updated": "đọc lại",
    "offered": "chờ duyệt",
    "needs_ocr": "cần nhận dạng chữ",
    "failed": "lỗi",
}
WITNESSES: dict[Witness, str] = {
    "given": "do người dùng cho biết",
    "issue_date": "ngày ban hành",
    "signature": "thời điểm ký số",
    "meeting_date": "ngày họp",
    "publication": "ngày đăng",
    "year_in_text": "năm nêu trong văn bản",
    "none": "không rõ",
}

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_DURATION_UNITS = ("năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây")
_WEEKDAYS = {
    "MO": "thứ Hai", "TU": "thứ Ba", "WE": "thứ Tư", "TH": "thứ Năm", "FR": "thứ Sáu", "SA": "thứ Bảy",
    "SU": "Chủ nhật",
}  # fmt: skip
_FREQUENCIES = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm", "HOURLY": "giờ"}


def date_in_words(iso: str | None) -> str:
    """`2026-03-12` → `12/03/2026`, `2026-03` → `03/2026`, `2026-03-12T17:00` → `17:00 ngày 12/03/2026`.

    Empty where there is none; what is no ISO date is given back as it is.
    """
    match = _DATE.fullmatch(iso or "")
    if match is None:
        return iso or ""
    year, month, day, clock = match.groups()
    written = "/".join(part for part in (day, month, year) if part)
    return f"{clock} ngày {written}" if clock else written


def number_in_words(value: float | int) -> str:
    """`28757000000` → `28.757.000.000`, `35.62` → `35,62`."""
    whole, _, part = (f"{value:,}" if isinstance(value, int) else _plain(value)).partition(".")
    grouped = whole.replace(",", ".")
    return f"{grouped},{part}" if part else grouped


def _plain(value: float) -> str:
    if not value.is_integer():
        return f"{value:,.6f}".rstrip("0")
    return f"{int(value):,}"


def percent_of(confidence: float) -> str:
    """`0.865` → `86 %`: a confidence as whole percent, rounded down."""
    return f"{int(confidence * 100)} %"


def duration_in_words(iso: str) -> str:
    """`P10D` → `10 ngày`, `P1Y6M` → `1 năm 6 tháng`; given back as it is where it is none."""
    negative, body = iso.startswith("-"), iso.lstrip("+-")
    match = _DURATION.fullmatch(body)
    if match is None or not any(match.groups()):
        return iso
    words = " ".join(f"{int(n)} {unit}" for n, unit in zip(match.groups(), _DURATION_UNITS, strict=True) if n)
    return f"trước {words}" if negative else words


def wait_in_words(seconds: float) -> str:
    """`46.2` → `47 giây`, `310` → `6 phút`, `7500` → `2 giờ 5 phút`: how long something will take, rounded up."""
    whole = math.ceil(seconds)
    if whole < 90:
        return f"{whole} giây"
    minutes = math.ceil(whole / 60)
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "") if part)


def recurrence_in_words(rule: str) -> str:
    """An iCalendar RRULE in words: `FREQ=MONTHLY;BYMONTHDAY=20` → `ngày 20 hằng tháng`.

    Given back as it is where it holds parts this does not know.
    """
    parts = dict(part.split("=", 1) for part in rule.removeprefix("RRULE:").split(";") if "=" in part)
    frequency = _FREQUENCIES.get(parts.pop("FREQ", ""))
    interval = parts.pop("INTERVAL", "1")
    months, days, weekdays = (parts.pop(key, None) for key in ("BYMONTH", "BYMONTHDAY", "BYDAY"))
    if frequency is None or parts or not interval.isdecimal():
        return rule
    if frequency == "tháng" and months is not None and months.count(",") >= 1:
        frequency = "năm"
    when = [
        ", ".join(_WEEKDAYS.get(day, day) for day in weekdays.split(",")) if weekdays else "",
        _days_in_words(days) if days else "",
        f"tháng {months.replace(',', ', ')}" if months else "",
    ]
    return " ".join([*(word for word in when if word), _every(frequency, int(interval))])


def _days_in_words(days: str) -> str:
    if days == "-1":
        return "ngày cuối tháng"
    return f"ngày {days.replace(',', ', ')}"


def _every(frequency: str, interval: int) -> str:
    if interval <= 1:
        return f"hằng {frequency}"
    if frequency == "tháng" and interval == 3:
        return "hằng quý"
    return f"{interval} {frequency} một lần"


def remaining_in_words(days_left: int | None) -> str:
    """`12` → `còn 12 ngày`, `0` → `hôm nay`, `-5` → `quá hạn 5 ngày`."""
    if days_left is None:
        return ""
    if days_left == 0:
        return "hôm nay"
    return f"còn {number_in_words(days_left)} ngày" if days_left > 0 else f"quá hạn {number_in_words(-days_left)} ngày"


def deadline_in_words(task: TaskRow) -> str:
    """The deadline in effect as a register states it: a day, a rule, or the words of the text."""
    if task.extended_to:
        return date_in_words(task.extended_to)
    if task.due or task.last_day:
        day = date_in_words(task.due or task.last_day)
        return f"trước {day}" if task.bound == "before" else day
    if task.recurrence:
        return recurrence_in_words(task.recurrence)
    if task.standing is not None and task.standing.day:
        return date_in_words(task.standing.day)
    return task.deadline_text or ""


def standing_in_words(task: TaskRow) -> str:
    """`quá hạn 5 ngày`, `còn 12 ngày`, `hoàn thành 12/03/2026 (đúng hạn)`, `chờ điều kiện`, `không nêu thời hạn`."""
    standing = task.standing
    if standing is None:
        return remaining_in_words(task.days_left)
    if standing.status == "closed":
        closed = f"{CLOSINGS[task.closed_as or 'done']} {date_in_words(task.closed_on)}"
        rating = RATINGS[standing.rating or "unrated"]
        return f"{closed} ({rating})" if rating else closed
    if standing.missing is not None:
        return MISSINGS[standing.missing]
    if standing.status == "standing":
        return "định kỳ"
    return remaining_in_words(standing.days_left) if standing.days_left is not None else "chờ điều kiện"


def remarks_on(task: TaskRow) -> str:
    """What the column of remarks says: what was noted, extensions, occurrences, other documents, what is gone."""
    remarks = [task.note or ""]
    if task.extended_to:
        first = date_in_words(task.last_day or task.due)
        remarks.append(f"gia hạn {task.extensions} lần" + (f", hạn gốc {first}" if first else ""))
    if task.last_occurrence and not task.last_reported:
        remarks.append(f"kỳ {date_in_words(task.last_occurrence)} chưa ghi kết quả")
    if task.next_occurrence:
        remarks.append(f"kỳ tới {date_in_words(task.next_occurrence)}")
    if task.condition_met_on:
        remarks.append(f"điều kiện đạt ngày {date_in_words(task.condition_met_on)}")
    if task.witnesses:
        remarks.append(f"cùng nội dung: {', '.join(task.witnesses)}")
    if task.state == "gone":
        remarks.append("bản đọc mới không còn mục này")
    return "; ".join(remark for remark in remarks if remark)


def document_in_words(number: str | None, title: str | None, issued_on: str | None, file_name: str) -> str:
    """How a document is cited: its number and date, else its title, else the file."""
    name = number or title or file_name
    return f"{name} ngày {date_in_words(issued_on)}" if issued_on else name
