"""What program writes a record, and which of two is older."""

from __future__ import annotations

from importlib.metadata import version

PROGRAM = f"chidao {version('chidao')}"
"""Name and version, as each record carries them."""


def is_older(program: str, than: str) -> bool:
    """Whether `chidao 0.1.0` is older than `chidao 0.2.0`; what cannot be read as a version is older."""
    return _version(program) < _version(than)


def _version(program: str) -> tuple[int, ...]:
    digits = program.rpartition(" ")[2].split(".")
    return tuple(int(part) for part in digits if part.isdecimal()) if program else ()
