"""Many files into the register: workers read, this process alone writes, one document a transaction.

Bounded in memory: a worker holds one file, a document goes over the line when the register takes it, and no more files
are handed out than there are workers. A file that takes too long, needs too much memory or brings its worker down costs
itself alone. What was told as done is in the register; the rest, after a kill, is found undone by its hash.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait

import msgspec

from extractor.core.register import Outcome
from extractor.ingest.candidates import Candidate
from extractor.ingest.crew import Worker, not_started, reason_of, too_long
from extractor.ingest.examining import Reader
from extractor.ingest.keeping import keep, what_is_known
from extractor.ingest.limits import STARTING, Limits
from extractor.ingest.messages import (
    Answer,
    Asked,
    Finding,
    Finished,
    FromWorker,
    Job,
    LineClosed,
    Read,
    Refused,
    Same,
    Stumbled,
    Wanted,
    Warm,
    receive,
    send,
)
from extractor.store import MACHINE, Register

_TICK = 0.5  # seconds; on Windows a wait without end would not hear Ctrl-C


class Done(msgspec.Struct, frozen=True):
    """A file that has been seen to its end: which one of those given (from 0), and its documents' outcomes."""

    number: int
    outcomes: tuple[Outcome, ...]


def run_batch(
    register: Register,
    candidates: Iterable[Candidate],
    *,
    at: Callable[[], str],
    by: str = MACHINE,
    jobs: int = 1,
    wanted: Wanted | None = None,
    limits: Limits | None = None,
    reader: Reader | None = None,
) -> Generator[Done, None, None]:
    """Ingest `candidates` over `jobs` processes; each is told when it is done, so not in their order.

    `at` gives the time of ingest (ISO 8601). `reader` takes the place of the real one; a function that a new process
    can import. Closing the iterator ends the workers; what was told stays. A script calls this below its
    `if __name__ == "__main__"`, as each process imports it. Raises StoreError where the register fails, WorkerFailed
    where no process can be started.
    """
    desk = Desk(lambda sha256: what_is_known(register, sha256), lambda finding: keep(register, finding, at=at(), by=by))
    yield from read_files(desk, candidates, jobs=jobs, wanted=wanted, limits=limits, reader=reader)


class Desk(msgspec.Struct, frozen=True):
    """Who takes what the workers say: whether bytes are known (by their hash), and each document as it is found."""

    known: Callable[[str], Answer]
    take: Callable[[Finding], Outcome]


def read_files(
    desk: Desk,
    candidates: Iterable[Candidate],
    *,
    jobs: int = 1,
    wanted: Wanted | None = None,
    limits: Limits | None = None,
    reader: Reader | None = None,
) -> Generator[Done, None, None]:
    """The same for whatever is done with what was found; as `run_batch`, with its errors and those of the desk."""
    batch = _Batch(desk, wanted or Wanted(), limits or Limits(), reader)
    try:
        yield from batch.run(enumerate(candidates), jobs)
    finally:
        batch.close()


