"""Where directives stand, against what was reported of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from extractor.core.register import Finding
from extractor.store.event_facts import reported_facts
from extractor.store.layers import Row
from extractor.store.rows import directive_id

_NAMES = {
    "closed_on": "ngày kết thúc",
    "closed_as": "cách kết thúc",
    "extended_to": "hạn sau gia hạn",
    "extensions": "số lần gia hạn",
    "condition_met_on": "ngày điều kiện xảy ra",
    "condition_day": "hạn tính từ điều kiện",
}


def check_events(db: Database, number: int) -> Iterator[Finding]:
    """What the facts of a document's directives say otherwise than the reports of them, one after the other."""
    reported: dict[int, list[Row]] = {}
    sql = """SELECT events.* FROM events JOIN directives ON directives.id = directive_id
             WHERE document_id = ? ORDER BY events.id"""
    for event in db.query(sql, [number]):
        reported.setdefault(event["directive_id"], []).append(event)
    columns = ", ".join(_NAMES)
    for row in db.query(f"SELECT id, {columns} FROM directives WHERE document_id = ?", [number]):
        wanted = reported_facts(reported.get(row["id"], []))
        for field, name in _NAMES.items():
            if row[field] != wanted[field]:
                yield Finding("event", directive_id(row["id"]), f"{name} không khớp với các lần báo cáo đã ghi")
