"""`chidao unlink`: links that were taken for right and are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import changing, show_settled
from extractor.store import Register, unlink

if TYPE_CHECKING:
    from extractor.core.links import Settled


@changing("unlink", show_settled)
@click.argument("names", metavar="LK7… | VB3 VB9", nargs=-1, required=True)
@click.option("--reason", metavar="LỜI", help="Lý do, ghi vào nhật ký.")
def command(register: Register, names: tuple[str, ...], reason: str | None, *, by: str, at: str) -> tuple[Settled, ...]:
    """Bỏ liên kết đã nhận: theo mã, hoặc mọi liên kết giữa hai văn bản, hai nhiệm vụ; máy không nối lại nữa.

    Việc gia hạn, kết thúc đã ghi khi nhận liên kết được rút lại; điều người khác ghi thêm thì giữ nguyên.
    """
    return unlink(register, names, reason=reason, by=by, at=at)
