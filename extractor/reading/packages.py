"""Zip packages of office programs (DOCX, ODT, XLSX): looked over before anything in them is opened."""

from __future__ import annotations

import io
import zipfile
import zlib

from extractor.core.errors import SourceBroken, SourceTooLarge
from extractor.reading.xml import refuse_declarations

ZIP_DAMAGE = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError, zlib.error)
"""What zipfile raises on a damaged, cut off or locked archive."""

_MAX_UNPACKED = 400 * 1024 * 1024
_MAX_XML = 80 * 1024 * 1024
_MAX_PARTS = 5000


def check_package(data: bytes, suffix: str, *, most_xml: int = _MAX_XML) -> None:
    """Look a package over by its directory and the beginning of its XML parts; `suffix` (`.docx`) names it to people.

    `most_xml` are the bytes that one part may have, more where parts are read as a stream. Raises SourceTooLarge for a
    zip bomb, SourceBroken where it is damaged or declares XML entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise SourceTooLarge(_bomb(suffix))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part, suffix, most_xml)
    except ZIP_DAMAGE:
        raise SourceBroken(broken(suffix)) from None


def broken(suffix: str) -> str:
    return f"Tệp {suffix} bị hỏng hoặc thiếu phần cuối: tải lại hoặc xin lại tệp gốc."


def _bomb(suffix: str) -> str:
    return f"Tệp {suffix} giải nén ra quá lớn (có thể là tệp độc hại): không đọc."


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, suffix: str, most_xml: int) -> None:
    if part.file_size > most_xml:
        raise SourceTooLarge(_bomb(suffix))
    with archive.open(part) as stream:
        refuse_declarations(stream.read(4096))
