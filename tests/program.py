"""The program in a process of its own, which an interrupt reaches even where the tests run in the background."""

from __future__ import annotations

RUN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from extractor.cli import main; main()"
)  # fmt: skip
"""For `python -c`. A shell starts what it runs in the background with interrupts ignored."""
