"""How sure a find is: a logistic function of what found it, fitted where nobody tuned to (`chidao train`)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

FILE = "calibration.json"

Feature = tuple[str, float]
Weights = dict[str, float]

_LIMIT = 0.005  # nothing is certain


class Calibration(msgspec.Struct, frozen=True):
    """Weights by layer. A feature without a weight says nothing."""

    directives: Weights
    entities: Weights


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


def directive_features(rule: str, kind: str, opinion: float | None, inherited: bool) -> list[Feature]:
    """What a directive's confidence leans on; `opinion` is the model's, if it was asked."""
    features = [("bias", 1.0), (f"rule={rule}", 1.0), (f"kind={kind}", 1.0)]
    if inherited:
        features.append(("inherited", 1.0))
    if opinion is not None:
        features += [("asked", 1.0), ("opinion", math.log((opinion + 0.01) / (1.01 - opinion)))]
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
