"""Annotated documents on disk: `NAME.txt` beside `NAME.gold.json`, found, read and written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from extractor.core.record import Directive, Record
from extractor.core.register import Shown
from extractor.training.scoring import LAYERS, locate

Json = dict[str, Any]

SUFFIX = ".gold.json"


class GoldDocument(msgspec.Struct, frozen=True):
    """A text in NFC and what people say of it, every item with its offsets."""

    name: str
    text: str
    gold: Json
    path: Path  # of the text

    @property
    def hand(self) -> str:
        """Who composed it: the letters its name begins with."""
        return self.name.rstrip().split("_")[0].rstrip("0123456789")


def find_gold(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Texts and their gold files below `paths`, each once and in the order of their names.

    Raises FileNotFoundError for a named text that has no gold, or a folder without any.
    """
    seen: set[Path] = set()
    for path in paths:
        golds = [path.with_name(path.stem + SUFFIX)] if path.is_file() else sorted(path.rglob(f"*{SUFFIX}"))
        if not golds or not golds[0].exists():
            raise FileNotFoundError(f"{path}: no {SUFFIX} there")
        for gold in golds:
            text = gold.with_name(gold.name.removesuffix(SUFFIX) + ".txt")
            if text not in seen:
                seen.add(text)
                yield text, gold


def read_gold(text: Path, gold: Path) -> GoldDocument:
    """Raises ValueError where the gold quotes what its text does not say, OSError where a file cannot be read."""
    words = unicodedata.normalize("NFC", text.read_text(encoding="utf-8-sig"))
    told = msgspec.json.decode(gold.read_bytes(), type=dict)
    try:
        return GoldDocument(text.stem, words, {**told, **locate(told, words)}, text)
    except ValueError as error:
        raise ValueError(f"{gold}: {error}") from None


def read_all_gold(paths: Sequence[Path]) -> list[GoldDocument]:
    return [read_gold(text, gold) for text, gold in find_gold(paths)]


def write_gold(folder: Path, name: str, text: str, gold: Json) -> None:
    """`NAME.txt` and `NAME.gold.json` in `folder`, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    packed = msgspec.json.format(msgspec.json.encode(without_needless_offsets(gold, text)), indent=1)
    (folder / f"{name}{SUFFIX}").write_bytes(packed + b"\n")


def record_to_learn_from(shown: Shown) -> Record:
    """The record of the register as far as its text bears it out.

    A directive put in other words stands for the words it was read from, one that was added without a quote is left
    out, and so is a deadline whose words are not in the text. What the newest reading has no more stays only where a
    person confirmed or corrected it: a note about it does not say that it was read rightly.
    """
    text = shown.record.text
    directives = tuple(
        _borne_out(directive, text)
        for directive, mark in zip(shown.record.directives, shown.marks, strict=True)
        if directive.start < directive.end and (mark.state != "gone" or mark.corrected or mark.confirmed_at)
    )
    return msgspec.structs.replace(shown.record, directives=directives)


def _borne_out(directive: Directive, text: str) -> Directive:
    deadline = directive.deadline
    if deadline is not None and not (deadline.text and text[deadline.start : deadline.end] == deadline.text):
        deadline = None
    return msgspec.structs.replace(directive, text=text[directive.start : directive.end], deadline=deadline)


def gold_of(record: Record, name: str) -> Json:
    """What a record says, in the form of a gold file, for a person to correct."""
    told = msgspec.to_builtins(record)
    return {
        "doc": name,
        "doc_date": record.anchor.date,
        "notes": [],
        "document": {key: value for key, value in told["document"].items() if key in _CARD},
        **{layer: [_wanted(item, keys) for item in told[layer]] for layer, keys in _KEPT.items()},
    }


_CARD = (
    "genre", "doc_type", "number", "title", "issuer", "issued_on", "signer", "recipients", "byline", "meeting",
)  # fmt: skip
_KEPT = {
    "entities": ("type", "positions", "level", "doc_type", "number", "date", "issuer"),
    "figures": ("kind", "value", "max", "total", "unit", "per", "comparator"),
    "times": ("type", "from", "to", "value"),
    "directives": ("kind", "assignees", "deadline", "issued_by"),
}
_KEPT_INSIDE = {
    "assignees": ("text", "role", "inherited"),
    "deadline": ("text", "due", "bound", "last_day", "recurrence", "anchor", "offset"),
}


def _wanted(item: Json, keys: Sequence[str]) -> Json:
    kept = {"quote": item["text"], **{key: item[key] for key in keys if key in item}}
    for key, inner in _KEPT_INSIDE.items():
        if isinstance(kept.get(key), (list, tuple)):
            kept[key] = [_only(told, inner) for told in kept[key]]
        elif kept.get(key):
            kept[key] = _only(kept[key], inner)
    return {**kept, "start": item["start"], "end": item["end"]}


def _only(told: Json, keys: Sequence[str]) -> Json:
    return {key: told[key] for key in keys if told.get(key) not in (None, False)}


def without_needless_offsets(gold: Json, text: str) -> Json:
    """The gold with offsets only where a search for its quotes in text order would go astray."""
    result = dict(gold)
    for layer in LAYERS:
        cursor = 0
        result[layer] = []
        for item in gold[layer]:
            plain = {key: value for key, value in item.items() if key not in ("start", "end")}
            astray = text.find(item["quote"], cursor) != item["start"]
            result[layer].append(item if astray else plain)
            cursor = item["start"] + 1 if layer == "directives" else item["end"]
    return result
