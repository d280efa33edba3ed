"""Bodies known by name, heads that tell what an unlisted name is, and the phrases that may open a name."""

from __future__ import annotations

from functools import cache

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.unit_names import (
    SILENT,
    Body,
    Folded,
    UnitHead,
    Word,
    loose_words,
    typed_bare,
    unit_names,
    words_of,
    written_line,
)


class Known(msgspec.Struct, frozen=True):
    """A body known by name, and how many of the words its name takes."""

    body: Body
    size: int


@cache
def _bodies() -> dict[Folded, Body]:
    found: dict[Folded, Body] = {}
    table = unit_names()
    for body in table.bodies:
        found.setdefault(loose_words(body.name), body)
        found.setdefault(loose_words(written_line(body.name)), body)
    for body in table.bodies:
        for name in body.also:
            found.setdefault(loose_words(written_line(name)), body)
            found.setdefault(loose_words(name), body)
    for sector in table.ministries:
        found.setdefault(loose_words(f"Bộ {sector}"), Body(f"Bộ {sector}", "ministry", "central"))
    for sector in table.sectors:
        found.setdefault(loose_words(f"Sở {sector}"), Body(f"Sở {sector}", "department", "province"))
        found.setdefault(loose_words(f"Phòng {sector}"), Body(f"Phòng {sector}", "division", "holder"))
    for spelling, sector in table.sector_spellings.items():
        for head in ("Bộ", "Sở", "Phòng"):
            if (known := found.get(loose_words(f"{head} {sector}"))) is not None:
                found.setdefault(loose_words(f"{head} {spelling}"), known)
    return found


@cache
def _longest_body() -> int:
    return max(map(len, _bodies()))


def _sizes(words: tuple[Word, ...], longest: int) -> list[tuple[Folded, int]]:
    """Folded openings of the words, longest first, with the count of words that each takes."""
    found: list[tuple[Folded, int]] = []
    opening: list[str] = []
    for size, word in enumerate(words, 1):
        if word.folded not in SILENT:
            opening.append(word.folded)
            found.append((tuple(opening), size))
        if len(opening) == longest:
            break
    return found[::-1]


def known_body(words: tuple[Word, ...], day: str | None = None) -> Known | None:
    """The body whose name opens `words`, the longest that fits; a sector by its first word goes by `day` (ISO)."""
    for opening, size in _sizes(words, _longest_body()):
        if (body := _bodies().get(opening)) is not None:
            return Known(body, size)
        if len(opening) > 1 and opening[0] in ("so", "bo"):
            full = _short_sector(opening[1:], day)
            if full is not None and (body := _bodies().get((opening[0], *loose_words(full)))) is not None:
                return Known(body, size)
    return None


def _short_sector(words: Folded, day: str | None) -> str | None:
    fits = [
        short.name
        for short in unit_names().short_sectors
        if loose_words(short.short) == words and (day is None or short.since <= day <= short.until)
    ]
    return fits[0] if len(fits) == 1 else None


def body_named(name: str) -> Body | None:
    """The known body of exactly that name."""
    return _bodies().get(loose_words(name))


@cache
def _heads() -> dict[Folded, UnitHead]:
    return {loose_words(words): head for head in unit_names().heads for words in head.words}


@cache
def _marked_heads() -> frozenset[str]:
    return frozenset(matching_view(words).lower() for head in unit_names().heads for words in head.words)


def head_of(words: tuple[Word, ...]) -> tuple[UnitHead, int] | None:
    """What an unlisted name opens with and of how many words; marks that are typed must agree (`Bộ`, not `Bờ`)."""
    bare = typed_bare(words)
    for opening, size in _sizes(words, 7):
        head = _heads().get(opening)
        if head is not None and (bare or size > 1 or " ".join(w.marked for w in words[:size]) in _marked_heads()):
            return head, size
    return None


@cache
def phrase_index(kind: str) -> dict[Folded, str]:
    """Loose words → the phrase of one list: `posts`, `organs`, `outers`, `committees`, `honorifics`."""
    table = unit_names()
    lists: dict[str, tuple[str, ...]] = {
        "posts": table.posts,
        "organs": table.organs,
        "outers": tuple(name for name, _ in table.outers),
        "committees": tuple(name for name, _ in table.committees),
        "honorifics": table.honorifics,
    }
    return {loose_words(phrase): phrase for phrase in lists[kind]}


def opening_phrase(words: tuple[Word, ...], kind: str) -> tuple[str, int] | None:
    """The longest phrase of a list that opens `words`, with the count of words it takes."""
    bare = kind != "honorifics" and typed_bare(words)
    for opening, size in _sizes(words, 6):
        phrase = phrase_index(kind).get(opening)
        if phrase is None:
            continue
        marked = tuple(w.marked for w in words[:size] if w.folded not in SILENT)
        if bare or marked == tuple(w.marked for w in words_of(phrase) if w.folded not in SILENT):
            return phrase, size
    return None
