"""What learning adds to rules, layer by layer: rules alone, models alone, both; accuracy against speed.

    pip install -e .[dev]     (brings python-crfsuite, which the program itself does not need)
    python benchmarks/ablation.py orders | entities | doers [--steps N]

Trained on the train part of `corpora/documents`, measured on dev (never on test). Each prints rows of a table for
models/README.md. Training a neural recogniser takes some minutes on one core.

orders    sentence holds an order or not: rules; a linear model of words, of words and their place; both
entities  exact spans: rules; spaCy NER; CRF; CRF with underthesea's word borders; each with the rules
doers     spans of doers inside directives: rules; CRF labels LEAD and COORDINATE
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pycrfsuite
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Config, fix_random_seed

from extractor.core.context import Context
from extractor.learned.sentences import NO_ORDER
from extractor.pipeline import extract
from extractor.training.gold import GoldDocument, read_all_gold
from extractor.training.orders import CONFIG, opinions, train_orders
from extractor.training.scoring import Words
from extractor.training.sentences import Labelled, labelled_sentences
from extractor.training.splits import by_part

ROOT = Path(__file__).resolve().parent.parent
TOKEN = re.compile(r"\d+(?:[.,/\-]\d+)*|[^\W\d_]+|[^\w\s]|_")

Span = tuple[int, int, str]


# --- orders -----------------------------------------------------------------------------------------------------------


def compare_orders(train: Sequence[GoldDocument], dev: Sequence[GoldDocument]) -> None:
    learnt, asked = labelled_sentences(train), labelled_sentences(dev)
    truth = [one.label != NO_ORDER for one in asked]
    ruled = [one.ruled for one in asked]
    print(row("rules", truth, ruled, 0.0))
    config = ROOT / "models" / CONFIG
    for name, keep in (("model: words alone", False), ("model: words and place", True)):
        nlp = train_orders(config, [_shown(one, keep) for one in learnt])
        begin = time.process_time()
        said = opinions(nlp, [_shown(one, keep).seen for one in asked])
        spent = (time.process_time() - begin) / len(asked)
        print(row(name, truth, [one.order >= 0.5 for one in said], spent))
        both = [one.order >= (0.15 if rule else 0.5) for one, rule in zip(said, ruled, strict=True)]
        print(row(f"rules + {name}", truth, both, spent))


def _shown(one: Labelled, placed: bool) -> Labelled:
    about = one.seen.about if placed else ()
    return msgspec.structs.replace(one, seen=msgspec.structs.replace(one.seen, about=about))


def row(name: str, truth: Sequence[bool], said: Sequence[bool], seconds: float) -> str:
    right = sum(t and s for t, s in zip(truth, said, strict=True))
    return figures(name, right, sum(truth), sum(said)) + f" {seconds * 1e6:>8.0f} µs/sentence"


def figures(name: str, right: int, gold: int, given: int) -> str:
    precision, recall = right / max(1, given), right / max(1, gold)
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:<38}{precision:>8.3f}{recall:>8.3f}{both:>8.3f}"


# --- entities ---------------------------------------------------------------------------------------------------------


class Block(msgspec.Struct, frozen=True):
    """A paragraph: its tokens with offsets, and the spans that are wanted in it."""

    text: str
    tokens: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]

    @property
    def words(self) -> list[str]:
        return [self.text[start:end] for start, end in self.tokens]


def block(text: str, spans: Iterable[Span]) -> Block:
    return Block(text, tuple(found.span() for found in TOKEN.finditer(text)), tuple(spans))


def entity_blocks(documents: Iterable[GoldDocument]) -> Iterator[tuple[GoldDocument, int, Block]]:
    """Paragraphs, kept together where an entity runs over a line's end; with where they begin."""
    for document in documents:
        wanted = [(e["start"], e["end"], e["type"]) for e in document.gold["entities"]]
        borders = [0] + [n + 1 for n, c in enumerate(document.text) if c == "\n"] + [len(document.text) + 1]
        start = 0
        for border in borders[1:]:
            if any(a < border - 1 < b for a, b, _ in wanted):
                continue
            inside = [(a - start, b - start, kind) for a, b, kind in wanted if start <= a and b < border]
            piece = document.text[start : border - 1]
            if piece.strip():
                yield document, start, block(piece, inside)
            start = border


def tags_of(piece: Block) -> list[str]:
    tags = ["O"] * len(piece.tokens)
    for start, end, kind in piece.spans:
        inside = [n for n, (a, b) in enumerate(piece.tokens) if a < end and b > start]
        for n in inside:
            tags[n] = f"I-{kind}"
        if inside:
            tags[inside[0]] = f"B-{kind}"
    return tags


