"""Short pages of six authors, annotated for orders alone: what is hard to cut, hard to see, or only looks like an order."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from extractor.pipeline import extract
from extractor.training.marked import parse
from extractor.training.scoring import Score, score

PAGES = sorted((Path(__file__).resolve().parent.parent / "corpora" / "pages").glob("*.marked"))
LEAST = {"directives": 0.75, "assignees": 0.7, "deadlines": 0.75, "directives.whole": 0.6}


def test_there_are_pages_of_six_hands() -> None:
    assert len({page.stem.rstrip("0123456789") for page in PAGES}) == 6


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_orders_and_deadlines_stand_in_the_text(page: Path) -> None:
    text, gold = parse(page.read_text(encoding="utf-8"), page.stem)
    assert len(gold["directives"]) >= 12
    for order in gold["directives"]:
        assert text[order["start"] : order["end"]] == order["quote"]


def test_most_orders_are_read() -> None:
    total = Score()
    for page in PAGES:
        text, gold = parse(page.read_text(encoding="utf-8"), page.stem)
        total.add(score(gold, text, msgspec.to_builtins(extract(text))))
    found = {row: total.rows[row].rates()[2] for row in LEAST}
    assert all(found[row] >= least for row, least in LEAST.items()), found
