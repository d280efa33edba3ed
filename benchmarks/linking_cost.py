"""What linking costs a document as the register grows.

    python benchmarks/linking_cost.py [--sizes 1000,5000,20000]

Documents recombined from the training part (`benchmarks/recombined`) are written by `put`. At each size: milliseconds a
document to write it, and of them to describe it (sketch, references, meeting) and to link it; medians and 95th
percentiles of the last 200.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recombined.records import records, stock

from extractor.store import Original, open_register, put, writing

AT = "2026-11-22T08:00:00+07:00"
LATELY = 200


class Timed:
    """A function that writes down how long each call of it took."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.taken: list[float] = []

    def __call__(self, *args: Any) -> Any:
        begun = time.perf_counter()
        result = self.function(*args)
        self.taken.append(1000 * (time.perf_counter() - begun))
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,5000,20000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    timed = {name: Timed(function) for name, function in
             (("put", put), ("describe", writing.describe), ("link", writing.link_document))}  # fmt: skip
    writing.describe, writing.link_document = timed["describe"], timed["link"]  # type: ignore[assignment]
    print("| documents | write, ms (p95) | describe | link | links | MB |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, open_register(Path(folder) / "r.db", create=True) as register:
        register.db.execute("PRAGMA synchronous = OFF")
        for number, (content, record) in enumerate(records(stock()), 1):
            timed["put"](register, Original(content, f"{number}.txt", AT), record)
            if number in sizes:
                columns = [_told(timed[name].taken[-LATELY:]) for name in ("put", "describe", "link")]
                links = register.db.execute("SELECT count(*) FROM links").fetchone()[0]
                size = register.path.stat().st_size / 1e6
                print(f"| {number} | {' | '.join(columns)} | {links} | {size:.0f} |", flush=True)
            if number >= max(sizes):
                break


def _told(taken: list[float]) -> str:
    return f"{statistics.median(taken):.1f} ({statistics.quantiles(taken, n=20)[-1]:.1f})"


if __name__ == "__main__":
    main()
