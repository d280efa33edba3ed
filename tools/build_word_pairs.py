"""Which words stand side by side in the genre: the table by which a scan's lost accents are put back.

    python tools/build_word_pairs.py

Counts the documents of the training part alone and the texts of the rule corpora; phrases of the lexicon and the words
of tools/common_words.txt count as seen a few times. Writes extractor/lexicon/data/word_pairs.json.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from extractor.core.characters import matching_view
from extractor.training.splits import find_splits

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "extractor/lexicon/data/word_pairs.json"
WORDS = ROOT / "tools/common_words.txt"
DOCUMENTS = ROOT / "corpora/documents"
RULES = ROOT / "corpora/rules"
LEXICON = ROOT / "extractor/lexicon/data"
MEASURED = "deadline_phrases.jsonl"  # half of it is for measuring alone
NO_PHRASES = ("mail_words", "names", "noise", "old_fonts", "search_words", "syllables", "unit_spellings", OUT.stem)
PIECE = re.compile(r"[^\W_]+(?:[ \n]+[^\W_]+)*")  # words with nothing but blanks between them
PHRASE, WORD = 3, 12
"""As how many times seen a phrase of the lexicon and a common word count."""


def main() -> None:
    """Count pairs and write them, words numbered by how often they occur."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in (*_documents(), *_rule_texts()):
        pairs.update(_pairs_of(text))
    # once each: a word that is in many lists is no more of one
    for pair in {pair for phrase in _phrases() for pair in _pairs_of(phrase)}:
        pairs[pair] += PHRASE
    for pair in {pair for word in _common_words() for pair in _pairs_of(word)}:
        pairs[pair] += WORD
    after: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), count in sorted(pairs.items()):
        after[one][other] = min(count, 99)
    lines = {
        one: " ".join(f"{other} {count}" for other, count in others.items()) for one, others in sorted(after.items())
    }
    OUT.write_text(json.dumps({"pairs": lines}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{sum(map(len, after.values()))} pairs of {len(after)} words")


def _pairs_of(text: str) -> Iterator[tuple[str, str]]:
    for piece in PIECE.finditer(matching_view(unicodedata.normalize("NFC", text).lower())):
        yield from ((a, b) for a, b in pairwise(piece.group().split()) if (a + b).isalpha())


def _documents() -> Iterator[str]:
    splits = find_splits(DOCUMENTS)
    for path in sorted(DOCUMENTS.glob("*/*.txt")):
        if splits.part_of(path.stem) == "train":
            yield path.read_text("utf-8")


def _rule_texts() -> Iterator[str]:
    for path in sorted(RULES.glob("*.jsonl")):
        if path.name != MEASURED:
            for row in map(json.loads, filter(None, path.read_text("utf-8").splitlines())):
                yield row.get("text") or row.get("sentence") or row.get("name") or ""


def _phrases() -> Iterator[str]:
    for path in sorted(LEXICON.glob("*.json")):
        if path.stem not in NO_PHRASES:
            yield from _strings(json.loads(path.read_text("utf-8")))


def _strings(value: object) -> Iterator[str]:
    """The Vietnamese phrases of a table; what is plain ASCII is a code or a remark in English."""
    if isinstance(value, str):
        if not value.isascii():
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)


def _common_words() -> Iterator[str]:
    for line in WORDS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split(",")


if __name__ == "__main__":
    main()
