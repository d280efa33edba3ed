"""The annotated documents are what the guideline says gold is: grounded, in order, well-formed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from extractor.core.record import (
    Bound,
    Comparator,
    DirectiveKind,
    EntityType,
    FigureKind,
    Genre,
    Level,
    Role,
    TimeType,
)

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT / "corpora"
TEXTS = [*sorted(CORPORA.glob("documents/*/*.txt")), *sorted(CORPORA.glob("samples/gold/*.txt"))]
GOLDS = [*sorted(CORPORA.glob("documents/*/*.gold.json")), *sorted(CORPORA.glob("samples/gold/*.gold.json"))]
LAYERS = ("entities", "figures", "times", "directives")

CARD = {
    "genre", "doc_type", "number", "title", "issuer", "issued_on", "signer", "recipients", "byline", "meeting",
}  # fmt: skip
# per layer: fields that must be there, fields that may be there
FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "entities": ({"type", "quote"}, {"level", "positions", "doc_type", "number", "date", "issuer", "name"}),
    "figures": ({"quote", "kind", "value", "unit"}, {"max", "total", "per", "comparator"}),
    "times": ({"quote", "type"}, {"from", "to", "value"}),
    "directives": ({"quote", "kind", "assignees", "deadline", "issued_by"}, set()),
}
OWN_FIELDS = {
    "person": {"positions"},
    "organization": {"name"},
    "location": {"level"},
    "legal_ref": {"doc_type", "number", "date", "issuer"},
    "programme": set[str](),
}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?")
DURATION = re.compile(r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?)?")
RRULE = re.compile(
    r"FREQ=(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL=\d+|BYMONTH=[\d,]+|BYMONTHDAY=-?[\d,-]+|BYDAY=[A-Z0-9,-]+))*"
)

every_gold = pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))


@cache
def gold(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def text_of(path: Path) -> str:
    return unicodedata.normalize("NFC", Path(str(path).removesuffix(".gold.json") + ".txt").read_text(encoding="utf-8"))


def items(path: Path, layer: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = gold(path)[layer]
    return found


def spans(path: Path, layer: str) -> Iterator[tuple[int, int]]:
    """Quotes are found in text order, as the scorer finds them; one that is not there raises ValueError."""
    text, cursor = text_of(path), 0
    for item in items(path, layer):
        start = item["start"] if "start" in item else text.index(item["quote"], cursor)
        assert text.startswith(item["quote"], start), item
        yield start, start + len(item["quote"])
        # a directive may begin inside the one before it, anything else only behind it
        cursor = start + 1 if layer == "directives" else start + len(item["quote"])


def is_moment(value: str | None, pattern: re.Pattern[str] = ISO_MOMENT) -> bool:
    if value is None:
        return True
    return bool(pattern.fullmatch(value)) and bool(datetime.fromisoformat(value))


# --- files ------------------------------------------------------------------------------------------------------------


def test_every_text_has_its_gold_and_every_gold_its_text() -> None:
    assert {p.with_suffix("") for p in TEXTS} == {p.with_name(p.name.removesuffix(".gold.json")) for p in GOLDS}
    assert len(GOLDS) >= 60


def test_every_hand_has_documents_of_both_genres() -> None:
    seen: dict[str, Counter[str]] = {}
    for path in GOLDS:
        seen.setdefault(path.parent.name, Counter())[gold(path)["document"]["genre"]] += 1
    assert {name for name in seen if name != "gold"} >= {"an", "binh", "chi", "dung", "giang"}
    of_one = {"tam", "uyen", "oanh"}  # one wrote reports alone, the others notices alone
    assert all(set(kinds) == set(get_args(Genre)) for name, kinds in seen.items() if name not in of_one), seen


def test_ids_are_unique_and_the_names_of_the_files() -> None:
    names = [gold(path)["doc"] for path in GOLDS]
    assert [path.name.removesuffix(".gold.json") for path in GOLDS] == names
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_text_stands_twice() -> None:
    texts = Counter(" ".join(text_of(path).split()) for path in GOLDS)
    assert max(texts.values()) == 1


# --- one gold file ----------------------------------------------------------------------------------------------------


@every_gold
def test_shape(path: Path) -> None:
    assert set(gold(path)) == {"doc", "doc_date", "notes", "document", *LAYERS}
    assert gold(path)["doc_date"] is None or date.fromisoformat(gold(path)["doc_date"])
    for layer, (needed, allowed) in FIELDS.items():
        for item in items(path, layer):
            assert needed <= set(item) <= needed | allowed | {"start", "end"}, item
            assert item["quote"] == item["quote"].strip() != "", item
            assert item["quote"] == unicodedata.normalize("NFC", item["quote"]), item


@every_gold
@pytest.mark.parametrize("layer", LAYERS)
def test_quotes_stand_in_the_text_in_order_and_apart(path: Path, layer: str) -> None:
    edge = 0
    for start, end in spans(path, layer):
        assert start >= edge, text_of(path)[start:end]
        edge = end


@every_gold
def test_card(path: Path) -> None:
    card = gold(path)["document"]
    assert set(card) == CARD
    assert card["genre"] in get_args(Genre)
    assert is_moment(card["issued_on"], ISO_DAY)
    assert (card["doc_type"] is None) == (card["genre"] == "news")
    assert card["doc_type"] is None or card["doc_type"] == card["doc_type"].lower()
    assert card["byline"] is None or card["genre"] == "news"
    assert all(entry == entry.strip() and not re.match(r"[-+*•]", entry) for entry in card["recipients"])
    for name, fields in (
        ("signer", {"name", "position", "authority"}),
        ("byline", {"author", "source"}),
        ("meeting", {"name", "date", "chair", "place"}),
    ):
        assert card[name] is None or set(card[name]) == fields
    assert card["meeting"] is None or is_moment(card["meeting"]["date"], ISO_DAY)


@every_gold
def test_entities(path: Path) -> None:
    for item in items(path, "entities"):
        assert item["type"] in get_args(EntityType), item
        assert set(item) - {"type", "quote", "start", "end"} <= OWN_FIELDS[item["type"]], item
        if item["type"] == "location":
            assert item.get("level", "other") in get_args(Level), item
        if item["type"] == "legal_ref":
            assert "number" in item, item
            assert item.get("doc_type", "a") == item.get("doc_type", "a").lower(), item
            assert is_moment(item.get("date"), ISO_DAY), item


@every_gold
def test_figures(path: Path) -> None:
    for item in items(path, "figures"):
        assert item["kind"] in get_args(FigureKind), item
        assert isinstance(item["value"], int | float), item
        assert item["unit"], item
        assert item.get("comparator") is None or item["comparator"] in get_args(Comparator), item
        assert (item["kind"] == "percent") == (item["unit"] == "%"), item
        assert (item["kind"] == "ratio") == ("total" in item), item
        assert item["kind"] != "money" or re.fullmatch(r"[A-Z]{3}", item["unit"]), item
        assert "max" not in item or item["max"] > item["value"], item


@every_gold
def test_times(path: Path) -> None:
    for item in items(path, "times"):
        assert item["type"] in get_args(TimeType), item
        if item["type"] in ("date", "period"):
            assert {"from", "to"} <= set(item), item
            assert is_moment(item["from"]), item
            assert is_moment(item["to"]), item
            assert not (item["from"] and item["to"]) or item["from"] <= item["to"], item
        else:
            pattern = DURATION if item["type"] == "duration" else RRULE
            assert pattern.fullmatch(item["value"]), item


@every_gold
def test_directives(path: Path) -> None:
    for item in items(path, "directives"):
        assert item["kind"] in get_args(DirectiveKind), item
        # bullets and numbers are outside
        assert not re.match(r"(?:[-+*•]|\d+(?:\.\d+)*[.)]|[a-zđ][.)])\s", item["quote"]), item
        for who in item["assignees"]:
            assert {"text", "role"} <= set(who) <= {"text", "role", "inherited", "inferred"}, item
            assert who["role"] in get_args(Role), item
            assert who["text"] == who["text"].strip() != "", item
        assert item["kind"] != "decision" or item["assignees"] == [], item
        assert item["issued_by"] is None or item["issued_by"].strip(), item


@every_gold
def test_deadlines(path: Path) -> None:
    for item in items(path, "directives"):
        deadline = item["deadline"]
        if deadline is None:
            continue
        assert set(deadline) <= {"text", "due", "bound", "last_day", "recurrence", "anchor", "offset"}, item
        # line wraps of the source are levelled
        assert " ".join(deadline["text"].split()) in " ".join(text_of(path).split()), item
        if deadline.get("recurrence"):
            assert RRULE.fullmatch(deadline["recurrence"]), item
            assert deadline.get("due") is None, item
            continue
        assert deadline["bound"] in get_args(Bound), item
        assert is_moment(deadline["due"]), item
        if deadline["due"] is None:
            assert deadline.get("last_day") is None, item
        elif deadline.get("last_day"):
            gap = date.fromisoformat(deadline["due"][:10]) - date.fromisoformat(deadline["last_day"])
            assert gap.days == (1 if deadline["bound"] == "before" and "T" not in deadline["due"] else 0), item
        assert not deadline.get("offset") or DURATION.fullmatch(deadline["offset"]), item


# --- the corpus as a whole --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "field", "kinds"),
    [
        ("entities", "type", get_args(EntityType)),
        ("figures", "kind", get_args(FigureKind)),
        ("times", "type", get_args(TimeType)),
        ("directives", "kind", get_args(DirectiveKind)),
    ],
)
def test_every_kind_is_there_often_enough_to_be_measured(layer: str, field: str, kinds: tuple[str, ...]) -> None:
    seen = Counter(item[field] for path in GOLDS for item in items(path, layer))
    assert set(seen) == set(kinds)
    assert min(seen.values()) >= 20, seen
