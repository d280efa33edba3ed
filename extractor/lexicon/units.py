"""Units of figures: currencies, measures, counted nouns; the words that make a number a rank, a date or a slogan.

`data/units.json` holds the lists. Phrases are in lower case with the new tone
placement, symbols as they are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from extractor.core.record import Comparator
from extractor.lexicon.loading import load_json


class Currency(msgspec.Struct, frozen=True):
    """An ISO 4217 code and how the currency is written."""

    iso: str
    forms: tuple[str, ...]


class UnitTable(msgspec.Struct, frozen=True):
    """All lists of `units.json` as they stand."""

    source: str
    currencies: tuple[Currency, ...]
    not_currency_after_dong: frozenset[str]
    symbols: frozenset[str]
    measures: frozenset[str]
    nouns: frozenset[str]
    time_units: frozenset[str]
    set_units: frozenset[str]
    not_nouns: frozenset[str]
    ranks: frozenset[str]
    ranks_strict: frozenset[str]
    not_ranks: frozenset[str]
    phrases: tuple[str, ...]
    date_cues: frozenset[str]
    weak_date_cues: frozenset[str]
    scale_cues: frozenset[str]
    admin_units: frozenset[str]
    number_word_nouns_off: frozenset[str]
    comparators: dict[Comparator, tuple[str, ...]]
    comparator_links: frozenset[str]
    on_not_more: frozenset[str]
    counting: frozenset[str]
    ratio_verbs: frozenset[str]
    every: frozenset[str]
    at_least_tail: str
    at_most_tail: str


@cache
def units() -> UnitTable:
    """The checked table."""
    return load_json("units.json", UnitTable)


@cache
def currency_codes() -> dict[str, str]:
    """Written form → ISO 4217 code. Single letters and capitals count, so forms keep their case."""
    return {form: currency.iso for currency in units().currencies for form in currency.forms}


@cache
def comparator_words() -> dict[str, Comparator]:
    """Comparing word or phrase → comparator."""
    return {word: sign for sign, words in units().comparators.items() for word in words}


def longest_phrase(phrases: frozenset[str] | dict[str, str], words: Sequence[str], limit: int = 7) -> int:
    """How many of the leading `words`, joined by blanks, make up the longest of the `phrases`; 0 if none does."""
    for count in range(min(limit, len(words)), 0, -1):
        if " ".join(words[:count]) in phrases:
            return count
    return 0
