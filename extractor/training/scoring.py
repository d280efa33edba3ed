"""Compare a record with what people wrote down about the same text: counts of right, wanted and given items.

Gold and record are both plain mappings with the names of the record. Spans are compared as sets of words, because a
record may join wrapped lines or leave boilerplate out: words of the record's text are first laid on the words of the
gold text, and a word that stands in no gold text stays a word of its own, so it can only cost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

Json = Mapping[str, Any]

LAYERS = ("entities", "figures", "times", "directives")
FIELDS = (
    "genre", "doc_type", "number", "title", "issuer", "issued_on", "signer.name", "signer.position", "recipients",
    "byline.author", "byline.source", "meeting.name", "meeting.date", "meeting.chair",
)  # fmt: skip
# what a report shows first; a score has finer rows too (`entities.person`, `document.title`, `times.found`, …)
ROWS = (
    "document", "entities.strict", "entities.relaxed", "entities.legal_ref.number", "figures", "times",
    "directives.found", "directives", "assignees", "deadlines", "directives.whole", "grounding",
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_LIKE = 0.85  # titles differ in a comma or a dash from page to page
_HALF = 0.5
_MINUTE = len("2026-03-12T17:00")


@dataclass
class Count:
    right: int = 0
    gold: int = 0
    given: int = 0

    def add(self, right: int, gold: int, given: int) -> None:
        self.right += right
        self.gold += gold
        self.given += given

    def rates(self) -> tuple[float, float, float]:
        """Precision, recall, F1; 0 where nothing was given or wanted."""
        precision = self.right / self.given if self.given else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass
class Score:
    """Counts by row, and what was wrong: row and what is the matter, in words for developers."""

    rows: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in ROWS})
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def count(self, row: str, right: int, gold: int, given: int) -> None:
        self.rows.setdefault(row, Count()).add(right, gold, given)

    def add(self, other: Score) -> None:
        for name, count in other.rows.items():
            self.count(name, count.right, count.gold, count.given)
        self.wrong += other.wrong


@dataclass(frozen=True)
class Item:
    """An item with the gold words it covers and what must agree for two items to be one."""

    words: frozenset[int]
    key: Hashable
    told: Json


def words_of(value: object) -> list[str]:
    """The words of a phrase without case, punctuation and the way it is encoded."""
    return _WORD.findall(unicodedata.normalize("NFC", "" if value is None else str(value)).casefold())


def plain(value: object) -> str:
    return " ".join(words_of(value))


class Words:
    """The words of a text with their offsets and numbers: a place in this text, or in the gold text it was laid on."""

    def __init__(self, text: str, on: Words | None = None) -> None:
        found = [(m.group(), *m.span()) for m in _WORD.finditer(text)]
        self.forms = [unicodedata.normalize("NFC", form).casefold() for form, _, _ in found]
        self.spans = [(start, end) for _, start, end in found]
        self.numbers = list(range(len(found))) if on is None else _laid(self.forms, on.forms)

    def between(self, start: int, end: int) -> frozenset[int]:
        pairs = zip(self.spans, self.numbers, strict=True)
        return frozenset(number for (first, last), number in pairs if first < end and last > start)


def _laid(forms: Sequence[str], gold: Sequence[str]) -> list[int]:
    """For each word the number of the gold word it is, below zero where it is none."""
    numbers = [-1 - place for place in range(len(forms))]
    for at, in_gold, size in SequenceMatcher(None, forms, gold, autojunk=False).get_matching_blocks():
        numbers[at : at + size] = range(in_gold, in_gold + size)
    return numbers


def locate(gold: Json, text: str) -> dict[str, list[dict[str, Any]]]:
    """The layers of a gold file with offsets: quotes stand in the order of the text, only directives may overlap.

    Raises ValueError where a quote is not found, which is a mistake of the gold file.
    """
    layers: dict[str, list[dict[str, Any]]] = {}
    for layer in LAYERS:
        at = 0
        layers[layer] = []
        for told in gold.get(layer, ()):
            start = told["start"] if "start" in told else text.find(told["quote"], at)
            if start < 0:
                raise ValueError(f"{layer}: {told['quote'][:60]!r} is not where it should be")
            end = told["end"] if "end" in told else start + len(told["quote"])
            at = start + 1 if layer == "directives" else end
            layers[layer].append({**told, "start": start, "end": end})
    return layers


def score(gold: Json, text: str, record: Json) -> Score:
    """The counts of one document. `text` is what the gold speaks of; `record` the record as JSON would have it."""
    result = Score()
    located = locate(gold, text)
    gold_words = Words(text)
    record_words = Words(record["text"], on=gold_words)
    _score_card(gold.get("document", {}), record["document"], result)
    items: dict[str, tuple[list[Item], list[Item]]] = {}
    for layer in LAYERS:
        wanted = [_item(layer, told, gold_words) for told in located[layer]]
        given = [_item(layer, told, record_words) for told in record[layer]]
        items[layer] = wanted, given
        grounded = sum(told["text"] == record["text"][told["start"] : told["end"]] for told in record[layer])
        result.count("grounding", grounded, len(given), len(given))
    _score_entities(*items["entities"], result)
    _score_values("figures", *items["figures"], result)
    _score_values("times", *items["times"], result)
    _score_orders(*items["directives"], result)
    return result


def right_items(gold: Json, text: str, record: Json, layer: str) -> set[int]:
    """Which items of a layer are right: entities by type and words, directives by kind and half the words."""
    gold_words = Words(text)
    record_words = Words(record["text"], on=gold_words)
    wanted = [_item(layer, told, gold_words) for told in locate(gold, text)[layer]]
    given = [_item(layer, told, record_words) for told in record[layer]]
    return set(_pair(wanted, given, _HALF if layer == "directives" else 0.0).values())


def _score_entities(wanted: Sequence[Item], given: Sequence[Item], result: Score) -> None:
    """Strictly the same words, or half of them; by type; numbers of references and positions of persons."""
    strict = _pair(wanted, given, 0.0)
    of_type, typed = ([replace(item, key=item.told["type"]) for item in items] for items in (wanted, given))
    relaxed = _pair(of_type, typed, _HALF)
    result.count("entities.strict", len(strict), len(wanted), len(given))
    result.count("entities.relaxed", len(relaxed), len(wanted), len(given))
    for kind in sorted({item.told["type"] for item in (*wanted, *given)}):
        counts = (sum(item.told["type"] == kind for item in items) for items in (wanted, given))
        result.count(f"entities.{kind}", sum(wanted[i].told["type"] == kind for i in strict), *counts)
    for i, j in relaxed.items():
        ours, theirs = wanted[i].told, given[j].told
        if ours["type"] == "legal_ref" and ours.get("number"):
            result.count("entities.legal_ref.number", plain(ours["number"]) == plain(theirs.get("number")), 1, 1)
        if ours["type"] == "person":
            held, said = ({plain(name) for name in told.get("positions") or ()} for told in (ours, theirs))
            result.count("entities.person.positions", len(held & said), len(held), len(said))
    _tell("entities", wanted, given, strict, result)


def _score_values(layer: str, wanted: Sequence[Item], given: Sequence[Item], result: Score) -> None:
    same = _pair(wanted, given, 0.0)
    found = _pair(wanted, given, 0.0, any_key=True)
    result.count(layer, len(same), len(wanted), len(given))
    result.count(f"{layer}.found", len(found), len(wanted), len(given))
    if layer == "figures":
        signs = ((wanted[i].told.get("comparator"), given[j].told.get("comparator")) for i, j in same.items())
        for ours, theirs in signs:
            result.count("figures.comparator", int((ours or "=") == (theirs or "=")), 1, 1)
    _tell(layer, wanted, given, same, result)


_SHOWN = ("type", "kind", "value", "max", "total", "unit", "from", "to")


def _tell(
    row: str, wanted: Sequence[Item], given: Sequence[Item], pairs: Mapping[int, int], result: Score
) -> None:  # fmt: skip
    """What was missed and what nobody asked for."""
    right = set(pairs.values())
    missed = [("missed", item.told) for i, item in enumerate(wanted) if i not in pairs]
    extra = [("extra", item.told) for j, item in enumerate(given) if j not in right]
    for what, told in (*missed, *extra):
        words = " ".join(str(told.get("quote") or told.get("text")).split())
        about = " ".join(f"{name}={told[name]}" for name in _SHOWN if told.get(name) is not None)
        result.wrong.append((row, f"{what} {words[:110]!r} {about}"))


def _score_card(gold: Json, card: Json, result: Score) -> None:
    for path in FIELDS:
        top = path.split(".")[0]
        if top not in gold:  # the annotator did not look at it
            continue
        wanted, given = _at(gold, path), _at(card, path)
        if path in ("recipients", "meeting.chair"):
            ours, theirs = {plain(name) for name in wanted or ()}, {plain(name) for name in given or ()}
            counts = len(ours & theirs), len(ours), len(theirs)
        else:
            same = wanted is not None and given is not None and _same_field(path, wanted, given)
            counts = int(same), int(wanted is not None), int(given is not None)
        result.count(f"document.{path}", *counts)
        result.count("document", *counts)
        if not counts[0] == counts[1] == counts[2]:
            result.wrong.append(("document", f"{path}: wanted {wanted!r}, given {given!r}"))


def _at(card: Json, path: str) -> Any:
    value: Any = card
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _same_field(path: str, wanted: object, given: object) -> bool:
    ours, theirs = words_of(wanted), words_of(given)
    alike = path in ("title", "meeting.name") and SequenceMatcher(None, ours, theirs).ratio() >= _LIKE
    return ours == theirs or alike


def _item(layer: str, told: Json, words: Words) -> Item:
    covered = words.between(told["start"], told["end"])
    key: Hashable
    if layer == "entities":
        key = (told["type"], covered)
    elif layer == "figures":
        numbers = tuple(_number(told.get(name)) for name in ("value", "max", "total"))
        key = (told["kind"], numbers, _unit(told["kind"], told.get("unit")))
    elif layer == "times":
        dated = told["type"] in ("date", "period")
        value = (_minute(told.get("from")), _minute(told.get("to"))) if dated else _recurrence(told.get("value"))
        key = (told["type"], value)
    else:
        key = told["kind"]
    return Item(covered, key, told)


def _number(value: object) -> float | None:
    return round(float(value), 6) if isinstance(value, (int, float)) else None


def _unit(kind: str, unit: object) -> str:
    """A counted noun is known by its head (`hộ nghèo` and `hộ` are one unit); a percentage needs none."""
    if kind in ("money", "percent"):
        return plain(unit) if kind == "money" else "%"
    return next(iter(words_of(unit)), "")


def _minute(value: object) -> str:
    return "" if value is None else str(value)[:_MINUTE]


def _recurrence(value: object) -> frozenset[str]:
    """The parts of an RRULE (or a duration) in no order; an interval of one says nothing."""
    parts = str(value or "").upper().removeprefix("RRULE:").split(";")
    return frozenset(part for part in parts if part not in ("", "INTERVAL=1"))


def _pair(wanted: Sequence[Item], given: Sequence[Item], least: float, *, any_key: bool = False) -> dict[int, int]:
    """Which given item stands for which wanted one: best overlap first, each used once."""
    overlaps = [
        (len(w.words & g.words) / len(w.words | g.words), i, j)
        for i, w in enumerate(wanted)
        for j, g in enumerate(given)
        if w.words & g.words and (any_key or w.key == g.key)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in sorted(overlaps, key=lambda found: -found[0]):
        if overlap >= least and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _score_orders(wanted: Sequence[Item], given: Sequence[Item], result: Score) -> None:
    """Doers and deadlines of directives that cover the same words, whatever kind they were given."""
    pairs = _pair(wanted, given, _HALF, any_key=True)
    of_kind = _pair(wanted, given, _HALF)
    result.count("directives.found", len(pairs), len(wanted), len(given))
    result.count("directives", len(of_kind), len(wanted), len(given))
    doers = dates = whole = 0
    for i, j in pairs.items():
        ours, theirs = wanted[i].told, given[j].told
        who, whom = ours.get("assignees") or (), theirs.get("assignees") or ()
        due, dued = _deadline(ours), _deadline(theirs)
        same = _same_doers(who, whom)
        doers += same
        dates += due is not None and due == dued
        right = wanted[i].key == given[j].key and same == len(who) == len(whom) and due == dued
        whole += right
        if not right:
            result.wrong.append(("directives", _difference(ours, theirs)))
    result.count("assignees", doers, _doers_of(wanted), _doers_of(given))
    result.count("deadlines", dates, _dated(wanted), _dated(given))
    result.count("directives.whole", whole, len(wanted), len(given))
    _tell("directives", wanted, given, pairs, result)


def _difference(ours: Json, theirs: Json) -> str:
    who, whom = ([f"{d['text']} ({d['role']})" for d in told.get("assignees") or ()] for told in (ours, theirs))
    return (
        f"{' '.join(ours['quote'].split())[:90]!r}: kind {ours['kind']}/{theirs['kind']}"
        f" assignees {who}/{whom} deadline {ours.get('deadline')}/{theirs.get('deadline')}"
    )


def _doers_of(items: Iterable[Item]) -> int:
    return sum(len(item.told.get("assignees") or ()) for item in items)


def _dated(items: Iterable[Item]) -> int:
    return sum(_deadline(item.told) is not None for item in items)


def _deadline(told: Json) -> Hashable:
    """What a deadline says; None where there is none, or only an anchor whose date nobody knows."""
    deadline = told.get("deadline") or {}
    if deadline.get("recurrence"):
        return _recurrence(deadline["recurrence"])
    if deadline.get("due"):
        return _minute(deadline["due"]), deadline.get("bound") or "by"
    return None


def _same_doers(wanted: Sequence[Json], given: Sequence[Json]) -> int:
    left = list(given)
    for doer in wanted:
        found = next((other for other in left if doer["role"] == other["role"] and _one_name(doer, other)), None)
        if found is not None:
            left.remove(found)
    return len(given) - len(left)


def _one_name(doer: Json, other: Json) -> bool:
    """Equal words, or one name inside the other that is at least two thirds of it."""
    short, long = sorted((words_of(doer["text"]), words_of(other["text"])), key=len)
    return short == long or (bool(short) and set(short) <= set(long) and 3 * len(short) >= 2 * len(long))
