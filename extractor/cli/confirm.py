"""`chidao confirm`: a person has looked and says it is right."""

from __future__ import annotations

from extractor.cli.changing import correcting
from extractor.store import Changed, Register, confirm


@correcting("confirm")
def command(register: Register, name: str, *, by: str, at: str, reason: str | None) -> tuple[Changed, ...]:
    """Xác nhận một chỉ đạo (CD12), hoặc cả văn bản (VB3) với mọi chỉ đạo trong đó, là đúng.

    Điều đã xác nhận thì bản đọc mới không đổi được.
    """
    return confirm(register, name, by=by, at=at, reason=reason)
