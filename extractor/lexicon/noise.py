"""What stands on web pages round a text and is none of it: counters, menus, toolbars, related news, comment forms.

Source: portal and newspaper pages. Patterns are matched against the whole line, lower
case, in `matching_view`, with bullets and marks at both ends taken off.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from extractor.lexicon.loading import load_json
from extractor.lexicon.page_marks import level

_EDGES = " \t•*-–|>#:·▪●◦»‹›<_~.…"


class NoiseTable(msgspec.Struct, frozen=True):
    lines: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]]
    menu_words: frozenset[str]
    banner_starts: tuple[str, ...]
    sites: tuple[str, ...]
    counter_tails: tuple[str, ...]


@cache
def noise_table() -> NoiseTable:
    return load_json("noise.json", NoiseTable)


@lru_cache(maxsize=512)  # every step asks, and the steps run twice
def line_key(text: str) -> str:
    """The form in which a line is looked up: levelled, lower case, without marks at its ends."""
    return " ".join(level(text).split()).strip(_EDGES)


def _one_of(patterns: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    groups = (f"(?P<{reason}>" + "|".join(f"(?:{p})" for p in rules) + ")" for reason, rules in patterns.items())
    return re.compile("|".join(groups))


@cache
def _lines() -> re.Pattern[str]:
    return _one_of(noise_table().lines)


@cache
def _lists() -> re.Pattern[str]:
    return _one_of(noise_table().lists)


@cache
def counter_tail() -> re.Pattern[str]:
    """A counter at the end of a line that also says something else (`28/10/2020 09:57 Số lượt xem: 42`)."""
    return re.compile("(?:" + "|".join(noise_table().counter_tails) + r")\s*$", re.IGNORECASE)


@lru_cache(maxsize=512)
def noise_reason(key: str) -> str | None:
    """Why the line of this key is noise, or None."""
    found = _lines().fullmatch(key) if len(key) > 1 else None
    return found.lastgroup if found else None


def list_reason(key: str) -> str | None:
    """What list the line of this key opens (`related`, `comment_form`, `tags`), or None."""
    found = _lists().fullmatch(key)
    return found.lastgroup if found else None


@cache
def _site() -> re.Pattern[str]:
    """The name of a site: `Báo Lâm Sơn điện tử`."""
    return re.compile("|".join(noise_table().sites))


def is_site_name(key: str) -> bool:
    """Whether a line is the name of a site, with or without the way to the page behind it."""
    return _site().fullmatch(key) is not None


def is_menu_word(key: str) -> bool:
    return key in noise_table().menu_words


def starts_banner(key: str) -> bool:
    return key.lstrip("\"'“ ").startswith(noise_table().banner_starts) or is_site_name(key)
