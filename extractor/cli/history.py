"""`chidao history`: every change, newest first."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.vietnamese import Count, Day, VietnameseCommand
from extractor.store import list_history, open_register
from extractor.views.changes import render_history
from extractor.views.json import render_json


@click.command("history", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", required=False, metavar="[MÃ]")
@click.option("--since", type=Day(), help="Từ ngày này.")
@click.option("--limit", type=Count(), default=100, help="Số dòng nhiều nhất. Mặc định: 100.")
@with_db
@with_json
def command(name: str | None, since: str | None, limit: int, db: Path, as_json: bool) -> None:
    """Nhật ký: ai đã đổi gì, từ gì thành gì, khi nào, vì sao; mới nhất trước. Không nêu MÃ thì của cả sổ."""
    with open_register(db) as register:
        lines = list_history(register, name, since=since, limit=limit)
    emit(render_json(lines) if as_json else render_history(lines, screen()))
