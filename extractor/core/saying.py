"""What a person says of a record, checked and put into the form of a correction. Messages are Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, get_args

import msgspec

from extractor.core.characters import matching_view
from extractor.core.corrections import CARD_FIELDS, DIRECTIVE_FIELDS, PERSON
from extractor.core.errors import ChangeRefused
from extractor.core.record import Assignee, Bound, Deadline, Directive, DirectiveKind, Record, Role
from extractor.core.status import whole_day

_KINDS: tuple[str, ...] = get_args(DirectiveKind)
_ROLES: tuple[str, ...] = get_args(Role)
_RULE = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]{2,12}=[A-Z0-9,+-]{1,60}){0,8}")
_DATES = ("issued_on", "meeting.date")
_AHEAD = 31
"""Days that a document may be dated ahead: the clock of an old PC is not to be trusted to the day."""


class GivenDeadline(msgspec.Struct, frozen=True, omit_defaults=True):
    """By when, as a person says it: a day (`before`: it must be done before that day), an RRULE, or words without a
    day; all empty: no deadline. `words` may also quote where the document says so.
    """

    day: str | None = None
    before: bool = False
    recurrence: str | None = None
    words: str | None = None


def directive_value(field: str, value: Any, directive: Directive, record: Record) -> Any:
    """The value of a correction of a directive's field.

    `kind`: a word; `text`: words; `assignees`: pairs of name and role; `deadline`: GivenDeadline or None; `issued_by`:
    words or None. What stands in the text gets its span. Raises ChangeRefused.
    """
    if field == "kind":
        if value not in _KINDS:
            raise ChangeRefused(f"Không có loại chỉ đạo “{value}”: chọn một trong {', '.join(_KINDS)}.")
        return value
    if field == "text":
        return _text_value(value, directive, record)
    if field == "assignees":
        return msgspec.to_builtins(_assignees(value, directive, record))
    if field == "deadline":
        deadline = _deadline(value, directive, record)
        return None if deadline is None else msgspec.to_builtins(deadline)
    if field == "issued_by":
        return _words(value)
    raise ChangeRefused(f"Chỉ đạo không có mục “{field}”: sửa được {', '.join(DIRECTIVE_FIELDS)}.")


def card_value(field: str, value: Any, *, today: str) -> str | None:
    """The value of a correction of a card's field: words, or an ISO date; None where there is none.

    Raises ChangeRefused.
    """
    if field not in CARD_FIELDS:
        raise ChangeRefused(f"Văn bản không có mục “{field}”: sửa được {', '.join(CARD_FIELDS)}.")
    words = _words(value)
    if words is not None and field in _DATES:
        day = real_day(words)
        if field == "issued_on" and day > (date.fromisoformat(today[:10]) + timedelta(days=_AHEAD)).isoformat():
            raise ChangeRefused(f"Ngày ban hành {_shown(day)} chưa tới: kiểm tra lại năm.")
        return day
    return words


def real_day(written: str) -> str:
    """An ISO date that exists. Raises ChangeRefused."""
    day = whole_day(written)
    if day is None or day != written:
        raise ChangeRefused(f"“{written}” không phải là ngày: viết như 2026-06-30.")
    return day


def added_directive(
    words: str,
    record: Record,
    *,
    quoted: bool,
    kind: str = "task",
    assignees: Iterable[tuple[str, str]] = (),
    deadline: GivenDeadline | None = None,
    issued_by: str | None = None,
) -> Directive:
    """A directive that the machine missed. `quoted`: its words stand in the text. Raises ChangeRefused."""
    told = _words(words)
    if told is None:
        raise ChangeRefused("Chỉ đạo còn trống: nêu nội dung.")
    span = found_words(told, record.text)
    if quoted and span is None:
        raise ChangeRefused(f"Không thấy “{told[:80]}” trong văn bản: chép đúng lời văn bản, hoặc dùng --text.")
    start, end = span or (len(record.text),) * 2
    text = record.text[start:end] if span else told
    bare = Directive("task", start, end, text, PERSON, confidence=1.0)
    values = {"kind": kind, "assignees": tuple(assignees), "deadline": deadline, "issued_by": issued_by}
    checked = {field: directive_value(field, value, bare, record) for field, value in values.items()}
    return msgspec.convert({**msgspec.to_builtins(bare), **checked}, Directive)


def _words(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ChangeRefused(f"“{value}” không phải là chữ.")
    return " ".join(value.split()) or None


def _text_value(value: Any, directive: Directive, record: Record) -> dict[str, Any]:
    if isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(record.text)):
            raise ChangeRefused(f"Vị trí {start}–{end} không nằm trong văn bản (0–{len(record.text)}).")
        return {"text": record.text[start:end], "start": start, "end": end}
    told = _words(value)
    if told is None:
        raise ChangeRefused("Nội dung chỉ đạo còn trống: nêu lời mới, hoặc loại bỏ bằng “chidao reject”.")
    span = found_words(told, record.text, near=directive.start)
    if span is None:
        return {"text": told}
    return {"text": record.text[span[0] : span[1]], "start": span[0], "end": span[1]}


def _assignees(value: Any, directive: Directive, record: Record) -> list[Assignee]:
    known = {assignee.text: assignee for assignee in directive.assignees}
    found: dict[str, Assignee] = {}
    for name, role in value:
        told = _words(name)
        if told is None:
            raise ChangeRefused("Tên đơn vị còn trống: nêu tên.")
        if role not in _ROLES:
            raise ChangeRefused(f"Không có vai trò “{role}”: chọn một trong {', '.join(_ROLES)}.")
        if told in known:
            found[told] = msgspec.structs.replace(known[told], role=role)
            continue
        span = found_words(told, record.text, near=directive.start)
        start, end = span or (directive.start,) * 2
        quote = record.text[start:end]
        found[told] = Assignee(told, role, start, end, quote if quote != told else None)
    return list(found.values())


def _deadline(value: Any, directive: Directive, record: Record) -> Deadline | None:
    given = GivenDeadline() if value is None else value
    words = _words(given.words)
    if given.day is not None and given.recurrence is not None:
        raise ChangeRefused("Thời hạn chỉ là một ngày hoặc một quy tắc lặp, không phải cả hai.")
    if given.recurrence is not None:
        if not _RULE.fullmatch(given.recurrence):
            raise ChangeRefused(f"“{given.recurrence}” không phải quy tắc lặp: viết như FREQ=MONTHLY;BYMONTHDAY=20.")
        return _placed(Deadline(words or "", 0, 0, recurrence=given.recurrence), directive, record)
    if given.day is None:
        return None if words is None else _placed(Deadline(words, 0, 0), directive, record)
    day = real_day(given.day)
    last = (date.fromisoformat(day) - timedelta(days=1)).isoformat() if given.before else day
    issued = whole_day(record.document.issued_on)
    if issued is not None and last < issued:
        raise ChangeRefused(f"Thời hạn {_shown(last)} trước ngày ban hành {_shown(issued)} của văn bản: xem lại ngày.")
    words = words or _day_as_written(day, directive)
    bound: Bound = "before" if given.before else "by"
    return _placed(Deadline(words or "", 0, 0, due=day, bound=bound, last_day=last), directive, record)


def _placed(deadline: Deadline, directive: Directive, record: Record) -> Deadline:
    """With its span where its words stand in the text, else an empty one behind the directive."""
    span = found_words(deadline.text, record.text, near=directive.start) if deadline.text else None
    start, end = span or (directive.end,) * 2
    text = record.text[start:end] if span else deadline.text
    return msgspec.structs.replace(deadline, start=start, end=end, text=text)


def _day_as_written(day: str, directive: Directive) -> str | None:
    """The day in the words of the directive, where it stands there."""
    year, month, number = (int(part) for part in day.split("-"))
    date_in_figures = rf"0?{number}\s?[/.-]\s?0?{month}(?:\s?[/.-]\s?{year})?"
    date_in_words = rf"0?{number} tháng 0?{month}(?: năm {year})?"
    found = re.search(rf"(?:ngày )?(?<![\d/])(?:{date_in_figures}|{date_in_words})(?![\d/])", directive.text)
    return found[0] if found else None


def found_words(words: str, text: str, *, near: int = 0) -> tuple[int, int] | None:
    """The span nearest to `near` where `words` stand in `text`, whatever their case, blanks and look-alike letters."""
    parts = [re.escape(part) for part in _levelled(words).split()]
    if not parts:
        return None
    found = re.finditer(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", _levelled(text))
    return min((match.span() for match in found), key=lambda span: abs(span[0] - near), default=None)


def _levelled(text: str) -> str:
    return "".join(low if len(low := char.lower()) == 1 else char for char in matching_view(text))


def _shown(day: str) -> str:
    return "/".join(reversed(day.split("-")))
