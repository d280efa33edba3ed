"""Bytes of plain text → characters: Unicode first, then Windows-1258, then a guess; junk is refused."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from extractor.core.errors import SourceBroken
from extractor.lexicon.syllables import is_well_formed
from extractor.reading.legacy import legacy_words

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65536
# Letters of Vietnamese outside ASCII, composed; their share tells Windows-1258 from other single-byte code pages.
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+[\u0300-\u0323]*")
_WINDOWS = {byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_LEAST = 2  # different words that show a coding


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of the encoding it was read with.

    Raises SourceBroken where the bytes are no text.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(name, errors="replace")), name
    name_16 = _utf16_without_mark(data)
    if name_16:
        return _checked(data.decode(name_16, errors="replace")), name_16
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4 or _mostly_utf8(data):
            return _checked(data.decode("utf-8", errors="replace")), "utf-8"
    return _single_byte(data)


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    # Vietnamese in UTF-16: more than half of the characters are ASCII, so one half of the bytes is mostly zero
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    return lost <= 20 and lost * 50 < len(_VIETNAMESE.findall(text))


def _single_byte(data: bytes) -> tuple[str, str]:
    """Windows-1258 and the old fonts by their words: which reading makes more of them Vietnamese."""
    sample = data[: 4 * _SAMPLE]
    modern, misses = _syllables(_windows_1258(sample))
    old = legacy_words(_latin(sample))
    if modern >= _LEAST and modern > old and modern >= 2 * misses:
        return _checked(_windows_1258(data)), "windows-1258"
    if old >= _LEAST:
        return _checked(_latin(data)), "latin-1"
    best = from_bytes(sample).best()
    if best is None:
        raise SourceBroken("Không nhận ra bảng mã của tệp văn bản: mở bằng Notepad rồi lưu lại với mã UTF-8.")
    return _checked(data.decode(best.encoding, errors="replace")), best.encoding


def _windows_1258(data: bytes) -> str:
    """Tones stand behind their letters in this code page: made one."""
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def _latin(data: bytes) -> str:
    """Every byte the sign of its number, but the quotes and dashes of Windows between 0x80 and 0x9F."""
    return data.decode("latin-1").translate(_WINDOWS)


def _syllables(text: str) -> tuple[int, int]:
    """How many of the different words with a mark are Vietnamese syllables, and how many are not."""
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    good = sum(map(is_well_formed, words))
    return good, len(words) - good


def _checked(text: str) -> str:
    sample = text[: 4 * _SAMPLE]
    bad = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if bad > 8 and bad > 0.02 * len(sample):
        raise SourceBroken(
            "Tệp không phải là văn bản (nội dung nhị phân): kiểm tra lại tệp, hoặc mở bằng phần mềm gốc rồi lưu "
            "dạng .docx hay .txt."
        )
    return text.removeprefix("\ufeff")
