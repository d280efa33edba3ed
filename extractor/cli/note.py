"""`chidao note`: something to remember about directives."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import add_note, open_register
from extractor.views.json import render_json
from extractor.views.tasks import render_followed


@click.command("note", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("ids", metavar="CD12…", nargs=-1, required=True)
@click.argument("text", metavar="GHI_CHÚ")
@click.option("--evidence", metavar="VB9", help="Văn bản trong sổ kèm theo.")
@with_by
@with_db
@with_json
def command(ids: tuple[str, ...], text: str, evidence: str | None, by: str, db: Path, as_json: bool) -> None:
    """Ghi chú vào nhiệm vụ; ghi chú mới nhất hiện ở cột “Ghi chú”, các ghi chú cũ vẫn còn."""
    with open_register(db) as register:
        tasks = add_note(register, ids, note=text, evidence=evidence, by=by, at=now())
    emit(render_json(tasks) if as_json else render_followed(tasks, screen()))
