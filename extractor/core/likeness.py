"""How alike two texts are, whatever happened to their marks, signs and line ends: shingles of folded words.

A sketch is a small sample of a text's shingles, the same ones for texts that have them in common: alike texts are found
by the marks of their sketches without comparing with all others.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter

from extractor.core.characters import matching_view, without_marks

DOCUMENT_MARKS = 20
DIRECTIVE_MARKS = 6
"""How many marks the sketch of a document, of a directive has."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_SPREAD = 0x9E3779B1  # CRC is linear: without it near shingles would have near marks
_MOST = 200_000  # characters of a text that are looked at


def folded_words(text: str) -> list[str]:
    """Words in lower case without marks and signs."""
    return _WORD.findall(without_marks(matching_view(unicodedata.normalize("NFC", text[:_MOST]))))


def shingles(words: list[str], size: int) -> frozenset[str]:
    """Every `size` words that follow one another; of fewer words all together."""
    if len(words) < size:
        return frozenset([" ".join(words)]) if words else frozenset()
    return frozenset(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def sketch(parts: frozenset[str], size: int) -> tuple[int, ...]:
    """The marks of a text: of its shingles those with the `size` smallest hashes."""
    hashes = {(zlib.crc32(part.encode()) * _SPREAD ^ zlib.adler32(part.encode())) & 0xFFFFFFFF for part in parts}
    return tuple(sorted(hashes)[:size])


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all shingles that both have, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's shingles that the other has, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def numbers_alike(one: str, other: str) -> float:
    """The share of all numbers in two texts that both have, 0 to 1; what tells a notice from next month's."""
    left, right = _numbers(one), _numbers(other)
    every = (left | right).total()
    return (left & right).total() / every if every else 1.0


def numbers_held(one: str, other: str) -> float:
    """The share of the numbers of the text with fewer that the other has too, 0 to 1."""
    left, right = _numbers(one), _numbers(other)
    fewer = min(left.total(), right.total())
    return (left & right).total() / fewer if fewer else 1.0


def _numbers(text: str) -> Counter[str]:
    return Counter(map(_plain, _NUMBER.findall(text)))


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"
