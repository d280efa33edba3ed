"""How sure a find is: a logistic function of what found it, fitted where nobody tuned to (`chidao train`)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import msgspec

FILE = "calibration.json"

Feature = tuple[str, float]
Weights = dict[str, float]

ADDED = "order: model"
"""The rule of a directive that no rule saw."""

_LIMIT = 0.005  # nothing is certain


class Scale(Protocol):
    """Says how sure finds are, from their features, and how sure a directive must be to stand."""

    def least_for(self, rule: str) -> float: ...

    def of_directive(self, features: Sequence[Feature]) -> float: ...

    def of_entity(self, features: Sequence[Feature]) -> float: ...


class Calibration(msgspec.Struct, frozen=True):
    """A scale with weights by layer. A feature without a weight says nothing.

    A directive that the model added stands from `least` on, one that rules made from `least_of_rules` on.
    """

    directives: Weights
    entities: Weights
    least: float = 0.0
    least_of_rules: float = 0.0

    def least_for(self, rule: str) -> float:
        return self.least if rule == ADDED else self.least_of_rules

    def of_directive(self, features: Sequence[Feature]) -> float:
        return probability(self.directives, features)

    def of_entity(self, features: Sequence[Feature]) -> float:
        return probability(self.entities, features)


@cache
def load_calibration(folder: Path) -> Calibration | None:
    """The calibration in a folder of models; None where there is none."""
    place = folder / FILE
    return msgspec.json.decode(place.read_bytes(), type=Calibration) if place.exists() else None


def probability(weights: Weights, features: Iterable[Feature]) -> float:
    """How likely a find with these features is right: between 0.005 and 0.995, three decimals."""
    score = sum(weights.get(name, 0.0) * value for name, value in features)
    sure = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
    return round(min(1.0 - _LIMIT, max(_LIMIT, sure)), 3)


class Facts(msgspec.Struct, frozen=True):
    """What is known of a directive beside its words: the rule that made it, its sentence, what the model said."""

    rule: str
    kind: str
    inherited: bool
    place: str = ""  # part and sort of the document
    voice: str = ""
    tells: bool = False  # its sentence tells what is over or going on
    dated: bool = False
    quoted: bool = False
    opinion: float | None = None  # the model's, if it was asked


def directive_features(facts: Facts) -> list[Feature]:
    """What a directive's confidence leans on."""
    names = [f"rule={facts.rule}", f"kind={facts.kind}", f"place={facts.place}", f"voice={facts.voice}"]
    names += [name for name in ("inherited", "tells", "dated", "quoted") if getattr(facts, name)]
    features = [("bias", 1.0), *((name, 1.0) for name in names)]
    if facts.opinion is not None:
        said = math.log((facts.opinion + 0.01) / (1.01 - facts.opinion))
        features += [("asked", 1.0), ("opinion", said), (f"opinion:{facts.place}", said)]
    return features


def entity_features(kind: str, rule: str, text: str) -> list[Feature]:
    """What an entity's confidence leans on: how it was found, and how its words look."""
    words = text.split()
    features = [("bias", 1.0), (f"type={kind}", 1.0), (f"rule={rule}", 1.0)]
    looks = {
        "single": len(words) == 1,
        "long": len(words) > 6,
        "joined": " và " in text or "," in text,
        "capitals": text.isupper(),
        "lower": text.islower(),
    }
    return features + [(f"{name}:{kind}", 1.0) for name, holds in looks.items() if holds]
