"""The figures of the model card: printed as Markdown, to stand in models/README.md below its line `## Figures`.

    python benchmarks/model_card.py [--write]

Everything is measured with the shipped models on dev and test of `corpora/documents`: layers with intervals, genres,
rules alone against rules with models, orders invented, confidences against what is right, the learning curve, and
examples of what is wrong on dev (what is wrong on test is nobody's to read). Takes some minutes.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.core.context import Context
from extractor.learned.models import load_models
from extractor.learned.sentences import NO_ORDER
from extractor.training.calibration import Find, bins, calibration_error, finds
from extractor.training.evaluation import Run, evaluate, intervals, total
from extractor.training.gold import GoldDocument, read_all_gold
from extractor.training.scoring import ROWS
from extractor.training.sentences import label, record_and_sentences
from extractor.training.splits import by_part
from extractor.training.train import train

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "models" / "README.md"
MARK = "## Figures\n"
CURVE_ROWS = ("directives", "assignees", "deadlines", "directives.whole")
SHARES = (0.25, 0.5, 0.75, 1.0)
EXAMPLES = 12


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)]) + "\n"


def layers(run: Run) -> str:
    rows, sure = total(run), intervals(run)
    shown = []
    for name in ROWS:
        precision, recall, f1 = rows[name].rates()
        low, high = sure[name]
        shown.append(
            (name, f"{precision:.3f}", f"{recall:.3f}", f"**{f1:.3f}**", f"{low:.3f}–{high:.3f}", rows[name].gold)
        )
    return table(("row", "P", "R", "F1", "95 %", "gold"), shown)


def genres(documents: Sequence[GoldDocument], run: Run) -> str:
    kinds = {d.name: d.gold["document"]["genre"] for d in documents}
    names = sorted(set(kinds.values()))
    split = {genre: total({n: r for n, r in run.items() if kinds[n] == genre}) for genre in names}
    rows = [(row, *(f"{split[genre][row].rates()[2]:.3f}" for genre in names)) for row in ROWS]
    counts = Counter(kinds.values())
    return table(("F1", *(f"{genre} ({counts[genre]})" for genre in names)), rows)


def with_and_without(documents: Sequence[GoldDocument], run: Run) -> str:
    alone, both = total(evaluate(documents, Context(learned=False))), total(run)
    rows = []
    for name in CURVE_ROWS:
        told = [f"{p:.3f} / {r:.3f} / {f:.3f}" for p, r, f in (alone[name].rates(), both[name].rates())]
        rows.append((name, *told))
    return table(("P / R / F1", "rules alone", "rules and model"), rows)


def invented(documents: Sequence[GoldDocument]) -> str:
    """Sentences that hold no order, and how many of them are given one."""
    wrong = asked = 0
    models = load_models()
    for document in documents:
        record, seen = record_and_sentences(document, models)
        for sentence in label(document, record, seen):
            if sentence.label == NO_ORDER:
                asked += 1
                wrong += any(sentence.seen.start <= d.start < sentence.seen.end for d in record.directives)
        asked += silent_sentences(document, record, seen)
    return f"{wrong} of {asked} sentences without an order are given one: {100 * wrong / max(1, asked):.1f} %"


def silent_sentences(document: GoldDocument, record, seen) -> int:  # type: ignore[no-untyped-def]
    """Sentences of the text that orders are not looked for in: heads, captions, lead-ins."""
    from extractor.structure.sentences import split_sentences

    count = at = 0
    starts = sorted(sentence.start for sentence in seen)
    for line in record.text.split("\n"):
        for start, end in split_sentences(record.text, at, at + len(line)):
            looked_at = any(start <= s < end for s in starts)
            ordered = any(start <= d.start < end for d in record.directives)
            count += not looked_at and not ordered and len(record.text[start:end].split()) > 5
        at += len(line) + 1
    return count


def reliability(name: str, found: Sequence[Find]) -> str:
    rows = [(f"{b.confidence:.3f}", f"{b.right:.3f}", b.size) for b in bins(found)]
    head = table((f"{name}: confidence", "share right", "finds"), rows)
    return f"{head}\nExpected calibration error: {calibration_error(found):.3f}\n"


def curve(parts: dict[str, list[GoldDocument]]) -> str:
    """Training on a growing share of the documents, in an order drawn once."""
    drawn = list(parts["train"])
    random.Random(0).shuffle(drawn)
    rows = []
    for share in SHARES:
        some = drawn[: round(share * len(drawn))]
        with tempfile.TemporaryDirectory() as folder:
            done = train(ROOT / "models", some, parts["dev"], Path(folder))
            counted = total(evaluate(parts["dev"], Context(models=Path(folder))))
        on_dev = done.on_dev
        found = f"{on_dev.found}/{on_dev.orders}, {on_dev.silent}/{on_dev.others}"
        rows.append(
            (f"{share:.0%}", len(some), done.sentences, found, *(f"{counted[r].rates()[2]:.3f}" for r in CURVE_ROWS))
        )
    head = ("train", "documents", "sentences", "model alone: orders found, others left", *CURVE_ROWS)
    return table(head, rows)


def examples(run: Run) -> Iterator[str]:
    draw = random.Random(0)
    wrong = [(name, row, what) for name, result in run.items() for row, what in result.wrong if row != "document"]
    for name, row, what in sorted(draw.sample(wrong, min(EXAMPLES, len(wrong)))):
        yield f"- `{name}` {row}: {what[:230]}"


def card() -> str:
    parts = by_part(read_all_gold([ROOT / "corpora" / "documents"]))
    pieces = ["Printed by `python benchmarks/model_card.py`; do not edit.\n"]
    runs = {}
    for part in ("test", "dev"):
        runs[part] = evaluate(parts[part])
        pieces += [f"### {part}: {len(parts[part])} documents\n", layers(runs[part])]
        pieces += [genres(parts[part], runs[part]), with_and_without(parts[part], runs[part])]
        pieces += [invented(parts[part]) + "\n"]
    pieces.append("### Confidence\n")
    for part in ("dev", "test"):
        directives, entities = finds(parts[part], load_models())
        pieces += [f"On {part}:\n", reliability("directives", directives), reliability("entities", entities)]
    pieces += ["### Learning curve, on dev\n", curve(parts)]
    pieces += ["### What is wrong on dev: a random dozen\n", "\n".join(examples(runs["dev"])) + "\n"]
    return "\n".join(pieces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put them into models/README.md")
    written = card()
    if parser.parse_args().write:
        head, mark, _ = CARD.read_text(encoding="utf-8").partition(MARK)
        CARD.write_text(head + (mark or MARK) + "\n" + written, encoding="utf-8")
    else:
        print(written)


if __name__ == "__main__":
    main()
