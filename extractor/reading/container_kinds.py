"""Telling archives and e-mails from office files and plain text, by content."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal

from extractor.reading.packages import ZIP_DAMAGE

ContainerKind = Literal["zip", "eml", "msg"]
CONTAINERS: tuple[ContainerKind, ...] = ("zip", "eml", "msg")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: DOC, XLS, MSG."""
_MSG = "__properties_version1.0".encode("utf-16-le")
_HEAD = 64 * 1024
_FIELDS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,300}")
_MAIL_FIELD = re.compile(rb"^(?:message-id|received|mime-version|return-path|x-mailer):", re.IGNORECASE | re.MULTILINE)
_SENDER = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
SAVED_PAGE = re.compile(
    rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,12}?content-type:\s*multipart/related", re.IGNORECASE
)
"""A web page with its pictures in one file (MHTML), as browsers and Word save it."""
_PAGE_FIELD = re.compile(rb"^(?:snapshot-content-location:|from: <saved by)", re.IGNORECASE | re.MULTILINE)


def container_kind(data: bytes, file_name: str | None) -> ContainerKind | None:
    """What kind of container these bytes are, or None where they are none. Office files (DOCX, ODT) are none."""
    if data.startswith(b"PK"):
        return "zip" if _is_plain_archive(data) else None
    if data.startswith(OLE):
        return "msg" if _MSG in data else None
    suffix = PurePosixPath(file_name or "").suffix.lower()
    if suffix in (".mht", ".mhtml"):
        return None
    fields = _FIELDS.match(data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n"))
    if fields is None or _PAGE_FIELD.search(fields.group()):
        return None
    told = _SENDER.search(fields.group()) and _MAIL_FIELD.search(fields.group())
    return "eml" if told or suffix == ".eml" else None


def _is_plain_archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except ZIP_DAMAGE:
        return False
    return not names & {"[Content_Types].xml", "word/document.xml", "mimetype"}
