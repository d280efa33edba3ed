"""A filter in words: what a list was narrowed to, as it stands over the list."""

from __future__ import annotations

from extractor.core.register import TaskFilter
from extractor.views.words import KINDS, date_in_words

USUAL_KINDS = ("task", "commitment")


def filter_in_words(wanted: TaskFilter) -> tuple[str, ...]:
    """`("hạn đến ngày 31/05/2026", "đơn vị: Sở Y tế")`; the day of the list itself stands elsewhere."""
    said = [
        "chỉ việc quá hạn" if wanted.overdue else "",
        f"hạn từ ngày {date_in_words(wanted.due_after)}" if wanted.due_after else "",
        f"hạn đến ngày {date_in_words(wanted.due_before)}" if wanted.due_before else "",
        f"đơn vị: {wanted.assignee}" if wanted.assignee else "",
        f"văn bản: {wanted.document}" if wanted.document else "",
    ]
    if wanted.kinds and tuple(wanted.kinds) != USUAL_KINDS and len(wanted.kinds) < len(KINDS):
        said.append("loại: " + ", ".join(KINDS[kind] for kind in wanted.kinds))
    return tuple(part for part in said if part)
