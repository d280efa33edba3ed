"""What was changed, in words: of one command, of the history; what is wrong with a register."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from extractor.core.history import SEARCH, HistoryRow
from extractor.core.readings import FieldChange
from extractor.core.register import Copied, Finding
from extractor.views.links import LINK_WORDS
from extractor.views.terminal import Column, Part, Screen, one_line, plain, render, shortened, table
from extractor.views.words import CLOSINGS, KINDS, ROLES, date_in_words, number_in_words, recurrence_in_words

FIELDS = {
    "kind": "loại", "text": "nội dung", "assignees": "đơn vị", "deadline": "thời hạn", "issued_by": "người giao",
    "doc_type": "loại văn bản", "number": "số, ký hiệu", "title": "trích yếu", "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành", "issued_at": "nơi ban hành", "urgency": "độ khẩn", "signer.name": "người ký",
    "signer.position": "chức vụ người ký", "signer.authority": "thẩm quyền ký", "meeting.name": "cuộc họp",
    "meeting.date": "ngày họp", "meeting.place": "nơi họp", "reading": "bản đọc", "offered": "bản đọc chờ duyệt",
    "ingested": "nạp vào sổ", "new": "chỉ đạo mới", "gone": "không còn trong bản đọc", "confirmed": "xác nhận",
    "entry": "văn bản chính", "same_as": "trùng với", "link": "liên kết", "state": "liên kết",
    "rejected": "loại bỏ", "deleted": "xóa", "added": "thêm", "closed_on": "ngày kết thúc",
    "closed_as": "kết thúc là", "extended_to": "gia hạn đến", "extensions": "số lần gia hạn", "note": "ghi chú",
    "condition_met_on": "điều kiện xảy ra ngày", "condition_day": "hạn tính từ điều kiện",
    "occurrence": "đã làm kỳ", "evidence": "văn bản chứng minh",
}  # fmt: skip
_WHOLE = {"confirmed": "xác nhận", "rejected": "loại", "deleted": "xóa", "added": "thêm"}
_NONE = "(không có)"
_WIDTH = 120


class ChangedThing(Protocol):
    """A document or directive with what was changed of it."""

    @property
    def id(self) -> str: ...

    @property
    def changes(self) -> tuple[FieldChange, ...]: ...


def render_changed(changed: Sequence[ChangedThing], *, undone: bool = False) -> str:
    """One line for each change; that nothing was changed is said too."""
    lines = [f"{thing.id}: {change_in_words(change)}" for thing in changed for change in thing.changes]
    if not lines:
        return "Không có gì thay đổi.\n"
    return "".join(f"{'Hoàn tác: ' if undone else ''}{line}\n" for line in lines)


def change_in_words(change: FieldChange) -> str:
    """`thời hạn: 29/04/2026 → 30/06/2026`."""
    if change.field in _WHOLE:
        done = f"đã {_WHOLE[change.field]}" if change.new is not None else f"bỏ {_WHOLE[change.field]}"
        return f"{done} “{shortened(one_line(change.new or change.old or ''), _WIDTH)}”"
    old, new = (value_in_words(change.field, value) for value in (change.old, change.new))
    kept = f" (giữ theo người sửa; máy đọc: {new})" if change.kept else f" → {new}"
    return f"{FIELDS.get(change.field, change.field)}: {old}{kept}"


def value_in_words(field: str, value: str | None) -> str:
    """A value of the history as people read it."""
    if value is None:
        return _NONE
    if field == "kind":
        return next((word for kind, word in KINDS.items() if kind == value), value)
    if field in ("link", "state"):
        return LINK_WORDS.get(value, value)
    if field == "closed_as":
        return next((word for closed_as, word in CLOSINGS.items() if closed_as == value), value)
    told: Any = None
    with contextlib.suppress(msgspec.DecodeError):
        told = msgspec.json.decode(value) if value[:1] in "[{" else None
    if field == "assignees" and isinstance(told, list):
        return "; ".join(f"{name} ({ROLES.get(role, role)})" for name, role in told) or _NONE
    if field == "deadline" and isinstance(told, dict):
        return _deadline(told)
    return shortened(one_line(date_in_words(value)), _WIDTH)


def _deadline(told: dict[str, str]) -> str:
    if told.get("due"):
        day = date_in_words(told["due"])
        return f"trước {day}" if told.get("bound") == "before" else day
    if told.get("recurrence"):
        return recurrence_in_words(told["recurrence"])
    return f"“{told.get('text', '')}”"


def render_history(lines: Sequence[HistoryRow], screen: Screen) -> str:
    """The history as a table, newest first."""
    if not lines:
        return render(screen, plain("Nhật ký chưa có gì."))
    columns = [
        Column("Lúc", width=16),
        Column("Mã", width=max(4, *(len(line.subject) for line in lines))),
        Column("Thay đổi", share=3),
        Column("Người làm", share=1),
        Column("Lý do", share=1),
    ]
    rows: list[list[Any]] = [
        [
            _moment(line.at),
            "" if line.subject == SEARCH else line.subject,
            _line_in_words(line),
            line.by,
            line.reason or "",
        ]
        for line in lines
    ]
    parts: list[Part] = [table(columns, rows)]
    return render(screen, *parts)


def _line_in_words(line: HistoryRow) -> str:
    if line.subject == SEARCH:  # known by its name
        old, new = (f"“{value}”" if value is not None else _NONE for value in (line.old, line.new))
        return f"phép tìm đã lưu “{line.field}”: {old} → {new}"
    return change_in_words(FieldChange(line.field, line.old, line.new))


def _moment(at: str) -> str:
    """`2026-03-20T09:00:00+07:00` → `20/03/2026 09:00`."""
    return f"{date_in_words(at[:10])} {at[11:16]}".strip()


def render_copied(copied: Copied, *, restored: bool = False) -> str:
    """What a copy of a register holds and where it lies."""
    documents, directives = number_in_words(copied.documents), number_in_words(copied.directives)
    holds = f"{documents} văn bản, {directives} chỉ đạo, {number_in_words(round(copied.size / 1e6, 1))} MB"
    done = "Đã khôi phục sổ vào" if restored else "Đã sao lưu sổ ra"
    aside = f"Sổ trước đó được giữ ở {copied.aside}; không cần nữa thì xóa.\n" if copied.aside is not None else ""
    return f"{done} {copied.path}: {holds}; bản sao đã kiểm tra, nguyên vẹn.\n{aside}"


def render_findings(findings: Sequence[Finding]) -> str:
    """One line for each finding, and what to do."""
    if not findings:
        return "Sổ nguyên vẹn: bản gốc, trích dẫn, các bảng và chỉ mục đều khớp.\n"
    lines = [f"{finding.id or 'Sổ'}: {one_line(finding.message)}\n" for finding in findings]
    return (
        "".join(lines)
        + f"Có {number_in_words(len(findings))} chỗ sai: dùng bản sao lưu gần nhất, giữ lại tệp sổ này.\n"
    )
