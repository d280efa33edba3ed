"""A process that reads files for another: it knows no register, keeps to limits, and ends with its parent.

What libraries print goes nowhere; a mistake of the program is told to the parent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.core.context import Context
from extractor.core.record import Record
from extractor.ingest.candidates import Candidate
from extractor.ingest.examining import Reader, examine, read_record, warm_up
from extractor.ingest.limits import STARTING, Limits, limit_memory, start_clock, stop_clock
from extractor.ingest.messages import (
    Answer,
    Asked,
    Finished,
    Job,
    LineClosed,
    Ready,
    Stumbled,
    Wanted,
    Warm,
    receive_order,
    send,
)

OUT_OF_MEMORY = 71
"""Exit code of a worker that asked for more memory than it may have."""

_GRACE = 5.0  # seconds that the parent has to end a worker that is late, before the system does


def serve(connection: Connection, wanted: Wanted, limits: Limits, reader: Reader | None) -> None:
    """Read the files that come over `connection` until it closes. `reader` takes the place of the real one in tests."""
    _stand_alone()
    limit_memory(limits.megabytes)
    desk = _Desk(connection, wanted, limits, reader)
    try:
        send(connection, Ready())
        while True:
            desk.serve_one()
    except LineClosed:
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # closing down in order would need memory
    except Exception as error:
        send(connection, Stumbled(_confession(error)))
        raise SystemExit(1) from error


class _Desk:
    """Where one file after the other is read."""

    def __init__(self, connection: Connection, wanted: Wanted, limits: Limits, reader: Reader | None) -> None:
        self.connection = connection
        self.wanted = wanted
        self.limits = limits
        self.reader = reader
        self.warm = False

    def serve_one(self) -> None:
        job = receive_order(self.connection)
        if not isinstance(job, Job):
            raise LineClosed
        self._start_clock()
        candidate = Candidate(Path(os.fsdecode(job.path)), kept_as=job.kept_as)
        for finding in examine(candidate, self._ask, self.wanted, self._read):
            stop_clock()  # who takes it may have to wait for the register
            send(self.connection, finding)
            self._start_clock()
        stop_clock()
        send(self.connection, Finished())

    def _ask(self, sha256: str) -> Answer:
        """What the register knows; the answer waits while another worker reads the same bytes."""
        stop_clock()
        send(self.connection, Asked(sha256))
        answer = receive_order(self.connection)
        if not isinstance(answer, Answer):
            raise LineClosed
        self._start_clock()
        return answer

    def _read(self, content: bytes, context: Context) -> Record:
        if not self.warm:
            start_clock(STARTING)
            if self.reader is None:
                warm_up(self.wanted)
            self.warm = True
            send(self.connection, Warm())
            self._start_clock()
        return (self.reader or read_record)(content, context)

    def _start_clock(self) -> None:
        start_clock(self.limits.seconds + _GRACE)


def _stand_alone() -> None:
    """Apart from the terminal's interrupts and output, in a group of its own that can be ended with all it started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    # one thread a process: jobs are what share the cores out
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ.setdefault(name, "1")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _confession(error: Exception) -> str:
    """A mistake of the program in a few words: `TypeError: … (pdf_lines.py:120)`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace is not None else ""
    return f"{type(error).__name__}: {error}"[:200] + where
