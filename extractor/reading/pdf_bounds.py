"""What a PDF may cost before it is opened: how much its streams unpack to, how often its forms call one another.

Read from the raw bytes, each stream unpacked piece by piece and thrown away: a bomb costs no memory here either.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import msgspec
import numpy as np

from extractor.core.errors import SourceTooLarge
from extractor.reading.pdf_forms import Form, called_names, cost_of_forms, object_start

MAX_PAGES = 2_000
MAX_PAGE_CHARS = 200_000
"""A page set in the smallest type holds some 20,000 characters."""
MAX_CHARS = 6_000_000
MAX_ANNOTATIONS = 2_000
"""Fields and notes of one page; where there are more they are left unread."""
MAX_STREAM = 96 << 20
"""Bytes that one stream may unpack to: a page of a drawing office has some ten megabytes, a scan in colour fifty."""
MAX_UNPACKED = 640 << 20
MAX_CALLS = 20_000
"""How many forms a page may call, those that forms call counted."""

_PIECE = 1 << 20
_DEFLATE_MOST = 1032  # times its length that a deflated stream can unpack to
_SMALL = 1 << 20  # bytes: streams that cannot unpack to more are not looked into, while there are few of them
_FEW = 200
_DICTIONARY = 4_000  # bytes before `stream` that are looked at
_LAYERS = 4

_PACKED = re.compile(rb"/(FlateDecode|Fl|LZWDecode|LZW|ASCII85Decode|A85|ASCIIHexDecode|AHx|RunLengthDecode|RL)\b")
_PICTURE = re.compile(rb"/(?:DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode)\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_CALL = b" Do"
_TOO_LARGE = "Tệp PDF nén quá nhiều dữ liệu (có thể là tệp phá hoại): xin lại tệp gốc, hoặc in ra PDF mới rồi nạp lại."


class _Stream(msgspec.Struct, frozen=True):
    start: int
    end: int
    dictionary: bytes


def check_bounds(data: bytes) -> None:
    """Refuse a PDF that would unpack to more than a reader can hold. Raises SourceTooLarge."""
    total = most_called = 0
    forms: dict[int, Form] = {}
    unseen: list[_Stream] = []
    for stream in _streams(data):
        form = bool(_FORM.search(stream.dictionary))
        if _PICTURE.search(stream.dictionary):
            continue
        small = (stream.end - stream.start) * _DEFLATE_MOST <= _SMALL and len(_PACKED.findall(stream.dictionary)) < 2
        if not form and small and len(unseen) < _FEW:
            unseen.append(stream)
            continue
        size, called = _unpacked(data, stream, MAX_UNPACKED - total)
        total += size
        if form:
            forms[_number(stream.dictionary)] = called
        else:
            most_called = max(most_called, called.calls)
    cost = cost_of_forms(data, forms, MAX_CALLS) if any(form.calls for form in forms.values()) else 1
    if cost > 1:
        most_called = max(1, most_called, *(_unpacked(data, stream, _SMALL)[1].calls for stream in unseen))
    if cost * most_called > MAX_CALLS:
        raise SourceTooLarge(_TOO_LARGE)


def _streams(data: bytes) -> Iterator[_Stream]:
    at = 0
    while (found := data.find(b"stream", at)) >= 0:
        at = found + 6
        if data[found - 3 : found] == b"end" or data[at : at + 1] not in (b"\r", b"\n"):
            continue
        start = at + (2 if data[at : at + 2] == b"\r\n" else 1)
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        before = data[max(0, found - _DICTIONARY) : found]
        yield _Stream(start, end, before[object_start(before, before.rfind(b" obj")) :])
        # deflated bytes may hold any word: what looks like a stream inside of one is none
        at = end


def _layers(dictionary: bytes, first: int) -> list[str]:
    """The packings of a stream, outermost first; deflating is known by its first byte where a reference hides it."""
    names = [name.decode() for name in _PACKED.findall(dictionary)][:_LAYERS]
    return names or (["FlateDecode"] if first & 0x0F == 8 else [])


def _number(dictionary: bytes) -> int:
    found = re.match(rb"\d{1,10}", dictionary)
    return int(found[0]) if found else -1


# --- unpacking ------------------------------------------------------------------------------------------------------


def _unpacked(data: bytes, stream: _Stream, left: int) -> tuple[int, Form]:
    """Bytes that a stream unpacks to, and what it calls, an image calling nothing."""
    limit = min(MAX_STREAM, left)
    pieces: Iterator[bytes] = iter((data[stream.start : stream.end],))
    for layer in _layers(stream.dictionary, data[stream.start] if stream.start < len(data) else 0):
        pieces = _open_layer(layer, pieces)
    counting = not _IMAGE.search(stream.dictionary)
    size = called = 0
    names: frozenset[bytes] = frozenset()
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise SourceTooLarge(_TOO_LARGE)
        here = piece.count(_CALL) if counting else 0
        if here and _FORM.search(stream.dictionary):
            names |= called_names(piece)
        called += here
    return size, Form(called, names)


def _open_layer(layer: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    if layer in ("FlateDecode", "Fl"):
        yield from _inflate(pieces)
    elif layer in ("ASCII85Decode", "A85"):
        for piece in pieces:
            yield _from_ascii85(piece)
    elif layer in ("ASCIIHexDecode", "AHx"):
        for piece in pieces:
            yield bytes(len(piece) // 2)
    else:
        # LZW and run lengths are old and rare: their most is what counts
        for piece in pieces:
            times = 64 if layer in ("RunLengthDecode", "RL") else 1024
            yield from (piece for _ in range(times))


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpack = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not unpack.eof:
            try:
                out = unpack.decompress(rest, _PIECE)
            except zlib.error:
                return
            rest = unpack.unconsumed_tail
            yield out


def _from_ascii85(text: bytes) -> bytes:
    """The bytes of ASCII85 text, good enough to be measured: groups of five characters are four bytes."""
    codes = np.frombuffer(text.split(b"~>")[0].replace(b"z", b"!!!!!"), np.uint8).astype(np.int64) - 33
    codes = codes[(codes >= 0) & (codes < 85)]
    codes = np.concatenate([codes, np.full(-len(codes) % 5, 84, np.int64)]).reshape(-1, 5)
    packed: bytes = (codes @ np.array([85**4, 85**3, 85**2, 85, 1])).astype(">u4").tobytes()
    return packed
