"""`chidao compare`: what two documents tell differently."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import compare, open_register
from extractor.views.json import render_json
from extractor.views.links import render_comparison


@click.command("compare", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("one", metavar="VB3")
@click.argument("other", metavar="VB9")
@with_db
@with_json
def command(one: str, other: str, db: Path, as_json: bool) -> None:
    """So hai văn bản: thời hạn, số liệu, đơn vị nêu khác nhau, kèm trích dẫn của cả hai bên."""
    with open_register(db) as register:
        comparison = compare(register, one, other)
    emit(render_json(comparison) if as_json else render_comparison(comparison, screen()))
