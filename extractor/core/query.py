"""What is asked of the register: terms in all their wordings, and filters. Made from typed words above the store."""

from __future__ import annotations

import msgspec

from extractor.core.record import DirectiveKind
from extractor.core.status import Status


class Wording(msgspec.Struct, frozen=True):
    """Words side by side, as typed. `prefix`: the last may go on."""

    words: str
    prefix: bool = False


Way = tuple[Wording, ...]
"""Wordings that stand together, anywhere."""


class Term(msgspec.Struct, frozen=True):
    """One thing asked for, in any of several ways; the first is what was typed. `fixed`: never given up or mended."""

    ways: tuple[Way, ...]
    fixed: bool = False


class Range(msgspec.Struct, frozen=True):
    """From … to …, both inclusive, either open. Days are ISO dates, money is in đồng."""

    first: str | None = None
    last: str | None = None


class Money(msgspec.Struct, frozen=True):
    """An amount of at least `least` and at most `most` đồng; either may be open."""

    least: float | None = None
    most: float | None = None


class Filters(msgspec.Struct, frozen=True):
    """What narrows an answer; every one that is set must hold. Names match whole words, without regard to marks.

    `unit_keys`: the keys of the bodies that the names in `unit` mean, or patterns of GLOB for them; those will do too.
    """

    issuer: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    unit_keys: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    doc_type: tuple[str, ...] = ()
    kinds: tuple[DirectiveKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    issued: Range | None = None
    due: Range | None = None
    money: Money | None = None

    @property
    def any(self) -> bool:
        return self != Filters()

    @property
    def of_directives(self) -> bool:
        """Whether something is asked that only a directive can answer."""
        return bool(self.unit or self.kinds or self.statuses or self.due)


class Query(msgspec.Struct, frozen=True):
    """`notes` tell how the typed words were understood, where that is not plain."""

    typed: str
    terms: tuple[Term, ...] = ()
    without: tuple[Wording, ...] = ()
    filters: Filters = Filters()
    notes: tuple[str, ...] = ()