def spans_of(piece: Block, tags: Sequence[str]) -> list[Span]:
    found: list[Span] = []
    before = "O"
    for (start, end), tag in zip(piece.tokens, tags, strict=True):
        if tag.startswith("I-") and before != "O":
            found[-1] = (found[-1][0], end, found[-1][2])
        elif tag != "O":
            found.append((start, end, tag[2:]))
        before = tag
    return found


def crf_features(words: Sequence[str], borders: Sequence[str] | None) -> list[list[str]]:
    """Words around, their shapes, and where a Vietnamese word begins if `borders` says so."""
    features = []
    for n, word in enumerate(words):
        own = [f"w={word.lower()}", f"shape={_shape(word)}", f"start={n == 0}"]
        for step in (-3, -2, -1, 1, 2, 3):
            at = n + step
            if 0 <= at < len(words):
                own += [f"{step}w={words[at].lower()}", f"{step}s={_shape(words[at])}"]
        if n:
            own.append(f"pair={words[n - 1].lower()}_{word.lower()}")
        if n + 1 < len(words):
            own.append(f"next={word.lower()}_{words[n + 1].lower()}")
        if borders:
            own.append(f"border={borders[n]}")
        features.append(own)
    return features


def _shape(word: str) -> str:
    if word.isdigit():
        return "d"
    return (
        "X" if word.isupper() and len(word) > 1 else "Xx" if word[:1].isupper() else "x" if word.isalpha() else word[0]
    )


def word_borders(piece: Block) -> list[str]:
    """B where underthesea begins a word, I inside one."""
    from underthesea import word_tokenize

    marks = ["B"] * len(piece.tokens)
    left = [syllable for word in word_tokenize(piece.text) for syllable in _inside(word)]
    for n, (syllable, token) in enumerate(zip(left, piece.words, strict=False)):
        if syllable[1] != token:
            break
        marks[n] = syllable[0]
    return marks


def _inside(word: str) -> list[tuple[str, str]]:
    return [("B" if n == 0 else "I", token) for n, token in enumerate(TOKEN.findall(word))]


def train_crf(pieces: Sequence[Block], segmented: bool) -> Callable[[Block], list[Span]]:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 120, "feature.possible_transitions": True})
    for piece in pieces:
        trainer.append(crf_features(piece.words, word_borders(piece) if segmented else None), tags_of(piece))
    path = Path("/tmp/chidao-ablation.crf")
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))

    def tag(piece: Block) -> list[Span]:
        return spans_of(piece, tagger.tag(crf_features(piece.words, word_borders(piece) if segmented else None)))

    return tag


NER = """
[nlp]
lang = "xx"
pipeline = ["tok2vec","ner"]
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"
[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 64
rows = [2000,1000,1000,1000]
attrs = ["NORM","PREFIX","SHAPE","ORTH"]
include_static_vectors = false
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 64
depth = 2
window_size = 2
maxout_pieces = 2
[components.ner]
factory = "ner"
[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
hidden_width = 64
maxout_pieces = 2
use_upper = true
[components.ner.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 64
"""


def train_ner(pieces: Sequence[Block], steps: int) -> Callable[[Block], list[Span]]:
    fix_random_seed(0)
    draw = random.Random(0)
    nlp = spacy.util.load_model_from_config(Config().from_str(NER), auto_fill=True)
    examples = [_example(nlp, piece) for piece in pieces]
    nlp.initialize(lambda: examples)
    optimizer = nlp.create_optimizer()
    done = 0
    while done < steps:
        draw.shuffle(examples)
        for batch in spacy.training.batchers.minibatch_by_words(examples, size=1000):
            nlp.update(batch, sgd=optimizer, drop=0.2)
            done += 1
            if done >= steps:
                break

    def tag(piece: Block) -> list[Span]:
        doc = Doc(nlp.vocab, words=piece.words)
        for name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
        return [(piece.tokens[e.start][0], piece.tokens[e.end - 1][1], e.label_) for e in doc.ents]

    return tag


def _example(nlp: spacy.language.Language, piece: Block) -> Example:
    tags = tags_of(piece)
    bilou = []
    for n, tag in enumerate(tags):
        ends = n + 1 == len(tags) or not tags[n + 1].startswith("I-")
        mark = {"B": "U" if ends else "B", "I": "L" if ends else "I"}.get(tag[0], "O")
        bilou.append(mark if tag == "O" else f"{mark}-{tag[2:]}")
    return Example.from_dict(Doc(nlp.vocab, words=piece.words), {"entities": bilou})


