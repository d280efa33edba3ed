"""Meetings that reports tell of: the rule corpus read row by row. All texts are composed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.core.context import Context
from extractor.pipeline import extract

CORPUS = Path(__file__).parent.parent / "corpora/rules/meetings.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
PAGE = "Tin hoạt động trong ngày\n\n{lead}\n\nPhát biểu kết luận, đồng chí ghi nhận những kết quả đạt được.\n\nMinh Anh"
WITHOUT_MODELS = Context(learned=False)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_row(row: dict[str, Any]) -> None:
    """`meeting` false: the report tells of none; a field that the row leaves out is not asked for."""
    record = extract(PAGE.format(lead=row["text"]), context=WITHOUT_MODELS)
    meeting = record.document.meeting
    if "issuer" in row:
        assert record.document.issuer == row["issuer"]
    if row.get("meeting") is False:
        assert meeting is None
        return
    assert meeting is not None
    if "name" in row:
        assert meeting.name == row["name"]
    if "date" in row:
        assert meeting.date == row["date"]
    if "chair" in row:
        assert list(meeting.chair) == row["chair"]
