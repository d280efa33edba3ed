"""`chidao unconfirm`: take a confirmation back."""

from __future__ import annotations

from extractor.cli.changing import correcting
from extractor.store import Changed, Register, unconfirm


@correcting("unconfirm")
def command(register: Register, name: str, *, by: str, at: str, reason: str | None) -> tuple[Changed, ...]:
    """Bỏ xác nhận."""
    return unconfirm(register, name, by=by, at=at, reason=reason)
