"""`chidao extend`: deadlines that were put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import following
from extractor.cli.vietnamese import Day
from extractor.store import Register, extend

if TYPE_CHECKING:
    from extractor.core.register import TaskRow


@following("extend")
@click.option("--to", required=True, type=Day(), help="Hạn mới, muộn hơn hạn đang có.")
@click.option("--reason", required=True, metavar="LỜI", help="Lý do gia hạn.")
@click.option("--basis", metavar="VB9", help="Văn bản trong sổ cho gia hạn.")
def command(
    register: Register, ids: tuple[str, ...], to: str, reason: str, basis: str | None, *, by: str, at: str
) -> tuple[TaskRow, ...]:
    """Gia hạn nhiệm vụ: hạn gốc vẫn giữ để tính tỷ lệ đúng hạn, số lần gia hạn được đếm."""
    return extend(register, ids, to=to, reason=reason, basis=basis, by=by, at=at)
