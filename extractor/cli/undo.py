"""`chidao undo`: take back the last change."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import bodies, emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register, undo
from extractor.views.changes import render_changed
from extractor.views.json import render_json


@click.command("undo", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", required=False, metavar="[ID]")
@with_by
@with_db
@with_json
def command(name: str | None, by: str, db: Path, as_json: bool) -> None:
    """Hoàn tác lần sửa, xác nhận, thêm, loại hoặc xóa cuối cùng: của ID, hoặc (không nêu ID) do chính người gõ lệnh."""
    with open_register(db, linker=bodies) as register:
        changed = undo(register, name, by=by, at=now())
    emit(render_json(changed) if as_json else render_changed(changed, undone=True))
