"""Documents of the register read anew from their kept originals: what changes is told, and applied only where asked."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import msgspec

from extractor.core.program import PROGRAM, is_older
from extractor.core.readings import ReadingDiff, Reread
from extractor.core.record import Record
from extractor.core.register import DocumentRow, Outcome
from extractor.ingest.batch import Desk, read_files
from extractor.ingest.candidates import Candidate
from extractor.ingest.examining import Reader
from extractor.ingest.limits import Limits
from extractor.ingest.messages import Answer, Finding, Read, Refused, Wanted
from extractor.store import (
    Register,
    get_offered,
    get_original,
    get_plan,
    list_documents,
    list_offered,
    read_anew,
    remove,
)


def outdated(register: Register) -> list[DocumentRow]:
    """Documents that an older program read, or whose newer reading waits for a person. Raises StoreError."""
    waiting = set(list_offered(register))
    return [row for row in list_documents(register) if row.id in waiting or is_older(row.program, PROGRAM)]


def reread(
    register: Register,
    documents: Sequence[DocumentRow],
    *,
    at: Callable[[], str],
    by: str,
    apply: bool = False,
    jobs: int = 1,
    models: Path | None = None,
    limits: Limits | None = None,
    reader: Reader | None = None,
) -> Generator[Reread, None, None]:
    """Read `documents` anew over `jobs` processes and tell of each, as it is done, what the new reading changes.

    Nothing is written unless `apply`. A reading that ingest kept as offered is taken where this program made it and no
    other `models` are asked for. A document that turns out to be stamped MẬT is taken out with `apply`. The arguments
    and errors are those of `run_batch`.
    """
    desk = _Rereading(register, at, by, apply)
    unread: list[DocumentRow] = []
    for document in documents:
        record = get_offered(register, document.id) if models is None else None
        if record is not None and not is_older(record.program, PROGRAM):
            yield Reread(document.id, document.file_name, desk.settle(document.id, record), offered=True)
        else:
            unread.append(document)
    with tempfile.TemporaryDirectory(prefix="chidao-") as folder:
        for number, found in desk.read(unread, Path(folder), jobs, Wanted(True, models), limits, reader):
            yield msgspec.structs.replace(found, document=unread[number].id, file_name=unread[number].file_name)


class _Rereading:
    def __init__(self, register: Register, at: Callable[[], str], by: str, apply: bool) -> None:
        self.register = register
        self.at = at
        self.by = by
        self.apply = apply
        self.names: dict[str, str] = {}  # hash of the bytes → id
        self.diffs: dict[str, ReadingDiff] = {}

    def settle(self, name: str, record: Record) -> ReadingDiff:
        """What the reading changes; applied where that is asked for."""
        if self.apply:
            return read_anew(self.register, name, record, by=self.by, at=self.at())
        return get_plan(self.register, name, record)

    def read(
        self, documents: Sequence[DocumentRow], folder: Path, jobs: int, wanted: Wanted, limits: Limits | None,
        reader: Reader | None,
    ) -> Iterator[tuple[int, Reread]]:  # fmt: skip
        self.names = {document.sha256: document.id for document in documents}
        desk = Desk(lambda sha256: Answer(), self.take)
        candidates = self.candidates(documents, folder)
        with contextlib.closing(
            read_files(desk, candidates, jobs=jobs, wanted=wanted, limits=limits, reader=reader)
        ) as batch:
            for done in batch:
                _place(folder, done.number).unlink(missing_ok=True)
                document = documents[done.number].id
                reasons = [outcome.reason for outcome in done.outcomes if outcome.reason is not None]
                yield done.number, Reread("", "", self.diffs.pop(document, None), reasons[0] if reasons else None)

    def candidates(self, documents: Sequence[DocumentRow], folder: Path) -> Iterator[Candidate]:
        """The originals as files, each made when a worker is free for it."""
        for number, document in enumerate(documents):
            place = _place(folder, number)
            place.write_bytes(get_original(self.register, document.id))
            yield Candidate(place, kept_as=document.file_name)

    def take(self, finding: Finding) -> Outcome:
        name = self.names.get(finding.sha256) if isinstance(finding, Read) else None
        if isinstance(finding, Read) and name is not None:
            self.diffs[name] = self.settle(name, finding.record)
            return Outcome(finding.shown, "updated", name, len(finding.record.directives))
        if isinstance(finding, Refused):
            if finding.secret is not None and self.apply:
                remove(self.register, finding.secret)
            return Outcome(finding.shown, finding.kind, reason=finding.reason)
        return Outcome(finding.shown, "unchanged")


def _place(folder: Path, number: int) -> Path:
    return folder / str(number)
