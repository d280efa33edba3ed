"""How fast raw text is cleaned.

    python benchmarks/cleaning_speed.py [--rounds 5] [FILE…]

Without FILE the texts are those of `benchmarks/speed.py`, each a hundred times over, so that a long text is measured.
One core, processor seconds, the median round counts. Exit code 1 under half a megabyte a second.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from speed import one_core, texts_of, timed

from extractor.cleaning import clean
from extractor.reading import read_text

AIM = 0.5e6
TIMES = 100


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    one_core()
    texts = [(text + "\n") * TIMES for text in texts_of(wanted.files)]
    if not texts or wanted.rounds < 1:
        parser.error("nothing to measure: name text files and at least one round")
    clean(read_text(texts[0]))
    size = sum(len(text.encode()) for text in texts)
    seconds = statistics.median(timed(lambda text: clean(read_text(text)), texts) for _ in range(wanted.rounds))
    print(f"{len(texts)} texts, {size / 1e6:.1f} MB, median {seconds:.2f} s: {size / seconds / 1e6:.2f} MB/s")
    print(f"aim: at least {AIM / 1e6:.1f} MB/s")
    return 0 if size / seconds >= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
