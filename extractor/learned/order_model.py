"""Whether a sentence gives an order and of which kind: a trained classifier, loaded once, on the processor alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.learned.sentences import KINDS, NO_ORDER, Judge, Opinion, Seen, words_of

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "orders"
_BATCH = 64


def load_judge(folder: Path) -> Judge | None:
    """The model in a folder of models; None where there is none."""
    place = folder / NAME
    return _judge(place) if (place / "meta.json").exists() else None


@cache
def _judge(place: Path) -> Judge:
    model: list[Language] = []  # loaded at the first sentence: spaCy takes a second to import

    def judge(seen: Sequence[Seen]) -> list[Opinion]:
        if seen and not model:
            model.append(load_pipeline(place))
        return opinions(model[0], seen) if seen else []

    return judge


def judge_with(nlp: Language) -> Judge:
    """A judge that asks a pipeline."""
    return lambda seen: opinions(nlp, seen)


def load_pipeline(place: Path) -> Language:
    import spacy

    from extractor.learned import tokenizer  # noqa: F401  registers what the pipeline's config names

    return spacy.load(place)


def opinions(nlp: Language, seen: Sequence[Seen]) -> list[Opinion]:
    """What the pipeline says of each sentence."""
    shown = [_Shown(words_of(one)) for one in seen]
    judged = nlp.get_pipe("textcat").pipe(shown, batch_size=_BATCH)  # type: ignore[attr-defined]
    return [Opinion(1.0 - one.cats[NO_ORDER], max(KINDS, key=one.cats.__getitem__)) for one in judged]


class _Shown:
    """All that a bag of words asks of a spaCy Doc: a number for each of its words. A Doc takes long to make."""

    def __init__(self, words: Sequence[str]) -> None:
        self._numbers = array("Q", map(_number, words))
        self.cats: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def to_array(self, attributes: Sequence[int]) -> array[int]:
        return self._numbers


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    from spacy.strings import get_string_id

    return int(get_string_id(word))
