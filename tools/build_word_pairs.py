"""Which words stand side by side in the training texts: the table by which a scan's lost accents are put back.

    python tools/build_word_pairs.py

Reads the texts of the training split alone and writes extractor/lexicon/data/word_pairs.json.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from extractor.core.characters import matching_view

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "extractor/lexicon/data/word_pairs.json"
PIECE = re.compile(r"[^\W_]+(?:[ \n]+[^\W_]+)*")  # words with nothing but blanks between them


def main() -> None:
    """Count pairs and write them, words numbered by how often they occur."""
    pairs: Counter[tuple[str, str]] = Counter()
    for author in json.loads((ROOT / "corpora/splits.json").read_text("utf-8"))["train"]:
        for path in sorted((ROOT / "corpora/documents" / author).glob("*.txt")):
            for piece in PIECE.finditer(matching_view(unicodedata.normalize("NFC", path.read_text("utf-8")).lower())):
                words = piece.group().split()
                pairs.update((a, b) for a, b in pairwise(words) if (a + b).isalpha())
    after: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), count in sorted(pairs.items()):
        after[one][other] = min(count, 99)
    lines = {
        one: " ".join(f"{other} {count}" for other, count in others.items()) for one, others in sorted(after.items())
    }
    OUT.write_text(json.dumps({"pairs": lines}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{sum(map(len, after.values()))} pairs of {len(after)} words")


if __name__ == "__main__":
    main()
