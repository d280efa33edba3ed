"""`chidao undelete`: bring back what was deleted."""

from __future__ import annotations

from extractor.cli.changing import correcting
from extractor.store import Changed, Register, undelete


@correcting("undelete")
def command(register: Register, name: str, *, by: str, at: str, reason: str | None) -> tuple[Changed, ...]:
    """Khôi phục văn bản hoặc chỉ đạo đã xóa."""
    return undelete(register, name, by=by, at=at, reason=reason)
