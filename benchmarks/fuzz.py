"""Damaged files: none may crash the reader, hang it, eat memory or give a record that is not sound.

    python benchmarks/fuzz.py [--files 20000] [--seed 1] [--kinds txt,pdf] [--jobs 1] [--only NUMBER] [--out DIR]

Small sound files of each format are damaged (bytes, signs, marks of the format, what is packed inside) and read by
rules alone, without tesseract and LibreOffice, in processes of their own. A finding is an exception that is no
ChidaoError, twice more than `--seconds` for one file, a process that ends or wants more than `--megabytes`, a message
that is no line for a person, a record that JSON does not give back or whose items are not in its text. The same seed
makes the same files. Exit code 1 where something was found; `--out` keeps the files.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from multiprocessing.connection import wait
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fuzzing.reading import check, damaged, serve
from fuzzing.seeds import KINDS

LATE = ("too slow", "")
_TELL = 1000  # files between two lines of progress


class Worker:
    """A process that reads, and the file it has in hand."""

    def __init__(self, wanted: argparse.Namespace) -> None:
        self.line, theirs = multiprocessing.Pipe()
        arguments = (theirs, wanted.seed, wanted.kinds, wanted.megabytes)
        self.process = multiprocessing.get_context("spawn").Process(target=serve, args=arguments, daemon=True)
        self.process.start()
        theirs.close()
        self.number: int | None = None
        if self.line.recv() != "ready":
            raise SystemExit("a process did not start")

    def give(self, number: int) -> None:
        self.number, self.since = number, time.monotonic()
        self.line.send(number)

    def end(self) -> None:
        self.process.kill()
        self.process.join()


class Row:
    """What has been seen so far."""

    def __init__(self, wanted: argparse.Namespace) -> None:
        self.wanted = wanted
        self.read: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()
        self.slowest = (0.0, 0)
        self.findings: dict[str, list[int]] = {}

    def told(self, number: int, answer: int | tuple[str, str], seconds: float) -> None:
        kind = self.wanted.kinds[number % len(self.wanted.kinds)]
        self.files[kind] += 1
        self.seconds[kind] += seconds
        self.slowest = max(self.slowest, (seconds, number))
        if self.files.total() % _TELL == 0:
            print(f"{self.files.total()} files", file=sys.stderr, flush=True)
        if isinstance(answer, int):
            self.read[kind] += answer > 0
            return
        what, trace = answer
        if what not in self.findings:
            print(f"file {number} ({kind}): {what}\n{trace}", flush=True)
        self.findings.setdefault(what, []).append(number)
        if self.wanted.out:
            self.wanted.out.mkdir(parents=True, exist_ok=True)
            (self.wanted.out / f"{self.wanted.seed}-{number}.{kind}").write_bytes(
                damaged(self.wanted.seed, number, self.wanted.kinds)[1]
            )


def main() -> int:
    wanted = _arguments()
    if wanted.only is not None:
        kind, data = damaged(wanted.seed, wanted.only, wanted.kinds)
        print(f"{check(data, f'a.{kind}')} documents read of {len(data)} bytes")
        return 0
    row = Row(wanted)
    begin = time.monotonic()
    _read_all(row, wanted)
    _report(row, time.monotonic() - begin)
    return 1 if row.findings else 0


def _read_all(row: Row, wanted: argparse.Namespace) -> None:
    numbers = iter(range(wanted.first, wanted.first + wanted.files))
    late: set[int] = set()
    workers = [Worker(wanted) for _ in range(wanted.jobs)]
    for worker in workers:
        _next(worker, numbers)
    while busy := [worker for worker in workers if worker.number is not None]:
        wait([worker.line for worker in busy], timeout=0.5)
        for at, worker in enumerate(workers):
            if worker.number is None:
                continue
            if (answer := _answer(worker, wanted.seconds)) is None:
                continue
            if answer == LATE and worker.number not in late:
                # once more, in a process of its own: a busy machine is no finding
                late.add(worker.number)
                numbers = chain([worker.number], numbers)
                workers[at] = worker = Worker(wanted)
                _next(worker, numbers)
                continue
            row.told(worker.number, answer, time.monotonic() - worker.since)
            if not worker.process.is_alive() or not isinstance(answer, int):
                worker.end()
                workers[at] = worker = Worker(wanted)
            _next(worker, numbers)
    for worker in workers:
        worker.end()


def _answer(worker: Worker, seconds: float) -> int | tuple[str, str] | None:
    """What a worker says of its file, or what became of it; None as long as it reads."""
    try:
        if worker.line.poll():
            return worker.line.recv()
    except EOFError:
        worker.process.join()
        return f"process ended with {worker.process.exitcode}", ""
    if time.monotonic() - worker.since > seconds:
        worker.end()
        return LATE
    return None


def _next(worker: Worker, numbers: Iterator[int]) -> None:
    number = next(numbers, None)
    worker.number = None
    if number is not None:
        worker.give(number)


def _report(row: Row, seconds: float) -> None:
    print(f"{'kind':6}{'files':>7}{'read':>7}{'ms each':>9}")
    for kind in row.wanted.kinds:
        if files := row.files[kind]:
            print(f"{kind:6}{files:7}{row.read[kind]:7}{1000 * row.seconds[kind] / files:9.1f}")
    print(f"{row.files.total()} files in {seconds:.0f} s; slowest {row.slowest[0]:.1f} s (file {row.slowest[1]})")
    print(f"findings: {len(row.findings)}")
    for what, numbers in row.findings.items():
        print(f"  {what}: {len(numbers)} files: {', '.join(map(str, numbers[:8]))}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS), type=lambda text: tuple(text.split(",")))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20.0, help="time that one file may take")
    parser.add_argument("--megabytes", type=int, default=2048, help="address space of a process")
    parser.add_argument("--only", type=int, help="read this file alone, in this process")
    parser.add_argument("--out", type=Path, help="folder for the files of findings")
    wanted = parser.parse_args()
    if unknown := set(wanted.kinds) - set(KINDS):
        parser.error(f"unknown: {', '.join(unknown)}")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
