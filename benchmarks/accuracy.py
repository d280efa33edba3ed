"""How well documents are read: the records of annotated texts against what people wrote down about them.

    python benchmarks/accuracy.py [FOLDER | FILE.txt …]

Each `NAME.txt` with a `NAME.gold.json` beside it is read as `chidao extract` would read it: by its path, without a
given date. Without arguments all folders of `corpora/documents` are scored. What counts as right in each row stands in
docs/evaluation.md. Exit code 1 where an item does not stand where it says it does.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from scoring import Score, score

from extractor.pipeline import extract

DOCUMENTS = Path(__file__).resolve().parent.parent / "corpora" / "documents"
GOLD = ".gold.json"


def annotated(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Texts and their gold files below `paths`, each once and in the order of their names.

    Raises FileNotFoundError for a named text that has no gold, or a folder without any.
    """
    seen: set[Path] = set()
    for path in paths:
        golds = [path.with_name(path.stem + GOLD)] if path.is_file() else sorted(path.rglob(f"*{GOLD}"))
        if not golds or not golds[0].exists():
            raise FileNotFoundError(f"{path}: no {GOLD} there")
        for gold in golds:
            text = gold.with_name(gold.name.removesuffix(GOLD) + ".txt")
            if text not in seen:
                seen.add(text)
                yield text, gold


def score_file(text: Path, gold: Path) -> Score:
    """The counts of one document, read and compared.

    Raises ValueError where the gold quotes what its text does not say.
    """
    record = msgspec.to_builtins(extract(text))
    wanted = msgspec.json.decode(gold.read_bytes(), type=dict)
    try:
        return score(wanted, unicodedata.normalize("NFC", text.read_text(encoding="utf-8-sig")), record)
    except ValueError as error:
        raise ValueError(f"{gold}: {error}") from None


def table(total: Score) -> str:
    lines = [f"{'':<18}{'precision':>10}{'recall':>8}{'F1':>8}{'gold':>7}{'predicted':>11}"]
    for name, count in total.rows.items():
        precision, recall, f1 = count.rates()
        lines.append(f"{name:<18}{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}{count.gold:>7}{count.given:>11}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="FOLDER|FILE.txt")
    wanted = parser.parse_args().paths or [DOCUMENTS]
    total = Score()
    documents = 0
    try:
        for text, gold in annotated(wanted):
            total.add(score_file(text, gold))
            documents += 1
    except (OSError, ValueError) as error:
        parser.error(str(error))
    print(f"{documents} documents\n{table(total)}")
    grounding = total.rows["grounding"]
    return 0 if grounding.right == grounding.given else 1


if __name__ == "__main__":
    sys.exit(main())
