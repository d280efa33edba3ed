"""The door of reading: any source → Document."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extractor.core.document import Document
from extractor.core.record import Diagnostic
from extractor.reading.docx import read_docx
from extractor.reading.encoding import decode
from extractor.reading.legacy import legacy_encoding, repair_legacy
from extractor.reading.pdf import read_pdf
from extractor.reading.plain import text_blocks
from extractor.reading.source import fingerprint, format_of, load


def read_document(source: Path | bytes, file_name: str | None = None) -> Document:
    """Read a file (or its bytes) of any supported format; the content decides, the name helps.

    Raises the subclasses of SourceError with a Vietnamese line saying what is wrong and what to do.
    """
    data = load(source)
    name = file_name or (source.name if isinstance(source, Path) else None)
    kind = format_of(data, name)
    if kind == "pdf":
        document = read_pdf(data)
    elif kind == "docx":
        document = read_docx(data)
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
    return msgspec.structs.replace(document, file_name=name, sha256=fingerprint(data))


def read_text(text: str, file_name: str | None = None) -> Document:
    """A document from text already in memory."""
    suffix = Path(file_name).suffix.lower() if file_name else ""
    document = _from_text(text)
    kind = "markdown" if suffix in (".md", ".markdown") else "text"
    return msgspec.structs.replace(document, format=kind, file_name=file_name)


def _from_text(text: str) -> Document:
    diagnostics: tuple[Diagnostic, ...] = ()
    legacy = legacy_encoding(text)
    if legacy:
        text = repair_legacy(text, legacy)
        message = f"Văn bản gõ bằng phông chữ cũ ({legacy.upper()}), đã chuyển sang Unicode: nên đối chiếu với bản gốc."
        diagnostics = (Diagnostic(code="legacy_encoding", message=message),)
    return Document(format="text", blocks=text_blocks(text), diagnostics=diagnostics)
