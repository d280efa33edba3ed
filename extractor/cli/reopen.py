"""`chidao reopen`: closed directives are open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import following
from extractor.store import Register, reopen

if TYPE_CHECKING:
    from extractor.core.register import TaskRow


@following("reopen")
@click.option("--note", metavar="LỜI", help="Lý do mở lại.")
def command(register: Register, ids: tuple[str, ...], note: str | None, *, by: str, at: str) -> tuple[TaskRow, ...]:
    """Mở lại nhiệm vụ đã ghi kết thúc; thời hạn giữ như trước."""
    return reopen(register, ids, note=note, by=by, at=at)
