"""Floor 2: bytes → Document. One module a format, one door: `read_document` and `read_text`."""

from __future__ import annotations

from extractor.reading.document import read_document, read_text

__all__ = ["read_document", "read_text"]