Named = set[tuple[str, str, frozenset[int]]]  # document, type, words of its text


def compare_entities(train: Sequence[GoldDocument], dev: Sequence[GoldDocument], steps: int) -> None:
    pieces = [piece for _, _, piece in entity_blocks(train)]
    asked = list(entity_blocks(dev))
    words = {document.name: Words(document.text) for document in dev}
    gold = {(d.name, k, words[d.name].between(s + a, s + b)) for d, s, piece in asked for a, b, k in piece.spans}
    syllables = sum(len(piece.text.split()) for _, _, piece in asked)
    begin = time.process_time()
    records = {document.name: extract(document.path, context=Context(learned=False)) for document in dev}
    spent = time.process_time() - begin
    ruled: Named = set()
    for name, record in records.items():  # rules read the cleaned text
        laid = Words(record.text, on=words[name])
        ruled |= {(name, e.type, laid.between(e.start, e.end)) for e in record.entities}
    print(_found("rules (whole pipeline)", gold, ruled), f"{syllables / spent:>8.0f} syllables/s")
    learners = (
        ("spaCy NER", lambda: train_ner(pieces, steps)),
        ("CRF", lambda: train_crf(pieces, False)),
        ("CRF with underthesea's word borders", lambda: train_crf(pieces, True)),
    )
    for name, make in learners:
        tag = make()
        begin = time.process_time()
        said = {(d.name, k, words[d.name].between(s + a, s + b)) for d, s, p in asked for a, b, k in tag(p)}
        rate = syllables / (time.process_time() - begin)
        print(_found(name, gold, said), f"{rate:>8.0f} syllables/s")
        taken = {(document, word) for document, _, covered in ruled for word in covered}
        more = {one for one in said if not any((one[0], word) in taken for word in one[2])}
        print(_found(f"rules, filled up by {name}", gold, ruled | more))
        print(_found(f"rules that {name} shares", gold, ruled & said))


def _found(name: str, gold: Named, said: Named) -> str:
    return figures(name, len(gold & said), len(gold), len(said))


# --- doers ------------------------------------------------------------------------------------------------------------


def doer_blocks(documents: Iterable[GoldDocument]) -> Iterator[Block]:
    """Directives with their doers, where the names stand in their words."""
    for document in documents:
        for directive in document.gold["directives"]:
            words = document.text[directive["start"] : directive["end"]]
            spans = []
            for doer in directive["assignees"]:
                at = words.find(doer["text"])
                if at >= 0 and not doer.get("inherited"):
                    spans.append((at, at + len(doer["text"]), doer["role"]))
            yield block(words, spans)


def compare_doers(train: Sequence[GoldDocument], dev: Sequence[GoldDocument]) -> None:
    tag = train_crf(list(doer_blocks(train)), False)
    asked = list(doer_blocks(dev))
    begin = time.process_time()
    said = [set(tag(piece)) for piece in asked]
    spent = time.process_time() - begin
    right = sum(len(mine & set(piece.spans)) for mine, piece in zip(said, asked, strict=True))
    line = figures("CRF, given the directive", right, sum(len(p.spans) for p in asked), sum(map(len, said)))
    print(f"{line} {spent / len(asked) * 1e6:>8.0f} µs/directive")
    right = given = 0
    for document in dev:
        record = extract(document.path, context=Context(learned=False))
        for directive in document.gold["directives"]:
            wanted = {(d["text"], d["role"]) for d in directive["assignees"] if not d.get("inherited")}
            mine = next((d for d in record.directives if d.text == " ".join(directive["quote"].split())), None)
            told = {(a.text, a.role) for a in mine.assignees if not a.inherited} if mine else set()
            right += len(wanted & told)
            given += len(told)
    print(figures("rules, directive and doers", right, sum(len(p.spans) for p in asked), given))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("layer", choices=("orders", "entities", "doers"))
    parser.add_argument("--steps", type=int, default=1500, help="batches of the neural recogniser")
    args = parser.parse_args()
    parts = by_part(read_all_gold([ROOT / "corpora" / "documents"]))
    print(f"{args.layer}: trained on {len(parts['train'])} documents, measured on {len(parts['dev'])} of dev")
    print(f"{'':<38}{'P':>8}{'R':>8}{'F1':>8}")
    if args.layer == "orders":
        compare_orders(parts["train"], parts["dev"])
    elif args.layer == "entities":
        compare_entities(parts["train"], parts["dev"], args.steps)
    else:
        compare_doers(parts["train"], parts["dev"])


if __name__ == "__main__":
    main()
