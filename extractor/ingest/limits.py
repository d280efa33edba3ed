"""What one file may cost, and what a process that reads files does to keep to it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys

import msgspec

if sys.platform != "win32":
    import resource


class Limits(msgspec.Struct, frozen=True):
    """`seconds` a file (each document of a container anew), by the clock; a scan of sixty pages takes minutes.

    `megabytes`: address space of the process that reads it and of each program it starts, a third of a gigabyte of it
    for word lists and models; not enforced on Windows. `files`: after so many a process makes room for a new one, so
    that what libraries do not give back does not add up.
    """

    seconds: float = 600
    megabytes: int = 3072
    files: int = 1000


LEAST_MEGABYTES = 768
"""With less, word lists and models alone would not fit."""


STARTING = 180.0
"""Seconds in which a new process must have its word lists and models; a slow disk of an old PC takes half a minute."""


def limit_memory(megabytes: int) -> None:
    """Bound the address space of this process (POSIX). The hard limit stays: a started program may ask for more."""
    if sys.platform == "win32":
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 2**20
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the name but not the limit
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def start_clock(seconds: float) -> None:
    """The system ends this process in `seconds` (POSIX), even one that nobody watches any more.

    Whoever started it ends it first; this is for the case that the starter was killed meanwhile.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def stop_clock() -> None:
    """Take back `start_clock`."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)


def usual_jobs() -> int:
    """How many processes read at once where nobody says: two at most, as each takes half a gigabyte."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(2, cores)
