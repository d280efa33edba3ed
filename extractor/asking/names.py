"""The same thing in other words: abbreviations written out, and what is written out abbreviated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extractor.core.characters import matching_view, without_marks
from extractor.core.query import Way, Wording
from extractor.lexicon.abbreviations import Abbreviation, abbreviation_key, abbreviations
from extractor.lexicon.search_words import search_words, typed_shorts
from extractor.lexicon.syllables import is_syllable

LONGEST = 8
"""Words of the longest name that is looked up."""
_MOST = 5
"""Ways of one term beyond these are left out."""
_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"\s*[,\-]\s*")


def written_out(short: str, before: str = "", after: str = "") -> tuple[str, ...]:
    """What an abbreviation as typed may stand for; `before` and `after` are its neighbours, which settle some.

    `NTM` → `nông thôn mới`, `STC` → `Sở Tài chính`. A word that is a syllable is one only in capitals.
    """
    if len(short) < 2 or (is_syllable(short) and not short.isupper()):
        return ()
    key = abbreviation_key(short)
    full = [f for e in _by_key().get(key, ()) if _fits(e, before, after) for f in (e.full, e.other) if f]
    full += typed_shorts().get(key, ())
    if not full:
        head = search_words().heads.get(key[:1])
        full = [f"{head} {e.full}" for e in _by_key().get(key[1:], ()) if head and e.kind == "sector"]
    return tuple(dict.fromkeys(full))[:_MOST]


def abbreviated(words: Sequence[str]) -> tuple[Way, ...]:
    """How else a name that these words write out may stand: `Sở Tài chính` → `Sở TC`, `STC`; empty where it is none."""
    key = _key(" ".join(words))
    ways: list[Way] = [(Wording(short),) for short in _by_full().get(key, ())]
    head = _heads().get(key.split(" ", 1)[0])
    if head is not None:
        sector = key.partition(" ")[2]
        for entry in _by_sector().get(sector, ()):
            joined = abbreviation_key(entry.short)
            ways += [(Wording(f"{head} {entry.short}"),), (Wording(f"{_letter(head)}{joined}"),)]
            if joined != entry.short:
                ways.append((Wording(f"{head} {joined}"),))
    return tuple(dict.fromkeys(ways))[: 2 * _MOST]


def as_phrases(full: str) -> tuple[Way, ...]:
    """The wordings of a name written out: side by side, and with `và` for the comma inside."""
    with_and = _COMMA.sub(" và ", full)
    return tuple((Wording(w),) for w in dict.fromkeys((full, with_and)))


def _fits(entry: Abbreviation, before: str, after: str) -> bool:
    left, right = matching_view(before).casefold(), matching_view(after).casefold()
    if entry.after and not left.endswith(entry.after):
        return False
    if entry.before and not right.startswith(entry.before):
        return False
    return not entry.ambiguous or bool(entry.after or entry.before)


@cache
def _by_key() -> dict[str, tuple[Abbreviation, ...]]:
    found: dict[str, list[Abbreviation]] = {}
    for entry in abbreviations():
        found.setdefault(abbreviation_key(entry.short), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _by_full() -> dict[str, tuple[str, ...]]:
    """Key of a name → its abbreviations, as one word and as written. Names of one word have none that helps."""
    found: dict[str, dict[str, None]] = {}
    for entry in abbreviations():
        for full in filter(None, (entry.full, entry.other)):
            if not entry.ambiguous and " " in full and len(abbreviation_key(entry.short)) > 2:
                found.setdefault(_key(full), {}).update({entry.short: None, abbreviation_key(entry.short): None})
    for short, wordings in search_words().shorts.items():
        for full in wordings:
            if len(short) > 2:
                found.setdefault(_key(full), {})[short] = None
    return {key: tuple(shorts) for key, shorts in found.items()}


@cache
def _by_sector() -> dict[str, tuple[Abbreviation, ...]]:
    found: dict[str, list[Abbreviation]] = {}
    for entry in abbreviations():
        if entry.kind == "sector":
            found.setdefault(_key(entry.full), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _heads() -> dict[str, str]:
    return {_key(word): word for word in search_words().heads.values()}


def _letter(head: str) -> str:
    return next(letter for letter, word in search_words().heads.items() if word == head)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return " ".join(_WORD.findall(without_marks(matching_view(text))))
