"""The bytes of a source, read once, with what is wrong with them said plainly; and what format they are."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
from pathlib import Path
from typing import Literal

from extractor.core.characters import shown_name
from extractor.core.errors import (
    SourceBroken,
    SourceChanged,
    SourceEmpty,
    SourceEncrypted,
    SourceMissing,
    SourceTooLarge,
    SourceUnsupported,
)
from extractor.core.system_errors import reason_of
from extractor.reading.container_kinds import OLE, SAVED_PAGE, container_kind
from extractor.reading.packages import ZIP_DAMAGE, broken

MAX_BYTES = 100 * 1024 * 1024
"""A source larger than this is refused: no notice is, and a page image belongs into its own PDF."""

Kind = Literal["text", "markdown", "docx", "doc", "odt", "rtf", "pdf", "html", "image", "zip", "eml", "msg"]

# A FIFO that takes the place of a file between two looks must not keep the reader waiting.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|article[\s>]|div[\s>]|p[\s>]|table[\s>])", re.IGNORECASE
)
_WORD_STREAM = "WordDocument".encode("utf-16-le")  # in the directory of a Word 97–2003 file
_NO_TEXT = frozenset(
    (
        ".docx", ".pdf", ".odt", ".zip", ".msg", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".xlsx",
        ".pptx", ".rar", ".7z",
    )
)  # fmt: skip
"""Suffixes of what is known by its first bytes: a text under such a name is a file that was damaged."""

_MAGIC = {
    OLE: "Tệp Office đời cũ này không phải văn bản Word: xuất nội dung ra dạng .docx.",
    b"GIF8": "Tệp ảnh GIF chưa đọc được: lưu lại dạng .png hoặc .tif.",
    b"Rar!": "Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.",
    b"7z\xbc\xaf": "Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.",
    b"\x1f\x8b": "Tệp nén chưa đọc được: giải nén rồi chọn từng văn bản.",
}
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def load(source: Path | bytes) -> bytes:
    """The bytes of `source`.

    Raises SourceMissing, SourceEmpty, SourceTooLarge, SourceUnsupported (no regular file) or SourceChanged.
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
    name = shown_name(path.name)
    try:
        _refuse_odd(path.stat().st_mode, name)  # before it is opened: opening a device may set it going
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            before = os.fstat(file.fileno())
            _refuse_odd(before.st_mode, name)
            if before.st_size > MAX_BYTES:
                raise SourceTooLarge(_too_large(before.st_size))
            data = file.read(MAX_BYTES + 1)  # no more, though it grow without end
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        raise SourceMissing(f"Không tìm thấy tệp “{name}”: kiểm tra lại đường dẫn.") from None
    except PermissionError:
        raise SourceMissing(f"Không có quyền đọc tệp “{name}”: xin quyền đọc hoặc chép ra nơi khác.") from None
    except OSError as error:
        raise SourceBroken(f"Không đọc được tệp “{name}” ({reason_of(error)}): thử chép lại tệp.") from None
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise SourceChanged(f"Tệp “{name}” thay đổi trong lúc đang đọc: đợi ghi xong rồi đọc lại.")
    return data


def _refuse_odd(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise SourceUnsupported(f"“{name}” là thư mục: chọn một tệp văn bản trong đó.")
    if not stat.S_ISREG(mode):
        raise SourceUnsupported(f"“{name}” là ống dẫn, ổ cắm hoặc thiết bị, không phải tệp: chọn một tệp văn bản.")


def _too_large(size: int) -> str:
    return f"Tệp quá lớn ({size // 2**20} MB, giới hạn {MAX_BYTES // 2**20} MB): tách nhỏ rồi đọc từng phần."


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def format_of(data: bytes, file_name: str | None) -> Kind:
    """The format by content; the name decides only between plain text, Markdown and HTML fragments.

    Raises SourceUnsupported, SourceEncrypted or SourceBroken.
    """
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceEncrypted("Tệp Word có mật khẩu: mở bằng mật khẩu rồi lưu lại bản không khóa.")
    known = container_kind(data, file_name) or _old_word_format(data)
    if known:
        return known
    for magic, message in _MAGIC.items():
        if data.startswith(magic):
            raise SourceUnsupported(message)
    suffix = Path(file_name).suffix.lower() if file_name else ""
    if _is_image(data):
        return "image"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_format(data, file_name)
    if suffix in _NO_TEXT:
        raise SourceBroken(
            f"Nội dung không phải là tệp {suffix} (tệp hỏng hoặc sai đuôi): tải lại hoặc xin lại tệp gốc."
        )
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")
    if (
        head.startswith(b"<?xml")
        or suffix in (".html", ".htm", ".xhtml", ".mht", ".mhtml")
        or _HTML.match(head)
        or SAVED_PAGE.match(head)
    ):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "text"


def _is_image(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    # two letters are little to go by: the size of the header behind them is that of a bitmap
    bitmap = data[:2] == b"BM" and data[14:18] in (b"\x28\x00\x00\x00", b"\x6c\x00\x00\x00", b"\x7c\x00\x00\x00")
    return webp or bitmap or data.startswith(_IMAGES)


def _old_word_format(data: bytes) -> Kind | None:
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    return "doc" if data.startswith(OLE) and _WORD_STREAM in data else None


def _zip_format(data: bytes, file_name: str | None) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except ZIP_DAMAGE:
        suffix = Path(file_name or "").suffix.lower()
        raise SourceBroken(broken(suffix if suffix in (".zip", ".odt") else ".docx")) from None
    if "word/document.xml" in names:
        return "docx"
    if b"opendocument.text" in mimetype:
        return "odt"
    if "[Content_Types].xml" in names:
        raise SourceUnsupported("Tệp Office này không phải văn bản Word: xuất nội dung ra dạng .docx.")
    raise SourceUnsupported("Tệp này không phải văn bản: xuất nội dung ra dạng .docx hoặc .pdf.")
