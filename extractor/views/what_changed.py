"""What changed since a day, in words: what happened, to which directive of which document, who, when, why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from extractor.core.history import Change, ChangeFilter, ChangeKind, Changes
from extractor.core.readings import FieldChange
from extractor.views.changes import change_in_words
from extractor.views.terminal import Column, Part, Screen, Text, one_line, plain, render, shortened, table
from extractor.views.words import CLOSINGS, date_in_words, document_in_words, number_in_words

_WORDS: dict[ChangeKind, str] = {
    "document_new": "nạp văn bản mới",
    "offered": "có bản đọc mới chờ duyệt",
    "directive_new": "chỉ đạo mới trong bản đọc mới",
    "directive_gone": "không còn trong bản đọc mới",
    "added": "thêm chỉ đạo",
    "confirmed": "xác nhận",
    "rejected": "loại vì không phải chỉ đạo",
    "deleted": "xóa",
    "reopened": "mở lại",
}
_STYLES: dict[ChangeKind, str] = {"closed": "green", "reopened": "yellow", "extended": "yellow", "deleted": "red"}
_TEXT = 160


def render_changes_since(found: Changes, wanted: ChangeFilter, screen: Screen) -> str:
    """A table for each day, the newest first, and how many there are in all."""
    parts: list[Part] = []
    for day, inside in groupby(found.changes, key=lambda change: change.at[:10]):
        parts.append(plain(f"Ngày {date_in_words(day)}", "bold"))
        parts.append(_table(list(inside)))
    parts.append(plain(_closing(found, wanted)))
    return render(screen, *parts)


def happened_in_words(change: Change) -> str:
    """`hoàn thành 20/03/2026`, `gia hạn 29/04/2026 → 30/06/2026`, `rút lại: ghi chú “…”`."""
    words = _happened(change)
    return f"rút lại: {words}" if change.undone else words


def _happened(change: Change) -> str:
    told = (change.old or change.new) if change.undone else (change.new or change.old)
    if change.kind == "closed":
        closing = "kết thúc" if change.closed_as is None or change.undone else CLOSINGS[change.closed_as]
        return f"{closing} {date_in_words(told)}"
    if change.kind == "extended":
        put_off = change.old is not None and not change.undone
        return (
            f"gia hạn {date_in_words(change.old)} → {date_in_words(told)}"
            if put_off
            else (f"gia hạn đến {date_in_words(told)}")
        )
    if change.kind == "condition_met":
        return f"điều kiện đạt ngày {date_in_words(told)}"
    if change.kind == "occurrence":
        return f"đã làm kỳ {date_in_words(told)}"
    if change.kind == "note":
        return f"ghi chú “{shortened(told or '', _TEXT)}”"
    if change.kind == "evidence":
        return f"văn bản chứng minh {told}"
    if change.kind == "reread":
        return f"đọc lại bằng {told}"
    if change.kind == "document_new" and change.directives is not None:
        return f"{_WORDS['document_new']}, {number_in_words(change.directives)} chỉ đạo"
    if change.kind in ("corrected", "link"):
        return change_in_words(FieldChange(change.field, change.old, change.new))
    return _WORDS[change.kind]


def _table(changes: Iterable[Change]) -> Part:
    rows: list[list[str | Text]] = [
        [
            change.at[11:16],
            change.subject,
            plain(one_line(happened_in_words(change)), _STYLES.get(change.kind, "")),
            _about(change),
            one_line(change.by),
            one_line(change.reason or ""),
        ]
        for change in changes
    ]
    columns = [
        Column("Lúc", width=5),
        Column("Mã", width=max(len(str(row[1])) for row in rows)),
        Column("Thay đổi", share=3),
        Column("Chỉ đạo, văn bản", share=4),
        Column("Người làm", share=1),
        Column("Lý do", share=2),
    ]
    return table(columns, rows, ruled=True)


def _about(change: Change) -> str:
    document = document_in_words(shortened(change.number or "", 60), None, change.issued_on, change.document or "")
    return f"{shortened(change.text, _TEXT)} ({document})" if change.text else document


def _closing(found: Changes, wanted: ChangeFilter) -> str:
    since = date_in_words(wanted.since[:10])
    if not found.total:
        return f"Không có gì thay đổi từ ngày {since}."
    words = f"Tổng số {number_in_words(found.total)} thay đổi từ ngày {since}"
    if found.total > wanted.limit:
        words += f", đang xem trang {number_in_words(wanted.page)}, {number_in_words(wanted.limit)} mục một trang"
    return f"{words}."
