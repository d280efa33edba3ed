"""Confidences that mean what they say: logistic weights fitted to finds that were judged, and how far off they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np

from extractor.core.record import Record
from extractor.learned.calibration import Calibration, Feature, Weights, directive_features, entity_features
from extractor.learned.models import Models
from extractor.training.gold import GoldDocument
from extractor.training.scoring import right_items
from extractor.training.sentences import record_and_sentences

_PENALTY = 1.0  # on every weight but the bias
_ROUNDS = 50
_BINS = 10


class Find(msgspec.Struct, frozen=True):
    """What is known of something found, how sure the record is of it, and whether it is right."""

    features: tuple[Feature, ...]
    confidence: float
    right: bool


def finds(documents: Iterable[GoldDocument], models: Models) -> tuple[list[Find], list[Find]]:
    """Directives and entities of the documents as the program finds them with `models`."""
    directives: list[Find] = []
    entities: list[Find] = []
    for document in documents:
        record, opinions = record_and_opinions(document, models)
        directives += _directives(document, record, opinions)
        entities += _entities(document, record)
    return directives, entities


def record_and_opinions(document: GoldDocument, models: Models) -> tuple[Record, dict[tuple[int, int], float]]:
    """The record, and the model's opinion of every sentence it was shown."""
    record, seen = record_and_sentences(document, models)
    said = models.judge(seen) if models.judge else ()
    return record, {(s.start, s.end): o.order for s, o in zip(seen, said, strict=False)}


def _directives(document: GoldDocument, record: Record, opinions: dict[tuple[int, int], float]) -> Iterator[Find]:
    right = right_items(document.gold, document.text, msgspec.to_builtins(record), "directives")
    for n, found in enumerate(record.directives):
        opinion = next((o for (start, end), o in opinions.items() if start <= found.start < end), None)
        inherited = any(doer.inherited for doer in found.assignees)
        features = directive_features(found.rule, found.kind, opinion, inherited)
        yield Find(tuple(features), found.confidence, n in right)


def _entities(document: GoldDocument, record: Record) -> Iterator[Find]:
    right = right_items(document.gold, document.text, msgspec.to_builtins(record), "entities")
    for n, found in enumerate(record.entities):
        yield Find(tuple(entity_features(found.type, found.rule, found.text)), found.confidence, n in right)


def calibrate(directives: Sequence[Find], entities: Sequence[Find]) -> Calibration:
    """Weights fitted to finds."""
    return Calibration(fit(directives), fit(entities))


def fit(found: Sequence[Find]) -> Weights:
    """Logistic regression by Newton's method with a ridge; the same finds give the same weights."""
    names = sorted({name for find in found for name, _ in find.features})
    if not found:
        return {}
    column = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(found), len(names)))
    for row, find in enumerate(found):
        for name, value in find.features:
            table[row, column[name]] = value
    right = np.array([find.right for find in found], dtype=float)
    penalty = np.array([0.01 if name == "bias" else _PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        sure = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (sure - right) + penalty * weights
        bend = (table.T * (sure * (1 - sure))) @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weights[n]), 4) for n, name in enumerate(names)}


class Bin(msgspec.Struct, frozen=True):
    """Finds of like confidence: how many, how sure on average, how many of them right."""

    size: int
    confidence: float
    right: float


def bins(found: Sequence[Find]) -> list[Bin]:
    """Finds in ten groups of equal size from the least sure to the surest."""
    ordered = sorted(found, key=lambda find: find.confidence)
    groups = [group for group in np.array_split(np.arange(len(ordered)), _BINS) if len(group)]
    return [_bin([ordered[n] for n in group]) for group in groups]


def _bin(found: Sequence[Find]) -> Bin:
    size = len(found)
    return Bin(size, sum(find.confidence for find in found) / size, sum(find.right for find in found) / size)


def calibration_error(found: Sequence[Find]) -> float:
    """Expected calibration error: how far confidence and share of right ones are apart, on average over finds."""
    return sum(b.size * abs(b.confidence - b.right) for b in bins(found)) / max(1, len(found))
