"""Records as they lie in the register: JSON, packed, as nobody asks SQL about their insides."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache

import msgspec
from sqlite_utils import Database

from extractor.core.record import Located, Record, Section

_LEVEL = 6


class Layout(msgspec.Struct, frozen=True):
    """Of a record its text and where that stands: decoded in a fraction of the time."""

    text: str
    places: tuple[Located, ...] = ()
    sections: tuple[Section, ...] = ()


@cache
def _layout() -> msgspec.json.Decoder[Layout]:
    return msgspec.json.Decoder(Layout)


@cache
def _decoder() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


def pack(record: Record) -> bytes:
    """A record as bytes for the table."""
    return zlib.compress(msgspec.json.encode(record), _LEVEL)


def unpack(packed: bytes) -> Record:
    """Raises zlib.error, msgspec.DecodeError where the bytes are damaged."""
    return _decoder().decode(zlib.decompress(packed))


def read_layouts(db: Database, numbers: Iterable[int]) -> dict[int, Layout]:
    """The texts of documents with their pages and sections."""
    sql = "SELECT document_id, packed FROM records WHERE document_id IN (SELECT value FROM json_each(?))"
    rows = db.execute(sql, [msgspec.json.encode(sorted(numbers)).decode()]).fetchall()
    return {number: _layout().decode(zlib.decompress(packed)) for number, packed in rows}


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
