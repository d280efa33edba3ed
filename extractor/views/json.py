"""JSON as people and programs read it: UTF-8, indented, one line end at the end."""

from __future__ import annotations

import msgspec

from extractor.core.record import Record


def render_json(value: object) -> bytes:
    """A record or rows as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def render_json_line(value: object) -> bytes:
    """A record or row as one line."""
    return msgspec.json.encode(value) + b"\n"


def render_record_line(record: Record, name: str | int) -> bytes:
    """A record as one line with the `id` it was asked under."""
    return b'{"id":' + msgspec.json.encode(name) + b"," + msgspec.json.encode(record)[1:] + b"\n"


def render_error_line(name: str | int | None, error: str, line: int) -> bytes:
    """What stands for a line that could not be read; `line` counts from 1."""
    return msgspec.json.encode({"id": name, "error": error, "line": line}) + b"\n"


def record_schema() -> bytes:
    """The JSON Schema (2020-12) of a record, from the types themselves."""
    schema = msgspec.json.schema(Record)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "chidao record", **schema}
    return render_json(schema)
