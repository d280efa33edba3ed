"""Training of the model of orders, from a config: same sentences and seed, same model."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config, registry
from thinc.api import fix_random_seed

from extractor.learned import tokenizer  # noqa: F401  registers what the config names
from extractor.learned.order_model import opinions
from extractor.learned.sentences import LABELS, NO_ORDER, words_of
from extractor.training.sentences import Labelled

CONFIG = "orders.cfg"


def train_orders(config: Path, examples: Sequence[Labelled]) -> Language:
    """The trained pipeline.

    Raises ValueError where there is nothing to learn from.
    """
    if not examples:
        raise ValueError("no sentences to learn from")
    settings = load_config(config)
    training = registry.resolve(settings["training"], validate=False)
    fix_random_seed(training["seed"])
    draw = random.Random(training["seed"])
    nlp = load_model_from_config(settings, auto_fill=True)
    shown = [_example(nlp, example) for example in examples]
    nlp.initialize(lambda: shown)
    for _ in range(training["max_epochs"]):
        draw.shuffle(shown)
        for batch in training["batcher"](shown):
            nlp.update(batch, sgd=training["optimizer"], drop=training["dropout"])
    return nlp


def _example(nlp: Language, labelled: Labelled) -> Example:
    words = Doc(nlp.vocab, words=words_of(labelled.seen))
    return Example.from_dict(words, {"cats": {name: float(name == labelled.label) for name in LABELS}})


class Right(msgspec.Struct, frozen=True):
    """How often the model is right: of sentences with an order, without one, and of kinds where it finds an order."""

    found: int
    orders: int
    silent: int
    others: int
    kinds: int


def judge_sentences(nlp: Language, examples: Sequence[Labelled]) -> Right:
    said = list(zip(examples, opinions(nlp, [example.seen for example in examples]), strict=True))
    orders = [(e, o) for e, o in said if e.label != NO_ORDER]
    others = [o for e, o in said if e.label == NO_ORDER]
    return Right(
        found=sum(o.order >= 0.5 for _, o in orders),
        orders=len(orders),
        silent=sum(o.order < 0.5 for o in others),
        others=len(others),
        kinds=sum(o.kind == e.label for e, o in orders),
    )
