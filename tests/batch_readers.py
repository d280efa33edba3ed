"""Readers that do what a broken library or a hostile file may do, imported by workers; a process without root's powers."""

from __future__ import annotations

import ctypes
import os
import signal
import time

import msgspec
from register_samples import notice

from extractor.core.context import Context
from extractor.core.errors import SecretDocument, SourceBroken
from extractor.core.program import PROGRAM
from extractor.core.record import Record

TROUBLE = ("segfault", "abort", "killed", "hang", "deaf", "memory", "mistake", "leave", "broken")


def troubled(content: bytes, context: Context) -> Record:
    """Brings the process into the trouble that the file names; any other file is a notice."""
    match content.decode().split("-")[0]:
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "abort":
            os.abort()
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            while True:
                pass
        case "deaf":  # library code that holds the interpreter and hears no signal handler
            ctypes.PyDLL(None).sleep(3600)
        case "memory":
            bytearray(64 * 2**30)
        case "mistake":
            raise ZeroDivisionError("đã chia cho 0")
        case "leave":
            os._exit(3)
        case "broken":
            raise SourceBroken("Tệp hỏng: xin lại tệp gốc.")
    return notice(program=PROGRAM)


def slow(content: bytes, context: Context) -> Record:
    """A notice after a third of a second."""
    time.sleep(0.3)
    return notice(program=PROGRAM)


def signed(content: bytes, context: Context) -> Record:
    """A notice whose number is that of the process that read it."""
    return notice(program=PROGRAM, number=str(os.getpid()))


def powerless() -> None:
    """Takes from root what lets it read and write any file, from the next program on (Linux: `man 7 capabilities`)."""
    system = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        system.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def other(content: bytes, context: Context) -> Record:
    """The notice read in another way: other kinds, a directive less."""
    record = notice(program=PROGRAM, number="2/TB" if content == b"2" else "408/TB-UBND")
    first, second, *rest = record.directives[:4]
    kinds = (first, msgspec.structs.replace(second, kind="commitment"), *rest)
    return msgspec.structs.replace(record, directives=kinds)


def refusing(content: bytes, context: Context) -> Record:
    """Everything is a secret, but what is broken."""
    if content == b"broken":
        raise SourceBroken("Tệp hỏng: xin lại tệp gốc.")
    raise SecretDocument("Văn bản có dấu MẬT: không được nạp.")
