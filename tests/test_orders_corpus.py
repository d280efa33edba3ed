"""The rule corpus of orders: its own soundness, and how much of it the program reads wholly right."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from extractor.core.context import Context
from extractor.core.record import Bound, Directive, DirectiveKind, Role
from extractor.pipeline import extract

CORPUS = Path(__file__).parent.parent / "corpora/rules/orders.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
NEGATIVES = [row for row in ROWS if not row["directives"]]
ORDERS = [(row, directive) for row in ROWS for directive in row["directives"]]

WHOLLY_RIGHT = 0.86  # least share of rows with every directive, assignee, role and deadline right and nothing invented
SILENT = 0.88  # least share of rows without an order from which none is read
# least number of directives of each kind: a corpus of tasks alone would not show a confusion of kinds
LEAST = {"task": 200, "decision": 18, "target": 12, "petition": 14, "commitment": 8}

WORD = re.compile(r"\w+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?")
RULE = re.compile(r"FREQ=(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL|BYDAY|BYMONTH|BYMONTHDAY)=[A-Z0-9,]+)*")
LABEL = re.compile(r"\s*(?:[-+*•]|\d+(?:\.\d+)*[.)]|[a-zđ][.)])\s")

named = functools.partial(pytest.mark.parametrize, ids=lambda row: row["id"])


# --- the corpus itself ------------------------------------------------------------------------------------------------


def test_it_is_large_and_varied() -> None:
    assert len(ROWS) >= 260
    assert len(NEGATIVES) >= 90
    assert len({row["doc_date"][:4] for row in ROWS}) >= 15
    kinds = Counter(directive["kind"] for _, directive in ORDERS)
    assert set(kinds) == set(LEAST) == set(get_args(DirectiveKind))
    assert all(kinds[kind] >= least for kind, least in LEAST.items()), kinds
    assert sum(a["role"] == "coordinate" for _, d in ORDERS for a in d["assignees"]) >= 25
    assert sum(bool(d["deadline"]) for _, d in ORDERS) >= 100


def test_no_row_stands_twice() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({" ".join(words(row["text"])) for row in ROWS}) == len(ROWS)


@named("row", ROWS)
def test_row_is_well_formed(row: dict[str, Any]) -> None:
    assert set(row) == {"id", "text", "doc_date", "directives", "tags"}
    assert re.fullmatch(r"(?:o|[a-z]{2,4})\d{3}", row["id"])
    assert dt.date.fromisoformat(row["doc_date"])
    assert row["text"] == unicodedata.normalize("NFC", row["text"])
    assert all(line == line.strip() and line for line in row["text"].split("\n"))
    assert len(row["text"].split("\n")) <= 6
    assert row["tags"]
    assert ("negative" in row["tags"]) == (not row["directives"])


@named("row", [row for row in ROWS if row["directives"]])
def test_directives_stand_in_the_text_in_order_and_apart(row: dict[str, Any]) -> None:
    end = 0
    for directive in row["directives"]:
        assert set(directive) == {"kind", "text", "assignees", "deadline"}
        assert row["text"].count(directive["text"]) == 1
        assert directive["text"] == directive["text"].strip(" ;,\n")
        assert "\n" not in directive["text"]
        assert not LABEL.match(directive["text"])
        start = row["text"].index(directive["text"])
        assert start >= end
        end = start + len(directive["text"])


@named("row", [row for row in ROWS if row["directives"]])
def test_assignees_are_named_by_the_text(row: dict[str, Any]) -> None:
    said = set(words(row["text"]))
    for directive in row["directives"]:
        if directive["kind"] == "decision":
            assert directive["assignees"] == []
        for assignee in directive["assignees"]:
            assert set(assignee) == {"text", "role"}
            assert assignee["role"] in get_args(Role)
            assert set(words(assignee["text"])) <= said
        names = [assignee["text"] for assignee in directive["assignees"]]
        assert len(set(names)) == len(names)


@named("row", [row for row in ROWS if row["directives"]])
def test_deadlines_are_dates_to_come_or_rules(row: dict[str, Any]) -> None:
    for deadline in (directive["deadline"] for directive in row["directives"] if directive["deadline"]):
        if "recurrence" in deadline:
            assert set(deadline) == {"recurrence"}
            assert RULE.fullmatch(deadline["recurrence"])
        elif deadline["due"] is None:
            assert set(deadline) == {"due"}
        else:
            assert set(deadline) == {"due", "bound"}
            assert deadline["bound"] in get_args(Bound)
            assert MOMENT.fullmatch(deadline["due"])
            assert dt.datetime.fromisoformat(deadline["due"]).date() >= dt.date.fromisoformat(row["doc_date"])


# --- what the program reads -------------------------------------------------------------------------------------------


def words(text: str | None) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text or "").casefold().replace("_", " "))


def places(text: str, start: int, end: int) -> frozenset[int]:
    """Where the words stand that [start, end) touches."""
    return frozenset(m.start() for m in WORD.finditer(text) if m.end() > start and m.start() < end)


def same_body(one: str, other: str) -> bool:
    """Equal words, or one holds the other and at least two thirds of its words."""
    short, long = sorted((words(one), words(other)), key=len)
    return short == long or (bool(short) and set(short) <= set(long) and 3 * len(short) >= 2 * len(long))


def same_assignees(expected: list[dict[str, str]], found: Directive) -> bool:
    left = list(found.assignees)
    for assignee in expected:
        match = next((a for a in left if a.role == assignee["role"] and same_body(a.text, assignee["text"])), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def when(due: str | None, bound: str | None, recurrence: str | None) -> tuple[str, ...] | None:
    """What is compared of a deadline; one that could not be computed counts as none."""
    if recurrence:
        return tuple(sorted(part for part in recurrence.split(";") if part != "INTERVAL=1"))
    return (due[:16], bound or "by") if due else None


def same_deadline(expected: dict[str, str] | None, found: Directive) -> bool:
    wanted, got = expected or {}, found.deadline
    return when(wanted.get("due"), wanted.get("bound"), wanted.get("recurrence")) == (
        when(got.due, got.bound, got.recurrence) if got else None
    )


def same_span(text: str, expected: dict[str, Any], found: Directive) -> bool:
    """Half of the words that either covers."""
    start = text.find(expected["text"])
    gold, got = places(text, start, start + len(expected["text"])), places(text, found.start, found.end)
    return start >= 0 and 2 * len(gold & got) >= len(gold | got)


@functools.cache
def read() -> dict[str, tuple[str, tuple[Directive, ...]]]:
    records = ((row["id"], extract(row["text"], context=Context(doc_date=row["doc_date"]))) for row in ROWS)
    return {name: (record.text, tuple(record.directives)) for name, record in records}


def wholly_right(row: dict[str, Any]) -> bool:
    text, found = read()[row["id"]]
    return len(found) == len(row["directives"]) and all(
        directive.kind == expected["kind"]
        and same_span(text, expected, directive)
        and same_assignees(expected["assignees"], directive)
        and same_deadline(expected["deadline"], directive)
        for expected, directive in zip(row["directives"], sorted(found, key=lambda d: d.start), strict=True)
    )


def test_share_of_rows_wholly_right() -> None:
    wrong = [row["id"] for row in ROWS if not wholly_right(row)]
    assert 1 - len(wrong) / len(ROWS) >= WHOLLY_RIGHT, f"{len(wrong)} of {len(ROWS)} rows wrong: {wrong}"


def test_share_of_texts_without_an_order_left_alone() -> None:
    invented = {row["id"]: [d.text for d in read()[row["id"]][1]] for row in NEGATIVES if read()[row["id"]][1]}
    assert 1 - len(invented) / len(NEGATIVES) >= SILENT, f"{len(invented)} of {len(NEGATIVES)}: {invented}"


def test_spans_are_grounded() -> None:
    for text, found in read().values():
        for directive in found:
            assert text[directive.start : directive.end] == directive.text


# --- the measure ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sở Y tế", "sở y tế", True),
        ("các chủ đầu tư được giao vốn", "các chủ đầu tư được giao vốn năm 2022", True),
        ("các chủ đầu tư", "các chủ đầu tư được giao vốn năm 2022", False),
        ("Sở Y tế", "Sở Tư pháp", False),
        ("", "Sở Y tế", False),
    ],
)
def test_same_body(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same


def test_when() -> None:
    assert when("2024-06-30", None, None) == when("2024-06-30", "by", None) != when("2024-06-30", "before", None)
    assert when(None, None, "FREQ=WEEKLY;INTERVAL=1") == when(None, None, "FREQ=WEEKLY")
    assert when(None, "by", None) is None
