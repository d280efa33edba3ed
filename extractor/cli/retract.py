"""`chidao retract`: what was reported last of a directive was a mistake."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register, take_back
from extractor.views.json import render_json
from extractor.views.tasks import render_followed


@click.command("retract", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("id", metavar="CD12")
@click.option("--reason", metavar="TEXT", help="Vì sao rút lại.")
@with_by
@with_db
@with_json
def command(id: str, reason: str | None, by: str, db: Path, as_json: bool) -> None:
    """Rút lại điều ghi cuối cùng (hoàn thành, mở lại, gia hạn, điều kiện, kỳ, ghi chú); thông tin trở lại như trước."""
    with open_register(db) as register:
        task = take_back(register, id, by=by, at=now(), reason=reason)
    emit(render_json(task) if as_json else render_followed([task], screen()))
