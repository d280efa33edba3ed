"""Which surface patterns of real texts the corpora hold, and which are missing.

    python benchmarks/pattern_coverage.py [--all] [FOLDER]

The patterns stand in corpora/patterns.tsv. Prints those without a hit, with `--all` every count: hits, documents.
Exit code 1 where one is missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

CORPORA = Path(__file__).resolve().parent.parent / "corpora"


def patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    rows = (CORPORA / "patterns.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return [(name, what, _compiled(pattern)) for name, what, pattern in cells]


def _compiled(pattern: str) -> re.Pattern[str]:
    """Flags may stand anywhere in the table; Python wants them first."""
    flags = re.I if "(?i)" in pattern else 0
    flags |= re.M if "(?m)" in pattern else 0
    return re.compile(pattern.replace("(?i)", "").replace("(?m)", ""), flags)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPORA / "documents")
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(args.folder.rglob("*.txt"))]
    missing = 0
    wanted = patterns()
    for name, what, pattern in wanted:
        hits = [len(pattern.findall(text)) for text in texts]
        missing += not any(hits)
        if args.all or not any(hits):
            print(f"{name}  {sum(hits):>6} hits {sum(map(bool, hits)):>5} documents  {what}")
    print(f"{len(wanted) - missing} of {len(wanted)} patterns occur in {len(texts)} documents")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
