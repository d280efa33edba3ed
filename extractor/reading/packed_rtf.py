"""The packed RTF that Outlook keeps the text of a mail in ([MS-OXRTFCP]): unpacked, bounded, and its text taken out.

Every sign of a control byte tells whether a byte as it is follows, or a place and a length in the 4 KB written last,
which begin with words that every RTF file has.
"""

from __future__ import annotations

from itertools import groupby

from extractor.core.document import Block
from extractor.core.errors import SourceBroken, SourceError
from extractor.reading.rtf import read_rtf

_PACKED, _PLAIN = b"LZFu", b"MELA"
_HEADER = 16
_RING = 4096
_SHORTEST = 2  # bytes of a repetition beyond what its four bits tell
_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
MAX_BYTES = 20_000_000
"""Of one text unpacked; nobody writes a mail that long."""


def unpack(data: bytes) -> bytes:
    """The RTF in a packed stream, as far as it goes.

    Raises SourceBroken where the stream is none.
    """
    if len(data) < _HEADER or data[8:12] not in (_PACKED, _PLAIN):
        raise SourceBroken("Nội dung thư Outlook bị hỏng: mở bằng Outlook rồi lưu lại.")
    size = min(int.from_bytes(data[4:8], "little"), MAX_BYTES)
    if data[8:12] == _PLAIN:
        return data[_HEADER : _HEADER + size]
    ring = bytearray(_KNOWN.ljust(_RING, b" "))
    at = len(_KNOWN)  # where the ring is written next
    out = bytearray()
    source = memoryview(data)[_HEADER:]
    place = 0
    while place < len(source) and len(out) < size:
        control = source[place]
        place += 1
        for bit in range(8):
            if control >> bit & 1:
                if place + 2 > len(source):
                    return bytes(out)
                told = source[place] << 8 | source[place + 1]
                place += 2
                start, length = told >> 4, (told & 15) + _SHORTEST
                if start == at:  # the end, by its own mark
                    return bytes(out[:size])
                for step in range(length):
                    ring[at] = ring[(start + step) % _RING]
                    out.append(ring[at])
                    at = (at + 1) % _RING
            elif place < len(source):
                ring[at] = source[place]
                out.append(ring[at])
                at = (at + 1) % _RING
                place += 1
    return bytes(out[:size])


def text_of_packed(data: bytes) -> str:
    """The text of a packed RTF, the cells of a row of a table with tabs between them; empty where it cannot be read."""
    try:
        blocks = read_rtf(unpack(data)).blocks
    except SourceError:
        return ""
    return "\n".join("\t".join(block.text for block in row) for _, row in groupby(blocks, key=_row_of))


def _row_of(block: Block) -> tuple[int, int] | int:
    """The row of a table that a block stands in; a block outside of tables is a row of its own."""
    return (block.cell.table, block.cell.row) if block.cell else id(block)
