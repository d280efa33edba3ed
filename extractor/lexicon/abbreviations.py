"""Abbreviations of official papers, both ways: written out in a name, and looked up for a search.

`LĐTBXH`, `LĐ-TB&XH` and `LĐ-TB và XH` are one key: blanks, dashes, dots, commas, `&` and `và` do not
count. Ambiguous ones (`TT`, `BTC`, `TP`) are written out only where a neighbour word decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.loading import load_json

Kind = Literal["body", "sector", "topic", "office", "other"]


class Abbreviation(msgspec.Struct, frozen=True):
    """`after` / `before`: lower-case neighbours (to the left / to the right) that settle an ambiguous one."""

    short: str
    full: str
    kind: Kind
    ambiguous: bool = False
    other: str | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True):
    about: str
    entries: tuple[Abbreviation, ...]


_LOOSE = re.compile(r"[\s\-&.,/]+|(?<!\w)và(?!\w)")


def abbreviation_key(short: str) -> str:
    """One key for all ways to write an abbreviation."""
    return _LOOSE.sub("", matching_view(short)).upper()


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The whole table."""
    return load_json("abbreviations.json", _Table).entries


@cache
def _by_key() -> dict[str, tuple[Abbreviation, ...]]:
    found: dict[str, list[Abbreviation]] = defaultdict(list)
    for entry in abbreviations():
        found[abbreviation_key(entry.short)].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def full_forms(short: str, kind: Kind | None = None) -> tuple[str, ...]:
    """All readings of an abbreviation, of one kind where asked; more than one means it is ambiguous."""
    entries = [e for e in _by_key().get(abbreviation_key(short), ()) if kind in (None, e.kind)]
    return tuple(dict.fromkeys(full for e in entries for full in (e.full, e.other) if full))


# a run of capital letters, perhaps joined: KT-XH, LĐ-TB&XH, VH,TT&DL, TP. HCM
_CANDIDATE = re.compile(
    r"(?<!\w)(?:TP\.? ?HCM|TTr|BCH (?:TW|QS)|UB MTTQ"
    r"|[A-ZĐƯƠĂÂÊÔ]{1,9}(?:(?: ?[&\-] ?|, ?| và )[A-ZĐƯƠĂÂÊÔ]{1,6}){0,3}"
    r"|LĐ ?- ?TB và XH)(?!\w)"
)
_DOT_OF_SHORT = re.compile(r"\.(?= ?[^\W\d_])")
_WORD = re.compile(r"[A-ZĐƯƠĂÂÊÔ]{2,9}(?!\w)")
_CITY = re.compile(r"(?<!\w)TP\.? ?(?=[^\W\d_a-z])|(?<!\w)TX\.? ?(?=[^\W\d_a-z])")


def _settled(entry: Abbreviation, left: str, right: str) -> bool:
    if entry.ambiguous and not entry.after and not entry.before:
        return False
    if entry.after and not any(left.endswith(word) for word in entry.after):
        return False
    return not entry.before or any(re.match(re.escape(word) + r"(?!\w)", right) for word in entry.before)


def _reading(short: str, text: str, start: int, end: int) -> str | None:
    entries = [e for e in _by_key().get(abbreviation_key(short), ()) if e.kind != "other"]
    left = text[max(0, start - 30) : start].casefold().rstrip(" .:")
    right = text[end : end + 30].casefold().lstrip(" .:")
    fits = [e for e in entries if (e.ambiguous or e.after or e.before) and _settled(e, left, right)]
    fits += [e for e in entries if not (e.ambiguous or e.after or e.before)]
    return fits[0].full if fits else None


@lru_cache(maxsize=512)  # a document names its bodies again and again
def write_out(text: str) -> str:
    """`text` with its abbreviations written out and its blanks levelled: `UBND tỉnh` → `Ủy ban nhân dân tỉnh`.

    What is not known, or ambiguous without a neighbour that decides, stays as it stands.
    """
    line = " ".join(text.split())
    view = matching_view(line)
    if view.isupper() and view.count(" ") > 2 and "UBND" not in view and "HĐND" not in view:
        return line  # a letterhead in capitals holds words, not abbreviations
    out: list[str] = []
    at = 0
    while match := _CANDIDATE.search(view, at):
        start, end = match.span()
        full = _reading(match.group(), view, start, end)
        if full is None and (word := _WORD.match(view, start)):
            end = word.end()
            full = _reading(word.group(), view, start, end)
        out += [line[at:start], line[start:end] if full is None else full]
        if full == "Thường trực" and _DOT_OF_SHORT.match(view, end):  # TT.HĐND, TT. Tỉnh ủy
            out.append(" " if view[end + 1] != " " else "")
            end += 1
        at = max(end, start + 1)
    out.append(line[at:])
    return _CITY.sub(lambda m: "thành phố " if m.group().startswith("TP") else "thị xã ", "".join(out))
