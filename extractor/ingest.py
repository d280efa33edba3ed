"""Files into the register: each is read, understood and kept in one transaction, or leaves nothing behind."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from extractor.core.context import Context
from extractor.core.errors import ChidaoError, SecretDocument
from extractor.core.record import Record
from extractor.core.register import Outcome, OutcomeKind
from extractor.pipeline import PROGRAM, extract
from extractor.reading.source import fingerprint, load
from extractor.store import Original, Register, find_document, put, remove

SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".docx", ".pdf", ".html", ".htm", ".xhtml"}
    | {".tif", ".tiff", ".jpg", ".jpeg", ".png", ".bmp", ".webp"}
)
"""Files of a folder that are read; a file named by itself is tried whatever its name."""


_UNREAD = ("needs_ocr", "ocr_partial")


class Candidate(msgspec.Struct, frozen=True):
    """A file to ingest, or a path with what is wrong with it."""

    path: Path
    wrong: str | None = None


def find_files(paths: Sequence[Path]) -> tuple[Candidate, ...]:
    """The files that `paths` mean, each once: files as given, folders with all below them, in the order of their names.

    Hidden files and the lock files of an office (`~$…`) are passed over. A folder without documents is a wrong path.
    """
    found: dict[Path, Candidate] = {}
    for path in paths:
        if not path.is_dir():
            found.setdefault(path.absolute(), Candidate(path))
            continue
        inside = list(_walk(path))
        if not inside:
            wrong = (
                "thư mục không có văn bản nào đọc được (.docx, .pdf, .txt, .md, .html, ảnh quét): chọn thư mục khác."
            )
            found.setdefault(path.absolute(), Candidate(path, wrong))
        for file in inside:
            found.setdefault(file.absolute(), Candidate(file))
    return tuple(found.values())


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here, name)


def ingest(
    register: Register, candidate: Candidate, *, at: str, again: bool = False, models: Path | None = None
) -> Outcome:
    """Read one file into the register. `at` is the time of ingest, ISO 8601; `models` a folder in place of the shipped.

    A file whose bytes the register has is unchanged, unless an older program read it (or `again`): then it is read
    anew and what was extracted is replaced. A document stamped MẬT is refused, and taken out where an older program let
    it in. Never raises for what is wrong with the file; raises StoreError where the register fails.
    """
    path = str(candidate.path)
    if candidate.wrong is not None:
        return Outcome(path, "failed", reason=candidate.wrong)
    try:
        content = load(candidate.path)
    except ChidaoError as error:
        return Outcome(path, "failed", reason=str(error))
    sha256 = fingerprint(content)
    known = find_document(register, sha256)
    if known is not None and not again and not is_older(known.program, PROGRAM):
        return Outcome(path, "unchanged", known.id)
    try:
        record = extract(content, context=Context(file_name=candidate.path.name, models=models))
    except SecretDocument as error:
        remove(register, sha256)
        return Outcome(path, "failed", reason=str(error))
    except ChidaoError as error:
        return Outcome(path, "failed", reason=str(error))
    if record.source.needs_ocr and not record.text.strip():
        return Outcome(path, "needs_ocr", reason=_no_text(record))
    document = put(register, Original(content, candidate.path.name, at), record)
    kind: OutcomeKind = "new" if known is None else "updated"
    return Outcome(path, kind, document, len(record.directives), warning=_some_without_text(record))


def is_older(program: str, than: str) -> bool:
    """Whether `chidao 0.1.0` is older than `chidao 0.2.0`; what cannot be read as a version is older."""
    return _version(program) < _version(than)


def _version(program: str) -> tuple[int, ...]:
    digits = program.rpartition(" ")[2].split(".")
    return tuple(int(part) for part in digits if part.isdecimal()) if program else ()


def _no_text(record: Record) -> str:
    """Why a document of images gave no text, as the first page that was not read says it."""
    told = next((found.message for found in record.diagnostics if found.code in _UNREAD), None)
    pages = f"{record.source.pages} trang" if record.source.pages else "các trang"
    return f"{pages} đều là ảnh quét, không đọc được chữ. {told}" if told else f"{pages} không có chữ nào đọc được."


def _some_without_text(record: Record) -> str | None:
    if not record.source.needs_ocr:
        return None
    pages = ", ".join(map(str, record.source.needs_ocr))
    told = next((found.message for found in record.diagnostics if found.code in _UNREAD), "")
    return f"trang {pages} là ảnh quét chưa đọc được hoặc chưa đọc hết. {told}".strip()
