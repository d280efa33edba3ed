"""`chidao show`: one record of the register."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import compare_entry, get, open_register
from extractor.views.json import render_json
from extractor.views.record import render_shown


@click.command("show", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", metavar="MÃ")
@with_db
@with_json
def command(name: str, db: Path, as_json: bool) -> None:
    """Xem một văn bản trong sổ. MÃ là mã văn bản (VB3), mã chỉ đạo (CD12), số ký hiệu hoặc tên tệp."""
    with open_register(db) as register:
        shown = get(register, name)
        beside = () if as_json else compare_entry(register, shown.document.id)
    emit(render_json(shown) if as_json else render_shown(shown, screen(), beside=beside))
