"""`chidao decline`: links that were offered and are wrong."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import decline, open_register
from extractor.views.json import render_json
from extractor.views.links import render_declined


@click.command("decline", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", metavar="LK7…", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", help="Lý do, ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(names: tuple[str, ...], reason: str | None, by: str, db: Path, as_json: bool) -> None:
    """Từ chối liên kết được đề nghị; không đề nghị lại nữa."""
    with open_register(db) as register:
        links = decline(register, names, reason=reason, by=by, at=now())
    emit(render_json(links) if as_json else render_declined(links))
