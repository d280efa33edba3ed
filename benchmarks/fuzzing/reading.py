"""A process that reads damaged files: what must hold for any file whatever, checked."""

from __future__ import annotations

import logging
import os
import re
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import msgspec

from extractor.core.context import Context
from extractor.core.errors import ChidaoError
from extractor.core.record import Record
from extractor.ingest.candidates import Candidate
from extractor.ingest.examining import documents_of, warm_up
from extractor.ingest.limits import limit_memory
from extractor.ingest.messages import Wanted
from extractor.reading.page_image import make_ready, pages_of
from extractor.reading.source import load
from extractor.views.json import render_json
from fuzzing.mutations import mutate
from fuzzing.seeds import KINDS, seeds

_SMALL = 10_000  # pixels
_LONGEST = 3  # inches
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_PROJECT = re.compile(r'File ".*?/(extractor/[^"]+)", line (\d+)')


class Wrong(Exception):
    """What must hold does not."""


def damaged(seed: int, number: int, kinds: tuple[str, ...] = KINDS) -> tuple[str, bytes]:
    """File `number` of the row that begins with `seed`: its kind and bytes. The same whenever it is asked for."""
    chance = Random(f"{seed}:{number}")
    kind = kinds[number % len(kinds)]
    other = chance.choice(seeds(kind if chance.random() < 0.7 else chance.choice(KINDS)))
    return kind, mutate(chance, chance.choice(seeds(kind)), other)


def check(data: bytes, name: str) -> int:
    """Read the documents of a file; how many could be read. Raises what the program does wrong."""
    read = 0
    try:
        found = list(documents_of(Candidate(Path(name)), load(data)))
    except ChidaoError as error:
        _check_message(str(error))
        return 0
    for document in found:
        if document.wrong is not None:
            _check_message(document.wrong)
            continue
        # imported late: the process that hands out the files does without it
        from extractor.pipeline import extract

        try:
            record = extract(document.content or b"", context=Context(file_name=document.file_name, learned=False))
        except ChidaoError as error:
            _check_message(str(error))
            continue
        _check_record(record)
        if record.source.format == "image":
            _check_pages(document.content or b"")
        read += 1
    return read


def _check_pages(data: bytes) -> None:
    """The pages of an image as tesseract would get them; small ones, as most are, also made ready for it."""
    try:
        for page, dpi in pages_of(data):
            if page.width * page.height <= _SMALL and max(page.size) / dpi < _LONGEST:
                make_ready(page, dpi)
    except ChidaoError as error:
        _check_message(str(error))


def _check_message(message: str) -> None:
    if not message or ":" not in message.replace(";", ":") or _CONTROL.search(message):
        raise Wrong(f"no message for a person: {message!r}")


def _check_record(record: Record) -> None:
    if msgspec.json.decode(render_json(record), type=Record) != record:
        raise Wrong("the record does not come back from JSON")
    for item in (*record.entities, *record.figures, *record.times, *record.directives):
        if item.text != record.text[item.start : item.end]:
            raise Wrong(f"{type(item).__name__} is not grounded")
    for diagnostic in record.diagnostics:
        _check_message(diagnostic.message)


def serve(line: Connection, seed: int, kinds: tuple[str, ...], megabytes: int) -> None:
    """Read the files whose numbers come over `line`; answers how many documents were read, or what went wrong."""
    os.environ["PATH"] = ""  # neither tesseract nor LibreOffice: they are other programs
    logging.disable()  # what libraries say of damaged files
    warm_up(Wanted())
    limit_memory(megabytes)
    line.send("ready")
    while (number := line.recv()) is not None:
        kind, data = damaged(seed, number, kinds)
        try:
            answer: int | tuple[str, str] = check(data, f"a.{kind}")
        except MemoryError:
            answer = "MemoryError", traceback.format_exc()
        except Exception as error:  # noqa: BLE001 - any exception is what is looked for
            answer = f"{type(error).__name__} {_where()}", traceback.format_exc()
        line.send(answer)


def _where() -> str:
    places = _PROJECT.findall(traceback.format_exc())
    return ":".join(places[-1]) if places else ""
