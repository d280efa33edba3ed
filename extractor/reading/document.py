"""The door of reading: any source → Document."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from extractor.core.characters import shown_name
from extractor.core.document import Document
from extractor.core.errors import SourceEmpty, SourceTooLarge, SourceUnsupported
from extractor.core.record import Diagnostic
from extractor.reading.container_kinds import CONTAINERS, ContainerKind
from extractor.reading.containers import members
from extractor.reading.doc import read_doc
from extractor.reading.docx import read_docx
from extractor.reading.encoding import decode
from extractor.reading.legacy import legacy_diagnostic, repair_lines
from extractor.reading.members import ARROW
from extractor.reading.odt import read_odt
from extractor.reading.pdf import read_pdf
from extractor.reading.plain import text_blocks
from extractor.reading.rtf import read_rtf
from extractor.reading.source import fingerprint, format_of, load

MAX_LETTERS = 3_000_000
"""A text longer than this (about a thousand pages) is refused before it takes hours: no document to be read is."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NAMED = 5  # members of a container that a message names


def read_document(source: Path | bytes, file_name: str | None = None) -> Document:
    """Read a file (or its bytes) of any supported format; the content decides, the name helps.

    Raises the subclasses of SourceError with a Vietnamese line saying what is wrong and what to do.
    """
    data = load(source)
    name = shown_name(file_name or (source.name if isinstance(source, Path) else "")) or None
    kind = format_of(data, name)
    if kind in CONTAINERS:
        return _only_document(data, kind, name or "")
    if kind == "pdf":
        document = read_pdf(data)
    elif kind == "docx":
        document = read_docx(data)
    elif kind == "doc":
        document = read_doc(data)
    elif kind == "odt":
        document = read_odt(data)
    elif kind == "rtf":
        document = read_rtf(data)
    elif kind == "html":
        # trafilatura takes a third of a second to import: only those who read web pages pay for it
        from extractor.reading.html import read_html

        document = read_html(data)
    elif kind == "image":
        from extractor.reading.scans import read_image

        document = read_image(data)
    else:
        text, encoding = decode(data)
        document = msgspec.structs.replace(_from_text(text), format=kind, encoding=encoding)
    _check_length(sum(len(block.text) for block in document.blocks))
    document = _with_hidden_signs(document)
    return msgspec.structs.replace(document, file_name=name, sha256=fingerprint(data))


def _only_document(data: bytes, kind: ContainerKind, name: str) -> Document:
    """The document in a container that holds one.

    Raises SourceUnsupported where it holds several, each a record of its own, SourceEmpty where it holds none.
    """
    found = members(data, name, kind)
    read = [member for member in found if member.wrong is None]
    what = "Tệp nén" if kind == "zip" else "Thư"
    if not read:
        raise SourceEmpty(next((m.wrong for m in found if m.wrong), f"{what} không có văn bản nào: kiểm tra lại tệp."))
    if len(found) > 1:
        names = ", ".join(f"“{member.name}”" for member in found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        raise SourceUnsupported(
            f"{what} có {len(found)} văn bản ({names}): dùng “chidao ingest” để nạp tất cả, hoặc lấy từng tệp ra đọc."
        )
    document = read_document(read[0].content, f"{name}{ARROW}{read[0].name}" if name else read[0].name)
    return msgspec.structs.replace(document, sha256=fingerprint(data))


def read_text(text: str, file_name: str | None = None) -> Document:
    """A document from text already in memory."""
    suffix = Path(file_name).suffix.lower() if file_name else ""
    document = _with_hidden_signs(_from_text(text))
    kind = "markdown" if suffix in (".md", ".markdown") else "text"
    return msgspec.structs.replace(document, format=kind, file_name=shown_name(file_name) if file_name else None)


def _with_hidden_signs(document: Document) -> Document:
    """The document, which says so where hidden marks turn the direction of writing; cleaning takes them out."""
    at = next((block for block in document.blocks if _TURNS.search(block.text)), None)
    if at is None:
        return document
    message = "Văn bản có ký tự ẩn đổi chiều chữ (có thể để che chữ), đã bỏ: nên đối chiếu với bản gốc."
    said = Diagnostic(code="hidden_characters", page=at.page, message=message)
    return msgspec.structs.replace(document, diagnostics=(*document.diagnostics, said))


def _check_length(letters: int) -> None:
    if letters > MAX_LETTERS:
        shown = f"{MAX_LETTERS:,}".replace(",", ".")
        raise SourceTooLarge(f"Văn bản dài quá {shown} ký tự nên không phải một thông báo: tách nhỏ rồi đọc từng phần.")


def _from_text(text: str) -> Document:
    _check_length(len(text))
    lines, codings = repair_lines(text.split("\n"))
    if codings:
        text = "\n".join(lines)
    return Document(format="text", blocks=text_blocks(text), diagnostics=legacy_diagnostic(codings))
