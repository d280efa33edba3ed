"""`chidao train`: from annotated documents to a folder of models, in the order in which each needs the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractor.learned import calibration as confidence
from extractor.learned.models import Models, load_models
from extractor.learned.order_model import NAME as ORDERS
from extractor.training.calibration import calibrate, calibration_error, finds
from extractor.training.gold import GoldDocument
from extractor.training.orders import CONFIG, Right, judge_sentences, train_orders
from extractor.training.sentences import labelled_sentences


class Trained(msgspec.Struct, frozen=True):
    """What a training learnt from and came to; `errors` are calibration errors on dev, where they were fitted."""

    documents: int
    sentences: int
    on_train: Right
    on_dev: Right
    directive_error: float
    entity_error: float
    sha256: str  # of the weights: same data and seed, same model


def train(configs: Path, learnt_from: Sequence[GoldDocument], dev: Sequence[GoldDocument], folder: Path) -> Trained:
    """Train all models from `learnt_from` into `folder`, calibrated on `dev`.

    Raises ValueError where there is nothing to learn from.
    """
    examples = labelled_sentences(learnt_from)
    nlp = train_orders(configs / CONFIG, examples)
    folder.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder / ORDERS)
    judge = load_models(folder).judge
    found = finds(dev, Models(judge))
    fitted = calibrate(*found)
    packed = json.dumps(msgspec.to_builtins(fitted), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / confidence.FILE).write_text(packed + "\n", encoding="utf-8")
    confidence.load_calibration.cache_clear()
    directives, entities = finds(dev, load_models(folder))
    return Trained(
        documents=len(learnt_from),
        sentences=len(examples),
        on_train=judge_sentences(nlp, examples),
        on_dev=judge_sentences(nlp, labelled_sentences(dev)),
        directive_error=calibration_error(directives),
        entity_error=calibration_error(entities),
        sha256=hashlib.sha256((folder / ORDERS / "textcat" / "model").read_bytes()).hexdigest(),
    )
