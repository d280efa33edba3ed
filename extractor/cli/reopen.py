"""`chidao reopen`: closed directives are open again."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register, reopen
from extractor.views.json import render_json
from extractor.views.tasks import render_followed


@click.command("reopen", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("ids", metavar="CD12…", nargs=-1, required=True)
@click.option("--note", metavar="TEXT", help="Lý do mở lại.")
@with_by
@with_db
@with_json
def command(ids: tuple[str, ...], note: str | None, by: str, db: Path, as_json: bool) -> None:
    """Mở lại nhiệm vụ đã ghi kết thúc; thời hạn giữ như trước."""
    with open_register(db) as register:
        tasks = reopen(register, ids, note=note, by=by, at=now())
    emit(render_json(tasks) if as_json else render_followed(tasks, screen()))
