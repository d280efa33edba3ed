"""`chidao train`: from annotated documents to a folder of models, in the order in which each needs the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractor.learned.calibration import FILE, Calibration
from extractor.learned.models import Models
from extractor.learned.order_model import NAME as ORDERS
from extractor.learned.order_model import judge_with
from extractor.training.calibration import Find, calibration_error, finds, fit, kept, moved
from extractor.training.gold import GoldDocument
from extractor.training.orders import CONFIG, Right, judge_sentences, train_orders
from extractor.training.sentences import labelled_sentences

# of confidence, for a directive to stand, chosen on dev: an invented order costs more trust than a missed one
LEAST = 0.6
# rules err less on real papers than on composed ones, from which the scale learns to mistrust them
LEAST_OF_RULES = 0.4


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
    weights = fit(_seen_from_outside(configs, learnt_from))
    judge = judge_with(nlp)
    directives, entities = finds(dev, Models(judge))
    scale = Calibration(moved(weights, directives), fit(entities), LEAST, LEAST_OF_RULES)
    packed = json.dumps(msgspec.to_builtins(scale), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / FILE).write_text(packed + "\n", encoding="utf-8")
    directives, entities = finds(dev, Models(judge, scale))
    return Trained(
        documents=len(learnt_from),
        sentences=len(examples),
        on_train=judge_sentences(nlp, examples),
        on_dev=judge_sentences(nlp, labelled_sentences(dev)),
        directive_error=calibration_error(kept(directives, scale)),
        entity_error=calibration_error(entities),
        sha256=hashlib.sha256((folder / ORDERS / "textcat" / "model").read_bytes()).hexdigest(),
    )


def _seen_from_outside(configs: Path, documents: Sequence[GoldDocument]) -> list[Find]:
    """Candidates for directives in the documents of each hand, judged by a model that learnt from the other hands."""
    examples = {document.name: labelled_sentences([document]) for document in documents}
    found: list[Find] = []
    for hand in sorted({document.hand for document in documents}):
        own = [document for document in documents if document.hand == hand]
        others = [e for d in documents if d.hand != hand for e in examples[d.name]]
        judge = judge_with(train_orders(configs / CONFIG, others)) if others else None
        found += finds(own, Models(judge))[0]
    return found
