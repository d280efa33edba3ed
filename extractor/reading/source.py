"""The bytes of a source, read once, with what is wrong with them said plainly; and what format they are."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Literal

from extractor.core.errors import (
    SourceBroken,
    SourceChanged,
    SourceEmpty,
    SourceEncrypted,
    SourceMissing,
    SourceTooLarge,
    SourceUnsupported,
)

MAX_BYTES = 100 * 1024 * 1024
"""A source larger than this is refused: no notice is, and a page image belongs into its own PDF."""

Kind = Literal["text", "markdown", "docx", "pdf", "html", "image"]

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|article[\s>]|div[\s>]|p[\s>]|table[\s>])", re.IGNORECASE
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = {
    _OLE: "Tệp Word/Excel đời cũ (.doc, .xls) chưa đọc được: mở bằng Word rồi lưu lại dạng .docx.",
    b"{\\rtf": "Tệp RTF chưa đọc được: mở bằng Word rồi lưu lại dạng .docx.",
    b"GIF8": "Tệp ảnh GIF chưa đọc được: lưu lại dạng .png hoặc .tif.",
    b"Rar!": "Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.",
    b"7z\xbc\xaf": "Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.",
    b"\x1f\x8b": "Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.",
}

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def load(source: Path | bytes) -> bytes:
    """The bytes of `source`.

    Raises SourceMissing, SourceEmpty, SourceTooLarge, SourceUnsupported (a folder) or SourceChanged.
    """
    if isinstance(source, bytes):
        data = source
    else:
        data = _load_file(source)
    if len(data) > MAX_BYTES:
        raise SourceTooLarge(_too_large(len(data)))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SourceEmpty("Tệp trống, không có gì để đọc: kiểm tra lại tệp gốc.")
    return data


def _load_file(path: Path) -> bytes:
    try:
        before = path.stat()
        if path.is_dir():
            raise SourceUnsupported(f"“{path.name}” là thư mục: chọn một tệp văn bản trong đó.")
        if before.st_size > MAX_BYTES:
            raise SourceTooLarge(_too_large(before.st_size))
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        raise SourceMissing(f"Không tìm thấy tệp “{path.name}”: kiểm tra lại đường dẫn.") from None
    except PermissionError:
        raise SourceMissing(f"Không có quyền đọc tệp “{path.name}”: xin quyền đọc hoặc chép ra nơi khác.") from None
    except OSError as error:
        raise SourceBroken(f"Không đọc được tệp “{path.name}” ({error.strerror}): thử chép lại tệp.") from None
    if (before.st_mtime_ns, before.st_size, before.st_ino) != (after.st_mtime_ns, after.st_size, after.st_ino):
        raise SourceChanged(f"Tệp “{path.name}” thay đổi trong lúc đang đọc: đợi ghi xong rồi đọc lại.")
    return data


def _too_large(size: int) -> str:
    return f"Tệp quá lớn ({size // 2**20} MB, giới hạn {MAX_BYTES // 2**20} MB): tách nhỏ rồi đọc từng phần."


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def format_of(data: bytes, file_name: str | None) -> Kind:
    """The format by content; the name decides only between plain text, Markdown and HTML fragments.

    Raises SourceUnsupported, SourceEncrypted or SourceBroken.
    """
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceEncrypted("Tệp Word có mật khẩu: mở bằng mật khẩu rồi lưu lại bản không khóa.")
    for magic, message in _MAGIC.items():
        if data.startswith(magic):
            raise SourceUnsupported(message)
    suffix = Path(file_name).suffix.lower() if file_name else ""
    if _is_image(data):
        return "image"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_format(data)
    if suffix in (".docx", ".pdf"):
        raise SourceBroken(
            f"Nội dung không phải là tệp {suffix} (tệp hỏng hoặc sai đuôi): tải lại hoặc xin lại tệp gốc."
        )
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")
    if head.startswith(b"<?xml") or suffix in (".html", ".htm", ".xhtml", ".mhtml") or _HTML.match(head):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "text"


def _is_image(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    # two letters are little to go by: the size of the header behind them is that of a bitmap
    bitmap = data[:2] == b"BM" and data[14:18] in (b"\x28\x00\x00\x00", b"\x6c\x00\x00\x00", b"\x7c\x00\x00\x00")
    return webp or bitmap or data.startswith(_IMAGES)


def _zip_format(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise SourceBroken("Tệp .docx bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc.") from None
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names:
        raise SourceUnsupported("Tệp Office này không phải văn bản Word: xuất nội dung ra dạng .docx.")
    raise SourceUnsupported("Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.")
