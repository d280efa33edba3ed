"""Which annotated documents are for training, which for choosing, which only for reporting: by hand and by document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from extractor.training.gold import GoldDocument

Part = Literal["train", "dev", "test"]

FILE = "splits.json"


class Splits(msgspec.Struct, frozen=True):
    """Beginnings of names by part; the longest that fits decides (`dung` and `dung08` may be in two parts)."""

    train: tuple[str, ...]
    dev: tuple[str, ...]
    test: tuple[str, ...]

    def part_of(self, name: str) -> Part | None:
        """None for a document that no part names."""
        parts: tuple[tuple[Part, tuple[str, ...]], ...] = (
            ("train", self.train),
            ("dev", self.dev),
            ("test", self.test),
        )
        fitting = [(len(head), part) for part, heads in parts for head in heads if name.startswith(head)]
        return max(fitting)[1] if fitting else None


def find_splits(folder: Path) -> Splits:
    """The splits in `folder` or the nearest folder above it.

    Raises FileNotFoundError where there is none, msgspec.DecodeError where it is none.
    """
    for place in (folder, *folder.resolve().parents):
        if (place / FILE).exists():
            return msgspec.json.decode((place / FILE).read_bytes(), type=Splits)
    raise FileNotFoundError(f"{folder}: no {FILE} there or above")


def choose(documents: Sequence[GoldDocument], part: str) -> list[GoldDocument]:
    """The documents of a part, by the splits that lie with them."""
    return [document for document in documents if _splits_of(document).part_of(document.name) == part]


def _splits_of(document: GoldDocument) -> Splits:
    return find_splits(document.path.parent)


def by_part(documents: Iterable[GoldDocument]) -> dict[str, list[GoldDocument]]:
    """All documents, part by part; what no part names stands under `none`."""
    parts: dict[str, list[GoldDocument]] = {}
    for document in documents:
        parts.setdefault(_splits_of(document).part_of(document.name) or "none", []).append(document)
    return parts
