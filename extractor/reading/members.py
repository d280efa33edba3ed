"""What containers hand out, the bounds that all of one file share, and names made harmless."""

from __future__ import annotations

import re

import msgspec

from extractor.core.errors import SourceTooLarge

ARROW = " › "
"""Stands between a container and what lies in it, in names shown to people."""

MAX_MEMBERS = 1000
MAX_BYTES = 400 * 1024 * 1024
"""What all members of one file may unpack to."""

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 200


class Member(msgspec.Struct, frozen=True):
    """One document in a container, or what is wrong with it (a Vietnamese line)."""

    name: str
    content: bytes
    wrong: str | None = None


class Budget:
    """How much may still be taken out of one file, whatever lies in whatever."""

    def __init__(self) -> None:
        self._members = MAX_MEMBERS
        self._bytes = MAX_BYTES

    @property
    def room(self) -> int:
        """Bytes that may still be unpacked."""
        return self._bytes

    def take(self, size: int) -> None:
        """Raises SourceTooLarge where one member of `size` bytes more is too much."""
        self._members -= 1
        self._bytes -= size
        if self._members < 0:
            raise SourceTooLarge(f"Tệp chứa quá {MAX_MEMBERS} tệp con (có thể là tệp độc hại): chia nhỏ rồi nạp lại.")
        if self._bytes < 0:
            size = MAX_BYTES // 2**20
            raise SourceTooLarge(f"Nội dung giải ra quá {size} MB (có thể là tệp độc hại): chia nhỏ rồi nạp lại.")


def harmless(name: str) -> str:
    """A name without folders that lead anywhere, controls and marks that turn the direction of writing."""
    parts = [part.strip() for part in re.split(r"[/\\]|" + ARROW, _UNSAFE.sub("", name))]
    kept = [_DRIVE.sub("", part) for part in parts if part not in ("", ".", "..")]
    return ARROW.join(part[-_LONGEST:] for part in kept if part) or "không tên"
