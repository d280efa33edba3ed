"""`chidao accept`: links that were offered and are right."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import Day, VietnameseCommand
from extractor.store import accept, open_register
from extractor.views.json import render_json
from extractor.views.links import render_settled


@click.command("accept", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", metavar="LK7…", nargs=-1, required=True)
@click.option("--to", type=Day(), help="Gia hạn: hạn mới, nếu văn bản sau không nêu hoặc nêu khác.")
@click.option("--done", type=Day(), help="Báo cáo kết quả: ghi nhiệm vụ hoàn thành ngày này.")
@click.option("--reason", metavar="TEXT", help="Lý do, ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(
    names: tuple[str, ...], to: str | None, done: str | None, reason: str | None, by: str, db: Path, as_json: bool
) -> None:
    """Nhận liên kết được đề nghị: gia hạn thì lùi hạn, thay thế thì kết thúc việc cũ, báo cáo thì ghi chứng cứ."""
    with open_register(db) as register:
        settled = accept(register, names, to=to, done=done, reason=reason, by=by, at=now())
    emit(render_json(settled) if as_json else render_settled(settled, screen()))
