"""Where directives stand, against what was reported of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from extractor.core.register import Finding
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
        wanted = facts_of(reported.get(row["id"], []))
        for field, name in _NAMES.items():
            if row[field] != wanted[field]:
                yield Finding("event", directive_id(row["id"]), f"{name} không khớp với các lần báo cáo đã ghi")


def facts_of(events: list[Row]) -> dict[str, Any]:
    """The facts that follow from the events of a directive, in their order; those taken back do not count."""
    facts: dict[str, Any] = dict.fromkeys(_NAMES)
    facts["extensions"] = 0
    for event in events:
        if event.get("undone_at") is not None:
            continue
        match event["kind"]:
            case "closed":
                facts["closed_on"], facts["closed_as"] = event["on_day"], event["value"]
            case "reopened":
                facts["closed_on"], facts["closed_as"] = None, None
            case "extended":
                facts["extended_to"] = event["value"]
                facts["extensions"] += 1
            case "condition_met":
                facts["condition_met_on"], facts["condition_day"] = event["on_day"], event["value"]
    return facts
