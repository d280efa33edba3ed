"""ZIP archives → members, each unpacked within bounds."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator

from extractor.core.errors import SourceBroken
from extractor.lexicon.syllables import is_well_formed
from extractor.reading.members import Budget, Member
from extractor.reading.packages import ZIP_DAMAGE, broken
from extractor.reading.source import MAX_BYTES

_RATIO = 250
"""A member that unpacks to more than so many times its size is made to do harm; text hardly passes 20."""
_SMALL = 5 * 1024 * 1024  # below that the ratio harms nobody
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
_UTF8 = 0x800
_LOCKED = 0x1
_WORD = re.compile(r"[^\W\d_]+")


def unpack_zip(data: bytes, budget: Budget) -> Iterator[Member]:
    """The files in an archive, without what systems put beside them.

    Raises SourceBroken where its directory is damaged, SourceTooLarge where the budget is spent.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ZIP_DAMAGE:
        raise SourceBroken(broken(".zip")) from None
    with archive:
        for entry in archive.infolist():
            name = _name(entry)
            if not entry.is_dir() and not _JUNK.search(name):
                yield _unpack(archive, entry, name, budget)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: Budget) -> Member:
    if entry.flag_bits & _LOCKED:
        budget.take(0)
        return Member(name, b"", "Tệp nén có mật khẩu: giải nén bằng mật khẩu rồi nạp từng văn bản.")
    most = min(MAX_BYTES, budget.room)
    if entry.file_size > most or entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
        budget.take(0)
        return Member(name, b"", "Tệp giải nén ra quá lớn (có thể là tệp độc hại): không đọc.")
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except ZIP_DAMAGE:
        budget.take(0)
        return Member(name, b"", "Tệp trong tệp nén bị hỏng: nén lại hoặc xin lại tệp gốc.")
    budget.take(len(content))
    return Member(name, content)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry. Where it does not say that it is UTF-8, zipfile took it for the code page of DOS."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        vietnamese = unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))
        words = [word for word in _WORD.findall(vietnamese) if not word.isascii()]
        return vietnamese if words and all(map(is_well_formed, words)) else entry.filename
