"""Places of a gold where an annotator may have nodded: numbers nobody read, names marked once and passed over later."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_NUMBER = re.compile(r"\d[\d.,]*")
_LIST_NUMBER = re.compile(r"\s*(?:[-+*•]\s*)?(?:Điều\s+)?\d{1,2}(?:\.\d{1,2})*[.)/:]")


def doubts(text: str, gold: Json) -> Iterator[str]:
    """What is worth a second look, in English, one line each. Nothing here need be wrong."""
    yield from _crossing(gold)
    yield from _unread_numbers(text, gold)
    yield from _passed_over(text, gold)
    yield from _strange_figures(gold)
    yield from _strange_dates(gold)
    yield from _strange_directives(text, gold)


def _crossing(gold: Json) -> Iterator[str]:
    last: Json | None = None
    for item in sorted(gold["entities"], key=lambda item: item["start"]):
        if last is not None and item["start"] < last["end"]:
            yield f"entities overlap: {last['quote']!r} and {item['quote']!r}"
        last = item


def _unread_numbers(text: str, gold: Json) -> Iterator[str]:
    read = [(i["start"], i["end"]) for layer in ("entities", "figures", "times") for i in gold[layer]]
    for found in _NUMBER.finditer(text):
        if any(start <= found.start() < end for start, end in read):
            continue
        line = text.rfind("\n", 0, found.start()) + 1
        number = _LIST_NUMBER.match(text, line)
        if number and found.start() < number.end():
            continue
        around = " ".join(text[max(line, found.start() - 25) : found.end() + 20].split())
        yield f"a number in no figure, time or reference (well if it is a paper's number or a name): … {around} …"


def _passed_over(text: str, gold: Json) -> Iterator[str]:
    spans = [(item["start"], item["end"]) for item in gold["entities"]]
    for name in sorted(
        {item["quote"] for item in gold["entities"] if item["type"] != "location" or " " in item["quote"]}
    ):
        if len(name) < 3:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(start < found.end() and found.start() < end for start, end in spans):
                around = " ".join(text[max(0, found.start() - 25) : found.end() + 20].split())
                yield f"{name!r} is marked elsewhere, not here (well inside a position): … {around} …"


def _strange_figures(gold: Json) -> Iterator[str]:
    for item in gold["figures"]:
        digits = re.sub(r"\D", "", _NUMBER.search(item["quote"])[0]) if _NUMBER.search(item["quote"]) else ""  # type: ignore[index]
        if digits and item["kind"] in ("quantity", "percent", "ratio"):
            value = re.sub(
                r"\D",
                "",
                f"{item['value']:f}".rstrip("0").rstrip(".") if item["value"] % 1 else str(int(item["value"])),
            )
            if digits.lstrip("0").rstrip("0") != value.lstrip("0").rstrip("0"):
                yield f"figure {item['quote']!r} has the value {item['value']}"
        if item["kind"] in ("quantity", "ratio") and item["unit"].split()[0] not in item["quote"]:
            yield f"the unit {item['unit']!r} does not stand in {item['quote']!r}"


def _strange_dates(gold: Json) -> Iterator[str]:
    for item in gold["times"]:
        for key in ("from", "to"):
            if item.get(key):
                try:
                    datetime.datetime.fromisoformat(item[key])
                except ValueError:
                    yield f"no such day: {item[key]} ({item['quote']!r})"
        if item.get("from") and item.get("to") and item["from"] > item["to"]:
            yield f"ends before it begins: {item['quote']!r}"


def _strange_directives(text: str, gold: Json) -> Iterator[str]:
    flat = " ".join(text.split()).casefold()
    for item in gold["directives"]:
        for doer in item["assignees"]:
            if " ".join(doer["text"].split()).casefold() not in flat:
                yield f"the assignee {doer['text']!r} does not stand in the text so (well for a name written out)"
        due = item.get("deadline")
        if due and " ".join(due["text"].split()).casefold() not in flat:
            yield f"the deadline {due['text']!r} does not stand in the text"
        if due and due.get("due") and gold.get("doc_date") and due["due"] < gold["doc_date"]:
            yield f"a deadline before the document: {due['due']} ({due['text']!r})"
