"""What a PDF declares about its fonts, read from the raw file: pdfium does not tell it.

Where ascent and descent are declared as zero, pdfium measures letters that the font may not hold, each font its own;
the words of one line would stand at different heights.
"""

from __future__ import annotations

import re
import zlib

_DESCRIPTOR = re.compile(rb"/FontName\s*/([^\s/<>\[\]()]{1,200})")
_DESCENT = re.compile(rb"/Descent\s+(-?\d{0,6}\.?\d{0,9})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_REACH = 1500  # bytes of a font descriptor on either side of its name
_INFLATED = 1 << 24  # bytes of one object stream that are looked at


def declared_descents(data: bytes) -> dict[str, float]:
    """Descent of each font by its name, in parts of the font size, zero or less. What is encrypted is missing."""
    found: dict[str, float] = {}
    for part in (data, *_object_streams(data)):
        for name in _DESCRIPTOR.finditer(part):
            start = max(part.rfind(b"<<", max(0, name.start() - _REACH), name.start()), 0)
            end = part.find(b">>", name.end(), name.end() + _REACH)
            descent = _DESCENT.search(part, start, end if end >= 0 else name.end() + _REACH)
            plain = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), name[1]).decode("utf-8", "replace")
            found.setdefault(font_name(plain), -abs(_number(descent[1])) / 1000 if descent else 0.0)
    return found


def font_name(name: str) -> str:
    """The name of a font without the six letters that mark a subset."""
    return _SUBSET.sub("", name)


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _object_streams(data: bytes) -> list[bytes]:
    out = []
    for kind in _OBJECT_STREAM.finditer(data):
        start = data.find(b"stream", kind.end(), kind.end() + _REACH)
        if start < 0:
            continue
        start += 6
        start += (data[start : start + 2] == b"\r\n" and 2) or 1
        try:
            out.append(zlib.decompressobj().decompress(memoryview(data)[start:], _INFLATED))
        except zlib.error:
            continue
    return out
