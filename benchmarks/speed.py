"""How fast a text becomes a record, beside `underthesea.ner` sentence by sentence on the same text.

    python benchmarks/speed.py [--rounds 5] [FILE…]

Both run in this process on one core, in turns, so that what else the machine does hits both alike; seconds are those of
the processor, and the median round counts. Syllables are what blanks part. Without FILE the texts are the annotated
documents of a checkout (`corpora/documents/an`, `binh`) and the shipped samples. Prints the rates, their ratio, the
time to load word lists and models, and the peak memory of one extraction. Exit code 1 where the ratio is under 8.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

AIM = 8.0
CORPORA = Path(__file__).resolve().parent.parent / "corpora"
FOLDERS = ("documents/an", "documents/binh", "samples/gold")

# A process of its own: how long until the first record is there, and how much it ever held (Linux: KiB).
_COLD = """
import resource, sys, time
text = sys.stdin.buffer.read().decode()
begin = time.perf_counter()
from extractor.pipeline import extract
imported = time.perf_counter()
extract(text)
first = time.perf_counter()
extract(text)
again = time.perf_counter()
print(imported - begin, (first - imported) - (again - first), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def texts_of(files: Sequence[Path]) -> list[str]:
    """The texts to run over; those of FOLDERS where no file is named."""
    paths = files or [path for folder in FOLDERS for path in sorted((CORPORA / folder).glob("*.txt"))]
    return [path.read_text(encoding="utf-8") for path in paths]


def sentences_of(text: str) -> list[str]:
    """The sentences of `text`, line by line, by the project's own splitter."""
    from extractor.structure.sentences import split_sentences

    spans = []
    at = 0
    for line in text.split("\n"):
        spans += split_sentences(text, at, at + len(line))
        at += len(line) + 1
    return [text[start:end] for start, end in spans]


def one_core() -> None:
    """Keep this process and its children on one core, numeric libraries included."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def timed(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Processor seconds of one pass over `texts`."""
    gc.collect()
    begin = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begin


def cold(text: str) -> tuple[float, float, float]:
    """In a new process: seconds to import, seconds the first extraction takes over the second, peak memory in MB."""
    done = subprocess.run([sys.executable, "-c", _COLD], input=text.encode(), stdout=subprocess.PIPE, check=True)
    imported, loaded, peak = done.stdout.split()
    return float(imported), float(loaded), int(peak) / 1024


def heap_peak(work: Callable[[str], object], text: str) -> float:
    """MB that one run allocates at its highest, beyond what was there before (Python objects)."""
    tracemalloc.start()
    work(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    one_core()
    texts = texts_of(wanted.files)
    if not texts or wanted.rounds < 1:
        parser.error("nothing to measure: name text files and at least one round")
    longest = max(texts, key=len)
    imported, loaded, resident = cold(longest)

    begin = time.perf_counter()
    from underthesea import ner

    from extractor.pipeline import extract

    ner("Khởi động.")
    ready = time.perf_counter() - begin

    def entities(text: str) -> None:
        for sentence in sentences_of(text):
            ner(sentence)

    contenders: dict[str, Callable[[str], object]] = {"chidao: text → record": extract, "underthesea.ner": entities}
    for work in contenders.values():
        work(longest)
    rounds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(wanted.rounds):
        for name, work in contenders.items():
            rounds[name].append(timed(work, texts))

    syllables = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {syllables} syllables, {wanted.rounds} rounds in turns, one core\n")
    print(f"{'':<24}{'median s':>10}{'fastest s':>11}{'syllables/s':>13}")
    for name, seconds in rounds.items():
        median = statistics.median(seconds)
        print(f"{name:<24}{median:>10.2f}{min(seconds):>11.2f}{syllables / median:>13.0f}")
    ours, theirs = (statistics.median(seconds) for seconds in rounds.values())
    ratio = theirs / ours
    print(f"\nratio {ratio:.1f} (aim: at least {AIM:.0f})")
    print(f"alone: import {imported:.2f} s, word lists and models {loaded:.2f} s, at most {resident:.0f} MB resident")
    print(f"one extraction of {len(longest)} characters allocates at most {heap_peak(extract, longest):.1f} MB")
    print(f"underthesea.ner ready after {ready:.2f} s")
    return 0 if ratio >= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
