"""Examples for the model of orders: the sentences that the rules read, each with what people say it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from extractor.core.context import Context
from extractor.core.record import DirectiveKind, Record
from extractor.learned.models import Models
from extractor.learned.sentences import NO_ORDER, Opinion, Seen
from extractor.pipeline import extract
from extractor.training.gold import GoldDocument
from extractor.training.scoring import Words

_SHARED = 0.5  # of the shorter of sentence and directive


class Labelled(msgspec.Struct, frozen=True):
    """A sentence, the kind of the directive that it holds or `none`, and whether rules alone find one in it."""

    seen: Seen
    label: str
    ruled: bool


def labelled_sentences(documents: Iterable[GoldDocument]) -> list[Labelled]:
    """All sentences that orders were looked for in."""
    return [labelled for document in documents for labelled in label(document, *record_and_sentences(document))]


def record_and_sentences(document: GoldDocument, models: Models | None = None) -> tuple[Record, list[Seen]]:
    """The record of a document, and what a model is shown of it; without `models` rules decide alone."""
    models = models or Models()
    shown: list[Seen] = []

    def watch(seen: Sequence[Seen]) -> Sequence[Opinion]:
        shown.extend(seen)
        return models.judge(seen) if models.judge else ()

    return extract(document.path, context=Context(), models=Models(watch, models.scale)), shown


def label(document: GoldDocument, record: Record, sentences: Iterable[Seen]) -> list[Labelled]:
    gold_words = Words(document.text)
    record_words = Words(record.text, on=gold_words)
    wanted = [(gold_words.between(d["start"], d["end"]), d["kind"]) for d in document.gold["directives"]]
    return [
        Labelled(
            seen,
            _label(record_words.between(seen.start, seen.end), wanted),
            any(seen.start <= found.start < seen.end for found in record.directives),
        )
        for seen in sentences
    ]


def _label(words: frozenset[int], wanted: Sequence[tuple[frozenset[int], DirectiveKind]]) -> str:
    """The kind of the first directive that shares half of its words, or of the sentence's."""
    for covered, kind in wanted:
        if words and covered and len(words & covered) >= _SHARED * min(len(words), len(covered)):
            return kind
    return NO_ORDER
