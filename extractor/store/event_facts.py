"""What the reports of a directive come to: each sets facts, those taken back set none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SET_BY: dict[str, tuple[str, ...]] = {
    "closed": ("closed_on", "closed_as"),
    "reopened": ("closed_on", "closed_as"),
    "extended": ("extended_to", "extensions"),
    "condition_met": ("condition_met_on", "condition_day"),
}
"""Which columns of a directive a report of a kind sets."""


def reported_facts(events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The facts that follow from the events of a directive, in their order; those taken back do not count."""
    facts: dict[str, Any] = {field: None for fields in SET_BY.values() for field in fields}
    facts["extensions"] = 0
    for event in events:
        if event["undone_at"] is not None:
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
