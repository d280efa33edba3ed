"""Floor 7: typed words become a query: filters, phrases, abbreviations written out, slips of the keyboard read.

Knows the lexicon and nothing of the register; the store finds what the query asks for.
"""

from __future__ import annotations

from extractor.asking.typed import read_query

__all__ = ["read_query"]
