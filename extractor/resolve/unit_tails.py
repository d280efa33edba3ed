"""The place at the end of a body's name: `tỉnh Lào Cai`, `xã Gia Phú, huyện Bảo Thắng`, `huyện`, `Nghệ An`."""

from __future__ import annotations

import msgspec

from extractor.lexicon.unit_names import Word, loose_words
from extractor.lexicon.unit_places import named

Words = tuple[Word, ...]

LEVEL_WORDS = (
    ("thành phố", "province"), ("thị xã", "district"), ("thị trấn", "commune"), ("đặc khu", "commune"),
    ("tỉnh", "province"), ("huyện", "district"), ("quận", "district"), ("xã", "commune"), ("phường", "commune"),
)  # fmt: skip


class Place(msgspec.Struct, frozen=True):
    """The place a name gives: its word (`xã`, None where the name is bare), its name (None for `UBND xã`), and the unit
    above it where that is named (`xã Gia Phú, huyện Bảo Thắng`)."""

    word: str | None = None
    name: str | None = None
    above: Place | None = None


def text_of(words: Words) -> str:
    return " ".join(w.text for w in words)


_NO_PLACE = frozenset(["ủy", "uy", "đoàn", "doan", "đội", "doi", "hội", "hoi"])
"""Behind a word for a level they make another word of it: `Huyện ủy`, `Tỉnh đoàn`, `xã hội`."""


def level_word(words: Words) -> tuple[str, int] | None:
    """The word for a level that opens `words`, with its count of words; typed marks must agree."""
    for word, _ in LEVEL_WORDS:
        parts = word.split()
        opening = words[: len(parts)]
        if [w.marked for w in opening] == parts or (
            [w.folded for w in opening] == list(loose_words(word)) and all(w.text.isascii() for w in words)
        ):
            after = words[len(parts) : len(parts) + 1]
            return None if after and after[0].marked in _NO_PLACE else (word, len(parts))
    return None


_LONGEST_PLACE = 5
_JOINTS = frozenset(["cua", "thuoc", "tai", "o", "cap"])


def tail(words: Words) -> Place | None:
    """The place that `words` say and nothing else; None where they say more."""
    if words and words[0].folded in _JOINTS and len(words) > 1:
        words = words[1:]
    found = level_word(words)
    if found is None:
        known = (
            bool(words)
            and len(words) <= _LONGEST_PLACE
            and _named_so(words)
            and bool(named(text_of(words), communes=True))
        )
        return Place(None, text_of(words)) if known else None
    word, size = found
    rest = words[size:]
    at = next((i for i in range(1, len(rest)) if level_word(rest[i:]) is not None and _named_so(rest[:i])), len(rest))
    if not rest:
        return Place(word)
    above = tail(rest[at:]) if rest[at:] else None
    if not _named_so(rest[:at]) or (rest[at:] and above is None):
        return None
    return Place(word, text_of(rest[:at]), above)


def _named_so(words: Words) -> bool:
    """Whether words may be the name of a place: capitals or numbers, where the line has capitals at all."""
    if not 0 < len(words) <= _LONGEST_PLACE or any(w.apart for w in words[1:]):
        return False
    if all(w.text == w.text.lower() for w in words):
        return words[0].text[0].isdigit() or bool(named(text_of(words), communes=True))
    return all(not w.text[0].islower() for w in words)


def cut_tail(words: Words, *, bare: bool, least: int = 1) -> tuple[Words, Place | None]:
    """The words of a free name without the place at their end, and the place."""
    for i in range(least, len(words)):
        if words[i - 1].marked in ("tác", "liên") or level_word(words[i:]) is None:
            continue
        place = tail(words[i:])
        if place is not None:
            joint = words[i - 1].folded in _JOINTS and i - 1 >= least
            return words[: i - joint], place
    for size in (4, 3, 2):
        if bare and len(words) - size >= max(least, 2) and is_province(words[-size:]):
            return words[:-size], Place(None, text_of(words[-size:]))
    return words, None


def is_province(words: Words) -> bool:
    if len(words) > 5 or not (words[0].text[0].isupper() or words[0].text.islower()):
        return False
    return any(unit.level == "province" for unit in named(text_of(words), communes=False))
