"""Word 97–2003 files (.doc): LibreOffice makes DOCX of them, fonts and tables kept, and that is read."""

from __future__ import annotations

import msgspec

from extractor.core.document import Document
from extractor.core.errors import SourceBroken, SourceEncrypted
from extractor.reading.docx import read_docx
from extractor.reading.libreoffice import to_docx
from extractor.reading.ole import Streams

_ENCRYPTED = 0x0100  # FibBase.fEncrypted, [MS-DOC] 2.5.2
_FLAGS = 10  # bytes before the flags of the FibBase
_WORD = 0xA5EC


def read_doc(data: bytes) -> Document:
    """The document in a Word 97–2003 file.

    Raises SourceEncrypted, SourceBroken, SourceUnsupported where LibreOffice is not installed.
    """
    head = Streams(data).read("WordDocument")[:32]
    if len(head) < 32 or int.from_bytes(head[:2], "little") != _WORD:
        raise SourceBroken("Tệp .doc bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc.")
    if int.from_bytes(head[_FLAGS : _FLAGS + 2], "little") & _ENCRYPTED:
        raise SourceEncrypted("Tệp Word có mật khẩu: mở bằng mật khẩu rồi lưu lại bản không khóa.")
    return msgspec.structs.replace(read_docx(to_docx(data, ".doc")), format="doc")
