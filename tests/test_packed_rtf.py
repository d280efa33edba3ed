"""Mails of Outlook whose text is packed RTF only: packed here after [MS-OXRTFCP], read by the product."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlook_files import compound, outlook

from extractor.core import errors
from extractor.reading.containers import members
from extractor.reading.packed_rtf import MAX_BYTES, text_of_packed, unpack

KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
ORDER = "Giao Phòng Kinh tế rà soát các hộ nghèo, báo cáo UBND xã trước ngày 20/11/2026."


def packed(data: bytes, longest: int = 17) -> bytes:
    """`data` as Outlook packs it: what stood before is told by its place, the rest as it is."""
    window = KNOWN + data
    tokens: list[bytes] = []
    at = len(KNOWN)
    while at < len(window):
        length = next(
            (n for n in range(longest, 1, -1) if window.rfind(window[at : at + n], max(0, at - 4000), at) >= 0
             and at + n <= len(window)), 0,
        )  # fmt: skip
        if length:
            place = window.rfind(window[at : at + length], max(0, at - 4000), at)
            tokens.append(((place % 4096) << 4 | (length - 2)).to_bytes(2, "big"))
        else:
            tokens.append(window[at : at + 1])
        at += length or 1
    tokens.append(((at % 4096) << 4).to_bytes(2, "big"))
    body = b""
    for start in range(0, len(tokens), 8):
        part = tokens[start : start + 8]
        body += bytes([sum(1 << n for n, token in enumerate(part) if len(token) == 2)]) + b"".join(part)
    return (len(body) + 12).to_bytes(4, "little") + len(data).to_bytes(4, "little") + b"LZFu" + b"\0" * 4 + body


def rtf(body: str) -> bytes:
    signs = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in body)
    return rf"{{\rtf1\ansi\deff0{{\fonttbl{{\f0 Arial;}}}}\pard\plain\f0 {signs}\par}}".encode()


def test_what_every_file_has_is_207_bytes() -> None:
    assert len(KNOWN) == 207


@given(st.binary(max_size=400) | st.text("ab{}\\", max_size=600).map(str.encode))
def test_what_was_packed_comes_out(data: bytes) -> None:
    assert unpack(packed(data)) == data


def test_a_long_text_goes_round_the_ring() -> None:
    data = b"".join(b"%d khoan %d;" % (n, n * 7919 % 1009) for n in range(1500))
    assert unpack(packed(data)) == data


@given(st.binary(max_size=300))
def test_any_bytes_end(data: bytes) -> None:
    assert len(unpack(b"\0" * 4 + b"\xff" * 4 + b"LZFu" + b"\0" * 4 + data)) <= 17 * len(data)
    assert isinstance(text_of_packed(data), str)


def test_what_unpacks_without_measure_is_cut() -> None:
    body = b"\xff" + b"\x00\x0f" * 8
    bomb = b"\0" * 4 + b"\xff" * 4 + b"LZFu" + b"\0" * 4 + body * 200_000
    assert len(unpack(bomb)) <= MAX_BYTES + 136


def test_a_stream_of_another_kind_is_refused() -> None:
    with pytest.raises(errors.SourceBroken):
        unpack(b"\0" * 8 + b"XXXX" + b"\0" * 8)


def test_a_mail_of_packed_text_only_is_read() -> None:
    tree = outlook("") | {"__substg1.0_10090102": packed(rtf(ORDER))}
    (member,) = members(compound(tree), "thu.msg")
    assert member.name == "nội dung thư.txt"
    assert member.content.decode().splitlines()[-1] == ORDER


def test_the_cells_of_a_row_stand_side_by_side() -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl {}\cell {}\cell\row "
    text = text_of_packed(packed(rb"{\rtf1 " + (row.format("TT", "Viec") + row.format("1", "Ra soat")).encode() + b"}"))
    assert text.splitlines() == ["TT\tViec", "1\tRa soat"]
