"""How long `chidao tasks` and `chidao search` take on a small register, interpreter start included.

    python benchmarks/cli_latency.py [--documents 200] [--runs 9]

Fills a register in a temporary folder with composed records (no language processing), runs each command as a process
and prints the median and the slowest in seconds. The aim is under 0.5 s. Exit code 1 where a median misses it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor.core.record import Anchor, Assignee, Card, Deadline, Directive, Record, Source
from extractor.store import Original, open_register, put

AIM = 0.5
COMMANDS = (["tasks", "--today", "2026-03-01"], ["search", "tuan tra"], ["show", "VB1"], ["--help"])


def composed(number: int) -> Record:
    """A record of eight dated orders."""
    day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    lines: list[str] = []
    directives: list[Directive] = []
    start = 0
    for item in range(8):
        line = f"{item + 1}. Công an xã số {number} tuần tra khu vực {item}, hoàn thành trước ngày {day}."
        first = start + 3
        who = Assignee(f"Công an xã số {number}", "lead", first, first + len(f"Công an xã số {number}"))
        due = Deadline(
            day, start + line.index(day), start + line.index(day) + len(day), due=day, bound="by", last_day=day
        )
        directives.append(Directive("task", first, start + len(line), line[3:], "composed", (who,), due))
        lines.append(line)
        start += len(line) + 1
    card = Card(
        genre="notice", number=f"{number}/TB-UBND", title=f"Kết luận cuộc họp thứ {number}", issued_on="2026-01-05"
    )
    return Record(
        "\n".join(lines), card, Source("text"), Anchor("2026-01-05", "issue_date"), directives=tuple(directives)
    )


def fill(path: Path, documents: int) -> None:
    with open_register(path, create=True) as register:
        for number in range(documents):
            put(
                register, Original(str(number).encode(), f"{number}.txt", "2026-01-06T08:00:00+07:00"), composed(number)
            )


def timed(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--runs", type=int, default=9)
    wanted = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "r.db")
        fill(path, wanted.documents)
        print(f"{wanted.documents} documents, {wanted.documents * 8} directives, {wanted.runs} runs each")
        for arguments in COMMANDS:
            options = [] if arguments[0].startswith("-") else ["--db", str(path)]
            command = [sys.executable, "-c", "from extractor.cli import main; main()", *arguments, *options]
            timed(command)
            seconds = [timed(command) for _ in range(wanted.runs)]
            median = statistics.median(seconds)
            missed = missed or median >= AIM
            print(f"chidao {arguments[0]:<8} median {median:.3f} s   slowest {max(seconds):.3f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
