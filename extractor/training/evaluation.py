"""Records of annotated documents against their gold: figures over all, what was gained and lost, how sure they are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from extractor.core.context import Context
from extractor.core.record import Record
from extractor.pipeline import extract
from extractor.training.gold import GoldDocument
from extractor.training.scoring import Count, Score, score

_RESAMPLES = 1000
_TAIL = 0.025  # of the resampled figures on each side of a 95 % interval


class Result(msgspec.Struct, frozen=True):
    """One document's counts by row (right, gold, given) and what was wrong in it."""

    rows: dict[str, tuple[int, int, int]]
    wrong: list[tuple[str, str]]


Run = dict[str, Result]  # by name of the document; this is what a saved run holds


def evaluate(documents: Iterable[GoldDocument], context: Context | None = None) -> Run:
    """The counts of every document, read as `chidao extract` would: by the path of the text, without a given date."""
    context = context or Context()
    return {
        document.name: _result(score_document(document, extract(document.path, context=context)))
        for document in documents
    }


def score_document(document: GoldDocument, record: Record) -> Score:
    return score(document.gold, document.text, msgspec.to_builtins(record))


def _result(counted: Score) -> Result:
    return Result({row: (c.right, c.gold, c.given) for row, c in counted.rows.items()}, counted.wrong)


def total(run: Run) -> dict[str, Count]:
    """Counts summed over the documents of a run, in the order of the rows."""
    summed = Score()
    for result in run.values():
        for row, counts in result.rows.items():
            summed.count(row, *counts)
    return summed.rows


def intervals(run: Run, seed: int = 0) -> dict[str, tuple[float, float]]:
    """95 % intervals of F1 by row: documents drawn with replacement, since what one author does hangs together."""
    draw = random.Random(seed)
    names = sorted(run)
    drawn: dict[str, list[float]] = {row: [] for row in total(run)}
    for _ in range(_RESAMPLES if names else 0):
        sample = [run[draw.choice(names)].rows for _ in names]
        for row, figures in drawn.items():
            counts = [rows[row] for rows in sample if row in rows]
            right, gold, given = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
            figures.append(Count(right, gold, given).rates()[2])
    return {row: _middle(figures) for row, figures in drawn.items()}


def _middle(figures: list[float]) -> tuple[float, float]:
    figures.sort()
    if not figures:
        return 0.0, 0.0
    cut = int(len(figures) * _TAIL)
    return figures[cut], figures[-1 - cut]


class Change(msgspec.Struct, frozen=True):
    """How a row of a document differs from a saved run: right items more or less, wrong items more or less."""

    document: str
    row: str
    before: tuple[int, int, int]
    after: tuple[int, int, int]

    @property
    def gain(self) -> int:
        """Mistakes fewer than before (items missed and items that nobody asked for); below zero it is a loss."""
        (right, gold, given), (now, wanted, told) = self.before, self.after
        return (gold + given - 2 * right) - (wanted + told - 2 * now)


def changes(before: Run, after: Run, rows: Iterable[str]) -> Iterator[Change]:
    """Rows of documents in both runs whose counts differ."""
    wanted = tuple(rows)
    for name in sorted(before.keys() & after.keys()):
        for row in wanted:
            was, now = before[name].rows.get(row, (0, 0, 0)), after[name].rows.get(row, (0, 0, 0))
            if was != now:
                yield Change(name, row, was, now)


def save_run(run: Run, path: Path) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n")


def load_run(path: Path) -> Run:
    """Raises OSError where the file cannot be read, msgspec.DecodeError where it holds no run."""
    return msgspec.json.decode(path.read_bytes(), type=Run)


def table(
    rows: Mapping[str, Count], names: Iterable[str], sure: Mapping[str, tuple[float, float]] | None = None
) -> str:
    """Precision, recall, F1 and counts as text columns; with intervals where `sure` gives them."""
    width = 2 + max((len(name) for name in names), default=16)
    head = f"{'':<{width}}{'precision':>10}{'recall':>8}{'F1':>8}{'gold':>7}{'given':>7}"
    lines = [head + ("   95 % of F1" if sure else "")]
    for name in names:
        count = rows[name]
        precision, recall, f1 = count.rates()
        line = f"{name:<{width}}{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}{count.gold:>7}{count.given:>7}"
        lines.append(line + (f"   {sure[name][0]:.3f}–{sure[name][1]:.3f}" if sure else ""))
    return "\n".join(lines)
