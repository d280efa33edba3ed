"""What is asked before a pattern or a reader is tried hides nothing that it would find."""

from __future__ import annotations

import json
import re
from pathlib import Path

from extractor.assemble import actors
from extractor.core.characters import matching_view
from extractor.core.cued import opened
from extractor.pipeline import _recognise

ORDERS = Path(__file__).resolve().parent.parent / "corpora" / "rules" / "orders.jsonl"


def test_opened_finds_what_the_pattern_finds() -> None:
    pattern = r"(?<!\w)(?:trước|xong)\s+(?:trước\s+)?\w+"
    text = "xong trước mùa mưa, ngoài trước sân, sau đó xong việc trước\nlũ; ntrước x"
    spans = [found.span() for found in opened(pattern, "trước", "xong").finditer(text)]
    assert spans == [found.span() for found in re.finditer(pattern, text)]


def test_no_reader_finds_a_doer_where_none_may_open() -> None:
    for line in ORDERS.read_text(encoding="utf-8").splitlines()[::12]:
        text = json.loads(line)["text"]
        view = matching_view(text)
        found = _recognise(view, text)
        index = actors.index_actors(view, found.bodies, found.offices, found.entities, found.times, text)
        for word in re.finditer(r"(?<!\w)\S", view):
            at = word.start()
            if not actors.may_open(index, at, len(view)):
                assert actors._member_at(index, at, len(view)) is None, view[at : at + 40]
