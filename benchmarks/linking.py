"""Which documents are joined and which links are offered, on notices told again in ways whose truth is known.

    python benchmarks/linking.py [--notices 30] [--seed 1] [--verbose]

Each notice of the training part is taken with its family (`benchmarks/retold.py`): the same paper as a scan and a poor
scan, with a letterhead without number and day, with other line ends; a press report of the meeting; a later notice that
puts a deadline off; a report on results. Beside them stands what must not be joined with it: the notice of the next
month that repeats most of it, the same order by a neighbouring body, the report of another meeting of the same chair
on the same day. All are read by the pipeline and ingested in a random order. Joined: pairs in one entry. Offered: links
that wait. Exit code 1 where a pair was joined that should not be.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import msgspec
from retold import Retold, families

from extractor.core.likeness import folded_words, resemblance, shingles
from extractor.core.links import LinkRow
from extractor.pipeline import extract
from extractor.resolve.bodies import bodies_of
from extractor.store import Original, Register, list_links, open_register, put
from extractor.store.entries import members_of
from extractor.training.splits import find_splits

CORPORA = Path(__file__).resolve().parent.parent / "corpora" / "documents"
AT = "2026-11-22T08:00:00+07:00"
LATER = {"later": "extends", "results": "reports_on"}


class Score(msgspec.Struct):
    """Counts of pairs: found that are right, found that are wrong, and all that should be found."""

    right: int = 0
    wrong: int = 0
    wanted: int = 0

    def line(self, name: str) -> str:
        found = self.right + self.wrong
        precision = f"{self.right / found:.3f}" if found else "–"
        recall = f"{self.right / self.wanted:.3f}" if self.wanted else "–"
        return f"| {name} | {precision} | {recall} | {self.wanted} | {self.wrong} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    splits = find_splits(CORPORA)
    paths = [p for p in sorted(CORPORA.rglob("*.txt")) if splits.part_of(p.stem) == "train"]
    chance = random.Random(options.seed)
    chance.shuffle(paths)
    retold = list(families((p.read_text(encoding="utf-8") for p in paths), options.notices, chance))
    chance.shuffle(retold)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_register(Path(folder) / "r.db", create=True, linker=bodies_of) as register,
    ):
        told = {}
        for number, one in enumerate(retold):
            original = Original(f"{number}\n{one.text}".encode(), f"{one.kind}-{one.family}-{number}.txt", AT)
            told[put(register, original, extract(one.text))] = one
        report(register, told, verbose=options.verbose)


def report(register: Register, told: dict[str, Retold], *, verbose: bool) -> None:
    """Print the tables."""
    joined = {pair for name in told for pair in _pairs_with(register, name)}
    links = list_links(register, limit=1_000_000)
    offered = {
        frozenset((link.source, link.target))
        for link in links
        if link.kind in ("same", "report") and link.source_directive is None and link.state == "offered"
    }
    by_kind: dict[str, Score] = {}
    for one, other in combinations(sorted(told), 2):
        pair = frozenset((one, other))
        kinds = " – ".join(sorted((told[one].kind, told[other].kind)))
        if _belong(told[one], told[other]):
            by_kind.setdefault(kinds, Score()).wanted += 1
            by_kind[kinds].right += pair in joined
        elif pair in joined:
            by_kind.setdefault(kinds, Score()).wrong += 1
        if verbose and pair in joined | offered and not _belong(told[one], told[other]):
            print("WRONG", "joined" if pair in joined else "offered", one, told[one].file, other, told[other].file)
        if verbose and _belong(told[one], told[other]) and pair not in joined | offered:
            print("MISSED", kinds, told[one].family, one, other)
    wanted = {frozenset(p) for p in combinations(sorted(told), 2) if _belong(told[p[0]], told[p[1]])}
    rows = [
        ("joined by itself", Score(len(joined & wanted), len(joined - wanted), len(wanted))),
        (
            "joined or offered",
            Score(len((joined | _through(register, offered)) & wanted), len(offered - wanted), len(wanted)),
        ),
        *((f"joined: {kinds}", score) for kinds, score in sorted(by_kind.items())),
        *((f"offered: {kind}", _later(register, links, told, name, kind, verbose)) for name, kind in LATER.items()),
    ]
    print(f"{len(told)} documents: {dict(Counter(one.kind for one in told.values()))}\n")
    print("| pairs | precision | recall | wanted | wrong |\n| --- | --- | --- | --- | --- |")
    for name, score in rows:
        print(score.line(name))
    print(
        f"\nother offers: {dict(Counter((one.kind, told[one.source].kind) for one in links if one.state == 'offered'))}"
    )
    sys.exit(1 if joined - wanted else 0)


def _pairs_with(register: Register, name: str) -> set[frozenset[str]]:
    return {frozenset((name, f"VB{n}")) for n in members_of(register.db, int(name[2:])) if f"VB{n}" != name}


def _through(register: Register, offered: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Pairs that would be joined if what is offered were accepted: with all of the other entry."""
    found = set()
    for pair in offered:
        one, other = sorted(pair)
        sides = [[f"VB{n}" for n in members_of(register.db, int(name[2:]))] for name in (one, other)]
        found |= {frozenset((a, b)) for a in sides[0] for b in sides[1]}
    return found


def _about(words: str, text: str) -> bool:
    """Whether that task is meant, as a scan of it may be read."""
    return resemblance(shingles(folded_words(words), 1), shingles(folded_words(text[: len(words)]), 1)) > 0.5


def _belong(one: Retold, other: Retold) -> bool:
    return one.entry == other.entry


def _later(
    register: Register, links: Iterable[LinkRow], told: dict[str, Retold], name: str, kind: str, verbose: bool
) -> Score:
    score = Score(wanted=sum(one.kind == name for one in told.values()))
    found = set()
    for link in links:
        if link.kind == kind and told[link.source].kind == name:
            right = told[link.target].family == told[link.source].family
            right = right and _about(told[link.source].about, link.target_text)
            if right:
                found.add(link.source)
            score.wrong += not right
            if verbose and not right:
                print("WRONG", kind, link.score, link.source_text[:150], "->", link.target_text[:150])
    score.right = len(found)
    return score


if __name__ == "__main__":
    main()
