"""Floor 9: the command line. Thin functions over ordinary ones; no SQL, no recogniser, no rendering of its own."""

from __future__ import annotations


def main() -> None:
    """The console script `chidao`."""
    from extractor.cli.root import run

    run()
