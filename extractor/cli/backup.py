"""`chidao backup`: the register as one file to keep."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import back_up, open_register
from extractor.views.changes import render_copied
from extractor.views.json import render_json


@click.command("backup", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("file", metavar="TỆP")
@click.option("--force", is_flag=True, help="Thay bản sao lưu đang có ở TỆP.")
@with_db
@with_json
def command(file: str, force: bool, db: Path, as_json: bool) -> None:
    """Sao lưu sổ với bản gốc, sửa đổi, nhật ký ra TỆP; người khác vẫn làm việc. Bản sao được kiểm tra rồi mới nhận."""
    with open_register(db) as register:
        copied = back_up(register, Path(file).expanduser(), force=force)
    emit(render_json(copied) if as_json else render_copied(copied))
