"""`chidao accept`: links that were offered and are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import changing, show_settled
from extractor.cli.vietnamese import Day
from extractor.store import Register, accept

if TYPE_CHECKING:
    from extractor.core.links import Settled


@changing("accept", show_settled)
@click.argument("names", metavar="LK7…", nargs=-1, required=True)
@click.option("--to", type=Day(), help="Gia hạn: hạn mới, nếu văn bản sau không nêu hoặc nêu khác.")
@click.option("--done", type=Day(), help="Báo cáo kết quả: ghi nhiệm vụ hoàn thành ngày này.")
@click.option("--reason", metavar="LỜI", help="Lý do, ghi vào nhật ký.")
def command(register: Register, names: tuple[str, ...], *, by: str, at: str, **said: str | None) -> tuple[Settled, ...]:
    """Nhận liên kết được đề nghị: gia hạn thì lùi hạn, thay thế thì kết thúc việc cũ, báo cáo thì ghi chứng cứ."""
    return accept(register, names, by=by, at=at, **said)
