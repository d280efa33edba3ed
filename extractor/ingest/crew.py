"""The workers as their parent sees them: started, spoken to, ended, and why one ended by itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterator

from extractor.core.errors import ChidaoError
from extractor.ingest.examining import Reader
from extractor.ingest.limits import Limits
from extractor.ingest.messages import Wanted
from extractor.ingest.worker import OUT_OF_MEMORY, serve

_SPAWN = multiprocessing.get_context("spawn")  # a clean process, and the only way there is on Windows
_LEAVE = 5.0  # seconds between the end of the line and the end of the process


class WorkerFailed(ChidaoError):
    """No process that reads files could be started."""

    code = "worker"


class Worker:
    """A process that reads files, and the line to it."""

    def __init__(self, wanted: Wanted, limits: Limits, reader: Reader | None) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=serve, args=(theirs, wanted, limits, reader), daemon=True)
        with theirs, _without_interrupts():
            self.process.start()

    def has_spoken(self) -> bool:
        """Whether something it said, or that its line closed, waits to be heard."""
        try:
            return self.connection.poll()
        except OSError:
            return True

    def end(self) -> None:
        """End it with all that it started."""
        self.connection.close()
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg") and self.process.pid is not None:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()

    def wait(self) -> int | None:
        """The exit code of one that has closed its line (negative: the signal that ended it)."""
        self.process.join(_LEAVE)
        self.end()
        return self.process.exitcode


def reason_of(code: int | None, limits: Limits, stumbled: str | None) -> str:
    """Why a worker that was not ended by its parent ended, and what to do, in Vietnamese."""
    if stumbled is not None:
        return f"lỗi của chính chương trình khi đọc tệp này [{stumbled}]: báo cho người phát triển kèm tệp."
    if code in (OUT_OF_MEMORY, -getattr(signal, "SIGKILL", 9)):
        return (
            f"đọc tệp này cần quá nhiều bộ nhớ (giới hạn {limits.megabytes} MB): tách nhỏ tệp hoặc tăng --memory-limit."
        )
    told = signal.Signals(-code).name if code is not None and code < 0 else f"mã thoát {code}"
    return f"tiến trình đọc bị sập vì tệp này ({told}): mở tệp bằng phần mềm gốc, lưu lại rồi nạp lại."


def not_started(code: int | None) -> WorkerFailed:
    """A worker ended before it had a file, with this exit code, or (None) never came so far."""
    told = f"mã thoát {code}" if code is not None else "quá lâu"
    return WorkerFailed(
        f"Không khởi động được tiến trình đọc văn bản ({told}): đóng bớt chương trình khác rồi chạy lại; "
        "nếu vẫn lỗi, cài lại chidao."
    )


def too_long(limits: Limits) -> str:
    """Why a worker was ended by its parent, and what to do."""
    return f"đọc quá {limits.seconds:g} giây nên đã dừng: tách nhỏ tệp, lưu lại từ phần mềm gốc hoặc tăng --time-limit."


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C waits: a process that is just being started has no way to keep it from being its end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
