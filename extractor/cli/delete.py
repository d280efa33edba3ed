"""`chidao delete`: out of the lists, and still kept."""

from __future__ import annotations

from extractor.cli.changing import correcting
from extractor.store import Changed, Register, delete


@correcting("delete")
def command(register: Register, name: str, *, by: str, at: str, reason: str | None) -> tuple[Changed, ...]:
    """Xóa văn bản (VB3) hoặc chỉ đạo (CD12) khỏi các danh sách.

    Mọi thứ vẫn được giữ; khôi phục bằng “chidao undelete”.
    """
    return (delete(register, name, by=by, at=at, reason=reason),)
