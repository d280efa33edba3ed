"""Confidences that mean what they say: logistic weights fitted to finds that were judged, and how far off they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np

from extractor.core.record import Record
from extractor.learned.calibration import Feature, Scale, Weights, entity_features
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
    rule: str = ""


class Recorder:
    """A scale that keeps everything and writes down what it was shown."""

    def __init__(self, scale: Scale | None) -> None:
        self.scale = scale
        self.directives: list[tuple[tuple[Feature, ...], float]] = []

    def least_for(self, rule: str) -> float:
        return 0.0

    def of_directive(self, features: Sequence[Feature]) -> float:
        sure = self.scale.of_directive(features) if self.scale else 1.0
        self.directives.append((tuple(features), sure))
        # the place in the list travels through the record in the confidence
        return float(len(self.directives) - 1)

    def of_entity(self, features: Sequence[Feature]) -> float:
        return self.scale.of_entity(features) if self.scale else 1.0


def finds(documents: Iterable[GoldDocument], models: Models) -> tuple[list[Find], list[Find]]:
    """Candidates for directives, and entities, as the program finds them with `models`; none is dropped."""
    directives: list[Find] = []
    entities: list[Find] = []
    for document in documents:
        recorder = Recorder(models.scale)
        record, _ = record_and_sentences(document, Models(models.judge, recorder))
        directives += _directives(document, record, recorder)
        entities += _entities(document, record)
    return directives, entities


def _directives(document: GoldDocument, record: Record, recorder: Recorder) -> Iterator[Find]:
    right = right_items(document.gold, document.text, msgspec.to_builtins(record), "directives")
    for n, found in enumerate(record.directives):
        features, sure = recorder.directives[int(found.confidence)]
        yield Find(features, sure, n in right, found.rule)


def _entities(document: GoldDocument, record: Record) -> Iterator[Find]:
    right = right_items(document.gold, document.text, msgspec.to_builtins(record), "entities")
    for n, found in enumerate(record.entities):
        yield Find(tuple(entity_features(found.type, found.rule, found.text)), found.confidence, n in right)


def kept(found: Sequence[Find], scale: Scale) -> list[Find]:
    """The directives that stand: those as sure as the scale asks of their rule."""
    return [find for find in found if find.confidence >= scale.least_for(find.rule)]


def moved(weights: Weights, found: Sequence[Find]) -> Weights:
    """The weights with slope and level fitted to other finds, as Platt scaling does."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in find.features) for find in found]
    shown = [Find((("bias", 1.0), ("score", score)), 0.0, f.right) for f, score in zip(found, scores, strict=True)]
    line = fit(shown)
    if not line:
        return weights
    turned = {name: round(weight * line["score"], 4) for name, weight in weights.items()}
    return turned | {"bias": round(turned.get("bias", 0.0) + line["bias"], 4)}


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
