"""The notices that are rendered: clean text cut into the places of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractor.cleaning import clean
from extractor.core.characters import matching_view
from extractor.core.document import Paragraph
from extractor.reading import read_text
from extractor.training.splits import find_splits

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_TYPE_LINE = re.compile(
    r"(?:thông báo|kết luận|chỉ thị|công điện|kế hoạch|quyết định|giấy mời|báo cáo)\W*", re.IGNORECASE
)
_LONGEST_TITLE = 4  # lines
_LONGEST_LINE = 250  # characters


class Part(msgspec.Struct, frozen=True):
    """A paragraph of a page: its text, and for a cell of a table the place in it."""

    text: str
    row: int | None = None
    column: int | None = None
    table: int | None = None


class Sheet(msgspec.Struct, frozen=True):
    """A notice to be set: what stands where."""

    name: str
    text: str  # the clean text that all renderings are held against
    left: tuple[str, ...]
    right: tuple[str, ...]
    title: tuple[str, ...]
    body: tuple[Part, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    annex: tuple[Part, ...]  # what stands behind the signature


def notices(count: int) -> list[Sheet]:
    """The first `count` notices of the training part that have a letterhead, recipients and a signer, hand by hand."""
    splits = find_splits(CORPORA / "documents")
    paths = sorted((CORPORA / "documents").glob("*/*.txt"))
    train = [path for path in paths if splits.part_of(path.stem) == "train"]
    by_hand: dict[str, list[Path]] = {}
    for path in train:
        by_hand.setdefault(path.parent.name, []).append(path)
    turns = [path for rank in range(40) for hand in by_hand.values() for path in hand[rank : rank + 1]]
    sheets = (read_sheet(path) for path in turns)
    out = []
    for sheet in sheets:
        if sheet is not None:
            out.append(sheet)
        if len(out) == count:
            break
    return out


def read_sheet(path: Path) -> Sheet | None:
    """The sheet of a notice; None for what is no notice on a letterhead (a press report, a page of a web site)."""
    source = clean(read_text(path.read_text(encoding="utf-8")))
    by_region: dict[str, list[Paragraph]] = {}
    for paragraph in source.paragraphs:
        if source.text[paragraph.start : paragraph.end].strip():
            by_region.setdefault(paragraph.region, []).append(paragraph)

    def lines(region: str) -> tuple[str, ...]:
        return tuple(source.text[p.start : p.end] for p in by_region.get(region, ()))

    left, right, recipients, signature = map(lines, ("header_left", "header_right", "recipients", "signature"))
    if not (left and len(right) >= 2 and recipients and signature):
        return None
    inner = sorted([*by_region.get("body", ()), *by_region.get("table", ())], key=lambda p: p.start)
    foot = by_region["recipients"][0].start
    title, body = _title_and_body([_part(source.text, p) for p in inner if p.start < foot])
    annex = tuple(_part(source.text, p) for p in inner if p.start > foot)
    return Sheet(path.stem, source.text, left, right, title, body, recipients, signature, annex)


def _part(text: str, paragraph: Paragraph) -> Part:
    cell = paragraph.cell
    words = text[paragraph.start : paragraph.end]
    return Part(words, cell.row, cell.column, cell.table) if cell else Part(words)


def _title_and_body(parts: Sequence[Part]) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """`THÔNG BÁO` and the lines under it that do not end as sentences do, then the rest."""
    if not parts or not _TYPE_LINE.fullmatch(matching_view(parts[0].text)):
        return (), tuple(parts)
    stop = 1
    while stop < min(len(parts), _LONGEST_TITLE) and _may_be_title(parts[stop].text):
        stop += 1
    return tuple(part.text for part in parts[:stop]), tuple(parts[stop:])


def _may_be_title(text: str) -> bool:
    return len(text) < _LONGEST_LINE and not text.endswith((".", ":", ";", ","))