class _Seat:
    """A worker and the file it has in hand."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.number = -1
        self.candidate: Candidate | None = None
        self.outcomes: list[Outcome] = []
        self.due: float | None = None  # by `time.monotonic`; None while it waits for an answer
        self.asked: str | None = None  # hash of the document in hand
        self.waits = False  # another seat reads the same bytes
        self.ready = False
        self.warm = False
        self.files = 0
        self.stumbled: str | None = None


class _Batch:
    def __init__(self, desk: Desk, wanted: Wanted, limits: Limits, reader: Reader | None) -> None:
        self.desk = desk
        self.wanted = wanted
        self.limits = limits
        self.reader = reader
        self.seats: list[_Seat] = []
        self.read: set[str] = set()  # hashes of what this batch has read

    def run(self, files: Iterator[tuple[int, Candidate]], jobs: int) -> Iterator[Done]:
        left = True
        while left or self.busy():
            while left and len(self.busy()) < jobs:
                file = next(files, None)
                if file is None:
                    left = False
                elif file[1].wrong is not None:
                    yield Done(file[0], (Outcome(file[1].shown, "failed", reason=file[1].wrong),))
                else:
                    self.hand_out(*file)
            yield from self.listen()

    def busy(self) -> list[_Seat]:
        return [seat for seat in self.seats if seat.candidate is not None]

    def hand_out(self, number: int, candidate: Candidate) -> None:
        idle = [seat for seat in self.seats if seat.candidate is None]
        for seat in idle:
            if not seat.worker.process.is_alive():  # ended from outside: no fault of the next file
                self.retire(seat)
        free = [seat for seat in idle if seat in self.seats]
        if not free:
            free = [_Seat(Worker(self.wanted, self.limits, self.reader))]
            self.seats.append(free[0])
        seat = free[0]
        seat.number, seat.candidate, seat.outcomes = number, candidate, []
        seat.files += 1
        seat.due = time.monotonic() + (self.limits.seconds if seat.ready else STARTING)
        with contextlib.suppress(LineClosed):  # it has ended: listening will find out why
            send(seat.worker.connection, Job(os.fsencode(candidate.path), candidate.kept_as))

    def listen(self) -> Iterator[Done]:
        """Take what the workers say within a moment; end those that are late."""
        lines: dict[Connection, _Seat] = {seat.worker.connection: seat for seat in self.busy()}
        for line in wait(list(lines), self.patience()) if lines else ():
            seat = lines[line]  # type: ignore[index]
            try:
                message = receive(seat.worker.connection)
            except LineClosed:
                yield self.lost(seat)
                continue
            if isinstance(message, Finished):
                yield self.finished(seat)
            else:
                self.hear(seat, message)
        now = time.monotonic()
        for seat in self.busy():
            # what it has said already waits for this process, which may have waited for the register
            if seat.due is not None and seat.due < now and not seat.worker.has_spoken():
                yield self.late(seat)

    def patience(self) -> float:
        """Seconds until the first worker is late, a tick at most."""
        now = time.monotonic()
        return min([_TICK, *(max(seat.due - now, 0) for seat in self.busy() if seat.due is not None)])

    def hear(self, seat: _Seat, message: FromWorker) -> None:
        if isinstance(message, Asked):
            seat.asked, seat.due = message.sha256, None
            seat.waits = any(other.asked == message.sha256 for other in self.seats if other is not seat)
            if not seat.waits:
                self.answer(seat, message.sha256)
        elif isinstance(message, Same | Read | Refused):
            seat.outcomes.append(self.desk.take(message))
            if isinstance(message, Read):
                self.read.add(message.sha256)
            self.let_go(seat)
            seat.due = time.monotonic() + self.limits.seconds
        elif isinstance(message, Stumbled):
            seat.stumbled = message.what
        else:
            seat.ready = True
            seat.warm = seat.warm or isinstance(message, Warm)
            seat.due = time.monotonic() + self.limits.seconds

    def answer(self, seat: _Seat, sha256: str) -> None:
        known = self.desk.known(sha256)
        seat.waits = False
        seat.due = time.monotonic() + (self.limits.seconds if seat.warm else STARTING)
        with contextlib.suppress(LineClosed):  # as above
            send(seat.worker.connection, Answer(known.program, just_now=sha256 in self.read))

    def let_go(self, seat: _Seat) -> None:
        """The document in hand is done with: who waits for the same bytes may go on, the first of them."""
        done, seat.asked = seat.asked, None
        if seat.waits or done is None:
            seat.waits = False
            return
        following = next((other for other in self.seats if other.waits and other.asked == done), None)
        if following is not None:
            self.answer(following, done)

    def finished(self, seat: _Seat) -> Done:
        done = Done(seat.number, tuple(seat.outcomes))
        seat.candidate, seat.due = None, None
        if seat.files >= self.limits.files:
            self.retire(seat)
        return done

    def retire(self, seat: _Seat) -> None:
        self.seats.remove(seat)
        seat.worker.end()

    def lost(self, seat: _Seat) -> Done:
        """A worker has ended by itself."""
        code = seat.worker.wait()
        if not seat.ready:
            raise not_started(code)
        return self.given_up(seat, reason_of(code, self.limits, seat.stumbled))

    def late(self, seat: _Seat) -> Done:
        """A worker has to be ended."""
        seat.worker.end()
        if not seat.ready:
            raise not_started(None)
        return self.given_up(seat, too_long(self.limits))

    def given_up(self, seat: _Seat, reason: str) -> Done:
        self.seats.remove(seat)
        self.let_go(seat)
        shown = seat.candidate.shown if seat.candidate is not None else ""
        return Done(seat.number, (*seat.outcomes, Outcome(shown, "failed", reason=reason)))

    def close(self) -> None:
        for seat in self.seats:  # none has anything that is not in the register or still on disk
            seat.worker.end()
        self.seats = []
