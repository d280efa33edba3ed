"""What was found about a file into the register, each document in one transaction."""

from __future__ import annotations

from pathlib import Path

from extractor.core.record import ANOTHER_PAPER, UNREAD, Record
from extractor.core.register import DocumentRow, Outcome
from extractor.ingest.candidates import Candidate
from extractor.ingest.examining import Reader, examine, read_record
from extractor.ingest.messages import Answer, Finding, Refused, Same, Wanted
from extractor.store import MACHINE, Original, Register, find_document, newest_reader, remove, take


def ingest(
    register: Register,
    candidate: Candidate,
    *,
    at: str,
    by: str = MACHINE,
    again: bool = False,
    models: Path | None = None,
    reader: Reader = read_record,
) -> Outcome:
    """Read one document into the register, in this process and without limits. `at` is the time of ingest, ISO 8601.

    A file whose bytes the register has is unchanged, unless an older program read it (or `again`): then it is read
    anew and what was extracted is replaced, or kept as offered where people have worked on it. A document stamped MẬT
    is refused, and taken out where an older program let it in. Of a container the outcome of its last document is
    given. Never raises for what is wrong with the file; raises StoreError where the register fails.
    """
    outcome = Outcome(candidate.shown, "failed", reason="tệp không chứa văn bản nào: kiểm tra lại tệp gốc.")
    for finding in examine(candidate, lambda sha256: what_is_known(register, sha256), Wanted(again, models), reader):
        outcome = keep(register, finding, at=at, by=by)
    return outcome


def what_is_known(register: Register, sha256: str) -> Answer:
    """Which program read the document with these bytes last, where the register has it. Raises StoreError."""
    return Answer(newest_reader(register, sha256))


def keep(register: Register, finding: Finding, *, at: str, by: str = MACHINE) -> Outcome:
    """Write what was found, and say what became of the file. Raises StoreError; then nothing is written."""
    if isinstance(finding, Refused):
        if finding.secret is not None:
            remove(register, finding.secret)
        return Outcome(finding.shown, finding.kind, reason=finding.reason)
    if isinstance(finding, Same):
        known = find_document(register, finding.sha256)
        return Outcome(finding.shown, "unchanged", known.id if known is not None else None, warning=_deleted(known))
    taken = take(register, Original(finding.content, finding.file_name, at), finding.record, by=by)
    warning = _offered(taken.document) if taken.kind == "offered" else _not_read(finding.record)
    return Outcome(finding.shown, taken.kind, taken.document, len(finding.record.directives), warning=warning)


def _deleted(known: DocumentRow | None) -> str | None:
    if known is None or known.deleted_at is None:
        return None
    return f"văn bản này đã xóa khỏi sổ: khôi phục bằng “chidao undelete {known.id}”."


def _offered(document: str) -> str:
    return f"người đã sửa văn bản này nên bản đọc mới chỉ được giữ lại: xem và duyệt bằng “chidao reread {document}”."


def _not_read(record: Record) -> str | None:
    """What of the file is not in the record, as far as that is known."""
    another = next((found.message for found in record.diagnostics if found.code == ANOTHER_PAPER), None)
    return " ".join(filter(None, (_some_without_text(record), another))) or None


def _some_without_text(record: Record) -> str | None:
    if not record.source.needs_ocr:
        return None
    pages = ", ".join(map(str, record.source.needs_ocr))
    told = next((found.message for found in record.diagnostics if found.code in UNREAD), "")
    return f"trang {pages} là ảnh quét chưa đọc được hoặc chưa đọc hết. {told}".strip()
