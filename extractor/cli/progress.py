"""How far a long run is, on standard error where that is a terminal: count, rate, time left."""

from __future__ import annotations

import sys
import time
from collections import deque
from types import TracebackType

import click

from extractor.views.words import number_in_words, wait_in_words

_WINDOW = 30.0  # seconds; the rate of lately tells more than that of the whole run, whose first files may be known
_EVERY = 0.2


class Progress:
    """One line that is written anew; nothing where nobody looks. Use as a context manager."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.shown = sys.stderr.isatty() and total > 1
        self.lately: deque[tuple[float, int]] = deque()  # from the first file on: it waits for models to be loaded
        self.written = 0.0

    def __enter__(self) -> Progress:
        self._write()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        now = time.monotonic()
        self.lately.append((now, self.done))
        while now - self.lately[0][0] > _WINDOW and len(self.lately) > 2:
            self.lately.popleft()
        if now - self.written > _EVERY:
            self._write()

    def _write(self) -> None:
        if self.shown:
            self.written = time.monotonic()
            click.echo(f"\r\x1b[K{self.line()}", nl=False, err=True)

    def line(self) -> str:
        """`Đang nạp 120/500 tệp, 8,3 tệp/giây, còn khoảng 46 giây`."""
        said = f"Đang nạp {number_in_words(self.done)}/{number_in_words(self.total)} tệp"
        if not self.lately:
            return said
        seconds = self.lately[-1][0] - self.lately[0][0]
        files = self.lately[-1][1] - self.lately[0][1]
        if files == 0 or seconds <= 0:
            return said
        rate = files / seconds
        unit, rate_told = ("giây", rate) if rate >= 1 else ("phút", 60 * rate)
        told = f"{number_in_words(round(rate_told, 1))} tệp/{unit}"
        return f"{said}, {told}, còn khoảng {wait_in_words((self.total - self.done) / rate)}"
