"""`chidao extend`: deadlines that were put off."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import Day, VietnameseCommand
from extractor.store import extend, open_register
from extractor.views.json import render_json
from extractor.views.tasks import render_followed


@click.command("extend", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("ids", metavar="CD12…", nargs=-1, required=True)
@click.option("--to", required=True, type=Day(), help="Hạn mới, muộn hơn hạn đang có.")
@click.option("--reason", required=True, metavar="TEXT", help="Lý do gia hạn.")
@click.option("--basis", metavar="VB9", help="Văn bản trong sổ cho gia hạn.")
@with_by
@with_db
@with_json
def command(ids: tuple[str, ...], to: str, reason: str, basis: str | None, by: str, db: Path, as_json: bool) -> None:
    """Gia hạn nhiệm vụ: hạn gốc vẫn giữ để tính tỷ lệ đúng hạn, số lần gia hạn được đếm."""
    with open_register(db) as register:
        tasks = extend(register, ids, to=to, reason=reason, basis=basis, by=by, at=now())
    emit(render_json(tasks) if as_json else render_followed(tasks, screen()))
