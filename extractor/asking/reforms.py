"""What a body or a province was called before a reform, or is called since: `Sở KH&ĐT` and `Sở Tài chính`.

The tables of bodies are loaded once a word is typed that a body's name may begin with.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from extractor.core.characters import without_marks
from extractor.core.query import Filters, Way, Wording
from extractor.lexicon.search_words import word_key

_MOST = 8
"""Ways beyond these are left out."""
_PROVINCE = "tinh"


def other_names(words: Sequence[str]) -> tuple[Way, ...]:
    """The names before and after reforms of the body or province that these words name and nothing besides.

    `["Sở", "NN&PTNT"]` → its own name written out, `Sở Nông nghiệp và Môi trường`, …; empty where no reform touched
    it. A province counts where it is called one (`tỉnh Phú Yên`) or written as a name (`Phú Yên`).
    """
    first = word_key(words[0])
    if first in _heads() and len(words) > 1:
        stem = _stem(words)
        title = _titles().get(stem)
        if title and (word_key(title.split()[-1]) == word_key(words[-1]) or stem != _stem(words[:-1])):
            typed = word_key("".join(words))
            titles = (_titles()[other] for other in _kin(words))
            return tuple((Wording(title),) for title in titles if " " in title and word_key(title) != typed)[:_MOST]
    return _provinces(words[1:]) if first == _PROVINCE else _provinces(words)


def with_bodies(filters: Filters) -> Filters:
    """The filters with the keys of the bodies that its names of units mean."""
    if not filters.unit:
        return filters
    from extractor.resolve.units import units_asked  # loads lists of words, which most searches have no need of

    keys = dict.fromkeys(key for name in filters.unit for key in units_asked(name))
    return msgspec.structs.replace(filters, unit_keys=tuple(keys))


def body_at_start(line: str) -> int:
    """Where the name of a body ends that a line opens with; 0 where it opens with none."""
    from extractor.resolve.unit_typed import name_at_start  # loads recognisers

    return name_at_start(line)


def _stem(words: Sequence[str]) -> str:
    """The stem of the key that the words mean, empty where they name a place too."""
    from extractor.resolve.units import units_asked

    keys = units_asked(" ".join(words))
    stem, _, place = keys[0].partition("@") if keys else ("", "", "")
    return stem if place in ("", _PROVINCE) else ""


def _kin(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of the body and of all that it came from and went into, of which the title is known."""
    from extractor.resolve.units import units_asked

    stems = dict.fromkeys(key.partition("@")[0] for key in units_asked(" ".join(words)))
    return tuple(stem for stem in stems if stem in _titles())


@cache
def _titles() -> dict[str, str]:
    """Stem → name, of the bodies that a reform ended or made."""
    from extractor.lexicon.unit_reforms import reforms
    from extractor.resolve.units import units_asked

    names = dict.fromkeys(name for reform in reforms().bodies for name in (reform.old, *reform.new))
    return {units_asked(name)[0].partition("@")[0]: name for name in names}


@cache
def _heads() -> frozenset[str]:
    """The first words of the names in the table of reforms, folded."""
    from extractor.lexicon.unit_reforms import reforms

    return frozenset(word_key(n.split()[0]) for reform in reforms().bodies for n in (reform.old, *reform.new))


def _provinces(words: Sequence[str]) -> tuple[Way, ...]:
    name = " ".join(words)
    if not 1 < len(words) < 5 or not all(w[0].isupper() for w in words) or without_marks(name) == name.lower():
        return ()
    return tuple((Wording(other),) for other in _merged().get(word_key(name), ()))


@cache
def _merged() -> dict[str, tuple[str, ...]]:
    """The key of a province's name → the provinces it came from and went into."""
    from extractor.lexicon.admin_units import provinces_and_districts

    provinces = [unit for unit in provinces_and_districts() if unit.level == "province"]
    names = {unit.id: unit.name for unit in provinces}
    found: dict[str, dict[str, None]] = {}
    for unit in provinces:
        for heir in (names[one] for one in unit.successors if one in names):
            if word_key(heir) != word_key(unit.name):
                found.setdefault(word_key(unit.name), {})[heir] = None
                found.setdefault(word_key(heir), {})[unit.name] = None
    return {key: tuple(others) for key, others in found.items()}
