"""`chidao reject`: what the machine took for a directive and is none."""

from __future__ import annotations

from extractor.cli.changing import correcting
from extractor.store import Changed, Register, reject


@correcting("reject")
def command(register: Register, name: str, *, by: str, at: str, reason: str | None) -> tuple[Changed, ...]:
    """Loại mục máy ghi nhầm, không phải là chỉ đạo: không hiện nữa, đọc lại cũng không trở lại.

    Lấy lại bằng “chidao undo CD12”.
    """
    return (reject(register, name, by=by, at=at, reason=reason),)
