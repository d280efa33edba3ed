"""What was found about a file into the register, each document in one transaction."""

from __future__ import annotations

from pathlib import Path

from extractor.core.record import UNREAD, Record
from extractor.core.register import Outcome, OutcomeKind
from extractor.ingest.candidates import Candidate
from extractor.ingest.examining import Reader, examine, read_record
from extractor.ingest.messages import Answer, Finding, Refused, Same, Wanted
from extractor.store import Original, Register, find_document, put, remove


def ingest(
    register: Register,
    candidate: Candidate,
    *,
    at: str,
    again: bool = False,
    models: Path | None = None,
    reader: Reader = read_record,
) -> Outcome:
    """Read one document into the register, in this process and without limits. `at` is the time of ingest, ISO 8601.

    A file whose bytes the register has is unchanged, unless an older program read it (or `again`): then it is read
    anew and what was extracted is replaced. A document stamped MẬT is refused, and taken out where an older program let
    it in. Of a container the outcome of its last document is given. Never raises for what is wrong with the file;
    raises StoreError where the register fails.
    """
    outcome = Outcome(candidate.shown, "failed", reason="tệp không chứa văn bản nào: kiểm tra lại tệp gốc.")
    for finding in examine(candidate, lambda sha256: what_is_known(register, sha256), Wanted(again, models), reader):
        outcome = keep(register, finding, at=at)
    return outcome


def what_is_known(register: Register, sha256: str) -> Answer:
    """Which program read the document with these bytes, where the register has it. Raises StoreError."""
    known = find_document(register, sha256)
    return Answer(known.program if known is not None else None)


def keep(register: Register, finding: Finding, *, at: str) -> Outcome:
    """Write what was found, and say what became of the file. Raises StoreError; then nothing is written."""
    if isinstance(finding, Refused):
        if finding.secret is not None:
            remove(register, finding.secret)
        return Outcome(finding.shown, finding.kind, reason=finding.reason)
    known = find_document(register, finding.sha256)
    if isinstance(finding, Same):
        return Outcome(finding.shown, "unchanged", known.id if known is not None else None)
    document = put(register, Original(finding.content, finding.file_name, at), finding.record)
    kind: OutcomeKind = "new" if known is None else "updated"
    warning = _some_without_text(finding.record)
    return Outcome(finding.shown, kind, document, len(finding.record.directives), warning=warning)


def _some_without_text(record: Record) -> str | None:
    if not record.source.needs_ocr:
        return None
    pages = ", ".join(map(str, record.source.needs_ocr))
    told = next((found.message for found in record.diagnostics if found.code in UNREAD), "")
    return f"trang {pages} là ảnh quét chưa đọc được hoặc chưa đọc hết. {told}".strip()
