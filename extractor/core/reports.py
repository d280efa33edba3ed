"""Reports over the register: what they count, and the counts. Days are ISO dates."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.core.record import DirectiveKind

Basis = Literal["given", "due"]
ReportGrouping = Literal["unit", "person", "issuer", "document"]


class ReportFilter(msgspec.Struct, frozen=True):
    """What a report counts: directives given in a period (the day of issue of their document) or due in it (the day of
    the deadline as given, not as extended), first and last day inclusive, as they stand on `today`.

    Without a first or last day the period is open there. Names as in `TaskFilter`.
    """

    today: str
    since: str | None = None
    until: str | None = None
    basis: Basis = "given"
    by: ReportGrouping = "unit"
    kinds: tuple[DirectiveKind, ...] = ("task", "commitment")
    unit: str | None = None
    unit_keys: tuple[str, ...] = ()
    issuer: str | None = None
    document: str | None = None


class Tally(msgspec.Struct, frozen=True):
    """Directives counted by where they stand, each in one of the first eight; `total` is their sum.

    `on_time`, `late`: done by the deadline as given, or after it; `in_time`, `overdue`: open, by the day in effect.
    `unrated`: closed without having been done, or done without a deadline. `past`: of those open, how many have left
    the deadline as given behind them, extended or not.
    """

    on_time: int = 0
    late: int = 0
    in_time: int = 0
    overdue: int = 0
    unrated: int = 0
    waiting: int = 0
    standing: int = 0
    missing: int = 0
    past: int = 0

    @property
    def total(self) -> int:
        return (
            self.on_time + self.late + self.in_time + self.overdue
            + self.unrated + self.waiting + self.standing + self.missing
        )  # fmt: skip

    @property
    def decided(self) -> int:
        """Those with a deadline of which it is known whether it was kept: done, or open behind it."""
        return self.on_time + self.late + self.past

    @property
    def on_time_rate(self) -> float | None:
        """The part of `decided` that was done on time, 0 to 1; None where there is none."""
        return self.on_time / self.decided if self.decided else None


class ReportRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A group of a report. `name` is None for what has no unit, person or issuer; `key` is that of the unit, or the id
    of the document, which was issued on `issued_on`.
    """

    name: str | None
    tally: Tally
    key: str | None = None
    issued_on: str | None = None


class Report(msgspec.Struct, frozen=True):
    """`total` counts each directive once. `repeated`: entries of the rows beyond that, of directives that stand in
    several. `left_out`: directives that fit but for the day that the period asks for, which they do not have.
    """

    total: Tally
    rows: tuple[ReportRow, ...]
    repeated: int = 0
    left_out: int = 0
