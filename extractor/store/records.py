"""Records as they lie in the register: JSON, packed, as nobody asks SQL about their insides."""

from __future__ import annotations

import zlib
from functools import cache

import msgspec
from sqlite_utils import Database

from extractor.core.record import Record

_LEVEL = 6


@cache
def _decoder() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


def pack(record: Record) -> bytes:
    """A record as bytes for the table."""
    return zlib.compress(msgspec.json.encode(record), _LEVEL)


def unpack(packed: bytes) -> Record:
    """Raises zlib.error, msgspec.DecodeError where the bytes are damaged."""
    return _decoder().decode(zlib.decompress(packed))


def read_reading(db: Database, number: int) -> Record:
    """The applied reading of a document, without what people corrected."""
    return unpack(db.execute("SELECT packed FROM records WHERE document_id = ?", [number]).fetchone()[0])


def write_reading(db: Database, number: int, record: Record) -> None:
    """Make `record` the applied reading of a document."""
    db.execute(
        "INSERT INTO records(document_id, schema_version, packed) VALUES (?, ?, ?) ON CONFLICT(document_id) "
        "DO UPDATE SET schema_version = excluded.schema_version, packed = excluded.packed",
        [number, record.schema_version, pack(record)],
    )
