"""A filter in words: what a list was narrowed to, as it stands over the list."""

from __future__ import annotations

from extractor.core.register import TaskFilter
from extractor.core.status import URGENT
from extractor.views.words import KINDS, ROLES, STATUSES, date_in_words, number_in_words, percent_of

USUAL_KINDS = ("task", "commitment")


def filter_in_words(wanted: TaskFilter) -> tuple[str, ...]:
    """`("hạn đến ngày 31/05/2026", "đơn vị: Sở Y tế")`; the day of the list itself stands elsewhere."""
    role = f" ({ROLES[wanted.role]})" if wanted.role else ""
    said = [
        "chỉ việc quá hạn" if wanted.overdue else "",
        f"đến hạn trong {URGENT} ngày" if wanted.urgent else "",
        _statuses(wanted),
        f"hạn từ ngày {date_in_words(wanted.due_after)}" if wanted.due_after else "",
        f"hạn đến ngày {date_in_words(wanted.due_before)}" if wanted.due_before else "",
        f"đơn vị: {wanted.unit}{role}" if wanted.unit else "",
        f"thực hiện: {wanted.assignee}{role}" if wanted.assignee else "",
        f"cá nhân: {wanted.person}" if wanted.person else "",
        f"địa danh: {wanted.place}" if wanted.place else "",
        f"cơ quan, người giao: {wanted.issuer}" if wanted.issuer else "",
        f"văn bản: {wanted.document}" if wanted.document else "",
        f"đề mục: {wanted.section}" if wanted.section else "",
        f"ban hành từ ngày {date_in_words(wanted.issued_from)}" if wanted.issued_from else "",
        f"ban hành đến ngày {date_in_words(wanted.issued_to)}" if wanted.issued_to else "",
        f"số tiền trên {number_in_words(wanted.amount_over)} đồng" if wanted.amount_over is not None else "",
        f"độ tin cậy dưới {percent_of(wanted.confidence_under)}" if wanted.confidence_under is not None else "",
        {None: "", True: "đã xác nhận", False: "chưa xác nhận"}[wanted.confirmed],
    ]
    if wanted.kinds and tuple(wanted.kinds) != USUAL_KINDS and len(wanted.kinds) < len(KINDS):
        said.append("loại: " + ", ".join(KINDS[kind] for kind in wanted.kinds))
    return tuple(part for part in said if part)


def _statuses(wanted: TaskFilter) -> str:
    """Every status but one is told by that one."""
    asked = set(wanted.statuses)
    if not asked or asked == set(STATUSES):
        return ""
    if asked == set(STATUSES) - {"closed"}:
        return "việc chưa kết thúc"
    return "tình trạng: " + ", ".join(words.lower() for status, words in STATUSES.items() if status in asked)
