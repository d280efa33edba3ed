"""What a worker and the process that started it say to each other, and how it goes over the wire.

    parent                      worker
                                Ready                 it has started, the clock of its first file runs
    Job(path)                   Asked(sha256)         this document is in hand: is it known?
    Answer(program)             Warm                  word lists and models are loaded
                                Finding …             one for each document of the file
                                Finished

The bytes of a document follow their `Read` as a message of their own, so they are not copied into it.
"""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import msgspec

from extractor.core.record import Record


class Wanted(msgspec.Struct, frozen=True):
    """How to read: `again`: what is known too; `models`: a folder in place of the shipped one."""

    again: bool = False
    models: Path | None = None


class Job(msgspec.Struct, frozen=True, tag=True):
    """A file to read; `path` in the bytes of the file system, which need not be UTF-8. `kept_as` as in `Candidate`."""

    path: bytes
    kept_as: str | None = None


class Answer(msgspec.Struct, frozen=True, tag=True):
    """What the register knows of the bytes asked for: the program that read them, if any.

    `just_now`: in this very batch, so not even `again` reads them once more.
    """

    program: str | None = None
    just_now: bool = False


class Ready(msgspec.Struct, frozen=True, tag=True):
    pass


class Asked(msgspec.Struct, frozen=True, tag=True):
    sha256: str


class Warm(msgspec.Struct, frozen=True, tag=True):
    pass


class Same(msgspec.Struct, frozen=True, tag=True):
    """The register has these bytes, read by this program or a newer one."""

    shown: str
    sha256: str


class Read(msgspec.Struct, frozen=True, tag=True):
    """A document with its record, to be kept."""

    shown: str
    sha256: str
    file_name: str
    record: Record
    content: bytes = b""


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A document that gives no record, with the reason. `secret`: the hash under which it must not stay either."""

    shown: str
    reason: str
    kind: Literal["failed", "needs_ocr"] = "failed"
    secret: str | None = None


class Finished(msgspec.Struct, frozen=True, tag=True):
    """All of the file has been told."""


class Stumbled(msgspec.Struct, frozen=True, tag=True):
    """A mistake of the program itself: what, and where. The worker ends after it."""

    what: str


Finding = Same | Read | Refused
FromWorker = Ready | Asked | Warm | Same | Read | Refused | Finished | Stumbled
ToWorker = Job | Answer

_TO_WORKER: msgspec.msgpack.Decoder[ToWorker] = msgspec.msgpack.Decoder(ToWorker)
_FROM_WORKER: msgspec.msgpack.Decoder[FromWorker] = msgspec.msgpack.Decoder(FromWorker)


class LineClosed(Exception):
    """Nobody is at the other end any more. Never shown to a person."""


def send(connection: Connection, message: FromWorker | ToWorker) -> None:
    """Raises LineClosed."""
    try:
        if isinstance(message, Read):
            connection.send_bytes(msgspec.msgpack.encode(msgspec.structs.replace(message, content=b"")))
            connection.send_bytes(message.content)
        else:
            connection.send_bytes(msgspec.msgpack.encode(message))
    except OSError:
        raise LineClosed from None


def receive(connection: Connection) -> FromWorker:
    """The next message of a worker. Raises LineClosed."""
    try:
        message = _FROM_WORKER.decode(connection.recv_bytes())
        if isinstance(message, Read):
            return msgspec.structs.replace(message, content=connection.recv_bytes())
    except (EOFError, OSError, msgspec.DecodeError):  # a process whose memory is spoilt says nothing more
        raise LineClosed from None
    return message


def receive_order(connection: Connection) -> ToWorker:
    """The next message of the parent. Raises LineClosed."""
    try:
        return _TO_WORKER.decode(connection.recv_bytes())
    except (EOFError, OSError):
        raise LineClosed from None
